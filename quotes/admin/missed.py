"""The page on which an editor adds a quote that the program missed (E15): the article's text, and what the quote is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path

from articles.admin import ArticleAdmin
from articles.models import Article, Body
from quotes.admin import desk
from quotes.admin.deciding import decide
from quotes.admin.decisions import CHANGE
from quotes.admin.ids import is_id
from quotes.admin.locating import span_at
from quotes.admin.marking import Paragraph, mark_text
from quotes.admin.missed_form import PARTS, MissedForm
from quotes.admin.views import desk_url, signed_in
from quotes.models import Correction, Part, Quote

if TYPE_CHECKING:
    from django.urls import URLPattern


class MissedAtTheDesk(ArticleAdmin):
    """Articles to which editors who may correct quotes may add some."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.missed_view)
        return [path("<int:pk>/missed/", view, name="articles_article_missed"), *super().get_urls()]

    def missed_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form; `content`, "12-40", and `body` are what was selected where the editor comes from. Adds the quote
        and goes on to its desk page. 409 where the article has a newer text by now, 422 where something is missing;
        then nothing is changed and the page says why. `look` only finds a speaker by name, without a script."""
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        # The article is locked, so that of two who add the same quote the second is told.
        with transaction.atomic():
            article = Article.objects.select_for_update().filter(pk=pk).first()
            if article is None:
                raise Http404("There is no such article.")
            if article.current_body is None:
                messages.warning(request, "There is no text of this article in which a quote could stand.")
                return HttpResponseRedirect("../change/")
            if request.method == "POST" and "look" not in request.POST:
                return self._add(request, article, article.current_body)
            initial = request.POST.dict() if request.method == "POST" else _selected(request, article.current_body)
            form = MissedForm(initial=initial, article=article, body=article.current_body)
            return self._page(request, article, form)

    def _add(self, request: HttpRequest, article: Article, body: Body) -> HttpResponse:
        if request.POST.get("body") != str(body.pk):
            messages.error(
                request,
                "The article has a newer text since you opened this page. Nothing was saved; below is the text as it "
                "is now, and your words as far as they stand in it.",
            )
            given = request.POST.copy()
            for name in PARTS:
                given.pop(f"{name}_at", None)
            return self._page(request, article, MissedForm(given, article=article, body=body), status=409)
        form = MissedForm(request.POST, article=article, body=body)

        def done(correction: Correction) -> tuple[str, str]:
            quote = correction.quote
            assert quote is not None
            return f"{correction.get_action_display().capitalize()}: {quote}", desk_url(quote.pk, queue=False)

        def again() -> HttpResponse:
            return self._page(request, article, form, status=422)

        return decide(request, CHANGE, form, form.apply, done=done, again=again, overtaken=again)

    def _page(self, request: HttpRequest, article: Article, form: MissedForm, *, status: int = 200) -> HttpResponse:
        form.is_valid()  # what it finds is marked in the text
        find = request.POST.get("find", "").strip() if "look" in request.POST else ""
        found = desk.called(article.pk, find)
        known = [*found, *desk.sent_back(form if form.is_bound else None), *desk.heard_in(article.pk)]
        context: dict[str, Any] = {
            **self.admin_site.each_context(request), "is_nav_sidebar_enabled": False, "opts": self.opts,
            "title": "Add a missed quote", "article": article, "form": form, "media": self.media + form.media,
            "paragraphs": _paragraphs(form.body, form), "find": find, "found": found,
            "offered": list(dict.fromkeys(known)),
            "ticked": {int(pk) for pk in request.POST.getlist("known") if is_id(pk)},
            "last": desk.last_decision(signed_in(request)),
        }  # fmt: skip
        return TemplateResponse(request, "admin/desk/missed.html", context, status=status)


def _selected(request: HttpRequest, body: Body) -> dict[str, str]:
    """The words that were selected on the page that leads here, if it showed the same text."""
    at = request.GET.get("content", "")
    span = span_at(body.text, at) if request.GET.get("body") == str(body.pk) else None
    return {"content": body.text[slice(*span)], "content_at": at} if span else {}


def _paragraphs(body: Body, form: MissedForm) -> list[Paragraph]:
    """The whole text, the quotes that it has and the new one's parts marked in it."""
    quotes = Part.objects.filter(place__body=body, role=Part.Role.CONTENT)
    shown = quotes.exclude(place__quote__status__in=Quote.OFF_THE_PAGES).order_by("start").values_list("start", "end")
    zones = [(zone["kind"], zone["start"], zone["end"]) for zone in body.zones]
    stretches = mark_text(body.text, form.marks, list(shown), zones)
    return [paragraph for stretch in stretches for paragraph in stretch.paragraphs]

"""Articles as the desk sees them: with their quotes, and with the right to hide them; their outlets' time zones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from articles.admin import OutletAdmin
from articles.models import Article, Outlet
from quotes import corrections, redating
from quotes.admin.decisions import CHANGE, HIDE_ARTICLE, HideReason, ShowReason
from quotes.admin.history import entries
from quotes.admin.missed import MissedAtTheDesk
from quotes.admin.pasting import PasteAtTheDesk
from quotes.admin.views import signed_in

if TYPE_CHECKING:
    from django.urls import URLPattern


class ArticleDeskAdmin(PasteAtTheDesk, MissedAtTheDesk):
    """The documents' own admin knows nothing of corrections; this one hides and shows through them."""

    change_form_template = "admin/desk/article.html"
    change_list_template = "admin/desk/articles.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.visibility_view)
        return [path("<int:pk>/visibility/", view, name="articles_article_visibility"), *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        user = request.user
        extra = {"may_hide": user.has_perm(HIDE_ARTICLE), "may_add": user.has_perm(CHANGE), **(extra_context or {})}
        return super().change_view(request, object_id, form_url, extra)

    def history_view(
        self,
        request: HttpRequest,  # noqa: ARG002
        object_id: str,
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002
    ) -> HttpResponse:
        """What was decided about the article, in the log of corrections."""
        log = reverse("admin:quotes_correction_changelist")
        return HttpResponseRedirect(f"{log}?{urlencode({'article__id__exact': object_id})}")

    def visibility_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Asks why, then hides the article with all its quotes, or shows it again. Publishers only."""
        if not request.user.has_perm(HIDE_ARTICLE):
            raise PermissionDenied
        article = Article.objects.select_related("outlet").filter(pk=pk).first()
        if article is None:
            raise Http404("There is no such article.")
        # What the page offered counts, not what the article is by now: a second click must not show it again.
        showing = request.POST.get("wanted") == "show" if request.method == "POST" else article.hidden
        form = (ShowReason if showing else HideReason)(request.POST or None)
        if request.method == "POST" and form.is_valid():
            self._decide(request, article, form.why, showing=showing)
            return HttpResponseRedirect(reverse("admin:articles_article_change", args=[pk]))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Show the article again" if showing else "Hide the article",
            "article": article,
            "showing": showing,
            "count": article.quotes.count(),
            "form": form,
            "history": entries(article.corrections.select_related("editor").order_by("-pk")),
        }
        return TemplateResponse(request, "admin/desk/visibility.html", context, status=422 if form.errors else 200)

    def _decide(self, request: HttpRequest, article: Article, reason: str, *, showing: bool) -> None:
        change = corrections.show if showing else corrections.hide
        try:
            correction = change(article, editor=signed_in(request), reason=reason)
        except corrections.Stale as error:
            messages.warning(request, f"Nothing was changed. {error}")
        else:
            messages.success(request, f"{correction.get_action_display().capitalize()}: “{article}”")


class OutletDeskAdmin(OutletAdmin):
    """An outlet whose articles, and what hangs on their dates, go with its time zone."""

    def save_model(self, request: HttpRequest, obj: Outlet, form: Any, change: bool) -> None:
        """Saves it, in the one transaction that Django's admin has for a change."""
        super().save_model(request, obj, form, change)
        if "time_zone" in form.changed_data:
            number = redating.redate(obj)
            moved = f"{number:,} article{' has' if number == 1 else 's have'} another date of publication now."
            messages.info(request, f"{moved} manage.py link finds anew which statements their quotes report.")


admin.site.unregister([Article, Outlet])
admin.site.register(Article, ArticleDeskAdmin)
admin.site.register(Outlet, OutletDeskAdmin)

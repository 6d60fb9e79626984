"""The page to paste a text into: what the program makes of it, and whether it is kept (E16)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from articles.admin import ArticleAdmin
from articles.ingest import Outcome, Status
from articles.models import Outlet
from articles.readers import ParsedArticle
from articles.text import zones
from quotes import pasting
from quotes.admin.decisions import CHANGE
from quotes.admin.marking import Paragraph, mark_text
from quotes.attribution.bands import Band
from quotes.models import Quote
from quotes.pages.cards import KIND_LABELS, STANCE_LABELS, certainty
from quotes.pages.passages import Marked
from quotes.pages.wording import plain, set_out

if TYPE_CHECKING:
    from django.urls import URLPattern

_ROLES = ("content", "cue", "source")


class PasteForm(forms.Form):
    """A text, and what it takes to keep it."""

    text = forms.CharField(max_length=pasting.LONGEST, strip=False, widget=forms.Textarea(attrs={"rows": 14}))
    title = forms.CharField(required=False, max_length=500, label="Headline")
    outlet = forms.CharField(required=False, max_length=200, widget=forms.TextInput(attrs={"list": "desk-outlets"}))
    published = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    url = forms.URLField(required=False, max_length=2000, label="Address", assume_scheme="https")

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if "keep" in self.data and not data.get("outlet") and "outlet" not in self.errors:
            self.add_error("outlet", "Name the outlet: readers are told where it stood.")
        return data

    @property
    def article(self) -> ParsedArticle:
        """What was pasted, as it is read and stored. Raises pasting.UnreadError."""
        data = self.cleaned_data
        published = data["published"].isoformat() if data["published"] else ""
        names = ("text", "title", "outlet", "url")
        return pasting.article({"published": published, **{name: data[name] for name in names}})


@dataclass(frozen=True, slots=True)
class Row:
    """One attribution as the page tells it."""

    who: str
    known: bool
    in_doubt: bool
    kind: str
    stance: str
    cue: str
    words: str
    certainty: Band
    told_to: str
    said_on: str
    reasons: tuple[str, ...]


class PasteAtTheDesk(ArticleAdmin):
    """Articles to which editors who may correct quotes may add one by its text."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.paste_view)
        return [path("paste/", view, name="articles_article_paste"), *super().get_urls()]

    def paste_view(self, request: HttpRequest) -> HttpResponse:
        """The form; `look` shows what the program makes of the text and stores nothing, `keep` stores the article and
        goes on to it. 422 where the text can't be read or kept: the page says why."""
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        form = PasteForm(request.POST or None)
        made: dict[str, Any] = {}
        if form.is_valid():
            try:
                if "keep" in request.POST and (kept := self._keep(request, form)):
                    return kept
                made = _read(form.article)
            except pasting.UnreadError as error:
                form.add_error(None, f"Not read: {error}")
        context = {
            **self.admin_site.each_context(request),
            "is_nav_sidebar_enabled": False,
            "opts": self.opts,
            "title": "Paste a text",
            "form": form,
            "media": self.media,
            "outlets": Outlet.objects.order_by("name").values_list("name", flat=True)[:500],
            **made,
        }
        return TemplateResponse(request, "admin/desk/paste.html", context, status=422 if form.errors else 200)

    def _keep(self, request: HttpRequest, form: PasteForm) -> HttpResponse | None:
        """To the article; None where it was not stored, which the form then says."""
        outcome, wrong = pasting.keep(form.article)
        if outcome.status is Status.REFUSED or outcome.article is None:
            form.add_error(None, f"Not kept: {outcome.reason}")
            return None
        article = outcome.article
        if outcome.status is Status.NEW:
            self.log_addition(request, article, "Pasted.")
        messages.add_message(request, *_told(outcome, wrong))
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))


def _told(outcome: Outcome, wrong: str) -> tuple[int, str]:
    assert outcome.article is not None
    if outcome.status is not Status.NEW:
        return messages.WARNING, "Nothing was added: this article was there already."
    if wrong:
        return messages.WARNING, f"The article is kept, without quotes so far: {wrong}"
    number = outcome.article.quotes.count()
    return messages.SUCCESS, f"Kept, with {number} quote{'' if number == 1 else 's'}."


def _read(article: ParsedArticle) -> dict[str, Any]:
    """What the page shows of a text that was read."""
    found = pasting.read(article)
    marks = [Marked(role, *span) for each in found for role in _ROLES for span in getattr(each, role)]
    return {"paragraphs": _paragraphs(article, marks), "rows": [_row(article.text, each) for each in found]}


def _paragraphs(article: ParsedArticle, marks: list[Marked]) -> list[Paragraph]:
    marked = [(zone.kind, zone.start, zone.end) for zone in zones(article.text, title=article.title)]
    return [p for stretch in mark_text(article.text, marks, zones=marked) for p in stretch.paragraphs]


def _row(text: str, found: pasting.Found) -> Row:
    stretches = [text[start:end] for start, end in found.content]
    who = " and ".join(found.speakers) or " or ".join(found.candidates)
    sure = min(found.confidence, found.name_confidence) if found.speakers else found.confidence
    return Row(
        who=who or "Speaker not known",
        known=bool(found.speakers),
        in_doubt=bool(found.candidates) and not found.speakers,
        kind=KIND_LABELS[Quote.Kind(found.kind)],
        stance=STANCE_LABELS.get(Quote.Stance(found.stance), ""),
        cue=plain(" … ".join(text[start:end] for start, end in found.cue)),
        words=set_out(stretches, is_direct=found.kind == Quote.Kind.DIRECT.value),
        certainty=certainty(sure),
        told_to=found.addressee or "",
        said_on=found.said_on or "",
        reasons=found.reasons,
    )

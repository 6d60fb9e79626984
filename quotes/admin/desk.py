"""What the desk page shows about one quote: its text, its decisions, its history. Rows in, template context out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Prefetch
from django.db.models.functions import Coalesce
from django.forms import Form

from articles.models import Body
from quotes.admin.decisions import CHANGE, DECISIONS, HIDE, DecisionForm
from quotes.admin.history import Entry, entries
from quotes.admin.marking import Stretch, mark_text
from quotes.admin.names import named
from quotes.admin.speaking import SpeakingForm
from quotes.models import Correction, Part, Place, Quote, QuoteSpeaker, Speaker
from quotes.pages.passages import Marked

# So many speakers of the same article are offered to tick; the others are found by their names.
KNOWN_LIMIT = 12
FOUND_LIMIT = 10
# Readers' reports about one quote; the list of reports has the others.
REPORTS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Text:
    """The body in which the quote is shown, and how; `present` is false where newer versions lack the quote."""

    body: Body
    stretches: list[Stretch]
    present: bool


def load(pk: int) -> Quote | None:
    """The quote with all that the desk shows of it, or None."""
    speakers = QuoteSpeaker.objects.select_related("speaker__merged_into")
    return (
        Quote.objects.select_related("article__outlet", "article__current_body", "made_by")
        .prefetch_related(Prefetch("quote_speakers", queryset=speakers))
        .filter(pk=pk)
        .first()
    )


def context(
    quote: Quote, user: User, *, bound: dict[str, DecisionForm] | None = None, find: str = ""
) -> dict[str, Any]:
    """The desk's template context, in a number of queries that does not grow with the number of quotes.

    `bound` holds forms sent back with errors, by decision; `find` is a name to look for where there is no script.
    """
    bound = bound or {}
    found = called(quote.article_id, find)
    return {
        "quote": quote,
        "text": text_of(quote),
        "speaking": [qs for qs in quote.quote_speakers.all() if qs.standing == QuoteSpeaker.Standing.SPEAKS],
        "candidates": [qs for qs in quote.quote_speakers.all() if qs.standing == QuoteSpeaker.Standing.CANDIDATE],
        "forms": {name: bound.get(name) or _unbound(name, quote) for name in DECISIONS},
        "opened": next(iter(bound), "reassign" if find else ""),
        "find": find,
        "found": found,
        "offered": list(dict.fromkeys([*found, *sent_back(bound.get("reassign")), *_known(quote)])),
        "ticked": ticked(bound.get("reassign")),
        "history": history(quote),
        "last": last_decision(user),
        "reports": list(quote.reports.select_related("handled_by").order_by("-status", "-pk")[:REPORTS_SHOWN]),
        "may_decide": user.has_perm(CHANGE),
        "may_hide": user.has_perm(HIDE),
    }


def _unbound(name: str, quote: Quote) -> DecisionForm:
    return DECISIONS[name](initial={"version": quote.version}, auto_id=f"id_{name}_%s", article=quote.article_id)


def called(article: int, find: str) -> list[Speaker]:
    """Those called `find` who may speak in the article with this id."""
    return list(named(Speaker.objects.known_in(article), find)[:FOUND_LIMIT]) if find else []


def sent_back(form: Form | None) -> list[Speaker]:
    """Who was ticked in a form sent back, and who else has the name that was typed as a new one."""
    return [*form.cleaned_data.get("known", ()), *form.namesakes] if isinstance(form, SpeakingForm) else []


def ticked(form: Form | None) -> set[int]:
    """The ids of those who were ticked in it."""
    return {speaker.pk for speaker in form.cleaned_data.get("known", ())} if form else set()


def text_of(quote: Quote) -> Text | None:
    """The article's text with the quote marked: its present version, else the latest in which the quote stands."""
    places = list(
        Place.objects.filter(quote=quote)
        .select_related("body")
        .prefetch_related("parts")
        .order_by("-body__number", "position")
    )
    if not places:
        return None
    present = quote.article.current_body_id
    body = next((place.body for place in places if place.body_id == present), places[0].body)
    marks = [
        Marked(part.role, part.start, part.end)
        for place in places
        if place.body_id == body.pk
        for part in place.parts.all()
    ]
    others = Part.objects.filter(place__body=body, role=Part.Role.CONTENT).exclude(place__quote=quote)
    shown = others.exclude(place__quote__status__in=Quote.OFF_THE_PAGES).order_by("start").values_list("start", "end")
    zones = [(zone["kind"], zone["start"], zone["end"]) for zone in body.zones]
    return Text(body, mark_text(body.text, marks, list(shown), zones), present=body.pk == present)


def _known(quote: Quote) -> list[Speaker]:
    """Who it is likely to be instead: the candidates first, then whoever else speaks in the article."""
    of_quote = [qs.speaker.now for qs in quote.quote_speakers.all()]
    return list(dict.fromkeys([*of_quote, *heard_in(quote.article_id)]))[:KNOWN_LIMIT]


def heard_in(article: int) -> list[Speaker]:
    """Who speaks in the article with this id, or is known in it alone; not all of very many."""
    rows = QuoteSpeaker.objects.filter(quote__article=article).order_by()
    said_there = rows.values(root=Coalesce("speaker__merged_into", "speaker"))
    own = Speaker.objects.filter(article=article).order_by().values("pk")
    in_article = Speaker.objects.current().filter(pk__in=said_there.union(own))
    return list(in_article.order_by("name")[:KNOWN_LIMIT])


def history(quote: Quote) -> list[Entry]:
    """Every correction of the quote, the latest first."""
    return entries(quote.corrections.select_related("editor").order_by("-pk"))


def last_decision(user: User) -> Correction | None:
    """The editor's latest decision about a quote that still stands: what the undo key undoes."""
    own = Correction.objects.filter(editor=user, quote__isnull=False, undone_by=None)
    return own.exclude(action=Correction.Action.UNDO).select_related("quote").order_by("-pk").first()

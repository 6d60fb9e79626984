"""What the page about who a speaker is shows: names, quotes, a comparison. Rows in, template context out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Count, Prefetch
from django.http import QueryDict

from quotes import corrections
from quotes.admin.history import Entry, entries
from quotes.admin.identity_forms import QUOTES_LIMIT, DistinctForm, MergeForm, OtherForm, SplitForm
from quotes.admin.ids import is_id
from quotes.admin.names import named
from quotes.identity import fold
from quotes.models import Correction, Quote, QuoteSpeaker, Speaker
from quotes.naming.speakers import names_of
from quotes.search.grammar import parse

FOUND_LIMIT = 20
_MOST_MENTIONS = 5000


@dataclass(frozen=True, slots=True)
class Name:
    """One of a speaker's names, and in how many quotes the article calls them so; `own` is the speaker's main name."""

    text: str
    quotes: int
    own: bool


def load(pk: int) -> Speaker | None:
    return Speaker.objects.select_related("merged_into", "article").filter(pk=pk).first()


def context(
    speaker: Speaker, asked: QueryDict, *, other: Speaker | None = None, bound: Mapping[str, forms.Form] | None = None
) -> dict[str, Any]:
    """The page's template context, in a number of queries that does not grow with the number of quotes.

    `asked` is the URL's query: `other` (an id), `find` (a name, where there is no script), `q` (words of quotes).
    `bound` holds forms sent back with errors.
    """
    bound = bound or {}
    other = other or _other(asked)
    find, q = asked.get("find", "").strip(), asked.get("q", "").strip()
    seen = corrections.preview(speaker, other) if other else None
    versions = {"version": speaker.version, "other_version": other.version if other else 0}
    quotes = _quotes(speaker, q)
    return {
        "speaker": speaker,
        "other": other,
        "preview": seen,
        "back": corrections.preview(other, speaker) if other else None,
        "pick": OtherForm(initial={"other": other}),
        "find": find,
        "found": list(named(Speaker.objects.current(), find).exclude(pk=speaker.pk)[:FOUND_LIMIT]) if find else [],
        "merge": bound.get("merge") or MergeForm(initial=versions, auto_id="id_merge_%s"),
        "distinct": bound.get("distinct") or DistinctForm(initial=versions, auto_id="id_distinct_%s"),
        "split": bound.get("split") or SplitForm(initial={"version": speaker.version}, auto_id="id_split_%s"),
        "names": _names(speaker),
        "members": list(speaker.merged.order_by("name")),
        "q": q,
        "quotes": quotes[:QUOTES_LIMIT],
        "more": len(quotes) > QUOTES_LIMIT,
        "limit": QUOTES_LIMIT,
        "history": history(speaker),
    }


def history(speaker: Speaker) -> list[Entry]:
    """Every correction about the speaker, or one merged into it, the latest first."""
    family = Speaker.objects.family(speaker).order_by().values("pk")
    log = Correction.objects.filter(speaker__in=family) | Correction.objects.filter(other__in=family)
    return entries(log.select_related("editor", "speaker", "other").order_by("-pk"))


def _other(asked: QueryDict) -> Speaker | None:
    given = asked.get("other", "")
    return load(int(given)) if is_id(given) else None


def _names(speaker: Speaker) -> list[Name]:
    rows = QuoteSpeaker.objects.filter(speaker__in=Speaker.objects.family(speaker).order_by().values("pk"))
    counted = Counter[str]()
    for row in rows.order_by().values("mention").annotate(n=Count("quote", distinct=True))[:_MOST_MENTIONS]:
        counted[fold(QuoteSpeaker(mention=row["mention"]).name_used)] += row["n"]
    return [Name(name, counted[fold(name)], name == speaker.name) for name in names_of(speaker)]


def _quotes(speaker: Speaker, q: str) -> list[Quote]:
    """The newest quotes, of those with the words `q`: one more than can be chosen from at once."""
    quotes = Quote.objects.by_speaker(speaker).newest_first().select_related("article__outlet")
    if query := parse(q):
        quotes = quotes.search(query, names=False)
    said = QuoteSpeaker.objects.filter(
        speaker__in=Speaker.objects.family(speaker), standing=QuoteSpeaker.Standing.SPEAKS
    )
    return list(quotes.prefetch_related(Prefetch("quote_speakers", queryset=said))[: QUOTES_LIMIT + 1])

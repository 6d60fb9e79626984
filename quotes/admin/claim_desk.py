"""What the desk's page of a claim shows: every source, hidden ones too, the decisions, the history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from quotes import corrections
from quotes.admin.claim_forms import CheckForm, JoinForm, PartForm
from quotes.admin.history import Entry, entries
from quotes.admin.ids import is_id
from quotes.models import Assertion, Claim, Correction
from quotes.pages.claim_sources import Source
from quotes.pages.headings import headings
from quotes.search.grammar import parse

FOUND_LIMIT = 20
SOURCES_LIMIT = 200


@dataclass(frozen=True, slots=True)
class DeskSource:
    """A source as editors see it; `public` is whether readers see it too."""

    source: Source
    public: bool


def load(pk: int) -> Claim | None:
    return Claim.objects.select_related("merged_into", "checked_by").filter(pk=pk).first()


def context(
    claim: Claim, asked: QueryDict, *, other: Claim | None = None, bound: Mapping[str, forms.Form] | None = None
) -> dict[str, Any]:
    """The page's template context, in a number of queries that does not grow with the number of sources.

    `asked` is the URL's query: `find` (words of another claim), `other` (its id). `bound` holds forms sent back.
    """
    bound = bound or {}
    other = other or _other(asked)
    find = asked.get("find", "").replace("\x00", " ").strip()
    verdict = {name: getattr(claim, name) for name in ("version", "status", "source_url", "note")}
    versions = {"version": claim.version, "other_version": other.version if other else 0}
    return {
        "claim": claim,
        "other": other,
        "refused": corrections.joining_refused(claim, other) if other else "",
        "sources": sources(claim),
        "other_sources": sources(other) if other else [],
        "find": find,
        "found": _found(claim, find),
        "check": bound.get("check") or CheckForm(initial=verdict, auto_id="id_check_%s"),
        "join": bound.get("join") or JoinForm(initial=versions, auto_id="id_join_%s"),
        "part": bound.get("part") or PartForm(initial={"version": claim.version}, auto_id="id_part_%s"),
        "history": history(claim),
    }


def sources(claim: Claim) -> list[DeskSource]:
    """All that asserts the claim, or denies it, in order of time; those that are gone left out."""
    rows = list(Assertion.objects.filter(claim=claim, gone=False).with_cards().in_time()[:SOURCES_LIMIT])
    public = set(Assertion.objects.public().filter(claim=claim).values_list("pk", flat=True))
    called = headings(row.article for row in rows)
    return [DeskSource(Source(row, called[row.article_id]), row.pk in public) for row in rows]


def history(claim: Claim) -> list[Entry]:
    """Every correction about the claim, the latest first."""
    log = Correction.objects.filter(claim=claim) | Correction.objects.filter(other_claim=claim)
    return entries(log.select_related("editor", "claim", "other_claim").order_by("-pk"))


def _other(asked: QueryDict) -> Claim | None:
    given = asked.get("other", "")
    return load(int(given)) if is_id(given) else None


def _found(claim: Claim, find: str) -> list[Claim]:
    query = parse(find)
    if not query:
        return []
    having = Assertion.objects.filter(gone=False).search(query).order_by().values("claim")
    return list(Claim.objects.filter(pk__in=having, merged_into=None).exclude(pk=claim.pk)[:FOUND_LIMIT])

"""What the desk's page about a statement shows: wordings, what may be the same, history. Rows in, context out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db.models import Q
from django.http import QueryDict

from quotes import corrections
from quotes.admin.decisions import WhyForm
from quotes.admin.history import Entry, entries
from quotes.admin.ids import is_id
from quotes.models import Bond, Correction, Quote, Segment, Statement
from quotes.search.grammar import parse

FOUND_LIMIT = 20
_READ = 300


class JoinForm(WhyForm):
    """Versions of the two sides as the editor saw them; 0 for a wording that stands alone."""

    common = ("The same words, translated otherwise", "The same words, shortened", "One reports the other’s words")
    version = forms.IntegerField(widget=forms.HiddenInput)
    other_version = forms.IntegerField(widget=forms.HiddenInput)

    def apply(self, one: Segment, other: Segment, editor: User) -> Correction:
        versions = self.cleaned_data["version"], self.cleaned_data["other_version"]
        return corrections.join(one, other, editor=editor, reason=self.why, versions=versions)


class PartForm(WhyForm):
    """`item`: the ids of the segments that report something else."""

    common = ("Said on another occasion", "Said about something else", "A phrase that is used again and again")
    version = forms.IntegerField(widget=forms.HiddenInput)
    item = forms.TypedMultipleChoiceField(coerce=int, error_messages={"required": "Choose wordings."})

    def __init__(self, *args: Any, segments: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [(pk, pk) for pk in segments]  # type: ignore[attr-defined]

    def apply(self, statement: Statement, editor: User) -> Correction:
        data = self.cleaned_data
        return corrections.part(statement, data["item"], editor=editor, reason=self.why, version=data["version"])


def context(segment: Segment, asked: QueryDict, *, bound: Mapping[str, forms.Form] | None = None) -> dict[str, Any]:
    """The page's template context, in a number of queries that does not grow with the wordings.

    `asked` is the URL's query: `other` (a segment's id), `find` (words). `bound` holds forms sent back with errors.
    """
    here, bound = corrections.side(segment), bound or {}
    find, other = asked.get("find", "").strip().replace("\x00", ""), _other(asked)
    ids = [one.pk for one in here.segments]
    return {
        "side": here,
        "segment": segment,
        "statement": here.statement,
        "preview": corrections.preview_join(segment, other) if other else None,
        "other": other,
        "find": find,
        "found": _found(find, ids) if find else [],
        "near": [] if find or other else _near(ids),
        "join": bound.get("join") or JoinForm(auto_id="id_join_%s"),
        "part": bound.get("part") or PartForm(segments=ids, auto_id="id_part_%s"),
        "chosen": list(map(str, bound["part"]["item"].value() or [])) if "part" in bound else [],
        "history": history(here.statement),
    }


def history(statement: Statement | None) -> list[Entry]:
    """Every correction about the statement, or one merged into it, the latest first."""
    if statement is None:
        return []
    log = Correction.objects.filter(statement__in=statement.family())
    return entries(log.select_related("editor", "speaker", "other", "statement").order_by("-pk"))


def _other(asked: QueryDict) -> Segment | None:
    given = asked.get("other", "")
    return _shown().filter(pk=int(given)).first() if is_id(given) else None


def _shown() -> Any:
    return Segment.objects.select_related("quote__article__outlet", "statement")


def _found(find: str, mine: list[int]) -> list[Segment]:
    """A segment of each statement, and each wording that stands alone, with these words; a number is a statement."""
    if is_id(find):
        rows = _shown().filter(Q(statement=int(find)) | Q(statement__merged=int(find)))
    else:
        quotes = Quote.objects.search(parse(find)).order_by("-pk").values_list("pk", flat=True)[:_READ]
        rows = _shown().filter(quote__in=list(quotes))
    return _one_each(rows.exclude(pk__in=mine).order_by("-pk")[:_READ], mine)


def _near(mine: list[int]) -> list[Segment]:
    """What the program compared and did not link, the likest first."""
    pairs = Bond.objects.filter(Q(one__in=mine) ^ Q(other__in=mine)).order_by("-score", "pk")
    ids = [one if other in mine else other for one, other in pairs.values_list("one", "other")[:_READ]]
    rows = _shown().in_bulk(ids)
    return _one_each([rows[pk] for pk in ids], mine)


def _one_each(rows: Any, mine: list[int]) -> list[Segment]:
    statements = set(Segment.objects.filter(pk__in=mine[:1]).values_list("statement", flat=True)) - {None}
    found: dict[object, Segment] = {}
    for segment in rows:
        if segment.statement_id not in statements:
            found.setdefault(segment.statement_id or f"alone {segment.pk}", segment)
    return list(found.values())[:FOUND_LIMIT]

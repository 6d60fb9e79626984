"""What there is to say of the names in the database: who may be doubled, what was never resolved, who shares a name,
who is quoted most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Count
from django.db.models.functions import Coalesce

from quotes.identity import is_full
from quotes.models import Alias, Speaker, Suggestion
from quotes.naming.suggestions import quotes_by_speaker

_PERSONAL = (Speaker.Kind.PERSON, Speaker.Kind.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Line:
    """One finding: `names`, of how many quotes, and what there is to say of it. `speakers` are the ids behind it."""

    names: tuple[str, ...]
    quotes: int
    note: str
    speakers: tuple[int, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "names": list(self.names),
            "quotes": self.quotes,
            "note": self.note,
            "speakers": list(self.speakers),
        }


@dataclass(frozen=True, slots=True)
class Report:
    """A title, how many findings there are in all, and the most quoted of them."""

    title: str
    total: int
    lines: tuple[Line, ...]

    def as_json(self) -> dict[str, Any]:
        return {"total": self.total, "lines": [line.as_json() for line in self.lines]}


def report(kinds: tuple[str, ...], limit: int) -> dict[str, Report]:
    """The reports asked for ("duplicates", "unresolved", "homonyms", "most_quoted"), at most `limit` lines of each."""
    return {kind: REPORTS[kind](limit) for kind in kinds}


def duplicates(limit: int) -> Report:
    """The open suggestions, as they were worked out last."""
    rows = Suggestion.objects.open()
    lines = [
        Line((row.one.name, row.other.name), row.quotes, "; ".join(row.reasons), (row.one_id, row.other_id))
        for row in rows.select_related("one", "other")[:limit]
    ]
    return Report("Speakers who may be one", rows.count(), tuple(lines))


def unresolved(limit: int) -> Report:
    """Names of people that no article gave in full, and how many articles have each."""
    said = quotes_by_speaker()
    groups: dict[str, list[tuple[int, str, int]]] = defaultdict(list)
    rows = Speaker.objects.current().filter(kind__in=_PERSONAL, article__isnull=False).order_by("pk")
    for pk, name, key, article in rows.values_list("pk", "name", "key", "article").iterator():
        if name[:1].isupper():
            groups[key].append((pk, name, article))
    lines = [
        Line(
            tuple(dict.fromkeys(name for _, name, _ in group)),
            sum(said[pk] for pk, _, _ in group),
            _articles(len({article for _, _, article in group})),
            tuple(pk for pk, _, _ in group),
        )
        for group in groups.values()
    ]
    return _sorted("Names never resolved", lines, limit)


def homonyms(limit: int) -> Report:
    """Full names that several speakers share."""
    said = quotes_by_speaker()
    lines = [
        Line(tuple(names), sum(said[pk] for pk in ids), f"{len(ids)} speakers of one name", tuple(ids))
        for names, ids in _shared()
    ]
    return _sorted("Different speakers of one name", lines, limit)


def most_quoted(limit: int) -> Report:
    """The speakers of most quotes, each with the names by which articles call it, for somebody to read through."""
    said = quotes_by_speaker()
    first = sorted(said, key=lambda pk: (-said[pk], pk))[:limit]
    speakers = Speaker.objects.in_bulk(first)
    names: dict[int, list[str]] = defaultdict(list)
    who = Coalesce("speaker__merged_into", "speaker")
    aliases = Alias.objects.annotate(who=who).filter(who__in=first).order_by("pk")
    for pk, name in aliases.values_list("who", "name").iterator():
        names[pk].append(name)
    lines = [
        Line(
            tuple(dict.fromkeys((speakers[pk].name, *names[pk]))),
            said[pk],
            speakers[pk].get_kind_display() + (", in one article" if speakers[pk].article_id else ""),
            (pk,),
        )
        for pk in first
    ]
    return Report("Most quoted, and what they are called", len(said), tuple(lines))


def _shared() -> Iterator[tuple[list[str], list[int]]]:
    known = Alias.objects.filter(speaker__article=None, speaker__kind__in=_PERSONAL).order_by()
    who = Coalesce("speaker__merged_into", "speaker")
    keys = known.values("key").annotate(n=Count(who, distinct=True)).filter(n__gt=1).values_list("key", flat=True)
    groups: dict[str, list[tuple[str, int]]] = defaultdict(list)
    rows = known.filter(key__in=keys).order_by("key", "pk").values_list("key", "name", who)
    for key, name, speaker in rows.iterator():
        groups[key].append((name, speaker))
    for group in groups.values():
        full = [(name, speaker) for name, speaker in group if is_full(name)]
        ids = sorted({speaker for _, speaker in full})
        if len(ids) > 1:
            yield list(dict.fromkeys(name for name, _ in full)), ids


def _sorted(title: str, lines: list[Line], limit: int) -> Report:
    lines.sort(key=lambda line: (-line.quotes, line.names))
    return Report(title, len(lines), tuple(islice(lines, limit)))


def _articles(count: int) -> str:
    return f"in {count:,} article{'' if count == 1 else 's'}"


USUAL = ("duplicates", "unresolved", "homonyms")
REPORTS = {"duplicates": duplicates, "unresolved": unresolved, "homonyms": homonyms, "most_quoted": most_quoted}

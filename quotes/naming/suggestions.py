"""Speakers who may be one, as rows for editors. What an editor said of two stands: it is never suggested again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import Coalesce

from quotes.identity import Known, rough, suggestions
from quotes.models import Alias, NotSame, QuoteSpeaker, Speaker, Suggestion

_KINDS = (Speaker.Kind.PERSON, Speaker.Kind.UNKNOWN, Speaker.Kind.ORGANISATION, Speaker.Kind.GOVERNMENT)
_BATCH = 1000
_AT_ONCE = 5  # surnames alone suggested for one person at a time; the next come when these are decided
_FEW = 5000  # of more speakers, all are counted: a query has only so many parameters


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What working the suggestions out anew has changed."""

    total: int
    new: int
    gone: int


@transaction.atomic
def refresh() -> Refreshed:
    """Work out all suggestions from the speakers as they are now. Time grows with the speakers, not their square."""
    said = quotes_by_speaker()
    return _write(_found(_known(said)), said, Suggestion.objects.all())


def newest_name() -> int:
    """A mark for `refresh_since`: whatever is called something new from now on has a name behind it."""
    newest: int | None = Alias.objects.aggregate(newest=Max("pk"))["newest"]
    return newest or 0


@transaction.atomic
def refresh_since(mark: int) -> Refreshed:
    """Work out the suggestions of those only who have got a name since `mark`, against those who sound like them.

    What `refresh` finds beside comes to very little: pairs in which two rare readings meet, and numbers of quotes.
    """
    changed = set(
        Alias.objects.filter(pk__gt=mark).values_list(Coalesce("speaker__merged_into", "speaker"), flat=True).order_by()
    )
    if not changed:
        return Refreshed(0, 0, 0)
    if len(changed) > _FEW:
        return refresh()
    known = _known(Counter())
    wanted = {sign for one in known if one.id in changed for sign in rough(one, other_spellings=True)}
    near = [one for one in known if one.id in changed or rough(one) & wanted]
    said = quotes_by_speaker([one.id for one in near])
    near.sort(key=lambda one: (-said[one.id], one.id))
    found = {pair: row for pair, row in _found(near).items() if pair & changed}
    return _write(found, said, Suggestion.objects.filter(Q(one__in=changed) | Q(other__in=changed)))


_Pairs = dict[frozenset[int], tuple[int, int, list[str]]]


def _found(known: list[Known]) -> _Pairs:
    """Who may be whom among `known`, the most quoted first; those of whom an editor has said it left out."""
    wanted = {
        frozenset((found.one, found.other)): (found.one, found.other, list(found.reasons))
        for found in suggestions(known)
    }
    for pair in _decided():
        wanted.pop(pair, None)
    return _few_of_each(wanted, {one.id for one in known if one.article is not None})


def _few_of_each(wanted: _Pairs, in_one_article: Collection[int]) -> _Pairs:
    """Of the surnames alone that may be one person, the most quoted: else dozens of rows say the same to an editor."""
    said: Counter[int] = Counter()
    kept = {}
    for pair, row in wanted.items():
        one, other, _ = row
        said[one] += other in in_one_article
        if other not in in_one_article or said[one] <= _AT_ONCE:
            kept[pair] = row
    return kept


def _write(wanted: _Pairs, said: Counter[int], rows: QuerySet[Suggestion]) -> Refreshed:
    """Make `rows` what is wanted."""
    there = {frozenset((row.one_id, row.other_id)): row for row in rows}
    gone = [row.pk for pair, row in there.items() if pair not in wanted]
    for start in range(0, len(gone), _BATCH):
        Suggestion.objects.filter(pk__in=gone[start : start + _BATCH]).delete()
    new: list[Suggestion] = []
    kept: list[Suggestion] = []
    for pair, (one, other, reasons) in wanted.items():
        row = there.get(pair) or Suggestion()
        row.one_id, row.other_id, row.reasons, row.quotes = one, other, reasons, said[one] + said[other]
        (kept if row.pk else new).append(row)
    Suggestion.objects.bulk_create(new, batch_size=_BATCH)
    Suggestion.objects.bulk_update(kept, ["one", "other", "reasons", "quotes"], batch_size=_BATCH)
    return Refreshed(len(wanted), len(new), len(gone))


def quotes_by_speaker(speakers: Collection[int] | None = None) -> Counter[int]:
    """In how many quotes each speaker, or one merged into it, speaks; by the id of who it is by now. Of all, or of
    these."""
    speaks = QuoteSpeaker.objects.filter(standing=QuoteSpeaker.Standing.SPEAKS).order_by()
    if speakers is not None and len(speakers) <= _FEW:
        speaks = speaks.filter(Q(speaker__in=speakers) | Q(speaker__merged_into__in=speakers))
    counted = speaks.values_list(Coalesce("speaker__merged_into", "speaker")).annotate(n=Count("quote", distinct=True))
    return Counter(dict(counted))


def _known(said: Counter[int]) -> list[Known]:
    """Everybody who may be somebody else too, the most quoted first."""
    names: dict[int, list[str]] = defaultdict(list)
    aliases = Alias.objects.order_by("pk").values_list(Coalesce("speaker__merged_into", "speaker"), "name")
    for speaker, name in aliases.iterator():
        names[speaker].append(name)
    rows = Speaker.objects.current().filter(kind__in=_KINDS).order_by("pk")
    known = [
        Known(pk, name, kind, tuple(names.get(pk, ())), article)
        for pk, name, kind, article in rows.values_list("pk", "name", "kind", "article").iterator()
    ]
    return sorted(known, key=lambda one: (-said[one.id], one.id))


def _decided() -> set[frozenset[int]]:
    """Pairs of whom an editor said that they are two, or who were merged into such."""
    pairs = NotSame.objects.values_list(
        Coalesce("one__merged_into", "one"), Coalesce("other__merged_into", "other")
    )  # fmt: skip
    return {frozenset(pair) for pair in pairs}

"""The evidence between segments, as rows: candidates from the index of keys, compared by what is kept of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from django.db.models import Q

from quotes.linking.evidence import KEPT, compare
from quotes.linking.features import enough, from_json, keys, sought
from quotes.linking.types import Utterance
from quotes.models import Bond, QuoteSpeaker, Segment, SegmentKey, SegmentPart, Speaker

# Further apart in time than this nothing is compared.
_WINDOW = 60
_AT_ONCE = 500


def neighbours(segments: Collection[int]) -> set[int]:
    """These segments, and those that have a bond with one of them or report the same statement."""
    found = {*segments, *mates(segments)}
    for chunk in chunked(segments):
        for pair in Bond.objects.filter(Q(one__in=chunk) | Q(other__in=chunk)).values_list("one", "other"):
            found.update(pair)
    return found


def mates(segments: Collection[int]) -> set[int]:
    """The segments that report a statement which one of these reports."""
    found: set[int] = set()
    for chunk in chunked(segments):
        statements = Segment.objects.filter(pk__in=chunk, statement__isnull=False).order_by().values("statement")
        found.update(Segment.objects.filter(statement__in=statements).order_by().values_list("pk", flat=True))
    return found


def lock(quotes: Collection[int]) -> None:
    """Until the transaction ends nobody else links what the speakers of these quotes say: two that came at the same
    moment would not find one another."""
    heads = {head for said in _speakers(quotes).values() for _, head in said}
    for chunk in chunked(heads):
        list(Speaker.objects.select_for_update().filter(pk__in=chunk).order_by("pk").values_list("pk"))


def renew(segments: Collection[int]) -> None:
    """Work out the keys and bonds of these segments anew."""
    for chunk in chunked(segments):
        SegmentKey.objects.filter(segment__in=chunk).delete()
        Bond.objects.filter(Q(one__in=chunk) | Q(other__in=chunk)).delete()
    mine = _Sought(segments)
    SegmentKey.objects.bulk_create(mine.rows(), batch_size=1000)
    Bond.objects.bulk_create(_bonds(mine), batch_size=1000)


def chunked(ids: Iterable[int]) -> Iterator[list[int]]:
    """So few at a time that a query can name them."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]


class _Sought:
    """Segments for which others are sought: their words, quotes, and who speaks, by now and in the article's words."""

    def __init__(self, segments: Collection[int]) -> None:
        self.quotes: dict[int, int] = {}
        self.utterances: dict[int, Utterance] = {}
        for chunk in chunked(segments):
            for pk, quote, features in Segment.objects.filter(pk__in=chunk).values_list("pk", "quote", "features"):
                self.quotes[pk], self.utterances[pk] = quote, from_json(features)
        self.speakers = _speakers(set(self.quotes.values()))
        # By who somebody is now: everybody who is one with them.
        self.families = _families({head for said in self.speakers.values() for _, head in said})

    def rows(self) -> Iterator[SegmentKey]:
        for pk, utterance in self.utterances.items():
            day = date.fromordinal(utterance.day) if utterance.day else None
            for speaker in sorted({speaker for speaker, _ in self.speakers[self.quotes[pk]]}):
                for key in keys(utterance):
                    yield SegmentKey(segment_id=pk, speaker_id=speaker, stem=key, day=day)

    def by_head(self) -> dict[int, list[int]]:
        """The segments of each speaker, by who that is now."""
        found: dict[int, list[int]] = defaultdict(list)
        for pk, quote in self.quotes.items():
            for head in {head for _, head in self.speakers[quote]}:
                found[head].append(pk)
        return found


def _speakers(quotes: Collection[int]) -> dict[int, list[tuple[int, int]]]:
    """By quote: who speaks, each with whom that is by now."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    speaks = QuoteSpeaker.objects.filter(standing=QuoteSpeaker.Standing.SPEAKS).order_by()
    for chunk in chunked(quotes):
        rows = speaks.filter(quote__in=chunk).values_list("quote", "speaker", "speaker__merged_into")
        for quote, speaker, head in rows:
            found[quote].append((speaker, head or speaker))
    return found


def _families(heads: Collection[int]) -> dict[int, list[int]]:
    families = {head: [head] for head in heads}
    for chunk in chunked(heads):
        for pk, head in Speaker.objects.filter(merged_into__in=chunk).values_list("pk", "merged_into"):
            families[head or pk].append(pk)
    return families


def _bonds(mine: _Sought) -> Iterator[Bond]:
    pairs = sorted(_candidates(mine))
    others = _utterances({pk for pair in pairs for pk in pair} - mine.utterances.keys())
    known = {**others, **mine.utterances}
    beside = [(one, other) for one, other in pairs if known[one].article == known[other].article]
    same_stretch = _overlapping(beside)
    for one, other in pairs:
        if (one, other) in same_stretch:
            continue
        evidence = compare(known[one], known[other])
        if evidence.score >= KEPT:
            score = round(evidence.score, 4)
            yield Bond(one_id=one, other_id=other, score=score, reasons=list(evidence.reasons))


def _utterances(segments: Collection[int]) -> dict[int, Utterance]:
    rows = (
        row for chunk in chunked(segments) for row in Segment.objects.filter(pk__in=chunk).values_list("pk", "features")
    )
    return {pk: from_json(features) for pk, features in rows}


def _overlapping(pairs: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those of the pairs that have words of one body in common: what is read in two ways is reported once."""
    parts: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for chunk in chunked({pk for pair in pairs for pk in pair}):
        rows = SegmentPart.objects.filter(segment__in=chunk).order_by()
        for segment, body, start, end in rows.values_list("segment", "segment__body", "start", "end"):
            parts[segment].append((body, start, end))
    return {
        pair
        for pair in pairs
        if any(
            body == there and start < stop and begin < end
            for body, start, end in parts[pair[0]]
            for there, begin, stop in parts[pair[1]]
        )
    }


def _candidates(mine: _Sought) -> set[tuple[int, int]]:
    """The pairs worth comparing: by one speaker, of two quotes, not too far apart in time, with keys in common."""
    pairs: set[tuple[int, int]] = set()
    for head, segments in mine.by_head().items():
        asking: dict[str, list[int]] = defaultdict(list)
        for pk in segments:
            for key in sought(mine.utterances[pk]):
                asking[key].append(pk)
        # By pair of segments, one of mine and one found: the keys that they have in common.
        common: dict[tuple[int, int], set[str]] = defaultdict(set)
        for key, found, quote, day in _found(mine.families[head], asking, [mine.utterances[pk] for pk in segments]):
            for pk in asking[key]:
                if quote != mine.quotes[pk] and _near(mine.utterances[pk].day, day):
                    common[pk, found].add(key)
        pairs.update(
            (min(pair), max(pair)) for pair, shared in common.items() if enough(mine.utterances[pair[0]], [*shared])
        )
    return pairs


def _found(
    family: Sequence[int], asking: Iterable[str], utterances: Iterable[Utterance]
) -> Iterator[tuple[str, int, int, date | None]]:
    """Key, segment, quote and day of what the index has for this family of speakers."""
    rows = SegmentKey.objects.filter(speaker__in=family).order_by()
    days = [utterance.day for utterance in utterances]
    known = [day for day in days if day is not None]
    if known and len(known) == len(days):
        rows = rows.filter(Q(day=None) | Q(day__range=(_day(min(known) - _WINDOW), _day(max(known) + _WINDOW))))
    stems = sorted(asking)
    for start in range(0, len(stems), _AT_ONCE):
        found = rows.filter(stem__in=stems[start : start + _AT_ONCE])
        yield from found.values_list("stem", "segment", "segment__quote", "day")


def _day(ordinal: int) -> date:
    """The day of this number or, past an end of the calendar, the day at that end."""
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


def _near(mine: int | None, other: date | None) -> bool:
    return mine is None or other is None or abs(mine - other.toordinal()) <= _WINDOW

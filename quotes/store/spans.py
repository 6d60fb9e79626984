"""Stretches of a text: how far they overlap, and where they stand after the text has changed. Pure."""

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import LCSseq

from quotes.attribution.types import Span

Spans = tuple[Span, ...]
HALF = 0.5
# Beyond so many comparisons (in words) two long passages are not compared any more: they count as replaced.
_MOST_COMPARISONS = 400_000_000
# Words so long that they are the same words wherever they stand (characters).
_UNMISTAKABLE = 20
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_WORD = re.compile(r"\w+|[^\w\s]")


def length(spans: Sequence[Span]) -> int:
    return sum(end - start for start, end in spans)


def shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    """How many characters two stretches have in common."""
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)


def overlap(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Characters in common as a share of all that either has: 0 to 1."""
    common = shared(one, other)
    return common / (length(one) + length(other) - common) if common else 0.0


def union(spans: Sequence[Span]) -> Spans:
    """The same characters as disjoint stretches in order."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def minus(spans: Sequence[Span], taken: Sequence[Span]) -> Spans:
    """What of `spans` is not in `taken`."""
    rest: list[Span] = []
    for start, end in union(spans):
        at = start
        for begin, stop in union(taken):
            if begin < end and stop > at:
                if begin > at:
                    rest.append((at, begin))
                at = max(at, stop)
        if at < end:
            rest.append((at, end))
    return tuple(rest)


class Move:
    """Where the stretches of one version of a text stand in another version of it."""

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old, new
        self._kept = [block for block in _kept(old, new) if block[2]]

    def content(self, spans: Sequence[Span]) -> Spans:
        """Where this content stands now; () where less than half of it (of old and new together) is left.

        What was moved to another place of the article is found by its words.
        """
        moved, kept = self._moved(spans)
        if kept and kept / (length(spans) + length(moved) - kept) >= HALF:
            return moved
        return self._by_words(spans)

    def words(self, spans: Sequence[Span]) -> Spans:
        """Of these stretches (a cue, a source) those that are still there, word for word."""
        found = (self._moved([span])[0] for span in spans)
        pairs = zip(spans, found, strict=True)
        return tuple(now[0] for was, now in pairs if now and self._new[slice(*now[0])] == self._old[slice(*was)])

    def _moved(self, spans: Sequence[Span]) -> tuple[Spans, int]:
        """The stretches from their first kept character to their last, and how many characters were kept."""
        moved, kept = [], 0
        for start, end in spans:
            pieces = [
                (max(start, old) - old + new, min(end, old + size) - old + new)
                for old, new, size in self._kept
                if old < end and old + size > start
            ]
            if pieces:
                moved.append((pieces[0][0], pieces[-1][1]))
                kept += length(pieces)
        return tuple(moved), kept

    def _by_words(self, spans: Sequence[Span]) -> Spans:
        found, at = [], 0
        for start, end in spans:
            text = self._old[start:end]
            begin = self._new.find(text, at)
            if begin < 0 or (len(text) < _UNMISTAKABLE and self._new.count(text) > 1):
                return ()
            at = begin + len(text)
            found.append((begin, at))
        return tuple(found)


def _kept(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    """Blocks that both texts have, in order: (where in old, where in new, how long). Lines first, then words."""
    at_old = at_new = 0
    for a, c, size in [*_same(old, new, _LINE, (0, len(old)), (0, len(new))), (len(old), len(new), 0)]:
        yield from _same(old, new, _WORD, (at_old, a), (at_new, c))
        if size:
            yield a, c, size
        at_old, at_new = a + size, c + size


def _same(
    old: str, new: str, unit: re.Pattern[str], within_old: Span, within_new: Span
) -> Iterator[tuple[int, int, int]]:
    """The same, by one unit, within two stretches. Units that follow one another in the same way are one block."""
    units = list(unit.finditer(old, *within_old)), list(unit.finditer(new, *within_new))
    if not all(units) or len(units[0]) * len(units[1]) > _MOST_COMPARISONS:
        return
    numbers: dict[str, int] = {}
    sequences = [[numbers.setdefault(match[0], len(numbers)) for match in matches] for matches in units]
    block = (within_old[0], within_new[0], 0)
    for run in LCSseq.opcodes(*sequences):
        if run.tag != "equal":
            continue
        for one, other in zip(
            units[0][run.src_start : run.src_end], units[1][run.dest_start : run.dest_end], strict=True
        ):
            if _follows(old, new, block, one.start(), other.start()):
                block = (block[0], block[1], one.end() - block[0])
            else:
                if block[2]:
                    yield block
                block = (one.start(), other.start(), len(one[0]))
    if block[2]:
        yield block


def _follows(old: str, new: str, block: tuple[int, int, int], at_old: int, at_new: int) -> bool:
    """Whether between the block and these positions there is the same in both texts, and nothing but blanks."""
    end_old, end_new = block[0] + block[2], block[1] + block[2]
    between = old[end_old:at_old]
    return bool(block[2]) and between == new[end_new:at_new] and not between.strip()

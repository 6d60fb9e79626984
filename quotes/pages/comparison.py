"""The wordings of one statement laid side by side: for each word, which of the others have it too. No Django here.

Words are compared as they stand, but for capitals and the form of apostrophes: "stand" and "stands" differ. Those that
two wordings have in the same order are matched first (their longest common subsequence), then those that moved: of two
translations one may begin where the other ends.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from rapidfuzz.distance import LCSseq

_WORD = re.compile(r"[^\W_]+(?:['’.,/-][^\W_]+)*")
# A run of nothing but these says nothing by itself.
_GRAMMATICAL = frozenset(
    """
    a an the and or but that this these those of to in on at for by with from as into about is are was were be been am
    it its he him his she her hers they them their we us our i me my you your who which what there here has have had
    do does did will would shall should can could may might must so if than then not no
    """.split()  # noqa: SIM905
)


class Had(StrEnum):
    """Which of the wordings have a word."""

    ALL = "all"
    SOME = "some"
    ONE = "one"
    NONE = ""  # no word: space and punctuation between runs that differ


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a wording; all of its words are had by as many."""

    text: str
    had: Had


@dataclass(frozen=True, slots=True)
class Comparison:
    """`wordings`: each as runs, which joined give its text. `core`: the runs of words that all have, as the first
    wording has them; grammatical words alone are none."""

    wordings: tuple[tuple[Run, ...], ...]
    core: tuple[str, ...]


def compare(texts: Sequence[str], rests: Sequence[str] = ()) -> Comparison:
    """The wordings compared, in the order given. The time it takes grows with the square of their number.

    Of a single wording nothing is marked. `rests`: for each what its quote says besides, where a statement is only a
    part of it. A word that stands there is had, too, for a quote is not cut at the same word everywhere; what all have
    in common is nevertheless only what stands in all of `texts`.
    """
    words = [list(_WORD.finditer(text)) for text in texts]
    keys = [[_folded(match[0]) for match in found] for found in words]
    beyond = [[_folded(word) for word in _WORD.findall(rest)] for rest in rests] or [[] for _ in texts]
    had = [_had(i, keys, beyond) for i in range(len(texts))]
    runs = tuple(
        tuple(_runs(text, found, marks)) for text, found, marks in zip(texts, words, had, strict=True)
    )  # fmt: skip
    if len(texts) < 2:
        return Comparison(runs, ())
    strictly = _had(0, keys, [[] for _ in texts]) if any(beyond) else had[0]
    return Comparison(runs, tuple(_core(list(_runs(texts[0], words[0], strictly)))))


def _folded(word: str) -> str:
    return word.casefold().replace("’", "'")


def _had(mine: int, keys: Sequence[Sequence[str]], beyond: Sequence[Sequence[str]]) -> list[Had]:
    """For each word of one wording, how many have it, there or `beyond`."""
    others = [
        _wherever(keys[mine], matched(keys[mine], keys[other]), Counter(beyond[other]))
        for other in range(len(keys))
        if other != mine
    ]
    counts = [sum(row[i] for row in others) for i in range(len(keys[mine]))]
    return [Had.ALL if n == len(others) else Had.SOME if n else Had.ONE for n in counts]


def matched(one: Sequence[str], other: Sequence[str]) -> list[bool]:
    """For each word of `one`, whether `other` has it; a word counts as often as it stands there."""
    found = [False] * len(one)
    left = Counter(other)
    for block in LCSseq.opcodes(one, other):
        if block.tag == "equal":
            for i in range(block.src_start, block.src_end):
                found[i] = True
                left[one[i]] -= 1
    return _wherever(one, found, left)


def _wherever(words: Sequence[str], found: Sequence[bool], left: Counter[str]) -> list[bool]:
    """`found`, and those of the other words that are among what is `left`, as often as they are there."""
    more = list(found)
    for i, word in enumerate(words):
        if not more[i] and left[word] > 0:
            more[i] = True
            left[word] -= 1
    return more


def _runs(text: str, words: Sequence[re.Match[str]], had: Sequence[Had]) -> Iterator[Run]:
    """The text cut into runs; what lies between two words of one kind goes with them."""
    at = 0
    for mark, group in groupby(zip(words, had, strict=True), key=lambda pair: pair[1]):
        stretch = [match for match, _ in group]
        if at < stretch[0].start():
            yield Run(text[at : stretch[0].start()], Had.NONE)
        at = stretch[-1].end()
        yield Run(text[stretch[0].start() : at], mark)
    if at < len(text):
        yield Run(text[at:], Had.NONE)


def _core(runs: Sequence[Run]) -> Iterator[str]:
    for run in runs:
        if run.had is Had.ALL and not _GRAMMATICAL.issuperset(map(_folded, _WORD.findall(run.text))):
            yield run.text

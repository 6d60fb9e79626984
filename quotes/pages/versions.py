"""What a newer version of an article added or took away (J14): which quotes came and went, which sentences changed.

Readers see bounded stretches of what changed, never the article (R5), and no sentence that shares words with a hidden
quote, wherever it stands (R4): a version that is not attributed yet does not know what in it is hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from itertools import pairwise, zip_longest

from django.conf import settings

from articles.models import Article, Body
from quotes.models import Part, Pass, Place, Quote
from quotes.pages.cards import Card, cards
from quotes.pages.readable import readable
from quotes.pages.wording import plain, shortened

# So many versions are compared, and of each so many sentences; and so much of what changed is shown, in R5's measure.
MOST = 10
_MOST_SENTENCES = 3_000
_SHARE = 2
# Sentences with fewer words in common are not one that was changed, but one gone and another come.
_ALIKE = 0.5
# Of what stayed in a changed sentence, so much is shown beside what changed.
_BESIDE = 60
_SENTENCE = re.compile(r".+?(?:[.!?][”’\"')\]]*(?=\s+[“‘\"'(\[]?[A-Z0-9])|$)")
_WORDS = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a sentence that changed or stayed."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence before and after; one of them is empty where it came or went."""

    before: tuple[Run, ...]
    after: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """A version beside the one before it. `more` changes are not shown; `came` and `went`, quotes, are None as long as
    the program has not read it."""

    number: int
    seen: datetime
    changes: tuple[Change, ...]
    more: int
    came: list[Card] | None
    went: list[Card] | None


def versions(article: Article) -> list[Version]:
    """Each version after the first, the newest first. A fixed number of queries."""
    bodies = readable(list(article.bodies.order_by("-number")[: MOST + 1]))
    if len(bodies) < 2:
        return []
    known = _known(article, bodies)
    return [_version(new, old, known) for new, old in pairwise(bodies)]


@dataclass(frozen=True, slots=True)
class _Known:
    """Of an article: runs of words that are hidden, the quotes whose pages readers may open by id, which of them stand
    in each body, and the bodies that were read."""

    hidden: set[tuple[str, ...]]
    shown: dict[int, Card]
    there: dict[int, set[int]]
    read: set[int]


def _version(new: Body, old: Body, known: _Known) -> Version:
    every = [change for change in changes(old.text, new.text) if not _tells(change, known.hidden)]
    kept = tuple(_within(every, _SHARE * settings.OTR_CONTEXT_CHARS))
    more = len(every) - len(kept)
    if new.pk not in known.read:
        return Version(new.number, new.created_at, kept, more, None, None)
    here, before = known.there.get(new.pk, set()), known.there.get(old.pk, set())
    came = [known.shown[pk] for pk in sorted(here - before)]
    went = [known.shown[pk] for pk in sorted(before - here)]
    return Version(new.number, new.created_at, kept, more, came, went)


def changes(old: str, new: str) -> Iterator[Change]:
    """The sentences that differ between two texts, in order, with what differs in them."""
    before, after = sentences(old), sentences(new)
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            for one, other in zip_longest(before[i:j], after[k:m], fillvalue=""):
                yield from _changed(one, other)


def sentences(text: str) -> list[str]:
    """The sentences of `text`, each on one line: ends are told by their form, which is enough to compare by."""
    found = (plain(piece) for line in text.split("\n") for piece in _SENTENCE.findall(line))
    return [sentence for sentence in found if sentence][:_MOST_SENTENCES]


def _changed(one: str, other: str) -> Iterator[Change]:
    words, others = _WORDS.findall(one), _WORDS.findall(other)
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    if one and other and matcher.ratio() >= _ALIKE:
        codes = matcher.get_opcodes()
        before = tuple(Run(" ".join(words[i:j]), kind != "equal") for kind, i, j, _, _ in codes if i < j)
        after = tuple(Run(" ".join(others[k:m]), kind != "equal") for kind, _, _, k, m in codes if k < m)
        yield Change(_cut(before), _cut(after))
        return
    if one:
        yield Change(_whole(one), ())
    if other:
        yield Change((), _whole(other))


def _whole(sentence: str) -> tuple[Run, ...]:
    return (Run(shortened(sentence, settings.OTR_CONTEXT_CHARS), changed=True),) if sentence else ()


def _cut(runs: Sequence[Run]) -> tuple[Run, ...]:
    """What stayed, cut to its words beside what changed."""
    last = len(runs) - 1
    return tuple(
        run if run.changed else Run(_beside(run.text, after=n > 0, before=n < last), changed=False)
        for n, run in enumerate(runs)
    )


def _beside(text: str, *, after: bool, before: bool) -> str:
    """Its beginning where it stands after a change, its end where it stands before one."""
    if len(text) <= _BESIDE * (after + before):
        return text
    head = text[:_BESIDE].rpartition(" ")[0] if after else ""
    tail = text[-_BESIDE:].partition(" ")[2] if before else ""
    return f"{head} … {tail}".strip()


def _within(every: Iterable[Change], most: int) -> Iterator[Change]:
    """The first of them, as long as they have no more than `most` characters together."""
    for change in every:
        most -= sum(len(run.text) for run in (*change.before, *change.after))
        if most < 0:
            return
        yield change


def _hidden_words(article: Article) -> set[tuple[str, ...]]:
    """What hidden quotes of any version say, and by which names, in runs of up to four words."""
    parts = Part.objects.filter(place__quote__article=article, place__quote__status=Quote.Status.HIDDEN)
    texts = parts.exclude(role=Part.Role.CUE).values_list("text", flat=True)
    return {run for text in texts for run in _runs(text)}


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    size = min(4, len(words))
    yield from (tuple(words[n : n + size]) for n in range(len(words) - size + 1) if size)


def _tells(change: Change, hidden: set[tuple[str, ...]]) -> bool:
    """Whether it has any run of words that is hidden."""
    if not hidden:
        return False
    sizes = {len(run) for run in hidden}
    for side in (change.before, change.after):
        words = re.findall(r"\w+", " ".join(run.text for run in side).casefold())
        if any(tuple(words[n : n + size]) in hidden for size in sizes for n in range(len(words) - size + 1)):
            return True
    return False


def _known(article: Article, bodies: Sequence[Body]) -> _Known:
    shown = {card.quote.pk: card for card in cards(Quote.objects.reachable().filter(article=article).with_cards())}
    there: dict[int, set[int]] = {}
    places = Place.objects.filter(body__in=bodies, quote__in=shown).order_by().values_list("body", "quote")
    for body, quote in places:
        there.setdefault(body, set()).add(quote)
    read = Pass.objects.filter(body__in=bodies, status=Pass.Status.DONE).values_list("body", flat=True)
    return _Known(_hidden_words(article), shown, there, set(read))

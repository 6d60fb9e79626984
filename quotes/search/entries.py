"""What the index says of a quote, worked out from its rows. Reads a batch in a fixed number of queries."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from django.db.models import Exists, OuterRef, Subquery

from articles.models import Body
from quotes.models import Correction, Part, Quote, QuoteSpeaker
from quotes.search import marks
from quotes.search.words import joined, stems, words

# So many characters on either side of the content, within its paragraph, are searched too.
AROUND = 200


@dataclass(frozen=True, slots=True)
class Facts:
    """All of a quote that the index depends on. `spans` are its content's, in `text`, its body's."""

    quote: int
    article: int
    published: date | None
    outlet: int
    content: str
    kind: str
    status: str
    said: date | None
    sure: float
    shown: bool
    speakers: tuple[tuple[int, str], ...] = ()
    text: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    addressee: str = ""
    decided: datetime | None = None


@dataclass(frozen=True, slots=True)
class Texts:
    """The four columns of SearchText."""

    words: str
    stems: str
    around: str
    marks: str


def facts_of(ids: Sequence[int]) -> list[Facts]:
    """The facts about these quotes, those that exist, in the order of their ids. Four queries."""
    speakers = _speakers(ids)
    places = _places(ids)
    shown = Exists(Quote.objects.public().filter(pk=OuterRef("pk")).order_by())
    about = Correction.objects.filter(quote=OuterRef("pk")).order_by("-created_at").values("created_at")[:1]
    rows = Quote.objects.filter(pk__in=ids).annotate(shown=shown, decided=Subquery(about)).order_by("pk").values_list(
        "pk", "article", "article__published_on", "article__outlet", "text", "kind", "status", "said_on",
        "confidence", "name_confidence", "shown", "addressee", "decided",
    )  # fmt: skip
    found = []
    for pk, article, day, outlet, content, kind, status, said, sure, name_sure, is_shown, addressee, at in rows:
        text, spans = places.get(pk, ("", ()))
        fact = Facts(
            pk, article, day, outlet, content, kind, status, said, min(sure, name_sure), bool(is_shown),
            tuple(speakers.get(pk, ())), text, spans, addressee, at,
        )  # fmt: skip
        found.append(fact)
    return found


def texts(facts: Facts) -> Texts:
    """What is searched of a quote."""
    content = joined(facts.content)
    around = f"{_around(facts.text, facts.spans)} {facts.addressee}"
    return Texts(
        content, " ".join(stems(content.split())), " ".join(stems(words(around))), " ".join(_marks(facts))
    )  # fmt: skip


def _marks(facts: Facts) -> Iterable[str]:
    """Those of an article's spelling come last, in the order of the words, so that a phrase of them can be found."""
    yield marks.EVERY
    if facts.shown:
        yield marks.SHOWN
    if facts.quote % marks.SAMPLED == 0:
        yield marks.SAMPLE
    if facts.quote % marks.THINLY_SAMPLED == 0:
        yield marks.THIN_SAMPLE
    yield marks.outlet(facts.outlet)
    yield marks.kind(facts.kind)
    yield marks.status(facts.status)
    if facts.said:
        yield marks.DATED
        yield marks.month(facts.said)
    if facts.speakers:
        yield marks.NAMED
    for pk, _ in facts.speakers:
        yield marks.speaker(pk)
    for _, mention in facts.speakers:
        yield from marks.spelled(mention) if mention else [marks.ANY_SPELLING]


def _around(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The words before, between and after the content, within its paragraph."""
    if not spans:
        return ""
    first, last = spans[0][0], spans[-1][1]
    begin = max(text.rfind("\n", 0, first) + 1, first - AROUND)
    line_end = text.find("\n", last)
    end = min(len(text) if line_end < 0 else line_end, last + AROUND)
    gaps = [(one[1], other[0]) for one, other in pairwise(spans)]
    before, after = text[begin:first], text[last:end]
    # Half a word at the border of the stretch is none.
    if begin and text[begin - 1].isalnum():
        before = re.sub(r"^\w+", "", before)
    if end < len(text) and text[end].isalnum():
        after = re.sub(r"\w+$", "", after)
    return " ".join([before, *(text[a:b] for a, b in gaps if 0 < b - a <= AROUND), after])


def _speakers(ids: Sequence[int]) -> dict[int, list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = QuoteSpeaker.objects.filter(quote__in=ids, standing=QuoteSpeaker.Standing.SPEAKS).order_by("position", "pk")
    for quote, speaker, mention in rows.values_list("quote", "speaker", "mention"):
        found[quote].append((speaker, mention))
    return found


def _places(ids: Sequence[int]) -> dict[int, tuple[str, tuple[tuple[int, int], ...]]]:
    """By quote: its newest body's text, and the content's spans in the first place there."""
    rows = Part.objects.filter(place__quote__in=ids, role=Part.Role.CONTENT).order_by(
        "-place__body", "place__position", "start"
    )
    first: dict[int, tuple[int, int]] = {}
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for quote, place, body, start, end in rows.values_list("place__quote", "place", "place__body", "start", "end"):
        if first.setdefault(quote, (place, body))[0] == place:
            spans[quote].append((start, end))
    bodies = _bodies({body for _, body in first.values()})
    return {quote: (bodies[body], tuple(spans[quote])) for quote, (_, body) in first.items()}


def _bodies(ids: set[int]) -> dict[int, str]:
    return dict(Body.objects.filter(pk__in=ids).order_by().values_list("pk", "text")) if ids else {}

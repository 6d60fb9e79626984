"""A claim's sources on a line of time: a drawing whose sizes the server works out, with the list as its text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quotes.pages.claim_sources import Source

# The drawing's units.
WIDTH, STEP, MARGIN, RADIUS = 600, 14, 12, 5
# Points above one another; what is more stands in the list alone.
_MOST = 6


@dataclass(frozen=True, slots=True)
class Point:
    """A source at its day. `kind` is "asserts", "copy" or "other" (a denial, a question): each has its own form."""

    x: float
    y: float
    kind: str
    label: str

    @property
    def diamond(self) -> str:
        """The corners of what is drawn for what is no assertion."""
        x, y, r = self.x, self.y, RADIUS
        return f"{x},{y - r} {x + r},{y} {x},{y + r} {x - r},{y}"


@dataclass(frozen=True, slots=True)
class ClaimTimeline:
    """Points between the first and the last day of publication."""

    first: date
    last: date
    points: tuple[Point, ...]
    height: int

    width: int = WIDTH
    radius: int = RADIUS

    @property
    def base(self) -> int:
        return self.height - MARGIN

    @property
    def kinds(self) -> set[str]:
        return {point.kind for point in self.points}


def claim_timeline(sources: Sequence[Source]) -> ClaimTimeline | None:
    """When the articles of `sources` were published; None where that is one day, or no day is known."""
    dated = [(source.article.published_on, source) for source in sources if source.article.published_on]
    days = [day for day, _ in dated]
    if len(set(days)) < 2:
        return None
    first, last = min(days), max(days)
    highest = min(_MOST, max(Counter(days).values()))
    height = 2 * MARGIN + STEP * highest
    above: Counter[date] = Counter()
    points = []
    for day, source in dated:
        above[day] += 1
        if above[day] <= _MOST:
            x = MARGIN + (WIDTH - 2 * MARGIN) * (day - first).days / (last - first).days
            y = height - MARGIN - STEP * above[day] + STEP / 2
            points.append(Point(round(x, 1), round(y, 1), _kind(source), f"{source.who}, {source.outlet}"))
    return ClaimTimeline(first, last, tuple(points), height)


def _kind(source: Source) -> str:
    if not source.asserts:
        return "other"
    return "copy" if source.copy_of else "asserts"

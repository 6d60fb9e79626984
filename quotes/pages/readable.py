"""Bodies as readers may see them: what was hidden does not stand in the words around something else either (R4)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from articles.models import Body
from quotes.models import Part, Quote

B = TypeVar("B", bound=Iterable[Body])
# Nothing that is shown goes over a line's end, so that it stops where something hidden begins.
_NOTHING = "\n"


def readable(bodies: B) -> B:
    """The same bodies, never to be saved, with an empty line in the place of each character that only hidden quotes
    have as source, cue or content. Offsets stay what they are. One query."""
    by_pk: dict[int, list[Body]] = {}
    for body in bodies:
        by_pk.setdefault(body.pk, []).append(body)
    parts = Part.objects.filter(place__body__in=by_pk).exclude(role=Part.Role.MENTION).order_by()
    spans: dict[int, tuple[set[int], set[int]]] = {}
    for pk, start, end, status in parts.values_list("place__body", "start", "end", "place__quote__status"):
        hidden, shown = spans.setdefault(pk, (set(), set()))
        (hidden if status == Quote.Status.HIDDEN else shown).update(range(start, end))
    for pk, (hidden, shown) in spans.items():
        if gone := hidden - shown:
            for body in by_pk[pk]:
                body.text = "".join(_NOTHING if at in gone else char for at, char in enumerate(body.text))
    return bodies

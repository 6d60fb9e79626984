"""A list of clippings: numbers of quotes, kept in the address and nowhere else (J14)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

MOST = 200
# A number, or the address of a quote's page, as somebody pastes it.
_PASTED = re.compile(r"(?:.*/quotes/)?([0-9]{1,15})/?(?:[?#].*)?\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Clipped:
    """The quotes' numbers in the order of the list, each once, and the search from which more are being picked."""

    ids: tuple[int, ...] = ()
    search: tuple[tuple[str, str], ...] = ()

    def url(self, ending: str = "") -> str:
        """The list's page, with the search; with an `ending`, its file."""
        ids = ",".join(map(str, self.ids))
        if ending:
            return reverse("clippings_file", args=[ending]) + f"?ids={ids}"
        params = urlencode([*([("ids", ids)] if ids else []), *self.search], safe=",")
        return reverse("clippings") + (f"?{params}" if params else "")

    @property
    def share(self) -> str:
        """The list alone."""
        return Clipped(self.ids).url()

    @property
    def full(self) -> bool:
        return len(self.ids) >= MOST

    def having(self, pk: int) -> Clipped:
        return self if pk in self.ids or self.full else Clipped((*self.ids, pk), self.search)

    def without(self, pk: int) -> Clipped:
        return Clipped(tuple(one for one in self.ids if one != pk), self.search)

    def moved_up(self, pk: int) -> Clipped:
        """With this one before the one that stood before it."""
        at = self.ids.index(pk)
        ids = list(self.ids)
        ids[max(at - 1, 0) : at + 1] = reversed(ids[max(at - 1, 0) : at + 1])
        return Clipped(tuple(ids), self.search)


def read(text: str) -> tuple[tuple[int, ...], list[str]]:
    """The numbers in "12,45,7", each once, and a line for each thing that was left out."""
    notes, ids = [], []
    for piece in filter(None, text.replace("\x00", " ").replace(" ", ",").split(",")):
        if piece.isascii() and piece.isdigit() and len(piece) <= 15:
            ids.append(int(piece))
        else:
            notes.append(f"“{piece[:40]}” was left out: it is no number of a quote.")
    found = tuple(dict.fromkeys(ids))
    if len(found) > MOST:
        notes.append(f"A list holds at most {MOST} quotes: the rest was left out.")
    return found[:MOST], notes[:5]


def pasted(text: str) -> int | None:
    """The quote that a number or the address of a quote's page names."""
    match = _PASTED.fullmatch(text.strip())
    return int(match[1]) if match else None

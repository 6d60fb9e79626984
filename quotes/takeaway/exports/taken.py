"""Which quotes are taken away, and in which order. Bounded: a file is written while it is read from the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import timezone

from quotes.models import Quote
from quotes.models.quotes import QuoteQuerySet
from quotes.pages.cards import Card, cards
from quotes.takeaway.asking import Asked

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Taken:
    """`ids` of quotes in order; `cut` says that there were more.

    `origin` ("https://example.org") stands before every address, `page` is the address of what was on the screen, and
    `quotes` are all that may be among them.
    """

    origin: str
    title: str
    page: str
    ids: Sequence[int]
    cut: bool
    on: date
    quotes: QuoteQuerySet

    def cards(self) -> Iterator[Card]:
        """A card of each that readers may still see; never more than a few hundred in memory."""
        for start in range(0, len(self.ids), _BATCH):
            batch = self.ids[start : start + _BATCH]
            rows = {quote.pk: quote for quote in self.quotes.filter(pk__in=batch).with_cards()}
            yield from cards(rows[pk] for pk in batch if pk in rows)

    @property
    def note(self) -> str:
        """What a file that was cut says of it, else ""."""
        if not self.cut:
            return ""
        number = f"{len(self.ids):,}"
        return f"Cut: these are the first {number} quotes. The search found more; narrow it to have all of them."

    @property
    def name(self) -> str:
        """The file's name, without ending; it says so where the file was cut."""
        return f"on-the-record-{self.on:%Y-%m-%d}" + (f"-first-{len(self.ids)}" if self.cut else "")


def take(asked: Asked, *, origin: str) -> Taken:
    """The first OTR_EXPORT_MOST of what a search finds, in its order."""
    ids, cut = asked.first(settings.OTR_EXPORT_MOST)
    page = origin + asked.filters.url()
    return Taken(origin, asked.title, page, ids, cut, timezone.localdate(), Quote.objects.public())


def take_ids(ids: Iterable[int], *, origin: str, title: str, page: str) -> Taken:
    """These quotes, as far as readers may open them, in this order; an id named twice once.

    Those gone from their article are among them: who has clipped or cited one keeps it, with what became of it.
    """
    wanted = list(dict.fromkeys(ids))
    there = set(Quote.objects.reachable().filter(pk__in=wanted).order_by().values_list("pk", flat=True))
    ids = [pk for pk in wanted if pk in there]
    return Taken(origin, title, page, ids, cut=False, on=timezone.localdate(), quotes=Quote.objects.reachable())

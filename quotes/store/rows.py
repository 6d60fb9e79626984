"""An article's quotes as they are in the database, read in a handful of queries and written in bulk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from articles.models import Body
from quotes.models import Correction, Part, Place, Quote, QuoteSpeaker
from quotes.standing import standing
from quotes.store.found import Parts, Saying, content_of
from quotes.store.spans import Move


@dataclass(slots=True)
class Row:
    """A quote with all that belongs to it. `home` is the newest body in which it stands, `there` its parts there."""

    quote: Quote
    stands: list[Correction]
    sayings: tuple[Saying, ...]
    home: int | None = None
    there: tuple[Parts, ...] = ()


@dataclass(slots=True)
class Changes:
    """What is to be written, gathered and then written in bulk.

    quotes      rows to insert, or to update where they have a primary key
    places      a quote -> its parts, place by place, in the body
    sayings     a quote -> who speaks
    """

    body: Body
    fresh: list[Quote] = field(default_factory=list)
    touched: dict[int, Quote] = field(default_factory=dict)
    places: list[tuple[Quote, tuple[Parts, ...]]] = field(default_factory=list)
    sayings: list[tuple[Quote, tuple[Saying, ...]]] = field(default_factory=list)
    seen_by_readers: set[int] = field(default_factory=set)

    def set(self, quote: Quote, **fields: object) -> None:
        """Give the quote these values; what it has already is no change."""
        for name, value in fields.items():
            if getattr(quote, name) != value:
                setattr(quote, name, value)
                self.touched[quote.pk] = quote
                if name not in ("made_by", "made_by_id"):
                    self.changed(quote)

    def changed(self, quote: Quote) -> None:
        """The quote is another one for whoever looks at it, editors with an open page among them."""
        self.touched[quote.pk] = quote
        self.seen_by_readers.add(quote.pk)

    def write(self) -> list[int]:
        """Write everything. Gives the ids of the quotes that are new or changed."""
        now = timezone.now()
        for pk in self.seen_by_readers:
            self.touched[pk].version += 1
            self.touched[pk].updated_at = now
        Quote.objects.bulk_create(self.fresh)
        if self.touched:
            Quote.objects.bulk_update(self.touched.values(), _FIELDS, batch_size=200)
        self._write_places()
        self._write_sayings()
        return [quote.pk for quote in self.fresh] + sorted(self.seen_by_readers)

    def _write_places(self) -> None:
        if replaced := [quote.pk for quote, _ in self.places if quote.pk in self.touched]:
            Place.objects.filter(body=self.body, quote__in=replaced).delete()
        places = [
            (Place(quote=quote, body=self.body, position=position), parts)
            for quote, all_parts in self.places
            for position, parts in enumerate(all_parts)
        ]
        Place.objects.bulk_create(place for place, _ in places)
        text = self.body.text
        Part.objects.bulk_create(
            Part(place=place, role=role, start=start, end=end, text=text[start:end])
            for place, parts in places
            for role, start, end in parts
        )

    def _write_sayings(self) -> None:
        if replaced := [quote.pk for quote, _ in self.sayings if quote.pk in self.touched]:
            QuoteSpeaker.objects.filter(quote__in=replaced).delete()
        QuoteSpeaker.objects.bulk_create(
            QuoteSpeaker(
                quote=quote,
                speaker_id=s.speaker,
                standing=s.standing,
                position=s.position,
                mention=s.mention,
                role=s.role,
            )
            for quote, sayings in self.sayings
            for s in sayings
        )


_FIELDS = (
    "made_by", "text", "kind", "stance", "status", "headline", "sourced", "confidence", "name_confidence", "reasons",
    "addressee", "said_on", "version", "updated_at",
)  # fmt: skip


def load(article_id: int) -> list[Row]:
    """All quotes of an article, those off the pages too, locked until the transaction ends. Five queries."""
    quotes = list(Quote.objects.select_for_update().filter(article=article_id).order_by("pk"))
    if not quotes:
        return []
    corrections: dict[int | None, list[Correction]] = defaultdict(list)
    for correction in Correction.objects.filter(quote__article=article_id).order_by("pk"):
        corrections[correction.quote_id].append(correction)
    sayings: dict[int, list[Saying]] = defaultdict(list)
    for said in QuoteSpeaker.objects.filter(quote__article=article_id).order_by("position", "pk"):
        saying = Saying(said.speaker_id, said.standing, said.position, said.mention, said.role)
        sayings[said.quote_id].append(saying)
    homes = _homes(article_id)
    rows = []
    for quote in quotes:
        home, there = homes.get(quote.pk, (None, ()))
        rows.append(Row(quote, standing(corrections[quote.pk]), tuple(sayings[quote.pk]), home, there))
    return rows


def _homes(article_id: int) -> dict[int, tuple[int, tuple[Parts, ...]]]:
    """By quote: the newest body in which it has places, and the parts of these."""
    parts: dict[int, list[tuple[str, int, int]]] = defaultdict(list)
    of_article = Part.objects.filter(place__quote__article=article_id).order_by("start", "end", "role")
    for place, role, start, end in of_article.values_list("place", "role", "start", "end"):
        parts[place].append((role, start, end))
    homes: dict[int, tuple[int, tuple[Parts, ...]]] = {}
    places = Place.objects.filter(quote__article=article_id).order_by("-body__number", "position", "pk")
    for pk, quote, body in places.values_list("pk", "quote", "body"):
        home, there = homes.get(quote, (body, ()))
        if home == body:
            homes[quote] = home, (*there, tuple(parts[pk]))
    return homes


def moved(rows: Iterable[Row], body: Body) -> dict[int, tuple[Parts, ...]]:
    """By quote: its parts in `body`, whatever body it stood in; of places whose words are gone nothing is left."""
    rows = list(rows)
    strange = {row.home for row in rows if row.home is not None} - {body.pk}
    moves = {
        pk: Move(text, body.text)
        for pk, text in (Body.objects.filter(pk__in=strange).values_list("pk", "text") if strange else ())
    }
    return {
        row.quote.pk: row.there if row.home in (body.pk, None) else _moved(row.there, moves[row.home])
        for row in rows
    }  # fmt: skip


def _moved(places: Sequence[Parts], move: Move) -> tuple[Parts, ...]:
    result: list[Parts] = []
    for parts in places:
        content = move.content(content_of(parts))
        if not content:
            continue
        now = {(Part.Role.CONTENT.value, start, end) for start, end in content}
        for role in (Part.Role.CUE.value, Part.Role.SOURCE.value, Part.Role.MENTION.value):
            spans = move.words([(start, end) for r, start, end in parts if r == role])
            now |= {(role, start, end) for start, end in spans}
        result.append(tuple(sorted(now, key=lambda part: (part[1], part[2], part[0]))))
    return tuple(dict.fromkeys(result))

"""An article's quotes as they are in the database, read in a handful of queries and written in bulk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from articles.models import Body
from quotes.corrections.standing import standing
from quotes.models import Correction, Part, Pass, Place, Quote, QuoteSpeaker
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

    fresh       quotes to insert
    changed     quotes that are not what they were, by id, and `fields`: what any of them has another value of
    found       ids of quotes that this pass found, and another one before it
    places      a quote -> its parts, place by place, in the body
    sayings     a quote -> who speaks
    """

    body: Body
    made: Pass
    fresh: list[Quote] = field(default_factory=list)
    changed: dict[int, Quote] = field(default_factory=dict)
    fields: set[str] = field(default_factory=set)
    found: list[int] = field(default_factory=list)
    places: list[tuple[Quote, tuple[Parts, ...]]] = field(default_factory=list)
    sayings: list[tuple[Quote, tuple[Saying, ...]]] = field(default_factory=list)

    def set(self, quote: Quote, **fields: object) -> None:
        """Give the quote these values; what it has already is no change."""
        for name, value in fields.items():
            if getattr(quote, name) != value:
                setattr(quote, name, value)
                self.changed[quote.pk] = quote
                self.fields.add(name)

    def write(self) -> list[int]:
        """Write everything. Gives the ids of the quotes that are new or changed."""
        now = timezone.now()
        for quote in self.changed.values():
            # Another one for whoever looks at it, editors with an open page among them.
            quote.version += 1
            quote.updated_at = now
        Quote.objects.bulk_create(self.fresh)
        if self.changed:
            fields = {"version", "updated_at"} | self.fields
            Quote.objects.bulk_update(self.changed.values(), sorted(fields), batch_size=200)
        if self.found:
            Quote.objects.filter(pk__in=self.found).update(made_by=self.made)
        self._write_places()
        self._write_sayings()
        return [quote.pk for quote in self.fresh] + sorted(self.changed)

    def _write_places(self) -> None:
        if replaced := [quote.pk for quote, _ in self.places if quote.pk in self.changed]:
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
        if replaced := [quote.pk for quote, _ in self.sayings if quote.pk in self.changed]:
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

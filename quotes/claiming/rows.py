"""An article's assertions as they are in the database, and what belongs to each of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone

from articles.models import Body
from quotes.models import Assertion, AssertionKey, AssertionPair, AssertionPart, ClaimEntry
from quotes.search.words import joined, stems
from quotes.store.spans import Move, Spans

_LONGEST_KEY = 200


@dataclass(frozen=True, slots=True)
class Row:
    """An assertion and its spans in its body."""

    assertion: Assertion
    spans: Spans


def load(article_id: int) -> list[Row]:
    """All assertions of an article, those that are gone too, locked until the transaction ends. Two queries."""
    found = Assertion.objects.select_for_update().filter(article=article_id).order_by("pk").prefetch_related("parts")
    return [Row(each, tuple((part.start, part.end) for part in each.parts.all())) for each in found]


def moved(rows: Iterable[Row], body: Body) -> dict[int, Spans]:
    """By assertion: its spans in `body`, whatever body it stood in; () where its words are gone."""
    rows = list(rows)
    strange = {row.assertion.body_id for row in rows} - {body.pk}
    texts = Body.objects.filter(pk__in=strange).values_list("pk", "text") if strange else ()
    moves = {pk: Move(text, body.text) for pk, text in texts}
    return {
        row.assertion.pk: row.spans
        if row.assertion.body_id == body.pk
        else moves[row.assertion.body_id].content(row.spans)
        for row in rows
    }


@dataclass(slots=True)
class Changes:
    """What is to be written, gathered and then written in bulk.

    fresh     assertions to insert
    changed   assertions to save
    spans     of assertions that are new in the body, or stand elsewhere in it
    keys      of assertions that have to be compared anew
    gone      ids of those that were not found any more
    """

    body: Body
    fresh: list[Assertion] = field(default_factory=list)
    changed: list[Assertion] = field(default_factory=list)
    spans: list[tuple[Assertion, Spans]] = field(default_factory=list)
    keys: list[tuple[Assertion, Sequence[str]]] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)

    def write(self) -> list[int]:
        """Write everything. Gives the ids of the assertions that have to be compared or joined anew."""
        moving = [assertion.pk for assertion, _ in self.spans if assertion.pk]
        if moving:  # before they move to another body: the database insists
            AssertionPart.objects.filter(assertion__in=moving).delete()
        for assertion in self.changed:
            assertion.save()
        Assertion.objects.bulk_create(self.fresh)
        self._write_parts()
        self._write_keys()
        write_entries([*self.fresh, *self.changed])
        if self.gone:
            Assertion.objects.filter(pk__in=self.gone).update(gone=True, linked_by="", updated_at=timezone.now())
            AssertionPair.objects.filter(Q(one__in=self.gone) | Q(other__in=self.gone)).delete()
        return [*(assertion.pk for assertion, _ in self.keys), *self.gone]

    def _write_parts(self) -> None:
        text = self.body.text
        AssertionPart.objects.bulk_create(
            AssertionPart(assertion=assertion, start=start, end=end, text=text[start:end])
            for assertion, spans in self.spans
            for start, end in spans
        )

    def _write_keys(self) -> None:
        if old := [assertion.pk for assertion, _ in self.keys if assertion not in self.fresh]:
            AssertionKey.objects.filter(assertion__in=old).delete()
        AssertionKey.objects.bulk_create(
            AssertionKey(assertion=assertion, key=key)
            for assertion, keys in self.keys
            for key in sorted({key[:_LONGEST_KEY] for key in keys})
        )


def write_entries(assertions: Iterable[Assertion]) -> None:
    """The words by which they are found."""
    words = {assertion.pk: joined(assertion.text) for assertion in assertions}
    ClaimEntry.objects.bulk_create(
        [ClaimEntry(assertion_id=pk, words=text, stems=" ".join(stems(text.split()))) for pk, text in words.items()],
        update_conflicts=True,
        unique_fields=["assertion"],
        update_fields=["words", "stems"],
    )

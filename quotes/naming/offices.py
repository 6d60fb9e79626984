"""Whether two whose names differ by a usual short form alone are one, by what articles call them: in rows.

Asked only where such a pair meets, which is rare; then a handful of queries, each by an index.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Max, Min, QuerySet, Value
from django.db.models.functions import Coalesce, Lower

from articles.models import Article
from quotes.identity import Known, Record
from quotes.identity.evidence import MANY, Office, by_short_form, family_name, needed, shared, the_only_one
from quotes.models import NameTail, Quote, QuoteSpeaker, Speaker

_NEWEST = 300  # introductions of one speaker that are looked at


class Offices:
    """What says that somebody known is whom one article means by another form of the given name.

    `heads` has whom each was merged into, by id. `company` are all the records of the article: whom it names by both
    forms without saying that they are one, may be two.
    """

    def __init__(self, article_id: int, heads: dict[int, int], company: Collection[Record] = ()) -> None:
        self.article_id = article_id
        self.heads = heads
        self.company = company

    @cached_property
    def day(self) -> date | None:
        return Article.objects.values_list("published_on", flat=True).get(pk=self.article_id)

    def whom(self, record: Record, near: Collection[Known]) -> int | None:
        """The id of the one person known already, by another form of the given name, whose role says that the record
        means them; None where there is none."""
        if not record.roles:
            return None
        other = the_only_one(record, near, self.heads)
        if other is None or self._both_here(record, other):
            return None
        return other.id if self._agree(self._here(record), self._of(other), {other.id}, record.name) else None

    def also(self, record: Record, found: Known, near: Collection[Known], apart: Collection[int]) -> int | None:
        """The id of who is the one found, though known by another form of the name, where the roles of both say so;
        nobody of `apart`, of whom an editor said that they are two."""
        if found.id < 0:
            return None
        other = the_only_one(record, near, self.heads, besides=self._head(found.id))
        if other is None or self._head(other.id) in apart or not by_short_form(_as_record(found), other):
            return None
        if self._both_here(record, other) or self._beside(found.id, other.id):
            return None
        mine = [*self._here(record), *self._of(found)]
        return other.id if self._agree(mine, self._of(other), {found.id, other.id}, record.name) else None

    def _head(self, pk: int) -> int:
        return self.heads.get(pk, pk)

    def _both_here(self, record: Record, other: Known) -> bool:
        """Whether the article names somebody else by the other form, too; or brought the other up itself."""
        return other.id < 0 or any(
            by_short_form(record, Known(0, one.name, one.kind, one.names)) for one in self.company if one != record
        )

    def _beside(self, one: int, other: int) -> bool:
        """Whether both speak in one article, which tells them apart."""
        articles = QuoteSpeaker.objects.filter(speaker=one).order_by().values("quote__article")
        return QuoteSpeaker.objects.filter(speaker=other, quote__article__in=articles).exists()

    def _here(self, record: Record) -> list[Office]:
        return [Office(role, self.day, self.day) for role in record.roles] if record.roles and self.day else []

    def _of(self, known: Known) -> list[Office]:
        """What articles called somebody lately, without what editors took off the pages."""
        said = QuoteSpeaker.objects.filter(speaker=known.id, standing=QuoteSpeaker.Standing.SPEAKS).exclude(role="")
        newest = (
            said.exclude(quote__status__in=Quote.OFF_THE_PAGES).order_by("-pk").values_list("pk", flat=True)[:_NEWEST]
        )
        dated = QuoteSpeaker.objects.filter(pk__in=list(newest), quote__article__published_on__isnull=False)
        day = "quote__article__published_on"
        rows = dated.order_by().values_list("role").annotate(first=Min(day), last=Max(day))
        return [Office(role, first, last) for role, first, last in rows]

    def _agree(self, mine: list[Office], theirs: list[Office], pair: Collection[int], name: str) -> bool:
        """Whether the two have a role that, among the people known, hardly anybody else of their surname would have by
        chance."""
        roles = shared(mine, theirs)
        if not roles:
            return False
        heads = {self._head(pk) for pk in pair}
        namesakes = _others(NameTail.objects.filter(tail=f"{family_name(name)} "), heads)
        return any(self._is_rare(wordings, heads, namesakes) for wordings in roles)

    def _is_rare(self, wordings: Collection[str], heads: set[int], namesakes: set[int]) -> bool:
        called = QuoteSpeaker.objects.alias(folded=Lower("role")).filter(
            folded__in=[Lower(Value(words)) for words in wordings], standing=QuoteSpeaker.Standing.SPEAKS
        )
        others = _others(called, heads)
        least = needed(len(others), len(namesakes))
        if least is None or others & namesakes:
            return False
        people = Speaker.objects.current().filter(article=None, kind=Speaker.Kind.PERSON).order_by()
        return people.values("pk")[:least].count() == least


def _others(rows: QuerySet[Any], heads: Collection[int]) -> set[int]:
    """The people known across articles who are behind these rows, without those of `heads`; of many only MANY."""
    who = rows.filter(speaker__article=None, speaker__kind=Speaker.Kind.PERSON).annotate(
        who=Coalesce("speaker__merged_into", "speaker")
    )
    return set(who.exclude(who__in=heads).order_by().values_list("who", flat=True).distinct()[:MANY])


def _as_record(known: Known) -> Record:
    return Record(known.name, known.kind, known.names)

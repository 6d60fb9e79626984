"""A parsed query as a condition on quotes. Which engine answers is told by the connection."""

from collections.abc import Callable
from typing import Protocol

from django.db import connections
from django.db.models import Q
from django.db.models.functions import Coalesce

from quotes.models import NameTail, QuoteSpeaker, Speaker
from quotes.models.speakers import SpeakerQuerySet
from quotes.search import postgres, sqlite
from quotes.search.grammar import Query, Term


class _Engine(Protocol):
    """What sqlite.py and postgres.py offer."""

    def in_words(self, term: Term) -> Q: ...
    def name_begins(self, field: str, beginning: str) -> Q: ...


_ENGINES: dict[str, _Engine] = {"sqlite": sqlite, "postgresql": postgres}


def condition(query: Query, using: str, *, names: bool = True) -> Q:
    """Quotes that have what `query` asks for in their words or, with `names`, in their speakers' names."""
    return _combined(query, lambda term: _has(term, using, names))


def spoken_by(query: Query, using: str) -> Q:
    """Quotes by speakers whose names have, as whole words, what `query` asks for."""
    return _said_by(Speaker.objects.using(using).filter(_named(query, using, " ")), using)


def named(query: Query, using: str) -> Q:
    """Speakers whose names have what `query` asks for; its words may be half typed."""
    return _named(query, using, "")


def _named(query: Query, using: str, end: str) -> Q:
    return _combined(query, lambda term: _has_name(term, using, end))


def _combined(query: Query, has: Callable[[Term], Q]) -> Q:
    """Every clause by one of its terms, none of the excluded terms; `has` says what it is to have a term."""
    result = Q()
    for clause in query.clauses:
        alternatives = Q()
        for term in clause.terms:
            alternatives |= has(term)
        result &= alternatives
    for term in query.excluded:
        result &= ~has(term)
    return result


def _has_name(term: Term, using: str, end: str) -> Q:
    beginning = _ENGINES[connections[using].vendor].name_begins("tail", " ".join(term.words) + end)
    return Q(pk__in=NameTail.objects.using(using).filter(beginning).values("speaker"))


def _has(term: Term, using: str, names: bool) -> Q:
    in_words = _ENGINES[connections[using].vendor].in_words(term)
    if not names:
        return in_words
    return in_words | _said_by(Speaker.objects.using(using).filter(_has_name(term, using, " ")), using)


def _said_by(speakers: SpeakerQuerySet, using: str) -> Q:
    """Quotes by any of `speakers`, or by one that was merged with one of them."""
    roots = speakers.order_by().values(root=Coalesce("merged_into", "pk"))
    family = Speaker.objects.using(using).filter(Q(pk__in=roots) | Q(merged_into__in=roots)).order_by().values("pk")
    spoken = QuoteSpeaker.objects.using(using).filter(speaker__in=family, standing=QuoteSpeaker.Standing.SPEAKS)
    return Q(pk__in=spoken.order_by().values("quote"))

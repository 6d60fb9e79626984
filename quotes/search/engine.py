"""A parsed query as a condition on quotes. Which engine answers is told by the connection."""

import re
from collections.abc import Callable
from typing import Protocol

from django.db import connections
from django.db.models import Q
from django.db.models.functions import Coalesce

from quotes.identity.spellings import typed_spellings
from quotes.models import NameTail, QuoteSpeaker, Speaker
from quotes.models.speakers import SpeakerQuerySet
from quotes.search import postgres, sqlite
from quotes.search.grammar import Query, Term


class _Engine(Protocol):
    """What sqlite.py and postgres.py offer."""

    def in_words(self, term: Term) -> Q: ...
    def name_begins(self, field: str, beginning: str) -> Q: ...


_POSSESSIVE = re.compile(r"['’‘ʼ]s$", re.IGNORECASE)
_ENGINES: dict[str, _Engine] = {"sqlite": sqlite, "postgresql": postgres}


def condition(query: Query, using: str, *, names: bool = True, spelled: bool = False) -> Q:
    """Quotes that have what `query` asks for in their words or, with `names`, in their speakers' names.

    With `spelled` a name counts only where the quote's article spells it so.
    """
    return _combined(query, lambda term: _has(term, using, names, spelled))


def spoken_by(query: Query, using: str, *, spelled: bool = False) -> Q:
    """Quotes by speakers whose names have, as whole words, what `query` asks for; `spelled` as above."""
    speakers = Speaker.objects.using(using).filter(_named(query, using, " ", spellings=not spelled))
    return _said_by(speakers, using, _combined(query, _spelled) if spelled else None)


def named(query: Query, using: str) -> Q:
    """Speakers whose names, or those of speakers merged into them, have what `query` asks for.

    Its words may be half typed. Nobody who was merged into another.
    """
    return _named(query, using, "", spellings=True) & Q(merged_into=None)


def _named(query: Query, using: str, end: str, *, spellings: bool) -> Q:
    return _combined(query, lambda term: _has_name(term, using, end, spellings=spellings))


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


def _has_name(term: Term, using: str, end: str, *, spellings: bool) -> Q:
    """Speakers, as who they are by now, one of whose names has the term; with `spellings` in any transliteration."""
    begins = _ENGINES[connections[using].vendor].name_begins
    found = begins("tail", " ".join(term.words) + end) & Q(loose=False)
    if spellings and not term.exact:
        for spelling in typed_spellings(term.words):
            found |= begins("tail", " ".join(spelling) + " ") & Q(loose=True)
    tails = NameTail.objects.using(using).filter(found)
    return Q(pk__in=tails.order_by().values(root=Coalesce("speaker__merged_into", "speaker")))


def _has(term: Term, using: str, names: bool, spelled: bool) -> Q:
    in_words = _ENGINES[connections[using].vendor].in_words(term)
    if not names:
        return in_words
    speakers = Speaker.objects.using(using).filter(_has_name(term, using, " ", spellings=not spelled))
    return in_words | _said_by(speakers, using, _spelled(term) if spelled else None)


def _spelled(term: Term) -> Q:
    """Of who speaks: the article itself writes the name so, somewhere on the way from its words to the name."""
    return Q(mention__icontains=_POSSESSIVE.sub("", term.typed.strip('"')))


def _said_by(speakers: SpeakerQuerySet, using: str, spelled: Q | None) -> Q:
    """Quotes by any of `speakers`, or by one that was merged into one of them.

    Where an editor named the speaker, the article's own words for them are not known: no spelling excludes those.
    """
    roots = speakers.order_by().values("pk")
    family = Speaker.objects.using(using).filter(Q(pk__in=roots) | Q(merged_into__in=roots)).order_by().values("pk")
    spoken = QuoteSpeaker.objects.using(using).filter(speaker__in=family, standing=QuoteSpeaker.Standing.SPEAKS)
    if spelled is not None:
        spoken = spoken.filter(spelled | Q(mention=""))
    return Q(pk__in=spoken.order_by().values("quote"))

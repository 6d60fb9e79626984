"""A parsed query as a condition on assertions: the words of claims. Names are not looked for here."""

from __future__ import annotations

from django.db import connections
from django.db.models import Q
from django.db.models.expressions import RawSQL

from quotes.search.grammar import Query, Term
from quotes.search.words import stems


def claimed(query: Query, using: str) -> Q:
    """Assertions that have every clause of `query` by one of its terms, and none of the terms excluded."""
    result = Q()
    for clause in query.clauses:
        alternatives = Q()
        for term in clause.terms:
            alternatives |= _has(term, using)
        result &= alternatives
    for term in query.excluded:
        result &= ~_has(term, using)
    return result


def _has(term: Term, using: str) -> Q:
    """The term as it is, or in any of its forms. Columns are constants; what was typed is a parameter, and letters and
    digits besides."""
    column, words = ("words", term.words) if term.exact else ("stems", stems(term.words))
    if connections[using].vendor == "sqlite":
        sql = "SELECT rowid FROM quotes_claims WHERE quotes_claims MATCH %s"
        return Q(pk__in=RawSQL(sql, [f'{column} : "{" ".join(words)}"']))  # noqa: S611
    found = f"to_tsvector('simple', {column}) @@ phraseto_tsquery('simple', %s)"
    return Q(pk__in=RawSQL(f"SELECT assertion_id FROM quotes_claimentry WHERE {found}", [" ".join(words)]))  # noqa: S608, S611

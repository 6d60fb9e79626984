"""Where a term is found, on PostgreSQL: text search over quotes_searchentry, stemmed and unstemmed."""

from django.db.models import Q
from django.db.models.expressions import RawSQL

from quotes.search.grammar import Term


def in_words(term: Term) -> Q:
    """Quotes whose content has the term."""
    reading = "simple" if term.exact else "quotes_stemmed"
    # `reading` is one of two constants; the words are a parameter.
    found = f"to_tsvector('{reading}', words) @@ phraseto_tsquery('{reading}', %s)"
    sql = f"SELECT quote_id FROM quotes_searchentry WHERE {found}"  # noqa: S608
    return Q(pk__in=RawSQL(sql, [" ".join(term.words)]))  # noqa: S611


def name_begins(field: str, beginning: str) -> Q:
    """Rows whose `field`, a name's tail, begins so."""
    return Q(**{f"{field}__startswith": beginning})

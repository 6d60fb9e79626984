"""Where a term is found, on SQLite: FTS5 tables over quotes_searchentry, stemmed and unstemmed."""

from django.db.models import Q
from django.db.models.expressions import RawSQL

from quotes.search.grammar import Term


def in_words(term: Term) -> Q:
    """Quotes whose content has the term."""
    table = "quotes_search_exact" if term.exact else "quotes_search_stemmed"
    # `table` is one of two constants; the words are letters and digits, and a parameter besides.
    return Q(pk__in=RawSQL(f"SELECT rowid FROM {table} WHERE {table} MATCH %s", [f'"{" ".join(term.words)}"']))  # noqa: S608, S611


def name_begins(field: str, beginning: str) -> Q:
    """Rows whose `field`, a name's tail, begins so. A range: SQLite's LIKE would not use the index."""
    return Q(**{f"{field}__gte": beginning, f"{field}__lt": beginning + "\x7f"})

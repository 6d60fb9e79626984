"""The index on SQLite: an FTS5 table over quotes_searchtext, whose rows have the entries' keys."""

from quotes.search.expressions import All, But, Either, Expression, Phrase

# An entry `e` for each row found, in the order of the keys: the join is not to be turned round.
FOUND = "quotes_search f CROSS JOIN quotes_searchentry e ON e.key = f.rowid"
MATCHES = "f.quotes_search MATCH %s"
KEY = "f.rowid"
# Names' tails in a range: bytes are compared.
IN_RANGE = "n.tail >= %s AND n.tail < %s"


def written(expression: Expression) -> str:
    """`expression` for MATCH."""
    match expression:
        case Phrase(column, words):
            return f'{column} : "{" ".join(words)}"'
        case All(parts):
            return f"({' AND '.join(map(written, parts))})"
        case Either(parts):
            return f"({' OR '.join(map(written, parts))})"
        case But(what, without):
            return f"({written(what)} NOT {written(without)})"

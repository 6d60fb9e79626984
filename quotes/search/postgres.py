"""The index on PostgreSQL: a tsvector over quotes_searchtext, whose columns are told apart by weights."""

from quotes.search.expressions import All, But, Either, Expression, Phrase

# An entry `e` for each row found.
FOUND = "quotes_searchtext t JOIN quotes_searchentry e ON e.key = t.entry_id"
MATCHES = "t.vector @@ %s::tsquery"
KEY = "e.key"
# Names' tails in a range: bytes are compared, whatever the collation, by the index that Django makes for LIKE.
IN_RANGE = "n.tail ~>=~ %s AND n.tail ~<~ %s"
_WEIGHTS = {"words": "A", "stems": "B", "around": "C", "marks": "D"}


def written(expression: Expression) -> str:
    """`expression` as a tsquery."""
    match expression:
        case Phrase(column, words):
            weight = _WEIGHTS[column]
            return "(" + " <-> ".join(f"'{word}':{weight}" for word in words) + ")"
        case All(parts):
            return f"({' & '.join(map(written, parts))})"
        case Either(parts):
            return f"({' | '.join(map(written, parts))})"
        case But(what, without):
            return f"({written(what)} & !{written(without)})"

"""A parsed article and its quotes in, checkable claims out; and two claims in, how they differ out. No Django.

`draw` takes a spaCy Doc, so what uses it is a command's or a worker's; `compare` and the types take plain values and
load neither spaCy nor a table of words, so a page may use them.

    claims = draw(doc, quotes, article.published)
    relation = compare(claims[0].record, ClaimRecord.from_dict(stored))
"""

from typing import TYPE_CHECKING, Any

from quotes.claims.types import (
    Aspect,
    Bound,
    ClaimRecord,
    Difference,
    DifferenceKind,
    DrawnClaim,
    Figure,
    Hedge,
    Likeness,
    Relation,
    When,
)

if TYPE_CHECKING:
    from quotes.claims.comparing import compare
    from quotes.claims.drawing import draw

# Another number where claims are drawn or compared in another way: articles and pairs are then due again.
VERSION = "7"

__all__ = [
    "VERSION",
    "Aspect",
    "Bound",
    "ClaimRecord",
    "Difference",
    "DifferenceKind",
    "DrawnClaim",
    "Figure",
    "Hedge",
    "Likeness",
    "Relation",
    "When",
    "compare",
    "draw",
]


def __getattr__(name: str) -> Any:
    if name == "draw":
        from quotes.claims.drawing import draw

        return draw
    if name == "compare":
        from quotes.claims.comparing import compare

        return compare
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

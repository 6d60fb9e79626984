"""Two claims: the same, about the same thing and different, or nothing to do with one another."""

from quotes.claims.types import ClaimRecord, Likeness, Relation


def compare(one: ClaimRecord, other: ClaimRecord) -> Relation:
    """What `other` is to `one`. Symmetric: `compare(a, b) == compare(b, a).turned()`."""
    return Relation(Likeness.UNRELATED)

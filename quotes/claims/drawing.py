"""Claims out of a parsed article."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quotes.attribution.types import AttributedQuote
from quotes.claims.types import DrawnClaim

if TYPE_CHECKING:
    from spacy.tokens import Doc


def draw(doc: "Doc", quotes: Sequence[AttributedQuote], published: str | None) -> tuple[DrawnClaim, ...]:
    """The claims of one article in order of the text: within its quotes and in its own voice.

    `doc` is the article parsed by the attribution's pipeline, `quotes` what that found in it, `published` the
    article's ISO date or date-time. Nothing is raised for what can't be read: it gives no claim.
    """
    return ()

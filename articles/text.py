"""What a body is: its normal form, its paragraphs and its zones. No Django here; the attribution uses it too."""

from dataclasses import dataclass
from enum import StrEnum


class ZoneKind(StrEnum):
    """Parts of a body that are no running text."""

    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    SUBHEADING = "subheading"
    CREDIT = "credit"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Zone:
    """`text[start:end]` is a zone of this kind; offsets in characters, end exclusive."""

    kind: ZoneKind
    start: int
    end: int

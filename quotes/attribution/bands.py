"""How sure the program is, in a word: the one place that names the bands and says where they begin."""

from enum import StrEnum

SURE_FROM = 0.95
"""What is called sure is each at least so likely to be right, by a calibrated confidence."""
LIKELY_FROM = 0.6


class Band(StrEnum):
    """From the surest down."""

    SURE = "sure"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


def band_of(confidence: float, *, likely_from: float = LIKELY_FROM) -> Band:
    """The band of a confidence in [0, 1]; `likely_from` moves the border between likely and doubtful.

    What is sure is sure wherever that border lies.
    """
    if confidence >= SURE_FROM:
        return Band.SURE
    return Band.LIKELY if confidence >= likely_from else Band.DOUBTFUL

"""How sure the program is of an attribution, as a share of such attributions that are right.

The shares were counted on annotated news (see docs/attribution.md for the command): a quotation with a plain reporting
verb beside it is all but certain, an object of a verb that sometimes reports is not.
"""

from quotes.attribution.types import Draft, Kind

_BY_RULE = {
    "ccomp": 0.9,
    "according": 0.85,
    "parataxis": 0.88,
    "small": 0.8,
    "mistagged": 0.8,
    "noun": 0.75,
    "colon": 0.85,
    "transcript": 0.85,
    "quoted": 0.5,
    "goes on": 0.7,
    "none": 0.7,
}
_OTHER_RULE = 0.65
_CERTAIN_CUE = 0.9
_QUOTED_BONUS = {Kind.DIRECT: 0.08, Kind.MIXED: 0.03, Kind.INDIRECT: 0.0}
_NO_SOURCE = 0.6


def confidence_of(draft: Draft, kind: Kind) -> float:
    """A figure in [0, 1] for the attribution as a whole: that these words were reported, and by this source."""
    base = _BY_RULE.get(draft.rule, _OTHER_RULE)
    if draft.rule not in ("goes on", "colon", "transcript"):
        base *= min(1.0, 0.4 + 0.65 * draft.confidence) if draft.confidence < _CERTAIN_CUE else 1.0
    if not draft.source and draft.inherits is None:
        base *= _NO_SOURCE
    return round(min(0.99, base + _QUOTED_BONUS[kind]), 2)

"""How sure the program is of an attribution: the share of such attributions that are right.

The shares were counted on the part of PolNeAR's training articles whose number ends in 0, 3 or 6, with the cue counts
of the others: by kind, by the rule that found it, and by how often its cue reports. What goes on from the paragraph
before is annotated otherwise there; its share comes from reading.
"""

from quotes.attribution.types import Draft, Kind

_GROUPS = {
    "ccomp": "clause",
    "small": "clause",
    "parataxis": "clause",
    "mistagged": "clause",
    "according": "clause",
    "view": "clause",
    "dobj": "thing",
    "xcomp": "act",
    "transcript": "label",
    "colon": "label",
    "quoted": "beside",
    "goes on": "goes on",
    "noun": "noun",
    "silence": "silence",
}
# (share where the cue's rate is 1, what is lost for each point under it)
_SHARES: dict[Kind, dict[str, tuple[float, float]]] = {
    Kind.DIRECT: {
        "clause": (0.96, 0.15),
        "beside": (0.89, 0.0),
        "label": (0.89, 0.0),
        "goes on": (0.75, 0.0),
        "": (0.92, 0.0),
    },
    Kind.MIXED: {"clause": (0.93, 0.9), "thing": (0.8, 0.0), "": (0.8, 0.1)},
    Kind.INDIRECT: {
        "clause": (0.87, 0.7),
        "thing": (0.82, 0.75),
        "act": (0.75, 0.25),
        "noun": (0.7, 0.4),
        "silence": (0.65, 0.0),
        "label": (0.45, 0.0),
        "": (0.6, 0.2),
    },
}
_WITHOUT_SOURCE = 0.55


def confidence_of(draft: Draft, kind: Kind) -> float:
    """A figure in [0, 1] for the attribution as a whole: that these words were reported, and by this source."""
    shares = _SHARES[kind]
    best, loss = shares.get(_GROUPS.get(draft.rule, ""), shares[""])
    share = best - loss * (1 - draft.confidence)
    if not draft.source and draft.inherits is None:
        share *= _WITHOUT_SOURCE
    return round(max(share, 0.05), 2)

"""A stretch of a quote as it is compared, and as it is kept: worked out once, by a command or a worker."""

from __future__ import annotations

from typing import Any

from quotes.linking import VERSION
from quotes.linking.types import Utterance, Word


def keys(utterance: Utterance) -> list[str]:
    """The stems by which it is looked up, the most telling first: two utterances that share none are never compared."""
    telling = {word.stem: word.weight for word in utterance.words if word.weight >= _TELLING}
    ranked = sorted(telling, key=lambda stem: (-telling[stem], stem))
    return [stem[:_LONGEST] for stem in ranked[:_MOST_KEYS]]


_TELLING = 1.0
_MOST_KEYS = 16
_LONGEST = 40


def to_json(utterance: Utterance) -> dict[str, Any]:
    """As it is kept in a row; `from_json` makes it again."""
    return {
        "v": VERSION,
        "words": [[word.stem, word.weight, word.kinds] for word in utterance.words],
        "article": utterance.article,
        "start": utterance.start,
        "kind": utterance.kind,
        "stance": utterance.stance,
        "published": utterance.published,
        "said": utterance.said,
        "to": sorted(utterance.to),
    }


def from_json(kept: dict[str, Any]) -> Utterance:
    """The utterance that was kept. Raises KeyError for what another version kept otherwise."""
    return Utterance(
        tuple(Word(stem, weight, kinds) for stem, weight, kinds in kept["words"]),
        kept["article"],
        kept["start"],
        kept["kind"],
        kept["stance"],
        kept["published"],
        kept["said"],
        frozenset(kept["to"]),
    )

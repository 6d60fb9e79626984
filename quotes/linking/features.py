"""A stretch of a quote as it is compared, and as it is kept: worked out once, by a command or a worker."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from quotes.linking import VERSION
from quotes.linking.types import Utterance, Word

# A word is looked up by from this weight on.
_TELLING = 1.0
_MOST_KEYS = 16
# A stretch of so few telling words is found by any one of them, others by two.
_FEW = 2
_LONGEST = 40
_ANY, _WHOLE = "~", "="


def keys(utterance: Utterance) -> list[str]:
    """By what it is found: its telling stems, the most telling first, and all of its words together as one."""
    stems = _telling(utterance)
    short = [_ANY + stem for stem in stems] if len(stems) <= _FEW else []
    return [*stems, *short, _whole(utterance)]


def sought(utterance: Utterance) -> list[str]:
    """The keys under which to look for what might be the same."""
    stems = _telling(utterance)
    return [*stems, *(_ANY + stem for stem in stems), _whole(utterance)]


def enough(mine: Utterance, found: Sequence[str]) -> bool:
    """Whether the keys that a stretch was `found` by are enough to compare it with `mine`. The same from either side:
    two telling stems, one where either has few, or the very same words."""
    if any(key.startswith((_ANY, _WHOLE)) for key in found):
        return True
    return len(found) >= _FEW or (bool(found) and len(_telling(mine)) <= _FEW)


def _telling(utterance: Utterance) -> list[str]:
    telling = {word.stem: word.weight for word in utterance.words if word.weight >= _TELLING}
    ranked = sorted(telling, key=lambda stem: (-telling[stem], stem))
    return [stem[: _LONGEST - 1] for stem in ranked[:_MOST_KEYS]]


def _whole(utterance: Utterance) -> str:
    return _WHOLE + sha256(" ".join(utterance.stems).encode()).hexdigest()[:20]


def to_json(utterance: Utterance) -> dict[str, Any]:
    """As it is kept in a row; `from_json` makes it again."""
    return {
        "v": VERSION,
        "words": [[word.stem, word.weight, word.kinds, word.text] for word in utterance.words],
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
        tuple(Word(*word) for word in kept["words"]),
        kept["article"],
        kept["start"],
        kept["kind"],
        kept["stance"],
        kept["published"],
        kept["said"],
        frozenset(kept["to"]),
    )

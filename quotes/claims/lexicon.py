"""The word lists of drawing and comparing claims, from `data/lexicon.toml` and `data/likeness.toml`."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((files("quotes.claims") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


def _words(name: str) -> frozenset[str]:
    return frozenset(_table("lexicon")[name].split())


ATTITUDES = _words("attitudes")
THINKING = _words("thinking")
SPEAKING = _words("speaking")
LIGHT = _words("light")
SPOKEN = _words("spoken")
TELLING = _words("telling")
PERFORMING = _words("performing")
INTENDING = _words("intending")
JUDGING = _words("judging")
PRESSING = _words("pressing")
VAGUE = _words("vague")
STATES = _words("states")
HEDGING_ADVERBS = _words("hedging_adverbs")
HEDGING_VERBS = _words("hedging_verbs")
HEDGING_PASSIVES = _words("hedging_passives")
LEADING = _words("leading")
FAILING = _words("failing")
UNTRUE = _words("untrue")
UNFAIR = _words("unfair")
TRUTH = _words("truth")
FAIRNESS = _words("fairness")
IDEAS = _words("ideas")
GROUNDS = _words("grounds")
FALSELY = _words("falsely")
FALSIFYING = _words("falsifying")
FACTIVE = _words("factive")


def alike() -> list[list[str]]:
    """Lines of lemmas that say nearly the same of an event."""
    return [line.split() for line in _table("likeness")["alike"]]


def opposite(name: str = "opposite") -> list[tuple[list[str], list[str]]]:
    """Pairs of lemmas' lists; what one of the first says excludes what one of the second says.

    Of the "sequel" it does so only at the same time.
    """
    lines = [line.partition("|") for line in _table("likeness")[name]]
    return [(one.split(), other.split()) for one, _, other in lines]


def approximators() -> dict[str, list[str]]:
    """What makes a number loose, by the bound ("behind_" where it stands behind the number)."""
    table: dict[str, list[str]] = _table("lexicon")["approximators"]
    return table


def vague() -> dict[str, tuple[float, float]]:
    """Words for a number of things without a number, with the numbers that they allow."""
    return {words: (low, high) for words, (low, high) in _table("lexicon")["manners"].items()}


def shares() -> dict[str, tuple[float, float]]:
    """Words for a share of a whole, with the least and the greatest percentage."""
    return {words: (low, high) for words, (low, high) in _table("lexicon")["shares"].items()}

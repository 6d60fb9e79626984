"""Augmentation by rule: an annotated article in, another one out, its spans moved along.

The training texts are of one country, one subject and few houses. The rules here give the network other quotation
marks, names, places, verbs, orders and layouts, so that it can't lean on those it happens to see.
"""

import random
from collections.abc import Callable, Mapping
from typing import Any

from quotes.attribution.training.augmentation.drafts import Draft
from quotes.attribution.training.augmentation.layout import (
    change_case,
    dateline_in_front,
    headline_in_capitals,
    join_paragraphs,
    leave_entities,
    odd_spaces,
    split_paragraphs,
)
from quotes.attribution.training.augmentation.order import move_tags, say_that, turn_inversions
from quotes.attribution.training.augmentation.people import rename_people
from quotes.attribution.training.augmentation.places import change_field, move_places, swap_organisations
from quotes.attribution.training.augmentation.styles import (
    british_order,
    colon_before,
    lead_by_dash,
    lose_a_mark,
    restyle,
)
from quotes.attribution.training.augmentation.tags import accord, transcribe
from quotes.attribution.training.augmentation.verbs import exchange_verbs, shift_tense

__all__ = ["RATES", "augment"]

Rule = Callable[[Draft, random.Random], Draft]

RATES: tuple[tuple[Rule, float], ...] = (
    (turn_inversions, 0.25),
    (move_tags, 0.12),
    (say_that, 0.12),
    (accord, 0.1),
    (transcribe, 0.05),
    (exchange_verbs, 0.5),
    (shift_tense, 0.08),
    (colon_before, 0.08),
    (rename_people, 0.65),
    (swap_organisations, 0.5),
    (move_places, 0.5),
    (change_field, 0.2),
    (british_order, 0.2),
    (join_paragraphs, 0.12),
    (split_paragraphs, 0.1),
    (dateline_in_front, 0.12),
    (headline_in_capitals, 0.12),
    (change_case, 0.03),
    (lead_by_dash, 0.03),
    (lose_a_mark, 0.06),
    (restyle, 0.55),
    (leave_entities, 0.04),
    (odd_spaces, 0.06),
)
"""The rules in their order, each with the share of the texts that it changes."""

LIGHTLY = 0.3
"""The share of the texts to which only one rule at most is applied."""


def augment(document: Mapping[str, Any], rng: random.Random) -> dict[str, Any]:
    """`document` with its text changed by rules chosen at random, and every span moved along.

    `document`: {"id", "text", "title"?, "attributions": [{"source", "cue", "content"}]}, each of the three a list of
    [start, end) pairs of character offsets of the text. What comes back has the same shape, with the document's other
    keys; an attribution whose content disappeared is left out. The same document and state of `rng` give the same.
    """
    draft = Draft.read(document)
    if rng.random() < LIGHTLY:
        (rule,) = rng.choices([rule for rule, _ in RATES], weights=[rate for _, rate in RATES])
        chosen = [rule]
    else:
        chosen = [rule for rule, rate in RATES if rng.random() < rate]
    for rule in chosen:
        draft = rule(draft, rng)
    return {**document, **draft.written()}

"""Who is spoken to in turns of speech: the other of two in an interview, whoever has just asked."""

from collections.abc import Sequence
from itertools import pairwise

from quotes.attribution.types import Draft, Span, Stance

_REPLYING = frozenset({"answered", "answers", "countered", "replied", "replies", "responded", "responds", "retorted"})
_SHOOTING = frozenset({"fired back", "fires back", "hit back", "hits back", "shoots back", "shot back"})
_NEAR = 200
_SHORTEST_NAME = 3


def give_turns_their_addressees(text: str, drafts: Sequence[Draft]) -> None:
    """Sets `addressee` to the words for the other one, where the sentence itself names nobody.

    `drafts` are those of `text`, in its order. In a transcript of two voices each speaks to the other; who replies
    right behind a question speaks to whoever asked it.
    """
    _two_voices(text, [draft for draft in drafts if draft.rule == "transcript" and draft.source])
    for before, after in pairwise(drafts):
        if after.addressee is None and _asks(before) and _replies(text, after) and _is_next(before, after):
            after.addressee = before.source[0]


def _two_voices(text: str, turns: Sequence[Draft]) -> None:
    labels = [text[slice(*turn.source[0])].casefold() for turn in turns]
    if len(set(labels)) != 2 or any(len(label) < _SHORTEST_NAME for label in labels):  # "Q" and "A" are nobody's names
        return
    spoken: dict[str, Span] = {}
    for label, turn in zip(reversed(labels), reversed(turns), strict=True):  # the first turn speaks to the next one's
        spoken[label] = turn.source[0]
    for label, turn in zip(labels, turns, strict=True):
        (other,) = (span for name, span in spoken.items() if name != label)
        turn.addressee = turn.addressee or other
        spoken[label] = turn.source[0]


def _asks(draft: Draft) -> bool:
    return draft.stance is Stance.ASKS and bool(draft.source) and not draft.headline


def _replies(text: str, draft: Draft) -> bool:
    cue = " ".join(text[start:end].lower() for start, end in draft.cue)
    return cue in _REPLYING or cue in _SHOOTING


def _is_next(before: Draft, after: Draft) -> bool:
    """Whether the one ends where the other begins, give or take a sentence."""
    end = max(end for _, end in (*before.content, *before.cue, *before.source))
    start = min(start for start, _ in (*after.content, *after.cue, *after.source))
    return start - end < _NEAR

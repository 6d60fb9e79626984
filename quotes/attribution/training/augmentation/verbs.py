"""Cue verbs are exchanged for others of the same frame, in the same form or in another tense."""

import random
import re
from collections.abc import Sequence

from quotes.attribution.training.augmentation import wordlists
from quotes.attribution.training.augmentation.drafts import Attribution, Draft, Edit
from quotes.attribution.training.augmentation.phrases import plural

_BASE, _PRESENT, _PAST, _ING = range(4)
_SAYING = {form: (verb[0], place) for verb in wordlists.SAYING for place, form in enumerate(verb)}
_TELLING = {form: (verb[0], place) for verb in wordlists.TELLING for place, form in enumerate(verb)}
_WORD_BEFORE = re.compile(r"([\w'’]+)[\s\"”’']*$")
_WORD_AFTER = re.compile(r"[\s,]*([\w'’]+)")
_QUOTED = re.compile(r"[“\"„«‘`]|''|'(?=\w)")


def exchange_verbs(draft: Draft, rng: random.Random) -> Draft:
    """Some or most of the plain cues ("said", "told X") become other verbs, in a part of the texts in another tense."""
    share = rng.choice([0.15, 0.4, 0.8])
    shifted = rng.random() < 0.25
    edits: dict[int, Edit] = {}
    for each in draft.attributions:
        if len(each.cue) != 1 or rng.random() > share:
            continue
        start, end = each.cue[0]
        new = _other(draft, each, shifted, rng)
        if new and start not in edits:
            edits[start] = Edit(start, end, new)
    return draft.edited(edits.values())


def shift_tense(draft: Draft, rng: random.Random) -> Draft:
    """Every plain past cue of the text in the present, or the other way round: "said" and "says"."""
    to_present = rng.random() < 0.7
    edits: dict[int, Edit] = {}
    for each in draft.attributions:
        form = _plain(draft, each)
        if form is None or form[1] == _ING or (form[1] == _PAST) != to_present:
            continue
        new = _shifted(draft, each, form[1])
        if new is not None:
            verb = _verb(draft.text[slice(*each.cue[0])])
            edits[each.cue[0][0]] = Edit(*each.cue[0], verb[new])
    return draft.edited(edits.values())


def _verb(form: str) -> tuple[str, ...]:
    return next(verb for verb in (*wordlists.SAYING, *wordlists.TELLING) if form in verb)


def _plain(draft: Draft, each: Attribution) -> tuple[str, int] | None:
    """(verb, form) of a cue that is one plain verb of saying or telling, no auxiliary before it; None elsewhere."""
    if len(each.cue) != 1:
        return None
    start, end = each.cue[0]
    word = draft.text[start:end]
    form = _SAYING.get(word) or _TELLING.get(word)
    before = _WORD_BEFORE.search(draft.text, max(0, start - 24), start)
    if form is None or (before and before[1].lower() in wordlists.AUXILIARIES):
        return None
    after = _WORD_AFTER.match(draft.text, end)
    return None if after and after[1].lower() in wordlists.BLOCKING else form


def _other(draft: Draft, each: Attribution, shifted: bool, rng: random.Random) -> str:
    """Another verb for the cue of an attribution, "" where the frame is not sure."""
    form = _plain(draft, each)
    if form is None or not _clause(draft, each, form[0]):
        return ""
    verb, place = form
    choices: Sequence[tuple[str, ...]] = wordlists.TELLING if verb == "tell" else wordlists.SAYING
    if verb != "tell" and draft.text[slice(*each.cue[0])] not in _SAYING:
        return ""
    first = draft.text[each.content[0][0] :]
    if verb != "tell" and _QUOTED.match(first[:2]):
        question = "?" in draft.text[each.content[0][1] - 3 : each.content[0][1]]
        choices = [*choices, *wordlists.UTTERING, *(wordlists.ASKING * 4 if question else ())]
    new_place = _shifted(draft, each, place) if shifted else place
    weights = [4 if choice[0] in wordlists.FREQUENT else 1 for choice in choices]
    return rng.choices(choices, weights=weights)[0][place if new_place is None else new_place]


def _clause(draft: Draft, each: Attribution, verb: str) -> bool:
    """Whether the content is sure to be a quotation or a clause, and no noun ("announced a plan")."""
    start, end = each.content[0]
    words = draft.text[start:end]
    if _QUOTED.match(words) or re.match(r"that\b", words):
        return True
    if end <= each.cue[0][0]:
        return draft.text[end : each.cue[0][0]].lstrip().startswith(",") or words.endswith(",")
    return verb == "say" and len(words.split()) > 3


def _shifted(draft: Draft, each: Attribution, place: int) -> int | None:
    """The place of the form in the other tense; None where the subject's number is not clear."""
    if place in {_PRESENT, _BASE}:
        return _PAST
    if place != _PAST or not each.source:
        return None
    number = plural(draft.text, each.source[0])
    return None if number is None else (_BASE if number else _PRESENT)

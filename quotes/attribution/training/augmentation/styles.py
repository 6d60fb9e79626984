"""Rules on quotation marks: another style, British order, marks that are missing, lines led by a dash."""

import random
import re

from quotes.attribution.training.augmentation.drafts import Draft, Edit
from quotes.attribution.training.augmentation.marks import Quotation, marks, quotations

STYLES: dict[str, tuple[str, str, str, str, float]] = {
    "straight": ('"', '"', "'", "'", 3),
    "curly": ("“", "”", "‘", "’", 4),
    "single curly": ("‘", "’", "“", "”", 4),
    "single straight": ("'", "'", '"', '"', 3),
    "guillemets": ("«", "»", "“", "”", 1),
    "guillemets, spaced": ("«\u00a0", "\u00a0»", "“", "”", 0.5),
    "low and high": ("„", "“", "‚", "‘", 0.8),
    "low and right": ("„", "”", "‚", "’", 0.5),
    "two signs": ("``", "''", "`", "'", 1),
    "two apostrophes": ("''", "''", "'", "'", 1),
}
"""Outer opening and closing, inner opening and closing mark, and how often the style is chosen."""

_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")


def restyle(draft: Draft, rng: random.Random) -> Draft:
    """All quotation marks in one other style, and now and then the apostrophes with them."""
    outer_open, outer_close, inner_open, inner_close, _ = rng.choices(
        list(STYLES.values()), weights=[style[-1] for style in STYLES.values()]
    )[0]
    signs = {
        (True, False): outer_open,
        (False, False): outer_close,
        (True, True): inner_open,
        (False, True): inner_close,
    }
    edits = [Edit(mark.start, mark.end, signs[mark.opens, mark.inner]) for mark in marks(draft)]
    if rng.random() < 0.8:
        taken = {edit.start for edit in edits}
        apostrophe = "'" if outer_close in {'"', "'", "''"} else "’"
        edits += [
            Edit(sign.start(), sign.end(), apostrophe)
            for sign in _APOSTROPHE.finditer(draft.text)
            if sign.start() not in taken and sign.group() != apostrophe
        ]
    return draft.edited(edits)


def british_order(draft: Draft, rng: random.Random) -> Draft:
    """`…,”` becomes `…”,`, in the whole text: then the comma is the sentence's, no longer the quotation's."""
    everywhere = rng.random() < 0.7
    edits: list[Edit] = []
    for quoted in quotations(draft):
        stop = quoted.closing.start - 1
        sign = draft.text[stop]
        fragment = draft.text[quoted.opening.end].islower()
        sentence = everywhere and sign == ","
        if stop > quoted.opening.end and sign in {",", "."} and (fragment or sentence):
            edits += [Edit(stop, stop + 1, ""), Edit(quoted.closing.end, quoted.closing.end, sign)]
    return draft.edited(edits)


def lose_a_mark(draft: Draft, rng: random.Random) -> Draft:
    """One quotation without its closing mark, or its opening mark, or both."""
    quoted = _annotated(draft)
    if not quoted:
        return draft
    one = rng.choice(quoted)
    lost = rng.choice([(one.closing,), (one.opening,), (one.opening, one.closing)])
    return draft.edited(Edit(mark.start, mark.end, "") for mark in lost)


def lead_by_dash(draft: Draft, rng: random.Random) -> Draft:
    """In paragraphs that begin with a quotation a dash leads what is quoted, and no mark closes it."""
    dash = rng.choice(["— ", "– ", "—", "- ", "―"])
    edits: list[Edit] = []
    quoted = quotations(draft)
    for start, end in draft.paragraphs:
        here = [each for each in quoted if start <= each.opening.start < end]
        if not here or here[0].opening.start != start:
            continue
        for each in here:
            leads = each is here[0] or draft.text[each.opening.start - 2 : each.opening.start] == ". "
            edits += [
                Edit(each.opening.start, each.opening.end, dash if leads else ""),
                Edit(each.closing.start, each.closing.end, ""),
            ]
    return draft.edited(edits)


def colon_before(draft: Draft, rng: random.Random) -> Draft:
    """`said, “…”` becomes `said: “…”`, for some or all of the quotations that follow their cue at once."""
    share = rng.choice([0.3, 1.0])
    edits = {}
    for each in draft.attributions:
        if not each.cue or not each.content:
            continue
        at, content = each.cue[-1][1], each.content[0][0]
        if draft.text[at:content] == ", " and draft.text[content] in "“\"‘'«„`" and rng.random() < share:
            edits[at] = Edit(at, at + 1, ":")
    return draft.edited(edits.values())


def _annotated(draft: Draft) -> list[Quotation]:
    """The quotations that the content of an attribution begins or ends with, in order."""
    edges = {edge for each in draft.attributions for span in each.content for edge in span}
    return [each for each in quotations(draft) if each.opening.start in edges or each.closing.end in edges]

"""Rules that give an attribution another kind of cue: "according to" for "said", a transcript's colon for either."""

import random
from dataclasses import replace

from quotes.attribution.training.augmentation.drafts import Attribution, Carry, Draft, Edit
from quotes.attribution.training.augmentation.marks import Quotation, quotations
from quotes.attribution.training.augmentation.order import SAID, crossed, free
from quotes.attribution.training.augmentation.phrases import is_pronoun
from quotes.attribution.types import Span

_LONGEST_NAME = 5
"""The most words of a speaker's name before a colon."""


def accord(draft: Draft, rng: random.Random) -> Draft:
    """`…, according to X.` and `…, X said.`: each becomes the other; `According to X, …` becomes `X said …`."""
    share = rng.choice([0.3, 0.8])
    edits: list[Edit] = []
    for each in draft.attributions:
        if len(each.cue) != 1 or len(each.source) != 1 or is_pronoun(draft.text, each.source[0]):
            continue
        if rng.random() > share:
            continue
        new = _saying(draft, each) or _according(draft, each)
        if new and free(edits, new[0].start, max(edit.end for edit in new)):
            edits += new
    return draft.edited(edits)


def transcribe(draft: Draft, rng: random.Random) -> Draft:
    """Paragraphs that are one quotation and who said it become lines of a transcript: `X: …` or `X: “…”`."""
    share = rng.choice([0.4, 1.0])
    marked = rng.random() < 0.4
    capitals = rng.random() < 0.4
    edits: list[Edit] = []
    lines = {start: (start, end) for start, end in draft.paragraphs}
    quoted = quotations(draft)
    for each in draft.attributions:
        here = _line(draft, each, lines)
        if here is None or rng.random() > share:
            continue
        inside = [one for one in quoted if here[0] <= one.opening.start < here[1]]
        new = _label_before(draft, each, here, inside, marked) or _label_behind(
            draft, each, here, inside, marked, capitals
        )
        if new and free(edits, *here):
            edits += new
    return _joined(draft.edited(edits)) if edits else draft


def _saying(draft: Draft, each: Attribution) -> list[Edit]:
    """The edits that make "said" of "according to"."""
    text, cue, source = draft.text, each.cue[0], each.source[0]
    if text[slice(*cue)].lower() != "according to" or text[cue[1] : source[0]] != " ":
        return []
    if crossed(draft, cue[0], source[1], (cue, source)):
        return []
    said = Carry(*cue, 1, len("said"))
    if text[slice(*cue)] == "According to" and text[source[1] : source[1] + 2] == ", ":
        return [
            Edit(cue[0], source[0], ""),
            Edit(source[0], source[0] + 1, text[source[0]].upper()),
            Edit(source[1], source[1] + 1, " said", carries=(said,)),
        ]
    if text[cue[0] - 2 : cue[0]] == ", " and text[source[1] : source[1] + 1] == ".":
        return [Edit(cue[0], source[0], ""), Edit(source[1], source[1], " said", carries=(said,))]
    return []


def _according(draft: Draft, each: Attribution) -> list[Edit]:
    """The edits that make "according to" of a "said" behind its content."""
    text, cue, source = draft.text, each.cue[0], each.source[0]
    if text[slice(*cue)] != "said" or text[source[1] : cue[0]] != " " or text[cue[1] : cue[1] + 1] != ".":
        return []
    behind = text[max(0, source[0] - 3) : source[0]]
    if "," not in behind or crossed(draft, source[0], cue[1], (cue, source)):
        return []
    new = "according to "
    return [
        Edit(source[0], source[0], new, carries=(Carry(*cue, 0, len(new) - 1),)),
        Edit(source[1], cue[1], ""),
    ]


def _line(draft: Draft, each: Attribution, lines: dict[int, Span]) -> Span | None:
    """The paragraph that a tag and its quotations fill; None where the attribution is of another shape."""
    if len(each.cue) != 1 or len(each.source) != 1 or not each.content or is_pronoun(draft.text, each.source[0]):
        return None
    name = draft.text[slice(*each.source[0])]
    if len(name.split()) > _LONGEST_NAME or "," in name or draft.text[slice(*each.cue[0])].rstrip(":,") not in SAID:
        return None
    here = lines.get(min(start for start, _ in each.spans))
    return here if here and max(end for _, end in each.spans) >= here[1] - 1 else None


def _label_before(draft: Draft, each: Attribution, here: Span, quoted: list[Quotation], marked: bool) -> list[Edit]:
    """The edits for `X said, “…”`, where the source stands first."""
    text, cue, source = draft.text, each.cue[0], each.source[0]
    if (
        source[0] != here[0]
        or text[source[1] : cue[0]] != " "
        or len(quoted) != 1
        or quoted[0].closing.end < here[1] - 1
    ):
        return []
    opening = quoted[0].opening.start
    if text[cue[1] : opening].strip() not in {"", ",", ":"} or text[opening - 1] != " ":
        return []
    if crossed(draft, source[0], opening, (cue, source)):
        return []
    return [Edit(source[1], opening - 1, ":"), *([] if marked else _bare(quoted))]


def _label_behind(
    draft: Draft, each: Attribution, here: Span, quoted: list[Quotation], marked: bool, capitals: bool
) -> list[Edit]:
    """The edits for `“…,” X said.` and `“…,” X said. “…”`, where a quotation stands first."""
    text, cue, source = draft.text, each.cue[0], each.source[0]
    first, last = min(cue, source), max(cue, source)
    if not 1 <= len(quoted) <= 2 or quoted[0].opening.start != here[0] or text[first[1] : last[0]] != " ":
        return []
    closing, following = quoted[0].closing, quoted[1].opening if quoted[1:] else None
    stop = last[1] + 1
    if (
        text[closing.end : first[0]] != " "
        or text[last[1] : stop] != "."
        or quoted[-1].closing.end not in {closing.end, here[1]}
    ):
        return []
    if text[stop : following.start if following else here[1]].strip() or crossed(
        draft, closing.end, stop, (cue, source)
    ):
        return []
    comma = closing.start - 1 if text[closing.start - 1] == "," else closing.start
    name = text[slice(*source)]
    name = name.upper() if capitals and len(name.upper()) == len(name) else name[0].upper() + name[1:]
    label = Edit(here[0], here[0], f"{name}: ", carries=(Carry(*source, 0, len(name)), Carry(*cue, len(name), 1)))
    sign = "." if comma < closing.start else ""
    if following is None:
        edits = [label, Edit(comma, closing.start, sign), Edit(closing.end, stop, "")]
        return edits + ([] if marked else _bare(quoted))
    edits = [label, Edit(comma, stop, sign), Edit(following.start, following.end, "")]
    outer = (quoted[0].opening, quoted[1].closing)
    return edits + ([] if marked else [Edit(mark.start, mark.end, "") for mark in outer])


def _bare(quoted: list[Quotation]) -> list[Edit]:
    return [Edit(mark.start, mark.end, "") for one in quoted for mark in (one.opening, one.closing)]


def _joined(draft: Draft) -> Draft:
    """Parts of a content with only a space between them, made one."""
    attributions = []
    for each in draft.attributions:
        parts: list[Span] = []
        for part in each.content:
            if parts and draft.text[parts[-1][1] : part[0]] == " ":
                parts[-1] = (parts[-1][0], part[1])
            else:
                parts.append(part)
        attributions.append(replace(each, content=tuple(parts)))
    return replace(draft, attributions=tuple(attributions))

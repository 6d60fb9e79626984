"""Rules that give an attribution another kind of cue: "according to" for "said", a transcript's colon for either."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from quotes.attribution.training.augmentation.drafts import Attribution, Carry, Draft, Edit
from quotes.attribution.training.augmentation.marks import Quotation, quotations
from quotes.attribution.training.augmentation.order import SAID, crossed, free
from quotes.attribution.training.augmentation.phrases import is_pronoun
from quotes.attribution.types import Span

_LONGEST_NAME = 5
"""The most words of a speaker's name before a colon."""


def accord(draft: Draft, rng: random.Random) -> Draft:
    """`…, according to X.` and `…, X said.`: each becomes the other; `According to X, …` becomes `X said …`."""
    share = rng.choice([0.15, 0.5])
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
    paragraphs = {start: (start, end) for start, end in draft.paragraphs}
    quoted = quotations(draft)
    edits: list[Edit] = []
    for each in draft.attributions:
        line = _line(draft, each, paragraphs, quoted)
        if line is None or rng.random() > share:
            continue
        new = _label_before(line) or _label_behind(line, capitals=capitals)
        if new and free(edits, line.start, line.end):
            edits += [*new, *([] if marked else line.bare())]
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


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph (characters start to end) that source, cue and quotations of one attribution fill."""

    draft: Draft
    start: int
    end: int
    source: Span
    cue: Span
    quoted: tuple[Quotation, ...]

    def bare(self) -> list[Edit]:
        """The edits that take the first opening and the last closing mark away."""
        return [Edit(mark.start, mark.end, "") for mark in (self.quoted[0].opening, self.quoted[-1].closing)]


def _line(draft: Draft, each: Attribution, paragraphs: Mapping[int, Span], quoted: Sequence[Quotation]) -> _Line | None:
    """The paragraph of an attribution; None where it is of another shape."""
    if len(each.cue) != 1 or len(each.source) != 1 or not each.content or is_pronoun(draft.text, each.source[0]):
        return None
    name = draft.text[slice(*each.source[0])]
    if len(name.split()) > _LONGEST_NAME or "," in name or draft.text[slice(*each.cue[0])].rstrip(":,") not in SAID:
        return None
    start, end = paragraphs.get(min(start for start, _ in each.spans), (0, 0))
    inside = tuple(one for one in quoted if start <= one.opening.start < end)
    if not inside or max(end for _, end in each.spans) < end - 1 or inside[-1].closing.end > end:
        return None
    return _Line(draft, start, end, each.source[0], each.cue[0], inside)


def _label_before(line: _Line) -> list[Edit]:
    """The edits for `X said, “…”`, where the source stands first."""
    text, opening = line.draft.text, line.quoted[0].opening.start
    if line.source[0] != line.start or len(line.quoted) != 1 or line.quoted[0].closing.end < line.end - 1:
        return []
    if text[line.source[1] : line.cue[0]] != " " or text[line.cue[1] : opening] not in {" ", ", ", ": "}:
        return []
    if crossed(line.draft, line.start, opening, (line.cue, line.source)):
        return []
    return [Edit(line.source[1], opening - 1, ":")]


def _label_behind(line: _Line, *, capitals: bool) -> list[Edit]:
    """The edits for `“…,” X said.` and `“…,” X said. “…”`, where a quotation stands first."""
    text, closing = line.draft.text, line.quoted[0].closing
    first, last = sorted((line.cue, line.source))
    stop = last[1] + 1
    second = line.quoted[1].opening.start if line.quoted[1:] else line.end
    tagged = text[closing.end : first[0]] == " " == text[first[1] : last[0]] and text[last[1] : stop] == "."
    filled = len(line.quoted) < 3 and line.quoted[0].opening.start == line.start and not text[stop:second].strip()
    if not tagged or not filled or (line.quoted[1:] and line.quoted[1].closing.end != line.end):
        return []
    if crossed(line.draft, closing.end, stop, (line.cue, line.source)):
        return []
    name = text[slice(*line.source)]
    name = name.upper() if capitals and len(name.upper()) == len(name) else name[0].upper() + name[1:]
    carries = Carry(*line.source, 0, len(name)), Carry(*line.cue, len(name), 1)
    comma = closing.start - 1 if text[closing.start - 1] == "," else closing.start
    sign = "." if comma < closing.start else ""
    label = Edit(line.start, line.start, f"{name}: ", carries=carries)
    if not line.quoted[1:]:
        return [label, Edit(comma, closing.start, sign), Edit(closing.end, stop, "")]
    return [label, Edit(comma, stop, sign), Edit(second, line.quoted[1].opening.end, "")]


def _joined(draft: Draft) -> Draft:
    """With a colon for a cue, parts of the content that only a space parts are made one."""
    attributions = []
    for each in draft.attributions:
        colon = bool(each.cue) and draft.text[slice(*each.cue[-1])] == ":"
        parts: list[Span] = []
        for part in each.content:
            if colon and parts and draft.text[parts[-1][1] : part[0]] == " ":
                parts[-1] = (parts[-1][0], part[1])
            else:
                parts.append(part)
        attributions.append(replace(each, content=tuple(parts)))
    return replace(draft, attributions=tuple(attributions))

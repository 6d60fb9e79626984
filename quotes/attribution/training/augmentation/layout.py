"""Rules on how a text is laid out: headline, dateline, casing, paragraphs, spaces, entities that were left in."""

import random
import re
from dataclasses import replace

from quotes.attribution.training.augmentation import wordlists
from quotes.attribution.training.augmentation.drafts import Draft, Edit
from quotes.attribution.training.augmentation.marks import marks, quotations, within

_SENTENCE_END = re.compile(r"(?<=[a-z]{2}[.?!])[”\"’']?( )(?=[A-Z“\"‘])")
_SPACE = re.compile(r"(?<=\S) (?=\S)")
_AFTER_MARK = re.compile(r"(?<=[,.?!][”\"’']) (?=[A-Za-z])")
_BREAK = re.compile(r"(?<=[.?!”\"’'])\n[ \n]*(?=\S)")
_DATELINE = re.compile(r"[A-Z]{3,}[^\n]{0,40}?(?:[—–:]| -)|[^\n]{0,30}\(\w+\) ?[—–-]")
_MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug", "Sept", "October", "Nov", "December")
_ENTITIES: tuple[dict[str, str], ...] = (
    {'"': "&quot;", "“": "&ldquo;", "”": "&rdquo;", "‘": "&lsquo;", "’": "&rsquo;", "—": "&mdash;", "–": "&ndash;"},
    {'"': "&#34;", "“": "&#8220;", "”": "&#8221;", "‘": "&#8216;", "’": "&#8217;", "—": "&#8212;", "'": "&#39;"},
    {'"': "&quot;", "'": "&#x27;", "“": "&#x201c;", "”": "&#x201d;", "’": "&#x2019;", "«": "&laquo;", "»": "&raquo;"},
    {"’": "&rsquo;", "'": "&#039;"},
    {"&": "&amp;", "\u00a0": "&nbsp;", "…": "&hellip;"},
)
_ODD_SPACES = ("\u00a0", "  ", "\u2009", " \u200b", "\u202f", "\t", " \u00a0", "&nbsp;")


def headline_in_capitals(draft: Draft, rng: random.Random) -> Draft:
    """The headline stands in capitals before the text, or where it stands there already, it is put in capitals."""
    title = draft.title.strip()
    if not title:
        return draft
    if _headed(draft):
        return _recased(draft, *draft.paragraphs[0], upper=True)
    return draft.edited([Edit(0, 0, title.upper() + rng.choice(["\n\n", "\n"]))])


def dateline_in_front(draft: Draft, rng: random.Random) -> Draft:
    """An agency's dateline stands before the first words under the headline."""
    lines = draft.paragraphs[1 if _headed(draft) else 0 :]
    if not lines or _DATELINE.match(draft.text, *lines[0]):
        return draft
    city, other = rng.sample(wordlists.CITIES, 2)
    dateline = rng.choice(wordlists.DATELINES).format(
        city=city,
        CITY=city.upper(),
        CITY2=other.upper(),
        country=rng.choice(wordlists.COUNTRIES),
        agency=rng.choice(wordlists.AGENCIES),
        month=rng.choice(_MONTHS),
        day=rng.randint(1, 28),
    )
    return draft.edited([Edit(lines[0][0], lines[0][0], dateline)])


def change_case(draft: Draft, rng: random.Random) -> Draft:
    """One to three paragraphs in capitals or in small letters; seldom the whole text in small letters."""
    if not draft.paragraphs:
        return draft
    if rng.random() < 0.15:
        return _recased(draft, 0, len(draft.text), upper=False)
    upper = rng.random() < 0.5
    for start, end in rng.sample(draft.paragraphs, min(len(draft.paragraphs), rng.randint(1, 3))):
        draft = _recased(draft, start, end, upper=upper)
    return draft


def leave_entities(draft: Draft, rng: random.Random) -> Draft:
    """Some signs are written as the entities of HTML, throughout."""
    entities = rng.choice(_ENTITIES)
    held = [place for place, sign in enumerate(draft.text) if sign in entities]
    return draft.edited(Edit(place, place + 1, entities[draft.text[place]]) for place in held)


def odd_spaces(draft: Draft, rng: random.Random) -> Draft:
    """Double spaces behind sentences; odd spaces between words here and there; no space behind a closing mark."""
    kind = rng.choice(["double", "odd", "odd", "lost"])
    if kind == "double":
        spaces, share, new = _SENTENCE_END.finditer(draft.text), 1.0, "  "
    elif kind == "odd":
        spaces, share, new = _SPACE.finditer(draft.text), rng.choice([0.01, 0.05]), rng.choice(_ODD_SPACES)
    else:
        spaces, share, new = _AFTER_MARK.finditer(draft.text), 0.4, ""
    places = [space.end() - 1 for space in spaces]
    return draft.edited(Edit(place, place + 1, new) for place in places if rng.random() < share)


def join_paragraphs(draft: Draft, rng: random.Random) -> Draft:
    """Breaks between paragraphs become a space, or one line's end; not where a quotation runs over them."""
    share, new = rng.choice([(0.2, " "), (0.5, " "), (1.0, "\n"), (1.0, "\n"), (0.1, " ")])
    signs = marks(draft)
    first = draft.paragraphs[0][1] if draft.paragraphs else 0
    edits = []
    for gap in _BREAK.finditer(draft.text):
        before = next((mark for mark in reversed(signs) if mark.end <= gap.start()), None)
        if (before and before.opens) or gap.start() <= first or rng.random() > share:
            continue
        edits.append(Edit(*gap.span(), new))
    return draft.edited(edits)


def split_paragraphs(draft: Draft, rng: random.Random) -> Draft:
    """Paragraphs are divided between sentences, outside of quotations and spans: often a sentence a paragraph."""
    share = rng.choice([0.3, 1.0])
    quoted = quotations(draft)
    edits = []
    for end in _SENTENCE_END.finditer(draft.text):
        start, stop = end.span(1)
        open_span = any(span[0] < start and stop < span[1] for span in draft.spans)
        if not open_span and not within((start, stop), quoted) and rng.random() < share:
            edits.append(Edit(start, stop, "\n\n"))
    return draft.edited(edits)


def _headed(draft: Draft) -> bool:
    """Whether the text begins with its headline."""
    title = draft.title.strip()[:25].lower()
    return bool(title) and draft.text.lstrip().lower().startswith(title)


def _recased(draft: Draft, start: int, end: int, *, upper: bool) -> Draft:
    """The stretch in capitals or small letters; letters that would become two signs stay as they are."""
    changed = [sign.upper() if upper else sign.lower() for sign in draft.text[start:end]]
    kept = (new if len(new) == 1 else old for old, new in zip(draft.text[start:end], changed, strict=True))
    return replace(draft, text=draft.text[:start] + "".join(kept) + draft.text[end:])

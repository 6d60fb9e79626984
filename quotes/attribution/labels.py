"""Words that follow a name and a colon: “Mayor: the bridge stays shut”, “Smith: “No.””, and transcripts.

A label is a short noun phrase at the start of a line or sentence, or behind a dash in it, with a colon behind it. In
running text a quotation must follow; in a headline anything may; a transcript is a text in which labels open several
paragraphs. A quotation that stands by itself may be signed in the line below it instead.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span as Words
from spacy.tokens import Token

from quotes.attribution.cues import is_told
from quotes.attribution.headlines import is_topic
from quotes.attribution.lexicon import OF_PAGES
from quotes.attribution.mentions.kinds import of_noun
from quotes.attribution.page import Page
from quotes.attribution.quotations import Quotation
from quotes.attribution.quoting import cue_after
from quotes.attribution.spans import is_whole
from quotes.attribution.types import Span

_LABEL = re.compile(r"(?P<name>[^\s:“”\"‘«][^:“”\"«»\n]{0,70}?)\s?(?P<colon>:)\s+(?=\S)")
_REVERSED = re.compile(r"(?P<colon>:)\s+(?P<name>[^:“”\"\n]{2,50})$")
_DASHES = "-–—―"
_DASHED = re.compile(rf"\s[{_DASHES}]{{1,2}}\s+(?P<name>[^{_DASHES}:]+)$")
_ANSWERING = re.compile(r"(?P<name>[^,:\n]{2,60}), (?:when )?(?:asked|pressed|questioned|quizzed)\b")
_SIGNATURE = re.compile(rf"(?P<dash>[{_DASHES}~]{{1,2}}\s?)?(?P<name>[^\s\W][^,;:(“”\"\n]*)(?P<rest>[^\n“”:]*)$")
_SHORT = 7
_LINE = 100
_TURNS = 3
_FEW = 4
_NOT_IN_NAMES = frozenset({"VERB", "AUX", "ADP"})
Turn = tuple[int, int, re.Match[str]]
_NO_NAME = frozenset({"PRON", "VERB", "SCONJ", "ADV", "INTJ"})


@dataclass(frozen=True, slots=True)
class Label:
    """Who speaks (tokens start to end, and their head), the colon or dash if there is one, and the content.

    `acts` tells that the words are the subject of what is told before the colon ("Ames hit back: “…”"), no bare name.
    """

    rule: str
    start: int
    end: int
    head: Token
    colon: Span | None
    content: Span
    acts: bool = False


def labels(page: Page) -> Iterator[Label]:
    """The labelled words of a page, in order: rules "transcript" and "colon"."""
    turns = list(_turns(page))
    if _is_transcript(page, turns):
        for start, end, match in turns:
            yield from _label(page, "transcript", (start, match.end("name")), match.span("colon"), (match.end(), end))
        return
    if page.headline is not None:
        yield from _in_headline(page, *page.headline)
    for q in page.quotations:
        yield from _answering(page, q) or _before_quotation(page, q)
        yield from _below_quotation(page, q)


def _is_transcript(page: Page, turns: Sequence[Turn]) -> bool:
    """Several labelled paragraphs, one speaker twice; or nothing but labelled paragraphs."""
    speakers = {page.text[start : match.start("colon")] for start, _, match in turns}
    if len(turns) >= _TURNS and len(speakers) < len(turns):
        return True
    return len(turns) > 1 and len(turns) == len(page.paragraphs)


def _turns(page: Page) -> Iterator[Turn]:
    for start, end in page.paragraphs:
        match = _LABEL.match(page.text, start, end)
        if match and not page.silent_between(start, start + 1) and _is_name(page, match.span("name")):
            yield start, end, match


def _in_headline(page: Page, start: int, end: int) -> Iterator[Label]:
    match = _LABEL.match(page.text, start, end)
    if match and _is_name(page, match.span("name")) and _is_statement(page, match.end(), end):
        yield from _label(page, "colon", match.span("name"), match.span("colon"), (match.end(), end))
    elif match := _REVERSED.search(page.text[:end], start):
        yield from _behind(page, match, start)


def _behind(page: Page, match: re.Match[str], start: int) -> Iterator[Label]:
    """“We stay”: villagers defy order; Firm hid flaws: former engineer. A verb behind the name is not part of it."""
    first, last = page.tokens(*match.span("name"))
    end = next((i for i in range(first, last) if page.doc[i].pos_ in ("VERB", "AUX")), last)
    quoted = page.quotation_of[page.token_at(start)] >= 0
    if end == first or not (quoted or (end == last and _is_somebody(page, first, last))):
        return
    name = page.doc[first:end]
    span = name.start_char, name.end_char
    yield from _label(page, "colon", span, match.span("colon"), (start, match.start("colon")))


def _is_somebody(page: Page, first: int, last: int) -> bool:
    """Whether a short phrase in lower case names a person, group or document by what they are."""
    head = page.doc[first:last].root
    plural = head.tag_ == "NNS"
    lone = page.doc[first].lower_ not in ("a", "an") and last - first <= _FEW
    return lone and head.is_lower and of_noun(head.lower_, plural=plural) is not None


def _before_quotation(page: Page, q: Quotation) -> Iterator[Label]:
    """“Smith: “No.””: between the start of the sentence and the colon nothing but a name with its apposition.

    A quotation with a cue behind it needs no label: “He saw a nation lost: “No more,” he said.”
    """
    colon = page.sign_before(q.start)
    if colon < 0 or page.text[colon] != ":" or cue_after(page, q) is not None:
        return
    last = page.token_at(colon)
    sentence = page.doc[last].sent
    start = next((t.i for t in sentence if not t.is_space and not t.is_punct), last)
    words = page.doc[start:last]
    if not words:
        return
    if dashed := _DASHED.search(page.text[words.start_char : colon].rstrip()):
        name = dashed.start("name") + words.start_char, dashed.end("name") + words.start_char
        if _is_name(page, name):
            yield from _label(page, "colon", name, (colon, colon + 1), (q.start, q.end))
            return
    verb = _governing_verb(words)
    if verb is not None:  # Hit back on Instagram: “…”: no verb of saying, but what follows is what they did it with
        who = next((t for t in verb.lefts if t.dep_ == "nsubj" and t.pos_ in ("PROPN", "PRON", "NOUN")), None)
        if who is None or is_told(verb) or not is_whole(page, q):
            return
        words = page.doc[who.left_edge.i : who.right_edge.i + 1]
    if words[0].pos_ in _NO_NAME and words[0].lower_ not in ("he", "she", "they"):
        return
    span = (words.start_char, words.end_char)
    here, there = page.paragraph_index(q.start), page.paragraph_index(span[0])
    if here == there or (here == there + 1 and page.paragraphs[here][0] == q.start):
        for label in _label(page, "colon", span, (colon, colon + 1), (q.start, q.end)):
            yield replace(label, acts=verb is not None)


def _answering(page: Page, q: Quotation) -> list[Label]:
    """“Ames, asked whether it would hold: “No.””: who is asked before a colon answers behind it."""
    colon = page.sign_before(q.start)
    if colon < 0 or page.text[colon] != ":":
        return []
    found = _ANSWERING.match(page.text, page.doc[page.token_at(colon)].sent.start_char, colon)
    if found is None or not _is_name(page, found.span("name")):
        return []
    return list(_label(page, "colon", found.span("name"), (colon, colon + 1), (q.start, q.end)))


def _governing_verb(words: Words) -> Token | None:
    """The verb of the clause that leads up to the colon, no relative clause and none of time or reason: "A did this,
    and B responded:", "As A wrote after B had left:"."""
    last = words[-1]
    way = (t for t in (last, *last.ancestors) if words.start <= t.i < words.end)
    verbs = (t for t in way if t.pos_ in ("VERB", "AUX") and t.dep_ not in ("relcl", "acl", "aux", "auxpass"))
    verbs = (t for t in verbs if t.dep_ != "advcl" or all(child.dep_ != "mark" for child in t.children))
    return next(verbs, None) or next(
        (t for t in words if t.pos_ in ("VERB", "AUX") and t.dep_ not in ("relcl", "acl")), None
    )


def _below_quotation(page: Page, q: Quotation) -> Iterator[Label]:
    """“No.” and in the line below “— Ann Smith, of Leeds”; without the dash only a full name and what she is."""
    here = page.paragraph_index(q.start)
    if q.open or page.paragraphs[here] != (q.start, q.end) or here + 1 >= len(page.paragraphs):
        return
    start, end = page.paragraphs[here + 1]
    match = _SIGNATURE.match(page.text[start:end].rstrip(' ."”'))
    if match is None or end - start > _LINE or not page.text[start + match.start("name")].isupper():
        return
    name = start + match.start("name"), start + match.end("name")
    near = page.text[q.end : start].count("\n") == 1
    if not _is_name(page, name) or not (match["dash"] or (near and _is_presented(page, name, end))):
        return
    sign = (start, start + len(match["dash"].rstrip())) if match["dash"] else None
    yield from _label(page, "colon", name, sign, (q.start, q.end))


def _is_presented(page: Page, name: Span, end: int) -> bool:
    """Whether a line is a full name, a comma, and what its bearer is: no verb, no second sentence."""
    first, last = page.tokens(*name)
    rest = page.doc[last : page.tokens(name[0], end)[1]]
    full = last - first > 1 and all(t.pos_ == "PROPN" for t in page.doc[first:last])
    return full and page.text[name[1] : name[1] + 1] == "," and not any(t.pos_ in ("VERB", "AUX") for t in rest)


def _is_statement(page: Page, start: int, end: int) -> bool:
    """A headline's words behind the colon that say something: a subject and its verb, or a quotation; no question."""
    words = page.doc[page.token_at(start) : page.token_at(end - 1) + 1]
    if page.text[start:end].rstrip(".")[-1:] == "?":
        return False
    return any(t.dep_ in ("nsubj", "nsubjpass") and t.head.pos_ in ("VERB", "AUX") for t in words) or any(
        q.start == start for q in page.quotations
    )


def _is_name(page: Page, span: Span) -> bool:
    words = page.doc[page.token_at(span[0]) : page.token_at(span[1] - 1) + 1]
    if page.text[slice(*span)].casefold() in OF_PAGES:
        return False
    named = any(t.pos_ == "PROPN" or t.is_upper or (t.pos_ == "NOUN" and not t.is_title) for t in words)
    named = named or (len(words) == 1 and of_noun(words[0].lower_, plural=False) is not None)
    return len(words) <= _SHORT and named and not any(t.pos_ in _NOT_IN_NAMES for t in words)


def _label(page: Page, rule: str, name: Span, sign: Span | None, content: Span) -> Iterator[Label]:
    start, end = page.token_at(name[0]), page.token_at(name[1] - 1) + 1
    while end > start + 1 and (page.doc[end - 1].is_punct or page.doc[end - 1].is_space):
        end -= 1
    text_end = page.sign_before(content[1]) + 1
    if start < end and content[0] < text_end:
        head = page.doc[start:end].root
        if is_topic(page.doc[start:end]):
            return
        yield Label(rule, start, end, head, sign, (content[0], text_end))

"""A spaCy Doc laid flat: plain lists, one entry a token, so that the rules need not go through spaCy at every look."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from articles.text import Zone, ZoneKind, paragraphs
from quotes.attribution.mentions.kinds import is_person, singular
from quotes.attribution.mentions.places import Place, atlas, find
from quotes.attribution.quotations import quotations

_QUANTITIES = frozenset(
    ["lot", "lots", "chunk", "number", "numbers", "majority", "minority", "handful", "plenty",
     "score", "scores", "couple", "dozens", "hundreds", "thousands", "millions", "most", "many",
     "some", "several", "few", "half", "percent"]
)  # fmt: skip
_BULLETED = re.compile(r"[-–—•*][^\W\d_]")  # "-Ana Bly tells why": a list without spaces behind its signs
HYPHENS = frozenset(("-", "‑", "–"))
OUTSIDE = frozenset((ZoneKind.BYLINE, ZoneKind.DATELINE, ZoneKind.CREDIT, ZoneKind.BOILERPLATE))


@dataclass(slots=True)
class Words:
    """One entry a token.

    `full` is the whole text; `start` and `end` are character offsets into it; `para` and `sent` count from 0.
    `ent_no` numbers the entities, -1 for none. `quoted` says that the token stands within quotation marks, `zone`
    in which part of the article that is no running text. `kids` are the token's children in the parse. `learned`
    are the place words that the article itself explains.
    """

    doc: Doc
    full: str = ""
    text: list[str] = field(default_factory=list)
    low: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    tag: list[str] = field(default_factory=list)
    dep: list[str] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    ent: list[str] = field(default_factory=list)
    ent_no: list[int] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)
    para: list[int] = field(default_factory=list)
    quoted: list[bool] = field(default_factory=list)
    zone: list[ZoneKind | None] = field(default_factory=list)
    kids: list[list[int]] = field(default_factory=list)
    learned: dict[str, Place] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.text)

    def glued(self, i: int) -> bool:
        """Does token i follow the one before without a space?"""
        return i > 0 and self.end[i - 1] == self.start[i]

    def between(self, first: int, last: int) -> str:
        """The text of tokens first..last, both inclusive."""
        return self.full[self.start[first] : self.end[last]]

    def at(self, span: tuple[int, int]) -> range:
        """The tokens that a span of characters touches."""
        found = self.doc.char_span(*span, alignment_mode="expand") if span[0] < span[1] <= len(self.full) else None
        return range(found.start, found.end) if found is not None else range(0)

    def place(self, first: int, last: int) -> Place | None:
        """The country, capital … that tokens first..last spell, by the tables or by what the article tells."""
        text = self.between(first, last)
        told = self.learned.get(text.removeprefix("the ").removeprefix("The ")) if self.learned else None
        return told or find(text)

    def country(self, code: str) -> str:
        """The usual name of the country with this code; a country that the article taught is its own code."""
        return atlas().names.get(code, code)

    def skip(self, i: int) -> bool:
        return self.zone[i] in OUTSIDE

    def in_heading(self, i: int) -> bool:
        return self.zone[i] in (ZoneKind.HEADLINE, ZoneKind.SUBHEADING)

    def ancestors(self, i: int) -> list[int]:
        """The heads above token i, nearest first."""
        out: list[int] = []
        while self.head[i] != i and len(out) < 60:
            i = self.head[i]
            out.append(i)
        return out

    def many(self, i: int) -> bool:
        """Is token i a noun in the plural? At the head of a sentence the tagger takes some for names ("Neighbours")."""
        if self.tag[i] in ("NNS", "NNPS"):
            return True
        opens = not i or self.sent[i - 1] != self.sent[i]
        return (
            opens and self.tag[i] == "NNP" and singular(self.low[i]) != self.low[i] and is_person(singular(self.low[i]))
        )

    def share_of(self, i: int) -> int | None:
        """The token of the quantity in "a lot of voters", where i is the voters’; None where there is none."""
        of = self.head[i]
        if self.dep[i] != "pobj" or self.low[of] != "of" or self.low[self.head[of]] not in _QUANTITIES:
            return None
        return self.head[of]

    def edges(self, i: int) -> tuple[int, int]:
        """First and last token of i's phrase in the parse."""
        token = self.doc[i]
        first = token.left_edge.i
        while self.joins(first - 1):
            first = self.doc[first - 2].left_edge.i
        return first, token.right_edge.i

    def joins(self, i: int) -> bool:
        """Is token i a hyphen between two words ("co-author")?"""
        inside = 0 < i < len(self) - 1 and self.text[i] in HYPHENS
        return inside and self.glued(i) and self.glued(i + 1) and self.text[i + 1][0].isalpha()


def lay_flat(doc: Doc, zones: Sequence[Zone]) -> Words:
    """The flat view of a Doc. Works, with less to go by, on a Doc without parse, tags or entities."""
    words = Words(doc, doc.text)
    _read_columns(words, doc)
    sent = para = -1
    broken = True
    for text, starts in zip(words.text, doc.to_array("SENT_START").tolist(), strict=True):
        if broken or starts == 1:
            sent += 1
            para += broken or para < 0
        broken = "\n" in text
        words.sent.append(sent)
        words.para.append(para)
    words.kids = [[] for _ in words.text]
    for i, head in enumerate(words.head):
        if head != i:
            words.kids[head].append(i)
    _mend_compounds(words)
    words.ent_no = [-1] * len(words)
    for number, ent in enumerate(doc.ents):
        words.ent_no[ent.start : ent.end] = [number] * (ent.end - ent.start)
    words.quoted = [False] * len(words)
    words.zone = [None] * len(words)
    for quotation in quotations(words.full, paragraphs(words.full)):
        for i in words.at((quotation.start, quotation.end)):
            words.quoted[i] = True
    for zone in zones:
        for i in words.at((zone.start, zone.end)):
            words.zone[i] = zone.kind
    return words


def _mend_compounds(words: Words) -> None:
    """Hang the first part of "co-author" under the second, where the parse holds both to be arguments of the verb."""
    for i in (i for i, text in enumerate(words.text) if text in HYPHENS and words.joins(i)):
        before, after = i - 1, i + 1
        above = words.head[after]
        if words.head[before] != above or above in (before, i, after) or words.pos[after] not in ("NOUN", "PROPN"):
            continue
        for part, dep in ((before, "compound"), (i, "punct")):
            if words.head[part] == above:
                words.kids[above].remove(part)
                words.kids[after].append(part)
                words.head[part], words.dep[part] = after, dep
        for kid in words.kids[before]:
            words.head[kid] = after
        words.kids[after] = sorted(words.kids[before] + words.kids[after])
        words.kids[before] = []


def _read_columns(words: Words, doc: Doc) -> None:
    """Text, tags, parse and offsets of all tokens. By columns: a look at each token would take longer than the rest."""
    columns = doc.to_array(["ORTH", "POS", "TAG", "DEP", "ENT_TYPE"])
    strings = doc.vocab.strings
    names = {key: strings[key] for key in {int(k) for k in columns.flatten()}}
    words.text, words.pos, words.tag, words.dep, words.ent = (
        [names[key] for key in column] for column in columns.T.tolist()
    )
    words.low = [text.lower() for text in words.text]
    words.head = [i + step for i, step in enumerate(doc.to_array("HEAD").astype("int64").tolist())]
    words.start = doc.to_array("IDX").tolist()
    words.end = [start + len(text) for start, text in zip(words.start, words.text, strict=True)]
    for i in (i for i, text in enumerate(words.text) if _BULLETED.match(text) and _opens_a_line(words, i)):
        words.text[i], words.low[i], words.start[i] = words.text[i][1:], words.low[i][1:], words.start[i] + 1
        if words.text[i][0].isupper() and words.pos[i] == "PUNCT" and words.pos[i + 1 : i + 2] == ["PROPN"]:
            words.pos[i], words.ent[i] = "PROPN", words.ent[i + 1]


def _opens_a_line(words: Words, i: int) -> bool:
    return i == 0 or "\n" in words.full[words.end[i - 1] - 1 : words.start[i]]

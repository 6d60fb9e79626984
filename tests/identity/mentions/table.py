"""The table of mentions: one marked source to a text, who it is, and what `resolve` makes of it."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from articles.text import paragraphs
from quotes.attribution.mentions import resolve
from quotes.attribution.pipeline import parser
from quotes.attribution.quotations import quotations
from quotes.attribution.types import Document, Draft, Resolution, Span

FOLDER = Path(__file__).parent
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_END = re.compile(r"[.!?](?=\s|$)|\n")


class Outcome(StrEnum):
    """What became of a mention. `UNASKED`: answered, where not to answer is the only right answer."""

    RIGHT = "right"
    WRONG = "wrong"
    SILENT = "not answered"
    UNASKED = "answered where none was due"
    KEPT_BACK = "rightly not answered"


@dataclass(frozen=True, slots=True)
class Case:
    """One text with the source's place in it, and the names that are right; none where nobody can tell.

    `also` are other wordings that are as right as the only speaker's.
    """

    file: str
    text: str
    source: Span
    speakers: tuple[str, ...]
    kind: str
    candidates: frozenset[str]
    kept: bool
    also: tuple[str, ...] = ()

    @property
    def draft(self) -> Draft:
        return Draft((_beside(self.text, self.source),), "table", source=(self.source,))


def cases(*, kept: bool = False) -> list[Case]:
    """The open half of the table, or the half that is kept to measure with."""
    found = (case for path in sorted(FOLDER.glob("*.toml")) for case in _read(path))
    return [case for case in found if case.kept == kept]


def _read(path: Path) -> Iterator[Case]:
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
        start, end = row["text"].index("[["), row["text"].index("]]") - 2
        text = row["text"].replace("[[", "").replace("]]", "")
        speakers = tuple(row.get("speakers") or filter(None, (row["speaker"],)))
        among = frozenset(map(plain, row.get("candidates", ())))
        yield Case(
            path.stem,
            text,
            (start, end),
            speakers,
            row.get("kind", ""),
            among,
            row["half"] == "kept",
            tuple(row.get("also", ())),
        )


def _beside(text: str, source: Span) -> Span:
    """What the source says: the quotation next to it in its paragraph, else the rest of its sentence."""
    start, end = next((s, e) for s, e in paragraphs(text) if s <= source[0] < e)
    spoken = [
        q for q in quotations(text, paragraphs(text)) if start <= q.start < end and not q.start < source[0] < q.end
    ]
    if spoken:
        near = min(spoken, key=lambda q: min(abs(q.start - source[1]), abs(source[0] - q.end)))
        return near.start, near.end
    stop = _END.search(text, source[1])
    last = stop.start() if stop else end
    if text[source[1] : last].strip():
        return source[1] + 1, last
    first = max((m.end() for m in _END.finditer(text, start, source[0])), default=start)
    return first, source[0]


def plain(name: str) -> str:
    """A name as far as a comparison minds: without article, case and the shape of apostrophes."""
    return _ARTICLE.sub("", name.replace("’", "'").strip()).casefold()


def resolved(table: Sequence[Case]) -> Iterator[Resolution]:
    """Who each case's source is, by the pipeline's own parse; in the same order."""
    nlp = parser()
    for case, doc in zip(table, nlp.pipe(_docs(nlp, table), batch_size=64), strict=True):
        yield resolve(doc, [case.draft], doc._.zones)[0]


def _docs(nlp: Language, table: Iterable[Case]) -> Iterator[Doc]:
    for case in table:
        doc = nlp.make_doc(case.text)
        doc._.document = Document("", case.text)
        yield doc


def outcome(case: Case, who: Resolution) -> Outcome:
    """Whether the voices' names are those of the table, all of them and no other."""
    if not case.speakers:
        return Outcome.UNASKED if who.voices else Outcome.KEPT_BACK
    if not who.voices:
        return Outcome.SILENT
    named = {plain(v.name) for v in who.voices}
    right = named == set(map(plain, case.speakers)) or any(named == {plain(name)} for name in case.also)
    return Outcome.RIGHT if right else Outcome.WRONG


@dataclass(slots=True)
class Tally:
    """Outcomes counted; `kinds` right among the right names, `candidates` right where none was to be named."""

    outcomes: Counter[Outcome]
    kinds: int = 0
    candidates: int = 0

    @property
    def wrong(self) -> int:
        """Wrong names: the worst there is, whether somebody was to be named or nobody."""
        return self.outcomes[Outcome.WRONG] + self.outcomes[Outcome.UNASKED]


def tally(pairs: Iterable[tuple[Case, Resolution]]) -> Tally:
    """The figures of cases with what was made of them."""
    total = Tally(Counter())
    for case, who in pairs:
        found = outcome(case, who)
        total.outcomes[found] += 1
        total.kinds += found is Outcome.RIGHT and all(v.kind == case.kind for v in who.voices)
        total.candidates += found is Outcome.KEPT_BACK and frozenset(map(plain, who.candidates)) == case.candidates
    return total

"""A table of texts by phenomenon, written and annotated before any model saw them, and its measure.

Each *.toml file here is one phenomenon: `about`, and cases of a text and the quotes that a careful reader finds in
it. A quote's words are given as they stand in the text:

- `content`: its parts in order of the text, each standing there once (or `"words#2"` for the second place).
- `cue`: the place nearest to the content; `source`: the place nearest to the cue, or to the content where there is
  no cue. `"said#2"` means the second place here too. "" means that there is none.
- `kind`, `stance`, and where it matters `speaker` (one name, or a list where several speak as one; "" where the text
  leaves it open), `accept` (a list of spellings for each speaker), `addressee`, `said_on`, `headline`.

`half` is "open" for texts to look at while working, "kept" for those that are scored once.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from quotes.attribution import Document, attribute_many
from quotes.attribution.scoring import Scores, score

FOLDER = Path(__file__).parent
OPEN, KEPT = "open", "kept"

Span = tuple[int, int]
_PLACE = re.compile(r"(.+)#(\d+)", re.DOTALL)


class UnclearPlaceError(ValueError):
    """Words of the table that do not stand in their text, or in more than one place."""


@dataclass(frozen=True, slots=True)
class Row:
    """What came out for one phenomenon, in numbers of quotes."""

    phenomenon: str
    texts: int
    gold: int
    found: int
    right: int
    false: int

    @property
    def f1(self) -> float:
        """Of the contents with their sources, in [0, 1]."""
        both = self.gold + self.found + self.false
        return 2 * self.right / both if both else 0.0


def read(half: str | None = None, folder: Path = FOLDER) -> dict[str, list[dict[str, Any]]]:
    """The documents by phenomenon, in the shape of the gold that `quotes.evaluation` takes; of one half or of both.

    Raises UnclearPlaceError where an expectation does not fit its text.
    """
    return {path.stem: list(_documents(path, half)) for path in sorted(folder.glob("*.toml"))}


def table(documents: dict[str, list[dict[str, Any]]]) -> list[Row]:
    """Attributes the texts, each once, and counts by phenomenon; the last row, "all", is the sum.

    Found: a predicted content and an annotated one share half of their words or more. Right: its source too.
    False: predicted, but not found in the annotation.
    """
    every = [document for group in documents.values() for document in group]
    inputs = [Document(d["id"], d["text"], d.get("title"), d.get("published")) for d in every]
    predictions = {
        result.id: [quote.as_dict() for quote in result.quotes] for result in attribute_many(inputs, processes=1)
    }
    rows = [row(name, group, score(group, predictions)) for name, group in documents.items()]
    return [*rows, row("all", every, score(every, predictions))]


def row(phenomenon: str, documents: Sequence[dict[str, Any]], scores: Scores) -> Row:
    """The line of the table for these documents."""
    false = scores.predicted - scores.matched
    return Row(phenomenon, len(documents), scores.gold, scores.matched, scores.attributed, false)


def _documents(path: Path, half: str | None) -> Iterator[dict[str, Any]]:
    cases = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    for number, case in enumerate(cases, 1):
        if half is None or case["half"] == half:
            yield _document(f"{path.stem}/{number:02}", case)


def _document(name: str, case: dict[str, Any]) -> dict[str, Any]:
    text = case["text"].strip("\n")
    try:
        attributions = [_attribution(text, quote) for quote in case.get("quote", [])]
    except UnclearPlaceError as unclear:
        raise UnclearPlaceError(f"{name}: {unclear}") from unclear
    given: dict[str, Any] = {key: case[key] for key in ("title", "published") if key in case}
    return {"id": name, "half": case["half"], "text": text, **given, "attributions": attributions}


def _attribution(text: str, quote: dict[str, Any]) -> dict[str, Any]:
    content = _parts(text, quote["content"])
    cue = _nearest(text, quote["cue"], content, content)
    source = _nearest(text, quote["source"], cue or content, [*content, *cue])
    return {
        "source": _pairs(source),
        "cue": _pairs(cue),
        "content": _pairs(content),
        "kind": quote["kind"],
        "stance": quote["stance"],
        "addressee": quote.get("addressee"),
        "said_on": quote.get("said_on"),
        "headline": quote.get("headline", False),
        **_speaker(quote),
    }


def _speaker(quote: dict[str, Any]) -> dict[str, Any]:
    """The names in the shape of the gold; nothing where the table names nobody, so that no name is scored."""
    if "speaker" not in quote:
        return {}
    given = quote["speaker"]
    names = [given] if isinstance(given, str) else given
    names = [name for name in names if name]
    accept = quote.get("accept", [[name] for name in names])
    return {"speaker": names[0] if names else None, "speakers": names, "accept": accept}


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [list(span) for span in spans]


def _parts(text: str, parts: Sequence[str]) -> list[Span]:
    spans = []
    for part in parts:
        words, number = _numbered(text, part)
        places = _places(text, words)
        if number is None and len(places) != 1:
            raise UnclearPlaceError(f"{words!r} stands {len(places)} times")
        spans.append(_numbered_place(places, words, number or 1))
    if spans != sorted(spans) or any(a[1] > b[0] for a, b in pairwise(spans)):
        raise UnclearPlaceError(f"the parts are not in order: {parts!r}")
    return spans


def _nearest(text: str, words: str, to: Sequence[Span], taken: Sequence[Span]) -> list[Span]:
    """The place of `words` nearest to the spans `to`, outside of those that are `taken`; none for ""."""
    if not words:
        return []
    words, number = _numbered(text, words)
    places = _places(text, words)
    if number is not None:
        return [_numbered_place(places, words, number)]
    free = [(s, e) for s, e in places if all(e <= a or s >= b for a, b in taken)]
    ranked = sorted((min(max(a - e, s - b) for a, b in to), (s, e)) for s, e in free)
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        raise UnclearPlaceError(f"{words!r} stands {len(ranked)} times, none of them the nearest")
    return [ranked[0][1]]


def _numbered(text: str, words: str) -> tuple[str, int | None]:
    """Words and the number of their place; what stands in the text as it is has no number."""
    match = None if words in text else _PLACE.fullmatch(words)
    return (match[1], int(match[2])) if match else (words, None)


def _numbered_place(places: Sequence[Span], words: str, number: int) -> Span:
    if not 0 < number <= len(places):
        raise UnclearPlaceError(f"{words!r} stands {len(places)} times, not {number}")
    return places[number - 1]


def _places(text: str, words: str) -> list[Span]:
    """Where the words stand, not as a part of longer words."""
    before = r"(?<!\w)" if words[0].isalnum() else ""
    after = r"(?!\w)" if words[-1].isalnum() else ""
    return [match.span() for match in re.finditer(before + re.escape(words) + after, text)]

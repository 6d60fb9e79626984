"""Whom pronouns stand for in real articles, by labels made by hand, told as figures.

    python -m tests.identity.pronouns GOLD.jsonl [--open [--each]]

The labels (`pronouns.jsonl`) are for the attributions of GOLD.jsonl, documents [9::10], whose source is a personal
pronoun: the spellings of each speaker's name ("who"; none where nobody can tell), or, where there is no name, the
places of the words that would be right for each speaker ("unnamed"). All annotated attributions of a document are
resolved together, by the pipeline's own parse. Each place counts once. "answered" are those that have somebody to be
named and got a name; "right" is among all that got one. `--open`: labels of other documents, which the rules were made
by (`pronouns_open.jsonl`, most of them "they"); `--each` tells what went wrong among these.
"""

import json
import logging
import re
import sys
import unicodedata
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from quotes.attribution.mentions import resolve
from quotes.attribution.pipeline import parser
from quotes.attribution.types import Document, Draft, Resolution, Span

KEPT = Path(__file__).with_name("pronouns.jsonl")
OPEN = Path(__file__).with_name("pronouns_open.jsonl")
_SETS = {
    "he": {"he", "him", "his", "himself"},
    "she": {"she", "her", "hers", "herself"},
    "they": {"they", "them", "their", "theirs", "themselves"},
}
_SMALL = frozenset(("a", "an", "the", "of", "and", "in", "for", "to", "s"))
log = logging.getLogger("pronouns")


@dataclass(slots=True)
class Tally:
    """Counts of labels: `due` have somebody to be named, `answered` of these got a name, `given` of all, `right`."""

    labels: int = 0
    due: int = 0
    answered: int = 0
    given: int = 0
    right: int = 0
    kept_back: int = 0

    def add(self, label: Mapping[str, Any], text: str, who: Resolution) -> None:
        due, given = bool(label.get("who") or label.get("unnamed")), bool(who.voices)
        self.labels += 1
        self.due += due
        self.given += given
        self.answered += due and given
        self.right += due and given and is_right(label, text, who)
        self.kept_back += not due and not given


def labels(path: Path = KEPT) -> dict[str, dict[Span, Mapping[str, Any]]]:
    """The labels by document and place."""
    found: dict[str, dict[Span, Mapping[str, Any]]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        start, end = label["source"]
        found[label["id"]][start, end] = label
    return dict(found)


def is_right(label: Mapping[str, Any], text: str, who: Resolution) -> bool:
    """Are the voices those of the label, each by one of the spellings, all of them and no other?"""
    if "unnamed" in label:
        spans = [_words(text[start:end]) for speaker in label["unnamed"] for start, end in speaker]
        return all(any(_words(voice.name) & span for span in spans) for voice in who.voices)
    speakers = label["who"]
    met = [{i for i, spellings in enumerate(speakers) if _spelt(v.name, spellings)} for v in who.voices]
    return len(who.voices) == len(speakers) and all(met) and set().union(*met) == set(range(len(speakers)))


def _spelt(name: str, spellings: list[str]) -> bool:
    """Is the name one of these, middle names and initials apart?"""
    own = _parts(name)
    return any(
        own == other or (len(own) > 1 < len(other) and (own[0], own[-1]) == (other[0], other[-1]))
        for other in map(_parts, spellings)
    )


def _parts(name: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name).casefold() if not unicodedata.combining(c))
    return [word for word in re.findall(r"\w+", plain) if word != "the"]


def _words(text: str) -> set[str]:
    return set(_parts(text)) - _SMALL


def resolved(nlp: Language, documents: list[Mapping[str, Any]]) -> Iterator[list[tuple[Draft, Resolution]]]:
    """The annotated attributions of each document with who their sources are."""
    for document, doc in zip(documents, nlp.pipe(_docs(nlp, documents)), strict=True):
        drafts = [
            Draft(_spans(a["content"]), "annotated", cue=_spans(a["cue"]), source=_spans(a["source"]))
            for a in document["attributions"]
        ]
        yield list(zip(drafts, resolve(doc, drafts, doc._.zones), strict=True))


def _docs(nlp: Language, documents: list[Mapping[str, Any]]) -> Iterator[Doc]:
    for document in documents:
        doc = nlp.make_doc(document["text"])
        doc._.document = Document(document["id"], document["text"], document.get("title"))
        yield doc


def _spans(pairs: list[list[int]]) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in pairs)


def measure(
    documents: list[Mapping[str, Any]], labelled: dict[str, dict[Span, Mapping[str, Any]]], *, each: bool = False
) -> dict[str, Tally]:
    """The tallies by pronoun, and of all; places that the gold has twice count once. `each` tells the mistakes."""
    found: dict[str, Tally] = defaultdict(Tally)
    for document, pairs in zip(documents, resolved(parser(), documents), strict=True):
        by_place = {span: who for draft, who in pairs for span in draft.source}
        for place, label in labelled[document["id"]].items():
            if place not in by_place:
                raise ValueError(f"no attribution of {document['id']} has its source at {place}")
            word = document["text"][slice(*place)].lower()
            group = next((name for name, words in _SETS.items() if word in words), "other")
            for name in (group, "all"):
                found[name].add(label, document["text"], by_place[place])
            if each:
                _explain(document["text"], place, label, by_place[place])
    return found


def _explain(text: str, place: Span, label: Mapping[str, Any], who: Resolution) -> None:
    due = label.get("who") or [text[start:end] for speaker in label.get("unnamed", ()) for start, end in speaker]
    if (who.voices and is_right(label, text, who)) or not (due or who.voices):
        return
    log.info("\n%s %s\n  …%s[[%s]]%s", label["id"], place, text[place[0] - 500 : place[0]], text[slice(*place)],
             text[place[1] : place[1] + 60])  # fmt: skip
    log.info("  due: %s\n  got: %s, candidates %s, %s", due, [v.name for v in who.voices], who.candidates, who.reasons)


def main() -> None:
    arguments = ArgumentParser(description="Whom pronouns stand for in real articles, by labels made by hand.")
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("--open", action="store_true", help="the labels that the rules were made by")
    arguments.add_argument("--each", action="store_true", help="what went wrong, with --open only")
    options = arguments.parse_args()
    labelled = labels(OPEN if options.open else KEPT)
    lines = options.gold.read_text(encoding="utf-8").split("\n")
    of_these = lines if options.open else lines[9::10]
    documents = [d for d in (json.loads(line) for line in of_these if line.strip()) if d["id"] in labelled]
    if len(documents) != len(labelled):
        log.warning("%d of %d labelled documents found", len(documents), len(labelled))
    log.info("%-6s labels  due  answered of due  right of answered  kept back of not due", "")
    found = measure(documents, labelled, each=options.open and options.each)
    for name in (*_SETS, "other", "all"):
        tally = found.get(name, Tally())
        log.info(
            "%-6s %6d %4d  %6d = %5.1f %%  %8d = %5.1f %%  %10d of %d",
            name, tally.labels, tally.due, tally.answered, 100 * tally.answered / max(1, tally.due), tally.right,
            100 * tally.right / max(1, tally.given), tally.kept_back, tally.labels - tally.due,
        )  # fmt: skip


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    main()

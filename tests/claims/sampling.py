"""Draws the sentences that are labelled claim or not a claim: half of them without any figure.

    python -m tests.claims.sampling CORPUS.jsonl > sentences.jsonl
    python -m tests.claims.sampling CORPUS.jsonl --seed 6 --each 75 --part fresh > fresh.jsonl
    python -m tests.claims.sampling CORPUS.jsonl --seed 7 --each 700 --part more > more.jsonl
    python -m tests.claims.sampling CORPUS.jsonl --seed 10 --each 850 --part again --of-each 3 > again.jsonl

Takes the documents in an order drawn by seed, never those of [9::10], and of each up to two sentences with a figure (a
digit or a number in words) and up to two without, until there are 150 of either: half "open", half "kept". With
`--part` all sentences are of that part, and no document is taken that has labels of another, but those of the parts
drawn later; for AGAIN other sentences of the same documents are taken, too, but for those that are only scored.

Writes id, offsets, whether a figure is in it and which part it belongs to, and, for the eyes of who labels, the text;
the text is not kept here.
"""

import json
import random
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Span

from quotes.attribution.components import page
from quotes.attribution.pipeline import parser as parsing
from quotes.attribution.types import Document

LABELS = Path(__file__).parent / "labels.jsonl"
PARTS = ("open", "kept", "fresh", "more", "last", "final", "again", "third", "fourth", "further")
"""The parts of the labelled sentences, in the order in which they were drawn. Each is of other texts than those before
it, but for AGAIN."""
SCORED = ("last", "final", "third", "fourth")
"""Those that no weights are fitted on, each scored when it was labelled."""
FITTED = tuple(part for part in PARTS if part not in SCORED)
AGAIN = ("again", "further")
"""Parts of other sentences of documents that have labels."""
EACH = 150
_OF_A_DOCUMENT = 2
_SHORTEST = 5  # words


def main() -> None:
    parser = ArgumentParser(description="Sentences to label.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--each", type=int, default=EACH)
    parser.add_argument("--part", help="a name for all of them (default: half open, half kept)")
    parser.add_argument("--of-each", type=int, default=_OF_A_DOCUMENT, help="sentences of a document with a figure")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    draw = Draw(options.each, options.of_each, _labelled_before(options.part) if options.part else [])
    of = {"half": options.part} if options.part else {}
    rows = [row | of for row in _drawn(options.corpus, chance, draw, again=options.part in AGAIN)]
    order = list(range(len(rows)))
    chance.shuffle(order)
    for place in order:
        sys.stdout.write(json.dumps(rows[place]) + "\n")


@dataclass(frozen=True, slots=True)
class Draw:
    """How many sentences of either kind, how many of a document, and what was drawn before: rows of labels."""

    each: int
    of_a_document: int
    before: list[dict[str, Any]]

    def documents(self, *, again: bool) -> set[str]:
        """Those of which none is taken."""
        return {row["id"] for row in self.before if not again or row["half"] in SCORED}

    @property
    def sentences(self) -> set[tuple[str, int]]:
        return {(row["id"], row["start"]) for row in self.before}


def _labelled_before(part: str) -> list[dict[str, Any]]:
    """The labels of the parts that were drawn before this one."""
    earlier = PARTS[: PARTS.index(part)] if part in PARTS else PARTS
    rows = map(json.loads, LABELS.read_text().splitlines())
    return [row for row in rows if row["half"] in earlier]


def _drawn(corpus: Path, chance: random.Random, draw: Draw, *, again: bool) -> Iterator[dict[str, Any]]:
    documents = [json.loads(line) for line in corpus.read_text().splitlines()]
    closed, labelled = draw.documents(again=again), draw.sentences
    open_ones = [d for index, d in enumerate(documents) if index % 10 != 9 and d["id"] not in closed]
    chance.shuffle(open_ones)
    left = {True: draw.each, False: draw.each}
    for document in open_ones:
        for figure, sentences in _sentences(document).items():
            new = [sentence for sentence in sentences if (document["id"], sentence.start_char) not in labelled]
            for sentence in chance.sample(new, min(len(new), draw.of_a_document, left[figure])):
                half = "open" if left[figure] % 2 else "kept"
                left[figure] -= 1
                start, end = sentence.start_char, sentence.start_char + len(sentence.text.rstrip())
                yield {
                    "id": document["id"], "start": start, "end": end, "figure": figure, "half": half,
                    "text": sentence.text.rstrip(),
                }  # fmt: skip
        if not any(left.values()):
            return


@lru_cache(maxsize=1)
def _parser() -> Language:
    return parsing()


def _sentences(document: dict[str, Any]) -> dict[bool, list[Span]]:
    """The sentences of a document, by whether a figure is in them."""
    nlp = _parser()
    doc = nlp.make_doc(document["text"])
    doc._.document = Document(document["id"], document["text"], document.get("title"), document.get("published"))
    for _, component in nlp.pipeline:
        doc = component(doc)
    doc = page(doc)
    found: dict[bool, list[Span]] = {True: [], False: []}
    for sentence in doc.sents:
        if len(sentence) >= _SHORTEST and not doc._.page.is_silent(sentence.start_char, sentence.start_char + 1):
            found[any(token.like_num for token in sentence)].append(sentence)
    return found


if __name__ == "__main__":
    main()

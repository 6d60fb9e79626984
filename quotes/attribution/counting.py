"""Makes `data/cues.json`: how often each verb, in each frame, is a cue in annotated texts.

    python -m quotes.attribution.counting GOLD.jsonl

The gold is JSON lines in the contract's shape ("text" and "attributions" with "cue" spans). Every tenth document
([9::10]) is left out: it is kept to measure with.
"""

import argparse
import json
import logging
from collections import Counter
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from spacy.tokens import Doc
from tqdm import tqdm

from quotes.attribution.page import Page
from quotes.attribution.pipeline import load
from quotes.attribution.rates import VERBAL, frame_of

Counts = dict[str, dict[str, tuple[int, int]]]
_ALL = "*"
_SEEN_ENOUGH = 5

log = logging.getLogger(__name__)


def count(gold: Iterable[Mapping[str, Any]], docs: Iterable[Doc]) -> Counts:
    """Cues and occurrences by verb and frame; "*" is every verb. Verbs in quotation marks do not count.

    Verbs that are never a cue are kept only if seen five times or more.
    """
    cues: Counter[tuple[str, str]] = Counter()
    seen: Counter[tuple[str, str]] = Counter()
    for document, doc in zip(gold, docs, strict=True):
        page = Page(doc)
        heads = {head for attribution in document["attributions"] for head in _heads(doc, attribution["cue"])}
        for token in doc:
            if token.pos_ in VERBAL and page.quotation_of[token.i] < 0:
                frame = frame_of(token)
                for verb in (token.lemma_.lower(), _ALL):
                    seen[verb, frame] += 1
                    cues[verb, frame] += token.i in heads
    counts: Counts = {}
    for verb, frame in sorted(seen):
        counts.setdefault(verb, {})[frame] = (cues[verb, frame], seen[verb, frame])
    return {verb: frames for verb, frames in counts.items() if _worth_keeping(frames)}


def _heads(doc: Doc, spans: Iterable[tuple[int, int]]) -> set[int]:
    """The tokens of a cue that hang on no other token of it."""
    held = [doc.char_span(start, end, alignment_mode="expand") for start, end in spans]
    tokens = {token.i for span in held if span is not None for token in span}
    return {i for i in tokens if doc[i].head.i == i or doc[i].head.i not in tokens}


def _worth_keeping(frames: Mapping[str, tuple[int, int]]) -> bool:
    return any(c for c, _ in frames.values()) or sum(n for _, n in frames.values()) >= _SEEN_ENOUGH


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    path = parser.parse_args().gold
    gold = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    gold = [document for i, document in enumerate(gold) if i % 10 != 9]
    with load().select_pipes(disable=["attribution", "ner"]):
        docs = tqdm(load().pipe(d["text"] for d in gold), total=len(gold), unit="article")
        counts = count(gold, docs)
    target = Path(str(files("quotes.attribution") / "data" / "cues.json"))
    target.write_text(json.dumps(counts, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    log.info("%d verbs from %d documents", len(counts) - 1, len(gold))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    main()

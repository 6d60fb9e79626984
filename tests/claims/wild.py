"""What `compare` tells of claims of different articles in the wild: draws pairs for the eye, and scores those judged.

    python -m tests.claims.wild CORPUS.jsonl --seed 1 --pairs 60 --texts --keep FOLDER
    python -m tests.claims.wild CORPUS.jsonl --seed 2 --beside 1 --pairs 60 --texts --keep FOLDER
    python -m tests.claims.wild CORPUS.jsonl --seed 2 --beside 1 --pairs 60 --reworded --texts --keep FOLDER
    python -m tests.claims.wild --score

Takes all articles of stretches of three days, in an order drawn by seed, never documents [9::10] and none that the
seeds `--beside` take, until there are enough; draws their claims; compares, as `link` does, those of two articles that
share a key, whatever their dates; and of what was told draws pairs by seed, of each kind an equal share as far as there
are so many, half of them of articles within three days as far as there are. Writes ids, offsets, days between the two
and what was told, with `--texts` also the wordings, which are not kept here; `--reworded` leaves out what two articles
say in the very same words. `--keep` pickles each article's claims.

`wild.jsonl` holds the pairs judged by hand: `right` where a reader of both articles would say so too: "same" that both
assert the same; a difference that both speak of the same thing, at the same time, and do differ so.
"""

import json
import logging
import pickle
import random
import sys
from argparse import ArgumentParser, Namespace
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, zip_longest
from pathlib import Path
from typing import Any

from quotes.attribution.pipeline import load
from quotes.attribution.types import Document
from quotes.claims import DrawnClaim, Likeness, Relation, compare, draw

JUDGED = Path(__file__).parent / "wild.jsonl"
KINDS = ("same", "more_exact", "hedged_otherwise", "contradiction")
_DAYS = 3
_COMMON = 100
"""As in `quotes.claiming.linking`: a key that more claims have is not looked under."""
log = logging.getLogger("wild")
Told = tuple["Place", "Place", Relation]


@dataclass(frozen=True, slots=True)
class Place:
    """A claim and the id of its article."""

    id: str
    claim: DrawnClaim


def main() -> None:
    parser = ArgumentParser(description="What is told of claims of different articles.")
    parser.add_argument("corpus", type=Path, nargs="?")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--beside", type=int, nargs="*", default=[], help="seeds whose articles are left out")
    parser.add_argument("--articles", type=int, default=375)
    parser.add_argument("--pairs", type=int, default=60)
    parser.add_argument("--reworded", action="store_true", help="without those told in the very same words")
    parser.add_argument("--texts", action="store_true", help="the wordings too, for the eyes of who judges")
    parser.add_argument("--keep", type=Path, help="a folder for the claims of each article")
    parser.add_argument("--score", action="store_true", help="how many of those judged are right")
    options = parser.parse_args()
    if options.score:
        score()
    else:
        show(options)


def show(options: Namespace) -> None:
    documents = json.loads(f"[{','.join(options.corpus.read_text(encoding='utf-8').splitlines())}]")
    stretches = drawn_stretches(documents, options.seed, options.articles, options.beside)
    taken = [document for stretch in stretches for document in stretch]
    places = [Place(d["id"], claim) for d in taken for claim in claims_of(d, options.keep)]
    pairs = list(beside(places))
    compared = [(one, other, compare(one.claim.record, other.claim.record)) for one, other in pairs]
    found = [each for each in compared if each[2].likeness is not Likeness.UNRELATED]
    log.info("%d articles, %d claims, %d pairs compared", len(taken), len(places), len(pairs))
    for name, those in (
        ("all", found),
        (f"within {_DAYS} days", [each for each in found if days_apart(each) <= _DAYS]),
    ):
        log.info("told, %s: %s", name, dict(sorted(Counter(told(relation) for *_, relation in those).items())))
    if options.reworded:
        found = [each for each in found if _plain(each[0]) != _plain(each[1])]
    for each in sample(found, options.pairs, random.Random(options.seed)):
        sys.stdout.write(json.dumps(row(each, options.seed, texts=options.texts)) + "\n")


def drawn_stretches(
    documents: Sequence[dict[str, Any]], seed: int, articles: int, others: Iterable[int] = ()
) -> list[list[dict[str, Any]]]:
    """Stretches of three days with their documents, drawn by seed, until there are so many articles."""
    taken = {d["id"] for other in others for stretch in drawn_stretches(documents, other, articles) for d in stretch}
    by_days: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for index, document in enumerate(documents):
        if index % 10 != 9 and document.get("published") and document["id"] not in taken:
            by_days[date.fromisoformat(document["published"][:10]).toordinal() // _DAYS].append(document)
    stretches = [by_days[key] for key in sorted(by_days)]
    random.Random(seed).shuffle(stretches)
    found: list[list[dict[str, Any]]] = []
    for stretch in stretches:
        if sum(map(len, found)) >= articles:
            break
        found.append(stretch)
    return found


def claims_of(document: dict[str, Any], keep: Path | None) -> tuple[DrawnClaim, ...]:
    """The claims of an article that their sources assert, as they are drawn now or, with `keep`, were drawn before."""
    path = keep / f"{document['id']}.pickle" if keep else None
    if path is not None and path.exists():
        kept: tuple[DrawnClaim, ...] = pickle.loads(path.read_bytes())
        return kept
    nlp = load()
    doc = nlp.make_doc(document["text"])
    published = document["published"]
    doc._.document = Document(document["id"], document["text"], document.get("title"), published)
    doc = nlp(doc)
    claims = tuple(claim for claim in draw(doc, doc._.attributed_quotes, published) if claim.asserted)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pickle.dumps(claims))
    return claims


def beside(places: Sequence[Place]) -> Iterator[tuple[Place, Place]]:
    """Pairs of claims of two articles that share a key, each once, in the order of the articles."""
    under: dict[str, list[int]] = defaultdict(list)
    for at, place in enumerate(places):
        for key in place.claim.keys:
            under[key].append(at)
    pairs = {pair for ats in under.values() if len(ats) <= _COMMON for pair in combinations(ats, 2)}
    for one, other in sorted(pairs):
        if places[one].id != places[other].id:
            yield places[one], places[other]


def _plain(of: Place) -> str:
    return " ".join(of.claim.text.casefold().split())


def told(relation: Relation) -> str:
    return relation.kind.value if relation.kind is not None else relation.likeness.value


def sample(found: Sequence[Told], number: int, chance: random.Random) -> Iterator[Told]:
    """So many of what was told, of each kind the same number where there are as many; what lacks others give."""
    by_kind = {kind: [each for each in found if told(each[2]) == kind] for kind in KINDS}
    for kind in KINDS:
        chance.shuffle(by_kind[kind])
        by_kind[kind] = _near_and_far(by_kind[kind])
    left, kinds = number, sorted(KINDS, key=lambda kind: len(by_kind[kind]))
    for at, kind in enumerate(kinds):
        taken = by_kind[kind][: left // (len(kinds) - at)]
        left -= len(taken)
        yield from taken


def _near_and_far(those: Sequence[Told]) -> list[Told]:
    """In turn one of articles within three days and one of others, as far as there are both."""
    near = [each for each in those if days_apart(each) <= _DAYS]
    far = [each for each in those if days_apart(each) > _DAYS]
    turns = [each for pair in zip_longest(near, far) for each in pair]
    return [each for each in turns if each is not None]


def days_apart(each: Told) -> int:
    one, other = (date.fromisoformat((place.claim.record.published or "")[:10]) for place in each[:2])
    return abs((one - other).days)


def row(each: Told, seed: int, *, texts: bool) -> dict[str, Any]:
    one, other, relation = each
    found: dict[str, Any] = {
        "seed": seed, "one": place(one), "other": place(other), "days": days_apart(each), "told": told(relation),
        "aspects": [f"{d.kind}: {d.aspect}" for d in relation.differences], "right": None,
    }  # fmt: skip
    if texts:
        found |= {
            "alike": relation.alike,
            "texts": [one.claim.text, other.claim.text],
            "words": [d.words for d in relation.differences],
        }
    return found


def place(of: Place) -> dict[str, Any]:
    return {"id": of.id, "start": of.claim.spans[0][0], "end": of.claim.spans[-1][1]}


def score() -> None:
    """How many of the judged pairs are right, by seed and by what was told."""
    rows = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
    for seed, reworded in sorted({(each["seed"], each.get("reworded", False)) for each in rows}):
        own = [each for each in rows if (each["seed"], each.get("reworded", False)) == (seed, reworded)]
        name = f"seed {seed}{', reworded' if reworded else ''}"
        for kind, those in (("all", own), *((kind, [r for r in own if r["told"] == kind]) for kind in KINDS)):
            if those:
                log.info("%s, %s: %d of %d right", name, kind, sum(r["right"] for r in those), len(those))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    main()

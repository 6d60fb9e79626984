"""The two articles that report one meeting: what both claim is linked, by the right difference, and nothing else is."""

import json
from pathlib import Path
from typing import Any

import pytest

from quotes.attribution.pipeline import load
from quotes.attribution.types import Document
from quotes.claims import Aspect, Difference, DifferenceKind, DrawnClaim, Likeness, compare, draw

SHARED = Path(__file__).resolve().parents[3] / "shared"
GOLD = SHARED / "seeds" / "seeds.gold.jsonl"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.model,
    pytest.mark.skipif(not GOLD.exists(), reason="the seeds are not beside the repository"),
]


def claims_of(row: dict[str, Any], published: str | None) -> tuple[DrawnClaim, ...]:
    nlp = load()
    doc = nlp.make_doc(row["text"])
    doc._.document = Document(row["id"], row["text"], row["meta"].get("title"), published)
    doc = nlp(doc)
    return draw(doc, doc._.attributed_quotes, published)


def group(row: dict[str, Any], claim: DrawnClaim) -> str:
    """The gold's group that the claim lies in, or ""."""
    start, end = claim.spans[0]
    for entry in row["attributions"]:
        if any(start < b and a < end for a, b in entry["content"]):
            return str(entry.get("group", ""))
    return ""


@pytest.mark.parametrize("published", ["2024-11-01", None])
def test_the_claims_of_both_articles_are_linked(published: str | None) -> None:
    one, other = (json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines())
    found: dict[str, list[Difference]] = {}
    for mine in claims_of(one, published):
        for theirs in claims_of(other, published):
            relation = compare(mine.record, theirs.record)
            if set(mine.keys) & set(theirs.keys) and relation.likeness is not Likeness.UNRELATED:
                groups = {group(one, mine), group(other, theirs)}
                name = (groups.pop() if len(groups) == 1 else "several") or "the summer's treaty"
                found[name] = [*found.get(name, []), *relation.differences]
    assert {name: [(d.kind, d.aspect, d.towards) for d in differences] for name, differences in found.items()} == {
        "10000-troops": [(DifferenceKind.HEDGED_OTHERWISE, Aspect.HEDGE, None)],
        "kursk": [(DifferenceKind.MORE_EXACT, Aspect.FIGURE, 1)],
        "the summer's treaty": [(DifferenceKind.MORE_EXACT, Aspect.DATE, 1)],
    }

"""The two real articles that the project began with: what both claim, and in what they differ, from files to rows."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from quotes.models import Assertion, AssertionPair, Claim, Difference

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.model,
    pytest.mark.shared,
    pytest.mark.skipif(not SEEDS.exists(), reason="the two real articles lie beside the repository, not in it"),
]


@pytest.fixture
def places() -> dict[str, list[tuple[str, int, int]]]:
    """Article, start and end of what both carry: of the gold by its group, of the treaty by the figures of its time."""
    found: dict[str, list[tuple[str, int, int]]] = {"treaty": [("000", 1126, 1137), ("002", 2253, 2257)]}
    for document in map(json.loads, (SEEDS / "seeds.gold.jsonl").read_text(encoding="utf-8").splitlines()):
        for row in document["attributions"]:
            for start, end in row["content"] if row.get("group") in ("10000-troops", "kursk") else ():
                found.setdefault(row["group"], []).append((document["id"][:3], start, end))
    return found


@pytest.fixture
def rows() -> None:
    call_command("ingest", *(str(path) for path in sorted(SEEDS.glob("*.txt"))))
    call_command("attribute")


def lies_in(assertion: Assertion, place: tuple[str, int, int]) -> bool:
    key, start, end = place
    article = Path(assertion.article.key.rsplit(":", 1)[-1]).stem
    return article.startswith(key) and any(part.start < end and start < part.end for part in assertion.parts.all())


@pytest.mark.usefixtures("rows")
def test_what_both_claim_stands_side_by_side_and_nothing_else(places: dict[str, list[tuple[str, int, int]]]) -> None:
    found = []
    for each in Difference.objects.public():
        sides = (each.pair.one, each.pair.other)
        names = [
            name
            for name, of in places.items()
            if any(lies_in(sides[0], a) and lies_in(sides[1], b) for a in of for b in of if a[0] != b[0])
        ]
        exact = None if each.towards is None else sides[each.towards].article.key.rsplit(":", 1)[-1][:3]
        found.append((names, each.kind, each.aspect, exact))
    assert sorted(found) == [
        (["10000-troops"], "hedged_otherwise", "hedge", None),
        (["kursk"], "more_exact", "figure", "002"),
        (["treaty"], "more_exact", "date", "002"),
    ]


@pytest.mark.usefixtures("rows")
def test_nothing_but_what_stands_twice_word_for_word_is_one_claim() -> None:
    same = AssertionPair.objects.filter(same=True).select_related("one", "other")
    assert all(pair.one.text == pair.other.text and pair.one.article_id == pair.other.article_id for pair in same)
    assert Claim.objects.filter(merged_into=None).count() == Assertion.objects.filter(gone=False).count() - len(same)

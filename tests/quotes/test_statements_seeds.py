"""The two real articles that the project began with: what both report of one meeting, in two translations."""

import json
from collections import defaultdict
from pathlib import Path

import pytest
from django.core.management import call_command

from quotes.models import Segment

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
IN_BOTH = (
    "stand-firmly",
    "back-until-victory",
    "wise-leadership",
    "sacred-struggle",
    "close-ties",
    "security-tasks",
    "deeply-grateful",
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.model,
    pytest.mark.shared,
    pytest.mark.skipif(not SEEDS.exists(), reason="the two real articles lie beside the repository, not in it"),
]

Gold = list[tuple[str, int, int, set[str]]]


@pytest.fixture
def gold() -> Gold:
    """Article, start, end and groups of each of the 53."""
    return [
        (document["id"], span[0], span[1], {row[name] for name in ("group", "group2") if row.get(name)})
        for document in map(json.loads, (SEEDS / "seeds.gold.jsonl").read_text().splitlines())
        for row in document["attributions"]
        for span in row["content"]
    ]


@pytest.fixture
def statements(gold: Gold) -> dict[int, list[tuple[str, set[str]]]]:
    """By statement: article and groups of each stretch that reports it, after files, attribution and linking."""
    call_command("ingest", *(str(path) for path in sorted(SEEDS.glob("*.txt"))))
    call_command("attribute")
    found: dict[int, list[tuple[str, set[str]]]] = defaultdict(list)
    for segment in Segment.objects.filter(statement__isnull=False).select_related("quote__article"):
        article = Path(segment.quote.article.key.rsplit(":", 1)[-1]).stem
        parts = list(segment.parts.all())
        groups = {
            group
            for document, start, end, names in gold
            for group in names
            if document == article and any(part.start < end and start < part.end for part in parts)
        }
        found[segment.statement_id or 0].append((article, groups))
    return found


def test_what_both_carry_is_linked_and_nothing_else_is(statements: dict[int, list[tuple[str, set[str]]]]) -> None:
    across: dict[str, set[int]] = defaultdict(set)
    for pk, stretches in statements.items():
        common = set.intersection(*(groups for _, groups in stretches))
        assert common, f"a wrong link: {stretches}"
        if len({article for article, _ in stretches}) == 2:
            # A stretch of a quote that reports two may be cut finer than the label: one of the two is in common.
            for group in common:
                across[group].add(pk)
    assert set(IN_BOTH) <= across.keys()
    assert len(set().union(*(across[group] for group in IN_BOTH))) == len(IN_BOTH)

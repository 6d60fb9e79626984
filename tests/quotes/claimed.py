"""Claims for tests of rows and pages: drawn by hand, stored and joined as a pass does it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from articles.models import Article, Body
from quotes import corrections
from quotes.attribution.types import AttributedQuote, Kind, Stance
from quotes.claiming import link, store_claims
from quotes.claims import ClaimRecord, Difference, DifferenceKind, DrawnClaim, Figure, Likeness, Relation
from quotes.claims.types import Aspect
from quotes.models import Assertion, Claim, Part, Quote
from tests.factories import ArticleFactory
from tests.factories_quotes import EditorFactory
from tests.quotes.pages import a_quote

Table = dict[frozenset[str], Relation]


def same(alike: float = 0.9) -> Relation:
    return Relation(Likeness.SAME, alike)


def differs(one: str, other: str, kind: str = "more_exact", towards: int | None = 1) -> Relation:
    """`one` and `other` are the words that differ, in the order of the two claims' texts in the alphabet."""
    difference = Difference(DifferenceKind(kind), Aspect.FIGURE, (one, other), towards)
    return Relation(Likeness.DIFFERS, 0.8, (difference,))


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> Table:
    """What `compare` finds, by the texts of two claims; pairs not in it are unrelated, equal texts the same."""
    known: Table = {}

    def compare(one: ClaimRecord, other: ClaimRecord) -> Relation:
        if one.text == other.text:
            return same(1)
        relation = known.get(frozenset((one.text, other.text)), Relation(Likeness.UNRELATED))
        return relation if one.text < other.text else relation.turned()

    monkeypatch.setattr("quotes.claiming.linking.compare", compare)
    return known


def drawn(body: Body, words: str, *, quote: int | None = None, **values: Any) -> DrawnClaim:
    """A claim whose words stand in the body; `values` are fields of the claim or of its record."""
    start = body.text.index(words)
    text, worth = values.pop("text", words), values.pop("worth", 0.7)
    stance = values.pop("stance", Stance.ASSERTS)
    figures = tuple(Figure((start, start + 1), each, 1, 1) for each in values.pop("figures", ()))
    given: Mapping[str, Any] = {"deed": (), "actors": (), "objects": (), "keys": ("key",), "figures": figures, **values}
    return DrawnClaim(((start, start + len(words)),), quote, text, worth, ClaimRecord(text=text, **given), stance)


def attributed(quote: Quote) -> AttributedQuote:
    """The quote as the pass that found it gave it."""
    spans = Part.objects.filter(place__quote=quote, role="content").values_list("start", "end")
    return AttributedQuote(tuple(spans), Kind(quote.kind), stance=Stance(quote.stance))


def claim_of(article: Article, *words: str, quotes: tuple[Quote, ...] = (), **values: Any) -> Claim:
    """Make claims of these words the article's, each in whichever of `quotes` has it; gives the first one's Claim."""
    body = article.current_body
    assert body is not None
    drawings = []
    for each in words:
        homes = [at for at, quote in enumerate(quotes) if each in quote.text]
        drawings.append(drawn(body, each, quote=homes[0] if homes else None, **values))
    link(store_claims(body, [attributed(quote) for quote in quotes], drawings))
    claim = Assertion.objects.get(article=article, position=body.text.index(words[0]), gone=False).claim
    assert claim is not None
    return claim


def a_claim(quote: Quote, words: str = "", **values: Any) -> Claim:
    """A claim in this quote, all of whose words it has unless given; the only one of its article."""
    return claim_of(quote.article, words or quote.text, quotes=(quote,), **values)


def partition() -> set[frozenset[tuple[str, str]]]:
    """Which assertions are one claim, by article and words."""
    groups: dict[int, set[tuple[str, str]]] = {}
    for row in Assertion.objects.filter(gone=False, claim__isnull=False).select_related("article"):
        groups.setdefault(row.claim_id or 0, set()).add((row.article.key, row.text))
    return {frozenset(group) for group in groups.values()}


def some_claims(table: Table) -> dict[str, Claim]:
    """Of each kind that has a look of its own: "claim" stands in several articles, one of them a copy and one a denial,
    and others differ from it; "checked" was found wrong."""
    words = "Some of the harbour’s cranes have been sold"
    exact = "Eleven of the harbour’s cranes have been sold"
    table[frozenset((words, exact))] = differs("Eleven", "Some", towards=0)
    first = ArticleFactory.create(text=f"{words}. So it is.", published_on=date(2026, 3, 2), title="Cranes sold")
    claim = claim_of(first, words)
    copy = ArticleFactory.create(text=f"{words}. So it is.", published_on=date(2026, 3, 4), title="Sold", copy_of=first)
    claim_of(copy, words)
    denied = {"kind": "indirect", "cue": "denied", "stance": "denies", "speaker": "Igor Dal"}
    a_claim(a_quote(content=words, article=ArticleFactory.create(published_on=date(2026, 3, 9)), **denied))
    checked = a_claim(a_quote(content=exact, speaker="Ana Ruiz", article=ArticleFactory.create(text=None)))
    found = {"source_url": "https://example.com/register", "note": "The register has nine.", "reason": "Looked up."}
    corrections.check_claim(checked, "wrong", editor=EditorFactory.create(), version=checked.version, **found)
    claim.refresh_from_db()
    return {"claim": claim, "checked": checked}

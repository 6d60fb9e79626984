"""Claims in the pass: drawn where asked for, never at the cost of an article's quotes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pytest
from django.core.management import call_command

from quotes import passes
from quotes.attribution.types import AttributedQuote, Document, Kind, Result, SpeakerKind, Voice
from quotes.claiming import VERSION as LINKED_BY
from quotes.claims.types import ClaimRecord, DrawnClaim
from quotes.models import Assertion, Pass, Quote
from tests.factories import ArticleFactory, BodyFactory

pytestmark = pytest.mark.django_db
TEXT = "“Prices rose,” said Ana Ruiz. The mill closed."


def read(document: Document, draw: Any) -> Result:
    """One quote and two claims in every text, but no claims where it says "poison"."""
    quote = AttributedQuote(((1, 12),), Kind.DIRECT, voices=(Voice("Ana Ruiz", SpeakerKind.PERSON),), confidence=0.9)
    if draw is None:
        return Result(document.id, (quote,))
    if "poison" in document.text:
        return Result(document.id, (quote,), claims_error="RuntimeError: poisoned")
    start = document.text.index("The mill closed")
    return Result(document.id, (quote,), claims=(claim((1, 12), 0), claim((start, start + 15), None)))


def claim(span: tuple[int, int], quote: int | None) -> DrawnClaim:
    record = ClaimRecord(text=str(span), deed=(), actors=(), objects=(), keys=("key",))
    return DrawnClaim((span,), quote, f"claim at {span[0]}", 0.5, record)


@pytest.fixture(autouse=True)
def _fake_attribution(monkeypatch: pytest.MonkeyPatch) -> None:
    def attribute_many(documents: Iterable[Document], *, processes: int, apart: bool, draw: Any) -> Iterator[Result]:
        return (read(document, draw) for document in documents)

    monkeypatch.setattr(passes, "attribute_many", attribute_many)


def run() -> list[passes.Outcome]:
    return list(passes.run(passes.due()))


def test_quotes_and_claims_of_one_pass() -> None:
    ArticleFactory.create(text=TEXT)
    (outcome,) = run()
    assert (outcome.quotes, outcome.claims, outcome.claims_error) == (1, 2, "")
    assert Pass.objects.get().claim_count == 2
    assert set(Assertion.objects.values_list("quote", flat=True)) == {Quote.objects.get().pk, None}
    assert not Assertion.objects.filter(claim=None).exists()
    assert passes.due() == []


def test_an_article_keeps_its_quotes_where_claims_fail(capsys: pytest.CaptureFixture[str]) -> None:
    ArticleFactory.create(text=f"{TEXT} It is poison.")
    ArticleFactory.create(text=TEXT)
    with pytest.raises(SystemExit, match="1"):
        call_command("attribute")
    out, err = capsys.readouterr()
    assert "2 articles attributed, 2 quotes; 0 failed." in out
    assert "no claims: RuntimeError: poisoned" in err
    failed = Pass.objects.order_by("pk")[0]
    assert (failed.status, failed.claims_error, failed.claim_count) == ("done", "RuntimeError: poisoned", 0)
    assert passes.due() == [], "it is tried again with --redo only, as a failed pass is"


def test_so_where_they_cannot_be_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError("no room")

    monkeypatch.setattr("quotes.claiming.storing.link", broken)
    ArticleFactory.create(text=TEXT)
    (outcome,) = run()
    assert (outcome.quotes, outcome.error, outcome.claims_error) == (1, "", "ValueError: no room")
    assert not Assertion.objects.exists(), "nothing is half there"


def test_articles_read_before_there_were_claims_are_due() -> None:
    ArticleFactory.create(text=TEXT)
    run()
    Pass.objects.update(claims_version="")
    assert len(passes.due()) == 1
    run()
    assert Assertion.objects.count() == 2


def test_a_new_version_compares_all_of_an_article_anew() -> None:
    ArticleFactory.create(text=TEXT)
    run()
    Pass.objects.update(claims_version="0")
    Assertion.objects.update(linked_by="0-1")
    run()
    assert set(Assertion.objects.values_list("linked_by", flat=True)) == {LINKED_BY}


def test_a_newer_body_takes_the_claims_along() -> None:
    article = ArticleFactory.create(text=TEXT)
    run()
    before = set(Assertion.objects.values_list("pk", "claim"))
    BodyFactory.create(article=article, text=f"{TEXT} More to come.")
    run()
    assert set(Assertion.objects.values_list("pk", "claim")) == before
    assert set(Assertion.objects.values_list("body__number", flat=True)) == {2}


@pytest.mark.model
class TestAttribution:
    def test_without_draw_there_are_no_claims(self) -> None:
        from quotes.attribution import attribute_many

        (result,) = attribute_many([Document("1", TEXT)])
        assert (result.claims, result.claims_error) == ((), "")

    def test_a_drawing_that_fails_leaves_the_quotes(self) -> None:
        from quotes.attribution import attribute_many

        def draw(doc: object, quotes: Sequence[AttributedQuote], published: str | None) -> tuple[DrawnClaim, ...]:
            raise RuntimeError("poisoned")

        (result,) = attribute_many([Document("1", TEXT)], draw=draw)
        assert len(result.quotes) == 1
        assert result.claims_error == "RuntimeError: poisoned"

    def test_extract_loads_nothing_of_claims(self) -> None:
        code = "import sys; import quotes.extraction; sys.exit('quotes.claims' in sys.modules)"
        assert subprocess.run([sys.executable, "-c", code], check=False, timeout=120).returncode == 0

"""Claims as rows: stored again they stay, joined in any order they are the same, what editors hold stays."""

from __future__ import annotations

import itertools

import pytest
from django.db import IntegrityError, connection, transaction

from articles.models import Article
from quotes import claiming, corrections
from quotes.claiming.clusters import Member, clusters
from quotes.models import Assertion, AssertionPart, Claim, Difference, Quote
from tests.factories import ArticleFactory, BodyFactory
from tests.factories_quotes import EditorFactory, QuoteFactory
from tests.quotes.claimed import Table, a_claim, attributed, claim_of, differs, drawn, partition, same, table

__all__ = ["table"]
pytestmark = pytest.mark.django_db


def article(text: str, **values: object) -> Article:
    made: Article = ArticleFactory.create(text=text, **values)
    return made


class TestStoring:
    def test_the_same_again_changes_no_row(self, table: Table) -> None:
        one = article("Prices rose by 4 per cent. The mayor left.")
        claim_of(one, "Prices rose by 4 per cent.", "The mayor left.")
        before = list(Assertion.objects.order_by("pk").values())
        claim_of(one, "Prices rose by 4 per cent.", "The mayor left.")
        assert list(Assertion.objects.order_by("pk").values()) == before

    def test_parts_are_the_bodys_words(self, table: Table) -> None:
        claim_of(article("Über 𝒳: prices rose."), "prices rose")
        part = AssertionPart.objects.get()
        assert part.text == "prices rose"
        with pytest.raises(IntegrityError, match="very words"), transaction.atomic():
            AssertionPart.objects.filter(pk=part.pk).update(start=part.start + 1, end=part.end + 1)

    def test_an_assertion_does_not_take_its_parts_into_another_body(self, table: Table) -> None:
        one = article("Prices rose.")
        claim_of(one, "Prices rose")
        newer = BodyFactory.create(article=one, text="So it is: prices fell.")
        with pytest.raises(IntegrityError, match="leaves its parts behind"), transaction.atomic():
            Assertion.objects.update(body=newer)

    def test_in_a_newer_body_it_keeps_its_id(self, table: Table) -> None:
        one = article("Prices rose by 4 per cent.")
        claim = claim_of(one, "Prices rose by 4 per cent.")
        BodyFactory.create(article=one, text="Updated.\nPrices rose by 4 per cent. More to come.")
        one.refresh_from_db()
        assert claim_of(one, "Prices rose by 4 per cent.") == claim
        row = Assertion.objects.get()
        assert row.body == one.current_body
        assert row.position == 9

    def test_what_is_found_no_more_is_gone_and_comes_back(self, table: Table) -> None:
        one = article("Prices rose. The mayor left.")
        claim = claim_of(one, "Prices rose.", "The mayor left.")
        claim_of(one, "The mayor left.")
        assert Assertion.objects.get(text="Prices rose.").gone
        assert claim not in Claim.objects.public()
        assert claim_of(one, "Prices rose.", "The mayor left.") == claim
        assert claim in Claim.objects.public()

    def test_a_quotes_claims_are_its_own_and_the_articles_the_outlets(self, table: Table) -> None:
        quote = QuoteFactory.create(content="Prices rose by 4 per cent.")
        claim_of(quote.article, "Prices rose by 4 per cent.", "The council met on Friday.", quotes=(quote,))
        assert dict(Assertion.objects.values_list("text", "quote")) == {
            "Prices rose by 4 per cent.": quote.pk,
            "The council met on Friday.": None,
        }

    def test_what_an_editors_word_kept_out_has_no_claims(self, table: Table) -> None:
        quote = QuoteFactory.create(content="Prices rose.")
        body = quote.article.current_body
        assert body is not None
        found = attributed(quote)
        Quote.objects.filter(pk=quote.pk).update(status="gone")
        assert claiming.store_claims(body, [found], [drawn(body, "Prices rose.", quote=0)]) == []

    def test_words_that_an_editor_gave_somebody_are_no_claim_of_the_outlet(self, table: Table) -> None:
        one = article("The mill will close in May, as everybody knows.")
        claim_of(one, "The mill will close in May")
        quote = corrections.add(
            one, [(0, 26)], "indirect", [], editor=EditorFactory.create(), reason="It was said so."
        ).quote
        assert Assertion.objects.get().quote == quote
        claim_of(one, "The mill will close in May")
        assert Assertion.objects.get().quote == quote, "after another pass too"


TEXTS = ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::3])
def test_any_order_of_arrival_gives_the_same_claims(table: Table, order: tuple[int, ...]) -> None:
    """A likeness of a to b and of b to c does not make a and c one; d differs from a, and is as like b."""
    table[frozenset("ab")] = same(0.9)
    table[frozenset("bc")] = same(0.8)
    table[frozenset("ad")] = differs("some", "8,000")
    table[frozenset("bd")] = same(0.7)
    articles = [article(f"{text} and so on.", key=f"https://example.com/{text}") for text in "abcd"]
    for at in order:
        claim_of(articles[at], "abcd"[at])
    expected = {
        frozenset({("https://example.com/a", "a"), ("https://example.com/b", "b")}),
        frozenset({("https://example.com/c", "c")}),
        frozenset({("https://example.com/d", "d")}),
    }
    assert partition() == expected
    for _ in claiming.relink(claiming.due(redo=True)):
        pass
    assert partition() == expected


class TestJoining:
    def test_ids_last_and_the_other_leads_on(self, table: Table) -> None:
        first = claim_of(article("Prices rose in May."), "Prices rose in May.")
        second = claim_of(article("In May prices went up."), "In May prices went up.")
        assert first != second
        table[frozenset(("Prices rose in May.", "In May prices went up."))] = same()
        for _ in claiming.relink(claiming.due(redo=True)):
            pass
        second.refresh_from_db()
        assert second.now == first
        assert list(Claim.objects.public()) == [first]
        table.clear()
        for _ in claiming.relink(claiming.due(redo=True)):
            pass
        assert len(partition()) == 2, "and comes apart where they are no longer the same"

    def test_it_goes_on_where_it_was_stopped(self, table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("quotes.claiming.linking._BATCH", 1)
        for text in ("a b", "c d", "e f"):
            claim_of(article(f"{text} and so on."), text)
        run = claiming.relink(claiming.due(redo=True))
        assert next(run) == (1, [])
        assert len(claiming.due()) == 2
        assert list(claiming.relink(claiming.due())) == [(1, []), (1, [])]
        assert claiming.due() == []

    def test_one_that_cannot_be_compared_holds_up_no_other(self, table: Table) -> None:
        texts = ("a b", "c d", "e f")
        for text in texts:
            claim_of(article(f"{text} and so on."), text)
        bad = Assertion.objects.get(text="c d")
        Assertion.objects.filter(pk=bad.pk).update(record={})
        ((count, failures),) = claiming.relink(claiming.due(redo=True))
        assert (count, [failure.pk for failure in failures]) == (3, [bad.pk])
        assert claiming.due() == [bad.pk]

    def test_differences_are_between_claims(self, table: Table) -> None:
        table[frozenset(("8,000 troops came", "some troops came"))] = differs("8,000", "some", towards=0)
        claim_of(article("Today some troops came."), "some troops came")
        claim_of(article("Today 8,000 troops came."), "8,000 troops came")
        (difference,) = Difference.objects.public()
        assert {difference.one_words, difference.other_words} == {"8,000", "some"}
        assert Claim.objects.differing(Difference.objects.all()).count() == 2
        assert Claim.objects.differing(Difference.objects.filter(kind="contradiction")).count() == 0

    @pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps statistics of its own")
    def test_o5_a_database_without_statistics_begins_with_the_differences(self) -> None:
        """There are few of them; of assertions, of which there are many, none but their own are looked at."""
        plan = Difference.objects.public().order_by().explain()
        scanned = [line.split("SCAN ")[1].split()[0] for line in plan.splitlines() if "SCAN " in line]
        assert scanned == ["quotes_difference"]

    def test_a_copy_is_no_second_outlet(self, table: Table) -> None:
        one, copy = article("Prices rose. So it is."), article("Prices rose. So it is.")
        Article.objects.filter(pk=copy.pk).update(copy_of=one)
        claim_of(one, "Prices rose.")
        claim = claim_of(copy, "Prices rose.")
        claim.refresh_from_db()
        assert (claim.outlets, claim.assertions.count()) == (1, 2)


class TestClusters:
    def test_what_editors_hold_stays_together_and_apart(self) -> None:
        members = [Member(1, ("a",), held=7), Member(2, ("b",), held=7), Member(3, ("c",), held=8), Member(4, ("d",))]
        every = {(1, 3): 0.9, (2, 3): 0.9, (3, 4): 0.8, (1, 4): 0.7}
        assert clusters(members, every, {(1, 2)}) == [[1, 2], [3, 4]]

    def test_what_differs_is_never_one(self) -> None:
        members = [Member(1, ("a",)), Member(2, ("b",)), Member(3, ("c",))]
        assert clusters(members, {(1, 2): 0.9, (2, 3): 0.8}, {(1, 3)}) == [[1, 2], [3]]


class TestPublic:
    def test_a_denial_alone_makes_no_claim(self, table: Table) -> None:
        quote = QuoteFactory.create(content="troops were sent", kind="indirect", cue="denied", stance="denies")
        claim = a_claim(quote)
        assert claim not in Claim.objects.public()
        other = claim_of(article("All know that troops were sent."), "troops were sent")
        assert other == claim
        assert claim in Claim.objects.public()

    def test_claims_of_what_is_hidden_are_nowhere(self, table: Table) -> None:
        quote = QuoteFactory.create(content="Prices rose.")
        claim = a_claim(quote)
        assert claim in Claim.objects.public()
        shown = corrections.hide(quote, editor=EditorFactory.create(), reason="Legal advice")
        assert claim not in Claim.objects.public()
        corrections.undo(shown, editor=EditorFactory.create())
        assert claim in Claim.objects.public()
        corrections.hide(quote.article, editor=EditorFactory.create(), reason="Legal advice")
        assert claim not in Claim.objects.public()

    def test_an_outlets_claim_with_words_of_a_hidden_quote_is_not_public(self, table: Table) -> None:
        quote = QuoteFactory.create(content="We won.", speaker="Ana Ruiz")
        claim = claim_of(quote.article, "Ana Ruiz said.\nIt will meet again in May.", quotes=(quote,))
        assert claim in Claim.objects.public()
        corrections.hide(quote, editor=EditorFactory.create(), reason="Legal advice")
        assert claim not in Claim.objects.public()

    def test_nothing_of_an_indirect_quote_without_source(self, table: Table) -> None:
        quote = QuoteFactory.create(content="prices rose", kind="indirect", speaker=None, source="", cue="")
        assert a_claim(quote) not in Claim.objects.public()

    def test_a_difference_to_what_is_hidden_is_none(self, table: Table) -> None:
        table[frozenset(("8,000 troops came", "some troops came"))] = differs("8,000", "some", towards=0)
        claim_of(article("Today some troops came."), "some troops came")
        hidden = article("Today 8,000 troops came.")
        claim_of(hidden, "8,000 troops came")
        Article.objects.filter(pk=hidden.pk).update(hidden=True)
        assert not Difference.objects.public().exists()

    def test_where_only_what_is_checked_is_public(self, table: Table, settings: object) -> None:
        settings.OTR_PUBLIC_LEVEL = "checked"  # type: ignore[attr-defined]
        own = claim_of(article("Prices rose."), "Prices rose.")
        quoted = a_claim(QuoteFactory.create(content="The mill closes."))
        assert not Claim.objects.public().exists()
        Claim.objects.filter(pk=own.pk).update(status="confirmed")
        Quote.objects.update(status="checked")
        assert set(Claim.objects.public()) == {own, quoted}

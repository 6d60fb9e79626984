"""The list of claims and a claim's own page: what they show, what they don't, what bad input gets."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article
from quotes import corrections
from quotes.models import Claim, Quote
from tests.factories import ArticleFactory, OutletFactory
from tests.factories_quotes import EditorFactory, SpeakerFactory
from tests.quotes.claimed import Table, a_claim, claim_of, differs, same, table
from tests.quotes.pages import a_quote, text_of

__all__ = ["table"]
pytestmark = pytest.mark.django_db
SOME, EXACT = "Some of the troops have arrived", "8,000 of the troops have arrived"


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def article(text: str, outlet: str = "The Courier", **values: Any) -> Article:
    from articles.models import Outlet

    known = Outlet.objects.filter(name=outlet).first() or OutletFactory.create(name=outlet)
    made: Article = ArticleFactory.create(text=text, outlet=known, **values)
    return made


def quoted(content: str, speaker: str = "Anna Berg", **values: Any) -> Quote:
    return a_quote(content=content, speaker=speaker, **values)


def structured(html: str) -> dict[str, Any]:
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert block
    found: dict[str, Any] = json.loads(block[1])
    return found


class TestPage:
    def test_who_asserts_it_where_and_when(self, client: Client, table: Table) -> None:
        quote = quoted("The mill will close in May.", article=article("A. “The mill will close in May.” Berg said."))
        text = text_of(page(client, a_claim(quote).get_absolute_url()))
        assert "Nobody has checked this claim." in text
        assert "The mill will close in May" in text
        assert "Anna Berg said" in text
        assert "The Courier 14 Mar 2026" in text

    def test_an_articles_own_voice_is_the_outlets_claim(self, client: Client, table: Table) -> None:
        claim = claim_of(article("Prices rose by 4 per cent. So it is."), "Prices rose by 4 per cent")
        assert "The Courier , in its own voice" in text_of(page(client, claim.get_absolute_url()))

    def test_a_denial_is_shown_with_its_cue_and_asserts_nothing(self, client: Client, table: Table) -> None:
        claim = claim_of(article("All know that troops were sent."), "troops were sent")
        a_claim(quoted("troops were sent", "Igor Dal", kind="indirect", cue="denied", stance="denies"))
        text = text_of(page(client, claim.get_absolute_url()))
        assert "Denial Igor Dal denied" in text
        assert "Does not assert it" in text
        assert "Claim · 1 outlet ·" in text, "the denial's outlet does not carry it"

    def test_sources_in_order_of_time_with_a_drawing(self, client: Client, table: Table) -> None:
        for day, outlet in ((20, "The Late Post"), (3, "The Early Post")):
            claim = claim_of(
                article("Prices rose by 4 per cent.", outlet, published_on=date(2026, 3, day)),
                "Prices rose by 4 per cent",
            )
        html = page(client, claim.get_absolute_url())
        text = text_of(html)
        assert text.index("The Early Post 3 Mar") < text.index("The Late Post 20 Mar")
        assert "2 places where it stands, published from 3 March 2026 to 20 March 2026." in html
        assert html.count('<circle class="asserts" cx=') == 2

    def test_sources_of_one_day_in_order_of_the_hour(self, client: Client, table: Table) -> None:
        for outlet, hour in (("The Day Post", None), ("The Late Post", 18), ("The Early Post", 7)):
            at = hour and datetime(2026, 3, 14, hour, tzinfo=UTC)
            claim = claim_of(article("Prices rose.", outlet, published_at=at), "Prices rose")
        text = text_of(page(client, claim.get_absolute_url()))
        assert re.findall(r"The (\w+) Post 14 Mar", text) == ["Early", "Late", "Day"]

    def test_a_copy_is_no_second_source(self, client: Client, table: Table) -> None:
        one, copy = article("Prices rose."), article("Prices rose.", "The Other Post")
        Article.objects.filter(pk=copy.pk).update(copy_of=one)
        claim_of(one, "Prices rose")
        text = text_of(page(client, claim_of(copy, "Prices rose").get_absolute_url()))
        assert "Claim · 1 outlet ·" in text
        assert "Copy of an article in The Courier : no second source" in text

    def test_what_differs_stands_side_by_side_and_is_no_verdict(self, client: Client, table: Table) -> None:
        table[frozenset((SOME, EXACT))] = differs("8,000", "Some", towards=0)
        some = claim_of(article(f"{SOME}."), SOME)
        exact = claim_of(article(f"{EXACT}."), EXACT)
        html = page(client, some.get_absolute_url())
        assert '<mark class="differing">Some</mark> of the troops' in html
        assert '<mark class="differing">8,000</mark> of the troops' in html
        text = text_of(html)
        assert "More exact: “Some” here, “8,000” there. The other says it more exactly." in text
        assert "never which one is right" in text
        other = text_of(page(client, exact.get_absolute_url()))
        assert "More exact: “8,000” here, “Some” there. This claim says it more exactly." in other

    def test_a_joined_claims_address_leads_on(self, client: Client, table: Table) -> None:
        one, other = (
            claim_of(article("Prices rose."), "Prices rose"),
            claim_of(article("Up they went."), "Up they went"),
        )
        Claim.objects.filter(pk=other.pk).update(merged_into=one)
        response = client.get(other.get_absolute_url())
        assert (response.status_code, response["Location"]) == (301, one.get_absolute_url())

    @pytest.mark.parametrize("what", ["quote", "article"])
    def test_of_what_is_hidden_there_is_nothing(self, client: Client, table: Table, what: str) -> None:
        quote = quoted("Zebras were sold.")
        claim = a_claim(quote)
        hidden = quote if what == "quote" else quote.article
        corrections.hide(hidden, editor=EditorFactory.create(group="publishers"), reason="Legal advice")
        gone = page(client, claim.get_absolute_url(), 410)
        assert "Zebras" not in gone
        for address in ("/claims/", "/claims/?q=zebras", "/quotes/?q=zebras", f"/speakers/{'anna-berg'}/"):
            assert "Zebras" not in client.get(address).content.decode()

    def test_the_clearest_wording_is_never_a_hidden_one(self, client: Client, table: Table) -> None:
        table[frozenset(("They rose", "Prices in Ulm rose"))] = same()
        claim = claim_of(article("They rose."), "They rose")
        hidden = article("Prices in Ulm rose.")
        claim_of(hidden, "Prices in Ulm rose", names=("ulm",))
        assert '<h1 class="claim-text">Prices in Ulm rose</h1>' in page(client, claim.get_absolute_url())
        Article.objects.filter(pk=hidden.pk).update(hidden=True)
        html = page(client, claim.get_absolute_url())
        assert '<h1 class="claim-text">They rose</h1>' in html
        assert "Ulm" not in html

    @pytest.mark.parametrize(
        ("words", "shown"),
        [
            ("“I have rowed here for nine years", "I have rowed here for nine years"),
            ("“I have rowed here", "I have rowed here"),
            ("The mill made “a loss", "The mill made “a loss”"),
            ("“Red Otter” sank, “all hands", "“Red Otter” sank, “all hands”"),
            ("The “Red Otter” sank", "The “Red Otter” sank"),
            ("It sank in the ’90s", "It sank in the ’90s"),
        ],
    )
    def test_no_quotation_is_left_open(self, client: Client, table: Table, words: str, shown: str) -> None:
        claim = claim_of(article(f"{words}, and so on.”"), words)
        assert f'<h1 class="claim-text">{shown}</h1>' in page(client, claim.get_absolute_url())
        assert f">{shown}<" in page(client, "/claims/?drawn=all")

    def test_there_is_no_such_claim(self, client: Client) -> None:
        assert client.get("/claims/999/").status_code == 404

    def test_as_many_queries_for_ten_sources_as_for_one(self, client: Client, table: Table) -> None:
        counts = []
        for number in (1, 10):
            for at in range(number):
                claim = a_claim(quoted("Prices rose by 4 per cent.", f"Speaker {number} {at}"))
            with CaptureQueriesContext(
                connection,
            ) as queries:
                page(client, claim.get_absolute_url())
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 16


class TestStructuredData:
    def test_a_claim_without_verdict_is_a_claim(self, client: Client, table: Table) -> None:
        claim = a_claim(quoted("The mill will close in May."))
        data = structured(page(client, claim.get_absolute_url()))
        assert data["@type"] == "Claim"
        assert data["text"] == "The mill will close in May."
        assert data["author"] == [
            {"@type": "Person", "name": "Anna Berg", "url": "http://testserver/speakers/anna-berg/"}
        ]
        assert data["firstAppearance"]["datePublished"] == "2026-03-14"

    def test_a_review_only_with_a_source(self, client: Client, table: Table) -> None:
        claim = a_claim(quoted("The mill will close in May."))
        found = {"status": "wrong", "note": "It stays open.", "checked_at": timezone.now()}
        Claim.objects.filter(pk=claim.pk).update(**found)
        assert structured(page(client, claim.get_absolute_url()))["@type"] == "Claim"
        Claim.objects.filter(pk=claim.pk).update(source_url="https://example.com/report")
        review = structured(page(client, claim.get_absolute_url()))
        assert review["@type"] == "ClaimReview"
        assert review["reviewRating"] == {"@type": "Rating", "alternateName": "Wrong"}
        assert review["citation"] == "https://example.com/report"
        assert review["itemReviewed"]["@type"] == "Claim"

    def test_no_words_end_the_block(self, client: Client, table: Table) -> None:
        words = "The </script><script>alert(1)</script> is sold"
        claim = claim_of(article(f"{words}. So it is."), words)
        assert structured(page(client, claim.get_absolute_url()))["text"] == words


class TestList:
    @pytest.fixture(autouse=True)
    def some(self, table: Table) -> None:
        table[frozenset((SOME, EXACT))] = differs("8,000", "Some", towards=0)
        a_claim(quoted(SOME, article=article(f"A. “{SOME}” Berg said.", published_on=date(2026, 3, 1))))
        claim_of(article(f"{EXACT}.", "The Post", published_on=date(2026, 3, 9)), EXACT, figures=("8,000",))

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("", [EXACT, SOME]),
            ("sort=oldest", [SOME, EXACT]),
            ("q=troop", [EXACT, SOME]),
            ("q=%22some+of+the%22", [SOME]),
            ("q=troops+-some", [EXACT]),
            ("q=some+OR+8,000", [EXACT, SOME]),
            ("speaker=anna-berg", [SOME]),
            ("outlet=the-post", [EXACT]),
            ("voice=own", [EXACT]),
            ("voice=quoted", [SOME]),
            ("figure=yes", [EXACT]),
            ("differs=any", [EXACT, SOME]),
            ("differs=more_exact", [EXACT, SOME]),
            ("differs=contradiction", []),
            ("status=confirmed", []),
            ("carried=several", []),
            ("drawn=all", [EXACT, SOME]),
            ("since=2026-03-02", [EXACT]),
            ("until=2026-03-02", [SOME]),
        ],
    )
    def test_filters(self, client: Client, query: str, expected: list[str]) -> None:
        from articles.models import Outlet

        Outlet.objects.filter(name="The Post").update(slug="the-post")
        html = page(client, f"/claims/?{query}")
        assert re.findall(r'class="claim-text" id="claim-\d+"><a href="[^"]+">([^<]+)', html) == expected

    @pytest.mark.parametrize(
        "query",
        ["q=%22open", "q=-", "q=%F0%9F%98%80", "q=OR", "q=%00", "speaker=nobody", "outlet=x", "since=yesterday",
         "page=9", "page=x", "status=maybe", "sort=x", "figure=2", "differs=2", "drawn=2",
         "since=2026-03-09&until=2026-03-01"],
    )  # fmt: skip
    def test_what_cannot_be_used_is_left_out_and_said(self, client: Client, query: str) -> None:
        assert 'class="notes"' in page(client, f"/claims/?{query}")

    def test_nothing_found_says_which_filter_to_drop(self, client: Client) -> None:
        text = text_of(page(client, "/claims/?q=troops&status=wrong"))
        assert "Something does if you drop one:" in text
        assert "Status: wrong 2 claims without it" in text

    def test_what_may_well_be_no_claim_is_left_out_unless_asked_for(self, client: Client) -> None:
        unsure = claim_of(article("Otters were seen."), "Otters were seen", worth=0.6)
        assert "Otters" not in page(client, "/claims/")
        assert '<a rel="nofollow" href="/claims/?q=troops&amp;drawn=all">' in page(client, "/claims/?q=troops")
        text = text_of(page(client, "/claims/?drawn=all"))
        assert "3 claims" in text
        assert "Otters were seen" in text
        assert "Only the surer ones 1 claim without it" in text_of(page(client, "/claims/?q=otters"))
        checked = {"status": "confirmed", "checked_at": timezone.now()}
        Claim.objects.filter(pk=unsure.pk).update(**checked)
        assert "Otters were seen" in page(client, "/claims/"), "an editor has looked at it"

    def test_facets_follow_the_other_filters(self, client: Client) -> None:
        html = page(client, "/claims/?figure=yes")
        facets = text_of(html[html.index('class="facets"') :].replace("<aside", "<main"))
        assert "The Post 1" in facets
        assert "Anna Berg" not in facets

    def test_the_fragment_is_the_results_alone(self, client: Client) -> None:
        response = client.get("/claims/?q=troops", headers={"HX-Request": "true"})
        html = response.content.decode()
        assert "<html" not in html
        assert "2 claims" in html
        assert response["HX-Push-Url"] == "/claims/?q=troops"

    def test_as_many_queries_for_ten_claims_as_for_two(self, client: Client) -> None:
        with CaptureQueriesContext(connection) as two:
            page(client, "/claims/?q=of")
        for at in range(8):
            SpeakerFactory.create(name=f"Speaker {at}")
            a_claim(quoted(f"Number {at} of these is sold.", f"Speaker {at}"))
        with CaptureQueriesContext(connection) as ten:
            page(client, "/claims/?q=of")
        assert len(ten) == len(two) <= 20


class TestElsewhere:
    def test_the_search_of_quotes_leads_to_the_same_among_claims(self, client: Client, table: Table) -> None:
        a_claim(quoted("The mill will close in May."))
        address = '<a rel="nofollow" href="/claims/?q=mill">'
        assert address in page(client, "/quotes/?q=mill")
        assert "1 claim" in text_of(page(client, "/claims/?q=mill"))
        assert "claims-beside" not in page(client, "/quotes/")

    def test_claims_stand_on_the_pages_of_quote_speaker_and_article(self, client: Client, table: Table) -> None:
        quote = quoted("The mill will close in May.")
        claim = a_claim(quote)
        for address in (quote.get_absolute_url(), "/speakers/anna-berg/", quote.article.get_absolute_url()):
            assert f'<a href="{claim.get_absolute_url()}">The mill will close in May.</a>' in page(client, address)

    def test_a_denials_words_are_no_claim_there(self, client: Client, table: Table) -> None:
        quote = quoted("troops were sent", kind="indirect", cue="denied", stance="denies")
        a_claim(quote)
        for address in (quote.get_absolute_url(), "/speakers/anna-berg/", quote.article.get_absolute_url()):
            assert "claim-lines" not in page(client, address)

"""The search page: full and for htmx, bad parameters, facets, zero results, queries."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase
from pytest_django import DjangoAssertNumQueries

from quotes.models import Speaker
from tests.factories import ArticleFactory, OutletFactory
from tests.factories_quotes import SpeakerFactory
from tests.quotes.pages import a_quote, text_of

pytestmark = pytest.mark.django_db

# Names, what is found, labels of facets; quotes, and what stands beside them.
QUERIES = 5
# On PostgreSQL the tests' own transaction asks for a savepoint around what may be broken off.
LIMITING = 0 if connection.vendor == "sqlite" else 2
HTMX = {"HX-Request": "true"}


def results(client: Client, **params: str) -> str:
    response = client.get(reverse("quotes"), params)
    assert response.status_code == 200
    return response.content.decode()


def shown(html: str) -> list[str]:
    """The first word of each quote shown."""
    return re.findall(r'<p>(?:<span class="reported">\w+</span> )?“?(\w+):', html)


@pytest.fixture
def library(db: None) -> None:
    courier = OutletFactory.create(name="The Courier", slug="courier")
    herald = OutletFactory.create(name="The Herald", slug="herald")
    berg = SpeakerFactory.create(name="Anna Berg", slug="anna-berg")
    days = {"Alpha": 1, "Bravo": 2, "Charlie": 3}
    rows = [
        ("Alpha", courier, berg, "direct", "machine", 0.5),
        ("Bravo", herald, berg, "indirect", "checked", 0.9),
        ("Charlie", herald, "Tom Quill", "mixed", "corrected", 0.7),
    ]
    for name, outlet, speaker, kind, status, confidence in rows:
        article = ArticleFactory.create(outlet=outlet, published_on=date(2026, 3, days[name]), text=None)
        a_quote(
            content=f"{name}: the harbour is open.",
            article=article,
            speaker=speaker,
            kind=kind,
            status=status,
            confidence=confidence,
            said_on=date(2026, 2, days[name]),
        )


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("params", "names"),
    [
        ({}, "Charlie Bravo Alpha"),
        ({"q": "harbour"}, "Charlie Bravo Alpha"),
        ({"q": "berg"}, "Bravo Alpha"),
        ({"q": "berg", "scope": "words"}, ""),
        ({"by": "quill"}, "Charlie"),
        ({"speaker": "anna-berg"}, "Bravo Alpha"),
        ({"outlet": "herald"}, "Charlie Bravo"),
        ({"kind": "mixed"}, "Charlie"),
        ({"status": "checked"}, "Bravo"),
        ({"since": "2026-03-02"}, "Charlie Bravo"),
        ({"since": "2026-03-02", "until": "2026-03-02"}, "Bravo"),
        ({"until": "2026-02-02", "dates": "said"}, "Bravo Alpha"),
        ({"sort": "oldest"}, "Alpha Bravo Charlie"),
        ({"sort": "surest"}, "Bravo Charlie Alpha"),
        ({"q": "harbour -quill", "outlet": "herald", "kind": "indirect"}, "Bravo"),
    ],
)
def test_filters_and_order(client: Client, params: dict[str, str], names: str) -> None:
    assert shown(results(client, **params)) == names.split()


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("params", "note"),
    [
        ({"kind": "shouted"}, "Kind “shouted” was ignored: it is none of the choices."),
        ({"status": "rejected"}, "Status “rejected” was ignored"),
        ({"outlet": "none-such"}, "Outlet “none-such” was ignored: there is no such outlet."),
        ({"speaker": "none-such"}, "Speaker “none-such” was ignored"),
        ({"since": "yesterday"}, "From “yesterday” was ignored: it is no date like 2026-03-14."),
        ({"until": "2026-02-31"}, "To “2026-02-31” was ignored"),
        ({"since": "0000-00-00"}, "was ignored"),
        ({"since": "2026-04-01", "until": "2026-03-01"}, "taken the other way round"),
        ({"sort": "best"}, "Order “best” was ignored"),
        ({"scope": "x"}, "Look in “x” was ignored"),
        ({"dates": "x"}, "was ignored"),
        ({"spelling": "x"}, "Names “x” was ignored"),
        ({"page": "x"}, "Page “x” was ignored"),
        ({"page": "-1"}, "Page “-1” was ignored"),
        ({"page": "٣"}, "was ignored"),
        ({"page": "99"}, "There is no page 99."),
        ({"page": "9" * 400}, "was ignored"),
        ({"kind": "<script>"}, "Kind “<script>” was ignored"),
        ({"outlet": "\x00"}, "was ignored"),
        ({"q": "\x00"}, "was ignored"),
        ({"by": "\x00"}, "was ignored"),
        ({"q": "“harbour"}, "never closed"),
        ({"q": "🙂"}, "“🙂” was ignored"),
    ],
)
def test_bad_parameters_are_left_out_and_said(client: Client, params: dict[str, str], note: str) -> None:
    html = results(client, **params)
    assert str(escape(note)) in html
    assert shown(html)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["q", "by", "speaker", "outlet", "kind", "status", "since", "sort", "page"])
def test_a_nul_is_no_error_in_any_parameter(client: Client, name: str) -> None:
    assert client.get("/quotes/", {name: "a\x00b"}).status_code == 200


class AnyAddress(HypothesisTestCase):
    """Hypothesis: no address of the search page is an error."""

    @settings(max_examples=40, deadline=None)
    @given(
        st.dictionaries(
            st.sampled_from(
                [
                    "q",
                    "scope",
                    "by",
                    "spelling",
                    "speaker",
                    "outlet",
                    "kind",
                    "status",
                    "dates",
                    "since",
                    "until",
                    "sort",
                    "page",
                ]
            ),
            st.text(max_size=30) | st.sampled_from(["2026-01-01", "direct", "said", "-1", "0001-01-01", "9999-12-31"]),
        )
    )
    def test_no_address_fails(self, params: dict[str, str]) -> None:
        assert self.client.get(reverse("quotes"), params).status_code == 200


@pytest.mark.usefixtures("library")
class TestHtmx:
    def test_the_fragment_is_the_same_results_without_the_page(self, client: Client) -> None:
        params = {"q": "harbour", "kind": "direct"}
        full = client.get(reverse("quotes"), params).content.decode()
        fragment = client.get(reverse("quotes"), params, headers=HTMX).content.decode()
        whole = full[full.index('<div id="results"') : full.index("</main>")]
        assert " ".join(whole.split()) == " ".join(fragment[fragment.index('<div id="results"') :].split())
        assert "<main" in full
        assert "<main" not in fragment
        assert "<form" not in fragment

    def test_both_say_that_they_vary(self, client: Client) -> None:
        for headers in ({}, HTMX):
            assert "HX-Request" in client.get(reverse("quotes"), headers=headers)["Vary"]

    def test_the_fragment_brings_the_count_and_the_title(self, client: Client) -> None:
        html = client.get(reverse("quotes"), {"q": "quill"}, headers=HTMX).content.decode()
        assert '<p id="result-count" data-hx-swap-oob="innerHTML">1 quote' in html
        assert "<title>quill – Quotes – On the Record" in html

    def test_going_back_gets_the_whole_page(self, client: Client) -> None:
        headers = {**HTMX, "HX-History-Restore-Request": "true"}
        assert "<main" in client.get(reverse("quotes"), headers=headers).content.decode()

    @pytest.mark.parametrize(
        ("before", "params", "header", "url"),
        [
            ("/quotes/", {"q": "har", "kind": "", "sort": "newest"}, "HX-Push-Url", "/quotes/?q=har"),
            ("/quotes/?q=har", {"q": "harbour"}, "HX-Replace-Url", "/quotes/?q=harbour"),
            ("/quotes/?q=harbour", {"q": "har"}, "HX-Replace-Url", "/quotes/?q=har"),
            ("/quotes/?q=harbour", {"q": "tide"}, "HX-Push-Url", "/quotes/?q=tide"),
            ("/quotes/?q=harbour", {"q": ""}, "HX-Push-Url", "/quotes/"),
            ("/quotes/?q=har", {"q": "harbour", "kind": "direct"}, "HX-Push-Url", "/quotes/?q=harbour&kind=direct"),
            ("/quotes/?q=harbour", {"q": "harbour"}, "HX-Push-Url", "false"),
        ],
    )
    def test_typing_on_is_no_step_of_its_own(
        self, client: Client, before: str, params: dict[str, str], header: str, url: str
    ) -> None:
        headers = {**HTMX, "HX-Current-URL": f"http://testserver{before}"}
        assert client.get(reverse("quotes"), params, headers=headers)[header] == url


@pytest.mark.usefixtures("library")
class TestFacets:
    def test_counts_follow_the_other_filters(self, client: Client) -> None:
        html = results(client, outlet="herald")
        facets = text_of(html[html.index('class="facets"') :])
        assert "Anna Berg 1 Tom Quill 1" in facets
        assert "The Herald 2 The Courier 1" in facets
        assert "Direct" not in facets.split("Kind")[1].split("Quotations")[0]

    def test_a_facet_is_a_link_that_keeps_the_rest_and_is_not_crawled(self, client: Client) -> None:
        html = results(client, outlet="herald", q="harbour")
        assert '<a rel="nofollow" href="/quotes/?q=harbour&amp;speaker=anna-berg&amp;outlet=herald">' in html

    def test_the_chosen_one_is_marked_and_takes_itself_back(self, client: Client) -> None:
        html = results(client, kind="mixed")
        assert '<a rel="nofollow" href="/quotes/" aria-current="true"><span class="label">Mixed' in html

    def test_speakers_of_one_article_alone_are_no_facet(self, client: Client) -> None:
        article = ArticleFactory.create()
        a_quote(content="Delta: x.", article=article, speaker=SpeakerFactory.create(name="an aide", article=article))
        html = results(client)
        assert "an aide" not in text_of(html[html.index('class="facets"') :])


@pytest.mark.usefixtures("library")
class TestZeroResults:
    def test_it_says_which_filter_to_drop(self, client: Client) -> None:
        html = results(client, q="harbour", kind="direct", outlet="herald")
        assert "No quotes found." in html
        text = text_of(html)
        assert "Kind: Direct: in quotation marks 2 quotes without it" in text
        assert "Outlet: The Herald 1 quote without it" in text
        assert "Words: harbour 0" not in text
        assert 'href="/quotes/?q=harbour&amp;outlet=herald"' in html

    def test_it_says_which_of_several_words_to_drop(self, client: Client) -> None:
        assert "Word: zebra 3 quotes without it" in text_of(results(client, q="harbour zebra"))

    def test_it_says_when_no_single_filter_is_to_blame(self, client: Client) -> None:
        assert "no single filter is to blame" in results(client, by="zebra", q="zebra")

    def test_an_empty_site_says_that(self, client: Client) -> None:
        from quotes.models import Quote

        Quote.objects.all().delete()
        assert "There are no quotes yet." in results(client)


def test_pages_are_bounded_and_in_the_address(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.paging.MOST", 45)
    article = ArticleFactory.create(text="\n".join(f"n{n}: one." for n in range(50)))
    for n in range(50):
        a_quote(content=f"n{n}: one.", article=article)
    html = results(client, q="one", page="3")
    assert len(shown(html)) == 5
    assert "45+ quotes, 41 to 45 shown" in text_of(html)
    assert "Page 3" in text_of(html)
    assert 'rel="prev nofollow" href="/quotes/?q=one&amp;page=2&amp;before=' in html


def test_a_merged_speakers_address_finds_the_one_it_was_merged_into(client: Client) -> None:
    new, old = SpeakerFactory.create(name="Anna Berg"), SpeakerFactory.create(name="A. Berg", slug="a-berg")
    Speaker.objects.filter(pk=old.pk).update(merged_into=new)
    a_quote(content="Alpha: x.", speaker=new)
    a_quote(content="Bravo: x.", speaker=old)
    html = results(client, speaker="a-berg")
    assert sorted(shown(html)) == ["Alpha", "Bravo"]
    assert "Speaker: Anna Berg" in html


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(("params", "noindex"), [({}, False), ({"q": "x"}, True), ({"kind": "direct"}, True)])
def test_filtered_searches_are_not_indexed(client: Client, params: dict[str, str], noindex: bool) -> None:
    assert ('<meta name="robots" content="noindex">' in results(client, **params)) == noindex


def test_no_denial_without_its_cue_in_a_list(client: Client) -> None:
    a_quote(content="the wall had leaked", kind="indirect", stance="denies", cue="rejected", speaker="Anna Berg")
    text = text_of(results(client))
    assert "Denial Anna Berg rejected Reported the wall had leaked" in text


def test_the_number_of_queries_does_not_grow(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for n in range(3):
        a_quote(speaker=f"Ana Ruiz{n}", content=f"Flood {n}.")
    with django_assert_num_queries(QUERIES + LIMITING):
        results(client, q="flood")
    for n in range(12):
        a_quote(speaker=f"Ida Berg{n}", content=f"Flood {n}.")
    with django_assert_num_queries(QUERIES + LIMITING):
        results(client, q="flood")

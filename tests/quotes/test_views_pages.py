"""Front page, speakers, articles, outlets, method, corrections: what they show, in how many queries."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries, Settings

from articles.models import Article, Outlet
from quotes import figures
from quotes.models import Quote, Speaker
from quotes.pages.headings import heading
from tests.factories import ArticleFactory, BodyFactory, OutletFactory
from tests.factories_quotes import PassFactory, SpeakerFactory
from tests.quotes.pages import a_quote, also_called, text_of

pytestmark = pytest.mark.django_db


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


class TestHome:
    def test_it_shows_the_newest_the_most_quoted_and_the_outlets(self, client: Client) -> None:
        for n in range(3):
            a_quote(content=f"Word {n}.", speaker="Ana Ruiz")
        a_quote(content="Other.", speaker="Tom Quill")
        text = text_of(page(client, "/"))
        assert "Who said what, where, and how sure are we?" in text
        assert "Quotations from 4 news articles" in text
        assert "Most quoted Ana Ruiz 3 Tom Quill 1" in text
        assert "All 4 quotes" in text

    def test_it_shows_one_quote_of_each_of_the_newest_articles(self, client: Client) -> None:
        for day in range(1, 9):
            article = ArticleFactory.create(published_on=date(2026, 3, day), text=None)
            for kind, confidence in (("indirect", 1.0), ("direct", 0.7), ("direct", 0.9), ("direct", 0.8)):
                a_quote(article=article, content=f"Day {day}, {kind} {confidence}.", kind=kind, confidence=confidence)
        html = page(client, "/")
        assert re.findall(r"Day \d, \w+ [\d.]+", html) == [f"Day {day}, direct 0.9." for day in (8, 7, 6, 5, 4, 3)]

    def test_without_quotes_it_says_so(self, client: Client) -> None:
        assert "There are no quotes yet." in text_of(page(client, "/"))

    def test_it_has_a_search_form_that_needs_no_script(self, client: Client) -> None:
        html = page(client, "/")
        assert re.search(r'<form[^>]*action="/quotes/" method="get"', html)
        assert "<script" not in html


class TestSpeakers:
    def test_names_roles_outlets_and_quotes(self, client: Client) -> None:
        speaker = SpeakerFactory.create(name="Ana Ruiz", slug="ana-ruiz")
        also_called(speaker, "Ms Ruiz", "Anna Ruiz")
        courier = OutletFactory.create(name="The Courier", slug="courier")
        for day, role in ((1, "deputy mayor"), (2, "mayor"), (3, "mayor")):
            article = ArticleFactory.create(outlet=courier, published_on=date(2026, 3, day), text=None)
            a_quote(content=f"Word {day}.", article=article, speaker=speaker, role=role)
        html = page(client, "/speakers/ana-ruiz/")
        text = text_of(html)
        assert text.startswith(
            "Person Ana Ruiz Last called mayor, on 3 March 2026 . Quotes Names, roles, outlets 3 quotes"
        )
        assert text.index("Word 3.") < text.index("Word 1.")
        assert "Also called Anna Ruiz Ms Ruiz" in text
        assert "mayor first seen 2 Mar 2026, last 3 Mar 2026 deputy mayor seen 1 Mar 2026" in text
        assert "The Courier 3" in text
        assert 'href="/quotes/?speaker=ana-ruiz&amp;outlet=courier"' in html

    def test_a_quote_that_is_only_perhaps_theirs_is_not_shown_as_theirs(self, client: Client) -> None:
        speaker = SpeakerFactory.create(name="Ana Ruiz", slug="ana-ruiz")
        a_quote(content="Surely hers.", speaker=speaker)
        a_quote(content="Perhaps hers.", speaker=None).quote_speakers.create(speaker=speaker, standing="candidate")
        text = text_of(page(client, "/speakers/ana-ruiz/"))
        assert "Surely hers." in text
        assert "Perhaps hers." not in text

    def test_a_merged_speaker_redirects_for_good(self, client: Client) -> None:
        new, old = SpeakerFactory.create(slug="new"), SpeakerFactory.create(slug="old")
        Speaker.objects.filter(pk=old.pk).update(merged_into=new)
        a_quote(content="Said under the old name.", speaker=old)
        response = client.get("/speakers/old/")
        assert (response.status_code, response["Location"]) == (301, "/speakers/new/")
        assert "Said under the old name." in page(client, "/speakers/new/")

    def test_without_a_public_quote_the_page_is_gone(self, client: Client) -> None:
        a_quote(speaker=SpeakerFactory.create(name="Eve Secret", slug="eve"), status="rejected")
        assert "Secret" not in page(client, "/speakers/eve/", 410)
        page(client, "/speakers/nobody/", 404)

    def test_with_quotes_that_are_all_gone_from_their_articles_it_stays(self, client: Client) -> None:
        a_quote(speaker=SpeakerFactory.create(slug="eve"), status="gone")
        assert "gone from the articles" in page(client, "/speakers/eve/")

    def test_one_known_from_one_article_alone_says_so(self, client: Client) -> None:
        article = ArticleFactory.create(title="The wall", text=None)
        a_quote(article=article, speaker=SpeakerFactory.create(slug="ruiz", name="Ruiz", article=article))
        assert "Known from one article alone: The wall" in text_of(page(client, "/speakers/ruiz/"))

    def test_the_index_says_what_is_no_person(self, client: Client) -> None:
        for slug, kind in (("calder", "person"), ("calder-2", "organisation")):
            a_quote(speaker=SpeakerFactory.create(name="Calder Athletic", slug=slug, kind=kind))
        assert "Calder Athletic 1 Calder Athletic organisation 1" in text_of(page(client, "/speakers/"))

    @pytest.mark.parametrize(
        ("typed", "names"),
        [("", "Ana Ruiz 1 Tom Quill 1"), ("qui", "Tom Quill 1"), ("ana OR tom", "Ana Ruiz 1 Tom Quill 1"), ("x", "")],
    )
    def test_the_index_is_searchable(self, client: Client, typed: str, names: str) -> None:
        article = ArticleFactory.create(text=None)
        a_quote(speaker="Ana Ruiz")
        a_quote(speaker="Tom Quill")
        a_quote(article=article, speaker=SpeakerFactory.create(name="Quiet aide", article=article))
        SpeakerFactory.create(name="Quinn Silent")
        response = client.get("/speakers/", {"q": typed})
        html = response.content.decode()
        assert response.status_code == 200
        listed = re.search(r'<ul class="index">(.*?)</ul>', html, re.DOTALL)
        assert " ".join(re.sub(r"<[^>]+>", " ", listed[1]).split() if listed else []) == names
        assert ("Nobody on the pages has this name" in html) == (not names)


class TestArticles:
    TEXT = (
        "Head\n“One,” Ana Ruiz said. "
        + "Filler words. " * 80
        + "\n"
        + "More filler. " * 80
        + "Tom Quill denied that two had leaked. "
        + "End words. " * 80
    )

    def test_its_quotes_in_the_order_of_the_text_each_with_a_few_words_around(self, client: Client) -> None:
        article = ArticleFactory.create(text=self.TEXT, title="Head", byline="By Ida Berg", url="https://example.com/a")
        a_quote(
            article=article, content="that two had leaked", cue="denied", speaker="Tom Quill", kind="indirect",
            stance="denies",
        )  # fmt: skip
        a_quote(article=article, content="“One,”", speaker="Ana Ruiz")
        html = page(client, article.get_absolute_url())
        text = text_of(html)
        assert text.index("“One,”") < text.index("that two had")
        assert "Denial Tom Quill denied" in text
        assert "By Ida Berg" in text
        assert 'href="https://example.com/a"' in html
        assert text.count("iller") + text.count("End words") < 40
        assert len(text) < len(self.TEXT) / 2

    def test_without_quotes_it_says_so(self, client: Client) -> None:
        article = ArticleFactory.create()
        PassFactory.create(body=article.current_body)
        assert "No quote was found in this article." in page(client, article.get_absolute_url())

    def test_before_it_is_read_it_says_that(self, client: Client) -> None:
        article = ArticleFactory.create()
        assert "The program has not read this article yet." in page(client, article.get_absolute_url())

    def test_its_quotes_stay_while_a_newer_version_waits_to_be_read(self, client: Client) -> None:
        quote = a_quote(content="We won.", speaker="Ana Ruiz")
        newer = BodyFactory.create(article=quote.article, text="All new.")
        address = quote.article.get_absolute_url()
        text = text_of(page(client, address))
        assert "1 quote, in the order of the text A newer version of this article has come in." in text
        assert "We won." in text
        PassFactory.create(body=newer)
        assert "A newer version" not in page(client, address)

    def test_a_hidden_one_is_gone(self, client: Client) -> None:
        article = ArticleFactory.create(title="A secret", hidden=True)
        assert "secret" not in page(client, article.get_absolute_url(), 410)
        page(client, "/articles/999999/", 404)


class TestWithoutHeadline:
    """An article without a headline is called by its first words, never by its file."""

    TEXT = (
        "NORTHMERE\nThe harbour wall, built in 1911, “may not last the winter”, the mayor of the town said on Friday."
    )
    CALLED = "The harbour wall, built in 1911, “may not last the winter”, the mayor of the…"

    def articles(self, number: int) -> list[Article]:
        outlet, _ = Outlet.objects.get_or_create(slug="courier", defaults={"name": "The Courier"})
        made = []
        for n in range(number):
            key = f"path:courier:drafts/{number}-{n}.txt"
            article = ArticleFactory.create(outlet=outlet, title="", key=key, url="", text=None)
            BodyFactory.create(
                article=article, text=self.TEXT, zones=[{"kind": "dateline", "start": 0, "end": len("NORTHMERE")}]
            )
            mayor = SpeakerFactory.create(name="the mayor", slug=f"the-mayor-{number}-{n}", article=article)
            a_quote(article=article, content="“may not last the winter”", kind="mixed", speaker=mayor)
            made.append(article)
        return made

    def test_on_every_page(self, client: Client) -> None:
        (article,) = self.articles(1)
        quote = Quote.objects.get()
        addresses = ("/", "/quotes/", "/outlets/courier/", "/speakers/the-mayor-1-0/")
        for address in (*addresses, article.get_absolute_url(), quote.get_absolute_url()):
            html = page(client, address)
            assert self.CALLED in text_of(html), address
            assert "drafts" not in html, address
        assert f"<title>{self.CALLED} – On the Record" in page(client, article.get_absolute_url())

    @pytest.mark.parametrize("address", ["/", "/quotes/", "/outlets/courier/"])
    def test_in_one_query(
        self, client: Client, address: str, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        self.articles(2)
        with CaptureQueriesContext(connection) as few:
            page(client, address)
        self.articles(4)
        with django_assert_num_queries(len(few)):
            page(client, address)

    @pytest.mark.parametrize(
        ("text", "zones", "called"),
        [
            ("Short and whole.", [], "Short and whole."),
            ("Only a byline", [("byline", 0, 13)], "Only a byline"),
            ("By Ida Berg\n\n***\n\nIt rained.", [("byline", 0, 11)], "It rained."),
            ("KYLE: It rained.\nThen it stopped.", [("dateline", 0, 5)], "It rained."),
            ("...", [], "Untitled article"),
        ],
    )
    def test_the_first_words(self, text: str, zones: list[tuple[str, int, int]], called: str) -> None:
        article = ArticleFactory.create(title="", text=None)
        BodyFactory.create(
            article=article, text=text, zones=[{"kind": kind, "start": start, "end": end} for kind, start, end in zones]
        )
        assert heading(article) == called

    def test_without_any_text(self) -> None:
        assert heading(ArticleFactory.create(title="", text=None)) == "Untitled article"


class TestOutlets:
    def test_the_index_and_the_page(self, client: Client) -> None:
        outlet = OutletFactory.create(name="The Courier", slug="courier", homepage="javascript:alert(1)")
        article = ArticleFactory.create(outlet=outlet, title="The wall", text=None)
        ArticleFactory.create(outlet=outlet, title="A secret", hidden=True)
        OutletFactory.create(name="An empty one")
        a_quote(article=article, speaker="Ana Ruiz")
        assert text_of(page(client, "/outlets/")).endswith("whom it quotes. The Courier 1 quote")
        html = page(client, "/outlets/courier/")
        text = text_of(html)
        assert "1 article 14 Mar 2026 The wall 1 quote" in text
        assert "Most quoted here Ana Ruiz 1" in text
        assert "secret" not in html
        assert "javascript" not in html


class TestMethod:
    def test_without_the_file_it_prints_no_figure(
        self, client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr("quotes.figures.path", lambda: tmp_path / "none.json")
        html = page(client, "/method/")
        assert "No measured figures come with this version" in html
        assert "<table" not in html

    def test_with_the_file_it_prints_what_stands_there(
        self, client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        measured = {
            "name": "x",
            "about": "84 articles",
            "command": "manage.py evaluate x.jsonl",
            "date": "2026-11-22",
            "sha256": "0123456789abcdef",
            "shares": {"attributed": [0.876, 0.5]},
            "counts": {"wrong names": [2, 51]},
            "reliability": {
                "attribution": {
                    "bands": {
                        "sure": {"from": 0.9, "count": 40, "confidence": 0.95, "right": 0.975},
                        "doubtful": {"from": 0.0, "count": 10, "confidence": 0.3, "right": 0.4},
                    },
                    "expected_error": 0.034,
                    "auroc": 0.811,
                },
                "name": {"bands": {}, "expected_error": 0.0, "auroc": None},
                "direct_and_sure": [30, 40],
            },
        }
        (tmp_path / "figures.json").write_text(json.dumps([measured]))
        monkeypatch.setattr("quotes.figures.path", lambda: tmp_path / "figures.json")
        text = text_of(page(client, "/method/"))
        assert "What was reported, with the right source 88% 50%" in text
        assert "A wrong name given, of what was found 2 of 51" in text
        assert "Measured on 2026-11-22 by manage.py evaluate x.jsonl" in text
        assert "What was said: of what the program calls sure, 98% was right" in text
        assert "Sure, from 0.9 40 98% Doubtful 10 40%" in text
        assert "is 0.03 away from the share that is right" in text
        assert "than a wrong one is 0.81 (AUROC)" in text
        assert text.count("AUROC") == 1
        assert "Of the direct quotes it shows, 75% are called sure." in text

    def test_counts_of_other_subjects_stand_under_their_own_heading(
        self, client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr("quotes.figures.path", lambda: tmp_path / "figures.json")
        data = tmp_path / "pairs.jsonl"
        data.write_text("pairs")
        figures.keep(figures.measured("b", "9 pairs", "run b", [data], subject="claims", counts={"more exact": (4, 9)}))
        figures.keep(
            figures.measured("a", "3 texts", "run a", [data], shares={"content": (0.5, 0.25)}, counts={"x": (1, 2)})
        )
        text = text_of(page(client, "/method/"))
        assert (
            "Who said what 3 texts Measure Right, of what it shows Found, of what is there What was reported 50% 25%"
            in text
        )
        assert "What can be checked, and who differs 9 pairs Measure So many" in text
        assert text.index("run a") < text.index("told so, and which of the two 4 of 9") < text.index("by run b")

    @pytest.mark.parametrize(
        ("level", "words"),
        [
            ("all", "the doubtful ones too"),
            ("likely", "at least fairly sure"),
            ("checked", "Only quotes that an editor"),
        ],
    )
    def test_it_says_what_is_public(self, client: Client, settings: Settings, level: str, words: str) -> None:
        settings.OTR_PUBLIC_LEVEL = level
        assert words in page(client, "/method/")


def test_an_empty_log_says_so(client: Client) -> None:
    assert "Nothing has been corrected yet." in page(client, "/corrections/")


def test_a_fault_has_a_designed_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_self: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("quotes.models.quotes.QuoteQuerySet.public", fail)
    client.raise_request_exception = False
    html = page(client, "/quotes/", 500)
    assert "Something went wrong here" in html
    assert "secret detail" not in html


def _some(number: int, prefix: str) -> None:
    outlet = OutletFactory.create()
    article = ArticleFactory.create(outlet=outlet, text="\n".join(f"{prefix}{n} one." for n in range(number)))
    for n in range(number):
        a_quote(content=f"{prefix}{n} one.", article=article, speaker=f"{prefix} Berg{n}")
        a_quote(content=f"{prefix}{n} two.", speaker="Ana Ruiz", role=f"role {prefix}{n}")


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/", 13),
        ("/speakers/", 3),
        ("/speakers/ana-ruiz/", 12),
        ("/articles/{article}/", 12),
        ("/outlets/", 2),
        ("/outlets/{outlet}/", 6),
        ("/corrections/", 2),
        ("/method/", 0),
        ("/robots.txt", 0),
    ],
)
def test_the_number_of_queries_does_not_grow(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, address: str, queries: int
) -> None:
    for number, prefix in ((2, "a"), (9, "b")):
        _some(number, prefix)
        article = Quote.objects.get(text=f"{prefix}0 one.").article
        visited = address.format(article=article.pk, outlet=article.outlet.slug)
        with django_assert_num_queries(queries):
            page(client, visited)

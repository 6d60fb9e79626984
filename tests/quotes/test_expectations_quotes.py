"""J7 to J17: what journalists expect of a quote, its speaker and its statement, each as one test that names it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest
from django.test import Client

from quotes import corrections
from quotes.models import Quote, QuoteSpeaker
from tests.factories import ArticleFactory, BodyFactory, OutletFactory
from tests.factories_quotes import EditorFactory, SpeakerFactory
from tests.quotes.linked import a_statement
from tests.quotes.pages import a_quote, text_of

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def test_j7_a_permalink_has_all_that_a_reference_needs(client: Client) -> None:
    """J7; that the link opens the sentence in Chromium: tests/browser/test_search_journey.py"""
    article = ArticleFactory.create(
        outlet=OutletFactory.create(name="The Courier"), title="The wall", url="https://example.com/a",
        text="It rained all day. “We won,” Ana Ruiz, the mayor, said. The crowd cheered.",
    )  # fmt: skip
    quote = a_quote(
        article=article, content="“We won,”", speaker="Ana Ruiz", role="the mayor", said_on=date(2026, 3, 12),
        addressee="reporters", reasons=["the name stands beside the cue"],
    )  # fmt: skip
    html = page(client, quote.get_absolute_url())
    text = text_of(html)
    for words in ("Ana Ruiz", "the mayor", "The Courier", "The wall", "14 March 2026", "12 March 2026", "reporters",
                  "It rained all day.", "The crowd cheered.", "The name stands beside the cue"):  # fmt: skip
        assert words in text, words
    assert {"mark-source", "mark-cue", "mark-content"} <= set(re.findall(r"<mark class=\"([\w-]+)\"", html))
    assert "https://example.com/a#:~:text=" in html


@pytest.mark.parametrize("ending", ["txt", "bib", "ris", "csl.json"])
def test_j8_a_citation_in_every_format_with_the_day_of_access(client: Client, ending: str) -> None:
    """J8; each format against its standard: test_citations.py"""
    quote = a_quote(content="We won.", speaker="Ana Ruiz")
    assert f"cite.{ending}" in page(client, f"/quotes/{quote.pk}/cite/") or ending in page(
        client, f"/quotes/{quote.pk}/cite/"
    )
    text = b"".join(client.get(f"/quotes/{quote.pk}/cite.{ending}")).decode()
    assert "Ruiz" in text
    assert f"/quotes/{quote.pk}/" in text
    assert str(datetime.now(UTC).year) in text


def test_j9_one_statement_shows_every_wording_side_by_side_and_no_merged_text(client: Client) -> None:
    """J9"""
    one = a_quote(content="We will stand by our neighbours.", article=in_outlet("The Courier"))
    other = a_quote(content="We shall stand beside our neighbours.", article=in_outlet("The Herald"))
    html = page(client, a_statement(one, other).get_absolute_url())
    text = text_of(html)
    for words in ("The Courier", "The Herald", "2 wordings"):
        assert words in text
    wordings = re.findall(r'<article class="wording".*?</article>', html, re.DOTALL)
    assert len(wordings) == 2
    assert all("<mark" in wording for wording in wordings)
    shown = [re.sub(r"<[^>]+>", "", wording) for wording in wordings]
    assert "We will stand by our neighbours." in shown[0]
    assert "We shall stand beside our neighbours." in shown[1]


def in_outlet(name: str) -> object:
    return ArticleFactory.create(outlet=OutletFactory.create(name=name), text=None)


def test_j10_only_direct_speech_stands_in_quotation_marks(client: Client) -> None:
    """J10; that the three look different without colour and in print: tests/browser/test_accessibility.py"""
    kinds = {
        kind: a_quote(kind=kind, content=f"the {kind} wall had leaked") for kind in ("direct", "mixed", "indirect")
    }
    addresses = ["/", "/quotes/", *(quote.get_absolute_url() for quote in kinds.values())]
    for address in addresses:
        html = page(client, address)
        for kind in ("mixed", "indirect"):
            assert f"“the {kind} wall" not in html, address
            assert not re.search(
                rf"<(?:blockquote|q)[^>]*>(?:(?!</(?:blockquote|q)>).)*the {kind} wall", html, re.DOTALL
            )
    assert "“the direct wall had leaked”" in page(client, "/quotes/")
    assert {f"words-{kind}" for kind in kinds} <= set(re.findall(r"words-\w+", page(client, "/quotes/")))
    assert "Reported" in text_of(page(client, "/quotes/"))


def test_j11_a_speakers_page(client: Client) -> None:
    """J11; each part on its own: test_speaker_profile.py, test_speakers_roles.py"""
    ruiz = SpeakerFactory.create(name="Ana Ruiz", slug="ana-ruiz")
    SpeakerFactory.create(name="Tom Quill")
    for month in (1, 3):
        article = ArticleFactory.create(text=None, published_on=date(2026, month, 5))
        a_quote(article=article, content=f"Tom Quill erred {month} times.", speaker=ruiz, role="mayor of Northmere")
    a_quote(content="Ana Ruiz is right.", speaker="Tom Quill")
    html = page(client, "/speakers/ana-ruiz/")
    text = text_of(html)
    for words in ("mayor of Northmere first seen 5 Jan 2026, last 5 Mar 2026", "Quotes over time", "January 2026",
                  "Speaks about Tom Quill 2", "What others say of Ana Ruiz"):  # fmt: skip
        assert words in text, words
    assert "<svg" in html


@pytest.mark.parametrize("address", ["/quotes/feed.atom?q=wall", "/speakers/ana-ruiz/feed.atom"])
def test_j12_a_feed_that_does_not_fire_again_when_something_is_tidied_up(client: Client, address: str) -> None:
    """J12; a feed validator's rules: test_feeds.py"""
    quote = a_quote(content="The wall is open.", speaker=SpeakerFactory.create(name="Ana Ruiz", slug="ana-ruiz"))

    def entries() -> list[tuple[str, str]]:
        root = ElementTree.fromstring(client.get(address).content)
        return [
            (entry.findtext(f"{ATOM}id", ""), entry.findtext(f"{ATOM}updated", ""))
            for entry in root.iter(f"{ATOM}entry")
        ]

    before = entries()
    assert len(before) == 1
    corrections.confirm(quote, editor=EditorFactory.create(), version=quote.version)
    assert [pk for pk, _ in entries()] == [pk for pk, _ in before]


def test_j13_addresses_live_on_after_a_merge(client: Client) -> None:
    """J13; after a re-run: test_store_matching.py; after a split: test_speakers_splitting.py"""
    old, new = (
        SpeakerFactory.create(name="A. Ruiz", slug="a-ruiz"),
        SpeakerFactory.create(name="Ana Ruiz", slug="ana-ruiz"),
    )
    quote = a_quote(speaker=old)
    a_quote(speaker=new)
    old.refresh_from_db()
    new.refresh_from_db()
    versions = old.version, new.version
    corrections.merge(old, new, editor=EditorFactory.create(), reason="One person.", versions=versions)
    response = client.get("/speakers/a-ruiz/")
    assert (response.status_code, response["Location"]) == (301, "/speakers/ana-ruiz/")
    assert "Ana Ruiz" in text_of(page(client, quote.get_absolute_url()))


def test_j14_clippings_in_the_address_and_an_outlets_page(client: Client) -> None:
    """J14"""
    one, two, three = (a_quote(content=f"Word number {n}.") for n in range(3))
    text = text_of(page(client, f"/clippings/?ids={three.pk},{one.pk}"))
    assert text.index("Word number 2.") < text.index("Word number 0.")
    assert "Word number 1." not in text.split("Take away")[0]
    files = b"".join(client.get(f"/clippings/export.csv?ids={three.pk},{one.pk}")).decode()
    assert "Word number 2." in files
    assert "Word number 1." not in files
    assert two.article.outlet.name in page(client, two.article.outlet.get_absolute_url())


def test_j15_an_unknown_speaker_is_said_to_be_one(client: Client) -> None:
    """J15"""
    quote = a_quote(speaker=None, source="Ruiz", content="We won.")
    for position, name in enumerate(["Ana Ruiz", "Eva Ruiz"]):
        speaker = SpeakerFactory.create(name=name)
        QuoteSpeaker.objects.create(quote=quote, speaker=speaker, standing="candidate", position=position)
    for address in ("/quotes/", quote.get_absolute_url()):
        html = page(client, address)
        assert "Speaker not known – perhaps Ana Ruiz or Eva Ruiz" in text_of(html), address
        heading = re.search(r'class="who"[^>]*>(.*?)</h\d>', html, re.DOTALL)
        assert heading
        assert "<a" not in heading[1]
    assert "We won." not in page(client, "/quotes/?by=ana+ruiz")


def test_j16_said_and_published_are_two_things_in_the_outlets_zone(client: Client) -> None:
    """J16"""
    article = ArticleFactory.create(
        outlet=OutletFactory.create(time_zone="Asia/Tokyo"), text=None, published_on=date(2026, 3, 14),
        published_at=datetime(2026, 3, 13, 23, 30, tzinfo=UTC),
    )  # fmt: skip
    quote = a_quote(article=article, said_on=date(2026, 3, 12))
    for address in (quote.get_absolute_url(), article.get_absolute_url()):
        assert "14 March 2026, 08:30 (Asia/Tokyo)" in text_of(page(client, address))
    assert "Said 12 March 2026" in text_of(page(client, quote.get_absolute_url()))
    assert "14 Mar 2026" in text_of(page(client, "/quotes/"))


def test_j17_who_tells_and_who_is_told_of_in_that_order(client: Client) -> None:
    """J17; every case: test_nesting.py"""
    article = ArticleFactory.create(text="Ana Ruiz said that Tom Quill had promised to pay the fine.")
    a_quote(article=article, kind="indirect", content="Tom Quill had promised to pay the fine", speaker="Ana Ruiz")
    a_quote(article=article, kind="indirect", content="to pay the fine", speaker="Tom Quill", cue="promised")
    assert "Ana Ruiz said that Tom Quill promised" in text_of(page(client, "/quotes/"))


def test_j13_a_quote_gone_from_its_article_keeps_its_page(client: Client) -> None:
    """J13"""
    quote = a_quote(status="gone", content="We won.")
    BodyFactory.create(article=quote.article, text="All new.")
    assert "Gone from the article" in page(client, quote.get_absolute_url())
    assert Quote.objects.get().pk == quote.pk

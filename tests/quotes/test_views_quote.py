"""A quote's own page: what it shows of which quote, and what it does not show."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from quotes import corrections
from quotes.models import Part, Place, Quote, QuoteSpeaker
from tests.factories import ArticleFactory, BodyFactory, OutletFactory
from tests.factories_quotes import EditorFactory, SpeakerFactory
from tests.quotes.pages import a_quote, text_of

pytestmark = pytest.mark.django_db


def page(client: Client, quote: Quote, status: int = 200) -> str:
    response = client.get(quote.get_absolute_url())
    assert response.status_code == status
    return response.content.decode()


def test_it_shows_what_a_reference_needs(client: Client) -> None:
    article = ArticleFactory.create(
        outlet=OutletFactory.create(name="The Courier", time_zone="Asia/Tokyo"),
        title="The wall",
        text=None,
        published_on=date(2026, 3, 14),
        published_at=datetime(2026, 3, 13, 23, 30, tzinfo=UTC),
    )
    quote = a_quote(
        article=article,
        content="We won.",
        speaker="Ana Ruiz",
        role="mayor of Northmere",
        said_on=date(2026, 3, 12),
        addressee="reporters",
        reasons=["the name stands beside the cue"],
        confidence=0.99,
        name_confidence=0.7,
    )
    text = text_of(page(client, quote))
    assert "Ana Ruiz , mayor of Northmere said “We won.”" in text
    for words in (
        "Outlet The Courier",
        "Article The wall",
        "Published 14 March 2026, 08:30 (Asia/Tokyo)",
        "Said 12 March 2026",
        "To reporters",
        "Status Made by the program",
        "What was said Sure",
        "Who said it Likely",
        "The name stands beside the cue",
    ):
        assert words in text


def test_a_doubtful_name_is_told_before_anything_else(client: Client) -> None:
    text = text_of(page(client, a_quote(speaker="Ana Ruiz", confidence=0.99, name_confidence=0.4)))
    warning = "Name in doubt. That this was said is sure; that it was Ana Ruiz who said it is doubtful."
    assert text.index(warning) < text.index("Ana Ruiz said")
    sure = text_of(page(client, a_quote(speaker="Ana Ruiz", confidence=0.99, name_confidence=0.99)))
    assert "Name in doubt" not in sure


@pytest.mark.parametrize(
    ("speaker", "confidence", "name_confidence", "label"),
    [
        ("Ana Ruiz", 0.99, 0.99, "Program: sure"),
        ("Ana Ruiz", 0.99, 0.4, "Program: doubtful of the name"),
        ("Ana Ruiz", 0.4, 0.4, "Program: doubtful"),
        (None, 0.99, 0.0, "Program: sure of the words"),
    ],
)
def test_lists_say_of_what_the_program_is_how_sure(
    client: Client, speaker: str | None, confidence: float, name_confidence: float, label: str
) -> None:
    a_quote(content="We won.", speaker=speaker, confidence=confidence, name_confidence=name_confidence)
    text = text_of(client.get("/quotes/").content.decode())
    assert re.search(rf"{label}(?! of)", text)


def test_the_passage_is_marked_and_bounded(client: Client, settings: Settings) -> None:
    settings.OTR_CONTEXT_CHARS = 30
    before, after = "Before words. " * 20, " After words." * 20
    article = ArticleFactory.create(text=f"Secret head\n{before}“We won,” Ana Ruiz said.{after}\nSecret end")
    html = page(client, a_quote(article=article, content="“We won,”", speaker="Ana Ruiz"))
    passage = html[html.index('<div class="passage">') : html.index('<ul class="legend"')]
    assert '<mark class="mark-content">“We <span>won,”</span></mark>' in passage
    assert '<mark class="mark-source">Ana <span>Ruiz</span></mark>' in passage
    assert '<mark class="mark-cue"><span>said</span></mark>' in passage
    assert passage.count("efore words.") <= 3
    assert passage.count("After words.") <= 3
    assert "Secret" not in html


def test_the_link_opens_the_original_at_the_sentence(client: Client) -> None:
    article = ArticleFactory.create(text="She rose. “We won,” said Ana Ruiz.", url="https://example.com/a")
    html = page(client, a_quote(article=article, content="“We won,”", speaker="Ana Ruiz"))
    assert "https://example.com/a#:~:text=She%20rose.-,%E2%80%9CWe%20won%2C%E2%80%9D,-said%20Ana%20Ruiz." in html


@pytest.mark.parametrize("url", ["", "javascript:alert(1)"])
def test_without_an_address_there_is_no_link(client: Client, url: str) -> None:
    html = page(client, a_quote(article=ArticleFactory.create(text=None, url=url)))
    assert "came without an address" in html
    assert "javascript" not in html


@pytest.mark.parametrize(
    ("stance", "cue", "shown"),
    [
        ("denies", "denied", "Denial Ana Ruiz denied the wall had leaked"),
        ("asks", "asked", "Question Ana Ruiz asked the wall had leaked"),
        ("declines", "would not confirm", "Refusal Ana Ruiz would not confirm the wall had leaked"),
        ("supposes", "", "Supposition Ana Ruiz supposed the wall had leaked"),
    ],
)
def test_no_assertion_is_shown_as_one(client: Client, stance: str, cue: str, shown: str) -> None:
    quote = a_quote(kind="indirect", stance=stance, cue=cue, content="the wall had leaked", speaker="Ana Ruiz")
    html = page(client, quote)
    assert shown in text_of(html)
    assert "“the wall" not in html


def test_title_and_description_keep_the_stance_with_the_words(client: Client) -> None:
    quote = a_quote(kind="indirect", stance="denies", cue="denied", content="that <it> had leaked", speaker="Ana Ruiz")
    html = page(client, quote)
    said = "Denial – Ana Ruiz denied: that &lt;it&gt; had leaked"
    assert f"<title>{said} – On the Record</title>" in html
    assert f'<meta name="description" content="{said}">' in html


def test_what_stands_twice_is_shown_in_both_places(client: Client) -> None:
    article = ArticleFactory.create(text="“We won,” Ana Ruiz said.\nSo it began. “We won,” the mayor repeated.")
    quote = a_quote(article=article, content="“We won,”", speaker="Ana Ruiz")
    body = quote.places.get().body
    second = Place.objects.create(quote=quote, body=body, position=1)
    for role, words in (("content", "“We won,”"), ("cue", "repeated")):
        start = body.text.rindex(words)
        Part.objects.create(place=second, role=role, start=start, end=start + len(words), text=words)
    html = page(client, quote)
    text = text_of(html)
    assert "In the article, in 2 places" in text
    assert "So it began." in text
    assert html.count('<mark class="mark-content">“We') == 2


def test_from_a_version_that_was_changed_since_it_says_so(client: Client) -> None:
    quote = a_quote(content="We won.")
    note = "So it stood in an earlier version of the article."
    assert note not in page(client, quote)
    BodyFactory.create(article=quote.article, text="All new.")
    html = page(client, quote)
    assert note in html
    assert '<mark class="mark-content">We <span>won.</span></mark>' in html


@pytest.mark.parametrize(
    ("kind", "content", "element"),
    [
        ("direct", "We won.", '<blockquote class="words words-direct"><p>“We won.”</p>'),
        ("mixed", "it was “a farce”", '<div class="words words-mixed"><p>it was “a farce”</p>'),
        ("indirect", "they had won", '<div class="words words-indirect"><p>they had won</p>'),
    ],
)
def test_each_kind_is_set_in_its_own_way(client: Client, kind: str, content: str, element: str) -> None:
    assert element in page(client, a_quote(kind=kind, content=content))


def test_an_unknown_speaker_is_shown_as_such_with_who_it_might_be(client: Client) -> None:
    quote = a_quote(speaker=None, source="he", content="We won.")
    for position, name in enumerate(["Ana Ruiz", "Tom Quill"]):
        speaker = SpeakerFactory.create(name=name)
        QuoteSpeaker.objects.create(quote=quote, speaker=speaker, standing="candidate", position=position)
    html = page(client, quote)
    text = text_of(html)
    assert "Speaker not known – perhaps Ana Ruiz or Tom Quill said “We won.”" in text
    assert "Who said it Not known" in text
    heading = html[html.index("<h1") : html.index("</h1>")]
    assert "<a" not in heading


def test_the_chain_to_the_name_is_shown(client: Client) -> None:
    quote = a_quote(speaker="Ana Ruiz")
    quote.quote_speakers.update(mention="she → Ruiz → Ana Ruiz")
    assert "How the article leads to the name: she → Ruiz → Ana Ruiz" in text_of(page(client, quote))


def test_unnamed_sources_are_called_that(client: Client) -> None:
    article = ArticleFactory.create(text=None)
    aide = SpeakerFactory.create(name="a senior aide", kind="unnamed", article=article)
    assert "a senior aide (unnamed source)" in text_of(page(client, a_quote(article=article, speaker=aide)))


def test_markup_in_an_article_stays_text(client: Client) -> None:
    html = page(client, a_quote(content="<script>alert(1)</script>", speaker="<b>Eve</b>"))
    assert "<script>alert" not in html
    assert "<b>Eve" not in html


class TestWhatIsOffThePages:
    @pytest.mark.parametrize("status", ["rejected", "hidden"])
    def test_it_answers_410_and_names_nothing(self, client: Client, status: str) -> None:
        quote = a_quote(status=status, content="A secret word.", speaker="Eve Secret")
        html = page(client, quote, 410)
        assert "No longer on the pages" in html
        assert "secret" not in html.lower()
        assert '<meta name="robots" content="noindex">' in html

    def test_so_does_a_quote_of_a_hidden_article(self, client: Client) -> None:
        quote = a_quote(content="A secret word.", article=ArticleFactory.create(text=None, hidden=True))
        assert "secret" not in page(client, quote, 410).lower()

    def test_and_one_that_the_setting_keeps_off(self, client: Client, settings: Settings) -> None:
        quote = a_quote(content="A secret word.")
        settings.OTR_PUBLIC_LEVEL = "checked"
        assert "secret" not in page(client, quote, 410).lower()

    @pytest.mark.parametrize("address", ["/quotes/1/", "/quotes/99999999999999999999999/", "/quotes/x/", "/nope"])
    def test_what_never_was_answers_404(self, client: Client, address: str) -> None:
        response = client.get(address)
        assert response.status_code == 404
        assert "There is no such page" in response.content.decode()

    def test_gone_from_the_article_keeps_its_page_and_says_so(self, client: Client) -> None:
        quote = a_quote(status="gone", content="We won.")
        BodyFactory.create(article=quote.article, text="All new.")
        text = text_of(page(client, quote))
        assert text.startswith("Gone from the article. A newer version of the article no longer has these words.")
        assert "“We won.”" in text

    def test_gone_for_the_program_alone_does_not_blame_the_article(self, client: Client) -> None:
        text = text_of(page(client, a_quote(status="gone", content="We won.")))
        assert text.startswith("No longer found. A newer version of the program no longer finds this quote")

    def test_none_of_it_is_found_or_counted(self, client: Client) -> None:
        article = ArticleFactory.create(text=None, title="Shown")
        a_quote(article=article, content="Open word.", speaker="Ana Ruiz")
        for status in ("rejected", "hidden", "gone"):
            a_quote(article=article, content="A secret word.", speaker="Eve Secret", status=status)
        hidden = ArticleFactory.create(text=None, hidden=True, outlet__name="Secret Post")
        a_quote(article=hidden, content="A secret word.", speaker="Eve Secret")
        for address in ("/", "/quotes/", "/quotes/?q=word", "/speakers/", article.get_absolute_url(), "/outlets/"):
            html = client.get(address).content.decode()
            assert "secret" not in html.lower(), address
        assert client.get(hidden.get_absolute_url()).status_code == 410
        assert client.get(hidden.outlet.get_absolute_url()).status_code == 410


class TestCorrections:
    def decide(self) -> Quote:
        quote = a_quote(content="We won.", speaker="Eve Wrong")
        right = SpeakerFactory.create(name="Ana Ruiz")
        editor = EditorFactory.create(username="some-editor")
        corrections.reassign(quote, [right], editor=editor, reason="Named in the sentence.", version=quote.version)
        return quote

    def test_the_page_says_what_was_corrected_when_and_why_but_not_by_whom(self, client: Client) -> None:
        html = page(client, self.decide())
        text = text_of(html)
        assert "Ana Ruiz said" in text
        assert "Corrected by an editor" in text
        assert "Speaker: Eve Wrong → Ana Ruiz Why: Named in the sentence." in text
        assert "some-editor" not in html

    def test_the_log_says_it_too(self, client: Client) -> None:
        quote = self.decide()
        html = client.get("/corrections/").content.decode()
        assert quote.get_absolute_url() in html
        assert "Speaker: Eve Wrong → Ana Ruiz" in text_of(html)
        assert "some-editor" not in html

    def test_what_was_hidden_leaves_the_log(self, client: Client) -> None:
        quote = self.decide()
        publisher = EditorFactory.create(group="publishers")
        corrections.hide(quote, editor=publisher, reason="A court said so.")
        html = client.get("/corrections/").content.decode()
        assert "Eve Wrong" not in html
        assert "court" not in html

    def test_what_was_rejected_is_logged_without_its_words(self, client: Client) -> None:
        quote = self.decide()
        editor = EditorFactory.create()
        corrections.reject(quote, editor=editor, reason="A caption.", version=quote.version)
        html = client.get("/corrections/").content.decode()
        assert "a quote that is no longer on the pages Why: A caption." in text_of(html)
        assert "Eve Wrong" not in html
        assert quote.get_absolute_url() not in html


def test_the_number_of_queries(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    few: Any = a_quote(speaker="Ana Ruiz")
    many: Any = a_quote(speaker="Ida Berg")
    for n in range(6):
        QuoteSpeaker.objects.create(quote=many, speaker=SpeakerFactory.create(), position=n + 1)
    for quote in (few, many):
        # The quote with article and outlet, its speakers, places, parts, corrections; statements; the body, and what in
        # it is hidden; roles seen elsewhere; who tells it, and what it tells of, each with where that stands; claims.
        with django_assert_num_queries(12):
            page(client, quote)


def test_the_setting_is_what_the_design_says() -> None:
    assert django_settings.OTR_CONTEXT_CHARS == 400

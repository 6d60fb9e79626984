"""Readers' pages of statements: every wording beside the others, where else a quote stands, what most papers carry."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from articles.models import Article
from quotes.models import Quote, Segment, Statement
from quotes.pages.reach import carried_on, reach
from quotes.pages.wordings import leads
from tests.factories_quotes import SpeakerFactory
from tests.quotes.linked import a_segment, a_statement, reported
from tests.quotes.pages import text_of

pytestmark = pytest.mark.django_db

STAND = "We will always stand firmly by our neighbours until harvest day."
TURNED = "Until the day of harvest, we will firmly stand alongside our neighbours."
REPORTED = "her country would stand by its neighbours until the harvest"


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


@pytest.fixture
def three() -> list[Quote]:
    """One statement in three outlets: two translations, and one in the outlet's own words."""
    return [
        reported("Calder Courier", STAND, "2026-03-12", said_on=date(2026, 3, 11)),
        reported("Harrow Herald", TURNED, "2026-03-13"),
        reported("Velmark Today", REPORTED, "2026-03-14", kind="indirect", cue="said that"),
    ]


def test_every_wording_stands_by_itself_with_outlet_date_kind_and_links(client: Client, three: list[Quote]) -> None:
    html = page(client, a_statement(*three).get_absolute_url())
    text = text_of(html)
    assert "Mira Hollen: one statement, 3 wordings" in text.replace(" : ", ": ")
    assert "Reported by 3 outlets, 12 to 14 Mar 2026" in text
    found = re.findall(r'<article class="wording".*?</article>', html, re.DOTALL)
    assert len(found) == 3
    for wording, quote, kind in zip(found, three, ("Direct", "Direct", "Reported"), strict=True):
        assert quote.get_absolute_url() in wording
        assert str(quote.article.outlet) in wording
        assert f'href="{quote.article.url}#:~:text=' in wording
        assert kind in text_of(wording)
    assert "It will meet again" not in text_of(found[0]), "the words around are those of the sentence’s paragraph"


def test_the_earliest_of_a_day_comes_first_and_stands_in_lists(client: Client) -> None:
    """Those of which only the day is known come after those with an hour, in whatever order they came in."""
    hours = {"Calder Courier": None, "Harrow Herald": 18, "Velmark Today": 7}
    quotes = {outlet: reported(outlet, f"{STAND} So says {outlet}.") for outlet in hours}
    for outlet, hour in hours.items():
        at = hour and datetime(2026, 3, 14, hour, tzinfo=UTC)
        Article.objects.filter(pk=quotes[outlet].article_id).update(published_at=at)
    statement = a_statement(*quotes.values())
    wordings = page(client, statement.get_absolute_url())
    assert re.findall(r'aria-labelledby="wording-(\d+)"', wordings) == [
        str(quotes[outlet].pk) for outlet in ("Velmark Today", "Harrow Herald", "Calder Courier")
    ]
    assert leads([statement.pk])[statement.pk].quote == quotes["Velmark Today"]


def test_the_words_that_differ_are_marked_and_the_common_ones_listed(client: Client, three: list[Quote]) -> None:
    html = page(client, a_statement(*three[:2]).get_absolute_url())
    marked = re.findall(r'<mark class="had-one">(.*?)</mark>', html.split('class="wordings"')[1])
    assert marked == ["always", "by", "the", "of", "alongside"]
    core = re.findall(r"<li>(.*?)</li>", html.split('class="phrases"')[1].split("</ul>")[0])
    assert core == ["stand firmly", "our neighbours until harvest day"]


def test_a_word_that_the_other_quote_has_outside_of_its_stretch_is_not_marked(client: Client) -> None:
    """The one quote goes on where the other was cut."""
    one = reported("Calder Courier", "Help came when it was called and called it was on Saturday, said nobody.")
    other = reported("Harrow Herald", "Help came when it was called, and it was called on Saturday. It is over.")
    html = page(client, a_statement(one, (other, "Help came when it was called")).get_absolute_url())
    assert re.findall(r'<mark class="had-one">(.*?)</mark>', html.split('class="wordings"')[1]) == ["said nobody"]
    core = re.findall(r"<li>(.*?)</li>", html.split('class="phrases"')[1].split("</ul>")[0])
    assert core == ["Help came when it was called"]


def test_with_three_wordings_some_words_are_had_by_some(client: Client, three: list[Quote]) -> None:
    html = page(client, a_statement(*three).get_absolute_url()).split('class="wordings"')[1]
    assert re.findall(r'<mark class="had-some">(.*?)</mark>', html)[0] == "We will"
    assert "some of the others have them too" in text_of(page(client, Statement.objects.get().get_absolute_url()))


def test_a_paraphrase_never_stands_in_quotation_marks(client: Client, three: list[Quote]) -> None:
    statement = a_statement(*three)
    html = page(client, statement.get_absolute_url())
    for wording in re.findall(r'<(?:blockquote|div) class="words (.*?)</(?:blockquote|div)>', html, re.DOTALL):
        assert ("“" in wording) is wording.startswith("words-direct")
    assert Segment.objects.filter(statement=statement).count() == html.count('class="wording"')


def test_of_a_mixed_quote_what_was_quoted_keeps_its_marks_when_cut_out(client: Client) -> None:
    content = "had no doubt of the “wise leadership and sacred struggle” of its neighbours"
    mixed = reported("Calder Courier", content, kind="mixed")
    other = reported("Harrow Herald", "Theirs is a sacred struggle of its own kind.")
    html = page(client, a_statement((mixed, "sacred struggle” of its neighbours"), other).get_absolute_url())
    words = re.findall(r'<div class="words words-mixed"><p>(.*?)</p>', html)
    assert [re.sub(r"<[^>]+>", "", text) for text in words] == ["“sacred struggle” of its neighbours"]


def test_a_denial_is_never_without_its_cue(client: Client) -> None:
    denials = [
        reported("Calder Courier", "we sold the harbour", cue="denied that", kind="indirect", stance="denies"),
        reported("Harrow Herald", "the harbour had been sold", cue="denied that", kind="indirect", stance="denies"),
    ]
    statement = a_statement(*denials)
    html = page(client, statement.get_absolute_url())
    assert html.count('<strong class="stance">Denial</strong>') == 2
    assert html.count('<span class="cue">denied that</span>') == 2
    assert re.search(r"<title>Denial – Mira Hollen denied that", html)
    assert "Denial" in text_of(page(client, reverse("statements")))


def test_a_part_of_a_quote_shows_only_that_part(client: Client) -> None:
    both = reported("Calder Courier", "We trust in wise leadership. Ours is a sacred struggle for the harbour.")
    other = reported("Harrow Herald", "It is a sacred struggle for our harbour.")
    statement = a_statement((both, "Ours is a sacred struggle for the harbour."), other)
    html = page(client, statement.get_absolute_url())
    first = re.findall(r'<blockquote class="words words-direct"><p>(.*?)</p>', html)[0]
    assert re.sub(r"<[^>]+>", "", first) == "“Ours is a sacred struggle for the harbour.”"
    assert "We trust in wise leadership" in html, "as words around it"


def test_two_segments_of_one_quote_that_touch_are_one_stretch(client: Client) -> None:
    quote = reported("Calder Courier", "We won. They lost.")
    statement = a_statement((quote, "We won."), reported("Harrow Herald", "We won and they lost."))
    a_segment(quote, "They lost.", statement=statement)
    assert "“We won. They lost.”" in re.sub(r"</?mark[^>]*>", "", page(client, statement.get_absolute_url()))


def test_why_they_are_taken_for_one(client: Client, three: list[Quote]) -> None:
    text = text_of(page(client, a_statement(*three, reasons=("the same rare words: harvest",)).get_absolute_url()))
    assert text.count("The same rare words: harvest") == 3


def test_a_copy_is_folded_under_its_original_and_counts_as_no_outlet(client: Client, three: list[Quote]) -> None:
    copy = reported("Northmere Gazette", STAND, "2026-03-15", copy_of=three[0].article)
    statement = a_statement(*three, copy)
    html = page(client, statement.get_absolute_url())
    assert "Reported by 3 outlets" in text_of(html)
    assert html.count('class="wording"') == 3
    assert re.search(r"<details class=\"copies\"><summary>1 copy of this article.*Northmere Gazette", html, re.DOTALL)
    assert Statement.objects.with_reach().get(pk=statement.pk).outlets == 3  # type: ignore[attr-defined]


def test_of_copies_whose_original_lacks_the_quote_the_first_stands_in(client: Client) -> None:
    original = reported("Calder Courier", "Something else was said.").article
    copies = [
        reported("Harrow Herald", STAND, "2026-03-15", copy_of=original),
        reported("Velmark Today", STAND, "2026-03-16", copy_of=original),
    ]
    statement = a_statement(*copies)
    html = page(client, statement.get_absolute_url())
    assert "Reported by 1 outlet," in text_of(html)
    assert html.count('class="wording"') == 1
    assert "where this quote was not found" in html


def test_a_quote_page_and_a_card_say_where_else_it_stands(client: Client, three: list[Quote]) -> None:
    statement = a_statement(*three)
    for address in (three[0].get_absolute_url(), reverse("quotes"), three[0].article.get_absolute_url()):
        html = page(client, address)
        assert f'href="{statement.get_absolute_url()}"' in html
        assert "lso reported by 2 outlets" in html


def test_a_copy_says_what_it_is_a_copy_of(client: Client, three: list[Quote]) -> None:
    copy = reported("Northmere Gazette", STAND, "2026-03-15", copy_of=three[0].article)
    a_statement(*three, copy)
    text = text_of(page(client, copy.get_absolute_url()))
    assert "This article copies one in Calder Courier" in text
    assert "Also reported by 2 outlets" in text
    assert "Copy of an article in Calder Courier" in text_of(page(client, copy.article.get_absolute_url()))
    assert "Copied, whole or shortened, by Northmere Gazette" in text_of(
        page(client, three[0].article.get_absolute_url())
    )
    assert "Copy of an article in Calder Courier" in text_of(page(client, reverse("quotes")))


def test_several_statements_of_one_quote_are_each_told(client: Client) -> None:
    both = reported("Calder Courier", "We trust in wise leadership. Ours is a sacred struggle.")
    a_statement((both, "We trust in wise leadership."), reported("Harrow Herald", "We trust in it."))
    a_statement((both, "Ours is a sacred struggle."), reported("Velmark Today", "It is a sacred struggle."))
    assert (
        text_of(page(client, both.get_absolute_url())).count("A part of this quote is also reported by 1 outlet") == 2
    )


def test_what_is_hidden_counts_nowhere_and_is_shown_nowhere(client: Client, three: list[Quote]) -> None:
    statement = a_statement(*three)
    Article.objects.filter(pk=three[1].article_id).update(hidden=True)
    html = page(client, statement.get_absolute_url())
    assert "alongside" not in html
    assert "Harrow Herald" not in html
    assert "Reported by 2 outlets" in text_of(html)
    assert "lso reported by 1 outlet<" in page(client, three[0].get_absolute_url())
    Article.objects.update(hidden=True)
    assert "Mira" not in page(client, statement.get_absolute_url(), 410)
    assert "harvest" not in page(client, reverse("statements"))
    assert "harvest" not in page(client, reverse("home"))


def test_the_name_of_a_hidden_original_is_not_told(client: Client, three: list[Quote]) -> None:
    copy = reported("Northmere Gazette", STAND, "2026-03-15", copy_of=three[0].article)
    Article.objects.filter(pk=three[0].article_id).update(hidden=True)
    for address in (copy.get_absolute_url(), copy.article.get_absolute_url(), reverse("quotes")):
        assert "Calder" not in page(client, address)


def test_old_addresses_lead_on_and_empty_statements_are_gone(client: Client, three: list[Quote]) -> None:
    statement = a_statement(*three)
    old = Statement.objects.create(merged_into=statement)
    answer = client.get(old.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (301, statement.get_absolute_url())
    assert answer["Cache-Control"] == "no-cache"
    assert client.get(Statement.objects.create().get_absolute_url()).status_code == 410
    assert client.get(reverse("statement", args=[10**6])).status_code == 404


def test_the_comparison_shows_no_more_of_an_article_than_the_setting_allows(
    client: Client, three: list[Quote], settings: Settings
) -> None:
    settings.OTR_CONTEXT_CHARS = 0
    html = page(client, a_statement(*three).get_absolute_url())
    assert "Mira Hollen" in html
    assert "It will meet again" not in html
    assert "The council met" not in html


# The list.


@pytest.fixture
def listed() -> list[Statement]:
    """Two statements: one in three outlets, an older one in two; and a quote that stands alone."""
    mira, orla = SpeakerFactory.create(name="Mira Hollen"), SpeakerFactory.create(name="Orla Venn")
    wide = a_statement(
        *(
            reported(outlet, f"The harbour will be dredged by {month}.", f"2026-03-1{n}", speaker=mira)
            for n, (outlet, month) in enumerate(
                (("Calder Courier", "May"), ("Harrow Herald", "June"), ("Velmark", "July"))
            )
        )
    )
    narrow = a_statement(
        *(
            reported(outlet, f"No ship has sunk since {month}.", f"2026-04-0{n + 1}", speaker=orla)
            for n, (outlet, month) in enumerate((("Northmere Gazette", "May"), ("Meridian", "June")))
        )
    )
    reported("Calder Courier", "Nobody else heard this.")
    return [wide, narrow]


def addresses(html: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r'class="more" href="(/statements/\d+/)"', html)))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [0, 1]),
        ("?sort=latest", [1, 0]),
        ("?by=Venn", [1]),
        ("?speaker=mira-hollen", [0]),
        ("?q=dredged", [0]),
        ("?q=June", [0, 1]),
        ("?since=2026-04-01", [1]),
        ("?until=2026-03-31", [0]),
        ("?q=nothing+of+the+kind", []),
        ("?outlet=nowhere", [0, 1]),
        ("?page=9", [0, 1]),
        ("?sort=up&since=yesterday&page=x", [0, 1]),
    ],
)
def test_the_list_is_narrowed(client: Client, listed: list[Statement], query: str, expected: list[int]) -> None:
    html = page(client, reverse("statements") + query)
    assert addresses(html) == [listed[i].get_absolute_url() for i in expected]


def test_the_list_is_narrowed_to_an_outlet(client: Client, listed: list[Statement]) -> None:
    slug = Article.objects.filter(outlet__name="Meridian").values_list("outlet__slug", flat=True).get()
    html = page(client, f"{reverse('statements')}?outlet={slug}")
    assert addresses(html) == [listed[1].get_absolute_url()]
    assert "2 outlets" in text_of(html), "all that carry it, not only the one asked for"
    assert f'href="{reverse("statements")}"' in html, "the chip drops the filter"


def test_an_empty_list_says_so(client: Client) -> None:
    assert "Nothing has been found in two wordings yet" in page(client, reverse("statements"))


def test_the_list_pages(client: Client, listed: list[Statement], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.views.statements.PAGE_SIZE", 1)
    first, second = (page(client, f"{reverse('statements')}?page={n}") for n in (1, 2))
    assert addresses(first) + addresses(second) == [statement.get_absolute_url() for statement in listed]
    assert "Page 1 of 2" in first


# The front page.


def test_the_front_page_has_what_most_papers_carry_on_the_newest_days(client: Client, listed: list[Statement]) -> None:
    html = page(client, reverse("home"))
    assert "In most papers on 2 April 2026" in text_of(html)
    assert addresses(html) == [listed[1].get_absolute_url()]
    assert [row.statement for row in carried_on(date(2026, 3, 12), most=5)] == [listed[0].pk]
    assert carried_on(date(2026, 3, 10), most=5) == [], "one outlet is not most papers"


def test_the_front_page_says_when_no_statement_is_in_two_papers(client: Client, three: list[Quote]) -> None:
    assert "No statement stands in two papers" in page(client, reverse("home"))


def test_a_front_page_without_articles_has_no_such_part(client: Client) -> None:
    assert "In most papers" not in page(client, reverse("home"))


def test_more_wordings_than_a_page_lays_side_by_side_are_paged_and_said(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quotes.views.statements.MOST", 2)
    quotes = [reported(f"Paper {n}", f"{STAND} {n}", f"2026-03-1{n}") for n in range(5)]
    copy = reported("The Copyist", f"{STAND} 0", "2026-03-20", copy_of=quotes[0].article)
    address = a_statement(*quotes, copy).get_absolute_url()
    first, last = page(client, address), page(client, f"{address}?page=3")
    assert "one statement, 5 wordings" in text_of(first)
    assert "Wordings 1 to 2 of 5" in text_of(first)
    assert "The Copyist" in text_of(first)
    assert 'href="?page=2"' in first
    assert [quote.get_absolute_url() in first for quote in quotes] == [True, True, False, False, False]
    assert [quote.get_absolute_url() in last for quote in quotes] == [False] * 4 + [True]
    assert '<meta name="robots" content="noindex">' in last
    assert "There is no page 9" in text_of(page(client, f"{address}?page=9"))


# Figures, and what they cost.


def test_reach_counts_other_outlets_once() -> None:
    quotes = [reported("Calder Courier", STAND), reported("Calder Courier 2", STAND)]
    again = reported("Harrow Herald", STAND)
    Article.objects.filter(pk=again.article_id).update(outlet=quotes[0].article.outlet)
    a_statement(*quotes, again)
    alone = reported("Velmark", "Nobody else heard this.")
    found = reach([*quotes, again, alone])
    assert [found[quote.pk].also[0].outlets for quote in (*quotes, again)] == [1, 1, 1]
    assert found[alone.pk].also == ()


@pytest.mark.parametrize("address", ["home", "statements", "statement", "quotes", "quote", "article"])
def test_a_page_is_a_fixed_number_of_queries(
    client: Client, three: list[Quote], address: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    statement = a_statement(*three)
    urls = {
        "statement": statement.get_absolute_url(),
        "quote": three[0].get_absolute_url(),
        "article": three[0].article.get_absolute_url(),
    }
    where = urls.get(address) or reverse(address)
    a_segment(reported("Northmere", STAND, "2026-03-14", copy_of=three[0].article), statement=statement)
    client.get(where)
    with CaptureQueriesContext(connection) as few:
        client.get(where)
    for n in range(4):
        more = [
            reported(f"Outlet {n}", STAND, "2026-03-14", speaker=SpeakerFactory.create(name=f"Ann Berg{n}")),
            reported(f"Paper {n}", TURNED, "2026-03-13", copy_of=three[1].article),
        ]
        for quote in more:
            a_segment(quote, statement=statement)
        a_statement(reported(f"Sheet {n}", STAND), reported(f"Page {n}", STAND))
    with django_assert_max_num_queries(len(few)):
        client.get(where)

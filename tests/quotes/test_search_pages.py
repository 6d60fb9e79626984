"""What stands around the hits: order, pages begun at a key, numbers beyond the limit, the histogram, groups, marks."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article
from quotes import corrections, tallies
from quotes.models import OutletTally, Quote, Speaker, SpeakerCount, SpeakerTally
from quotes.search import index, keys, tally
from quotes.search.filters import Filters
from quotes.search.found import Counted, Spot, find
from quotes.search.grammar import parse
from quotes.search.highlight import highlighted
from quotes.search.histogram import histogram
from tests.factories import ArticleFactory, OutletFactory
from tests.factories_quotes import EditorFactory, SpeakerFactory
from tests.quotes.pages import a_quote, text_of

pytestmark = pytest.mark.django_db


def said(word: str, day: date | None = None, **given: object) -> Quote:
    given = {"content": f"{word}: the tide.", **given}
    return a_quote(article=ArticleFactory.create(published_on=day, text=None), **given)


def shown(client: Client, **params: str) -> list[str]:
    html = client.get("/quotes/", params).content.decode()
    return re.findall(r"(?:<p>|Reported</span> )“?(?:<mark[^>]*>)?(\w+)(?:</mark>)?:", html)


class TestKeys:
    @given(st.dates(date(1600, 1, 1), date(2300, 1, 1)), st.integers(0, 2**29 - 1), st.integers(0, 2**16 - 1))
    def test_a_key_tells_the_day_and_the_place(self, day: date, article: int, place: int) -> None:
        key = keys.key(day, article, place)
        assert 0 < key < 2**63
        assert (keys.day_of(keys.day_number_of(key)), keys.place_of(key)) == (day, place)
        low, high = keys.between(day, day)
        assert low is not None
        assert high is not None
        assert low <= key <= high

    @given(st.dates(date(1600, 1, 1), date(2300, 1, 1)))
    def test_later_days_have_higher_keys_and_no_day_the_lowest(self, day: date) -> None:
        assert keys.key(None, 2**29 - 1, 0) < keys.DATED <= keys.key(day, 0, 0) < keys.key(day + timedelta(1), 0, 0)

    def test_what_does_not_fit_is_refused(self) -> None:
        with pytest.raises(OverflowError, match="no key"):
            keys.key(None, 1, 2**16)


class TestOrder:
    @pytest.fixture(autouse=True)
    def _library(self) -> None:
        said("Alpha", date(2026, 1, 1), said_on=date(2025, 12, 3))
        said("Bravo", date(2026, 1, 2), said_on=date(2025, 12, 1))
        said("Charlie", date(2026, 1, 3))
        said("Delta", None, said_on=date(2025, 12, 2))

    @pytest.mark.parametrize(
        ("sort", "names"),
        [
            ("newest", "Charlie Bravo Alpha Delta"),
            ("oldest", "Alpha Bravo Charlie Delta"),
            ("said", "Alpha Delta Bravo Charlie"),
            ("said-oldest", "Bravo Delta Alpha Charlie"),
        ],
    )
    def test_by_day_both_ways_unknown_days_last(self, client: Client, sort: str, names: str) -> None:
        assert shown(client, q="tide", sort=sort) == names.split()
        everything = Filters(q=parse("tide"), sort=sort)
        assert [
            one.text.split(":")[0] for one in everything.order(everything.apply(Quote.objects.all()))
        ] == names.split()


def test_the_best_answers_are_the_words_as_typed_then_what_was_said_then_what_stands_around(client: Client) -> None:
    said("Alpha", date(2026, 1, 4), source="Flood warden Ruiz")
    a_quote(
        content="Bravo: warnings of a flood.", article=ArticleFactory.create(published_on=date(2026, 1, 3), text=None)
    )
    a_quote(content="Charlie: flood warning.", article=ArticleFactory.create(published_on=date(2026, 1, 2), text=None))
    assert shown(client, q="flood", sort="relevance") == ["Bravo", "Charlie", "Alpha"]
    assert shown(client, q="flood warning", sort="relevance") == ["Charlie", "Bravo"]


class TestPages:
    @pytest.fixture(autouse=True)
    def _many(self) -> None:
        article = ArticleFactory.create(
            published_on=date(2026, 1, 1), text="\n".join(f"N{n}: tide." for n in range(50))
        )
        for n in range(50):
            a_quote(content=f"N{n}: tide.", article=article)

    def follow(self, client: Client, address: str, way: str) -> tuple[str, list[str]]:
        html = client.get(address).content.decode()
        names = re.findall(r"“(N\d+):", html)
        link = re.search(rf'<a rel="{way} nofollow" href="([^"]+)"', html)
        return unescape(link[1]) if link else "", names

    @pytest.mark.parametrize("sort", ["newest", "oldest", "relevance", "surest"])
    def test_every_page_in_turn_shows_everything_once_and_back_again(self, client: Client, sort: str) -> None:
        seen: list[str] = []
        address, last = f"/quotes/?q=tide&sort={sort}", ""
        while address:
            last = address
            address, names = self.follow(client, address, "next")
            seen += names
        assert sorted(seen) == sorted(f"N{n}" for n in range(50))
        back, third = self.follow(client, last, "prev")
        first, second = self.follow(client, back, "prev")
        _, start = self.follow(client, first, "prev")
        assert start + second + third == seen

    def test_a_page_begun_at_a_key_stays_when_newer_quotes_come(self, client: Client) -> None:
        address, _ = self.follow(client, "/quotes/?q=tide", "next")
        _, before = self.follow(client, address, "next")
        said("New", date(2026, 2, 1))
        assert self.follow(client, address, "next")[1] == before

    @pytest.mark.parametrize("key", ["x", "-1", "0", "9" * 30, "٣", "\x00"])
    def test_what_is_no_key_is_left_out(self, client: Client, key: str) -> None:
        assert client.get("/quotes/", {"q": "tide", "page": "2", "after": key}).status_code == 200

    def test_pages_go_on_behind_the_limit(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("quotes.paging.MOST", 25)
        for sort in ("newest", "oldest"):
            address, seen = f"/quotes/?q=tide&sort={sort}", list[str]()
            while address:
                address, names = self.follow(client, address, "next")
                seen += names
            assert len(seen) == len(set(seen)) == 50


class TestBeyondTheLimit:
    def test_numbers_beside_are_estimated_from_the_sample_and_say_so(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("quotes.paging.MOST", 10)
        monkeypatch.setattr("quotes.search.marks.SAMPLED", 2)
        monkeypatch.setattr("quotes.search.found._VERY_MANY", 10**9)
        for n in range(16):
            said(f"N{n}", date(2026, 1, 1) + timedelta(days=n), kind="direct" if n % 4 < 2 else "mixed")
        text = text_of(client.get("/quotes/", {"q": "tide"}).content.decode())
        assert "10+ quotes" in text
        assert "≈ 8" in text
        said_first = client.get("/quotes/", {"q": "tide", "sort": "said"}).content.decode()
        assert "Very many quotes were found" in text_of(said_first)

    def test_the_best_answers_are_those_of_all_hits(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("quotes.paging.MOST", 10)
        said("Best", date(2020, 1, 1), content="Best: the high tide.")
        for n in range(14):
            said(f"N{n}", date(2026, 1, 1) + timedelta(days=n), content=f"N{n}: tide is high.")
        assert shown(client, q="high tide", sort="relevance")[:2] == ["Best", "N13"]
        text = text_of(client.get("/quotes/", {"q": "high tide", "sort": "relevance"}).content.decode())
        assert "All of them were weighed; the best 10 can be looked at" in text
        _, *rest = shown(client, q="high tide", sort="relevance", page="2")
        assert "Best" not in rest

    def test_more_than_the_limit_is_said_as_the_limit(self) -> None:
        from quotes.search.facets import in_words

        numbers = [(9_999, False), (10_000, False), (10_001, False), (43_000, True), (640, True)]
        assert [in_words(number) for number in numbers] == ["9,999", "10,000", "10,000+", "10,000+", "≈ 640"]


class TestHistogram:
    def bars(self, **filters: object) -> list[tuple[str, str]]:
        chosen = Filters(**filters)  # type: ignore[arg-type]
        made = histogram(Counted(find(chosen, Spot(), 20).window), chosen)
        return [(bar.label, bar.number) for bar in made.bars] if made else []

    @pytest.mark.parametrize(
        ("days", "labels"),
        [
            ([date(2026, 1, 1), date(2026, 1, 3)], ["1 Jan 2026", "2 Jan 2026", "3 Jan 2026"]),
            ([date(2025, 12, 1), date(2026, 2, 5)], ["Dec 2025", "Jan 2026", "Feb 2026"]),
            ([date(2015, 5, 1), date(2026, 2, 5)], [str(year) for year in range(2015, 2027)]),
            ([date(2026, 1, 1), date(2026, 1, 1)], []),
            ([None, date(2026, 1, 1)], []),
        ],
    )
    def test_days_months_or_years_without_gaps(self, days: list[date | None], labels: list[str]) -> None:
        for n, day in enumerate(days):
            said(f"N{n}", day)
        assert [label for label, _ in self.bars()] == labels

    def test_it_follows_the_filters_and_is_one(self, client: Client) -> None:
        for n, day in enumerate((date(2025, 12, 1), date(2026, 1, 5), date(2026, 1, 9), date(2026, 3, 1))):
            said(f"N{n}", day, kind="direct" if n else "mixed")
        assert self.bars(kind="direct") == [("5 Jan 2026", "1")] or len(self.bars(kind="direct")) > 2
        html = client.get("/quotes/", {"q": "tide"}).content.decode()
        link = re.search(r'<a href="([^"]+)"[^>]*><rect[^>]*>.{0,200}?<title>Jan 2026: 2</title>', html, re.DOTALL)
        assert link
        narrowed = client.get(unescape(link[1])).content.decode()
        assert "2 quotes" in text_of(narrowed)
        assert "All days" in text_of(narrowed)

    def test_it_has_a_text_that_says_the_same_without_script_or_style(self, client: Client) -> None:
        said("Alpha", date(2025, 12, 1))
        said("Bravo", date(2026, 2, 1))
        html = client.get("/quotes/").content.decode()
        figure = html[html.index('<figure class="histogram') : html.index("</figure>")]
        assert 'aria-hidden="true"' in figure
        assert "style=" not in figure
        assert "Dec 2025 1 Feb 2026 1" in text_of(figure[figure.index("<details>") :])


def test_groups_by_speaker_the_most_quoted_first_with_a_way_to_all(client: Client) -> None:
    ruiz, berg = SpeakerFactory.create(name="Ana Ruiz", slug="ana-ruiz"), SpeakerFactory.create(name="Ida Berg")
    for n in range(5):
        said(f"R{n}", date(2026, 1, 1 + n), speaker=ruiz)
    said("B0", date(2026, 2, 1), speaker=berg)
    said("U0", date(2026, 3, 1), speaker=None)
    html = client.get("/quotes/", {"q": "tide", "group": "speaker"}).content.decode()
    assert shown(client, q="tide", group="speaker") == ["R4", "R3", "R2", "B0"]
    assert 'href="/quotes/?q=tide&amp;speaker=ana-ruiz">all 5<' in html


def test_of_groups_the_speakers_are_counted_beside_the_quotes(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.pages.results.GROUPS", 2)
    for n, name in enumerate(("Ana Ruiz", "Ida Berg", "Orla Venn")):
        for i in range(4 - n):
            said(f"{n}{i}", date(2026, 1, 1 + i), speaker=SpeakerFactory.create(name=name) if not i else name)
    for number, expected in ((1, "9 quotes, speakers 1 to 2 shown"), (2, "9 quotes, speakers 3 to 3 shown")):
        html = client.get("/quotes/", {"group": "speaker", "page": str(number)}).content.decode()
        assert re.findall(r'id="result-count"[^>]*>\s*(.*?)\s*</p>', html) == [expected]
    html = client.get("/quotes/", {"group": "speaker", "page": "9"}).content.decode()
    assert "There is no page 9. This is the last page, 2." in html
    assert "speakers" not in client.get("/quotes/").content.decode().split('id="result-count"')[1].split("</p>")[0]


class TestHits:
    @pytest.mark.parametrize(
        ("text", "typed", "marked"),
        [
            ("The floods are over.", "flood", ["floods"]),
            ("The floods are over.", '"flood"', []),
            ("Freedom of information, and freedom.", '"freedom of information"', ["Freedom of information"]),
            ("Don’t vote for Łódź", "lodz don't", ["Don’t", "Łódź"]),
            ("a flood, a storm", "flood OR storm -calm", ["flood", "storm"]),
            ("nothing here", "flood", []),
            ("", "flood", []),
        ],
    )
    def test_words_found_are_marked(self, text: str, typed: str, marked: list[str]) -> None:
        pieces = highlighted(text, parse(typed))
        assert [piece.text for piece in pieces if piece.hit] == marked
        assert "".join(piece.text for piece in pieces) == text

    @given(st.text(), st.text(alphabet='ab "-OR’'))
    def test_the_pieces_are_the_text(self, text: str, typed: str) -> None:
        assert "".join(piece.text for piece in highlighted(text, parse(typed))) == text

    def test_on_the_page_and_escaped(self, client: Client) -> None:
        a_quote(content="The <b>flood</b> came.")
        html = client.get("/quotes/", {"q": "flood"}).content.decode()
        assert '&lt;b&gt;<mark class="hit">flood</mark>&lt;/b&gt;' in html


class TestTallies:
    """What no page counts is kept up by whoever writes quotes, and can be made anew."""

    def stored(self) -> tuple[dict[str, int], int]:
        """What is stored, which is also what a count from nothing gives."""
        kept = self.everything()
        tally.recount_all()
        assert self.everything() == kept
        speakers, _, _ = kept
        return speakers, tallies.all_quotes()

    @staticmethod
    def everything() -> tuple[dict[str, int], set[tuple[str, str, int, int]], dict[str, int]]:
        speakers = SpeakerTally.objects.exclude(quotes=0).values_list("speaker__name", "quotes")
        counts = SpeakerCount.objects.exclude(quotes=0)
        outlets = OutletTally.objects.exclude(quotes=0).values_list("outlet__name", "quotes")
        cells = set(counts.values_list("speaker__name", "outlet__name", "month", "quotes"))
        return dict(speakers), cells, dict(outlets)

    def test_they_follow_a_new_day_and_another_outlet(self) -> None:
        ruiz = SpeakerFactory.create(name="Ana Ruiz")
        quote, _ = said("Alpha", date(2026, 1, 31), speaker=ruiz), said("Bravo", speaker=ruiz)
        other = OutletFactory.create(name="The Courier")
        Article.objects.filter(pk=quote.article_id).update(published_on=date(2026, 2, 1), outlet=other)
        index.refresh_article(quote.article_id)
        assert self.stored() == ({"Ana Ruiz": 2}, 2)
        months, outlets = tallies.by_month_and_outlet(ruiz)
        assert months == {2026 * 12 + 1: 1, 0: 1}
        assert outlets[-1] == (other, 1)

    def test_they_follow_what_editors_do(self) -> None:
        editor = EditorFactory.create(group="publishers")
        ruiz, berg = SpeakerFactory.create(name="Ana Ruiz"), SpeakerFactory.create(name="Ida Berg")
        quote = said("Alpha", speaker=ruiz)
        other = said("Bravo", speaker=ruiz)
        assert self.stored() == ({"Ana Ruiz": 2}, 2)
        corrections.reassign(quote, [berg], editor=editor, reason="It was she.", version=quote.version)
        assert self.stored() == ({"Ana Ruiz": 1, "Ida Berg": 1}, 2)
        corrections.hide(other, editor=editor, reason="By law.")
        assert self.stored() == ({"Ida Berg": 1}, 1)
        corrections.hide(quote.article, editor=editor, reason="By law.")
        assert self.stored() == ({}, 0)
        corrections.show(quote.article, editor=editor, reason="Again.")
        assert self.stored() == ({"Ida Berg": 1}, 1)

    def test_they_follow_a_merge_and_its_undoing(self) -> None:
        editor = EditorFactory.create()
        ruiz, berg = SpeakerFactory.create(name="Ana Ruiz"), SpeakerFactory.create(name="Ida Berg")
        said("Alpha", speaker=ruiz)
        said("Bravo", speaker=berg)
        merged = corrections.merge(ruiz, berg, editor=editor, reason="One.", versions=(ruiz.version, berg.version))
        assert self.stored()[0] == {"Ida Berg": 2}
        said("Charlie", speaker=Speaker.objects.get(pk=ruiz.pk))
        assert self.stored()[0] == {"Ida Berg": 3}
        corrections.undo(merged, editor=editor)
        assert self.stored()[0] == {"Ana Ruiz": 2, "Ida Berg": 1}

    def test_a_rebuild_gives_the_same(self) -> None:
        outlet = OutletFactory.create()
        for n in range(4):
            said(f"N{n}", speaker=f"Ana Ruiz{n % 2}", status="hidden" if n == 3 else "machine")
        a_quote(content="x.", article=ArticleFactory.create(outlet=outlet, text=None))
        before = self.stored()
        SpeakerTally.objects.update(quotes=99)
        OutletTally.objects.all().delete()
        index.rebuild()
        assert self.stored() == before
        assert not index.is_due()


def test_an_index_built_by_other_rules_is_due(settings: object) -> None:
    said("Alpha")
    assert index.is_due()
    index.rebuild()
    assert not index.is_due()
    settings.OTR_PUBLIC_LEVEL = "checked"  # type: ignore[attr-defined]
    assert index.is_due()


def test_an_article_with_another_day_is_found_under_it() -> None:
    quote = said("Alpha", date(2026, 1, 1))
    quote.article.published_on = date(2026, 5, 1)
    quote.article.save()
    index.refresh_article(quote.article_id)
    may = Filters(since=date(2026, 5, 1), until=date(2026, 5, 31))
    assert list(may.apply(Quote.objects.all())) == [quote]

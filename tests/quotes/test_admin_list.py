"""The list of quotes: order, filters, search, and what it costs."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from articles.admin import CappedPaginator
from quotes.attribution import SURE_FROM, Band
from quotes.models import Quote, QuoteSpeaker
from quotes.pages.cards import certainty
from quotes.search import index
from tests.factories import ArticleFactory
from tests.factories_quotes import EditorFactory, PassFactory, QuoteFactory, SpeakerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(EditorFactory.create())
    return client


def listed(client: Client, query: str = "") -> list[str]:
    answer = client.get(reverse("admin:quotes_quote_changelist") + query)
    assert answer.status_code == 200, answer
    return [quote.text for quote in answer.context["cl"].result_list]


def test_what_is_to_review_comes_by_risk(editor: Client) -> None:
    for text, confidence, stance in (
        ("sure", 0.95, "asserts"),
        ("shaky", 0.4, "asserts"),
        ("shaky denial", 0.5, "denies"),
        ("declined", 0.65, "declines"),
        ("asked", 0.55, "asks"),
    ):
        QuoteFactory.create(content=text, confidence=confidence, stance=stance)
    QuoteFactory.create(content="looked at", confidence=0.1, status="checked")
    assert listed(editor) == ["shaky denial", "shaky", "declined", "asked", "sure"]
    assert listed(editor, "?status=checked") == ["looked at"]
    assert listed(editor, "?status=all")[0] == "looked at", "all together come newest first"


def test_filters(editor: Client) -> None:
    old = ArticleFactory.create(published_on=date(2026, 1, 5), text=None)
    QuoteFactory.create(article=old, content="old", speaker="Ana Ruiz", confidence=0.45, said_on=date(2026, 1, 4))
    QuoteFactory.create(content="new", speaker="Piet Vos", kind="mixed", stance="denies", headline=True)
    ana = QuoteSpeaker.objects.get(speaker__name="Ana Ruiz").speaker_id
    outlet = old.outlet_id
    for query in (
        "?kind__exact=direct", "?stance__exact=asserts", "?confidence=doubtful", "?headline__exact=0",
        f"?outlet={outlet}", f"?speaker={ana}", "?published_until=2026-01-05",
        "?published_from=2026-01-01&published_until=2026-02-01",
        "?said_from=2026-01-01", f"?article__id__exact={old.pk}",
    ):  # fmt: skip
        assert listed(editor, query) == ["old"], query


def test_bands_of_the_filter_are_those_of_the_pages(editor: Client, settings: Settings) -> None:
    settings.OTR_LIKELY = 0.7
    for confidence in (1.0, SURE_FROM, SURE_FROM - 0.01, 0.7, 0.69, 0.0):
        QuoteFactory.create(content=f"{confidence:.2f}", confidence=confidence)
    for band in Band:
        assert {certainty(float(text)) for text in listed(editor, f"?confidence={band}")} == {band}
        assert len(listed(editor, f"?confidence={band}")) == 2


@pytest.mark.parametrize("query", ["?published_from=soon", "?speaker=nobody", "?confidence=huge", "?outlet=99"])
def test_a_filter_that_makes_no_sense_filters_nothing(editor: Client, query: str) -> None:
    QuoteFactory.create(content="here")
    assert listed(editor, query) == ["here"]


def test_search_finds_words_and_names_in_every_status(editor: Client) -> None:
    said = QuoteFactory.create(content="The bridge will hold.", speaker="Ana Ruiz")
    done = QuoteFactory.create(content="No bridge is safe.", speaker="Piet Vos", status="rejected")
    index.refresh([said.pk, done.pk])
    assert set(listed(editor, "?q=bridge")) == {said.text, done.text}
    assert listed(editor, "?q=bridge -safe") == [said.text]
    assert listed(editor, "?q=ruiz") == [said.text]
    assert listed(editor, '?q="no bridge"&status=rejected') == [done.text]
    assert set(listed(editor, "?q=“&status=all")) <= {said.text, done.text}, "no word in it: no error"


def test_candidates_are_not_shown_as_speakers(editor: Client) -> None:
    quote = QuoteFactory.create(speaker=None)
    QuoteSpeaker.objects.create(quote=quote, speaker=SpeakerFactory.create(name="Ana Ruiz"), standing="candidate")
    page = editor.get(reverse("admin:quotes_quote_changelist")).content.decode()
    assert "unknown; perhaps Ana Ruiz" in page


@pytest.mark.parametrize("name", ["quotes_quote", "quotes_correction", "quotes_speaker", "quotes_pass",
                                  "articles_article", "articles_body"])  # fmt: skip
def test_a_list_takes_as_many_queries_for_one_row_as_for_many(
    name: str, editor: Client, django_assert_max_num_queries: Any
) -> None:
    from quotes import corrections

    user = EditorFactory.create()
    for count in (1, 8):
        for i in range(count):
            quote = QuoteFactory.create(speaker=f"Speaker{count} Number{i}")
            corrections.confirm(quote, editor=user, version=quote.version)
            PassFactory.create(status="failed", error="no text")
        with django_assert_max_num_queries(11):
            answer = editor.get(reverse(f"admin:{name}_changelist"), {"status": "all"} if "quote" in name[6:] else {})
        assert answer.status_code == 200


def test_pages_end_where_counting_does(monkeypatch: pytest.MonkeyPatch, editor: Client) -> None:
    monkeypatch.setattr(CappedPaginator, "CAP", 3)
    for i in range(4):
        QuoteFactory.create(content=f"Word {i}.")
    page = editor.get(reverse("admin:quotes_quote_changelist")).content.decode()
    assert "the first 3 quotes of more" in page
    assert "Select all 3" not in page


def test_nothing_is_counted_in_full(editor: Client, django_assert_num_queries: Any) -> None:
    paginator = CappedPaginator(Quote.objects.all(), 50)
    with django_assert_num_queries(1) as queries:
        assert paginator.count == 0
    assert f"LIMIT {CappedPaginator.CAP + 1}" in queries[0]["sql"]


def test_autocomplete_finds_speakers_by_any_word_of_any_name(editor: Client) -> None:
    sergei = SpeakerFactory.create(name="Sergei Brodin")
    sergei.aliases.create(name="Sergey Brodin", key="sergey brodin")
    merged = SpeakerFactory.create(name="S. Brodin", merged_into=sergei)
    unnamed = SpeakerFactory.create(name="a Brodin spokesman", article=ArticleFactory.create(), kind="unnamed")
    index.refresh_speakers([sergei.pk, merged.pk, unnamed.pk])
    where = {"app_label": "quotes", "model_name": "quotespeaker", "field_name": "speaker"}
    for term in ("brod", "sergey", "sergei brodin", "Sérgei"):
        answer = editor.get(reverse("admin:autocomplete"), {**where, "term": term})
        assert [row["id"] for row in answer.json()["results"]] == [str(sergei.pk)], term


@pytest.mark.parametrize(
    "address",
    [
        "articles/article/?published_on__year=99999",
        "articles/article/?published_on__year=0",
        "articles/article/?published_on__year=x",
        "articles/article/?published_on__gte=99999-01-01",
        "articles/article/?outlet__id__exact=" + "9" * 20,
        "articles/article/?outlet__id__exact=x",
        "quotes/correction/?created_at__year=99999",
        "quotes/correction/?created_at__gte=9999-12-31+23:59:59-12:00",
        "quotes/correction/?created_at__gte=0001-01-01+00:00:00%2B12:00",
        "quotes/correction/?id__gte=" + "9" * 20,
        "quotes/correction/?editor__id__exact=" + "9" * 20,
        "quotes/correction/?article__id__exact=" + "9" * 20,
        "quotes/quote/?article__id__exact=" + "9" * 20,
        "quotes/quote/?p=" + "9" * 20,
        "quotes/quote/?published_from=99999-01-01",
        "quotes/speaker/?kind__exact=%00",
        "quotes/report/?status__exact=x",
        "quotes/pass/?status__exact=" + "9" * 20,
    ],
)
def test_a_filter_that_makes_no_sense_shows_a_list_all_the_same(editor: Client, address: str) -> None:
    QuoteFactory.create()
    assert editor.get(f"/admin/{address}", follow=True).status_code == 200


def test_it_is_told_where_a_filter_is_left_out(editor: Client) -> None:
    answer = editor.get("/admin/articles/article/?published_on__year=99999", follow=True)
    assert "shown without the filter" in answer.content.decode()

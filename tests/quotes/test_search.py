"""What a search finds. Runs on SQLite and on PostgreSQL: both must find the same."""

from typing import Any

import pytest
from django.db import connection
from django.test import TestCase
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from quotes.models import NameTail, Quote, SearchEntry, Speaker
from quotes.search import index
from quotes.search.grammar import parse
from tests.factories_quotes import QuoteFactory, SpeakerFactory
from tests.quotes.pages import a_quote, also_called

pytestmark = pytest.mark.django_db


def found(typed: str, **options: Any) -> set[str]:
    """The beginnings of the quotes that a search finds."""
    return {quote.text.split()[0] for quote in Quote.objects.search(parse(typed), **options)}


@pytest.fixture
def library(db: None) -> None:
    """Five quotes; each begins with a word by which the tests know it."""
    hollen = SpeakerFactory.create(name="Sergei Hollén", slug="hollen")
    also_called(hollen, "Sergey Hollen", "Hollén")
    a_quote(content="Alpha: freedom of information is a right.", speaker=hollen)
    a_quote(content="Bravo: information of freedom fighters", speaker=hollen, source="he")
    a_quote(content="Charlie: Mr Hollén is free to be wrong.", speaker="Ana Ruiz")
    a_quote(content="Delta: the floods are not over … and information flows.", speaker="Mira Son-hui Quill")
    a_quote(content="Echo: 1,000 people don’t vote.", speaker="Mira Berg", kind="indirect")


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("freedom information", "Alpha Bravo"),
        ("flood", "Delta"),
        ("flooding FLOW", "Delta"),
        ('"freedom of information"', "Alpha"),
        ('"to be"', "Charlie"),
        ('"flood"', ""),
        ('"over and information"', ""),
        ("to be", "Charlie"),
        ("information -fighters", "Alpha Delta"),
        ('-"freedom of information"', "Bravo Charlie Delta Echo"),
        ("flood OR fighters", "Bravo Delta"),
        ("flood OR fighters information", "Bravo Delta"),
        ("hollen", "Alpha Bravo Charlie"),
        ("Hollén’s", "Alpha Bravo Charlie"),
        ("sergey hollen", "Alpha Bravo"),
        ('"sergei hollen"', "Alpha Bravo"),
        ('"hollen sergei"', ""),
        ("-hollen", "Delta Echo"),
        ("son-hui", "Delta"),
        ('"mira quill"', ""),
        ("mira", "Delta Echo"),
        ("holl", ""),
        ("1,000", "Echo"),
        ("don't", "Echo"),
        ("", "Alpha Bravo Charlie Delta Echo"),
        ("🙂", "Alpha Bravo Charlie Delta Echo"),
        ("nowhere", ""),
    ],
)
def test_what_is_found(typed: str, names: str) -> None:
    assert found(typed) == {f"{name}:" for name in names.split()}


@pytest.mark.usefixtures("library")
def test_words_only_leaves_names_out() -> None:
    assert found("hollen", names=False) == {"Charlie:"}


@pytest.mark.usefixtures("library")
def test_by_named_takes_whole_words_of_one_speakers_names() -> None:
    def by(typed: str) -> set[str]:
        return {quote.text.split()[0] for quote in Quote.objects.by_named(parse(typed))}

    assert by("hollen") == {"Alpha:", "Bravo:"}
    assert by("mira -berg") == {"Delta:"}
    assert by("holl") == set()


@pytest.mark.usefixtures("library")
def test_half_typed_names_find_speakers() -> None:
    names = Speaker.objects.named(parse("ser holl")).values_list("name", flat=True)
    assert list(names) == ["Sergei Hollén"]


@pytest.mark.usefixtures("library")
def test_a_merge_rewrites_no_index_and_both_names_find_all() -> None:
    other = SpeakerFactory.create(name="S. Holen")
    a_quote(content="Foxtrot: nothing.", speaker=other)
    before = SearchEntry.objects.count(), NameTail.objects.count()
    Speaker.objects.filter(pk=other.pk).update(merged_into=Speaker.objects.get(slug="hollen"))
    assert found("holen") >= {"Alpha:", "Bravo:", "Foxtrot:"}
    assert found("sergey") >= {"Alpha:", "Bravo:", "Foxtrot:"}
    assert (SearchEntry.objects.count(), NameTail.objects.count()) == before


def test_a_candidate_is_not_found_by_name() -> None:
    quote = a_quote(content="Golf: who knows.", speaker=None)
    quote.quote_speakers.create(speaker=SpeakerFactory.create(name="Ilse Quaye"), standing="candidate")
    index.refresh([quote.pk])
    assert found("quaye") == set()


def test_refresh_follows_the_rows() -> None:
    speaker = SpeakerFactory.create(name="Ilse Quaye")
    quote = a_quote(content="Hotel: old words.", speaker=speaker)
    Quote.objects.filter(pk=quote.pk).update(text="Hotel: new words.")
    Speaker.objects.filter(pk=speaker.pk).update(name="Ilse Quayle")
    speaker.aliases.all().delete()
    quote.quote_speakers.update(mention="Ilse Quayle")
    index.refresh([quote.pk])
    assert (found("old"), found("new")) == (set(), {"Hotel:"})
    assert [list(Quote.objects.by_named(parse(name))) for name in ("quaye", "quayle")] == [[], [quote]]
    SearchEntry.objects.all().delete()
    assert found("new") == set()


def test_refresh_passes_over_ids_without_a_quote_and_takes_any_iterable() -> None:
    index.refresh(iter([10**9]))
    index.refresh([])
    assert not SearchEntry.objects.exists()


def test_rebuild_indexes_what_nobody_indexed() -> None:
    QuoteFactory.create(content="India: words.", speaker="Ilse Quaye")
    assert found("quaye") == set()
    assert index.rebuild() == 1
    assert found("quaye words") == {"India:"}


class RefreshQueries(TestCase):
    def test_the_number_of_queries_does_not_grow_with_the_quotes(self) -> None:
        few = [QuoteFactory.create(speaker=f"Ana Ruiz{n}").pk for n in range(2)]
        many = [QuoteFactory.create(speaker=f"Ida Berg{n}").pk for n in range(12)]
        with self.assertNumQueries(19):
            index.refresh(few)
        with self.assertNumQueries(19):
            index.refresh(many)


class AnythingTyped(HypothesisTestCase):
    """Hypothesis: the database takes whatever the grammar makes of whatever was typed."""

    @settings(max_examples=60, deadline=None)
    @given(st.text() | st.text(alphabet="ab\"'“-OR|🙂*()^:{}\\\x00%_"))
    def test_no_search_fails(self, typed: str) -> None:
        list(Quote.objects.search(parse(typed)))
        list(Quote.objects.by_named(parse(typed)))
        list(Speaker.objects.named(parse(typed)))


def test_the_triggers_of_the_index_stand() -> None:
    """SQLite drops a table's triggers when a migration rebuilds it."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL needs none")
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'quotes_searchtext'")
        names = {name for (name,) in cursor.fetchall()}
    assert names == {f"quotes_search_{event}" for event in ("insert", "update", "delete")}

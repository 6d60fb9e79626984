"""Suggestions after each run of `attribute`: of those who have got a name, and nobody else."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command

from quotes import passes
from quotes.models import Alias, NotSame, Suggestion
from quotes.naming import suggestions
from tests.factories import ArticleFactory
from tests.factories_quotes import QuoteFactory, SpeakerFactory

pytestmark = pytest.mark.django_db


def pairs() -> set[tuple[str, str]]:
    return {(row.one.name, row.other.name) for row in Suggestion.objects.open()}


def test_only_what_is_new_is_looked_at() -> None:
    for name in ("Sergei Norvin", "S. Norvin", "Carla Belmar"):
        SpeakerFactory.create(name=name)
    mark = suggestions.newest_name()
    SpeakerFactory.create(name="C. Belmar")
    assert suggestions.refresh_since(mark) == suggestions.Refreshed(total=1, new=1, gone=0)
    assert pairs() == {("Carla Belmar", "C. Belmar")}


@pytest.mark.parametrize(
    ("known", "new"),
    [
        ("Joseph R. Norvin Jr.", "Joe Norvin"),
        ("Choe Son-hui", "Son Hui Choe"),
        ("Ivan Norvinko", "Norvinko Ivan"),
        ("Mao Zedong", "Mao Tse-tung"),
    ],
)
def test_what_the_long_way_finds_is_found(known: str, new: str) -> None:
    SpeakerFactory.create(name=known)
    mark = suggestions.newest_name()
    SpeakerFactory.create(name=new)
    suggestions.refresh_since(mark)
    found = pairs()
    suggestions.refresh()
    assert found == pairs() != set()


def test_an_abbreviation_and_a_single_name() -> None:
    SpeakerFactory.create(name="Alliance of Norvin Teachers", kind="organisation")
    SpeakerFactory.create(name="Carla Belmar")
    mark = suggestions.newest_name()
    SpeakerFactory.create(name="ANT", kind="organisation")
    SpeakerFactory.create(name="Belmar", slug="belmar-1", article=ArticleFactory.create())
    suggestions.refresh_since(mark)
    assert pairs() == {("Carla Belmar", "Belmar"), ("Alliance of Norvin Teachers", "ANT")}


def test_another_name_of_somebody_known_is_new_and_what_it_contradicts_goes() -> None:
    one, other = SpeakerFactory.create(name="Sergei Norvin"), SpeakerFactory.create(name="S. Norvin")
    suggestions.refresh()
    mark = suggestions.newest_name()
    Alias.objects.create(speaker=other, name="Stefan Norvin", key="stefan norvin", coarse="s-vn")
    assert suggestions.refresh_since(mark).gone == 1
    assert pairs() == set()
    assert one.pk != other.pk


def test_what_an_editor_said_stands() -> None:
    one = SpeakerFactory.create(name="Sergei Norvin")
    mark = suggestions.newest_name()
    other = SpeakerFactory.create(name="S. Norvin")
    NotSame.objects.create(one=one, other=other)
    assert suggestions.refresh_since(mark).total == 0


def test_quotes_are_counted_and_nothing_new_asks_once(django_assert_max_num_queries: Any) -> None:
    one = SpeakerFactory.create(name="Sergei Norvin")
    QuoteFactory.create(speaker=one)
    mark = suggestions.newest_name()
    SpeakerFactory.create(name="S. Norvin")
    with django_assert_max_num_queries(12):
        suggestions.refresh_since(mark)
    assert Suggestion.objects.get().quotes == 1
    with django_assert_max_num_queries(4):
        suggestions.refresh_since(suggestions.newest_name())


def test_attribute_brings_the_suggestions_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    SpeakerFactory.create(name="Sergei Norvin")

    def run(*_args: object, **_options: object) -> Iterator[passes.Outcome]:
        SpeakerFactory.create(name="S. Norvin")
        yield from ()

    monkeypatch.setattr(passes, "run", run)
    call_command("attribute")
    assert pairs() == {("Sergei Norvin", "S. Norvin")}

"""Names of several articles as rows: who is known again, and who never is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotes.identity import Record
from quotes.models import NotSame, Speaker
from quotes.naming.speakers import cast
from tests.factories import ArticleFactory
from tests.factories_quotes import SpeakerFactory

pytestmark = pytest.mark.django_db


def named(*names: str) -> int:
    """The id of the speaker whom a new article calls by these names, the fullest first."""
    article = ArticleFactory.create().pk
    return cast(article, [Record(names[0], "person", names, article)]).speaker(names[0], "person")


SAME = [
    ("Sergei Norvin", "Sergey Norvin"),
    ("Сергей Лавров", "Sergei Lavrov"),
    ("Dr Sergei Norvin", "Sergei Norvin"),
    ("Nguyễn Phú Trọng", "Nguyen Phu Trong"),
    ("Ivan Petrovich Norvin", "Ivan Norvin"),
    ("Pieter van Norvinkerk", "Pieter Norvinkerk"),
    ("Samir al-Norvi", "Samir Norvi"),
    ("Norvin, Sergei", "Sergei Norvin"),
    ("Harold Norvin, Jr.", "Harold Norvin Jr"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_person_in_two_articles(one: str, other: str) -> None:
    assert named(one) == named(other)


TWO = [
    ("Sergei Norvin", "Norvin"),
    ("Norvin", "Norvin"),
    ("Norvin", "Sergei Norvin"),
    ("Sergei Norvin", "S. Norvin"),
    ("Sergei Norvin", "Mr Norvin"),
    ("Trần Văn Toàn", "Trần Văn Toản"),
    ("Nguyễn Văn Hùng", "Nguyễn Văn Hưng"),
    ("Mr Robin Askew", "Ms Robin Askew"),
    ("Robin Askew Sr.", "Robin Askew Jr."),
    ("Ivan Petrovich Norvin", "Ivan Andreyevich Norvin"),
    ("Lee Norvin", "Norvin Lee"),
    ("王伟", "王维"),
    ("Le Norvin", "Le Norvin"),
]


@pytest.mark.parametrize(("one", "other"), TWO)
def test_never_one_person_across_articles(one: str, other: str) -> None:
    assert named(one) != named(other)


def test_a_surname_is_known_in_an_article_that_has_the_full_name_too() -> None:
    first = named("Sergei Norvin", "Norvin")
    article = ArticleFactory.create().pk
    company = cast(article, [Record("Sergey Norvin", "person", ("Sergey Norvin", "Norvin"), article)])
    assert company.speaker("Sergey Norvin", "person") == first == company.candidate("Norvin")


def test_bare_surnames_of_other_articles_are_not_looked_at() -> None:
    named("Sergei Norvin", "Norvin")
    with CaptureQueriesContext(connection) as few:
        named("Sergei Norvin", "Norvin")
    for number in range(20):
        SpeakerFactory.create(name="Norvin", slug=f"norvin-{number}x", article=ArticleFactory.create())
    with CaptureQueriesContext(connection) as many:
        named("Sergei Norvin", "Norvin")
    assert len(many) == len(few)
    longest_few, longest_many = (max(len(query["sql"]) for query in queries) for queries in (few, many))
    assert longest_many < longest_few + 20  # twenty ids more would take more letters
    assert Speaker.objects.filter(article=None).count() == 1


def test_whom_an_article_calls_by_both_names_is_one_whatever_came_first() -> None:
    long, short = named("Antonia Rose Norvin"), named("Antonia Norvin")
    assert long != short
    assert named("Antonia Rose Norvin", "Antonia Norvin") == long
    assert named("Antonia Norvin") == long
    assert named("Antonia Rose Norvin") == long


def test_of_two_whom_articles_call_by_both_names_the_one_known_first_goes_on() -> None:
    short, long = named("Antonia Norvin"), named("Antonia Rose Norvin")
    assert named("Antonia Rose Norvin", "Antonia Norvin") == short
    assert named("Antonia Rose Norvin") == short
    assert named("Antonia Norvin") == short
    assert long != short


def test_an_editors_word_goes_before_what_articles_call_them() -> None:
    short, long = named("Antonia Norvin"), named("Antonia Rose Norvin")
    named("Antonia Rose Norvin", "Antonia Norvin")
    NotSame.objects.create(one_id=short, other_id=long)
    assert named("Antonia Rose Norvin") != short


def test_the_campaign_of_somebody_is_one_however_the_owner_is_written() -> None:
    article = ArticleFactory.create().pk
    names = ("the Norvin campaign", "Norvin’s campaign", "The Norvin campaign", "Norvin's campaign")
    found = cast(article, [Record(name, "organisation", (name,), article) for name in names])
    assert len({found.speaker(name, "organisation") for name in names}) == 1


@pytest.mark.parametrize("name", ["PAC", "Super PAC", "Q", "the NGO"])
def test_words_for_any_organisation_belong_to_their_article(name: str) -> None:
    articles = [ArticleFactory.create().pk for _ in range(2)]
    ids = {cast(pk, [Record(name, "organisation", (name,), pk)]).speaker(name, "organisation") for pk in articles}
    assert len(ids) == 2

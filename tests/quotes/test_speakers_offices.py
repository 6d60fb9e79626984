"""A usual short form of a given name: one person where articles call both by one distinctive role, else two."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Body
from quotes import corrections
from quotes.attribution.types import AttributedQuote, Kind, SpeakerKind, Voice
from quotes.identity.evidence import MANY, PEOPLE_FOR_EACH, needed
from quotes.models import NotSame, Quote, Speaker, Suggestion
from quotes.naming import suggestions
from quotes.store import store
from tests.factories import ArticleFactory
from tests.factories_quotes import SpeakerFactory

pytestmark = pytest.mark.django_db
DAY = date(2016, 5, 1)
OFFICE = "vice chancellor"


def crowd(size: int = 2 * PEOPLE_FOR_EACH) -> None:
    """So many people known who have nothing to do with it."""
    SpeakerFactory.create_batch(size)


def article(*people: tuple[str, str], day: date | None = DAY, version: str = "1", body: Body | None = None) -> Body:
    """An article in which each of `people`, by name and role, says something of their own; `body` is read once more."""
    lines = [f"“I am number {number},” {name} said." for number, (name, _) in enumerate(people)]
    body = body or ArticleFactory.create(text="\n\n".join(lines), published_on=day).current_body
    assert body
    found = []
    for line, (name, role) in zip(lines, people, strict=True):
        at = body.text.index(line)
        source = (at + line.index(name), at + line.index(name) + len(name))
        voice = Voice(name, SpeakerKind.PERSON, (source,), (name,), role)
        found.append(AttributedQuote(((at, at + line.index("”") + 1),), Kind.DIRECT, source=(source,), voices=(voice,)))
    store(body, found, version=version)
    return body


def speakers(body: Body) -> list[int]:
    """Who speaks in the article, by id, in the order of its text."""
    quotes = Quote.objects.filter(article=body.article_id).exclude(status=Quote.Status.GONE).order_by("text")
    return [quote.speakers.get().now.pk for quote in quotes]


def one_person(*bodies: Body) -> bool:
    return len({pk for body in bodies for pk in speakers(body)}) == 1


JOINED = [
    ("Joe Norvin", "Joseph R. Norvin Jr.", OFFICE, OFFICE),
    ("Joseph R. Norvin Jr.", "Joe Norvin", OFFICE, "Vice Chancellor"),
    ("Bill Norvin", "William Norvin", "Governor of Calder", "the Calder governor"),
    ("William Norvin", "Bill Norvin", "Calder’s former governor", "former governor of Calder"),
]
APART = [
    ("another role", "Joe Norvin", "Joseph Norvin", OFFICE, "vice admiral"),
    ("no role", "Joe Norvin", "Joseph Norvin", OFFICE, ""),
    ("no role before", "Joe Norvin", "Joseph Norvin", "", OFFICE),
    ("places the other way round", "Joe Norvin", "Joseph Norvin", "Wend’s envoy to Calder", "Calder’s envoy to Wend"),
    ("other initials", "Joe B. Norvin", "Joseph R. Norvin", OFFICE, OFFICE),
    ("another generation", "Joe Norvin Sr.", "Joseph Norvin Jr.", OFFICE, OFFICE),
    ("another sex", "Mr Chris Norvin", "Ms Christina Norvin", OFFICE, OFFICE),
    ("another surname", "Joe Norvin", "Joseph Norwin", OFFICE, OFFICE),
    ("two short forms of one name", "Joe Norvin", "Joey Norvin", OFFICE, OFFICE),
    ("a surname alone", "Norvin", "Joseph Norvin", OFFICE, OFFICE),
    ("an initial", "J. Norvin", "Joseph Norvin", OFFICE, OFFICE),
    ("another name", "Paul Norvin", "Joseph Norvin", OFFICE, OFFICE),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "role", "also"), JOINED)
def test_one_role_of_few_makes_them_one_in_either_order(one: str, other: str, role: str, also: str) -> None:
    crowd()
    assert one_person(article((one, role)), article((other, also)))


@pytest.mark.parametrize(("why", "one", "other", "role", "also"), APART, ids=[row[0] for row in APART])
def test_nothing_less_does(why: str, one: str, other: str, role: str, also: str) -> None:
    crowd()
    assert not one_person(article((one, role)), article((other, also)))


def test_the_role_is_to_be_in_force_at_about_the_same_time() -> None:
    crowd()
    one = article(("Joe Norvin", OFFICE), day=date(2010, 5, 1))
    assert not one_person(one, article(("Joseph Norvin", OFFICE), day=date(2016, 5, 1)))


def test_without_a_day_nobody_knows_when() -> None:
    crowd()
    assert not one_person(article(("Joe Norvin", OFFICE)), article(("Joseph Norvin", OFFICE), day=None))


def test_of_few_people_nobody_can_say_what_few_are_called() -> None:
    crowd(PEOPLE_FOR_EACH // 2)
    assert not one_person(article(("Joe Norvin", "spokesman")), article(("Joseph Norvin", "spokesman")))


def spokesmen(*names: str) -> bool:
    """Whether two forms of one name are one person's where these others are spokesmen, too."""
    for name in names:
        article((name, "Spokesman"))
    return one_person(article(("Joe Norvin", "spokesman")), article(("Joseph Norvin", "spokesman")))


def test_the_more_others_have_the_role_the_more_people_must_be_known() -> None:
    crowd(2 * PEOPLE_FOR_EACH)
    assert not spokesmen("Ana Calder", "Bo Wend", "Ida Lind")


def test_among_many_people_a_role_of_some_is_rare_enough() -> None:
    crowd(4 * PEOPLE_FOR_EACH)
    assert spokesmen("Ana Calder", "Bo Wend", "Ida Lind")


def test_a_role_of_many_says_nothing_among_however_many() -> None:
    assert needed(MANY - 1, 0) == PEOPLE_FOR_EACH * MANY
    assert needed(MANY, 0) is None
    assert needed(0, MANY) is None


def test_the_more_others_have_the_surname_the_more_people_must_be_known() -> None:
    crowd(2 * PEOPLE_FOR_EACH)
    for name in ("Ana Norvin", "Bo Norvin", "Ida Norvin"):
        article((name, ""))
    assert not spokesmen()


def test_a_role_of_another_of_the_surname_says_nothing() -> None:
    crowd()
    article(("Ana Norvin", OFFICE))
    assert not one_person(article(("Joe Norvin", OFFICE)), article(("Joseph Norvin", OFFICE)))


def test_where_two_known_may_be_meant_neither_is() -> None:
    crowd()
    christopher, christina = article(("Christopher Norvin", OFFICE)), article(("Christina Norvin", ""))
    chris = article(("Chris Norvin", OFFICE))
    assert not one_person(christopher, chris)
    assert not one_person(christina, chris)


def test_whom_one_article_has_by_both_forms_as_two_stay_two() -> None:
    crowd()
    known = article(("Joe Norvin", OFFICE))
    both = article(("Joe Norvin", OFFICE), ("Joseph Norvin", OFFICE))
    assert speakers(both)[0] == speakers(known)[0]
    assert len(set(speakers(both))) == 2
    assert speakers(article(("Joseph Norvin", OFFICE))) == speakers(both)[1:]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_whatever_came_first_they_are_one_once_articles_say_so(order: tuple[int, ...]) -> None:
    crowd()
    said = [("Joe Norvin", ""), ("Joseph R. Norvin Jr.", OFFICE), ("Joe Norvin", OFFICE)]
    bodies = {number: article(said[number]) for number in order}
    assert one_person(bodies[2], article(("Joseph R. Norvin Jr.", ""))), "from the evidence on"
    for number, body in bodies.items():
        article(said[number], version="2", body=body)
    assert one_person(*bodies.values()), "with the next pass, those before it too"


def test_what_was_said_before_the_evidence_came_stays_and_is_suggested() -> None:
    crowd()
    first, second = article(("Joseph Norvin", OFFICE)), article(("Joe Norvin", ""))
    (known,), (other,) = speakers(first), speakers(second)
    assert known != other
    assert speakers(article(("Joe Norvin", OFFICE))) == [known]
    assert speakers(second) == [other]
    suggestions.refresh()
    assert Suggestion.objects.open().filter(one=known, other=other).exists()


def test_an_editors_word_that_they_are_two_stands() -> None:
    crowd()
    one, other = article(("Joe Norvin", OFFICE)), article(("Joseph Norvin", ""))
    first, second = sorted((*speakers(one), *speakers(other)))
    NotSame.objects.create(one_id=first, other_id=second)
    for _ in range(2):
        assert speakers(article(("Joseph Norvin", OFFICE))) == speakers(other)
        assert speakers(article(("Joe Norvin", OFFICE))) == speakers(one)


def test_a_join_is_undone_by_a_split_for_every_later_pass(editor: User) -> None:
    crowd()
    one, other = article(("Joe Norvin", OFFICE)), article(("Joseph Norvin", OFFICE))
    assert one_person(one, other)
    joined = Speaker.objects.get(pk=speakers(one)[0])
    corrections.split(
        joined, "Joseph Norvin", "person", names=["Joseph Norvin"], editor=editor, reason="Two.", version=joined.version
    )
    assert not one_person(one, other)
    for version in ("2", "3"):
        article(("Joseph Norvin", OFFICE), version=version, body=other)
        article(("Joe Norvin", OFFICE), version=version, body=one)
        assert not one_person(one, other)


def test_whoever_needs_no_evidence_costs_no_query_more() -> None:
    crowd()
    article(("Joe Norvin", OFFICE))
    with CaptureQueriesContext(connection) as alone:
        article(("Joe Norvin", OFFICE))
    article(("Joseph Norvin", OFFICE))
    with CaptureQueriesContext(connection) as joined:
        article(("Joe Norvin", OFFICE))
    assert len(joined) == len(alone)

"""The table of name pairs: nobody is joined with somebody else, and hardly anybody is lost."""

import pytest

from quotes.identity import compare, same_person
from tests.identity.name_pairs import counts, outcome, pairs

TABLE = pairs()
COUNTS = counts(TABLE)


def test_two_people_are_never_joined() -> None:
    assert [pair for pair in TABLE if pair.verdict == "different" and outcome(pair) == "joined"] == []


def test_one_person_is_joined_or_suggested() -> None:
    same = COUNTS["same"]
    assert same["joined"] + same["suggested"] >= 0.95 * same.total()
    assert same["joined"] >= 0.5 * same.total()


def test_few_of_two_people_are_suggested() -> None:
    assert COUNTS["different"]["suggested"] <= 0.1 * COUNTS["different"].total()


def test_where_nobody_can_tell_nothing_but_a_middle_initial_joins() -> None:
    joined = [pair for pair in TABLE if pair.verdict == "unknown" and outcome(pair) == "joined"]
    reasons = {compare(pair.one, pair.other).reasons for pair in joined}
    assert reasons <= {("a middle initial left out",)}


def test_the_order_of_the_two_changes_nothing() -> None:
    assert [p for p in TABLE if same_person(p.one, p.other) != same_person(p.other, p.one)] == []


def test_whoever_is_suggested_is_so_for_a_reason() -> None:
    suggested = [pair for pair in TABLE if outcome(pair) == "suggested"]
    assert [pair for pair in suggested if not compare(pair.one, pair.other).reasons] == []


REASONS = [
    ("S. Norvin", "Sergei Norvin", "same family name; “S.” may stand for “Sergei”"),
    ("Norvin Sergei", "Sergei Norvin", "the same names in another order"),
    ("Sergei Norvin Jr.", "Sergei Norvin", "one name in two spellings; a generation (“Jr.”) stands on one side only"),
    ("Carla Ruiz Norvin", "Carla Ruiz", "all the same but for “Norvin”, which one leaves out"),
    ("Samuel “Bo” Norvin", "Bo Norvin", "“Bo” is given as a nickname"),
    ("Norvin", "Sergei Norvin", "“Norvin” is part of the other name"),
    ("Lê Thị Norvin", "Lê Thi Norvin", "written alike; marks that are not the same"),
    ("Khaled Norvin", "Khalid Norvin", "two transliterations of one name"),
    ("Joseph R. Norvin Jr.", "Joe Norvin", "“Joe” is a usual short form of “Joseph”"),
    ("Bill Norvin", "William Norvin", "“Bill” is a usual short form of “William”"),
    ("Bob Norvin", "Robby Norvin", "“Bob” and “Robby” are usual short forms of “Robert”"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "reasons"), REASONS)
def test_the_reasons_are_told_in_words(one: str, other: str, reasons: str) -> None:
    assert "; ".join(compare(one, other).reasons) == reasons


SHORT_FORMS = [
    ("Bill Norvin", "William Norvin", "likely"),
    ("William J. Norvin", "Bill Norvin", "likely"),
    ("Peggy Norvin", "Margaret Norvin", "likely"),
    ("Jack Norvin", "John Norvin", "likely"),
    ("Chris Norvin", "Christina Norvin", "likely"),
    ("Bill Norvin", "William Norwin", "unsure"),
    ("Bill R. Norvin", "William J. Norvin", "different"),
    ("Mr Chris Norvin", "Ms Christina Norvin", "different"),
    ("Joe Norvin Sr.", "Joseph Norvin Jr.", "different"),
    ("Marion Norvin", "Marian Norvin", "unsure"),
    ("Daniel Norvin", "Danielle Norvin", "unsure"),
    ("Bill Norvin", "Joseph Norvin", "different"),
]


@pytest.mark.parametrize(("one", "other", "expected"), SHORT_FORMS)
def test_a_usual_short_form_is_never_enough_to_join(one: str, other: str, expected: str) -> None:
    assert same_person(one, other) == same_person(other, one) == expected

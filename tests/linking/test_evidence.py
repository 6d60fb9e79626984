"""Two wordings of one utterance, and two that only sound alike. All invented."""

from itertools import pairwise

import pytest

from quotes.linking.evidence import LINKED, compare
from quotes.linking.features import enough, from_json, keys, sought, to_json
from tests.linking.said import said

# Invented beforehand, to be told apart: one utterance twice, published on one day unless said otherwise.
SAME = [
    # Verbatim, and shortened.
    ("“We will not sell a single acre of the common.”", "“We will not sell a single acre of the common.”"),
    (
        "“We will not sell a single acre of the common, whatever the county offers us.”",
        "that they would “not sell a single acre of the common”",
    ),
    # Retranslated.
    (
        "“The guild shall always stand faithfully beside its Velmarker brothers until the last harvest.”",
        "“Until the day of the last harvest, the guild will stand faithfully at the side of our Velmarker brothers.”",
    ),
    (
        "“With that we can now settle weighty customs matters for our farmers and yours.”",
        "“So the two of us can settle weighty and urgent matters of customs for your and our farmers.”",
    ),
    # Direct here, indirect there.
    (
        "“The ferry will stop running after the September storms.”",
        "that the ferry would stop running after the storms of September",
    ),
    ("“All possible routes are under review.”", "all possible routes were under review"),
    # A few quoted words within the reporter's.
    ("the mayor as a “harbour vandal”", "that nobody needed “another harbour vandal in the town hall”"),
    # Figures as words and as digits.
    (
        "“Eight thousand herring barrels are missing from the customs shed.”",
        "that 8,000 herring barrels were missing from the customs shed",
    ),
]
OTHER = [
    # The same names and the same matter, something else said.
    (
        "“The ferry between Dolm and Orsin is a scandal.”",
        "“The ferry between Dolm and Orsin will cost the county nine million.”",
    ),
    ("that Ilka Sorvane was in Geneva", "that Ilka Sorvane had never been to Geneva before the talks"),
    # What was spoken of, not what was said.
    ("the ban on trawlers", "a ban on trawlers in the estuary"),
    # One phrase in common, and two sentences around it.
    (
        "“He deserves the golden anchor prize for it.”",
        "“He is the golden anchor of this old crew, every night out there.”",
    ),
    # What one asserts the other denies.
    ("that the mill was sold to a stranger", "that the mill was not sold, and never would be while she lived"),
    ("“We must fish less.”", "“They must pay less.”"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_utterance(one: str, other: str) -> None:
    assert compare(said(one), said(other)).score >= LINKED


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_two_utterances(one: str, other: str) -> None:
    assert compare(said(one), said(other)).score < LINKED


@pytest.mark.parametrize(("one", "other"), [*SAME, *OTHER])
def test_the_order_of_the_two_does_not_matter(one: str, other: str) -> None:
    assert compare(said(one), said(other)) == compare(said(other), said(one))


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_is_one_utterance_finds_itself_in_the_index(one: str, other: str) -> None:
    for mine, there in ((said(one), said(other)), (said(other), said(one))):
        assert enough(mine, sorted(set(sought(mine)) & set(keys(there))))


@pytest.mark.parametrize(("one", "other"), [*SAME, *OTHER])
def test_either_finds_the_other_or_none(one: str, other: str) -> None:
    here, there = said(one), said(other)
    found = enough(here, sorted(set(sought(here)) & set(keys(there))))
    assert found == enough(there, sorted(set(sought(there)) & set(keys(here))))


@pytest.mark.parametrize(
    ("words", "days", "linked"),
    [
        ("“No comment.”", 0, True),
        ("“No comment.”", 5, False),
        ("“Fish for all!”", 0, True),
        ("“Fish for all!”", 9, False),
        # Six words or more are one saying within a fortnight,
        ("“We will make the harbour great again.”", 13, True),
        ("“We will make the harbour great again.”", 45, False),
        # and a long sentence longer, because papers quote it again.
        ("“I will put a lot of trawlers and a lot of trawler captains out of business this year.”", 40, True),
        ("“I will put a lot of trawlers and a lot of trawler captains out of business this year.”", 300, False),
        # Indirect, and only what was spoken of: a position that somebody holds for months.
        ("to ban trawlers there", 3, False),
    ],
)
def test_the_same_words_on_other_days(words: str, days: int, linked: bool) -> None:
    one, other = said(words, day=100), said(words, day=100 + days)
    assert (compare(one, other).score >= LINKED) == linked


def test_the_same_words_that_both_articles_date_differently_are_two() -> None:
    words = "“We will make the harbour great again.”"
    assert compare(said(words, said_on=90), said(words, said_on=95)).score < LINKED
    assert compare(said(words, said_on=90), said(words, said_on=91)).score >= LINKED
    assert compare(said(words, said_on=90), said(words)).score >= LINKED


def test_whom_it_was_said_to_counts() -> None:
    words = "“Trust me on the ferry.”"
    scores = [
        compare(said(words, to="the fishermen"), said(words, day=104, to=to)).score
        for to in ("the fishermen of Dolm", "", "the bishop")
    ]
    assert all(before > after for before, after in pairwise(scores))


def test_a_denial_is_not_what_it_denies() -> None:
    words = "that he had seen the customs ledger"
    asserted, denied = said(words), said(words, stance="denies", day=101)
    assert compare(asserted, denied).score < compare(asserted, said(words, day=101)).score


def test_reasons_are_in_words() -> None:
    reasons = compare(said(SAME[0][0]), said(SAME[1][1], day=101)).reasons
    assert any("words in a row" in reason for reason in reasons)
    assert any("“acre”" in reason for reason in reasons)
    assert "published 1 day apart" in reasons


def test_what_is_kept_can_be_read_again() -> None:
    one, other = said(SAME[7][0], to="the press", said_on=99), said(SAME[7][1])
    kept = from_json(to_json(one))
    assert kept == one
    assert compare(kept, from_json(to_json(other))) == compare(one, other)

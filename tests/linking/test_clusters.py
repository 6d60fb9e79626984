"""Stretches to statements: the same whatever the order, no chains, and what editors say stands."""

from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.linking.clusters import cluster
from quotes.linking.evidence import compare
from quotes.linking.types import Utterance
from tests.linking.said import said

SENTENCES = [
    "“We will not sell a single acre of the common.”",
    "that they would “not sell a single acre of the common”",
    "“The ferry will stop running after the September storms, and nobody will pay for another one.”",
    "that the ferry would stop running after the storms of September",
    "“Nobody ever asked the oyster farmers.”",
    "“Make the harbour great again!”",
    "“No comment.”",
    "the mayor as a “harbour vandal”",
]


def grouped(utterances: dict[int, Utterance], **said_by_editors: list[tuple[int, int]]) -> set[frozenset[int]]:
    scores = {
        (one, other): compare(utterances[one], utterances[other]).score for one, other in combinations(utterances, 2)
    }
    return {frozenset(group) for group in cluster(utterances, scores, **said_by_editors)}


@st.composite
def an_archive(draw: st.DrawFn) -> dict[int, Utterance]:
    rows = draw(
        st.lists(st.tuples(st.sampled_from(SENTENCES), st.integers(1, 60)), min_size=2, max_size=12, unique=True)
    )
    return {number: said(text, day=day, article=f"article {number}") for number, (text, day) in enumerate(rows)}


@given(an_archive(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_any_order_gives_the_same_statements(archive: dict[int, Utterance], random: Random) -> None:
    ids = list(archive)
    random.shuffle(ids)
    renamed = dict(zip(archive, ids, strict=True))
    other = {renamed[pk]: archive[pk] for pk in sorted(archive, key=renamed.__getitem__)}
    expected = {frozenset(renamed[pk] for pk in group) for group in grouped(archive)}
    assert grouped(other) == expected


def test_wordings_of_one_saying_are_one_statement() -> None:
    archive = {number: said(text, day=100 + number % 2) for number, text in enumerate(SENTENCES)}
    assert grouped(archive) == {frozenset(group) for group in ({0, 1}, {2, 3}, {4}, {5}, {6}, {7})}


@pytest.mark.parametrize("words", ["“Make the harbour great!”", "“No comment.”"])
def test_a_slogan_repeated_for_a_year_stays_apart(words: str) -> None:
    archive = {week: said(words, day=7 * week + 1) for week in range(52)}
    assert all(len(group) == 1 for group in grouped(archive))


def test_a_longer_slogan_never_becomes_one_statement_of_a_year() -> None:
    """Six words within a fortnight are one saying; no chain leads from there to the next."""
    archive = {week: said("“We will make the harbour great again.”", day=7 * week + 1) for week in range(52)}
    assert max(7 * (max(group) - min(group)) for group in grouped(archive)) <= 14


def test_what_is_like_two_that_are_not_alike_makes_no_chain() -> None:
    archive = {number: said(f"“Sentence {number}.”") for number in range(3)}
    groups = cluster(archive, {(0, 1): 0.6, (1, 2): 0.6})
    assert sorted(map(len, groups)) == [1, 2]


def test_a_long_wording_holds_its_pieces_together() -> None:
    whole = said("“The ferry will stop running after the storms, the town has to pay for nothing else.”", article="a")
    pieces = [
        said("that “the ferry will stop running after the storms”", article="b"),
        said("that “the town has to pay for nothing else”", article="c"),
    ]
    assert grouped({0: whole, 1: pieces[0], 2: pieces[1]}) == {frozenset({0, 1, 2})}


def test_what_editors_said_stands() -> None:
    same = {number: said(SENTENCES[0], article=str(number)) for number in range(3)}
    assert grouped(same, apart=[(0, 1)]) in (
        {frozenset({0}), frozenset({1, 2})},
        {frozenset({0, 2}), frozenset({1})},
    )
    unlike = {0: said(SENTENCES[0]), 1: said(SENTENCES[6])}
    assert grouped(unlike, together=[(0, 1)]) == {frozenset({0, 1})}
    assert grouped(unlike, together=[(0, 1)], apart=[(0, 1)]) == {frozenset({0}), frozenset({1})}

"""Figures and times: text -> what they allow."""

import pytest

from quotes.claims.numbers import numbers
from quotes.claims.times import times_in
from quotes.claims.types import Bound
from tests.claims.drawn import drawn


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "unit"),
    [
        ("The ministry paid $3.5bn.", "$3.5bn", 3.5e9, 3.5e9, "dollar"),
        ("It cost £20m in all.", "£20m", 2e7, 2e7, "pound"),
        ("A third of the members left.", "A third", 100 / 3, 100 / 3, "percent"),
        ("Roughly six in 10 voters stayed.", "six in 10", 60, 60, "percent"),
        ("Between 20 and 30 miners are trapped.", "20 and 30", 20, 30, ""),
        ("They asked for 3 to 5 million pounds.", "3 to 5 million pounds", 3e6, 5e6, "pound"),
        ("Half a million votes were cast.", "Half a million", 5e5, 5e5, ""),
        ("Turnout was 6-8 per cent.", "6-8 per cent", 6, 8, "percent"),
        ("The dam holds 3 billion cubic metres.", "3 billion cubic metres", 3e9, 3e9, "cubic metre"),
    ],
)
def test_numbers(text: str, words: str, low: float, high: float, unit: str) -> None:
    (number,) = numbers(text)
    start, end = number.span
    assert (text[start:end], number.unit) == (words, unit)
    assert (number.low, number.high) == pytest.approx((low, high))


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "words", "bound", "of"),
    [
        ("Up to 10,000 northern nurses train there.", "Up to 10,000", Bound.AT_MOST, "nurs"),
        ("At least nine people died.", "At least nine", Bound.AT_LEAST, "peopl"),
        ("Some 140 houses burned down.", "Some 140", Bound.ABOUT, "hous"),
        ("Dozens of sheep died.", "Dozens", Bound.VAGUE, "sheep"),
        ("Some of the hostages were freed.", "Some of", Bound.VAGUE, "hostag"),
        ("8000 of the nurses were in Harbin.", "8000", Bound.EXACT, "nurs"),
    ],
)
def test_what_is_counted_and_how_loosely(text: str, words: str, bound: Bound, of: str) -> None:
    figure = drawn(text)[0].figures[0]
    assert (figure.words, figure.bound, figure.of[-1]) == (words, bound, of)
    assert text[slice(*figure.span)] == words


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    ["The firm flies a Boeing 737.", "She came third in the race.", "He was born in 1951.", "The train left at 6:10."],
)
def test_what_is_no_figure(text: str) -> None:
    assert not [figure for claim in drawn(text) for figure in claim.figures]


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("It was signed this summer.", "this summer", "2024-06-01", "2024-08-31"),
        ("It was signed in June.", "June", "2024-06-01", "2024-06-30"),
        ("It fell in November.", "November", "2023-11-01", "2023-11-30"),
        ("It passed in October last year.", "October last year", "2023-10-01", "2023-10-31"),
        ("In the first quarter of 2012 it fell.", "the first quarter of 2012", "2012-01-01", "2012-03-31"),
        ("It was founded in the 1920s.", "the 1920s", "1920-01-01", "1929-12-31"),
        ("They met on Monday.", "Monday", "2024-06-10", "2024-06-10"),
        ("He was born in 1951.", "1951", "1951-01-01", "1951-12-31"),
    ],
)
def test_times(text: str, words: str, first: str, last: str) -> None:
    (when,) = times_in(text, 0, len(text), "2024-06-14")
    assert (when.words, when.first, when.last) == (words, first, last)
    assert text[slice(*when.span)] == words


def test_a_time_needs_the_articles_date() -> None:
    (when,) = times_in("It was signed this summer.", 0, 26, None)
    assert (when.first, when.last) == (None, None)


@pytest.mark.parametrize("text", ["He may go.", "A march through the town.", "The fall of the house."])
def test_words_that_are_only_spelt_like_times(text: str) -> None:
    assert not times_in(text, 0, len(text), "2024-06-14")

"""Which speakers are suggested to editors as one: by every convention that likeness knows, and in linear time."""

import pytest

from quotes.identity import Known, compare, is_full, suggestions
from tests.identity.name_pairs import Pair, outcome, pairs


def suggested(*known: Known) -> dict[tuple[int, int], str]:
    return {(found.one, found.other): "; ".join(found.reasons) for found in suggestions(known)}


def people(*names: str, article: int | None = None) -> list[Known]:
    return [Known(pk, name, "person", (name,), article) for pk, name in enumerate(names, 1)]


FOUND = [pair for pair in pairs() if compare(pair.one, pair.other).likeness == "likely"]


@pytest.mark.parametrize("pair", [p for p in FOUND if is_full(p.one) and is_full(p.other)], ids=str)
def test_whoever_is_likely_meets_in_a_block(pair: Pair) -> None:
    assert set(suggested(*people(pair.one, pair.other))) == {(1, 2)}


def test_most_of_one_person_are_suggested_in_the_table() -> None:
    same = [pair for pair in pairs() if pair.verdict == "same" and outcome(pair) == "suggested"]
    single = [pair for pair in same if not (is_full(pair.one) and is_full(pair.other))]
    assert len(single) < len(same) / 5  # single names are suggested by articles, as below


def test_nobody_is_suggested_whose_other_names_contradict() -> None:
    one = Known(1, "J. Norvin", "person", ("J. Norvin", "Julia Norvin"))
    assert suggested(one, Known(2, "Jens Norvin", "person", ("Jens Norvin",))) == {}
    assert (1, 3) in suggested(one, Known(3, "Julia K. Norvin", "person", ("Julia K. Norvin",)))


def test_a_surname_alone_is_suggested_with_the_only_bearer() -> None:
    norvin, alone = Known(1, "Sergei Norvin", "person"), Known(2, "Norvin", "person", (), article=7)
    assert suggested(norvin, alone) == {(1, 2): "“Norvin” is part of the other name"}


def test_a_surname_of_several_is_suggested_with_the_most_quoted_and_that_of_many_with_nobody() -> None:
    alone = Known(9, "Norvin", "person", (), article=7)
    said = suggested(*people("Sergei Norvin", "Ana Norvin"), alone)
    assert said == {(1, 9): "“Norvin” is part of the other name; 1 more of this surname, quoted less"}
    assert suggested(*people("Sergei Norvin", "Ana Norvin", "Bo Norvin", "Ida Norvin"), alone) == {}


def test_a_given_name_cut_short_or_its_usual_short_form_is_suggested() -> None:
    assert suggested(*people("Joseph R. Norvin Jr.", "Joe Norvin"))
    assert suggested(*people("Benjamin Norvin", "Benny Norvin"))
    assert suggested(*people("Bill Norvin", "William J. Norvin"))
    assert suggested(*people("Joe Norvin", "Joey Norvin"))
    assert suggested(*people("Daniel Norvin", "Danielle Norvin")) == {}
    assert suggested(*people("Mark Norvin", "Margaret Norvin")) == {}


def test_single_names_of_two_articles() -> None:
    one, other = Known(1, "Pelé", "person", (), article=1), Known(2, "Pele", "person", (), article=2)
    assert set(suggested(one, other)) == {(1, 2)}


def test_unnamed_sources_are_never_suggested() -> None:
    assert suggested(*(Known(pk, "a spokesman", "unnamed", (), article=pk) for pk in (1, 2))) == {}


def test_an_abbreviation() -> None:
    one, other = Known(1, "United Harbour Pilots", "organisation"), Known(2, "UHP", "organisation")
    assert suggested(one, other) == {(1, 2): "“UHP” may stand for “United Harbour Pilots”"}
    assert suggested(one, Known(3, "UHT", "organisation")) == {}
    assert suggested(one, Known(4, "UHP", "person")) == {}


def test_an_initial_in_one_article_meets_the_full_name() -> None:
    full, short = Known(1, "Sergei Norvin", "person"), Known(2, "S. Norvin", "person", (), article=7)
    assert set(suggested(short, full)) == {(1, 2)}
    assert suggested(short, Known(3, "S. Norvin", "person", (), article=8)) == {}


def test_a_block_is_bounded() -> None:
    crowd = people(*(f"J{chr(97 + i % 26)}{chr(97 + i // 26)}n Norvin" for i in range(600)), "J. Norvin")
    assert len(suggested(*crowd)) < 600 * 2

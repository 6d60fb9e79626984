"""What is told of claims in two articles: only what is surely of one thing on one occasion."""

import pytest

from quotes.claims import ClaimRecord, Likeness, Relation, compare
from tests.claims.drawn import drawn


def found(one: str, other: str, days: tuple[str, str]) -> Relation:
    """The most that is told between the claims of two sentences, published on these days."""
    relations = [compare(a.record, b.record) for a in drawn(one, days[0]) for b in drawn(other, days[1])]
    order = (Likeness.DIFFERS, Likeness.SAME, Likeness.UNRELATED)
    return min(relations, key=lambda relation: order.index(relation.likeness), default=Relation(Likeness.UNRELATED))


FIRE = "The fire in the warehouse killed 14 people."
TODAY, TOMORROW, LATER = "2024-06-14", "2024-06-15", "2024-07-20"


@pytest.mark.model
@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        ("Ruiz has won at least 150 delegates.", "It takes 1,900 delegates to win the nomination.", (TODAY, TODAY)),
        ("Ruiz has won at least 150 delegates.", "Ruiz has won 1,020 delegates.", (TODAY, LATER)),
        ("Ruiz has 40 delegates.", "Ruiz has 63 delegates.", (TODAY, TOMORROW)),
        (FIRE, "Nine people were killed in the warehouse fire.", (TODAY, LATER)),
        ("He signed the fishing treaty in June.", "Ana Ruiz signed the fishing treaty this summer.", (LATER, LATER)),
        ("They have not paid the fine.", "He has paid the fine.", (TODAY, TODAY)),
        ("The company has not paid the fine.", "The company has paid the fine.", (TODAY, LATER)),
        ("Ruiz leads Osei by 48 to 40 percent.", "Ruiz leads Osei by 51 to 37 percent.", (TODAY, TODAY)),
        ("Ruiz won the primary in Ohio.", "Ruiz won the primary in Iowa.", (TODAY, TODAY)),
        ("The report was published on Monday.", "The report was published on Thursday.", (TODAY, TODAY)),
        ("More than 1,500 letters were lost in Durrow.", "4,000 letters were lost in Durrow.", (TODAY, TODAY)),
        ("The polls closed on Tuesday.", "The polls closed on Thursday.", (TODAY, LATER)),
        ("They support Ruiz.", "He does support Ruiz.", (TODAY, LATER)),
        ("Almost four in 10 have a good impression: 15% delighted and 24% content.",
         "Almost four in 10 have a good impression: 16% delighted and 26% content.", (TODAY, TODAY)),
        ("Half have a boat in the port: 30% of oak.", "Half have a boat in the port: 40% of oak.", (TODAY, TODAY)),
        ("Most took a loan of 900 euros from banks.", "Most took a loan of 700 euros from banks.", (TODAY, TODAY)),
    ],
)  # fmt: skip
def test_nothing_is_told_of_two_subjects_or_occasions(one: str, other: str, days: tuple[str, str]) -> None:
    assert found(one, other, days).likeness is Likeness.UNRELATED


@pytest.mark.model
@pytest.mark.parametrize(
    ("one", "other", "days", "kind"),
    [
        (FIRE, "Nine people were killed in the warehouse fire.",
         (TODAY, TODAY), "contradiction"),
        ("All of the boats have been mended.", "Some of the boats have not been mended.",
         (TODAY, TODAY), "contradiction"),
        ("Most nurses took a loan of 900 euros from the bank.", "Most nurses took a loan of 700 euros from the bank.",
         (TODAY, TODAY), "contradiction"),
        ("In May exports of steel rose by 4 percent.", "In May exports of steel fell by 4 percent.",
         (TODAY, LATER), "contradiction"),
        ("The treaty was signed in Lisbon.", "The treaty was signed in Geneva.", (TODAY, TOMORROW), "contradiction"),
        ("Ruiz leads Osei by 184 delegates.", "Ruiz leads Osei by roughly 180 delegates.",
         (TODAY, TODAY), "more_exact"),
        ("The theatre in Durrow was torn down in May.", "The theatre in Durrow was torn down on 12 May.",
         (TODAY, LATER), "more_exact"),
    ],
)  # fmt: skip
def test_a_difference_is_told_of_one_thing(one: str, other: str, days: tuple[str, str], kind: str) -> None:
    assert found(one, other, days).kind == kind


def test_an_unreadable_day_is_no_day() -> None:
    record = ClaimRecord("The port grew", ("grow",), ("port",), (), weights=(("grow", 3.0), ("port", 4.0)))
    other = ClaimRecord("The port grew", ("grow",), ("port",), (), weights=record.weights, published="soon")
    assert compare(record, other) == compare(other, record).turned()

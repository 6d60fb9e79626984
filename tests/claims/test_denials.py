"""What its own source denies is no claim, and no opponent's claim is joined with it; what is beyond doubt is one."""

import pytest

from quotes.attribution.types import AttributedQuote, Kind
from quotes.claims import Likeness, compare, draw
from quotes.claims.types import DrawnClaim
from tests.claims.drawn import DAY, drawn, model

pytestmark = pytest.mark.model
SOLD = "the council sold 300 houses last year"
OPPONENT = "The council sold 300 houses last year."


def found(frame: str) -> list[DrawnClaim]:
    """The claims of the frame around what was sold."""
    return drawn(frame.format(SOLD), least=0.5)


def joined(claims: list[DrawnClaim]) -> list[str]:
    """Those that are told to be the same as what the opponent says."""
    (opponent,) = drawn(OPPONENT)
    return [each.text for each in claims if compare(opponent.record, each.record).likeness is Likeness.SAME]


@pytest.mark.parametrize(
    "frame",
    [
        "It is false that {}.",
        "It is misleading to imply that {}.",
        "It's wrong to say {}.",
        "It would be wrong to claim that {}.",
        "It is not true that {}.",
        "It is simply not the case that {}.",
        "It was untrue that {}.",
        "It is a lie that {}.",
        "That {} is false.",
        "I never said that {}.",
        "Nor did I ever claim that {}.",
        "At no point did I say that {}.",
        "Nobody has shown that {}.",
        "I refuse to accept that {}.",
        "The idea that {} is nonsense.",
        "The claim that {} is not true.",
        "Reports that {} are false.",
        "The allegation that {} is baseless.",
        "The suggestion that {} was dismissed by the mayor.",
        "The mayor rejected the claim that {}.",
        "He described claims that {} as ludicrous.",
        "He branded the claim that {} a smear.",
        "He fabricated the story that {}.",
        "They falsely claimed that {}.",
        "There was no evidence that {}.",
        "There is no truth in the claim that {}.",
        "The mayor found no proof that {}.",
    ],
)
def test_what_is_denied_is_not_the_opponents_claim(frame: str) -> None:
    claims = found(frame)
    assert SOLD not in [claim.text for claim in claims]
    assert joined(claims) == []


@pytest.mark.parametrize(
    "frame",
    [
        "He did not know that {}.",
        "The mayor did not mention that {}.",
        "He failed to mention that {}.",
        "It is no secret that {}.",
        "There is no doubt that {}.",
        "There is no question that {}.",
        "It is not only true that {}.",
        "It is not surprising that {}.",
        "It is wrong that {}.",
        "It was not until May that {}.",
        "The fact that {} is not new.",
        "Nothing changes the fact that {}.",
        "The claim that {} was confirmed by auditors.",
        "He never tires of saying that {}.",
        "The mayor did not resign because {}.",
        "It wasn't the mayor who said that {}.",
    ],
)
def test_what_is_so_all_the_same_is_a_claim(frame: str) -> None:
    assert joined(found(frame)) == [SOLD]


def test_a_lie_that_somebody_told_is_a_claim() -> None:
    assert found("The mayor spread the lies that the council told about 300 houses last year.")


def test_what_there_is_no_evidence_of_contradicts_no_figure() -> None:
    (other,) = drawn("The council sold 12 houses last year.")
    relations = [compare(each.record, other.record) for each in found("There was no evidence that {}.")]
    assert {relation.likeness for relation in relations} == {Likeness.UNRELATED}


@pytest.mark.parametrize(("source", "claims"), [("Venn", [SOLD]), ("", [])])
def test_what_one_says_and_another_denies_is_the_ones_claim(source: str, claims: list[str]) -> None:
    text = f"The claim by Venn that {SOLD} is a lie."
    at, end = text.index(SOLD), text.index(SOLD) + len(SOLD)
    named = ((text.index("Venn"), text.index("Venn") + 4),) if source else ()
    quote = AttributedQuote(((at, end),), Kind.INDIRECT, cue=((4, 9),), source=named)
    assert [claim.text for claim in draw(model()(text), [quote], DAY) if claim.quote == 0] == claims

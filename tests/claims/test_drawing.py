"""What is drawn and what is not; spans, stance, negation, hedges."""

import pytest
from spacy.tokens import Doc

from quotes.attribution.types import AttributedQuote, Kind, Stance
from quotes.claims import draw
from quotes.claims.drawing import Drawing
from tests.claims.drawn import drawn, model

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "text",
    [
        "The ministry will buy 120 buses next year.",
        "The ministry may have bought 120 buses.",
        "If the ministry bought 120 buses, it has the receipts.",
        "Did the ministry buy 120 buses in 2019?",
        "Buy 120 buses from the ministry!",
        "She hopes that the ministry bought 120 buses.",
        "The ministry plans to buy 120 buses.",
        "It is a disgrace.",
    ],
)
def test_no_claims(text: str) -> None:
    assert drawn(text, least=0.5) == []


def test_that_something_was_said_is_worth_less_than_a_deed() -> None:
    (said,), (done,) = (drawn(f"The mayor {verb} the ministry in Torvik on Monday.") for verb in ("criticised", "sued"))
    assert said.worth < 0.7 < done.worth


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("The ministry bought 120 buses in 2019.", ["The ministry bought 120 buses in 2019"]),
        (
            "Olsen, who led the Torvik ministry from 2011 to 2014, will leave.",
            ["Olsen, who led the Torvik ministry from 2011 to 2014"],
        ),
    ],
)
def test_claims_may_be_parts_of_sentences(text: str, claims: list[str]) -> None:
    assert [claim.text for claim in drawn(text, least=0.5)] == claims


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        ("The band will play in Torvik after it was banned in Kesh.", ["it was banned in Kesh"]),
        ("The band would leave Torvik after it was banned in Kesh.", []),
        ("The ministry was able to buy 120 buses.", ["The ministry was able to buy 120 buses"]),
        ("The ministry is able to buy 120 buses.", []),
        ("Renters were more likely to lose a job.", ["Renters were more likely to lose a job"]),
        ("Renters are likely to lose a job.", []),
    ],
)
def test_what_was_is_told_from_what_is_to_be(text: str, may_be: list[str]) -> None:
    assert [claim.text for claim in drawn(text)] == may_be


def test_a_headline_whose_words_are_all_names_may_be_a_claim() -> None:
    words = ["Quill", "Beats", "Hale", "In", "Ostra"]
    doc = Doc(model().vocab, words, heads=[2, 2, 2, 2, 3], deps=["compound", "compound", "ROOT", "prep", "pobj"],
              pos=["PROPN"] * 3 + ["ADP", "PROPN"], tags=["NNP"] * 3 + ["IN", "NNP"], lemmas=words)  # fmt: skip
    (candidate,) = Drawing(doc, [], None).candidates(next(doc.sents))
    assert [token.text for token in candidate.tokens] == words


def test_spans_lie_in_the_text() -> None:
    text = "Neither side won. The army, which left Kesh on Monday, has not denied that 40 of its men died there in May."
    claims = drawn(text)
    assert claims
    for claim in claims:
        assert claim.text == " … ".join(text[start:end] for start, end in claim.spans)


def test_a_claim_belongs_to_its_quote() -> None:
    text = "“The ministry bought 120 buses in 2019,” Olsen said. The Torvik police arrested 31 protesters on Saturday."
    quote = AttributedQuote(((0, 40),), Kind.DIRECT, cue=((47, 51),), source=((41, 46),), stance=Stance.DENIES)
    first, second = draw(model()(text), [quote], "2024-06-14")
    assert (first.quote, first.stance, first.asserted) == (0, Stance.DENIES, False)
    assert (second.quote, second.asserted) == (None, True)


def test_nobodys_quotation_is_no_claim_of_the_outlet() -> None:
    assert draw(model()("“The ministry bought 120 buses in 2019.”"), [], "2024-06-14") == ()


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("The company has paid the fine.", False),
        ("The company has not paid the fine.", True),
        ("The company never paid the fine.", True),
        ("Inspectors found no traces of lead.", True),
        ("The envoy failed to appear.", True),
    ],
)
def test_negation(text: str, negated: bool) -> None:
    assert drawn(text)[0].negated is negated


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The rebels have reportedly seized the airport.", "reportedly"),
        ("The chairman is believed to have fled to Dubai.", "believed"),
        ("The rocket appears to have exploded.", "appears"),
        ("The rebels have seized the airport.", ""),
    ],
)
def test_hedges(text: str, words: str) -> None:
    assert " ".join(hedge.words for hedge in drawn(text)[0].hedges) == words

"""Speech at second hand: who is told to have said it is its speaker, and who tells so keeps the whole."""

from __future__ import annotations

import pytest

from quotes.attribution import AttributedQuote, Document, attribute

pytestmark = pytest.mark.model

AT_SECOND_HAND = [
    (
        "“The dam will hold,” Lena Forss said, according to Radio Arvo.",
        {
            "Lena Forss": "“The dam will hold,”",
            "Radio Arvo": "“The dam will hold,” Lena Forss said",
        },
    ),
    (
        "“I never saw him,” Owen Pike told detectives, according to the indictment.",
        {
            "Owen Pike": "“I never saw him,”",
            "the indictment": "“I never saw him,” Owen Pike told detectives",
        },
    ),
    (
        "According to Radio Arvo, Forss told the workers: “The dam will hold until spring.”",
        {
            "Forss": "“The dam will hold until spring.”",
            "Radio Arvo": "Forss told the workers: “The dam will hold until spring.”",
        },
    ),
    (
        "Prosecutors say that Pike told his wife: “I did it for us.”",
        {
            "Pike": "“I did it for us.”",
            "Prosecutors": "that Pike told his wife: “I did it for us.”",
        },
    ),
]
AT_FIRST_HAND = [
    "Forss said she had told them: “The dam will hold until spring.”",
    "“The dam will hold,” according to Lena Forss, who told reporters so on Monday.",
    "“The dam will hold until spring,” Forss said.",
    "“The dam will last for ever,” as her mother had hoped, Forss said.",
    "Pike said the guards were told: “You will not be paid this week.”",
]


def read(text: str) -> dict[str, AttributedQuote]:
    """The quotes of a text by the name of their one speaker."""
    return {quote.voices[0].name: quote for quote in attribute(Document("a", text))}


@pytest.mark.parametrize(("text", "expected"), AT_SECOND_HAND)
def test_both_who_speaks_and_who_tells_so_are_found(text: str, expected: dict[str, str]) -> None:
    found = {name: " … ".join(text[s:e] for s, e in quote.content) for name, quote in read(text).items()}
    assert found == expected


def test_what_goes_on_behind_belongs_to_both() -> None:
    text = "“The dam will hold,” Forss said, according to Radio Arvo. “It is made of stone.”"
    parts = {name: [text[s:e] for s, e in quote.content] for name, quote in read(text).items()}
    assert parts == {
        "Forss": ["“The dam will hold,”", "“It is made of stone.”"],
        "Radio Arvo": ["“The dam will hold,” Forss said", "“It is made of stone.”"],
    }


@pytest.mark.parametrize("text", AT_FIRST_HAND)
def test_one_who_speaks_alone_is_told_of_once(text: str) -> None:
    assert len(attribute(Document("a", text))) == 1


def test_the_one_at_second_hand_is_less_sure_than_who_tells_so() -> None:
    quotes = read("“The dam will hold,” Lena Forss said, according to Radio Arvo.")
    assert quotes["Lena Forss"].confidence < quotes["Radio Arvo"].confidence

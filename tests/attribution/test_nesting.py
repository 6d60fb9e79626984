"""Speech at second hand: who is told to have said it is its speaker, and who tells so keeps the whole; and hearsay."""

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
    (
        "Forss said the dam would hold, according to Radio Arvo.",
        {"Forss": "the dam would hold", "Radio Arvo": "Forss said the dam would hold"},
    ),
]
AT_FIRST_HAND = [
    "Forss said she had told them: “The dam will hold until spring.”",
    "“The dam will hold,” according to Lena Forss, who told reporters so on Monday.",
    "“The dam will hold until spring,” Forss said.",
    "Some 55 percent of voters said they did not believe her, according to the poll.",
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


HEARSAY = [
    ("The minister is understood to have told colleagues that the dam would hold.", "that the dam would hold"),
    ("Forss is said to have promised that the dam would hold.", "that the dam would hold"),
]


@pytest.mark.parametrize(("text", "content"), HEARSAY)
def test_what_somebody_is_understood_to_have_told_is_theirs(text: str, content: str) -> None:
    (quote,) = attribute(Document("a", text))
    assert [text[s:e] for s, e in quote.content] == [content]
    assert quote.voices[0].name in text.partition(" is ")[0]


def test_who_tells_of_somebody_in_a_relative_clause_speaks_not_who_is_told_of() -> None:
    text = "A Florida man who police say threatened to “shoot up” a school was arrested on Thursday."
    assert list(read(text)) == ["police"]


@pytest.mark.parametrize("more", ["“Good riddance.”", "“Never again!”"])
def test_a_sentence_without_a_verb_goes_on_with_the_quotation_before_it(more: str) -> None:
    text = (
        f"Was it right to close the pool? Readers had their say.\n\n“It was a death trap,” writes Jean Abbott of "
        f"Elm Road. {more}\n\nNot so fast, says Peter Vane. “My children learned to swim there.”"
    )
    assert [text[s:e] for s, e in read(text)["Jean Abbott"].content] == ["“It was a death trap,”", more]

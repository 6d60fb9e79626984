"""Headlines in which somebody is accused, praised, urged, and says nothing; and what is only a topic."""

import pytest

from quotes.attribution import Document, attribute

pytestmark = pytest.mark.model

SILENT = [
    "MP accused of ‘bullying’ staff",
    "Mayor Joe Bell accused of ‘bullying’ staff",
    "Tory MP Joe Bell branded ‘a disgrace’ by widow",
    "Joe Bell slammed for ‘sexist’ joke",
    "Mayor urged to quit over ‘bullying’",
    "Residents warned over ‘killer’ algae",
    "Minister slammed over ‘cruel’ cuts",
    "Hospital praised for ‘outstanding’ care",
    "Bin strike: ‘We are drowning in rubbish’",
    "JOE’S AGONY: ‘I LOST EVERYTHING’",
]
SPEAKING = [
    ("Police warned of ‘killer’ algae", "Police"),
    ("Mayor slams ‘bullying’ at the council", "Mayor"),
    ("Mayor: ‘We will stay’", "Mayor"),
    ("Consumer champion: ‘They charged me £900’", "Consumer champion"),
]


def speakers(headline: str) -> list[str]:
    quotes = attribute(Document("a", f"{headline}\n\nIt rained all day in the town."))
    return [voice.name for quote in quotes for voice in quote.voices]


@pytest.mark.parametrize("headline", SILENT)
def test_who_is_talked_about_says_nothing(headline: str) -> None:
    assert speakers(headline) == []


@pytest.mark.parametrize(("headline", "name"), SPEAKING)
def test_who_speaks_does(headline: str, name: str) -> None:
    assert speakers(headline) == [name]


def test_the_letters_of_an_interview_are_no_topics() -> None:
    turns = ["Q: Why was the harbour shut?", "A: It rained.", "Q: Is it over?", "A: No, it is not over yet."]
    assert len(attribute(Document("a", "\n\n".join(turns)))) == len(turns)


def test_what_something_is_like_is_nobody() -> None:
    assert attribute(Document("a", "The prose is superb: “The fog came in like a creditor.”")) == []

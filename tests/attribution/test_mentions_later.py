"""Descriptions whose name follows in a sentence or two, names told in a clause, and two who are spoken of as two."""

import pytest

from quotes.attribution.types import SpeakerKind
from tests.attribution.conftest import Ask

pytestmark = pytest.mark.model

LATER = [
    ("[Norway's finance minister] said no.\n[Nils Aker, a former welder,] added that it was late.", "Nils Aker"),
    ("[The WHO’s rabies director, who led the study,] said no.\n“It is late,” [Helen Marsh] said.", "Helen Marsh"),
    ("[Peru’s health minister] said no. In a talk with the radio, [Ana Bly] said it was late.", "Ana Bly"),
    ("[A former mayor of Leeds] told a court that it was late.\n[Tom Price, 63,] denies it.", "Tom Price"),
    ("[A Norwegian sailor] said that it was cold.\n“I saw a seal,” [Nils Aker, 41,] said.", "Nils Aker"),
    ("[Peru’s foreign minister] said no.\n[Peru’s top diplomat] was late.\n“No,” [Ana Bly] said.", "Ana Bly"),
    (
        "[Norway’s foreign minister] said no. The fog came. [The EU] said no.\nIt rained. [Nils Aker] said hello.",
        "Nils Aker",
    ),
]

KEPT = [
    ("[A sailor] said that it was cold.\n[Tom Price] said hello.", "A sailor"),
    ("[The sailor] said that it was cold.\n[The police] said so too. [Tom Price] said hello.", "The sailor"),
    ("Tom Price came. He sang. It rained.\n[A Norwegian sailor] said no.\n[Ana Bly] said hello.", "A Norwegian sailor"),
    ("[Peru’s health minister] said no.\n[Tom Price, a nurse,] said it was late.", "Peru’s health minister"),
]

TOLD = [
    ("[A police spokesman, who gave his name only as Superintendent Lund,] said no. [He] slept.", "Lund"),
    ("[A guard who identified himself as Tom Price] said no. [He] slept.", "Tom Price"),
    ("[A fisherman, giving his name as Paul,] said no.", "Paul"),
]

TWO = [
    "Tom Price met Paul Lund. Price praised the harbour. “It was good,” [he] said as the two men left the room.",
    "Tom Price met Paul Lund. Price praised the harbour. As both men left the room [he] said it was good.",
]


@pytest.mark.parametrize(("text", "name"), LATER)
def test_the_name_follows(ask: Ask, text: str, name: str) -> None:
    assert name in [v.name for v in ask(text)[0].voices]


@pytest.mark.parametrize(("text", "name"), KEPT)
def test_the_name_that_follows_is_somebody_else(ask: Ask, text: str, name: str) -> None:
    assert [(v.name, v.kind) for r in ask(text) for v in r.voices].count((name, SpeakerKind.UNNAMED)) == 1


@pytest.mark.parametrize(("text", "name"), TOLD)
def test_the_name_is_told_in_a_clause(ask: Ask, text: str, name: str) -> None:
    assert [[v.name for v in r.voices] for r in ask(text)] == [[name]] * text.count("[")


@pytest.mark.parametrize("text", TWO)
def test_two_men_are_spoken_of(ask: Ask, text: str) -> None:
    (result,) = ask(text)
    assert result.voices == ()
    assert set(result.candidates) == {"Tom Price", "Paul Lund"}


def test_of_a_man_and_a_woman_the_pronoun_tells(ask: Ask) -> None:
    (result,) = ask("Ana Bly met Tom Price. “It was good,” [she] said as the two ministers left the room.")
    assert [v.name for v in result.voices] == ["Ana Bly"]


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("[Lowmoor’s mayor] said no.\nTom Price was there. He sang.", False),
        ("[The bank's director] said no.\nMayor Tom Price sang.", True),
    ],
)
def test_an_office_is_in_doubt_where_its_holder_may_be_named(ask: Ask, text: str, sure: bool) -> None:
    assert (ask(text)[0].confidence > 0.5) is sure


def test_who_replies_to_the_office_does_not_hold_it(ask: Ask) -> None:
    text = "[The president of Peru] said no.\n[Ana Bly, a former judge,] retorted that it was late."
    assert [v.name for v in ask(text)[0].voices] == ["The president of Peru"]

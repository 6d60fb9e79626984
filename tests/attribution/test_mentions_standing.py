"""Who stands foremost: those named beside a description, those asked, whoever acts; and what is nobody's office."""

import pytest

from quotes.attribution.types import SpeakerKind
from tests.attribution.conftest import Ask

pytestmark = pytest.mark.model

FOREMOST = [
    (
        "[Rovers manager Paul Lund] said no.\nHis opposite number, Lee Ashby, was delighted. “It shows,” [he] said.",
        "Lee Ashby",
    ),
    ("[Owner Carol Finch] said no. Her sister, Patty Finch, was glad. “One came,” [she] said.", "Patty Finch"),
    (
        "“No,” [Eva Holm] said. Kata Lund was asked whether Paul Dunn had left. [She] said that it was late.",
        "Kata Lund",
    ),
    ("“No,” [Eva Holm] said. Kata Lund was questioned by Paul Dunn. [She] said that it was late.", "Kata Lund"),
    ("[Hale Tools] said its guidance was unchanged.\n“We are at ease,” [it] said.", "Hale Tools"),
]

IN_THE_SAME_PERSON = [
    ("[Marine biologist Ana Rojas Pardo] said no.\n“Mud,” said [Rojas Pardo].", "Ana Rojas Pardo"),
    ("[Biologist Juan Carlos Rojas Pardo] said no.\n“Mud,” said [Rojas Pardo].", "Juan Carlos Rojas Pardo"),
    ("[Tom Hale KC] said no. It rained.\n“It is late,” [Hale] said.", "Tom Hale"),
    ("[Laura Finch MBE] said no. It rained.\n“It is late,” [Finch] said.", "Laura Finch"),
    ("[Peter Holm PhD] said no. It rained.\n“It is late,” [Holm] said.", "Peter Holm"),
    ("[Cllr Jane Hope] said no. It rained.\n“It is late,” [Hope] said.", "Jane Hope"),
    ("[The Grand Imam, Sheikh Omar Barrani,] said no.\n[Barrani] said so.", "Omar Barrani"),
    ("[The Grand Duke, Peter Holm,] said no.\n[The Grand Duke] said so.", "Peter Holm"),
]


@pytest.mark.parametrize(("text", "name"), FOREMOST)
def test_who_is_meant_by_a_pronoun(ask: Ask, text: str, name: str) -> None:
    assert [v.name for v in ask(text)[-1].voices] == [name]


@pytest.mark.parametrize(("text", "name"), IN_THE_SAME_PERSON)
def test_both_mean_one_person(ask: Ask, text: str, name: str) -> None:
    assert [[v.name for v in r.voices] for r in ask(text)] == [[name], [name]]


def test_one_of_several_is_named_behind_an_age(ask: Ask) -> None:
    (result,) = ask("[One of the victims, 84-year-old Doris Kemp,] said no.")
    assert [v.name for v in result.voices] == ["Doris Kemp"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A bomb went off. [The government] said no. Canada sent its condolences.", "The government"),
        ("Ana Bly lives in Canada. [The government] said no.", "The government"),
        ("Canada closed its border. [The government] said no.", "Canada"),
        ("Ana Bly met Canada’s foreign minister. [The government] said no.", "Canada"),
        ("[Canada] said no. [The government] said it was late.", "Canada"),
    ],
)
def test_the_government_is_one_that_has_acted(ask: Ask, text: str, name: str) -> None:
    assert [v.name for v in ask(text)[-1].voices] == [name]


@pytest.mark.parametrize(
    "source",
    ["Police hunting missing teenager Jack Dunn", "Officers searching for missing teenager Jack Dunn"],
)
def test_those_who_look_for_somebody_speak(ask: Ask, source: str) -> None:
    (voice,) = ask(f"[{source}] said they had made an arrest.")[0].voices
    assert voice.kind is not SpeakerKind.PERSON
    assert voice.name.startswith(source.split(maxsplit=1)[0])


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("My boss was Ann Cole. [Bill Fox] said he was glad.", ""),
        ("The mayor is Ann Cole. [Bill Fox] told her he was glad.", ""),
        ("[The mayor] said no. The mayor is Paul Lund. [Bill Fox] said yes.", ""),
        ("Bob is the worst mayor we ever had. [Bob Cruz] said no.", ""),
        ("Bob is the most corrupt mayor of all. [Bob Cruz] said no.", ""),
        ("[The former defence minister Lord Cavendish] said no.", "former defence minister"),
        ("[Army spokesman Col. Yusef Barrani] said no.", "Army spokesman"),
        ("[Army spokesman Lt. Col. Yusef Barrani] said no.", "Army spokesman"),
        ("[The spokesman Father Luca Berti] said no.", "spokesman"),
        ("[Attorney General Luca Berti] said no.", "Attorney General"),
        ("[Professor Luca Berti] said no.", "Professor"),
    ],
)
def test_the_office(ask: Ask, text: str, role: str) -> None:
    assert [v.role for v in ask(text)[-1].voices] == [role]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The new mayor is Paul Lund. It rained. [The mayor] said no.", "Paul Lund"),
        ("[Army spokesman Gen. Yusef Barrani] said no. [The general] said so.", "Yusef Barrani"),
        ("[The show’s co-host Ana Bly] said no. [The co-host] said so.", "Ana Bly"),
        ("The trade slowed. In Canada, [the government] said no.", "Canada"),
    ],
)
def test_a_description_means_the_one_who_was_so_introduced(ask: Ask, text: str, name: str) -> None:
    (voice,) = ask(text)[-1].voices
    assert voice.name == name


def test_a_dead_brother_is_not_surely_who_speaks(ask: Ask) -> None:
    result = ask("[Peter Hale] spoke of the crash. His brother, Tom Hale, died. “I will miss him,” [he] said.")[-1]
    assert [v.name for v in result.voices] in ([], ["Peter Hale"])


def test_those_who_look_speak_where_only_the_name_was_taken(ask: Ask) -> None:
    (result,) = ask("Detectives looking for missing mother [Carla Dunn] said no.")
    assert [v.name for v in result.voices] == ["Detectives"]


def test_the_head_of_a_hyphened_word_is_its_last_part(ask: Ask) -> None:
    (result,) = ask("#[Ex-aide] claims mayor ordered cover-up\nIt rained.")
    assert [v.name for v in result.voices] == ["Ex-aide"]

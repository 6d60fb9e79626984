"""Where a name begins and ends: hyphens, "and" within a name, offices in capitals, lists of places."""

import pytest

from quotes.attribution.types import SpeakerKind
from tests.attribution.conftest import Ask

pytestmark = pytest.mark.model

HYPHENS = [
    ("Ana Bly wrote it. [Her co-author, Dr Paul Lund of Keele,] said no. [He] said yes.", "Paul Lund"),
    ("[Its co-founder, Helen Marsh,] said no.", "Helen Marsh"),
    ("[The club's ex-president, Tom Price,] said no.", "Tom Price"),
    ("[The ex-minister Tom Price] said no.", "Tom Price"),
    ("[Anna O’Hara-D’Angelo] said no. [O’Hara-D’Angelo] was sure.", "Anna O’Hara-D’Angelo"),
    ("[Anna O'Hara-D'Angelo] said no. [She] was sure.", "Anna O'Hara-D'Angelo"),
    ("[Sean O’Brien-Smith] said no. [Mr O’Brien-Smith] was sure.", "Sean O’Brien-Smith"),
]

OFFICES = [
    ("The South won. [Its Fisheries Minister, Han Min-ji,] said the sea was calm. [She] was sure.", "Han Min-ji"),
    ("Borovia fell. [Its Harbours Minister, Vesna Orlic,] said no. [She] was sure.", "Vesna Orlic"),
    ("[The Reunion Minister, Peter Holm,] said no.", "Peter Holm"),
    ("“It sank,” [economist Per Holm of Nordkredit] said.", "Per Holm"),
    ("“It sank,” [analyst Nils Aker of Fondhuset] wrote in a note.", "Nils Aker"),
]

ORGANISATIONS = [
    ("[The US Fish and Wildlife Service] said it.", ["US Fish and Wildlife Service"]),
    ("[The Norwegian Food and Farm Agency] said it.", ["Norwegian Food and Farm Agency"]),
    ("[The Securities and Exchange Commission] said it.", ["Securities and Exchange Commission"]),
    (
        "[The Centers for Disease Control and Prevention] said it.",
        ["Centers for Disease Control and Prevention"],
    ),
    (
        "[The Bridge and Tunnel Authority and the Farm Bureau] said it.",
        ["Bridge and Tunnel Authority", "Farm Bureau"],
    ),
    ("[Boeing and Airbus] said no.", ["Boeing", "Airbus"]),
    ("[The Treasury and the Environment Agency] said no.", ["Treasury", "Environment Agency"]),
    ("[France and Germany] said it.", ["France", "Germany"]),
    ("[Ana Bly and Tom Price] said no.", ["Ana Bly", "Tom Price"]),
]

GROUPS = [
    "The finance ministers of Peru, Chile and Bolivia",
    "the leaders of Norway, Sweden and Iceland",
]


@pytest.mark.parametrize(("text", "name"), HYPHENS + OFFICES)
def test_a_name_stays_whole(ask: Ask, text: str, name: str) -> None:
    assert [[v.name for v in r.voices] for r in ask(text)] == [[name]] * text.count("[")


@pytest.mark.parametrize(("text", "names"), ORGANISATIONS)
def test_what_and_joins(ask: Ask, text: str, names: list[str]) -> None:
    assert [v.name for v in ask(text)[-1].voices] == names


@pytest.mark.parametrize("source", GROUPS)
def test_those_of_several_places_are_one_group(ask: Ask, source: str) -> None:
    (voice,) = ask(f"[{source}] said no.")[0].voices
    assert voice.name == source
    assert voice.kind in (SpeakerKind.GROUP, SpeakerKind.ORGANISATION)

"""Who speaks by a name with a colon, or by a signature below the quotation."""

import pytest

from quotes.attribution import Document, attribute
from quotes.attribution.labels import labels
from quotes.attribution.pipeline import load

pytestmark = pytest.mark.model

SIGNED = [
    ("“I worry about the harbour. It is not what it was.”\n— Ann Smith, harbour pilot", "Ann Smith"),
    ("“I worry about the harbour. It is not what it was.”\n\n— Ann Smith, harbour pilot", "Ann Smith"),
    ("“We are going to enter the next slump unprepared.”\nJosh Lind, Economic Policy Institute.", "Josh Lind"),
    ("Callers agree - Carl Blum: “One of the biggest lessons was a simple one: keep on calling.”", "Carl Blum"),
    ("Polls did predict the storm - Carl Blum: “It was the biggest storm of all.”", "Carl Blum"),
    ("Keep on calling – Carl Blum: “It was the biggest lesson of all.”", "Carl Blum"),
]
UNSIGNED = [
    "“It is over, and it will not come back.”\nThe crowd went home.",
    "“You did it slowly and you did it neatly.”\nAnn Smith, of Elm Road, went down without a word.",
    "“Seven defeats, and there were eleven of us in every one of them.”\nA family business",
    "“I have no idea what happened to the boat.”\n\nJosh Lind, of the Economic Policy Institute.",
    "“It is over, and it will not come back.”\n— Where were you?",
]


@pytest.mark.parametrize(("text", "name"), SIGNED)
def test_a_name_beside_a_quotation(text: str, name: str) -> None:
    quotation = text[text.index("“") : text.index("”") + 1]
    quotes = attribute(Document("", text))
    (quote,) = (q for q in quotes if [text[start:end] for start, end in q.content] == [quotation])
    assert [voice.name for voice in quote.voices] == [name]


@pytest.mark.parametrize("text", UNSIGNED)
def test_what_is_no_signature(text: str) -> None:
    assert not list(labels(load()(text)._.page))


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The Elm Gazette said so in May, and Orne News responded: “Keep such people away.”", "Orne News"),
        ("When Wallis died, Mayor Carla Blum released this statement:\n“We mourn with them.”", "Mayor Carla Blum"),
        ("As Mara Quill wrote after the crew left the pier:\n“No one opened the files.”", "Mara Quill"),
        ("Ann Tolland asserted that the town had lost its way: “This is no longer a town,” she claimed.", "she"),
        ("“It is too late to turn back,”Tolland said.", "Tolland"),
    ],
)  # fmt: skip
def test_who_is_nearest_to_the_quotation(text: str, source: str) -> None:
    (quotation,) = load()(text)._.page.quotations
    quotes = attribute(Document("", text))
    (quote,) = (q for q in quotes if any(s <= quotation.inner_start < e for s, e in q.content))
    assert text[slice(*quote.source[0])] == source

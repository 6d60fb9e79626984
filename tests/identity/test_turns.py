"""Who speaks the marked words, from the whole program: chains of bare paragraphs, replies, letters, transcripts."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from quotes.attribution import AttributedQuote, Document, attribute
from tests.identity.mentions.table import plain

pytestmark = pytest.mark.model


@dataclass(frozen=True, slots=True)
class Turn:
    """A text, where the words in it stand, and who says them ("": nobody); whether no answer is as right."""

    text: str
    start: int
    end: int
    speaker: str
    doubt: bool


def _read(row: dict[str, str | bool]) -> Turn:
    marked = str(row["text"])
    start, end = marked.index("[["), marked.index("]]") - 2
    text = marked.replace("[[", "").replace("]]", "")
    return Turn(text, start, end, str(row["speaker"]), bool(row.get("doubt")))


TURNS = [
    _read(row) for row in tomllib.loads(Path(__file__).with_name("turns.toml").read_text(encoding="utf-8"))["case"]
]


def _shared(turn: Turn, quote: AttributedQuote) -> int:
    return sum(max(0, min(end, turn.end) - max(start, turn.start)) for start, end in quote.content)


@pytest.mark.parametrize("turn", TURNS, ids=lambda turn: turn.text[turn.start : turn.end])
def test_whoever_speaks_is_named_or_nobody(turn: Turn) -> None:
    quotes = [quote for quote in attribute(Document("", turn.text)) if _shared(turn, quote)]
    best = max(quotes, key=lambda quote: _shared(turn, quote), default=None)
    named = [plain(voice.name) for voice in best.voices] if best else []
    assert named == [plain(turn.speaker)] * bool(turn.speaker) or (turn.doubt and not named)

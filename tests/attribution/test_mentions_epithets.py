"""What somebody is called besides a name: "the forward", "the Basque", "the club"; sources that are cut short."""

import pytest
from spacy.language import Language

from quotes.attribution.mentions import resolve
from quotes.attribution.types import Draft
from tests.attribution.conftest import Ask

pytestmark = pytest.mark.model

EPITHETS = [
    ("Striker Tom Price will leave. Coach Paul Lund came.\n“It was my home,” [the forward] wrote.", "Tom Price"),
    ("Keeper Ana Bly came. Striker Helen Marsh sang. [The goalkeeper] said no.", "Ana Bly"),
    ("Coach Paul Lund was asked about it on Friday. “I like him,” said [the Catalan].", "Paul Lund"),
    ("Danish coach Paul Lund sang. Tom Price, a Swedish cook, danced. “No,” said [the Dane].", "Paul Lund"),
    ("Bank Norsk fell. [The team] said no.", "Bank Norsk"),
]

OWN_WORDS = [
    ("[The French] said no.", "The French"),
    ("Tom Price came. [The Dutch] said no.", "The Dutch"),
    ("[The Taliban] said no.", "Taliban"),
    ("Bank Norsk fell. It rained. The fog came. [The club] said no.", "The club"),
    ("Researchers at Delft saw ice. Bank Norsk fell. [The team] said no.", "The team"),
    ("[Analysts at Berg & Co] said no.", "Analysts at Berg & Co"),
    ("The council blamed Warmwell Ltd. [Warmwell] said no.", "Warmwell Ltd."),
    ("[Acme Co. Ltd.] said no.", "Acme Co. Ltd."),
]

CUT_SHORT = [
    ("Ana Bly wrote it. Her co-author, Dr Paul Lund of Keele, said no.", "Her co", "Paul Lund"),
    ("“It sank,” analyst Nils Aker of Fondhuset wrote in a note.", "Fondhuset", "Nils Aker"),
    ("The head of Fondhuset said no.", "Fondhuset", "Fondhuset"),
]


@pytest.mark.parametrize(("text", "name"), EPITHETS)
def test_whom_an_epithet_means(ask: Ask, text: str, name: str) -> None:
    assert [v.name for v in ask(text)[-1].voices] == [name]


@pytest.mark.parametrize(("text", "name"), OWN_WORDS)
def test_peoples_and_clubs_long_past_keep_their_words(ask: Ask, text: str, name: str) -> None:
    assert [v.name for v in ask(text)[-1].voices] == [name]


@pytest.mark.parametrize(("text", "source", "name"), CUT_SHORT)
def test_a_source_cut_short_is_read_whole(nlp: Language, text: str, source: str, name: str) -> None:
    at = text.index(source)
    draft = Draft(((len(text) - 3, len(text)),), "test", source=((at, at + len(source)),))
    (result,) = resolve(nlp(text), [draft], [])
    assert [v.name for v in result.voices] == [name]


@pytest.mark.parametrize("text", ["#[Norway’s union claims win], firm says no\nThe union won."])
def test_a_sentence_in_a_headline_is_no_name(ask: Ask, text: str) -> None:
    assert ask(text)[0].voices == ()


def test_accents_do_not_hide_a_given_name(ask: Ask) -> None:
    (result,) = ask("José Prado met Inés Lind. [She] said no.")
    assert [v.name for v in result.voices] == ["Inés Lind"]

"""Bare names that the model's labels make a firm's: what the article tells of them goes before the labels."""

import re

import pytest
from spacy.language import Language

from quotes.attribution.mentions import resolve
from quotes.attribution.types import SpeakerKind, Voice
from tests.attribution.conftest import marked

pytestmark = pytest.mark.model

PEOPLE = [
    "Dunmore (PERSON) launched his campaign in May. Critics of Dunmore (ORG) left. [Dunmore (ORG)] said no.",
    "Dunmore (ORG) spoke as a businessman. [Dunmore (ORG)] said no.",
    "Dunmore (ORG)’s wife left early. [Dunmore (ORG)] said no.",
    "Dunmore (ORG) blamed himself. Dunmore (PERSON) left. [Dunmore (ORG)] said no.",
]

FIRMS = [
    "Dunmore (ORG)’s sister company closed. [Dunmore (ORG)] said no.",
    "[Dunmore (ORG)] said no.",
    "Dunmore (ORG) closed his account. [Dunmore (ORG)] said no.",
    "Ana Bly (PERSON) sued. Dunmore (ORG) closed her account. [Dunmore (ORG)] said no.",
    "Dunmore (ORG) met Tom Hale (PERSON) and his lawyer. Dunmore (ORG) paid him. [Dunmore (ORG)] said no.",
    "Dunmore (ORG) fired a clerk who lost his keys. Dunmore (ORG) paid. [Dunmore (ORG)] said no.",
    "Dunmore (ORG) grew. Dunmore (ORG) sold. [Dunmore (ORG)] said no. The Dunmore (ORG) campaign was costly.",
    "Shares of Dunmore (ORG) rose. Dunmore (PERSON), which grew, sold. [Dunmore (ORG)] said no.",
    "Dunmore (ORG) sold. Dunmore (ORG) grew. Dunmore (ORG) paid. Dunmore (PERSON) won. [Dunmore (ORG)] said no.",
]

OPEN = [
    "Dunmore (ORG) lied about her past. Dunmore (ORG) lost her seat. [Dunmore (ORG)] said no.",
    "Critics of Dunmore (PERSON) left. Dunmore (ORG) went on. [Dunmore (ORG)] said no.",
    "The Dunmore (ORG) campaign replied. A Dunmore (ORG) supporter wept. [Dunmore (ORG)] said no.",
]


def voice(nlp: Language, text: str) -> Voice:
    """The speaker of the source in square brackets, where the model gave the labels in round ones and no others."""
    labels = [(m[1], m[2]) for m in re.finditer(r"(\w+(?: [A-Z]\w+)*) \((PERSON|ORG)\)", text)]
    clean, drafts = marked(re.sub(r" \((PERSON|ORG)\)", "", text))
    doc = nlp(clean)
    spans, at = [], 0
    for words, label in labels:
        name = words.removeprefix("The ").removeprefix("A ")
        at = clean.index(name, at) + len(name)
        spans.append(doc.char_span(at - len(name), at, label=label))
    doc.set_ents([span for span in spans if span is not None])
    (found,) = resolve(doc, drafts, [])[-1].voices
    return found


@pytest.mark.parametrize("text", PEOPLE)
def test_who_acts_as_a_person_is_one(nlp: Language, text: str) -> None:
    found = voice(nlp, text)
    assert (found.name, found.kind) == ("Dunmore", SpeakerKind.PERSON)


@pytest.mark.parametrize("text", FIRMS)
def test_a_firm_stays_a_firm(nlp: Language, text: str) -> None:
    found = voice(nlp, text)
    assert (found.name, found.kind) == ("Dunmore", SpeakerKind.ORGANISATION)


@pytest.mark.parametrize("text", OPEN)
def test_where_the_article_leaves_it_open_there_is_no_kind(nlp: Language, text: str) -> None:
    found = voice(nlp, text)
    assert (found.name, found.kind) == ("Dunmore", None)


def test_a_given_name_without_a_label_is_a_person(nlp: Language) -> None:
    clean, drafts = marked("It rained. [Isabelle] said no.")
    doc = nlp(clean)
    doc.set_ents([])
    (found,) = resolve(doc, drafts, [])[-1].voices
    assert (found.name, found.kind) == ("Isabelle", SpeakerKind.PERSON)

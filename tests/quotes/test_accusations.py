"""R10: accusations against named persons are held to more than other quotes before readers see them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from quotes.accusations import accuses
from quotes.models import Quote
from tests.quotes.pages import a_quote

WORDS = [
    # cue, content, whether it accuses somebody named
    ("accused", "the treasurer, Tom Quill, of taking bribes", True),
    ("alleged", "that Quill had taken the money", True),
    ("said", "that Tom Quill stole from the harbour fund", True),
    ("said", "“Mr Quill is a liar and a thief,”", True),
    ("denied", "that he had bribed Tom Quill", True),
    ("said", "Tom Quill was found guilty of fraud", True),
    ("accused", "the government of neglect", False),
    ("said", "crime has fallen by a tenth", False),
    ("said", "Tom Quill will open the bridge on Friday", False),
    ("said", "“Liars, all of them.”", False),
    ("charged", "a fee of ten pounds", False),
    ("", "", False),
]


@pytest.mark.parametrize(("cue", "content", "expected"), WORDS)
def test_what_reads_as_an_accusation_against_somebody_named(cue: str, content: str, expected: bool) -> None:
    assert accuses(cue, content) is expected


LEVELS = [
    # the accusation; readers see it at "all", "likely", "checked"
    ({"confidence": 0.9, "name_confidence": 0.9}, True, True, False),
    ({"confidence": 0.9, "name_confidence": 0.4}, True, False, False),
    ({"confidence": 0.4, "name_confidence": 0.9}, True, False, False),
    ({"confidence": 0.1, "name_confidence": 0.1, "status": "checked"}, True, True, True),
    ({"confidence": 0.9, "name_confidence": 0.9, "status": "disputed"}, True, True, False),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("given", "everything", "likely", "checked"), LEVELS)
def test_the_setting_only_takes_accusations_away(
    given: dict[str, Any], everything: bool, likely: bool, checked: bool, settings: Settings
) -> None:
    accusation, other = a_quote(accuses=True, **given), a_quote(accuses=False, **given)
    for level, expected in {"all": everything, "likely": likely, "checked": checked}.items():
        settings.OTR_ACCUSATION_LEVEL = level
        assert accusation.is_public() is expected, level
        assert other.is_public()


@pytest.mark.django_db
def test_by_default_a_doubtful_accusation_is_on_no_page(client: Client) -> None:
    quote = a_quote(content="Tom Quill stole it.", accuses=True, confidence=0.9, name_confidence=0.3)
    assert client.get(quote.get_absolute_url()).status_code == 410
    assert "Quill" not in client.get("/quotes/").content.decode()
    assert "What reads as an accusation" in client.get("/method/").content.decode()


@pytest.mark.django_db
def test_what_nobody_has_looked_at_is_no_accusation() -> None:
    assert a_quote(confidence=0.1).is_public()
    assert Quote.objects.get().accuses is None

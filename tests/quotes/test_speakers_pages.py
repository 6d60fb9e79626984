"""Readers' pages after merges and splits: addresses, names, counts, the public log."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from quotes import corrections
from quotes.models import Correction, Speaker
from tests.factories_quotes import SpeakerFactory
from tests.quotes.pages import also_called, text_of
from tests.quotes.said import said

pytestmark = pytest.mark.django_db
WHY = "Two spellings of one name."


def merge(one: Speaker, other: Speaker, editor: User) -> Correction:
    one.refresh_from_db()
    other.refresh_from_db()
    return corrections.merge(one, other, editor=editor, reason=WHY, versions=(one.version, other.version))


@pytest.fixture
def three() -> list[Speaker]:
    """Three spellings, each with a quote."""
    speakers = []
    for number, name in enumerate(("Sergej Orlov", "Sergei Orlov", "S. Orlov")):
        speakers.append(SpeakerFactory.create(name=name))
        said(speakers[-1], f"Word {number}.")
    return speakers


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return text_of(answer.content.decode())


def test_old_addresses_lead_on_in_one_step_however_long_the_chain(
    client: Client, three: list[Speaker], editor: User
) -> None:
    a, b, c = three
    merges = [merge(a, b, editor), merge(b, c, editor)]
    for old in (a, b):
        answer = client.get(old.get_absolute_url())
        assert (answer.status_code, answer["Location"]) == (301, c.get_absolute_url())
    corrections.undo(merges[1], editor=editor)
    assert client.get(a.get_absolute_url())["Location"] == b.get_absolute_url()
    assert client.get(b.get_absolute_url()).status_code == 200


def test_after_an_undone_split_the_new_address_leads_back(client: Client, three: list[Speaker], editor: User) -> None:
    speaker = three[0]
    quote = speaker.quotes.get()
    said(speaker, "Another.")
    made = corrections.split(speaker, "Igor Orlov", "person", quotes=[quote], editor=editor, reason=WHY, version=1)
    assert made.other
    assert client.get(made.other.get_absolute_url()).status_code == 200
    corrections.undo(made, editor=editor)
    assert client.get(made.other.get_absolute_url())["Location"] == speaker.get_absolute_url()


def test_the_survivors_page_has_quotes_names_and_outlets_of_all(
    client: Client, three: list[Speaker], editor: User
) -> None:
    a, b, c = three
    merge(a, b, editor)
    merge(b, c, editor)
    text = page(client, c.get_absolute_url())
    assert text.startswith("Person S. Orlov Quotes Names, roles, outlets 3 quotes")
    assert "Also called Sergei Orlov Sergej Orlov" in text
    assert text.count("Sergej") == 1, "its quotes carry the name that the speaker has by now"


def test_lists_and_facets_count_them_as_one(client: Client, three: list[Speaker], editor: User) -> None:
    a, b, _ = three
    merge(a, b, editor)
    assert "Most quoted Sergei Orlov 2 S. Orlov 1" in page(client, "/")
    assert "Sergei Orlov 2" in page(client, "/speakers/?q=sergej")
    assert "Speaker Sergei Orlov 2 S. Orlov 1" in page(client, "/quotes/")
    assert "2 quotes" in page(client, f"/quotes/?speaker={a.slug}"), "an old link shows the same"


def test_two_who_spoke_as_two_and_are_one_are_named_and_counted_once(
    client: Client, three: list[Speaker], editor: User
) -> None:
    a, b, _ = three
    a.quotes.get().quote_speakers.create(speaker=b, position=1)
    merge(a, b, editor)
    assert "Sergei Orlov and" not in page(client, a.quotes.get().get_absolute_url())
    assert "Sergei Orlov 2" in page(client, "/speakers/")


def test_the_public_log_has_what_was_merged_and_why(client: Client, three: list[Speaker], editor: User) -> None:
    a, b, _ = three
    corrections.undo(merge(a, b, editor), editor=editor)
    text = page(client, "/corrections/")
    assert "Merged: Sergej Orlov Speaker: Sergej Orlov → Sergei Orlov Why: Two spellings of one name." in text
    assert "Undone: Sergej Orlov Speaker: Sergei Orlov → Sergej Orlov" in text


@pytest.mark.parametrize("by_name", [True, False])
@pytest.mark.parametrize("told", [True, False])
def test_a_split_taken_back_stays_in_the_log_unless_all_it_moved_is_hidden(
    client: Client, three: list[Speaker], editor: User, by_name: bool, told: bool
) -> None:
    speaker, moved = three[0], said(three[0], "It rained.", "Igor Norvin")
    also_called(speaker, "Igor Norvin")
    if not told:
        corrections.hide(moved, editor=editor, reason="Legal advice.")
    chosen: dict[str, Any] = {"names": ["Igor Norvin"]} if by_name else {"quotes": [moved]}
    made = corrections.split(
        speaker, "Igor Norvin", "person", **chosen, editor=editor, reason="His brother.", version=speaker.version
    )
    assert ("His brother." in page(client, "/corrections/")) == told
    undone = corrections.undo(made, editor=editor)
    text = page(client, "/corrections/")
    assert [line in text for line in ("Split off: none → Igor Norvin", "Undone", "His brother.")] == [told] * 3
    corrections.undo(undone, editor=editor)
    assert ("His brother." in page(client, "/corrections/")) == told


def test_of_a_speaker_whose_quotes_are_hidden_the_log_says_nothing(
    client: Client, three: list[Speaker], editor: User
) -> None:
    a, b, _ = three
    merge(a, b, editor)
    corrections.hide(a.quotes.get(), editor=editor, reason="Privacy")
    assert "Sergej" not in client.get("/corrections/").content.decode()

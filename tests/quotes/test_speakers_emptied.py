"""The address of a speaker of whom a later pass left no quote."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Body
from quotes import corrections
from quotes.models import Alias, Quote, Speaker
from quotes.store import store
from tests.factories import ArticleFactory
from tests.factories_quotes import EditorFactory, SpeakerFactory
from tests.quotes.said import said
from tests.quotes.test_store import found

pytestmark = pytest.mark.django_db
WHY = "Heard it myself."


def attributed(name: str, version: str, body: Body | None = None) -> Body:
    """An article in which the one of this name says something, read by a pass; `body` is read once more."""
    body = body or ArticleFactory.create(text="“We won.” Orlova said.").current_body
    assert body
    store(body, [found(body, "We won.", said_by=name, names=(name,), source=["Orlova"])], version=version)
    return body


def also_called(speaker: Speaker, name: str) -> Speaker:
    """The speaker, whom articles call by another's main name as well, with a quote of their own."""
    speaker.aliases.create(name=name, key=Alias.objects.filter(name=name).values_list("key", flat=True)[0])
    said(speaker, "We lost.")
    return speaker


def read_twice() -> Speaker:
    """Who has no quote any more, since a second pass knows whose short form the name is."""
    known_longer = SpeakerFactory.create(name="Matilda Orlova")
    body = attributed("Tilda Orlova", "1")
    before: Speaker = Quote.objects.get().speakers.get()
    also_called(known_longer, before.name)
    attributed("Matilda Orlova", "2", body)
    return before


def heir() -> Speaker:
    return Speaker.objects.get(name="Matilda Orlova")


def test_it_leads_on_to_whom_articles_call_so(client: Client) -> None:
    before = read_twice()
    for address in (Speaker.get_absolute_url, lambda who: reverse("speaker_feed", args=[who.slug])):
        answer = client.get(address(before))
        assert (answer.status_code, answer["Location"]) == (301, address(heir()))


def test_of_two_who_are_called_so_it_leads_to_neither(client: Client) -> None:
    before = read_twice()
    also_called(SpeakerFactory.create(name="Mathilde Orlova"), before.name)
    assert client.get(before.get_absolute_url()).status_code == 410


def test_it_stays_whose_only_quote_was_hidden(client: Client) -> None:
    person = SpeakerFactory.create(name="Tilda Orlova")
    quote = said(person, "We won.")
    also_called(SpeakerFactory.create(name="Matilda Orlova"), person.name)
    corrections.hide(quote, editor=EditorFactory.create(), reason=WHY)
    assert client.get(person.get_absolute_url()).status_code == 410


def test_an_editors_not_the_same_stands(client: Client) -> None:
    before = read_twice()
    after = heir()
    corrections.distinct(
        before, after, editor=EditorFactory.create(), reason=WHY, versions=(before.version, after.version)
    )
    assert client.get(before.get_absolute_url()).status_code == 410

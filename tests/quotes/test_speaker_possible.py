"""Somebody of one article alone is shown with those who may be meant, and is nobody's until an editor decides."""

import pytest
from django.test import Client

from quotes import corrections
from quotes.models import NotSame, Quote, Speaker
from quotes.naming.possible import who_it_may_be
from tests.factories import ArticleFactory
from tests.factories_quotes import EditorFactory, SpeakerFactory
from tests.quotes.pages import a_quote, also_called

pytestmark = pytest.mark.django_db


@pytest.fixture
def alone() -> Speaker:
    """ "Norvin" of an article that gives no other name."""
    article = ArticleFactory.create()
    speaker = SpeakerFactory.create(name="Norvin", slug="norvin", kind="person", key="norvin", article=article)
    a_quote(article=article, speaker=speaker)
    return speaker


def known(name: str) -> Speaker:
    speaker = SpeakerFactory.create(name=name, kind="person")
    also_called(speaker, name.rpartition(" ")[2])
    a_quote(speaker=speaker)
    return speaker


def test_those_called_so_elsewhere(alone: Speaker) -> None:
    assert who_it_may_be(alone) == []
    sergei, ana = known("Sergei Norvin"), known("Ana Norvin")
    known("Ana Ruiz")
    assert set(who_it_may_be(alone)) == {sergei, ana}
    assert who_it_may_be(sergei) == []


def test_of_many_nobody(alone: Speaker) -> None:
    for given in ("Sergei", "Ana", "Bo", "Ida"):
        known(f"{given} Norvin")
    assert who_it_may_be(alone) == []


def test_not_whom_an_editor_said_to_be_another(alone: Speaker) -> None:
    sergei = known("Sergei Norvin")
    NotSame.objects.create(one=alone, other=sergei)
    assert who_it_may_be(alone) == []


def test_nobody_of_whom_readers_see_nothing(alone: Speaker) -> None:
    sergei = known("Sergei Norvin")
    assert who_it_may_be(alone) == [sergei]
    (quote,) = Quote.objects.by_speaker(sergei)
    corrections.hide(quote, editor=EditorFactory.create(group="publishers"), reason="Legal advice")
    assert who_it_may_be(alone) == []


def test_the_page_says_who_it_may_be_and_the_list_has_only_those_known(client: Client, alone: Speaker) -> None:
    known("Sergei Norvin")
    page = client.get(alone.get_absolute_url()).content.decode()
    assert 'It may be <a href="/speakers/sergei-norvin/">Sergei Norvin</a>' in page
    assert alone not in Speaker.objects.quoted()

"""R4: what is hidden is gone from everything that the site gives out, listed from the URLconf and the commands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from articles.models import Body
from quotes import corrections
from quotes.models import Quote
from quotes.pages.readable import readable
from tests.factories_quotes import EditorFactory
from tests.quotes.pages import a_quote, text_of
from tests.quotes.site import NAME, WORD, Library, addresses, library, searches

pytestmark = pytest.mark.django_db

# Commands that give nothing of the database out to readers: they write rows, read files, or tell editors.
_NOT_FOR_READERS: dict[str, str] = {
    "ingest": "reads articles in",
    "copies": "marks copies among articles",
    "attribute": "makes quotes",
    "extract": "reads files, not the database",
    "evaluate": "reads files, not the database",
    "prepare": "sets the site up",
    "speakers": "suggests to editors who may be one",
    "annotations": "gives the house its own decisions, of no article that is hidden",
    "reindex": "builds the search index",
    "link": "joins quotes into statements",
    "claims": "draws claims",
}


def visit(client: Client, address: str) -> tuple[int, str]:
    cache.clear()  # the API's and the search's limits are not what is tested here
    response = client.get(address)
    body = b"".join(response) if response.streaming else response.content
    return response.status_code, body.decode() + str(response.headers)


def hide_quote(of: Library) -> None:
    corrections.hide(of.quote, editor=EditorFactory.create(group="publishers"), reason="Legal advice")


def hide_article(of: Library) -> None:
    corrections.hide(of.article, editor=EditorFactory.create(group="publishers"), reason="Legal advice")


def test_every_address_can_be_visited_and_the_telling_quote_is_found(client: Client) -> None:
    """That what follows looks where there is something to see."""
    of = library(status="checked")
    found = {address: visit(client, address) for address in [*addresses(of), *searches(of)]}
    failed = [address for address, (status, _) in found.items() if status >= 500]
    assert failed == []
    telling = [address for address, (_, text) in found.items() if WORD in text or NAME in text]
    assert len(telling) > 20
    for address in (
        f"/quotes/{of.quote.pk}/",
        "/quotes/export.csv",
        "/quotes/feed.atom",
        f"/articles/{of.article.pk}/",
    ):
        assert address in telling


@pytest.mark.parametrize("hide", [hide_quote, hide_article])
def test_nothing_of_what_is_hidden_is_anywhere(client: Client, hide: Callable[[Library], None]) -> None:
    of = library(status="checked")
    everything = [*addresses(of), *searches(of)]
    for address in everything:  # what was looked at before must not be kept
        visit(client, address)
    hide(of)
    own = f"/quotes/{of.quote.pk}/"
    assert visit(client, own)[0] == 410
    leaks = []
    for address in everything:
        status, text = visit(client, address)
        if status >= 500 or _tells(text, address):
            leaks.append((address, status))
    assert leaks == []


def _tells(text: str, address: str) -> list[str]:
    """What of the hidden quote stands in the text; what the address itself asked for is no news."""
    words = (WORD, NAME) if "?" not in address else (f"The {WORD}", f"{NAME} said", "/quotes/1/")
    return [word for word in words if word in text]


def test_words_that_another_quote_shows_too_stay_readable(client: Client) -> None:
    of = library(status="checked")
    whole = a_quote(article=of.article, content=f"The {WORD} has cost", speaker="Anna Berg", source="Anna Berg")
    hide_quote(of)
    assert f"The {WORD} has cost" in text_of(visit(client, f"/quotes/{whole.pk}/")[1])
    body = of.article.current_body
    assert body is not None
    (shown,) = readable([Body.objects.get(pk=body.pk)])
    assert len(shown.text) == len(body.text)
    assert "40 million crowns.” Zelda" not in shown.text
    assert Body.objects.get(pk=body.pk).text == body.text


def test_a_rejected_quote_is_linked_from_nowhere(client: Client) -> None:
    of = library()
    quote = Quote.objects.get(pk=of.quote.pk)
    corrections.reject(quote, editor=EditorFactory.create(), reason="No quote", version=quote.version)
    for address in [*addresses(of), *searches(of)]:
        assert f'/quotes/{of.quote.pk}/"' not in visit(client, address)[1], address


def test_every_command_is_known_to_give_nothing_to_readers() -> None:
    base = Path(settings.BASE_DIR)
    commands = {
        path.stem for app in ("quotes", "articles") for path in (base / app / "management/commands").glob("*.py")
    }
    assert commands - {"__init__"} <= _NOT_FOR_READERS.keys()

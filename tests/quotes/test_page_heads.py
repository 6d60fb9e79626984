"""Every page says in its head what it is: a title and a description of its own. The pages are those of the URLconf."""

from __future__ import annotations

from collections import defaultdict

import pytest
from django.test import Client
from lxml import html

from tests.quotes.site import LEFT_OUT, WORD, addresses, library

pytestmark = pytest.mark.django_db

# What search engines show of one is some 150 characters; what is much longer is no description.
LONGEST = 300


def heads(client: Client, paths: list[str]) -> dict[str, tuple[str, str]]:
    """Of each page its title and its description; each has one of both."""
    found = {}
    for address in paths:
        response = client.get(address)
        assert response.status_code == 200, address
        head = html.fromstring(response.content.decode()).find("head")
        titles, told = head.xpath("title/text()"), head.xpath('meta[@name="description"]/@content')
        assert (len(titles), len(told)) == (1, 1), address
        found[address] = titles[0].strip(), " ".join(told[0].split())
    return found


def test_every_page_has_a_title_and_a_description_of_its_own(client: Client) -> None:
    # A card to be embedded stands for its quote's page, and is called as that is.
    paths = [one for one in addresses(library()) if not LEFT_OUT.search(one) and not one.endswith("/embed/")]
    found = heads(client, sorted(set(paths)))
    assert len(found) > 20
    for at, (title, description) in found.items():
        assert title.removesuffix("On the Record").strip(" –"), at
        assert 20 < len(description) <= LONGEST, (at, description)
    for which in (0, 1):
        pages: dict[str, list[str]] = defaultdict(list)
        for at, texts in found.items():
            pages[texts[which]].append(at)
        assert not {text: there for text, there in pages.items() if len(there) > 1}


def test_what_was_asked_for_stands_in_the_search_pages_head(client: Client) -> None:
    library()
    paths = ["/quotes/", f"/quotes/?q={WORD}", "/quotes/?speaker=zelda-vantongeren", "/quotes/?outlet=courier"]
    found = heads(client, paths)
    assert WORD in found[paths[1]][1]
    assert "Zelda Vantongeren" in found[paths[2]][1]
    assert "Courier" in found[paths[3]][1]
    assert len({description for _, description in found.values()}) == len(paths)


def test_an_embedded_card_has_them_too(client: Client) -> None:
    quote = library().quote
    assert all(heads(client, [f"/quotes/{quote.pk}/embed/"])[f"/quotes/{quote.pk}/embed/"])

"""A quote within another site's page: the card, the code for it, oEmbed; and that no other page can be framed."""

import json
import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import ArticleFactory, OutletFactory
from tests.quotes.pages import a_quote, text_of

pytestmark = pytest.mark.django_db
HOST = "http://testserver"


def oembed(client: Client, url: str, code: int = 200, **params: str) -> Any:
    response = client.get(reverse("oembed"), {"url": url, **params})
    assert response.status_code == code
    assert response["Access-Control-Allow-Origin"] == "*"
    return response.json()


def test_the_card_shows_who_stance_and_status(client: Client) -> None:
    article = ArticleFactory.create(outlet=OutletFactory.create(name="The Courier"), text=None)
    quote = a_quote(
        article=article, content="the wall had leaked", kind="indirect", stance="denies", cue="denied",
        speaker="Anna Berg", role="mayor", status="disputed",
    )  # fmt: skip
    html = client.get(reverse("embed", args=[quote.pk])).content.decode()
    text = text_of(html)
    assert "Denial – Anna Berg , mayor denied Reported the wall had leaked" in text
    assert "The Courier, 14 March 2026 . Reported. Disputed" in text
    assert f'href="{HOST}/quotes/{quote.pk}/" target="_blank" rel="noopener"' in html
    assert "“" not in text


def test_what_only_the_program_has_seen_says_so(client: Client) -> None:
    html = client.get(reverse("embed", args=[a_quote(confidence=0.7).pk])).content.decode()
    assert "Made by the program : likely" in text_of(html) or "Made by the program: likely" in text_of(html)


def test_the_card_alone_may_be_framed(client: Client) -> None:
    quote = a_quote()
    response = client.get(reverse("embed", args=[quote.pk]))
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "script-src 'none'" in response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response
    for name in ("quote", "embed_code", "cite"):
        other = client.get(reverse(name, args=[quote.pk]))
        assert "frame-ancestors 'none'" in other["Content-Security-Policy"], name
        assert other["X-Frame-Options"] == "DENY", name


def test_the_card_is_light(client: Client) -> None:
    response = client.get(reverse("embed", args=[a_quote().pk]))
    html = response.content.decode()
    assert not response.cookies
    assert len(html) < 4_000
    assert re.findall(r'(?:src|<link rel="stylesheet" href)="([^"]+)"', html) == ["/static/css/embed.css"]
    assert "<script" not in html


@pytest.mark.parametrize("status", ["hidden", "rejected"])
def test_what_is_off_the_pages_leaves_no_word(client: Client, status: str) -> None:
    quote = a_quote(content="Secret words.", speaker="Nobody Known", status=status)
    response = client.get(reverse("embed", args=[quote.pk]))
    assert response.status_code == 410
    assert "frame-ancestors *" in response["Content-Security-Policy"]  # the frame that shows it is to say so
    assert client.get(reverse("embed_code", args=[quote.pk])).status_code == 410
    told = response.content.decode() + json.dumps(oembed(client, f"{HOST}/quotes/{quote.pk}/", 404))
    assert "Secret" not in told
    assert "Nobody" not in told


def test_one_gone_from_its_article_keeps_its_card(client: Client) -> None:
    html = client.get(reverse("embed", args=[a_quote(status="gone").pk])).content.decode()
    assert "Gone from the article" in text_of(html)


def test_oembed(client: Client) -> None:
    quote = a_quote(content="We “won” <b>.", speaker="Anna Berg")
    data = oembed(client, f"{HOST}{quote.get_absolute_url()}")
    assert (data["version"], data["type"]) == ("1.0", "rich")
    assert data["title"] == "Anna Berg said: “We ‘won’ <b>.”"
    assert data["provider_url"] == f"{HOST}/"
    assert f'<iframe src="{HOST}/quotes/{quote.pk}/embed/"' in data["html"]
    assert f'width="{data["width"]}" height="{data["height"]}"' in data["html"]
    assert "<b>" not in data["html"]
    assert "allow-scripts" not in data["html"]


@pytest.mark.parametrize(
    ("asked", "width"),
    [("", 560), ("400", 400), ("9000", 560), ("x", 560), ("0", 560), ("10", 240)],
)
def test_oembed_keeps_to_the_width(client: Client, asked: str, width: int) -> None:
    quote = a_quote()
    assert oembed(client, f"{HOST}{quote.get_absolute_url()}", maxwidth=asked)["width"] == width


def test_oembed_keeps_to_the_height(client: Client) -> None:
    quote = a_quote(content="Word " * 200)
    assert oembed(client, f"{HOST}{quote.get_absolute_url()}", maxheight="200")["height"] == 200
    assert oembed(client, f"{HOST}{quote.get_absolute_url()}")["height"] <= 640


@pytest.mark.parametrize(
    "url",
    ["", "x", f"{HOST}/", f"{HOST}/quotes/", f"{HOST}/quotes/999/", "https://elsewhere.example/quotes/{pk}/", "http://[x"],
)  # fmt: skip
def test_oembed_knows_its_own_pages_alone(client: Client, url: str) -> None:
    assert "not the address of a quote" in oembed(client, url.format(pk=a_quote().pk), 404)["error"]


def test_oembed_has_no_xml(client: Client) -> None:
    quote = a_quote()
    assert "error" in oembed(client, f"{HOST}{quote.get_absolute_url()}", 501, format="xml")


def test_the_quote_page_says_where_to_ask(client: Client) -> None:
    quote = a_quote()
    html = client.get(quote.get_absolute_url()).content.decode()
    found = re.search(r'<link rel="alternate" type="application/json\+oembed" title="[^"]+" href="([^"]+)"', html)
    assert found
    assert unescape(found[1]) == "/oembed/?" + urlencode({"url": f"{HOST}{quote.get_absolute_url()}"})
    assert client.get(unescape(found[1])).status_code == 200


def test_the_code_to_copy(client: Client) -> None:
    quote = a_quote()
    html = client.get(reverse("embed_code", args=[quote.pk])).content.decode()
    shown = re.search(r"<pre[^>]*>(.*?)</pre>", html, re.DOTALL)
    assert shown
    assert "<iframe" not in html
    assert unescape(shown[1]).startswith(f'<iframe src="{HOST}/quotes/{quote.pk}/embed/" title="')

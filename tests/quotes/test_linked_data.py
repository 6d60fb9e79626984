"""What a quote's page tells machines: schema.org, Open Graph, its address."""

import json
import re
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from quotes.models import Quote
from quotes.takeaway.linked_data import block
from tests.factories import ArticleFactory, OutletFactory
from tests.quotes.pages import a_quote


def linked(client: Client, quote: Quote) -> dict[str, Any]:
    html = client.get(quote.get_absolute_url()).content.decode()
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    found: dict[str, Any] = json.loads(data)
    return found


@pytest.mark.django_db
def test_a_quotation(client: Client) -> None:
    article = ArticleFactory.create(
        outlet=OutletFactory.create(name="The Courier", time_zone="Asia/Tokyo"),
        title="The wall",
        published_on=date(2026, 3, 14),
        published_at=datetime(2026, 3, 13, 23, 30, tzinfo=UTC),
        url="https://courier.example/wall",
        text=None,
    )
    quote = a_quote(
        article=article, content="We won.", speaker="Anna Berg", said_on=date(2026, 3, 12), status="checked"
    )
    here = f"http://testserver/quotes/{quote.pk}/"
    assert linked(client, quote) == {
        "@context": "https://schema.org",
        "@type": "Quotation",
        "@id": here,
        "url": here,
        "name": "Anna Berg said: “We won.”",
        "text": "“We won.”",
        "creator": [{"@type": "Person", "name": "Anna Berg", "url": "http://testserver/speakers/anna-berg/"}],
        "dateCreated": "2026-03-12",
        "isBasedOn": {
            "@type": "NewsArticle",
            "headline": "The wall",
            "url": "https://courier.example/wall",
            "datePublished": "2026-03-14T08:30:00+09:00",
            "publisher": {"@type": "NewsMediaOrganization", "name": "The Courier"},
        },
        "creativeWorkStatus": "attribution checked by an editor",
        "inLanguage": "en",
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"stance": "denies", "cue": "denied"}, "Denial – Anna Berg denied: “We won.”"),
        ({"stance": "asks", "cue": "asked"}, "Question – Anna Berg asked: “We won.”"),
        ({"kind": "indirect"}, "Anna Berg said: We won."),
        ({"kind": "mixed"}, "Anna Berg said: We won."),
    ],
)
def test_r9_the_text_alone_makes_no_assertion_and_no_quotation(
    client: Client, given: dict[str, str], text: str
) -> None:
    assert linked(client, a_quote(content="We won.", speaker="Anna Berg", **given))["text"] == text


@pytest.mark.django_db
def test_nobody_is_named_where_nobody_is_known(client: Client) -> None:
    data = linked(client, a_quote(content="We won.", speaker=None, source="he"))
    assert "creator" not in data
    assert data["creativeWorkStatus"] == "attributed by a program, not checked"


@given(st.dictionaries(st.text(), st.text()))
def test_no_text_ends_the_data_block(data: dict[str, str]) -> None:
    written = block(data)
    assert not re.search("[<>&\u2028\u2029]", written)
    assert json.loads(written) == data


@pytest.mark.django_db
def test_other_sites_get_a_preview(client: Client) -> None:
    quote = a_quote(
        content='We "won" & <b>so</b>.', kind="indirect", stance="denies", cue="denied", speaker="Anna Berg"
    )
    html = client.get(quote.get_absolute_url() + "?utm=1").content.decode()
    tags = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)"', html))
    assert unescape(tags["title"]) == "Denial – Anna Berg denied: We “won” & <b>so</b>."
    assert tags["url"] == f"http://testserver/quotes/{quote.pk}/"
    assert (tags["type"], tags["site_name"]) == ("article", "On the Record")
    assert '<meta name="twitter:card" content="summary">' in html
    assert f'<link rel="canonical" href="{tags["url"]}">' in html

"""No search takes more than eight queries, whatever is asked for and whatever is found."""

from __future__ import annotations

from itertools import product

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from quotes import corrections
from quotes.models import Quote
from quotes.search import index
from tests.factories import ArticleFactory, OutletFactory
from tests.factories_quotes import EditorFactory, SpeakerFactory
from tests.quotes.linked import a_statement
from tests.quotes.pages import a_quote, also_called, text_of

pytestmark = pytest.mark.django_db

MOST = 8
HTMX = {"HX-Request": "true"}
TEXT = "It rained.\nAna Ruiz said that Tom Quill had denied that the harbour tide was late. Eve Berg saw the harbour."
WORDS = [
    "",
    "harbour",
    "harbour tide",
    "ruiz harbour",
    '"harbour tide"',
    "harbour OR flood -nobody",
    "quill",
    "berg",
    "nothing of it",
]
NARROWED: list[dict[str, str]] = [
    {},
    {"speaker": "tom-quill"},
    {"speaker": "tom-quill-the-elder"},
    {"speaker": "no-such", "outlet": "no-such"},
    {"outlet": "courier"},
    {"speaker": "tom-quill-the-elder", "outlet": "courier", "kind": "indirect", "status": "machine"},
    {"by": "ruiz", "outlet": "courier"},
    {"by": "tommy", "spelling": "typed", "speaker": "tom-quill"},
    {"scope": "words", "since": "2026-01-01", "until": "2026-12-31"},
    {"since": "2026-01-01", "dates": "said"},
    {"status": "disputed", "outlet": "courier", "speaker": "tom-quill", "spelling": "typed"},
]
ORDERS: list[dict[str, str]] = [
    *({"sort": sort} for sort in ("newest", "oldest", "relevance", "said", "said-oldest", "surest")),
    {"group": "speaker"},
    {"group": "speaker", "sort": "relevance", "page": "2"},
    {"page": "2"},
    {"page": "900"},
    {"page": "900", "sort": "relevance"},
    {"page": "3", "after": str(2**62)},
    {"page": "3", "after": "5"},
    {"page": "3", "before": "5", "sort": "oldest"},
]
# Each filter in the two orders that are read in two ways, and each order with some filters.
SEARCHES = [*product(NARROWED, ORDERS[:3:2]), *product(NARROWED[:6:5], ORDERS)]


@pytest.fixture
def library(db: None) -> None:
    """Everything that costs a list something: nested speech, linked quotes, a copy, articles without a headline, a
    speaker who was merged, one with another name, quotes without a speaker or a day."""
    courier, herald = OutletFactory.create(name="Courier", slug="courier"), OutletFactory.create(name="Herald")
    ruiz, quill, elder = (
        SpeakerFactory.create(name=name, slug=slug)
        for name, slug in (("Ana Ruiz", "ana-ruiz"), ("Tom Quill", "tom-quill"), ("Tommy Quill", "tom-quill-the-elder"))
    )
    also_called(quill, "Tommy the Quill")
    nested = ArticleFactory.create(outlet=courier, title="", text=TEXT)
    outer = "Tom Quill had denied that the harbour tide was late"
    first = a_quote(article=nested, kind="indirect", content=outer, speaker=ruiz, cue="said")
    inner = "the harbour tide was late"
    a_quote(article=nested, kind="indirect", content=inner, speaker=elder, cue="denied", stance="denies")
    quotes: list[Quote] = []
    for number in range(28):
        article = ArticleFactory.create(
            outlet=(courier, herald)[number % 2], title="" if number % 3 else "Harbour", text=None,
            published_on=f"2026-03-{number + 1:02}" if number % 5 else None,
        )  # fmt: skip
        quotes.append(
            a_quote(
                article=article, content=f"The harbour tide came late on day {number}.",
                speaker=(quill, elder, ruiz, None)[number % 4], kind=("direct", "indirect", "mixed")[number % 3],
            )
        )  # fmt: skip
    a_statement(first, *quotes[:9])
    a_statement(*quotes[9:14])
    Article.objects.filter(pk=quotes[3].article_id).update(copy_of=quotes[2].article)
    editor = EditorFactory.create()
    corrections.merge(elder, quill, editor=editor, reason="One man.", versions=(elder.version, quill.version))
    index.refresh([quote.pk for quote in quotes])


def taken(client: Client, params: dict[str, str], **headers: str) -> tuple[int, str, str]:
    """How many queries, what they were, and the page. Not counted: the savepoint that the tests' own transaction asks
    for around what may be broken off."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get("/quotes/", params, headers=headers)
    assert response.status_code == 200
    asked = [one["sql"] for one in queries if not one["sql"].startswith(("SAVEPOINT", "RELEASE SAVEPOINT"))]
    return len(asked), "\n\n".join(sql[:300] for sql in asked), response.content.decode()


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("q", "very_many"), [*((words, False) for words in WORDS), *((words, True) for words in WORDS[:4])]
)
def test_no_search_takes_more_than_eight_queries(
    client: Client, q: str, very_many: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if very_many:
        monkeypatch.setattr("quotes.paging.MOST", 5)
    for narrowed, order in SEARCHES:
        params = {"q": q, **narrowed, **order}
        number, asked, _ = taken(client, params)
        assert number <= MOST, f"{params}: {number} queries\n\n{asked}"


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("order", ORDERS)
def test_nor_does_what_htmx_asks_for(client: Client, order: dict[str, str]) -> None:
    params = {"q": "harbour", "speaker": "tom-quill", "outlet": "courier", **order}
    number, asked, _ = taken(client, params, **HTMX)
    assert number <= MOST, f"{number} queries\n\n{asked}"


@pytest.mark.usefixtures("library")
def test_what_was_counted_has_all_that_costs_something(client: Client) -> None:
    """Else the tests above would show nothing."""
    _, _, html = taken(client, {"q": "harbour"})
    _, _, rest = taken(client, {"q": "harbour", "page": "2"})
    text = text_of(html + rest)
    for words in ("Ana Ruiz said that", "Also reported by", "Copy of", "It rained.", "Speaker not known"):
        assert words in text, words

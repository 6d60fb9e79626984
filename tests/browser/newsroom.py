"""What the ten journeys find on the site: a bridge, a mayor, and who says what about them. All invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from articles.models import Article
from quotes.models import Quote, Speaker, Statement
from quotes.search import index
from tests.factories import ArticleFactory, OutletFactory
from tests.factories_quotes import SpeakerFactory
from tests.quotes.linked import a_statement
from tests.quotes.pages import a_quote, also_called


@dataclass(frozen=True, slots=True)
class Newsroom:
    closing: Quote
    denial: Quote
    pronoun: Quote
    nested: Quote
    elsewhere: Quote
    mayor: Speaker
    quill: Speaker
    statement: Statement
    article: Article


CLOSING = "“The bridge will stay shut until the spring,”"
TEXT = f"""Bridge stays shut
It snowed all week. {CLOSING} Ana Ruiz, the mayor, said on Friday. Engineers nodded.
Tom Quill denied that the bridge money was missing. She called him a friend.
“Every bridge has its price,” she added.
Ana Ruiz said that Tom Quill had promised to pay for the bridge."""


def newsroom() -> Newsroom:
    courier = OutletFactory.create(name="The Courier", slug="courier", time_zone="Europe/London")
    article = ArticleFactory.create(
        outlet=courier,
        title="Bridge stays shut",
        text=TEXT,
        url="https://example.com/bridge",
        published_on=date(2026, 3, 14),
    )
    mayor = SpeakerFactory.create(name="Ana Ruiz", slug="ana-ruiz")
    also_called(mayor, "Anna Ruiz", "Ana M. Ruiz")
    quill = SpeakerFactory.create(name="Tom Quill", slug="tom-quill")
    closing = a_quote(
        article=article, content=CLOSING, speaker=mayor, role="the mayor", confidence=0.99, name_confidence=0.99,
        reasons=["the name stands beside the cue"], said_on=date(2026, 3, 13),
    )  # fmt: skip
    denial = a_quote(
        article=article, content="that the bridge money was missing", speaker=quill, kind="indirect", stance="denies",
        cue="denied",
    )  # fmt: skip
    pronoun = a_quote(
        article=article, content="“Every bridge has its price,”", speaker=mayor, source="she", cue="added",
        name_confidence=0.4, confidence=0.99,
    )  # fmt: skip
    pronoun.quote_speakers.update(mention="she → Ana Ruiz")
    a_quote(article=article, content="Tom Quill had promised to pay for the bridge", speaker=mayor, kind="indirect")
    nested = a_quote(article=article, content="to pay for the bridge", speaker=quill, kind="indirect", cue="promised")
    herald = OutletFactory.create(name="The Herald", slug="herald")
    other = ArticleFactory.create(
        outlet=herald, title="No bridge before May", text=None, published_on=date(2026, 3, 15)
    )
    elsewhere = a_quote(article=other, content="The bridge stays shut until spring, Tom Quill.", speaker=mayor)
    old = ArticleFactory.create(outlet=herald, title="New bridge planned", text=None, published_on=date(2025, 11, 2))
    a_quote(article=old, content="A bridge for all.", speaker=mayor, role="candidate for mayor")
    a_quote(content="Ana Ruiz has never seen the bridge.", speaker=quill)
    index.refresh([pronoun.pk])
    statement = a_statement(closing, elsewhere)
    return Newsroom(closing, denial, pronoun, nested, elsewhere, mayor, quill, statement, article)

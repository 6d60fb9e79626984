"""What the API answers: the shapes of its OpenAPI description. `quotes.takeaway.exports.records` makes most of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Generic, Literal, TypeVar

from ninja import Field, Schema

Kind = Literal["direct", "mixed", "indirect"]
Stance = Literal["asserts", "denies", "declines", "asks", "supposes"]
T = TypeVar("T")


class Listed(Schema, Generic[T]):
    """A part of a list, the newest to have come in first; next is the address of the next part."""

    items: list[T]
    next: str | None = Field(None, description="The address of what follows; none at the end.")
    notes: list[str] = Field([], description="What of the words asked for could not be used, and why.")


class Error(Schema):
    detail: str = Field(description="What is wrong, for people.")


class OutletOut(Schema):
    slug: str
    name: str
    time_zone: str
    permalink: str


class ArticleOut(Schema):
    id: int
    title: str = Field(description="The headline or, where there is none, the first words.")
    permalink: str
    original: str = Field(description="The address of the original; empty where the article came without one.")
    byline: str
    published_on: date | None = Field(description="In the outlet's time zone.")
    published_at: datetime | None = Field(description="With the offset of the outlet's time zone.")


class ArticleFull(ArticleOut):
    outlet: OutletOut
    quotes: str = Field(description="The address of its quotes.")


class Voice(Schema):
    name: str
    permalink: str = Field(description="The speaker's page; its last part is the speaker's slug.")
    role: str = Field(description="What the article calls them.")
    mention: str = Field(description="The chain that leads from the article's words to the name.")
    kind: str


class QuoteOut(Schema):
    id: int = Field(description="For ever.")
    permalink: str
    line: str = Field(description="Who, cue and words on one line; what is no assertion says so before them.")
    speakers: list[Voice] = Field(description="Who speaks; empty where that is not known.")
    candidates: list[Voice] = Field(description="Who it might be, where that is in doubt.")
    stance: Stance = Field(description="What the source does with the words. Never show them without it.")
    cue: str = Field(description="The article's word that reports them. Never show them without it.")
    words: str = Field(description="Only direct speech stands in quotation marks.")
    kind: Kind
    headline: bool
    addressee: str
    said_on: date | None
    status: str = Field(description="machine, checked, corrected, disputed or gone (from the article).")
    certainty: str = Field(description="sure, likely or doubtful: of the words and of who said them, the less sure.")
    confidence: float
    name_confidence: float
    article: ArticleOut
    outlet: OutletOut


class SpeakerOut(Schema):
    slug: str = Field(description="For ever: after a merge it answers with a redirect.")
    name: str
    kind: str
    permalink: str
    quotes: str = Field(description="The address of what they say.")


class SpeakerFull(SpeakerOut):
    names: list[str] = Field(description="The names that articles use.")
    roles: list[RoleOut] = Field(description="What articles call them, with the days on which that was seen.")


class RoleOut(Schema):
    text: str
    first_seen: date | None
    last_seen: date | None


class StatementOut(Schema):
    id: int
    permalink: str
    outlets: int = Field(description="How many carry it by themselves; copies of an agency's text are no witnesses.")
    quotes: int
    first_on: date | None
    last_on: date | None


class StatementFull(StatementOut):
    wordings: list[QuoteOut] = Field(description="The quotes that report it, at most 100, each in its own words.")


class ClaimOut(Schema):
    id: int
    permalink: str
    text: str = Field(description="As the first source has it that readers may see.")
    status: str = Field(description="unchecked, confirmed, disputed or wrong.")
    source_url: str = Field(description="What the status rests on.")
    sources: list[SourceOut]


class SourceOut(Schema):
    text: str
    article: ArticleOut
    outlet: OutletOut
    quote: QuoteOut | None = Field(description="None where the article says so in its own voice.")


SpeakerFull.model_rebuild()
ClaimOut.model_rebuild()

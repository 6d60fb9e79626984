"""What articles call a speaker by way of introduction ("foreign minister"), and when: each with its article's date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Case, Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, When, Window
from django.db.models.expressions import BaseExpression
from django.db.models.functions import Coalesce, RowNumber

from articles.models import Article
from quotes.models import Quote, QuoteSpeaker, Speaker
from quotes.models.quotes import QuoteQuerySet

# A role that nobody has seen for so long is not told as the role at that time.
_STILL = timedelta(days=365)
_MOST_WORDINGS = 500
# Determiners and stops at the ends say nothing about the role.
_TRIMMED = re.compile(r"^(?:the|a|an|his|her|its|their|our)\s+|[\s.,;:]+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Role:
    """What articles call a speaker, how often, and between which days of publication (None: no day is known)."""

    text: str
    count: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class RoleThen:
    """What another article, of `day` and not later than the quote, calls who speaks in it."""

    name: str
    text: str
    article: Article
    day: date | None


def roles(quotes: QuoteQuerySet, speaker: Speaker, most: int = 12, among: Sequence[int] | None = None) -> list[Role]:
    """What the articles of `quotes` call `speaker`, the last seen first; one that differs in its article or in capital
    letters alone is the same. Counted in quotes. `among`: the ids of the only quotes to look at."""
    day = "quote__article__published_on"
    rows = _introduced([speaker], quotes, among).order_by().values("role")
    wordings = rows.annotate(number=Count("pk"), first=Min(day), last=Max(day)).order_by("-number", "role")
    found: dict[str, Role] = {}
    for row in wordings[:_MOST_WORDINGS]:
        text = _TRIMMED.sub("", row["role"])
        one = Role(text, row["number"], row["first"], row["last"])
        same = found.get(text.casefold())
        found[text.casefold()] = _together(same, one) if same else one
    return sorted(found.values(), key=lambda role: (role.last or date.min, role.count), reverse=True)[:most]


def _together(more: Role, fewer: Role) -> Role:
    """Two wordings of one role, under the more frequent one's."""
    days = [day for day in (more.first, fewer.first, more.last, fewer.last) if day]
    return replace(
        more, count=more.count + fewer.count, first=min(days, default=None), last=max(days, default=None)
    )  # fmt: skip


def latest_roles(
    quotes: QuoteQuerySet, speakers: Iterable[Speaker], among: Sequence[int] | None = None
) -> dict[int, str]:  # fmt: skip
    """By speaker's id: what the newest article of `quotes` that introduces them calls them. One query. `among`: the ids
    of the only quotes to look at."""
    rows = _introduced(speakers, quotes, among)
    newest = _nearest(rows, [F("quote__article__published_on").desc(nulls_last=True), F("quote").desc()])
    return {row.speaker.now.pk: _TRIMMED.sub("", row.role) for row in newest.select_related("speaker__merged_into")}


def roles_then(quote: Quote) -> list[RoleThen]:
    """For each person who speaks in `quote` and whom its own article does not introduce there: the role that was last
    seen at that time. One query for all. Only what readers may see tells a role.
    """
    said = [row for row in quote.quote_speakers.all() if row.standing == QuoteSpeaker.Standing.SPEAKS and not row.role]
    people = [row.speaker.now for row in said if row.speaker.now.kind == Speaker.Kind.PERSON]
    if not people:
        return []
    day, here = quote.article.published_on, Q(quote__article=quote.article_id)
    told = here | Q(quote__article__published_on__range=(day - _STILL, day)) if day else here
    rows = _introduced(people, Quote.objects.public()).filter(told)
    # The article itself may introduce them where another of its quotes stands.
    order = [Case(When(here, then=0), default=1), F("quote__article__published_on").desc(), F("quote").desc()]
    nearest = _nearest(rows, order).select_related("quote__article__outlet", "speaker__merged_into")
    found = {row.speaker.now.pk: row for row in nearest}
    return [_then(speaker, found[speaker.pk]) for speaker in dict.fromkeys(people) if speaker.pk in found]


def _then(speaker: Speaker, row: QuoteSpeaker) -> RoleThen:
    article = row.quote.article
    return RoleThen(speaker.name, _TRIMMED.sub("", row.role), article, article.published_on)


def _nearest(rows: QuerySet[QuoteSpeaker], order: Sequence[BaseExpression]) -> QuerySet[QuoteSpeaker]:
    """Of each speaker the first of `rows` in this order."""
    root = Coalesce("speaker__merged_into", "speaker")
    ranked = rows.annotate(rank=Window(RowNumber(), partition_by=[root], order_by=list(order)))
    return ranked.filter(rank=1).order_by()


def _introduced(
    speakers: Iterable[Speaker], quotes: QuoteQuerySet, among: Sequence[int] | None = None
) -> QuerySet[QuoteSpeaker]:  # fmt: skip
    """Where articles introduce one of the speakers, or one merged into them, by a role, in one of `quotes`."""
    heads = [speaker.pk for speaker in speakers]
    family = Speaker.objects.filter(Q(pk__in=heads) | Q(merged_into__in=heads)).order_by().values("pk")
    said = QuoteSpeaker.objects.filter(standing=QuoteSpeaker.Standing.SPEAKS).exclude(role="")
    if among is None:
        said = said.filter(speaker__in=family)
    else:
        # The sum keeps the engine from going through all that these speakers ever said.
        said = said.alias(who=F("speaker_id") + 0).filter(who__in=family, quote__in=list(among))
    return said.filter(Exists(quotes.order_by().filter(pk=OuterRef("quote"))))

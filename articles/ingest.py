"""ParsedArticle -> Article: new, unchanged, updated, duplicate or refused, each article in a transaction of its own."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from articles import files, keys, wire
from articles.admission import RefusedError, admitted
from articles.dates import in_zone, is_plausible, parse_published
from articles.files import Found
from articles.language import is_english
from articles.models import Article, Body, Outlet
from articles.readers import ParsedArticle, Refusal
from articles.text import zones


class Status(StrEnum):
    """What became of an article.

    A duplicate is the same text of the same outlet under another key, or one more copy of an article within one run;
    nothing is stored of it.
    """

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article; `reason` says why it was refused or what it is a duplicate of."""

    status: Status
    reason: str = ""
    article: Article | None = None


@dataclass(slots=True)
class Summary:
    """How many articles came to each end, and a line, "path[:line]: reason", for each that was refused."""

    counts: Counter[Status] = field(default_factory=Counter)
    refused: list[str] = field(default_factory=list)


# Wraps the items as they are worked through, given about how many there are, if that is known.
Progress = Callable[[Iterable[Found], int | None], Iterable[Found]]


def ingest_paths(
    paths: Iterable[str],
    *,
    outlet: str = "",
    time_zone: str = "UTC",
    progress: Progress | None = None,
    report: Callable[[str], None] | None = None,
) -> Summary:
    """Ingest every article in the files and directories `paths`; "-" is standard input.

    `outlet` is for articles that name none, `time_zone` for outlets that are new. `report` gets the line of each
    refused item as soon as it is refused. What was ingested before an interruption stays, and the next run does the
    rest.
    """
    listed = files.sources(paths)
    found: Iterable[Found] = (item for source in listed for item in files.read(source, outlet))
    if progress:
        found = progress(found, files.count(listed))
    summary, seen = Summary(), set[int]()
    for item in found:
        outcome = (
            Outcome(Status.REFUSED, item.result.reason)
            if isinstance(item.result, Refusal)
            else ingest(item.result, time_zone=time_zone, seen=seen)
        )
        summary.counts[outcome.status] += 1
        if outcome.status is Status.REFUSED:
            summary.refused.append(f"{item.place}: {outcome.reason}")
            if report:
                report(summary.refused[-1])
    return summary


def ingest(parsed: ParsedArticle, *, time_zone: str = "UTC", seen: set[int] | None = None) -> Outcome:
    """Store one article, or find it stored. A changed text becomes a new body; what is empty clears nothing.

    `seen` are the ids of the articles met in this run: of two that are the same, the first one counts. (If both
    counted, each run would turn one into the other and back.)
    """
    already = seen if seen is not None else set()
    try:
        admissible = admitted(parsed)
        try:
            outcome = _ingest(admissible, time_zone, already)
        except IntegrityError:  # another process has just stored the same article
            outcome = _ingest(admissible, time_zone, already)
    except RefusedError as refusal:
        return Outcome(Status.REFUSED, str(refusal))
    if outcome.article and outcome.status is not Status.DUPLICATE:
        already.add(outcome.article.pk)
        wire.place(outcome.article)
    return outcome


@transaction.atomic
def _ingest(parsed: ParsedArticle, time_zone: str, seen: set[int]) -> Outcome:
    outlet = Outlet.objects.called(parsed.outlet, time_zone=time_zone)
    key = keys.key(parsed, outlet.slug)
    digest = hashlib.sha256(parsed.text.encode()).hexdigest()
    values = _values(parsed, outlet)
    article = _known(parsed, key)
    if article is None and (twin := _twin(outlet, digest, values["published_on"])):
        if twin.url or twin.canonical_url or not (parsed.url or parsed.canonical_url):
            return Outcome(Status.DUPLICATE, f"the same text as {twin.key}", twin)
        article = twin  # known by id or path so far, from now on by its URL as well
    if article is None:
        article = Article.objects.create(key=key, **values)
        _new_body(article, parsed, digest)
        return Outcome(Status.NEW, article=article)
    if article.pk in seen:
        return Outcome(Status.DUPLICATE, "the same article as an earlier one of this run", article)
    changed = _update(article, values)
    if article.current_body is None or article.current_body.sha256 != digest:
        _new_body(article, parsed, digest)
        changed = True
    return Outcome(Status.UPDATED if changed else Status.UNCHANGED, article=article)


def _values(parsed: ParsedArticle, outlet: Outlet) -> dict[str, Any]:
    """The columns of the article, as far as they come from its source."""
    names = ("url", "canonical_url", "source_id", "title", "byline", "agency")
    at, on = _published(parsed.published, outlet)
    return {"outlet": outlet, "published_at": at, "published_on": on} | {name: getattr(parsed, name) for name in names}


def _published(said: str, outlet: Outlet) -> tuple[datetime | None, date | None]:
    if not said:
        return None, None
    published = parse_published(said)
    if published is None:
        raise RefusedError(f"its publication date is none: {said[:60]!r}")
    try:
        at, on = in_zone(published, ZoneInfo(outlet.time_zone))
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise RefusedError(f"{outlet} has no time zone that exists: {outlet.time_zone!r}") from error
    except OverflowError as error:
        raise RefusedError(f"its publication date is none: {said[:60]!r}") from error
    if not is_plausible(on, timezone.now().date()):
        raise RefusedError(f"its publication date can't be right: {said[:60]!r}")
    return at, on


def _known(parsed: ParsedArticle, key: str) -> Article | None:
    """The article as it is stored, under its key or either of its URLs, locked until the transaction ends."""
    wanted = Q(key=key)
    addresses = [url for url in (parsed.url, parsed.canonical_url) if url]
    if addresses:
        wanted |= Q(url__in=addresses) | Q(canonical_url__in=addresses)
    rows = (
        Article.objects.select_for_update(of=("self",))
        .select_related("current_body", "outlet", "signature")
        .filter(wanted)
    )
    return min(rows, key=lambda row: (row.key != key, parsed.url not in (row.key, row.url), row.pk), default=None)


def _twin(outlet: Outlet, digest: str, published_on: date | None) -> Article | None:
    """Another article of the outlet with this very text, unless the two say that they appeared on different days."""
    twins = outlet.articles.select_related("current_body").filter(current_body__sha256=digest)
    if published_on:
        twins = twins.filter(Q(published_on=published_on) | Q(published_on=None))
    return twins.order_by("pk").first()


def _update(article: Article, values: dict[str, Any]) -> bool:
    """Bring the row up to what its source says now; whether anything was to be done."""
    new = {name: value for name, value in values.items() if value and getattr(article, name) != value}
    if "published_on" in new:
        new["published_at"] = values["published_at"]  # an hour of another day would be wrong
    for name in ("url", "canonical_url"):
        # Copies of one article differ in their URLs; the first is kept, or they would change places at each run.
        if getattr(article, name):
            new.pop(name, None)
    for name, value in new.items():
        setattr(article, name, value)
    if new:
        article.save(update_fields=[*new, "updated_at"])
    return bool(new)


def _new_body(article: Article, parsed: ParsedArticle, digest: str) -> None:
    if not is_english(parsed.text):
        raise RefusedError("not English")
    last = article.bodies.order_by("-number").values_list("number", flat=True).first() or 0
    marked = [asdict(zone) for zone in zones(parsed.text, title=parsed.title)]
    article.current_body = Body.objects.create(
        article=article, number=last + 1, text=parsed.text, sha256=digest, zones=marked
    )
    article.save(update_fields=["current_body", "updated_at"])

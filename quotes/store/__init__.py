"""A pass's result to rows, in one transaction. What an editor decided stands (law 2).

`store` matches what the pass found with what was there, by the stretches of content in the body; where the body is a
newer one, through the difference between the two. See `matching` for who wins, `rows` for what is read and written.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from articles.models import Article, Body
from quotes.attribution.types import AttributedQuote
from quotes.corrections.standing import (
    KIND,
    SPANS,
    SPEAKERS,
    STANCE,
    is_decided,
    is_hidden,
    is_rejected,
    locks,
    status_by_editors,
)
from quotes.models import Pass, Quote
from quotes.search import index
from quotes.store.found import Found, Parts, content_of, content_text, gather
from quotes.store.matching import New, Old, plan
from quotes.store.rows import Changes, Row, load, moved

__all__ = ["Superseded", "store", "store_failure"]

_TRIES = 2


class Superseded(Exception):  # noqa: N818 (nothing went wrong)
    """The body was read, but a newer one of its article has been attributed meanwhile: nothing to store."""


def store(body: Body, result_quotes: Sequence[AttributedQuote], *, version: str) -> Pass:
    """Make `result_quotes`, found in `body` by this version of the attribution, the article's quotes.

    Storing the same again changes no row. Raises Superseded; any other error leaves everything as it was.
    """
    for left in reversed(range(_TRIES)):
        try:
            with transaction.atomic():
                return _store(body, result_quotes, version)
        except IntegrityError:
            if not left:  # two passes may want one slug; the second time it is taken already
                raise
    raise AssertionError("unreachable")


@transaction.atomic
def store_failure(body: Body, version: str, error: str) -> Pass:
    """A failed pass with its reason. What earlier passes found stays as it is; so does an earlier success."""
    made, created = Pass.objects.get_or_create(
        body=body, version=version, defaults={"status": Pass.Status.FAILED, "error": error}
    )
    if not created and made.status == Pass.Status.FAILED and made.error != error:
        made.error = error
        made.save()
    return made


def _store(body: Body, result_quotes: Sequence[AttributedQuote], version: str) -> Pass:
    Article.objects.select_for_update().get(pk=body.article_id)
    newest = Pass.objects.newest_of(body.article_id)
    if newest and newest.body.number > body.number:
        raise Superseded(f"{body} is no longer the newest that was attributed.")
    finds = gather(body, result_quotes)
    made = _pass(body, version, len(finds), newest)
    index.refresh(_Merger(body, made, finds).merge())
    return made


def _pass(body: Body, version: str, count: int, newest: Pass | None) -> Pass:
    """The pass as a row; saved only where it says something new, or was not the last one."""
    made = Pass.objects.filter(body=body, version=version).first() or Pass(body=body, version=version)
    told = (Pass.Status.DONE, "", count)
    if (made.status, made.error, made.quote_count) != told or newest is None or newest.pk != made.pk:
        made.status, made.error, made.quote_count = told
        made.save()
    return made


class _Merger:
    """Brings together what was there and what was found."""

    def __init__(self, body: Body, made: Pass, finds: Sequence[Found]) -> None:
        self.body, self.made, self.finds = body, made, finds
        self.rows = load(body.article_id)
        self.now = moved(self.rows, body)
        self.changes = Changes(body, made)

    def merge(self) -> list[int]:
        """Write it. Gives the ids of the quotes that are new or changed."""
        todo = plan([self._old(row) for row in self.rows], [New(find.contents, find.speakers) for find in self.finds])
        for row in self.rows:
            self._set_status(row, found=row.quote.pk in todo.taken or row.quote.pk in todo.kept)
            if row.quote.pk in todo.taken:
                self._take(row, self.finds[todo.taken[row.quote.pk]])
            elif row.quote.status != Quote.Status.GONE:
                self._carry(row)
        for index_of_new in todo.fresh:
            self._make(self.finds[index_of_new])
        return self.changes.write()

    def _old(self, row: Row) -> Old:
        return Old(
            row.quote.pk,
            tuple(content_of(parts) for parts in self.now[row.quote.pk]),
            guarded=is_decided(row.stands) or is_hidden(row.stands),
            rejected=is_rejected(row.stands),
            fixed=SPANS in locks(row.stands),
            live=row.quote.status != Quote.Status.GONE,
            speakers=frozenset(saying.speaker for saying in row.sayings),
        )

    def _make(self, find: Found) -> None:
        quote = Quote(article_id=self.body.article_id, made_by=self.made, **find.fields)
        self.changes.fresh.append(quote)
        self.changes.places.append((quote, find.places))
        self.changes.sayings.append((quote, find.sayings))

    def _take(self, row: Row, find: Found) -> None:
        """The quote becomes what was found, in so far as no correction holds it."""
        held = locks(row.stands)
        fields = {name: value for name, value in find.fields.items() if name not in held & {KIND, STANCE}}
        places = find.places
        if SPEAKERS in held:
            fields.pop("name_confidence")
            fields["sourced"] = row.quote.sourced
            if find.speakers != {saying.speaker for saying in row.sayings}:
                places = tuple(_without_mentions(parts) for parts in places)
        elif find.sayings != row.sayings:
            self.changes.sayings.append((row.quote, find.sayings))
            self.changes.changed[row.quote.pk] = row.quote
        self.changes.set(row.quote, **fields)
        self._place(row, places)

    def _carry(self, row: Row) -> None:
        """The quote stays what it is; in a newer body it stands where its words stand now."""
        places = self.now[row.quote.pk]
        if row.home != self.body.pk and places:
            self._place(row, places)
            self.changes.set(row.quote, text=content_text(self.body.text, content_of(places[0])))

    def _place(self, row: Row, places: tuple[Parts, ...]) -> None:
        if row.home != self.body.pk or row.there != places:
            self.changes.places.append((row.quote, places))
            self.changes.changed[row.quote.pk] = row.quote

    def _set_status(self, row: Row, *, found: bool) -> None:
        status = status_by_editors(row.stands)
        quote = row.quote
        if found:
            if quote.made_by_id != self.made.pk:
                self.changes.found.append(quote.pk)
        elif status == Quote.Status.MACHINE:
            # An added quote whose adding was undone has no pass that found it, and stays rejected.
            status = Quote.Status.GONE if quote.made_by_id else Quote.Status(quote.status)
        elif status in Quote.DECIDED and not self.now[quote.pk]:
            status = Quote.Status.GONE
        if quote.status == Quote.Status.DISPUTED and status not in Quote.OFF_THE_PAGES:
            return
        self.changes.set(quote, status=status)


def _without_mentions(parts: Parts) -> Parts:
    return tuple(part for part in parts if part[0] != "mention")

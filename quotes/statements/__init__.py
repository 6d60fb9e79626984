"""Which quotes report one statement: rows in, rows out. The only writer of segments, bonds, statements and ties.

    link        quotes that are new or changed, with their neighbours (commands and workers: it weighs words)
    set_aside   quotes of which an editor has decided otherwise, until they are linked again (anybody)
    tie, obey   what an editor joined or parted, or took back: at once (anybody, by what is kept of the words)

A quote's words are cut and weighed once; what follows is arithmetic on what is kept. Whatever changes, the groups of
segments that a bond or a tie reaches from it are made anew from nothing, so that the order of arrival changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from quotes.isolation import Failure, all_or_each
from quotes.linking import VERSION
from quotes.models import Correction, DueLink, Quote, Segment
from quotes.statements import bonds, groups, ties
from quotes.statements.ties import tie

__all__ = ["due", "link", "link_all", "link_article", "link_marked", "mark_due", "obey", "set_aside", "tie"]

# So many quotes are linked in one transaction when all are.
_CHUNK = 200


def due(*, redo: bool = False) -> list[int]:
    """The ids of quotes that have to be linked: those without segments of this version, and those marked; with `redo`
    all. Rejected ones only while they have segments."""
    quotes = Quote.objects.order_by()
    if not redo:
        linked = Segment.objects.filter(quote=OuterRef("pk"), features__v=VERSION)
        marked = DueLink.objects.filter(quote=OuterRef("pk"))
        unlinked = quotes.exclude(status=Quote.Status.REJECTED).exclude(Exists(linked))
        quotes = unlinked | quotes.filter(Exists(marked))
    return list(quotes.order_by("article", "pk").values_list("pk", flat=True))


def link_all(quote_ids: Collection[int]) -> Iterator[tuple[int, list[Failure]]]:
    """Link these quotes, a transaction for each few; yields how many each was, and which of them could not be linked.
    Killed half way, what is done is done, and `due` tells the rest."""
    ids = list(quote_ids)
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        yield len(chunk), _link_or_mark(chunk)


def link_article(article_id: int) -> list[Failure]:
    """Link what an article has by now, after a pass; which of its quotes could not be linked."""
    return _link_or_mark(Quote.objects.filter(article=article_id).values_list("pk", flat=True))


def link_marked(*, but: Collection[int] = ()) -> list[Failure]:
    """Link some of the quotes that were marked, those in `but` aside; which of them could not be linked."""
    marked = DueLink.objects.order_by("pk").values_list("pk", flat=True)[: _CHUNK + len(but)]
    ids = [pk for pk in marked if pk not in but]
    return _link_or_mark(ids[:_CHUNK]) if ids else []


@transaction.atomic
def link(quote_ids: Collection[int]) -> None:
    """Cut and weigh the words of these quotes, and find out with which others they report one statement."""
    from quotes.statements.cutting import cut_anew  # which loads the tables of words

    bonds.lock(quote_ids)
    changed, touched = cut_anew(quote_ids)
    _regroup(changed, touched)
    DueLink.objects.filter(pk__in=list(quote_ids)).delete()


def set_aside(quote_ids: Collection[int]) -> None:
    """After an editor's decision about who speaks, or whether it is a quote at all: these report no statement until
    the next `manage.py link` or `attribute` finds out which. Takes no tables of words, and hardly any time."""
    linked = Segment.objects.filter(quote__in=list(quote_ids), statement__isnull=False)
    linked.update(statement=None, score=0, reasons=[])
    mark_due(quote_ids)


@transaction.atomic
def obey(correction: Correction) -> None:
    """Make the statements what the standing corrections say, after `correction`, or what it undoes, was written."""
    groups.regroup(ties.reached(correction))


def mark_due(quotes: Iterable[int] | QuerySet[Quote]) -> None:
    """Have these quotes linked by the next command or worker."""
    ids = quotes.order_by().values_list("pk", flat=True) if isinstance(quotes, QuerySet) else quotes
    DueLink.objects.bulk_create((DueLink(quote_id=pk) for pk in ids), batch_size=1000, ignore_conflicts=True)


def _link_or_mark(quote_ids: Iterable[int]) -> list[Failure]:
    """Link these quotes; those with which that fails are marked, for the next command to try again."""
    failures = all_or_each(link, list(quote_ids))
    mark_due([failure.pk for failure in failures])
    return failures


def _regroup(changed: Collection[int], touched: Collection[int]) -> None:
    near = bonds.neighbours(changed)
    bonds.renew(changed)
    groups.regroup({*near, *touched})

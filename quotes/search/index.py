"""Keeps what is searched in step with the rows. Whoever writes quotes or names calls this in the same transaction."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db import transaction

from quotes.identity import is_personal
from quotes.models import Alias, NameTail, Quote, QuoteSpeaker, SearchEntry, Speaker
from quotes.search.words import joined, loose_tails, tails

_BATCH = 500
_LONGEST_TAIL = 600


def refresh(quote_ids: Iterable[int]) -> None:
    """Index these quotes' words, and the names of who speaks in them, as the rows are now. Any number of ids.

    Ids without a quote are passed over. A handful of queries for every 500 quotes.
    """
    for ids in _batches(quote_ids):
        with transaction.atomic():
            _write_words(ids)
            speakers = QuoteSpeaker.objects.filter(quote__in=ids).values_list("speaker", flat=True)
            _write_names(sorted(set(speakers)))


def refresh_speakers(speaker_ids: Iterable[int]) -> None:
    """Index the names of these speakers as the rows are now: for a new alias, a changed name."""
    for ids in _batches(speaker_ids):
        with transaction.atomic():
            _write_names(ids)


def rebuild() -> int:
    """Index every quote and every speaker anew. Gives the number of quotes."""
    quotes = list(Quote.objects.order_by("pk").values_list("pk", flat=True))
    refresh(quotes)
    refresh_speakers(Speaker.objects.order_by("pk").values_list("pk", flat=True))
    return len(quotes)


def _write_words(ids: Sequence[int]) -> None:
    rows = Quote.objects.filter(pk__in=ids).order_by().values_list("pk", "text")
    SearchEntry.objects.bulk_create(
        [SearchEntry(quote_id=pk, words=joined(text)) for pk, text in rows],
        update_conflicts=True,
        unique_fields=["quote"],
        update_fields=["words"],
    )


def _write_names(ids: Sequence[int]) -> None:
    names = [
        *Speaker.objects.filter(pk__in=ids).order_by().values_list("pk", "kind", "name"),
        *Alias.objects.filter(speaker__in=ids).order_by().values_list("speaker", "speaker__kind", "name"),
    ]
    wanted = {(pk, tail, False) for pk, _, name in names for tail in tails(name)}
    wanted |= {(pk, tail, True) for pk, kind, name in names if is_personal(kind) for tail in loose_tails(name)}
    wanted = {row for row in wanted if len(row[1]) <= _LONGEST_TAIL}
    rows = NameTail.objects.filter(speaker__in=ids).values_list("pk", "speaker", "tail", "loose")
    there = {(speaker, tail, loose): pk for pk, speaker, tail, loose in rows}
    if stale := [pk for key, pk in there.items() if key not in wanted]:
        NameTail.objects.filter(pk__in=stale).delete()
    new = [NameTail(speaker_id=pk, tail=tail, loose=loose) for pk, tail, loose in sorted(wanted - there.keys())]
    NameTail.objects.bulk_create(new, ignore_conflicts=True)


def _batches(ids: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(dict.fromkeys(ids))
    while batch := list(islice(rest, _BATCH)):
        yield batch

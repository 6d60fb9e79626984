"""Stored numbers of quotes by speaker and by outlet, so that no page counts all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from django.db import connections, router
from django.db.models import Count
from django.db.models.functions import Coalesce

from quotes.models import OutletTally, QuoteSpeaker, SearchEntry, Speaker, SpeakerTally

# Both engines know this form; the names are constants, the numbers parameters.
_ADD = (
    "INSERT INTO {table} ({column}, quotes) VALUES {rows} "
    "ON CONFLICT ({column}) DO UPDATE SET quotes = {table}.quotes + excluded.quotes"
)


def add(speakers: Mapping[int, int], outlets: Mapping[int, int]) -> None:
    """Add these differences, by id, to what is stored. `speakers` are heads of families."""
    _add("quotes_speakertally", "speaker_id", speakers)
    _add("quotes_outlettally", "outlet_id", outlets)


def _add(table: str, column: str, numbers: Mapping[int, int]) -> None:
    rows = sorted((pk, number) for pk, number in numbers.items() if number)
    if not rows:
        return
    sql = _ADD.format(table=table, column=column, rows=", ".join(["(%s, %s)"] * len(rows)))
    with connections[router.db_for_write(SpeakerTally)].cursor() as cursor:
        cursor.execute(sql, [value for row in rows for value in row])


def heads(speakers: Iterable[int]) -> dict[int, int]:
    """Who each of these speakers is by now."""
    ids = set(speakers)
    if not ids:
        return {}
    rows = Speaker.objects.filter(pk__in=ids).order_by()
    return dict(rows.values_list("pk", Coalesce("merged_into", "pk")))


def recount(speakers: Collection[int]) -> None:
    """Count anew for these speakers, one or more whole families: whoever is merged has no number of their own."""
    SpeakerTally.objects.filter(speaker__in=speakers).delete()
    rows = QuoteSpeaker.objects.filter(
        speaker__in=speakers, standing=QuoteSpeaker.Standing.SPEAKS, quote__search_entry__shown=True
    )
    counted = rows.order_by().values(root=Coalesce("speaker__merged_into", "speaker"))
    numbers = counted.annotate(number=Count("quote", distinct=True)).values_list("root", "number")
    SpeakerTally.objects.bulk_create(SpeakerTally(speaker_id=pk, quotes=number) for pk, number in numbers)


def recount_all() -> None:
    """Count everything anew from the index."""
    SpeakerTally.objects.all().delete()
    OutletTally.objects.all().delete()
    shown = SearchEntry.objects.filter(shown=True).order_by()
    outlets = shown.values_list("outlet").annotate(number=Count("pk"))
    OutletTally.objects.bulk_create(OutletTally(outlet_id=pk, quotes=number) for pk, number in outlets)
    rows = QuoteSpeaker.objects.filter(standing=QuoteSpeaker.Standing.SPEAKS, quote__search_entry__shown=True)
    members = Speaker.objects.exclude(merged_into=None).order_by().values_list("pk", Coalesce("merged_into", "pk"))
    merged: dict[int, int] = dict(members)
    counted: Counter[int] = Counter()
    for speaker, number in rows.order_by().values_list("speaker").annotate(number=Count("quote")):
        counted[merged.get(speaker, speaker)] += number
    # Where two who are one by now speak in one quote, the sum is too large: families are counted quote by quote.
    families = set(merged) | set(merged.values())
    SpeakerTally.objects.bulk_create(
        (SpeakerTally(speaker_id=pk, quotes=number) for pk, number in counted.items() if pk not in families),
        batch_size=5000,
    )
    if families:
        recount(families)

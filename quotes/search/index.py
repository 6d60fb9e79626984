"""Keeps what is searched in step with the rows. Whoever writes quotes or names calls this in the same transaction."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.db.models import F

from quotes.identity import is_personal
from quotes.models import Alias, IndexState, NameTail, Quote, QuoteSpeaker, SearchEntry, SearchText, Speaker
from quotes.search import marks, tally
from quotes.search.entries import Facts, Texts, facts_of, texts
from quotes.search.keys import day_number_of, key, month_of, place_of
from quotes.search.words import OWN, loose_tails, tails

# Another number where what is indexed is worked out in another way: indexes built before are due for a new build.
VERSION = 1
_BATCH = 500
_LONGEST_TAIL = 600


def refresh(quote_ids: Iterable[int]) -> None:
    """Index these quotes, and the names of who speaks in them, as the rows are now. Any number of ids.

    Ids without a quote are passed over. A handful of queries for every 500 quotes.
    """
    for ids in _batches(quote_ids):
        with transaction.atomic():
            _write_entries(ids)
            speakers = QuoteSpeaker.objects.filter(quote__in=ids).values_list("speaker", flat=True)
            _write_names(sorted(set(speakers)))


def refresh_article(article_id: int) -> None:
    """Index an article's quotes: for an article that is hidden or shown again, or has another day of publication."""
    refresh(Quote.objects.filter(article=article_id).order_by("pk").values_list("pk", flat=True))


def refresh_speakers(speaker_ids: Iterable[int]) -> None:
    """Index the names of these speakers as the rows are now: for a new alias, a changed name."""
    for ids in _batches(speaker_ids):
        with transaction.atomic():
            _write_names(ids)


def rebuild() -> int:
    """Index every quote and every speaker anew, and count. Gives the number of quotes."""
    # In the order of the keys: SQLite gathers in memory what comes in order, and writes the rest row by row.
    order = F("article__published_on").asc(nulls_first=True), "article", "-pk"
    quotes = list(Quote.objects.order_by(*order).values_list("pk", flat=True))
    refresh(quotes)
    refresh_speakers(Speaker.objects.order_by("pk").values_list("pk", flat=True))
    tally.recount_all()
    IndexState.objects.update_or_create(pk=1, defaults={"rules": rules()})
    return len(quotes)


def rules() -> str:
    """What the whole index depends on besides the rows: how it is made, and what is public."""
    return f"{VERSION} {settings.OTR_PUBLIC_LEVEL} {settings.OTR_ACCUSATION_LEVEL} {settings.OTR_LIKELY}"


def is_due() -> bool:
    """Whether the index was built by other rules than the present ones, or never, and there is something in it."""
    return not IndexState.objects.filter(rules=rules()).exists() and Quote.objects.exists()


def _write_entries(ids: Sequence[int]) -> None:
    facts = facts_of(ids)
    there = {entry.quote_id: entry for entry in SearchEntry.objects.filter(quote__in=ids).select_related("text")}
    new = [_entry(fact, at) for fact, at in _keyed(facts, there)]
    wanted = {entry.quote_id: (entry, made) for entry, made in new}
    changed = [(entry, made) for entry, made in new if not _same(there.get(entry.quote_id), entry, made)]
    if not changed:
        return
    old = [there[entry.quote_id] for entry, _ in changed if entry.quote_id in there]
    _count(old, [wanted[entry.quote_id] for entry, _ in changed])
    if old:
        SearchEntry.objects.filter(key__in=[entry.key for entry in old]).delete()
    changed.sort(key=lambda pair: pair[0].key)
    SearchEntry.objects.bulk_create(entry for entry, _ in changed)
    SearchText.objects.bulk_create(_text(entry, made) for entry, made in changed)


def _keyed(facts: Sequence[Facts], there: dict[int, SearchEntry]) -> Iterator[tuple[Facts, int]]:
    """Each quote's key: its place in the article stays what it was; new ones go behind those that are there."""
    new = {fact.article for fact in facts if fact.quote not in there}
    last: dict[int, int] = defaultdict(int)
    if new:
        taken = SearchEntry.objects.filter(quote__article__in=new).order_by()
        for article, at in taken.values_list("quote__article", "key"):
            last[article] = max(last[article], place_of(at) + 1)
    for fact in facts:
        if entry := there.get(fact.quote):
            place = place_of(entry.key)
        else:
            place = last[fact.article]
            last[fact.article] += 1
        yield fact, key(fact.published, fact.article, place)


def _entry(fact: Facts, at: int) -> tuple[SearchEntry, Texts]:
    entry = SearchEntry(
        key=at, quote_id=fact.quote, outlet_id=fact.outlet, kind=fact.kind, status=fact.status, said=fact.said,
        sure=fact.sure, shown=fact.shown, speakers=" ".join(str(pk) for pk, _ in fact.speakers),
        decided_at=fact.decided,
    )  # fmt: skip
    return entry, texts(fact)


def _text(entry: SearchEntry, made: Texts) -> SearchText:
    return SearchText(entry_id=entry.key, words=made.words, stems=made.stems, around=made.around, marks=made.marks)


def _same(old: SearchEntry | None, new: SearchEntry, made: Texts) -> bool:
    if old is None:
        return False
    fields = ("key", "outlet_id", "kind", "status", "said", "sure", "shown", "speakers", "decided_at")
    return all(getattr(old, name) == getattr(new, name) for name in fields) and astuple(made) == (
        old.text.words, old.text.stems, old.text.around, old.text.marks,
    )  # fmt: skip


def _count(old: Iterable[SearchEntry], new: Iterable[tuple[SearchEntry, Texts]]) -> None:
    """Bring the tallies up to date with entries that go and entries that come."""
    gone = [(entry, entry.text.marks, -1) for entry in old]
    come = [(entry, made.marks, 1) for entry, made in new]
    told = [(entry, marks.speakers_of(text), step) for entry, text, step in (*gone, *come) if entry.shown]
    now = tally.heads(pk for _, speakers, _ in told for pk in speakers)
    cells: Counter[tally.Cell] = Counter()
    by_outlet: Counter[int] = Counter()
    for entry, speakers, step in told:
        by_outlet[entry.outlet_id] += step
        for head in {now[pk] for pk in speakers if pk in now}:
            cells[head, entry.outlet_id, month_of(day_number_of(entry.key))] += step
    tally.add(cells, by_outlet)


def _write_names(ids: Sequence[int]) -> None:
    speakers = Speaker.objects.filter(pk__in=ids).order_by().values_list("pk", "kind", "name", "article")
    who = {pk: (is_personal(kind), "" if article is None else OWN) for pk, kind, _, article in speakers}
    aliases = Alias.objects.filter(speaker__in=ids).order_by().values_list("speaker", "name")
    names = {*((pk, name) for pk, _, name, _ in speakers), *aliases}
    wanted = {(pk, who[pk][1] + tail, False) for pk, name in names for tail in tails(name)}
    wanted |= {(pk, who[pk][1] + tail, True) for pk, name in names if who[pk][0] for tail in loose_tails(name)}
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

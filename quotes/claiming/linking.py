"""Assertions compared with one another, by what they have in common in the index, never all with all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from django.db import connection, transaction
from django.db.models import Count

from quotes import claims
from quotes.claiming.settling import settle
from quotes.claims import compare
from quotes.claims.types import ClaimRecord, Likeness, Relation
from quotes.isolation import Failure, all_or_each
from quotes.models import Assertion, AssertionKey, AssertionPair, Difference

# Another number behind the dash where claims are joined in another way: then all are due again.
VERSION = f"{claims.VERSION}-1"
_BATCH = 100
_LONGEST_WORDS = 500
# A key of more assertions than this is not looked under. Claims have other keys, and those that only share this one
# are hardly ever the same. Pairs that were found while it was rarer stay until `link --redo`.
_COMMON = 100
# PostgreSQL's lock of whoever joins claims: two who write at once would not see each other's.
_LOCK = 0x636C61696D


def due(*, redo: bool = False) -> list[int]:
    """The ids of assertions that have not been compared by this version; with `redo` of all, which are due from then
    on until they are compared."""
    if redo:
        Assertion.objects.exclude(linked_by="").update(linked_by="")
    waiting = Assertion.objects.filter(gone=False).exclude(linked_by=VERSION)
    return list(waiting.order_by("pk").values_list("pk", flat=True))


def relink(assertion_ids: Sequence[int]) -> Iterator[tuple[int, list[Failure]]]:
    """Compare and join these, which are due. Gives, batch by batch, how many they were and which of them failed.

    Each batch is a transaction: stopped at any moment, the next run goes on from there; what failed stays due. What
    editors decided stands.
    """
    for start in range(0, len(assertion_ids), _BATCH):
        batch = assertion_ids[start : start + _BATCH]
        yield len(batch), all_or_each(link, batch)


@transaction.atomic
def link(assertion_ids: Iterable[int]) -> None:
    """Compare these with all that were compared before, and join what is one claim. Those gone leave their claim."""
    _lock()
    pks = sorted(set(assertion_ids))
    rows = Assertion.objects.filter(pk__in=pks, gone=False).order_by("pk").only("pk", "record")
    records = {row.pk: ClaimRecord.from_dict(row.record) for row in rows}
    _forget(pks)
    _compare(records)
    Assertion.objects.filter(pk__in=list(records)).update(linked_by=VERSION)
    settle(pks)


def _lock() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _forget(pks: Sequence[int]) -> None:
    """Take away the pairs that will be worked out anew: with one another, and with what this version has compared."""
    here = set(pks)
    old = set()
    for end, far in (("one", "other"), ("other", "one")):
        rows = AssertionPair.objects.filter(**{f"{end}__in": pks}).order_by()
        old |= {
            pk for pk, other, by in rows.values_list("pk", far, f"{far}__linked_by") if other in here or by == VERSION
        }
    if old:
        AssertionPair.objects.filter(pk__in=old).delete()


def _compare(records: dict[int, ClaimRecord]) -> None:
    """Each of `records` with what was compared before and shares a key with it, and with those before it here."""
    beside = _beside(list(records))
    strange = {other for others in beside.values() for other in others} - records.keys()
    # By their ids alone: asked for those compared by this version, a database would look through all that were.
    rows = Assertion.objects.filter(pk__in=strange).order_by().values_list("pk", "gone", "linked_by", "record")
    ready = {pk: ClaimRecord.from_dict(record) for pk, gone, by, record in rows if by == VERSION and not gone}
    known = ready | records
    found = [
        (one, other, relation)
        for other, others in beside.items()
        for one in others & known.keys()
        for relation in [_relation(known, one, other)]
        if relation.likeness is not Likeness.UNRELATED
    ]
    _write(found)


def _relation(known: dict[int, ClaimRecord], one: int, other: int) -> Relation:
    """Of the one with the lower id to the other."""
    return compare(known[min(one, other)], known[max(one, other)])


def _beside(pks: Sequence[int]) -> dict[int, set[int]]:
    """For each: what it is to be compared with."""
    own: dict[str, set[int]] = defaultdict(set)
    for key, pk in AssertionKey.objects.filter(assertion__in=pks).values_list("key", "assertion"):
        own[key].add(pk)
    telling = _telling(own)
    others = AssertionKey.objects.filter(key__in=telling)
    beside: dict[int, set[int]] = {pk: set() for pk in pks}
    here = set(pks)
    for key, pk in others.order_by().values_list("key", "assertion"):
        if pk not in here:
            for each in own[key]:
                beside[each].add(pk)
    for group in (own[key] for key in telling):
        for each in group:
            beside[each] |= {other for other in group if other < each}
    return beside


def _telling(keys: Iterable[str]) -> list[str]:
    """Those of `keys` that are not so common that sharing one says nothing: that keeps each comparison bounded."""
    counted = AssertionKey.objects.filter(key__in=list(keys)).order_by().values("key")
    return sorted(counted.annotate(number=Count("pk")).filter(number__lte=_COMMON).values_list("key", flat=True))


def _write(found: Sequence[tuple[int, int, Relation]]) -> None:
    pairs = [
        (
            AssertionPair(
                one_id=min(one, other),
                other_id=max(one, other),
                same=relation.likeness is Likeness.SAME,
                alike=relation.alike,
            ),
            relation,
        )
        for one, other, relation in found
    ]
    AssertionPair.objects.bulk_create(pair for pair, _ in pairs)
    Difference.objects.bulk_create(
        Difference(
            pair=pair,
            kind=difference.kind.value,
            aspect=difference.aspect.value,
            one_words=difference.words[0][:_LONGEST_WORDS],
            other_words=difference.words[1][:_LONGEST_WORDS],
            towards=difference.towards,
        )
        for pair, relation in pairs
        for difference in relation.differences
    )

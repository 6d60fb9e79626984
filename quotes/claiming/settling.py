"""Assertions that were compared are put into claims. A claim keeps its id as long as anything of it is left."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import F, Q
from django.utils import timezone

from articles.witnesses import witness_of
from quotes.claiming.clusters import Member, clusters
from quotes.models import Assertion, AssertionPair, Claim

_CHUNK = 500


def settle(pks: Iterable[int]) -> None:
    """Join anew all that has to do with these: their claims, what they are the same as, and so on.

    Claims that an editor decided about keep what the editor saw in them; others are joined and parted as the pairs say.
    """
    seeds = set(pks)
    old = _claims_of(seeds)
    reach = _reach(seeds | _members(old))
    rows = Assertion.objects.filter(pk__in=reach, gone=False).order_by()
    now = {
        pk: (claim, Member(pk, (key, position, text), held))
        for pk, claim, held, key, position, text in rows.values_list(
            "pk", "claim", "held", "article__key", "position", "text"
        )
    }
    same, apart = _pairs(now)
    groups = clusters([member for _, member in now.values()], same, apart)
    homes = _homes(groups, {pk: claim for pk, (claim, _) in now.items()}, {pk: m.held for pk, (_, m) in now.items()})
    moved = _move(groups, homes, {pk: claim for pk, (claim, _) in now.items()})
    touched = old | {home for home in homes if home is not None} | {new for _, new in moved} | _before(moved)
    _lead_on(moved, touched)
    describe(touched)


def _claims_of(pks: Collection[int]) -> set[int]:
    rows = Assertion.objects.filter(pk__in=pks, claim__isnull=False).order_by()
    return {pk for pk in rows.values_list("claim", flat=True) if pk is not None}


def _members(claims: Collection[int]) -> set[int]:
    found = Assertion.objects.filter(Q(claim__in=claims) | Q(held__in=claims), gone=False)
    return set(found.order_by().values_list("pk", flat=True))


def _reach(seeds: set[int]) -> set[int]:
    """All that is the same as one of these, and what is the same as that; what is held in one claim, too."""
    reach, frontier = set(seeds), set(seeds)
    while frontier:
        beside: set[int] = set()
        for chunk in _chunks(frontier):
            pairs = AssertionPair.objects.filter(Q(one__in=chunk) | Q(other__in=chunk), same=True).order_by()
            beside.update(pk for pair in pairs.values_list("one", "other") for pk in pair)
            held = Assertion.objects.filter(pk__in=chunk, held__isnull=False).order_by().values("held")
            beside.update(Assertion.objects.filter(held__in=held).order_by().values_list("pk", flat=True))
        frontier = beside - reach
        reach |= frontier
    return reach


def _pairs(members: Mapping[int, object]) -> tuple[dict[tuple[int, int], float], set[tuple[int, int]]]:
    """Of the pairs among `members`: those that are the same, with how alike they are, and those that differ."""
    same: dict[tuple[int, int], float] = {}
    apart: set[tuple[int, int]] = set()
    for chunk in _chunks(members):
        rows = AssertionPair.objects.filter(one__in=chunk).order_by().values_list("one", "other", "same", "alike")
        for one, other, is_same, alike in rows:
            if other in members and is_same:
                same[one, other] = alike
            elif other in members:
                apart.add((one, other))
    return same, apart


def _homes(
    groups: Sequence[Sequence[int]], claims: Mapping[int, int | None], held: Mapping[int, int | None]
) -> list[int | None]:
    """For each group the claim that it is: where an editor holds it, else the one of which it has most. None: a new
    one. No claim twice."""
    homes = [next((held[pk] for pk in group if held[pk] is not None), None) for group in groups]
    taken = {home for home in homes if home is not None}
    shares = Counter(
        (at, claim) for at, group in enumerate(groups) for pk in group if (claim := claims[pk]) is not None
    )
    for (at, claim), _ in sorted(shares.items(), key=lambda share: (-share[1], share[0][1], share[0][0])):
        if homes[at] is None and claim not in taken:
            homes[at] = claim
            taken.add(claim)
    return homes


def _move(
    groups: Sequence[Sequence[int]], homes: Sequence[int | None], claims: Mapping[int, int | None]
) -> list[tuple[int | None, int]]:
    """Put each group into its claim. Gives (claim before, claim after) of each assertion that moved."""
    fresh = iter(Claim.objects.bulk_create([Claim() for home in homes if home is None]))
    moved: list[tuple[int | None, int]] = []
    now = timezone.now()
    for group, home in zip(groups, homes, strict=True):
        claim = next(fresh).pk if home is None else home
        moving = [pk for pk in group if claims[pk] != claim]
        if moving:
            Assertion.objects.filter(pk__in=moving).update(claim=claim, updated_at=now)
            moved += [(claims[pk], claim) for pk in moving]
    return moved


def _before(moved: Iterable[tuple[int | None, int]]) -> set[int]:
    return {old for old, _ in moved if old is not None}


def _lead_on(moved: Sequence[tuple[int | None, int]], touched: Collection[int]) -> None:
    """A claim of which nothing is left leads to where most of it went; one that has something again stands."""
    left = set(Assertion.objects.filter(claim__in=touched, gone=False).order_by().values_list("claim", flat=True))
    went: dict[int, Counter[int]] = defaultdict(Counter)
    for old, new in moved:
        if old is not None and old not in left:
            went[old][new] += 1
    for old, where in went.items():
        target = min(where, key=lambda claim: (-where[claim], claim))
        Claim.objects.filter(Q(pk=old) | Q(merged_into=old)).update(merged_into=target)
    Claim.objects.filter(pk__in=left, merged_into__isnull=False).update(merged_into=None)
    changed = {claim for pair in moved for claim in pair if claim is not None}
    Claim.objects.filter(pk__in=changed).update(version=F("version") + 1, updated_at=timezone.now())


def describe(claims: Iterable[int]) -> None:
    """Write what lists are ordered by, and the wording for editors."""
    wanted = [pk for pk in claims if pk is not None]
    rows: dict[int, list[Assertion]] = defaultdict(list)
    found = (
        Assertion.objects.filter(claim__in=wanted, gone=False)
        .select_related("article__outlet", "article__copy_of__outlet")
        .order_by("pk")
    )
    for assertion in found.defer("record"):
        rows[assertion.claim_id or 0].append(assertion)
    changed = []
    for claim in Claim.objects.filter(pk__in=list(rows)):
        own = rows[claim.pk]
        days = [row.article.published_on for row in own if row.article.published_on]
        claim.newest_on = max(days, default=None)
        claim.outlets = len({witness_of(row.article) for row in own})
        claim.worth = max(row.worth for row in own)
        claim.desk_text = clearest(own).text
        changed.append(claim)
    Claim.objects.bulk_update(changed, ["newest_on", "outlets", "worth", "desk_text"], batch_size=200)


def clearest(assertions: Sequence[Assertion]) -> Assertion:
    """The one whose wording says most by itself; of those the shortest, and then the first in the alphabet."""
    return min(assertions, key=lambda row: (-row.clarity, len(row.text), row.text, row.pk))


def _chunks(pks: Iterable[int]) -> Iterable[list[int]]:
    ordered = sorted(pks)
    return (ordered[start : start + _CHUNK] for start in range(0, len(ordered), _CHUNK))

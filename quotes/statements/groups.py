"""Segments to statements, as rows. A statement's id lives on in the group that has most of it; others lead there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import F, Q
from django.utils import timezone

from quotes.linking.clusters import Pair, cluster, components
from quotes.linking.evidence import LINKED
from quotes.linking.features import from_json
from quotes.models import Bond, Segment, Statement
from quotes.statements import ties
from quotes.statements.bonds import chunked, mates

_MOST_REASONS = 5


def reach(segments: set[int]) -> set[int]:
    """These segments and all that bonds, ties and statements as they are lead to from them, however far."""
    found, latest = set(segments), set(segments)
    while latest:
        beyond: set[int] = set()
        for chunk in chunked(latest):
            bonds = Bond.objects.filter(Q(one__in=chunk) | Q(other__in=chunk), score__gte=LINKED)
            for pair in bonds.values_list("one", "other"):
                beyond.update(pair)
        beyond |= mates(latest)
        for pair in ties.of_segments(latest)[0]:
            beyond.update(pair)
        latest = beyond - found
        found |= latest
    return found


def regroup(segments: Collection[int]) -> None:
    """Make the statements of these segments, and of all that they reach, from nothing."""
    rows = _rows(reach(set(segments)))
    bonds = _bonds(rows)
    together, apart = ties.of_segments(rows.keys()) if rows else (set(), set())
    together = {pair for pair in together if rows.keys() >= set(pair)}
    apart = {pair for pair in apart if rows.keys() >= set(pair)}
    linked = [pair for pair, bond in bonds.items() if bond.score >= LINKED]
    groups: list[list[int]] = []
    for component in components(rows.keys(), [*linked, *together]):
        groups += _groups(component, rows, bonds, together, apart)
    _write(rows, bonds, groups)


def _rows(ids: Collection[int]) -> dict[int, Segment]:
    return {pk: row for chunk in chunked(ids) for pk, row in Segment.objects.in_bulk(chunk).items()}


def _bonds(rows: Mapping[int, Segment]) -> dict[Pair, Bond]:
    """All evidence between the segments, also what does not link by itself."""
    found: dict[Pair, Bond] = {}
    for chunk in chunked(rows):
        for bond in Bond.objects.filter(one__in=chunk):
            if bond.other_id in rows:
                found[bond.one_id, bond.other_id] = bond
    return found


def _groups(
    component: Sequence[int],
    rows: Mapping[int, Segment],
    bonds: Mapping[Pair, Bond],
    together: set[Pair],
    apart: set[Pair],
) -> list[list[int]]:
    if len(component) == 1:
        return [list(component)]
    members = set(component)

    def within(pairs: Iterable[Pair]) -> list[Pair]:
        return [pair for pair in pairs if pair[0] in members and pair[1] in members]

    return cluster(
        {pk: from_json(rows[pk].features) for pk in component},
        {pair: bonds[pair].score for pair in within(bonds)},
        together=within(together),
        apart=within(apart),
    )


def _write(rows: Mapping[int, Segment], bonds: Mapping[Pair, Bond], groups: Sequence[Sequence[int]]) -> None:
    statements = _assigned(rows, groups)
    evidence: dict[int, list[Bond]] = defaultdict(list)
    whose = {pk: number for number, group in enumerate(groups) for pk in group}
    for (one, other), bond in bonds.items():
        if whose[one] == whose[other]:
            evidence[one].append(bond)
            evidence[other].append(bond)
    changed: list[Segment] = []
    moved: set[int] = set()
    for group, statement in zip(groups, statements, strict=True):
        for pk in group:
            row, best = rows[pk], sorted(evidence[pk], key=lambda bond: (-bond.score, bond.pk))
            score = round(sum(bond.score for bond in best) / max(1, len(group) - 1), 4)
            reasons = best[0].reasons[:_MOST_REASONS] if best else []
            if (row.statement_id, row.score, row.reasons) != (statement, score, reasons):
                if row.statement_id != statement:
                    moved.update(filter(None, (row.statement_id, statement)))
                row.statement_id, row.score, row.reasons = statement, score, reasons
                changed.append(row)
    Segment.objects.bulk_update(changed, ["statement", "score", "reasons"], batch_size=200)
    if moved:
        Statement.objects.filter(pk__in=moved).update(version=F("version") + 1, updated_at=timezone.now())


def _assigned(rows: Mapping[int, Segment], groups: Sequence[Sequence[int]]) -> list[int | None]:
    """For each group its statement: the one of which it has most, or a new one; None for what is alone and was."""
    shares = [Counter(s for pk in group if (s := rows[pk].statement_id)) for group in groups]
    ranked = sorted(
        ((-count, pk, number) for number, share in enumerate(shares) for pk, count in share.items()),
    )
    taken: dict[int, int] = {}  # group -> statement
    given: dict[int, int] = {}  # statement -> group
    for _, pk, number in ranked:
        if number not in taken and pk not in given:
            taken[number], given[pk] = pk, number
    lacking = [number for number, group in enumerate(groups) if number not in taken and len(group) > 1]
    made = Statement.objects.bulk_create([Statement() for _ in lacking])
    taken.update({number: statement.pk for number, statement in zip(lacking, made, strict=True)})
    _redirect(shares, taken, given)
    return [taken.get(number) for number in range(len(groups))]


def _redirect(shares: Sequence[Counter[int]], taken: Mapping[int, int], given: Mapping[int, int]) -> None:
    """A statement that no group has taken leads to where most of it went."""
    swallowed: dict[int, Counter[int]] = defaultdict(Counter)
    for number, share in enumerate(shares):
        for pk, count in share.items():
            if pk not in given and number in taken:
                swallowed[pk][taken[number]] += count
    for pk, heirs in swallowed.items():
        heir = min(heirs, key=lambda statement: (-heirs[statement], statement))
        Statement.objects.filter(Q(pk=pk) | Q(merged_into=pk)).update(merged_into=heir, updated_at=timezone.now())

"""Which speakers are one by now, and which never: what the standing corrections say, written where pages look it up.

A merge moves nothing. It makes the speaker a member of the other's family: quotes and names stay with the speaker under
whose name the article has them, and `merged_into` names the head of the family, however long the chain of merges. So
taking a merge back gives exactly the right quotes back, those that came in between too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.db.models import Q

from quotes.models import Correction, NotSame, Speaker
from quotes.recording import Stale
from quotes.search import tally
from quotes.standing import Action, standing


def locked(speakers: Sequence[Speaker], versions: Sequence[int]) -> list[Speaker]:
    """Their rows, in the order given, locked until the transaction ends. Raises Stale where one is another version."""
    rows = {row.pk: row for row in _lock(speaker.pk for speaker in speakers)}
    found = [rows[speaker.pk] for speaker in speakers]
    if [row.version for row in found] != list(versions):
        raise Stale("The speaker was changed since you opened this page. Nothing was saved.")
    return found


def _lock(ids: Iterable[int]) -> list[Speaker]:
    return list(Speaker.objects.select_for_update().filter(pk__in=list(ids)).order_by("pk"))


def family(*speakers: Speaker) -> set[int]:
    """The ids of everybody who is one with any of `speakers` by now."""
    heads = [speaker.merged_into_id or speaker.pk for speaker in speakers]
    members = Speaker.objects.filter(Q(pk__in=heads) | Q(merged_into__in=heads))
    return set(members.order_by().values_list("pk", flat=True))


def history(speakers: Collection[int]) -> list[Correction]:
    """Every correction about one of these speakers, oldest first."""
    about = Correction.objects.filter(Q(speaker__in=speakers) | Q(other__in=speakers))
    return list(about.order_by("pk"))


def settle(members: set[int]) -> None:
    """Write to `merged_into` of each of these speakers, one or more whole families, whom the log says they are."""
    parents = _parents(members)
    changed = []
    for row in _lock(members):
        head = _head(row.pk, parents)
        row.merged_into_id = None if head == row.pk else head
        changed.append(row)
    Speaker.objects.bulk_update(changed, ["merged_into"])
    tally.recount(members)


def _parents(members: Collection[int]) -> dict[int, int]:
    """Whom each was merged into. A split that was taken back makes the one that was split off a part again."""
    log = history(members)
    stands = {correction.pk for correction in standing(log)}
    parents: dict[int, int] = {}
    for correction in log:
        if correction.speaker_id is None or correction.other_id is None:
            continue
        if correction.action == Action.MERGE and correction.pk in stands:
            parents[correction.speaker_id] = correction.other_id
        elif correction.action == Action.SPLIT and correction.pk not in stands:
            parents[correction.other_id] = correction.speaker_id
    return parents


def _head(pk: int, parents: dict[int, int]) -> int:
    while pk in parents:
        pk = parents[pk]
    return pk


def settle_pair(one: int, other: int) -> None:
    """Keep, or forget, that these two are not the same, as the log says."""
    low, high = sorted((one, other))
    log = [correction for correction in history([low]) if {correction.speaker_id, correction.other_id} == {low, high}]
    if any(correction.action in (Action.DISTINCT, Action.SPLIT) for correction in standing(log)):
        NotSame.objects.get_or_create(one_id=low, other_id=high)
    else:
        NotSame.objects.filter(one=low, other=high).delete()

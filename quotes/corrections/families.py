"""Which speakers are one by now, and which never: what the standing corrections say, written where pages look it up.

A merge moves nothing. It makes the speaker a member of the other's family: quotes and names stay with the speaker under
whose name the article has them, and `merged_into` names the head of the family, however long the chain of merges. So
taking a merge back gives exactly the right quotes back, those that came in between too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.db.models import Q

from quotes.corrections.recording import Stale
from quotes.corrections.standing import Action, standing
from quotes.models import Correction, NotSame, Speaker
from quotes.search import tally

# In a merge's `before`: the article in which alone the survivor was known, where the merge made it known beyond.
OWN_ARTICLE = "article"


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
    """Write to each of these speakers, one or more whole families, who the log says it is, and where it is known."""
    log = history(members)
    parents = _parents(log)
    rows = _lock(members)
    for row in rows:
        head = _head(row.pk, parents)
        row.merged_into_id = None if head == row.pk else head
    _settle_articles(rows, log)
    Speaker.objects.bulk_update(rows, ["merged_into", "article"])
    tally.recount(members)


def _settle_articles(rows: Iterable[Speaker], log: Iterable[Correction]) -> None:
    """Who was known in one article alone is known beyond it for as long as somebody of another article is merged in."""
    own: dict[int, int] = {}
    for correction in log:
        if correction.other_id is not None and OWN_ARTICLE in correction.before:
            own.setdefault(correction.other_id, correction.before[OWN_ARTICLE])
    articles = {row.pk: own.get(row.pk, row.article_id) for row in rows}
    for row in rows:
        if row.pk in own:
            beyond = any(other.merged_into_id == row.pk and articles[other.pk] != own[row.pk] for other in rows)
            row.article_id = None if beyond else own[row.pk]


def _parents(log: Sequence[Correction]) -> dict[int, int]:
    """Whom each was merged into. A split that was taken back makes the one that was split off a part again."""
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

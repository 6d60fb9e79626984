"""Two speakers are one person; or they are not, and nobody is to propose it again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count

from quotes.corrections.families import OWN_ARTICLE, family, locked, settle, settle_pair
from quotes.corrections.recording import checked_reason, record_speakers
from quotes.corrections.standing import Action
from quotes.models import Alias, Correction, NotSame, QuoteSpeaker, Speaker


@dataclass(frozen=True, slots=True)
class Preview:
    """What a merge would move to `survivor`. `refused` says why it can't be, "" where it can.

    quotes      quotes in which `speaker` speaks, or one merged into it
    perhaps     quotes in which it only might speak
    articles    in which these stand
    names       by which articles call it, all of which the survivor will be found by
    together    quotes in which both speak, as two; the pages will name one
    """

    speaker: Speaker
    survivor: Speaker
    quotes: int
    perhaps: int
    articles: int
    names: tuple[str, ...]
    together: int
    refused: str


def preview(speaker: Speaker, survivor: Speaker) -> Preview:
    """What merging `speaker` into `survivor` would do, in a number of queries that doesn't grow with them."""
    moving, staying = family(speaker), family(survivor)
    rows = QuoteSpeaker.objects.filter(speaker__in=moving).order_by()
    says = rows.filter(standing=QuoteSpeaker.Standing.SPEAKS)
    counts = says.aggregate(
        quotes=Count("quote", distinct=True), articles=Count("quote__article", distinct=True)
    )  # fmt: skip
    perhaps = rows.filter(standing=QuoteSpeaker.Standing.CANDIDATE).aggregate(n=Count("quote", distinct=True))["n"]
    beside = QuoteSpeaker.objects.filter(speaker__in=staying, standing=QuoteSpeaker.Standing.SPEAKS).order_by()
    together = says.filter(quote__in=beside.values("quote")).aggregate(n=Count("quote", distinct=True))["n"]
    names = Alias.objects.filter(speaker__in=moving).order_by("name").values_list("name", flat=True).distinct()
    why = refusal(speaker, survivor, moving, staying)
    return Preview(speaker, survivor, counts["quotes"], perhaps, counts["articles"], tuple(names), together, why)


def refusal(speaker: Speaker, survivor: Speaker, moving: Collection[int], staying: Collection[int]) -> str:
    """Why the one can't be merged into the other, in words for an editor; "" where it can."""
    if set(moving) & set(staying):
        return "They are one speaker already."
    if speaker.merged_into_id or survivor.merged_into_id:
        return "One of them was merged into another: choose that one."
    if survivor.article_id is not None and speaker.article_id is None:
        return f"{survivor} is known in one article only: merge the other way round."
    if pair := NotSame.objects.between(moving, staying).select_related("one", "other").first():
        return f"An editor said that {pair.one} and {pair.other} are not the same. Undo that first."
    return ""


@transaction.atomic
def merge(
    speaker: Speaker, survivor: Speaker, *, editor: User, reason: str, versions: tuple[int, int]
) -> Correction:  # fmt: skip
    """`speaker` is `survivor`: its quotes, names and address are the survivor's from now on, until this is undone.

    Two who are each known in one article alone ("Pelé", "Pele") make one who is known in both, and listed as such. A
    third article's is not taken for them by a single name: that stays an editor's word each time.

    `versions` are theirs, in this order, as the editor saw them.
    """
    one, other = locked((speaker, survivor), versions)
    seen = preview(one, other)
    if seen.refused:
        raise ValueError(seen.refused)
    moved = {"quotes": seen.quotes, "articles": seen.articles, "names": list(seen.names)}
    beyond = {OWN_ARTICLE: other.article_id} if other.article_id not in (None, one.article_id) else {}
    correction = record_speakers(
        Action.MERGE, one, other, editor, before={"is": one.name, **beyond}, after={"is": other.name, **moved},
        reason=checked_reason(reason),
    )  # fmt: skip
    settle(family(one, other))
    speaker.refresh_from_db()
    survivor.refresh_from_db()
    return correction


@transaction.atomic
def distinct(
    speaker: Speaker, other: Speaker, *, editor: User, versions: tuple[int, int], reason: str = ""
) -> Correction:  # fmt: skip
    """They are not the same: they can't be merged, are suggested no more, and no pass takes one for the other.

    Readers see no change, so that no reason is asked.
    """
    one, two = locked((speaker, other), versions)
    if family(one) & family(two):
        raise ValueError("They are one speaker already: undo the merge instead.")
    if NotSame.objects.between([one.pk], [two.pk]).exists():
        raise ValueError("This was said already.")
    after = {"not the same as": two.name}
    reason = checked_reason(reason) if reason.strip() else ""
    correction = record_speakers(Action.DISTINCT, one, two, editor, before={}, after=after, reason=reason)
    settle_pair(one.pk, two.pk)
    speaker.refresh_from_db()
    other.refresh_from_db()
    return correction

"""Corrections taken back, by other corrections."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction

from articles.models import Article
from quotes import reports
from quotes.corrections import claims, families, statements
from quotes.corrections.merging import refusal
from quotes.corrections.recording import (
    Overtaken,
    record,
    record_article,
    record_speakers,
    restore_speakers,
    speakers_state,
)
from quotes.corrections.splitting import move_again, move_back
from quotes.corrections.standing import HIDDEN, KIND, SPEAKERS, STANCE, Action, restores, speaks_of, standing
from quotes.models import Correction, NotSame, Quote, Speaker, Statement


@transaction.atomic
def undo(correction: Correction, *, editor: User) -> Correction:
    """Put back what was before exactly this correction. The undo is a correction too, and can be undone.

    Readers' reports that a decision settled wait again as long as it is undone.

    Raises Overtaken where the correction is undone already, or where a later one that stands is about the same.
    """
    if correction.article is not None:
        return _undo_of_article(correction, correction.article, editor)
    if correction.statement_id is not None:
        return _undo_of_statement(correction, editor)
    if correction.claim_id is not None:
        return _undo_of_claims(correction, editor)
    if correction.quote_id is None:
        return _undo_of_speakers(correction, editor)
    row = Quote.objects.select_for_update().get(pk=correction.quote_id)
    history = list(row.corrections.order_by("pk"))
    correction, decision = _last_word(correction, history), _decision(correction, history)
    _refuse_if_overtaken(correction, decision, history)
    back, forth = correction.before, correction.after
    if SPEAKERS in restores(decision):
        forth = {**forth, **speakers_state(row)}
        restore_speakers(row, back)
    for field in restores(decision) & {KIND, STANCE}:
        setattr(row, field, back[field])
    if _depth(correction, history) % 2 == 1:
        reports.settle_again(decision, editor=editor)
    else:
        reports.unsettle(decision)
    return record(row, row, Action.UNDO, editor, before=forth, after=back, undoes=correction)


def _undo_of_article(correction: Correction, article: Article, editor: User) -> Correction:
    row = Article.objects.select_for_update().get(pk=article.pk)
    history = list(row.corrections.order_by("pk"))
    correction, decision = _last_word(correction, history), _decision(correction, history)
    _refuse_if_overtaken(correction, decision, history)
    return record_article(row, Action.UNDO, editor, hidden=correction.before[HIDDEN], undoes=correction)


def _last_word(correction: Correction, history: Iterable[Correction]) -> Correction:
    """What has to be undone so that `correction` no longer stands: itself, or the undo of its undo."""
    undo_of = {c.undoes_id: c for c in history if c.undoes_id is not None}
    stands = True
    while (later := undo_of.get(correction.pk)) is not None:
        correction, stands = later, not stands
    if not stands:
        raise Overtaken("This was undone already.")
    return correction


def _decision(correction: Correction, history: Iterable[Correction]) -> Correction:
    """What a chain of undos was first about."""
    by_pk = {c.pk: c for c in history}
    while correction.undoes_id is not None:
        correction = by_pk[correction.undoes_id]
    return correction


def _refuse_if_overtaken(correction: Correction, decision: Correction, history: Iterable[Correction]) -> None:
    touched = restores(decision)
    for later in standing(history):
        if later.pk > correction.pk and touched & speaks_of(later):
            raise Overtaken(f"Undo “{later.get_action_display()}” first: it came later and is about the same.")


def _undo_of_statement(correction: Correction, editor: User) -> Correction:
    row = Statement.objects.select_for_update().get(corrections=correction)
    history = list(row.corrections.order_by("pk"))
    correction, decision = _last_word(correction, history), _decision(correction, history)
    again = _depth(correction, history) % 2 == 1
    return statements.undo(correction, decision, editor, again=again)


def _undo_of_claims(correction: Correction, editor: User) -> Correction:
    """Of a status, or of claims joined or parted: each rests on how the claims were, so that the last goes first."""
    history = claims.history_of([pk for pk in (correction.claim_id, correction.other_claim_id) if pk is not None])
    correction = _last_word(correction, history)
    for later in standing(history):
        if later.pk > correction.pk:
            raise Overtaken(f"Undo “{later.get_action_display()}” first: it came later and is about the same claim.")
    return claims.take_back(correction, editor)


def _undo_of_speakers(correction: Correction, editor: User) -> Correction:
    """Of a merge, a split, a pair that is not the same; or of the undo of one, which decides it again."""
    if correction.speaker is None or correction.other is None:
        raise ValueError("This correction is of no quote, no article and no two speakers.")
    ids = (correction.speaker.pk, correction.other.pk)
    rows = {row.pk: row for row in Speaker.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
    speaker, other = (rows[pk] for pk in ids)
    history = families.history(ids)
    correction, decision = _last_word(correction, history), _decision(correction, history)
    again = _depth(correction, history) % 2 == 1
    if why := _overtaken(decision, speaker, other, again=again):
        raise Overtaken(why)
    made = record_speakers(
        Action.UNDO, speaker, other, editor, before=correction.after, after=correction.before, undoes=correction
    )
    families.settle_pair(*ids)
    families.settle(families.family(speaker, other))
    if decision.action == Action.SPLIT:
        (move_again if again else move_back)(decision)
        _undo_of_quotes(decision.after["decided"], editor, again=again)
    return made


def _overtaken(decision: Correction, speaker: Speaker, other: Speaker, *, again: bool) -> str:
    """What stands in the way of taking the decision back, or of making it `again`; "" for nothing."""
    here, there = families.family(speaker), families.family(other)
    if decision.action == Action.MERGE and again:
        return refusal(speaker, other.now, here, there)
    if decision.action == Action.SPLIT and not again:
        if other.merged_into_id or here & there:
            return "Undo the later merge first: what was split off is somebody else by now."
        low, high = sorted((speaker.pk, other.pk))
        if NotSame.objects.between(here, there).exclude(one=low, other=high).exists():
            return "An editor said later that the two are not the same. Undo that first."
    if decision.action == Action.DISTINCT and again and here & there:
        return "They were merged meanwhile. Undo that first."
    return ""


def _undo_of_quotes(decided: Iterable[int], editor: User, *, again: bool) -> None:
    """Take back the split's decisions about single quotes, or make them again; those overtaken since stay."""
    for correction in Correction.objects.filter(pk__in=list(decided)).order_by("-pk"):
        undone = getattr(correction, "undone_by", None)
        try:
            undo(undone if again and undone else correction, editor=editor)
        except Overtaken:
            continue


def _depth(correction: Correction, history: Iterable[Correction]) -> int:
    """How many undos lead from the correction to the decision it is about."""
    by_pk = {c.pk: c for c in history}
    depth = 0
    while correction.undoes_id is not None:
        correction, depth = by_pk[correction.undoes_id], depth + 1
    return depth

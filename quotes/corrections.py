"""What editors decide: the only functions that write corrections, one transaction each.

Every one takes the quote as the editor saw it, appends a Correction (before, after, content spans, body), bumps the
quote's `version` and brings its status up to date. The quote given is refreshed from the database.

Raises Stale where `version` is not the quote's any more (E11), ReasonRequired where something public changes without
a reason (E9), ValueError for what makes no sense.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from django.contrib.auth.models import User
from django.db import transaction

from articles.models import Article
from quotes.identity import key
from quotes.models import Correction, Part, Place, Quote, QuoteSpeaker, Speaker
from quotes.recording import (
    Overtaken,
    ReasonRequired,
    Stale,
    checked_reason,
    locked,
    record,
    record_article,
    restore_speakers,
    speakers_state,
    states_of,
)
from quotes.search import index
from quotes.speakers import make_speaker
from quotes.standing import HIDDEN, KIND, SPEAKERS, STANCE, Action, is_hidden, restores, speaks_of, standing

__all__ = [
    "Overtaken",
    "ReasonRequired",
    "Stale",
    "add",
    "confirm",
    "edit",
    "hide",
    "new_speaker",
    "reassign",
    "reject",
    "show",
    "undo",
]

Span = tuple[int, int]


@transaction.atomic
def confirm(quote: Quote, *, editor: User, version: int) -> Correction:
    """It is a quote, and all about it is right. Asks no reason (E3)."""
    row = locked(quote, version)
    return record(quote, row, Action.CONFIRM, editor, before={}, after={})


@transaction.atomic
def reject(quote: Quote, *, editor: User, reason: str, version: int) -> Correction:
    """It is not a quote. Keeps later passes off that stretch of the article, too."""
    row = locked(quote, version)
    return record(quote, row, Action.REJECT, editor, before={}, after={}, reason=checked_reason(reason))


@transaction.atomic
def reassign(quote: Quote, speakers: Sequence[Speaker], *, editor: User, reason: str, version: int) -> Correction:
    """`speakers` speak in it, as one, in this order; none: nobody knows who does. Replaces speakers and candidates."""
    row = locked(quote, version)
    _check_speakers(speakers, row.article_id)
    before = speakers_state(row)
    old = {state["speaker"]: state for state in before[SPEAKERS]}
    states = [
        {**state, "mention": known.get("mention", ""), "role": known.get("role", "")}
        for state in states_of(speakers)
        for known in (old.get(state["speaker"], {}),)
    ]
    stays = [state["speaker"] for state in states] == [
        state["speaker"] for state in before[SPEAKERS] if state["standing"] == QuoteSpeaker.Standing.SPEAKS
    ]
    after = {SPEAKERS: states, "mentions": before["mentions"] * stays}
    restore_speakers(row, after)
    return record(quote, row, Action.REASSIGN, editor, before=before, after=after, reason=checked_reason(reason))


@transaction.atomic
def edit(  # noqa: PLR0913
    quote: Quote, *, editor: User, reason: str, version: int, kind: str | None = None, stance: str | None = None
) -> Correction:
    """Another kind, another stance, or both; None keeps what is there."""
    row = locked(quote, version)
    after = {field: value for field, value in ((KIND, kind), (STANCE, stance)) if value is not None}
    if not after:
        raise ValueError("Neither a kind nor a stance was given.")
    _check_choices(kind or row.kind, stance or row.stance)
    before = {field: getattr(row, field) for field in after}
    for field, value in after.items():
        setattr(row, field, value)
    return record(quote, row, Action.EDIT, editor, before=before, after=after, reason=checked_reason(reason))


@transaction.atomic
def add(  # noqa: PLR0913
    article: Article,
    spans: Sequence[Span],
    kind: str,
    speakers: Sequence[Speaker],
    *,
    editor: User,
    reason: str,
    stance: str = Quote.Stance.ASSERTS,
) -> Correction:
    """A quote that the program missed: content `spans` in the article's current body. `.quote` of what it gives."""
    article = Article.objects.select_for_update().get(pk=article.pk)
    body = article.current_body
    spans = sorted((int(start), int(end)) for start, end in spans)
    if body is None or not spans or not all(0 <= start < end <= len(body.text) for start, end in spans):
        raise ValueError("The content must be one or more stretches of the article's current text.")
    if any(before[1] > after[0] for before, after in pairwise(spans)):
        raise ValueError("The content's parts must not overlap.")
    _check_choices(kind, stance)
    _check_speakers(speakers, article.pk)
    texts = [body.text[start:end] for start, end in spans]
    row = Quote.objects.create(
        article=article, text=" … ".join(texts), kind=kind, stance=stance, sourced=bool(speakers),
        confidence=1, name_confidence=1, version=0,
    )  # fmt: skip
    place = Place.objects.create(quote=row, body=body)
    Part.objects.bulk_create(
        Part(place=place, role=Part.Role.CONTENT, start=start, end=end, text=text)
        for (start, end), text in zip(spans, texts, strict=True)
    )
    after = {SPEAKERS: states_of(speakers), KIND: kind, STANCE: stance}
    restore_speakers(row, {**after, "mentions": []})
    return record(row, row, Action.ADD, editor, before={}, after=after, reason=checked_reason(reason))


def hide(subject: Quote | Article, *, editor: User, reason: str) -> Correction:
    """Off every page and output, until it is shown again. Raises Stale where it is hidden already."""
    return _show_or_hide(subject, Action.HIDE, editor, reason)


def show(subject: Quote | Article, *, editor: User, reason: str) -> Correction:
    """Readers may see it again, unless something else keeps it off the pages. Raises Stale where it isn't hidden."""
    return _show_or_hide(subject, Action.SHOW, editor, reason)


@transaction.atomic
def undo(correction: Correction, *, editor: User) -> Correction:
    """Put back what was before exactly this correction. The undo is a correction too, and can be undone.

    Raises Overtaken where the correction is undone already, or where a later one that stands is about the same.
    """
    if correction.article is not None:
        return _undo_of_article(correction, correction.article, editor)
    if correction.quote_id is None:
        raise ValueError("This correction is of no quote and no article.")
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
    return record(row, row, Action.UNDO, editor, before=forth, after=back, undoes=correction)


def new_speaker(name: str, kind: str, *, namesake: bool = False) -> Speaker:
    """The speaker of this name and kind, made where there is none; `namesake` makes another of the same name."""
    name = " ".join(name.split())
    if not key(name, kind) or kind not in Speaker.Kind.values:
        raise ValueError("A speaker needs a name and a kind.")
    speaker = make_speaker(name, kind, namesake=namesake)
    index.refresh_speakers([speaker.pk])
    return speaker


def _check_speakers(speakers: Iterable[Speaker], article_id: int) -> None:
    for speaker in speakers:
        if speaker.article_id not in (None, article_id):
            raise ValueError(f"{speaker} is known in another article only.")


def _check_choices(kind: str, stance: str) -> None:
    if kind not in Quote.Kind.values or stance not in Quote.Stance.values:
        raise ValueError(f"No such kind or stance: {kind}, {stance}.")


@transaction.atomic
def _show_or_hide(subject: Quote | Article, action: Action, editor: User, reason: str) -> Correction:
    reason, hidden = checked_reason(reason), action == Action.HIDE
    if isinstance(subject, Quote):
        row = Quote.objects.select_for_update().get(pk=subject.pk)
        _refuse_if_done(is_hidden(standing(row.corrections.all())), hidden=hidden)
        return record(subject, row, action, editor, before={}, after={}, reason=reason)
    _refuse_if_done(Article.objects.select_for_update().get(pk=subject.pk).hidden, hidden=hidden)
    return record_article(subject, action, editor, hidden=hidden, reason=reason)


def _refuse_if_done(is_now: bool, *, hidden: bool) -> None:
    """A second click, or a second publisher, must not write the decision into the log again."""
    if is_now == hidden:
        raise Stale("It is hidden already." if hidden else "It is not hidden.")


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

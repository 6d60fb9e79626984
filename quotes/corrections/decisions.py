"""What an editor decides about one quote: it is one, it is none, who speaks, of what kind it is, one was missed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from articles.models import Article, Body
from articles.text import ZoneKind
from quotes import claiming
from quotes.corrections.recording import checked_reason, locked, record, restore_speakers, speakers_state, states_of
from quotes.corrections.standing import KIND, SPEAKERS, STANCE, Action
from quotes.identity import key
from quotes.models import Correction, Part, Place, Quote, QuoteSpeaker, Speaker
from quotes.naming.speakers import make_speaker
from quotes.search import index

Span = tuple[int, int]


@transaction.atomic
def confirm(quote: Quote, *, editor: User, version: int) -> Correction:
    """It is a quote, and all about it is right. Asks no reason (E3)."""
    row = locked(quote, version)
    return record(quote, row, Action.CONFIRM, editor, before={}, after={})


@transaction.atomic
def dispute(quote: Quote, *, editor: User, reason: str, version: int) -> Correction:
    """Readers are told that the attribution is in doubt, until an editor decides about it. Changes nothing else."""
    reason, row = checked_reason(reason), locked(quote, version)
    if row.status == Quote.Status.GONE:
        # "Gone" is all that its page says, and the reports about it would wait for ever.
        raise ValueError("It is gone from the article. Confirm, change or reject it, or hide it.")
    return record(quote, row, Action.DISPUTE, editor, before={}, after={}, reason=reason)


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
    now = {said.speaker_id: said.speaker.now.pk for said in row.quote_speakers.select_related("speaker__merged_into")}
    old = {now[state["speaker"]]: state for state in before[SPEAKERS]}
    # Who was there already stays under the name that the article gives, with its chain and role.
    kept = ("speaker", "name", "mention", "role")
    states = [
        {**state, **{field: known[field] for field in kept if field in known}}
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
def hand_over(quote: Quote, members: Collection[int], new: Speaker, *, editor: User, reason: str) -> Correction:
    """`new` speaks where one of `members` did, by the same words of the article: for a split. `quote` is as the editor
    saw it."""
    row = locked(quote, quote.version)
    before = speakers_state(row)
    states: dict[tuple[int, str], dict[str, Any]] = {}
    for state in before[SPEAKERS]:
        whose = {"speaker": new.pk, "name": new.name} if state["speaker"] in members else {}
        changed = {**state, **whose}
        states.setdefault((changed["speaker"], changed["standing"]), changed)
    after = {**before, SPEAKERS: list(states.values())}
    restore_speakers(row, after)
    return record(quote, row, Action.REASSIGN, editor, before=before, after=after, reason=reason)


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
    cue: Span | None = None,
    source: Span | None = None,
) -> Correction:
    """A quote that the program missed: content `spans` in the article's current body, and where its cue and its source
    stand there. `.quote` of what it gives."""
    article = Article.objects.select_for_update().get(pk=article.pk)
    body = article.current_body
    spans = sorted((int(start), int(end)) for start, end in spans)
    if body is None or not spans or not all(0 <= start < end <= len(body.text) for start, end in spans):
        raise ValueError("The content must be one or more stretches of the article's current text.")
    if any(before[1] > after[0] for before, after in pairwise(spans)):
        raise ValueError("The content's parts must not overlap.")
    beside = [(role, *span) for role, span in ((Part.Role.CUE, cue), (Part.Role.SOURCE, source)) if span]
    if not all(0 <= start < end <= len(body.text) for _, start, end in beside):
        raise ValueError("The cue and the source must be stretches of the article's current text.")
    headline = all(_in_headline(body, start) for start, _ in spans)
    _check_choices(kind, stance)
    _check_speakers(speakers, article.pk)
    texts = [body.text[start:end] for start, end in spans]
    row = Quote.objects.create(
        article=article, text=" … ".join(texts), kind=kind, stance=stance, sourced=bool(speakers), headline=headline,
        confidence=1, name_confidence=1, version=0,
    )  # fmt: skip
    place = Place.objects.create(quote=row, body=body)
    Part.objects.bulk_create(
        Part(place=place, role=Part.Role.CONTENT, start=start, end=end, text=text)
        for (start, end), text in zip(spans, texts, strict=True)
    )
    Part.objects.bulk_create(
        Part(place=place, role=role, start=start, end=end, text=body.text[start:end]) for role, start, end in beside
    )
    after = {SPEAKERS: states_of(speakers), KIND: kind, STANCE: stance}
    restore_speakers(row, {**after, "mentions": []})
    claiming.attach(row)
    return record(row, row, Action.ADD, editor, before={}, after=after, reason=checked_reason(reason))


def new_speaker(name: str, kind: str, *, namesake: bool = False) -> Speaker:
    """The speaker of this name and kind, made where there is none; `namesake` makes another of the same name."""
    name = " ".join(name.split())
    if not key(name, kind) or kind not in Speaker.Kind.values:
        raise ValueError("A speaker needs a name and a kind.")
    speaker = make_speaker(name, kind, namesake=namesake)
    index.refresh_speakers([speaker.pk])
    return speaker


def _in_headline(body: Body, offset: int) -> bool:
    """Whether the character of the body is one of its headline's."""
    return any(zone["kind"] == ZoneKind.HEADLINE and zone["start"] <= offset < zone["end"] for zone in body.zones)


def _check_speakers(speakers: Iterable[Speaker], article_id: int) -> None:
    for speaker in speakers:
        if speaker.article_id not in (None, article_id):
            raise ValueError(f"{speaker} is known in another article only.")


def _check_choices(kind: str, stance: str) -> None:
    if kind not in Quote.Kind.values or stance not in Quote.Stance.values:
        raise ValueError(f"No such kind or stance: {kind}, {stance}.")

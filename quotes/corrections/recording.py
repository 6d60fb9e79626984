"""How a correction is written down, and what it does to the row it is about. Only `quotes.corrections` uses it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db.models import F

from articles import wire
from articles.models import Article
from quotes import statements
from quotes.corrections.standing import HIDDEN, SPEAKERS, Action, is_vain, standing, status_by_editors
from quotes.models import Correction, Part, Pass, Quote, QuoteSpeaker, Speaker
from quotes.search import index

# These change what readers see, so that they stand in the public log.
PUBLIC_ACTIONS = (
    Action.REJECT, Action.REASSIGN, Action.EDIT, Action.ADD, Action.HIDE, Action.DISPUTE, Action.MERGE, Action.SPLIT,
    Action.JOIN, Action.PART, Action.STATUS,
)  # fmt: skip
# These change what a quote may report together with others.
_MOVE_STATEMENTS = (Action.REJECT, Action.REASSIGN, Action.EDIT, Action.ADD, Action.UNDO)
_LONGEST_REASON = 500


class Stale(Exception):  # noqa: N818 (it is no error of the program)
    """Somebody else, or a pass, changed the quote since the editor saw it."""

    def __init__(self, message: str = "The quote was changed since you opened it. Nothing was saved.") -> None:
        super().__init__(message)


class Overtaken(Stale):
    """A correction can't be undone: it is undone already, or a later one rests on it."""


class ReasonRequired(Exception):  # noqa: N818
    """A decision that readers see needs a reason."""

    def __init__(self) -> None:
        super().__init__("Say why: this changes something public.")


_NEW_SPEAKER = {"standing": "speaks", "mention": "", "role": ""}


def states_of(speakers: Iterable[Speaker]) -> list[dict[str, Any]]:
    """How a correction records these speakers, each once and merged ones as who they are now."""
    return [
        {**_NEW_SPEAKER, "speaker": speaker.pk, "name": speaker.name, "position": position}
        for position, speaker in enumerate(dict.fromkeys(speaker.now for speaker in speakers))
    ]


def checked_reason(reason: str) -> str:
    reason = " ".join(reason.split())
    if not reason:
        raise ReasonRequired
    if len(reason) > _LONGEST_REASON:
        raise ValueError(f"A reason has at most {_LONGEST_REASON} characters.")
    return reason


def locked(quote: Quote, version: int) -> Quote:
    """The quote's row, locked until the transaction ends. Raises Stale if it isn't the version that the editor saw."""
    row = Quote.objects.select_for_update().get(pk=quote.pk)
    if row.version != version:
        raise Stale
    return row


def record(  # noqa: PLR0913 (a correction has this many sides)
    given: Quote, row: Quote, action: Action, editor: User, *, before: dict[str, Any], after: dict[str, Any],
    reason: str = "", undoes: Correction | None = None,
) -> Correction:  # fmt: skip
    """Append the correction, then bring the quote's row (its fields already set) up to date with all that stand."""
    body_id, spans = _content_spans(row)
    status_before = row.status
    correction = Correction(
        action=action, quote=row, body_id=body_id, spans=spans, reason=reason, editor=editor, undoes=undoes,
        before=before, after=after, pk=_AFTER_ALL_OTHERS,
    )  # fmt: skip
    correction.public = undoes.public if undoes else action in PUBLIC_ACTIONS and not is_vain(correction)
    row.status = _status(row, standing([*row.corrections.all(), correction]))
    correction.pk = None
    correction.before = {**before, "status": status_before}
    correction.after = {**after, "status": row.status}
    correction.save()
    row.version += 1
    row.save()
    index.refresh([row.pk])
    if action in _MOVE_STATEMENTS:
        statements.set_aside([row.pk])
    given.refresh_from_db()
    correction.quote = given
    return correction


# A correction that is not yet saved is the newest.
_AFTER_ALL_OTHERS = 2**63


def _content_spans(row: Quote) -> tuple[int | None, list[list[list[int]]]]:
    """The newest body in which the quote stands, and its content spans there, place by place."""
    places = list(row.places.select_related("body").prefetch_related("parts").order_by("-body__number", "position"))
    newest = [place for place in places if place.body_id == places[0].body_id]
    spans = [
        [[part.start, part.end] for part in place.parts.all() if part.role == Part.Role.CONTENT] for place in newest
    ]
    return (places[0].body_id if places else None), spans


def _status(row: Quote, stands: list[Correction]) -> Quote.Status:
    """What the corrections say, but "gone" where the newest pass found the words no more."""
    status = status_by_editors(stands)
    if status in (Quote.Status.HIDDEN, Quote.Status.REJECTED):
        return status
    newest = Pass.objects.newest_of(row.article_id)
    if status == Quote.Status.MACHINE:
        if row.made_by_id is None:
            return Quote.Status.REJECTED  # an editor added it, and took that back
        return status if newest is None or newest.pk == row.made_by_id else Quote.Status.GONE
    if newest is None or row.places.filter(body=newest.body_id).exists():
        return status
    return status if row.places.filter(body__number__gt=newest.body.number).exists() else Quote.Status.GONE


def speakers_state(row: Quote) -> dict[str, Any]:
    """Speakers, candidates and mentions, as a correction records them."""
    speakers = [
        {
            "speaker": said.speaker_id,
            "name": said.speaker.name,
            "standing": said.standing,
            "position": said.position,
            "mention": said.mention,
            "role": said.role,
        }
        for said in row.quote_speakers.select_related("speaker").order_by("position", "pk")
    ]
    parts = Part.objects.filter(place__quote=row, role=Part.Role.MENTION).order_by("place", "start")
    mentions = [{"name": p.text, "place": p.place_id, "start": p.start, "end": p.end} for p in parts]
    return {SPEAKERS: speakers, "mentions": mentions}


def restore_speakers(row: Quote, state: dict[str, Any]) -> None:
    """Make the quote's speakers and mentions what `state` says, and its `sourced` with them."""
    row.quote_speakers.all().delete()
    QuoteSpeaker.objects.bulk_create(
        QuoteSpeaker(
            quote=row, speaker_id=s["speaker"], **{f: s[f] for f in ("standing", "position", "mention", "role")}
        )
        for s in state[SPEAKERS]
    )
    parts = Part.objects.filter(place__quote=row)
    parts.filter(role=Part.Role.MENTION).delete()
    # Places that a pass has replaced meanwhile brought their own mentions, or none.
    places = set(row.places.values_list("pk", flat=True))
    Part.objects.bulk_create(
        Part(place_id=m["place"], role=Part.Role.MENTION, start=m["start"], end=m["end"], text=m["name"])
        for m in state["mentions"]
        if m["place"] in places
    )
    row.sourced = (
        any(s["standing"] == QuoteSpeaker.Standing.SPEAKS for s in state[SPEAKERS])
        or parts.filter(role=Part.Role.SOURCE).exists()
    )


def record_article(  # noqa: PLR0913
    article: Article, action: Action, editor: User, *, hidden: bool, reason: str = "", undoes: Correction | None = None
) -> Correction:
    row = Article.objects.select_for_update().get(pk=article.pk)
    before, row.hidden, article.hidden = row.hidden, hidden, hidden
    row.save(update_fields=["hidden", "updated_at"])
    index.refresh_article(row.pk)
    wire.place(row)  # of copies, one that readers may see is the original
    return Correction.objects.create(
        action=action, article=article, body_id=row.current_body_id, before={HIDDEN: before}, after={HIDDEN: hidden},
        reason=reason, editor=editor, undoes=undoes, public=undoes.public if undoes else action in PUBLIC_ACTIONS,
    )  # fmt: skip


def record_speakers(  # noqa: PLR0913
    action: Action, speaker: Speaker, other: Speaker, editor: User, *, before: dict[str, Any], after: dict[str, Any],
    reason: str = "", undoes: Correction | None = None,
) -> Correction:  # fmt: skip
    """Append a correction about two speakers, and make both another version."""
    correction = Correction.objects.create(
        action=action, speaker=speaker, other=other, before=before, after=after, reason=reason, editor=editor,
        undoes=undoes, public=undoes.public if undoes else action in PUBLIC_ACTIONS,
    )  # fmt: skip
    Speaker.objects.filter(pk__in=(speaker.pk, other.pk)).update(version=F("version") + 1)
    statements.mark_due(Quote.objects.by_speaker(speaker.now) | Quote.objects.by_speaker(other.now))
    return correction

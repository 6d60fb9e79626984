"""What editors decide about claims: whether one holds, by which source; that two are one; that one is several.

A decision holds the assertions that the editor saw: no re-run parts what was judged together, or joins what was parted.
`before` and `after` say of each of them in which claim it is and where it is held, so that undo puts back just that.
The claims given are refreshed from the database.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from quotes.claiming.settling import describe, settle
from quotes.corrections.recording import PUBLIC_ACTIONS, Stale, checked_reason
from quotes.corrections.standing import Action
from quotes.models import Assertion, Claim, Correction

STATUS, SOURCE, NOTE, CHECKED, PLACED = "claim status", "source", "note", "checked", "placed"
_LONGEST_NOTE = 2000


@transaction.atomic
def check_claim(  # noqa: PLR0913 (a verdict has this many sides)
    claim: Claim, status: str, *, source_url: str, note: str, editor: User, reason: str, version: int
) -> Correction:
    """The claim is confirmed, disputed or wrong, by the source at `source_url`, with a note for readers; or unchecked
    again. What asserts it now is held together from then on."""
    (row,), reason = _locked((claim,), (version,)), checked_reason(reason)
    _check(status, source_url, note)
    decided = status != Claim.Status.UNCHECKED
    members = list(row.assertions.filter(gone=False))
    before = {**_state(row), PLACED: _placed(members)}
    row.status = Claim.Status(status)
    row.source_url, row.note = (source_url.strip(), note.strip()) if decided else ("", "")
    row.checked_by, row.checked_at = (editor, timezone.now()) if decided else (None, None)
    row.save()
    if decided:
        _hold(members, row)
    made = _record(Action.STATUS, row, None, editor, before, {**_state(row), PLACED: _placed(members)}, reason)
    claim.refresh_from_db()
    return made


@transaction.atomic
def join_claims(
    claim: Claim, other: Claim, *, editor: User, reason: str, versions: tuple[int, int]
) -> Correction:  # fmt: skip
    """`claim` asserts what `other` does: it is `other` from now on, and its address leads there."""
    (row, target), reason = _locked((claim, other), versions), checked_reason(reason)
    if why := joining_refused(row, target):
        raise ValueError(why)
    members = list(Assertion.objects.filter(claim__in=(row, target), gone=False))
    before = {"claim": f"claim {row.pk}", PLACED: _placed(members)}
    _hold(members, target)
    _lead(row, target)
    describe([target.pk])
    after = {"claim": f"claim {target.pk}", PLACED: _placed(members)}
    made = _record(Action.JOIN, row, target, editor, before, after, reason)
    claim.refresh_from_db()
    other.refresh_from_db()
    return made


def joining_refused(claim: Claim, other: Claim) -> str:
    """Why the one can't be joined to the other, in words for an editor; "" where it can."""
    if claim.pk == other.pk:
        return "It is one claim already."
    if claim.merged_into_id or other.merged_into_id:
        return "One of them was joined to another: choose that one."
    if claim.decided and not other.decided:
        return "This one was checked and the other was not: join the other one to this."
    if claim.decided and claim.status != other.status:
        return "Both were checked, with different results. Set one back first."
    return ""


@transaction.atomic
def part_claim(
    claim: Claim, assertions: Sequence[Assertion], *, editor: User, reason: str, version: int
) -> Correction:  # fmt: skip
    """`assertions` assert something else: they are a claim of their own. `.other_claim` of what it gives."""
    (row,), reason = _locked((claim,), (version,)), checked_reason(reason)
    members = list(row.assertions.filter(gone=False))
    going = [member for member in members if member in assertions]
    staying = [member for member in members if member not in assertions]
    if not going or len(going) != len(assertions) or not staying:
        raise ValueError("Choose some of what asserts this claim, and leave some.")
    before = {PLACED: _placed(members)}
    new = Claim.objects.create()
    _hold(going, new)
    _hold(staying, row)
    describe([row.pk, new.pk])
    after = {"parted from it": f"claim {new.pk}", PLACED: _placed(members)}
    made = _record(Action.PART, row, new, editor, before, after, reason)
    claim.refresh_from_db()
    return made


def history_of(claims: Collection[int]) -> list[Correction]:
    """Every correction about one of these claims, oldest first."""
    about = Correction.objects.filter(Q(claim__in=claims) | Q(other_claim__in=claims))
    return list(about.order_by("pk"))


def take_back(correction: Correction, editor: User) -> Correction:
    """Put back what was before this correction, which is the last word on its claims; or, of an undo, what it undid."""
    ids = [pk for pk in (correction.claim_id, correction.other_claim_id) if pk is not None]
    rows = {row.pk: row for row in Claim.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
    row = rows[ids[0]]
    if STATUS in correction.before:
        _restore(row, correction.before)
    _place(correction.before[PLACED])
    settle(map(int, correction.before[PLACED]))
    _lead_emptied(rows.values())
    other = rows[ids[1]] if len(ids) > 1 else None
    return _record(
        Action.UNDO, row, other, editor, correction.after, correction.before, "", undoes=correction
    )  # fmt: skip


def _check(status: str, source_url: str, note: str) -> None:
    if status not in Claim.Status.values:
        raise ValueError(f"No such status: {status}.")
    if status != Claim.Status.UNCHECKED:
        try:
            URLValidator(schemes=["http", "https"])(source_url.strip())
        except ValidationError:
            raise ValueError("Give the address of the source that this rests on.") from None
    if len(note) > _LONGEST_NOTE:
        raise ValueError(f"A note has at most {_LONGEST_NOTE} characters.")


def _locked(claims: Sequence[Claim], versions: Sequence[int]) -> list[Claim]:
    """Their rows, in the order given, locked until the transaction ends. Raises Stale where one is another version."""
    wanted = [claim.pk for claim in claims]
    rows = {row.pk: row for row in Claim.objects.select_for_update().filter(pk__in=wanted).order_by("pk")}
    found = [rows[pk] for pk in wanted]
    if [row.version for row in found] != list(versions):
        raise Stale("The claim was changed since you opened this page. Nothing was saved.")
    return found


def _state(row: Claim) -> dict[str, Any]:
    checked = [row.checked_by_id, row.checked_at.isoformat() if row.checked_at else None]
    return {STATUS: str(row.status), SOURCE: row.source_url, NOTE: row.note, CHECKED: checked}


def _restore(row: Claim, state: dict[str, Any]) -> None:
    row.status, row.source_url, row.note = state[STATUS], state[SOURCE], state[NOTE]
    row.checked_by_id, when = state[CHECKED]
    row.checked_at = datetime.fromisoformat(when) if when else None
    row.save()


def _placed(assertions: Iterable[Assertion]) -> dict[str, list[int | None]]:
    """In which claim each assertion is, and where it is held."""
    return {str(each.pk): [each.claim_id, each.held_id] for each in assertions}


def _place(placed: dict[str, list[int | None]]) -> None:
    for pk, (claim, held) in placed.items():
        Assertion.objects.filter(pk=int(pk)).update(claim=claim, held=held)


def _hold(assertions: Iterable[Assertion], claim: Claim) -> None:
    for each in assertions:
        each.claim = each.held = claim
        each.save(update_fields=["claim", "held", "updated_at"])


def _lead(claim: Claim, target: Claim) -> None:
    Claim.objects.filter(Q(pk=claim.pk) | Q(merged_into=claim)).update(merged_into=target)


def _lead_emptied(claims: Iterable[Claim]) -> None:
    """Of two claims one of which has nothing any more, that one leads to the other."""
    rows = list(claims)
    counts = Counter(Assertion.objects.filter(claim__in=rows, gone=False).values_list("claim", flat=True))
    full = [row for row in rows if counts[row.pk]]
    for row in rows:
        if not counts[row.pk] and full:
            _lead(row, full[0])


def _record(  # noqa: PLR0913, PLR0917
    action: Action, claim: Claim, other: Claim | None, editor: User, before: dict[str, Any], after: dict[str, Any],
    reason: str, undoes: Correction | None = None,
) -> Correction:  # fmt: skip
    """Append the correction, and make the claims another version."""
    correction = Correction.objects.create(
        action=action, claim=claim, other_claim=other, before=before, after=after, reason=reason, editor=editor,
        undoes=undoes, public=undoes.public if undoes else action in PUBLIC_ACTIONS,
    )  # fmt: skip
    rows = [each for each in (claim, other) if each is not None]
    Claim.objects.filter(pk__in=[row.pk for row in rows]).update(version=F("version") + 1, updated_at=timezone.now())
    for row in rows:
        row.refresh_from_db()
    return correction

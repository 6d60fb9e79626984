"""Which corrections of a quote stand, and what follows from them: its status, and what no pass may change."""

from collections.abc import Iterable, Sequence

from quotes.models import Correction, Quote

Action = Correction.Action
Status = Quote.Status

SPEAKERS, KIND, STANCE, SPANS, VERDICT, HIDDEN = "speakers", "kind", "stance", "spans", "verdict", "hidden"
_EVERYTHING = frozenset({SPEAKERS, KIND, STANCE, SPANS})
# What says that it is a quote (all but `reject`), the newest of which counts.
_VERDICTS = (Action.CONFIRM, Action.REJECT, Action.REASSIGN, Action.EDIT, Action.ADD)


def standing(corrections: Iterable[Correction]) -> list[Correction]:
    """Those of one quote's (or article's) corrections that stand, oldest first: without undone ones and undos.

    An undo that was itself undone undoes nothing.
    """
    ordered = sorted(corrections, key=lambda correction: correction.pk)
    undone: set[int] = set()
    for correction in reversed(ordered):
        if correction.undoes_id is not None and correction.pk not in undone:
            undone.add(correction.undoes_id)
    return [c for c in ordered if c.pk not in undone and c.action != Action.UNDO]


def is_rejected(stands: Sequence[Correction]) -> bool:
    """Whether the newest word on it is "not a quote"."""
    verdicts = [correction.action for correction in stands if correction.action in _VERDICTS]
    return bool(verdicts) and verdicts[-1] == Action.REJECT


def is_hidden(stands: Sequence[Correction]) -> bool:
    shown = [correction.action for correction in stands if correction.action in (Action.HIDE, Action.SHOW)]
    return bool(shown) and shown[-1] == Action.HIDE


def is_disputed(stands: Sequence[Correction]) -> bool:
    """Whether an editor doubts it, and none has decided about it since."""
    words = [correction.action for correction in stands if correction.action in (*_VERDICTS, Action.DISPUTE)]
    return bool(words) and words[-1] == Action.DISPUTE


def is_decided(stands: Sequence[Correction]) -> bool:
    """Whether an editor said that it is a quote: then only the article can take it away, not the program."""
    verdicts = [correction.action for correction in stands if correction.action in _VERDICTS]
    return bool(verdicts) and verdicts[-1] != Action.REJECT


def locks(stands: Sequence[Correction]) -> frozenset[str]:
    """What a pass must leave alone: of "speakers", "kind", "stance", "spans"."""
    return frozenset[str]().union(*(_locked_by(correction) for correction in stands))


def _locked_by(correction: Correction) -> frozenset[str]:
    match correction.action:
        case Action.CONFIRM | Action.ADD | Action.REJECT:
            return _EVERYTHING
        case Action.REASSIGN:
            return frozenset({SPEAKERS})
        case Action.EDIT:
            return frozenset(correction.after.keys() & {KIND, STANCE})
        case Action.HIDE:
            return frozenset({SPANS})
    return frozenset()


def status_by_editors(stands: Sequence[Correction]) -> Status:
    """The status that the standing corrections give a quote whose words stand in its article."""
    if is_hidden(stands):
        return Status.HIDDEN
    if is_rejected(stands):
        return Status.REJECTED
    if is_disputed(stands):
        return Status.DISPUTED
    verdicts = [correction for correction in stands if correction.action in _VERDICTS]
    corrected = any(c.action not in (Action.CONFIRM, Action.REJECT) and not is_vain(c) for c in verdicts)
    if verdicts:
        return Status.CORRECTED if corrected else Status.CHECKED
    return Status.MACHINE


def is_vain(correction: Correction) -> bool:
    """Whether a reassignment or edit only said again what was there: then it confirms."""
    if correction.action not in (Action.REASSIGN, Action.EDIT):
        return False
    return all(correction.before.get(field) == correction.after.get(field) for field in (SPEAKERS, KIND, STANCE))


def restores(correction: Correction) -> frozenset[str]:
    """What undoing this correction puts back."""
    match correction.action:
        case Action.REASSIGN:
            return frozenset({SPEAKERS})
        case Action.EDIT:
            return frozenset(correction.after.keys() & {KIND, STANCE})
        case Action.HIDE | Action.SHOW:
            return frozenset({HIDDEN})
    return frozenset({VERDICT})


def speaks_of(correction: Correction) -> frozenset[str]:
    """What this correction is a word on, so that what it rests on can't be undone under it."""
    if correction.action in (Action.CONFIRM, Action.ADD):
        return frozenset({VERDICT, SPEAKERS, KIND, STANCE})
    return restores(correction)

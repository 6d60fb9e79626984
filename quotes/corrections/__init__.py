"""What editors decide: the only functions that write corrections, one transaction each.

Those about a quote take it as the editor saw it, append a Correction (before, after, content spans, body), bump the
quote's `version` and bring its status up to date. The quote given is refreshed from the database. Those about speakers
(merge, split, distinct) do the same with the speakers' versions, and write what follows to `merged_into`.

Raises Stale where `version` is not the row's any more (E11), ReasonRequired where something public changes without
a reason (E9), ValueError for what makes no sense.
"""

from quotes.corrections.decisions import add, confirm, dispute, edit, new_speaker, reassign, reject
from quotes.corrections.merging import Preview, distinct, merge, preview
from quotes.corrections.splitting import split
from quotes.corrections.statements import JoinPreview, join, part, preview_join
from quotes.corrections.undoing import undo
from quotes.corrections.visibility import hide, show
from quotes.recording import Overtaken, ReasonRequired, Stale

__all__ = [
    "JoinPreview",
    "Overtaken",
    "Preview",
    "ReasonRequired",
    "Stale",
    "add",
    "confirm",
    "dispute",
    "distinct",
    "edit",
    "hide",
    "join",
    "merge",
    "new_speaker",
    "part",
    "preview",
    "preview_join",
    "reassign",
    "reject",
    "show",
    "split",
    "undo",
]

"""What editors decide: the only functions that write corrections, one transaction each.

Those about a quote take it as the editor saw it, append a Correction (before, after, content spans, body), bump the
quote's `version` and bring its status up to date. The quote given is refreshed from the database. Those about speakers
(merge, split, distinct) do the same with the speakers' versions, and write what follows to `merged_into`. Those about
claims (check_claim, join_claims, part_claim) hold what the editor saw in its claim.

Raises Stale where `version` is not the row's any more (E11), ReasonRequired where something public changes without
a reason (E9), ValueError for what makes no sense.
"""

from quotes.corrections.claims import check_claim, join_claims, joining_refused, part_claim
from quotes.corrections.decisions import add, confirm, dispute, edit, new_speaker, reassign, reject
from quotes.corrections.merging import Preview, distinct, merge, preview
from quotes.corrections.recording import Overtaken, ReasonRequired, Stale
from quotes.corrections.sides import JoinPreview, Side, preview_join, side
from quotes.corrections.splitting import split
from quotes.corrections.statements import join, part
from quotes.corrections.undoing import undo
from quotes.corrections.visibility import hide, show

__all__ = [
    "JoinPreview",
    "Overtaken",
    "Preview",
    "ReasonRequired",
    "Side",
    "Stale",
    "add",
    "check_claim",
    "confirm",
    "dispute",
    "distinct",
    "edit",
    "hide",
    "join",
    "join_claims",
    "joining_refused",
    "merge",
    "new_speaker",
    "part",
    "part_claim",
    "preview",
    "preview_join",
    "reassign",
    "reject",
    "show",
    "side",
    "split",
    "undo",
]

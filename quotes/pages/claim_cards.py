"""A claim as the pages show it: its clearest wording, who asserts it where, and how others differ.

Reads only what `ClaimQuerySet.with_sources` has fetched: what readers may not see is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from quotes.claiming.settling import clearest
from quotes.models import Claim
from quotes.pages.claim_sources import Source, worded
from quotes.pages.contrasts import Contrast, contrasts
from quotes.pages.headings import headings
from quotes.search.claim_filters import STATUSES


class ClaimCard:
    """One claim for a list or a page, with its sources in order of time."""

    def __init__(self, claim: Claim, called: Mapping[int, str], contrasts: Sequence[Contrast] = ()) -> None:
        """`called`: what each article is called, by its id."""
        self.claim = claim
        self.url = claim.get_absolute_url()
        self.contrasts = contrasts
        self.sources = [Source(each, called[each.article_id]) for each in claim.shown]

    @cached_property
    def asserting(self) -> list[Source]:
        return [source for source in self.sources if source.asserts]

    @cached_property
    def text(self) -> str:
        """The clearest wording of those that readers may see, as it stands."""
        found = worded(clearest([source.assertion for source in self.asserting or self.sources]).text)
        return found[:1].upper() + found[1:]

    @property
    def others(self) -> list[Source]:
        """Who denies it, asks or supposes."""
        return [source for source in self.sources if not source.asserts]

    @property
    def outlets(self) -> int:
        return len({source.witness for source in self.asserting})

    @property
    def first(self) -> Source:
        return (self.asserting or self.sources)[0]

    @property
    def who(self) -> list[Source]:
        """One source for each who asserts it, the first of each, at most three."""
        firsts: dict[str, Source] = {}
        for source in self.asserting:
            firsts.setdefault(source.who, source)
        return list(firsts.values())[:3]

    @property
    def more(self) -> int:
        """How many assert it beside those."""
        return len({source.who for source in self.asserting}) - len(self.who)

    @property
    def status(self) -> str:
        return STATUSES[Claim.Status(self.claim.status)]

    @property
    def differs(self) -> list[str]:
        return list(dict.fromkeys(label for contrast in self.contrasts for label in contrast.labels))


def claim_cards(claims: Iterable[Claim]) -> list[ClaimCard]:
    """A card for each claim, in the same order. `claims` come from `with_sources`."""
    rows = list(claims)
    called = headings(each.article for claim in rows for each in claim.shown)
    differing = contrasts(rows)
    return [ClaimCard(claim, called, differing[claim.pk]) for claim in rows if claim.shown]

"""What a reader chose on the list of claims: applied to claims, said in words, and put into URLs."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format

from articles.models import Outlet
from quotes.models import Assertion, Claim, Difference, Speaker
from quotes.models.claims import AssertionQuerySet, ClaimQuerySet
from quotes.models.differences import DifferenceQuerySet
from quotes.search.grammar import EVERYTHING, Query

STATUSES = {
    Claim.Status.UNCHECKED: "Not checked",
    Claim.Status.CONFIRMED: "Confirmed",
    Claim.Status.DISPUTED: "Disputed",
    Claim.Status.WRONG: "Wrong",
}
ANY_DIFFERENCE = "any"
DIFFERENCES = {
    ANY_DIFFERENCE: "In any way",
    Difference.Kind.CONTRADICTION: "Both can’t be right",
    Difference.Kind.MORE_EXACT: "One is more exact",
    Difference.Kind.HEDGED_OTHERWISE: "Hedged otherwise",
}
VOICES = {"quoted": "Somebody quoted", "own": "The outlet itself"}
FIGURES = {"yes": "With a figure"}
CARRIED = {"several": "By several outlets"}
ALL_DRAWN = "all"
DRAWN = {ALL_DRAWN: "All that was found"}
SORTS = {"newest": "Newest first", "oldest": "Oldest first", "carried": "Most outlets first", "worth": "Most to check"}


@dataclass(frozen=True, slots=True)
class ClaimFilters:
    """A choice for each field of the form; its name is the URL's parameter. The defaults choose the surer claims.

    A claim is found where one of its sources has all of the words, the speaker, the outlet, the figure and the days.
    """

    q: Query = EVERYTHING
    speaker: Speaker | None = None
    outlet: Outlet | None = None
    voice: str = ""
    figure: str = ""
    status: str = ""
    differs: str = ""
    carried: str = ""
    drawn: str = ""
    since: date | None = None
    until: date | None = None
    sort: str = "newest"

    def apply(self, claims: ClaimQuerySet) -> ClaimQuerySet:
        """Those of `claims` that were asked for, unordered."""
        if self._of_sources():
            claims = claims.made_in(self.sources())
        if not self.drawn:
            claims = claims.surer()
        if self.status:
            claims = claims.filter(status=self.status)
        if self.differs:
            claims = claims.differing(self._differences())
        return claims.carried_by(2) if self.carried else claims

    def _differences(self) -> DifferenceQuerySet:
        shown = Difference.objects.public()
        return shown if self.differs == ANY_DIFFERENCE else shown.filter(kind=self.differs)

    def sources(self) -> AssertionQuerySet:
        """The sources that were asked for, among those that readers may see."""
        found: AssertionQuerySet = Assertion.objects.public().asserting()
        if self.q:
            found = found.search(self.q)
        if self.speaker:
            found = found.by_speaker(self.speaker)
        if self.voice:
            found = found.filter(quote__isnull=self.voice == "own")
        exact = {
            "article__outlet": self.outlet,
            "has_figure": bool(self.figure),
            "article__published_on__gte": self.since,
            "article__published_on__lte": self.until,
        }
        return found.filter(**{lookup: value for lookup, value in exact.items() if value})

    def _of_sources(self) -> bool:
        return any((self.q, self.speaker, self.outlet, self.voice, self.figure, self.since, self.until))

    def order(self, claims: ClaimQuerySet) -> ClaimQuerySet:
        orders = {
            "oldest": claims.oldest_first,
            "carried": claims.most_carried_first,
            "worth": claims.most_worth_first,
        }
        return orders.get(self.sort, claims.newest_first)()

    def chosen(self) -> dict[str, str]:
        """Each filter in use, by its field's name, in a reader's words."""
        texts = {
            "q": f"Words: {self.q}",
            "speaker": f"Speaker: {self.speaker}",
            "outlet": f"Outlet: {self.outlet}",
            "voice": f"Claimed by: {VOICES.get(self.voice, '').lower()}",
            "figure": "With a figure",
            "status": f"Status: {STATUSES[Claim.Status(self.status)].lower()}" if self.status else "",
            "differs": f"Others differ: {DIFFERENCES.get(self.differs, '').lower()}",
            "carried": "Carried by several outlets",
            "drawn": "With unsure ones",
            "since": f"Published on or after {_day(self.since)}" if self.since else "",
            "until": f"Published on or before {_day(self.until)}" if self.until else "",
        }
        return {name: text for name, text in texts.items() if text and getattr(self, name)}

    def chips(self) -> list[tuple[str, str]]:
        """Each filter in use, in words, with the address of the view without it."""
        return [(label, self.without(name).url()) for name, label in self.chosen().items()]

    def detailed(self) -> bool:
        """Whether anything but the words and the speaker is chosen."""
        return bool(self.params().keys() - {"q", "speaker"})

    def with_unsure(self) -> str:
        """The address of the list with what may be no claim, too."""
        return self.url(drawn=ALL_DRAWN)

    def without(self, name: str) -> ClaimFilters:
        return replace(self, **{name: getattr(ClaimFilters(), name)})

    def params(self) -> dict[str, str]:
        """The URL's parameters: only what differs from the defaults, always in the same order."""
        default = ClaimFilters()
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: _param(value) for name, value in values.items() if value and value != getattr(default, name)}

    def url(self, **changes: Any) -> str:
        """The list of claims with these filters, changed by `changes`."""
        params = replace(self, **changes).params()
        return reverse("claims") + (f"?{urlencode(params)}" if params else "")


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _param(value: Any) -> str:
    if isinstance(value, Speaker | Outlet):
        return value.slug
    return value.isoformat() if isinstance(value, date) else str(value)

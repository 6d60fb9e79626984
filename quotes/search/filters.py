"""What a reader chose on the search page: applied to quotes, said in words, and put into URLs."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format

from articles.models import Outlet
from quotes.models import Quote, Speaker
from quotes.models.quotes import QuoteQuerySet
from quotes.search.grammar import EVERYTHING, Query

KINDS = {
    Quote.Kind.DIRECT: "Direct: in quotation marks",
    Quote.Kind.MIXED: "Mixed: quoted in part",
    Quote.Kind.INDIRECT: "Indirect: reported in other words",
}
STATUSES = {
    Quote.Status.MACHINE: "Made by the program",
    Quote.Status.CHECKED: "Checked by an editor",
    Quote.Status.CORRECTED: "Corrected by an editor",
    Quote.Status.DISPUTED: "Disputed",
}
SORTS = {"newest": "Newest first", "oldest": "Oldest first", "surest": "Surest first"}
SCOPES = {"all": "Words and names", "words": "Words only"}
SPELLINGS = {"any": "Every spelling, and all other names", "typed": "Only where the article spells it so"}
DATES = {"published": "Published", "said": "Said"}


@dataclass(frozen=True, slots=True)
class Filters:
    """A choice for each field of the search form; its name is the URL's parameter. The defaults choose nothing."""

    q: Query = EVERYTHING
    scope: str = "all"
    by: Query = EVERYTHING
    spelling: str = "any"
    speaker: Speaker | None = None
    outlet: Outlet | None = None
    kind: str = ""
    status: str = ""
    dates: str = "published"
    since: date | None = None
    until: date | None = None
    sort: str = "newest"

    def apply(self, quotes: QuoteQuerySet) -> QuoteQuerySet:
        """Those of `quotes` that were asked for, unordered."""
        spelled = self.spelling == "typed"
        if self.q:
            quotes = quotes.search(self.q, names=self.scope != "words", spelled=spelled)
        if self.by:
            quotes = quotes.by_named(self.by, spelled=spelled)
        if self.speaker:
            quotes = quotes.by_speaker(self.speaker)
        day = "said_on" if self.dates == "said" else "article__published_on"
        exact = {
            "article__outlet": self.outlet,
            "kind": self.kind,
            "status": self.status,
            f"{day}__gte": self.since,
            f"{day}__lte": self.until,
        }
        return quotes.filter(**{lookup: value for lookup, value in exact.items() if value})

    def order(self, quotes: QuoteQuerySet) -> QuoteQuerySet:
        orders = {"oldest": quotes.oldest_first, "surest": quotes.surest_first}
        return orders.get(self.sort, quotes.newest_first)()

    def chosen(self) -> dict[str, str]:
        """Each filter that narrows the result, by its field's name, in a reader's words."""
        day = DATES[self.dates]
        texts = {
            "q": f"Words: {self.q}",
            "by": f"Said by: {self.by}",
            "spelling": "Names: as typed" if self.params().get("spelling") else "",
            "speaker": f"Speaker: {self.speaker}",
            "outlet": f"Outlet: {self.outlet}",
            "kind": f"Kind: {KINDS[Quote.Kind(self.kind)]}" if self.kind else "",
            "status": f"Status: {STATUSES[Quote.Status(self.status)]}" if self.status else "",
            "since": f"{day} on or after {_day(self.since)}" if self.since else "",
            "until": f"{day} on or before {_day(self.until)}" if self.until else "",
        }
        return {name: text for name, text in texts.items() if text and getattr(self, name)}

    def chips(self) -> list[tuple[str, str]]:
        """Each filter in use, in words, with the address of the view without it."""
        return [(label, self.without(name).url()) for name, label in self.chosen().items()]

    def detailed(self) -> bool:
        """Whether anything but the words and who speaks is chosen."""
        return bool(self.params().keys() - {"q", "by", "speaker"})

    def without(self, name: str) -> Filters:
        return replace(self, **{name: getattr(Filters(), name)})

    def params(self) -> dict[str, str]:
        """The URL's parameters: only what differs from the defaults, always in the same order."""
        default = Filters()
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        if not (self.since or self.until):
            values.pop("dates")
        if not self.q:
            values.pop("scope")
        if not (self.by or (self.q and self.scope != "words")):
            values.pop("spelling")
        return {name: _param(value) for name, value in values.items() if value and value != getattr(default, name)}

    def url(self, **changes: Any) -> str:
        """The search page with these filters, changed by `changes`."""
        params = replace(self, **changes).params()
        return reverse("quotes") + (f"?{urlencode(params)}" if params else "")


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _param(value: Any) -> str:
    if isinstance(value, Speaker | Outlet):
        return value.slug
    return value.isoformat() if isinstance(value, date) else str(value)

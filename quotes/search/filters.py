"""What a reader chose on the search page: looked for in the index, said in words, and put into URLs."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils.formats import date_format

from articles.models import Outlet
from quotes.models import Quote, Speaker
from quotes.models.quotes import QuoteQuerySet
from quotes.search import hits, marks
from quotes.search.dialects import of
from quotes.search.engine import Request
from quotes.search.expressions import either, every, mark
from quotes.search.grammar import EVERYTHING, Query
from quotes.search.names import Named

KINDS = {
    Quote.Kind.DIRECT: "Direct: in quotation marks",
    Quote.Kind.MIXED: "Mixed: quoted in part",
    Quote.Kind.INDIRECT: "Reported: in other words",
}
STATUSES = {
    Quote.Status.MACHINE: "Made by the program",
    Quote.Status.CHECKED: "Checked by an editor",
    Quote.Status.CORRECTED: "Corrected by an editor",
    Quote.Status.DISPUTED: "Disputed",
}
SORTS = {
    "newest": "Newest first",
    "oldest": "Oldest first",
    "relevance": "Best answers first",
    "said": "Said last first",
    "said-oldest": "Said first first",
    "surest": "Surest first",
}
GROUPS = {"none": "Not grouped", "speaker": "By speaker"}
SCOPES = {"all": "Words, names and the words around", "words": "Words only"}
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
    group: str = "none"

    @property
    def request(self) -> Request:
        """Its words and names, as the search asks for them."""
        return Request(self.q, self.by, names=self.scope != "words", spelled=self.spelling == "typed")

    def named(self, using: str) -> Named:
        """Whom its words name, with the families of all of these and of `speaker`. One query, or none."""
        return self.request.named(using, also=[self.speaker.pk] if self.speaker else [])

    def wanted(self, known: Named) -> hits.Wanted:
        """The entries of the index that were asked for; `known` is what `named` gave for these filters, or for
        tighter ones."""
        expressions = [self.request.expression(known)]
        if self.speaker:
            expressions.append(either(mark(marks.speaker(pk)) for pk in known.of([self.speaker.pk])))
        if self.outlet:
            expressions.append(mark(marks.outlet(self.outlet.pk)))
        if self.kind:
            expressions.append(mark(marks.kind(self.kind)))
        if self.status:
            expressions.append(mark(marks.status(self.status)))
        days, none = (self.since, self.until), (None, None)
        said = self.dates == "said"
        return hits.wanted(every(expressions), none if said else days, days if said else none)

    def apply(self, quotes: QuoteQuerySet, *, most: int | None = None) -> QuoteQuerySet:
        """Those of `quotes` that were asked for, unordered; of more than `most` (by default as many as anybody can
        page through) the newest, or the oldest where these come first."""
        from quotes import paging

        reading = hits.Reading(
            self.wanted(self.named(quotes.db)), paging.MOST + 1 if most is None else most, oldest=self.from_oldest
        )
        sql, params = reading.sql(of(quotes.db), "e.quote_id")
        return quotes.filter(pk__in=RawSQL(f"SELECT quote_id FROM ({sql}) AS found", params))  # noqa: S608, S611

    def order(self, quotes: QuoteQuerySet) -> QuoteQuerySet:
        """`quotes` in the order that was chosen; by relevance only the search page itself can order."""
        orders = {
            "oldest": quotes.oldest_first,
            "surest": quotes.surest_first,
            "said": quotes.said_last_first,
            "said-oldest": quotes.said_first_first,
        }
        return orders.get(self.sort, quotes.newest_first)()

    @property
    def from_oldest(self) -> bool:
        """Whether of very many quotes the oldest are those that are looked at."""
        return self.sort in ("oldest", "said-oldest")

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


class Links:
    """Addresses of the search page with some filters changed: many at little cost."""

    def __init__(self, filters: Filters) -> None:
        self._base = filters.params()
        self._names = [field.name for field in fields(Filters)]
        self._page = reverse("quotes")

    def to(self, **changes: Any) -> str:
        """With these filters changed, "" or None to drop one. Only those that stand for themselves: not `scope`,
        `spelling` and `dates`, which say how others are meant."""
        values = {**self._base, **{name: _param(value) if value else "" for name, value in changes.items()}}
        if not (values.get("since") or values.get("until")):
            values.pop("dates", None)
        params = {name: values[name] for name in self._names if values.get(name)}
        return f"{self._page}?{urlencode(params)}" if params else self._page


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _param(value: Any) -> str:
    if isinstance(value, Speaker | Outlet):
        return value.slug
    return value.isoformat() if isinstance(value, date) else str(value)

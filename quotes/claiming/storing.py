"""What a pass drew from one article, as rows. An assertion keeps its id through every pass that finds it again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from articles.models import Article, Body
from quotes import claims
from quotes.attribution.types import AttributedQuote
from quotes.claiming.linking import VERSION, link
from quotes.claiming.rows import Changes, Row, load, moved
from quotes.claims.types import ClaimRecord, DrawnClaim
from quotes.models import Assertion, Part, Pass, Place, Quote
from quotes.store.matching import New, Old, plan
from quotes.store.spans import HALF, Spans, length, overlap, shared

# What begins so says little by itself.
_POINTING = frozenset({"he", "she", "it", "they", "we", "i", "this", "that", "these", "those", "there"})


@dataclass(frozen=True, slots=True)
class Home:
    """Where a quote's content stands in the body. `editors`: no pass made it, so that no pass draws claims from it."""

    quote: int
    content: Spans
    editors: bool


@transaction.atomic
def of_pass(made: Pass, quotes: Sequence[AttributedQuote], drawn: Sequence[DrawnClaim]) -> None:
    """Store what this pass drew, and join it with what others assert. Nothing where a newer pass came in between."""
    Article.objects.select_for_update().get(pk=made.body.article_id)
    newest = Pass.objects.newest_of(made.body.article_id)
    if newest is None or newest.pk != made.pk:
        return
    if changed := store_claims(made.body, quotes, drawn):
        link(changed)
    told = (claims.VERSION, len(drawn), "")
    if (made.claims_version, made.claim_count, made.claims_error) != told:
        made.claims_version, made.claim_count, made.claims_error = told
        made.save(update_fields=["claims_version", "claim_count", "claims_error"])


@transaction.atomic
def store_claims(body: Body, quotes: Sequence[AttributedQuote], drawn: Sequence[DrawnClaim]) -> list[int]:
    """Make `drawn`, drawn from `body` with these `quotes`, the article's assertions; the quotes are stored already.

    Gives the ids of those that have to be compared anew or that are gone: what `link` wants. What was drawn from a
    quote that an editor's word kept out is left out. Storing the same again changes no row.
    """
    homes = _homes(body)
    finds = [(claim, quote) for claim in drawn for quote in [_home(claim, quotes, homes)] if quote is not _NOWHERE]
    rows = load(body.article_id)
    there = moved(rows, body)
    olds = [Old(row.assertion.pk, (there[row.assertion.pk],), live=not row.assertion.gone) for row in rows]
    todo = plan([old for old in olds if old.places[0]], [New((claim.spans,)) for claim, _ in finds])
    changes = Changes(body)
    for row in rows:
        if row.assertion.pk in todo.taken:
            _take(changes, row, *finds[todo.taken[row.assertion.pk]])
        elif not row.assertion.gone:
            changes.gone.append(row.assertion.pk)
    for index in todo.fresh:
        _make(changes, *finds[index])
    return changes.write()


_NOWHERE = -1


def _homes(body: Body) -> list[Home]:
    """The article's quotes that are not gone, at each of their places in `body`; rejected and hidden ones too."""
    contents: dict[int, list[tuple[int, int]]] = {}
    parts = Part.objects.filter(place__body=body, role=Part.Role.CONTENT).order_by("start")
    for place, start, end in parts.values_list("place", "start", "end"):
        contents.setdefault(place, []).append((start, end))
    places = Place.objects.filter(body=body).exclude(quote__status=Quote.Status.GONE).order_by("pk")
    rows = places.values_list("pk", "quote", "quote__made_by", "quote__status")
    return [
        Home(quote, tuple(contents[pk]), editors=made_by is None and status != Quote.Status.REJECTED)
        for pk, quote, made_by, status in rows
        if pk in contents
    ]


def _home(claim: DrawnClaim, quotes: Sequence[AttributedQuote], homes: Sequence[Home]) -> int | None:
    """The id of the quote in which the claim stands; None for the article's own voice."""
    around = [home for home in homes if shared(claim.spans, home.content) >= HALF * length(claim.spans)]
    if claim.quote is None:
        # Words that an editor found to be somebody's are no claim of the outlet.
        return next((home.quote for home in around if home.editors), None)
    content = quotes[claim.quote].content
    return max(around, key=lambda home: (overlap(home.content, content), -home.quote)).quote if around else _NOWHERE


def attach(quote: Quote) -> None:
    """Claims in the article's own voice that stand in this quote, which an editor has added, are its speaker's."""
    parts = Part.objects.filter(place__quote=quote, role=Part.Role.CONTENT)
    own = Assertion.objects.filter(article=quote.article_id, quote=None, gone=False).prefetch_related("parts")
    spans = dict[int, list[tuple[int, int]]]()
    for body, start, end in parts.order_by("start").values_list("place__body", "start", "end"):
        spans.setdefault(body, []).append((start, end))
    for assertion in own:
        words = [(part.start, part.end) for part in assertion.parts.all()]
        if words and shared(words, spans.get(assertion.body_id, [])) >= HALF * length(words):
            assertion.quote = quote
            assertion.save(update_fields=["quote", "updated_at"])


def _take(changes: Changes, row: Row, claim: DrawnClaim, quote: int | None) -> None:
    """The assertion becomes what was drawn."""
    assertion, values = row.assertion, _values(changes.body, claim, quote)
    # What another version compared is compared again; what no version did is due as it is.
    anew = assertion.gone or assertion.record != values["record"] or assertion.linked_by not in ("", VERSION)
    stays = row.spans == claim.spans and assertion.body_id == changes.body.pk
    if not anew and stays and all(getattr(assertion, name) == value for name, value in values.items()):
        return
    for name, value in values.items():
        setattr(assertion, name, value)
    changes.changed.append(assertion)
    if not stays:
        changes.spans.append((assertion, claim.spans))
    if anew:
        assertion.linked_by = ""
        changes.keys.append((assertion, claim.record.keys))


def _make(changes: Changes, claim: DrawnClaim, quote: int | None) -> None:
    values = _values(changes.body, claim, quote)
    assertion = Assertion(article_id=changes.body.article_id, **values)
    changes.fresh.append(assertion)
    changes.spans.append((assertion, claim.spans))
    changes.keys.append((assertion, claim.record.keys))


def _values(body: Body, claim: DrawnClaim, quote: int | None) -> dict[str, object]:
    return {
        "body_id": body.pk,
        "quote_id": quote,
        "position": claim.spans[0][0],
        "text": claim.text,
        "worth": claim.worth,
        "clarity": clarity(claim.record),
        "negated": claim.negated,
        "has_figure": bool(claim.figures),
        "record": _as_json(claim.record),
        "gone": False,
    }


def _as_json(record: ClaimRecord) -> object:
    """As it will be read again: JSON knows no tuples, and only so can old and new be told apart."""
    return _lists(record.as_dict())


def _lists(value: object) -> object:
    if isinstance(value, dict):
        return {name: _lists(each) for name, each in value.items()}
    return [_lists(each) for each in value] if isinstance(value, list | tuple) else value


def clarity(record: ClaimRecord) -> int:
    """How much the claim's wording says by itself: its names, figures and times, less for what only points at them."""
    first = record.text.split(maxsplit=1)[0].casefold() if record.text.split() else ""
    said = len(set(record.names) - set(record.by_pronoun)) + len(record.figures) + len(record.times)
    return min(said, 9) - (2 if first in _POINTING else 0)

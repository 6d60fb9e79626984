"""What the API answers. Each is a QuerySet of what is public, a part of it, and a dict for each row."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import NinjaAPI, Query
from ninja.errors import HttpError

from articles.models import Article
from quotes.api import schemas
from quotes.api.listing import MOST, Paged, Searched, known_only, part
from quotes.api.serving import PerAddress, errors_as_json
from quotes.models import Assertion, Claim, Quote, Segment, Speaker, Statement
from quotes.naming.roles import roles
from quotes.naming.speakers import names_of
from quotes.pages.cards import cards
from quotes.pages.headings import heading, headings
from quotes.pages.spoken import NEWEST
from quotes.search.facets import outlets as public_outlets
from quotes.search.found import newest_of
from quotes.search.grammar import parse
from quotes.takeaway.asking import asked, origin
from quotes.takeaway.exports.records import article_record, outlet_record, record

api = NinjaAPI(
    title="On the Record",
    version="1.0.0",
    description="Who said what, where, and how sure are we? Read-only.",
    docs_url=None,
    openapi_url=None,
    throttle=[PerAddress()] if settings.OTR_API_RATE else [],
)
errors_as_json(api)
_WRONG = dict.fromkeys((400, 404, 410, 429), schemas.Error)


class Named(Paged):
    q: str = ""


class InOutlet(Paged):
    outlet: str = ""


@api.get("quotes", response={200: schemas.Listed[schemas.QuoteOut], **_WRONG}, summary="Search quotes")
def quotes(request: HttpRequest, params: Query[Searched]) -> dict[str, Any]:
    """Quotes by the search page's own parameters; what it would leave out with a note is refused here."""
    known_only(request, Searched)
    wanted = asked(request.GET)
    if wanted.refused:
        raise HttpError(400, " ".join(wanted.notes))
    rows, following = part(request, wanted.quotes.with_cards(), params)
    here = origin(request)
    return {"items": [record(card, here) for card in cards(rows)], "next": following, "notes": wanted.notes}


@api.get("quotes/{int:pk}", response={200: schemas.QuoteOut, **_WRONG}, summary="One quote")
def quote(request: HttpRequest, pk: int) -> dict[str, Any]:
    """A quote by its number, also one that is gone from its article."""
    found = Quote.objects.reachable().with_cards().filter(pk=pk).first()
    if found is None:
        get_object_or_404(Quote.objects.only("pk"), pk=pk)
        raise _gone()
    return record(cards([found])[0], origin(request))


@api.get("speakers", response={200: schemas.Listed[schemas.SpeakerOut], **_WRONG}, summary="Speakers")
def speakers(request: HttpRequest, params: Query[Named]) -> dict[str, Any]:
    """Who is quoted and known across articles; q: words of a name."""
    known_only(request, Named)
    query = parse(params.q.replace("\x00", " "))
    rows, following = part(request, Speaker.objects.quoted().named(query), params)
    items = [_speaker(speaker, origin(request)) for speaker in rows]
    return {"items": items, "next": following, "notes": list(query.notes)}


@api.get("speakers/{slug:slug}", response={200: schemas.SpeakerFull, **_WRONG}, summary="One speaker")
def speaker(request: HttpRequest, slug: str) -> Any:
    """A speaker by the last part of their page's address; roles as the newest 500 quotes have them. Of one who was
    merged: 301."""
    found = get_object_or_404(Speaker.objects.select_related("merged_into"), slug=slug)
    if found.merged_into:
        return _moved(reverse("api:speaker", args=[found.merged_into.slug]))
    newest = newest_of([found], NEWEST)
    if not (newest or Quote.objects.reachable().by_speaker(found).exists()):
        raise _gone()
    seen = roles(Quote.objects.public(), found, among=newest)
    called = [{"text": role.text, "first_seen": role.first, "last_seen": role.last} for role in seen]
    return {**_speaker(found, origin(request)), "names": names_of(found), "roles": called}


@api.get("articles", response={200: schemas.Listed[schemas.ArticleFull], **_WRONG}, summary="Articles")
def articles(request: HttpRequest, params: Query[InOutlet]) -> dict[str, Any]:
    """Articles without their text, which is not ours to give; outlet: the slug of one."""
    known_only(request, InOutlet)
    found = Article.objects.public().select_related("outlet")
    if params.outlet:
        found = found.filter(outlet__slug=params.outlet.replace("\x00", " "))
    rows, following = part(request, found, params)
    called = headings(rows)
    return {"items": [_article(one, called[one.pk], origin(request)) for one in rows], "next": following}


@api.get("articles/{int:pk}", response={200: schemas.ArticleFull, **_WRONG}, summary="One article")
def article(request: HttpRequest, pk: int) -> dict[str, Any]:
    found = get_object_or_404(Article.objects.select_related("outlet"), pk=pk)
    if found.hidden:
        raise _gone()
    return _article(found, heading(found), origin(request))


@api.get(
    "articles/{int:pk}/quotes",
    response={200: schemas.Listed[schemas.QuoteOut], **_WRONG},
    summary="An article's quotes",
)
def article_quotes(request: HttpRequest, pk: int, params: Query[Paged]) -> dict[str, Any]:
    known_only(request, Paged)
    found = get_object_or_404(Article, pk=pk)
    if found.hidden:
        raise _gone()
    rows, following = part(request, Quote.objects.public().filter(article=found).with_cards(), params)
    return {"items": [record(card, origin(request)) for card in cards(rows)], "next": following}


@api.get("outlets", response={200: schemas.Listed[schemas.OutletOut], **_WRONG}, summary="Outlets")
def outlets(request: HttpRequest, params: Query[Paged]) -> dict[str, Any]:
    """Every outlet with an article that readers may see."""
    known_only(request, Paged)
    rows, following = part(request, public_outlets(), params)
    return {"items": [outlet_record(outlet, origin(request)) for outlet in rows], "next": following}


@api.get(
    "statements",
    response={200: schemas.Listed[schemas.StatementOut], **_WRONG},
    summary="What was reported more than once",
)
def statements(request: HttpRequest, params: Query[Paged]) -> dict[str, Any]:
    """Statements that at least two quotes report."""
    known_only(request, Paged)
    reported = Segment.objects.public().filter(statement=OuterRef("pk"))
    several = Exists(reported.reach().filter(quotes__gte=2))
    rows, following = part(request, Statement.objects.current().filter(several), params)
    return {"items": _statements([row.pk for row in rows], origin(request)), "next": following}


@api.get(
    "statements/{int:pk}",
    response={200: schemas.StatementFull, **_WRONG},
    summary="One statement in every wording",
)
def statement(request: HttpRequest, pk: int) -> Any:
    """Who carried it, in which words. Of one that became another's: 301."""
    found = get_object_or_404(Statement.objects.select_related("merged_into"), pk=pk)
    if found.merged_into:
        return _moved(reverse("api:statement", args=[found.merged_into.pk]))
    segments = Segment.objects.public().filter(statement=found).order_by().values("quote")
    rows = Quote.objects.public().filter(pk__in=segments).oldest_first().with_cards()[:MOST]
    if not rows:
        raise _gone()
    here = origin(request)
    (told,) = _statements([found.pk], here)
    return {**told, "wordings": [record(card, here) for card in cards(rows)]}


@api.get("claims", response={200: schemas.Listed[schemas.ClaimOut], **_WRONG}, summary="Claims")
def claims(request: HttpRequest, params: Query[Paged]) -> dict[str, Any]:
    """Checkable propositions, each with every source that readers may see."""
    known_only(request, Paged)
    rows, following = part(request, Claim.objects.public().with_sources(), params)
    return {"items": _claims(rows, origin(request)), "next": following}


@api.get("claims/{int:pk}", response={200: schemas.ClaimOut, **_WRONG}, summary="One claim")
def claim(request: HttpRequest, pk: int) -> Any:
    """A claim by its number. Of one that became another's: 301."""
    found = get_object_or_404(Claim.objects.select_related("merged_into"), pk=pk)
    if found.merged_into:
        return _moved(reverse("api:claim", args=[found.merged_into.pk]))
    rows = list(Claim.objects.public().with_sources().filter(pk=pk))
    if not rows:
        raise _gone()
    return _claims(rows, origin(request))[0]


def _speaker(found: Speaker, here: str) -> dict[str, Any]:
    said = f"{here}{reverse('api:quotes')}?speaker={found.slug}"
    permalink = here + found.get_absolute_url()
    return {"slug": found.slug, "name": found.name, "kind": found.kind, "permalink": permalink, "quotes": said}


def _article(found: Article, called: str, here: str) -> dict[str, Any]:
    said = f"{here}{reverse('api:article_quotes', args=[found.pk])}"
    return {**article_record(found, called, here), "outlet": outlet_record(found.outlet, here), "quotes": said}


def _statements(ids: list[int], here: str) -> list[dict[str, Any]]:
    """In the order of `ids`; one query."""
    rows = {row["statement"]: row for row in Segment.objects.public().filter(statement__in=ids).reach()}
    return [
        {"id": pk, "permalink": here + reverse("statement", args=[pk]), **rows[pk]} for pk in ids if pk in rows
    ]  # fmt: skip


def _claims(rows: list[Claim], here: str) -> list[dict[str, Any]]:
    """The claims in a fixed number of queries. A claim has no words but its sources' (law 5)."""
    shown: dict[int, list[Assertion]] = {row.pk: row.shown for row in rows}
    every = [source for sources in shown.values() for source in sources]
    told = {card.quote.pk: record(card, here) for card in cards(one.quote for one in every if one.quote)}
    called = headings(one.article for one in every)

    def source(one: Assertion) -> dict[str, Any]:
        article = article_record(one.article, called[one.article_id], here)
        outlet = outlet_record(one.article.outlet, here)
        return {"text": one.text, "article": article, "outlet": outlet, "quote": told.get(one.quote_id or 0)}

    return [
        {
            "id": row.pk,
            "permalink": here + row.get_absolute_url(),
            "text": _wording(shown[row.pk]),
            "status": row.status,
            "source_url": row.source_url,
            "sources": [source(one) for one in shown[row.pk]],
        }
        for row in rows
    ]


def _wording(sources: list[Assertion]) -> str:
    """The claim in the words of the first source that asserts it: a denial's words are not the claim (R9)."""
    return next(one.text for one in sources if one.quote is None or one.quote.stance == Quote.Stance.ASSERTS)


def _moved(there: str) -> HttpResponse:
    """For good, but asked for again each time: a merge can be undone."""
    return HttpResponsePermanentRedirect(there, headers={"Cache-Control": "no-cache"})


def _gone() -> HttpError:
    """It says nothing of what was there (R4)."""
    return HttpError(410, "This is not on the public pages.")

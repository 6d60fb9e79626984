from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.models import Article, Body, Outlet
from quotes import tallies
from quotes.models import Assertion, Pass, Quote
from quotes.pages.cards import at_original, extracts
from quotes.pages.claim_sources import lines
from quotes.pages.headings import heading, headings
from quotes.pages.reach import originals_of
from quotes.pages.readable import readable
from quotes.paging import page
from quotes.search.facets import Head, heads, labels, outlets
from quotes.search.filters import Filters
from quotes.search.found import Spot, find
from quotes.views.errors import gone

PAGE_SIZE = 40
CLAIMS_SHOWN = 60
COPIES_NAMED = 20


@require_safe
def article_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One article: where it stands, and its quotes in the order of the text, each with a few words around it."""
    counted = Article.objects.select_related("outlet").annotate(versions=Count("bodies"))
    article = get_object_or_404(counted, pk=pk)
    if article.hidden:
        return gone(request, "The article that stood here was taken off the public pages.")
    quotes = Quote.objects.public().filter(article=article).with_passages()
    bodies = Body.objects.filter(places__quote__in=quotes).in_bulk()
    readable(bodies.values())
    found = extracts(quotes, bodies)
    context = {
        "article": article,
        "heading": heading(article),
        "read": Pass.objects.filter(body=article.current_body_id, status=Pass.Status.DONE).exists(),
        "copy_of": originals_of([article]).get(article.pk),
        "copies": article.copies.public().select_related("outlet").order_by("published_on", "pk")[:COPIES_NAMED],
        "original": at_original(article),
        "extracts": found,
        "claim_lines": lines(
            Assertion.objects.public().filter(article=article).order_by("position", "pk"), CLAIMS_SHOWN
        ),
        "checked": any(extract.card.settled for extract in found),
    }
    return render(request, "quotes/article.html", context)


@require_safe
def outlet_index(request: HttpRequest) -> HttpResponse:
    """Every outlet with an article that readers may see."""
    counts = {outlet.pk: number for outlet, number in tallies.of_outlets()}
    context = {"outlets": [(outlet, counts.get(outlet.pk, 0)) for outlet in outlets()]}
    return render(request, "quotes/outlets.html", context)


def _most_quoted_in(outlet: Outlet) -> list[Head]:
    counted = find(Filters(outlet=outlet), Spot(), 1).counted[""]
    return heads(counted, labels(counted))


@require_safe
def outlet_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One outlet and its articles, the newest first, each with the number of its quotes."""
    outlet = get_object_or_404(Outlet, slug=slug)
    found = page(Article.objects.public().filter(outlet=outlet), request.GET.get("page"), PAGE_SIZE)
    if not found.total:
        return gone(request, "No article of this outlet is on the public pages.")
    public = Quote.objects.public()
    counts, called = tallies.by_article(public, found.items), headings(found.items)
    context = {
        "outlet": outlet,
        "page": found,
        "notes": list(filter(None, [found.note])),
        "articles": [(article, called[article.pk], counts.get(article.pk, 0)) for article in found.items],
        "homepage": outlet.homepage if outlet.homepage.startswith(("https://", "http://")) else "",
        "speakers": [
            (head.speaker, Filters(speaker=head.speaker, outlet=outlet).url(), head.number_text)
            for head in _most_quoted_in(outlet)[:10]
        ],
        "search_url": Filters(outlet=outlet).url(),
    }
    return render(request, "quotes/outlet.html", context)

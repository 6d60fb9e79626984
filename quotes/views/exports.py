"""Files of quotes: of a search, and of one quote as a citation. They are for people, not for search engines."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from quotes.models import Quote
from quotes.pages.cards import cards
from quotes.takeaway.asking import asked, origin
from quotes.takeaway.exports import FORMATS, Taken, take, take_ids
from quotes.views.bounded import bounded
from quotes.views.quotes import off_the_pages

# What a single quote's citation page offers.
CITED = ("txt", "bib", "ris", "csl.json")


@require_safe
@bounded
def search_file(request: HttpRequest, ending: str) -> HttpResponseBase:
    """A search as a file: what the search page shows with the same parameters, all pages of it (J6)."""
    return as_file(take(asked(request.GET), origin=origin(request)), ending)


@require_safe
def cite(request: HttpRequest, pk: int) -> HttpResponse:
    """One quote as a citation in every format, to be copied by hand or saved as a file (J8)."""
    quote = Quote.objects.reachable().with_cards().filter(pk=pk).first()
    if quote is None:
        return off_the_pages(request, get_object_or_404(Quote.objects.only("status"), pk=pk))
    taken = alone(request, quote)
    texts = [(ending, FORMATS[ending].label, "".join(FORMATS[ending].write(taken))) for ending in CITED]
    return render(request, "quotes/cite.html", {"card": cards([quote])[0], "texts": texts})


@require_safe
def cite_file(request: HttpRequest, pk: int, ending: str) -> HttpResponseBase:
    quote = Quote.objects.reachable().filter(pk=pk).first()
    if quote is None:
        return off_the_pages(request, get_object_or_404(Quote.objects.only("status"), pk=pk))
    return as_file(alone(request, quote), ending, name=f"on-the-record-{pk}")


def alone(request: HttpRequest, quote: Quote) -> Taken:
    here = origin(request)
    return take_ids([quote.pk], origin=here, title=f"Quote {quote.pk}", page=here + quote.get_absolute_url())


def as_file(taken: Taken, ending: str, name: str = "") -> StreamingHttpResponse:
    """What was taken, written while it is sent. Raises Http404 for an ending that is no format."""
    if ending not in FORMATS:
        raise Http404(f"There is no format {ending}")
    form = FORMATS[ending]
    headers = {
        "Content-Disposition": f'attachment; filename="{name or taken.name}.{ending}"',
        "X-Robots-Tag": "noindex",
        "Cache-Control": "no-cache",
    }
    pieces = (piece.encode() for piece in form.write(taken))
    return StreamingHttpResponse(pieces, content_type=form.content_type, headers=headers)

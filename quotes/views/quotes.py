from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from quotes.models import Assertion, Quote
from quotes.naming.roles import roles_then
from quotes.pages.cards import at_original, cards, context
from quotes.pages.changes import changes
from quotes.pages.claim_sources import lines
from quotes.pages.nesting import told_of
from quotes.pages.readable import readable
from quotes.takeaway.asking import origin
from quotes.takeaway.citations import citation
from quotes.takeaway.linked_data import about
from quotes.views.errors import gone

CLAIMS_SHOWN = 20
_REASONS = {
    Quote.Status.REJECTED: "An editor found that what stood here was no quotation.",
    Quote.Status.HIDDEN: "It was taken off the public pages.",
}


def off_the_pages(request: HttpRequest, quote: Quote) -> HttpResponse:
    """410 for a quote that readers do not see: why, and nothing else of it."""
    return gone(request, _REASONS.get(Quote.Status(quote.status), "It is not shown on the public pages."))


@require_safe
def quote_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One quote with its passage, how sure the program is and why, and what was corrected."""
    quote = Quote.objects.reachable().with_passages().filter(pk=pk).first()
    if quote is None:
        return off_the_pages(request, get_object_or_404(Quote.objects.only("status"), pk=pk))
    (card,), here = cards([quote]), origin(request)
    body = card.place.body if card.place else None
    readable([body] if body else [])
    parts = {
        "card": card,
        "about": about(card, citation(card, here, timezone.localdate()), here),
        "passages": [context(body, place) for place in card.places] if body else [],
        "superseded": body is not None and body.pk != quote.article.current_body_id,
        "original": at_original(quote.article, card.place),
        "roles": roles_then(quote),
        "told_of": cards(told_of(quote)),
        "claim_lines": lines(Assertion.objects.public().filter(quote=quote).order_by("position", "pk"), CLAIMS_SHOWN),
        "history": changes(quote.corrections.filter(public=True).select_related("quote")),
    }
    return render(request, "quotes/quote.html", parts)

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from quotes.cards import Card, at_original, context
from quotes.changes import changes
from quotes.models import Quote
from quotes.views.errors import gone

_REASONS = {
    Quote.Status.REJECTED: "An editor found that what stood here was no quotation.",
    Quote.Status.HIDDEN: "It was taken off the public pages.",
}


@require_safe
def quote_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One quote with its passage, how sure the program is and why, and what was corrected."""
    quote = Quote.objects.reachable().with_passages().filter(pk=pk).first()
    if quote is None:
        status = get_object_or_404(Quote.objects.only("status"), pk=pk).status
        return gone(request, _REASONS.get(Quote.Status(status), "It is not shown on the public pages."))
    card = Card(quote)
    place = card.place
    parts = {
        "card": card,
        "passage": context(place.body, place) if place else (),
        "original": at_original(quote.article, place),
        "history": changes(quote.corrections.filter(public=True).select_related("quote")),
    }
    return render(request, "quotes/quote.html", parts)

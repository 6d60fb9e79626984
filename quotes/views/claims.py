from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from articles.models import Body
from quotes.forms.claims import ClaimForm
from quotes.models import Claim
from quotes.pages.changes import changes
from quotes.pages.claim_cards import claim_cards
from quotes.pages.claim_timeline import claim_timeline
from quotes.pages.contrasts import told
from quotes.pages.readable import readable
from quotes.paging import page
from quotes.search.claim_facets import facets, to_drop
from quotes.takeaway.asking import origin
from quotes.takeaway.claim_data import claim_data
from quotes.views.errors import gone
from quotes.views.search import wants_fragment, with_history

PAGE_SIZE = 20
CONTRASTS_SHOWN = 12


@require_safe
def claim_list(request: HttpRequest) -> HttpResponse:
    """The claims that were asked for: the whole page or, for htmx, the results alone."""
    form = ClaimForm(request.GET)
    filters, notes = form.filters()
    public = Claim.objects.public()
    found = page(filters.order(filters.apply(public)).with_sources(), request.GET.get("page"), PAGE_SIZE)
    fragment = wants_fragment(request)
    context = {
        "fragment": fragment,
        "form": form,
        "filters": filters,
        "notes": [*notes, *filter(None, [found.note])],
        "page": found,
        "cards": claim_cards(found.items),
        "facets": facets(public, filters),
        "drops": [] if found.total else to_drop(public, filters),
    }
    response = render(request, "quotes/_claim_results.html" if fragment else "quotes/claims.html", context)
    patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request"])
    return with_history(request, response, filters) if fragment else response  # type: ignore[arg-type]


@require_safe
def claim_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One claim: its sources on a line of time, what others assert of the same thing, what editors found."""
    claim = Claim.objects.public().with_sources().filter(pk=pk).first()
    if claim is None:
        other = get_object_or_404(Claim.objects.select_related("merged_into"), pk=pk)
        if other.merged_into:
            # For good, but browsers are to ask again: editors can part what was joined.
            url = other.merged_into.get_absolute_url()
            return HttpResponsePermanentRedirect(url, headers={"Cache-Control": "no-cache"})
        return gone(request, "Nothing on the public pages asserts this.")
    (card,) = claim_cards([claim])
    bodies = Body.objects.in_bulk({source.assertion.body_id for source in card.sources})
    readable(bodies.values())
    readable(bodies.values())
    pairs = [(source, bodies[source.assertion.body_id]) for source in card.sources]
    context = {
        "card": card,
        "sources": [(source, source.passage(body), source.original(body)) for source, body in pairs],
        "timeline": claim_timeline(card.sources),
        "contrasts": told(card.contrasts[:CONTRASTS_SHOWN]),
        "more_contrasts": max(0, len(card.contrasts) - CONTRASTS_SHOWN),
        "history": changes(claim.corrections.filter(public=True)),
        "json_ld": claim_data(card, origin(request)),
    }
    return render(request, "quotes/claim.html", context)

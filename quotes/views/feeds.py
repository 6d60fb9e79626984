from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from quotes.models import Quote, Speaker
from quotes.models.quotes import QuoteQuerySet
from quotes.takeaway.asking import asked, origin
from quotes.takeaway.feeds import Feed, atom, last_change, newest
from quotes.takeaway.taking import of_search
from quotes.views.bounded import bounded
from quotes.views.errors import gone


@require_safe
@bounded
def search_feed(request: HttpRequest) -> HttpResponseBase:
    """Any search as a feed: its filters count, its order does not (J12)."""
    wanted, here = asked(request.GET), origin(request)
    params = {name: value for name, value in wanted.filters.params().items() if name not in ("sort", "group")}
    url = here + of_search(wanted.filters).feed
    key = "quotes" + (f"?{urlencode(params)}" if params else "")
    return answer(request, Feed(wanted.title, key, here + wanted.filters.url(), url, here), wanted.latest)


@require_safe
@bounded
def speaker_feed(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What a speaker says. Of one who was merged, or emptied: where the feed of who it is by now is."""
    speaker = get_object_or_404(Speaker.objects.select_related("merged_into"), slug=slug)
    left = speaker.merged_into is None and Quote.objects.reachable().by_speaker(speaker).exists()
    if not left and (now := speaker.merged_into or Speaker.objects.heir_of(speaker)):
        there = reverse("speaker_feed", args=[now.slug])
        return HttpResponsePermanentRedirect(there, headers={"Cache-Control": "no-cache"})
    if not left:
        return gone(request, "Nothing that this speaker said is on the public pages.")
    here = origin(request)
    url, page = here + request.path, here + speaker.get_absolute_url()
    feed = Feed(speaker.name, f"speaker/{speaker.pk}", page, url, here)
    return answer(request, feed, Quote.objects.public().by_speaker(speaker))


def answer(request: HttpRequest, feed: Feed, quotes: QuoteQuerySet) -> HttpResponseBase:
    """The feed, or 304 for a program whose copy is as new."""
    rows = newest(quotes)
    changed = int(last_change(rows).timestamp())
    headers = {"Last-Modified": http_date(changed), "Cache-Control": "no-cache", "X-Robots-Tag": "noindex"}
    text = atom(feed, rows)
    response = HttpResponse(text, content_type="application/atom+xml; charset=utf-8", headers=headers)
    set_response_etag(response)
    return (
        get_conditional_response(request, etag=response["ETag"], last_modified=changed, response=response) or response
    )

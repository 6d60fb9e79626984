"""How often one address may ask for what costs the database most: searches, and what is made of them (O5)."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from quotes.rates import rate
from quotes.reports import sender

# The names of the addresses that count, whatever they ask for.
_COSTLY = frozenset(("quotes", "said_by", "search_feed", "clippings", "speakers", "claims", "statements"))
# These cost as much without any parameter: all quotes as a file.
_ALWAYS = frozenset(("search_file",))


class SearchThrottle:
    """Middleware. An address that asks more often than OTR_SEARCH_RATE ("120/min"; empty: no limit) gets 429."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        match = request.resolver_match
        if not settings.OTR_SEARCH_RATE or match is None or match.namespaces:  # the API counts for itself
            return None
        if match.url_name not in _ALWAYS and not (match.url_name in _COSTLY and request.GET):
            return None
        most, seconds = rate(settings.OTR_SEARCH_RATE)
        window = int(time.time()) // seconds
        key = f"otr-search-{sender(request)}-{window}"
        cache.add(key, 0, timeout=2 * seconds)
        try:
            asked = cache.incr(key)
        except ValueError:  # it was thrown out in between
            return None
        if asked <= most:
            return None
        response = render(request, "429.html", status=429)
        response["Retry-After"] = str((window + 1) * seconds - int(time.time()))
        return response

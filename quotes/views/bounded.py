"""No file, feed or list takes the database longer than a search page may (O5)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from quotes.search.limits import TooLong, at_most

TOO_LONG = "This search took too long and was broken off. Add a word, a name or a stretch of days, and try again."


def bounded(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """`view`, or 503 where it takes longer than OTR_SEARCH_SECONDS."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            with at_most(settings.OTR_SEARCH_SECONDS):
                return view(request, *args, **kwargs)
        except TooLong:
            return HttpResponse(TOO_LONG, status=503, content_type="text/plain; charset=utf-8")

    return answer

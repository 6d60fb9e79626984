"""How the API's answers go out: GET and HEAD alone, to any site's script, every error as JSON, so many a minute."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.throttling import SimpleRateThrottle

from quotes.reports import sender
from quotes.search.limits import TooLong
from quotes.views.bounded import TOO_LONG

_READING = ("GET", "HEAD")
_log = logging.getLogger(__name__)


class PerAddress(SimpleRateThrottle):
    """OTR_API_RATE ("120/min") requests from one address; behind a proxy of the site's own, from the reader's."""

    def __init__(self) -> None:
        super().__init__(settings.OTR_API_RATE)

    def get_cache_key(self, request: HttpRequest) -> str | None:
        return f"otr-api-{sender(request)}"


def served(api: NinjaAPI) -> list[URLPattern]:
    """The API's URLs, with what ninja leaves to Django: HEAD, and other methods and paths refused in JSON."""
    patterns, _, _ = api.urls
    kept = [pattern for pattern in patterns if isinstance(pattern, URLPattern) and pattern.name != "api-root"]
    for pattern in kept:
        pattern.callback = reading(pattern.callback)
    return [*kept, path("<path:rest>", reading(_nothing), name="nothing")]


def reading(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """`view` for GET; HEAD asks for the same, and the server keeps the body back."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        method = request.method
        if method not in _READING:
            response: HttpResponseBase = JsonResponse(
                {"detail": "The API is read-only: GET and HEAD."}, status=405, headers={"Allow": ", ".join(_READING)}
            )
        else:
            request.method = "GET"
            response = view(request, *args, **kwargs)
            request.method = method
        response.headers.setdefault("Access-Control-Allow-Origin", "*")
        response.headers.setdefault("X-Robots-Tag", "noindex")
        return response

    return answer


def errors_as_json(api: NinjaAPI) -> None:
    """What ninja tells in its own words, in one shape; and what nobody foresaw, without a word of what it was."""

    def refused(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
        told = "; ".join(f"{error['loc'][-1]}: {error['msg']}" for error in wrong.errors)
        return api.create_response(request, {"detail": told}, status=400)

    def failed(request: HttpRequest, wrong: Exception) -> HttpResponse:
        _log.error("%s failed", request.path, exc_info=wrong)
        return api.create_response(request, {"detail": "Something went wrong here; it was logged."}, status=500)

    def too_long(request: HttpRequest, wrong: Exception) -> HttpResponse:  # noqa: ARG001 (ninja's own arguments)
        return api.create_response(request, {"detail": TOO_LONG}, status=503)

    api.add_exception_handler(TooLong, too_long)  # type: ignore[arg-type]
    api.add_exception_handler(ValidationError, refused)  # type: ignore[arg-type]
    api.add_exception_handler(Exception, failed)  # type: ignore[arg-type]


def _nothing(request: HttpRequest, rest: str) -> JsonResponse:  # noqa: ARG001 (the URL's own name)
    return JsonResponse({"detail": "There is nothing at this address. /api/ lists what there is."}, status=404)

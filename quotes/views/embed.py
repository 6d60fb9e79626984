"""A quote within another site's page: a light card of its own in a frame, and oEmbed, by which sites ask for it."""

from math import ceil
from urllib.parse import urlsplit

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import Resolver404, resolve
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from quotes.models import Quote
from quotes.pages.cards import Card, cards
from quotes.takeaway.asking import origin
from quotes.takeaway.linked_data import site
from quotes.views.quotes import off_the_pages

WIDTH = 560
_LEAST_WIDTH = 240
# What a card has beside its words, and what a line of them has, in CSS pixels.
_AROUND, _LINE, _LETTER = 170, 30, 9.5
_FRAMED = {"frame-ancestors": ["*"], "script-src": ["'none'"], "form-action": ["'none'"]}


@require_safe
@xframe_options_exempt
@csp_replace(_FRAMED)  # type: ignore[arg-type]
def embed(request: HttpRequest, pk: int) -> HttpResponse:
    """The card alone: the one page that other sites may put in a frame. Of what is off the pages it says no more."""
    quote = Quote.objects.reachable().with_cards().filter(pk=pk).first()
    if quote is None:
        get_object_or_404(Quote.objects.only("pk"), pk=pk)
        return render(request, "quotes/embed_gone.html", {"home": origin(request)}, status=410)
    context = {"card": cards([quote])[0], "origin": origin(request)}
    response = render(request, "quotes/embed.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def embed_code(request: HttpRequest, pk: int) -> HttpResponse:
    """What to copy into one's own page, and how it will look."""
    quote = Quote.objects.reachable().with_cards().filter(pk=pk).first()
    if quote is None:
        return off_the_pages(request, get_object_or_404(Quote.objects.only("status"), pk=pk))
    (card,) = cards([quote])
    return render(request, "quotes/embed_code.html", {"card": card, "code": frame(card, origin(request), WIDTH)})


@require_safe
def oembed(request: HttpRequest) -> HttpResponseBase:
    """oEmbed 1.0, JSON: `url` is a quote's page; `maxwidth` and `maxheight` in pixels."""
    if request.GET.get("format", "json") != "json":
        return _refused("Only JSON is offered.", 501)
    quote = _quote_at(request, request.GET.get("url", ""))
    if quote is None:
        return _refused("This is not the address of a quote on the public pages.", 404)
    (card,), here = cards([quote]), origin(request)
    width = max(_LEAST_WIDTH, min(WIDTH, _pixels(request.GET.get("maxwidth", ""), WIDTH)))
    height = min(_height(card, width), _pixels(request.GET.get("maxheight", ""), 10_000))
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": card.title,
        "html": frame(card, here, width, height),
        "width": width,
        "height": height,
        "cache_age": 3600,
        **site(here),
    }
    return _json(answer, 200)


def frame(card: Card, here: str, width: int, height: int | None = None) -> SafeString:
    """The HTML by which another page shows the card; it allows the card to open links, and nothing else."""
    return format_html(
        '<iframe src="{}{}embed/" title="{}" width="{}" height="{}" loading="lazy" '
        'sandbox="allow-popups allow-popups-to-escape-sandbox" style="border:0;max-width:100%"></iframe>',
        here, card.url, card.title, width, height or _height(card, width),
    )  # fmt: skip


def _quote_at(request: HttpRequest, url: str) -> Quote | None:
    try:
        parts = urlsplit(url)
        found = resolve(parts.path)
    except (ValueError, Resolver404):
        return None
    if parts.netloc != request.get_host() or found.url_name != "quote":
        return None
    return Quote.objects.reachable().with_cards().filter(pk=found.kwargs["pk"]).first()


def _height(card: Card, width: int) -> int:
    """Enough for the words at this width; what is longer scrolls."""
    lines = ceil(len(card.excerpt) * _LETTER / max(width - 48, 1)) + 1
    return min(_AROUND + lines * _LINE, 640)


def _pixels(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 6 and int(text) else otherwise


def _refused(why: str, status: int) -> JsonResponse:
    return _json({"error": why}, status)


def _json(answer: dict[str, object], status: int) -> JsonResponse:
    headers = {"Access-Control-Allow-Origin": "*", "X-Robots-Tag": "noindex"}
    return JsonResponse(answer, status=status, headers=headers)

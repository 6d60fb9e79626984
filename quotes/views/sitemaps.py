from collections.abc import Iterable, Iterator
from datetime import datetime
from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from quotes.takeaway.asking import origin
from quotes.takeaway.sitemaps import FIXED, sections

_XML = "application/xml; charset=utf-8"
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The list of all sitemaps."""
    files: list[tuple[str, datetime | None]] = [(reverse("sitemap_fixed"), None)]
    for name, section in sections().items():
        files += [(reverse("sitemap", args=[name, file]), moved) for file, moved in section.files()]
    return HttpResponse("".join(_written("sitemapindex", "sitemap", files, origin(request))), content_type=_XML)


@require_safe
def sitemap_fixed(request: HttpRequest) -> HttpResponse:
    """The pages that are there whatever was checked."""
    rows: list[tuple[str, datetime | None]] = [(reverse(name), None) for name in FIXED]
    return HttpResponse("".join(_written("urlset", "url", rows, origin(request))), content_type=_XML)


@require_safe
def sitemap(request: HttpRequest, name: str, file: int) -> HttpResponseBase:
    """One file of one section, written while it is read."""
    found = sections().get(name)
    if found is None or file > 2**31:
        raise Http404("There is no such sitemap")
    return StreamingHttpResponse(_written("urlset", "url", found.addresses(file), origin(request)), content_type=_XML)


def _written(root: str, element: str, rows: Iterable[tuple[str, datetime | None]], here: str) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_NAMESPACE}">\n'
    for address, moved in rows:
        when = f"<lastmod>{moved.isoformat(timespec='seconds')}</lastmod>" if moved else ""
        yield f"<{element}><loc>{escape(here + address)}</loc>{when}</{element}>\n"
    yield f"</{root}>\n"

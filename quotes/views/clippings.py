from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quotes.forms import SearchForm
from quotes.pages.cards import Card
from quotes.paging import MOST, Page, page_of
from quotes.takeaway.asking import Asked, asked, origin
from quotes.takeaway.clipped import Clipped, pasted, read
from quotes.takeaway.exports import FORMATS, Taken, take_ids
from quotes.views.bounded import bounded
from quotes.views.exports import as_file

PAGE_SIZE = 10


@dataclass(frozen=True, slots=True)
class Clip:
    """A quote of the list, or one to be picked, with the addresses of what can be done with it; "" for what can't."""

    card: Card
    add: str = ""
    remove: str = ""
    up: str = ""
    listed: bool = False


@require_safe
@bounded
def clippings(request: HttpRequest) -> HttpResponse:
    """A list of quotes in the address: made, put in order, shared, taken away; under it a search for more (J14)."""
    wanted = asked(request.GET)
    ids, notes = read(request.GET.get("ids", ""))
    clipped = Clipped(ids, tuple(wanted.filters.params().items()) or _everything(request))
    if "add" in request.GET:
        pk = pasted(request.GET["add"])
        return HttpResponseRedirect((clipped.having(pk) if pk else clipped).url())
    clips = _clips(_taken(request, ids).cards(), clipped)
    found = _found(request, wanted) if clipped.search else None
    context = {
        "clipped": clipped,
        "clips": clips,
        "missing": len(ids) - len(clips),
        "notes": [*notes, *(wanted.notes if found else []), *([found.note] if found and found.note else [])],
        "share": origin(request) + clipped.share,
        "files": [(form.label, clipped.url(ending)) for ending, form in FORMATS.items()],
        "filters": wanted.filters,
        "page": found,
        "picks": _picks(_taken(request, found.items).cards(), clipped) if found else [],
    }
    return render(request, "quotes/clippings.html", context)


@require_safe
def clippings_file(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The list as a file."""
    return as_file(_taken(request, read(request.GET.get("ids", ""))[0]), ending, name="on-the-record-clippings")


def _everything(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """The search that was left empty finds everything; no search at all finds nothing."""
    return (("q", ""),) if any(name in request.GET for name in SearchForm.base_fields) else ()


def _taken(request: HttpRequest, ids: Iterable[int]) -> Taken:
    here = origin(request)
    return take_ids(ids, origin=here, title="Clippings", page=here + Clipped(tuple(ids)).share)


def _found(request: HttpRequest, wanted: Asked) -> Page[int]:
    ids, more = wanted.first(MOST)
    return page_of(ids, request.GET.get("page"), PAGE_SIZE, more=more)


def _clips(taken: Iterable[Card], clipped: Clipped) -> list[Clip]:
    return [
        Clip(
            card,
            remove=clipped.without(card.quote.pk).url(),
            up=clipped.moved_up(card.quote.pk).url() if card.quote.pk != clipped.ids[0] else "",
        )
        for card in taken
    ]


def _picks(found: Iterable[Card], clipped: Clipped) -> list[Clip]:
    """What the search found; what is in the list already can't be added again."""
    return [
        Clip(card, add="" if clipped.full else clipped.having(pk).url(), listed=pk in clipped.ids)
        for card in found
        for pk in [card.quote.pk]
    ]

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from quotes import tallies
from quotes.forms import SearchForm
from quotes.models import Quote, Speaker
from quotes.naming import roles
from quotes.pages.claims_beside import claims_beside
from quotes.pages.results import results
from quotes.search.filters import Filters
from quotes.search.found import newest_of
from quotes.search.grammar import parse
from quotes.search.words import words
from quotes.takeaway.taking import of_search

# Of so many speakers with the letters typed, the most quoted are offered.
NAMES_LOOKED_AT = 60
NAMES_OFFERED = 8
# In so many of a speaker's newest quotes the newest role is looked for.
ROLES_LOOKED_FOR = 100


@require_safe
def quote_search(request: HttpRequest) -> HttpResponse:
    """The quotes that were asked for: the whole page or, for htmx, the results alone."""
    form = SearchForm(request.GET)
    filters, notes = form.filters()
    found = results(filters, request.GET.dict())
    form.offer(found.outlets)
    fragment = wants_fragment(request)
    context = {
        "fragment": fragment,
        "form": form,
        "filters": filters,
        "notes": [*notes, *found.notes],
        "page": found.page,
        "found": found,
        "take": of_search(filters),
        "beside": claims_beside(filters),
    }
    response = render(request, "quotes/_results.html" if fragment else "quotes/search.html", context)
    patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request"])
    return with_history(request, response, filters) if fragment else response


@require_safe
def said_by(request: HttpRequest) -> HttpResponse:
    """For the type-ahead: speakers one of whose names has the words of `by`, the last perhaps half typed."""
    typed = request.GET.get("by", "").replace("\x00", " ")
    public = Quote.objects.public()
    found = Speaker.objects.none()
    if len("".join(words(typed))) > 1:
        found = Speaker.objects.quoted().named(parse(typed)).most_quoted_first()[:NAMES_LOOKED_AT]
    numbers = tallies.of_speakers(found)
    quoted = sorted((one for one in found if one.pk in numbers), key=lambda one: (-numbers[one.pk], one.pk))
    counted = [(speaker, numbers[speaker.pk]) for speaker in quoted[:NAMES_OFFERED]]
    offered = [speaker for speaker, _ in counted]
    called = roles.latest_roles(public, offered, newest_of(offered, ROLES_LOOKED_FOR))
    options = [(speaker, called.get(speaker.pk, ""), number) for speaker, number in counted]
    return render(request, "quotes/_names.html", {"typed": typed.strip(), "options": options})


def wants_fragment(request: HttpRequest) -> bool:
    """htmx asks for the results alone, but for a whole page when it goes back to one that it no longer has."""
    return request.headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in request.headers


def with_history(request: HttpRequest, response: HttpResponse, filters: Filters) -> HttpResponse:
    """Tell htmx which address the view has, and whether it is a new step for the back button.

    Letters typed on in the same words are no step of their own.
    """
    current = urlsplit(request.headers.get("HX-Current-URL", ""))
    url = filters.url()
    if f"{current.path}?{current.query}".rstrip("?") == url:
        response["HX-Push-Url"] = "false"
    elif _typed_on(QueryDict(current.query).dict(), filters.params()):
        response["HX-Replace-Url"] = url
    else:
        response["HX-Push-Url"] = url
    return response


def _typed_on(before: Mapping[str, object], now: Mapping[str, str]) -> bool:
    changed = [name for name in before.keys() | now.keys() if before.get(name) != now.get(name)]
    if len(changed) != 1 or changed[0] not in ("q", "by"):
        return False
    old, new = str(before.get(changed[0], "")), now.get(changed[0], "")
    return bool(old and new) and (old.startswith(new) or new.startswith(old))

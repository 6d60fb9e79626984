from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from quotes import tallies
from quotes.models import Assertion, Quote, Speaker
from quotes.naming.possible import who_it_may_be
from quotes.naming.roles import roles
from quotes.naming.speakers import names_of
from quotes.pages.cards import cards
from quotes.pages.claim_sources import lines
from quotes.pages.company import said_of, speaks_of
from quotes.pages.gathering import gathered
from quotes.pages.headings import heading
from quotes.pages.spoken import spoken
from quotes.pages.timeline import timeline
from quotes.paging import page
from quotes.search.claim_filters import ALL_DRAWN, ClaimFilters
from quotes.search.filters import Filters
from quotes.search.grammar import parse
from quotes.takeaway.taking import of_speaker
from quotes.views.errors import gone

CLAIMS_SHOWN = 6
OTHERS_SHOWN = 4
INDEX_SIZE = 60


@require_safe
def speaker_index(request: HttpRequest) -> HttpResponse:
    """Who is quoted, by name; `q` narrows it to names with these words."""
    typed = request.GET.get("q", "").replace("\x00", " ")
    query = parse(typed)
    found = page(Speaker.objects.quoted().named(query), request.GET.get("page"), INDEX_SIZE)
    counts = tallies.of_speakers(found.items)
    context = {
        "typed": typed,
        "notes": [*query.notes, *filter(None, [found.note])],
        "page": found,
        "search_url": Filters(q=query).url(),
        "speakers": [(speaker, counts[speaker.pk]) for speaker in found.items],
    }
    return render(request, "quotes/speakers.html", context)


def _moved(speaker: Speaker) -> HttpResponse:
    """For good, but browsers are to ask again: a merge can be undone, and a later pass may know better."""
    return HttpResponsePermanentRedirect(speaker.get_absolute_url(), headers={"Cache-Control": "no-cache"})


@require_safe
def speaker_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One speaker: names, roles, outlets, every quote, when they were said, about whom, and what others say."""
    speaker = get_object_or_404(Speaker.objects.select_related("merged_into", "article"), slug=slug)
    if speaker.merged_into:
        return _moved(speaker.merged_into)
    said = spoken(speaker, request.GET.get("page"))
    if not (said.newest or Quote.objects.reachable().by_speaker(speaker).exists()):
        if heir := Speaker.objects.heir_of(speaker):
            return _moved(heir)
        return gone(request, "Nothing that this speaker said is on the public pages.")
    # Names, roles and the like are told from the newest.
    quotes = Quote.objects.public().filter(pk__in=said.newest)
    names = names_of(speaker)
    others, others_url = said_of(Quote.objects.public(), speaker, names)
    context = {
        "speaker": speaker,
        "timeline": timeline(speaker, said.months),
        "named": speaks_of(quotes, speaker),
        "others": cards(others.with_cards()[:OTHERS_SHOWN]),
        "others_url": others_url,
        "known_from": heading(speaker.article) if speaker.article else "",
        "may_be": who_it_may_be(speaker),
        "page": said.page,
        "notes": list(filter(None, [said.page.note])),
        "cards": gathered(Quote.objects.public(), said.page.items),
        "names": [name for name in names if name != speaker.name],
        "roles": roles(Quote.objects.public(), speaker, among=said.newest),
        "outlets": said.outlets,
        "search_url": Filters(speaker=speaker).url(),
        "take": of_speaker(speaker),
        "claim_lines": lines(Assertion.objects.public().filter(quote__in=said.newest).newest_first(), CLAIMS_SHOWN),
        "claims_url": ClaimFilters(speaker=speaker, drawn=ALL_DRAWN).url(),
        "checked": quotes.filter(status__in=Quote.DECIDED).exists(),
    }
    return render(request, "quotes/speaker.html", context)

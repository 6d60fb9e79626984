from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quotes.attribution import SURE_FROM
from quotes.figures import measurements
from quotes.models import Correction
from quotes.pages.changes import changes
from quotes.paging import page

PAGE_SIZE = 40


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """How it works and how often it is wrong, in plain words; figures only from the committed file."""
    context = {
        "measurements": measurements(),
        "sure": SURE_FROM,
        "likely": settings.OTR_LIKELY,
        "public_level": settings.OTR_PUBLIC_LEVEL,
        "accusation_level": settings.OTR_ACCUSATION_LEVEL,
        "context_chars": settings.OTR_CONTEXT_CHARS,
    }
    return render(request, "quotes/method.html", context)


@require_safe
def notice(request: HttpRequest, name: str) -> HttpResponse:
    """Contact, right of reply, privacy (R11): what the program can say by itself, and the text of whoever runs it."""
    text = {
        "contact": settings.OTR_CONTACT,
        "right-of-reply": settings.OTR_RIGHT_OF_REPLY,
        "privacy": settings.OTR_PRIVACY,
    }[name]
    return render(request, f"quotes/{name}.html", {"text": text.strip()})


@require_safe
def corrections_log(request: HttpRequest) -> HttpResponse:
    """What editors changed, the newest first. Of what is off the pages it says no more than that."""
    found = page(Correction.objects.in_public_log(), request.GET.get("page"), PAGE_SIZE)
    context = {"page": found, "changes": changes(found.items), "notes": list(filter(None, [found.note]))}
    return render(request, "quotes/corrections.html", context)

"""Pages for what is not to be seen. They name nothing of it (R4)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def gone(request: HttpRequest, reason: str) -> HttpResponse:
    """410: there was something under this address, and readers no longer see it, for `reason`."""
    return render(request, "410.html", {"reason": reason}, status=410)

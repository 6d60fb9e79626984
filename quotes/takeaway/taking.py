"""Where a search or a speaker's quotes can be taken away: the addresses of files, feed and clippings."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from quotes.models import Speaker
from quotes.search.filters import Filters


@dataclass(frozen=True, slots=True)
class Taking:
    """`title` is the feed's, for readers whose browsers find it by themselves."""

    csv: str
    json: str
    feed: str
    clippings: str
    title: str


def of_search(filters: Filters) -> Taking:
    params = filters.params()
    unsorted = {name: value for name, value in params.items() if name not in ("sort", "group")}
    return Taking(
        csv=_address("search_file", params, "csv"),
        json=_address("search_file", params, "json"),
        feed=_address("search_feed", unsorted),
        clippings=_address("clippings", unsorted or {"q": ""}),
        title="; ".join(filters.chosen().values()) or "All quotes",
    )


def of_speaker(speaker: Speaker) -> Taking:
    params = {"speaker": speaker.slug}
    return Taking(
        csv=_address("search_file", params, "csv"),
        json=_address("search_file", params, "json"),
        feed=reverse("speaker_feed", args=[speaker.slug]),
        clippings=_address("clippings", params),
        title=str(speaker),
    )


def _address(name: str, params: dict[str, str], *args: str) -> str:
    return reverse(name, args=args) + (f"?{urlencode(params)}" if params else "")

"""A text that somebody pastes: what the program makes of it before anything is stored, and how it is kept (E16).

The attribution runs in commands, in processes of their own: this one imports no model, and outlives whatever a text
does to it.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q

from articles import keys
from articles.ingest import Outcome, Status, ingest
from articles.models import Article
from articles.readers import ParsedArticle, Refusal
from articles.readers.jsonl import article_of
from quotes.attribution.types import Kind, Span, Stance

LONGEST = 60_000
"""Characters of a text: some 10,000 words, which are read in seconds."""
_SECONDS = 60
_TOLD = 300


class UnreadError(Exception):
    """The text could not be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution as `extract` tells it (the machine's contract): offsets are characters of the text that was
    read, ends exclusive; `said_on` is an ISO date."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    kind: Kind
    stance: Stance
    speakers: tuple[str, ...]
    candidates: tuple[str, ...]
    addressee: str | None
    said_on: str | None
    confidence: float
    name_confidence: float
    reasons: tuple[str, ...]


def article(given: Mapping[str, str]) -> ParsedArticle:
    """The article of pasted text with "title", "outlet", "url", "published"; as a reader of JSON lines would give it.

    Where no address is given its words are its name, so that the same text is the same article. Raises UnreadError.
    """
    digest = hashlib.sha256(given["text"].encode()).hexdigest()[:16]
    made = article_of({**given, "id": "" if given.get("url") else f"pasted-{digest}"})
    if isinstance(made, Refusal):
        raise UnreadError(made.reason)
    return made


def read(pasted: ParsedArticle) -> list[Found]:
    """Who says what in it, in order of the text. Stores nothing. Raises UnreadError."""
    names = {"text": pasted.text, "title": pasted.title, "published": pasted.published, "outlet": pasted.outlet}
    given = {name: value for name, value in names.items() if value}
    told, wrong = _command("extract", "--jsonl", given=json.dumps({"id": "pasted", **given}))
    try:
        answer = json.loads(told)
    except ValueError as error:
        raise UnreadError(f"The program gave no answer. {wrong}".strip()) from error
    if answer.get("error"):
        raise UnreadError(str(answer["error"]))
    return [_found(each) for each in answer["attributions"]]


def keep(pasted: ParsedArticle) -> tuple[Outcome, str]:
    """Stores the article and has its quotes attributed. What became of it, and what went wrong with the attribution
    ("" where nothing did); the article is stored then all the same, and the next `manage.py attribute` reads it.

    An article is not given another text in this way: half of it may have been pasted.
    """
    url = keys.web_url(pasted.url)
    if url and (there := Article.objects.filter(Q(url=url) | Q(canonical_url=url)).first()):
        return Outcome(Status.DUPLICATE, "its address is an article's", there), ""
    outcome = ingest(pasted)
    if outcome.status is not Status.NEW or outcome.article is None:
        return outcome, ""
    try:
        _told, wrong = _command("attribute", "--article", str(outcome.article.pk))
    except UnreadError as error:
        wrong = str(error)
    return outcome, wrong


def _command(*arguments: str, given: str = "") -> tuple[str, str]:
    """What a command of manage.py writes; and, where it fails, the end of what it says of that."""
    try:
        done = subprocess.run(  # noqa: S603 (our own arguments; the text goes in as input)
            [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments],
            input=given,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadError(f"It was not read within {_SECONDS} seconds.") from error
    return done.stdout, done.stderr.strip()[-_TOLD:] if done.returncode else ""


def _found(each: Mapping[str, Any]) -> Found:
    spans = {role: tuple((start, end) for start, end in each[role]) for role in ("content", "cue", "source")}
    return Found(
        **spans,
        kind=Kind(each["kind"]),
        stance=Stance(each["stance"]),
        speakers=tuple(each["speakers"]),
        candidates=tuple(each["candidates"]),
        addressee=each["addressee"],
        said_on=each["said_on"],
        confidence=each["confidence"],
        name_confidence=each["name_confidence"],
        reasons=tuple(each["reasons"]),
    )

"""Whom a speaker speaks about, and what others say of them: by full names in the words themselves, never by guesses.

A surname alone counts for nobody (J15): it may be anybody's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from quotes.identity import fold, is_full
from quotes.models import Alias, QuoteSpeaker, Speaker
from quotes.models.quotes import QuoteQuerySet
from quotes.search.filters import Filters
from quotes.search.grammar import Query, parse

# So many of the newest quotes are read for names, so many names are looked up, so many words may one have.
READ = 300
_LOOKED_UP = 600
_LONGEST_NAME = 6
_MOST_NAMES = 8
# Capitalised words that stand together, with the small words that names have between them.
_RUN = re.compile(
    r"[^\W\d_a-zß-ÿ][\w’'.-]*(?:\s+(?:(?:of|the|de|del|der|van|von|da|dos|al|bin|and|for)\s+){0,2}[^\W\d_a-zß-ÿ][\w’'.-]*)*"
)


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who is named in `count` of a speaker's quotes; `url` finds these."""

    speaker: Speaker
    count: int
    url: str


def speaks_of(quotes: QuoteQuerySet, speaker: Speaker, most: int = 10) -> list[Named]:
    """Who, of those known across articles, is named in the newest READ of `quotes`, all of them by `speaker`.

    Two queries. A name that two speakers have is nobody's.
    """
    texts = quotes.newest_first().values_list("text", flat=True)[:READ]
    keys = [set(_keys(text)) for text in texts]
    looked_up = [name for name, _ in Counter(name for of_one in keys for name in of_one).most_common(_LOOKED_UP)]
    aliases = Alias.objects.filter(key__in=looked_up).select_related("speaker__merged_into")
    owners: dict[str, set[Speaker]] = {}
    for alias in aliases:
        if alias.speaker.article_id is None and _tells(alias.name, alias.speaker):
            owners.setdefault(alias.key, set()).add(alias.speaker.now)
    sole = {name: who for name, (who, *others) in owners.items() if not others and who.pk != speaker.pk}
    found = Counter(who for of_one in keys for who in {sole[name] for name in of_one & sole.keys()})
    ranked = sorted(found.items(), key=lambda pair: (-pair[1], pair[0].name))[:most]
    return [Named(who, number, _both(speaker, who)) for who, number in ranked]


def said_of(quotes: QuoteQuerySet, speaker: Speaker, names: Iterable[str]) -> tuple[QuoteQuerySet, str]:
    """Those of `quotes` that have one of the speaker's full names in their words and are somebody else's, the newest
    first, and the address that finds them; none and "" where no name is full enough to tell."""
    telling = [name for name in dict.fromkeys([speaker.name, *names]) if _tells(name, speaker)]
    if speaker.article_id or not telling:
        return quotes.none(), ""
    query = _phrases(telling[:_MOST_NAMES])
    family = Speaker.objects.family(speaker).order_by().values("pk")
    own = QuoteSpeaker.objects.filter(
        quote=OuterRef("pk"), speaker__in=family, standing=QuoteSpeaker.Standing.SPEAKS
    ).order_by()
    found = quotes.search(query, names=False).filter(~Exists(own)).newest_first()
    return found, Filters(q=query, scope="words").url()


def _tells(name: str, speaker: Speaker) -> bool:
    """Whether the name, found alone in a text, can only mean this kind of speaker."""
    if speaker.kind in (Speaker.Kind.PERSON, Speaker.Kind.UNKNOWN):
        return is_full(name)
    return speaker.kind in (Speaker.Kind.ORGANISATION, Speaker.Kind.GOVERNMENT) and name[:1].isupper()


def _both(speaker: Speaker, named: Speaker) -> str:
    return Filters(q=_phrases([named.name]), scope="words", speaker=speaker).url()


def _phrases(names: Iterable[str]) -> Query:
    return parse(" OR ".join(f'"{name}"' for name in (name.replace('"', " ") for name in names)))


def _keys(text: str) -> Iterator[str]:
    """Every stretch of a capitalised run, folded as names are."""
    for run in _RUN.finditer(text):
        words = re.sub(r"[’']s\b", "", run[0]).split()
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + _LONGEST_NAME) + 1):
                stretch = " ".join(words[start:end])
                yield from {fold(stretch), fold(stretch, titles=False)} - {""}

"""Names in a stretch of a parsed text, as keys that are the same in other articles."""

from calendar import day_name, month_name
from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
from anyascii import anyascii
from spacy.tokens import Doc, Token

from quotes.attribution.mentions.places import PlaceKind, find
from quotes.identity.words import TITLES

_LONGEST = 3  # words of a place's name
_LOCATING = frozenset(("in", "at", "near", "outside", "inside", "on", "off", "around", "across", "throughout"))
_CALENDAR = frozenset((*(name.lower() for name in month_name if name), *(name.lower() for name in day_name)))
_OFTEN = 3
_SCOPE = 6


def names_in(
    tokens: Sequence[Token], meant: Mapping[int, tuple[str, ...]] = MappingProxyType({})
) -> list[tuple[str, Sequence[Token]]]:
    """The names among the tokens (in order, of one Doc), each with its tokens.

    "North Korean" and "Pyongyang" are "north korea"; of other names each word is a key of its own, so that "Putin" and
    "Vladimir Putin" share one. `meant` are the names that stand for a pronoun, by its index.
    """
    found = []
    at = 0
    while at < len(tokens):
        place, length = _place(tokens, at)
        if keys := meant.get(tokens[at].i):
            found += [(key, tokens[at : at + 1]) for key in keys]
        elif place:
            found.append((place, tokens[at : at + length]))
        elif _is_name(tokens[at]):
            found.append((folded(tokens[at].text), tokens[at : at + 1]))
        at += length
    return found


def folded(name: str) -> str:
    """A name in lower case and plain letters, less "'s" and signs around it."""
    return anyascii(name.removesuffix("'s").removesuffix("’s")).lower().strip(".,-'’")


def _place(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """The country that begins here, and how many tokens it takes; "" and 1 if none does."""
    if not tokens[at].text[:1].isupper():
        return "", 1
    longest = 1
    while longest < min(_LONGEST, len(tokens) - at) and tokens[at + longest].i == tokens[at].i + longest:
        longest += 1
    texts = [token.text_with_ws for token in tokens[at : at + longest]]
    for length in range(longest, 0, -1):
        stretch = tokens[at : at + length]
        place = find("".join(texts[: length - 1]) + stretch[-1].text)
        if place is not None and _is_of_a_person(stretch):
            continue
        if place is not None and place.kind is not PlaceKind.ORGANISATION:
            is_city = place.kind is PlaceKind.CAPITAL and is_located(stretch[-1])  # there it stands for no government
            return folded(stretch[-1].text if is_city else place.name.removeprefix("the ")), length
    return "", 1


def _is_of_a_person(stretch: Sequence[Token]) -> bool:
    """Whether the tokens are a part of somebody's name: "Washington" of "Denzel Washington"."""
    after = stretch[-1].i + 1
    goes_on = after < len(stretch[-1].doc) and stretch[-1].doc[after].ent_iob_ == "I"
    return stretch[0].ent_type_ == "PERSON" and (stretch[0].ent_iob_ == "I" or goes_on)


def _is_name(token: Token) -> bool:
    lower = token.lower_.strip(".")
    return (
        token.pos_ == "PROPN" and token.text[:1].isupper() and len(lower) > 1
        and lower not in TITLES and lower not in _CALENDAR and token.ent_type_ not in ("DATE", "TIME", "ORDINAL")
    )  # fmt: skip


def is_located(token: Token) -> bool:
    """Whether a name or noun says where: it stands behind "in", "at", "near", as far as the parse tells."""
    current = token
    for _ in range(3):
        if current.dep_ == "pobj":
            return current.head.lower_ in _LOCATING and current.ent_type_ not in ("DATE", "TIME", "EVENT")
        if current.dep_ not in ("compound", "appos", "conj", "nmod"):
            return False
        current = current.head
    return False


def scope_of(doc: Doc) -> tuple[str, ...]:
    """The names that an article speaks of most, the most frequent first."""
    pos, entity = doc.to_array(["POS", "ENT_TYPE"]).T
    named = [doc[int(index)] for index in np.nonzero((pos == doc.vocab.strings["PROPN"]) | (entity != 0))[0]]
    counts = Counter(key for key, _ in names_in([token for token in named if token.text[:1].isupper()]))
    return tuple(key for key, count in counts.most_common(_SCOPE) if count >= _OFTEN)

"""Where names may stand: runs of capitals, with the hyphens, particles and "of" that join them."""

import re

from quotes.attribution.mentions import kinds, places
from quotes.attribution.mentions.places import PlaceKind
from quotes.attribution.mentions.words import HYPHENS, Words

_CAPITAL = re.compile(r"[^\W\d_]")
DATES = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
     "april", "june", "july", "august", "september", "october", "november", "december", "i", "mon", "tue", "wed",
     "thu", "fri", "sat", "sun"]
)  # fmt: skip
PARTICLES = frozenset(
    ["de", "la", "le", "van", "von", "der", "den", "del", "della", "di", "da", "dos", "das", "du", "bin", "ibn",
     "al", "el", "ter", "ten", "ben", "zu", "af", "av", "st."]
)  # fmt: skip
ARABIC_ARTICLES = frozenset(("al", "el", "ul", "ad", "adh", "an", "ar", "as", "ash", "at", "az"))
_JOINING = PARTICLES | {"&"}
_LEGAL_FORMS = frozenset(("co.", "corp.", "gmbh", "inc", "inc.", "llc", "ltd", "ltd.", "plc"))
_CLOSED = frozenset(
    ("PRON", "DET", "ADP", "CCONJ", "SCONJ", "AUX", "PART", "PUNCT", "SYM", "NUM", "INTJ", "ADV", "SPACE")
)
_ENTITIES = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT"))
OPENING = frozenset(("“", "‘", '"', "'", "„", "``"))
_CLOSING = frozenset(("”", "’", '"', "'", "“", "''"))
# Words that open a clause, not a name, though the model may take them with the name behind them ("Though Hale said").
_OPEN_CLAUSES = frozenset(
    ["though", "although", "but", "and", "or", "nor", "yet", "so", "while",
     "whereas", "if", "unless", "because", "since", "as", "when", "whenever", "where",
     "once", "until", "after", "before", "whether", "for", "like", "unlike", "despite",
     "then", "now", "still", "even", "with", "by", "from", "about", "that",
     "what", "why", "how", "did", "does",
     "neither", "either", "both", "only", "not", "perhaps", "maybe", "just"]
)  # fmt: skip
_SUCH_OWNERS = frozenset(
    ("women", "men", "children", "people", "king", "queen", "prince", "princess", "bishop", "lloyd")
)
_OFFICES_OF = frozenset(("office", "department", "bureau"))
"""What belongs to who holds an office, and goes on when they go."""
POSSESSIVES = frozenset(("’", "'", "’s", "'s"))


def opens(words: Words, i: int) -> bool:
    """Can a name begin at token i?"""
    if words.skip(i):
        return False
    if is_label(words, i) or _opens_with_article(words, i):
        return True
    if not is_capital(words, i):
        return False
    if i == 0 or words.sent[i - 1] != words.sent[i] or not words.text[i - 1][-1].isalnum():
        if _followed(words, i) and _goes_before_names(words, i):
            return False
        return (
            words.pos[i] == "PROPN"
            or words.ent[i] in _ENTITIES
            or ((kinds.is_title(words.low[i]) or kinds.given(words.low[i]) != 0) and _followed(words, i))
        )
    return True


def _opens_with_article(words: Words, i: int) -> bool:
    """Is this the small "al" of "al-Khazali"?"""
    if words.text[i] not in ARABIC_ARTICLES or i + 2 >= len(words) or words.text[i + 1] not in HYPHENS:
        return False
    return words.glued(i + 1) and words.glued(i + 2) and words.text[i + 2][0].isupper()


def _goes_before_names(words: Words, i: int) -> bool:
    """Is this large only because it opens a sentence ("Though Hale said", "Ministers Ana Bly and Tom Hale")?"""
    if words.low[i] in _OPEN_CLAUSES:
        return not words.text[i].isupper()
    return words.many(i) and kinds.is_office(kinds.singular(words.low[i]))


def is_label(words: Words, i: int) -> bool:
    """Is token i the speaker's name at the head of a paragraph in an interview ("OTT: No.")?"""
    starts = i == 0 or words.para[i - 1] != words.para[i]
    return starts and words.text[i].isupper() and len(words.text[i]) > 2 and words.text[i + 1 : i + 2] == [":"]


def _followed(words: Words, i: int) -> bool:
    return i + 1 < len(words) and is_capital(words, i + 1)


def is_capital(words: Words, i: int) -> bool:
    text = words.text[i]
    if not text[0].isupper() or not _CAPITAL.match(text) or (words.low[i] in DATES and words.ent[i] != "PERSON"):
        return False
    if words.ent[i] == "DATE" and words.low[i] == "may":
        return False
    if words.pos[i] not in _CLOSED:
        return True
    return words.low[i] not in ("the", "a", "an") and (
        words.ent[i] in _ENTITIES or _behind_office(words, i) or _behind_title(words, i)
    )


def _behind_office(words: Words, i: int) -> bool:
    """Is this a given name that the tagger takes for a small word ("economist Per Holm")?"""
    before = words.text[i - 1] if i else ""
    return (
        before.islower()
        and kinds.is_person(before)
        and words.pos[i] == "ADP"
        and words.text[i + 1 : i + 2] != []
        and words.text[i + 1][0].isupper()
    )


def _behind_title(words: Words, i: int) -> bool:
    """Is this a name that the tagger takes for a small word behind "Sen.", "Rep.", "Mr."?"""
    before = words.low[i - 1] if i else ""
    return before.endswith(".") and before in kinds.TITLES and len(words.text[i]) > 2


def run_end(words: Words, i: int) -> int:
    """The last token of the run of capitals that begins at i; hyphens, particles, "of" and the like may join it."""
    end, size = i, len(words)
    while end + 1 < size:
        nxt = end + 1
        if _is_legal_form(words, i, end) and not _is_legal_form(words, i, nxt):
            break
        if is_capital(words, nxt):
            end = nxt
        elif (
            words.text[nxt] in HYPHENS
            and words.glued(nxt)
            and nxt + 1 < size
            and words.glued(nxt + 1)
            and words.text[nxt + 1][0].isalpha()
        ):
            end = nxt + 1
        elif words.low[nxt] in _JOINING and (past := _past_particles(words, nxt)) is not None:
            end = past
        elif (bridge := _bridge(words, i, end)) is not None:
            end = bridge
        elif (past := past_nickname(words, nxt)) is not None or (past := _past_possessive(words, nxt)) is not None:
            end = past
        else:
            break
    return end


def _is_legal_form(words: Words, first: int, i: int) -> bool:
    """Does token i end a firm's name that began at `first`? "… by Warmwell Ltd. Warmwell said" may be one sentence."""
    return i > first and words.low[i] in _LEGAL_FORMS


def _past_particles(words: Words, i: int) -> int | None:
    """The capital behind "van der", "de la", "&" at token i, if there is one."""
    for j in range(i + 1, min(i + 3, len(words))):
        if is_capital(words, j):
            return j
        if words.low[j] not in PARTICLES and not (words.text[j] in HYPHENS and words.glued(j)):
            break
    return None


def past_nickname(words: Words, i: int) -> int | None:
    """The capital behind a nickname in quotation marks that opens at token i ("Ana “Duke” Bly"), if it is one."""
    if words.text[i] not in OPENING or words.glued(i) or i + 1 >= len(words) or not words.text[i + 1][0].isupper():
        return None
    for j in range(i + 2, min(i + 5, len(words) - 1)):
        if words.text[j] in _CLOSING:
            return j + 1 if is_capital(words, j + 1) else None
    return None


def _past_possessive(words: Words, i: int) -> int | None:
    """The capital behind the ’s at token i where both make one name ("Dockers’ League", "Women's Institute", "Sheriff's
    Office")."""
    if words.low[i] not in ("’", "'", "’s", "'s") or not words.glued(i) or i + 1 >= len(words) or words.glued(i + 1):
        return None
    owner = words.low[i - 1]
    many = owner.endswith("s") if words.low[i] in ("’", "'") else owner in _SUCH_OWNERS
    many = many or (i > 1 and words.low[i - 2] in ("st", "st.", "saint"))
    if words.low[i + 1] in _OFFICES_OF:
        return i + 1 if words.place(i - 1, i - 1) is None else None
    bodies = kinds.ORGANISATION_NAMES if many else _OFFICES_OF if kinds.is_person(owner) else frozenset()
    j = i + 1
    while j < min(i + 5, len(words)) and is_capital(words, j):
        if words.low[j] in bodies:
            return i + 1
        j += 1
    return None


def _bridge(words: Words, first: int, end: int) -> int | None:
    """Where "of", "for", "the" … lead on to the rest of a name ("Secretary of State X"), if they do."""
    nxt = end + 1
    if words.low[nxt] not in ("of", "for", "and", "on", "to", "in"):
        return None
    to = nxt + 1
    if to < len(words) and words.low[to] == "the":
        to += 1
    if to >= len(words) or not is_capital(words, to):
        return None
    one_entity = (
        words.ent_no[end] >= 0 and words.ent_no[end] == words.ent_no[to] and words.ent[end] in ("ORG", "LAW", "FAC")
    )
    low = words.low[end]
    held = words.low[nxt] in ("of", "for") and low in kinds.OFFICES and past_seat(words, to) is not None
    if words.low[nxt] == "of":
        joins = (
            held
            or (low in kinds.OFFICES and to + 1 < len(words) and is_country(words, to) and is_capital(words, to + 1))
            or low in kinds.ORGANISATION_NAMES
            or (
                words.text[end].isupper()
                and len(low) > 2
                and places.find(words.text[end]) is None
                and is_country(words, to)
            )
            or one_entity
            or (low in kinds.OFFICES and words.low[to] in kinds.PORTFOLIOS | kinds.CHAMBERS)
        )
        return to if joins else None
    if words.low[nxt] != "and":
        return to if one_entity or held else None
    if low in kinds.ORGANISATION_NAMES and words.low[_capitals_end(words, to)] == low:
        return None  # "Harrow Bank and Sunder Bank"
    return to if (one_entity and _has_head(words, first, end)) or _shares_head(words, first, end, to) else None


def past_seat(words: Words, to: int) -> int | None:
    """Where a name begins behind what its office is held of ("Mayor of London Ana Bly"), which begins at `to`.

    By the place or the given name; None if there is no name, or neither is known.
    """
    end = _capitals_end(words, to)
    if any(words.low[i] in kinds.ORGANISATION_NAMES for i in (end - 1, end)):
        return None
    placed = (first for first in range(end - 1, to, -1) if words.place(to, first - 1) is not None)
    return next(placed, end - 1 if end - 1 > to and kinds.given(words.low[end - 1]) else None)


def _capitals_end(words: Words, i: int) -> int:
    while i + 1 < len(words) and is_capital(words, i + 1):
        i += 1
    return i


def _has_head(words: Words, first: int, end: int) -> bool:
    """Does the name before "and" hold the noun to which both sides belong ("Ministry of …", "Centres for …")?"""
    return any(words.low[k] in kinds.ORGANISATION_NAMES or words.low[k] in ("of", "for") for k in range(first, end + 1))


def _shares_head(words: Words, first: int, end: int, to: int) -> bool:
    """Does a noun behind "and" stand for both sides ("Bridge and Tunnel Authority")? By the parse, or after "the"."""
    last = to
    while last + 1 < len(words) and is_capital(words, last + 1) and words.ent_no[last + 1] == words.ent_no[to]:
        last += 1
    if to == end + 2 and _is_of_workers(words, first, end, to):
        return True
    if to != end + 2 or last == to or words.low[last] not in kinds.ORGANISATION_NAMES or words.text[end].isupper():
        return False
    if words.head[end] == last and words.dep[end] in ("nmod", "compound"):
        return True
    whole = words.ent_no[first] == words.ent_no[last] >= 0 and words.ent[last] == "ORG"
    return whole and first > 0 and words.low[first - 1] == "the" and words.place(first, end) is None


def _is_of_workers(words: Words, first: int, end: int, to: int) -> bool:
    """ "National Union of Rail and Ferry Workers", "Transport and General Workers’ Alliance": both sides say whose body
    it is."""
    last = _capitals_end(words, to)
    if not words.low[last].endswith("s") or not kinds.is_person(kinds.singular(words.low[last])):
        return False
    body = any(words.low[k] in kinds.ORGANISATION_NAMES and words.low[k + 1] == "of" for k in range(first, end))
    return body or (last + 1 < len(words) and words.low[last + 1] in ("’", "'") and first == end)


def is_country(words: Words, i: int) -> bool:
    place = words.place(i, i)
    return place is not None and place.kind in (PlaceKind.COUNTRY, PlaceKind.STATE)

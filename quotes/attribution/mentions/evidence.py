"""A proper name, and what its own words and those beside it tell: person or not, roles, gender."""

from dataclasses import dataclass, replace

from quotes.attribution.mentions import kinds
from quotes.attribution.mentions.places import Place, PlaceKind
from quotes.attribution.mentions.roles import Role, read_role
from quotes.attribution.mentions.words import Words

_SIDES = {"defence": "lawyer", "defense": "lawyer", "prosecution": "prosecutor"}
_HOLDING = {
    "chair": "chair",
    "lead": "leader",
    "head": "head",
    "own": "owner",
    "manage": "manager",
    "coach": "coach",
    "edit": "editor",
    "direct": "director",
    "found": "founder",
    "captain": "captain",
    "govern": "governor",
    "command": "commander",
    "teach": "teacher",
}
_BEING = frozenset(("is", "was", "be", "been", "became", "becomes"))
_IN_WHOM = (["confidence"], ["faith"], ["trust"], ["interest"], ["belief"], ["believe"], ["believes"], ["believed"])
_MARKS = frozenset(("“", "”", "‘", "’", '"', "'", "``", "''"))
_NER_VOTE = {"PERSON": 1.5, "ORG": -1.2, "GPE": -1.5, "LOC": -1.5, "FAC": -1.5, "NORP": -1.5}


@dataclass(slots=True)
class Name:
    """A name at tokens first..last (inclusive); its title, if any, begins at `title` (else that is `first`).

    `vote` says how much speaks for a person (above 0) or against; `modifier` that it only modifies the next noun
    ("Trump supporters"), `possessive` that it owns it ("Lavrov’s deputy"). `nick` stood in quotation marks within it.
    """

    first: int
    last: int
    title: int
    parts: tuple[str, ...]
    roles: tuple[Role, ...] = ()
    vote: float = 0.0
    gender: float = 0.0
    courtesy: bool = False
    modifier: bool = False
    possessive: bool = False
    place: Place | None = None
    nick: str = ""
    firm: bool = False
    country: str = ""
    age: str = ""

    @property
    def text(self) -> str:
        return " ".join(self.parts)


def judge(words: Words, name: Name, low: list[str]) -> None:
    """Person or not, by the name's own words and what stands right beside it."""
    i, after = name.first, name.last + 1
    name.place = words.place(name.first, name.last)
    name.vote += _NER_VOTE.get(words.ent[name.last], -0.5 if words.ent[name.last] else 0.0)
    name.vote += _by_own_words(name, low, taken=words.ent[name.last] == "PERSON")
    name.modifier = after < len(words) and _modifies(words, name.last)
    if name.title == name.first and i and words.low[i - 1] in ("the", "a", "an") and not name.modifier:
        name.vote -= 2.0
    within = i > 0 and words.low[i - 1] in ("in", "near") and words.low[i - 2 : i - 1] not in _IN_WHOM
    if within and len(low) > 1:
        name.vote -= 2.0
    if name.place is not None and name.title == name.first:
        name.vote -= 2.0
    if _is_set_off(words, name):
        name.vote -= 3.0
    if _as_many(words, name):
        name.vote -= 2.0
    name.country = _own_country(words, name)
    if after < len(words):
        name.possessive = words.low[after] in ("’s", "'s", "’", "'") and words.tag[after] in ("POS", "VBZ", "''")
        name.vote -= 6.0 * _is_of_saint(words, name)
        rest = words.low[after : after + 3]
        if rest[0] in ("who", "whose") or rest[:2] in ([",", "who"], [",", "whose"], ["—", "who"]):
            name.vote += 2.5 * (not within and (not i or words.low[i - 1] != "at"))  # "an analyst at Acme, who"
        elif len(rest) == 3 and rest[0] == rest[2] == "," and rest[1].isdigit():
            name.vote += 3.0
            name.age = rest[1]
        elif len(rest) == 3 and rest[0] == "(" and rest[2] == ")" and rest[1].isalpha() and len(low) == 2:
            name.vote += 0.0 if words.text[after + 1].isupper() else 1.5
        against = _firm_beside(words, name)
        name.vote += against
        name.firm = against < 0
        _read_apposition(words, name)
        _read_clause(words, name)


def _is_of_saint(words: Words, name: Name) -> bool:
    """ "St Wilfrid’s": a church, a school, a hospital."""
    return name.possessive and words.low[name.title] in ("st", "st.", "saint")


def _modifies(words: Words, last: int) -> bool:
    """Does a name that ends at `last` only modify the noun behind it ("the Hale supporters")?"""
    return (
        words.pos[last + 1] in ("NOUN", "ADJ")
        and words.text[last + 1][0].islower()
        and words.head[last] > last
        and words.dep[last] in ("compound", "nmod", "amod", "poss", "npadvmod")
    )


def _is_set_off(words: Words, name: Name) -> bool:
    """Does a name stand by itself within quotation marks ("called “Wide Hollow”"), as words do and people not?"""
    before, behind = words.text[max(name.first - 1, 0)], words.text[name.last + 1 : name.last + 2]
    return name.first > 0 and before in _MARKS and bool(behind) and behind[0] in _MARKS and len(name.parts) > 1


def _as_many(words: Words, name: Name) -> bool:
    """Does one name take a verb in the plural ("Orsk Rovers have sold"), as teams and firms do?"""
    tok, verb = name.last, words.head[name.last]
    if words.dep[tok] not in ("nsubj", "nsubjpass") or any(words.dep[k] == "conj" for k in words.kids[tok]):
        return False
    if name.title and words.low[name.title - 1] in ("and", "&", ",", "or", "nor"):
        return False
    return any(words.low[k] in ("have", "are") and words.head[k] in (verb, words.head[verb]) for k in
               (verb, *words.kids[verb]) if k > tok)  # fmt: skip


def _own_country(words: Words, name: Name) -> str:
    """The country of "France’s Ana Bly", or ""."""
    at = name.title - 1
    if at < 1 or words.low[at] not in ("’s", "'s") or name.title != name.first:
        return ""
    place = words.place(at - 1, at - 1) or (words.place(at - 2, at - 1) if at > 1 else None)
    return place.code if place is not None and place.kind is PlaceKind.COUNTRY else ""


def _by_own_words(name: Name, low: list[str], *, taken: bool) -> float:
    """What a name's own words speak for: "Bank", "Bridge" and capitals against a person, "Ana" and initials for one.

    `taken`: the model takes it for a person's.
    """
    surnamed = taken and len(low) == 2 and kinds.given(low[0])  # "Ana Bridge"
    if any(w in kinds.ORGANISATION_NAMES or w == "&" for w in low) and not surnamed:
        return -3.0
    if len(low) > 1 and _ends_in_letters(name.parts):
        return -3.0
    if len(low) == 1:
        return -2.5 if name.parts[0].isupper() and len(low[0]) > 1 else 0.0
    if low[-1] in kinds.SITES:
        return -2.0
    if len(low) > 4:
        return 0.0
    initial = any(len(w) == 2 and w[1] == "." for w in low[:-1])
    return 0.3 + 1.5 * abs(kinds.given(low[0])) + ("-" in low[0]) + 2 * initial


def _ends_in_letters(parts: tuple[str, ...]) -> bool:
    """Does a name in small letters end in an abbreviation ("Young ANP"), which no surname is?"""
    last = parts[-1]
    return last.isupper() and 1 < len(last) < 5 and last.isalpha() and last.lower() not in kinds.SUFFIXES and not any(
        part.isupper() and len(part) > 1 for part in parts[:-1]
    )  # fmt: skip


def _firm_beside(words: Words, name: Name) -> float:
    """What speaks for a firm: "the brokerage X", "X, the country's largest retailer,", "X’s chief executive"."""
    i, after = name.first - 1, name.last + 1
    rest = words.low[after : after + 8]
    against = 0.0
    if name.title == name.first and i >= 0 and words.low[i] in kinds.FIRMS and words.pos[i] == "NOUN":
        against -= 2.5
    if rest[:1] == [","] and rest[1:2] == ["which"]:
        against -= 2.0
    elif rest[:1] == [","] and words.pos[after + 1 : after + 2] in (["DET"], ["PROPN"], ["PRON"]):
        phrase = rest[1 : rest.index(",", 1)] if "," in rest[1:] else rest[1:]
        largest = bool({"largest", "biggest", "leading", "oldest"} & set(phrase))
        against -= 2.5 * any(w in kinds.FIRMS or (largest and w in kinds.EITHER) for w in phrase[:5])
    if name.possessive and any(kinds.is_chief_of_firm(" ".join(rest[1 : 1 + n])) for n in (1, 2)):
        against -= 1.5
    if rest[:1] in (["shares"], ["stock"], ["shareholders"]):
        against -= 2.0
    return against


def _read_clause(words: Words, name: Name) -> None:
    """Offices told by a clause: ", who has chaired the club since", ", for the defence,"."""
    after = name.last + 1
    rest = words.low[after : after + 6]
    if rest[:3] == [",", "for", "the"] and len(rest) > 3 and rest[3] in _SIDES:
        name.roles += (Role(_SIDES[rest[3]]),)
        name.vote += 2.0
    elif rest[:2] in (["of", "the"], ["at", "the"]) and len(rest) > 2 and rest[2] in kinds.FIRMS | kinds.ORGANISATIONS:
        name.vote += 1.5
    elif rest[:1] == [","] and rest[1:2] == ["who"]:
        verb = next((i for i in range(after + 2, min(after + 5, len(words))) if words.pos[i] == "VERB"), None)
        head = _HOLDING.get(words.doc[verb].lemma_.lower()) if verb is not None else None
        if verb is not None and head and words.low[verb + 1 : verb + 2] and words.pos[verb + 1] not in ("ADP", "PUNCT"):
            object_ = next((k for k in words.kids[verb] if words.dep[k] == "dobj"), verb)
            narrow = words.low[object_] if object_ != verb else ""
            name.roles += (Role(head, frozenset((narrow,)) if narrow else frozenset()),)
    elif (role := _told_by_verb(words, name.last)) is not None:
        name.roles += (role,)


def _told_by_verb(words: Words, tok: int) -> Role | None:
    """The office of "Ana Bly coached the side"."""
    verb = words.head[tok]
    head = _HOLDING.get(words.doc[verb].lemma_.lower())
    if words.dep[tok] != "nsubj" or words.pos[verb] != "VERB" or verb < tok or not head:
        return None
    object_ = next((k for k in words.kids[verb] if words.dep[k] == "dobj"), None)
    if object_ is None:
        return None
    return Role(head, frozenset((words.low[object_],)), former=words.tag[verb] == "VBD")


def _read_apposition(words: Words, name: Name) -> None:
    """Roles given beside the name: ", the union’s treasurer,", "is the mayor of"; and before it: "the treasurer, X",
    "the mayor is X"."""
    kids = [
        k
        for t in range(name.first, name.last + 1)
        for k in words.kids[t]
        if words.dep[k] == "appos" and k > name.last and not {"VERB", "AUX"} & set(words.pos[name.last + 1 : k])
    ]
    head = words.head[name.last]
    called: list[int] = []
    if words.dep[name.last] == "nsubj" and words.low[head] in _BEING and not _is_denied(words, head):
        called = [k for k in words.kids[head] if words.dep[k] == "attr" and "," not in words.text[head:k]]
        kids += called
    if words.dep[name.last] == "appos":
        kids.append(head)
    if words.dep[name.last] == "attr" and words.low[head] in _BEING and not words.quoted[head]:
        told = [k for k in words.kids[head] if words.dep[k] == "nsubj" and k < head and not _is_denied(words, head)]
        kids, called = kids + told, called + told
    for kid in kids:
        noun = kinds.singular(words.low[kid])
        if kid > name.last and _of_the_next(words, name, kid):
            continue
        if (
            (words.pos[kid] == "NOUN" or words.low[kid] in kinds.OFFICES or words.low[kid - 1] in ("a", "an"))
            and not name.title <= kid <= name.last
            and kinds.is_person(noun)
            and noun == words.low[kid]
        ):
            first, last = _phrase(words, kid)
            first, last = (first, min(last, name.title - 1)) if kid < name.first else (max(first, name.last + 1), last)
            role = read_role(words, first, last)
            if kid in called and _is_judged(words, kid):
                role = replace(role, text="")
            name.roles += (role,)
            name.vote += 0.0 if noun in kinds.EITHER and kid < name.first else 2.0
            name.gender = name.gender or role.gender


def _is_denied(words: Words, verb: int) -> bool:
    """Does the article say that somebody is not this ("is not the mayor", "is no longer the mayor")?"""
    return any(words.dep[k] == "neg" or words.low[k] in ("no", "never", "longer") for k in words.kids[verb])


def _is_judged(words: Words, noun: int) -> bool:
    """Is somebody called what the speaker makes of them ("is a weak candidate", "is the worst mayor we ever had"), not
    what they are ("is a nurse")?"""
    kids = words.kids[noun]
    qualities = [k for k in kids if words.dep[k] == "amod"]
    if any(words.tag[i] in ("JJS", "RBS") for k in qualities for i in (k, *words.kids[k])):
        return True
    return bool(qualities) and any(words.low[k] in ("a", "an", "no") for k in kids)


def _of_the_next(words: Words, name: Name, kid: int) -> bool:
    """Does the office behind this name belong to the next ("the treasurer, Ana Bly, the clerk, Tom Hale, and …")?"""
    before, behind = name.title - 2, kid + 2
    if before < 0 or words.text[before + 1] != "," or words.pos[before] != "NOUN" or behind >= len(words):
        return False
    return words.text[kid + 1] == "," and words.text[behind][0].isupper() and words.pos[behind] == "PROPN"


def _phrase(words: Words, i: int) -> tuple[int, int]:
    """A noun's phrase, cut at the first comma or relative clause behind it."""
    first, last = words.edges(i)
    for j in range(i + 1, last + 1):
        if (
            words.text[j] in (",", "—", "–", ";", "(")
            or words.tag[j] in ("WP", "WP$", "WDT", "VBN", "VBG")
            or "\n" in words.text[j]
        ):
            last = j - 1
            break
    while first < i and words.pos[first] in ("DET", "PUNCT", "SPACE", "CCONJ", "ADP"):
        first += 1
    return first, max(last, i)

"""Whether two names are one person's, in so far as names can tell, and why one would think so.

"same"       spellings or forms of one full name: good enough to join
"likely"     a reader would want to look: good enough to suggest to an editor, with the reasons
"unsure"     nothing speaks for it, nothing quite against it
"different"  a given name, a surname, a father's name, a generation, a mark or a title contradicts
"""

import re
from collections.abc import Iterator, Sequence

from quotes.identity.alignment import Comparison, Likeness, aligned, fits
from quotes.identity.names import coarse, full
from quotes.identity.people import Person, Word, marks_of, person, spelled
from quotes.identity.short_forms import short_form
from quotes.identity.sounds import EXACT, Reading, all_in_one, close, plain, spelled_alike, turned

# The endings of short forms: "Benny", "Katie", "Joe".
_DIMINUTIVE = re.compile(r"(?<=\w)([a-z])\1?(?:ie|y|e)$")


def same_person(a: str, b: str) -> Likeness:
    """The likeness of two names alone. Symmetric."""
    return compare(a, b).likeness


def compare(a: str, b: str) -> Comparison:
    """Likeness and reasons. "same" only for full names with one `coarse` key."""
    one, other = sorted((person(a), person(b)), key=lambda found: (len(found.words), found.written))
    if not one.words or not other.words:
        return Comparison("unsure")
    if contradiction := _contradiction(one, other):
        return Comparison("different", (contradiction,))
    found = _best(one, other)
    if found.likeness == "same" and not (
        one.generation == other.generation and full(one) and full(other) and coarse(a, "person") == coarse(b, "person")
    ):
        return Comparison("likely", (*found.reasons, *_generation_reason(one, other)))
    return found


def clash(a: str, b: str) -> bool:
    """Whether two names that are spelled with the same letters cannot be taken for one all the same: another mark,
    another character, another sex or generation."""
    one, other = person(a), person(b)
    return bool(_contradiction(one, other)) or _doubt_by_marks(one, other) != "" or one.generation != other.generation


def _contradiction(one: Person, other: Person) -> str:
    if one.generation and other.generation and one.generation != other.generation:
        return "another generation"
    if one.sex and other.sex and one.sex != other.sex:
        return "titles of a man and of a woman"
    if (one.vietnamese or other.vietnamese) and plain(one.words) == plain(other.words):
        pairs = [(marks_of(a), marks_of(b)) for a, b in zip(one.words, other.words, strict=True)]
        if any(a and b and a != b for a, b in pairs):
            return "other marks, which make another name"
    return ""


def _doubt_by_marks(one: Person, other: Person) -> str:
    """Why names of the same plain letters may be two: characters or marks that both have, and not the same."""
    if one.script == other.script == "han" and one.written.strip() != other.written.strip():
        return "other characters, read alike"
    if one.script != other.script or len(one.words) != len(other.words):
        return ""
    pairs = [(marks_of(a), marks_of(b)) for a, b in zip(one.words, other.words, strict=True)]
    if any(a for a, _ in pairs) and any(b for _, b in pairs) and any(a != b for a, b in pairs):
        return "marks that are not the same"
    short = [(a, b) for a, b in zip(one.words, other.words, strict=True) if max(len(a.plain), len(b.plain)) < 3]
    if any("ü" in a.marks + b.marks and a.marks != b.marks for a, b in short):
        return "“ü” or “u” in a short name"
    return ""


def _best(one: Person, other: Person) -> Comparison:
    """The best that any reading of the two names says: with or without particles, by given name or by nickname."""
    found = [_read(a, b, note) for a, b, note in _readings(one, other)]
    doubt = _doubt_by_marks(one, other)
    for likeness in ("same", "likely"):
        for comparison in found:
            if comparison.likeness == likeness:
                if likeness == "same" and doubt:
                    return Comparison("likely", ("written alike", doubt))
                return comparison
    return Comparison("different" if _contradict(one, other) else "unsure")


def _readings(one: Person, other: Person) -> Iterator[tuple[Reading, Reading, str]]:
    yield Reading(one, one.words), Reading(other, other.words), ""
    particles = _particles(one), _particles(other)
    if any(particles):
        apart = "" if _left_out(*particles) else "other particles"
        yield Reading(one, one.bare), Reading(other, other.bare), apart
    for known, called in ((one, other), (other, one)):
        if known.nickname:
            words = (*known.nickname, *known.bare[-1:])
            note = f"“{' '.join(plain(known.nickname)).title()}” is given as a nickname"
            yield Reading(known, words), Reading(called, called.bare), note


def _particles(one: Person) -> frozenset[str]:
    return frozenset(word.plain for word in one.words if word.particle)


def _left_out(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one name only leaves out what the other has; "bin" is no such thing, it makes a father's name."""
    return (one <= other or other <= one) and not (one ^ other) & {"bin", "bint"}


def _read(one: Reading, other: Reading, note: str) -> Comparison:
    noted = (note,) if note else ()
    if min(len(one.words), len(other.words)) == 1:
        return _part_of(one, other)
    if _strictly(one, other):
        return Comparison("likely" if note else "same", noted or ("one name in two spellings",))
    if found := aligned(one, other):
        return Comparison("likely", (*noted, *found.reasons)) if note else found
    if why := spelled_alike(one, other, one.words) or _usual_form(one, other) or _cut_short(one, other):
        return Comparison("likely", (*noted, why))
    for words in turned(one.words):
        if why := spelled_alike(one, other, words):
            return Comparison("likely", (*noted, "the same names in another order", *([why] * (why != EXACT))))
    return Comparison("unsure")


def _usual_form(one: Reading, other: Reading) -> str:
    """Why one given name may be the usual short form of the other, before one surname ("Bill", "William"); else ""."""
    if fits(one.words[-1], other.words[-1]) != "exact" or _contradict_within(one.words[1:-1], other.words[1:-1]):
        return ""
    return short_form(one.plain[0], other.plain[0])


def _cut_short(one: Reading, other: Reading) -> str:
    """Why one given name may be the other cut short, before one surname ("Ben", "Benny" and "Benjamin"); else ""."""
    short, long = sorted((one.plain[0], other.plain[0]), key=len)
    stem = _DIMINUTIVE.sub(r"\1", short) if len(short) > 2 else short
    if fits(one.words[-1], other.words[-1]) != "exact" or len(long) < len(short) + 3:
        return ""  # one or two letters more are a woman's form: "Daniel", "Danielle"
    if len(short) < 2 or not (len(stem) > 2 or len(short) < 4):
        return ""
    if not long.startswith((short, stem)) or _contradict_within(one.words[1:-1], other.words[1:-1]):
        return ""
    return f"“{short.title()}” may be short for “{long.title()}”"


def _part_of(one: Reading, other: Reading) -> Comparison:
    """One of the two is a single word: it is the other's surname, its first name, or all of it in one word."""
    short, long = sorted((one, other), key=lambda reading: len(reading.words))
    if len(long.words) == 1:
        why = spelled_alike(short, long, short.words)
        return Comparison("likely", ("one single name" if why == EXACT else why,)) if why else Comparison("unsure")
    if spelled_alike(short, long, short.words):
        return Comparison("likely", ("one name, written in one word or more",))
    if any(fits(short.words[0], word) in ("exact", "spelled") for word in long.words):
        return Comparison("likely", (f"“{short.plain[0].title()}” is part of the other name",))
    return Comparison("unsure")


def _strictly(one: Reading, other: Reading) -> bool:
    """Whether the words are the same but for spelling that proves nothing, hyphens and spaces among it."""
    forms, others = spelled(one.words), spelled(other.words)
    if len(forms) == len(others) and all(a & b for a, b in zip(forms, others, strict=True)):
        return True
    touching = bool(forms[0] & others[0] or forms[-1] & others[-1])
    return touching and ("".join(one.plain) == "".join(other.plain) or bool(all_in_one(forms) & all_in_one(others)))


def _contradict(one: Person, other: Person) -> bool:
    """Whether some part of the two cannot be one person's."""
    mine, theirs = one.bare, other.bare
    if min(len(mine), len(theirs)) == 1:
        short, long = sorted((mine, theirs), key=len)
        return not (any(fits(short[0], word) for word in long) or close(short[0].plain, long[-1].plain))
    if sorted(plain(mine)) == sorted(plain(theirs)):
        return False
    a, b = mine[0].plain, theirs[0].plain
    given = fits(mine[0], theirs[0]) or _may_be_short(a, b) or short_form(a, b)
    family = fits(mine[-1], theirs[-1]) or close(mine[-1].plain, theirs[-1].plain)
    return not given or not family or _contradict_within(mine[1:-1], theirs[1:-1])


def _contradict_within(mine: Sequence[Word], theirs: Sequence[Word]) -> bool:
    """The same of the names in the middle."""
    if not mine or not theirs:
        return False
    if len(mine) != len(theirs):
        return all(word.short for word in (*mine, *theirs))
    return any(a.plain[0] != b.plain[0] for a, b in zip(mine, theirs, strict=True))


def _generation_reason(one: Person, other: Person) -> tuple[str, ...]:
    return ("a generation (“Jr.”) stands on one side only",) if one.generation != other.generation else ()


def _may_be_short(a: str, b: str) -> bool:
    """Whether two given names could be one person's: an initial, a beginning, or nearly the same word."""
    short, long = sorted((a, b), key=len)
    return (short[0] == long[0] and len(short) <= 3) or long.startswith(short) or close(a, b)

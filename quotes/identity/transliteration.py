"""How one name is carried over into English letters in several ways: keys that its spellings have in common.

`reduced` is sure of itself: what it makes equal is one name. `loose` makes equal what may be one, for suggestions; so
do `wade_giles`, `korean` and `consonants`, each for one way of writing. All take and give small plain letters.

The correspondences are those of the published romanisations: BGN/PCGN, ISO 9, the German and the French press for
Cyrillic; ALA-LC, the English and the French press for Arabic and Persian; Hanyu Pinyin and Wade-Giles; Revised
Romanisation and McCune-Reischauer; Hunterian; Hepburn with its long vowels; the Dutch spelling of Indonesian names.
"""

import re
from functools import lru_cache
from itertools import islice, product

EXPANDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "đ": "dj"})
_SLAVIC = re.compile(r"(?:[oey]v|ova|eva|enko|sk(?:y|i|iy|ij|yy|yi|ii|aya|aia|aja)|[iy]ch|chuk)$")
_ALWAYS = (
    (re.compile(r"x"), "ks"),
    (re.compile(r"(?<=..)kh"), "h"),
    (re.compile(r"^tch"), "ch"),
    (re.compile(r"(?:iy|ii|yy|ij|yj|yi)$"), "y"),
    (re.compile(r"i[yj]a$"), "ia"),
    (re.compile(r"(?<=[szc]k)[yi]$"), "y"),
    (re.compile(r"(?<=...[aeou])[yj]$"), "i"),
    (re.compile(r"(?<=[aeiou])[yij]e(?=va?$)"), "e"),
    (re.compile(r"yov$"), "ev"),
    (re.compile(r"(?<=[^aeiou][ou])ij(?=[^aeiou])|(?<=u)ij"), "y"),
)
# Given names of other languages differ in these alone (Toni and Tony), so they ask for a long or a Slavic name.
_LOOSE = (
    (re.compile(r"(?<=[^aeiouyj])[yj](?=[aeou])"), "i"),
    (re.compile(r"(?<=[^aeiou])i$"), "y"),
    (re.compile(r"^ye"), "e"),
)
_LONG = 6
_VOWELS = re.compile(r"[aeiou]+")
_DOUBLED = re.compile(r"(.)\1+")
_MOST = 48  # spellings of one word that are looked at


def is_slavic(surname: str) -> bool:
    return bool(_SLAVIC.search(surname))


def reduced(word: str, *, slavic: bool, last: bool) -> str:
    """The one spelling for all transliterations of `word`; a surname's (`last`) is less often one of several."""
    loosely = slavic or (len(word) >= _LONG and not last)
    for pattern, replacement in (*_ALWAYS, *(_LOOSE if loosely else ())):
        word = pattern.sub(replacement, word)
    if word[0] == "j" and not last and (slavic or (len(word) >= _LONG - 1 and len(_VOWELS.findall(word)) > 1)):
        # But not in names of one syllable, of which there are so many: Jun and Yun, Jeong and Yeong.
        return "y" + word[1:]
    return word


def _rules(text: str) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """One rule a line: a pattern, then what may stand for it. The first that fits wins; "-" is nothing."""
    rows = (line.split() for line in text.strip().splitlines())
    return tuple((re.compile(row[0]), tuple("" if out == "-" else out for out in row[1:])) for row in rows)


# Capitals are single sounds: C tsh, J dzh, Z ts, A ai.
_LETTERS = _rules(
    r"""
    schtsch|shch        s
    ^j(?=[aeiou]+[^aeiouy]*$) J
    ^ie|^ye|^je         i
    [aeu]dd[ie]ne?$     din
    tsch[iy]?o(?=[vw]$) Ci
    tsch|tch            C
    ch[iy]?o(?=[vw]$)   Ci
    sh[iy]?o(?=[vw]$)   si
    zh[iy]?o(?=[vw]$)   Ji
    sch                 s h
    dzh|dj              J
    tj                  C
    tzh|tz|ts           Z
    zh                  J z
    kh                  h k
    gh                  g
    ch                  C s h k
    ph                  f
    th(?=[^aeiouyjh]|$) t
    [td]h               t d
    sh                  s
    cz                  C Z
    ck                  k
    ksh|x               ks
    q                   k g
    w                   v
    c(?=[eiy])          s Z C
    c                   k C Z
    ^z                  z Z
    ^h(?=[^aeiouyj])    h g
    (?<=[^aeiou])h(?=[aeiou]) h g
    h(?=[^aeiouyj]|$)   -
    j(?=[aeiou])        J i
    gi(?=[aou])         gi i
    yo                  iu i
    ouy                 ui
    ou                  u au
    [oeu]e(?=[^aeiou])  u i
    ae                  a A
    u[iy]j?             ui
    (?:ay|ai|ei|ey|[ae]j(?![aeiou]))i? A
    """
)
_PLAIN_VOWELS = str.maketrans({"y": "i", "j": "i", "e": "i", "o": "u"})


@lru_cache(maxsize=20_000)
def loose(word: str) -> frozenset[str]:
    """Spellings by sound, vowels in three classes only. A last vowel is kept: it tells men's names from women's."""
    readings = _readings(word, _LETTERS)
    return frozenset(_DOUBLED.sub(r"\1", reading.translate(_PLAIN_VOWELS)) for reading in readings)


def consonants(word: str) -> frozenset[str]:
    """What scripts without vowels write of a word: the consonants of its loose spellings."""
    bare = {_DOUBLED.sub(r"\1", re.sub(r"[aeiouA]", "", reading)) for reading in loose(word)}
    return frozenset(bare | {reading[:1].replace("v", "b") + reading[1:] for reading in bare})


_WADE_GILES = _rules(
    r"""
    ng(?=[^aeiou]|$)    ng
    hs                  x
    ch(?=i[^h]|i$)      j q
    ch(?=u)             zh ch j q
    ch                  zh ch
    sh                  sh
    t[sz](?=[aeiou])    z c
    ss                  s
    p(?=[aeiou])        b p
    t(?=[aeiou])        d t
    k(?=[aeiou])        g k
    j                   r
    ung                 ong
    ien                 ian
    ieh                 ie
    ih                  i
    uei                 ui
    (?<=k)o(?=[^u]|$)   e
    eh                  e
    (?<=y)u(?=[^aeioun]|$) ou u
    """
)


@lru_cache(maxsize=5_000)
def wade_giles(word: str) -> frozenset[str]:
    """The Pinyin spellings of what may be Wade-Giles, its apostrophes lost: "tsetung" gives "zedong" among others."""
    return frozenset(_readings(word, _WADE_GILES))


_KOREAN = _rules(
    r"""
    ng(?=[^aeiouyw]|$)  q
    ch|j                c
    kk|[gk]             k
    tt|[dt]             t
    pp|[bp]             p
    sh|ss|s             s
    ^[rl]               n
    oo                  u
    ee|yi               i
    yeo|you             yo
    yu(?=n)             yo
    yoo(?=n)            yo
    eo|ou               o
    eu|uh|woo|wu        u
    u(?=ng)             o
    ar(?=k)             a
    """
)


@lru_cache(maxsize=5_000)
def korean(word: str) -> frozenset[str]:
    """What Revised Romanisation, McCune-Reischauer without its marks and the press have in common."""
    return frozenset(_readings(word, _KOREAN))


def _readings(word: str, rules: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]) -> set[str]:
    """Every way to read `word`; letters without a rule are themselves."""
    at, parts = 0, []
    while at < len(word):
        for pattern, outs in rules:
            if found := pattern.match(word, at):
                parts.append(outs)
                at = found.end()
                break
        else:
            parts.append((word[at],))
            at += 1
    return {"".join(reading) for reading in islice(product(*parts), _MOST)}

"""The words of a source: where they end, and the head tokens of those who speak in it."""

from collections.abc import Sequence

from quotes.attribution.lexicon import DECLINING, DENYING, SAYING
from quotes.attribution.mentions import kinds
from quotes.attribution.mentions.words import Words
from quotes.attribution.types import Span, SpeakerKind

_CLAIMING = SAYING | DENYING | DECLINING
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET")
_PREFIXES = frozenset(("anti", "co", "ex", "mid", "non", "pro", "sub", "vice"))
_LIKE_VERBS = frozenset(("according", "concerning", "including", "regarding"))
_MODIFIERS = frozenset(("DET", "ADJ", "NUM", "NOUN", "PROPN"))


def whole(words: Words, span: Span) -> Span:
    """The span of a source; where it breaks off within a word ("her co" of "her co-author"), to the phrase's end."""
    within = words.at(span)
    if not within or not words.joins(within.stop):
        return span
    last = min(words.edges(within.stop + 1)[1], len(words) - 1)
    while last > within.stop and (words.sent[last] != words.sent[within.stop] or words.pos[last] in ("PUNCT", "SPACE")):
        last -= 1
    return (span[0], words.end[last]) if last > within.stop else span


def holds_clause(words: Words, span: Span) -> bool:
    """Is the "source" in a headline a sentence of its own ("Norway’s union claims win")?"""
    toks = words.at(span)
    if len(toks) < 4 or not words.in_heading(toks.start):
        return False
    owned = next((i for i in toks if words.tag[i] == "POS"), toks.stop)
    return any(
        words.low[i][:-1] in _CLAIMING and words.low[i].endswith("s") and words.tag[i - 1] in ("NN", "NNP")
        for i in range(owned + 2, toks.stop - 1)
    )


def source_heads(words: Words, spans: Sequence[Span]) -> list[int]:
    """The head tokens of a source, one for each speaker in a list of them; the first is the most prominent."""
    toks = [
        i
        for span in spans
        for i in words.at(span)
        if words.pos[i] not in ("SPACE", "PUNCT", "PART") or words.text[i] in "-&,"
    ]
    inside = set(toks)
    heads = [i for i in toks if (words.head[i] not in inside or words.head[i] == i) and words.text[i][-1].isalnum()]
    if len(heads) > 1:
        heads = [i for i in heads if words.tag[i] not in ("PRP$", "WP$", "DT")] or heads
        heads = [i for i in heads if not kinds.is_cut_title(words.low[i])] or heads  # "Sgt. Ana Bly", cut in two
    nominal = [i for i in heads if words.pos[i] in _NOMINAL[:3]] or [i for i in heads if words.pos[i] in _NOMINAL]
    head = next(iter(nominal or heads or toks), None)
    if head is None:
        return []
    if (seekers := _who_do_something(words, min(toks))) is not None and seekers < head:
        head = seekers
    if words.low[head] in _PREFIXES and words.joins(head + 1) and head + 2 in inside:
        head += 2  # "Ex-aide", in a headline
    out = [head]
    for kid in out:
        beside = [k for k in words.kids[kid] if words.dep[k] == "appos" and k in inside and words.pos[k] == "PROPN"]
        partners = [k for i in (kid, *beside) for k in words.kids[i] if words.dep[k] == "conj" and k in inside]
        out.extend(k for k in partners if k not in out and _is_partner(words, kid, k))
    return out


def _who_do_something(words: Words, first: int) -> int | None:
    """The "police" of "Police hunting the missing teenager Ana Bly", of which `first` is a token; None if it is none.

    The parse makes the name the head, and the source may have been taken to be the name alone.
    """
    i = first
    while i and words.sent[i - 1] == words.sent[first] and _within_phrase(words, i - 1):
        i -= 1
    if i and words.sent[i - 1] == words.sent[first]:
        i = first
    while i + 1 < len(words) and words.pos[i] in _MODIFIERS:
        many = words.pos[i] == "NOUN" and kinds.of_noun(words.low[i], plural=words.many(i)) is SpeakerKind.GROUP
        if many and words.tag[i + 1] == "VBG" and words.dep[i + 1] != "amod" and words.low[i + 1] not in _LIKE_VERBS:
            return i
        i += 1
    return None


def _within_phrase(words: Words, i: int) -> bool:
    """May token i stand within a noun phrase, before its last word: no finite verb, conjunction or stop?"""
    if words.pos[i] in ("PUNCT", "SPACE", "AUX", "CCONJ", "SCONJ", "PRON"):
        return words.joins(i)
    return words.tag[i] not in ("VBD", "VBZ", "VBP", "MD")


def _is_partner(words: Words, head: int, tok: int) -> bool:
    """Does "and" add a speaker here? Not in "friends of the family and the palace": that may be one phrase."""
    return words.pos[tok] in _NOMINAL and (
        words.pos[head] != "NOUN" or all(words.pos[i] != "ADP" and words.tag[i] != "TO" for i in range(head, tok))
    )

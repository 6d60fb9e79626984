"""A clause as the record that is compared: who, what is done, to what, with how rare each word is."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from spacy.tokens import Token

from quotes.claims.clauses import Clause
from quotes.claims.lexicon import FAILING, HEDGING_ADVERBS, HEDGING_PASSIVES, HEDGING_VERBS, UNTRUE
from quotes.claims.names import is_located, names_in
from quotes.claims.stems import meanings, stem
from quotes.claims.types import ClaimRecord, Figure, Hedge, When

_RAREST = 8.0
_KEYED = 6
_TELLING = frozenset(("NOUN", "VERB", "ADJ", "PROPN", "ADV"))
_LIGHT = frozenset((
    "be", "have", "do", "say", "tell", "get", "make", "go", "come", "year", "day", "week", "month", "time", "people",
    "other", "new", "more", "most", "last", "first", "only", "also", "still", "not", "never", "just", "then", "now",
    "however", "meanwhile",
))  # fmt: skip
_PARTNERS = frozenset(("for", "against", "before", "after"))
_NOBODY = frozenset(("none", "nobody", "neither", "nothing"))
_NEVER = frozenset(("never", "neither", "nor", "hardly"))


def record_of(
    clause: Clause,
    tokens: Sequence[Token],
    text: str,
    amounts: tuple[tuple[Figure, ...], tuple[When, ...], tuple[Hedge, ...]],
    article: tuple[tuple[str, ...], str | None, Mapping[int, tuple[str, ...]]],
) -> ClaimRecord:
    """The record of a clause; `tokens` are its words, `article` its article's scope, date of publication and, by token,
    the names for which its pronouns stand."""
    figures, times, hedges = amounts
    scope, published, pronouns = article
    subject = clause.subject.i if clause.subject is not None else -1
    meant = {subject: pronouns[subject]} if subject in pronouns else {}
    timed = [*(when.span for when in times), *(figure.span for figure in figures)]
    tokens = [t for t in tokens if not any(a <= t.idx < b for a, b in timed)]
    named = names_in(tokens, meant)
    standing = {key for key, words in named if words[0].i not in meant}
    names = tuple(dict.fromkeys(key for key, _ in named))
    plain = _without(tokens, named)
    where = [stem(t.lemma_) for t in plain if t.pos_ == "NOUN" and is_located(t)]
    places = tuple(dict.fromkeys((*(key for key, words in named if is_located(words[-1])), *where)))
    deed = _deed(clause)
    acting = _actor_tokens(clause, tokens)
    actors = tuple(
        dict.fromkeys((*(key for key, words in named if words[0] in acting), *_stems(_common(plain, acting))))
    )
    objects = tuple(word for word in _stems(t for t in plain if t not in acting) if word not in deed)
    spelt = {stem(t.lemma_): t.lemma_.lower() for t in plain}
    words = dict.fromkeys((*names, *deed, *_stems(plain)))
    weights = tuple((word, rarity(spelt.get(word, word))) for word in words)
    by_pronoun = tuple(name for name in names if name not in standing)
    as_spelt = keys_of([pair for pair in weights if pair[0] not in by_pronoun]) if by_pronoun else ()
    keys = tuple(dict.fromkeys((*keys_of(weights), *as_spelt, *_core_keys(deed, _themes(clause, tokens, named)))))
    return ClaimRecord(
        text, deed, actors, objects, names, places, scope, figures, times, hedges,
        is_negated(clause) != _calls_untrue(clause.head), keys, weights, published, by_pronoun,
    )  # fmt: skip


def _without(tokens: Iterable[Token], named: Iterable[tuple[str, Sequence[Token]]]) -> list[Token]:
    taken = {token.i for _, words in named for token in words}
    return [token for token in tokens if token.i not in taken]


def _common(tokens: Iterable[Token], others: Iterable[Token]) -> list[Token]:
    within = {token.i for token in others}
    return [token for token in tokens if token.i in within]


def _stems(tokens: Iterable[Token]) -> tuple[str, ...]:
    """Stems of the words that tell something; names are kept apart, numbers are figures."""
    found = (
        stem(t.lemma_)
        for t in tokens
        if t.pos_ in _TELLING and t.is_alpha and not t.is_stop and not t.like_num and t.pos_ != "PROPN"
        and t.lemma_.lower() not in _LIGHT and t.lemma_.lower() not in HEDGING_ADVERBS
    )  # fmt: skip
    return tuple(dict.fromkeys(found))


def _deed(clause: Clause) -> tuple[str, ...]:
    """The predicate: verb and particle, or what somebody is; with "for" and "against", "before" and "after"."""
    verb = clause.deed
    complements = [c for c in verb.children if c.dep_ in ("acomp", "attr", "oprd")]
    words = [verb, *complements] if verb.lemma_.lower() not in ("be", "become", "remain") else complements or [verb]
    found = [stem(word.lemma_) for word in words if word.is_alpha and not word.like_num]
    found += [stem(c.lower_) for c in verb.children if c.dep_ == "prt"]
    for child in verb.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in _PARTNERS:
            found.append(stem(child.lower_))
        if child.dep_ == "advcl":
            found += [stem(mark.lower_) for mark in child.children if mark.dep_ == "mark" and mark.lower_ in _PARTNERS]
    return tuple(dict.fromkeys(found))


def _themes(clause: Clause, tokens: Sequence[Token], named: Iterable[tuple[str, Sequence[Token]]]) -> list[str]:
    """What something is done to or happens to, as stem or name: the object; of a verb without one, its subject."""
    own = [c for c in clause.deed.children if c.dep_ in ("dobj", "nsubjpass")]
    heads = own or ([clause.subject] if clause.subject is not None else [])
    within = {head.i for head in heads} & {token.i for token in tokens}
    names = {token.i: key for key, words in named for token in words}
    common = [t for t in tokens if t.i in within and t.i not in names]
    return [*(names[i] for i in sorted(within & names.keys())), *_stems(common)]


def _core_keys(deed: Iterable[str], themes: Iterable[str]) -> list[str]:
    """What is done, with what it is done to: all that a short wording has, and no rare word of a long one."""
    pairs = [{canonical(verb), canonical(theme)} for verb in deed if verb not in _LIGHT for theme in themes]
    return ["|".join(sorted(pair)) for pair in pairs if len(pair) > 1]


def _actor_tokens(clause: Clause, tokens: Sequence[Token]) -> list[Token]:
    head = _actor(clause)
    if head is None:
        return []
    within = {t.i for t in tokens}
    inner = {clause.head.i, *(child.head.i for child in clause.children)}
    return [t for t in head.subtree if t.i in within and not _is_below(t, inner, head)]


def _is_below(token: Token, inner: set[int], head: Token) -> bool:
    while token.i != head.i:
        if token.i in inner:
            return True
        token = token.head
    return False


def _actor(clause: Clause) -> Token | None:
    """Who does it: the subject, or "by" whom; the subject of a passive without "by" is to whom it is done."""
    reduced = clause.head.dep_ == "acl" and clause.subject is not None and clause.subject.i == clause.head.head.i
    if reduced or any(c.dep_ == "auxpass" for c in clause.deed.children):
        agent = next((c for c in clause.deed.children if c.dep_ == "agent"), None)
        return next((c for c in agent.children if c.dep_ == "pobj"), None) if agent is not None else None
    return clause.subject


def is_negated(clause: Clause) -> bool:
    """Whether it says that something is not so: "not", "never", "no traces", "nobody", "failed to appear"."""
    verb, deed = clause.head, clause.deed
    words = {word.i: word for word in (verb, deed)}.values()
    count = sum(any(c.dep_ == "neg" or c.lower_ in _NEVER for c in word.children) for word in words)
    if not count and verb.dep_ == "conj":  # "neither denied nor confirmed"
        count += any(c.lower_ in ("neither", "nor") for c in verb.head.children)
    count += verb is not deed and verb.lemma_.lower() in FAILING
    arguments = [c for c in deed.children if c.dep_ in ("dobj", "attr", "nsubj", "nsubjpass")]
    arguments += [clause.subject] if clause.subject is not None else []
    count += any(
        word.lower_ in _NOBODY
        or any(c.lower_ in ("no", "neither") and c.dep_ in ("det", "preconj") for c in word.children)
        for word in arguments
    )
    return count % 2 == 1


def _calls_untrue(verb: Token) -> bool:
    """ "It is false that he left"; not "the report is false"."""
    untrue = any(c.dep_ in ("acomp", "attr") and c.lemma_.lower() in UNTRUE for c in verb.children)
    return untrue and any(c.dep_ in ("ccomp", "csubj") for c in verb.children)


def hedges_of(clause: Clause, tokens: Iterable[Token]) -> list[Hedge]:
    """What takes the clause back: "reportedly", "appears to", "is believed to", "it is said that"."""
    words = [t for t in tokens if t.lemma_.lower() in HEDGING_ADVERBS and t.pos_ in ("ADV", "ADJ")]
    found = [Hedge((t.idx, t.idx + len(t)), t.text) for t in words]
    verb = clause.head
    if verb is not clause.deed and _is_hedging(verb):
        found.append(Hedge((verb.idx, verb.idx + len(verb)), verb.text))
    governor = verb.head
    if verb.dep_ == "ccomp" and is_hearsay(governor):
        found.append(Hedge((governor.idx, governor.idx + len(governor)), governor.text))
    return sorted(found, key=lambda hedge: hedge.span)


def _is_hedging(verb: Token) -> bool:
    return verb.lemma_.lower() in HEDGING_VERBS or verb.lemma_.lower() in HEDGING_PASSIVES


def is_hearsay(verb: Token) -> bool:
    """ "It is said", "it appears": nobody in particular says so."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    if subject is None or subject.lower_ != "it":
        return False
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    return verb.lemma_.lower() in (HEDGING_PASSIVES if passive else HEDGING_VERBS)


@lru_cache(maxsize=50_000)
def rarity(word: str) -> float:
    """How rare a word or name is in English: 8 less its Zipf frequency (wordfreq), 0 to 8."""
    from wordfreq import zipf_frequency

    return round(min(max(_RAREST - zipf_frequency(word, "en"), 0.0), _RAREST), 2)


def canonical(word: str) -> str:
    """One key for the words that say alike."""
    lines = meanings(word)
    return f"={min(lines)}" if lines else word


def keys_of(weights: Iterable[tuple[str, float]]) -> tuple[str, ...]:
    """What an index holds of a claim: each two of its rarest words, those that say alike as one; or a lone word."""
    rarest = sorted(weights, key=lambda pair: (-pair[1], pair[0]))
    kept = list(dict.fromkeys(canonical(word) for word, _ in rarest))[:_KEYED]
    if len(kept) == 1:
        return (kept[0],)
    return tuple("|".join(sorted(pair)) for pair in combinations(kept, 2))

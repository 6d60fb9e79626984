"""Contents: which words are reported, given the cue. Token ranges, end exclusive."""

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from quotes.attribution.cues import Cue, is_asked, own, resumed, that_clause, turns, will_not
from quotes.attribution.lexicon import DECLINING, SAYING, SPEECH_PREPOSITIONS, VEHICLES
from quotes.attribution.mentions import kinds
from quotes.attribution.page import Page
from quotes.attribution.quotations import Quotation
from quotes.attribution.rates import VERBAL
from quotes.attribution.refusing import refusal_behind
from quotes.attribution.sources import SUBJECTS, TIMES, Source

Range = tuple[int, int]
_SENTENCE_ENDS = frozenset(".!?…")
_RAISING = frozenset({"seem", "appear"})
_COMPLEMENTS = frozenset({"dobj", "xcomp", "ccomp", "oprd", "acomp", "attr", "dative", "nsubj"})
_OF_PLACE_AND_TIME = frozenset(
    ["after", "at", "before", "by", "during", "from", "in", "on", "since", "through", "until", "via"]
)


def content_of(page: Page, cue: Cue, source: Source | None) -> list[Range]:
    """The reported words by the parse alone; quotations are looked after by the caller. Empty where there are none."""
    head = cue.head
    frame = cue.frame.removeprefix("passive-")
    if cue.frame in ("according", "view"):
        found = _around(_adjunct(cue))
    elif cue.frame.startswith("passive"):
        found = _of_passive(head)
    elif frame in ("noun", "mistagged"):
        clause = that_clause(head)
        found = [_range(clause)] if clause is not None else []
    elif frame == "ccomp" or (frame == "small" and not _has_object_before_clause(head)):
        found = [_range(c) for c in head.children if c.dep_ == "ccomp" and not is_asked(c)]
    elif frame == "parataxis":
        found = [_range(head.head)]
    elif frame == "none":
        found = []
    elif head.lemma_.lower() in _RAISING:
        found = _complements(head, with_subject=True)
    else:
        found = _complements(head)
    if frame == "silence" and will_not(head):
        found = [(head.i, head.i + 1)]
    if not found and frame != "silence":
        found = _behind_vehicle(head) or _beside(page, head, source)
    return without(found, [*_taken(cue, source), *of_others(page, cue.head, found)])


def further_clauses(cue: Cue) -> list[Range]:
    """The second that-clauses of "said that A and that B": each is a statement of its own."""
    if cue.frame != "ccomp":
        return []
    clauses = [c for c in cue.head.children if c.dep_ == "ccomp"]
    return [
        _range(second)
        for clause in clauses
        for second in clause.rights
        if second.dep_ == "conj" and second.pos_ in VERBAL and second.left_edge.lower_ == "that"
    ]


def without(ranges: Iterable[Range], taken: Iterable[Range]) -> list[Range]:
    """`ranges` less the tokens in `taken`, in order, empty ones dropped."""
    left = sorted(ranges)
    for start, end in taken:
        cut: list[Range] = []
        for a, b in left:
            if b <= start or end <= a:
                cut.append((a, b))
                continue
            cut.extend(r for r in ((a, start), (end, b)) if r[0] < r[1])
        left = cut
    return left


def cue_tokens(cue: Cue, source: Source | None) -> list[int]:
    """The cue with its auxiliaries, negation, particle, and the verbs through which the source reaches it."""
    tokens: set[int] = set()
    for verb in (cue.head, *(source.through if source else ())):
        tokens.add(verb.i)
        for child in own(verb):
            if child.dep_ in ("aux", "auxpass", "neg", "prt") and not (source and source.start <= child.i < source.end):
                tokens.add(child.i)
    if cue.frame == "silence" and will_not(cue.head):
        tokens.discard(cue.head.i)
    tokens |= _said_through(cue.head)
    if cue.frame == "according":
        tokens |= {c.i for c in cue.head.children if c.lower_ == "to"}
    elif cue.frame.startswith("p:"):
        preposition = cue.frame.removeprefix("p:")
        reports_with = f"{cue.head.lemma_.lower()}:{preposition}" in SPEECH_PREPOSITIONS
        if reports_with or preposition not in _OF_PLACE_AND_TIME:
            tokens |= {c.i for c in cue.head.rights if c.lower_ == preposition and c.i == cue.head.i + 1}
    return sorted(tokens)


def _said_through(verb: Token) -> set[int]:
    """The "to say" of "went on to say", where what was said hangs on "went"."""
    if verb.lemma_.lower() in DECLINING:
        return set()
    for said in verb.rights:
        if said.dep_ == "xcomp" and said.lemma_.lower() in SAYING:
            if any(c.dep_ in ("ccomp", "dobj") for c in said.children):
                return set()
            return {said.i, *(c.i for c in said.lefts if c.dep_ == "aux")}
    return set()


def _taken(cue: Cue, source: Source | None) -> list[Range]:
    taken = [(i, i + 1) for i in cue_tokens(cue, source)]
    if source is not None:
        taken.append((source.start, source.end))
    if cue.frame in ("according", "view"):
        taken.append(_range(_adjunct(cue)))
    if cue.frame == "parataxis":
        taken.append(_range(cue.head))
    return taken


def of_others(page: Page, cue: Token, ranges: Sequence[Range]) -> list[Range]:
    """What the ranges hold of another attribution: the speaker's next verb, a clause that turns to somebody else, or
    behind a semicolon what is not said."""
    refusals = [
        (token.i, verb.right_edge.i + 1)
        for start, end in ranges
        for token in page.doc[start:end]
        if page.quotation_of[token.i] < 0 and (verb := refusal_behind(token)) is not None
    ]
    return refusals + [
        (token.left_edge.i, _end_of_quotation(page, min(token.right_edge.i + 1, end)))
        for start, end in ranges
        for token in page.doc[start:end]
        if page.quotation_of[token.i] < 0 and token.pos_ in VERBAL and (resumed(token) == cue or turns(token))
    ]


def turned_to(page: Page, q: Quotation) -> Token | None:
    """The verb of a sentence without quotation marks, right before a quotation in its paragraph, about a person: “A,”
    X said. Y shook his head. “B.” Who spoke before it does not go on behind it."""
    before, first = page.sign_before(q.start), page.token_at(q.start)
    if before < page.paragraphs[page.paragraph_index(q.start)][0] or page.text[before] not in _SENTENCE_ENDS:
        return None
    sentence = page.doc[page.token_at(before)].sent
    if sentence.end > first or any(page.quotation_of[token.i] >= 0 for token in sentence):
        return None
    people = (c for c in sentence.root.lefts if c.dep_ == "nsubj" and _is_person(c))
    return sentence.root if sentence.root.pos_ in VERBAL and next(people, None) is not None else None


def _is_person(noun: Token) -> bool:
    return noun.ent_type_ == "PERSON" or kinds.is_person(noun.lower_)


def _end_of_quotation(page: Page, end: int) -> int:
    """`end`, moved behind the quotation that it would cut."""
    while end < len(page.doc) and page.quotation_of[end] >= 0 and page.quotation_of[end] == page.quotation_of[end - 1]:
        end += 1
    return end


def _range(token: Token) -> Range:
    return token.left_edge.i, token.right_edge.i + 1


def _adjunct(cue: Cue) -> Token:
    """The head of "according to X" or "in the words of X"."""
    return cue.head.head if cue.frame == "view" else cue.head


def _around(adjunct: Token) -> list[Range]:
    clause = adjunct.head
    while clause.pos_ not in VERBAL and clause.head.i != clause.i:
        clause = clause.head
    return [_range(clause)]


def _has_object_before_clause(head: Token) -> bool:
    return any(c.dep_ in ("dobj", "dative") and c.i > head.i for c in head.children)


def _of_passive(verb: Token) -> list[Range]:
    found = [_range(c) for c in verb.children if c.dep_ in ("ccomp", "xcomp", "oprd", "nsubjpass")]
    found += [_range(c) for c in verb.children if c.dep_ == "prep" and c.lower_ in ("as", "of", "for")]
    return found


def _complements(verb: Token, *, with_subject: bool = False) -> list[Range]:
    """From the first to the last complement right of the verb, prepositions about the telling aside."""
    start, end = None, None
    for child in verb.children:
        if child.i < verb.i or not (_completes(child) or (start is not None and _goes_on(child))):
            continue
        if start is None:
            start = child.left_edge.i + (child.dep_ == "prep" and child.i == verb.i + 1)
        end = child.right_edge.i + 1
    found = [(start, end)] if start is not None and end is not None and start < end else []
    if with_subject:
        found += [_range(c) for c in verb.children if c.dep_ in SUBJECTS]
    return found


def _completes(child: Token) -> bool:
    if child.dep_ == "advcl":  # called on them to leave
        return child.tag_ == "VB" and child.head.lemma_.lower() in ("call", "appeal")
    return child.dep_ in _COMPLEMENTS or (child.dep_ == "prep" and _goes_with(child))


def _goes_on(child: Token) -> bool:
    """A bare infinitive that the parser hung on the finite verb: pledged to go and (to) stay."""
    return child.dep_ == "conj" and child.tag_ == "VB" and child.head.tag_ != "VB"


def _goes_with(preposition: Token) -> bool:
    """Whether a prepositional phrase belongs to what is said, not to when, where or by whom it was said."""
    if preposition.lower_ == "by" or (preposition.nbor(-1).text == "," and preposition.lower_ not in ("as", "of")):
        return False
    if preposition.lower_ not in _OF_PLACE_AND_TIME:
        return True
    return not any(
        noun.dep_ == "pobj" and (noun.ent_type_ in TIMES or noun.lemma_.lower() in VEHICLES)
        for noun in preposition.children
    )


def _behind_vehicle(verb: Token) -> list[Range]:
    """Denied in a letter that …: the clause that the parser hung on the letter."""
    for preposition in verb.rights:
        for noun in preposition.children if preposition.dep_ == "prep" else ():
            clauses = noun.rights if noun.lemma_.lower() in VEHICLES else ()
            for clause in clauses:
                if clause.pos_ in VERBAL and clause.left_edge.lower_ == "that":
                    return [_range(clause)]
    return []


def _beside(page: Page, verb: Token, source: Source | None) -> list[Range]:
    """A reporting verb that governs nothing in the parse: what stands before it in its sentence, else after it."""
    sentence = verb.sent
    if any(page.quotation_of[i] >= 0 for i in range(verb.i, sentence.end)):
        return []
    left = min(verb.i, source.start) if source else verb.i
    if left - sentence.start >= 3 and verb.pos_ in VERBAL and page.doc[left - 1].text in (",", "”", '"', "’", "''"):
        return [(sentence.start, left)]
    return []

"""Who is in the reader's mind at a given word: the score behind pronouns and bare descriptions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from quotes.attribution.lexicon import SAYING
from quotes.attribution.mentions import kinds
from quotes.attribution.mentions.appositions import ANYBODY
from quotes.attribution.mentions.entities import Entity, Mention
from quotes.attribution.mentions.words import Words

_WINDOW = 80
_REACH = (1.0, 0.9, 0.52, 0.36, 0.26, 0.18, 0.12, 0.08, 0.05)
_STANDING = {
    "nsubj": 1.0,
    "nsubjpass": 0.95,
    "ROOT": 0.75,
    "agent": 0.7,
    "dobj": 0.6,
    "dative": 0.6,
    "iobj": 0.6,
    "attr": 0.55,
    "poss": 0.5,
    "pobj": 0.5,
    "appos": 0.5,
    "compound": 0.3,
    "nmod": 0.3,
}
_PRONOUN = 0.85  # whoever is only "her" is whom the sentence is about
_ABOVE, _FARTHER = 0.6, 0.45  # what the subject of the clause above adds, and of one farther up
_MEETING = frozenset(("meet", "join", "face", "accompany", "greet", "embrace", "hug"))
_TALKING = frozenset(("speak", "talk", "walk", "argue", "debate", "quarrel", "clash", "sit", "stand", "dine", "pray"))
_DYING = frozenset(("die", "perish", "drown", "kill", "murder", "bury", "cremate", "disappear", "vanish"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_CLAUSES = frozenset(("ccomp", "advcl", "xcomp", "relcl", "acl", "csubj", "parataxis", "conj", "ROOT"))


@dataclass(frozen=True, slots=True)
class Choice:
    """The likeliest entity, or None where two are about as likely; `rivals` are all that come near, likeliest first."""

    entity: Entity | None
    rivals: tuple[Entity, ...] = ()
    confidence: float = 0.0
    mention: Mention | None = None


@dataclass(slots=True)
class Focus:
    """The mentions so far, and the choice among them. `sources` are the head tokens of sources of quotes."""

    words: Words
    sources: frozenset[int]
    history: list[Mention] = field(default_factory=list)
    narrative: list[int] = field(default_factory=list)
    standings: dict[int, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.narrative = _narrative_sentences(self.words)

    def push(self, mention: Mention) -> None:
        self.history.append(mention)

    def standing(self, tok: int) -> float:
        """How prominent a mention is by its place in the sentence."""
        known = self.standings.get(tok)
        if known is None:
            known = self.standings[tok] = self._standing(tok)
        return known

    def _standing(self, tok: int) -> float:
        words = self.words
        above = share if (share := words.share_of(tok)) is not None else tok
        dep = words.dep[above]
        if dep == "appos" and words.head[tok] < tok and "," not in words.text[words.head[tok] : tok]:
            dep = words.dep[words.head[tok]]  # "his friend Stefan Kolb"
        elif dep == "appos" and self._describes(words.head[above]) and not self._is_gone(words.head[above]):
            dep = words.dep[words.head[above]]  # "His friend, Stefan Kolb,"
        while dep == "conj" and words.head[above] != above:
            above = words.head[above]
            dep = words.dep[above]
        score = 1.0 if self._met(tok) else _STANDING.get(dep, 0.5)
        if tok in self.sources or self._says(tok):
            score = max(score, 0.9) + 0.35
        if words.pos[tok] == "PRON" and not self._owns_named_subject(tok):
            score = max(score, _PRONOUN)
        if words.quoted[tok] and tok not in self.sources:
            score *= 0.2
        return score * (0.15 if words.in_heading(tok) else 1.0)

    def _describes(self, tok: int) -> bool:
        """Is this a noun that says who somebody, or what a body, is?"""
        low = self.words.low[tok]
        return low in ANYBODY or kinds.of_noun(low, plural=False) is not None

    def _is_gone(self, tok: int) -> bool:
        """Is this the subject of a verb that tells of a death, behind which it hardly speaks?"""
        return self.words.doc[self.words.head[tok]].lemma_ in _DYING

    def _owns_named_subject(self, tok: int) -> bool:
        """Is this the "his" of "His friend, Stefan Kolb, was glad", a sentence that is about the friend?"""
        words, noun = self.words, self.words.head[tok]
        if words.dep[tok] != "poss" or words.dep[noun] != "nsubj" or not self._describes(noun) or self._is_gone(noun):
            return False
        return any(words.dep[k] == "appos" and words.pos[k] == "PROPN" for k in words.kids[noun])

    def _says(self, tok: int) -> bool:
        """Is this the subject of a verb of saying with a clause of what is said, though nobody asked for it?"""
        words = self.words
        verb = words.head[tok]
        said = words.dep[tok] == "nsubj" and words.doc[verb].lemma_ in SAYING
        return said and any(words.dep[k] == "ccomp" for k in words.kids[verb])

    def _met(self, tok: int) -> bool:
        """Is this the other one of two who met, spoke or quarrelled, and so as prominent as the subject?"""
        words = self.words
        verb = words.head[tok]
        if words.dep[tok] in ("dobj", "obj"):
            return words.doc[verb].lemma_ in _MEETING
        if words.dep[tok] != "pobj" or words.low[verb] not in ("with", "to", "against", "by", "alongside", "beside"):
            return False
        return words.doc[words.head[verb]].lemma_ in (_MEETING | _TALKING)

    def choose(
        self, tok: int, fits: Callable[[Entity], float], later: Iterable[Mention] = (), *, margin: float = 0.82
    ) -> Choice:
        """Who is meant at token `tok` among those whom `fits` gives a weight above 0. `later`: mentions behind it."""
        scores: dict[Entity, float] = {}
        best: dict[Entity, Mention] = {}
        here = self.narrative[tok]
        barred, told_of = self._same_clause(tok), self._told_of(tok)
        above = self._subjects_above(tok)
        para = self.words.para[tok]
        inner = self._told_before(tok)
        count: dict[Entity, int] = {}
        for mention in self.history[-_WINDOW:]:
            entity = mention.entity
            if entity is None or mention.tok >= tok or (weight := fits(entity)) <= 0:
                continue
            gap = here - self.narrative[mention.tok]
            if gap >= len(_REACH) or mention.tok in barred or entity in told_of:
                continue
            score = weight * _REACH[gap] * (self.standing(mention.tok) + above.get(mention.tok, 0.0))
            if inner and self.words.para[mention.tok] != para:
                score *= 0.65
            count[entity] = count.get(entity, 0) + 1
            if score >= scores.get(entity, 0.0):
                best[entity] = mention
            scores[entity] = max(score, scores.get(entity, 0.0)) + 0.02
        for entity in scores:
            scores[entity] *= 1 + min(0.3, 0.04 * count[entity])
        for mention in later:
            if mention.entity is not None and (weight := fits(mention.entity)) > 0:
                scores[mention.entity] = max(scores.get(mention.entity, 0.0), 1.2 * weight)
                best[mention.entity] = mention
        return self._decide(scores, best, margin)

    def nearest(self, tok: int, entities: list[Entity]) -> list[Entity]:
        """Of several, the only one of whom these or the last few sentences speak; else all of them."""
        para = self.words.para
        close = {m.entity for m in self.history if para[m.tok] >= para[tok] - 1}
        choice = self.choose(tok, lambda e: 1.0 if e in entities else 0.0, margin=0.5)
        alone = choice.entity is not None and not any(e in close for e in entities if e is not choice.entity)
        return [choice.entity] if choice.entity and alone else entities

    def _told_before(self, tok: int) -> bool:
        """Does the paragraph of `tok` hold an earlier sentence of the article's own?"""
        words = self.words
        i = tok
        while i and words.para[i - 1] == words.para[tok]:
            i -= 1
        return self.narrative[i] < self.narrative[tok] and not words.quoted[i]

    def _decide(self, scores: dict[Entity, float], best: dict[Entity, Mention], margin: float) -> Choice:
        order = sorted(scores, key=lambda e: -scores[e])
        if not order or scores[order[0]] < 0.12:
            return Choice(None, tuple(order[:3]))
        top = scores[order[0]]
        near = tuple(e for e in order if scores[e] >= margin * top)
        second = scores[order[1]] if len(order) > 1 else 0.0
        confidence = round(min(0.95, 0.55 + 0.4 * (1 - second / top)) * (1.0 if top > 0.5 else 0.8), 2)
        return Choice(order[0] if len(near) == 1 else None, near, confidence, best[order[0]])

    def _same_clause(self, tok: int) -> set[int]:
        """Tokens that can't mean the same as `tok`, being other arguments of the same verb."""
        words = self.words
        if words.dep[tok] == "poss":
            return set()
        verb = words.head[tok]
        while words.dep[verb] in ("prep", "agent") and words.head[verb] != verb:
            verb = words.head[verb]
        out = set()
        for kid in words.kids[verb]:
            if kid != tok and words.dep[kid] not in _CLAUSES:
                out.add(kid)
                out.update(words.kids[kid] if words.dep[kid] in ("prep", "agent") else ())
        return out

    def _told_of(self, tok: int) -> set[Entity]:
        """Who is the subject of what somebody says ("Hale is no liberal, he said", "The mayor, she said, had lied") by
        more than a pronoun: not who says it."""
        words, verb = self.words, self.words.head[tok]
        if words.dep[tok] != "nsubj" or words.doc[verb].lemma_ not in SAYING or words.quoted[tok]:
            return set()
        opens = words.edges(tok)[0]
        above = [k for k in words.kids[verb] if words.dep[k] == "ccomp" and k < tok]
        if words.dep[verb] == "parataxis":
            above.append(words.head[verb])
        elif any(words.dep[k] in ("ccomp", "dobj") and k > verb for k in words.kids[verb]):
            return set()  # "Hale was glad, in fact, he said he was delighted"
        subjects = {
            k
            for a in above
            for k in words.kids[a]
            if words.dep[k] in _SUBJECTS and k < tok and words.pos[k] != "PRON" and not any(words.quoted[k:tok])
            # "Hale was glad - he said - and left" is about him all the same
            and words.text[opens - 1] == "," and (a != words.head[verb] or k == opens - 2)
        }  # fmt: skip
        return {m.entity for m in self.history if m.tok in subjects and m.entity is not None}

    def _subjects_above(self, tok: int) -> dict[int, float]:
        """The subjects of the verbs above this token's own clause ("Choe said she …", "Choe met her counterpart"), and
        what that adds to their score: most for the nearest.

        The subject of a clause put before its verb counts as well ("While Choe was ill, she …").
        """
        words = self.words
        chain = words.ancestors(tok)
        if words.dep[tok] in _SUBJECTS:
            chain = chain[1:]
        own = words.head[tok] if words.dep[tok] in _SUBJECTS else chain[0] if chain else tok
        fronted = [k for a in (own, *chain) for k in words.kids[a] if words.dep[k] == "advcl" and k < tok]
        found = [k for a in (*chain, *fronted) for k in words.kids[a] if words.dep[k] in _SUBJECTS and k < tok]
        return {k: _ABOVE if k == found[0] else _FARTHER for k in found}


def _narrative_sentences(words: Words) -> list[int]:
    """For each token the number of its sentence, sentences that stand wholly within quotation marks not counted."""
    out: list[int] = []
    number, bounds = 0, [i for i in range(len(words)) if not i or words.sent[i] != words.sent[i - 1]]
    for first, after in pairwise([*bounds, len(words)]):
        told = any(not words.quoted[i] and words.text[i][0].isalpha() for i in range(first, after))
        number += told
        out.extend([number] * (after - first))
    return out


def take(mention: Mention, choice: Choice, why: str) -> None:
    """Let a mention mean whom the choice fell on, or the rivals where it fell on none."""
    if choice.entity is not None:
        mention.entity, mention.why, mention.confidence = choice.entity, why, 0.8 * choice.confidence
    elif len(choice.rivals) > 1:
        mention.candidates = choice.rivals

"""Who answers, and of whom somebody speaks: what an exchange of words tells of the next "he" or "she"."""

from collections.abc import Callable

from quotes.attribution.lexicon import SAYING
from quotes.attribution.mentions.entities import Entity, Mention
from quotes.attribution.mentions.salience import Choice, Focus
from quotes.attribution.mentions.words import Words

_ASKING = frozenset(("ask", "question", "quiz", "press", "interrogate"))
_ANSWERING = frozenset(("reply", "answer", "respond", "retort"))
_CLAUSES = frozenset(("whether", "if", "what", "why", "how", "when", "where", "who"))
_OWN = frozenset(("i", "me", "my", "mine", "myself", "i'm", "i've", "we", "our", "us"))
_HIM = frozenset(("he", "him", "his", "himself"))
_HER = frozenset(("she", "her", "hers", "herself"))
_NEAR = 3  # sentences
_RIVAL = 0.4
_ASKED = 0.8


def asked_before(focus: Focus, i: int) -> tuple[Mention, Mention, bool] | None:
    """Whom the sentence before asks something ("Bly asked Hale whether …. He said …"): who is asked, who asks, and
    whether the words tell that the one who was asked speaks at token i. None where it asks nobody."""
    words = focus.words
    verb = words.head[i]
    if words.dep[i] != "nsubj" or words.quoted[i] or i not in focus.sources:
        return None
    answers = words.doc[verb].lemma_ in _ANSWERING
    if not answers and words.doc[verb].lemma_ not in SAYING | {"tell"}:
        return None
    here = focus.narrative[i]
    near = [m for m in focus.history if m.entity is not None and m.tok < i and here - focus.narrative[m.tok] == 1]
    asked = next((m for m in reversed(near) if _is_asked(words, m.tok)), None)
    if asked is None or asked.entity is None:
        return None
    asking = words.head[asked.tok]
    asker = next((m for m in near if words.head[m.tok] == asking and words.dep[m.tok] == "nsubj"), None)
    if asker is None or any(m.tok > asked.tok and words.dep[m.tok] == "nsubj" and m.entity not in
                            (asked.entity, asker.entity) for m in near):  # fmt: skip
        return None
    told = any(w in _CLAUSES for w in words.low[asked.last + 1 : asked.last + 9])
    return asked, asker, answers or (told and words.doc[asking].lemma_ == "ask")


def _is_asked(words: Words, tok: int) -> bool:
    verb = words.head[tok]
    asks = words.dep[verb] == "ROOT" and words.doc[verb].lemma_ in _ASKING
    return asks and words.dep[tok] in ("dobj", "dative") and not words.quoted[tok]


def settle(focus: Focus, i: int, asked: tuple[Mention, Mention, bool], fits: Callable[[Entity], float]) -> Choice:
    """The one who was asked; both where the words do not tell; whoever of the two fits where one does."""
    mention, asker, clear = asked
    pair = tuple(dict.fromkeys(m.entity for m in (mention, asker) if m.entity is not None and fits(m.entity) > 0))
    if mention.entity in pair and (clear or len(pair) == 1):
        return Choice(mention.entity, (mention.entity,) if mention.entity else (), _ASKED, mention)
    return Choice(None, pair) if len(pair) > 1 else focus.choose(i, fits)


def spoken_of_by_another(focus: Focus, i: int, choice: Choice, fits: Callable[[Entity], float]) -> tuple[Entity, ...]:
    """Both who may speak where the words said are of a "he" themselves (“He will be fined,” he said) and another who
    fits was the subject of a sentence shortly before; else ()."""
    words = focus.words
    if choice.entity is None or i not in focus.sources or not _of_a_third(words, i):
        return ()
    rivals = focus.choose(i, fits, margin=_RIVAL).rivals
    here = focus.narrative[i]
    subjects = {
        m.entity
        for m in focus.history
        if m.tok < i
        and 0 < here - focus.narrative[m.tok] <= _NEAR
        and words.dep[m.tok] in ("nsubj", "nsubjpass")
        and words.dep[words.head[m.tok]] == "ROOT"
        and not words.quoted[m.tok]
    }
    others = tuple(e for e in rivals if e is not choice.entity and e in subjects)
    return (choice.entity, *others) if others and choice.entity in subjects else ()


def _of_a_third(words: Words, i: int) -> bool:
    """Do the quoted words of this sentence speak of a third person of the pronoun's gender, and not of the speaker?"""
    same = _HIM if words.low[i] in _HIM else _HER
    first = last = i
    while (
        first
        and words.para[first - 1] == words.para[i]
        and (words.sent[first - 1] == words.sent[i] or words.quoted[first - 1])
    ):
        first -= 1
    while last + 1 < len(words) and words.sent[last + 1] == words.sent[i]:
        last += 1
    said = [words.low[k] for k in range(first, last + 1) if words.quoted[k]]
    return bool(said) and not _OWN & set(said) and any(w in same for w in said)

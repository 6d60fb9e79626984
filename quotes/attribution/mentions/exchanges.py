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


def asked_before(focus: Focus, i: int, fits: Callable[[Entity], float]) -> tuple[Mention, Mention | None, bool] | None:
    """Whom the sentence before asks something ("Bly asked Hale whether …. He said …"): who is asked, who asks (None in
    "Hale was asked whether …"), and whether the words tell that the one who was asked speaks at token i.

    None where it asks nobody, or brings in somebody else who `fits`.
    """
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
    passive = words.dep[asked.tok] == "nsubjpass"
    asker = next((m for m in near if _asks(words, m.tok, asking)), None)
    if asker is None and not passive:
        return None
    two = (asked.entity, asker.entity if asker is not None else None)
    between = (m.entity for m in near if m.tok > asked.tok and words.dep[m.tok] == "nsubj" and m.entity not in two)
    if any(entity is not None and fits(entity) > 0 for entity in between):
        return None
    told = any(w in _CLAUSES for w in words.low[asked.last + 1 : asked.last + 9])
    return asked, asker, answers or (told and words.doc[asking].lemma_ == "ask")


def _is_asked(words: Words, tok: int) -> bool:
    verb = words.head[tok]
    asks = words.dep[verb] == "ROOT" and words.doc[verb].lemma_ in _ASKING
    return asks and words.dep[tok] in ("dobj", "dative", "nsubjpass") and not words.quoted[tok]


def _asks(words: Words, tok: int, verb: int) -> bool:
    """Is token tok who asks by this verb: its subject, or behind its "by"?"""
    by = words.head[tok]
    if words.dep[by] == "agent" and words.head[by] == verb:
        return words.dep[tok] == "pobj"
    return by == verb and words.dep[tok] == "nsubj"


def settle(
    focus: Focus, i: int, asked: tuple[Mention, Mention | None, bool], fits: Callable[[Entity], float]
) -> Choice:
    """The one who was asked; both where the words do not tell; whoever of the two fits where one does.

    Nobody where the one asked would have to speak, but some other pronoun seems to have told another gender.
    """
    mention, asker, clear = asked
    pair = tuple(dict.fromkeys(m.entity for m in (mention, asker) if m and m.entity is not None and fits(m.entity) > 0))
    if mention.entity in pair and (clear or len(pair) == 1):
        return Choice(mention.entity, (mention.entity,) if mention.entity else (), _ASKED, mention)
    choice = Choice(None, pair) if len(pair) > 1 else focus.choose(i, fits)
    if clear and mention.entity is not None and choice.entity is not None and _of_unsure_gender(mention.entity):
        return Choice(None, (mention.entity, choice.entity))
    return choice


def _of_unsure_gender(entity: Entity) -> bool:
    """Is this a person whose gender neither the given name nor a title tells?"""
    return entity.person and not entity.sure_gender and not entity.by_given


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

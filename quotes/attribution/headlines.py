"""Who says nothing though a headline reads as if: the accused ("MP accused of ‘bullying’"), and what it is about."""

from __future__ import annotations

from spacy.tokens import Span as Words
from spacy.tokens import Token

from quotes.attribution.lexicon import DONE_TO
from quotes.attribution.mentions.kinds import of_noun
from quotes.attribution.page import Page

_BEHIND = frozenset({"about", "after", "amid", "as", "by", "for", "in", "of", "over", "to"})
_ALSO_DONE = frozenset({"of", "in", "after"})
"""What may stand behind a verb of warning whose subject warns: “Police warned of delays”."""
_WARNING = frozenset({"warn", "alert", "advise"})
_CALLED = frozenset({"brand", "call", "describe", "dub", "hail", "label"})
_MARKS = frozenset({"“", "‘", '"', "'", "``"})


def is_done_to(page: Page, verb: Token) -> bool:
    """Whether a headline's verb tells what is said to its subject or of it: “Mayor urged to quit over ‘lies’”, “Bly
    branded ‘a disgrace’ by widow”. Verbs in full ("was accused") are no matter of headlines."""
    if not page.in_headline(verb.idx) or verb.tag_ not in ("VBN", "VBD") or verb.i + 1 >= len(page.doc):
        return False
    if any(child.dep_ in ("aux", "auxpass") for child in verb.children):
        return False
    lemma, behind = verb.lemma_.lower(), verb.nbor()
    if lemma in DONE_TO:
        return behind.lower_ in _BEHIND - (_ALSO_DONE if lemma in _WARNING else frozenset())
    by = any(t.lower_ == "by" for t in page.doc[verb.i : verb.sent.end])
    return lemma in _CALLED and behind.text in _MARKS and by


def is_topic(words: Words) -> bool:
    """Whether these words before a colon are what those behind it are about, and nobody: “Bin strike: ‘We are
    drowning’”, “MARA’S FURY: ‘I LOST ALL’”."""
    head = words.root
    owned = any(t.lower_ in ("'s", "’s") for t in words) and not head.ent_type_
    common = head.pos_ == "NOUN" and head.is_lower and not any(t.pos_ == "PROPN" for t in words)
    return (owned or common) and of_noun(head.lower_, plural=head.tag_ in ("NNS", "NNPS")) is None

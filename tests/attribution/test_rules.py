"""The rules on hand-built parses: no model, so that a change of the model cannot hide a broken rule."""

import pytest
import spacy
from spacy.tokens import Doc, Span, Token

from quotes.attribution.contents import content_of
from quotes.attribution.cues import Cue, cues, resumed
from quotes.attribution.details import addressee_of, time_of
from quotes.attribution.page import Page
from quotes.attribution.rates import frame_of, reporting_rate
from quotes.attribution.sources import source_of
from quotes.attribution.stance import stance_of
from quotes.attribution.types import Stance

VOCAB = spacy.blank("en").vocab


def parsed(*rows: str) -> Doc:
    """A Doc from rows "word/TAG/dep/head", the head by its index; lemmas follow a "=" behind the word."""
    cells = [row.rsplit("/", 3) for row in rows]
    words = [word.split("=")[0] for word, *_ in cells]
    lemmas = [word.split("=")[-1].lower() for word, *_ in cells]
    pos = [_POS.get(tag[:2], "X") for _, tag, _, _ in cells]
    tags, deps = [c[1] for c in cells], [c[2] for c in cells]
    heads = [int(c[3]) for c in cells]
    return Doc(VOCAB, words, lemmas=lemmas, pos=pos, tags=tags, deps=deps, heads=heads)


_POS = {
    "NN": "NOUN",
    "VB": "VERB",
    "MD": "AUX",
    "PR": "PRON",
    "IN": "SCONJ",
    "DT": "DET",
    "RB": "PART",
    "TO": "PART",
    "CC": "CCONJ",
    ",": "PUNCT",
    ".": "PUNCT",
}
SAID_THAT = (
    "Quill/NNP/nsubj/1",
    "said=say/VBD/ROOT/1",
    "that/IN/mark/4",
    "gates=gate/NNS/nsubj/4",
    "failed=fail/VBD/ccomp/1",
    "././punct/1",
)


def spans(doc: Doc, ranges: list[tuple[int, int]]) -> list[str]:
    return [doc[start:end].text for start, end in ranges]


def cue_at(doc: Doc, i: int) -> Cue:
    return Cue(doc[i], frame_of(doc[i]), 0.9)


@pytest.mark.parametrize(
    ("rows", "frame"),
    [
        (SAID_THAT, "ccomp"),
        (("She/PRP/nsubj/1", "vowed=vow/VBD/ROOT/1", "to/TO/aux/3", "stay/VB/xcomp/1"), "xcomp"),
        (("She/PRP/nsubj/1", "praised=praise/VBD/ROOT/1", "divers=diver/NNS/dobj/1"), "dobj"),
        (("She/PRP/nsubjpass/2", "was=be/VBD/auxpass/2", "quoted=quote/VBN/ROOT/2"), "passive"),
        (("She/PRP/nsubj/1", "spoke=speak/VBD/ROOT/1", "of/IN/prep/1", "hope/NN/pobj/2"), "p:of"),
        (("She/PRP/nsubj/1", "spoke=speak/VBD/ROOT/1"), "none"),
    ],
)
def test_what_a_verb_governs_is_its_frame(rows: tuple[str, ...], frame: str) -> None:
    doc = parsed(*rows)
    verb = next(token for token in doc if token.dep_ == "ROOT")
    assert frame_of(verb) == frame


def test_the_rate_tells_reporting_verbs_from_others() -> None:
    assert reporting_rate("say", "ccomp") > 0.9
    assert reporting_rate("drawl", "ccomp") > 0.7  # no annotated news has it; the lexicon does
    assert reporting_rate("eat", "dobj") < 0.2
    assert reporting_rate("no-such-verb", "ccomp") > reporting_rate("no-such-verb", "dobj")


def test_the_clause_is_the_content_and_the_subject_the_source() -> None:
    doc = parsed(*SAID_THAT)
    page = Page(doc)
    (cue,) = cues(page)
    source = source_of(page, cue.head, cue.frame)
    assert source is not None
    assert doc[source.start : source.end].text == "Quill"
    assert spans(doc, content_of(page, cue, source)) == ["that gates failed"]


def test_a_shared_subject_is_the_source_of_the_second_verb() -> None:
    doc = parsed(
        "Quill/NNP/nsubj/1",
        "left=leave/VBD/ROOT/1",
        "and/CC/cc/1",
        "said=say/VBD/conj/1",
        "gates=gate/NNS/nsubj/5",
        "failed=fail/VBD/ccomp/3",
    )
    source = source_of(Page(doc), doc[3], "ccomp")
    assert source is not None
    assert source.head.text == "Quill"


def test_the_agent_of_a_passive_is_its_source_and_without_one_there_is_none() -> None:
    rows = ("Gates=gate/NNS/nsubjpass/2", "were=be/VBD/auxpass/2", "praised=praise/VBN/ROOT/2")
    assert source_of(Page(doc := parsed(*rows)), doc[2], "passive") is None
    doc = parsed(*rows, "by/IN/agent/2", "Quill/NNP/pobj/3")
    source = source_of(Page(doc), doc[2], "passive")
    assert source is not None
    assert source.head.text == "Quill"


SAID_AND = (
    "Quill/NNP/nsubj/1",
    "said=say/VBD/ROOT/1",
    "gates=gate/NNS/nsubj/4",
    "were=be/VBD/aux/4",
    "failing=fail/VBG/ccomp/1",
    "and/CC/cc/4",
)


@pytest.mark.parametrize(
    ("rest", "joined_to"),
    [
        (("pledged=pledge/VBD/conj/4", "to/TO/aux/8", "stay/VB/xcomp/6"), "said"),
        (("rusting=rust/VBG/conj/4", "in/IN/prep/6", "places=place/NNS/pobj/7"), None),
    ],
)
def test_a_finite_verb_after_and_belongs_to_the_verb_of_saying(rest: tuple[str, ...], joined_to: str | None) -> None:
    doc = parsed(*SAID_AND, *rest)
    found: Token | None = resumed(doc[6])
    assert (found.text if found is not None else None) == joined_to


@pytest.mark.parametrize(
    ("rows", "cue", "stance"),
    [
        (SAID_THAT, 1, Stance.ASSERTS),
        (("Quill/NNP/nsubj/3", "did=do/VBD/aux/3", "not/RB/neg/3", "say/VB/ROOT/3"), 3, Stance.DECLINES),
        (("Quill/NNP/nsubj/3", "did=do/VBD/aux/3", "not/RB/neg/3", "believe/VB/ROOT/3"), 3, Stance.DENIES),
        (("Quill/NNP/nsubj/1", "denied=deny/VBD/ROOT/1"), 1, Stance.DENIES),
        (("Quill/NNP/nsubj/3", "did=do/VBD/aux/3", "not/RB/neg/3", "deny/VB/ROOT/3"), 3, Stance.ASSERTS),
        (("Nobody/PRP/nsubj/1", "said=say/VBD/ROOT/1"), 1, Stance.DECLINES),
        (("Quill/NNP/nsubj/1", "asked=ask/VBD/ROOT/1"), 1, Stance.ASKS),
    ],
)
def test_cue_and_negation_make_the_stance(rows: tuple[str, ...], cue: int, stance: Stance) -> None:
    assert stance_of(cue_at(parsed(*rows), cue)) is stance


def test_who_was_told_and_when() -> None:
    doc = parsed(
        "Quill/NNP/nsubj/1",
        "told=tell/VBD/ROOT/1",
        "Hallin/NNP/dobj/1",
        "on/IN/prep/1",
        "Friday/NNP/pobj/3",
        "gates=gate/NNS/nsubj/6",
        "failed=fail/VBD/ccomp/1",
    )
    doc.set_ents([Span(doc, 4, 5, "DATE")])
    told = addressee_of(doc[1])
    when = time_of(doc[1])
    assert told is not None
    assert told.text == "Hallin"
    assert when is not None
    assert doc.text[slice(*when)] == "Friday"

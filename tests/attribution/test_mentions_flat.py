"""The parts below `resolve`, on plain words and on Docs built by hand: no model is loaded here."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from articles.text import Zone, ZoneKind
from quotes.attribution.mentions import kinds, places, resolve
from quotes.attribution.mentions.cast import build_cast
from quotes.attribution.mentions.entities import fold
from quotes.attribution.mentions.places import PlaceKind
from quotes.attribution.mentions.words import lay_flat
from quotes.attribution.types import Draft, SpeakerKind

VOCAB = Vocab()


def sentence(marked: str) -> Doc:
    """A Doc from "word/POS/dep/head" items; the head counts from the word itself ("+1" is the next)."""
    rows = [item.split("/") for item in marked.split()]
    heads = [i + int(row[3]) for i, row in enumerate(rows)]
    words, pos, deps = [r[0] for r in rows], [r[1] for r in rows], [r[2] for r in rows]
    return Doc(VOCAB, words=words, pos=pos, deps=deps, heads=heads)


def blank(text: str) -> Doc:
    """A Doc split at spaces, without tags, parse or entities."""
    return Doc(VOCAB, words=text.split(" "))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sergei", "Sergey", True),
        ("Sergei", "Sergej", True),
        ("Zelensky", "Zelenskyy", True),
        ("Son-hui", "Sonhui", True),
        ("Müller", "Muller", True),
        ("Choe", "Cho", False),
        ("Maria", "Mario", False),
    ],
)
def test_spellings_that_are_one_name(one: str, other: str, same: bool) -> None:
    assert (fold(one) == fold(other)) is same


@pytest.mark.parametrize(
    ("word", "kind", "name"),
    [
        ("Pyongyang", PlaceKind.CAPITAL, "North Korea"),
        ("the US", PlaceKind.COUNTRY, "United States"),
        ("U.K.", PlaceKind.COUNTRY, "United Kingdom"),
        ("the Netherlands", PlaceKind.COUNTRY, "Netherlands"),
        ("South Korean", PlaceKind.DEMONYM, "South Korea"),
        ("Swiss", PlaceKind.DEMONYM, "Switzerland"),
        ("Kremlin", PlaceKind.SEAT, "Russia"),
        ("Oregon", PlaceKind.STATE, "Oregon"),
        ("the West", PlaceKind.GROUP, "the West"),
        ("NATO", PlaceKind.ORGANISATION, "NATO"),
    ],
)
def test_place_words(word: str, kind: PlaceKind, name: str) -> None:
    place = places.find(word)
    assert place is not None
    assert (place.kind, place.name) == (kind, name)


@pytest.mark.parametrize("word", ["Male", "House", "Springfield", "", "the", "korean"])
def test_words_that_are_no_place(word: str) -> None:
    assert places.find(word) is None


def test_every_country_with_a_demonym_has_a_name_and_can_be_found_by_it() -> None:
    for code, name in places.atlas().names.items():
        found = places.find(name)
        assert found is not None, name
        assert found.code == code


@pytest.mark.parametrize(
    ("word", "plural", "kind"),
    [
        ("minister", False, SpeakerKind.UNNAMED),
        ("ministers", True, SpeakerKind.GROUP),
        ("policewoman", False, SpeakerKind.UNNAMED),
        ("volcanologist", False, SpeakerKind.UNNAMED),
        ("filing", False, SpeakerKind.DOCUMENT),
        ("ministry", False, SpeakerKind.ORGANISATION),
        ("government", False, SpeakerKind.GOVERNMENT),
        ("witnesses", True, SpeakerKind.GROUP),
        ("police", False, SpeakerKind.GROUP),
        ("weather", False, None),
    ],
)
def test_kinds_of_nouns(word: str, plural: bool, kind: SpeakerKind | None) -> None:
    assert kinds.of_noun(word, plural=plural) is kind


@pytest.mark.parametrize(
    ("word", "sign"), [("Mrs", 1), ("spokeswoman", 1), ("mother", 1), ("mr", -1), ("king", -1), ("judge", 0)]
)
def test_words_that_tell_a_gender(word: str, sign: int) -> None:
    gender = kinds.gender(word.lower())
    assert (gender > 0) - (gender < 0) == sign


def test_a_pronoun_goes_to_the_subject_before_on_a_doc_built_by_hand() -> None:
    doc = sentence(
        "Ida/PROPN/compound/1 Falk/PROPN/nsubj/1 met/VERB/ROOT/0 Bo/PROPN/compound/1 Rask/PROPN/dobj/-2 "
        "./PUNCT/punct/-3 She/PRON/nsubj/1 said/VERB/ROOT/0 no/INTJ/intj/-1 ./PUNCT/punct/-2"
    )
    doc.ents = [Span(doc, 0, 2, label="PERSON"), Span(doc, 3, 5, label="PERSON")]
    she = doc[6]
    (result,) = resolve(doc, [Draft(((0, 3),), "test", source=((she.idx, she.idx + 3),))], [])
    assert [v.name for v in result.voices] == ["Ida Falk"]


def test_the_cast_of_a_doc_without_parse_or_tags() -> None:
    cast = build_cast(lay_flat(blank("Yesterday President Ida Falk met Bo Rask in Oslo ."), []))
    assert {e.name for e in cast.entities} == {"Ida Falk", "Bo Rask", "Norway"}


def test_paragraphs_quotes_and_zones_are_marked() -> None:
    doc = Doc(VOCAB, words=["Head", "\n", "“", "No", "”", "he"], spaces=[False] * 6)
    words = lay_flat(doc, [Zone(ZoneKind.HEADLINE, 0, 4)])
    assert words.para == [0, 0, 1, 1, 1, 1]
    assert words.quoted == [False, False, True, True, True, False]
    assert [words.in_heading(i) for i in range(3)] == [True, False, False]


WORDS = st.one_of(
    st.sampled_from(
        [
            "he",
            "She",
            "they",
            "It",
            "who",
            "which",
            "that",
            "I",
            "Mr.",
            "Mrs",
            "President",
            "Minister",
            "the",
            "a",
            "of",
            "and",
            ",",
            "“",
            "”",
            '"',
            "(",
            ")",
            "-",
            "’s",
            "Choe",
            "Son",
            "hui",
            "Kiev",
            "US",
            "said",
            "\n",
            "minister",
        ]
    ),
    st.text(min_size=1, max_size=8),
)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_resolve_never_raises_and_answers_every_draft(data: st.DataObject) -> None:
    tokens = data.draw(st.lists(WORDS, max_size=40))
    spaces = data.draw(st.lists(st.booleans(), min_size=len(tokens), max_size=len(tokens)))
    size = len(tokens)
    heads = data.draw(st.lists(st.integers(0, max(size - 1, 0)), min_size=size, max_size=size))
    heads = [min(h, i) for i, h in enumerate(heads)]  # no cycles
    pos = data.draw(
        st.lists(st.sampled_from(["PROPN", "NOUN", "PRON", "VERB", "ADJ", "PUNCT"]), min_size=size, max_size=size)
    )
    deps = data.draw(
        st.lists(st.sampled_from(["nsubj", "conj", "poss", "relcl", "appos", "dobj"]), min_size=size, max_size=size)
    )
    doc = Doc(VOCAB, words=tokens, spaces=spaces, pos=pos, heads=heads, deps=deps) if tokens else Doc(VOCAB)
    offset = st.integers(0, len(doc.text) + 2)
    spans = data.draw(st.lists(st.tuples(offset, offset), max_size=6))
    drafts = [Draft((s,), "test", source=(s,), inherits=data.draw(st.none() | st.integers(-1, 8))) for s in spans]
    results = resolve(doc, drafts, [])
    assert len(results) == len(drafts)
    for result in results:
        assert 0 <= result.confidence <= 1
        for voice in result.voices:
            assert voice.name
            assert all(0 <= s < e <= len(doc.text) for s, e in voice.mentions)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120), st.lists(st.tuples(st.integers(0, 120), st.integers(0, 120)), max_size=4))
def test_resolve_takes_any_text_without_parse(text: str, spans: list[tuple[int, int]]) -> None:
    words = [w for w in text.split(" ") if w]
    doc = Doc(VOCAB, words=words)
    assert len(resolve(doc, [Draft((s,), "test", source=(s,)) for s in spans], [])) == len(spans)

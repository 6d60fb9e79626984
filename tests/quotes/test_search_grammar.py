"""The search grammar: what is typed, and what it stands for."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quotes.search.grammar import MAX_CHARS, MAX_TERMS, Query, parse
from quotes.search.words import CUT, joined, tails, words


def shape(query: Query) -> tuple[list[list[str]], list[str]]:
    """Clauses and exclusions as plain text; a phrase stands in square brackets."""
    clauses = [[_term(term) for term in clause.terms] for clause in query.clauses]
    return clauses, [_term(term) for term in query.excluded]


def _term(term: object) -> str:
    text = " ".join(term.words)  # type: ignore[attr-defined]
    return f"[{text}]" if term.exact else text  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("typed", "clauses", "excluded"),
    [
        ("flood", [["flood"]], []),
        ("flood warning", [["flood"], ["warning"]], []),
        ("flood AND warning", [["flood"], ["warning"]], []),
        ("flood and warning", [["flood"], ["and"], ["warning"]], []),
        ('"freedom of information"', [["[freedom of information]"]], []),
        ("“to be”", [["[to be]"]], []),
        ("«to be» „or not“", [["[to be]"], ["[or not]"]], []),
        ("‘to be’ 'or not'", [["[to be]"], ["[or not]"]], []),
        ("flood -warning", [["flood"]], ["warning"]),
        ("flood −warning", [["flood"]], ["warning"]),
        ('flood -"sea wall"', [["flood"]], ["[sea wall]"]),
        ("flood -'sea wall'", [["flood"]], ["[sea wall]"]),
        ("NOT warning", [], ["warning"]),
        ("flood OR storm tide", [["flood", "storm"], ["tide"]], []),
        ("flood | storm", [["flood", "storm"]], []),
        ("a OR b OR c", [["a", "b", "c"]], []),
        ("or else", [["or"], ["else"]], []),
        ("Son-hui", [["son hui"]], []),
        ("don’t", [["don t"]], []),
        ("Lavrov's Pyongyang’s", [["lavrov"], ["pyongyang"]], []),
        ("rock'n'roll", [["rock n roll"]], []),
        ("Łódź naïve STRASSE Straße", [["lodz"], ["naive"], ["strasse"], ["strasse"]], []),
        ("1,000 2024-11-01", [["1 000"], ["2024 11 01"]], []),
        ('say"so much"now', [["say"], ["[so much]"], ["now"]], []),
    ],
)
def test_what_is_typed_and_what_it_means(typed: str, clauses: list[list[str]], excluded: list[str]) -> None:
    query = parse(typed)
    assert shape(query) == (clauses, excluded)
    assert query.notes == ()


@pytest.mark.parametrize(
    ("typed", "clauses", "excluded", "note"),
    [
        ('flood "sea wall', [["flood"], ["[sea wall]"]], [], "never closed"),
        ('"', [], [], "never closed"),
        ('""', [], [], "nothing between them"),
        ("OR", [], [], "“OR” was ignored"),
        ("flood OR", [["flood"]], [], "no word stands behind it"),
        ("OR flood", [["flood"]], [], "no word stands before it"),
        ("flood OR -storm", [["flood"]], ["storm"], "before a minus sign"),
        ("NOT", [], [], "“NOT” was ignored"),
        ("- flood", [["flood"]], [], "“-” was ignored"),
        ("🙂", [], [], "“🙂” was ignored"),
        ("flood 🙂 *", [["flood"]], [], "no letter or digit"),
    ],
)
def test_what_cannot_be_used_is_left_out_and_said(
    typed: str, clauses: list[list[str]], excluded: list[str], note: str
) -> None:
    query = parse(typed)
    assert shape(query) == (clauses, excluded)
    assert any(note in text for text in query.notes), query.notes


def test_long_queries_are_cut_and_say_so() -> None:
    many = parse(" ".join(f"w{n}" for n in range(MAX_TERMS + 5)))
    assert len(many.clauses) == MAX_TERMS
    assert any("first 20 words" in note for note in many.notes)
    assert any("300 characters" in note for note in parse("a" * (MAX_CHARS + 1)).notes)


def test_each_piece_can_be_taken_out() -> None:
    query = parse('flood OR storm "sea wall" -tax')
    assert [(piece, str(rest)) for piece, rest in query.loosened()] == [
        ("flood OR storm", '"sea wall" -tax'),
        ('"sea wall"', "flood OR storm -tax"),
        ("-tax", 'flood OR storm "sea wall"'),
    ]


@given(st.text() | st.text(alphabet="ab\"'“”‘’ -−OR|NOTAND🙂*()\\\x00\n\u0301"))
@example('\'0""0’')
@example('\'-a""b’')
@example('\'OR""b’')
def test_nothing_is_an_error_and_what_is_said_back_means_the_same(typed: str) -> None:
    query = parse(typed)
    assert query or query.notes or not typed.strip() or set(typed.split()) <= {"AND"}
    again = parse(str(query))
    if len(str(query)) <= MAX_CHARS:
        assert shape(again) == shape(query)
    for term in [term for clause in query.clauses for term in clause.terms] + list(query.excluded):
        assert term.words
        assert all(word.isascii() and word.isalnum() and word == word.lower() for word in term.words)


@given(st.text())
def test_words_are_plain(text: str) -> None:
    found = words(text)
    assert words(" ".join(found)) == found
    assert all(word.isascii() and word.isalnum() for word in found)


def test_no_phrase_reaches_over_an_ellipsis() -> None:
    assert joined("We will … not go.") == f"we will {CUT} not go"
    assert joined("…") == CUT


def test_tails_begin_at_every_word() -> None:
    assert tails("Dr. Anna Berg-Ström") == {"dr anna berg strom ", "anna berg strom ", "berg strom ", "strom "}
    assert tails("🙂") == set()

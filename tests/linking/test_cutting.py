"""A quote's content cut into the stretches that can each report a statement by themselves."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.linking.cutting import cut


def stretches(text: str, *, mixed: bool = False) -> list[str]:
    spans, at, plain = [], 0, text.replace("|", "")
    for part in text.split("|")[::2] if "|" in text else [text]:
        start = plain.index(part, at)
        spans.append((start, start + len(part)))
        at = start + len(part)
    return [" … ".join(plain[s:e] for s, e in stretch) for stretch in cut(plain, spans, mixed=mixed)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Sentences, each for itself.
        (
            "“We will rebuild the old bridge. The town has waited nine years for it.”",
            ["“We will rebuild the old bridge.", "The town has waited nine years for it.”"],
        ),
        # A sentence of a few words stays with the one before it; at the beginning with the one behind it.
        ("“We will rebuild the old bridge. Mark my words.”", ["“We will rebuild the old bridge. Mark my words.”"]),
        ("“No. We will never sell the harbour.”", ["“No. We will never sell the harbour.”"]),
        # Titles and initials end no sentence.
        ("“I met Mr. Hollen and Gen. J. Ruiz on the pier.”", ["“I met Mr. Hollen and Gen. J. Ruiz on the pier.”"]),
        # One dash parts, two hold something in between.
        (
            "“Close ties bind the two navies – this lets us solve the tasks of both.”",
            ["“Close ties bind the two navies", "this lets us solve the tasks of both.”"],
        ),
        (
            "“Our ties – old and tested in many years – are closer than they ever were.”",
            ["“Our ties – old and tested in many years – are closer than they ever were.”"],
        ),
        # A new subject behind a comma and a conjunction.
        (
            "“The mill will close in spring, and we have told the unions about it.”",
            ["“The mill will close in spring", "we have told the unions about it.”"],
        ),
        # No clause of its own behind "and".
        ("that the mill and the dye works will both close in spring", None),
        # “…,” she said, “…” goes on; a new sentence behind the cue is another stretch.
        ("“The mill will close,”| she said, |“in spring at the very latest.”", None),
        (
            "“The mill will close in spring,”| she said. |“Nobody will lose their pension over it.”",
            ["“The mill will close in spring,”", "“Nobody will lose their pension over it.”"],
        ),
    ],
)
def test_where_it_is_cut(text: str, expected: list[str] | None) -> None:
    whole = " … ".join(text.split("|")[::2]) if "|" in text else text
    assert stretches(text) == (expected or [whole])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Two quoted stretches, each in a clause of its own.
        (
            "the union was sure that under Hollen’s “steady hand” the yard and its people would “win back their trade”",
            [
                "the union was sure that under Hollen’s “steady hand”",
                "the yard and its people would “win back their trade”",
            ],
        ),
        # Two in one clause: a phrase between them is no clause.
        ("the “very warm ties” between the two towns’ “guilds and choirs”", None),
        ("the port is “deeply thankful” for the crew’s “calm work” on the pier", None),
    ],
)
def test_mixed_quotes_are_cut_between_quoted_stretches(text: str, expected: list[str] | None) -> None:
    assert stretches(text, mixed=True) == (expected or [text])


@given(st.text(alphabet="Ab .,;–“”'\n", max_size=120), st.booleans())
def test_stretches_lie_in_the_content_in_order(text: str, mixed: bool) -> None:
    if not text.strip(" \n,;:–—-…"):
        return
    pieces = [span for stretch in cut(text, [(0, len(text))], mixed=mixed) for span in stretch]
    assert all(0 <= start < end <= len(text) for start, end in pieces)
    assert all(one[1] <= other[0] for one, other in pairwise(pieces))
    kept = set("".join(text[start:end] for start, end in pieces))
    assert {letter for letter in text if letter.isalpha()} <= kept


def test_no_content_is_an_error() -> None:
    with pytest.raises(ValueError, match="reports nothing"):
        cut("Nothing.", [])

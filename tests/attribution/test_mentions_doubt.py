"""Where two could be meant, or nobody is named, there is no voice: a wrong name is the worst thing (law 3, J15)."""

import pytest
from spacy.language import Language

from articles.text import Zone, ZoneKind
from quotes.attribution.mentions import resolve
from quotes.attribution.types import Draft
from tests.attribution.conftest import Ask

pytestmark = pytest.mark.model

AMBIGUOUS = [
    ("Peter Brandt and Tom Brandt met. [Brandt] said no.", {"Peter Brandt", "Tom Brandt"}),
    ("Kim Jong-un and Kim Yo-jong came. [Kim] said no.", {"Kim Jong-un", "Kim Yo-jong"}),
    ("John Marsh and John Hale arrived. [John] said no.", {"John Marsh", "John Hale"}),
    ("Tom Price and Paul Lund met. [He] said it was late.", {"Tom Price", "Paul Lund"}),
    ("Rosa Lind and Ana Bly smiled. [She] said it was late.", {"Rosa Lind", "Ana Bly"}),
    ("Acme Corp. and Zenit Corp. merged. [The company] said no.", {"Acme Corp.", "Zenit Corp."}),
    ("Acme Corp. and Zenit Corp. merged. [It] said no.", {"Acme Corp.", "Zenit Corp."}),
    (
        "The Health Ministry and the Defence Ministry met. [The ministry] said no.",
        {"Health Ministry", "Defence Ministry"},
    ),
    ("France and Spain met. [The government] said no.", {"France", "Spain"}),
    ("Senator Ada Ott met Senator Tom Hale. [The senator] said no.", {"Ada Ott", "Tom Hale"}),
    ("Defence Minister Ana Bly and Finance Minister Ada Ott spoke. [The minister] said no.", {"Ana Bly", "Ada Ott"}),
    ("North Korea and North Macedonia met. [The North] said no.", {"North Korea", "North Macedonia"}),
    ("[Brussels] said no.", {"Belgium", "European Union"}),
    ("The European Union and Belgium met. [Brussels] said no.", {"Belgium", "European Union"}),
    ("Mayor Ada Ott of Senn met Mayor Tom Hale of Brod. [The mayor] said no.", {"Ada Ott", "Tom Hale"}),
    ("Maria Silva and Rosa Lind met. Silva and Lind smiled. [She] said no.", {"Maria Silva", "Rosa Lind"}),
    ("#[Brandt] says no\nPeter Brandt met Tom Brandt.", {"Peter Brandt", "Tom Brandt"}),
    ("Peter Brandt and Ana Brandt met. [Brandt and Tom Hale] said no.", {"Peter Brandt", "Ana Brandt", "Tom Hale"}),
]

UNKNOWN = [
    "[He] said no.",
    "[She] said no.",
    "[They] said no.",
    "[It] said no.",
    "[I] said no.",
    "[We] said no.",
    "[Nobody] said no.",
    "[Neither] said no.",
    "The road was long. [He] said no.",
    "Mrs Ruiz came. [He] said no.",
    "Mr Price came. [She] said no.",
    "The storm passed. [They] said no.",
]


@pytest.mark.parametrize(("text", "candidates"), AMBIGUOUS)
def test_two_fit_equally(ask: Ask, text: str, candidates: set[str]) -> None:
    result = ask(text)[-1]
    assert result.voices == ()
    assert set(result.candidates) == candidates
    assert result.confidence == 0
    assert result.reasons


@pytest.mark.parametrize("text", UNKNOWN)
def test_nobody_fits(ask: Ask, text: str) -> None:
    result = ask(text)[-1]
    assert result.voices == ()
    assert result.reasons


def test_mr_and_mrs_of_one_name_stay_two(ask: Ask) -> None:
    his, hers = ask("Mrs Dunne and Mr Dunne came. [Mr Dunne] said no. [Mrs Dunne] said yes.")
    assert his.voices[0].name != hers.voices[0].name


def test_an_office_before_a_bare_surname_is_not_the_namesake_who_comes_later(ask: Ask) -> None:
    (result,) = ask("[President Ott] spoke on Monday. Ada Ott, a nurse, was there.")
    assert [v.name for v in result.voices] == ["Ott"]


def test_without_source_there_is_no_voice(nlp: Language) -> None:
    (result,) = resolve(nlp("Tom Price came. No, it was said."), [Draft(((16, 18),), "test")], [])
    assert (result.voices, result.reasons) == ((), ("no source is named",))


def test_names_in_bylines_and_credits_are_nobody(nlp: Language) -> None:
    text = "By Tom Price\nThe mine is safe, he said."
    zones = [Zone(ZoneKind.BYLINE, 0, 12)]
    (result,) = resolve(nlp(text), [Draft(((13, 29),), "test", source=((31, 33),))], zones)
    assert result.voices == ()

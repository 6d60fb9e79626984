"""Records go through JSON and come back; comparing needs no spaCy."""

import json
import subprocess
import sys

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from quotes.claims import ClaimRecord, Likeness, compare
from quotes.claims.names import names_in
from tests.claims.drawn import drawn


@pytest.mark.model
def test_a_record_comes_back_from_json() -> None:
    (claim,) = drawn("At least 40 of the 300 miners were reportedly not rescued in June near Durrow.")
    record = claim.record
    assert ClaimRecord.from_dict(json.loads(json.dumps(record.as_dict()))) == record
    assert record.figures
    assert record.times
    assert record.hedges
    assert record.negated


@pytest.mark.model
def test_a_claim_is_the_same_as_itself() -> None:
    (claim,) = drawn("The union represents 22,000 nurses in Wales.")
    assert compare(claim.record, claim.record).likeness is Likeness.SAME


@pytest.mark.parametrize(
    ("words", "entities", "names"),
    [
        (["Tilda", "Washington", "resigned"], ["B-PERSON", "I-PERSON", "O"], ["tilda", "washington"]),
        (["Jordan", "Quill", "resigned"], ["B-PERSON", "I-PERSON", "O"], ["jordan", "quill"]),
        (["Washington", "resigned"], ["B-GPE", "O"], ["united states"]),
        (["North", "Korea", "resigned"], ["B-PERSON", "I-PERSON", "O"], ["north korea"]),
    ],
)
def test_a_place_in_somebodys_name_is_no_place(words: list[str], entities: list[str], names: list[str]) -> None:
    doc = Doc(English().vocab, words, ents=entities, pos=["PROPN"] * (len(words) - 1) + ["VERB"])
    assert [name for name, _ in names_in(list(doc))] == names


def test_what_shares_nothing_is_unrelated() -> None:
    one = ClaimRecord("a", ("sign",), (), ("treati",), weights=(("sign", 3.0), ("treati", 4.0)))
    other = ClaimRecord("b", ("fall",), (), ("price",), weights=(("fall", 3.0), ("price", 3.0)))
    assert compare(one, other).likeness is Likeness.UNRELATED


def test_comparing_loads_neither_spacy_nor_tables() -> None:
    """A page may compare: the web process never imports the machinery."""
    code = (
        "import sys; from quotes.claims import ClaimRecord, compare;"
        "r = ClaimRecord('a', ('sign',), (), (), weights=(('sign', 3.0), ('treati', 4.0)));"
        "compare(r, r); print([m for m in ('spacy', 'wordfreq', 'quantulum3', 'dateparser') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


@pytest.mark.model
@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("The council approved the port’s budget.", "The port’s budget was approved by the council.", Likeness.SAME),
        ("Norway has delivered 40 tanks to Ghana.", "Norway delivered 40 tanks to Ghana.", Likeness.SAME),
        ("Norway has sent 5,000 troops to Ghana.", "Ghana sent its army into Togo.", Likeness.UNRELATED),
        ("Norway has sent up to 5,000 troops to Ghana.", "Ghana sent some 5,000 troops to Norway.", Likeness.UNRELATED),
        ("Norway has delivered tanks to Ghana.", "Norway has delivered grain to Ghana.", Likeness.UNRELATED),
        ("Farmers blocked the road to the port.", "Teachers blocked the road to the port.", Likeness.UNRELATED),
        ("Ruiz has at least 158 votes.", "Ruiz has at least 211 votes.", Likeness.UNRELATED),
        ("Ruiz won six of the seats in Wales.", "Ruiz won seats in Wales.", Likeness.UNRELATED),
        ("Ana Ruiz opened the bridge in Durrow.", "Ana Ruiz opened the bridge in Ballina.", Likeness.DIFFERS),
    ],
)
def test_what_is_the_same_has_one_subject_and_one_object(one: str, other: str, likeness: Likeness) -> None:
    found = {compare(a.record, b.record).likeness for a in drawn(one) for b in drawn(other)}
    assert (found - {Likeness.UNRELATED} or found) == {likeness}


@pytest.mark.model
def test_a_long_wording_is_found_by_what_is_done_to_what() -> None:
    one = drawn(
        "She inked a far-reaching fisheries accord with Reykjavik this summer, a vociferously contested rapprochement."
    )
    other = drawn("They praised a treaty signed by both in June.")
    assert any(set(a.keys) & set(b.keys) for a in one for b in other)

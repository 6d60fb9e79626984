"""Records go through JSON and come back; comparing needs no spaCy."""

import json
import subprocess
import sys

import pytest

from quotes.claims import ClaimRecord, Likeness, compare
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

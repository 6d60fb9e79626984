"""The open half of the table of mentions: whom each source means, and that nobody is named where nobody can tell.

The other half is only ever measured (`python -m tests.identity.mentions --kept`), never tested, so that nothing is made
to fit it.
"""

import pytest

from quotes.attribution.types import Resolution
from tests.identity.mentions.table import Case, Outcome, cases, outcome, plain, resolved, tally

pytestmark = pytest.mark.model

Pairs = list[tuple[Case, Resolution]]


@pytest.fixture(scope="module")
def pairs() -> Pairs:
    """The open cases with what is made of them: one parse for all tests."""
    table = cases()
    return list(zip(table, resolved(table), strict=True))


def _told(pairs: Pairs, *which: Outcome) -> list[str]:
    return [
        f"{case.text} [{case.text[slice(*case.source)]}] -> {', '.join(v.name for v in who.voices)}"
        for case, who in pairs
        if outcome(case, who) in which
    ]


def test_the_table_is_enough_and_divided_by_halves() -> None:
    for half in (cases(), cases(kept=True)):
        assert len(half) >= 150
        assert sum(not case.speakers for case in half) >= 30
        assert len({case.file for case in half}) >= 11


def test_nobody_is_named_where_nobody_can_tell(pairs: Pairs) -> None:
    """But for one of the file "doubt": of two new people in a row the program takes the last."""
    told = [pair for pair in pairs if outcome(*pair) is Outcome.UNASKED]
    assert {case.file for case, _ in told} <= {"doubt"}
    assert len(told) <= 1, "\n".join(_told(pairs, Outcome.UNASKED))


def test_a_name_is_hardly_ever_wrong(pairs: Pairs) -> None:
    wrong = _told(pairs, Outcome.WRONG)
    assert len(wrong) <= 0.05 * len(pairs), "\n".join(wrong)


def _names_a_person(who: Resolution) -> bool:
    return any(voice.kind == "person" for voice in who.voices)


def test_no_person_is_named_for_another(pairs: Pairs) -> None:
    """What is wrong are descriptions that keep their own words, not names of somebody else; but for one loser of a
    match, who can only be told by what he says."""
    other = [(case, who) for case, who in pairs if outcome(case, who) is Outcome.WRONG and _names_a_person(who)]
    assert len(other) <= 1, [case.text for case, _ in other]
    for case, who in (pair for pair in pairs if pair not in other):
        if outcome(case, who) is Outcome.WRONG:
            own = plain(case.text[slice(*case.source)])
            assert all(plain(v.name) == own or plain(v.name) in case.text.casefold() for v in who.voices)


def test_nearly_all_are_answered_with_the_right_kind(pairs: Pairs) -> None:
    found = tally(pairs)
    due = sum(bool(case.speakers) for case, _ in pairs)
    assert found.outcomes[Outcome.RIGHT] >= 0.91 * due
    assert found.kinds >= found.outcomes[Outcome.RIGHT] - 2


def test_where_nobody_is_named_those_who_could_be_meant_are(pairs: Pairs) -> None:
    """Not in a headline of two surnames alone, of whom the program does not know that they are people."""
    found = tally(pairs)
    assert found.candidates >= found.outcomes[Outcome.KEPT_BACK] - 1


def test_the_mentions_lead_from_the_sources_words_to_the_name() -> None:
    text = "Choe Son-hui arrived in Moscow. Choe smiled. “We are friends,” she said."
    start = text.index("she")
    case = Case("chain", text, (start, start + 3), ("Choe Son-hui",), "person", frozenset(), kept=False)
    (who,) = resolved([case])
    (voice,) = who.voices
    assert [text[s:e] for s, e in voice.mentions] == ["she", "Choe", "Choe Son-hui"]
    assert who.reasons

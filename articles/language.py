"""Is a text English? No Django here: `extract` asks too."""

from functools import cache
from typing import Any

# Enough of an article to tell, and a bound on the work for a long one.
_SAMPLE_CHARS = 1500
# Fewer letters than this tell nothing.
_LEAST_LETTERS = 20
# The identifier spreads its belief over some 140 languages. For English lines of a few words, names and all, its belief
# in English was never seen under 0.01; for a sentence in another language never over 0.000001.
_LEAST_BELIEF = 0.0001
# Words that English prose is full of and no other language has; where they are this common nobody need be asked.
_ENGLISH = frozenset(
    [
        "and",
        "are",
        "been",
        "from",
        "had",
        "has",
        "have",
        "her",
        "his",
        "not",
        "said",
        "that",
        "the",
        "their",
        "they",
        "this",
        "were",
        "which",
        "will",
        "with",
        "would",
    ]
)
_ENGLISH_SHARE = 0.05
_LEAST_WORDS = 40


@cache
def _identifier() -> Any:
    # Loaded on first use: it takes half a second, which only those who ask should pay.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    load: Any = LanguageIdentifier.from_model_file
    return load(MODEL_FILE, norm_probs=True)


def is_english(text: str) -> bool:
    """Whether `text` may be English: only a text that clearly is something else is not.

    A text too short to tell counts as English.
    """
    sample = text[:_SAMPLE_CHARS]
    if sum(map(str.isalpha, sample)) < _LEAST_LETTERS:
        return True
    words = sample.lower().split()
    if len(words) >= _LEAST_WORDS and sum(word in _ENGLISH for word in words) >= _ENGLISH_SHARE * len(words):
        return True
    return bool(dict(_identifier().rank(sample))["en"] >= _LEAST_BELIEF)

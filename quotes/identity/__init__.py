"""Who is who across articles: names, spellings, and which speaker a mention record stands for. Pure."""

from quotes.identity.alignment import Comparison
from quotes.identity.likeness import clash, compare, same_person
from quotes.identity.names import coarse, fold, is_full, is_personal, key
from quotes.identity.resolve import Directory, Known, Record, called_both, coarse_forms, known_beyond_article, resolve
from quotes.identity.suggestions import Suggestion, rough, suggestions

__all__ = [
    "Comparison",
    "Directory",
    "Known",
    "Record",
    "Suggestion",
    "called_both",
    "clash",
    "coarse",
    "coarse_forms",
    "compare",
    "fold",
    "is_full",
    "is_personal",
    "key",
    "known_beyond_article",
    "resolve",
    "rough",
    "same_person",
    "suggestions",
]

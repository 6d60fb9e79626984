"""What the search reads instead of the rows themselves. `quotes/search/index.py` is the only writer."""

from __future__ import annotations

from django.db import models

from quotes.models.quotes import Quote
from quotes.models.speakers import Speaker


class SearchEntry(models.Model):
    """The words of a quote's content, folded. Triggers (SQLite) or generated columns (PostgreSQL) index them.

    Who speaks is not in here: names are resolved when somebody searches, so that a merge rewrites nothing.
    """

    quote = models.OneToOneField(Quote, on_delete=models.CASCADE, primary_key=True, related_name="search_entry")
    words = models.TextField()

    class Meta:
        verbose_name_plural = "search entries"

    def __str__(self) -> str:
        return self.words


class NameTail(models.Model):
    """The end of one of a speaker's names from some word on ("berg " of "Anna Berg"), to find names by any word.

    A loose one is made of words as all their transliterations have them in common (`quotes.identity.spellings`).
    """

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="name_tails")
    tail = models.CharField(max_length=600, db_index=True)
    loose = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["speaker", "tail", "loose"], name="name_tail_once")]

    def __str__(self) -> str:
        return self.tail

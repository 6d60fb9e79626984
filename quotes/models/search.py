"""What the search reads instead of the rows themselves. `quotes/search/index.py` is the only writer."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from articles.models import Outlet
from quotes.models.quotes import Quote
from quotes.models.speakers import Speaker


class SearchEntry(models.Model):
    """A quote as the search counts and sorts it: few columns, so that ten thousand are read in milliseconds.

    `key` orders all quotes (`quotes.search.keys`). `shown` is what `QuoteQuerySet.public()` said of the quote when it
    was indexed.
    """

    key = models.BigIntegerField(primary_key=True)
    quote = models.OneToOneField(Quote, on_delete=models.CASCADE, related_name="search_entry")
    outlet = models.ForeignKey(Outlet, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=10)
    status = models.CharField(max_length=10)
    said = models.DateField(null=True)
    sure = models.FloatField(default=0, help_text="The lesser of the two confidences.")
    shown = models.BooleanField(default=False)
    speakers = models.TextField(blank=True, default="", help_text="The ids of those who speak, as the rows have them.")
    decided_at = models.DateTimeField(null=True, help_text="When an editor last decided on it.")

    class Meta:
        verbose_name_plural = "search entries"
        indexes = [
            # What editors have decided on: few among many, of which the list of sitemaps is made.
            models.Index(
                fields=["quote", "decided_at", "status", "shown"],
                condition=Q(decided_at__isnull=False),
                name="search_entry_decided",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.quote_id} at {self.key}"


class SearchText(models.Model):
    """What of a quote is searched. Triggers (SQLite) or a generated column (PostgreSQL) index it.

    words     of the content, folded, one space between each
    stems     the same, each cut to its stem
    around    stems of the words around the content in its paragraph
    marks     what filters ask for: who speaks (by id), outlet, kind and so on; see `quotes.search.marks`

    Of names the marks have the speaker's id alone. They are resolved when somebody searches, so that neither a merge
    nor a new spelling rewrites anything here.
    """

    entry = models.OneToOneField(SearchEntry, on_delete=models.CASCADE, primary_key=True, related_name="text")
    words = models.TextField()
    stems = models.TextField()
    around = models.TextField()
    marks = models.TextField()

    def __str__(self) -> str:
        return self.words


class SpeakerTally(models.Model):
    """In how many quotes that readers may see a speaker speaks, or one merged into it. No row: in none."""

    speaker = models.OneToOneField(Speaker, on_delete=models.CASCADE, primary_key=True, related_name="tally")
    quotes = models.IntegerField(db_index=True)

    class Meta:
        verbose_name_plural = "speaker tallies"

    def __str__(self) -> str:
        return f"{self.speaker_id}: {self.quotes}"


class OutletTally(models.Model):
    """How many quotes that readers may see stand in an outlet's articles. No row: none."""

    outlet = models.OneToOneField(Outlet, on_delete=models.CASCADE, primary_key=True, related_name="tally")
    quotes = models.IntegerField()

    class Meta:
        verbose_name_plural = "outlet tallies"

    def __str__(self) -> str:
        return f"{self.outlet_id}: {self.quotes}"


class SpeakerCount(models.Model):
    """The same as a speaker's tally, by outlet and by month of publication (`quotes.search.keys.month_of`)."""

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="counts", db_index=False)
    outlet = models.ForeignKey(Outlet, on_delete=models.CASCADE, related_name="+", db_index=False)
    month = models.IntegerField()
    quotes = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["speaker", "month", "outlet"], name="speaker_count_once")]

    def __str__(self) -> str:
        return f"{self.speaker_id} in {self.outlet_id}: {self.quotes}"


class IndexState(models.Model):
    """By which rules the index was last built: other ones ask for a new build (`manage.py reindex`)."""

    rules = models.CharField(max_length=200)
    built_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.rules


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

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse

from articles.models import Article

if TYPE_CHECKING:
    from quotes.models.quotes import QuoteQuerySet
    from quotes.search.grammar import Query


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    def current(self) -> SpeakerQuerySet:
        """Speakers that were not merged into another."""
        return self.filter(merged_into=None)

    def quoted_in(self, quotes: QuoteQuerySet) -> SpeakerQuerySet:
        """Speakers known across articles who speak in one of `quotes`."""
        from quotes.models.quotes import QuoteSpeaker

        # One list for all speakers: asked for each speaker, this takes minutes at a hundred thousand quotes.
        speaks = QuoteSpeaker.objects.filter(
            standing=QuoteSpeaker.Standing.SPEAKS, quote__in=quotes.order_by().values("pk")
        )
        return self.current().filter(pk__in=speaks.order_by().values("speaker"), article=None)

    def named(self, query: Query) -> SpeakerQuerySet:
        """Speakers whose names have the words of `query`, the words perhaps half typed."""
        from quotes.search.engine import named

        return self.filter(named(query, self.db))


class Speaker(models.Model):
    """Who is behind mentions, across articles.

    Whoever cannot be known again elsewhere (an unnamed source, a bare surname, "the ministry") belongs to its
    `article` alone.
    """

    class Kind(models.TextChoices):
        PERSON = "person"
        ORGANISATION = "organisation"
        GOVERNMENT = "government"
        GROUP = "group"
        DOCUMENT = "document"
        UNNAMED = "unnamed", "unnamed source"
        UNKNOWN = "unknown"

    name = models.CharField(max_length=300)
    slug = models.SlugField(max_length=320, unique=True)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.UNKNOWN)
    key = models.CharField(max_length=300, db_index=True, help_text="The name folded, as identity compares it.")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, null=True, blank=True, related_name="own_speakers")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("speaker", args=[self.slug])


class Alias(models.Model):
    """A name by which articles call a speaker. A speaker's own name is one of them."""

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=300)
    key = models.CharField(max_length=300, db_index=True, help_text="The name folded, as identity compares it.")
    coarse = models.CharField(
        max_length=80, blank=True, db_index=True, help_text="Equal for all spellings that may be the same person's."
    )

    class Meta:
        verbose_name_plural = "aliases"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["speaker", "name"], name="alias_once")]

    def __str__(self) -> str:
        return self.name

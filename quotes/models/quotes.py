from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse

from articles.models import Article, Body
from quotes.models.passes import Pass
from quotes.models.speakers import Speaker


class QuoteQuerySet(models.QuerySet["Quote"]):
    """Every rule of what is shown, searched and ordered lives here."""

    def public(self) -> QuoteQuerySet:
        """Quotes that readers may see."""
        off_the_pages = (Quote.Status.REJECTED, Quote.Status.HIDDEN, Quote.Status.GONE)
        return self.exclude(status__in=off_the_pages).filter(article__hidden=False)


class Quote(models.Model):
    """One attribution in one article: a stretch of content, its cue, and who speaks. Its id lives for ever."""

    class Kind(models.TextChoices):
        DIRECT = "direct"
        MIXED = "mixed"
        INDIRECT = "indirect"

    class Stance(models.TextChoices):
        ASSERTS = "asserts"
        DENIES = "denies"
        DECLINES = "declines"
        ASKS = "asks"
        SUPPOSES = "supposes"

    class Status(models.TextChoices):
        MACHINE = "machine", "made by the program"
        CHECKED = "checked", "checked by an editor"
        CORRECTED = "corrected", "corrected by an editor"
        DISPUTED = "disputed"
        REJECTED = "rejected", "rejected: not a quote"
        HIDDEN = "hidden"
        GONE = "gone", "gone from the article"

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="quotes")
    made_by = models.ForeignKey(
        Pass, on_delete=models.PROTECT, null=True, blank=True, related_name="quotes", help_text="Empty: by an editor."
    )
    text = models.TextField(help_text="The content's parts, joined by ' … '.")
    kind = models.CharField(max_length=10, choices=Kind)
    stance = models.CharField(max_length=10, choices=Stance, default=Stance.ASSERTS)
    status = models.CharField(max_length=10, choices=Status, default=Status.MACHINE, db_index=True)
    headline = models.BooleanField(default=False)
    confidence = models.FloatField(default=0)
    name_confidence = models.FloatField(default=0)
    reasons: models.JSONField[Any, Any] = models.JSONField(default=list)
    addressee = models.CharField(max_length=300, blank=True)
    said_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, help_text="Guards against two editors saving one quote.")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    speakers = models.ManyToManyField(Speaker, through="QuoteSpeaker", related_name="quotes")

    objects = QuoteQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:79]}…"

    def get_absolute_url(self) -> str:
        return reverse("quote", args=[self.pk])


class QuoteSpeaker(models.Model):
    """Who speaks in a quote (several may speak as one), or, where that is in doubt, who it might be."""

    class Standing(models.TextChoices):
        SPEAKS = "speaks"
        CANDIDATE = "candidate"

    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="quote_speakers")
    speaker = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="quote_speakers")
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.SPEAKS)
    position = models.PositiveSmallIntegerField(default=0)
    mention = models.CharField(max_length=500, blank=True, help_text='The chain, "she → Choe → Choe Son-hui".')
    role = models.CharField(max_length=300, blank=True, help_text="What the article calls them.")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["quote", "speaker", "standing"], name="quote_speaker_once")]

    def __str__(self) -> str:
        return f"{self.speaker} ({self.standing})"


class Place(models.Model):
    """Where a quote stands in a body; the same words printed twice are one quote with two places."""

    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="places")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="places")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["body", "position"]
        constraints = [models.UniqueConstraint(fields=["quote", "body", "position"], name="place_once")]

    def __str__(self) -> str:
        return f"{self.quote_id} in {self.body_id}"


class Part(models.Model):
    """A stretch of a body: `body.text[start:end] == text`, which triggers check (law 1). `end` is exclusive."""

    class Role(models.TextChoices):
        SOURCE = "source"
        CUE = "cue"
        CONTENT = "content"
        MENTION = "mention"

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="parts")
    role = models.CharField(max_length=10, choices=Role)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["start"]
        constraints = [models.CheckConstraint(condition=models.Q(start__lt=models.F("end")), name="part_not_empty")]

    def __str__(self) -> str:
        return f"{self.role} [{self.start}, {self.end})"

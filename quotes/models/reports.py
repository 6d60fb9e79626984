from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from quotes.models.corrections import Correction
from quotes.models.quotes import Quote


class ReportQuerySet(models.QuerySet["Report"]):
    def open(self) -> ReportQuerySet:
        """Those that no editor has dealt with."""
        return self.filter(status=Report.Status.OPEN)

    def waiting(self) -> ReportQuerySet:
        """Open ones about quotes that have a page and that no editor has marked as disputed yet, the oldest first."""
        settled = (*Quote.TAKEN_OFF, Quote.Status.DISPUTED)
        return self.open().exclude(quote__status__in=settled).filter(quote__article__hidden=False).order_by("pk")

    def since(self, ago: timedelta, now: datetime | None = None) -> ReportQuerySet:
        return self.filter(created_at__gt=(now or timezone.now()) - ago)


class Report(models.Model):
    """A reader's word that a quote is attributed wrongly (R2). Only `quotes.reports` writes it. Never public."""

    class What(models.TextChoices):
        SPEAKER = "speaker", "Somebody else said this"
        STANCE = "stance", "It was a denial, a question or no comment"
        WORDS = "words", "The words are cut or joined wrongly"
        NOBODY = "nobody", "Nobody said this"
        OTHER = "other", "Something else"

    class Status(models.TextChoices):
        OPEN = "open"
        HANDLED = "handled"

    quote = models.ForeignKey(Quote, on_delete=models.PROTECT, related_name="reports")
    what = models.CharField(max_length=10, choices=What)
    text = models.TextField(blank=True)
    contact = models.CharField(max_length=254, blank=True, help_text="Where the reader wants an answer, if anywhere.")
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    sender = models.CharField(max_length=64, help_text="A keyed digest of day and address; the address is not kept.")
    created_at = models.DateTimeField(auto_now_add=True)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="handled_reports"
    )
    settled_by = models.ForeignKey(
        Correction,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="settled_reports",
        help_text="The decision that dealt with it, and deals with it again if its undo is undone; empty: a button.",
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["sender", "created_at"], name="report_sender"),
            models.Index(fields=["created_at"], name="report_created"),
            models.Index(fields=["status", "quote"], name="report_status"),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()} ({self.created_at:%Y-%m-%d %H:%M})"


def reported() -> Exists:
    """For a QuerySet of quotes: whether a report about the quote is open."""
    return Exists(Report.objects.open().filter(quote=OuterRef("pk")).order_by())

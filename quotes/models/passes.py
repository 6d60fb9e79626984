from __future__ import annotations

from django.db import models

from articles.models import Body


class PassQuerySet(models.QuerySet["Pass"]):
    def newest_of(self, article_id: int) -> Pass | None:
        """The pass by which an article's quotes are what they are: the last that was done, over the newest body."""
        done = self.filter(body__article=article_id, status=Pass.Status.DONE).select_related("body")
        return done.order_by("-body__number", "-finished_at", "-pk").first()


class Pass(models.Model):
    """One run of the attribution over one body. A failed one keeps its reason (law 4)."""

    class Status(models.TextChoices):
        DONE = "done"
        FAILED = "failed"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="passes")
    version = models.CharField(max_length=40, help_text="Version of the attribution, with the model's.")
    status = models.CharField(max_length=10, choices=Status)
    error = models.TextField(blank=True)
    quote_count = models.PositiveIntegerField(default=0)
    claims_version = models.CharField(max_length=40, blank=True, help_text="By which version claims were drawn.")
    claim_count = models.PositiveIntegerField(default=0)
    claims_error = models.TextField(blank=True, help_text="Why no claims could be drawn, though there are quotes.")
    finished_at = models.DateTimeField(auto_now=True)

    objects = PassQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "passes"
        constraints = [models.UniqueConstraint(fields=["body", "version"], name="pass_once")]

    def __str__(self) -> str:
        return f"{self.body}: {self.version} {self.status}"

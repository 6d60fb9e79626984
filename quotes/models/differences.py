"""Assertions about one thing (AssertionPair), and in what they differ (Difference)."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from quotes.models.claims import Assertion, Claim


class AssertionPair(models.Model):
    """Two assertions about one thing: the same, or with differences. `one` has the lower id."""

    one = models.ForeignKey(Assertion, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Assertion, on_delete=models.CASCADE, related_name="+")
    same = models.BooleanField()
    alike = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="assertion_pair_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="assertion_pair_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} {'is' if self.same else 'differs from'} {self.other_id}"


class DifferenceQuerySet(models.QuerySet["Difference"]):
    def public(self) -> DifferenceQuerySet:
        """Between assertions of different claims, both of which readers may see asserted."""
        # Asked of each difference: there are few, and a database without statistics would list every assertion first.
        shown = Assertion.objects.public().asserting().order_by()
        ends = (Exists(shown.filter(pk=OuterRef(f"pair__{end}"))) for end in ("one", "other"))
        return self.filter(*ends).exclude(pair__one__claim=F("pair__other__claim"))

    def of(self, claims: Sequence[Claim]) -> DifferenceQuerySet:
        return self.filter(Q(pair__one__claim__in=claims) | Q(pair__other__claim__in=claims))


class Difference(models.Model):
    """In what two assertions about one thing differ: shown as a difference, never as a verdict."""

    class Kind(models.TextChoices):
        CONTRADICTION = "contradiction", "both can’t be right"
        MORE_EXACT = "more_exact", "more exact"
        HEDGED_OTHERWISE = "hedged_otherwise", "hedged otherwise"

    pair = models.ForeignKey(AssertionPair, on_delete=models.CASCADE, related_name="differences")
    kind = models.CharField(max_length=20, choices=Kind, db_index=True)
    aspect = models.CharField(max_length=20)
    one_words = models.CharField(max_length=500, blank=True)
    other_words = models.CharField(max_length=500, blank=True)
    towards = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="0 or 1: which of the two is more exact, or hedged less."
    )

    objects = DifferenceQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: “{self.one_words}” / “{self.other_words}”"

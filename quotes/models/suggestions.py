from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from quotes.models.speakers import NotSame, Speaker


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def open(self) -> SuggestionQuerySet:
        """Those that nobody has decided about: neither is merged, and no editor said that they are two."""
        said = NotSame.objects.filter(
            Q(one=OuterRef("one"), other=OuterRef("other")) | Q(one=OuterRef("other"), other=OuterRef("one"))
        )
        return self.filter(~Exists(said), one__merged_into=None, other__merged_into=None)


class Suggestion(models.Model):
    """Two speakers who may be one, for an editor to look at. Only `quotes.naming.suggestions` writes it.

    It has no state of its own: what an editor decides about the two is a correction, and stands when the suggestions
    are worked out anew.
    """

    one = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="+", help_text="The more quoted.")
    other = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="+")
    reasons: models.JSONField[Any, Any] = models.JSONField(default=list, help_text="Short phrases for editors.")
    quotes = models.PositiveIntegerField(db_index=True, help_text="Quotes in which either speaks.")

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["-quotes", "id"]
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="suggestion_once")]

    def __str__(self) -> str:
        return f"{self.one} and {self.other}"

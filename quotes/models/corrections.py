from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from articles.models import Article, Body
from quotes.models.quotes import Quote, QuoteSpeaker
from quotes.models.speakers import Speaker


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def in_public_log(self) -> CorrectionQuerySet:
        """Public records about quotes that readers may see, or that were rejected, and about speakers, statements and
        claims of which they may see some; hidden ones leave no trace (R4)."""
        from quotes.models.statements import Tie  # which knows corrections

        # Asked of each correction, so that nobody lists every quote there is.
        def reachable(quote: str) -> Exists:
            return Exists(Quote.objects.reachable().filter(pk=OuterRef(quote)).order_by())

        rejected = Q(quote__status=Quote.Status.REJECTED, quote__article__hidden=False)
        of_quotes = Q(quote__isnull=False) & (Q(reachable("quote")) | rejected)
        seen = QuoteSpeaker.objects.filter(reachable("quote"), standing=QuoteSpeaker.Standing.SPEAKS).order_by()
        other = Exists(seen.filter(speaker=OuterRef("other"))) | Q(other__in=self._given_back())
        both = Exists(seen.filter(speaker=OuterRef("speaker"))) & other
        of_speakers = Q(quote=None, speaker__isnull=False) & both
        ties = Tie.objects.filter(correction__statement=OuterRef("statement"), correction__body=OuterRef("body"))
        tied = Q(statement__isnull=False) & Exists(ties.filter(reachable("one"), reachable("other")))
        found = self.filter(of_quotes | of_speakers | tied | (Q(claim__isnull=False) & self._of_claims()), public=True)
        return found.select_related("quote__article__outlet", "speaker", "statement", "claim__merged_into")

    def _given_back(self) -> set[int]:
        """Speakers once split off who are part of the other again, so that nothing is theirs any more; those alone of
        whom readers may see a quote that was."""
        splits = self.model.objects.filter(action=Correction.Action.SPLIT, other__merged_into__isnull=False)
        moved = dict(splits.order_by().values_list("other", "after"))
        if not moved:
            return set()
        decided = self.model.objects.filter(pk__in={pk for after in moved.values() for pk in after["decided"]})
        quote_of = dict(decided.order_by().values_list("pk", "quote"))
        had = {
            other: {quote_of[pk] for pk in after["decided"]}
            | {quote for quote, standing, _ in after["followed"] if standing == QuoteSpeaker.Standing.SPEAKS}
            for other, after in moved.items()
        }
        reachable = Quote.objects.reachable().filter(pk__in=set().union(*had.values())).order_by()
        shown = set(reachable.values_list("pk", flat=True))
        return {other for other, ids in had.items() if ids & shown}

    @staticmethod
    def _of_claims() -> Q:
        """About claims that readers may see, as what they are by now; where it is about two, of both."""
        from quotes.models.claims import Claim  # which has quotes, as this has

        seen = Claim.objects.public().order_by().values("pk")
        claim = Q(claim__in=seen) | Q(claim__merged_into__in=seen)
        other = Q(other_claim=None) | Q(other_claim__in=seen) | Q(other_claim__merged_into__in=seen)
        return claim & other


class Correction(models.Model):
    """What an editor decided. Append-only (triggers refuse updates and deletes); undone by another record.

    Anchored to body, content spans and action, not only to a row, so that it stands through every later pass. What
    it is about is one of `quote`, `speaker` or `article`.
    """

    class Action(models.TextChoices):
        CONFIRM = "confirm", "confirmed"
        REJECT = "reject", "rejected: not a quote"
        REASSIGN = "reassign", "speaker changed"
        EDIT = "edit", "kind or stance changed"
        ADD = "add", "added"
        HIDE = "hide", "hidden"
        SHOW = "show", "shown again"
        MERGE = "merge", "merged"
        SPLIT = "split", "split"
        DISTINCT = "distinct", "not the same person"
        DISPUTE = "dispute", "marked as disputed"
        JOIN = "join", "joined"
        PART = "part", "parted"
        STATUS = "status", "claim checked"
        UNDO = "undo", "undone"

    action = models.CharField(max_length=10, choices=Action)
    quote = models.ForeignKey(Quote, on_delete=models.PROTECT, null=True, blank=True, related_name="corrections")
    speaker = models.ForeignKey(Speaker, on_delete=models.PROTECT, null=True, blank=True, related_name="corrections")
    other = models.ForeignKey(
        Speaker,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections_as_other",
        help_text="Whom `speaker` was merged into, what was split from it, or who is not the same person.",
    )
    statement = models.ForeignKey(
        "quotes.Statement",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        help_text="What was joined with another, or parted. What is to stand is in its ties.",
    )
    claim = models.ForeignKey(
        "quotes.Claim",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        help_text="Whose status was set, what was joined to another, or parted. `after` says what is held where.",
    )
    other_claim = models.ForeignKey(
        "quotes.Claim",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections_as_other",
        help_text="To which `claim` was joined, or what was parted from it.",
    )
    article = models.ForeignKey(Article, on_delete=models.PROTECT, null=True, blank=True, related_name="corrections")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="corrections")
    spans: models.JSONField[Any, Any] = models.JSONField(default=list, help_text="Content spans, per place.")
    before: models.JSONField[Any, Any] = models.JSONField(default=dict)
    after: models.JSONField[Any, Any] = models.JSONField(default=dict)
    reason = models.CharField(max_length=500, blank=True)
    public = models.BooleanField(default=False, help_text="Stands in the public corrections log.")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="corrections")
    undoes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by")
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.get_action_display()} by {self.editor} on {self.created_at:%Y-%m-%d %H:%M}"

"""What is asserted (Claim), and by whom and where (Assertion).

What readers may see is decided on assertions: a claim has no words of its own, only those of its assertions, so that
nothing of a hidden quote or article can stay behind in it (law 5).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q
from django.urls import reverse

from articles.models import Article, Body
from articles.witnesses import witness_at
from quotes.models.quotes import Part, Quote, QuoteSpeaker
from quotes.models.speakers import Speaker

if TYPE_CHECKING:
    from quotes.models.differences import DifferenceQuerySet
    from quotes.search.grammar import Query

_OWN_VOICE = Q(quote=None)
# From this worth on four in five of what is drawn are claims, of all some three in four: docs/claims.md.
SURER_FROM = 0.7


class ClaimQuerySet(models.QuerySet["Claim"]):
    def public(self) -> ClaimQuerySet:
        """Claims that somebody asserts where readers may see it: a denial or a question alone makes none (R9)."""
        return self.made_in(Assertion.objects.public().asserting())

    def made_in(self, assertions: AssertionQuerySet) -> ClaimQuerySet:
        """Claims that are made in one of `assertions`."""
        return self.filter(merged_into=None, pk__in=assertions.order_by().values("claim"))

    def differing(self, differences: DifferenceQuerySet) -> ClaimQuerySet:
        """Claims between which there are `differences`."""
        ones, others = (differences.order_by().values(f"pair__{end}__claim") for end in ("one", "other"))
        return self.filter(Q(pk__in=ones) | Q(pk__in=others))

    def carried_by(self, minimum: int) -> ClaimQuerySet:
        """Claims that so many outlets assert where readers may see it; a copy counts as the outlet of its original."""
        shown = Assertion.objects.public().asserting().order_by().values("claim")
        carried = shown.annotate(number=Count(witness_at("article"), distinct=True)).filter(number__gte=minimum)
        return self.filter(pk__in=carried.values("claim"))

    def surer(self) -> ClaimQuerySet:
        """Claims that are likely to be some, and whatever an editor has looked at."""
        return self.filter(Q(worth__gte=SURER_FROM) | ~Q(status=Claim.Status.UNCHECKED))

    def newest_first(self) -> ClaimQuerySet:
        return self.order_by(F("newest_on").desc(nulls_last=True), "-pk")

    def oldest_first(self) -> ClaimQuerySet:
        return self.order_by(F("newest_on").asc(nulls_last=True), "pk")

    def most_carried_first(self) -> ClaimQuerySet:
        return self.order_by("-outlets", F("newest_on").desc(nulls_last=True), "-pk")

    def most_worth_first(self) -> ClaimQuerySet:
        return self.order_by("-worth", "-pk")

    def with_sources(self) -> ClaimQuerySet:
        """With what readers may see of their sources, in order of time (`Claim.shown`): a fixed number of queries."""
        shown = Assertion.objects.public().with_cards().in_time()
        return self.prefetch_related(Prefetch("assertions", queryset=shown, to_attr="public_assertions"))


class Claim(models.Model):
    """What is asserted, once, across articles. Its id lives for ever: one that became another's leads to it.

    The program joins and parts claims as articles come in. What an editor decided is held (`Assertion.held`).
    """

    class Status(models.TextChoices):
        UNCHECKED = "unchecked", "not checked"
        CONFIRMED = "confirmed", "confirmed by an editor"
        DISPUTED = "disputed", "disputed"
        WRONG = "wrong", "found wrong by an editor"

    desk_text = models.TextField(
        help_text="The clearest wording of all, for editors. It may be a hidden one's: pages choose among public ones."
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.UNCHECKED, db_index=True)
    source_url = models.URLField(max_length=2000, blank=True, help_text="What the status rests on.")
    note = models.TextField(blank=True, help_text="What was found, for readers.")
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="checked_claims"
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        help_text="Where its assertions went; at the end of a chain, so that one step is always enough.",
    )
    newest_on = models.DateField(null=True, blank=True, db_index=True, help_text="To order by: the newest article's.")
    outlets = models.PositiveIntegerField(default=0, db_index=True, help_text="To order by: how many carry it.")
    worth = models.FloatField(default=0, db_index=True, help_text="To order by: how much it wants checking.")
    version = models.PositiveIntegerField(default=1, help_text="Guards against two editors changing one claim.")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.desk_text if len(self.desk_text) <= 80 else f"{self.desk_text[:79]}…"

    def get_absolute_url(self) -> str:
        return reverse("claim", args=[self.pk])

    @property
    def now(self) -> Claim:
        """Which claim it is by now."""
        return self.merged_into or self

    @property
    def shown(self) -> list[Assertion]:
        """What readers may see of its sources, in order of time, as `with_sources` has fetched it."""
        return list(self.__dict__["public_assertions"])

    @property
    def decided(self) -> bool:
        return self.status != self.Status.UNCHECKED


class AssertionQuerySet(models.QuerySet["Assertion"]):
    """The one rule of which claims readers may see."""

    def public(self) -> AssertionQuerySet:
        """What stands in an article that readers may see, in its own voice or in a quote that they may see.

        Where only what editors have checked is public, an article's own voice is so where its claim was.
        """
        own = _OWN_VOICE & ~Q(pk__in=self._with_hidden_words())
        if settings.OTR_PUBLIC_LEVEL == "checked":
            own &= Q(claim__isnull=False) & ~Q(claim__status=Claim.Status.UNCHECKED)
        # Asked of each assertion, so that nobody lists every quote there is.
        quoted = Exists(Quote.objects.public().filter(pk=OuterRef("quote")).order_by())
        return self.filter(own | Q(quoted), gone=False, claim__isnull=False, article__hidden=False)

    @staticmethod
    def _with_hidden_words() -> models.QuerySet[AssertionPart, int]:
        """The ids of assertions in an article's own voice that have words of a hidden quote, or of its source or cue.

        Few articles have hidden quotes: the others are not looked at.
        """
        hidden = Quote.Status.HIDDEN
        words = Part.objects.filter(
            place__quote__status=hidden,
            place__body=OuterRef("assertion__body"),
            start__lt=OuterRef("end"),
            end__gt=OuterRef("start"),
        ).exclude(role=Part.Role.MENTION)
        articles = Quote.objects.filter(status=hidden).order_by().values("article")
        parts = AssertionPart.objects.filter(assertion__article__in=articles, assertion__quote=None)
        return parts.filter(Exists(words)).order_by().values_list("assertion", flat=True)

    def asserting(self) -> AssertionQuerySet:
        """Those whose source says that it is so: no denials, questions, suppositions."""
        return self.filter(_OWN_VOICE | Q(quote__stance=Quote.Stance.ASSERTS))

    def search(self, query: Query) -> AssertionQuerySet:
        """Those whose words have what `query` asks for."""
        from quotes.search.claims import claimed

        return self.filter(claimed(query, self.db))

    def by_speaker(self, speaker: Speaker) -> AssertionQuerySet:
        """Those in quotes in which this speaker, or one merged into it, speaks."""
        family = Speaker.objects.family(speaker).order_by().values("pk")
        spoken = QuoteSpeaker.objects.filter(
            quote=OuterRef("quote"), speaker__in=family, standing=QuoteSpeaker.Standing.SPEAKS
        )
        return self.filter(Exists(spoken.order_by()))

    def newest_first(self) -> AssertionQuerySet:
        return self.order_by(F("article__published_on").desc(nulls_last=True), "-article", "position", "pk")

    def in_time(self) -> AssertionQuerySet:
        """By the day of publication, then by the hour, those without one at the end."""
        day, hour = (F(f"article__{field}").asc(nulls_last=True) for field in ("published_on", "published_at"))
        return self.order_by(day, hour, "article", "position", "pk")

    def with_cards(self) -> AssertionQuerySet:
        """With all that is shown of them but the body's text."""
        return self.select_related("article__outlet", "article__copy_of__outlet").prefetch_related(
            "parts", Prefetch("quote", queryset=Quote.objects.with_passages())
        )


class Assertion(models.Model):
    """One claim as it stands in one article: within a quote, or in the article's own voice (no quote)."""

    claim = models.ForeignKey(
        Claim,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assertions",
        help_text="Empty: not joined.",
    )
    held = models.ForeignKey(
        Claim,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="held_assertions",
        help_text="An editor decided that it belongs there: it stays through every re-run.",
    )
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="assertions")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="assertions")
    quote = models.ForeignKey(Quote, on_delete=models.PROTECT, null=True, blank=True, related_name="assertions")
    position = models.PositiveIntegerField(help_text="Where it begins in the body.")
    text = models.TextField()
    worth = models.FloatField(default=0)
    clarity = models.SmallIntegerField(default=0, help_text="How much it says by itself: names, figures, days.")
    negated = models.BooleanField(default=False)
    has_figure = models.BooleanField(default=False)
    record: models.JSONField[Any, Any] = models.JSONField(help_text="What is compared: quotes.claims.ClaimRecord.")
    gone = models.BooleanField(default=False, help_text="The newest pass found it no more.")
    linked_by = models.CharField(
        max_length=40, blank=True, db_index=True, help_text="By which version it was compared."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = AssertionQuerySet.as_manager()

    class Meta:
        ordering = ["article", "position", "id"]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:79]}…"


class AssertionPart(models.Model):
    """A stretch of the assertion's body: `body.text[start:end] == text`, which triggers check. `end` is exclusive."""

    assertion = models.ForeignKey(Assertion, on_delete=models.CASCADE, related_name="parts")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["start"]
        constraints = [models.CheckConstraint(condition=Q(start__lt=F("end")), name="assertion_part_not_empty")]

    def __str__(self) -> str:
        return f"[{self.start}, {self.end})"


class AssertionKey(models.Model):
    """Under what an assertion is looked up: two that share no key are never compared."""

    assertion = models.ForeignKey(Assertion, on_delete=models.CASCADE, related_name="keys")
    key = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "assertion"], name="assertion_key_once")]

    def __str__(self) -> str:
        return self.key


class ClaimEntry(models.Model):
    """The words of an assertion, folded, for the search, and their stems. Written by `quotes.claiming`, indexed by
    triggers (SQLite) or expressions (PostgreSQL)."""

    assertion = models.OneToOneField(Assertion, on_delete=models.CASCADE, primary_key=True, related_name="claim_entry")
    words = models.TextField()
    stems = models.TextField()

    class Meta:
        verbose_name_plural = "claim entries"

    def __str__(self) -> str:
        return self.words

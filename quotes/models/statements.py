"""Which stretches of which quotes report one utterance. `quotes/statements.py` is the only writer of these rows."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Count, Exists, F, IntegerField, Max, Min, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from articles.models import Body
from articles.witnesses import witness_at
from quotes.models.corrections import Correction
from quotes.models.quotes import Quote
from quotes.models.speakers import Speaker

WITNESS_OUTLET = witness_at("quote__article")


class StatementQuerySet(models.QuerySet["Statement"]):
    """Every rule of which statements are shown lives here."""

    def current(self) -> StatementQuerySet:
        """Statements that were not merged into another."""
        return self.filter(merged_into=None)

    def public(self) -> StatementQuerySet:
        """Statements that a quote reports which readers may see (law 5)."""
        return self.current().filter(Exists(Segment.objects.public().filter(statement=OuterRef("pk"))))

    def reachable(self) -> StatementQuerySet:
        """Statements whose own page readers may open: the public ones, and those all of whose quotes are gone."""
        return self.current().filter(Exists(Segment.objects.reachable().filter(statement=OuterRef("pk"))))

    def with_reach(self) -> StatementQuerySet:
        """With `outlets` (how many have it by themselves: copies of other articles are no witnesses), `quotes`,
        `first_on` and `last_on` (days of publication; None where no day is known), of what readers may see."""
        reach = Segment.objects.public().filter(statement=OuterRef("pk")).reach()

        def figure(name: str) -> Subquery:
            return Subquery(reach.values(name))

        return self.annotate(
            outlets=Coalesce(figure("outlets"), 0, output_field=IntegerField()),
            quotes=Coalesce(figure("quotes"), 0, output_field=IntegerField()),
            first_on=figure("first_on"),
            last_on=figure("last_on"),
        )

    def reported_by_outlets(self, minimum: int = 2) -> StatementQuerySet:
        """Public statements that at least so many outlets carry by themselves; `outlets` and the rest as in
        `with_reach`."""
        return self.public().with_reach().filter(Q(outlets__gte=minimum))

    def by_speaker(self, speaker: Speaker) -> StatementQuerySet:
        """Public statements that this speaker, or one merged into it, makes."""
        said = Segment.objects.filter(quote__in=Quote.objects.public().by_speaker(speaker).order_by().values("pk"))
        return self.current().filter(Exists(said.filter(statement=OuterRef("pk"))))


class Statement(models.Model):
    """What was said once, as reported by quotes or parts of quotes. Its id lives for ever: see `merged_into`."""

    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        help_text="Which statement it is by now: at the end of a chain, so that one step is always enough.",
    )
    version = models.PositiveIntegerField(default=1, help_text="Guards against two editors changing one statement.")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"Statement {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("statement", args=[self.pk])

    def family(self) -> StatementQuerySet:
        """Itself, and all that were merged into it."""
        return Statement.objects.filter(Q(pk=self.pk) | Q(merged_into=self.pk))

    @property
    def now(self) -> Statement:
        """Which it is by now: the one it was merged into, or itself."""
        return self.merged_into or self


class SegmentQuerySet(models.QuerySet["Segment"]):
    def public(self) -> SegmentQuerySet:
        """Of quotes that readers may see."""
        return self.filter(Exists(Quote.objects.public().filter(pk=OuterRef("quote")).order_by()))

    def reachable(self) -> SegmentQuerySet:
        """Of quotes whose own page readers may open."""
        return self.filter(Exists(Quote.objects.reachable().filter(pk=OuterRef("quote")).order_by()))

    def reach(self) -> models.QuerySet[Any, Any]:
        """How far each statement of these has come: `statement`, `outlets`, `quotes`, `first_on`, `last_on`.

        The one rule of who counts: a copy is no second witness, so that it counts as the outlet of its original.
        """
        return (
            self.filter(statement__isnull=False)
            .order_by()
            .values("statement")
            .annotate(
                outlets=Count(WITNESS_OUTLET, distinct=True),
                quotes=Count("quote", distinct=True),
                first_on=Min("quote__article__published_on"),
                last_on=Max("quote__article__published_on"),
            )
        )

    def beside(self, quote: Quote) -> SegmentQuerySet:
        """What other quotes that readers may see report of the statements that this one reports."""
        statements = Segment.objects.filter(quote=quote, statement__isnull=False).order_by().values("statement")
        return self.public().filter(statement__in=statements).exclude(quote=quote)

    def in_order(self) -> SegmentQuerySet:
        """By the day of publication, then by the hour, those without one at the end; within an article in the order of
        the text."""
        day = F("quote__article__published_on").asc(nulls_last=True)
        hour = F("quote__article__published_at").asc(nulls_last=True)
        return self.order_by(day, hour, "quote__article_id", "quote_id", "position")

    def with_wordings(self) -> SegmentQuerySet:
        """With all that a line of the comparison shows, in a fixed number of queries."""
        return self.select_related("quote__article__outlet", "body").prefetch_related(
            Prefetch("parts", queryset=SegmentPart.objects.order_by("start")), "quote__quote_speakers__speaker"
        )


class Segment(models.Model):
    """A stretch of a quote that can report a statement by itself; every quote that is linked has one or more.

    `features` is what linking compares, worked out once, so that nobody has to stem or count words again: editors'
    decisions are carried out in the web process. None: not worked out by this version yet.
    """

    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="segments")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="segments")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(help_text="The segment's parts, joined by ' … '.")
    statement = models.ForeignKey(
        Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="segments",
        help_text="Empty where nothing else reports what it reports.",
    )  # fmt: skip
    score = models.FloatField(default=0, help_text="How like the rest of its statement: mean of its bonds, 0 to 1.")
    reasons: models.JSONField[Any, Any] = models.JSONField(default=list, help_text="Why it belongs to its statement.")
    features: models.JSONField[Any, Any] = models.JSONField(default=dict)

    objects = SegmentQuerySet.as_manager()

    class Meta:
        ordering = ["quote", "position"]
        constraints = [models.UniqueConstraint(fields=["quote", "position"], name="segment_once")]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:79]}…"


class SegmentPart(models.Model):
    """A stretch of the segment's body: `body.text[start:end] == text`, which triggers check (law 1)."""

    segment = models.ForeignKey(Segment, on_delete=models.CASCADE, related_name="parts")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["start"]
        constraints = [models.CheckConstraint(condition=Q(start__lt=F("end")), name="segment_part_not_empty")]

    def __str__(self) -> str:
        return f"[{self.start}, {self.end})"


class SegmentKey(models.Model):
    """The index of linking: a rare stem of a segment, with one of its speakers and the day. What shares none of them
    is never compared. `speaker` is who the article's name stands for, not whom that one was merged into."""

    segment = models.ForeignKey(Segment, on_delete=models.CASCADE, related_name="keys")
    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="+")
    stem = models.CharField(max_length=40)
    day = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["speaker", "stem", "day"], name="segment_key")]

    def __str__(self) -> str:
        return self.stem


class Bond(models.Model):
    """The evidence between two segments, `one` with the lower id: a pure function of the two.

    Kept from a score somewhat under the one at which they count as linked, so that near misses can be judged.
    """

    one = models.ForeignKey(Segment, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Segment, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField(help_text="0 to 1.")
    reasons: models.JSONField[Any, Any] = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="bond_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="bond_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} and {self.other_id}: {self.score:.2f}"


class Tie(models.Model):
    """What an editor said of two stretches: they report one statement (`together`), or never one.

    What the standing corrections say, kept where linking looks it up. Anchored to quote, body and spans, so that it
    stands when the segments are cut anew.
    """

    correction = models.ForeignKey(Correction, on_delete=models.PROTECT, related_name="ties")
    together = models.BooleanField()
    one = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="+")
    one_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    one_spans: models.JSONField[Any, Any] = models.JSONField(default=list)
    other = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="+")
    other_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    other_spans: models.JSONField[Any, Any] = models.JSONField(default=list)

    class Meta:
        ordering = ["correction", "pk"]

    def __str__(self) -> str:
        return f"{self.one_id} and {self.other_id}: {'together' if self.together else 'apart'}"


class DueLink(models.Model):
    """A quote that has to be linked again, because who speaks in it or when it was published has changed.

    Written by whoever changes that, in the web process too; `manage.py link` and `attribute` work it off.
    """

    quote = models.OneToOneField(Quote, on_delete=models.CASCADE, primary_key=True, related_name="+")

    def __str__(self) -> str:
        return str(self.quote_id)

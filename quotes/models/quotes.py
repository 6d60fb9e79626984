from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.db.models.functions import Least, Lower
from django.urls import reverse

from articles.models import Article, Body
from quotes.models.passes import Pass
from quotes.models.risk import risk
from quotes.models.speakers import Speaker
from quotes.search.engine import Request, quotes_with
from quotes.search.grammar import Query

# Between the links of a mention.
CHAIN = " → "


def _unsure() -> Q:
    """Of the words or of who said them the program is less sure than likely."""
    return Q(confidence__lt=settings.OTR_LIKELY) | Q(name_confidence__lt=settings.OTR_LIKELY)


# Which accusations that no editor has decided about readers do not see, by the setting for them.
_STRICTER: dict[str, Callable[[], Q]] = {"likely": _unsure, "checked": Q}


class QuoteQuerySet(models.QuerySet["Quote"]):
    """Every rule of what is shown, searched and ordered lives here."""

    def public(self) -> QuoteQuerySet:
        """Quotes that readers may see."""
        return self.reachable().exclude(status=Quote.Status.GONE)

    def reachable(self) -> QuoteQuerySet:
        """Quotes whose own page readers may open: the public ones, and those gone from their article (law 2)."""
        quotes = self.exclude(status__in=Quote.TAKEN_OFF).exclude(kind=Quote.Kind.INDIRECT, sourced=False)
        if settings.OTR_PUBLIC_LEVEL == "checked":
            quotes = quotes.filter(status__in=Quote.DECIDED)
        elif settings.OTR_PUBLIC_LEVEL == "likely":
            quotes = quotes.filter(Q(confidence__gte=settings.OTR_LIKELY) | Q(status__in=Quote.DECIDED))
        stricter = _STRICTER.get(settings.OTR_ACCUSATION_LEVEL)
        if stricter is not None:
            quotes = quotes.exclude(stricter(), ~Q(status__in=Quote.DECIDED), accuses=True)
        return quotes.filter(article__hidden=False)

    def search(self, query: Query, *, names: bool = True, spelled: bool = False) -> QuoteQuerySet:
        """Quotes that have what `query` asks for in their words or, with `names`, in their speakers' names and in the
        words around them.

        With `spelled` a name counts only where the article spells it as typed.
        """
        return self.sought(Request(words=query, names=names, spelled=spelled))

    def by_named(self, query: Query, *, spelled: bool = False) -> QuoteQuerySet:
        """Quotes by speakers whose names have what `query` asks for; `spelled` as in `search`."""
        return self.sought(Request(by=query, spelled=spelled))

    def sought(self, request: Request) -> QuoteQuerySet:
        """Quotes that a request to the search index asks for."""
        if not (request.words or request.by):
            return self.all()
        return self.filter(pk__in=quotes_with(request, self.db))

    def by_speaker(self, speaker: Speaker) -> QuoteQuerySet:
        """Quotes in which this speaker, or one merged into it, speaks: not those where it only might."""
        family = Speaker.objects.family(speaker).order_by().values("pk")
        spoken = QuoteSpeaker.objects.filter(speaker__in=family, standing=QuoteSpeaker.Standing.SPEAKS)
        return self.filter(pk__in=spoken.order_by().values("quote"))

    def newest_first(self) -> QuoteQuerySet:
        """By the day of publication, those without one at the end; within an article in the order of the text."""
        return self.order_by(F("article__published_on").desc(nulls_last=True), "-article", "pk")

    def oldest_first(self) -> QuoteQuerySet:
        return self.order_by(F("article__published_on").asc(nulls_last=True), "article", "pk")

    def surest_first(self) -> QuoteQuerySet:
        """By the lesser of the two confidences: that it was said, and who said it."""
        return self.order_by(Least("confidence", "name_confidence").desc(), "-pk")

    def said_last_first(self) -> QuoteQuerySet:
        """By the day on which it was said, those of which it is not known at the end."""
        return self.order_by(F("said_on").desc(nulls_last=True), "-pk")

    def said_first_first(self) -> QuoteQuerySet:
        return self.order_by(F("said_on").asc(nulls_last=True), "pk")

    def leading(self, number: int) -> QuoteQuerySet:
        """One quote from each of the `number` newest articles that have any: direct speech first, then the surest."""
        quoted = Article.objects.filter(Exists(self.filter(article=OuterRef("pk")).order_by()))
        newest = list(
            quoted.order_by(F("published_on").desc(nulls_last=True), "-pk").values_list("pk", flat=True)[:number]
        )
        rows = self.filter(article__in=newest).order_by().values_list("article", "kind", "confidence", "pk")
        ranked = sorted(rows, key=lambda row: (row[1] == Quote.Kind.DIRECT, row[2], -row[3]))
        best = {article: pk for article, _, _, pk in ranked}  # the last one of each article stays
        return self.filter(pk__in=best.values()).newest_first()

    def with_cards(self) -> QuoteQuerySet:
        """With all that a card of it shows, in a fixed number of queries."""
        return self._with_parts(Part.objects.filter(role__in=(Part.Role.CUE, Part.Role.CONTENT)))

    def with_passages(self) -> QuoteQuerySet:
        """With all that a card and the marked passage around it need but the body's text."""
        return self._with_parts(Part.objects.all())

    def _with_parts(self, parts: models.QuerySet[Part]) -> QuoteQuerySet:
        speakers = QuoteSpeaker.objects.select_related("speaker__merged_into").order_by("position", "pk")
        return self.select_related("article__outlet").prefetch_related(
            Prefetch("quote_speakers", queryset=speakers),
            Prefetch("places", queryset=Place.objects.order_by("-body", "position")),
            Prefetch("places__parts", queryset=parts.order_by("start")),
        )


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

    # An editor took it away: not even its own page is left.
    TAKEN_OFF = (Status.REJECTED, Status.HIDDEN)
    OFF_THE_PAGES = (*TAKEN_OFF, Status.GONE)
    DECIDED = (Status.CHECKED, Status.CORRECTED)

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="quotes")
    made_by = models.ForeignKey(
        Pass,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="quotes",
        help_text="The newest pass that found it. Empty: added by an editor.",
    )
    text = models.TextField(help_text="The content's parts, joined by ' … '.")
    kind = models.CharField(max_length=10, choices=Kind)
    stance = models.CharField(max_length=10, choices=Stance, default=Stance.ASSERTS)
    status = models.CharField(max_length=10, choices=Status, default=Status.MACHINE, db_index=True)
    headline = models.BooleanField(default=False)
    accuses = models.BooleanField(
        null=True, blank=True, help_text="Reads as an accusation against somebody named (R10); empty: nobody looked."
    )
    sourced = models.BooleanField(default=True, help_text="The article names a source, or somebody is known to speak.")
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
        permissions = [("hide_quote", "Can hide quotes, and show them again")]
        indexes = [
            models.Index("status", risk(), name="quote_risk"),
            models.Index(fields=["said_on"], name="quote_said_on"),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:79]}…"

    def get_absolute_url(self) -> str:
        return reverse("quote", args=[self.pk])

    def is_public(self) -> bool:
        """Whether readers may see it now, by the one rule of QuoteQuerySet.public()."""
        return type(self).objects.public().filter(pk=self.pk).exists()


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
        # Who else is called by a role.
        indexes = [models.Index(Lower("role"), "speaker", name="quote_speaker_role")]

    def __str__(self) -> str:
        return f"{self.speaker} ({self.standing})"

    @property
    def name_used(self) -> str:
        """The name to which the article's own words lead: the end of the chain; "" where no pass found one."""
        return self.mention.rsplit(CHAIN, 1)[-1]


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

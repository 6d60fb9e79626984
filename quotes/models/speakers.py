from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from articles.models import Article
from quotes.search.engine import speakers_named
from quotes.search.grammar import Query

if TYPE_CHECKING:
    from quotes.models.quotes import QuoteQuerySet


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    def current(self) -> SpeakerQuerySet:
        """Speakers that were not merged into another."""
        return self.filter(merged_into=None)

    def known_in(self, article: int | None) -> SpeakerQuerySet:
        """Who may speak in a quote of this article: those known across articles, and its own. None: across alone."""
        return self.current().filter(Q(article=None) | Q(article=article))

    def quoted(self) -> SpeakerQuerySet:
        """Speakers known across articles with a quote that readers may see, as the tallies have it."""
        from quotes.models.search import SpeakerTally

        counted = SpeakerTally.objects.filter(speaker=OuterRef("pk"), quotes__gt=0)
        return self.current().filter(Exists(counted), article=None)

    def most_quoted_first(self) -> SpeakerQuerySet:
        return self.order_by("-tally__quotes", "pk")

    def quoted_in(self, quotes: QuoteQuerySet) -> SpeakerQuerySet:
        """Speakers known across articles who speak in one of `quotes`."""
        from quotes.models.quotes import QuoteSpeaker

        # One list for all speakers: asked for each speaker, this takes minutes at a hundred thousand quotes.
        speaks = QuoteSpeaker.objects.filter(
            standing=QuoteSpeaker.Standing.SPEAKS, quote__in=quotes.order_by().values("pk")
        )
        said = speaks.order_by().values(root=Coalesce("speaker__merged_into", "speaker"))
        return self.current().filter(pk__in=said, article=None)

    def family(self, speaker: Speaker) -> SpeakerQuerySet:
        """The speaker, and all who were merged into it."""
        return self.filter(Q(pk=speaker.pk) | Q(merged_into=speaker))

    def heir_of(self, speaker: Speaker) -> Speaker | None:
        """Who has the quotes of a speaker of whom a pass left none: the one whom articles call by that name as well.

        None where quotes are left, whoever may see them; where nobody, or more than one, is called so; and where an
        editor said that the two are not the same. Of a speaker of one article only those who speak in it are asked.
        """
        from quotes.models.quotes import Quote, QuoteSpeaker

        if QuoteSpeaker.objects.filter(speaker__in=self.model.objects.family(speaker)).exists():
            return None
        name = Alias.objects.filter(speaker=speaker, name=speaker.name).values("key")
        called = Exists(Alias.objects.filter(speaker=OuterRef("pk"), key__in=name))
        found = self.quoted().exclude(pk=speaker.pk).filter(called)
        if speaker.article_id:
            found = found.quoted_in(Quote.objects.public().filter(article=speaker.article_id))
        heirs = list(found[:2])
        if len(heirs) != 1 or NotSame.objects.between([speaker.pk], [heirs[0].pk]).exists():
            return None
        return heirs[0]

    def named(self, query: Query) -> SpeakerQuerySet:
        """Speakers whose names, or those of speakers merged into them, have the words of `query`, the words perhaps
        half typed. Nobody who was merged into another."""
        found = self.current()
        return found.filter(pk__in=speakers_named(query, self.db)) if query else found


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
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        help_text="Who it is by now: at the end of a chain of merges, so that one step is always enough.",
    )
    version = models.PositiveIntegerField(default=1, help_text="Guards against two editors changing one speaker.")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        indexes = [
            # The list of speakers in the order of the alphabet.
            models.Index(
                fields=["name", "id"], condition=Q(article=None, merged_into=None), name="speaker_by_name"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("speaker", args=[self.slug])

    @property
    def now(self) -> Speaker:
        """Who it is by now: whom it was merged into, or itself."""
        return self.merged_into or self


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


class NotSameQuerySet(models.QuerySet["NotSame"]):
    def of(self, speakers: Iterable[int]) -> NotSameQuerySet:
        """The pairs of which either is one of `speakers`."""
        ids = list(speakers)
        return self.filter(Q(one__in=ids) | Q(other__in=ids))

    def between(self, some: Iterable[int], others: Iterable[int]) -> NotSameQuerySet:
        """The pairs of one of `some` with one of `others`."""
        here, there = list(some), list(others)
        return self.filter(Q(one__in=here, other__in=there) | Q(one__in=there, other__in=here))


class NotSame(models.Model):
    """Two speakers of whom an editor said that they are not the same person; `one` has the lower id.

    What the standing corrections say, kept where it can be looked up: only `quotes.corrections` writes it.
    """

    one = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="+")

    objects = NotSameQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "pairs that are not the same"
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="not_same_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="not_same_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one} is not {self.other}"

"""The documents: outlets, their articles, and every version of an article's text."""

from __future__ import annotations

import hashlib
from typing import Any

from anyascii import anyascii
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.text import slugify

from articles.dates import is_zone


def validate_zone(name: str) -> None:
    """Refuse what is no time zone: each date of the outlet's articles is made with it."""
    if not is_zone(name):
        raise ValidationError("No time zone is called “%(name)s”; Europe/London is.", params={"name": name})


class OutletQuerySet(models.QuerySet["Outlet"]):
    def called(self, name: str, *, time_zone: str) -> Outlet:
        """The outlet of this name, made with `time_zone` if it is new. Case and marks make no difference."""
        slug = slugify(anyascii(name))[:200] or f"outlet-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
        known = self.filter(models.Q(slug=slug) | models.Q(name=name)).order_by("pk").first()
        return known or self.get_or_create(slug=slug, defaults={"name": name, "time_zone": time_zone})[0]


class Outlet(models.Model):
    """A newspaper, site or agency. Dates of its articles are dates in its time zone."""

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=200, unique=True)
    time_zone = models.CharField(
        max_length=64,
        default="UTC",
        validators=[validate_zone],
        help_text=(
            "As in Europe/London. A change dates all articles anew whose hour is known. An hour that came without an "
            "offset was read in the zone of that time, and stays."
        ),
    )
    homepage = models.URLField(max_length=500, blank=True)

    objects = OutletQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("outlet", args=[self.slug])


class ArticleQuerySet(models.QuerySet["Article"]):
    def public(self) -> ArticleQuerySet:
        """Articles that readers may see."""
        return self.filter(hidden=False)

    def originals(self) -> ArticleQuerySet:
        """Articles that are no copies of another one."""
        return self.filter(copy_of=None)


class Article(models.Model):
    """One article of one outlet.

    `key` is what it is known by: URL, else canonical URL, else outlet and id, else path.
    """

    key = models.CharField(max_length=2100, unique=True)
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="articles")
    url = models.URLField(max_length=2000, blank=True)
    canonical_url = models.URLField(max_length=2000, blank=True)
    source_id = models.CharField(max_length=500, blank=True)
    title = models.CharField(max_length=1000, blank=True)
    byline = models.CharField(max_length=500, blank=True)
    agency = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField(null=True, blank=True, help_text="Where the hour is known.")
    published_on = models.DateField(null=True, blank=True, db_index=True, help_text="In the outlet's time zone.")
    current_body = models.ForeignKey(
        "Body", on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    hidden = models.BooleanField(default=False, db_index=True)
    copy_of = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="copies",
        help_text="The first of the articles with this very text, or more of it; itself no copy. See articles.wire.",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-published_on", "-id"]
        permissions = [("hide_article", "Can hide articles, and show them again")]
        # An article is looked up by either of its URLs each time it is ingested.
        indexes = [
            models.Index(fields=["url"], name="article_url"),
            models.Index(fields=["canonical_url"], name="article_canonical_url"),
            # An outlet's page lists its articles in this order.
            models.Index(fields=["outlet", "-published_on", "-id"], name="article_of_outlet"),
        ]

    def __str__(self) -> str:
        # Of a key such as "path:outlet:file.txt" only the end is for people.
        return self.title or self.url or self.canonical_url or self.key.split(":", 2)[-1]

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk])


class Body(models.Model):
    """One version of an article's text. It never changes: a trigger refuses updates of it (law 1)."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="bodies")
    number = models.PositiveIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64, db_index=True)
    zones: models.JSONField[Any, Any] = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "bodies"
        ordering = ["article", "number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="body_number_once")]

    def __str__(self) -> str:
        return f"{self.article} (version {self.number})"


class Signature(models.Model):
    """That an article was placed among its copies, and as what. Only `articles.wire` writes it, and bands."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="signature")
    state = models.CharField(max_length=64, help_text="Digest of the text and of what orders copies.")

    def __str__(self) -> str:
        return f"{self.article_id}: {self.state[:8]}"


class Band(models.Model):
    """One band of the MinHash signature of an article's text: two that share one may be copies."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="bands")
    value = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"{self.article_id}: {self.value}"

"""Speakers: found by any of their names; only administrators change what they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from quotes.admin.identity_views import IdentityAdmin, identity_url
from quotes.admin.names import named
from quotes.identity import coarse, key
from quotes.models import Alias, Speaker

if TYPE_CHECKING:
    Inline = admin.TabularInline[Alias, Speaker]
else:
    Inline = admin.TabularInline


class AliasInline(Inline):
    """The names by which articles call the speaker. Articles make them; nobody types them in."""

    model = Alias
    fields = ("name",)
    verbose_name_plural = "names in articles"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False

    has_change_permission = has_delete_permission = has_add_permission


@admin.register(Speaker)
class SpeakerAdmin(IdentityAdmin):
    """A speaker's kind can be put right by an administrator. The name and the slug stay: articles made the one, and
    URLs have the other."""

    list_display = ("name", "kind", "article", "merged_into", "who")
    list_filter = ("kind",)
    list_select_related = ("article", "merged_into")
    sortable_by = ()
    search_fields = ("name",)
    search_help_text = "Any word of any of the speaker’s names; it may be half typed."
    fields = ("name", "kind", "slug", "article", "merged_into", "created_at", "said")
    readonly_fields = ("name", "slug", "article", "merged_into", "created_at", "said")
    inlines = (AliasInline,)

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def has_change_permission(self, request: HttpRequest, obj: Speaker | None = None) -> bool:  # noqa: ARG002
        return bool(request.user.is_active and getattr(request.user, "is_superuser", False))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Speaker]:
        speakers = super().get_queryset(request)
        # What an editor can choose is who it is by now; unnamed sources are offered within their article only.
        picking = request.path == reverse("admin:autocomplete")
        return speakers.filter(merged_into=None, article=None) if picking else speakers

    def get_search_results(
        self,
        request: HttpRequest,  # noqa: ARG002
        queryset: QuerySet[Speaker],
        search_term: str,
    ) -> tuple[QuerySet[Speaker], bool]:
        """By the beginnings of words in any name, through an index."""
        if not search_term.strip():
            return queryset, False
        return queryset & named(Speaker.objects.all(), search_term), False

    def save_model(self, request: HttpRequest, obj: Speaker, form: Any, change: bool) -> None:
        """A kind decides how names are folded, so that the keys follow it."""
        obj.key = key(obj.name, obj.kind)
        super().save_model(request, obj, form, change)
        for alias in obj.aliases.all():
            alias.key, alias.coarse = key(alias.name, obj.kind), coarse(alias.name, obj.kind)
            alias.save(update_fields=["key", "coarse"])

    @admin.display(description="who this is")
    def who(self, speaker: Speaker) -> str:
        """A link to the page that compares, merges and splits."""
        url = identity_url(speaker.merged_into_id or speaker.pk)
        return format_html('<a href="{}">Merge, split, history</a>', url)

    @admin.display(description="quotes")
    def said(self, speaker: Speaker) -> str:
        """A link to the speaker's quotes in the list."""
        url = reverse("admin:quotes_quote_changelist")
        return format_html('<a href="{}?status=all&amp;speaker={}">All quotes</a>', url, speaker.pk)

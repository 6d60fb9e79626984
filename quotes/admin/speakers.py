"""Speakers: found by any of their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from quotes.admin.identity_views import IdentityAdmin, identity_url
from quotes.admin.names import named
from quotes.models import Alias, Speaker

if TYPE_CHECKING:
    Inline = admin.TabularInline[Alias, Speaker]
else:
    Inline = admin.TabularInline


# Shown above the fields.
KIND_STAYS = (
    "Articles gave the speaker this name and kind, and the next run would find them there again. Where the kind is "
    "wrong, make a new speaker of the right kind at one of the quotes (“Somebody else speaks”), then merge this one "
    "into that one: this is kept, stands in the log with its reason, and can be undone."
)


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
    """Nothing is typed in here, not even by administrators: who a speaker is, editors decide by corrections, which
    have a reason and an undo, and by which later passes go."""

    list_display = ("name", "kind", "article", "merged_into", "who")
    list_filter = ("kind",)
    list_select_related = ("article", "merged_into")
    sortable_by = ()
    search_fields = ("name",)
    search_help_text = "Any word of any of the speaker’s names; it may be half typed."
    fieldsets = (
        (
            None,
            {
                "fields": ("name", "kind", "slug", "article", "merged_into", "created_at", "said"),
                "description": KIND_STAYS,
            },
        ),
    )
    readonly_fields = ("said",)
    inlines = (AliasInline,)

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

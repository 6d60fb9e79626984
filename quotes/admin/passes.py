"""The runs of the attribution. A failed one says why (law 4)."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.admin import ReadOnlyAdmin
from quotes.models import Pass


@admin.register(Pass)
class PassAdmin(ReadOnlyAdmin[Pass]):
    list_display = ("article", "version", "status", "quote_count", "reason", "finished_at")
    list_filter = ("status", "finished_at")
    list_select_related = ("body__article",)
    sortable_by = ()
    ordering = ("-pk",)
    search_fields = ("version", "error", "body__article__title")
    fields = ("body", "version", "status", "error", "quote_count", "finished_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Pass]:
        return super().get_queryset(request).defer("body__text", "body__zones")

    @admin.display(description="article")
    def article(self, run: Pass) -> str:
        return str(run.body)

    @admin.display(description="why it failed")
    def reason(self, run: Pass) -> str:
        """The last line of the error: the one that says what it was."""
        lines = run.error.strip().splitlines()
        return lines[-1] if lines else ""

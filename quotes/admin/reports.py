"""Readers' reports of wrong attributions: the list, open ones first, and the buttons that close and reopen one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.text import Truncator
from django.views.decorators.http import require_POST

from articles.admin import ReadOnlyAdmin
from quotes import reports
from quotes.admin.decisions import CHANGE
from quotes.admin.views import desk_url, signed_in
from quotes.models import Report

if TYPE_CHECKING:
    from django.urls import URLPattern

LIST = "admin:quotes_report_changelist"
_SHOWN = 160


@admin.register(Report)
class ReportAdmin(ReadOnlyAdmin[Report]):
    """Open ones first, the oldest of them on top. Whoever may correct quotes sees and closes them."""

    list_display = ("quote_link", "what", "told", "contact", "status", "created_at", "handled_by", "button")
    list_display_links = None
    list_filter = ("status", "what")
    list_select_related = ("quote", "handled_by")
    sortable_by = ()

    def get_ordering(self, request: HttpRequest) -> list[Any]:  # noqa: ARG002
        return ["-status", "pk"]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": "Readers’ reports", **(extra_context or {})})

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Report | None = None) -> bool:  # noqa: ARG002
        return request.user.has_perm(CHANGE)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Report]:
        return super().get_queryset(request).select_related("quote", "handled_by")

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        handle = path("<int:pk>/handle/", wrap(self.handle_view), name="quotes_report_handle")
        reopen = path("<int:pk>/reopen/", wrap(self.reopen_view), name="quotes_report_reopen")
        return [handle, reopen, *super().get_urls()]

    @admin.display(description="quote")
    def quote_link(self, report: Report) -> str:
        return format_html('<a href="{}">{}</a>', desk_url(report.quote_id, queue=False), report.quote)

    @admin.display(description="in the reader’s words")
    def told(self, report: Report) -> str:
        return Truncator(report.text).chars(_SHOWN)

    @admin.display(description="")
    def button(self, report: Report) -> str:
        """A button of the list's own form."""
        done = report.status == Report.Status.HANDLED
        address = reverse(f"admin:quotes_report_{'reopen' if done else 'handle'}", args=[report.pk])
        label = "Open it again" if done else "Close"
        return format_html('<button type="submit" formaction="{}" formnovalidate>{}</button>', address, label)

    @method_decorator(require_POST)
    def handle_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Closes one report; back to the list, or on in the queue."""
        report, editor = self._report(request, pk), signed_in(request)
        closed = reports.handle_one(report, editor=editor)
        messages.success(request, "The report is closed." if closed else "The report was closed already.")
        on = "admin:quotes_quote_review" if "queue" in request.POST else LIST
        return HttpResponseRedirect(reverse(on))

    @method_decorator(require_POST)
    def reopen_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Makes a closed report wait again."""
        reports.reopen(self._report(request, pk))
        messages.success(request, "The report is open again.")
        return HttpResponseRedirect(reverse(LIST))

    def _report(self, request: HttpRequest, pk: int) -> Report:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return get_object_or_404(Report, pk=pk)

"""Speakers who may be one: suggested to editors with the reasons, merged on the page that compares, or dismissed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from articles.admin import ReadOnlyAdmin
from quotes import corrections
from quotes.admin.identity_forms import CHANGE_SPEAKER
from quotes.admin.identity_views import identity_url
from quotes.admin.ids import is_id
from quotes.admin.views import signed_in
from quotes.models import Speaker, Suggestion

if TYPE_CHECKING:
    from django.urls import URLPattern

LIST = "admin:quotes_suggestion_changelist"
_DISMISS = "quotes_suggestion_dismiss"


@admin.register(Suggestion)
class SuggestionAdmin(ReadOnlyAdmin[Suggestion]):
    """Most quoted first. Whoever may see speakers may see it; whoever may change speakers decides."""

    list_display = ("names", "why", "quotes", "first", "second", "decide")
    list_display_links = None
    list_select_related = ("one", "other")
    sortable_by = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Suggestion]:
        rows: QuerySet[Suggestion] = Suggestion.objects.open()
        return rows.select_related("one", "other").order_by(*self.get_ordering(request) or ("-quotes", "id"))

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        title = "Speakers who may be one, as “manage.py speakers” worked them out last"
        return super().changelist_view(request, {**(extra_context or {}), "title": title})

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Suggestion | None = None) -> bool:  # noqa: ARG002
        user = request.user
        return user.has_perm("quotes.view_speaker") or user.has_perm(CHANGE_SPEAKER)

    def get_urls(self) -> list[URLPattern]:
        dismiss = path("<int:pk>/dismiss/", self.admin_site.admin_view(self.dismiss_view), name=_DISMISS)
        return [dismiss, *super().get_urls()]

    @admin.display(description="may be one")
    def names(self, row: Suggestion) -> str:
        return format_html("<strong>{}</strong> and <strong>{}</strong>", row.one, row.other)

    @admin.display(description="because")
    def why(self, row: Suggestion) -> str:
        return "; ".join(row.reasons)

    @admin.display(description="the more quoted")
    def first(self, row: Suggestion) -> str:
        return _link(row.one)

    @admin.display(description="the other")
    def second(self, row: Suggestion) -> str:
        return _link(row.other)

    @admin.display(description="decide")
    def decide(self, row: Suggestion) -> str:
        """Compare and merge on the page for it; or say at once that they are two. Buttons of the list's own form."""
        return format_html(
            '<a href="{}">Compare, merge</a> '
            '<button type="submit" name="versions" value="{}:{}" formaction="{}" formnovalidate>Not the same</button>',
            identity_url(row.other_id, other=row.one_id),
            row.one.version,
            row.other.version,
            reverse(f"admin:{_DISMISS}", args=[row.pk]),
        )

    @method_decorator(require_POST)
    def dismiss_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Remembers that the two are not the same, at the versions that the list showed; then the list comes again."""
        editor = signed_in(request)
        if not editor.has_perm(CHANGE_SPEAKER):
            raise PermissionDenied
        row = Suggestion.objects.select_related("one", "other").filter(pk=pk).first()
        versions = request.POST.get("versions", "").split(":")
        if row is None or len(versions) != 2 or not all(map(is_id, versions)):
            raise Http404("There is no such suggestion.")
        try:
            seen = int(versions[0]), int(versions[1])
            corrections.distinct(row.one, row.other, editor=editor, versions=seen)
        except (corrections.Stale, ValueError) as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"{row} are not the same, and will not be suggested again.")
        return HttpResponseRedirect(reverse(LIST))


def _link(speaker: Speaker) -> str:
    url = reverse("admin:quotes_speaker_identity", args=[speaker.pk])
    return format_html('<a href="{}">{}</a> <small>{}</small>', url, speaker, speaker.get_kind_display())

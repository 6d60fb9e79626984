"""The log of corrections: everybody reads it, nobody changes it; a correction is undone by another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html_join
from django.views.decorators.http import require_POST

from articles.admin import ReadOnlyAdmin
from quotes import corrections
from quotes.admin.claim_forms import CHANGE_CLAIM
from quotes.admin.decisions import CHANGE, HIDE, HIDE_ARTICLE
from quotes.admin.history import changes
from quotes.admin.identity_forms import CHANGE_SPEAKER
from quotes.admin.identity_views import identity_url
from quotes.admin.ids import is_id
from quotes.admin.selecting import TickedRows
from quotes.admin.views import desk_url, signed_in
from quotes.models import Correction

if TYPE_CHECKING:
    from django.urls import URLPattern

LIMIT = 500


def may_undo(user: AbstractBaseUser | AnonymousUser, correction: Correction) -> bool:
    """Whether this user may undo it: what only publishers do, only publishers undo (E13)."""
    if not isinstance(user, User):
        return False
    decision = correction
    while decision.undoes is not None:
        decision = decision.undoes
    if decision.action in (Correction.Action.HIDE, Correction.Action.SHOW):
        return user.has_perm(HIDE_ARTICLE if decision.quote_id is None else HIDE)
    if decision.claim_id is not None:
        return user.has_perm(CHANGE_CLAIM)
    return user.has_perm(CHANGE if decision.speaker_id is None else CHANGE_SPEAKER)


@admin.register(Correction)
class CorrectionAdmin(TickedRows, ReadOnlyAdmin[Correction]):
    """Who decided what, when, and why; bulk decisions are in it one by one."""

    list_display = ("created_at", "what", "about", "changed", "reason", "editor", "public")
    list_display_links = ("created_at",)
    list_filter = ("action", "editor", "public", "created_at")
    list_select_related = (
        "quote", "speaker__merged_into", "other", "article", "editor", "undone_by", "statement",
        "claim", "other_claim",
    )  # fmt: skip
    sortable_by = ()
    search_fields = ("reason", "quote__text", "editor__username")
    search_help_text = "Words of the reason or of the quote, or an editor’s name."
    fields = (
        "what", "about", "changed", "reason", "editor", "created_at", "public", "undoes", "body", "spans", "before",
        "after",
    )  # fmt: skip
    actions = ("undo_selected",)

    @admin.display(description="decision")
    def what(self, correction: Correction) -> str:
        undone = " (undone)" if hasattr(correction, "undone_by") else ""
        return f"{correction.get_action_display()}{undone}"

    @admin.display(description="about")
    def about(self, correction: Correction) -> str:
        """A link to the quote, speakers or article that it is about."""
        things = (
            ("quotes_quote", correction.quote),
            ("quotes_speaker", correction.speaker),
            ("quotes_speaker", correction.other),
            ("quotes_claim", correction.claim),
            ("quotes_claim", correction.other_claim),
            ("articles_article", correction.article),
            ("quotes_statement", correction.statement),
        )
        links = ((reverse(f"admin:{name}_change", args=[thing.pk]), thing) for name, thing in things if thing)
        return format_html_join(", ", '<a href="{}">{}</a>', links)

    @admin.display(description="before → after")
    def changed(self, correction: Correction) -> str:
        rows = ((change.what, change.before or "—", change.after or "—") for change in changes(correction))
        return format_html_join("\n", "<div>{}: {} → {}</div>", rows)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("<int:pk>/undo/", wrap(self.undo_view), name="quotes_correction_undo"),
            path("undo/", wrap(self.undo_several_view), name="quotes_correction_undo_several"),
        ]
        return own + super().get_urls()

    @method_decorator(require_POST)
    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Undoes one decision and leads to what it was about."""
        correction = Correction.objects.filter(pk=pk).first()
        if correction is None:
            raise Http404("There is no such correction.")
        if not may_undo(request.user, correction):
            raise PermissionDenied
        try:
            corrections.undo(correction, editor=signed_in(request))
            messages.success(request, f"Undone: {correction.get_action_display()}.")
        except corrections.Stale as error:
            messages.error(request, f"Not undone: {error}")
        return HttpResponseRedirect(self._back(correction, queue="queue" in request.POST))

    def _back(self, correction: Correction, *, queue: bool) -> str:
        if correction.quote_id is not None:
            return desk_url(correction.quote_id, queue=queue)
        if correction.article_id is not None:
            return reverse("admin:articles_article_change", args=[correction.article_id])
        if correction.speaker_id is not None:
            survivor = correction.other_id if correction.action == Correction.Action.MERGE else None
            return identity_url(survivor or correction.speaker_id)
        if correction.claim is not None:
            return reverse("admin:quotes_claim_change", args=[correction.claim.now.pk])
        if correction.statement is not None:
            return reverse("admin:quotes_statement_change", args=[correction.statement.now.pk])
        return reverse("admin:quotes_correction_change", args=[correction.pk])

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        found: dict[str, Any] = super().get_actions(request)
        return found if request.user.has_perm(CHANGE) else {}

    @admin.action(description="Undo the selected decisions")
    def undo_selected(self, request: HttpRequest, queryset: QuerySet[Correction]) -> HttpResponse:
        """The page that shows which decisions will be undone; nothing is changed yet."""
        found = list(queryset.select_related("undoes", "undone_by").order_by("-pk")[: LIMIT + 1])
        undoable = [c for c in found if not hasattr(c, "undone_by") and may_undo(request.user, c)]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Undo decisions",
            "undoable": undoable,
            "left_out": len(found) - len(undoable),
            "too_many": len(found) > LIMIT,
            "limit": LIMIT,
        }
        return TemplateResponse(request, "admin/desk/undo.html", context)

    @method_decorator(require_POST)
    def undo_several_view(self, request: HttpRequest) -> HttpResponse:
        """Undoes the decisions of the page before, the latest first, in one transaction."""
        ids = [int(value) for value in request.POST.getlist("item") if is_id(value)][:LIMIT]
        found = list(Correction.objects.filter(pk__in=ids, undone_by=None).order_by("-pk"))
        if not all(may_undo(request.user, correction) for correction in found):
            raise PermissionDenied
        undone = 0
        with transaction.atomic():
            for correction in found:
                try:
                    with transaction.atomic():
                        corrections.undo(correction, editor=signed_in(request))
                    undone += 1
                except corrections.Stale:
                    continue
        messages.success(request, f"Decisions undone: {undone}.")
        if undone < len(ids):
            messages.warning(request, f"Left alone, because something newer stands on them: {len(ids) - undone}.")
        return HttpResponseRedirect(reverse("admin:quotes_correction_changelist"))

"""Claims at the desk: checked against a source, joined, parted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_GET, require_POST

from articles.admin import ReadOnlyAdmin
from quotes.admin import claim_desk
from quotes.admin.claim_forms import CHANGE_CLAIM, CheckForm, JoinForm, PartForm
from quotes.admin.deciding import decide
from quotes.admin.history import HistoryAtTheDesk
from quotes.models import Assertion, Claim, Correction
from quotes.search.grammar import parse

if TYPE_CHECKING:
    from django.urls import URLPattern


def claim_url(pk: int) -> str:
    return reverse("admin:quotes_claim_change", args=[pk])


@admin.register(Claim)
class ClaimAdmin(HistoryAtTheDesk, ReadOnlyAdmin[Claim]):
    """What most wants checking first. Nothing here writes a claim but through `quotes.corrections`."""

    desk = "admin:quotes_claim_change"

    list_display = ("__str__", "status", "outlets", "newest_on", "worth", "checked_by")
    list_filter = ("status", "checked_at")
    list_select_related = ("checked_by",)
    sortable_by = ("outlets", "newest_on", "worth")
    ordering = ("-worth", "-pk")
    search_fields = ("desk_text",)
    search_help_text = "Words of any wording of the claim, as in the public search."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        return super().get_queryset(request).filter(merged_into=None)

    def get_search_results(
        self,
        request: HttpRequest,  # noqa: ARG002
        queryset: QuerySet[Claim],
        search_term: str,
    ) -> tuple[QuerySet[Claim], bool]:
        query = parse(search_term.replace("\x00", " "))
        if not query:
            return queryset, False
        found = Assertion.objects.filter(gone=False).search(query).order_by().values("claim")
        return queryset.filter(pk__in=found), False

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("<int:pk>/check/", wrap(self.check_view), name="quotes_claim_check"),
            path("<int:pk>/join/<int:other>/", wrap(self.join_view), name="quotes_claim_join"),
            path("<int:pk>/part/", wrap(self.part_view), name="quotes_claim_part"),
        ]
        return own + super().get_urls()

    @method_decorator(require_GET)
    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",  # noqa: ARG002
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002
    ) -> HttpResponse:
        """The claim's page at the desk; `find` and `other` look for another one to join it to."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        claim = _existing(int(object_id) if object_id.isdecimal() else 0)
        if claim.merged_into_id:
            return HttpResponseRedirect(claim_url(claim.merged_into_id))
        return self._desk(request, claim)

    @method_decorator(require_POST)
    def check_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Sets the claim's status."""
        form, claim = CheckForm(request.POST, auto_id="id_check_%s"), _existing(pk)
        return self._decide(request, "check", form, claim, lambda editor: form.apply(claim, editor))

    @method_decorator(require_POST)
    def join_view(self, request: HttpRequest, pk: int, other: int) -> HttpResponse:
        """Joins the claim to the other one."""
        form, claim, target = JoinForm(request.POST, auto_id="id_join_%s"), _existing(pk), _existing(other)
        return self._decide(request, "join", form, claim, lambda editor: form.apply(claim, target, editor), target)

    @method_decorator(require_POST)
    def part_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Makes the chosen assertions a claim of their own."""
        form, claim = PartForm(request.POST, auto_id="id_part_%s"), _existing(pk)
        return self._decide(request, "part", form, claim, lambda editor: form.apply(claim, editor))

    def _decide(  # noqa: PLR0913, PLR0917
        self,
        request: HttpRequest,
        what: str,
        form: forms.Form,
        claim: Claim,
        apply: Callable[[User], Correction],
        other: Claim | None = None,
    ) -> HttpResponse:
        """Makes one correction: 409 where somebody else was faster, 422 where something is missing or is wrong."""
        return decide(
            request,
            CHANGE_CLAIM,
            form,
            apply,
            done=lambda made: (f"{made.get_action_display().capitalize()}: {claim}", claim_url((other or claim).pk)),
            again=lambda: self._desk(request, claim, other=other, bound={what: form}, status=422),
            overtaken=lambda: self._desk(request, _existing(claim.pk).now, status=409),
        )

    def _desk(
        self,
        request: HttpRequest,
        claim: Claim,
        *,
        other: Claim | None = None,
        bound: dict[str, forms.Form] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "is_nav_sidebar_enabled": False,
            "opts": self.opts,
            "title": "Claim",
            "subtitle": str(claim),
            "may_decide": request.user.has_perm(CHANGE_CLAIM),
            **claim_desk.context(claim, request.GET, other=other, bound=bound),
        }
        return TemplateResponse(request, "admin/desk/claim.html", context, status=status)


def _existing(pk: int) -> Claim:
    claim = claim_desk.load(pk)
    if claim is None:
        raise Http404("There is no such claim.")
    return claim

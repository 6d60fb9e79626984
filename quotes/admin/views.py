"""The desk's own views within the quotes' admin: the next quote to review, one quote, a decision about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_GET, require_POST

from articles.admin import LargeTableAdmin
from quotes import corrections, reports
from quotes.admin import desk
from quotes.admin.decisions import DECISIONS, DecisionForm
from quotes.admin.history import HistoryAtTheDesk
from quotes.admin.queue import next_quote
from quotes.models import Quote

if TYPE_CHECKING:
    from django.urls import URLPattern

# Skipped quotes are left out of this editor's queue until the session ends or the queue is begun again.
SKIPPED = "desk_skipped"
SKIPPED_LIMIT = 500


def signed_in(request: HttpRequest) -> User:
    """The editor. The admin lets nobody else in, which the type checker cannot know."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def desk_url(pk: int, *, queue: bool) -> str:
    """The desk page of one quote; with `queue`, the next quote comes after a decision."""
    return reverse("admin:quotes_quote_change", args=[pk]) + ("?queue=1" if queue else "")


class DeskAdmin(HistoryAtTheDesk, LargeTableAdmin[Quote]):
    """Quotes are looked at and decided upon on the desk instead of in a form of fields."""

    desk = "admin:quotes_quote_change"

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("review/", wrap(self.review_view), name="quotes_quote_review"),
            path("review/again/", wrap(self.review_again_view), name="quotes_quote_review_again"),
            path("<int:pk>/skip/", wrap(self.skip_view), name="quotes_quote_skip"),
            path("<int:pk>/decide/<slug:decision>/", wrap(self.decide_view), name="quotes_quote_decide"),
        ]
        return own + super().get_urls()

    @method_decorator(require_GET)
    def review_view(self, request: HttpRequest) -> HttpResponse:
        """Leads to the riskiest quote that nobody has looked at; says so when there is none."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        skipped = request.session.get(SKIPPED, [])
        if quote := next_quote(skipped):
            return HttpResponseRedirect(desk_url(quote.pk, queue=True))
        last = desk.last_decision(signed_in(request))
        return self._page(request, "admin/desk/empty.html", title="Review", skipped=len(skipped), last=last, queue=True)

    @method_decorator(require_POST)
    def review_again_view(self, request: HttpRequest) -> HttpResponse:
        """Puts the skipped quotes back into the editor's queue."""
        request.session.pop(SKIPPED, None)
        return HttpResponseRedirect(reverse("admin:quotes_quote_review"))

    @method_decorator(require_POST)
    def skip_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Leaves a quote as it is and goes on to the next."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        request.session[SKIPPED] = [*request.session.get(SKIPPED, []), pk][-SKIPPED_LIMIT:]
        return HttpResponseRedirect(reverse("admin:quotes_quote_review"))

    @method_decorator(require_GET)
    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",  # noqa: ARG002
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002
    ) -> HttpResponse:
        """The desk page; `find` looks for a speaker by name where there is no script."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        quote = desk.load(int(object_id)) if object_id.isdecimal() else None
        if quote is None:
            raise Http404("There is no such quote.")
        return self._desk(request, quote, queue="queue" in request.GET, find=request.GET.get("find", "").strip())

    @method_decorator(require_POST)
    def decide_view(self, request: HttpRequest, pk: int, decision: str) -> HttpResponse:
        """Makes one correction. 409 where somebody else was faster, 422 where something is missing; then nothing is
        changed and the desk says why."""
        form_class = DECISIONS.get(decision)
        if form_class is None:
            raise Http404(f"There is no decision called {decision}.")
        editor = signed_in(request)
        if not editor.has_perm(form_class.permission):
            raise PermissionDenied
        quote = desk.load(pk)
        if quote is None:
            raise Http404("There is no such quote.")
        queue = "queue" in request.POST
        form = form_class(request.POST, auto_id=f"id_{decision}_%s", article=quote.article_id)
        try:
            if form.is_valid():
                with transaction.atomic():
                    correction = form.apply(quote, editor)
                    if form.settles:
                        reports.settle(correction)
                messages.success(request, f"{correction.get_action_display().capitalize()}: {quote}")
                target = reverse("admin:quotes_quote_review") if queue else desk_url(pk, queue=False)
                return HttpResponseRedirect(target)
        except corrections.ReasonRequired as error:
            form.add_error("own_reason", str(error))
        except ValueError as error:  # what makes no sense, and no page of ours offers
            form.add_error(None, str(error))
        except corrections.Stale:
            return self._stale(request, pk, queue=queue)
        return self._desk(request, quote, queue=queue, bound={decision: form}, status=422)

    def _stale(self, request: HttpRequest, pk: int, *, queue: bool) -> HttpResponse:
        messages.error(
            request,
            "Somebody else changed this quote while you looked at it. Nothing of yours was saved; "
            "below is how it stands now, and its history says who did what.",
        )
        quote = desk.load(pk)
        if quote is None:
            raise Http404("There is no such quote.")
        return self._desk(request, quote, queue=queue, status=409)

    def _desk(  # noqa: PLR0913
        self,
        request: HttpRequest,
        quote: Quote,
        *,
        queue: bool,
        find: str = "",
        bound: dict[str, DecisionForm] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        context = desk.context(quote, signed_in(request), bound=bound, find=find)
        media = self.media
        for form in context["forms"].values():
            media += form.media
        return self._page(
            request, "admin/desk/desk.html", status=status, title="Quote", subtitle=str(quote), queue=queue,
            media=media, original=quote, **context,
        )  # fmt: skip

    def _page(self, request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        # The desk needs the width that the admin's list of models would take.
        everywhere = {**self.admin_site.each_context(request), "is_nav_sidebar_enabled": False}
        context = {**everywhere, "opts": self.opts, "has_view_permission": True, **context}
        return TemplateResponse(request, template, context, status=status)

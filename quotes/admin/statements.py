"""Statements at the desk: joined and parted by editors, with a preview, a reason, a history and an undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.text import Truncator
from django.views.decorators.http import require_GET, require_POST

from articles.admin import ReadOnlyAdmin
from quotes import corrections
from quotes.admin import statement_desk
from quotes.admin.deciding import decide
from quotes.admin.decisions import CHANGE
from quotes.admin.history import HistoryAtTheDesk
from quotes.admin.ids import is_id
from quotes.admin.statement_desk import JoinForm, PartForm
from quotes.models import Correction, Quote, Segment, Statement
from quotes.search.grammar import parse

if TYPE_CHECKING:
    from django.urls import URLPattern

_FOUND = 2000


@admin.register(Statement)
class StatementAdmin(HistoryAtTheDesk, ReadOnlyAdmin[Statement]):
    """What was said once, with all that reports it."""

    desk = "admin:quotes_statement_change"

    list_display = ("pk", "words", "merged_into", "updated_at")
    list_display_links = ("pk", "words")
    list_select_related = ("merged_into",)
    sortable_by = ()
    search_fields = ("segments__text",)
    search_help_text = "Words of a quote that reports it, or a speaker’s name; or the statement’s number."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Statement]:
        first = Segment.objects.filter(statement=OuterRef("pk")).order_by("pk").values("text")[:1]
        return super().get_queryset(request).annotate(first_words=Subquery(first))

    def get_search_results(
        self,
        request: HttpRequest,  # noqa: ARG002
        queryset: QuerySet[Statement],
        search_term: str,
    ) -> tuple[QuerySet[Statement], bool]:
        """By the index of the quotes' words."""
        term = search_term.strip().replace("\x00", "")
        if not term:
            return queryset, False
        if is_id(term):
            return queryset.filter(pk=int(term)), False
        quotes = list(Quote.objects.search(parse(term)).order_by().values_list("pk", flat=True)[:_FOUND])
        rows = Segment.objects.filter(quote__in=quotes, statement__isnull=False).order_by()
        return queryset.filter(pk__in=rows.values("statement")), False

    @admin.display(description="the first wording")
    def words(self, statement: Statement) -> str:
        return Truncator(getattr(statement, "first_words", None) or "nothing reports it any more").chars(120)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("of/<int:pk>/", wrap(self.segment_view), name="quotes_statement_of"),
            path("of/<int:pk>/join/<int:other>/", wrap(self.join_view), name="quotes_statement_join"),
            path("<int:pk>/part/", wrap(self.part_view), name="quotes_statement_part"),
        ]
        return own + super().get_urls()

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",  # noqa: ARG002
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002
    ) -> HttpResponse:
        """Every wording; with `other`, what joining would bring together."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        statement = _statement(object_id)
        if statement.merged_into_id:
            return HttpResponseRedirect(_url(statement.merged_into_id))
        segment = statement.segments.first()
        if segment is None:
            return self._gone(request, statement)
        return self._page(request, segment)

    @method_decorator(require_GET)
    def segment_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A wording that stands alone; of one that does not, its statement."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        segment = _segment(pk)
        if segment.statement_id:
            return HttpResponseRedirect(_url(segment.statement_id))
        return self._page(request, segment)

    @method_decorator(require_POST)
    def join_view(self, request: HttpRequest, pk: int, other: int) -> HttpResponse:
        """Makes one statement of the two that these segments report."""
        form, one, two = JoinForm(request.POST, auto_id="id_join_%s"), _segment(pk), _segment(other)
        return self._decide(request, "join", form, one, lambda editor: form.apply(one, two, editor), other=two)

    @method_decorator(require_POST)
    def part_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Parts the chosen segments from the rest."""
        statement = _statement(str(pk))
        segment = statement.segments.first()
        if segment is None:
            raise Http404("Nothing reports this statement any more.")
        ids = [one.pk for one in corrections.side(segment).segments]
        form = PartForm(request.POST, segments=ids, auto_id="id_part_%s")
        return self._decide(request, "part", form, segment, lambda editor: form.apply(statement, editor))

    def _decide(  # noqa: PLR0913
        self,
        request: HttpRequest,
        what: str,
        form: forms.Form,
        segment: Segment,
        apply: Callable[[Any], Correction],
        *,
        other: Segment | None = None,
    ) -> HttpResponse:
        """Makes one correction: 409 where somebody else was faster, 422 where something is missing or is wrong."""
        told = "They are one statement now." if what == "join" else "They are parted now."
        return decide(
            request,
            CHANGE,
            form,
            apply,
            done=lambda made: (told, _url(made.statement.now.pk if made.statement else 0)),
            again=lambda: self._page(request, segment, bound={what: form}, other=other, status=422),
            overtaken=lambda: self._page(request, segment, status=409),
        )

    def _page(
        self,
        request: HttpRequest,
        segment: Segment,
        *,
        bound: dict[str, forms.Form] | None = None,
        other: Segment | None = None,
        status: int = 200,
    ) -> HttpResponse:
        asked = request.GET.copy()
        if other:
            asked["other"] = str(other.pk)
        shown = statement_desk.context(segment, asked, bound=bound)
        return self._answer(request, str(shown["side"]).capitalize(), shown, status=status)

    def _gone(self, request: HttpRequest, statement: Statement) -> HttpResponse:
        shown = {"statement": statement, "history": statement_desk.history(statement)}
        return self._answer(request, f"Statement {statement.pk}", shown)

    def _answer(self, request: HttpRequest, title: str, shown: dict[str, Any], *, status: int = 200) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "is_nav_sidebar_enabled": False,
            "opts": self.opts,
            "title": title,
            "media": self.media,
            "may_decide": request.user.has_perm(CHANGE),
            **shown,
        }
        return TemplateResponse(request, "admin/desk/statement.html", context, status=status)


def _url(pk: int) -> str:
    return reverse("admin:quotes_statement_change", args=[pk])


def _statement(pk: str) -> Statement:
    found = Statement.objects.filter(pk=int(pk)).first() if is_id(pk) else None
    if found is None:
        raise Http404("There is no such statement.")
    return found


def _segment(pk: int) -> Segment:
    found = Segment.objects.filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such wording: it was linked anew. Open the quote.")
    return found

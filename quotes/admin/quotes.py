"""The list of quotes: search, filters, decisions about several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.text import Truncator
from django.views.decorators.http import require_POST

from quotes import corrections
from quotes.admin import bulk
from quotes.admin.decisions import CHANGE
from quotes.admin.filters import (
    ConfidenceFilter,
    OutletFilter,
    PublishedFilter,
    SaidFilter,
    SpeakerChoiceForm,
    SpeakerFilter,
    StatusFilter,
)
from quotes.admin.ids import is_id
from quotes.admin.selecting import TickedRows
from quotes.admin.views import DeskAdmin, signed_in
from quotes.models import Quote, QuoteSpeaker
from quotes.models.risk import risk
from quotes.search.grammar import parse
from quotes.search.words import words

if TYPE_CHECKING:
    from django.forms import Media
    from django.urls import URLPattern


TEXT_SHOWN = 160


@admin.register(Quote)
class QuoteAdmin(TickedRows, DeskAdmin):
    """Quotes by risk, those to review first; what is decided about one is decided on its desk page."""

    list_display = ("quoted", "who", "stance", "kind", "sureness", "state", "outlet", "published")
    list_display_links = ("quoted",)
    list_filter = (
        StatusFilter,
        SpeakerFilter,
        "stance",
        "kind",
        ConfidenceFilter,
        "headline",
        OutletFilter,
        PublishedFilter,
        SaidFilter,
    )
    list_select_related = ("article__outlet",)
    # Only the order of risk has an index; any other would sort the whole table.
    sortable_by = ()
    search_fields = ("text",)
    search_help_text = "Words of the quote or of a speaker’s name; “exact phrase”, OR, and -minus are understood."
    actions = ("confirm_selected", "reject_selected")

    @property
    def media(self) -> Media:
        return super().media + SpeakerChoiceForm().media

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": "Quotes", **(extra_context or {})})

    def get_queryset(self, request: HttpRequest) -> QuerySet[Quote]:
        speakers = QuoteSpeaker.objects.select_related("speaker__merged_into").order_by("position", "pk")
        return super().get_queryset(request).prefetch_related(Prefetch("quote_speakers", queryset=speakers))

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        """By risk within one status; all statuses together newest first, for which the primary key will do."""
        return ["-pk"] if StatusFilter.asked(request) == StatusFilter.ALL else [risk(), "pk"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Quote], search_term: str
    ) -> tuple[QuerySet[Quote], bool]:
        """By the public search's grammar, over the quotes' words and their speakers' names."""
        if not words(search_term):
            return super().get_search_results(request, queryset, search_term)
        return queryset & Quote.objects.search(parse(search_term)), False

    @admin.display(description="quote")
    def quoted(self, quote: Quote) -> str:
        text = Truncator(quote.text).chars(TEXT_SHOWN)
        return format_html('{}<span class="desk-cell">{}</span>', "In a headline: " if quote.headline else "", text)

    @admin.display(description="speaker")
    def who(self, quote: Quote) -> str:
        rows = quote.quote_speakers.all()
        speaking = [row.speaker.now.name for row in rows if row.standing == QuoteSpeaker.Standing.SPEAKS]
        perhaps = [row.speaker.now.name for row in rows if row.standing == QuoteSpeaker.Standing.CANDIDATE]
        return ", ".join(dict.fromkeys(speaking)) or (
            f"unknown; perhaps {' or '.join(perhaps)}" if perhaps else "unknown"
        )

    @admin.display(description="confidence")
    def sureness(self, quote: Quote) -> str:
        return f"{quote.confidence:.2f} / {quote.name_confidence:.2f}"

    @admin.display(description="status")
    def state(self, quote: Quote) -> str:
        return quote.status

    @admin.display(description="outlet")
    def outlet(self, quote: Quote) -> str:
        return quote.article.outlet.name

    @admin.display(description="published")
    def published(self, quote: Quote) -> str:
        return f"{quote.article.published_on:%Y-%m-%d}" if quote.article.published_on else ""

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(CHANGE)

    @admin.action(description="Confirm the selected quotes", permissions=["decide"])
    def confirm_selected(self, request: HttpRequest, queryset: QuerySet[Quote]) -> HttpResponse:
        return self._preview(request, "confirm", queryset)

    @admin.action(description="Reject the selected quotes: not quotes", permissions=["decide"])
    def reject_selected(self, request: HttpRequest, queryset: QuerySet[Quote]) -> HttpResponse:
        return self._preview(request, "reject", queryset)

    def get_urls(self) -> list[URLPattern]:
        bulk_url = path("bulk/<slug:decision>/", self.admin_site.admin_view(self.bulk_view), name="quotes_quote_bulk")
        return [bulk_url, *super().get_urls()]

    def _preview(self, request: HttpRequest, decision: str, queryset: QuerySet[Quote], error: str = "") -> HttpResponse:
        """The page that shows what will be touched; nothing is changed yet."""
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Confirm quotes" if decision == "confirm" else "Reject quotes",
            "decision": decision,
            "preview": bulk.preview(decision, queryset),
            "limit": bulk.LIMIT,
            "common": getattr(bulk.BULK[decision], "common", ()),
            "error": error,
        }
        return TemplateResponse(request, "admin/desk/bulk.html", context, status=422 if error else 200)

    @method_decorator(require_POST)
    def bulk_view(self, request: HttpRequest, decision: str) -> HttpResponse:
        """Decides about the quotes of the page before, each at the version that the page showed."""
        if decision not in bulk.BULK:
            raise Http404(f"There is no decision called {decision}.")
        if not self.has_decide_permission(request):
            raise PermissionDenied
        items = _items(request.POST.getlist("item"))
        reason = (request.POST.get("own_reason") or request.POST.get("reason") or "").strip()
        try:
            outcome = bulk.apply(decision, items, signed_in(request), reason)
        except corrections.ReasonRequired:
            selected = Quote.objects.filter(pk__in=[pk for pk, _ in items])
            return self._preview(request, decision, selected, error="Say why: the reason stands in the public log.")
        self._report(request, decision, outcome)
        return HttpResponseRedirect(reverse("admin:quotes_quote_changelist"))

    def _report(self, request: HttpRequest, decision: str, outcome: bulk.Outcome) -> None:
        count = len(outcome.made)
        if count:
            log = reverse("admin:quotes_correction_changelist")
            query = f"?id__gte={outcome.made[0].pk}&id__lte={outcome.made[-1].pk}&editor__id__exact={request.user.pk}"
            done = "confirmed" if decision == "confirm" else "rejected"
            messages.success(
                request,
                format_html(
                    '{} {} {}. <a href="{}{}">See these corrections, or undo them</a>',
                    count, "quote" if count == 1 else "quotes", done, log, query,
                ),
            )  # fmt: skip
        if outcome.stale:
            messages.warning(request, f"Left alone, because somebody changed them while you looked: {outcome.stale}.")


def _items(values: list[str]) -> list[tuple[int, int]]:
    """Pairs of id and version from "12:3". What is not such a pair was not made by the page: 404."""
    pairs = [value.split(":") for value in values]
    if not all(len(pair) == 2 and all(map(is_id, pair)) for pair in pairs):
        raise Http404("That is no list of quotes.")
    items = [(int(pk), int(version)) for pk, version in pairs]
    if len(items) > bulk.LIMIT:
        raise Http404(f"More than {bulk.LIMIT} quotes at once.")
    return items

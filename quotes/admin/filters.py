"""Filters of the quotes' list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.models import Article, Outlet
from quotes.admin.ids import is_id
from quotes.attribution import SURE_FROM, Band
from quotes.models import Quote, QuoteSpeaker, Speaker
from quotes.models.risk import HEAD_START, risk


class StatusFilter(admin.SimpleListFilter):
    """By status; what is left to review, unless another is chosen or something is searched for."""

    ALL = "all"
    title = "status"
    parameter_name = "status"

    @classmethod
    def asked(cls, request: HttpRequest) -> str:
        """The status that a request for the list means."""
        return request.GET.get("status") or (cls.ALL if request.GET.get("q") else Quote.Status.MACHINE)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:  # noqa: ARG002
        labels = {**dict(Quote.Status.choices), Quote.Status.MACHINE: "to review: made by the program"}
        return [*labels.items(), (self.ALL, "all")]

    def value(self) -> str:
        return self.asked(self.request)

    def choices(self, changelist: ChangeList) -> Iterator[dict[str, Any]]:  # type: ignore[override]
        for value, label in self.lookup_choices:
            yield {
                "selected": self.value() == value,
                "query_string": changelist.get_query_string({"status": value}),
                "display": label,
            }

    def queryset(self, request: HttpRequest, queryset: QuerySet[Quote]) -> QuerySet[Quote]:  # noqa: ARG002
        return queryset if self.value() == self.ALL else queryset.filter(status=self.value())


class ConfidenceFilter(admin.SimpleListFilter):
    """By how sure the program is of the attribution, in the bands that the pages use."""

    title = "confidence"
    parameter_name = "confidence"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:  # noqa: ARG002
        return [
            (Band.SURE, f"sure: {SURE_FROM:g} and over"),
            (Band.LIKELY, f"likely: from {settings.OTR_LIKELY:g}"),
            (Band.DOUBTFUL, "doubtful: under that"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Quote]) -> QuerySet[Quote]:  # noqa: ARG002
        likely_from = min(settings.OTR_LIKELY, SURE_FROM)
        bands = {Band.SURE: (SURE_FROM, 1.01), Band.LIKELY: (likely_from, SURE_FROM), Band.DOUBTFUL: (0.0, likely_from)}
        if (band := self.value()) not in bands:
            return queryset
        low, high = bands[Band(band)]
        # The list walks along the order of risk; this tells it where in it the band can begin and must end.
        near = queryset.alias(near=risk()).filter(near__gte=low - HEAD_START, near__lt=high)
        return near.filter(confidence__gte=low, confidence__lt=high)


class FormFilter(admin.ListFilter):
    """A filter that is a small GET form of its own, so that it works without JavaScript too.

    Subclasses give `form_class`, whose field names are the URL's parameters.
    """

    template = "admin/desk/form_filter.html"
    form_class: type[forms.Form]

    def __init__(self, request: HttpRequest, params: dict[str, Any], model: Any, model_admin: Any) -> None:
        super().__init__(request, params, model, model_admin)
        given = {name: params.pop(name)[-1] for name in self.expected_parameters() if name in params}
        self.form = self.form_class(given)
        # A wrong value in the URL is shown beside its field and filters nothing.
        self.form.is_valid()
        self.used_parameters: dict[str, Any] = {name: value for name, value in self.form.cleaned_data.items() if value}

    def has_output(self) -> bool:
        return True

    def expected_parameters(self) -> list[str | None]:
        return list(self.form_class.base_fields)

    def choices(self, changelist: ChangeList) -> Iterator[dict[str, Any]]:
        own = set(self.expected_parameters())
        yield {
            "form": self.form,
            "others": [(name, value) for name, value in changelist.params.items() if name not in own],
            "active": bool(self.used_parameters),
            "clear": changelist.get_query_string(remove=[name for name in own if name]),
        }


class OnlyIds:
    """For Django's autocompletes: what is no id was typed into the URL, and must not be looked up as one."""

    def optgroups(self, name: str, value: list[str], attr: dict[str, Any] | None = None) -> Any:
        ids = [one for one in value if is_id(str(one))]
        return super().optgroups(name, ids, attr)  # type: ignore[misc]  # the widget's


class SelectOne(OnlyIds, AutocompleteSelect):  # type: ignore[misc]  # the same arguments, named otherwise
    pass


class SelectSeveral(OnlyIds, AutocompleteSelectMultiple):  # type: ignore[misc]  # as above
    pass


def speaker_select(*, multiple: bool = False) -> forms.Widget:
    """Django's own autocomplete over speakers, for a form that is not the admin's."""
    field: Any = QuoteSpeaker._meta.get_field("speaker")
    return (SelectSeveral if multiple else SelectOne)(field, admin.site)


def outlet_select() -> forms.Widget:
    """The same over outlets."""
    field: Any = Article._meta.get_field("outlet")
    return SelectOne(field, admin.site)


class SpeakerChoiceForm(forms.Form):
    speaker = forms.ModelChoiceField(
        Speaker.objects.current(), required=False, label="Speaker", widget=speaker_select()
    )


class SpeakerFilter(FormFilter):
    """Quotes in which one speaker speaks, or may be speaking."""

    title = "speaker"
    form_class = SpeakerChoiceForm

    def queryset(self, request: HttpRequest, queryset: QuerySet[Quote]) -> QuerySet[Quote]:  # noqa: ARG002
        if speaker := self.used_parameters.get("speaker"):
            rows = QuoteSpeaker.objects.filter(speaker__in=Speaker.objects.family(speaker).order_by().values("pk"))
            return queryset.filter(pk__in=rows.order_by().values("quote"))
        return queryset


class OutletChoiceForm(forms.Form):
    outlet = forms.ModelChoiceField(Outlet.objects.all(), required=False, label="Outlet", widget=outlet_select())


class OutletFilter(FormFilter):
    title = "outlet"
    form_class = OutletChoiceForm

    def queryset(self, request: HttpRequest, queryset: QuerySet[Quote]) -> QuerySet[Quote]:  # noqa: ARG002
        outlet = self.used_parameters.get("outlet")
        return queryset.filter(article__outlet=outlet) if outlet else queryset


class DateInput(forms.DateInput):
    input_type = "date"


def _days_form(prefix: str) -> type[forms.Form]:
    """A form with the fields `prefix`_from and `prefix`_until."""
    ends = {"from": "From", "until": "Until"}
    fields = {
        f"{prefix}_{end}": forms.DateField(required=False, label=label, widget=DateInput) for end, label in ends.items()
    }
    return type("DaysForm", (forms.Form,), fields)


class DaysFilter(FormFilter):
    """Between two days, both of them included. Subclasses give the parameters' prefix and the date's lookup."""

    prefix: str
    lookup: str

    def queryset(self, request: HttpRequest, queryset: QuerySet[Quote]) -> QuerySet[Quote]:  # noqa: ARG002
        if since := self.used_parameters.get(f"{self.prefix}_from"):
            queryset = queryset.filter(**{f"{self.lookup}__gte": since})
        if until := self.used_parameters.get(f"{self.prefix}_until"):
            queryset = queryset.filter(**{f"{self.lookup}__lte": until})
        return queryset


class PublishedFilter(DaysFilter):
    title = "date published"
    prefix = "published"
    lookup = "article__published_on"
    form_class = _days_form("published")


class SaidFilter(DaysFilter):
    title = "date said"
    prefix = "said"
    lookup = "said_on"
    form_class = _days_form("said")

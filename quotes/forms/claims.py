"""The form of the list of claims. It never refuses: what cannot be used is left out, and said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from articles.models import Outlet
from quotes.forms import ForgivingForm, QueryField, SpeakerField
from quotes.search.claim_filters import CARRIED, DIFFERENCES, DRAWN, FIGURES, SORTS, STATUSES, VOICES, ClaimFilters
from quotes.search.facets import outlets


def _choice(label: str, texts: Mapping[Any, str], empty: str = "") -> forms.ChoiceField:
    choices = [*([("", empty)] if empty else []), *((str(value), text) for value, text in texts.items())]
    wrong = {"invalid_choice": "it is none of the choices"}
    return forms.ChoiceField(required=False, label=label, choices=choices, error_messages=wrong)


def _day(label: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    wrong = {"invalid": "it is no date like 2026-03-14"}
    return forms.DateField(required=False, label=label, widget=widget, input_formats=["%Y-%m-%d"], error_messages=wrong)


class ClaimForm(ForgivingForm):
    """The list's parameters; `filters()` gives what they ask for and what of them was ignored."""

    q = QueryField(required=False, label="Words", strip=False)
    speaker = SpeakerField(required=False, widget=forms.HiddenInput)
    outlet = forms.ModelChoiceField(
        queryset=Outlet.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label="Any outlet",
        error_messages={"invalid_choice": "there is no such outlet"},
    )
    voice = _choice("Claimed by", VOICES, "Anybody")
    figure = _choice("Figures", FIGURES, "With or without")
    status = _choice("Status", STATUSES, "Any status")
    differs = _choice("Others differ", DIFFERENCES, "Either way")
    carried = _choice("Carried", CARRIED, "By any number")
    drawn = _choice("How sure", DRAWN, "The surer ones")
    since = _day("Published from")
    until = _day("Published to")
    sort = _choice("Order", SORTS)

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="search-%s", use_required_attribute=False)
        self.fields["outlet"].queryset = outlets()  # type: ignore[attr-defined]

    def details(self) -> list[forms.BoundField]:
        """The fields that stand under the search box."""
        return [self[name] for name in self.fields if name not in ("q", "speaker")]

    def filters(self) -> tuple[ClaimFilters, list[str]]:
        """What is asked for, and a line for each thing that was ignored."""
        return self.asked(ClaimFilters())

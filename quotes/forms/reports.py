"""The form by which readers report a wrong attribution."""

from __future__ import annotations

from typing import Any

from django import forms

from quotes.models import Report
from quotes.reports import LONGEST_TEXT


class ReportForm(forms.Form):
    """What is wrong, in a choice and in words. `website` is a honeypot: people do not see it, robots fill it."""

    what = forms.ChoiceField(
        choices=Report.What.choices,
        widget=forms.RadioSelect,
        label="What is wrong?",
        error_messages={"required": "Say what is wrong.", "invalid_choice": "Say what is wrong."},
    )
    text = forms.CharField(
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        label="In your own words",
        help_text="Who said it, and how you know. A link helps. Needed for “Something else”.",
    )
    contact = forms.CharField(
        required=False,
        max_length=254,
        label="Where to reach you",
        help_text="An address, if you want an answer. Only editors see it.",
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(
        required=False,
        label="Leave this empty",
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    token = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="report-%s", label_suffix="")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("what") == Report.What.OTHER and not data.get("text"):
            self.add_error("text", "Say in a few words what is wrong.")
        return data

    @property
    def trapped(self) -> bool:
        """Whether a robot filled what people do not see."""
        return bool(self.cleaned_data.get("website"))

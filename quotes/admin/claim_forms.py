"""What an editor can decide about a claim: fields, common reasons, and the correction it makes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User

from quotes import corrections
from quotes.admin.decisions import WhyForm
from quotes.admin.identity_forms import ListField
from quotes.admin.ids import is_id
from quotes.models import Assertion, Claim, Correction
from quotes.search.claim_filters import STATUSES

CHANGE_CLAIM = "quotes.change_claim"


class CheckForm(WhyForm):
    """Whether the claim holds, by which source."""

    common = (
        "The source says so",
        "The source says otherwise",
        "Sources contradict one another",
        "It was checked against the wrong claim",
    )

    version = forms.IntegerField(widget=forms.HiddenInput)
    status = forms.ChoiceField(choices=[(str(value), label) for value, label in STATUSES.items()], label="Status")
    source_url = forms.URLField(
        max_length=2000, required=False, label="Address of the source", assume_scheme="https",
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )  # fmt: skip
    note = forms.CharField(
        max_length=2000, required=False, label="Note for readers", widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        decided = data.get("status") not in (None, Claim.Status.UNCHECKED)
        if decided and not data.get("source_url") and "source_url" not in self.errors:
            self.add_error("source_url", "Give the address of the source that this rests on.")
        return data

    def apply(self, claim: Claim, editor: User) -> Correction:
        data = self.cleaned_data
        return corrections.check_claim(
            claim, data["status"], source_url=data["source_url"], note=data["note"], editor=editor, reason=self.why,
            version=data["version"],
        )  # fmt: skip


class JoinForm(WhyForm):
    common = ("The same in other words", "The same figure in another unit", "One names what the other points at")

    version = forms.IntegerField(widget=forms.HiddenInput)
    other_version = forms.IntegerField(widget=forms.HiddenInput)

    def apply(self, claim: Claim, other: Claim, editor: User) -> Correction:
        versions = self.cleaned_data["version"], self.cleaned_data["other_version"]
        return corrections.join_claims(claim, other, editor=editor, reason=self.why, versions=versions)


class PartForm(WhyForm):
    common = ("Another event", "Another figure or day", "Somebody else is meant")

    version = forms.IntegerField(widget=forms.HiddenInput)
    item = ListField(required=False)

    def clean_item(self) -> list[Assertion]:
        chosen = self.cleaned_data["item"]
        if not chosen or not all(map(is_id, chosen)):
            raise forms.ValidationError("Choose what is a claim of its own.")
        return list(Assertion.objects.filter(pk__in=chosen))

    def apply(self, claim: Claim, editor: User) -> Correction:
        data = self.cleaned_data
        return corrections.part_claim(claim, data["item"], editor=editor, reason=self.why, version=data["version"])

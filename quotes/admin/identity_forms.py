"""What an editor can decide about who a speaker is: fields, common reasons, and the correction it makes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User

from quotes import corrections
from quotes.admin.decisions import ReassignForm, WhyForm
from quotes.admin.filters import speaker_select
from quotes.admin.ids import is_id
from quotes.models import Correction, Quote, Speaker

CHANGE_SPEAKER = "quotes.change_speaker"
# So many quotes can be chosen one by one; more are moved by the name that their articles use.
QUOTES_LIMIT = 100


class OtherForm(forms.Form):
    """Another speaker to compare with, by type-ahead."""

    other = forms.ModelChoiceField(
        Speaker.objects.current(), required=False, label="Find the other speaker", widget=speaker_select()
    )


class PairForm(forms.Form):
    """Versions of the speaker and of the other one as the editor saw them."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    other_version = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def versions(self) -> tuple[int, int]:
        return self.cleaned_data["version"], self.cleaned_data["other_version"]


class MergeForm(WhyForm, PairForm):
    common = (
        "Two spellings of one name",
        "A short form of the name",
        "The same person in another role",
        "The same body under another name",
    )

    def apply(self, speaker: Speaker, other: Speaker, editor: User) -> Correction:
        return corrections.merge(speaker, other, editor=editor, reason=self.why, versions=self.versions)


class DistinctForm(PairForm):
    """No reason is asked: readers see no change."""

    def apply(self, speaker: Speaker, other: Speaker, editor: User) -> Correction:
        return corrections.distinct(speaker, other, editor=editor, versions=self.versions)


class ListField(forms.MultipleChoiceField):
    """Any number of texts; what they mean is looked up later."""

    def valid_value(self, value: Any) -> bool:  # noqa: ARG002
        return True


class SplitForm(WhyForm):
    common = ("Two people of one name", "A relative of the same surname", "A person and a body of the same name")

    version = forms.IntegerField(widget=forms.HiddenInput)
    names = ListField(required=False)
    item = ListField(required=False)
    new_name = forms.CharField(max_length=300, label="Name of the new speaker")
    new_kind = forms.ChoiceField(choices=ReassignForm.KINDS, label="Kind")

    def clean_item(self) -> list[Quote]:
        """The quotes chosen, each at the version that the page showed."""
        pairs = [value.split(":") for value in self.cleaned_data["item"]]
        if not all(len(pair) == 2 and all(map(is_id, pair)) for pair in pairs) or len(pairs) > QUOTES_LIMIT:
            raise forms.ValidationError("That is no list of quotes of this page.")
        found = Quote.objects.in_bulk([int(pk) for pk, _ in pairs])
        for pk, version in pairs:
            if int(pk) in found:
                found[int(pk)].version = int(version)
        return list(found.values())

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("names") and not data.get("item") and "item" not in self.errors:
            self.add_error(None, "Choose names or quotes that are somebody else’s.")
        return data

    def apply(self, speaker: Speaker, editor: User) -> Correction:
        data = self.cleaned_data
        return corrections.split(
            speaker, data["new_name"], data["new_kind"], names=data["names"], quotes=data["item"], editor=editor,
            reason=self.why, version=data["version"],
        )  # fmt: skip

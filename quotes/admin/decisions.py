"""What an editor can decide about a quote, one form each: fields, common reasons, and the correction it makes."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.models import User
from django.db import transaction

from quotes import corrections
from quotes.admin.speaking import SpeakingForm
from quotes.models import Correction, Quote

CHANGE, HIDE, HIDE_ARTICLE = "quotes.change_quote", "quotes.hide_quote", "articles.hide_article"


class WhyForm(forms.Form):
    """A reason: one of the common ones by its button (`reason`), or the editor's own words."""

    common: ClassVar[tuple[str, ...]] = ()
    own_reason = forms.CharField(required=False, max_length=500, label="Another reason")
    reason = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)

    @property
    def why(self) -> str:
        """The reason given; own words go before the button's, because they were typed on purpose."""
        return str(self.cleaned_data.get("own_reason") or self.cleaned_data.get("reason") or "").strip()

    def clean(self) -> dict[str, Any]:
        if not self.why:
            self.add_error("own_reason", "Say why: the reason stands in the public log of corrections.")
        return self.cleaned_data


class DecisionForm(forms.Form):
    """A decision about a quote. `version` is the quote's as the editor saw it, `article` the id of its article."""

    permission: ClassVar[str] = CHANGE
    # Whether readers' reports about the quote are dealt with by it.
    settles: ClassVar[bool] = True
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, article: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.article = article

    def apply(self, quote: Quote, editor: User) -> Correction:
        """Makes the correction of a valid form. Raises what the function in `corrections` raises."""
        raise NotImplementedError


class ReasonedForm(WhyForm, DecisionForm):
    """A decision that needs a reason."""


class ConfirmForm(DecisionForm):
    def apply(self, quote: Quote, editor: User) -> Correction:
        return corrections.confirm(quote, editor=editor, version=self.cleaned_data["version"])


class RejectForm(ReasonedForm):
    common = (
        "A title, name or nickname, not something said",
        "Words set apart, not something said",
        "The article’s own words",
        "Nobody is said to have said this",
    )

    def apply(self, quote: Quote, editor: User) -> Correction:
        return corrections.reject(quote, editor=editor, reason=self.why, version=self.cleaned_data["version"])


class ReassignForm(SpeakingForm, ReasonedForm):
    """Somebody else speaks than the quote says."""

    common = (
        "The article names another speaker",
        "The pronoun stands for somebody else",
        "Another person of the same name",
        "Several speak as one",
        "The article does not say who speaks",
    )

    def apply(self, quote: Quote, editor: User) -> Correction:
        # One transaction: a stale page must not leave a new speaker behind.
        with transaction.atomic():
            speakers = self.speaking()
            return corrections.reassign(
                quote, speakers, editor=editor, reason=self.why, version=self.cleaned_data["version"]
            )


class EditForm(ReasonedForm):
    """Kind and stance; an empty field keeps what is there (E10)."""

    common = (
        "Misread quotation marks",
        "The source denies or declines to say this",
        "The source asks or supposes, and does not assert",
        "The source does assert this",
    )
    kind = forms.ChoiceField(choices=[("", "keep"), *Quote.Kind.choices], required=False)
    stance = forms.ChoiceField(choices=[("", "keep"), *Quote.Stance.choices], required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not (data.get("kind") or data.get("stance")):
            self.add_error(None, "Choose another kind or another stance.")
        return data

    def apply(self, quote: Quote, editor: User) -> Correction:
        data = self.cleaned_data
        return corrections.edit(
            quote,
            editor=editor,
            reason=self.why,
            version=data["version"],
            kind=data["kind"] or None,
            stance=data["stance"] or None,
        )


class DisputeForm(ReasonedForm):
    """Readers are told that it is in doubt while editors look into it."""

    settles = False

    common = (
        "Somebody quoted here says that they did not say this",
        "A reader’s report is plausible",
        "Outlets differ on who said it",
    )

    def apply(self, quote: Quote, editor: User) -> Correction:
        return corrections.dispute(quote, editor=editor, reason=self.why, version=self.cleaned_data["version"])


class HideReason(WhyForm):
    """Why a quote or an article is hidden."""

    common = ("Legal advice", "Privacy of a private person", "Danger to a source", "The outlet took it back")


class ShowReason(WhyForm):
    """Why a quote or an article is shown again."""

    common = ("Hidden by mistake", "The reason for hiding it is gone")


class HideForm(HideReason, DecisionForm):
    permission = HIDE

    def apply(self, quote: Quote, editor: User) -> Correction:
        return corrections.hide(quote, editor=editor, reason=self.why)


class ShowForm(ShowReason, DecisionForm):
    permission = HIDE

    def apply(self, quote: Quote, editor: User) -> Correction:
        return corrections.show(quote, editor=editor, reason=self.why)


DECISIONS: dict[str, type[DecisionForm]] = {
    "confirm": ConfirmForm,
    "reject": RejectForm,
    "reassign": ReassignForm,
    "edit": EditForm,
    "dispute": DisputeForm,
    "hide": HideForm,
    "show": ShowForm,
}

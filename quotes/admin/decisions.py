"""What an editor can decide about a quote, one form each: fields, common reasons, and the correction it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib.auth.models import User
from django.db import transaction

from quotes import corrections
from quotes.admin.filters import speaker_select
from quotes.admin.ids import is_id
from quotes.admin.names import named
from quotes.models import Correction, Quote, Speaker
from quotes.search.words import words

if TYPE_CHECKING:
    ModelMultipleChoiceField = forms.ModelMultipleChoiceField[Speaker]
else:
    ModelMultipleChoiceField = forms.ModelMultipleChoiceField

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


class SpeakersField(ModelMultipleChoiceField):
    """Some of the speakers there are, or none; what is no id is no speaker."""

    def clean(self, value: Any) -> Any:
        if odd := [one for one in value or () if not is_id(str(one))]:
            raise forms.ValidationError(self.error_messages["invalid_choice"], params={"value": odd[0]})
        return super().clean(value)


class ReassignForm(ReasonedForm):
    """Who speaks: ticked on the page, chosen by autocomplete, or new; several of them as one; or unknown."""

    common = (
        "The article names another speaker",
        "The pronoun stands for somebody else",
        "Another person of the same name",
        "Several speak as one",
        "The article does not say who speaks",
    )
    KINDS = [(value, label) for value, label in Speaker.Kind.choices if value != Speaker.Kind.UNKNOWN]

    known = SpeakersField(Speaker.objects.current(), required=False)
    speakers = SpeakersField(
        Speaker.objects.current(), required=False, label="Find a speaker", widget=speaker_select(multiple=True)
    )
    new_name = forms.CharField(required=False, max_length=300, label="Or a new speaker: name")
    new_kind = forms.ChoiceField(choices=[("", "Kind …"), *KINDS], required=False, label="Kind")
    namesake = forms.BooleanField(required=False, label="Somebody else of the same name: make a new speaker")
    unknown = forms.BooleanField(required=False, label="Unknown: the article does not say")

    namesakes: list[Speaker] = []

    def chosen(self) -> list[Speaker]:
        """The speakers there are already, each once."""
        data = self.cleaned_data
        return list(dict.fromkeys([*data.get("known", ()), *data.get("speakers", ())]))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        new_name = data.get("new_name", "")
        somebody = bool(self.chosen() or new_name)
        if self.errors.keys() & {"known", "speakers"}:
            return data
        if data.get("unknown") == somebody:
            message = "Either unknown or somebody, not both." if somebody else "Say who speaks, or that it is unknown."
            self.add_error(None, message)
        if new_name:
            self._clean_new(new_name)
        return data

    def _clean_new(self, name: str) -> None:
        if not self.cleaned_data.get("new_kind"):
            self.add_error("new_kind", "Say what kind of speaker this is.")
        if not words(name):
            self.add_error("new_name", "A name has letters or digits.")
        # Only who can be ticked: one of this name whom another article alone knows is somebody else.
        speakers = Speaker.objects.known_in(self.article)
        self.namesakes = list(named(speakers, f'"{" ".join(words(name))}"')[:10])
        if self.namesakes and not self.cleaned_data.get("namesake"):
            self.add_error("new_name", "There is a speaker of this name. Tick that one, or say that this is another.")

    def apply(self, quote: Quote, editor: User) -> Correction:
        data = self.cleaned_data
        # One transaction: a stale page must not leave a new speaker behind.
        with transaction.atomic():
            speakers = self.chosen()
            if data["new_name"]:
                new = corrections.new_speaker(data["new_name"], data["new_kind"], namesake=data["namesake"])
                speakers.append(new)
            return corrections.reassign(quote, speakers, editor=editor, reason=self.why, version=data["version"])


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

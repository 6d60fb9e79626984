"""Who speaks, in a form: ticked on the page, chosen by autocomplete, or new; several of them as one; or unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from quotes import corrections
from quotes.admin.filters import speaker_select
from quotes.admin.ids import is_id
from quotes.admin.names import named
from quotes.models import Speaker
from quotes.search.words import words

if TYPE_CHECKING:
    ModelMultipleChoiceField = forms.ModelMultipleChoiceField[Speaker]
else:
    ModelMultipleChoiceField = forms.ModelMultipleChoiceField


class SpeakersField(ModelMultipleChoiceField):
    """Some of the speakers there are, or none; what is no id is no speaker."""

    def clean(self, value: Any) -> Any:
        if odd := [one for one in value or () if not is_id(str(one))]:
            raise forms.ValidationError(self.error_messages["invalid_choice"], params={"value": odd[0]})
        return super().clean(value)


class SpeakingForm(forms.Form):
    """Part of a form about a quote of `article`, an id."""

    KINDS = [(value, label) for value, label in Speaker.Kind.choices if value != Speaker.Kind.UNKNOWN]

    known = SpeakersField(Speaker.objects.current(), required=False)
    speakers = SpeakersField(
        Speaker.objects.current(), required=False, label="Find a speaker", widget=speaker_select(multiple=True)
    )
    new_name = forms.CharField(required=False, max_length=300, label="Or a new speaker: name")
    new_kind = forms.ChoiceField(choices=[("", "Kind …"), *KINDS], required=False, label="Kind")
    namesake = forms.BooleanField(required=False, label="Somebody else of the same name: make a new speaker")
    unknown = forms.BooleanField(required=False, label="Unknown: the article does not say")

    article: int | None = None
    namesakes: list[Speaker] = []

    def chosen(self) -> list[Speaker]:
        """The speakers there are already, each once."""
        data = self.cleaned_data
        return list(dict.fromkeys([*data.get("known", ()), *data.get("speakers", ())]))

    def speaking(self) -> list[Speaker]:
        """Whom a valid form names, a new speaker made; [] where nobody knows."""
        data = self.cleaned_data
        speakers = self.chosen()
        if data["new_name"]:
            new = corrections.new_speaker(data["new_name"], data["new_kind"], namesake=data["namesake"])
            speakers.append(new)
        return speakers

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
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

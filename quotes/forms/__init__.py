"""The forms of the public pages. They never refuse: what cannot be used is left out, and said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeVar

from django import forms
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from articles.models import Outlet
from quotes.models import Speaker
from quotes.search.claim_filters import ClaimFilters
from quotes.search.facets import outlets
from quotes.search.filters import DATES, GROUPS, KINDS, SCOPES, SORTS, SPELLINGS, STATUSES, Filters
from quotes.search.grammar import Query, parse

_Filters = TypeVar("_Filters", Filters, ClaimFilters)


class QueryField(forms.CharField):
    """Words in the search grammar; gives a Query."""

    def clean(self, value: Any) -> Query:
        return parse(super().clean(value).replace("\x00", " "))


class Slugs:
    """The speaker and the outlet that an address names, both by one query: who the speaker is by now, and an outlet
    that readers may see. Of each its id, name and slug are known, and no more."""

    def __init__(self, speaker: str = "", outlet: str = "") -> None:
        self._speaker, self._outlet = speaker, outlet

    @cached_property
    def found(self) -> dict[str, Speaker | Outlet]:
        """By "speaker" and "outlet"; what there is not is left out."""
        speakers = Speaker.objects.filter(slug=self._speaker).order_by().values_list(
            Value("speaker"), Coalesce("merged_into", "pk"), Coalesce("merged_into__name", "name"),
            Coalesce("merged_into__slug", "slug"),
        )  # fmt: skip
        there = outlets().filter(slug=self._outlet).order_by().values_list(Value("outlet"), "pk", "name", "slug")
        asked = [rows for slug, rows in ((self._speaker, speakers), (self._outlet, there)) if slug]
        found = asked[0].union(*asked[1:], all=True) if asked else ()
        return {
            what: (Speaker if what == "speaker" else Outlet)(pk=pk, name=name, slug=slug)
            for what, pk, name, slug in found
        }  # fmt: skip


class SpeakerField(forms.CharField):
    """The slug of a speaker; of one that was merged, the one it was merged into."""

    slugs: Slugs | None = None

    def clean(self, value: Any) -> Speaker | None:
        slug = super().clean(value)
        if not slug:
            return None
        speaker = (self.slugs or Slugs(speaker=slug)).found.get("speaker")
        if not isinstance(speaker, Speaker):
            raise forms.ValidationError("no speaker is known by this name in an address")
        return speaker


class PlainSelect(forms.Select):
    """A select of plain choices, made without a template for each of its options: the search page has a hundred."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:  # noqa: ARG002
        chosen = str(value or "")
        options = format_html_join(
            "", '<option value="{}"{}>{}</option>',
            ((key, SELECTED if str(key) == chosen else "", label) for key, label in self.choices),
        )  # fmt: skip
        given = flatatt({**self.build_attrs(self.attrs, attrs), "name": name})
        return format_html("<select{}>{}</select>", given, options)


SELECTED = mark_safe(" selected")


class OutletField(forms.CharField):
    """The slug of an outlet, chosen from those that the page offers once it is known what there is."""

    widget = PlainSelect
    slugs: Slugs | None = None

    def offer(self, outlets: Sequence[Outlet]) -> None:
        self.widget.choices = [("", "Any outlet"), *((outlet.slug, outlet.name) for outlet in outlets)]

    def clean(self, value: Any) -> Outlet | None:
        slug = super().clean(value)
        if not slug:
            return None
        outlet = (self.slugs or Slugs(outlet=slug)).found.get("outlet")
        if not isinstance(outlet, Outlet):
            raise forms.ValidationError("there is no such outlet")
        return outlet


def _slug(typed: Any) -> str:
    """What was given for one, as a field takes it; what holds a NUL is none."""
    given = str(typed or "").strip()
    return "" if "\x00" in given else given


def _choices(texts: dict[Any, str], empty: str = "") -> list[tuple[str, str]]:
    return [*([("", empty)] if empty else []), *((str(value), text) for value, text in texts.items())]


def _days(label: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    wrong = {"invalid": "it is no date like 2026-03-14"}
    return forms.DateField(required=False, label=label, widget=widget, input_formats=["%Y-%m-%d"], error_messages=wrong)


def _choice(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    wrong = {"invalid_choice": "it is none of the choices"}
    return forms.ChoiceField(required=False, label=label, choices=choices, error_messages=wrong, widget=PlainSelect)


class ForgivingForm(forms.Form):
    """A form that never refuses: what cannot be used is left out, and said."""

    def asked(self, nothing: _Filters) -> tuple[_Filters, list[str]]:
        """`nothing` with what is asked for, and a line for each thing that was ignored."""
        notes = [self._note(name) for name in self.errors]
        values = {name: value for name, value in self.cleaned_data.items() if value}
        notes += [note for name in ("q", "by") if name in self.cleaned_data for note in self.cleaned_data[name].notes]
        filters = replace(nothing, **values)
        if filters.since and filters.until and filters.since > filters.until:
            notes.append("The first day lay after the last one: they were taken the other way round.")
            filters = replace(filters, since=filters.until, until=filters.since)
        return filters, notes

    def _note(self, name: str) -> str:
        reason = " ".join(map(str, self.errors[name])).rstrip(".")
        label = self.fields[name].label or name.capitalize()
        return f"{label} “{str(self.data.get(name, ''))[:40]}” was ignored: {reason}."


class SearchForm(ForgivingForm):
    """The search page's parameters; `filters()` gives what they ask for and what of them was ignored."""

    q = QueryField(required=False, label="Words", strip=False)
    scope = _choice("Look in", _choices(SCOPES))
    by = QueryField(required=False, label="Said by", strip=False)
    spelling = _choice("Names", _choices(SPELLINGS))
    speaker = SpeakerField(required=False, widget=forms.HiddenInput)
    outlet = OutletField(required=False, label="Outlet")
    kind = _choice("Kind", _choices(KINDS, "Any kind"))
    status = _choice("Status", _choices(STATUSES, "Any status"))
    dates = _choice("Day on which it was", _choices(DATES))
    since = _days("From")
    until = _days("To")
    sort = _choice("Order", _choices(SORTS))
    group = _choice("Together", _choices(GROUPS))

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="search-%s", use_required_attribute=False)
        slugs = Slugs(*(_slug(data.get(name)) for name in ("speaker", "outlet")))
        for field in self.fields.values():
            if isinstance(field, SpeakerField | OutletField):
                field.slugs = slugs

    def offer(self, outlets: Sequence[Outlet]) -> None:
        """The outlets to choose from."""
        self.fields["outlet"].offer(outlets)  # type: ignore[attr-defined]

    def details(self) -> list[forms.BoundField]:
        """The fields that stand under the two search boxes."""
        return [self[name] for name in self.fields if name not in ("q", "by", "speaker")]

    def filters(self) -> tuple[Filters, list[str]]:
        """What is asked for, and a line for each thing that was ignored."""
        return self.asked(Filters())

"""Merge, split, not the same: the views within the speakers' admin."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_GET, require_POST

from articles.admin import ReadOnlyAdmin
from quotes.admin import identity
from quotes.admin.deciding import decide
from quotes.admin.history import HistoryAtTheDesk
from quotes.admin.identity_forms import CHANGE_SPEAKER, DistinctForm, MergeForm, SplitForm
from quotes.models import Correction, Speaker

if TYPE_CHECKING:
    from django.urls import URLPattern

DONE = {
    "merge": "{speaker} is {other} from now on.",
    "split": "{other} was split from {speaker}.",
    "distinct": "{speaker} and {other} are not the same from now on.",
}


def identity_url(pk: int, **query: object) -> str:
    """The page about who the speaker is."""
    return reverse("admin:quotes_speaker_identity", args=[pk]) + (f"?{urlencode(query)}" if query else "")


class IdentityAdmin(HistoryAtTheDesk, ReadOnlyAdmin[Speaker]):
    """A page that compares, merges and splits, beside the admin's own form."""

    desk = "admin:quotes_speaker_identity"

    change_form_template = "admin/desk/speaker.html"

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("<int:pk>/identity/", wrap(self.identity_view), name="quotes_speaker_identity"),
            path("<int:pk>/merge/<int:other>/", wrap(self.merge_view), name="quotes_speaker_merge"),
            path("<int:pk>/distinct/<int:other>/", wrap(self.distinct_view), name="quotes_speaker_distinct"),
            path("<int:pk>/split/", wrap(self.split_view), name="quotes_speaker_split"),
        ]
        return own + super().get_urls()

    @method_decorator(require_GET)
    def identity_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Names, quotes and history; with `other`, what a merge with that speaker would move."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        speaker = _existing(pk)
        if speaker.merged_into_id:
            return HttpResponseRedirect(identity_url(speaker.merged_into_id))
        return self._identity(request, speaker)

    @method_decorator(require_POST)
    def merge_view(self, request: HttpRequest, pk: int, other: int) -> HttpResponse:
        """Merges the speaker into the other one."""
        form, speaker, survivor = MergeForm(request.POST, auto_id="id_merge_%s"), _existing(pk), _existing(other)
        return self._decide(
            request, "merge", form, speaker, survivor, lambda editor: form.apply(speaker, survivor, editor)
        )

    @method_decorator(require_POST)
    def distinct_view(self, request: HttpRequest, pk: int, other: int) -> HttpResponse:
        """Remembers that the two are not the same."""
        form, speaker, second = DistinctForm(request.POST), _existing(pk), _existing(other)
        return self._decide(
            request, "distinct", form, speaker, second, lambda editor: form.apply(speaker, second, editor)
        )

    @method_decorator(require_POST)
    def split_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Gives the chosen names and quotes to a new speaker."""
        form, speaker = SplitForm(request.POST, auto_id="id_split_%s"), _existing(pk)
        return self._decide(request, "split", form, speaker, None, lambda editor: form.apply(speaker, editor))

    def _decide(  # noqa: PLR0913, PLR0917
        self,
        request: HttpRequest,
        what: str,
        form: forms.Form,
        speaker: Speaker,
        other: Speaker | None,
        apply: Callable[[Any], Correction],
    ) -> HttpResponse:
        """Makes one correction: 409 where somebody else was faster, 422 where something is missing or is wrong."""
        return decide(
            request,
            CHANGE_SPEAKER,
            form,
            apply,
            done=lambda made: (
                DONE[what].format(speaker=made.speaker, other=made.other),
                identity_url((other or speaker).pk),
            ),
            again=lambda: self._identity(request, speaker, other=other, bound={what: form}, status=422),
            overtaken=lambda: self._identity(request, _existing(speaker.pk).now, other=other, status=409),
        )

    def _identity(
        self,
        request: HttpRequest,
        speaker: Speaker,
        *,
        other: Speaker | None = None,
        bound: dict[str, forms.Form] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        shown = identity.context(speaker, request.GET, other=other, bound=bound)
        context = {
            **self.admin_site.each_context(request),
            "is_nav_sidebar_enabled": False,
            "opts": self.opts,
            "title": "Who this is",
            "subtitle": str(speaker),
            "media": self.media + shown["pick"].media,
            "may_decide": request.user.has_perm(CHANGE_SPEAKER),
            **shown,
        }
        return TemplateResponse(request, "admin/desk/identity.html", context, status=status)


def _existing(pk: int) -> Speaker:
    speaker = identity.load(pk)
    if speaker is None:
        raise Http404("There is no such speaker.")
    return speaker

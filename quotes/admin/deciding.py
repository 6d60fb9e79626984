"""What decisions at the desk have in common, whatever they are about."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from quotes import corrections
from quotes.admin.views import signed_in
from quotes.models import Correction


def decide(  # noqa: PLR0913 (a decision has this many outcomes)
    request: HttpRequest,
    permission: str,
    form: forms.Form,
    apply: Callable[[User], Correction],
    *,
    done: Callable[[Correction], tuple[str, str]],
    again: Callable[[], HttpResponse],
    overtaken: Callable[[], HttpResponse],
) -> HttpResponse:
    """Makes one correction with `apply`, if the form is valid.

    `done` gives what is said of it and the address to go on to. Where nothing was changed, the page says why: `again`
    shows it with the form's errors, `overtaken` as it is now, because somebody else was faster. Raises PermissionDenied
    where the editor lacks the `permission`.
    """
    editor = signed_in(request)
    if not editor.has_perm(permission):
        raise PermissionDenied
    try:
        if form.is_valid():
            told, there = done(apply(editor))
            messages.success(request, told)
            return HttpResponseRedirect(there)
    except corrections.Stale as error:
        messages.error(request, str(error))
        return overtaken()
    except ValueError as error:
        form.add_error(None, str(error))
    return again()

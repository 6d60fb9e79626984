"""Hidden from readers, and shown again: quotes, and articles with all their quotes."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from articles.models import Article
from quotes.corrections.recording import Stale, checked_reason, record, record_article
from quotes.corrections.standing import Action, is_hidden, standing
from quotes.models import Correction, Quote


def hide(subject: Quote | Article, *, editor: User, reason: str) -> Correction:
    """Off every page and output, until it is shown again. Raises Stale where it is hidden already."""
    return _show_or_hide(subject, Action.HIDE, editor, reason)


def show(subject: Quote | Article, *, editor: User, reason: str) -> Correction:
    """Readers may see it again, unless something else keeps it off the pages. Raises Stale where it isn't hidden."""
    return _show_or_hide(subject, Action.SHOW, editor, reason)


@transaction.atomic
def _show_or_hide(subject: Quote | Article, action: Action, editor: User, reason: str) -> Correction:
    reason, hidden = checked_reason(reason), action == Action.HIDE
    if isinstance(subject, Quote):
        row = Quote.objects.select_for_update().get(pk=subject.pk)
        _refuse_if_done(is_hidden(standing(row.corrections.all())), hidden=hidden)
        return record(subject, row, action, editor, before={}, after={}, reason=reason)
    _refuse_if_done(Article.objects.select_for_update().get(pk=subject.pk).hidden, hidden=hidden)
    return record_article(subject, action, editor, hidden=hidden, reason=reason)


def _refuse_if_done(is_now: bool, *, hidden: bool) -> None:
    """A second click, or a second publisher, must not write the decision into the log again."""
    if is_now == hidden:
        raise Stale("It is hidden already." if hidden else "It is not hidden.")

"""Who may see and do what at the desk (E13)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from quotes import corrections
from quotes.models import Correction, Quote
from tests.factories_quotes import EditorFactory, QuoteFactory

pytestmark = pytest.mark.django_db

WHO = ("anonymous", "staff", "editor", "publisher", "administrator")


def sign_in(who: str) -> tuple[Client, Any]:
    client, user = Client(), None
    if who != "anonymous":
        group = {"editor": "editors", "publisher": "publishers"}.get(who)
        user = EditorFactory.create(group=group, is_superuser=who == "administrator")
        client.force_login(user)
    return client, user


# View -> the status for each of WHO; 302 is the way to the sign-in page.
LOOKING = {
    "admin:index": (302, 200, 200, 200, 200),
    "admin:quotes_quote_changelist": (302, 403, 200, 200, 200),
    "admin:quotes_quote_change": (302, 403, 200, 200, 200),
    "admin:quotes_correction_changelist": (302, 403, 200, 200, 200),
    "admin:quotes_speaker_changelist": (302, 403, 200, 200, 200),
    "admin:quotes_pass_changelist": (302, 403, 200, 200, 200),
    "admin:articles_article_changelist": (302, 403, 200, 200, 200),
    "admin:articles_article_change": (302, 403, 200, 200, 200),
    "admin:articles_body_changelist": (302, 403, 200, 200, 200),
    "admin:articles_outlet_changelist": (302, 403, 200, 200, 200),
    "admin:articles_article_visibility": (302, 403, 403, 200, 200),
    "admin:articles_article_missed": (302, 403, 200, 200, 200),
    "admin:auth_user_changelist": (302, 403, 403, 403, 200),
    "admin:auth_user_add": (302, 403, 403, 403, 200),
    "admin:auth_group_changelist": (302, 403, 403, 403, 200),
    # Nobody adds or deletes what only the program, or a correction, may make.
    "admin:quotes_quote_add": (302, 403, 403, 403, 403),
    "admin:quotes_quote_delete": (302, 403, 403, 403, 403),
    "admin:quotes_correction_add": (302, 403, 403, 403, 403),
    "admin:quotes_speaker_delete": (302, 403, 403, 403, 403),
    "admin:articles_article_delete": (302, 403, 403, 403, 403),
    "admin:articles_body_add": (302, 403, 403, 403, 403),
    "admin:articles_outlet_delete": (302, 403, 403, 403, 403),
}


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("view", LOOKING)
def test_who_may_look(view: str, who: str) -> None:
    quote = QuoteFactory.create()
    ids = {
        "quote": quote.pk,
        "article": quote.article_id,
        "speaker": quote.quote_speakers.get().speaker_id,
        "outlet": quote.article.outlet_id,
    }
    needs_id = view.endswith(("_change", "_delete", "_visibility", "_missed"))
    url = reverse(view, args=[ids[view.split("_")[1]]] if needs_id else [])
    client, _ = sign_in(who)
    assert client.get(url).status_code == LOOKING[view][WHO.index(who)]


DECIDING = {
    "confirm": (302, 403, 302, 302, 302),
    "reject": (302, 403, 302, 302, 302),
    "reassign": (302, 403, 302, 302, 302),
    "edit": (302, 403, 302, 302, 302),
    "hide": (302, 403, 403, 302, 302),
    "show": (302, 403, 403, 302, 302),
}


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("decision", DECIDING)
def test_who_may_decide(decision: str, who: str) -> None:
    quote = QuoteFactory.create()
    if decision == "show":
        corrections.hide(quote, editor=EditorFactory.create(), reason="Legal advice")
    before = Correction.objects.count()
    client, user = sign_in(who)
    data = {"version": quote.version, "reason": "Legal advice", "unknown": "on", "stance": "denies"}
    answer = client.post(reverse("admin:quotes_quote_decide", args=[quote.pk, decision]), data)
    assert answer.status_code == DECIDING[decision][WHO.index(who)]
    made = Correction.objects.filter(quote=quote, editor=user).count() if user else 0
    assert made == (answer.status_code == 302 and who != "anonymous")
    assert Correction.objects.count() == before + made


@pytest.mark.parametrize("who", WHO)
def test_only_publishers_undo_what_only_publishers_do(who: str) -> None:
    quote = QuoteFactory.create()
    hidden = corrections.hide(quote, editor=EditorFactory.create(group="publishers"), reason="Legal advice")
    client, _ = sign_in(who)
    client.post(reverse("admin:quotes_correction_undo", args=[hidden.pk]))
    quote.refresh_from_db()
    assert (quote.status != Quote.Status.HIDDEN) == (who in ("publisher", "administrator"))


@pytest.mark.parametrize(("who", "may"), [("editor", False), ("publisher", True)])
def test_hiding_an_article_takes_a_publisher_and_a_reason(who: str, may: bool) -> None:
    article = QuoteFactory.create().article
    client, user = sign_in(who)
    url = reverse("admin:articles_article_visibility", args=[article.pk])
    assert client.post(url, {"reason": ""}).status_code == (422 if may else 403)
    client.post(url, {"reason": "Legal advice"})
    article.refresh_from_db()
    assert article.hidden == may
    assert Correction.objects.filter(article=article, action="hide", editor=user).exists() == may
    if may:
        assert 'name="wanted" value="show"' in client.get(url).content.decode()
        client.post(url, {"own_reason": "It was the wrong article.", "wanted": "show"})
        article.refresh_from_db()
        assert not article.hidden


def test_a_second_click_does_not_show_what_the_first_has_hidden() -> None:
    article = QuoteFactory.create().article
    client, _ = sign_in("publisher")
    url = reverse("admin:articles_article_visibility", args=[article.pk])
    assert 'name="wanted" value="hide"' in client.get(url).content.decode()
    for _ in range(2):
        client.post(url, {"reason": "Legal advice", "wanted": "hide"})
    article.refresh_from_db()
    assert article.hidden
    assert [correction.action for correction in article.corrections.all()] == ["hide"]


def test_the_buttons_are_only_there_for_who_may_press_them() -> None:
    url = reverse("admin:quotes_quote_change", args=[QuoteFactory.create().pk])
    for who, decides, hides in (("editor", True, False), ("publisher", True, True)):
        page = sign_in(who)[0].get(url).content.decode()
        assert ("/decide/confirm/" in page) == decides
        assert ("/decide/hide/" in page) == hides


def test_a_right_over_users_given_by_mistake_opens_nothing() -> None:
    from django.contrib.auth.models import Permission

    client, user = sign_in("editor")
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="auth"))
    assert client.get(reverse("admin:auth_user_changelist")).status_code == 403
    assert client.get(reverse("admin:auth_user_change", args=[user.pk])).status_code == 403

"""One decision about many: shown first, made one by one, undone together (E4, E10)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from quotes import corrections
from quotes.admin import bulk
from quotes.models import Correction, Quote
from tests.factories_quotes import EditorFactory, QuoteFactory

pytestmark = pytest.mark.django_db

QUOTES = "admin:quotes_quote_changelist"


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(EditorFactory.create())
    return client


def select(client: Client, action: str, quotes: list[Quote], name: str = QUOTES) -> Any:
    data = {"action": action, "_selected_action": [row.pk for row in quotes], "index": "0"}
    return client.post(reverse(name) + ("?status=all" if name == QUOTES else ""), data)


def apply(client: Client, decision: str, quotes: list[Quote], **data: str) -> Any:
    items = [f"{quote.pk}:{quote.version}" for quote in quotes]
    return client.post(reverse("admin:quotes_quote_bulk", args=[decision]), {"item": items, **data}, follow=True)


def make(count: int, **fields: Any) -> list[Quote]:
    return [QuoteFactory.create(content=f"Word {i}.", **fields) for i in range(count)]


def test_the_page_before_says_what_and_how_many_and_changes_nothing(editor: Client) -> None:
    quotes = [*make(3), QuoteFactory.create(status="rejected")]
    text = select(editor, "reject_selected", quotes).content.decode()
    assert "3 quotes</strong> will be taken off the pages" in text
    assert "1 of the selected is left out" in text
    for quote in quotes[:3]:
        assert f'value="{quote.pk}:{quote.version}"' in text
        assert quote.text in text
    assert not Correction.objects.exists()


@pytest.mark.parametrize(
    ("decision", "left_alone"),
    [("confirm", {"checked", "corrected", "rejected", "hidden", "gone"}), ("reject", {"rejected", "hidden"})],
)
def test_what_a_decision_would_not_change_is_left_alone(decision: str, left_alone: set[str]) -> None:
    for status in Quote.Status.values:
        QuoteFactory.create(status=status)
    touched = {quote.status for quote in bulk.preview(decision, Quote.objects.all()).quotes}
    assert touched == set(Quote.Status.values) - left_alone


@pytest.mark.parametrize(("decision", "status"), [("confirm", "checked"), ("reject", "rejected")])
def test_each_quote_gets_its_own_correction(editor: Client, decision: str, status: str) -> None:
    quotes = make(3)
    apply(editor, decision, quotes, reason="A nickname")
    made = Correction.objects.filter(action=decision)
    assert {correction.quote_id for correction in made} == {quote.pk for quote in quotes}
    assert {correction.reason for correction in made} == ({"A nickname"} if decision == "reject" else {""})
    assert set(Quote.objects.values_list("status", flat=True)) == {status}


def test_rejecting_many_without_a_reason_is_refused(editor: Client) -> None:
    answer = apply(editor, "reject", make(2), own_reason=" ")
    assert answer.status_code == 422
    assert "Say why" in answer.content.decode()
    assert not Correction.objects.exists()


def test_what_somebody_changed_meanwhile_is_left_alone_and_told(editor: Client) -> None:
    quotes = make(3)
    corrections.confirm(Quote.objects.get(pk=quotes[1].pk), editor=EditorFactory.create(), version=quotes[1].version)
    answer = apply(editor, "reject", quotes, reason="A nickname")
    assert "Left alone, because somebody changed them while you looked: 1." in answer.content.decode()
    assert Quote.objects.filter(status="rejected").count() == 2
    assert Quote.objects.get(pk=quotes[1].pk).status == "checked"


def test_many_decisions_are_undone_together(editor: Client) -> None:
    quotes = make(3)
    apply(editor, "reject", quotes, reason="A nickname")
    log = "admin:quotes_correction_changelist"
    made = list(Correction.objects.all())
    shown = select(editor, "undo_selected", made, log).content.decode()  # type: ignore[arg-type]
    assert "3 decisions</strong> will be undone" in shown
    undo = reverse("admin:quotes_correction_undo_several")
    editor.post(undo, {"item": [correction.pk for correction in made]})
    assert set(Quote.objects.values_list("status", flat=True)) == {"machine"}
    assert Correction.objects.filter(action="undo").count() == 3


def test_the_message_leads_to_the_corrections_just_made(editor: Client) -> None:
    apply(editor, "confirm", make(1))
    answer = apply(editor, "confirm", make(2))
    link = answer.content.decode().split('href="')
    address = next(part.split('"')[0] for part in link if "id__gte" in part).replace("&amp;", "&")
    assert len(editor.get(address).context["cl"].result_list) == 2


def test_too_many_to_look_through(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "LIMIT", 2)
    text = select(editor, "confirm_selected", make(3)).content.decode()
    assert "More than 2 quotes are selected" in text
    assert 'name="item"' not in text
    assert apply(editor, "confirm", make(3)).status_code == 404


@pytest.mark.parametrize("items", [["x"], ["1"], ["1:2:3"], ["1:x"], ["9" * 30 + ":1"], ["-1:1"]])
def test_a_made_up_list_is_refused(editor: Client, items: list[str]) -> None:
    answer = editor.post(reverse("admin:quotes_quote_bulk", args=["confirm"]), {"item": items})
    assert answer.status_code == 404


@pytest.mark.parametrize("odd", ["x", "", "-1", "9" * 20, "٣"])
@pytest.mark.parametrize(
    ("name", "action"), [(QUOTES, "reject_selected"), ("admin:quotes_correction_changelist", "undo_selected")]
)
def test_a_made_up_row_among_those_ticked_is_told_and_nothing_done(
    editor: Client, name: str, action: str, odd: str
) -> None:
    corrections.confirm(*make(1), editor=EditorFactory.create(), version=1)
    data = {"action": action, "_selected_action": [Quote.objects.get().pk, odd], "index": "0"}
    answer = editor.post(reverse(name), data, follow=True)
    assert answer.status_code == 200
    assert "nothing was done" in answer.content.decode()
    assert Correction.objects.count() == 1


def test_quotes_that_are_not_there_are_passed_over(editor: Client) -> None:
    editor.post(reverse("admin:quotes_quote_bulk", args=["confirm"]), {"item": ["999:1"]})
    assert not Correction.objects.exists()


def test_who_may_not_decide_has_no_such_actions(client: Client) -> None:
    from django.contrib.auth.models import Permission

    reader = EditorFactory.create(group=None)
    reader.user_permissions.set(Permission.objects.filter(codename__in=["view_quote", "view_correction"]))
    client.force_login(reader)
    quotes = make(1)
    assert "confirm_selected" not in client.get(reverse(QUOTES)).content.decode()
    assert apply(client, "confirm", quotes).status_code == 403
    assert not Correction.objects.exists()

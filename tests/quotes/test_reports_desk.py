"""R2 and R1 at the desk: reports reach the queue, are closed by deciding, and a quote can be marked as disputed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from quotes import corrections, reports
from quotes.admin.queue import next_quote
from quotes.models import Correction, Quote, Report
from tests.factories import BodyFactory
from tests.factories_quotes import EditorFactory, PassFactory
from tests.quotes.pages import a_quote, text_of

pytestmark = pytest.mark.django_db


def reported(quote: Quote, text: str = "It was Tom Quill.") -> Report:
    return reports.receive(quote, what="speaker", text=text, contact="tom@example.org", sent_by=text)


def gone() -> Quote:
    """A quote whose words the newest version of its article lacks, as the pass over it left it."""
    quote = a_quote()
    PassFactory.create(body=BodyFactory.create(article=quote.article, text="It was taken out."))
    Quote.objects.filter(pk=quote.pk).update(status="gone")
    quote.refresh_from_db()
    return quote


def decide(desk: Client, quote: Quote, decision: str, **form: Any) -> int:
    given = {"version": Quote.objects.get(pk=quote.pk).version, **form}
    return desk.post(f"/admin/quotes/quote/{quote.pk}/decide/{decision}/", given).status_code


def test_reported_quotes_come_first_in_the_queue_the_oldest_report_before_others() -> None:
    doubtful, checked, late = a_quote(confidence=0.1), a_quote(status="checked"), a_quote()
    assert next_quote() == doubtful
    reported(checked)
    reported(late)
    assert next_quote() == checked
    assert next_quote([checked.pk]) == late
    assert next_quote([checked.pk, late.pk]) == doubtful


@pytest.mark.parametrize(
    ("status", "waits"),
    [
        ("machine", True),
        ("corrected", True),
        ("gone", True),
        ("rejected", False),
        ("hidden", False),
        ("disputed", False),
    ],
)
def test_a_report_waits_while_the_quote_has_a_page(status: str, waits: bool) -> None:
    quote = a_quote(status=status)
    reported(quote)
    assert (next_quote() == quote) == waits


@pytest.mark.parametrize(
    ("decision", "form", "status"),
    [
        ("confirm", {}, "gone"),
        ("reassign", {"unknown": "on", "reason": "None"}, "gone"),
        ("edit", {"stance": "denies", "reason": "None"}, "gone"),
        ("reject", {"reason": "None"}, "rejected"),
        ("hide", {"reason": "None"}, "hidden"),
    ],
)
def test_a_quote_gone_from_its_article_can_be_decided_about(
    client: Client, decision: str, form: dict[str, str], status: str
) -> None:
    publisher = EditorFactory.create(group="publishers")
    client.force_login(publisher)
    quote = gone()
    reported(quote)
    html = client.get(f"/admin/quotes/quote/{quote.pk}/change/").content.decode()
    assert "Gone from the article" in html
    assert "its own page stays" in html
    assert f"/decide/{decision}/" in html
    assert decide(client, quote, decision, **form) == 302
    quote.refresh_from_db()
    assert (quote.status, Report.objects.get().status, next_quote()) == (status, "handled", None)


def test_no_doubt_is_told_of_a_quote_that_is_gone(desk: Client) -> None:
    quote = gone()
    assert "/decide/dispute/" not in desk.get(f"/admin/quotes/quote/{quote.pk}/change/").content.decode()
    assert decide(desk, quote, "dispute", reason="None") == 422
    assert not Correction.objects.exists()


def test_the_desk_shows_what_readers_reported(desk: Client) -> None:
    quote = a_quote()
    reported(quote, "It was <Tom>.")
    html = desk.get(f"/admin/quotes/quote/{quote.pk}/change/").content.decode()
    assert "Somebody else said this" in html
    assert "It was &lt;Tom&gt;." in html
    assert "tom@example.org" in html


@pytest.mark.parametrize(("decision", "form"), [("confirm", {}), ("reject", {"reason": "None"})])
def test_a_decision_deals_with_the_reports(desk: Client, editor: Any, decision: str, form: dict[str, str]) -> None:
    quote, other = a_quote(), a_quote()
    report, untouched = reported(quote), reported(other, "Mine.")
    assert decide(desk, quote, decision, **form) == 302
    report.refresh_from_db()
    untouched.refresh_from_db()
    assert (report.status, report.handled_by, untouched.status) == ("handled", editor, "open")
    assert report.handled_at is not None


def undo(desk: Client, *corrections: Correction, several: bool = False) -> None:
    if several:
        desk.post("/admin/quotes/correction/undo/", {"item": [correction.pk for correction in corrections]})
    else:
        for correction in corrections:
            desk.post(f"/admin/quotes/correction/{correction.pk}/undo/")


@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize(("decision", "form"), [("confirm", {}), ("reject", {"reason": "None"})])
def test_an_undone_decision_leaves_its_reports_waiting(
    desk: Client, editor: Any, several: bool, decision: str, form: dict[str, str]
) -> None:
    quote = a_quote()
    earlier, report = reported(quote, "Closed by its button."), reported(quote)
    reports.handle_one(earlier, editor=editor)
    decide(desk, quote, decision, **form)
    made = Correction.objects.get()
    undo(desk, made, several=several)
    for row in (report, earlier):
        row.refresh_from_db()
    assert (report.status, report.handled_by, report.handled_at) == ("open", None, None)
    assert earlier.status == "handled"
    assert next_quote() == quote
    since = reported(quote, "A new one.")
    undo(desk, Correction.objects.get(undoes=made), several=several)
    for row in (report, since):
        row.refresh_from_db()
    assert (report.status, report.handled_by, since.status) == ("handled", editor, "open")


def test_an_undo_leaves_alone_what_a_button_or_a_later_decision_settled(desk: Client, editor: Any) -> None:
    quote = a_quote()
    button, later = reported(quote, "One."), reported(quote, "Two.")
    decide(desk, quote, "edit", stance="denies", reason="None")
    first = Correction.objects.get()
    for report in (button, later):
        reports.reopen(report)
    reports.handle_one(button, editor=editor)
    decide(desk, quote, "reassign", unknown="on", reason="None")
    undo(desk, first)
    assert Correction.objects.filter(undoes=first).exists()
    assert set(Report.objects.values_list("status", flat=True)) == {"handled"}


def test_disputed_is_told_to_readers_and_stays_until_somebody_decides(desk: Client, client: Client) -> None:
    quote = a_quote()
    reported(quote)
    assert decide(desk, quote, "dispute") == 422, "readers are told why"
    assert decide(desk, quote, "dispute", reason="A reader’s report is plausible") == 302
    assert "Disputed." in text_of(client.get(quote.get_absolute_url()).content.decode())
    assert Report.objects.get().status == "open", "the doubt is not settled"
    assert next_quote() is None, "but it has been looked at"
    log = text_of(client.get("/corrections/").content.decode())
    assert "Marked as disputed" in log
    assert "A reader’s report is plausible" in log
    assert decide(desk, quote, "confirm") == 302
    quote.refresh_from_db()
    assert (quote.status, Report.objects.get().status) == ("checked", "handled")


def test_a_dispute_can_be_undone(editor: Any) -> None:
    quote = a_quote()
    made = corrections.dispute(quote, editor=editor, reason="Doubt.", version=quote.version)
    assert quote.status == Quote.Status.DISPUTED
    corrections.undo(made, editor=editor)
    quote.refresh_from_db()
    assert quote.status == Quote.Status.MACHINE
    with pytest.raises(corrections.ReasonRequired):
        corrections.dispute(quote, editor=editor, reason=" ", version=quote.version)
    assert Correction.objects.count() == 2


def test_the_list_closes_and_opens_again(desk: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    report = reported(a_quote())
    assert "It was Tom Quill." in desk.get("/admin/quotes/report/").content.decode()
    for action, status in (("handle", "handled"), ("handle", "handled"), ("reopen", "open")):
        assert desk.post(f"/admin/quotes/report/{report.pk}/{action}/").status_code == 302
        report.refresh_from_db()
        assert report.status == status
    assert desk.get("/admin/quotes/report/1/handle/").status_code == 405
    assert desk.post("/admin/quotes/report/999999/handle/").status_code == 404


def test_others_see_nothing_of_them(client: Client) -> None:
    report = reported(a_quote())
    client.force_login(EditorFactory.create(group=None))
    assert client.get("/admin/quotes/report/").status_code == 403
    assert client.post(f"/admin/quotes/report/{report.pk}/handle/").status_code == 403
    report.refresh_from_db()
    assert report.status == "open"

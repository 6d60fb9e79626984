"""Editors check claims against a source, join and part them; every re-run leaves that as it is; all can be undone."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article
from quotes import claiming, corrections
from quotes.models import Assertion, Claim, Correction
from tests.factories import ArticleFactory
from tests.quotes.claimed import Table, a_claim, claim_of, same, table
from tests.quotes.pages import a_quote, text_of
from tests.quotes.test_admin_rights import sign_in

__all__ = ["table"]
pytestmark = pytest.mark.django_db
WHY, SOURCE = "The source says so", "https://example.com/report"


@pytest.fixture
def client() -> Client:
    return sign_in("editor")[0]


def claim(text: str) -> Claim:
    return claim_of(ArticleFactory.create(text=f"{text}. So it is."), text)


def check(row: Claim, editor: Any, status: str = "confirmed", **values: Any) -> Correction:
    given = {"source_url": SOURCE, "note": "Page 4.", "reason": WHY, "version": row.version, **values}
    return corrections.check_claim(row, status, editor=editor, **given)


def join(one: Claim, other: Claim, editor: Any) -> Correction:
    versions = one.version, other.version
    return corrections.join_claims(one, other, editor=editor, reason="The same in other words", versions=versions)


def texts(row: Claim) -> set[str]:
    return set(row.assertions.filter(gone=False).values_list("text", flat=True))


def again() -> None:
    for _ in claiming.relink(claiming.due(redo=True)):
        pass


class TestStatus:
    def test_it_stands_with_source_and_note_in_log_and_page(self, table: Table, editor: Any) -> None:
        row = claim("Prices rose")
        made = check(row, editor)
        assert (row.status, row.source_url, row.note, row.checked_by) == ("confirmed", SOURCE, "Page 4.", editor)
        assert made.public
        reader = Client()
        page = text_of(reader.get(row.get_absolute_url()).content.decode())
        assert "Confirmed by an editor on" in page
        assert "Page 4. What this rests on" in page
        log = text_of(reader.get("/corrections/").content.decode())
        assert f"Claim checked: claim {row.pk} Status: unchecked → confirmed" in log
        assert f"Why: {WHY}" in log

    def test_of_a_claim_that_is_hidden_the_log_says_nothing(self, table: Table, editor: Any) -> None:
        row = claim("Prices rose")
        check(row, editor)
        Article.objects.update(hidden=True)
        assert "Why" not in text_of(Client().get("/corrections/").content.decode())

    @pytest.mark.parametrize("source", ["", "javascript:alert(1)", "a book", "ftp://example.com/x"])
    def test_it_needs_a_source_that_can_be_opened(self, table: Table, editor: Any, source: str) -> None:
        with pytest.raises(ValueError, match="address of the source"):
            check(claim("Prices rose"), editor, source_url=source)

    def test_it_needs_a_reason(self, table: Table, editor: Any) -> None:
        with pytest.raises(corrections.ReasonRequired):
            check(claim("Prices rose"), editor, reason=" ")

    def test_the_second_editor_is_told(self, table: Table, editor: Any) -> None:
        row = claim("Prices rose")
        seen = row.version
        check(row, editor)
        with pytest.raises(corrections.Stale):
            check(row, editor, "wrong", version=seen)
        assert Claim.objects.get(pk=row.pk).status == "confirmed"

    def test_what_was_judged_together_is_never_parted(self, table: Table, editor: Any) -> None:
        table[frozenset(("Prices rose", "Up they went"))] = same()
        claim("Prices rose")
        row = claim("Up they went")
        check(row, editor)
        table.clear()
        again()
        assert texts(row) == {"Prices rose", "Up they went"}
        row.refresh_from_db()
        assert row.status == "confirmed"

    def test_what_comes_later_joins_the_claim_with_its_status(self, table: Table, editor: Any) -> None:
        row = claim("Prices rose")
        check(row, editor)
        assert claim("Prices rose") == row

    def test_it_stands_when_the_article_is_read_again(self, table: Table, editor: Any) -> None:
        one = ArticleFactory.create(text="Prices rose. The mayor left.")
        row = claim_of(one, "Prices rose.")
        check(row, editor, "wrong")
        claim_of(one, "The mayor left.")
        assert claim_of(one, "Prices rose.") == row
        row.refresh_from_db()
        assert row.status == "wrong"

    def test_undone_and_done_again(self, table: Table, editor: Any) -> None:
        row = claim("Prices rose")
        first = check(row, editor)
        second = check(row, editor, "wrong", note="No.")
        with pytest.raises(corrections.Overtaken):
            corrections.undo(first, editor=editor)
        undone = corrections.undo(second, editor=editor)
        row.refresh_from_db()
        assert (row.status, row.note) == ("confirmed", "Page 4.")
        corrections.undo(undone, editor=editor)
        row.refresh_from_db()
        assert (row.status, row.note) == ("wrong", "No.")
        with pytest.raises(corrections.Overtaken):
            corrections.undo(undone, editor=editor)
        corrections.undo(second, editor=editor)
        corrections.undo(first, editor=editor)
        row.refresh_from_db()
        assert (row.status, row.source_url, row.checked_by, row.checked_at) == ("unchecked", "", None, None)
        assert not Assertion.objects.filter(held__isnull=False).exists()


class TestJoining:
    def test_joined_by_an_editor_they_stay_one(self, table: Table, editor: Any) -> None:
        one, other = claim("Prices rose"), claim("Up they went")
        join(one, other, editor)
        again()
        assert texts(other) == {"Prices rose", "Up they went"}
        assert Client().get(one.get_absolute_url())["Location"] == other.get_absolute_url()

    def test_undone_the_right_ones_go_back(self, table: Table, editor: Any) -> None:
        one, other = claim("Prices rose"), claim("Up they went")
        made = join(one, other, editor)
        corrections.undo(made, editor=editor)
        assert (texts(one), texts(other)) == ({"Prices rose"}, {"Up they went"})
        one.refresh_from_db()
        assert one.merged_into is None
        undone = Correction.objects.latest("pk")
        corrections.undo(undone, editor=editor)
        one.refresh_from_db()
        assert one.merged_into == other

    def test_what_was_checked_with_different_results_is_not_joined(self, table: Table, editor: Any) -> None:
        one, other = claim("Prices rose"), claim("Up they went")
        check(one, editor)
        with pytest.raises(ValueError, match="join the other one to this"):
            join(one, other, editor)
        check(other, editor, "wrong")
        with pytest.raises(ValueError, match="different results"):
            join(one, other, editor)

    def test_parted_by_an_editor_they_stay_two(self, table: Table, editor: Any) -> None:
        table[frozenset(("Prices rose", "Up they went"))] = same()
        claim("Prices rose")
        row = claim("Up they went")
        going = row.assertions.get(text="Up they went")
        made = corrections.part_claim(row, [going], editor=editor, reason="Another event", version=row.version)
        again()
        assert made.other_claim is not None
        assert (texts(row), texts(made.other_claim)) == ({"Prices rose"}, {"Up they went"})
        corrections.undo(made, editor=editor)
        assert texts(row) == {"Prices rose", "Up they went"}
        assert Client().get(made.other_claim.get_absolute_url())["Location"] == row.get_absolute_url()

    def test_all_or_none_is_no_part(self, table: Table, editor: Any) -> None:
        row = claim("Prices rose")
        for chosen in ([], list(row.assertions.all())):
            with pytest.raises(ValueError, match="leave some"):
                corrections.part_claim(row, chosen, editor=editor, reason="Another event", version=row.version)


class TestPages:
    def test_the_list_finds_words_and_filters(self, client: Client, table: Table) -> None:
        claim("Prices rose")
        claim("The mill closed")
        address = reverse("admin:quotes_claim_changelist")
        html = client.get(address, {"q": "mills"}).content.decode()
        assert "The mill closed" in html
        assert "Prices rose" not in html
        assert client.get(address, {"status__exact": "wrong"}).status_code == 200

    def test_a_status_is_set_at_the_desk(self, client: Client, table: Table) -> None:
        row = claim("Prices rose")
        form = {"version": row.version, "status": "wrong", "source_url": SOURCE, "note": "No.", "reason": WHY}
        response = client.post(reverse("admin:quotes_claim_check", args=[row.pk]), form, follow=True)
        assert "found wrong by an editor" in response.content.decode()
        stale = client.post(reverse("admin:quotes_claim_check", args=[row.pk]), form)
        assert stale.status_code == 409

    @pytest.mark.parametrize(
        "wrong", [{"source_url": ""}, {"source_url": "x y"}, {"reason": ""}, {"status": "maybe"}, {"version": "x"}]
    )
    def test_what_is_missing_is_said(self, client: Client, table: Table, wrong: dict[str, str]) -> None:
        row = claim("Prices rose")
        form = {"version": row.version, "status": "wrong", "source_url": SOURCE, "note": "", "reason": WHY, **wrong}
        assert client.post(reverse("admin:quotes_claim_check", args=[row.pk]), form).status_code == 422
        assert not Correction.objects.exists()

    def test_joined_and_parted_at_the_desk(self, client: Client, table: Table) -> None:
        one, other = claim("Prices rose"), claim("Up they went")
        page = client.get(reverse("admin:quotes_claim_change", args=[one.pk]), {"find": "went"}).content.decode()
        assert f'<a href="?other={other.pk}">Up they went</a>' in page
        page = client.get(reverse("admin:quotes_claim_change", args=[one.pk]), {"other": other.pk}).content.decode()
        assert "1 source of this claim will assert" in page
        form = {"version": one.version, "other_version": other.version, "reason": "The same in other words"}
        client.post(reverse("admin:quotes_claim_join", args=[one.pk, other.pk]), form)
        assert len(texts(other)) == 2
        other.refresh_from_db()
        chosen = other.assertions.get(text="Prices rose").pk
        form = {"version": other.version, "item": [chosen], "reason": "Another event"}
        client.post(reverse("admin:quotes_claim_part", args=[other.pk]), form)
        assert texts(other) == {"Up they went"}
        undo = reverse("admin:quotes_correction_undo", args=[Correction.objects.latest("pk").pk])
        response = client.post(undo, follow=True)
        assert "Undone: parted." in response.content.decode()
        assert len(texts(other)) == 2

    def test_editors_see_what_readers_do_not(self, client: Client, table: Table) -> None:
        row = claim("Prices rose")
        Article.objects.update(hidden=True)
        page = client.get(reverse("admin:quotes_claim_change", args=[row.pk])).content.decode()
        assert "readers don’t see this one" in page

    def test_who_may_not_decide_gets_403(self, table: Table) -> None:
        row = claim("Prices rose")
        reader, _ = sign_in("staff")
        for name in ("check", "part"):
            address = reverse(f"admin:quotes_claim_{name}", args=[row.pk])
            assert reader.post(address, {"version": row.version}).status_code == 403
        assert reader.get(reverse("admin:quotes_claim_change", args=[row.pk])).status_code == 403

    def test_as_many_queries_for_ten_sources_as_for_one(self, client: Client, table: Table) -> None:
        counts = []
        for number in (1, 10):
            for at in range(number):
                row = a_claim(a_quote(content="Prices rose by 4 per cent.", speaker=f"Speaker {number} {at}"))
            with CaptureQueriesContext(connection) as queries:
                assert client.get(reverse("admin:quotes_claim_change", args=[row.pk])).status_code == 200
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 25

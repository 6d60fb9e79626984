"""Merge, split and "not the same" at the desk: what the page shows, who may decide, what bad input gets."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quotes import corrections
from quotes.identity import Record
from quotes.models import Correction, NotSame, Quote, Speaker
from quotes.naming.speakers import cast
from tests.factories import ArticleFactory
from tests.factories_quotes import EditorFactory, SpeakerFactory
from tests.quotes.pages import also_called
from tests.quotes.said import said, words_of
from tests.quotes.test_admin_rights import WHO, sign_in

pytestmark = pytest.mark.django_db
WHY = "Two spellings of one name"


@pytest.fixture
def pair() -> tuple[Speaker, Speaker]:
    old, new = SpeakerFactory.create(name="Sergej Orlov"), SpeakerFactory.create(name="Sergei Orlov")
    said(old, "One.")
    said(old, "Two.")
    said(new, "Three.")
    return old, new


@pytest.fixture
def client() -> Client:
    return sign_in("editor")[0]


def identity(speaker: Speaker, query: str = "") -> str:
    return reverse("admin:quotes_speaker_identity", args=[speaker.pk]) + query


def versions(one: Speaker, other: Speaker) -> dict[str, Any]:
    return {"version": one.version, "other_version": other.version}


def decide(client: Client, what: str, *speakers: Speaker, **data: Any) -> Any:
    return client.post(reverse(f"admin:quotes_speaker_{what}", args=[one.pk for one in speakers]), data)


class TestPage:
    def test_the_preview_says_what_moves_and_offers_both_ways(
        self, client: Client, pair: tuple[Speaker, Speaker]
    ) -> None:
        old, new = pair
        html = " ".join(client.get(identity(old, f"?other={new.pk}")).content.decode().split())
        assert "<strong>Sergej Orlov</strong> will be <strong>Sergei Orlov</strong>: 2 quotes in 2 articles" in html
        assert "and 1 name go to Sergei Orlov, which has 1 quote in 1 article." in html
        assert "Names that move: Sergej Orlov." in html
        assert identity(new, f"?other={old.pk}") in html

    def test_without_javascript_the_other_is_found_by_any_spelling(
        self, client: Client, pair: tuple[Speaker, Speaker]
    ) -> None:
        old, new = pair
        html = client.get(identity(old, "?find=sergey+orlov")).content.decode()
        assert f'<a href="?other={new.pk}">Sergei Orlov</a>' in html
        assert f'<a href="?other={old.pk}">' not in html
        assert "No other speaker is called “nobody”" in client.get(identity(old, "?find=nobody")).content.decode()

    def test_names_with_the_quotes_that_use_them(self, client: Client, pair: tuple[Speaker, Speaker]) -> None:
        old, _ = pair
        also_called(old, "Mr Orlov")
        said(old, "Four.", "he → Mr Orlov")
        html = " ".join(client.get(identity(old)).content.decode().split())
        assert 'value="Mr Orlov"> Mr Orlov <span class="desk-small">1 quote</span>' in html
        assert 'value="Sergej Orlov">' not in html, "the speaker's own name stays"

    def test_a_merged_speakers_page_is_the_survivors(self, client: Client, pair: tuple[Speaker, Speaker]) -> None:
        old, new = pair
        decide(client, "merge", old, new, reason=WHY, **versions(old, new))
        assert client.get(identity(old))["Location"] == identity(new)
        html = client.get(identity(new)).content.decode()
        assert "Merged into this speaker: Sergej Orlov" in html
        assert "Undo this" in html

    def test_queries_do_not_grow(self, client: Client, pair: tuple[Speaker, Speaker]) -> None:
        old, new = pair
        counts = []
        for n in range(2):
            for k in range(4):
                said(old, f"More {n} {k}.")
                also_called(old, f"Name {n} {k}")
            with CaptureQueriesContext(connection) as queries:
                assert client.get(identity(old, f"?other={new.pk}")).status_code == 200
            counts.append(len(queries))
        assert counts[0] == counts[1] < 35

    @pytest.mark.parametrize(
        "query", ["?other=x", "?other=99999999", "?other=", "?other=9" + "9" * 30, "?q=%22", "?find=%00"]
    )
    def test_odd_addresses(self, client: Client, pair: tuple[Speaker, Speaker], query: str) -> None:
        assert client.get(identity(pair[0], f"?{query}")).status_code == 200

    def test_nobody(self, client: Client) -> None:
        assert client.get(reverse("admin:quotes_speaker_identity", args=[99])).status_code == 404

    def test_the_speakers_own_admin_leads_there(self, client: Client, pair: tuple[Speaker, Speaker]) -> None:
        for url in (
            reverse("admin:quotes_speaker_change", args=[pair[0].pk]), reverse("admin:quotes_speaker_changelist")
        ):  # fmt: skip
            assert identity(pair[0]) in client.get(url).content.decode()
        history = reverse("admin:quotes_speaker_history", args=[pair[0].pk])
        assert client.get(history)["Location"] == identity(pair[0], "#history")


class TestDeciding:
    def test_merge_and_undo_from_history(self, client: Client, pair: tuple[Speaker, Speaker]) -> None:
        old, new = pair
        answer = decide(client, "merge", old, new, reason=WHY, **versions(old, new))
        assert answer["Location"] == identity(new)
        assert words_of(new) == {"One.", "Two.", "Three."}
        made = Correction.objects.get()
        answer = client.post(reverse("admin:quotes_correction_undo", args=[made.pk]))
        old.refresh_from_db()
        assert (answer["Location"], old.merged_into) == (identity(new), None)
        log = client.get(reverse("admin:quotes_correction_changelist")).content.decode()
        assert "Sergej Orlov" in log

    def test_not_the_same(self, client: Client, pair: tuple[Speaker, Speaker]) -> None:
        old, new = pair
        decide(client, "distinct", old, new, **versions(old, new))
        assert NotSame.objects.count() == 1
        html = client.get(identity(old, f"?other={new.pk}")).content.decode()
        assert "are not the same. Undo that first." in html

    def test_split_by_name_and_by_quote(self, client: Client, pair: tuple[Speaker, Speaker]) -> None:
        old, _ = pair
        also_called(old, "Mr Orlov")
        said(old, "Four.", "he → Mr Orlov")
        two = Quote.objects.get(text="Two.")
        decide(
            client, "split", old, version=old.version, names=["Mr Orlov"], item=[f"{two.pk}:{two.version}"],
            new_name="Igor Orlov", new_kind="person", own_reason="His brother.",
        )  # fmt: skip
        assert words_of(Speaker.objects.get(name="Igor Orlov")) == {"Two.", "Four."}


class TestKind:
    @pytest.mark.parametrize("who", ["editor", "administrator"])
    def test_nobody_types_in_another(self, who: str, pair: tuple[Speaker, Speaker]) -> None:
        address = reverse("admin:quotes_speaker_change", args=[pair[0].pk])
        client, _ = sign_in(who)
        html = client.get(address).content.decode()
        assert "Where the kind is wrong" in html
        assert 'name="kind"' not in html
        assert client.post(address, {"kind": "organisation"}).status_code == 403
        pair[0].refresh_from_db()
        assert pair[0].kind == "person"

    def test_a_merge_puts_it_right_for_later_runs_too(self, client: Client, pair: tuple[Speaker, Speaker]) -> None:
        wrong, quote = pair[0], Quote.objects.get(text="One.")
        named = {"new_name": wrong.name, "new_kind": "organisation", "namesake": "on", "reason": WHY}
        client.post(
            reverse("admin:quotes_quote_decide", args=[quote.pk, "reassign"]), {"version": quote.version, **named}
        )
        right = Speaker.objects.get(name=wrong.name, kind="organisation")
        decide(client, "merge", wrong, right, reason=WHY, **versions(wrong, right))
        assert words_of(right) == {"One.", "Two."}
        article = ArticleFactory.create()
        found = cast(article.pk, [Record(wrong.name, "person", (wrong.name,), article.pk)])
        assert found.heads[found.speaker(wrong.name, "person")] == right.pk


class TestRefused:
    @pytest.mark.parametrize("who", WHO)
    def test_who_may(self, who: str, pair: tuple[Speaker, Speaker]) -> None:
        old, new = pair
        client, _ = sign_in(who)
        expected = {"anonymous": 302, "staff": 403}
        assert client.get(identity(old)).status_code == expected.get(who, 200)
        made = decide(client, "distinct", old, new, **versions(old, new))
        assert made.status_code == expected.get(who, 302)
        assert NotSame.objects.exists() == (who not in expected)
        if who == "staff":
            correction = corrections.distinct(
                *SpeakerFactory.create_batch(2), editor=EditorFactory.create(), versions=(1, 1)
            )
            assert client.post(reverse("admin:quotes_correction_undo", args=[correction.pk])).status_code == 403

    def test_a_reason_is_asked_and_a_stale_page_told(self, client: Client, pair: tuple[Speaker, Speaker]) -> None:
        old, new = pair
        assert decide(client, "merge", old, new, **versions(old, new)).status_code == 422
        answer = decide(client, "merge", old, new, reason=WHY, version=9, other_version=1)
        assert answer.status_code == 409
        assert "Nothing was saved" in answer.content.decode()
        assert not Correction.objects.exists()

    def test_what_makes_no_sense_is_said(self, client: Client, pair: tuple[Speaker, Speaker]) -> None:
        old, new = pair
        answer = decide(client, "merge", old, old, reason=WHY, **versions(old, old))
        assert answer.status_code == 422
        assert "one speaker already" in answer.content.decode()
        assert decide(client, "merge", old, new, reason=WHY, version="x").status_code == 422

    @pytest.mark.parametrize(
        "data",
        [
            {},
            {"names": ["Nobody So Called"]},
            {"item": ["x:y"]},
            {"item": ["999999:1"]},
            {"names": ["Mr Orlov"], "new_name": ""},
            {"names": ["Mr Orlov"], "new_kind": "wizard"},
            {"names": ["Mr Orlov"], "reason": ""},
        ],
    )
    def test_a_split_that_is_none(self, client: Client, pair: tuple[Speaker, Speaker], data: dict[str, Any]) -> None:
        old, _ = pair
        also_called(old, "Mr Orlov")
        given = {"version": old.version, "new_name": "Igor Orlov", "new_kind": "person", "reason": WHY, **data}
        assert decide(client, "split", old, **given).status_code == 422
        assert Speaker.objects.count() == 2

    def test_only_posts_decide(self, client: Client, pair: tuple[Speaker, Speaker]) -> None:
        for what in ("merge", "distinct"):
            url = reverse(f"admin:quotes_speaker_{what}", args=[one.pk for one in pair])
            assert client.get(url).status_code == 405

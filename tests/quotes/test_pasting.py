"""The page to paste a text into: seen, kept or thrown away (E16)."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from articles.models import Article
from quotes import pasting
from quotes.pasting import UnreadError
from tests.factories import ArticleFactory
from tests.factories_quotes import EditorFactory

pytestmark = pytest.mark.django_db

TEXT = "The gates failed.\n\n“Nobody was in danger,” harbour master Ines Quill told reporters. She left it at that."
FIRST = TEXT.index("“"), TEXT.index("”") + 1
ENTRY = {
    "content": [FIRST], "cue": [[TEXT.index("told"), TEXT.index("told") + 4]], "source": [], "kind": "direct",
    "stance": "denies", "speakers": [], "candidates": ["Ines Quill", "Tom Berg"], "addressee": "reporters",
    "said_on": "2026-11-20", "confidence": 0.97, "name_confidence": 0.3, "reasons": ["“told” reports it."],
}  # fmt: skip
Command = Callable[..., tuple[str, str]]


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The commands that were run: one finds ENTRY in any text, the other ends well."""
    calls: list[tuple[str, ...]] = []

    def command(*arguments: str, given: str = "") -> tuple[str, str]:
        calls.append((*arguments, given))
        return json.dumps({"id": "pasted", "attributions": [ENTRY]}), ""

    monkeypatch.setattr(pasting, "_command", command)
    return calls


def answering(monkeypatch: pytest.MonkeyPatch, told: str, wrong: str = "") -> None:
    monkeypatch.setattr(pasting, "_command", lambda *_arguments, **_options: (told, wrong))


def url() -> str:
    return reverse("admin:articles_article_paste")


def post(client: Client, button: str, **data: str) -> Any:
    return client.post(url(), {"text": TEXT, button: "1", **data})


def test_it_is_led_to(desk: Client) -> None:
    for page in ("/admin/", reverse("admin:articles_article_changelist")):
        assert url() in desk.get(page).content.decode()
    assert "Nothing is stored unless you keep it" in desk.get(url()).content.decode()


def test_it_shows_what_was_found_and_stores_nothing(desk: Client, ran: list[tuple[str, ...]]) -> None:
    shown = desk.post(url(), {"text": TEXT, "look": "1", "published": "2026-11-21"}).content.decode()
    assert '<span class="desk-content">“Nobody was in danger,”</span>' in shown
    assert "1 quote found. Nothing is stored so far." in shown
    assert "Ines Quill or Tom Berg?" in shown
    assert "<strong>denial</strong>, to reporters, on 2026-11-20. Program: sure." in shown
    ((*command, given),) = ran
    assert command == ["extract", "--jsonl"]
    assert json.loads(given) == {"id": "pasted", "text": TEXT, "published": "2026-11-21"}
    assert not Article.objects.exists()


def test_what_is_kept_is_an_article_whose_quotes_come_at_once(desk: Client, ran: list[tuple[str, ...]]) -> None:
    answer = post(desk, "keep", title="Gates fail", outlet="Harbour Post", published="2026-11-21")
    article = Article.objects.get()
    assert answer["Location"] == reverse("admin:articles_article_change", args=[article.pk])
    assert (article.title, article.outlet.name, str(article.published_on)) == (
        "Gates fail",
        "Harbour Post",
        "2026-11-21",
    )
    assert article.current_body
    assert article.current_body.text == f"Gates fail\n{TEXT}"
    assert ran == [("attribute", "--article", str(article.pk), "")]
    assert "Kept, with 0 quotes." in desk.get(answer["Location"]).content.decode()
    assert LogEntry.objects.get().object_id == str(article.pk)


def test_the_same_text_twice_is_one_article(desk: Client, ran: list[tuple[str, ...]]) -> None:
    first, second = (post(desk, "keep", outlet="Harbour Post") for _ in range(2))
    assert first["Location"] == second["Location"]
    assert len(ran) == 1
    assert "this article was there already" in desk.get(second["Location"]).content.decode()


@pytest.mark.usefixtures("ran")
def test_no_article_gets_another_text_by_pasting(desk: Client) -> None:
    there = ArticleFactory.create(url="https://news.example/gates")
    body = there.current_body
    answer = post(desk, "keep", outlet="Harbour Post", url="https://NEWS.example/gates?utm_source=x")
    assert answer["Location"] == reverse("admin:articles_article_change", args=[there.pk])
    there.refresh_from_db()
    assert there.current_body == body


@pytest.mark.usefixtures("ran")
def test_to_be_kept_it_needs_an_outlet(desk: Client) -> None:
    answer = post(desk, "keep")
    assert answer.status_code == 422
    assert "Name the outlet" in answer.content.decode()
    assert TEXT.split("\n", maxsplit=1)[0] in answer.content.decode()
    assert not Article.objects.exists()


@pytest.mark.usefixtures("ran")
@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"text": ""}, "This field is required."),
        ({"text": " \n "}, "Not read: empty"),
        ({"text": "a" * (pasting.LONGEST + 1)}, "at most 60000 characters"),
        ({"text": "Nous ne savons pas encore pourquoi les portes sont restées fermées."}, "Not kept: not English"),
        ({"published": "2026-13-01"}, "Enter a valid date."),
        ({"published": "0004-01-01"}, "Not kept: its publication date can&#x27;t be right"),
        ({"url": "ftp://news.example/"}, "Not kept: its URL is no http or https address"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_said(desk: Client, given: dict[str, str], told: str) -> None:
    answer = post(desk, "keep", outlet="Harbour Post", **given)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("answer", "wrong", "told"),
    [
        ('{"id": "pasted", "error": "not English"}', "", "Not read: not English"),
        ("", "CommandError: no weights", "Not read: The program gave no answer. CommandError: no weights"),
    ],
)
def test_what_cannot_be_read_is_said(
    desk: Client, monkeypatch: pytest.MonkeyPatch, answer: str, wrong: str, told: str
) -> None:
    answering(monkeypatch, answer, wrong)
    given = post(desk, "look")
    assert given.status_code == 422
    assert told in given.content.decode()


def test_an_article_is_kept_though_its_attribution_fails(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, "", "article 1: out of memory")
    answer = post(desk, "keep", outlet="Harbour Post")
    assert "without quotes so far: article 1: out of memory" in desk.get(answer["Location"]).content.decode()
    assert Article.objects.exists()


def test_only_who_may_correct_quotes_may_paste(client: Client) -> None:
    client.force_login(EditorFactory.create(group=None))
    assert client.get(url()).status_code == 403
    assert post(client, "keep", outlet="Harbour Post").status_code == 403
    assert url() not in client.get("/admin/").content.decode()


def test_a_text_takes_no_longer_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pasting, "_SECONDS", 0.01)
    with pytest.raises(UnreadError, match="within"):
        pasting.read(pasting.article({"text": TEXT}))


def test_it_is_read_as_extract_reads_it() -> None:
    (found,) = pasting.read(pasting.article({"text": TEXT, "published": "2026-11-21"}))
    assert [TEXT[start:end] for start, end in found.content] == ["“Nobody was in danger,”"]
    assert (found.speakers, found.addressee) == (("Ines Quill",), "reporters")


def test_what_is_kept_has_the_quotes_that_attribute_finds(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def command(*arguments: str, given: str = "") -> tuple[str, str]:
        assert not given
        call_command(*arguments)
        return "", ""

    monkeypatch.setattr(pasting, "_command", command)
    answer = post(desk, "keep", outlet="Harbour Post")
    assert "Kept, with 1 quote." in desk.get(answer["Location"]).content.decode()

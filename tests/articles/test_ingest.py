"""From parsed articles and files to rows."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from articles import ingest as ingest_module
from articles.dates import is_plausible
from articles.files import Found
from articles.ingest import Status, Summary, ingest, ingest_paths
from articles.models import Article, Body, Outlet
from articles.readers import MAX_SIZE, ParsedArticle
from tests.factories import ArticleFactory, OutletFactory

SAMPLES = Path(ingest_module.__file__).parent / "samples"

pytestmark = pytest.mark.django_db

LEAD = "The harbour will be dredged before the winter storms arrive, the port authority said on Friday."
THIRD = "The work is expected to cost 40 million crowns and to take until the spring of next year."
TEXT = f"Harbour to be dredged\n{LEAD}\n{THIRD}"
GERMAN = "Der Hafen wird vor den Winterstürmen ausgebaggert, teilte die Hafenbehörde am Freitag mit."
STORY = ParsedArticle(
    text=TEXT,
    title="Harbour to be dredged",
    outlet="The Lessing Post",
    url="https://post.example/harbour",
    byline="Ada Brink",
    published="2026-03-12T23:30:00Z",
)


def status(parsed: ParsedArticle, **options: Any) -> Status:
    return ingest(parsed, **options).status


def rows() -> list[Any]:
    """Every row of the documents, to see that nothing has changed."""
    return [list(model.objects.order_by("pk").values()) for model in (Outlet, Article, Body)]


def numbers() -> list[int]:
    """The number of each article's current body."""
    return [article.current_body.number for article in Article.objects.order_by("pk") if article.current_body]


def test_a_new_article() -> None:
    outcome = ingest(STORY, time_zone="Asia/Tokyo")
    article = Article.objects.get()
    assert (outcome.status, outcome.article) == (Status.NEW, article)
    assert (article.outlet.name, article.outlet.slug, article.outlet.time_zone) == (
        "The Lessing Post",
        "the-lessing-post",
        "Asia/Tokyo",
    )
    assert (article.title, article.byline, article.url) == (STORY.title, "Ada Brink", STORY.url)
    assert article.published_at == datetime(2026, 3, 12, 23, 30, tzinfo=UTC)
    assert article.published_on == date(2026, 3, 13)
    body = article.current_body
    assert body is not None
    assert (body.number, body.text, body.sha256) == (1, TEXT, hashlib.sha256(TEXT.encode()).hexdigest())
    assert body.zones == [{"kind": "headline", "start": 0, "end": 21}]


def test_the_same_again_changes_no_row() -> None:
    ingest(STORY)
    before = rows()
    assert status(STORY) is Status.UNCHANGED
    assert rows() == before


def test_an_unchanged_article_costs_few_queries(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    ingest(STORY)
    with django_assert_max_num_queries(4):
        ingest(STORY)


def test_a_changed_text_makes_a_new_body_and_keeps_the_old_one() -> None:
    ingest(STORY)
    assert status(replace(STORY, text=f"{TEXT}\nNobody was hurt.")) is Status.UPDATED
    article = Article.objects.get()
    assert [body.text for body in article.bodies.order_by("number")] == [TEXT, f"{TEXT}\nNobody was hurt."]
    assert numbers() == [2]
    assert status(STORY) is Status.UPDATED  # it was changed back
    assert numbers() == [3]


def test_changed_particulars_change_the_row_only() -> None:
    ingest(STORY)
    assert status(replace(STORY, byline="Ada Brink and Jon Moor", agency="NWA")) is Status.UPDATED
    article = Article.objects.get()
    assert (article.byline, article.agency, article.bodies.count()) == ("Ada Brink and Jon Moor", "NWA", 1)


def test_what_is_empty_clears_nothing() -> None:
    ingest(STORY)
    before = rows()
    assert status(replace(STORY, byline="", published="", title="")) is Status.UNCHANGED
    assert rows() == before


def test_another_day_without_an_hour_takes_the_hour_away() -> None:
    ingest(STORY)
    ingest(replace(STORY, published="2026-03-14"))
    article = Article.objects.get()
    assert (article.published_on, article.published_at) == (date(2026, 3, 14), None)


NEWER = f"{TEXT}\nNobody was hurt."


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ({"url": "https://a.example/1"}, {"url": "https://a.example/1"}, True),
        ({"url": "https://a.example/1"}, {"url": "https://a.example/2"}, False),
        ({"url": "https://a.example/1#top"}, {"url": "HTTPS://A.example:443/1?utm_source=mail"}, True),
        ({"url": "https://a.example/1", "canonical_url": "https://a.example/c"}, {"url": "https://a.example/c"}, True),
        (
            {"url": "https://a.example/1", "canonical_url": "https://a.example/c"},
            {"url": "https://a.example/2", "canonical_url": "https://a.example/c"},
            True,
        ),
        ({"canonical_url": "https://a.example/c"}, {"url": "https://a.example/c"}, True),
        ({"url": "https://a.example/1"}, {"canonical_url": "https://a.example/1"}, True),
        (
            {"url": "https://a.example/1", "canonical_url": "https://a.example/"},
            {"url": "https://a.example/2", "canonical_url": "https://a.example/"},
            False,
        ),
        ({"url": "https://a.example/1", "source_id": "7"}, {"url": "https://a.example/2", "source_id": "7"}, False),
        ({"source_id": "7"}, {"source_id": "7"}, True),
        ({"source_id": "7"}, {"source_id": "8"}, False),
        ({"source_id": "7"}, {"source_id": "7", "outlet": "The Asten Herald"}, False),
        ({"source_id": "7"}, {"source_id": "7", "outlet": "the lessing POST"}, True),
        ({"source_id": "7", "path": "a.jsonl", "line": 1}, {"source_id": "7", "path": "b.jsonl", "line": 4}, True),
        ({"path": "a/1.txt"}, {"path": "a/1.txt"}, True),
        ({"path": "a/1.txt"}, {"path": "b/1.txt"}, False),
        ({"path": "1.txt"}, {"path": "1.txt", "outlet": "The Asten Herald"}, False),
        ({"path": "a.jsonl", "line": 1}, {"path": "a.jsonl", "line": 2}, False),
    ],
)
def test_which_articles_are_the_same(first: dict[str, Any], second: dict[str, Any], same: bool) -> None:
    bare = ParsedArticle(text=TEXT, outlet="The Lessing Post")
    ingest(replace(bare, **first))
    assert status(replace(bare, text=NEWER, **second)) is (Status.UPDATED if same else Status.NEW)
    assert Article.objects.count() == (1 if same else 2)


def test_the_same_text_of_the_same_outlet_is_a_duplicate() -> None:
    ingest(STORY)
    before = rows()
    outcome = ingest(replace(STORY, url="https://post.example/again"))
    assert outcome.status is Status.DUPLICATE
    assert "https://post.example/harbour" in outcome.reason
    assert rows() == before


@pytest.mark.parametrize("values", [{"outlet": "The Asten Herald"}, {"published": "2025-03-12"}])
def test_another_outlet_or_day_makes_it_another_article(values: dict[str, Any]) -> None:
    ingest(STORY)
    assert status(replace(STORY, url="https://post.example/again", **values)) is Status.NEW


def test_an_article_known_by_its_path_is_known_by_its_url_once_that_is_seen() -> None:
    by_path = replace(STORY, url="", path="harbour.txt")
    ingest(by_path)
    assert status(STORY) is Status.UPDATED
    assert Article.objects.get().url == STORY.url
    before = rows()
    assert [status(STORY), status(by_path)] == [Status.UNCHANGED, Status.UNCHANGED]
    assert rows() == before


def test_of_two_versions_in_one_run_the_first_counts() -> None:
    seen: set[int] = set()
    other = replace(STORY, text=NEWER)
    assert [status(STORY, seen=seen), status(other, seen=seen)] == [Status.NEW, Status.DUPLICATE]
    assert Body.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"text": ""}, "empty"),
        ({"text": "a\0b"}, "NUL"),
        ({"title": "a\0b"}, "NUL"),
        ({"text": f"{GERMAN}\n{GERMAN}"}, "not English"),
        ({"url": "javascript:alert(1)"}, "no http or https address"),
        ({"url": "https://a.example/" + "a" * 2000}, "url has more than 2000 characters"),
        ({"outlet": "a" * 201}, "outlet has more than 200 characters"),
        ({"url": "", "source_id": "a" * 501}, "source_id has more than 500"),
        ({"published": "some day"}, "publication date is none: 'some day'"),
        ({"published": "0001-01-01T00:00:00+14:00"}, "publication date is none"),
        ({"published": "0001-01-01"}, "publication date can't be right: '0001-01-01'"),
        ({"published": "9999-12-31"}, "publication date can't be right: '9999-12-31'"),
        ({"published": "9999-12-31T00:00:00Z"}, "publication date can't be right"),
    ],
)
def test_refusals_leave_nothing_behind(values: dict[str, Any], said: str) -> None:
    outcome = ingest(replace(STORY, **values))
    assert (outcome.status, said in outcome.reason) == (Status.REFUSED, True), outcome.reason
    assert rows() == [[], [], []]


@pytest.mark.parametrize(
    ("published_on", "plausible"),
    [
        (date(1599, 12, 31), False),
        (date(1600, 1, 1), True),
        (date(2026, 3, 12), True),
        (date(2026, 4, 1), True),  # a monthly bears the date up to which it is on sale
        (date(2026, 4, 12), True),
        (date(2026, 4, 13), False),
    ],
)
def test_when_an_article_can_have_been_published(published_on: date, plausible: bool) -> None:
    assert is_plausible(published_on, today=date(2026, 3, 12)) is plausible


def test_an_article_whose_date_turns_impossible_keeps_its_own() -> None:
    ingest(STORY)
    before = rows()
    assert status(replace(STORY, published="9999-12-31")) is Status.REFUSED
    assert rows() == before


def test_an_article_that_turns_german_keeps_its_body() -> None:
    ingest(STORY)
    before = rows()
    assert status(replace(STORY, text=f"{GERMAN}\n{GERMAN}", byline="Jan Moor")) is Status.REFUSED
    assert rows() == before


def test_long_titles_are_cut() -> None:
    assert status(replace(STORY, title="a" * 1001, byline="b" * 501)) is Status.NEW
    article = Article.objects.get()
    assert (len(article.title), article.title[-1], len(article.byline)) == (1000, "…", 500)


def test_outlets_are_known_by_their_slug_even_when_renamed() -> None:
    outlet = OutletFactory.create(name="The Lessing Post (daily)", slug="the-lessing-post")
    ingest(STORY)
    assert Article.objects.get().outlet == outlet


def test_outlets_without_latin_letters() -> None:
    for number, name in enumerate(["Заря", "☃", "☂"]):
        ingest(replace(STORY, outlet=name, url=f"https://a.example/{number}"))
    assert Outlet.objects.count() == 3


def test_an_outlet_whose_time_zone_does_not_exist_says_so() -> None:
    OutletFactory.create(name="The Lessing Post", slug="the-lessing-post", time_zone="Velland/Lessing")
    assert "Velland/Lessing" in ingest(STORY).reason


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A directory with an article of each kind, and things that are none."""
    top = tmp_path / "news"
    (top / "the-lessing-post" / "2026").mkdir(parents=True)
    (top / "the-lessing-post" / "2026" / "harbour.txt").write_text(TEXT)
    (top / "the-lessing-post" / "ferry.txt").write_text(f"{LEAD} Ferries will wait.")
    sidecar = {"outlet": "Lessing Mail", "published": "2026-03-12", "url": "https://mail.example/f", "byline": "A. B."}
    (top / "the-lessing-post" / "ferry.meta.json").write_text(json.dumps(sidecar))
    (top / "page.html").write_text(f"<html><body><h1>Port</h1><p>{LEAD}</p><p>{THIRD}</p></body></html>")
    wire = [{"id": n, "outlet": "Northwire", "text": f"{LEAD} Part {n}."} for n in range(3)]
    (top / "wire.jsonl").write_text("\n".join(map(json.dumps, wire)))
    (top / "gold.jsonl").write_text('{"id": "x"}')
    (top / "wire.gold.jsonl").write_text('{"id": "x"}')
    (top / ".hidden.txt").write_text(TEXT)
    (top / ".git").mkdir()
    (top / ".git" / "config.txt").write_text(TEXT)
    return top


def counts(summary: Summary) -> dict[str, int]:
    return {str(status): count for status, count in summary.counts.items()}


def test_a_directory(folder: Path) -> None:
    assert counts(ingest_paths([str(folder)])) == {"new": 6}
    assert set(Article.objects.values_list("key", "outlet__name")) == {
        ("path:unknown-outlet:page.html", "Unknown outlet"),
        ("https://mail.example/f", "Lessing Mail"),
        ("path:the-lessing-post:the-lessing-post/2026/harbour.txt", "The Lessing Post"),
        ("id:northwire:0", "Northwire"),
        ("id:northwire:1", "Northwire"),
        ("id:northwire:2", "Northwire"),
    }
    ferry = Article.objects.get(url="https://mail.example/f")
    assert (ferry.byline, ferry.published_on) == ("A. B.", date(2026, 3, 12))


def test_the_same_directory_elsewhere_holds_the_same_articles(folder: Path, tmp_path: Path) -> None:
    ingest_paths([str(folder)])
    before = rows()
    moved = tmp_path / "elsewhere"
    shutil.move(folder, moved)
    assert counts(ingest_paths([str(moved)])) == {"unchanged": 6}
    assert rows() == before


def test_links_are_followed_once_and_pipes_are_left_alone(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "far.txt").write_text(f"{LEAD} It is far away.")
    (folder / "far").symlink_to(tmp_path / "elsewhere")
    (folder / "far" / "back").symlink_to(folder)
    (folder / "broken.txt").symlink_to(folder / "none")
    os.mkfifo(folder / "pipe.txt")
    summary = ingest_paths([str(folder)])
    assert counts(summary) == {"new": 7, "refused": 1}
    assert summary.refused == [f"{folder}/broken.txt: cannot be read: No such file or directory"]


def test_the_samples_are_whole() -> None:
    summary = ingest_paths([str(SAMPLES)])
    assert summary.refused == []
    assert set(summary.counts) == {Status.NEW}
    for article in Article.objects.all():
        assert article.title, article
        assert article.published_on, article
        assert article.outlet.name != "Unknown outlet", article


def test_an_outlet_for_articles_that_name_none(folder: Path) -> None:
    ingest_paths([str(folder)], outlet="The Asten Herald", time_zone="Asia/Tokyo")
    names = Article.objects.order_by("key").values_list("outlet__name", flat=True).distinct()
    assert set(names) == {"The Asten Herald", "Lessing Mail", "Northwire"}
    assert Outlet.objects.get(name="Northwire").time_zone == "Asia/Tokyo"


def test_a_line_for_each_refused_item_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a-empty.txt").write_text("")
    (tmp_path / "b-binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\r")
    (tmp_path / "c-german.txt").write_text(f"{GERMAN}\n{GERMAN}")
    (tmp_path / "d-big.txt").write_bytes(b"a " * (MAX_SIZE // 2 + 1))
    (tmp_path / "e-lines.jsonl").write_text(f'{{"text": "{LEAD}"}}\n{{oops\n{{"text": 7}}\n')
    (tmp_path / "f-page.html").write_text("<html><nav>Home</nav></html>")
    (tmp_path / "g-picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "h-sidecar.txt").write_text(TEXT)
    (tmp_path / "h-sidecar.meta.json").write_text("{oops")
    (tmp_path / "i-story.txt").write_text(TEXT)
    reported: list[str] = []
    summary = ingest_paths([str(tmp_path), str(tmp_path / "j-none.txt")], report=reported.append)
    assert counts(summary) == {"new": 2, "refused": 10}
    assert reported == summary.refused
    assert [line.replace(f"{tmp_path}/", "") for line in reported] == [
        "a-empty.txt: empty",
        "b-binary.txt: binary, not text",
        "c-german.txt: not English",
        "d-big.txt: over 5 MB",
        "e-lines.jsonl:2: not JSON on line 2",
        'e-lines.jsonl:3: "text" is not a string',
        "f-page.html: no text found",
        "g-picture.png: not a kind of file that can be read (.png)",
        "h-sidecar.txt: its h-sidecar.meta.json is not JSON",
        "j-none.txt: cannot be read: No such file or directory",
    ]


def test_a_named_file_is_read_whatever_its_name(folder: Path) -> None:
    (folder / "gold.jsonl").write_text(json.dumps({"id": "g", "text": TEXT}))
    assert counts(ingest_paths([str(folder / "gold.jsonl"), str(folder / ".hidden.txt")])) == {
        "new": 1,
        "duplicate": 1,
    }


def test_killed_half_way_the_next_run_does_the_rest(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = 0
    create = ingest_module._new_body

    def dies_at_the_third(*args: Any) -> None:
        nonlocal made
        made += 1
        if made == 3:
            raise KeyboardInterrupt
        create(*args)

    monkeypatch.setattr(ingest_module, "_new_body", dies_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        ingest_paths([str(folder)])
    assert Article.objects.count() == 2
    assert all(article.current_body for article in Article.objects.all())

    monkeypatch.setattr(ingest_module, "_new_body", create)
    assert counts(ingest_paths([str(folder)])) == {"unchanged": 2, "new": 4}


def test_progress_is_told_how_many_there_are(folder: Path) -> None:
    told: list[tuple[int | None, int]] = []

    def progress(found: Iterable[Found], total: int | None) -> Iterable[Found]:
        items = list(found)
        told.append((total, len(items)))
        return items

    ingest_paths([str(folder)], progress=progress)
    [(total, number)] = told
    assert number == 6
    assert total in {5, 6}  # a last line need not end with a line break


def test_articles_name_themselves_for_people() -> None:
    assert str(ArticleFactory.create(title="Harbour")) == "Harbour"
    assert str(ArticleFactory.create(title="", url="https://a.example/1")) == "https://a.example/1"
    assert str(ArticleFactory.create(title="", url="", key="path:post:a/b.txt")) == "a/b.txt"

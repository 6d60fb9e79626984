"""What an article is known by, and when it was published."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.dates import in_zone, parse_published
from articles.keys import canonical_url, key, web_url
from articles.readers import ParsedArticle


@pytest.mark.parametrize(
    ("raw", "url"),
    [
        ("https://post.example/a", "https://post.example/a"),
        (" HTTPS://Post.Example:443/A#top ", "https://post.example/A"),
        ("http://post.example:80", "http://post.example/"),
        ("http://post.example:8080/a", "http://post.example:8080/a"),
        ("https://post.example/a?utm_source=x&id=7&UTM_medium=y&fbclid=z", "https://post.example/a?id=7"),
        ("https://post.example/a?utm_source=x", "https://post.example/a"),
        ("https://post.example/a?q=utm_source", "https://post.example/a?q=utm_source"),
        ("https://me:secret@post.example/a", "https://post.example/a"),
        ("https://post.example/a b/ü", "https://post.example/a%20b/%C3%BC"),
        ("https://post.example/a%20b", "https://post.example/a%20b"),
        ("https://[::1]:8000/a", "https://[::1]:8000/a"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("post.example/a", ""),
        ("https://", ""),
        ("https://[oops/a", ""),
        ("https://post.example:port/a", ""),
        ("", ""),
    ],
)
def test_urls_in_normal_form(raw: str, url: str) -> None:
    assert web_url(raw) == url


@given(st.text(max_size=40).map("https://post.example/".__add__))
def test_the_normal_form_is_normal(raw: str) -> None:
    assert web_url(web_url(raw)) == web_url(raw)
    assert web_url(raw).isascii()


def test_a_front_page_is_no_canonical_url() -> None:
    assert canonical_url("https://post.example/") == ""
    assert canonical_url("https://post.example/?p=7") == "https://post.example/?p=7"


@pytest.mark.parametrize(
    ("parsed", "expected"),
    [
        (ParsedArticle("", url="https://a/1", canonical_url="https://a/2", source_id="3", path="4"), "https://a/1"),
        (ParsedArticle("", canonical_url="https://a/2", source_id="3", path="4"), "https://a/2"),
        (ParsedArticle("", source_id="3", path="4", line=9), "id:post:3"),
        (ParsedArticle("", path="a/4.txt"), "path:post:a/4.txt"),
        (ParsedArticle("", path="a.jsonl", line=9), "path:post:a.jsonl#9"),
    ],
)
def test_what_an_article_is_known_by(parsed: ParsedArticle, expected: str) -> None:
    assert key(parsed, "post") == expected


@pytest.mark.parametrize(
    ("said", "published"),
    [
        ("2026-03-12", date(2026, 3, 12)),
        ("2026-03-12T08:30:00Z", datetime(2026, 3, 12, 8, 30, tzinfo=UTC)),
        ("2026-03-12T08:30", datetime(2026, 3, 12, 8, 30)),  # noqa: DTZ001
        ("2026-03-12 08:30:00+02:00", datetime(2026, 3, 12, 8, 30, tzinfo=timezone(timedelta(hours=2)))),
        ("Thu, 12 Mar 2026 08:30:00 GMT", datetime(2026, 3, 12, 8, 30, tzinfo=UTC)),
        ("12 March 2026", date(2026, 3, 12)),
        ("March 12, 2026", date(2026, 3, 12)),
        ("March 2026", None),
        ("yesterday", None),
        ("Friday", None),
        ("", None),
        ("2026-02-30", None),
        ("9" * 500, None),
    ],
)
def test_dates_of_publication(said: str, published: date | None) -> None:
    assert parse_published(said) == published


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_none(said: str) -> None:
    parse_published(said)


@pytest.mark.parametrize(
    ("said", "zone", "at", "on"),
    [
        ("2026-03-12", "Asia/Tokyo", None, "2026-03-12"),
        ("2026-03-12T23:30:00Z", "Asia/Tokyo", "2026-03-12T23:30:00+00:00", "2026-03-13"),
        ("2026-03-12T01:00:00+09:00", "America/New_York", "2026-03-11T16:00:00+00:00", "2026-03-11"),
        ("2026-03-12T23:30:00", "Asia/Tokyo", "2026-03-12T14:30:00+00:00", "2026-03-12"),
    ],
)
def test_dates_are_dates_where_the_outlet_is(said: str, zone: str, at: str | None, on: str) -> None:
    published = parse_published(said)
    assert published
    moment, day = in_zone(published, ZoneInfo(zone))
    assert (moment and moment.isoformat(), day.isoformat()) == (at, on)

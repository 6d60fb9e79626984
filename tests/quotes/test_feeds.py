"""J12: an Atom feed for any search and any speaker, which does not fire again when something is only tidied up."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import feedparser
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree
from pytest_django import DjangoAssertNumQueries

from quotes import corrections
from quotes.models import Pass, Quote
from tests.factories import ArticleFactory
from tests.factories_quotes import EditorFactory, SpeakerFactory
from tests.quotes.pages import a_quote

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def fetch(client: Client, address: str = "/quotes/feed.atom", **headers: str) -> Any:
    return client.get(address, headers=headers)


def read(client: Client, address: str = "/quotes/feed.atom") -> Any:
    parsed = feedparser.parse(fetch(client, address).content)
    assert not parsed.bozo
    return parsed


def complaints(xml: bytes) -> list[str]:
    """What a feed validator would say: the rules of RFC 4287 and RFC 4151 that a feed like this can break."""
    feed = etree.fromstring(xml)
    found = [] if feed.tag == f"{ATOM}feed" else ["the root is no feed"]
    found += [f"unknown element {e.tag}" for e in feed.iter() if not str(e.tag).startswith(ATOM)]
    for node in [feed, *feed.findall(f"{ATOM}entry")]:
        found += _once(node, "id", "title", "updated")
        found += [f"empty {e.tag}" for e in node if not (e.text or "").strip() and not e.attrib and not len(e)]
        found += [f"bad id {e.text}" for e in node.findall(f"{ATOM}id") if not _is_tag(e.text or "")]
        moments = [e for name in ("updated", "published") for e in node.findall(ATOM + name)]
        found += [f"bad moment {e.text}" for e in moments if not MOMENT.fullmatch(e.text or "")]
        found += _bad_links(node)
    if feed.find(f"{ATOM}author/{ATOM}name") is None:
        found.append("nobody is the author")
    for entry in feed.findall(f"{ATOM}entry"):
        found += [] if entry.find(f"{ATOM}link[@rel='alternate']") is not None else ["entry leads nowhere"]
        content = entry.find(f"{ATOM}summary")
        found += [] if content is not None and content.get("type") == "html" else ["no html summary"]
    ids = [e.text for e in feed.iter(f"{ATOM}id")]
    return found + (["an id twice"] if len(set(ids)) < len(ids) else [])


def _once(node: Any, *names: str) -> list[str]:
    return [f"{len(node.findall(ATOM + name))} times {name}" for name in names if len(node.findall(ATOM + name)) != 1]


def _is_tag(text: str) -> bool:
    return bool(re.fullmatch(r"tag:[a-z0-9.-]+,\d{4}(-\d\d){0,2}:[\w.~!$&'()*+,;=:@/?%-]*", text))


def _bad_links(node: Any) -> list[str]:
    links = node.findall(f"{ATOM}link")
    found = [f"relative {e.get('href')}" for e in links if not re.match("https?://", e.get("href", ""))]
    rels = [(e.get("rel", "alternate"), e.get("type"), e.get("hreflang")) for e in links]
    return found + (["two links of one kind"] if len(set(rels)) < len(rels) else [])


def test_a_feed_validator_finds_nothing(client: Client) -> None:
    article = ArticleFactory.create(title="<b>5 & 6</b>\x0b", text=None)
    a_quote(content="“So” & <i>so</i>\x0c ]]>", article=article, speaker="Łukasz <Berg>", role="a & b")
    a_quote(content="the wall had leaked", kind="indirect", stance="denies", cue="denied", speaker=None)
    a_quote(content="it is “a farce”", kind="mixed", speaker="Anna Berg", status="checked")
    for address in ("/quotes/feed.atom", "/quotes/feed.atom?q=wall&kind=indirect", "/quotes/feed.atom?q=nowhere"):
        response = fetch(client, address)
        assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
        assert complaints(response.content) == []
        assert not feedparser.parse(response.content).bozo


def test_what_an_entry_says(client: Client) -> None:
    quote = a_quote(
        content="the wall had leaked", kind="indirect", stance="denies", cue="denied", speaker="Anna Berg", role="mayor"
    )
    feed = read(client, "/quotes/feed.atom?q=wall&sort=oldest")
    assert feed.feed.title == "Words: wall – On the Record"
    assert feed.feed.link == "http://testserver/quotes/?q=wall&sort=oldest"
    (entry,) = feed.entries
    assert entry.title == "Denial – Anna Berg denied: the wall had leaked"
    assert entry.link == f"http://testserver/quotes/{quote.pk}/"
    assert entry.id == f"tag:testserver,2026:quote/{quote.pk}"
    text = " ".join(re.sub("<[^>]+>", " ", entry.summary).split())
    assert "Denial – Anna Berg , mayor denied Reported: the wall had leaked" in text
    assert "Made by the program; Program: likely" in text
    assert [tag.term for tag in entry.tags] == ["Anna Berg"]
    assert {link.rel: link.href for link in entry.links}["via"] == quote.article.url


def test_the_words_and_filters_of_a_search_count(client: Client) -> None:
    a_quote(content="The harbour is open.")
    a_quote(content="the harbour is shut", kind="indirect")
    a_quote(content="The wall leaks.")
    assert len(read(client).entries) == 3
    assert len(read(client, "/quotes/feed.atom?q=harbour").entries) == 2
    assert len(read(client, "/quotes/feed.atom?q=harbour&kind=indirect").entries) == 1


def test_the_order_of_a_search_makes_no_other_feed(client: Client) -> None:
    a_quote(content="The harbour is open.")
    one, other = (read(client, f"/quotes/feed.atom?q=harbour{sort}").feed for sort in ("", "&sort=surest"))
    assert one.id == other.id == "tag:testserver,2026:quotes?q=harbour"


def test_a_speakers_feed(client: Client) -> None:
    berg = SpeakerFactory.create(name="Anna Berg", slug="anna-berg")
    quote = a_quote(content="The harbour is open.", speaker=berg)
    a_quote(content="The wall leaks.", speaker="Ida Ruiz")
    feed = read(client, "/speakers/anna-berg/feed.atom")
    assert [entry.id for entry in feed.entries] == [f"tag:testserver,2026:quote/{quote.pk}"]
    assert feed.feed.id == f"tag:testserver,2026:speaker/{berg.pk}"
    assert complaints(fetch(client, "/speakers/anna-berg/feed.atom").content) == []
    assert fetch(client, "/speakers/nobody/feed.atom").status_code == 404


def test_a_merged_speakers_feed_leads_on(client: Client) -> None:
    berg, other = (SpeakerFactory.create(name=name, slug=name.lower()) for name in ("Berg", "Bergh"))
    a_quote(speaker=berg)
    a_quote(speaker=other)
    other.merged_into = berg
    other.save()
    response = fetch(client, "/speakers/bergh/feed.atom")
    assert (response.status_code, response["Location"]) == (301, "/speakers/berg/feed.atom")
    assert len(read(client, "/speakers/berg/feed.atom").entries) == 2


def updated(client: Client, quote: Quote) -> datetime:
    entries = {entry.link: entry for entry in read(client).entries}
    return datetime.fromisoformat(entries[f"http://testserver{quote.get_absolute_url()}"].updated)


class TestUpdated:
    @pytest.fixture
    def quote(self) -> Quote:
        """One that came in long ago."""
        quote = a_quote(content="The harbour is open.", speaker="Anna Berg")
        Quote.objects.filter(pk=quote.pk).update(created_at=datetime(2026, 1, 1, tzinfo=UTC))
        return Quote.objects.get(pk=quote.pk)

    def test_a_confirmation_tidies_up(self, client: Client, quote: Quote) -> None:
        corrections.confirm(quote, editor=EditorFactory.create(), version=quote.version)
        assert updated(client, quote) == datetime(2026, 1, 1, tzinfo=UTC)

    def test_so_do_a_re_run_and_a_new_heading_and_a_merge(self, client: Client, quote: Quote) -> None:
        quote.save()
        quote.article.title = "Another headline"
        quote.article.save()
        speaker = quote.speakers.get()
        speaker.merged_into = SpeakerFactory.create(name="Anna Berg-Ruiz")
        speaker.save()
        assert updated(client, quote) == datetime(2026, 1, 1, tzinfo=UTC)

    def test_another_speaker_is_news(self, client: Client, quote: Quote) -> None:
        before = timezone.now() - timedelta(seconds=2)
        other = SpeakerFactory.create(name="Ida Ruiz")
        corrections.reassign(
            quote, [other], editor=EditorFactory.create(), reason="Named in the text.", version=quote.version
        )
        assert updated(client, quote) >= before
        assert read(client).feed.updated == read(client).entries[0].updated


def test_the_feeds_time_is_never_now(client: Client) -> None:
    assert read(client).feed.updated == "1970-01-01T00:00:00+00:00"
    quote = a_quote()
    Quote.objects.filter(pk=quote.pk).update(created_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert read(client).feed.updated == "2026-01-01T00:00:00+00:00"


def test_the_ids_outlive_a_change_of_host(client: Client, settings: Any) -> None:
    settings.OTR_TAG = "otr.example,2026"
    quote = a_quote()
    assert read(client).entries[0].id == f"tag:otr.example,2026:quote/{quote.pk}"


class TestConditionalGet:
    def test_a_copy_that_is_as_new_is_not_sent_again(self, client: Client) -> None:
        a_quote()
        first = fetch(client)
        again = fetch(client, **{"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == first["ETag"]
        assert fetch(client, **{"If-Modified-Since": first["Last-Modified"]}).status_code == 304
        assert first["Cache-Control"] == "no-cache"

    def test_a_new_quote_is_sent(self, client: Client) -> None:
        a_quote()
        first = fetch(client)
        a_quote()
        assert fetch(client, **{"If-None-Match": first["ETag"]}).status_code == 200

    def test_r4_what_was_hidden_leaves_the_copies(self, client: Client) -> None:
        """By either header, though no entry is newer than before."""
        long_ago = datetime(2026, 1, 1, tzinfo=UTC)
        kept, hidden = a_quote(content="The harbour is open."), a_quote(content="The wall leaks.")
        Quote.objects.update(created_at=long_ago, updated_at=long_ago)
        Pass.objects.update(finished_at=long_ago)
        first = fetch(client)
        corrections.hide(hidden, editor=EditorFactory.create(group="publishers"), reason="A court said so.")
        Quote.objects.update(updated_at=long_ago)
        for header, name in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
            response: HttpResponse = fetch(client, **{header: first[name]})
            assert response.status_code == 200
            assert b"wall" not in response.content
            assert kept.get_absolute_url() in response.content.decode()


@pytest.mark.parametrize("address", ["/quotes/", "/quotes/?q=harbour", "/speakers/anna-berg/"])
def test_a_browser_finds_it_by_itself(client: Client, address: str) -> None:
    a_quote(content="The harbour is open.", speaker=SpeakerFactory.create(name="Anna Berg", slug="anna-berg"))
    html = client.get(address).content.decode()
    found = re.search(r'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="([^"]+)"', html)
    assert found
    assert len(read(client, found[1]).entries) == 1
    assert html.count(f'href="{found[1]}"') == 2  # once for programs, once for people


def test_the_number_of_queries_does_not_grow(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for n in range(2):
        a_quote(speaker=f"Ida Berg{n}")
    with CaptureQueriesContext(connection) as few:
        fetch(client)
    for n in range(7):
        a_quote(speaker=f"Ana Ruiz{n}")
    with django_assert_num_queries(len(few)):
        fetch(client)
    assert len(few) < 20


def test_only_the_newest_are_in_it(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.takeaway.feeds.ENTRIES", 2)
    made = [a_quote(content=f"Number {n}.", speaker="Anna Berg").pk for n in range(3)]
    ids = [int(entry.id.rpartition("/")[2]) for entry in read(client).entries]
    assert ids == [made[2], made[1]]

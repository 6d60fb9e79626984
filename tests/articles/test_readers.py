"""Readers: bytes to articles, or the reason why not. Articles are invented."""

import io
import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.readers import MAX_SIZE, READERS, ParsedArticle, Refusal, reader_for

LEAD = "The harbour will be dredged before the winter storms arrive, the port authority said on Friday."
QUOTE = "“We have waited nine years – nine! – for this,” Mira Tölland told the council."
THIRD = "The work is expected to cost 40 million crowns and to take until the spring of next year."
TEXT = f"{LEAD}\n{QUOTE}\n{THIRD}"


def read(suffix: str, data: bytes | str) -> list[ParsedArticle | Refusal]:
    raw = data.encode() if isinstance(data, str) else data
    return list(READERS[suffix](io.BufferedReader(io.BytesIO(raw))))


def article(suffix: str, data: bytes | str) -> ParsedArticle:
    [found] = read(suffix, data)
    assert isinstance(found, ParsedArticle), found
    return found


def reason(suffix: str, data: bytes | str) -> str:
    [found] = read(suffix, data)
    assert isinstance(found, Refusal), found
    return found.reason


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp1252"]
UTF_16_MARKED = [b"\xff\xfe" + TEXT.encode("utf-16-le"), b"\xfe\xff" + TEXT.encode("utf-16-be")]
RANDOM = bytes(range(1, 256)) * 20


@pytest.mark.parametrize("data", [*(TEXT.encode(encoding) for encoding in ENCODINGS), *UTF_16_MARKED])
def test_encodings_of_plain_text(data: bytes) -> None:
    assert article(".txt", data).text == TEXT


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encodings_of_web_pages(encoding: str) -> None:
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in TEXT.split("\n")) + "</body></html>"
    assert article(".html", page.encode(encoding)).text == TEXT


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encodings_of_json_lines(encoding: str) -> None:
    lines = "\n".join(json.dumps({"id": str(n), "text": TEXT}, ensure_ascii=False) for n in range(3))
    assert [found.text for found in read(".jsonl", lines.encode(encoding)) if isinstance(found, ParsedArticle)] == [
        TEXT
    ] * 3


@pytest.mark.parametrize("suffix", [".txt", ".html", ".jsonl"])
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xff\xfe", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0", "binary"),
        (b"PK\x03\x04\x14\0\0\0\x08\0" + RANDOM, "binary"),
        (RANDOM, "binary"),
        (TEXT.encode("utf-16-le"), "binary"),
    ],
)
def test_what_is_no_text_is_refused(suffix: str, data: bytes, said: str) -> None:
    assert said in reason(suffix, data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"A line with \x81 and \x8d in it, which no encoding has", "undecodable"),
        (b"\xef\xbb\xbfmarked as UTF-8 but \xff\xff not it", "undecodable"),
        (b"\xff\xfeA\0B\0\x00\xd8", "undecodable"),
        ("Министр заявил, что план не изменится.".encode("koi8-r"), "undecodable"),
        (TEXT.encode() + b"\0" + TEXT.encode(), "NUL"),
        (b"x" * (MAX_SIZE + 1), "over 5 MB"),
    ],
)
def test_text_that_cannot_be_used_is_refused(data: bytes, said: str) -> None:
    assert said in reason(".txt", data)


@given(st.binary(max_size=400), st.sampled_from(sorted(READERS)))
def test_any_bytes_give_articles_or_reasons(data: bytes, suffix: str) -> None:
    found = read(suffix, data)
    assert found
    for one in found:
        assert one.text if isinstance(one, ParsedArticle) else one.reason


def test_plain_text_with_its_head() -> None:
    found = article(".txt", f"Harbour to be dredged\nBy Ada Brink and Jon Moor, Asten\n\n{TEXT}\n")
    assert (found.title, found.byline) == ("Harbour to be dredged", "Ada Brink and Jon Moor, Asten")
    assert found.text == f"Harbour to be dredged\nBy Ada Brink and Jon Moor, Asten\n\n{TEXT}"


def test_a_date_under_the_headline_is_no_byline() -> None:
    assert article(".txt", f"Harbour to be dredged\n12 March 2026\nAda Brink\n{TEXT}").byline == "Ada Brink"


WRAPPED = """Harbour to be dredged

The harbour will be dredged before the winter storms arrive,
the port authority said on Friday. “We have waited nine years
for this,” Mira Tolland told the council. She runs the ferry
line.

The work is expected to cost 40 million crowns and to take
until the spring of next year.
"""


def test_lines_broken_at_a_width_are_joined() -> None:
    lines = article(".txt", WRAPPED).text.split("\n")
    assert [line for line in lines if line] == [
        "Harbour to be dredged",
        (
            "The harbour will be dredged before the winter storms arrive, the port authority said on Friday. “We have "
            "waited nine years for this,” Mira Tolland told the council. She runs the ferry line."
        ),
        THIRD,
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{TEXT}\n\n{TEXT}",
        "Brink: No.\nTolland: Why not?\nBrink: Because.\n\nTolland: I see.",
        "\n".join(f"He has been to the harbour {n} times since the ferry left." for n in range(9)),
    ],
)
def test_paragraphs_on_lines_of_their_own_stay(text: str) -> None:
    assert article(".txt", text).text == text


PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>Harbour &amp; ferries | The Lessing Post</title>
<meta property="og:site_name" content="The Lessing Post">
<meta property="og:title" content="Harbour &amp; ferries: nine years of waiting">
<meta name="author" content="By Ada Brink"><meta property="article:published_time" content="2026-03-12T23:30:00+02:00">
<link rel="canonical" href="https://post.example/harbour"></head><body>
<header><a href="/">The Lessing Post</a><nav><ul><li><a href="/news">All the news</a></li></ul></nav></header>
<main><article><h1>Harbour &amp; ferries</h1><p class="byline">By Ada Brink</p>
<p>PORT LESSING &mdash; The harbour will be dredged
before the winter storms arrive, the <a href="/port">port</a> authority said on <em>Friday</em>.</p>
<blockquote><p>We have waited nine years for this, and not one of them was short.</p>
<footer>&mdash; Mira Tolland, ferry line</footer></blockquote>
<h2>&lsquo;Too late&rsquo; for some</h2>
<p>&ldquo;No,&rdquo; she said.</p>
<ul><li>The first thing is the sand.</li><li>The second is the money.</li></ul>
<aside><p>Related: “Nobody reads the asides,” said the editor of this very newspaper on Monday.</p></aside>
<p>The work is expected to cost 40&nbsp;million crowns.<br><br>It is to take until the spring of next year.</p>
</article></main>
<footer><p>Copyright 2026 The Lessing Post. “All rights reserved,” the lawyer said.</p></footer></body></html>"""


def test_a_web_page() -> None:
    found = article(".html", PAGE)
    assert found.text.split("\n") == [
        "Harbour & ferries",
        f"PORT LESSING — {LEAD}",
        "We have waited nine years for this, and not one of them was short.",
        "— Mira Tolland, ferry line",
        "‘Too late’ for some",
        "“No,” she said.",
        "The first thing is the sand.",
        "The second is the money.",
        "The work is expected to cost 40 million crowns.",
        "It is to take until the spring of next year.",
    ]
    assert found.title == "Harbour & ferries"
    assert (found.outlet, found.byline, found.canonical_url) == (
        "The Lessing Post",
        "Ada Brink",
        "https://post.example/harbour",
    )
    assert found.published == "2026-03-12T23:30:00+02:00"


def page(head: str = "", body: str = f"<h1>Harbour</h1><p>{LEAD}</p><p>{THIRD}</p>") -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("", ""),
        ('<meta itemprop="datePublished" content="2026-03-12">', "2026-03-12"),
        (
            (
                '<meta itemprop="datePublished" content="2026-03-12"><script type="application/ld+json">'
                '{"@graph": [{"@type": "NewsArticle", "datePublished": "2026-03-12T08:00:00Z"}]}</script>'
            ),
            "2026-03-12T08:00:00Z",
        ),
        ('<script type="application/ld+json">not JSON, {"datePublished"</script>', ""),
        ('<meta property="article:published_time" content="soon">', ""),
        ('<meta property="article:published_time" content="2061-03-12T08:00:00Z">', "2061-03-12T08:00:00Z"),
    ],
)
def test_when_a_page_was_published(head: str, published: str) -> None:
    assert article(".html", page(head)).published == published


def test_the_time_below_the_heading_is_when_it_was_published() -> None:
    body = f'<h1>Harbour</h1><time datetime="2026-03-12T08:00+01:00">Thursday</time><p>{LEAD}</p><p>{THIRD}</p>'
    assert article(".html", page(body=body)).published == "2026-03-12T08:00+01:00"


def test_a_title_that_is_not_in_the_page_becomes_its_first_line() -> None:
    found = article(".html", page('<meta property="og:title" content="Nine years">', f"<p>{LEAD}</p><p>{THIRD}</p>"))
    assert found.text.split("\n") == ["Nine years", LEAD, THIRD]


@pytest.mark.parametrize(
    "body",
    [
        "<nav><a href='/'>Home</a></nav><footer>© 2026</footer>",
        "<h1>Harbour</h1>",
        "<script>document.write('nothing here')</script>",
    ],
)
def test_a_page_without_text_is_refused(body: str) -> None:
    assert reason(".html", page("<title>Harbour</title>", body)) == "no text found"


@pytest.mark.parametrize(
    "bomb",
    [
        "<div>" * 900_000,
        "<p>a" * 900_000,
        "<div>" * 49_000 + LEAD,
        "<blockquote><ul><li>" * 16_000 + LEAD,
        "<" * 4_900_000,
        "<p " + "a=1 " * 900_000 + ">",
        "<p>" + "&amp;" * 900_000,
    ],
)
def test_pages_made_to_break_a_reader_are_refused_in_time(bomb: str) -> None:
    begun = time.monotonic()
    assert reason(".html", bomb)
    assert time.monotonic() - begun < 20


def record(**values: Any) -> str:
    return json.dumps({"id": "7", "text": TEXT} | values)


def test_a_json_line() -> None:
    values = {
        "id": 7,
        "url": "https://post.example/harbour",
        "outlet": "The Lessing Post",
        "title": "Harbour to be dredged",
        "byline": "By Ada Brink",
        "published": "2026-03-12",
        "agency": None,
        "attributions": [1, 2],
    }
    assert article(".jsonl", record(**values)) == ParsedArticle(
        text=f"Harbour to be dredged\n{TEXT}",
        title="Harbour to be dredged",
        outlet="The Lessing Post",
        url="https://post.example/harbour",
        source_id="7",
        byline="Ada Brink",
        published="2026-03-12",
        line=1,
    )


@pytest.mark.parametrize(
    "head",
    ["Harbour to be “dredged”.", "HARBOUR TO BE 'DREDGED'", "Harbour to be;\ndredged.", "News\nHarbour to be dredged"],
)
def test_a_title_that_is_there_already_is_not_put_in_front(head: str) -> None:
    assert article(".jsonl", record(title="Harbour to be dredged", text=f"{head}\n{TEXT}")).text == f"{head}\n{TEXT}"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "not JSON on line 1"),
        ("[" * 100_000, "not JSON on line 1"),
        ("[1]", "not a JSON object on line 1"),
        ('{"id": "7"}', 'no "text"'),
        (record(text=7), '"text" is not a string'),
        (record(text=None), "empty"),
        (record(text=" \n"), "empty"),
        (record(title=["a"]), '"title" is not a string'),
        (record(id=True), '"id" is not a string'),
        (record(text="a\0b"), "contains NUL characters"),
        (record(byline="a\0b"), "contains NUL characters"),
    ],
)
def test_json_lines_that_are_refused(line: str, said: str) -> None:
    assert reason(".jsonl", line) == said


def test_only_the_text_is_needed() -> None:
    assert article(".jsonl", json.dumps({"text": TEXT, "id": None})) == ParsedArticle(text=TEXT, line=1)


def test_one_bad_line_does_not_stop_the_others() -> None:
    lines = [record(id="1"), "", "{oops", record(id="2"), json.dumps({"text": "x" * MAX_SIZE}), record(id="3")]
    found = read(".jsonl", "\r\n".join(lines))
    assert [(one.line, getattr(one, "source_id", None) or getattr(one, "reason", None)) for one in found] == [
        (1, "1"),
        (3, "not JSON on line 3"),
        (4, "2"),
        (5, "over 5 MB"),
        (6, "3"),
    ]


def test_one_undecodable_line_does_not_stop_the_others() -> None:
    data = record(id="1").encode() + b'\n{"text": "\x81\xff"}\n' + record(id="2").encode()
    assert [type(one) for one in read(".jsonl", data)] == [ParsedArticle, Refusal, ParsedArticle]


def test_half_characters_do_not_reach_the_database() -> None:
    article(".jsonl", '{"id": "7", "title": "a\\ud83d", "text": "b\\ud83d c"}').text.encode()


@pytest.mark.parametrize(
    ("name", "head", "suffix"),
    [
        ("a.txt", b"{", ".txt"),
        ("a.HTML", b"", ".html"),
        ("a.ndjson", b"", ".jsonl"),
        ("", b'\xef\xbb\xbf {"id"', ".jsonl"),
        ("", "\ufeff<html>".encode("utf-16-le"), ".html"),
        ("story", b"The harbour", ".txt"),
    ],
)
def test_which_reader(name: str, head: bytes, suffix: str) -> None:
    assert reader_for(name, head) is READERS[suffix]


def test_other_kinds_of_file_have_no_reader() -> None:
    assert reader_for("a.pdf", b"%PDF") is None

"""J8: a quote as a citation, in plain text, BibTeX, RIS and CSL-JSON, with the access date."""

import json
import re
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.http import StreamingHttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from quotes.models import Quote
from quotes.takeaway.citations import Citation, bibtex, csl, plain_text, ris
from tests.factories import ArticleFactory, OutletFactory
from tests.quotes.csl import SCHEMA
from tests.quotes.pages import a_quote, text_of

CITED = Citation(
    number=45,
    line="Denial – Anna Berg denied: the wall had leaked.",
    status="attribution checked by an editor",
    title="Harbour & wall: 100% sure?",
    outlet="The Courier",
    author="Ida Ruiz",
    published=date(2026, 3, 4),
    url="https://courier.example/a_b?x=1%20{2}",
    permalink="https://otr.example/quotes/45/",
    accessed=date(2026, 11, 2),
)


def test_plain_text() -> None:
    assert plain_text(CITED) == (
        "Denial – Anna Berg denied: the wall had leaked. Ida Ruiz, ‘Harbour & wall: 100% sure?’, The Courier, 4 March "
        "2026, https://courier.example/a_b?x=1%20{2}. On the Record, no. 45, https://otr.example/quotes/45/ "
        "(attribution checked by an editor; accessed 2 November 2026)."
    )


def test_bibtex() -> None:
    assert bibtex(CITED) == (
        "@article{on-the-record-45,\n"
        "  author = {{Ida Ruiz}},\n"
        "  title = {{Harbour \\& wall: 100\\% sure?}},\n"
        "  journal = {The Courier},\n"
        "  year = {2026},\n"
        "  date = {2026-03-04},\n"
        "  url = {https://courier.example/a_b?x=1%20%7B2%7D},\n"
        "  urldate = {2026-11-02},\n"
        "  note = {Denial -- Anna Berg denied: the wall had leaked. On the Record, no. 45, "
        "https://otr.example/quotes/45/ (attribution checked by an editor).}\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("a {b} c", r"a \{b\} c"),
        ("50% & more", r"50\% \& more"),
        ("$5 #1 a_b", r"\$5 \#1 a\_b"),
        (r"a\b ~ ^", r"a\textbackslash{}b \textasciitilde{} \textasciicircum{}"),
        ("“so” and ‘so’", "``so'' and `so'"),
        ("é è ê ñ ü ā", r"{\'e} {\`e} {\^e} {\~n} {\"u} {\=a}"),
        ("í ç š ő ą ů ạ", r"{\'\i} {\c c} {\v s} {\H o} {\k a} {\r u} {\d a}"),
        ("Łódź straße øre Åland", r"{\L}{\'o}d{\'z} stra{\ss}e {\o}re {\AA}land"),
        ("a – b — c…", r"a -- b --- c\ldots{}"),
        ("Сергей 北京", "Сергей 北京"),
        ("€5 £6", r"\texteuro{}5 \pounds{}6"),
        ("a\x00b\x07", "ab"),
    ],
)
def test_what_tex_would_read_as_commands_is_escaped(text: str, tex: str) -> None:
    assert f"title = {{{{{tex}}}}}" in bibtex(replace(CITED, title=text))


@given(st.text(), st.text())
def test_no_text_breaks_the_entry(title: str, author: str) -> None:
    """Braces balance, and outside of them stand only the entry's own lines."""
    entry = bibtex(replace(CITED, title=title, author=author, url=f"https://x.example/{title}"))
    depth, lowest = 0, 1
    for token in re.findall(r"\\.|[{}]", entry.partition("{")[2].rpartition("}")[0], re.DOTALL):
        depth += {"{": 1, "}": -1}.get(token, 0)
        lowest = min(lowest, depth)
    assert (depth, lowest) == (0, 0) or (depth, lowest) == (0, 1)


def test_ris() -> None:
    assert ris(CITED).split("\r\n") == [
        "TY  - NEWS",
        "ID  - on-the-record-45",
        "AU  - Ida Ruiz",
        "TI  - Harbour & wall: 100% sure?",
        "T2  - The Courier",
        "PY  - 2026",
        "DA  - 2026/03/04",
        "UR  - https://courier.example/a_b?x=1%20{2}",
        "Y2  - 2026/11/02",
        "DB  - On the Record",
        "AN  - 45",
        "LA  - en",
        (
            "N1  - Denial – Anna Berg denied: the wall had leaked. On the Record, no. 45, "
            "https://otr.example/quotes/45/ (attribution checked by an editor)."
        ),
        "ER  - ",
        "",
    ]


@given(st.text())
def test_no_text_breaks_the_record(text: str) -> None:
    """Each line is a tag and its value, and the record ends once."""
    lines = ris(replace(CITED, title=text, author=text, line=text)).removesuffix("\r\n").split("\r\n")
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    assert [line for line in lines if line.startswith("ER")] == ["ER  - "]
    assert not any(char in "".join(lines) for char in "\n\r\x0b\x0c\x85\u2028\u2029")


@pytest.mark.parametrize(
    "cited", [CITED, replace(CITED, author="", published=None, url=""), replace(CITED, title="“so” <b>")]
)
def test_csl_json_keeps_to_the_published_schema(cited: Citation) -> None:
    Draft7Validator.check_schema(SCHEMA)
    assert [error.message for error in Draft7Validator(SCHEMA).iter_errors([csl(cited)])] == []


def test_csl_json_says_what_is_cited() -> None:
    item = csl(CITED)
    assert item["type"] == "article-newspaper"
    assert item["issued"] == {"date-parts": [[2026, 3, 4]]}
    assert item["accessed"] == {"date-parts": [[2026, 11, 2]]}
    assert item["author"] == [{"literal": "Ida Ruiz"}]
    assert item["note"].startswith("Denial – Anna Berg denied: ")
    assert csl(replace(CITED, url=""))["URL"] == "https://otr.example/quotes/45/"


@pytest.fixture
def quote(db: None) -> Quote:
    article = ArticleFactory.create(
        outlet=OutletFactory.create(name="The Courier"), title="The wall", byline="By Ida Ruiz", text=None
    )
    return a_quote(article=article, content="We <never> won.", speaker="Anna Berg", status="checked")


def saved(client: Client, quote: Quote, ending: str) -> str:
    response = client.get(reverse("cite_file", args=[quote.pk, ending]))
    assert isinstance(response, StreamingHttpResponse)
    assert f'filename="on-the-record-{quote.pk}.{ending}"' in response["Content-Disposition"]
    return response.getvalue().decode()


def test_the_page_shows_what_the_files_have(client: Client, quote: Quote) -> None:
    html = client.get(reverse("cite", args=[quote.pk])).content.decode()
    shown = [unescape(text) for text in re.findall(r"<pre[^>]*>(.*?)</pre>", html, re.DOTALL)]
    files = [saved(client, quote, ending) for ending in ("txt", "bib", "ris", "csl.json")]
    assert [text.split() for text in shown] == [text.split() for text in files]
    assert f"{timezone.localdate():%Y/%m/%d}" in files[2]
    assert "Ida Ruiz, ‘The wall’, The Courier, 14 March 2026" in files[0]
    assert json.loads(files[3])[0]["archive_location"] == f"http://testserver/quotes/{quote.pk}/"


def test_the_quote_page_leads_there(client: Client, quote: Quote) -> None:
    html = client.get(quote.get_absolute_url()).content.decode()
    assert "Take away Cite Clip Embed JSON" in text_of(html)
    assert f'href="/quotes/{quote.pk}/cite/"' in html
    for kind in ("x-bibtex", "x-research-info-systems", "vnd.citationstyles.csl+json"):
        assert f'rel="alternate" type="application/{kind}"' in html


def test_reference_managers_can_read_the_page(client: Client, quote: Quote) -> None:
    html = client.get(quote.get_absolute_url()).content.decode()
    tags = {name: unescape(value) for name, value in re.findall(r'<meta name="([\w.]+)" content="([^"]*)"', html)}
    assert tags["citation_title"] == tags["DC.title"] == "The wall"
    assert tags["citation_author"] == tags["DC.creator"] == "Ida Ruiz"
    assert tags["citation_publication_date"] == "2026/03/14"
    assert tags["DC.publisher"] == "The Courier"
    assert tags["DC.identifier"] == f"http://testserver/quotes/{quote.pk}/"
    assert tags["DC.description"].startswith("Anna Berg said: “We <never> won.” On the Record, no. ")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("machine", "attributed by a program, not checked"),
        ("disputed", "attribution disputed"),
        ("gone", "no longer found in the article"),
    ],
)
def test_the_status_is_cited_too(client: Client, db: Any, status: str, words: str) -> None:
    assert words in saved(client, a_quote(status=status), "txt")


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["hidden", "rejected"])
def test_what_is_off_the_pages_is_not_cited(client: Client, status: str) -> None:
    quote = a_quote(content="Secret words.", status=status)
    for url in (reverse("cite", args=[quote.pk]), reverse("cite_file", args=[quote.pk, "bib"])):
        response = client.get(url)
        assert response.status_code == 410
        assert "Secret" not in response.content.decode()


@pytest.mark.django_db
def test_what_is_not_there_is_not_found(client: Client) -> None:
    assert client.get("/quotes/999/cite/").status_code == 404
    assert client.get("/quotes/999/cite.bib").status_code == 404
    assert client.get(f"/quotes/{a_quote().pk}/cite.doc").status_code == 404

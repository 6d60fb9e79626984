"""R1 to R11: what readers and the people quoted expect, each as one test that names it."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.views.defaults import server_error
from pytest_django import Settings

from quotes import corrections
from quotes.models import Quote, Report
from tests.factories import ArticleFactory
from tests.factories_quotes import EditorFactory
from tests.quotes.pages import a_quote, text_of
from tests.quotes.site import LEFT_OUT, addresses, library


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


@pytest.mark.django_db
def test_r1_the_status_of_a_quote_and_when_and_why(client: Client) -> None:
    """R1"""
    editor = EditorFactory.create()
    made, checked, corrected, disputed = (a_quote() for _ in range(4))
    corrections.confirm(checked, editor=editor, version=checked.version)
    corrections.reassign(corrected, [], editor=editor, reason="Nobody is named.", version=corrected.version)
    corrections.dispute(disputed, editor=editor, reason="She says she never did.", version=disputed.version)
    expected = {
        made: "Made by the program no editor has looked at it yet",
        checked: "Checked by an editor",
        corrected: ": Nobody is named.",
        disputed: ": She says she never did.",
    }
    for quote, words in expected.items():
        text = text_of(page(client, quote.get_absolute_url()))
        assert words in text, words
    today = f"{corrected.corrections.get().created_at:%-d %B %Y}"
    assert f"Corrected by an editor on {today}" in text_of(page(client, corrected.get_absolute_url()))
    listed = text_of(page(client, "/quotes/"))
    for words in ("Checked by an editor", "Corrected by an editor", "Disputed"):
        assert words in listed


@pytest.mark.django_db
def test_r2_every_quote_can_be_reported(client: Client) -> None:
    """R2; every rule of it: test_reports.py, test_reports_desk.py"""
    quote = a_quote()
    for address in ("/quotes/", quote.get_absolute_url(), quote.article.get_absolute_url()):
        assert f"/quotes/{quote.pk}/report/" in page(client, address)
    html = page(client, f"/quotes/{quote.pk}/report/")
    assert '<form class="report-form" method="post"' in html
    assert 'name="token"' in html
    assert not Report.objects.exists()


@pytest.mark.django_db
def test_r3_the_method_page_has_the_measured_figures(client: Client) -> None:
    """R3; whatever the file says: test_views_pages.py"""
    text = text_of(page(client, "/method/"))
    for words in ("What the program does", "How often it is wrong", "manage.py evaluate", "Measured on", "SHA-256"):
        assert words in text, words


@pytest.mark.django_db
def test_r4_hidden_is_gone(client: Client) -> None:
    """R4; from every address of the URLconf: test_hidden.py"""
    quote = a_quote(content="A secret word.")
    corrections.hide(quote, editor=EditorFactory.create(group="publishers"), reason="Law.")
    assert "secret" not in page(client, quote.get_absolute_url(), 410).lower()
    assert "secret" not in page(client, "/quotes/").lower()
    assert quote.corrections.count() == 1, "it stays in the history"


@pytest.mark.django_db
@pytest.mark.parametrize("most", [0, 40, 400])
def test_r5_readers_see_the_words_around_a_quote_and_editors_the_article(
    client: Client, settings: Settings, most: int
) -> None:
    """R5"""
    settings.OTR_CONTEXT_CHARS = most
    before, after = " ".join(f"b{n}" for n in range(400)), " ".join(f"a{n}" for n in range(400))
    quote = a_quote(
        article=ArticleFactory.create(text=f"{before} “We won,” Ana Ruiz said. {after}"), content="“We won,”"
    )
    for address in (quote.get_absolute_url(), quote.article.get_absolute_url()):
        html = page(client, address)
        shown = re.findall(r"\bb\d+\b", text_of(html))
        assert len(" ".join(shown)) <= most
    client.force_login(EditorFactory.create())
    assert "b0 " in page(client, f"/admin/quotes/quote/{quote.pk}/change/")


@pytest.mark.django_db
def test_r6_counts_are_announced_and_every_page_can_be_skipped_into(client: Client) -> None:
    """R6; axe, contrast, targets, focus and motion on every page: tests/browser/"""
    of = library()
    assert re.search(r'id="result-count" role="status" aria-live="polite"', page(client, "/quotes/"))
    for address in addresses(of):
        html = page(client, address) if not LEFT_OUT.search(address) and "embed/" not in address else ""
        assert not html or ('<a class="skip" href="#main">' in html and '<main id="main"' in html), address
        assert not html or '<html lang="en-GB">' in html, address
    css = client.get("/static/css/site.css")
    assert css.status_code in (200, 404)


@pytest.mark.django_db
def test_r7_no_cookies_nothing_from_elsewhere(client: Client) -> None:
    """R7; weights: test_views_light.py"""
    for address in addresses(library()):
        response = client.get(address)
        assert not response.cookies, address
        assert "Cookie" not in response.get("Vary", ""), address
        if response["Content-Type"].startswith("text/html"):
            html = response.content.decode()
            loaded = re.findall(r'<(?:script|img|iframe|source)[^>]*\ssrc="([^"]+)"', html)
            loaded += re.findall(r'<link rel="(?:stylesheet|icon)"[^>]*href="([^"]+)"', html)
            assert all(url.startswith(("/static/", "http://testserver/")) for url in loaded), (address, loaded)


@pytest.mark.django_db
def test_r8_what_cannot_be_shown_is_not_published_and_an_inherited_name_is_explained(client: Client) -> None:
    """R8; that no content is no quote: test_store.py"""
    quote = a_quote(source="", content="“We won,”", speaker="Ana Ruiz")
    quote.quote_speakers.update(mention="she → Ana Ruiz")
    assert "How the article leads to the name: she → Ana Ruiz" in text_of(page(client, quote.get_absolute_url()))
    unsourced = a_quote(kind="indirect", speaker=None, source="", content="it had leaked")
    assert page(client, unsourced.get_absolute_url(), 410)
    assert "it had leaked" not in page(client, "/quotes/")


STANCES = [("denies", "denied", "Denial"), ("declines", "would not say", "Refusal"), ("asks", "asked", "Question"),
           ("supposes", "supposed", "Supposition"), ("denies", "", "Denial")]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("stance", "cue", "label"), STANCES)
def test_r9_no_denial_is_ever_without_its_cue(client: Client, stance: str, cue: str, label: str) -> None:
    """R9: wherever the words stand, the label or the cue stands before them, near by."""
    of = library(kind="indirect", stance=stance, cue=cue, status="checked")
    told = (label.lower(), stance, cue or "denied")
    for address in addresses(of):
        response = client.get(address)
        body = b"".join(response) if response.streaming else response.content
        text = body.decode().lower()
        if address == f"/quotes/{of.other.pk}/" and not cue:
            continue  # the article's own words around another quote, in which there is no cue that denies
        if response.status_code != 200 or not response["Content-Type"].startswith(("text/html", "text/plain")):
            continue
        for at in (match.start() for match in re.finditer("quokkafjord", text)):
            assert any(word in text[max(0, at - 2500) : at + 600] for word in told), address
    own = page(client, of.quote.get_absolute_url())
    for tag in (r"<title>(.*?)</title>", r'<meta name="description" content="([^"]*)"'):
        said = re.search(tag, own)
        assert said
        assert said[1].startswith(label)


@pytest.mark.django_db
def test_r10_what_is_public_is_a_setting_and_stricter_for_accusations(client: Client, settings: Settings) -> None:
    """R10; every level: test_public.py, test_accusations.py"""
    sure, doubtful = a_quote(confidence=0.9), a_quote(confidence=0.3)
    accusation = a_quote(confidence=0.9, name_confidence=0.3, accuses=True)
    assert sure.is_public()
    assert doubtful.is_public()
    assert not accusation.is_public()
    settings.OTR_PUBLIC_LEVEL = "likely"
    assert not doubtful.is_public()
    settings.OTR_PUBLIC_LEVEL = "checked"
    assert not Quote.objects.public().exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "setting"),
    [("/contact/", "OTR_CONTACT"), ("/right-of-reply/", "OTR_RIGHT_OF_REPLY"), ("/privacy/", "OTR_PRIVACY")],
)
def test_r11_a_page_each_for_contact_right_of_reply_and_privacy(
    client: Client, settings: Settings, address: str, setting: str
) -> None:
    """R11"""
    assert f'href="{address}"' in page(client, "/"), "it is found from every page"
    assert "<h1>" in page(client, address)
    setattr(settings, setting, "Write to desk@example.org.\n\nOr <call>.")
    html = page(client, address)
    assert '<a href="mailto:desk@example.org">desk@example.org</a>' in html
    assert "<p>Or &lt;call&gt;.</p>" in html


@pytest.mark.django_db
def test_r11_what_never_was_and_what_is_gone_have_designed_pages(client: Client) -> None:
    """R11"""
    hidden = a_quote(status="hidden")
    for address, status, words in (("/nope/", 404, "no such page"), (hidden.get_absolute_url(), 410, "No longer on")):
        html = page(client, address, status)
        assert words in html
        assert 'class="masthead"' in html
        assert 'content="noindex"' in html


def test_r11_a_fault_has_a_page_that_needs_no_database(rf: RequestFactory) -> None:
    """R11: rendered while every query fails, as it does when the database is what is broken."""
    with connection.execute_wrapper(_broken):
        response = server_error(rf.get("/quotes/"))
    assert response.status_code == 500
    assert "Something went wrong here" in response.content.decode()


def _broken(*_args: object) -> None:
    raise RuntimeError("no database")

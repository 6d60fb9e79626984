"""The desk page of one quote: what is shown, what each decision makes, what is refused. Plain forms throughout."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article
from quotes import corrections
from quotes.models import Correction, Quote, QuoteSpeaker, Speaker
from quotes.search import index
from tests.factories import ArticleFactory, BodyFactory
from tests.factories_quotes import EditorFactory, PassFactory, QuoteFactory, SpeakerFactory

pytestmark = pytest.mark.django_db


def decide(client: Client, quote: Quote, decision: str, **data: Any) -> Any:
    data.setdefault("version", quote.version)
    return client.post(reverse("admin:quotes_quote_decide", args=[quote.pk, decision]), data)


def page(client: Client, quote: Quote, query: str = "") -> str:
    answer = client.get(reverse("admin:quotes_quote_change", args=[quote.pk]) + query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_article_is_there_whole_and_the_quote_marked_in_words(desk: Client) -> None:
    body = BodyFactory.create(
        text="Ferry row\nBrandt spoke on Friday.\n“No deal.” she said.\nOne.\nTwo.\nThree.\nThe <end>.",
        zones=[{"kind": "headline", "start": 0, "end": 9}],
    )
    quote = QuoteFactory.create(article=body.article, content="“No deal.”", source="she", speaker="Ottilie Brandt")
    shown = page(desk, quote)
    for label, words in (("content", "“No deal.”"), ("source", "she"), ("cue", "said")):
        assert f'<span class="desk-label">{label}</span><span class="desk-{label}">{words}</span>' in shown
    assert "The &lt;end&gt;." in shown
    assert 'class="desk-zone desk-zone-headline">Ferry row' in shown


def test_words_that_newer_versions_lack_are_shown_in_the_latest_that_has_them(desk: Client) -> None:
    quote = QuoteFactory.create(content="We are leaving.")
    BodyFactory.create(article=quote.article, text="Nothing is left of it.")
    assert "The present version of the article lacks these words. This is version 1." in page(desk, quote)


def test_confirming_asks_no_reason(desk: Client, editor: Any) -> None:
    quote = QuoteFactory.create()
    assert decide(desk, quote, "confirm").status_code == 302
    correction = Correction.objects.get()
    assert (correction.action, correction.quote, correction.editor) == ("confirm", quote, editor)
    quote.refresh_from_db()
    assert quote.status == Quote.Status.CHECKED


@pytest.mark.parametrize("field", ["reason", "own_reason"])
def test_rejecting_takes_a_reason_by_button_or_in_own_words(desk: Client, field: str) -> None:
    quote = QuoteFactory.create()
    assert decide(desk, quote, "reject", **{field: "A nickname"}).status_code == 302
    assert Correction.objects.get().reason == "A nickname"
    quote.refresh_from_db()
    assert quote.status == Quote.Status.REJECTED


@pytest.mark.parametrize("decision", ["reject", "reassign", "edit"])
def test_without_a_reason_nothing_is_changed_and_the_form_says_so(desk: Client, decision: str) -> None:
    quote = QuoteFactory.create()
    answer = decide(desk, quote, decision, unknown="on", stance="denies", own_reason="   ")
    assert answer.status_code == 422
    assert "Say why" in answer.content.decode()
    assert not Correction.objects.exists()


def test_reassigning_to_several_as_one(desk: Client) -> None:
    quote = QuoteFactory.create()
    first, second = SpeakerFactory.create(name="Ana Ruiz"), SpeakerFactory.create(name="Piet Vos")
    decide(desk, quote, "reassign", known=[first.pk], speakers=[second.pk, first.pk], reason="Several speak as one")
    said = quote.quote_speakers.filter(standing=QuoteSpeaker.Standing.SPEAKS).order_by("position")
    assert [row.speaker for row in said] == [first, second]
    assert Correction.objects.get().action == "reassign"


def test_reassigning_to_nobody_is_said_not_left_empty(desk: Client) -> None:
    quote = QuoteFactory.create()
    reason = "The article does not say who speaks"
    assert decide(desk, quote, "reassign", reason=reason).status_code == 422
    assert decide(desk, quote, "reassign", reason=reason, unknown="on").status_code == 302
    assert not quote.quote_speakers.filter(standing=QuoteSpeaker.Standing.SPEAKS).exists()


def test_unknown_and_somebody_at_once_is_refused(desk: Client) -> None:
    quote, speaker = QuoteFactory.create(), SpeakerFactory.create()
    answer = decide(desk, quote, "reassign", reason="x", unknown="on", known=[speaker.pk])
    assert answer.status_code == 422
    assert "Either unknown or somebody, not both." in answer.content.decode()
    assert f'name="known" value="{speaker.pk}" checked' in answer.content.decode(), "what was ticked stays ticked"
    assert not Correction.objects.exists()


@pytest.mark.parametrize("value", ["nobody", "999", "-1", "٣"])
def test_a_made_up_speaker_is_refused(desk: Client, value: str) -> None:
    quote = QuoteFactory.create()
    assert decide(desk, quote, "reassign", reason="x", speakers=[value]).status_code == 422
    assert not Correction.objects.exists()


def test_reassigning_to_a_new_speaker(desk: Client) -> None:
    quote = QuoteFactory.create()
    assert decide(desk, quote, "reassign", reason="x", new_name="Dora Lind").status_code == 422
    decide(desk, quote, "reassign", reason="x", new_name="Dora Lind", new_kind="person")
    assert quote.quote_speakers.get().speaker.name == "Dora Lind"


def test_a_new_speaker_with_a_known_name_is_questioned_first(desk: Client) -> None:
    known = SpeakerFactory.create(name="Dora Lind")
    index.refresh_speakers([known.pk])
    quote = QuoteFactory.create()
    data = {"reason": "Another person of the same name", "new_name": "Dora Lind", "new_kind": "person"}
    answer = decide(desk, quote, "reassign", **data)
    assert answer.status_code == 422
    assert "There is a speaker of this name" in answer.content.decode()
    assert f'name="known" value="{known.pk}"' in answer.content.decode()
    decide(desk, quote, "reassign", **data, namesake="on")
    said = quote.quote_speakers.get().speaker
    assert said.name == "Dora Lind"
    assert said != known


@pytest.mark.parametrize(("where", "offered"), [("everywhere", True), ("here", True), ("elsewhere", False)])
def test_who_is_known_in_another_article_alone_is_neither_found_nor_to_be_ticked(
    desk: Client, where: str, offered: bool
) -> None:
    quote = QuoteFactory.create()
    article = {"everywhere": None, "here": quote.article, "elsewhere": ArticleFactory.create()}[where]
    known = SpeakerFactory.create(name="Lind", article=article)
    index.refresh_speakers([known.pk])
    ticked = f'name="known" value="{known.pk}"'
    assert (ticked in page(desk, quote, "?find=lind")) == offered
    answer = decide(desk, quote, "reassign", reason="x", new_name="Lind", new_kind="person")
    assert answer.status_code == (422 if offered else 302)
    if offered:
        assert ticked in answer.content.decode()
        assert decide(desk, quote, "reassign", reason="x", known=[known.pk]).status_code == 302
    said = quote.quote_speakers.get().speaker
    assert (said.name, said == known) == ("Lind", offered)


def test_a_stale_page_leaves_no_new_speaker_behind(desk: Client) -> None:
    quote = QuoteFactory.create()
    stale = quote.version
    corrections.confirm(quote, editor=EditorFactory.create(), version=stale)
    decide(desk, quote, "reassign", version=stale, reason="x", new_name="Dora Lind", new_kind="person")
    assert not Speaker.objects.filter(name="Dora Lind").exists()


@pytest.mark.parametrize(
    ("data", "kind", "stance"),
    [({"kind": "mixed"}, "mixed", "asserts"), ({"stance": "denies"}, "direct", "denies")],
)
def test_an_empty_field_keeps_what_is_there(desk: Client, data: dict[str, str], kind: str, stance: str) -> None:
    quote = QuoteFactory.create()
    assert decide(desk, quote, "edit", reason="x", **data).status_code == 302
    quote.refresh_from_db()
    assert (quote.kind, quote.stance) == (kind, stance)


def test_the_second_editor_is_told_and_overwrites_nothing(desk: Client) -> None:
    quote = QuoteFactory.create()
    seen = quote.version
    first = EditorFactory.create(username="quick")
    corrections.reject(quote, editor=first, reason="A nickname", version=seen)
    answer = decide(desk, quote, "confirm", version=seen)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Somebody else changed this quote" in text
    assert "A nickname" in text
    assert "quick" in text
    assert Correction.objects.count() == 1


def test_own_words_go_before_a_button(desk: Client) -> None:
    quote = QuoteFactory.create()
    decide(desk, quote, "reject", reason="The article’s own words", own_reason="It is a film’s title.")
    assert Correction.objects.get().reason == "It is a film’s title."


def test_undo_by_the_last_decisions_button(desk: Client) -> None:
    quote = QuoteFactory.create()
    decide(desk, quote, "reject", reason="A nickname")
    rejection = Correction.objects.get()
    undo = reverse("admin:quotes_correction_undo", args=[rejection.pk])
    other = QuoteFactory.create()
    assert undo in page(desk, other), "the last decision can be undone from the next quote's page"
    answer = desk.post(undo, {"queue": "1"})
    assert answer["Location"] == reverse("admin:quotes_quote_change", args=[quote.pk]) + "?queue=1"
    quote.refresh_from_db()
    assert quote.status == Quote.Status.MACHINE
    assert undo not in page(desk, other)


def test_undoing_twice_says_so(desk: Client, editor: Any) -> None:
    quote = QuoteFactory.create()
    confirmed = corrections.confirm(quote, editor=editor, version=quote.version)
    undo = reverse("admin:quotes_correction_undo", args=[confirmed.pk])
    desk.post(undo)
    assert "Not undone" in desk.post(undo, follow=True).content.decode()
    assert Correction.objects.filter(undoes=confirmed).count() == 1


def test_the_history_says_who_when_before_after_and_why(desk: Client) -> None:
    quote = QuoteFactory.create(speaker="Ana Ruiz")
    decide(desk, quote, "reassign", reason="The pronoun stands for somebody else", unknown="on")
    shown = page(desk, quote)
    assert "speakers: <del>Ana Ruiz</del> → <ins>unknown</ins>" in shown
    assert "The pronoun stands for somebody else" in shown
    assert "Undo this" in shown
    record = Correction.objects.get()
    log = desk.get(reverse("admin:quotes_correction_change", args=[record.pk]))
    assert "Ana Ruiz" in log.content.decode()


def test_a_rejected_quote_is_not_decided_about_again(desk: Client) -> None:
    quote = QuoteFactory.create()
    decide(desk, quote, "reject", reason="A nickname")
    quote.refresh_from_db()
    shown = page(desk, quote)
    assert "/decide/" not in shown
    assert "undo the rejection" in shown


def test_without_script_a_speaker_is_found_by_a_form(desk: Client) -> None:
    far = SpeakerFactory.create(name="Bo Sand")
    index.refresh_speakers([far.pk])
    quote = QuoteFactory.create()
    ticked = f'name="known" value="{far.pk}"'
    assert ticked not in page(desk, quote)
    assert ticked in page(desk, quote, "?find=sand")
    assert "No speaker is called “zzz”" in page(desk, quote, "?find=zzz")


def test_speakers_of_the_same_article_are_offered(desk: Client) -> None:
    article = ArticleFactory.create(text="“Yes,” said Ana Ruiz.\n“No,” said Piet Vos.")
    quote = QuoteFactory.create(article=article, content="“Yes,”", speaker="Ana Ruiz")
    other = QuoteFactory.create(article=article, content="“No,”", speaker="Piet Vos")
    assert f'name="known" value="{other.quote_speakers.get().speaker_id}"' in page(desk, quote)


def many(article: Article, count: int) -> Quote:
    lines = [f"“Word number {i}.” said Speaker{i} Lind." for i in range(count)]
    BodyFactory.create(article=article, text="\n".join(lines))
    quotes = [
        QuoteFactory.create(article=article, content=f"“Word number {i}.”", speaker=f"Speaker{i} Lind")
        for i in range(count)
    ]
    return quotes[-1]


def test_the_desk_takes_as_many_queries_for_one_quote_as_for_many(
    desk: Client, editor: Any, django_assert_max_num_queries: Any
) -> None:
    for count in (1, 12):
        quote = many(ArticleFactory.create(text=None), count)
        for _ in range(count):
            corrections.confirm(quote, editor=editor, version=quote.version)
        with django_assert_max_num_queries(18):
            page(desk, quote)


@pytest.mark.parametrize("address", ["quotes/quote/999/change/", "quotes/quote/none/change/"])
def test_no_such_quote(desk: Client, address: str) -> None:
    assert desk.get(f"/admin/{address}").status_code == 404


def test_a_failed_pass_shows_its_reason(desk: Client) -> None:
    PassFactory.create(status="failed", error="Traceback\nValueError: no text")
    shown = desk.get(reverse("admin:quotes_pass_changelist") + "?status__exact=failed").content.decode()
    assert "ValueError: no text" in shown


def test_every_answer_of_the_desk_forbids_inline_scripts(desk: Client) -> None:
    answer = desk.get(reverse("admin:quotes_quote_change", args=[QuoteFactory.create().pk]))
    policy = {rule.strip() for rule in answer["Content-Security-Policy"].split(";")}
    assert {"script-src 'self'", "style-src 'self'"} <= policy
    text = answer.content.decode()
    assert "style=" not in text
    assert "<style" not in text
    assert "onclick" not in text


@pytest.mark.parametrize(
    "given",
    [
        {"known": "abc"},
        {"speakers": "9" * 30},
        {"speakers": "-1"},
        {"new_name": "---", "new_kind": "person"},
        {"new_name": "\0", "new_kind": "person"},
        {"known": "elsewhere"},
    ],
)
def test_what_no_page_of_ours_sends_is_refused_and_changes_nothing(desk: Client, given: dict[str, str]) -> None:
    quote = QuoteFactory.create()
    elsewhere = SpeakerFactory.create(name="an aide", kind="unnamed", article=ArticleFactory.create())
    data = {name: str(elsewhere.pk) if value == "elsewhere" else value for name, value in given.items()}
    assert decide(desk, quote, "reassign", reason="Somebody else", **data).status_code == 422
    assert not Correction.objects.exists()

"""The page on which an editor adds a quote that the program missed, without a script (E15)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article
from quotes import corrections
from quotes.models import Correction, Part, Quote, Speaker
from quotes.store import store
from tests.factories import ArticleFactory, BodyFactory
from tests.factories_quotes import EditorFactory, QuoteFactory, SpeakerFactory

pytestmark = pytest.mark.django_db

TEXT = (
    "Ferry row\nIt 🚢 rained. “No ferry will sail,” Ana Ruiz said, “before the spring.”\n"
    "Piet Vos said the quay was “a disgrace”. He said it twice."
)
WHY = "The program missed it"


@pytest.fixture
def article() -> Article:
    made: Article = ArticleFactory.create(text=None)
    BodyFactory.create(article=made, text=TEXT, zones=[{"kind": "headline", "start": 0, "end": 9}])
    made.refresh_from_db()
    return made


def url(article: Article) -> str:
    return reverse("admin:articles_article_missed", args=[article.pk])


def add(client: Client, article: Article, **data: Any) -> Any:
    given = {"body": article.current_body_id, "stance": "asserts", "reason": WHY, "unknown": "on"} | data
    return client.post(url(article), {name: value for name, value in given.items() if value is not None})


def refused(answer: Any, told: str, status: int = 422) -> None:
    assert answer.status_code == status
    assert told in answer.content.decode()
    assert not Correction.objects.filter(action="add").exists()


def test_the_page_is_led_to_and_shows_the_text_and_what_is_quoted_already(desk: Client, article: Article) -> None:
    quote = QuoteFactory.create(article=article, content="“a disgrace”", speaker="Piet Vos")
    for page in (
        reverse("admin:articles_article_change", args=[article.pk]),
        reverse("admin:quotes_quote_change", args=[quote.pk]),
    ):
        assert url(article) in desk.get(page).content.decode()
    shown = desk.get(url(article)).content.decode()
    assert '<span class="desk-other">“a disgrace”</span>' in shown
    assert f'data-start="{TEXT.index("Piet")}"' in shown
    assert "Piet Vos" in shown


def test_what_was_selected_where_the_editor_comes_from_is_the_content(desk: Client, article: Article) -> None:
    start = TEXT.index("before")
    selected = f"?content={start}-{start + 17}&body="
    shown = desk.get(f"{url(article)}{selected}{article.current_body_id}").content.decode()
    assert "before the spring</textarea>" in shown
    assert '<span class="desk-content">before the spring</span>' in shown
    assert "before the spring</textarea>" not in desk.get(f"{url(article)}{selected}0").content.decode()


def test_pasted_words_become_a_quote(desk: Client, article: Article, editor: Any) -> None:
    ana = SpeakerFactory.create(name="Ana Ruiz")
    answer = add(
        desk, article, content="“No ferry will\r\nsail,”", continued="“before the spring.”", cue="said",
        source="Ana Ruiz", known=[ana.pk], unknown=None,
    )  # fmt: skip
    quote = Quote.objects.get()
    assert answer["Location"] == reverse("admin:quotes_quote_change", args=[quote.pk])
    assert (quote.text, quote.kind, quote.stance) == (
        "“No ferry will sail,” … “before the spring.”",
        "direct",
        "asserts",
    )
    parts = [(part.role, TEXT[part.start : part.end]) for part in Part.objects.order_by("start")]
    assert parts == [
        ("content", "“No ferry will sail,”"), ("source", "Ana Ruiz"), ("cue", "said"),
        ("content", "“before the spring.”"),
    ]  # fmt: skip
    assert quote.quote_speakers.get().speaker == ana
    correction = Correction.objects.get()
    assert (correction.action, correction.editor, correction.reason, correction.public) == ("add", editor, WHY, True)


def test_it_is_in_the_log_and_the_search_outlives_a_new_pass_and_can_be_undone(desk: Client, article: Article) -> None:
    ana = SpeakerFactory.create(name="Ana Ruiz")
    there = add(desk, article, content="“No ferry will sail,”", known=[ana.pk], unknown=None)["Location"]
    quote = Quote.objects.get()
    assert quote.get_absolute_url() in Client().get(reverse("corrections")).content.decode()
    assert quote.get_absolute_url() in Client().get(reverse("quotes"), {"q": "ferry"}).content.decode()
    assert article.current_body is not None
    store(article.current_body, [], version="another")
    quote.refresh_from_db()
    assert (quote.status, quote.is_public()) == ("corrected", True)
    undo = reverse("admin:quotes_correction_undo", args=[Correction.objects.get().pk])
    assert undo in desk.get(there).content.decode()
    desk.post(undo)
    quote.refresh_from_db()
    assert not quote.is_public()


@pytest.mark.parametrize(
    ("content", "given", "kind"),
    [
        ("“No ferry will sail,”", "", "direct"),
        ("No ferry will sail", "", "direct"),
        ("the quay was “a disgrace”", "", "mixed"),
        ("It 🚢 rained.", "", "indirect"),
        ("“No ferry will sail,”", "mixed", "mixed"),
    ],
)
def test_its_kind_is_told_by_the_marks_unless_chosen(
    desk: Client, article: Article, content: str, given: str, kind: str
) -> None:
    add(desk, article, content=content, kind=given)
    assert Quote.objects.get().kind == kind


def test_words_that_stand_often_are_taken_where_they_were_selected(desk: Client, article: Article) -> None:
    at = TEXT.rindex("said")
    refused(add(desk, article, content="said"), "These words stand 3 times")
    add(desk, article, content="said", content_at=f"{at}-{at + 4}")
    assert Part.objects.get().start == at


def test_in_the_headline(desk: Client, article: Article) -> None:
    add(desk, article, content="Ferry row")
    assert Quote.objects.get().headline


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"content": ""}, "This field is required"),
        ({"content": "No bus will sail"}, "do not stand in the article"),
        ({"content": "It \0 rained"}, "Null characters"),
        ({"content": "x" * 30_000}, "at most 20000 characters"),
        ({"content": "“No ferry will sail,”", "cue": "ferry"}, "in another field already"),
        ({"content": "“No ferry will sail,”", "unknown": None}, "Say who speaks"),
        ({"content": "“No ferry will sail,”", "reason": ""}, "Say why"),
        ({"content": "“No ferry will sail,”", "stance": "sings"}, "Select a valid choice"),
        ({"content": "“No ferry will sail,”", "kind": "loud"}, "Select a valid choice"),
        ({"content": "“No ferry will sail,”", "known": "999", "unknown": None}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_told_and_adds_nothing(
    desk: Client, article: Article, data: dict[str, Any], told: str
) -> None:
    refused(add(desk, article, **data), told)
    assert not Quote.objects.exists()


def test_a_quote_that_is_there_is_not_added_again(desk: Client, article: Article) -> None:
    quote = QuoteFactory.create(article=article, content="“No ferry will sail,”")
    for content in ("“No ferry will sail,”", "No ferry will sail"):
        answer = add(desk, article, content=content, despite="on")
        refused(answer, "This is a quote already")
        assert reverse("admin:quotes_quote_change", args=[quote.pk]) in answer.content.decode()


@pytest.mark.parametrize("rejected", [True, False])
def test_beside_a_rejected_or_another_quote_only_on_purpose(
    desk: Client, article: Article, editor: Any, rejected: bool
) -> None:
    quote = QuoteFactory.create(article=article, content="a disgrace" if rejected else "the quay was “a disgrace")
    if rejected:
        corrections.reject(quote, editor=editor, reason="A nickname", version=quote.version)
    told = "said that they are no quote" if rejected else "are another quote already"
    refused(add(desk, article, content="the quay was “a disgrace”. He"), told)
    assert add(desk, article, content="the quay was “a disgrace”. He", despite="on").status_code == 302


def test_a_newer_text_is_told_and_nothing_added(desk: Client, article: Article) -> None:
    seen = article.current_body_id
    BodyFactory.create(article=article, text=f"Updated\n{TEXT}")
    start = TEXT.index("“No ferry")
    answer = add(desk, article, body=seen, content="“No ferry will sail,”", content_at=f"{start}-{start + 21}")
    refused(answer, "The article has a newer text", status=409)
    assert "“No ferry will sail,”</textarea>" in answer.content.decode()
    article.refresh_from_db()
    assert add(desk, article, content="“No ferry will sail,”").status_code == 302


def test_what_is_refused_leaves_no_new_speaker_behind(desk: Client, article: Article) -> None:
    named = {"new_name": "Dora Lind", "new_kind": "person", "unknown": None}
    elsewhere = SpeakerFactory.create(name="an aide", kind="unnamed", article=ArticleFactory.create())
    refused(add(desk, article, content="It 🚢 rained.", known=[elsewhere.pk], **named), "known in another article")
    assert not Speaker.objects.filter(name="Dora Lind").exists()
    add(desk, article, content="It 🚢 rained.", **named)
    assert Quote.objects.get().quote_speakers.get().speaker.name == "Dora Lind"


def test_looking_for_a_speaker_without_a_script_keeps_what_was_typed(desk: Client, article: Article) -> None:
    vos = corrections.new_speaker("Bo Sand", "person")
    answer = add(desk, article, content="“a disgrace”", look="1", find="sand")
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert f'name="known" value="{vos.pk}"' in shown
    assert "“a disgrace”</textarea>" in shown
    for odd in ("9" * 5000, "-1", "Ana", "\0"):
        assert add(desk, article, content=odd, content_at=odd, look="1", find=odd, known=odd).status_code == 200
        assert add(desk, article, content="“a disgrace”", content_at=odd, known=odd, new_name=odd).status_code == 422
        assert add(desk, article, content="“a disgrace”", body=odd).status_code == 409
        assert desk.get(url(article), {"content": odd, "body": odd}).status_code == 200
    assert not Quote.objects.exists()


def test_in_a_hidden_article_it_stays_hidden(desk: Client, article: Article) -> None:
    publisher = EditorFactory.create(group="publishers")
    corrections.hide(article, editor=publisher, reason="Legal advice")
    assert "article hidden" in desk.get(url(article)).content.decode()
    add(desk, article, content="“No ferry will sail,”")
    assert not Quote.objects.get().is_public()
    assert WHY not in Client().get(reverse("corrections")).content.decode()


def test_no_text_no_quote(desk: Client) -> None:
    article = ArticleFactory.create(text=None)
    assert desk.get(url(article), follow=True).status_code == 200
    assert desk.get(reverse("admin:articles_article_missed", args=[999])).status_code == 404


def test_whoever_may_only_look_adds_nothing(client: Client, article: Article) -> None:
    client.force_login(EditorFactory.create(group=None))
    assert client.get(url(article)).status_code == 403
    assert add(client, article, content="“No ferry will sail,”").status_code == 403
    assert Client().get(url(article)).status_code == 302
    assert not Quote.objects.exists()

"""J14: what a newer version of an article added or took away; within R5's limit, and nothing hidden (R4)."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from articles.models import Article
from quotes import corrections
from quotes.models import Part, Place, Quote
from quotes.pages.versions import Run, changes, sentences
from tests.factories import ArticleFactory, BodyFactory
from tests.factories_quotes import EditorFactory, PassFactory
from tests.quotes.pages import a_quote, text_of

FIRST = (
    "Harbour news\n“We won,” Ana Ruiz said. The harbour cost 40 million crowns. It rained.\n“We lost,” Tom Quill said."
)
SECOND = FIRST.replace("40", "50").replace("lost", "stay")


def page(client: Client, article: Article, code: int = 200) -> str:
    response = client.get(reverse("article_versions", args=[article.pk]))
    assert response.status_code == code
    return response.content.decode()


@pytest.fixture
def article(db: None) -> Article:
    """Two versions, both read: one quote stays, one goes, one comes."""
    article = ArticleFactory.create(text=FIRST)
    stays = a_quote(article=article, content="We won,", speaker="Ana Ruiz")
    went = a_quote(article=article, content="We lost,", speaker="Tom Quill")
    body = BodyFactory.create(article=article, text=SECOND)
    a_quote(article=article, content="We stay,", speaker="Tom Quill")
    place = Place.objects.create(quote=stays, body=body)
    at = SECOND.index("We won,")
    Part.objects.create(place=place, role="content", start=at, end=at + 7, text="We won,")
    Quote.objects.filter(pk=went.pk).update(status=Quote.Status.GONE)
    return article


def test_quotes_that_came_and_went(client: Client, article: Article) -> None:
    text = text_of(page(client, article))
    came, went = text.index("Quotes that came Tom Quill said: “We stay,”"), text.index("Quotes that went")
    assert went > came
    assert "Quotes that went Tom Quill said: “We lost,”" in text
    assert "We won" not in text


def test_sentences_that_changed_word_by_word(client: Client, article: Article) -> None:
    html = page(client, article)
    assert "The harbour cost <del>40</del> million crowns." in " ".join(html.split())
    assert "The harbour cost <ins>50</ins> million crowns." in " ".join(html.split())
    assert "It rained" not in html


def test_the_articles_page_leads_there(client: Client, article: Article) -> None:
    html = client.get(article.get_absolute_url()).content.decode()
    assert f'href="/articles/{article.pk}/versions/">2 versions: what changed</a>' in html
    other = a_quote().article
    assert "versions/" not in client.get(other.get_absolute_url()).content.decode()
    assert "One version of this article has come in." in text_of(page(client, other))


def test_a_version_that_is_not_read_yet_says_so(client: Client, article: Article) -> None:
    BodyFactory.create(article=article, text=SECOND + "\nMore.")
    text = text_of(page(client, article))
    assert "The program has not read this version yet" in text
    assert "Version 3" in text


def test_r5_not_the_article_but_some_of_what_changed(client: Client, db: Any, settings: Any) -> None:
    settings.OTR_CONTEXT_CHARS = 100
    old = " ".join(f"Old sentence number {n} says this and that." for n in range(40))
    new = " ".join(f"Nothing of before: line {n} is another matter." for n in range(40))
    article = ArticleFactory.create(text=old)
    BodyFactory.create(article=article, text=new)
    text = text_of(page(client, article))
    shown = text.count("Old sentence") + text.count("Nothing of before")
    assert 0 < shown <= 5
    assert "more sentences changed." in text


def test_r5_a_long_sentence_is_cut_around_what_changed(client: Client, db: Any) -> None:
    words = [f"word{n}" for n in range(200)]
    article = ArticleFactory.create(text=" ".join(words) + ".")
    words[100] = "other"
    BodyFactory.create(article=article, text=" ".join(words) + ".")
    html = page(client, article)
    assert "<ins>other</ins>" in html
    assert "word99 " in html
    assert "word50 " not in html


@pytest.mark.parametrize("read", [True, False])
def test_r4_a_hidden_quote_is_in_no_difference(client: Client, db: Any, read: bool) -> None:
    """Neither where a version was taken away, nor where one came that the program has not read."""
    secret = "Zelda Vantongeren took the money and ran off to the islands,"
    article = ArticleFactory.create(text="It rained.")
    middle = BodyFactory.create(article=article, text=f"It rained.\n“{secret}” Nosy Parker said. Then it snowed.")
    quote = a_quote(article=article, content=secret, speaker="Nosy Parker")
    last = BodyFactory.create(
        article=article, text=f"It hailed.\n“{secret[:-1]},” Nosy Parker told us. Then it snowed."
    )
    if read:
        PassFactory.create(body=last)
    assert middle.pk != last.pk
    assert "Zelda" in page(client, article)
    corrections.hide(quote, editor=EditorFactory.create(group="publishers"), reason="A court said so.")
    html = page(client, article)
    assert "snowed" in html
    for word in ("Zelda", "islands", "Parker"):
        assert word not in html


def test_r4_a_hidden_article_is_gone(client: Client, article: Article) -> None:
    article.hidden = True
    article.save()
    assert "harbour cost" not in page(client, article, 410)
    assert client.get("/articles/999999/versions/").status_code == 404


def test_the_number_of_queries_does_not_grow(
    client: Client, article: Article, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with CaptureQueriesContext(connection) as few:
        page(client, article)
    for n in range(4):
        BodyFactory.create(article=article, text=f"{SECOND}\nMore {n}.")
        a_quote(article=article, content=f"And more {n}.", speaker=f"Berg{n}")
    with django_assert_num_queries(len(few)):
        page(client, article)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("“One,” he said. “Two.” Three.", ["“One,” he said.", "“Two.”", "Three."]),
        ("A headline\nA line", ["A headline", "A line"]),
        ("It rose 4.5 per cent. It fell.", ["It rose 4.5 per cent.", "It fell."]),
        ("", []),
    ],
)
def test_sentences(text: str, found: list[str]) -> None:
    assert sentences(text) == found


def test_a_sentence_with_little_in_common_is_another() -> None:
    one, other = changes("The sun is out. It rained.", "Nobody came to the fair. It rained.")
    assert (one.before, one.after) == ((Run("The sun is out.", changed=True),), ())
    assert (other.before, other.after) == ((), (Run("Nobody came to the fair.", changed=True),))
    assert list(changes("The same. Text.", "The same. Text.")) == []

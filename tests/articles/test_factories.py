import hashlib

import pytest

from tests.factories import ArticleFactory, BodyFactory

pytestmark = pytest.mark.django_db


def test_an_article_has_its_first_body() -> None:
    article = ArticleFactory.create(text="“No,” she said.")
    body = article.current_body
    assert body is not None
    assert (body.number, body.text) == (1, "“No,” she said.")
    assert body.sha256 == hashlib.sha256("“No,” she said.".encode()).hexdigest()
    article.refresh_from_db()
    assert article.current_body_id == body.pk


def test_a_body_for_an_article_is_its_next_version() -> None:
    article = ArticleFactory.create()
    body = BodyFactory.create(article=article, text="Changed.")
    article.refresh_from_db()
    assert body.number == 2
    assert article.current_body_id == body.pk


def test_a_body_alone_is_the_first_of_a_new_article() -> None:
    assert BodyFactory.create().number == 1

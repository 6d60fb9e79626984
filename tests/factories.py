"""Factories for the documents. Each makes rows that keep the law: spans index the body, numbers count from 1."""

# mypy: disable-error-code="no-untyped-call"
# factory-boy has types only in part.

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from factory.declarations import LazyAttribute, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from articles.models import Article, Body, Outlet


class OutletFactory(DjangoModelFactory[Outlet]):
    """An outlet with a name and slug of its own; its time zone is UTC unless given."""

    class Meta:
        model = Outlet

    name = Sequence(lambda n: f"The Example Post {n}")
    slug = Sequence(lambda n: f"the-example-post-{n}")


class ArticleFactory(DjangoModelFactory[Article]):
    """An article with Body number 1, which is its current body.

    `text` is the body's text; `text=None` makes an article without any body.
    """

    class Meta:
        model = Article

    outlet = SubFactory(OutletFactory)
    key = Sequence(lambda n: f"https://example.com/articles/{n}")
    url = SelfAttribute("key")
    title = Sequence(lambda n: f"Harbour plan number {n} goes ahead")
    published_on = date(2026, 3, 14)
    text = LazyAttribute(lambda o: f"{o.title}\nThe plan will go ahead, the mayor said on Friday.")

    @classmethod
    def _create(cls, model_class: type[Article], *args: Any, **kwargs: Any) -> Article:
        text = kwargs.pop("text")
        article: Article = super()._create(model_class, *args, **kwargs)
        if text is not None:
            BodyFactory.create(article=article, text=text)
        return article


class BodyFactory(DjangoModelFactory[Body]):
    """The next version of `article`'s text (number 1 of a new article where none is given), made its current body."""

    class Meta:
        model = Body

    article = SubFactory(ArticleFactory, text=None)
    number = LazyAttribute(lambda o: o.article.bodies.count() + 1)
    text = "The plan will go ahead, the mayor said on Friday."
    sha256 = LazyAttribute(lambda o: hashlib.sha256(o.text.encode()).hexdigest())

    @classmethod
    def _create(cls, model_class: type[Body], *args: Any, **kwargs: Any) -> Body:
        body: Body = super()._create(model_class, *args, **kwargs)
        body.article.current_body = body
        body.article.save(update_fields=["current_body"])
        return body

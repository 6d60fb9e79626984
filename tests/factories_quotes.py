"""Factories for quotes and what belongs to them. A quote's parts always index a real body, as the law asks."""

# mypy: disable-error-code="no-untyped-call"
# factory-boy has types only in part.

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils.text import slugify
from factory.declarations import LazyAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory, Password

from articles.models import Article, Body
from quotes.identity import coarse, key
from quotes.models import Alias, Part, Pass, Place, Quote, QuoteSpeaker, Speaker
from quotes.rights import make_groups
from tests.factories import ArticleFactory, BodyFactory


class EditorFactory(DjangoModelFactory[Any]):
    """Somebody who may sign in to the admin (password "secret-of-tests") and is in the group "editors".

    `group="publishers"` for one who may hide, `group=None` for one without any right.
    """

    class Meta:
        model = get_user_model()

    username = Sequence(lambda n: f"editor{n}")
    password = Password("secret-of-tests")
    is_staff = True

    @classmethod
    def _create(cls, model_class: type[Any], *args: Any, **kwargs: Any) -> Any:
        group = kwargs.pop("group", "editors")
        user = super()._create(model_class, *args, **kwargs)
        if group:
            if not Group.objects.filter(name=group).exists():
                make_groups(apps)  # a test that committed, with a live server, emptied the tables
            user.groups.add(Group.objects.get(name=group))
        return user


class SpeakerFactory(DjangoModelFactory[Speaker]):
    """A person known by one name, which is their only alias too."""

    class Meta:
        model = Speaker

    name = Sequence(lambda n: f"Mira Hollen{n}")
    slug = LazyAttribute(lambda o: slugify(o.name))
    kind = Speaker.Kind.PERSON
    key = LazyAttribute(lambda o: key(o.name, o.kind))

    @classmethod
    def _create(cls, model_class: type[Speaker], *args: Any, **kwargs: Any) -> Speaker:
        speaker: Speaker = super()._create(model_class, *args, **kwargs)
        coarse_key = coarse(speaker.name, speaker.kind)
        Alias.objects.create(speaker=speaker, name=speaker.name, key=speaker.key, coarse=coarse_key)
        return speaker


class PassFactory(DjangoModelFactory[Pass]):
    class Meta:
        model = Pass

    body = SubFactory(BodyFactory)
    version = "test-1"
    status = Pass.Status.DONE


class QuoteFactory(DjangoModelFactory[Quote]):
    """A quote with its place, its parts (source, cue, content) and its speaker, over a real body.

    QuoteFactory()                                             in an article of its own
    QuoteFactory(content="We won.", cue="said", speaker="Ana Ruiz", kind="direct", status="checked", ...)
    QuoteFactory(speaker=speaker)                              a Speaker row; None: nobody knows who speaks
    QuoteFactory(article=article)                              at the words `content` of the article's current body;
                                                               where they don't stand in it, in a new version of it

    The sentence is `“content” source cue.`, or `source cue content.` where the kind is indirect; `source` is the
    speaker's name unless given ("" for none). For several quotes in one body, make the article first, with a text
    that holds all of them.
    """

    class Meta:
        model = Quote

    kind = Quote.Kind.DIRECT
    confidence = 0.9
    name_confidence = 0.9

    @classmethod
    def _create(cls, model_class: type[Quote], *args: Any, **kwargs: Any) -> Quote:
        content = kwargs.pop("content", "The harbour will be dredged by spring.")
        cue = kwargs.pop("cue", "said")
        speaker = cls._speaker(kwargs.pop("speaker", "Mira Hollen"))
        source = kwargs.pop("source", speaker.name if speaker else "")
        words = {"content": content, "cue": cue, "source": source}
        body = cls._body(kwargs.pop("article", None), words, direct=kwargs["kind"] != Quote.Kind.INDIRECT)
        if "made_by" not in kwargs:
            kwargs["made_by"], _ = Pass.objects.get_or_create(body=body, version="test-1", status=Pass.Status.DONE)
        kwargs.setdefault("sourced", bool(source or speaker))
        quote: Quote = super()._create(model_class, *args, article=body.article, text=content, **kwargs)
        cls._place(quote, body, words)
        if speaker:
            QuoteSpeaker.objects.create(quote=quote, speaker=speaker, mention=source)
        return quote

    @staticmethod
    def _speaker(given: Speaker | str | None) -> Speaker | None:
        if not isinstance(given, str):
            return given
        known = Speaker.objects.filter(name=given).first()
        return known or SpeakerFactory.create(name=given)

    @staticmethod
    def _body(article: Article | None, words: dict[str, str], *, direct: bool) -> Body:
        """The article's current body where the content stands in it, else a new one with a sentence that holds it."""
        body = article.current_body if article else None
        if body and words["content"] in body.text:
            return body
        said_by = " ".join(filter(None, (words["source"], words["cue"])))
        sentence = f"“{words['content']}” {said_by}." if direct else f"{said_by} {words['content']}."
        before = f"{body.text}\n" if body else "The council met on Friday.\n"
        return BodyFactory.create(
            article=article or ArticleFactory.create(text=None), text=f"{before}{sentence}\nIt will meet again in May."
        )

    @staticmethod
    def _place(quote: Quote, body: Body, words: dict[str, str]) -> None:
        """Cue and source are the occurrences nearest to the content; those that stand nowhere get no part."""
        place = Place.objects.create(quote=quote, body=body)
        at = body.text.index(words["content"])
        for role, text in words.items():
            start = at if role == "content" else nearest(body.text, text, at, at + len(words["content"]))
            if text and start >= 0:
                Part.objects.create(place=place, role=role, start=start, end=start + len(text), text=text)


def nearest(text: str, word: str, start: int, end: int) -> int:
    """Where `word` stands nearest to text[start:end] and outside of it; -1 where it stands nowhere."""
    after, before = text.find(word, end), text.rfind(word, 0, start)
    if after < 0 or before < 0:
        return max(after, before)
    return after if after - end <= start - before - len(word) else before

"""`manage.py attribute`, with the attribution itself replaced: what is stored, told and left alone."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from quotes import passes, statements
from quotes.attribution.types import AttributedQuote, Document, Kind, Result, SpeakerKind, Voice
from quotes.attribution.workers import shared
from quotes.models import Pass, Quote
from tests.attribution import poison
from tests.factories import ArticleFactory, BodyFactory

pytestmark = pytest.mark.django_db
_SPEED = re.compile(r" [\d,]+ words in [\d,]+ s: [\d,]+ a second\.$", re.MULTILINE)


def first_words(document: Document) -> Result:
    """Finds one quote in every text, but fails where it says "poison"."""
    if "poison" in document.text:
        return Result(document.id, error="RuntimeError: poisoned")
    quote = AttributedQuote(((0, 4),), Kind.DIRECT, voices=(Voice("Ana Ruiz", SpeakerKind.PERSON),), confidence=0.9)
    return Result(document.id, (quote,))


def attribution(read: Callable[[Document], Result]) -> Callable[..., Iterator[Result]]:
    def attribute_many(documents: Iterable[Document], *, processes: int, apart: bool, draw: Any) -> Iterator[Result]:
        for document in documents:
            yield read(document)

    return attribute_many


@pytest.fixture(autouse=True)
def _fake_attribution(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passes, "attribute_many", attribution(first_words))
    monkeypatch.setattr(passes, "VERSION", "test")


def attribute(*arguments: str) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of the command."""
    out, err, status = StringIO(), StringIO(), 0
    try:
        call_command("attribute", *arguments, stdout=out, stderr=err)
    except SystemExit as stop:
        status = int(str(stop.code))
    return status, _SPEED.sub("", out.getvalue()), err.getvalue()


def test_every_current_body_without_a_pass_is_attributed() -> None:
    article = ArticleFactory.create(text="Told in short.")
    BodyFactory.create(article=article, text="Told at length.")
    ArticleFactory.create(text=None)
    assert attribute() == (0, "1 article attributed, 1 quotes; 0 failed.\n", "")
    assert Quote.objects.get().places.get().body == article.current_body
    assert Pass.objects.get().version == "test"
    assert attribute() == (0, "0 articles attributed, 0 quotes; 0 failed.\n", "")


def test_a_new_body_is_due_again() -> None:
    article = ArticleFactory.create(text="Told in short.")
    attribute()
    BodyFactory.create(article=article, text="Told in short, and more.")
    attribute()
    assert Pass.objects.count() == 2
    assert Quote.objects.count() == 1


def test_a_poisoned_article_never_stops_the_run() -> None:
    ArticleFactory.create(text="First of all.")
    poisoned = ArticleFactory.create(text="Full of poison.")
    ArticleFactory.create(text="Last of all.")
    status, out, err = attribute()
    assert (status, out) == (1, "2 articles attributed, 2 quotes; 1 failed.\n")
    assert err == f"article {poisoned.pk}: RuntimeError: poisoned\n"
    failed = Pass.objects.get(status="failed")
    assert (failed.body, failed.error) == (poisoned.current_body, "RuntimeError: poisoned")


def test_a_failure_is_tried_again_only_if_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    ArticleFactory.create(text="Full of poison.")
    attribute()
    monkeypatch.setattr(
        passes,
        "attribute_many",
        attribution(lambda document: Result(document.id, first_words(Document("", "x")).quotes)),
    )
    assert attribute()[1] == "0 articles attributed, 0 quotes; 0 failed.\n"
    assert attribute("--redo")[1] == "1 article attributed, 1 quotes; 0 failed.\n"
    assert Pass.objects.get().status == "done"


def test_what_cannot_be_stored_is_a_failure_too() -> None:
    short = ArticleFactory.create(text="One")  # shorter than the quote that will be found in it
    ArticleFactory.create(text="Long enough.")
    status, _, err = attribute()
    assert status == 1
    assert err.startswith(f"article {short.pk}: IntegrityError: ")
    assert Quote.objects.count() == 1


def test_an_article_that_kills_its_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a failed pass, and those in the same batch and behind it go on."""

    def attribute_many(documents: Iterable[Document], *, processes: int, apart: bool, draw: Any) -> Iterator[Result]:
        assert apart
        batches = itertools.zip_longest(*[iter(documents)] * 3)
        return shared((list(filter(None, batch)) for batch in batches), poison.first_words, poison.start, processes)

    monkeypatch.setattr(passes, "attribute_many", attribute_many)
    killer = [ArticleFactory.create(text=f"Text {n}" + " will kill" * (n == 1)) for n in range(7)][1]
    status, out, err = attribute("--processes", "2")
    assert (status, out) == (1, "6 articles attributed, 6 quotes; 1 failed.\n")
    assert err == f"article {killer.pk}: the worker process died\n"
    assert Pass.objects.get(status="failed").body == killer.current_body


def test_where_there_is_no_attribution_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def attribute_many(documents: Iterable[Document], *, processes: int, apart: bool, draw: Any) -> Iterator[Result]:
        raise OSError("no model")

    monkeypatch.setattr(passes, "attribute_many", attribute_many)
    ArticleFactory.create(text="Text.")
    with pytest.raises(OSError, match="no model"):
        attribute()


def test_where_nothing_is_due_no_model_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passes, "attribute_many", None)
    assert attribute() == (0, "0 articles attributed, 0 quotes; 0 failed.\n", "")


def test_what_cannot_be_linked_is_told_and_fails_no_other_article(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even where it was marked before: that one is tried once in a run."""
    ArticleFactory.create(text="Told before.")
    attribute()
    bad, tried, link = Quote.objects.get(), [], statements.link

    def linking(quote_ids: Sequence[int]) -> None:
        if bad.pk in quote_ids:
            tried.append(quote_ids)
            raise ValueError("year 10000 is out of range")
        link(quote_ids)

    monkeypatch.setattr(statements, "link", linking)
    statements.mark_due([bad.pk])
    for number in range(3):
        ArticleFactory.create(text=f"Text {number}.")
    status, out, err = attribute()
    assert (status, out) == (1, "3 articles attributed, 3 quotes; 0 failed.\n")
    assert err == f"quote {bad.pk}: not linked: ValueError: year 10000 is out of range\n"
    assert tried == [[bad.pk]]
    assert statements.due() == [bad.pk]


def test_the_speed_is_told() -> None:
    ArticleFactory.create(text="Ten words that are told in a line of text.")
    out = StringIO()
    call_command("attribute", stdout=out, stderr=StringIO())
    assert re.search(r"0 failed\. 10 words in \d+ s: [\d,]+ a second\.$", out.getvalue().strip())


def test_a_database_out_of_order_is_no_articles_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise OperationalError("disk is full")

    monkeypatch.setattr(passes, "store", broken)
    ArticleFactory.create(text="Text.")
    with pytest.raises(OperationalError):
        attribute()
    assert not Pass.objects.exists()


def test_one_article_only() -> None:
    one, _ = ArticleFactory.create(text="Told first."), ArticleFactory.create(text="Told second.")
    attribute("--article", str(one.pk))
    assert Pass.objects.get().body == one.current_body
    with pytest.raises(CommandError, match="There is no article 0"):
        attribute("--article", "0")


@pytest.mark.parametrize("processes", ["0", "-1", "many", ""])
def test_a_count_of_processes_that_is_none(processes: str) -> None:
    with pytest.raises(CommandError, match="a number from 1"):
        attribute(f"--processes={processes}")


def test_all_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def attribute_many(documents: Iterable[Document], *, processes: int, apart: bool, draw: Any) -> Iterator[Result]:
        asked.append(processes)
        return iter([])

    monkeypatch.setattr(passes, "attribute_many", attribute_many)
    ArticleFactory.create(text="Text.")
    attribute("--processes", "all")
    attribute("--processes", "3")
    assert asked == [len(os.sched_getaffinity(0)), 3]


def test_texts_are_fetched_as_they_are_needed(
    monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    monkeypatch.setattr(passes, "_CHUNK", 2)
    for number in range(6):
        ArticleFactory.create(text=f"Text {number}.")
    run = passes.run(passes.due())
    with django_assert_max_num_queries(80):  # one chunk, one article with its statements and claims
        next(run)
    assert Pass.objects.count() == 1
    assert len(list(run)) == 5

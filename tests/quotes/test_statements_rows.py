"""Statements as rows: incremental and all at once, ids that live on, what editors say, what is hidden."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError

from articles.models import Body
from quotes import statements
from quotes.corrections import reassign, reject, undo
from quotes.isolation import Failure
from quotes.models import Bond, Correction, DueLink, Quote, Segment, SegmentPart, Speaker, Statement
from quotes.statements import cutting
from tests.factories import ArticleFactory
from tests.factories_quotes import EditorFactory, QuoteFactory, SpeakerFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 14)
WHOLE = "The ferry will stop running after the storms, the town must pay for nothing else."
FERRY = "The ferry will stop running after the storms,"
COMMON = "We will not sell a single acre of the common."


def quote(content: str, speaker: str = "Ana Ruiz", *, days: int = 0, **fields: Any) -> Quote:
    article = ArticleFactory.create(text=None, published_on=DAY + timedelta(days=days))
    made: Quote = QuoteFactory.create(article=article, content=content, speaker=speaker, **fields)
    return made


def linked(*quotes: Quote) -> list[Statement | None]:
    """The statement of each, by its first segment."""
    return [made.segments.order_by("position")[0].statement for made in quotes]


def groups() -> set[frozenset[str]]:
    """Which segments belong together, by article and words."""
    found: dict[int | None, set[str]] = {}
    for segment in Segment.objects.filter(statement__isnull=False).select_related("quote__article"):
        found.setdefault(segment.statement_id, set()).add(f"{segment.quote.article.key} {segment.text}")
    return {frozenset(group) for group in found.values()}


class TestLinking:
    def test_wordings_of_one_saying_report_one_statement(self) -> None:
        one, other = quote(WHOLE), quote(FERRY, days=1)
        apart = quote(COMMON)
        statements.link([one.pk, other.pk, apart.pk])
        first, second, third = linked(one, other, apart)
        assert first is not None
        assert first == second
        assert third is None

    def test_one_stretch_in_two_quotes_is_no_second_wording(self) -> None:
        """Of two readings of one sentence, the one within the other, each repeats the other's words as no report."""
        whole = quote(WHOLE)
        within = QuoteFactory.create(article=whole.article, content=FERRY, speaker="Ana Ruiz")
        again = quote(FERRY, days=1)
        assert whole.places.get().body == within.places.get().body
        statements.link([whole.pk, within.pk])
        assert not Bond.objects.exists()
        assert linked(whole, within) == [None, None]
        statements.link([again.pk])
        assert linked(again)[0] is not None
        assert not Bond.objects.filter(one__quote__article=whole.article, other__quote__article=whole.article).exists()

    def test_what_one_article_has_twice_is_two_wordings(self) -> None:
        text = f"“{COMMON}” Ana Ruiz said. Later she said: “Indeed, {COMMON.lower()}”"
        article = ArticleFactory.create(text=text, published_on=DAY)
        one, other = (
            QuoteFactory.create(article=article, content=content, speaker="Ana Ruiz")
            for content in (COMMON, f"Indeed, {COMMON.lower()}")
        )
        statements.link([one.pk, other.pk])
        assert linked(one) == linked(other) != [None]

    def test_only_what_one_speaker_said(self) -> None:
        one, other = quote(COMMON), quote(COMMON, "Ilka Sorvane")
        statements.link([one.pk, other.pk])
        assert linked(one, other) == [None, None]

    def test_somebody_merged_is_who_they_are_now(self) -> None:
        one, other = quote(COMMON, "Ana Ruiz"), quote(COMMON, "A. M. Ruiz")
        Speaker.objects.filter(name="A. M. Ruiz").update(merged_into=Speaker.objects.get(name="Ana Ruiz"))
        statements.link([one.pk, other.pk])
        assert linked(one, other)[0] == linked(one, other)[1] is not None

    def test_parts_are_the_words_of_the_body(self) -> None:
        made = quote(f"{COMMON} Nobody has asked the oyster farmers about it.")
        statements.link([made.pk])
        assert made.segments.count() == 2
        for part in SegmentPart.objects.select_related("segment__body"):
            assert part.segment.body.text[part.start : part.end] == part.text

    def test_bonds_and_segments_say_why(self) -> None:
        one, other = quote(WHOLE), quote(FERRY, days=1)
        statements.link([one.pk, other.pk])
        assert "published 1 day apart" in Bond.objects.get().reasons
        assert one.segments.get().reasons
        assert one.segments.get().score > 0.5

    def test_linking_again_changes_no_statement(self) -> None:
        ids = [quote(WHOLE).pk, quote(FERRY, days=1).pk]
        statements.link(ids)
        before = list(Segment.objects.order_by("pk").values("pk", "statement", "score", "reasons"))
        statements.link(ids)
        call_command("link", "--redo")
        assert list(Segment.objects.order_by("pk").values("pk", "statement", "score", "reasons")) == before

    @pytest.mark.parametrize("order", list(permutations(range(4))))
    def test_any_order_of_arrival_gives_the_same(self, order: tuple[int, ...]) -> None:
        made = [
            quote(WHOLE),
            quote(FERRY, days=1),
            quote(COMMON),
            quote("that they would not sell an acre of the common"),
        ]
        for number in order:
            statements.link([made[number].pk])
        one_by_one = groups()
        Segment.objects.all().delete()
        statements.link([each.pk for each in made])
        assert groups() == one_by_one
        assert len(one_by_one) == 2


class TestIds:
    def test_a_statement_keeps_its_id_when_more_is_found(self) -> None:
        one, other = quote(COMMON), quote(COMMON, days=1)
        statements.link([one.pk, other.pk])
        (before,) = Statement.objects.all()
        third = quote(COMMON, days=2)
        statements.link([third.pk])
        assert linked(third) == [before]
        assert Statement.objects.get().version > 1

    def test_a_statement_that_is_swallowed_leads_on(self) -> None:
        one, other = [quote(FERRY), quote(FERRY, days=1)], [quote(COMMON), quote(COMMON, days=1), quote(COMMON)]
        statements.link([made.pk for made in (*one, *other)])
        smaller, larger = linked(one[0])[0], linked(other[0])[0]
        correction = Correction.objects.create(action="join", editor=EditorFactory.create())
        segments = [made.segments.get() for made in (*one, *other)]
        statements.tie(correction, [(segments[0], segment) for segment in segments[1:]], together=True)
        statements.obey(correction)
        assert list(Statement.objects.current()) == [larger]
        assert smaller is not None
        smaller.refresh_from_db()
        assert smaller.now == larger

    def test_a_new_body_keeps_the_statement(self) -> None:
        one, other = quote(COMMON), quote(COMMON, days=1)
        statements.link([one.pk, other.pk])
        before = linked(one)
        place = one.places.get()
        text = f"Corrected.\n{place.body.text}"
        body = Body.objects.create(article=one.article, number=2, text=text, sha256="0" * 64)
        again = one.places.create(body=body)
        for part in place.parts.all():
            again.parts.create(role=part.role, start=part.start + 11, end=part.end + 11, text=part.text)
        statements.link([one.pk])
        assert one.segments.get().body == body
        assert linked(one) == before


class TestEditors:
    def test_what_is_rejected_reports_nothing(self) -> None:
        one, other = quote(COMMON), quote(COMMON, days=1)
        statements.link([one.pk, other.pk])
        editor = EditorFactory.create()
        decision = reject(one, editor=editor, reason="A title.", version=one.version)
        assert linked(one) == [None]
        call_command("link")
        assert not one.segments.exists()
        undo(decision, editor=editor)
        call_command("link")
        assert linked(one) == linked(other) != [None]

    def test_whose_speaker_changes_leaves_at_once_and_is_linked_again(self) -> None:
        one, other, third = quote(COMMON), quote(COMMON, days=1), quote(COMMON, "Ilka Sorvane")
        statements.link([one.pk, other.pk, third.pk])
        speaker = Speaker.objects.get(name="Ilka Sorvane")
        reassign(one, [speaker], editor=EditorFactory.create(), reason="It was she.", version=one.version)
        assert linked(one) == [None]
        assert DueLink.objects.filter(pk=one.pk).exists()
        call_command("link")
        assert linked(one) == linked(third) != linked(other)
        assert not DueLink.objects.exists()

    def decide(self, action: str, one: Quote, other: Quote, editor: Any) -> Correction:
        correction = Correction.objects.create(action=action, editor=editor, reason="So it is.", public=True)
        statements.tie(correction, [(one.segments.get(), other.segments.get())], together=action == "join")
        statements.obey(correction)
        return correction

    def test_joined_and_parted_stand_through_every_run(self) -> None:
        one, other = quote(COMMON), quote("“Ask the oyster farmers of Dolm.”")
        alike = quote(COMMON, days=1)
        statements.link([one.pk, other.pk, alike.pk])
        editor = EditorFactory.create()
        self.decide("join", one, other, editor)
        self.decide("part", one, alike, editor)
        expected = groups()
        assert linked(one) == linked(other) != linked(alike)
        call_command("link", "--redo")
        Segment.objects.all().delete()
        call_command("link", "--redo")
        assert groups() == expected

    def test_an_undo_takes_it_back(self) -> None:
        one, alike = quote(COMMON), quote(COMMON, days=1)
        statements.link([one.pk, alike.pk])
        editor = EditorFactory.create()
        decision = self.decide("part", one, alike, editor)
        assert linked(one) != linked(alike)
        taken_back = Correction.objects.create(action="undo", editor=editor, undoes=decision)
        statements.obey(taken_back)
        assert linked(one) == linked(alike) != [None]


class TestVisibility:
    def test_hidden_quotes_hide_their_statement(self) -> None:
        one, other = quote(COMMON), quote(COMMON, days=1)
        statements.link([one.pk, other.pk])
        (statement,) = Statement.objects.public()
        assert statement == linked(one)[0]
        Quote.objects.update(status=Quote.Status.HIDDEN)
        assert not Statement.objects.public().exists()
        assert not Segment.objects.public().exists()

    def test_copies_are_no_witnesses(self) -> None:
        one, other = quote(COMMON), quote(COMMON)
        statements.link([one.pk, other.pk])
        assert vars(Statement.objects.with_reach().get())["outlets"] == 2
        other.article.copy_of = one.article
        other.article.save()
        assert vars(Statement.objects.with_reach().get())["outlets"] == 1

    def test_statements_of_a_speaker(self) -> None:
        one, other = quote(COMMON), quote(COMMON, days=1)
        statements.link([one.pk, other.pk])
        speaker = Speaker.objects.get(name="Ana Ruiz")
        assert Statement.objects.by_speaker(speaker).get() == linked(one)[0]
        assert not Statement.objects.by_speaker(SpeakerFactory.create()).exists()


def test_the_command_goes_on_where_it_stopped(capsys: pytest.CaptureFixture[str]) -> None:
    ids = [quote(COMMON, days=day).pk for day in range(3)]
    assert list(statements.link_all(ids[:2])) == [(2, [])]
    assert statements.due() == ids[2:]
    call_command("link")
    assert "1 quote linked; 1 statements are known." in capsys.readouterr().out
    assert statements.due() == []


class TestOneBadRow:
    """It fails by itself, is told, and is tried again; whatever it is, it fails nobody else."""

    @pytest.fixture
    def bad(self, monkeypatch: pytest.MonkeyPatch) -> Quote:
        made, cut_anew = quote(COMMON), cutting.cut_anew

        def cut(quote_ids: Collection[int]) -> Any:
            if made.pk in quote_ids:
                raise ValueError("no\nsuch day")
            return cut_anew(quote_ids)

        monkeypatch.setattr(cutting, "cut_anew", cut)
        return made

    def test_among_many(self, bad: Quote) -> None:
        good = [quote(COMMON, days=day) for day in (1, 2)]
        failure = Failure(bad.pk, "ValueError: no such day")
        assert list(statements.link_all([good[0].pk, bad.pk, good[1].pk])) == [(3, [failure])]
        assert linked(*good)[0] == linked(*good)[1] is not None
        assert statements.due() == [bad.pk]

    def test_in_an_article(self, bad: Quote) -> None:
        beside = QuoteFactory.create(article=bad.article, content=FERRY, speaker="Ana Ruiz")
        assert [failure.pk for failure in statements.link_article(bad.article_id)] == [bad.pk]
        assert beside.segments.exists()
        assert [marked.pk for marked in DueLink.objects.all()] == [bad.pk]

    def test_among_those_marked(self, bad: Quote) -> None:
        good = quote(COMMON)
        statements.mark_due([bad.pk, good.pk])
        assert [failure.pk for failure in statements.link_marked()] == [bad.pk]
        assert good.segments.exists()
        assert statements.link_marked(but={bad.pk}) == []

    @pytest.mark.parametrize("arguments", [(), ("--redo",)])
    def test_the_command_tells_it(
        self, bad: Quote, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
    ) -> None:
        quote(COMMON)
        with pytest.raises(SystemExit, match="1"):
            call_command("link", *arguments)
        out, err = capsys.readouterr()
        assert "1 quote linked;" in out
        assert err == f"quote {bad.pk}: not linked: ValueError: no such day\n"

    def test_a_database_out_of_order_is_no_rows_fault(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(_quote_ids: Collection[int]) -> None:
            raise OperationalError("disk is full")

        monkeypatch.setattr(cutting, "cut_anew", full)
        with pytest.raises(OperationalError):
            list(statements.link_all([quote(COMMON).pk]))


@pytest.mark.parametrize("day", [date.min, date(1600, 1, 1), date.max])
def test_days_at_the_ends_of_the_calendar(day: date) -> None:
    """Ingest refuses them, but no row is to be trusted with the linking of all."""
    article = ArticleFactory.create(text=None, published_on=day)
    far, near = QuoteFactory.create(article=article, content=COMMON, speaker="Ana Ruiz"), quote(COMMON)
    assert list(statements.link_all([far.pk, near.pk])) == [(2, [])]
    assert linked(far, near) == [None, None]

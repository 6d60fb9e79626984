"""What editors decided stands through every pass: spans shifted, split, joined and gone; a body that changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.contrib.auth.models import User

from articles.models import Article, Body
from quotes import corrections
from quotes.attribution.types import AttributedQuote, Kind, Span, SpeakerKind, Stance, Voice
from quotes.models import Correction, Part, Quote, Speaker
from quotes.store import store
from tests.factories import ArticleFactory, BodyFactory

pytestmark = pytest.mark.django_db

# Ten words of nine letters and a blank: word n stands at [10 n, 10 n + 9).
TEXT = "".join(f"{letter * 9} " for letter in "abcdefghij")

Decision = Callable[[Quote, User], Correction]


def confirm(quote: Quote, editor: User) -> Correction:
    return corrections.confirm(quote, editor=editor, version=quote.version)


def reject(quote: Quote, editor: User) -> Correction:
    return corrections.reject(quote, editor=editor, version=quote.version, reason="A title.")


def reassign(quote: Quote, editor: User) -> Correction:
    speaker = corrections.new_speaker("Eva Editor", "person")
    return corrections.reassign(quote, [speaker], editor=editor, version=quote.version, reason="It was Eva.")


def edit(quote: Quote, editor: User) -> Correction:
    return corrections.edit(quote, editor=editor, version=quote.version, reason="A denial.", stance="denies")


def hide(quote: Quote, editor: User) -> Correction:
    return corrections.hide(quote, editor=editor, reason="Privacy.")


def nothing(quote: Quote, editor: User) -> None:
    return None


def found(*spans: Span, name: str | None = "Mo Machine", **fields: Any) -> AttributedQuote:
    voices = (Voice(name, SpeakerKind.PERSON),) if name else ()
    return AttributedQuote(spans, fields.pop("kind", Kind.DIRECT), voices=voices, confidence=0.8, **fields)


@pytest.fixture
def body() -> Body:
    body = ArticleFactory.create(text=TEXT).current_body
    assert body
    return body


def now(article: Article) -> list[tuple[str, list[Span], str]]:
    """Every quote of the article as (status, its content in its newest body, who speaks), in order of the text."""
    rows = []
    for quote in article.quotes.all():
        place = quote.places.order_by("-body__number", "position").first()
        spans = [(p.start, p.end) for p in place.parts.filter(role=Part.Role.CONTENT)] if place else []
        names = ", ".join(s.speaker.name for s in quote.quote_speakers.all() if s.standing == "speaks")
        rows.append((quote.status, spans, names))
    return sorted(rows, key=lambda row: (row[1], row[0]))


M, E = "Mo Machine", "Eva Editor"


@dataclass(frozen=True)
class Case:
    """`first`: what version 1 finds; the editor decides on the one at index `at`; `then`: what version 2 finds."""

    name: str
    decide: Decision | Callable[[Quote, User], None]
    then: list[AttributedQuote]
    expected: list[tuple[str, list[Span], str]]
    first: list[AttributedQuote] = field(default_factory=lambda: [found((0, 49))])
    at: int = 0


PAIR = [found((0, 39)), found((40, 99))]

CASES = [
    # nobody decided: the quote follows the program
    Case("shifted", nothing, [found((10, 49))], [("machine", [(10, 49)], M)]),
    Case("split", nothing, [found((0, 19)), found((20, 49))], [("machine", [(0, 19)], M), ("machine", [(20, 49)], M)]),
    Case("joined", nothing, [found((0, 99))], [("gone", [(0, 39)], M), ("machine", [(0, 99)], M)], PAIR),
    Case("gone", nothing, [], [("gone", [(0, 49)], M)]),
    Case("elsewhere", nothing, [found((70, 99))], [("gone", [(0, 49)], M), ("machine", [(70, 99)], M)]),
    Case("less than half", nothing, [found((0, 19))], [("machine", [(0, 19)], M), ("gone", [(0, 49)], M)]),
    Case("other speaker", nothing, [found((0, 49), name="Bo Lind")], [("machine", [(0, 49)], "Bo Lind")]),
    Case("no speaker", nothing, [found((0, 49), name=None)], [("machine", [(0, 49)], "")]),
    # confirmed: speaker, kind, stance and spans are locked
    Case("confirmed, same", confirm, [found((0, 49))], [("checked", [(0, 49)], M)]),
    Case("confirmed, shifted", confirm, [found((0, 45))], [("checked", [(0, 49)], M)]),
    Case("confirmed, other speaker", confirm, [found((0, 49), name="Bo Lind")], [("checked", [(0, 49)], M)]),
    Case("confirmed, split", confirm, [found((0, 19), name="Bo Lind"), found((20, 49))], [("checked", [(0, 49)], M)]),
    Case("confirmed, split in three", confirm, [found((0, 9)), found((10, 29)), found((30, 49))],
         [("checked", [(0, 49)], M)]),
    Case("confirmed, gone", confirm, [], [("checked", [(0, 49)], M)]),
    Case("confirmed, joined to the smaller", confirm, [found((0, 99), name="Bo Lind")],
         [("checked", [(0, 39)], M), ("machine", [(40, 99)], M)], PAIR),
    Case("confirmed, joined to the larger", confirm, [found((0, 99), name="Bo Lind")],
         [("machine", [(0, 39)], M), ("checked", [(40, 99)], M)], PAIR, at=1),
    Case("confirmed, neighbours go on", confirm, [found((0, 39)), found((50, 99))],
         [("checked", [(0, 39)], M), ("machine", [(50, 99)], M)], PAIR),
    Case("confirmed, swallowed", confirm, [found((0, 99))], [("checked", [(40, 49)], M)], [found((40, 49))]),
    # confirmed within reported speech within reported speech: both stay
    Case("outer confirmed", confirm, [found((0, 99)), found((40, 99), name="Bo Lind")],
         [("checked", [(0, 99)], M), ("machine", [(40, 99)], "Bo Lind")],
         [found((0, 99)), found((40, 99), name="Bo Lind")]),
    Case("inner confirmed", confirm, [found((0, 95)), found((40, 99), name="Bo Lind")],
         [("machine", [(0, 95)], M), ("checked", [(40, 99)], "Bo Lind")],
         [found((0, 99)), found((40, 99), name="Bo Lind")], at=1),
    Case("outer confirmed, inner gone", confirm, [found((0, 99))],
         [("checked", [(0, 99)], M), ("gone", [(40, 99)], "Bo Lind")],
         [found((0, 99)), found((40, 99), name="Bo Lind")]),
    # reassigned: the speaker is locked
    Case("reassigned, same", reassign, [found((0, 49))], [("corrected", [(0, 49)], E)]),
    Case("reassigned, shifted a little", reassign, [found((0, 45))], [("corrected", [(0, 45)], E)]),
    Case("reassigned, shifted much", reassign, [found((0, 29))], [("corrected", [(0, 49)], E)]),
    Case("reassigned, split", reassign, [found((0, 19)), found((20, 49))], [("corrected", [(0, 49)], E)]),
    Case("reassigned, joined", reassign, [found((0, 99))], [("machine", [(0, 39)], M), ("corrected", [(40, 99)], E)],
         PAIR, at=1),
    Case("reassigned, gone", reassign, [], [("corrected", [(0, 49)], E)]),
    # edited: kind and stance are locked, the speaker is not
    Case("edited, other speaker", edit, [found((0, 49), name="Bo Lind")], [("corrected", [(0, 49)], "Bo Lind")]),
    Case("edited, gone", edit, [], [("corrected", [(0, 49)], M)]),
    # rejected: nothing comes back on that stretch
    Case("rejected, same", reject, [found((0, 49))], [("rejected", [(0, 49)], M)]),
    Case("rejected, shifted", reject, [found((10, 59))], [("rejected", [(0, 49)], M)]),
    Case("rejected, split", reject, [found((0, 19)), found((20, 49))], [("rejected", [(0, 49)], M)]),
    Case("rejected, joined", reject, [found((0, 79))], [("rejected", [(0, 49)], M)]),
    Case("rejected, gone", reject, [], [("rejected", [(0, 49)], M)]),
    Case("rejected, a piece of a real one", reject, [found((0, 99))],
         [("machine", [(0, 99)], M), ("rejected", [(20, 29)], M)], [found((20, 29))]),
    Case("rejected, neighbour stays", reject, [found((0, 99))],
         [("machine", [(0, 39)], M), ("rejected", [(40, 99)], M)], PAIR, at=1),
    # hidden: its words come back under no other quote
    Case("hidden, same", hide, [found((0, 49))], [("hidden", [(0, 49)], M)]),
    Case("hidden, split", hide, [found((0, 19)), found((20, 49))], [("hidden", [(0, 49)], M)]),
    Case("hidden, swallowed", hide, [found((0, 99))], [("hidden", [(0, 39)], M), ("machine", [(40, 99)], M)], PAIR),
    Case("hidden, gone", hide, [], [("hidden", [(0, 49)], M)]),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.replace(" ", "-"))
def test_the_next_pass(case: Case, body: Body, editor: User) -> None:
    store(body, case.first, version="1")
    ids = list(Quote.objects.order_by("pk").values_list("pk", flat=True))
    case.decide(Quote.objects.get(pk=ids[case.at]), editor)
    store(body, case.then, version="2")
    assert now(body.article) == case.expected
    assert set(Quote.objects.values_list("pk", flat=True)) >= set(ids)
    # And once more: what was decided does not wear off.
    store(body, case.then, version="3")
    assert now(body.article) == case.expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.replace(" ", "-"))
def test_there_and_back_again(case: Case, body: Body, editor: User) -> None:
    """A quote that went is found again under its old id, with what was decided about it."""
    store(body, case.first, version="1")
    ids = list(Quote.objects.order_by("pk").values_list("pk", flat=True))
    case.decide(Quote.objects.get(pk=ids[case.at]), editor)
    before = {quote.pk: quote.status for quote in Quote.objects.filter(pk__in=ids)}
    store(body, case.then, version="2")
    store(body, case.first, version="3")
    assert {quote.pk: quote.status for quote in Quote.objects.filter(pk__in=ids)} == before


def test_what_an_edit_does_not_hold_follows_the_program(body: Body, editor: User) -> None:
    store(body, [found((0, 49), stance=Stance.ASSERTS)], version="1")
    edit(Quote.objects.get(), editor)
    store(body, [found((0, 49), stance=Stance.ASKS, kind=Kind.MIXED)], version="2")
    quote = Quote.objects.get()
    assert (quote.stance, quote.kind, quote.status) == ("denies", "mixed", "corrected")


def test_an_undone_correction_holds_nothing(body: Body, editor: User) -> None:
    store(body, [found((0, 49))], version="1")
    corrections.undo(reject(Quote.objects.get(), editor), editor=editor)
    store(body, [found((0, 45), name="Bo Lind")], version="2")
    assert now(body.article) == [("machine", [(0, 45)], "Bo Lind")]


def test_a_quote_that_an_editor_added(body: Body, editor: User) -> None:
    added = corrections.add(body.article, [(20, 59)], "direct", [], editor=editor, reason="Missed.")
    store(body, [found((60, 99))], version="1")
    assert now(body.article) == [("corrected", [(20, 59)], ""), ("machine", [(60, 99)], M)]
    store(body, [found((20, 49)), found((50, 59)), found((60, 99))], version="2")
    assert now(body.article) == [("corrected", [(20, 59)], ""), ("machine", [(60, 99)], M)]
    corrections.undo(added, editor=editor)
    store(body, [found((60, 99))], version="3")
    assert now(body.article) == [("gone", [(20, 59)], ""), ("machine", [(60, 99)], M)]


def test_an_addition_taken_back_before_any_pass_saw_it(body: Body, editor: User) -> None:
    added = corrections.add(body.article, [(20, 59)], "direct", [], editor=editor, reason="Missed.")
    corrections.undo(added, editor=editor)
    store(body, [found((60, 99))], version="1")
    assert now(body.article) == [("rejected", [(20, 59)], ""), ("machine", [(60, 99)], M)]
    store(body, [found((20, 49)), found((60, 99))], version="2")
    assert now(body.article) == [("machine", [(20, 49)], M), ("machine", [(60, 99)], M)]


def test_the_wrong_name_is_not_marked_any_more(body: Body, editor: User) -> None:
    """After a reassignment no pass brings back the mention that led to the wrong speaker."""
    voice = Voice("Mo Machine", SpeakerKind.PERSON, mentions=((60, 69),))
    quote = AttributedQuote(((0, 49),), Kind.DIRECT, voices=(voice,), confidence=0.8)
    store(body, [quote], version="1")
    assert Part.objects.filter(role="mention").exists()
    reassign(Quote.objects.get(), editor)
    assert not Part.objects.filter(role="mention").exists()
    store(body, [quote], version="2")
    assert not Part.objects.filter(role="mention").exists()


# A body that changes

OLD = (
    "The harbour was closed on Monday after the storm.\n"
    "“We will open the gates again as soon as the water falls,” Mo Machine said.\n"
    "Engineers looked at the walls and found two cracks in them.\n"
    "“Nobody was hurt in the night,” Bo Lind said."
)
GATES, HURT = "We will open the gates again as soon as the water falls,", "Nobody was hurt in the night,"
BODIES = [
    ("a line before it", f"Update: the mayor has come.\n{OLD}", GATES),
    ("a word changed", OLD.replace("as soon as", "once"), GATES.replace("as soon as", "once")),
    ("straight quotation marks", OLD.replace("“", '"').replace("”", '"'), GATES),
    ("moved to the end", OLD.replace(f"“{GATES}” Mo Machine said.\n", "") + f"\n“{GATES}” Mo Machine said.", GATES),
    ("the other one cut", OLD[: OLD.index("“Nobody")], GATES),
]


def spans_in(text: str, words: str) -> Span:
    return text.index(words), text.index(words) + len(words)


@pytest.mark.parametrize(("text", "words"), [b[1:] for b in BODIES], ids=[b[0] for b in BODIES])
@pytest.mark.parametrize(("decide", "status"), [(nothing, "machine"), (confirm, "checked"), (reject, "rejected")])
@pytest.mark.parametrize("finds", [True, False])
def test_quotes_are_carried_over(  # noqa: PLR0917
    text: str, words: str, decide: Decision, status: str, finds: bool, editor: User
) -> None:
    body = ArticleFactory.create(text=OLD).current_body
    assert body
    store(body, [found(spans_in(OLD, GATES)), found(spans_in(OLD, HURT), name="Bo Lind")], version="1")
    quote = Quote.objects.get(text=GATES)
    decide(quote, editor)
    newer = BodyFactory.create(article=body.article, text=text)
    store(newer, [found(spans_in(text, words))] if finds else [], version="1")
    quote.refresh_from_db()
    assert quote.status == (status if finds or status != "machine" else "gone")
    if quote.status == "gone":
        assert not quote.places.filter(body=newer).exists()
    else:
        assert quote.places.get(body=newer).parts.get(role="content").text == words == quote.text
    assert quote.places.get(body=body).parts.get(role="content").text == GATES
    assert Quote.objects.count() == 2


def test_words_that_go_and_come_back(editor: User) -> None:
    body = ArticleFactory.create(text=OLD).current_body
    assert body
    store(body, [found(spans_in(OLD, GATES)), found(spans_in(OLD, HURT), name="Bo Lind")], version="1")
    gates, hurt = Quote.objects.order_by("pk")
    reassign(gates, editor)
    without = "Nothing is known.\nThe storm passed over the town, and it was as if the gates had never been there."
    second = BodyFactory.create(article=body.article, text=without)
    store(second, [], version="1")
    assert set(Quote.objects.values_list("status", flat=True)) == {"gone"}
    third = BodyFactory.create(article=body.article, text=f"Again:\n{OLD}")
    store(third, [found(spans_in(third.text, HURT), name="Bo Lind")], version="1")
    gates.refresh_from_db()
    hurt.refresh_from_db()
    assert (gates.status, hurt.status) == ("corrected", "machine")
    assert [s.name for s in gates.speakers.all()] == [E]
    assert Quote.objects.count() == 2


def test_what_was_rejected_does_not_come_back_with_the_words(editor: User) -> None:
    body = ArticleFactory.create(text=OLD).current_body
    assert body
    store(body, [found(spans_in(OLD, GATES))], version="1")
    reject(Quote.objects.get(), editor)
    store(BodyFactory.create(article=body.article, text="Nothing is known."), [], version="1")
    third = BodyFactory.create(article=body.article, text=f"Again:\n{OLD}")
    store(third, [found(spans_in(third.text, GATES))], version="1")
    assert Quote.objects.get().status == "rejected"


def test_another_quote_in_the_same_place_is_another_quote(editor: User) -> None:
    body = ArticleFactory.create(text=OLD).current_body
    assert body
    store(body, [found(spans_in(OLD, GATES))], version="1")
    confirm(Quote.objects.get(), editor)
    other = "The people of the town must leave before dark,"
    newer = BodyFactory.create(article=body.article, text=OLD.replace(GATES, other))
    store(newer, [found(spans_in(newer.text, other))], version="1")
    assert [(quote.text, quote.status) for quote in Quote.objects.order_by("pk")] == [
        (GATES, "gone"),
        (other, "machine"),
    ]


def test_a_correction_between_a_new_body_and_its_pass(editor: User) -> None:
    """The newer body has been read by nobody: that does not make the quote gone."""
    body = ArticleFactory.create(text=OLD).current_body
    assert body
    store(body, [found(spans_in(OLD, GATES))], version="1")
    BodyFactory.create(article=body.article, text="Nothing is known.")
    quote = Quote.objects.get()
    corrections.undo(confirm(quote, editor), editor=editor)
    quote.refresh_from_db()
    assert quote.status == "machine"


def test_speakers_are_not_made_for_what_is_not_taken(body: Body, editor: User) -> None:
    store(body, [found((0, 49))], version="1")
    confirm(Quote.objects.get(), editor)
    store(body, [found((0, 49), name="Mo Machine")], version="2")
    assert Speaker.objects.count() == 1

"""Editors join and part statements: what follows, that it stands through every later run, and that it can be undone."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from quotes import corrections, statements
from quotes.corrections.recording import Overtaken, ReasonRequired, Stale
from quotes.models import Correction, Quote, Segment, Speaker, Statement
from tests.factories_quotes import EditorFactory, SpeakerFactory
from tests.quotes.linked import reported
from tests.quotes.pages import text_of

pytestmark = pytest.mark.django_db
WHY = "Both report the speech at the quay."
DREDGED = "The harbour of Brennick will be dredged before the winter storms arrive."
DREDGED_TOO = "Before the winter storms arrive, the harbour of Brennick will be dredged."
TAXED = "Fishermen will pay no tonnage tax on herring this season."
TAXED_TOO = "This season fishermen will pay no tonnage tax on herring."


@pytest.fixture
def speaker() -> Speaker:
    made: Speaker = SpeakerFactory.create(name="Mira Hollen")
    return made


@pytest.fixture
def four(speaker: Speaker) -> list[Quote]:
    """Two statements, each in two outlets, as linking finds them."""
    texts = (DREDGED, DREDGED_TOO, TAXED, TAXED_TOO)
    quotes = [reported(f"Outlet {n}", text, "2026-03-14", speaker=speaker) for n, text in enumerate(texts)]
    statements.link([quote.pk for quote in quotes])
    assert groups() == [{0, 1}, {2, 3}]
    return quotes


def groups() -> list[set[int]]:
    """Which of the outlets' quotes report one statement, those of groups of one left out."""
    found: dict[int, set[int]] = {}
    rows = Segment.objects.filter(statement__isnull=False).values_list("statement", "quote__article__outlet__name")
    for statement, outlet in rows:
        found.setdefault(statement, set()).add(int(outlet.split()[-1]))
    return sorted((group for group in found.values() if len(group) > 1), key=min)


def statement_of(quote: Quote) -> Statement:
    return Statement.objects.get(segments__quote=quote)


def segment_of(quote: Quote) -> Segment:
    return quote.segments.get()


def join(one: Quote, other: Quote, editor: User, reason: str = WHY) -> Correction:
    a, b = segment_of(one), segment_of(other)
    versions = corrections.side(a).version, corrections.side(b).version
    return corrections.join(a, b, editor=editor, reason=reason, versions=versions)


def part(statement: Statement, *leaving: Quote, editor: User) -> Correction:
    ids = Segment.objects.filter(statement=statement, quote__in=leaving).values_list("pk", flat=True)
    return corrections.part(statement, list(ids), editor=editor, reason=WHY, version=statement.version)


def everything_anew() -> None:
    statements.link(list(Quote.objects.values_list("pk", flat=True)))


def test_joined_they_are_one_and_the_other_address_leads_there(client: Client, four: list[Quote], editor: User) -> None:
    old, new = statement_of(four[0]), statement_of(four[2])
    join(four[0], four[2], editor)
    assert groups() == [{0, 1, 2, 3}]
    heir = statement_of(four[0])
    (gone,) = {old, new} - {heir}
    answer = client.get(gone.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (301, heir.get_absolute_url())
    everything_anew()
    assert groups() == [{0, 1, 2, 3}]


def test_parted_they_stay_apart_in_every_later_run(four: list[Quote], editor: User) -> None:
    part(statement_of(four[0]), four[1], editor=editor)
    assert groups() == [{2, 3}]
    everything_anew()
    assert groups() == [{2, 3}]
    Segment.objects.all().delete()
    everything_anew()
    assert groups() == [{2, 3}], "also where every segment was cut anew"


def test_what_comes_in_later_joins_one_side_only(four: list[Quote], speaker: Speaker, editor: User) -> None:
    part(statement_of(four[0]), four[1], editor=editor)
    later = reported("Outlet 4", DREDGED, "2026-03-15", speaker=speaker)
    statements.link([later.pk])
    assert [group for group in groups() if 4 in group] in ([{0, 4}], [{1, 4}])


@pytest.mark.parametrize("which", ["join", "part"])
def test_undone_all_is_as_before_and_undone_again_as_after(
    client: Client, four: list[Quote], editor: User, which: str
) -> None:
    before = groups()
    addresses = [statement_of(quote).get_absolute_url() for quote in (four[0], four[2])]
    made = join(four[0], four[2], editor) if which == "join" else part(statement_of(four[0]), four[1], editor=editor)
    after = groups()
    undone = corrections.undo(made, editor=editor)
    assert groups() == before
    for address, quote in zip(addresses, (four[0], four[2]), strict=True):
        answer = client.get(address, follow=True)
        assert answer.status_code == 200
        assert quote.get_absolute_url() in answer.content.decode(), "old addresses lead to the right quotes again"
    with pytest.raises(Overtaken):
        corrections.undo(made, editor=editor)
    corrections.undo(undone, editor=editor)
    assert groups() == after
    everything_anew()
    assert groups() == after


def test_three_statements_joined_in_two_steps_are_undone_one_by_one(
    four: list[Quote], speaker: Speaker, editor: User
) -> None:
    more = [reported(f"Outlet {n}", "Nobody shall sell the old tannery at Lowquay.", speaker=speaker) for n in (4, 5)]
    statements.link([quote.pk for quote in more])
    first = join(four[0], four[2], editor)
    join(four[0], more[0], editor)
    assert groups() == [{0, 1, 2, 3, 4, 5}]
    corrections.undo(first, editor=editor)
    everything_anew()
    assert {0, 1} <= next(group for group in groups() if 0 in group)


def test_what_was_parted_is_joined_only_after_an_undo(four: list[Quote], speaker: Speaker, editor: User) -> None:
    later = [reported(f"Outlet {n}", text, speaker=speaker) for n, text in ((4, DREDGED), (5, DREDGED_TOO))]
    statements.link([quote.pk for quote in later])
    statement = statement_of(four[0])
    parted = part(statement, four[1], later[1], editor=editor)
    one, two = statement_of(four[0]), statement_of(four[1])
    assert one != two
    assert "Undo that first" in corrections.preview_join(segment_of(four[0]), segment_of(four[1])).refused
    with pytest.raises(ValueError, match="not the same"):
        join(four[0], four[1], editor)
    corrections.undo(parted, editor=editor)
    assert groups() == [{0, 1, 4, 5}, {2, 3}]


def test_wordings_that_stand_alone_are_joined_and_alone_again(client: Client, speaker: Speaker, editor: User) -> None:
    alone = [reported(f"Outlet {n}", text, speaker=speaker) for n, text in enumerate((DREDGED, TAXED))]
    statements.link([quote.pk for quote in alone])
    assert groups() == []
    made = join(alone[0], alone[1], editor)
    assert groups() == [{0, 1}]
    address = statement_of(alone[0]).get_absolute_url()
    everything_anew()
    assert client.get(address).status_code == 200
    corrections.undo(made, editor=editor)
    assert groups() == []
    for statement in Statement.objects.all():
        assert client.get(statement.get_absolute_url()).status_code in (200, 410)


def test_a_preview_says_what_comes_together(four: list[Quote]) -> None:
    seen = corrections.preview_join(segment_of(four[0]), segment_of(four[2]))
    assert (seen.quotes, seen.outlets, seen.days, seen.speakers, seen.refused) == (4, 4, 0, (), "")
    again = corrections.preview_join(segment_of(four[0]), segment_of(four[1]))
    assert again.refused == "They are one statement already."


def test_nobody_overwrites_what_they_have_not_seen(four: list[Quote], editor: User) -> None:
    stale = statement_of(four[0])
    join(four[0], four[2], editor)
    with pytest.raises(Stale):
        part(stale, four[1], editor=editor)
    with pytest.raises(Stale):
        corrections.join(segment_of(four[0]), segment_of(four[2]), editor=editor, reason=WHY, versions=(1, 1))
    assert Correction.objects.count() == 1


def test_a_segment_that_is_elsewhere_by_now_is_stale(four: list[Quote], editor: User) -> None:
    statement = statement_of(four[0])
    elsewhere = Segment.objects.get(quote=four[2]).pk
    with pytest.raises(Stale):
        corrections.part(statement, [elsewhere], editor=editor, reason=WHY, version=statement.version)


@pytest.mark.parametrize("leaving", [(), (0, 1)])
def test_some_have_to_leave_and_some_to_stay(four: list[Quote], editor: User, leaving: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="Choose some"):
        part(statement_of(four[0]), *(four[n] for n in leaving), editor=editor)


def test_a_reason_is_asked(four: list[Quote], editor: User) -> None:
    one = statement_of(four[0])
    with pytest.raises(ReasonRequired):
        join(four[0], four[2], editor, reason=" ")
    with pytest.raises(ReasonRequired):
        corrections.part(one, [Segment.objects.get(quote=four[1]).pk], editor=editor, reason="", version=one.version)
    assert groups() == [{0, 1}, {2, 3}]


def test_the_public_log_and_the_statement_say_so(client: Client, four: list[Quote], editor: User) -> None:
    made = join(four[0], four[2], editor)
    log = text_of(client.get(reverse("corrections")).content.decode())
    assert f"Joined: statement {made.statement_id}" in log
    assert WHY in log
    assert WHY in text_of(client.get(statement_of(four[0]).get_absolute_url()).content.decode())
    corrections.undo(made, editor=editor)
    assert "Undone: statement" in text_of(client.get(reverse("corrections")).content.decode())


def test_of_what_is_hidden_the_log_says_nothing(client: Client, four: list[Quote], editor: User) -> None:
    join(four[0], four[2], editor)
    publisher = EditorFactory.create(group="publishers")
    for quote in four:
        quote.refresh_from_db()
        corrections.hide(quote.article, editor=publisher, reason="A court says so.")
    assert WHY not in client.get(reverse("corrections")).content.decode()

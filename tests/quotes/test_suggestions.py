"""Speakers who may be one: worked out, listed, decided about, and never brought up again once they are two."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from quotes import corrections
from quotes.models import Alias, NotSame, Speaker, Suggestion
from quotes.naming import suggestions
from tests.factories import ArticleFactory
from tests.factories_quotes import EditorFactory, QuoteFactory, SpeakerFactory

pytestmark = pytest.mark.django_db

LIST = "admin:quotes_suggestion_changelist"


def pair(one: str = "Sergei Norvin", other: str = "S. Norvin") -> tuple[Speaker, Speaker]:
    """Two speakers who may be one, each with a quote, the first with two."""
    first, second = SpeakerFactory.create(name=one), SpeakerFactory.create(name=other)
    for speaker in (first, second, first):
        QuoteFactory.create(speaker=speaker)
    return first, second


def open_pairs() -> list[tuple[str, str]]:
    return [(row.one.name, row.other.name) for row in Suggestion.objects.open()]


def versions(*speakers: Speaker) -> tuple[int, int]:
    one, other = (Speaker.objects.get(pk=speaker.pk).version for speaker in speakers)
    return one, other


def test_a_pair_with_its_reasons_the_more_quoted_first() -> None:
    pair()
    assert suggestions.refresh() == suggestions.Refreshed(total=1, new=1, gone=0)
    row = Suggestion.objects.get()
    assert (row.one.name, row.other.name, row.quotes) == ("Sergei Norvin", "S. Norvin", 3)
    assert row.reasons == ["same family name", "“S.” may stand for “Sergei”"]


def test_the_most_quoted_pair_comes_first() -> None:
    SpeakerFactory.create(name="Ana Ruiz Belmar")
    SpeakerFactory.create(name="Ana Ruiz")
    pair()
    suggestions.refresh()
    assert open_pairs()[0] == ("Sergei Norvin", "S. Norvin")
    assert len(open_pairs()) == 2


def test_working_them_out_again_changes_nothing() -> None:
    pair()
    suggestions.refresh()
    row = Suggestion.objects.get()
    assert suggestions.refresh() == suggestions.Refreshed(total=1, new=0, gone=0)
    assert Suggestion.objects.get() == row


def test_two_who_are_not_the_same_are_never_suggested_again() -> None:
    one, other = pair()
    suggestions.refresh()
    corrections.distinct(one, other, editor=EditorFactory.create(), versions=versions(one, other))
    assert open_pairs() == []
    assert suggestions.refresh().total == 0
    Alias.objects.create(speaker=other, name="Sergey Norvin", key="sergey norvin", coarse="s-vn")
    assert suggestions.refresh().total == 0


def test_whoever_says_it_again_finds_them_suggested_again() -> None:
    one, other = pair()
    editor = EditorFactory.create()
    made = corrections.distinct(one, other, editor=editor, versions=versions(one, other))
    corrections.undo(made, editor=editor)
    suggestions.refresh()
    assert open_pairs() == [("Sergei Norvin", "S. Norvin")]


def test_merged_speakers_are_one_and_their_names_count_together() -> None:
    one, other = pair()
    third = SpeakerFactory.create(name="Sergei K. Norvin")
    suggestions.refresh()
    assert len(open_pairs()) == 3
    corrections.merge(
        other, one, editor=EditorFactory.create(), reason="one", versions=versions(other, one)
    )  # fmt: skip
    assert open_pairs() == [("Sergei Norvin", "Sergei K. Norvin")]
    assert suggestions.refresh() == suggestions.Refreshed(total=1, new=0, gone=2)
    assert third.pk in Suggestion.objects.values_list("other", flat=True)


def test_a_surname_alone_meets_the_only_bearer() -> None:
    SpeakerFactory.create(name="Sergei Norvin")
    SpeakerFactory.create(name="Norvin", slug="norvin-1", article=ArticleFactory.create())
    suggestions.refresh()
    assert open_pairs() == [("Sergei Norvin", "Norvin")]


def test_of_many_bare_surnames_the_next_come_when_the_first_are_decided() -> None:
    bearer = SpeakerFactory.create(name="Sergei Norvin")
    alone = [SpeakerFactory.create(name="Norvin", slug=f"n-{n}", article=ArticleFactory.create()) for n in range(7)]
    assert suggestions.refresh().total == 5
    for one in alone[:3]:
        NotSame.objects.create(one=bearer, other=one)
    suggestions.refresh()
    assert {row.other_id for row in Suggestion.objects.open()} == {one.pk for one in alone[3:]}


def test_the_number_of_queries_does_not_grow(django_assert_max_num_queries: pytest.FixtureRequest) -> None:
    for number in range(26):
        SpeakerFactory.create(name=f"Carla Norvin{chr(97 + number)}u Belmar")
        SpeakerFactory.create(name=f"Carla Norvin{chr(97 + number)}u")
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        assert suggestions.refresh().new >= 26


def test_editors_see_the_list_with_reasons_and_links(client: Client, editor: User) -> None:
    one, other = pair()
    suggestions.refresh()
    client.force_login(editor)
    page = client.get(reverse(LIST)).content.decode()
    assert "may stand for" in page
    compare = reverse("admin:quotes_speaker_identity", args=[other.pk]) + f"?other={one.pk}"
    assert compare in page
    assert client.get(compare).status_code == 200


def test_the_list_takes_as_many_queries_for_many(
    client: Client, editor: User, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    for number in range(12):
        pair(f"Sergei Norvin{chr(97 + number)}u", f"S. Norvin{chr(97 + number)}u")
    suggestions.refresh()
    client.force_login(editor)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        assert client.get(reverse(LIST)).status_code == 200


def test_a_button_dismisses_for_good(client: Client, editor: User) -> None:
    one, other = pair()
    suggestions.refresh()
    client.force_login(editor)
    url = reverse("admin:quotes_suggestion_dismiss", args=[Suggestion.objects.get().pk])
    assert f'formaction="{url}"' in client.get(reverse(LIST)).content.decode()
    assert client.post(url, {"versions": f"{one.version}:{other.version}"}).status_code == 302
    assert NotSame.objects.count() == 1
    assert open_pairs() == []


def test_nothing_is_dismissed_that_changed_meanwhile(client: Client, editor: User) -> None:
    pair()
    suggestions.refresh()
    client.force_login(editor)
    url = reverse("admin:quotes_suggestion_dismiss", args=[Suggestion.objects.get().pk])
    client.post(url, {"versions": "7:7"})
    assert NotSame.objects.count() == 0
    assert client.post(url, {"versions": "x"}).status_code == 404
    assert client.get(url).status_code == 405


def test_whoever_has_no_right_sees_and_decides_nothing(client: Client) -> None:
    pair()
    suggestions.refresh()
    client.force_login(EditorFactory.create(group=None))
    assert client.get(reverse(LIST)).status_code == 403
    url = reverse("admin:quotes_suggestion_dismiss", args=[Suggestion.objects.get().pk])
    assert client.post(url, {"versions": "1:1"}).status_code == 403

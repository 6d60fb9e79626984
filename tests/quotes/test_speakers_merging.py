"""Two speakers become one, are one no more, or never were."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from quotes import corrections
from quotes.corrections import Overtaken, ReasonRequired, Stale
from quotes.models import Correction, NotSame, Quote, Speaker
from tests.factories import ArticleFactory
from tests.factories_quotes import EditorFactory, QuoteFactory, SpeakerFactory
from tests.quotes.pages import also_called
from tests.quotes.said import said, speaks, words_of

pytestmark = pytest.mark.django_db
WHY = "Two spellings of one name."


def fresh(*speakers: Speaker) -> None:
    for speaker in speakers:
        speaker.refresh_from_db()


def merge(one: Speaker, other: Speaker, editor: User, **given: Any) -> Correction:
    fresh(one, other)
    return corrections.merge(
        one, other, editor=editor, **{"reason": WHY, "versions": (one.version, other.version), **given}
    )


def distinct(one: Speaker, other: Speaker, editor: User) -> Correction:
    fresh(one, other)
    return corrections.distinct(one, other, editor=editor, versions=(one.version, other.version))


@pytest.fixture
def pair() -> tuple[Speaker, Speaker]:
    old, new = SpeakerFactory.create(name="Sergej Orlov"), SpeakerFactory.create(name="Sergei Orlov")
    said(old, "One.")
    said(old, "Two.", "he → Orlov → Sergej Orlov")
    said(new, "Three.")
    return old, new


class TestMerge:
    def test_the_preview_counts_what_moves(self, pair: tuple[Speaker, Speaker]) -> None:
        old, new = pair
        also_called(old, "Mr Orlov")
        quote = said(new, "Four.")
        quote.quote_speakers.create(speaker=old, position=1)
        Quote.objects.get(text="Three.").quote_speakers.create(speaker=old, standing="candidate")
        seen = corrections.preview(old, new)
        assert (seen.quotes, seen.articles, seen.perhaps, seen.together) == (3, 3, 1, 1)
        assert seen.names == ("Mr Orlov", "Sergej Orlov")
        assert seen.refused == ""

    def test_quotes_are_the_survivors_and_nothing_else_changes(
        self, pair: tuple[Speaker, Speaker], editor: User
    ) -> None:
        old, new = pair
        before = list(Quote.objects.order_by("pk").values())
        correction = merge(old, new, editor)
        assert words_of(new) == {"One.", "Two.", "Three."}
        assert old.merged_into == new
        assert list(Quote.objects.order_by("pk").values()) == before
        assert (correction.speaker, correction.other, correction.public) == (old, new, True)
        assert correction.after == {"is": "Sergei Orlov", "quotes": 2, "articles": 2, "names": ["Sergej Orlov"]}

    def test_undo_gives_the_right_quotes_back(self, pair: tuple[Speaker, Speaker], editor: User) -> None:
        old, new = pair
        made = merge(old, new, editor)
        said(old, "Added between, in an article that has the old spelling.")
        moved = Quote.objects.get(text="Two.")
        corrections.reassign(moved, [new], editor=editor, reason=WHY, version=moved.version)
        corrections.reassign(moved, [SpeakerFactory.create(name="Bo Lind")], editor=editor, reason=WHY,
                             version=moved.version)  # fmt: skip
        corrections.undo(made, editor=editor)
        assert words_of(old) == {"One.", "Added between, in an article that has the old spelling."}
        assert words_of(new) == {"Three."}
        assert speaks(moved) == ["Bo Lind"]

    def test_reassigning_to_the_survivor_keeps_the_name_of_the_article(
        self, pair: tuple[Speaker, Speaker], editor: User
    ) -> None:
        old, new = pair
        merge(old, new, editor)
        quote = Quote.objects.get(text="Two.")
        corrections.reassign(quote, [new], editor=editor, reason=WHY, version=quote.version)
        assert quote.quote_speakers.get().mention == "he → Orlov → Sergej Orlov"
        assert quote.status == "checked", "to readers nothing changed"

    def test_chains_end_at_one_step_and_come_apart_in_any_order(
        self, pair: tuple[Speaker, Speaker], editor: User
    ) -> None:
        (a, b), c = pair, SpeakerFactory.create(name="S. Orlov")
        first, second = merge(a, b, editor), merge(b, c, editor)
        fresh(a, b, c)
        assert (a.merged_into, b.merged_into, c.merged_into) == (c, c, None)
        corrections.undo(first, editor=editor)
        fresh(a, b)
        assert (a.merged_into, b.merged_into) == (None, c)
        corrections.undo(first.undone_by, editor=editor)
        corrections.undo(second, editor=editor)
        fresh(a, b)
        assert (a.merged_into, b.merged_into) == (b, None)

    def test_a_bare_surname_of_one_article_can_be_told_who_it_is(
        self, pair: tuple[Speaker, Speaker], editor: User
    ) -> None:
        surname = SpeakerFactory.create(name="Orlov", article=ArticleFactory.create())
        merge(surname, pair[1], editor)
        with pytest.raises(ValueError, match="one article only"):
            merge(pair[0], SpeakerFactory.create(name="Orlova", article=ArticleFactory.create()), editor)


class TestSingleNames:
    """Two who are each known in one article alone."""

    def test_become_one_who_is_known_and_listed_beyond_both(self, editor: User) -> None:
        one, other = single("Orlé"), single("Orle")
        merge(one, other, editor)
        fresh(one, other)
        assert (one.merged_into, other.article) == (other, None)
        assert words_of(other) == {"Orlé won.", "Orle won."}
        assert list(Speaker.objects.quoted_in(Quote.objects.public())) == [other]

    def test_undone_each_is_known_in_its_article_again(self, editor: User) -> None:
        one, other = single("Orlé"), single("Orle")
        before = other.article
        done = merge(one, other, editor)
        corrections.undo(done, editor=editor)
        fresh(one, other)
        assert (one.merged_into, other.article) == (None, before)
        corrections.undo(done.undone_by, editor=editor)
        fresh(one, other)
        assert (one.merged_into, other.article) == (other, None)

    def test_of_three_two_stay_one(self, editor: User) -> None:
        one, two, three = single("Orlé"), single("Orle"), single("Orlê")
        before = three.article
        first, second = merge(one, three, editor), merge(two, three, editor)
        corrections.undo(first, editor=editor)
        fresh(one, two, three)
        assert (one.merged_into, two.merged_into, three.article) == (None, three, None)
        corrections.undo(second, editor=editor)
        fresh(two, three)
        assert (two.merged_into, three.article) == (None, before)

    def test_within_one_article_the_survivor_stays_there(self, editor: User) -> None:
        article = ArticleFactory.create()
        one = SpeakerFactory.create(name="Orlé", slug="orle-1", article=article)
        other = SpeakerFactory.create(name="Orle", article=article)
        merge(one, other, editor)
        fresh(other)
        assert other.article == article


def single(name: str) -> Speaker:
    """A speaker of one name, quoted in an article of its own, where alone it is known."""
    article = ArticleFactory.create(text=f"“{name} won.”")
    speaker: Speaker = SpeakerFactory.create(name=name, slug=f"single-{article.pk}", article=article)
    QuoteFactory.create(article=article, content=f"{name} won.", speaker=speaker)
    return speaker


class TestRefused:
    def test_without_a_reason(self, pair: tuple[Speaker, Speaker], editor: User) -> None:
        with pytest.raises(ReasonRequired):
            merge(*pair, editor, reason=" ")
        assert not Correction.objects.exists()

    @pytest.mark.parametrize("versions", [(0, 1), (1, 0), (2, 1)])
    def test_the_second_editor_is_told(
        self, pair: tuple[Speaker, Speaker], editor: User, versions: tuple[int, int]
    ) -> None:
        with pytest.raises(Stale):
            merge(*pair, editor, versions=versions)
        assert pair[0].merged_into is None

    def test_a_merge_that_somebody_else_just_made(self, pair: tuple[Speaker, Speaker], editor: User) -> None:
        seen = (pair[0].version, pair[1].version)
        merge(*pair, EditorFactory.create())
        with pytest.raises(Stale):
            merge(*pair, editor, versions=seen)

    def test_what_makes_no_sense(self, pair: tuple[Speaker, Speaker], editor: User) -> None:
        old, new = pair
        with pytest.raises(ValueError, match="one speaker already"):
            merge(old, old, editor)
        merge(old, new, editor)
        with pytest.raises(ValueError, match="one speaker already"):
            merge(new, old, editor)
        third = SpeakerFactory.create(name="Bo Lind")
        with pytest.raises(ValueError, match="merged into another"):
            merge(third, old, editor)
        with pytest.raises(ValueError, match="merged into another"):
            merge(old, third, editor)

    def test_twice_undone(self, pair: tuple[Speaker, Speaker], editor: User) -> None:
        made = merge(*pair, editor)
        corrections.undo(made, editor=editor)
        with pytest.raises(Overtaken):
            corrections.undo(made, editor=editor)

    def test_merging_again_what_went_another_way(self, pair: tuple[Speaker, Speaker], editor: User) -> None:
        old, new = pair
        made = merge(old, new, editor)
        undone = corrections.undo(made, editor=editor)
        merge(new, old, editor)
        with pytest.raises(Overtaken):
            corrections.undo(undone, editor=editor)


class TestNotTheSame:
    def test_they_cannot_be_merged_nor_their_families(self, pair: tuple[Speaker, Speaker], editor: User) -> None:
        old, new = pair
        third = SpeakerFactory.create(name="S. Orlov")
        made = distinct(old, new, editor)
        assert (made.public, NotSame.objects.count()) == (False, 1)
        with pytest.raises(ValueError, match="not the same"):
            merge(old, new, editor)
        merge(third, new, editor)
        with pytest.raises(ValueError, match="not the same"):
            merge(old, new, editor)

    def test_undo_forgets_it_and_undoing_that_remembers(self, pair: tuple[Speaker, Speaker], editor: User) -> None:
        made = distinct(*pair, editor)
        undone = corrections.undo(made, editor=editor)
        assert not NotSame.objects.exists()
        again = corrections.undo(undone, editor=editor)
        assert NotSame.objects.count() == 1
        corrections.undo(again, editor=editor)
        merge(*pair, editor)
        with pytest.raises(Overtaken, match="merged meanwhile"):
            corrections.undo(Correction.objects.filter(action="undo").latest("pk"), editor=editor)

    def test_what_makes_no_sense(self, pair: tuple[Speaker, Speaker], editor: User) -> None:
        distinct(*pair, editor)
        with pytest.raises(ValueError, match="said already"):
            distinct(pair[1], pair[0], editor)
        third = SpeakerFactory.create(name="Bo Lind")
        with pytest.raises(ValueError, match="one speaker already"):
            distinct(third, third, editor)


STEPS = st.lists(
    st.tuples(st.sampled_from(["merge", "undo", "add"]), st.integers(0, 3), st.integers(0, 3)), max_size=10
)


class TestAnyOrder(TestCase):
    @settings(max_examples=40, deadline=None)
    @given(STEPS)
    def test_whatever_was_merged_undoing_it_all_gives_everybody_their_own(
        self, steps: list[tuple[str, int, int]]
    ) -> None:
        """Merges, undos and new quotes in any order; then everything that stands is undone, in any order."""
        editor = EditorFactory.create()
        people = [SpeakerFactory.create() for _ in range(4)]
        own = {person.pk: {f"By {person.pk}."} for person in people}
        for person in people:
            said(person, f"By {person.pk}.")
        made: list[Correction] = []
        for number, (what, i, j) in enumerate(steps):
            if what == "add":
                own[people[i].pk].add(f"Added {number}.")
                said(people[i], f"Added {number}.")
            elif what == "undo" and made:
                corrections.undo(made.pop(i % len(made)), editor=editor)
            elif what == "merge" and not corrections.preview(people[i], people[j]).refused:
                made.append(merge(people[i], people[j], editor))
            fresh(*people)
            assert all(person.now.merged_into is None for person in people)
            everything = set().union(*(words_of(person) for person in people))
            assert everything == set().union(*own.values())
        for correction in made:
            corrections.undo(correction, editor=editor)
        for person in people:
            assert words_of(person) == own[person.pk]
            assert person.merged_into is None

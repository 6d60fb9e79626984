"""What editors said about speakers stands through every later pass, and in new articles."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Body
from quotes import corrections
from quotes.models import Quote, Speaker
from quotes.naming.speakers import learn_names
from quotes.store import store
from tests.factories import ArticleFactory
from tests.quotes.said import speaks, words_of
from tests.quotes.test_store import found, snapshot

pytestmark = pytest.mark.django_db
WHY = "Heard it myself."


def attributed(
    name: str, words: str, names: tuple[str, ...] = (), version: str = "1", body: Body | None = None
) -> Body:
    """An article in which `name` says `words`, read by a pass; `body` is read once more."""
    body = body or ArticleFactory.create(text=f"“{words}” {name} said.").current_body
    assert body
    store(body, [found(body, words, said_by=name, names=names or (name,), source=[name])], version=version)
    return body


def speaker_of(words: str) -> Speaker:
    speaker: Speaker = Quote.objects.get(text=words).speakers.get()
    return speaker


def merge(one: Speaker, other: Speaker, editor: User) -> None:
    corrections.merge(one, other, editor=editor, reason=WHY, versions=(one.version, other.version))


class TestMerged:
    def test_single_names_of_two_articles_stay_one_through_every_pass(self, editor: User) -> None:
        one, two = attributed("Orlé", "One."), attributed("Orle", "Two.")
        survivor = speaker_of("Two.")
        merge(speaker_of("One."), survivor, editor)
        for body, name, words in ((one, "Orlé", "One."), (two, "Orle", "Two.")):
            attributed(name, words, version="2", body=body)
        assert Speaker.objects.count() == 2
        assert words_of(survivor) == {"One.", "Two."}

    def test_a_single_name_in_a_third_article_is_its_own(self, editor: User) -> None:
        attributed("Orle", "One.")
        attributed("Orle", "Two.")
        survivor = speaker_of("Two.")
        merge(speaker_of("One."), survivor, editor)
        attributed("Orle", "Three.")
        assert speaker_of("Three.").article is not None
        assert words_of(survivor) == {"One.", "Two."}

    def test_a_pass_goes_on_under_the_name_of_the_article(self, editor: User) -> None:
        attributed("Antonia Lind", "One.")
        attributed("Toni Lind", "Two.")
        antonia, toni = speaker_of("One."), speaker_of("Two.")
        merge(toni, antonia, editor)
        attributed("Toni Lind", "Three.")
        assert Speaker.objects.count() == 2
        assert words_of(antonia) == {"One.", "Two.", "Three."}
        corrections.undo(toni.corrections.get(), editor=editor)
        assert words_of(toni) == {"Two.", "Three."}
        assert words_of(antonia) == {"One."}

    def test_a_second_run_changes_no_row(self, editor: User) -> None:
        body = attributed("Antonia Lind", "One.")
        attributed("Toni Lind", "Two.")
        merge(speaker_of("One."), speaker_of("Two."), editor)
        before = snapshot()
        attributed("Antonia Lind", "One.", body=body)
        assert snapshot() == before

    def test_a_name_that_fits_two_who_are_one_by_now_is_theirs(self, editor: User) -> None:
        attributed("Bernard A. Lind", "One.")
        attributed("Bernard C. Lind", "Two.")
        one, two = speaker_of("One."), speaker_of("Two.")
        assert one != two
        merge(two, one, editor)
        attributed("Bernard Lind", "Three.")
        assert words_of(one) >= {"One.", "Two."}
        assert Speaker.objects.current().filter(article=None).count() <= 2


class TestParted:
    @pytest.fixture
    def parted(self, editor: User) -> tuple[Speaker, Speaker, Body]:
        """Two people called Jan Vos, of whom a pass had made one."""
        attributed("Jan Vos", "We will vote.")
        body = attributed("Jan Vos", "We scored.")
        minister = speaker_of("We scored.")
        quote = Quote.objects.get(text="We scored.")
        made = corrections.split(
            minister, "Jan Vos (footballer)", "person", quotes=[quote], editor=editor, reason=WHY,
            version=minister.version,
        )  # fmt: skip
        assert made.other
        return minister, made.other, body

    def test_a_second_run_leaves_the_chosen_quotes(self, parted: tuple[Speaker, Speaker, Body]) -> None:
        minister, footballer, body = parted
        attributed("Jan Vos", "We scored.", body=body, version="2")
        assert words_of(footballer) == {"We scored."}
        assert words_of(minister) == {"We will vote."}

    def test_what_a_pass_finds_anew_in_that_article_is_the_same_persons(
        self, parted: tuple[Speaker, Speaker, Body]
    ) -> None:
        _, footballer, _ = parted
        body = parted[2].article.bodies.create(
            number=2, text="“We scored.” Jan Vos said. “We lost.” Jan Vos said.", sha256="0" * 64
        )
        quotes = [found(body, words, said_by="Jan Vos", names=("Jan Vos",)) for words in ("We scored.", "We lost.")]
        store(body, quotes, version="2")
        assert words_of(footballer) == {"We scored.", "We lost."}

    def test_in_a_new_article_the_name_tells_neither(self, parted: tuple[Speaker, Speaker, Body]) -> None:
        minister, footballer, _ = parted
        body = attributed("Jan Vos", "Who knows?")
        somebody = speaker_of("Who knows?")
        assert somebody not in (minister, footballer)
        assert somebody.article == body.article, "who it is elsewhere cannot be told"
        before = snapshot()
        attributed("Jan Vos", "Who knows?", body=body)
        assert snapshot() == before

    def test_undone_the_name_is_one_persons_again(self, parted: tuple[Speaker, Speaker, Body], editor: User) -> None:
        minister, _, _ = parted
        corrections.undo(minister.corrections.get(), editor=editor)
        attributed("Jan Vos", "Who knows?")
        assert words_of(minister) == {"We will vote.", "We scored.", "Who knows?"}

    def test_names_that_were_split_off_stay_so(self, editor: User) -> None:
        body = attributed("Jan Vos", "We will vote.", ("Jan Vos", "Johan Vos"))
        minister = speaker_of("We will vote.")
        made = corrections.split(
            minister, "Johan Vos", "person", names=["Johan Vos"], editor=editor, reason=WHY, version=minister.version
        )
        attributed("Johan Vos", "We scored.")
        attributed("Jan Vos", "We will vote.", ("Jan Vos",), body=body, version="2")
        assert speaker_of("We scored.") == made.other
        assert speaker_of("We will vote.") == minister


class TestNotTheSame:
    def test_a_name_that_both_have_tells_neither(self, editor: User) -> None:
        attributed("Jan Vos", "One.")
        attributed("Johan Vos", "Two.")
        one, two = speaker_of("One."), speaker_of("Two.")
        learn_names(two, ["Jan Vos"])
        corrections.distinct(one, two, editor=editor, versions=(one.version, two.version))
        attributed("Jan Vos", "Three.")
        assert speaker_of("Three.").article is not None
        assert speaks(Quote.objects.get(text="Three.")) == ["Jan Vos"]

    def test_the_exact_name_is_enough_where_the_other_has_another(self, editor: User) -> None:
        attributed("Jan Vos", "One.")
        attributed("Johan Vos", "Two.")
        one, two = speaker_of("One."), speaker_of("Two.")
        corrections.distinct(one, two, editor=editor, versions=(one.version, two.version))
        attributed("Jan Vos", "Three.")
        assert words_of(one) == {"One.", "Three."}

    def test_it_holds_for_the_names_of_merged_speakers(self, editor: User) -> None:
        attributed("Jan Vos", "One.")
        attributed("Johan Vos", "Two.")
        attributed("Toni Lind", "Three.")
        one, two, three = (speaker_of(words) for words in ("One.", "Two.", "Three."))
        corrections.distinct(one, two, editor=editor, versions=(one.version, two.version))
        learn_names(two, ["Toni Lind"])
        one.refresh_from_db()
        merge(three, one, editor)
        attributed("Toni Lind", "Four.")
        assert speaker_of("Four.").article is not None


def test_naming_asks_the_database_as_often_however_many_namesakes_there_are() -> None:
    counts = []
    for number in range(6):
        body = ArticleFactory.create(text="“Last.” Jan Vos said.").current_body
        assert body
        with CaptureQueriesContext(connection) as queries:
            store(body, [found(body, "Last.", said_by="Jan Vos", names=("Jan Vos", f"J{number}n Vos"))], version="1")
        counts.append(len(queries))
    assert len(set(counts[1:])) == 1

"""A speaker turns out to be two."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from quotes import corrections
from quotes.corrections import Overtaken, ReasonRequired, Stale
from quotes.models import Correction, NotSame, Quote, Speaker
from tests.factories import ArticleFactory
from tests.factories_quotes import SpeakerFactory
from tests.quotes.pages import also_called
from tests.quotes.said import said, speaks, words_of

pytestmark = pytest.mark.django_db
WHY = "A footballer of the same name."


@pytest.fixture
def both() -> Speaker:
    """A politician, and a footballer in whose quotes articles say "Jan Vos Jr"."""
    speaker = SpeakerFactory.create(name="Jan Vos")
    also_called(speaker, "Jan Vos Jr")
    said(speaker, "We will vote.", role="minister")
    said(speaker, "We scored.", "he → Vos → Jan Vos Jr", role="striker")
    said(speaker, "We lost.", "Jan Vos Jr")
    said(speaker, "We trained.", role="striker")
    return speaker


def split(speaker: Speaker, editor: User, **given: Any) -> Correction:
    speaker.refresh_from_db()
    given = {"name": "Jan Vos Jr", "kind": "person", "reason": WHY, "version": speaker.version, **given}
    name, kind = given.pop("name"), given.pop("kind")
    return corrections.split(speaker, name, kind, editor=editor, **given)


def quote(text: str) -> Quote:
    return Quote.objects.get(text=text)


class TestSplit:
    def test_quotes_follow_the_names_by_which_articles_call_them(self, both: Speaker, editor: User) -> None:
        made = split(both, editor, names=["Jan Vos Jr"])
        new = made.other
        assert new
        assert words_of(new) == {"We scored.", "We lost."}
        assert words_of(both) == {"We will vote.", "We trained."}
        assert [alias.name for alias in new.aliases.all()] == ["Jan Vos Jr"]
        assert [alias.name for alias in both.aliases.all()] == ["Jan Vos"]
        assert quote("We scored.").status == "machine", "nobody looked at the quote itself"
        assert (made.public, made.after["quotes"]) == (True, 2)
        assert NotSame.objects.filter(one=both, other=new).exists()

    def test_chosen_quotes_get_a_correction_each_and_keep_chain_and_role(self, both: Speaker, editor: User) -> None:
        made = split(both, editor, name="Jan Vos", quotes=[quote("We trained.")])
        new, moved = made.other, quote("We trained.")
        assert new
        assert new.slug == "jan-vos-2"
        assert words_of(new) == {"We trained."}
        row = moved.quote_speakers.get()
        assert (row.mention, row.role) == ("Jan Vos", "striker")
        assert (moved.status, moved.corrections.get().reason) == ("corrected", WHY)
        assert new.aliases.get().name == "Jan Vos"

    def test_names_and_quotes_together(self, both: Speaker, editor: User) -> None:
        made = split(both, editor, names=["Jan Vos Jr"], quotes=[quote("We trained."), quote("We lost.")])
        assert made.other
        assert words_of(made.other) == {"We scored.", "We lost.", "We trained."}
        assert made.after["quotes"] == 3

    def test_whoever_speaks_beside_stays(self, both: Speaker, editor: User) -> None:
        together = quote("We trained.")
        together.quote_speakers.create(speaker=SpeakerFactory.create(name="Bo Lind"), position=1)
        split(both, editor, quotes=[together])
        assert speaks(together) == ["Jan Vos Jr", "Bo Lind"]

    def test_a_speaker_of_one_article_gives_another_of_that_article(self, editor: User) -> None:
        article = ArticleFactory.create(text=None)
        speaker = SpeakerFactory.create(name="Vos", article=article)
        said(speaker, "One.", article=article)
        made = split(speaker, editor, name="Vos", quotes=[quote("One.")])
        assert made.other
        assert made.other.article == article

    def test_out_of_a_merged_family(self, both: Speaker, editor: User) -> None:
        old = SpeakerFactory.create(name="J. Vos")
        said(old, "We tackled.")
        corrections.merge(old, both, editor=editor, reason=WHY, versions=(old.version, both.version))
        made = split(both, editor, names=["J. Vos"])
        assert made.other
        assert words_of(made.other) == {"We tackled."}


class TestUndo:
    @pytest.mark.parametrize("names", [(), ("Jan Vos Jr",)])
    @pytest.mark.parametrize("texts", [(), ("We trained.",), ("We trained.", "We scored.")])
    def test_undo_gives_everything_back_and_undoing_that_takes_it_again(
        self, both: Speaker, editor: User, names: tuple[str, ...], texts: tuple[str, ...]
    ) -> None:
        if not names and not texts:
            return
        before = words_of(both)
        made = split(both, editor, names=names, quotes=[quote(text) for text in texts])
        new = made.other
        assert new
        after = words_of(new)
        undone = corrections.undo(made, editor=editor)
        new.refresh_from_db()
        assert words_of(both) == before
        assert new.merged_into == both, "the new address lives on, and redirects"
        assert set(both.aliases.values_list("name", flat=True)) == {"Jan Vos", "Jan Vos Jr"}
        assert not NotSame.objects.exists()
        assert set(Quote.objects.values_list("status", flat=True)) == {"machine"}
        corrections.undo(undone, editor=editor)
        new.refresh_from_db()
        assert new.merged_into is None
        assert words_of(new) == after
        assert words_of(both) == before - after
        assert NotSame.objects.count() == 1

    def test_what_changed_since_stays_so(self, both: Speaker, editor: User) -> None:
        made = split(both, editor, names=["Jan Vos Jr"], quotes=[quote("We trained.")])
        assert made.other
        said(made.other, "Added since.")
        moved = quote("We trained.")
        corrections.reassign(
            moved, [SpeakerFactory.create(name="Bo Lind")], editor=editor, reason=WHY, version=moved.version
        )
        corrections.undo(made, editor=editor)
        assert words_of(both) == {"We will vote.", "We scored.", "We lost.", "Added since."}
        assert speaks(moved) == ["Bo Lind"]

    def test_a_merge_split_and_both_undone(self, both: Speaker, editor: User) -> None:
        old = SpeakerFactory.create(name="J. Vos")
        said(old, "We tackled.")
        merged = corrections.merge(old, both, editor=editor, reason=WHY, versions=(old.version, both.version))
        made = split(both, editor, names=["J. Vos"])
        corrections.undo(made, editor=editor)
        corrections.undo(merged, editor=editor)
        assert words_of(old) == {"We tackled."}

    def test_a_later_merge_of_the_new_one_is_undone_first(self, both: Speaker, editor: User) -> None:
        made = split(both, editor, names=["Jan Vos Jr"])
        new, third = made.other, SpeakerFactory.create(name="Bo Lind")
        assert new
        new.refresh_from_db()
        corrections.merge(new, third, editor=editor, reason=WHY, versions=(new.version, third.version))
        with pytest.raises(Overtaken, match="later merge"):
            corrections.undo(made, editor=editor)


class TestRefused:
    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({}, "Choose names or quotes"),
            ({"names": ["Jan Vos"]}, "own name stays"),
            ({"names": ["Somebody Else"]}, "No article calls"),
            ({"names": ["Jan Vos Jr"], "name": "***"}, "a name and a kind"),
            ({"names": ["Jan Vos Jr"], "kind": "wizard"}, "a name and a kind"),
        ],
    )
    def test_what_makes_no_sense(self, both: Speaker, editor: User, given: dict[str, Any], words: str) -> None:
        with pytest.raises(ValueError, match=words):
            split(both, editor, **given)
        assert not Correction.objects.exists()
        assert Speaker.objects.count() == 1

    def test_somebody_elses_quote(self, both: Speaker, editor: User) -> None:
        with pytest.raises(ValueError, match="speak in all"):
            split(both, editor, quotes=[said(SpeakerFactory.create(), "Mine.")])

    def test_without_a_reason(self, both: Speaker, editor: User) -> None:
        with pytest.raises(ReasonRequired):
            split(both, editor, names=["Jan Vos Jr"], reason="")

    def test_two_editors(self, both: Speaker, editor: User) -> None:
        with pytest.raises(Stale):
            split(both, editor, names=["Jan Vos Jr"], version=both.version + 1)
        seen, other = quote("We trained."), quote("We trained.")
        corrections.confirm(other, editor=editor, version=other.version)
        with pytest.raises(Stale):
            split(both, editor, quotes=[seen])
        assert Speaker.objects.count() == 1

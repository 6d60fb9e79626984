"""What each decision of an editor does, what it records, and how it is taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User

from quotes import corrections
from quotes.corrections import Overtaken, ReasonRequired, Stale
from quotes.models import Correction, Part, Quote, QuoteSpeaker, SearchEntry, Speaker
from tests.factories import ArticleFactory, BodyFactory
from tests.factories_quotes import EditorFactory, QuoteFactory, SpeakerFactory

pytestmark = pytest.mark.django_db
WHY = "Heard it myself."


@pytest.fixture
def quote() -> Quote:
    quote: Quote = QuoteFactory.create(content="We won.", speaker="Ana Ruiz", source="she")
    return quote


def confirm(quote: Quote, editor: User, **given: Any) -> Correction:
    return corrections.confirm(quote, editor=editor, version=given.get("version", quote.version))


def reject(quote: Quote, editor: User, **given: Any) -> Correction:
    return corrections.reject(quote, editor=editor, **{"reason": WHY, "version": quote.version, **given})


def reassign(quote: Quote, editor: User, **given: Any) -> Correction:
    speakers = [corrections.new_speaker("Bo Lind", "person")]
    return corrections.reassign(quote, speakers, editor=editor, **{"reason": WHY, "version": quote.version, **given})


def edit(quote: Quote, editor: User, **given: Any) -> Correction:
    changes = {"reason": WHY, "version": quote.version, "stance": "denies", **given}
    return corrections.edit(quote, editor=editor, **changes)


def hide(quote: Quote, editor: User, **given: Any) -> Correction:
    return corrections.hide(quote, editor=editor, reason=given.get("reason", WHY))


def show(quote: Quote, editor: User, **given: Any) -> Correction:
    return corrections.show(quote, editor=editor, reason=given.get("reason", WHY))


Decision = Callable[..., Correction]
STATUS = [
    # decision, status after it, stands in the public log
    (confirm, "checked", False),
    (reject, "rejected", True),
    (reassign, "corrected", True),
    (edit, "corrected", True),
    (hide, "hidden", True),
]


@pytest.mark.parametrize(("decide", "status", "public"), STATUS)
def test_each_decision_is_recorded(decide: Decision, status: str, public: bool, quote: Quote, editor: User) -> None:
    seen = quote.version
    correction = decide(quote, editor)
    assert (quote.status, quote.version) == (status, seen + 1)
    assert (correction.quote, correction.editor, correction.public) == (quote, editor, public)
    assert (correction.before["status"], correction.after["status"]) == ("machine", status)
    place = quote.places.get()
    content = place.parts.get(role="content")
    assert (correction.body, correction.spans) == (place.body, [[[content.start, content.end]]])
    assert correction.reason == ("" if decide is confirm else WHY)


@pytest.mark.parametrize("decide", [confirm, reject, reassign, edit])
def test_the_second_editor_is_told(decide: Decision, quote: Quote, editor: User) -> None:
    opened = Quote.objects.get(pk=quote.pk)
    confirm(quote, EditorFactory.create())
    with pytest.raises(Stale):
        decide(opened, editor)
    assert Correction.objects.count() == 1
    assert Quote.objects.get().status == "checked"


@pytest.mark.parametrize("decide", [reject, reassign, edit, hide, show])
@pytest.mark.parametrize("reason", ["", " \n"])
def test_what_readers_see_changes_for_a_reason_only(decide: Decision, reason: str, quote: Quote, editor: User) -> None:
    with pytest.raises(ReasonRequired):
        decide(quote, editor, reason=reason)
    assert not Correction.objects.exists()
    assert Quote.objects.get().status == "machine"


def test_a_reason_has_an_end(quote: Quote, editor: User) -> None:
    with pytest.raises(ValueError, match="500"):
        reject(quote, editor, reason="x" * 501)


def names(quote: Quote, standing: str = "speaks") -> list[str]:
    return [said.speaker.name for said in quote.quote_speakers.all() if said.standing == standing]


def test_reassign_to_several(quote: Quote, editor: User) -> None:
    ana = quote.speakers.get()
    bo = SpeakerFactory.create(name="Bo Lind")
    QuoteSpeaker.objects.create(quote=quote, speaker=SpeakerFactory.create(), standing="candidate", position=1)
    correction = corrections.reassign(quote, [bo, ana, bo], editor=editor, reason=WHY, version=quote.version)
    assert names(quote) == ["Bo Lind", "Ana Ruiz"]
    assert names(quote, "candidate") == []
    assert [state["name"] for state in correction.after["speakers"]] == ["Bo Lind", "Ana Ruiz"]
    assert quote.quote_speakers.get(speaker=ana).mention == "she"


def test_reassign_to_nobody_known(quote: Quote, editor: User) -> None:
    corrections.reassign(quote, [], editor=editor, reason=WHY, version=quote.version)
    assert names(quote) == []
    assert quote.sourced  # the article does say "she"
    Part.objects.filter(role="source").delete()
    reassign(quote, editor)
    assert quote.sourced
    corrections.reassign(quote, [], editor=editor, reason=WHY, version=quote.version)
    assert not quote.sourced


def test_reassign_to_a_merged_speaker_means_the_survivor(quote: Quote, editor: User) -> None:
    survivor = SpeakerFactory.create(name="Bo Lind")
    merged = SpeakerFactory.create(name="B. Lind", merged_into=survivor)
    corrections.reassign(quote, [merged], editor=editor, reason=WHY, version=quote.version)
    assert quote.speakers.get() == survivor


def test_reassigning_takes_the_wrong_mention_away_and_undo_brings_it_back(quote: Quote, editor: User) -> None:
    place = quote.places.get()
    Part.objects.create(place=place, role="mention", start=0, end=3, text=place.body.text[:3])
    correction = reassign(quote, editor)
    assert not Part.objects.filter(role="mention").exists()
    corrections.undo(correction, editor=editor)
    assert Part.objects.get(role="mention").text == place.body.text[:3]


def test_edit(quote: Quote, editor: User) -> None:
    correction = edit(quote, editor, kind="mixed")
    assert (quote.kind, quote.stance) == ("mixed", "denies")
    assert correction.before == {"kind": "direct", "stance": "asserts", "status": "machine"}
    assert correction.after == {"kind": "mixed", "stance": "denies", "status": "corrected"}


def test_an_edit_that_changes_nothing_is_no_correction_to_readers(quote: Quote, editor: User) -> None:
    correction = edit(quote, editor, stance="asserts")
    assert (quote.status, correction.public) == ("checked", False)


@pytest.mark.parametrize("given", [{"stance": None}, {"stance": "sings"}, {"kind": "loud"}])
def test_edit_refuses_what_makes_no_sense(given: dict[str, Any], quote: Quote, editor: User) -> None:
    with pytest.raises(ValueError, match=r"kind|stance"):
        edit(quote, editor, **given)


def test_add(editor: User) -> None:
    article = ArticleFactory.create(text="“We won,” Ana Ruiz said, “and you know it.”")
    ana = SpeakerFactory.create(name="Ana Ruiz")
    correction = corrections.add(article, [(25, 42), (1, 8)], "direct", [ana], editor=editor, reason=WHY)
    quote = correction.quote
    assert quote
    assert (quote.text, quote.status, quote.made_by) == ("We won, … “and you know it.", "corrected", None)
    assert names(quote) == ["Ana Ruiz"]
    assert correction.spans == [[[1, 8], [25, 42]]]
    assert correction.public
    assert quote.is_public()
    assert SearchEntry.objects.get().quote == quote
    assert quote.version == 1


@pytest.mark.parametrize("spans", [[], [(5, 5)], [(-1, 4)], [(0, 1000)], [(0, 5), (4, 9)]])
def test_add_refuses_what_is_no_stretch_of_the_text(spans: list[tuple[int, int]], editor: User) -> None:
    article = ArticleFactory.create(text="“We won,” Ana Ruiz said.")
    with pytest.raises(ValueError, match="content"):
        corrections.add(article, spans, "direct", [], editor=editor, reason=WHY)
    assert not Quote.objects.exists()


def test_add_with_its_cue_and_its_source(editor: User) -> None:
    article = ArticleFactory.create(text="Ana Ruiz said it rains.")
    given: dict[str, Any] = {"editor": editor, "reason": WHY, "cue": (9, 13)}
    with pytest.raises(ValueError, match="source"):
        corrections.add(article, [(14, 22)], "indirect", [], **given, source=(20, 99))
    quote = corrections.add(article, [(14, 22)], "indirect", [], **given, source=(0, 8)).quote
    assert quote
    parts = quote.places.get().parts.values_list("role", "text")
    assert list(parts) == [("source", "Ana Ruiz"), ("cue", "said"), ("content", "it rains")]
    assert quote.sourced
    assert not quote.headline


def test_hide_and_show(quote: Quote, editor: User) -> None:
    confirm(quote, editor)
    hide(quote, editor)
    assert not quote.is_public()
    shown = show(quote, editor)
    assert (quote.status, quote.is_public()) == ("checked", True)
    assert (shown.before["status"], shown.after["status"], shown.public) == ("hidden", "checked", False)


def test_what_is_hidden_is_not_hidden_again(quote: Quote, editor: User) -> None:
    for subject in (quote, quote.article):
        with pytest.raises(Stale, match="not hidden"):
            corrections.show(subject, editor=editor, reason=WHY)
        corrections.hide(subject, editor=editor, reason=WHY)
        with pytest.raises(Stale, match="hidden already"):
            corrections.hide(subject, editor=editor, reason=WHY)
    assert [correction.action for correction in Correction.objects.order_by("pk")] == ["hide", "hide"]


def test_who_is_known_in_one_article_speaks_in_no_other(quote: Quote, editor: User) -> None:
    elsewhere = SpeakerFactory.create(name="a senior official", kind="unnamed", article=ArticleFactory.create())
    with pytest.raises(ValueError, match="another article"):
        corrections.reassign(quote, [elsewhere], editor=editor, reason=WHY, version=quote.version)
    with pytest.raises(ValueError, match="another article"):
        corrections.add(quote.article, [(0, 3)], "direct", [elsewhere], editor=editor, reason=WHY)
    assert not Correction.objects.exists()


@pytest.mark.parametrize("name", ["", "---", "\u202e", "…"])
def test_a_name_without_letters_is_nobody(name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        corrections.new_speaker(name, "person")
    assert not Speaker.objects.exists()


def test_an_article_hides_its_quotes(quote: Quote, editor: User) -> None:
    article = quote.article
    correction = corrections.hide(article, editor=editor, reason=WHY)
    assert article.hidden
    assert not quote.is_public()
    assert (correction.article, correction.quote, correction.public) == (article, None, True)
    corrections.undo(correction, editor=editor)
    assert quote.is_public()
    with pytest.raises(Overtaken):
        corrections.undo(correction, editor=editor)


def test_an_article_hidden_again_is_not_shown_by_an_older_undo(quote: Quote, editor: User) -> None:
    first = corrections.hide(quote.article, editor=editor, reason=WHY)
    corrections.show(quote.article, editor=editor, reason=WHY)
    corrections.hide(quote.article, editor=editor, reason=WHY)
    with pytest.raises(Overtaken, match="first"):
        corrections.undo(first, editor=editor)
    assert not quote.is_public()


@pytest.mark.parametrize("decide", [confirm, reject, reassign, edit, hide])
def test_undo_and_undo_of_it(decide: Decision, quote: Quote, editor: User) -> None:
    def state() -> tuple[Any, ...]:
        quote.refresh_from_db()
        return quote.status, quote.kind, quote.stance, names(quote), quote.quote_speakers.get().mention

    before = state()
    correction = decide(quote, editor)
    after = state()
    undo = corrections.undo(correction, editor=editor)
    assert state() == before
    assert (undo.action, undo.undoes, undo.public) == ("undo", correction, correction.public)
    corrections.undo(undo, editor=editor)
    assert state() == after
    # What stands again can be undone again, by its own record.
    corrections.undo(correction, editor=editor)
    assert state() == before
    with pytest.raises(Overtaken):
        corrections.undo(correction, editor=editor)
    assert [c.undoes_id is None for c in quote.corrections.order_by("pk")] == [True, False, False, False]


OVERTAKEN = [
    # first, then; whether the first can still be undone, and the status after that
    (edit, edit, False, "corrected"),
    (edit, confirm, False, "corrected"),
    (reassign, confirm, False, "corrected"),
    (reassign, reassign, False, "corrected"),
    (reject, confirm, False, "checked"),
    (edit, reassign, True, "corrected"),
    (confirm, edit, True, "corrected"),
    (confirm, hide, True, "hidden"),
    (hide, confirm, True, "checked"),
    (edit, reject, True, "rejected"),
]


@pytest.mark.parametrize(("first", "then", "undoable", "status"), OVERTAKEN)
def test_undo_of_the_older_of_two(  # noqa: PLR0917
    first: Decision, then: Decision, undoable: bool, status: str, quote: Quote, editor: User
) -> None:
    older = first(quote, editor)
    newer = then(quote, editor)
    if undoable:
        corrections.undo(older, editor=editor)
    else:
        with pytest.raises(Overtaken, match="first"):
            corrections.undo(older, editor=editor)
    quote.refresh_from_db()
    assert quote.status == status
    corrections.undo(newer, editor=editor)
    if not undoable:
        corrections.undo(older, editor=editor)
    quote.refresh_from_db()
    assert quote.status == "machine"


def test_what_was_rejected_and_then_confirmed_is_a_quote(quote: Quote, editor: User) -> None:
    reject(quote, editor)
    confirm(quote, editor)
    assert quote.status == "checked"


def test_a_gone_quote_stays_gone_until_an_editor_wants_it(quote: Quote, editor: User) -> None:
    Quote.objects.update(status="gone")
    BodyFactory.create(article=quote.article, text="Nothing of it.").passes.create(version="test-1", status="done")
    quote.refresh_from_db()
    confirm(quote, editor)
    assert quote.status == "gone"


def test_new_speaker(editor: User) -> None:
    ana = corrections.new_speaker("  Ana  Ruiz ", "person")
    assert (ana.name, ana.slug, [alias.name for alias in ana.aliases.all()]) == ("Ana Ruiz", "ana-ruiz", ["Ana Ruiz"])
    assert corrections.new_speaker("Ana Ruiz", "person") == ana
    assert corrections.new_speaker("ANA RUÍZ", "person") == ana
    assert corrections.new_speaker("Ana Ruiz", "organisation") != ana
    assert corrections.new_speaker("Ana Ruiz", "person", namesake=True).slug == "ana-ruiz-3"
    with pytest.raises(ValueError, match="name"):
        corrections.new_speaker(" ", "person")
    with pytest.raises(ValueError, match="kind"):
        corrections.new_speaker("Ana Ruiz", "robot")


def test_a_merged_speakers_name_is_the_survivors(editor: User) -> None:
    survivor = SpeakerFactory.create(name="Ana Ruiz")
    SpeakerFactory.create(name="Bo Lind", merged_into=survivor)
    assert corrections.new_speaker("Bo Lind", "person") == survivor
    assert corrections.new_speaker("Bo Lind", "person", namesake=True).merged_into is None

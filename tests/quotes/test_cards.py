"""How a quote is worded on the pages: marks, cue, stance, how sure."""

from typing import Any

import pytest
from pytest_django import Settings

from quotes.attribution import SURE_FROM
from quotes.models import Part, Place, Quote, Speaker
from quotes.pages.cards import Card, certainty
from tests.factories import BodyFactory
from tests.factories_quotes import QuoteFactory, SpeakerFactory


@pytest.mark.parametrize(
    ("confidence", "word"),
    [(1.0, "sure"), (SURE_FROM, "sure"), (SURE_FROM - 0.01, "likely"), (0.6, "likely"), (0.59, "doubtful")],
)
def test_certainty_in_words(confidence: float, word: str) -> None:
    assert certainty(confidence) == word


def test_likely_begins_where_the_setting_says(settings: Settings) -> None:
    settings.OTR_LIKELY = 0.7
    assert (certainty(0.7), certainty(0.69)) == ("likely", "doubtful")


def card(**kwargs: Any) -> Card:
    quote = QuoteFactory.create(**kwargs)
    return Card(Quote.objects.with_cards().get(pk=quote.pk))


@pytest.mark.django_db
class TestCard:
    @pytest.mark.parametrize(
        ("kind", "content", "shown"),
        [
            ("direct", "We won.", "“We won.”"),
            ("mixed", "it was “a farce” all along", "it was “a farce” all along"),
            ("indirect", "they had won", "they had won"),
        ],
    )
    def test_only_direct_speech_gets_marks(self, kind: str, content: str, shown: str) -> None:
        assert card(kind=kind, content=content).words == shown

    def test_each_stretch_of_direct_speech_has_its_own_marks(self) -> None:
        quote = QuoteFactory.create(content="We won,", cue="said", source="Ana Ruiz", speaker="Ana Ruiz")
        place = quote.places.get()
        start = place.body.text.index("It will meet")
        Part.objects.create(place=place, role="content", start=start, end=start + 12, text="It will meet")
        assert Card(Quote.objects.with_cards().get()).words == "“We won,” … “It will meet”"

    @pytest.mark.parametrize(
        ("stance", "cue", "label", "word"),
        [
            ("asserts", "said", "", "said"),
            ("asserts", "", "", ""),
            ("denies", "denied", "Denial", "denied"),
            ("denies", "", "Denial", "denied"),
            ("declines", "declined", "Refusal", "declined"),
            ("asks", "", "Question", "asked"),
            ("supposes", "believes", "Supposition", "believes"),
        ],
    )
    def test_the_cue_stays_and_no_assertion_says_what_it_is(self, stance: str, cue: str, label: str, word: str) -> None:
        shown = card(stance=stance, cue=cue, kind="indirect")
        assert (shown.stance, shown.cue) == (label, word)

    @pytest.mark.parametrize(
        ("printed", "shown"),
        [("According to", "according to"), ("Said", "said"), ("UN-speak", "UN-speak"), ("did not say", "did not say")],
    )
    def test_a_cue_that_begins_its_sentence_is_shown_as_within_one(self, printed: str, shown: str) -> None:
        assert card(cue=printed, kind="indirect").cue == shown

    def test_a_speech_is_cut_in_a_list(self) -> None:
        shown = card(content="We won and " + "went on and " * 90 + "on.")
        assert shown.excerpt.endswith("…”")
        assert len(shown.excerpt) <= 610
        assert shown.words.endswith("and on.”")

    def test_a_colon_is_no_cue_to_show(self) -> None:
        assert card(cue=":", kind="indirect").cue == ""

    def test_the_less_sure_of_the_two_counts(self) -> None:
        assert card(confidence=0.95, name_confidence=0.5).certainty == "doubtful"
        assert card(confidence=0.7, name_confidence=0.9).certainty == "likely"

    @pytest.mark.parametrize(
        ("confidence", "name_confidence", "status", "doubt"),
        [
            (0.95, 0.5, "machine", True),
            (0.95, 0.7, "machine", False),
            (0.5, 0.5, "machine", False),  # then everything is
            (0.95, 0.5, "checked", False),
        ],
    )
    def test_a_doubtful_name_on_words_that_are_not(
        self, confidence: float, name_confidence: float, status: str, doubt: bool
    ) -> None:
        assert card(confidence=confidence, name_confidence=name_confidence, status=status).name_in_doubt is doubt

    def test_nobody_known_says_so_and_a_missing_name_lowers_no_certainty(self) -> None:
        shown = card(speaker=None, confidence=0.99, name_confidence=0.1)
        assert (shown.who, shown.certainty, shown.voices) == ("Speaker not known", "sure", [])

    def test_a_merged_speaker_is_shown_as_who_it_is_now(self) -> None:
        old, new = SpeakerFactory.create(name="A. Ruiz"), SpeakerFactory.create(name="Ana Ruiz")
        Speaker.objects.filter(pk=old.pk).update(merged_into=new)
        assert card(speaker=old).who == "Ana Ruiz"

    @pytest.mark.parametrize(
        ("kwargs", "title"),
        [
            ({"content": "We won."}, "Ana Ruiz said: “We won.”"),
            ({"content": "they had won", "kind": "indirect"}, "Ana Ruiz said: they had won"),
            (
                {"content": "it had leaked", "kind": "indirect", "stance": "denies", "cue": "denied"},
                "Denial – Ana Ruiz denied: it had leaked",
            ),
            (
                {"content": "Who knew?", "stance": "asks", "cue": "", "source": ""},
                "Question – Ana Ruiz asked: “Who knew?”",
            ),
            (
                {"content": "it had leaked", "kind": "indirect", "cue": "According to"},
                "According to Ana Ruiz: it had leaked",
            ),
            ({"content": "We won.", "speaker": None, "source": "he"}, "Speaker not known (said): “We won.”"),
            ({"content": "We won.", "speaker": None, "source": "", "cue": ""}, "Speaker not known: “We won.”"),
        ],
    )
    def test_a_title_keeps_stance_cue_and_marks_with_the_words(self, kwargs: dict[str, Any], title: str) -> None:
        shown = card(**{"speaker": "Ana Ruiz", **kwargs})
        assert (shown.title, shown.description) == (title, title)

    def test_a_long_quote_is_cut_and_closed_in_its_title(self) -> None:
        shown = card(content="We won and " + "went on and " * 20 + "on.", speaker="Ana Ruiz")
        assert shown.title.startswith("Ana Ruiz said: “We won and went on")
        assert shown.title.endswith("…”")
        assert len(shown.title) <= 90
        assert len(shown.title) < len(shown.description) <= 170

    def test_the_places_are_those_of_the_newest_body_that_has_it(self) -> None:
        quote = QuoteFactory.create(content="We won.")
        body = BodyFactory.create(article=quote.article, text="“We won.” And again: “We won.”")
        newer = [Place.objects.create(quote=quote, body=body, position=n) for n in range(2)]
        for place, start in zip(newer, (1, body.text.rindex("We won.")), strict=True):
            Part.objects.create(place=place, role="content", start=start, end=start + 7, text="We won.")
        shown = Card(Quote.objects.with_cards().get(pk=quote.pk))
        assert shown.places == newer
        assert shown.words == "“We won.”"

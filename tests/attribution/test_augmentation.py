"""Augmentation by rule: what each rule makes of a text, and that spans hold their words through all of them.

In the tables [source], {cue} and <content> are marked in the text. A rule is tried with many seeds: what is expected
must be among its outcomes.
"""

import copy
import html
import random
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.attribution.training.augmentation import LIGHTLY, RATES, augment, layout, order, places, styles, tags, verbs
from quotes.attribution.training.augmentation.drafts import Carry, Draft, Edit
from quotes.attribution.training.augmentation.marks import marks
from quotes.attribution.training.augmentation.people import rename_people
from quotes.attribution.training.augmentation.wordlists import REGIONS

Rule = Callable[[Draft, random.Random], Draft]
ROLES = {"[": "source", "{": "cue", "<": "content"}
SIGNS = {"source": "[]", "cue": "{}", "content": "<>"}


def marked(text: str, title: str = "") -> dict[str, Any]:
    """A document with one attribution, from a text in which its parts are marked."""
    spans: dict[str, list[list[int]]] = {role: [] for role in SIGNS}
    plain = ""
    for sign in re.split(r"([\[\]{}<>])", text):
        if sign in ROLES:
            spans[ROLES[sign]].append([len(plain), 0])
        elif sign and sign in "]}>":
            spans[{"]": "source", "}": "cue", ">": "content"}[sign]][-1][1] = len(plain)
        else:
            plain += sign
    return {"id": "1", "text": plain, "title": title, "attributions": [spans]}


def shown(draft: Draft) -> str:
    """The text of a draft with the parts of its attributions marked."""
    edges = [
        (offset, place, SIGNS[role][place == 0])
        for each in draft.attributions
        for role in SIGNS
        for span in getattr(each, role)
        for place, offset in ((1, span[0]), (0, span[1]))
    ]
    text, done, pieces = draft.text, 0, []
    for offset, _, sign in sorted(edges):
        pieces += [text[done:offset], sign]
        done = offset
    return "".join([*pieces, text[done:]])


def outcomes(rule: Rule, text: str, title: str = "", seeds: int = 200) -> set[str]:
    return {shown(rule(Draft.read(marked(text, title)), random.Random(seed))) for seed in range(seeds)}


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        (styles.restyle, '<"We go,"> {said} [Ann].', "<‘We go,’> {said} [Ann]."),
        (styles.restyle, '<"We go,"> {said} [Ann].', "<«We go,»> {said} [Ann]."),
        (styles.restyle, '<"We go,"> {said} [Ann].', "<„We go,“> {said} [Ann]."),
        (styles.restyle, '<"We go,"> {said} [Ann].', "<``We go,''> {said} [Ann]."),
        (styles.restyle, "<“He said ‘no’ to it,”> {said} [Ann].", "<‘He said “no” to it,’> {said} [Ann]."),
        (styles.restyle, "<''It's ours,''> {said} [Ann].", "<“It’s ours,”> {said} [Ann]."),
        (styles.restyle, "[Ann] {called} it <a “disaster.”>", "[Ann] {called} it <a 'disaster.'>"),
        (styles.british_order, "<“We go,”> {said} [Ann].", "<“We go”>, {said} [Ann]."),
        (styles.british_order, "[Ann] {called} it <a “disaster.”>", "[Ann] {called} it <a “disaster”>."),
        (styles.lose_a_mark, "<“We go,”> {said} [Ann].", "<“We go,> {said} [Ann]."),
        (styles.lose_a_mark, "<“We go,”> {said} [Ann].", "<We go,”> {said} [Ann]."),
        (styles.lose_a_mark, "<“We go,”> {said} [Ann].", "<We go,> {said} [Ann]."),
        (styles.lead_by_dash, "<“We go,”> {said} [Ann].", "<— We go,> {said} [Ann]."),
        (styles.lead_by_dash, "<“We go,”> {said} [Ann]. <“Now.”>", "<– We go,> {said} [Ann]. <– Now.>"),
        (styles.colon_before, "[Ann] {said}, <“We go.”>", "[Ann] {said}: <“We go.”>"),
        (verbs.exchange_verbs, "<“We go,”> [Ann] {said}.", "<“We go,”> [Ann] {explained}."),
        (verbs.exchange_verbs, "<“We go,”> [Ann] {said}.", "<“We go,”> [Ann] {continued}."),
        (verbs.exchange_verbs, "<“Do we go?”> [Ann] {said}.", "<“Do we go?”> [Ann] {asked}."),
        (verbs.exchange_verbs, "[Ann] {says} <that it will not work>.", "[Ann] {insists} <that it will not work>."),
        (verbs.exchange_verbs, "[Ann] {told} Bob <that it works>.", "[Ann] {reminded} Bob <that it works>."),
        (verbs.shift_tense, "[Ann Lee] {said} <it will not work>.", "[Ann Lee] {says} <it will not work>."),
        (verbs.shift_tense, "[The farmers] {said} <it will not work>.", "[The farmers] {say} <it will not work>."),
        (order.turn_inversions, "<“We go,”> [Ann Lee] {said}.", "<“We go,”> {said} [Ann Lee]."),
        (order.turn_inversions, "<“We go,”> {said} [Ann Lee] in Cork.", "<“We go,”> [Ann Lee] {said} in Cork."),
        (order.move_tags, "[Ann Lee] {said} <that the mill will close>.", "<The mill will close>, [Ann Lee] {said}."),
        (order.move_tags, "[The vicar] {said} <the mill will close>.", "<The mill will close>, [the vicar] {said}."),
        (
            order.move_tags,
            "<The mill will close>, [the vicar] {said}.",
            "[The vicar] {said} <that the mill will close>.",
        ),
        (order.say_that, "[Ann] {said} <that he would not go>.", "[Ann] {said} <he would not go>."),
        (order.say_that, "[Ann] {said} <he would not go>.", "[Ann] {said} <that he would not go>."),
        (tags.accord, "<It rained>, {according to} [the vicar].", "<It rained>, [the vicar] {said}."),
        (tags.accord, "<It rained>, [the vicar] {said}.", "<It rained>, {according to} [the vicar]."),
        (tags.accord, "{According to} [the vicar], <it rained>.", "[The vicar] {said} <it rained>."),
        (tags.transcribe, "[Ann Lee] {said}, <“We go.”>", "[Ann Lee]{:} <We go.>"),
        (tags.transcribe, "[Ann Lee] {said:} <“We go.”>", "[Ann Lee]{:} <“We go.”>"),
        (tags.transcribe, "<“We go,”> [Ann Lee] {said}.", "[ANN LEE]{:} <We go.>"),
        (tags.transcribe, "<“We go,”> {said} [Ann Lee]. <“Now.”>", "[Ann Lee]{:} <“We go. Now.”>"),
        (layout.leave_entities, "<“We go,”> {said} [Ann].", "<&ldquo;We go,&rdquo;> {said} [Ann]."),
        (layout.leave_entities, "[A&B] {said} <it's so>.", "[A&amp;B] {said} <it's so>."),
        (layout.odd_spaces, "<“We go,”> {said} [Ann].", "<“We go,”>{said} [Ann]."),
        (layout.odd_spaces, "[Ann] {said} <it rained>. It did.", "[Ann] {said} <it rained>.  It did."),
        (layout.split_paragraphs, "[Ann] {said} <it rained>. It did.", "[Ann] {said} <it rained>.\n\nIt did."),
        (layout.join_paragraphs, "Flood.\n\n[Ann] {said} <so>.\n\nIt did.", "Flood.\n\n[Ann] {said} <so>.\nIt did."),
        (layout.change_case, "[Ann] {said} <it rained>.", "[ANN] {SAID} <IT RAINED>."),
        (layout.change_case, "[Ann] {said} <it rained>.", "[ann] {said} <it rained>."),
    ],
)
def test_a_rule_gives(rule: Rule, text: str, expected: str) -> None:
    assert expected in outcomes(rule, text)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (styles.restyle, "[Ann] {said} <the '90s were the parents' best>."),
        (styles.british_order, "<“We go!”> {said} [Ann]."),
        (styles.lead_by_dash, "[Ann] {said}, <“We go.”>"),
        (styles.colon_before, "[Ann] {said} <“we go.”>"),
        (verbs.exchange_verbs, "[Ann] {said} <nothing>."),
        (verbs.exchange_verbs, "[Ann] was {said} <to be on her way home now>."),
        (verbs.exchange_verbs, "[Ann] {announced} <a plan for the old mill>."),
        (verbs.exchange_verbs, "[Ann] {said} of Bob <“a fool.”>"),
        (verbs.shift_tense, "[Williams] {said} <it will not work>."),
        (order.turn_inversions, "<“We go,”> [she] {said}."),
        (order.turn_inversions, "<“We go,”> {said} [Ann Lee, who runs the mill in the town]."),
        (order.move_tags, "[Ann Lee] {said} <that “the mill” will close>."),
        (order.move_tags, "[She] {said} <the mill will close>."),
        (order.move_tags, "Yesterday [Ann Lee] {said} <the mill will close>."),
        (order.move_tags, "[Ann Lee] {vowed} <to close the mill in May>."),
        (order.say_that, "[Ann] {said} <that is highly unlikely>."),
        (tags.accord, "<It rained>, [she] {said}."),
        (tags.transcribe, "<“We go,”> [she] {said}."),
        (tags.transcribe, "<“We go,”> [Ann Lee] {said} in Cork."),
        (layout.split_paragraphs, "[Ann] {said}, <“It rained. It did.”>"),
        (layout.join_paragraphs, "Flood.\n\n[Ann] {said}, <“So.>\n\n<“It did.”>"),
        (layout.headline_in_capitals, "[Ann] {said} <so>."),
    ],
)
def test_a_rule_leaves_alone(rule: Rule, text: str) -> None:
    assert outcomes(rule, text) == {text}


def test_people_are_renamed_throughout_and_the_headline_with_them() -> None:
    text = (
        "[Sen. Marco Rubio] {said} <he would go>. Mr. Rubio’s wife, Jane Rubio, stayed. “I agree with Rubio,” she said."
    )
    for seed in range(100):
        new = rename_people(Draft.read(marked(text, "Rubio to go")), random.Random(seed))
        assert not {"Rubio", "Marco", "Jane"} & set(re.findall(r"\w+", new.text + new.title))
        family = new.title.removesuffix(" to go")
        assert new.text.casefold().count(family.casefold()) == 4
        assert new.text[slice(*new.attributions[0].source[0])].casefold().count(family.casefold()) == 1


def test_a_family_is_renamed_in_the_plural() -> None:
    found = outcomes(rename_people, "[Ann Kasich] {said} <the Kasiches, the Kasichs and Kasich’s son agree>.")
    assert all("Kasichs" not in text and "Kasich’s" not in text for text in found)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("[The House] {said} <so>. The White House did not.", "White House"),
        ("[Will] {said} <so>. Will Congress?", "Will Congress"),
        ("[Ann Lee] {said} <so> in May. May Day came.", "May Day"),
    ],
)
def test_what_is_no_person_keeps_its_name(text: str, kept: str) -> None:
    assert all(kept in shown for shown in outcomes(rename_people, text))


def test_women_keep_the_names_of_women() -> None:
    women = {name for region in REGIONS for name in region.female}
    for seed in range(60):
        new = rename_people(Draft.read(marked("[Hillary Clinton] {said} <she would go>.")), random.Random(seed))
        assert any(name in new.text for name in women)


def test_places_and_organisations_change_with_their_articles() -> None:
    assert any(
        "a Kenyan <plan>" in text for text in outcomes(places.move_places, "[Ann] {has} an American <plan>.", seeds=900)
    )
    assert not any(
        "the " in text
        for text in outcomes(places.move_places, "[He] {left} <the United States>.")
        if "States" not in text
    )
    for text in outcomes(places.swap_organisations, "[Republicans] {said} <the GOP won>."):
        assert ("Republicans" in text) == ("GOP" in text)
    assert "[The lead author] {said} <so>." in outcomes(places.change_field, "[The president] {said} <so>.")


def test_a_headline_is_put_in_front_in_capitals_and_nothing_in_it_is_annotated() -> None:
    found = outcomes(layout.headline_in_capitals, "[Ann] {said} <so>.", "Rain, says Ann")
    assert found == {"RAIN, SAYS ANN\n[Ann] {said} <so>.", "RAIN, SAYS ANN\n\n[Ann] {said} <so>."}


def test_a_dateline_stands_before_the_first_words_below_the_headline() -> None:
    for text in outcomes(layout.dateline_in_front, "Rain, says Ann.\n\n[Ann] {said} <so>.", "Rain, says Ann"):
        assert re.fullmatch(r"Rain, says Ann\.\n\n[^\[]+\[Ann\] \{said\} <so>\.", text)
    assert outcomes(layout.dateline_in_front, "LONDON (AP) — [Ann] {said} <so>.") == {
        "LONDON (AP) — [Ann] {said} <so>."
    }


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("“No,” she said.", "()"),
        ('"No," she said. "Not \'now\' then."', "()(<>)"),
        ("``No,'' she said.", "()"),
        ("“No, ‘never’,” she said.", "(<>)"),
        ("The '90s weren't the kids' best.", ""),
        ('It is 6" long.', ""),
        ("“It goes on.", "("),
    ],
)
def test_marks(text: str, roles: str) -> None:
    found = marks(Draft.read({"text": text, "attributions": []}))
    assert (
        "".join(("<" if mark.opens else ">") if mark.inner else ("(" if mark.opens else ")") for mark in found) == roles
    )


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([Edit(0, 3, "Bob")], "[Bob] {said} <he goes>."),
        ([Edit(9, 9, "X")], "[Ann] {said} X<he goes>."),
        ([Edit(9, 9, "that ", joins="content")], "[Ann] {said} <that he goes>."),
        ([Edit(16, 16, "X")], "[Ann] {said} <he goes>X."),
        ([Edit(12, 12, "X")], "[Ann] {said} <he Xgoes>."),
        ([Edit(8, 11, "--")], "[Ann] {said}<--> <goes>.".replace("> <", " ")),
        ([Edit(0, 4, "")], "{said} <he goes>."),
        (
            [Edit(0, 3, "said", carries=(Carry(4, 8, 0, 4),)), Edit(4, 8, "Ann", carries=(Carry(0, 3, 0, 3),))],
            "{said} [Ann] <he goes>.",
        ),
    ],
)
def test_edits_move_the_spans(edits: list[Edit], expected: str) -> None:
    assert shown(Draft.read(marked("[Ann] {said} <he goes>.")).edited(edits)) == expected


def test_an_attribution_without_content_is_left_out() -> None:
    assert Draft.read(marked("[Ann] {said} <so>.")).edited([Edit(8, 11, "")]).attributions == ()


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        Draft.read(marked("[Ann] {said} <so>.")).edited([Edit(0, 5, ""), Edit(4, 8, "")])


_SOURCES = [
    "Ann Lee",
    "Sen. Marco Rubio",
    "the vicar",
    "She",
    "Mr. Trump",
    "Republicans",
    "O'Brien",
    "a White House aide",
]
_CONTENTS = ["we go", "it's over", "the plan of an American is “good”", "that he won't", "parents' rights & more", "no"]
_SENTENCES = [
    "<“{content},”> [{source}] {{said}}.",
    '<"{content},"> {{said}} [{source}].',
    "[{source}] {{said}}, <''{content}.''>",
    "[{source}] {{said}} <that {content}>.",
    "[{source}] {{told}} Bob: <“{content}.”>",
    "<{content}>, {{according to}} [{source}].",
    "<“{content},”> {{adds}} [{source}]. <“{content}.”>",
    "<It rained in Texas>, [{source}] {{said}}.",
]


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Documents of sentences and paragraphs, with an attribution in each."""
    text, attributions = "", []
    for _ in range(draw(st.integers(1, 5))):
        sentence = draw(st.sampled_from(_SENTENCES)).format(
            source=draw(st.sampled_from(_SOURCES)), content=draw(st.sampled_from(_CONTENTS))
        )
        one = marked(sentence)
        attributions.append(
            {
                role: [[len(text) + start, len(text) + end] for start, end in one["attributions"][0][role]]
                for role in SIGNS
            }
        )
        text += one["text"] + draw(st.sampled_from([" ", "\n", "\n\n"]))
    title = draw(st.sampled_from(["", "Trump: it's “over”", text[:20]]))
    return {"id": "1", "text": text, "title": title, "attributions": attributions, "outlet": "x"}


@st.composite
def scraps(draw: st.DrawFn) -> dict[str, Any]:
    """Any text at all, with spans anywhere."""
    words = st.sampled_from(
        ["“", "”", '"', "''", "'", "‘", " ", "\n", ", ", ". ", "said", "Ann Lee", "Trump", "ß", "Mr. ", "that "]
    )
    text = "".join(draw(st.lists(words | st.text(max_size=3), min_size=1, max_size=40))) or "x"
    spans = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 12)).map(
        lambda pair: [pair[0], min(len(text), sum(pair))]
    )
    attribution = st.fixed_dictionaries(
        {
            "source": st.lists(spans, max_size=1),
            "cue": st.lists(spans, max_size=1),
            "content": st.lists(spans, min_size=1, max_size=2),
        }
    )
    return {"id": "1", "text": text, "attributions": draw(st.lists(attribution, max_size=3))}


def words(text: str) -> list[str]:
    return re.findall(r"\w+", html.unescape(text).casefold())


@settings(deadline=None, max_examples=300)
@given(documents() | scraps(), st.integers(0, 10_000))
def test_every_span_holds_something_and_the_same_seed_gives_the_same(document: dict[str, Any], seed: int) -> None:
    before = copy.deepcopy(document)
    new = augment(document, random.Random(seed))
    assert document == before
    assert new == augment(document, random.Random(seed))
    assert new["id"] == "1"
    for each in new["attributions"]:
        assert each["content"]
        for start, end in (span for role in SIGNS for span in each[role]):
            assert 0 <= start < end <= len(new["text"])


@settings(deadline=None, max_examples=150)
@given(documents(), st.integers(0, 10_000))
@pytest.mark.parametrize("rule", [rule for rule, _ in RATES])
def test_each_rule_gives_valid_spans_on_its_own(rule: Rule, document: dict[str, Any], seed: int) -> None:
    new = rule(Draft.read(document), random.Random(seed))
    assert len(new.attributions) == len(document["attributions"])
    assert all(0 <= start < end <= len(new.text) and new.text[start:end].strip() for start, end in new.spans)


@pytest.mark.parametrize(
    "rule",
    [
        styles.restyle,
        styles.british_order,
        styles.lose_a_mark,
        styles.lead_by_dash,
        styles.colon_before,
        order.turn_inversions,
        layout.headline_in_capitals,
        layout.dateline_in_front,
        layout.change_case,
        layout.leave_entities,
        layout.odd_spaces,
        layout.join_paragraphs,
        layout.split_paragraphs,
    ],
)
@settings(deadline=None, max_examples=100)
@given(documents(), st.integers(0, 10_000))
def test_rules_on_marks_order_and_layout_keep_the_words_of_every_span(
    rule: Rule, document: dict[str, Any], seed: int
) -> None:
    draft = Draft.read(document)
    new = rule(draft, random.Random(seed))
    for before, after in zip(draft.attributions, new.attributions, strict=True):
        for role in SIGNS:
            old_words = [words(draft.text[slice(*span)]) for span in getattr(before, role)]
            assert [words(new.text[slice(*span)]) for span in getattr(after, role)] == old_words


def test_about_a_third_of_the_texts_differ_lightly() -> None:
    assert 0.25 <= LIGHTLY <= 0.4
    assert all(0 < rate < 1 for _, rate in RATES)
    document = marked("<“We go,”> [Ann Lee] {said}.")
    same = sum(augment(document, random.Random(seed))["text"] == document["text"] for seed in range(400))
    assert 20 <= same <= 200

"""What sentences tell of to whom and when something was said, on the model's own parses."""

import pytest
from spacy.language import Language
from spacy.tokens import Token

from quotes.attribution.details import addressee_of, time_of
from quotes.attribution.turns import give_turns_their_addressees
from quotes.attribution.types import Draft, Span, Stance

pytestmark = pytest.mark.model


def cue_in(nlp: Language, text: str) -> Token:
    """The word in square brackets."""
    start = text.index("[")
    doc = nlp(text.replace("[", "").replace("]", ""))
    return next(token for token in doc if token.idx == start)


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Mara Quill [told] the council that the gate was shut.", "council"),
        ("“It is shut,” Mara Quill [told] reporters.", "reporters"),
        ("“It is shut,” Mara Quill [told] a news conference in Orsin.", "conference"),
        ("“It is shut,” she [said] to the man at the window.", "man"),
        ("Mara Quill [said] to reporters on Friday that the gate was shut.", "reporters"),
        ("Mara Quill [explained] to the committee that the gate was shut.", "committee"),
        ("Mara Quill [wrote] to the committee that the gate was shut.", "committee"),
        ("Mara Quill [wrote] in a letter to the committee that the gate was shut.", "committee"),
        ("Mara Quill [said] in an interview with the Herald that the gate was shut.", "Herald"),
        ("Mara Quill [asked] the minister whether the gate was shut.", "minister"),
        ("Mara Quill [assured] residents that the gate would hold.", "residents"),
        ("Mara Quill [reminded] him that the gate was shut.", "him"),
        ("Mara Quill [warned] ministers that the gate would not hold.", "ministers"),
        ("Mara Quill [urged] both sides to talk.", "sides"),
        ("Mara Quill [begged] skippers to stay in port.", "skippers"),
        ("Mara Quill [thanked] the fishermen for their help.", "fishermen"),
        ("The council was [told] by Mara Quill that the gate was shut.", "council"),
        ("Residents were [warned] that the gate would not hold.", "Residents"),
        ("Mara Quill [testified] before the committee that the gate was shut.", "committee"),
        ("Speaking to reporters, Mara Quill [said] the gate was shut.", "reporters"),
        ("Mara Quill, speaking to reporters, [said] the gate was shut.", "reporters"),
        ("Asked by the Herald whether the gate was shut, Mara Quill [said] it was.", "Herald"),
        # Nobody is told
        ("Mara Quill [said] that the gate was shut.", None),
        ("Mara Quill [said] that she had told the council.", None),
        ("Mara Quill [urged] restraint.", None),
        ("Mara Quill is [assured] of a seat.", None),
        ("Mara Quill did not [respond] to attempts to reach her.", None),
        ("Mara Quill [asked] a question about the gate.", None),
        ("Mara Quill [answered] the charge that the gate was shut.", None),
        ("Mara Quill [replied] to the question that the gate was shut.", None),
        ("Mara Quill [promised] a new gate.", None),
        ("Mara Quill [pointed] to the gate, which was shut.", None),
        ("Mara Quill [said] in a statement that the gate was shut.", None),
        ("Mara Quill [announced] a meeting with the council.", None),
        ("Mara Quill [ordered] a review of the gate.", None),
    ],
)
def test_to_whom_it_was_said(nlp: Language, text: str, addressee: str | None) -> None:
    found = addressee_of(cue_in(nlp, text))
    assert (found.text if found else None) == addressee


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Mara Quill [said] on Friday that the gate was shut.", "Friday"),
        ("Mara Quill [said] Friday that the gate was shut.", "Friday"),
        ("Mara Quill [said] last Friday that the gate was shut.", "last Friday"),
        ("Mara Quill [said] late on Monday that the gate was shut.", "Monday"),
        ("Mara Quill [said] late Monday that the gate was shut.", "Monday"),
        ("Mara Quill [said] on Monday evening that the gate was shut.", "Monday"),
        ("Mara Quill [said] on the evening of Monday that the gate was shut.", "Monday"),
        ("Mara Quill [said] on 3 May that the gate was shut.", "3 May"),
        ("Mara Quill [said] on May 3, 2031, that the gate was shut.", "May 3, 2031"),
        ("Mara Quill [said] two days ago that the gate was shut.", "two days ago"),
        ("Mara Quill [said] yesterday that the gate was shut.", "yesterday"),
        ("The gate is shut, Mara Quill [said] yesterday evening.", "yesterday"),
        ("The gate is shut, Mara Quill [said] this morning.", "this morning"),
        ("The gate is shut, Mara Quill [told] reporters this morning.", "this morning"),
        ("The gate is shut, Mara Quill [told] the council on Friday.", "Friday"),
        ("The gate is shut, Mara Quill [said] earlier today.", "today"),
        ("“The gate is shut,” [said] Mara Quill on Friday.", "Friday"),
        ("On Friday, Mara Quill [said] that the gate was shut.", "Friday"),
        ("On Friday Mara Quill [said] the gate was shut.", "Friday"),
        ("Yesterday the mayor, who is new, [said] the gate was shut.", "Yesterday"),
        ("But on 3 May, Mara Quill [said] that the gate was shut.", "3 May"),
        ("Mara Quill on Friday [said] that the gate was shut.", "Friday"),
        ("Mara Quill [said] in a statement on Friday that the gate was shut.", "Friday"),
        ("Mara Quill [said] in an interview with the Herald on Friday that the gate was shut.", "Friday"),
        ("Mara Quill [wrote] in a letter published yesterday that the gate was shut.", "yesterday"),
        ("Speaking on Friday, Mara Quill [said] the gate was shut.", "Friday"),
        ("The gate is shut, Mara Quill [announced] on Tuesday at the end of talks in Orsin.", "Tuesday"),
        ("Mara Quill went on to [say] on Friday that the gate was shut.", "Friday"),
        # No day, or another thing's
        ("Mara Quill [said] earlier this week that the gate was shut.", None),
        ("Mara Quill [said] in June that the gate was shut.", None),
        ("Mara Quill [said] before the vote on Sunday that the gate was shut.", None),
        ("Mara Quill [said] ahead of Sunday's vote that the gate was shut.", None),
        ("Mara Quill, who was elected on Sunday, [said] that the gate was shut.", None),
        ("The gate broke on Friday, and Mara Quill [said] that it would be shut.", None),
        ("After the gate broke on Friday, Mara Quill [said] it would be shut.", None),
    ],
)
def test_when_it_was_said(nlp: Language, text: str, day: str | None) -> None:
    cue = cue_in(nlp, text)
    found = time_of(cue)
    assert (cue.doc.text[slice(*found)] if found else None) == day


@pytest.mark.parametrize(
    "text",
    [
        "Mara Quill [said] Friday was a holiday.",
        "Mara Quill [said] on Friday the gate would be shut.",
        "Mara Quill [announced] a strike on Friday.",
    ],
)
def test_a_day_within_what_was_said_is_not_when_it_was_said(nlp: Language, text: str) -> None:
    cue = cue_in(nlp, text)
    behind = cue.idx + len(cue) + 1
    assert time_of(cue, [(behind, len(cue.doc.text))]) is None


TALK = "PROW: A bell? COYLE: A bell. PROW: Whose? ROE: Mine."


def turn(text: str, words: str, after: int = 0) -> Draft:
    start = text.index(words, after)
    label_end = start + words.index(":")
    return Draft(((label_end + 2, start + len(words)),), "transcript", source=((start, label_end),))


def told(text: str, drafts: list[Draft]) -> list[str | None]:
    give_turns_their_addressees(text, drafts)
    return [text[slice(*draft.addressee)] if draft.addressee else None for draft in drafts]


def test_two_in_an_interview_speak_to_each_other() -> None:
    drafts = [turn(TALK, "PROW: A bell?"), turn(TALK, "COYLE: A bell."), turn(TALK, "PROW: Whose?")]
    assert told(TALK, drafts) == ["COYLE", "PROW", "COYLE"]
    assert drafts[1].addressee == drafts[0].source[0]


def test_of_three_nobody_knows_who_is_spoken_to() -> None:
    turns = ["PROW: A bell?", "COYLE: A bell.", "PROW: Whose?", "ROE: Mine."]
    assert told(TALK, [turn(TALK, words) for words in turns]) == [None] * 4


def test_letters_are_no_names() -> None:
    text = "Q: A bell? A: A bell."
    assert told(text, [turn(text, "Q: A bell?"), turn(text, "A: A bell.")]) == [None, None]


@pytest.mark.parametrize(
    ("stance", "cue", "addressee"),
    [
        (Stance.ASKS, "replied", "Reporters"),
        (Stance.ASKS, "shot back", "Reporters"),
        (Stance.ASKS, "added", None),
        (Stance.ASSERTS, "replied", None),
    ],
)
def test_who_replies_to_a_question_speaks_to_whoever_asked(stance: Stance, cue: str, addressee: str | None) -> None:
    text = f"Reporters asked if she would. “Not now,” she {cue}."

    def span(words: str) -> Span:
        return text.index(words), text.index(words) + len(words)

    asked = Draft((span("if she would"),), "ccomp", cue=(span("asked"),), source=(span("Reporters"),), stance=stance)
    reply = Draft((span("“Not now,”"),), "quoted", cue=(span(cue),), source=((45, 48),))
    assert told(text, [asked, reply]) == [None, addressee]

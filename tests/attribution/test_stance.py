"""What a source does with the content: asserts, denies, declines, asks or supposes it."""

import pytest

from quotes.attribution import AttributedQuote, Document, Stance, attribute

pytestmark = pytest.mark.model


def quotes(text: str) -> list[AttributedQuote]:
    return attribute(Document("a", text))


def words(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return " … ".join(text[start:end] for start, end in spans)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Mara Quill said the gate was cracked.", Stance.ASSERTS),
        ("Mara Quill denied that the gate was cracked.", Stance.DENIES),
        ("Mara Quill did not say whether the gate was cracked.", Stance.DECLINES),
        ("Mara Quill declined to comment on the gate.", Stance.DECLINES),
        ("Mara Quill refused to say who had shut the gate.", Stance.DECLINES),
        ("Mara Quill asked whether the gate was cracked.", Stance.ASKS),
        ("Mara Quill speculated that the gate was cracked.", Stance.SUPPOSES),
        ("Mara Quill did not deny that the gate was cracked.", Stance.ASSERTS),
        ("Mara Quill dismissed suggestions that the gate was cracked.", Stance.DENIES),
        ("Mara Quill hopes that the gate will hold.", Stance.SUPPOSES),
        ("Mara Quill told them to shut the gate.", Stance.ASSERTS),
        ("Mara Quill dismissed the report as nonsense.", Stance.DENIES),
        ("Mara Quill dismissed the singer as a “tired amateur”.", Stance.ASSERTS),
        ("“They will never, ever,” Mara Quill said, “get away with it.”", Stance.ASSERTS),
        ("“I will go,” Mara Quill never said.", Stance.DECLINES),
        ("Neither Quill nor Hallin said who would pay.", Stance.DECLINES),
        ("Neither Quill nor Hallin denied that they had met.", Stance.DECLINES),
        ("No one said that the gate was cracked.", Stance.DECLINES),
        ("Mara Quill failed to say whether the gate was cracked.", Stance.DECLINES),
        ("Mara Quill stopped short of saying that the gate was cracked.", Stance.DECLINES),
        ("Mara Quill denied having told Tom Hallin that the gate was cracked.", Stance.DENIES),
        ("Police cannot rule out that the gate was cracked on purpose.", Stance.SUPPOSES),
        ("Mara Quill stopped short of calling the gate unsafe.", Stance.DECLINES),
        ("Mara Quill refrained from calling the gate unsafe.", Stance.DECLINES),
        ("Mara Quill avoided calling the gate unsafe.", Stance.DECLINES),
        ("Mara Quill resisted calling it a disaster.", Stance.DECLINES),
        ("Mara Quill avoided jail by admitting that she had cracked the gate.", Stance.ASSERTS),
        ("Mara Quill never failed to mention that the gate was old.", Stance.ASSERTS),
        ("Mara Quill failed to win after saying that the gate was safe.", Stance.ASSERTS),
        ("Mara Quill failed to win and said that the gate was safe.", Stance.ASSERTS),
        ("Mara Quill refrained from naming or accusing her keeper.", Stance.DECLINES),
        ("The council has yet to say how many gates are cracked.", Stance.DECLINES),
        ("The council has yet to confirm that the gate is cracked.", Stance.DECLINES),
        ("The council has yet to announce a date for the repair.", Stance.DECLINES),
        ("The council has yet to respond to the report.", Stance.DECLINES),
        ("The council has still to say how many gates are cracked.", Stance.DECLINES),
        ("The council still has to admit that the gate is cracked.", Stance.ASSERTS),
        ("The firm has yet to mend the gate, Mara Quill said.", Stance.ASSERTS),
        ("The council was unable to say how many gates are cracked.", Stance.DECLINES),
        ("Mara Quill was not able to say who had shut the gate.", Stance.DECLINES),
        ("Mara Quill left without saying who had shut the gate.", Stance.DECLINES),
        ("Mara Quill could not speak without saying that the gate was cracked.", Stance.ASSERTS),
        ("Mara Quill, without naming anyone, said that the gate was cracked.", Stance.ASSERTS),
        ("Mayor Mara Quill dodged the question about the gate.", Stance.DECLINES),
        ("Mayor Mara Quill brushed aside the question.", Stance.DECLINES),
        ("The council said it had no comment.", Stance.DECLINES),
        ("A spokeswoman for the firm said it would not comment on the gate.", Stance.DECLINES),
        ("The firm said it does not comment on rumours.", Stance.DECLINES),
        ("The firm said it could not confirm that the gate was cracked.", Stance.DECLINES),
        ("The council offered no comment.", Stance.DECLINES),
        ("“No comment,” the firm said.", Stance.DECLINES),
        ("“I will not comment on the gate, but the bridge is safe,” Mara Quill said.", Stance.ASSERTS),
        ("“I have no comment on that. The bridge is safe,” Mara Quill said.", Stance.ASSERTS),
        ("Mara Quill said Tom Hallin had no comment.", Stance.ASSERTS),
        ("The firm said it would not respond to the storm.", Stance.ASSERTS),
        ("The council would not comment.", Stance.DECLINES),
        ("Neither Quill nor her lawyer, Tom Hallin, would comment.", Stance.DECLINES),
        ("The firm had no comment on the report.", Stance.DECLINES),
        ("Mara Quill could not be reached for comment.", Stance.DECLINES),
        ("The firm did not immediately return a call.", Stance.DECLINES),
        ("The firm did not return calls seeking comment.", Stance.DECLINES),
        ("If Quill says that the gate is safe, nobody will believe her.", Stance.SUPPOSES),
        ("Unless Quill admits that she lied, the council will vote on Monday.", Stance.SUPPOSES),
        ("If the gate is safe, Mara Quill said, the road will stay open.", Stance.ASSERTS),
        ("If, as Mara Quill says, the gate is safe, the road will stay open.", Stance.ASSERTS),
        ("Mara Quill would have said that the gate was safe.", Stance.SUPPOSES),
        ("Mara Quill might have said that the gate was safe.", Stance.SUPPOSES),
        ("Mara Quill should say that she is sorry.", Stance.SUPPOSES),
        ("Mara Quill ought to admit that she lied.", Stance.SUPPOSES),
        ("Mara Quill may announce a plan.", Stance.SUPPOSES),
        ("Mara Quill could announce that she is leaving.", Stance.SUPPOSES),
        ("Mara Quill could recall that the gate was open.", Stance.ASSERTS),
        ("Her father would say that the gate was a blessing.", Stance.ASSERTS),
        ("Mara Quill would not say who had shut the gate.", Stance.DECLINES),
        ("Mara Quill could not say who had shut the gate.", Stance.DECLINES),
        ("I should say that the gate is safe.", Stance.ASSERTS),
        ("Theresa May said that the gate was safe.", Stance.ASSERTS),
        ("I wrote to ask how the gate is measured.", Stance.ASKS),
        ("Mara Quill called to ask whether the gate was open.", Stance.ASKS),
        ("“Absolutely,” Mara Quill said when asked about the gate.", Stance.ASSERTS),
        ("Mara Quill wrote to ask them to shut the gate.", Stance.ASSERTS),
        ("Mara Quill pleaded not guilty.", Stance.DENIES),
    ],
)
def test_stance(text: str, stance: Stance) -> None:
    assert [quote.stance for quote in quotes(text)] == [stance]


def test_a_refusal_does_not_extend_to_what_is_said_beside_it() -> None:
    text = "Mara Quill refused to blame her keeper for the goal. “He has been brilliant for us.”"
    refused, said = quotes(text)
    assert (refused.stance, words(text, refused.content)) == (Stance.DECLINES, "to blame her keeper for the goal")
    assert (said.stance, words(text, said.content)) == (Stance.ASSERTS, "“He has been brilliant for us.”")
    assert [voice.name for voice in said.voices] == ["Mara Quill"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Mara Quill said staff had “warm words” for the firm; she refused to be drawn on whether it had paid.",
            {"staff had “warm words” for the firm": Stance.ASSERTS, "whether it had paid": Stance.DECLINES},
        ),
        ("Police said he was calm; they would not name him.", {"he was calm": Stance.ASSERTS}),
        (
            "Mara Quill said the firm was small; it would not survive the winter.",
            {"the firm was small; it would not survive the winter": Stance.ASSERTS},
        ),
    ],
)
def test_what_is_said_ends_before_a_refusal(text: str, said: dict[str, Stance]) -> None:
    assert {words(text, quote.content): quote.stance for quote in quotes(text)} == said

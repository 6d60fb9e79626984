"""The bounded, marked passage, and the link into the original."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.pages.passages import Marked, original, passage

TEXT = (
    "Council delays the wall\n"
    "The vote was put off after a long argument. “We will not pay,” Anna Berg told the meeting. It rained.\n"
    "She asked for time.\n"
    "Nobody minded."
)


def part(role: str, words: str, text: str = TEXT) -> Marked:
    start = text.index(words)
    return Marked(role, start, start + len(words))


QUOTE = [part("content", "“We will not pay,”"), part("cue", "told"), part("source", "Anna Berg")]


def flat(paragraphs: object) -> list[str]:
    """Each paragraph as "…text [role: words] text"."""
    return [
        ("" if paragraph.begins else "…")
        + "".join(f"[{s.role}: {s.text}]" if s.role else s.text for s in paragraph.segments)
        + ("" if paragraph.ends else "…")
        for paragraph in paragraphs  # type: ignore[attr-defined]
    ]


def test_the_paragraph_with_its_parts_and_no_other() -> None:
    marked = "[content: “We will not pay,”] [source: Anna Berg] [cue: told]"
    assert flat(passage(TEXT, QUOTE, 400)) == [
        f"The vote was put off after a long argument. {marked} the meeting. It rained."
    ]


def test_no_more_than_the_allowed_characters_on_either_side_and_whole_words() -> None:
    assert flat(passage(TEXT, QUOTE, 14)) == [
        "…argument. [content: “We will not pay,”] [source: Anna Berg] [cue: told] the meeting.…"
    ]
    assert flat(passage(TEXT, QUOTE, 0)) == ["…[content: “We will not pay,”] [source: Anna Berg] [cue: told]…"]


def test_parts_far_apart_give_two_stretches() -> None:
    text = f"Ana Ruiz, {'word ' * 60}said yes.\nEnd."
    parts = [part("source", "Ana Ruiz", text), part("cue", "said", text), part("content", "yes", text)]
    assert flat(passage(text, parts, 10)) == [
        "[source: Ana Ruiz], word…",
        "…word word [cue: said] [content: yes].",
    ]


def test_content_over_several_paragraphs() -> None:
    text = "One.\n“First.\n\n“Second,” he said.\nThree."
    start, end = text.index("“First"), text.index(" he")
    parts = [Marked("content", start, end), part("source", "he", text), part("cue", "said", text)]
    assert flat(passage(text, parts, 50)) == ["[content: “First.]", "[content: “Second,”] [source: he] [cue: said]."]


def test_without_a_source_the_nearest_mention_is_shown() -> None:
    text = "Mr Quill spoke.\nAna Ruiz stood up.\n“Yes.”\nEnd."
    parts = [
        part("content", "“Yes.”", text),
        part("mention", "Mr Quill", text),
        part("mention", "Ana Ruiz", text),
    ]
    assert flat(passage(text, parts, 50)) == ["[mention: Ana Ruiz] stood up.", "[content: “Yes.”]"]


def test_where_parts_overlap_the_source_goes_first() -> None:
    text = "the claim by residents that it leaked"
    parts = [Marked("content", 0, len(text)), part("source", "residents", text), part("mention", "residents", text)]
    assert flat(passage(text, parts, 9)) == ["[content: the claim by ][source: residents][content:  that it leaked]"]


@given(st.data())
def test_what_is_shown_stands_in_the_text_and_is_bounded(data: st.DataObject) -> None:
    text = data.draw(st.text(alphabet="ab “\n", min_size=1, max_size=200))
    around = data.draw(st.integers(0, 40))
    parts = []
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        parts.append(Marked(data.draw(st.sampled_from(["source", "cue", "content", "mention"])), start, end))
    paragraphs = passage(text, parts, around)
    shown = 0
    for paragraph in paragraphs:
        words = "".join(segment.text for segment in paragraph.segments)
        assert words in text
        assert "\n" not in words
        shown += len(words)
    assert shown <= sum(p.end - p.start + 2 * around * (text.count("\n", p.start, p.end) + 1) for p in parts)


@pytest.mark.parametrize(
    ("words", "directive"),
    [
        ("“We will not pay,”", "a long argument.-,“We will not pay,”,-Anna Berg told"),
        ("We will not pay", "a long argument.-,“We will not pay,”,-Anna Berg told"),
        ("Council delays the wall", "Council delays the wall"),
        (TEXT.splitlines()[1], "The vote was put off,told the meeting. It rained."),
        ("It rained.\nShe asked", "told the meeting.-,It rained.,She asked,-for time."),
    ],
)
def test_the_original_opens_at_the_words(words: str, directive: str) -> None:
    url = original("https://example.com/a?b=c", TEXT, [part("content", words)])
    assert unquote(url) == f"https://example.com/a?b=c#:~:text={directive}"


def test_what_divides_a_directive_is_encoded() -> None:
    text = "Well, so-called “peace & quiet” — he said"
    url = original("https://example.com/", text, [part("content", "“peace & quiet”", text)])
    assert (
        url
        == "https://example.com/#:~:text=Well%2C%20so%2Dcalled-,%E2%80%9Cpeace%20%26%20quiet%E2%80%9D,-%E2%80%94%20he%20said"
    )


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("", ""),
        ("javascript:alert(1)", ""),
        ("https://example.com/#top", "https://example.com/#top:~:text=Nobody%20minded."),
    ],
)
def test_addresses(url: str, expected: str) -> None:
    assert original(url, TEXT, [part("content", "Nobody minded.")]) == expected


def test_without_content_the_original_opens_at_its_beginning() -> None:
    assert original("https://example.com/", TEXT, []) == "https://example.com/"

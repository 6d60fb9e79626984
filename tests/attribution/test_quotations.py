"""Which stretches of a text stand in quotation marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import paragraphs
from quotes.attribution.quotations import kind_by_marks, quotations


def marked(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We open at noon,” she said.", ["“We open at noon,”"]),
        ('"We open at noon," she said.', ['"We open at noon,"']),
        ("‘We open at noon,’ she said.", ["‘We open at noon,’"]),
        ("'We open at noon,' she said.", ["'We open at noon,'"]),
        ("«We open at noon», she said.", ["«We open at noon»"]),
        ("„We open at noon“, she said.", ["„We open at noon“"]),
        ("„We open at noon”, she said.", ["„We open at noon”"]),
        ("``We open at noon,'' she said.", ["``We open at noon,''"]),
        ("''We open at noon,'' she said.", ["''We open at noon,''"]),
        ('“We open at noon," she said.', ['“We open at noon,"']),
        ('``We open at noon," she said.', ['``We open at noon,"']),
        ("“We open,” she said, “at noon.”", ["“We open,”", "“at noon.”"]),
        ("The rest is “red tape”.", ["“red tape”"]),
    ],
)
def test_marks_of_every_kind(text: str, expected: list[str]) -> None:
    assert marked(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It's the girls' coats and the boys' boots that don't dry.",
        "It’s the girls’ coats and the boys’ boots that don’t dry.",
        "Rock 'n' roll ruled in the '90s, and 'tis still loud.",
        'The plank is 6" wide and 5\'11" long.',
        "A ‘90s song, said nobody.",
    ],
)
def test_apostrophes_inches_and_decades_are_no_marks(text: str) -> None:
    assert marked(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“She called it ‘a mess’ twice,” he said.", ["“She called it ‘a mess’ twice,”"]),
        ("‘She shouted “Stop!” twice,’ he said.", ["‘She shouted “Stop!” twice,’"]),
        ("“One “two” three,” he said.", ["“One “two” three,”"]),
        ("‘It’s ‘fine’, really,’ he said.", ["‘It’s ‘fine’, really,’"]),
    ],
)
def test_nested_quotations_belong_to_the_outer_one(text: str, expected: list[str]) -> None:
    assert marked(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‘The dogs’ bowls were empty,’ he said.", ["‘The dogs’ bowls were empty,’"]),
        ("'The workers' hall is shut,' he said.", ["'The workers' hall is shut,'"]),
        ('"The plank is 6" wide," he said.', ['"The plank is 6" wide,"']),
    ],
)
def test_an_apostrophe_or_inch_sign_does_not_close_a_quotation(text: str, expected: list[str]) -> None:
    assert marked(text) == expected


def test_a_quotation_left_open_goes_on_in_the_next_paragraph() -> None:
    text = "“The first part.\n“The second part,” he said."
    first, second = quotations(text, paragraphs(text))
    assert (first.open, first.continues) == (True, False)
    assert (second.open, second.continues) == (False, True)
    assert text[second.inner_start : second.inner_end] == "The second part,"


def test_it_goes_on_without_a_new_mark_where_only_the_end_is_marked() -> None:
    assert marked("“The first part.\nThe second part,” he said.") == ["“The first part.", "The second part,”"]


def test_a_lone_mark_takes_no_paragraph_but_its_own() -> None:
    assert marked("“Nobody closes this.\nThe council met on Monday.") == ["“Nobody closes this."]


@given(st.text(alphabet=st.sampled_from("aé s.,\n“”\"‘’'«»„`5—"), max_size=80))
def test_whatever_the_text_they_are_in_order_inside_their_paragraphs(text: str) -> None:
    spans = paragraphs(text)
    end = 0
    for q in quotations(text, spans):
        assert end <= q.start <= q.inner_start <= q.inner_end <= q.end
        assert any(start <= q.start and q.end <= stop for start, stop in spans)
        end = q.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The pier opens in spring,” Mayor Brandt said. “We are glad.”",
            ["The pier opens in spring,”", "“We are glad.”"],
        ),
        ('We lost the count," said union secretary Okoye. "Twice."', ['We lost the count,"', '"Twice."']),
        ("“The ferry left, said Tomas Reuel, who had waited.", ["“The ferry left,"]),
        ("“We gave it away, he said. “Twice.” Then he left.", ["“We gave it away,", "“Twice.”"]),
        ("The report was “a work of fiction. She said so twice.", ["“a work of fiction."]),
        ("“We lost, and then we lost again. It was cold", ["“We lost, and then we lost again. It was cold"]),
        ("“We lost, he said.\n“It was cold.”", ["“We lost, he said.", "“It was cold.”"]),
        ("It was over,” and nobody knew why.", []),
        ("“He came, he said “no” and he left,” she said.", ["“He came, he said “no” and he left,”"]),
    ],
)
def test_a_forgotten_mark(text: str, expected: list[str]) -> None:
    assert marked(text) == expected


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("“It rains,”", "direct"),
        ("It rains", "direct"),
        ("that “the quay” floods", "mixed"),
        ("floods", "indirect"),
        ("…", "indirect"),
    ],
)
def test_the_kind_that_marks_tell(content: str, kind: str) -> None:
    text = "“It rains,” she said, and that “the quay” floods …"
    start = text.index(content)
    held = quotations(text, paragraphs(text))
    assert kind_by_marks(text, [(start, start + len(content))], held).value == kind

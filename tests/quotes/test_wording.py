"""How words are set: one pair of marks around direct speech, and nothing cut open."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.pages.wording import cut_out, in_marks, printed, printed_in_place, shortened, unfilled


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("We won.", "“We won.”"),
        ("“We won,”", "“We won,”"),
        ('"We won,"', "“We won,”"),
        ("``We won,''", "“We won,”"),
        ("‘We won,’", "‘We won,’"),
        ("'We won,'", "‘We won,’"),
        ("«We won»", "«We won»"),
        ("„We won“", "„We won“"),
        ("„We won”", "„We won”"),
        ("“We won”,", "“We won”"),
        ("“We go on", "“We go on”"),
        ('"We go on', "“We go on”"),
        ("we go on”", "“we go on”"),
        ("‘No one says “thanks”,’", "‘No one says “thanks”,’"),
        ("“", "“”"),
        # Opened once more in the next paragraph: on one line it is opened once.
        ("“We won.\n\n“We go on.”", "“We won. We go on.”"),
        ('"We won.\n"We go on."', "“We won. We go on.”"),
        ("``We won.\n``We go on.''", "“We won. We go on.”"),
        ("«We won.\n«We go on.»", "«We won. We go on.»"),
        ("“We won.”\n“We go on.”", "“We won.” “We go on.”"),
        ("We won.\n“Never!” they cried.", "“We won. ‘Never!’ they cried.”"),
        # What stands for one mark is one mark, wherever the stretch was cut.
        ('“We won,"', "“We won,”"),
        ("“We won,''", "“We won,”"),
        ('We lost no life"', "“We lost no life”"),
        ("We lost no life''", "“We lost no life”"),
        ("We lost no life»", "“We lost no life”"),
        ("We lost no life.“", "“We lost no life.”"),
        ("We lost no life,’", "“We lost no life,”"),
        ("We lost no life,'", "“We lost no life,”"),
        ("we go on”,", "“we go on”"),
        ("“We lost no life»", "“We lost no life”"),
        ("«We lost no life”", "“We lost no life”"),
        ('«We lost no life"', "“We lost no life”"),
        ("‘We won,'", "“We won,”"),
        ("'We won,’", "‘We won,’"),
        ("”We won,”", "“We won,”"),
        ("«We go on", "“We go on”"),
        ("„We go on", "“We go on”"),
        # Two single marks of a typewriter are one double mark.
        ("''I see that one's name counts.''", "“I see that one's name counts.”"),
        ("''I see that one's name counts", "“I see that one's name counts”"),
        ("''We won.\n''We go on.''", "“We won. We go on.”"),
        ("''They said 'no'''", "“They said 'no'”"),
        # In both directions.
        ("»We won«", "»We won«"),
        ("« We won »", "« We won »"),
        ("We won»", "“We won”"),
        ("We won«", "“We won”"),
        ("»We go on", "“We go on”"),
        ("‚We won‘", "‚We won‘"),
        # Nested, whole and cut.
        ("„We said ‚no‘ to it“", "„We said ‚no‘ to it“"),
        ("«We said “no” to it»", "«We said “no” to it»"),
        ('«We said "no" to it»', "«We said “no” to it»"),
        ('"We said “no”', "“We said ‘no’”"),
        ("“We said ‘no’", "“We said ‘no’”"),
        ("‘We said “no”", "“We said ‘no’”"),
        ("We said “no”,’", "“We said ‘no’,”"),
        ("We said ‘no.’”", "“We said ‘no.’”"),
        ("never do that,’”", "“‘never do that,’”"),
        ("“We said ‘never", "“We said ‘never’”"),
        ("We said, “Never", "“We said, ‘Never’”"),
        ("We said “you say ‘no’ a lot” and left", "“We said ‘you say “no” a lot’ and left”"),
        # The outlet's words between: its marks are completed, and none are put around them.
        ("We won,” she said", "“We won,” she said"),
        ("we won,” she said, “and went", "“we won,” she said, “and went”"),
        ("“We won,” she said. “We went", "“We won,” she said. “We went”"),
        ("'We won,' she said. 'We went.'", "‘We won,’ she said. ‘We went.’"),
        # An apostrophe at the end of a word closes nothing.
        ("It was the boys'", "“It was the boys'”"),
        ("It was the boys’", "“It was the boys’”"),
        ("‘It is the boys’ cup,’", "‘It is the boys’ cup,’"),
        ("“The boys’ cup", "“The boys’ cup”"),
        ("'We don't know'", "‘We don't know’"),
        ("'It is the boys' cup,'", "‘It is the boys' cup,’"),
        ("It was rock 'n' roll,", "“It was rock 'n' roll,”"),
        # Cut out of a speech where a paragraph was opened once more.
        ("It’s over.\n“We go on.", "“It’s over. We go on.”"),
        # Inches.
        ('A 65" screen', '“A 65" screen”'),
        ('"A 65" screen"', "“A 65” screen”"),
        # An interview prints no marks; a quotation within it is an inner one.
        ("He said, “No.” I left.", "“He said, ‘No.’ I left.”"),
    ],
)
def test_direct_speech_stands_in_one_pair_of_marks(printed: str, shown: str) -> None:
    assert in_marks(printed) == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("``We sat down,'' he said", "“We sat down,” he said"),
        ('to end "the war of words" there', "to end “the war of words” there"),
        ('("so")', "(“so”)"),
        ('‘he said "no"’', "‘he said “no”’"),
        ("saying, ''I see that one's name counts,'' and left", "saying, “I see that one's name counts,” and left"),
        ("''So,'' he said, ''so''", "“So,” he said, “so”"),
        ("''They said 'no'''", "“They said 'no'”"),
        ("'''No' is a word,'' he said", "“'No' is a word,” he said"),
        ("`` so '' he said", "“ so ” he said"),
        ('"I was —" she said', "“I was —” she said"),
        ('"So" — "so"', "“So” — “so”"),
        ("the war of words'' there", "the war of words” there"),
        # Cut within a quotation: what closes it closes, and what opens it opens.
        ('the war of words" there', "the war of words” there"),
        ("it was ``so", "it was “so"),
        # Feet and inches.
        ('14\'6" long, a 65" television', '14\'6" long, a 65" television'),
        ('"We earned 6" she said', "“We earned 6” she said"),
        ("the trust's, “so”", "the trust's, “so”"),
    ],
)
def test_marks_of_typewriters_are_shown_as_printers_marks(typed: str, shown: str) -> None:
    assert printed(typed) == shown


@given(st.text(alphabet="ab 6`'\"“”\n"))
def test_setting_marks_moves_no_character(text: str) -> None:
    set_in_place = printed_in_place(text)
    assert len(set_in_place) == len(text)
    assert all(one == other for one, other in zip(text, set_in_place, strict=True) if one not in "`'\"")
    assert unfilled(set_in_place) == printed(text)


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("short", 10, "short"),
        ("exactly so", 10, "exactly so"),
        ("one two three", 10, "one two…"),
        ("one two, three", 10, "one two…"),
        ("“one two three”", 12, "“one two…”"),
        ("it was “one two” and three", 20, "it was “one two”…"),
        ("it was “one two” and three", 15, "it was “one…”"),
        ("‘it isn’t one two three’", 18, "‘it isn’t one…’"),
        ("the towns’ first words", 12, "the towns’…"),
        ("«one two three»", 12, "«one two…»"),
        ("„one two three“", 12, "„one two…“"),
        ('it was "one two three"', 18, 'it was "one two…"'),
        ("“one two,” … “three four”", 14, "“one two,”…"),
        ("“he said ‘no one’ won”", 15, "“he said ‘no…’”"),
        ("it was ``one two three''", 18, "it was ``one two…''"),
        ("it was ''one two three''", 18, "it was ''one two…''"),
        ('``one two" three four', 14, '``one two"…'),
        ('a 65" screen, it says', 15, 'a 65" screen…'),
        ("»one two three«", 12, "»one two…«"),
        ("“one.\n“two three four”", 14, "“one.\n“two…”"),
        ("unbreakable", 6, "unbre…"),
    ],
)
def test_cut_to_a_length_with_no_quotation_left_open(text: str, most: int, shown: str) -> None:
    assert shortened(text, most) == shown


@given(st.text(max_size=80), st.integers(min_value=2, max_value=40))
def test_cutting_never_fails_and_keeps_the_beginning(text: str, most: int) -> None:
    words = shortened(text, most)
    assert words == text if len(text) <= most else text.startswith(words.partition("…")[0])


@given(st.text(max_size=80))
def test_marks_never_fail(text: str) -> None:
    assert len(in_marks(text)) >= 2


@given(st.text(alphabet="ab .,'`\"“”„‘’‚«»\n", max_size=30), st.text(alphabet="ab .,'`\"“”„‘’‚«»\n", max_size=30))
def test_marks_take_no_word_away(before: str, text: str) -> None:
    words = re.findall(r"[ab]", text)
    assert re.findall(r"[ab]", in_marks(text)) == words
    assert re.findall(r"[ab]", cut_out(before, text)) == words
    assert re.findall(r"[ab]", shortened(text, 100)) == words


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        ("", "had no doubt", "had no doubt"),
        ("", "in the “wise leadership” of the party", "in the “wise leadership” of the party"),
        ("spoke of a “sacred", " struggle and wise leadership", "“struggle and wise leadership”"),
        ("spoke of a “sacred", "struggle” that lasts", "“struggle” that lasts"),
        ("", "spoke of a “sacred", "spoke of a “sacred”"),
        ("“One,” he said, and ", "another thing", "another thing"),
        ('a "sacred', "struggle", "“struggle”"),
        ("a ``sacred", 'struggle" that lasts', "“struggle” that lasts"),
        ("a ``sacred", "struggle'' that lasts", "“struggle” that lasts"),
        ("a ''sacred", "struggle'' that lasts", "“struggle” that lasts"),
        ("a »sacred", "struggle« that lasts", "»struggle« that lasts"),
        ("a „sacred", "struggle“ that lasts", "„struggle“ that lasts"),
        ("", 'he had “no warning, none"', "he had “no warning, none”"),
        ("", 'he had ``no warning"', "he had “no warning”"),
        ("the boys' “sacred", "struggle", "“struggle”"),
        ('a "sacred" thing', "a struggle", "a struggle"),
        ("the people’s", "struggle isn’t over", "struggle isn’t over"),
        ("“One", "” thing", "thing"),
    ],
)
def test_what_is_cut_out_of_a_quotation_keeps_its_marks(before: str, text: str, expected: str) -> None:
    assert cut_out(before, text) == expected

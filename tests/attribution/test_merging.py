"""One finding for each cue, from parse and network."""

from collections.abc import Sequence
from typing import Any

import pytest

from quotes.attribution.cues import Cue
from quotes.attribution.findings import Finding
from quotes.attribution.merging import CERTAIN, merged
from quotes.attribution.page import Page
from quotes.attribution.sources import Source
from tests.attribution.parses import Spans, parsed, read

DOC = parsed(
    *("Quill/NNP/nsubj/1", "pointed=point/VBD/ROOT/1", "out/RP/prt/1", "that/IN/mark/5", "gates/NNS/nsubj/5"),
    *("failed/VBD/ccomp/1", "twice/RB/advmod/5", "././punct/1"),
    *("Hallin/NNP/nsubj/9", "raised=raise/VBD/ROOT/9", "fears/NNS/dobj/9", "of/IN/prep/10", "floods/NNS/pobj/11"),
    *("././punct/9",),
)
PAGE = Page(DOC)
POINTED, OUT, RAISED = 1, 2, 9
LIKELY, DOUBTFUL = CERTAIN + 0.5, CERTAIN - 0.1
SAYS: Spans = {"source": (0, 1), "cue": (1, 3), "content": (3, 7)}
Words = tuple[str | None, str, str, bool]
FEARS: Spans = {"source": (8, 9), "cue": (9, 10), "content": (10, 13)}


def by_parse(**changed: Any) -> Finding:
    """What the parse makes of the first sentence: its content a word too short, so that it can be told apart."""
    usual: dict[str, Any] = {
        "rule": "ccomp",
        "score": 0.9,
        "content": [(DOC[3].idx, DOC[5].idx + len(DOC[5]))],
        "cue": Cue(DOC[POINTED], "ccomp", 0.9),
        "source": Source(0, 1, DOC[0]),
    }
    return Finding(**(usual | changed))


def words(finding: Finding) -> Words:
    """Source, cue, content, and whether the network has it."""
    content = " … ".join(PAGE.text[start:end] for start, end in finding.content)
    source = DOC[finding.source.start : finding.source.end].text if finding.source else None
    return source, finding.cue.head.text if finding.cue else "", content, finding.read is not None


def merge(parsed_: Sequence[Finding], *found: tuple[int, float, Spans]) -> list[Words]:
    return [words(finding) for finding in merged(PAGE, read(DOC, *found), parsed_)]


def test_one_cue_makes_one_finding_with_the_networks_words() -> None:
    (finding,) = merged(PAGE, read(DOC, (POINTED, LIKELY, SAYS)), [by_parse()])
    assert words(finding) == ("Quill", "pointed", "that gates failed twice", True)
    assert (finding.rule, finding.score) == ("ccomp", 0.9)


def test_a_cue_that_the_network_doubts_keeps_the_words_of_the_parse() -> None:
    assert merge([by_parse()], (POINTED, DOUBTFUL, SAYS)) == [("Quill", "pointed", "that gates failed", True)]


def test_another_word_of_the_same_cue_is_the_same_cue() -> None:
    assert merge([by_parse()], (OUT, LIKELY, SAYS)) == [("Quill", "pointed", "that gates failed twice", True)]


def test_what_the_network_alone_finds_is_added() -> None:
    assert merge([by_parse()], (POINTED, LIKELY, SAYS), (RAISED, LIKELY, FEARS)) == [
        ("Quill", "pointed", "that gates failed twice", True),
        ("Hallin", "raised", "fears of floods", True),
    ]
    (finding,) = merged(PAGE, read(DOC, (RAISED, LIKELY, FEARS)), [])
    assert (finding.rule, finding.score, finding.cue_spans) == ("read", LIKELY, [(DOC[9].idx, DOC[9].idx + 6)])


def test_what_the_network_alone_doubts_is_not() -> None:
    assert merge([by_parse()], (RAISED, DOUBTFUL, FEARS)) == [("Quill", "pointed", "that gates failed", False)]


def test_what_the_parse_alone_finds_stays() -> None:
    assert merge([by_parse()]) == [("Quill", "pointed", "that gates failed", False)]
    label = by_parse(rule="colon", cue=None)
    assert merge([label], (RAISED, LIKELY, FEARS))[0] == ("Quill", "", "that gates failed", False)


def test_a_cue_under_which_the_network_sees_nothing_reported_keeps_the_words_of_the_parse() -> None:
    assert merge([by_parse()], (POINTED, LIKELY, {"cue": (1, 3)})) == [("Quill", "pointed", "that gates failed", True)]
    assert merge([], (POINTED, LIKELY, {"cue": (1, 3)})) == []


@pytest.mark.parametrize(
    ("by_network", "source"),
    [
        ({"source": (0, 1)}, "Quill"),
        ({"source": (8, 9)}, "Hallin"),  # another phrase: the network's
        ({}, "Quill"),  # none: the parse's
    ],
)
def test_whose_source_is_taken(by_network: Spans, source: str | None) -> None:
    ((found, *_),) = merge([by_parse()], (POINTED, LIKELY, {"content": (3, 7), **by_network}))
    assert found == source


def test_where_the_network_is_sure_that_nobody_is_named_the_parse_is_not_asked() -> None:
    reading = read(DOC, (POINTED, LIKELY, {"content": (3, 7)}))
    reading.cues[POINTED].of("source")[:] = -6.0
    (finding,) = merged(PAGE, reading, [by_parse()])
    assert words(finding)[0] is None


def test_a_parse_that_has_only_the_end_of_the_networks_phrase_has_lost_its_head() -> None:
    end = by_parse(source=Source(10, 13, DOC[10]))
    ((found, *_),) = merge([end], (POINTED, LIKELY, {"content": (3, 7), "source": (8, 13)}))
    assert found == "Hallin raised fears of floods"


def test_where_both_mean_one_phrase_the_parse_says_how_far_it_goes() -> None:
    wide = by_parse(source=Source(8, 11, DOC[8]))
    ((found, *_),) = merge([wide], (POINTED, LIKELY, {"content": (3, 7), "source": (8, 9)}))
    assert found == "Hallin raised fears"


def test_what_the_parse_divides_among_two_findings_of_a_cue_stays_divided() -> None:
    cue = Cue(DOC[POINTED], "ccomp", 0.9)
    both = [by_parse(cue=cue), by_parse(cue=cue, content=[(DOC[6].idx, DOC[6].idx + 5)])]
    assert merge(both, (POINTED, LIKELY, SAYS)) == [
        ("Quill", "pointed", "that gates failed", True),
        ("Quill", "pointed", "twice", True),
    ]


def test_the_same_words_by_another_cue_are_one_finding_too() -> None:
    content = [(DOC[3].idx, DOC[6].idx + len(DOC[6]))]
    ((source, cue, *rest),) = merge([by_parse(content=content)], (RAISED, LIKELY, {**SAYS, "cue": (9, 10)}))
    assert (source, cue, rest) == ("Quill", "pointed", ["that gates failed twice", True])


def test_a_content_ends_where_somebody_else_begins_to_speak() -> None:
    other = by_parse(
        content=[(DOC[10].idx, DOC[12].idx + len(DOC[12]))],
        cue=Cue(DOC[RAISED], "ccomp", 0.9),
        source=Source(8, 9, DOC[8]),
    )
    found = merge([by_parse(), other], (POINTED, LIKELY, {**SAYS, "content": (3, 13)}))
    assert found[0] == ("Quill", "pointed", "that gates failed twice", True)


def test_a_content_does_not_end_before_its_own_source() -> None:
    doc = parsed(
        *("“/``/punct/1", "Shut/VB/ccomp/5", ",/,/punct/5", "”/''/punct/5", "Quill/NNP/nsubj/5"),
        *("said=say/VBD/ROOT/5", "././punct/5", "“/``/punct/8", "Good/JJ/ROOT/8", "././punct/8", "”/''/punct/8"),
    )
    content = [(doc[0].idx, doc[3].idx + 1)]
    finding = Finding("ccomp", 0.94, content, Cue(doc[5], "ccomp", 0.94), Source(4, 5, doc[4]))
    reading = read(doc, (5, LIKELY, {"source": (4, 5), "cue": (5, 6), "content": (0, 4)}))
    reading.cues[5].of("content")[7:] = 4
    (found,) = merged(Page(doc), reading, [finding])
    assert [doc.text[start:end] for start, end in found.content] == ["“Shut,”", "“Good.”"]


def test_cues_that_the_network_has_twice_for_the_same_words_are_both_kept_here() -> None:
    both = merge([], (POINTED, LIKELY, SAYS), (RAISED, LIKELY, SAYS))
    assert [cue for _, cue, *_ in both] == ["pointed", "raised"]


TWO_SPEAK = parsed(
    *("“/``/punct/1", "Shut/VB/ccomp/5", ",/,/punct/5", "”/''/punct/5", "Quill/NNP/nsubj/5"),
    *("said=say/VBD/ROOT/5", "././punct/5", "“/``/punct/8", "Good/JJ/ROOT/8", "././punct/8", "”/''/punct/8"),
    *("Haan/NNP/nsubj/12", "agreed=agree/VBD/ROOT/12", "././punct/12"),
    *("“/``/punct/15", "Fine/JJ/ccomp/19", ",/,/punct/19", "”/''/punct/19", "Haan/NNP/nsubj/19"),
    *("said=say/VBD/ROOT/19", "././punct/19"),
)


@pytest.mark.parametrize(
    ("others", "content"),
    [([(5, LIKELY, {"source": (4, 5), "content": (0, 4)})], ["“Fine,”"]), ([], ["“Good.”", "“Fine,”"])],
)
def test_a_quotation_behind_a_speaker_is_not_given_to_the_next_one_over_a_sentence(
    others: list[tuple[int, float, Spans]], content: list[str]
) -> None:
    reading = read(TWO_SPEAK, *others, (19, LIKELY, {"source": (18, 19), "content": (14, 18)}))
    reading.cues[19].of("content")[7:11] = 4
    *_, found = merged(Page(TWO_SPEAK), reading, [])
    assert [TWO_SPEAK.text[start:end] for start, end in found.content] == content


def test_what_something_is_called_in_marks_is_reported_though_the_network_stops_before_it() -> None:
    doc = parsed(
        *("Quill/NNP/nsubj/1", "referred=refer/VBD/ROOT/1", "to/IN/prep/1", "raids=raid/NNS/pobj/2", ",/,/punct/1"),
        *("as/IN/prep/1", "“/``/punct/7", "triumphs=triumph/NNS/pobj/5", "”/''/punct/7", "././punct/1"),
    )
    finding = Finding("p:to", 0.7, [(doc[3].idx, doc[8].idx + 1)], Cue(doc[1], "p:to", 0.7), Source(0, 1, doc[0]))
    reading = read(doc, (1, LIKELY, {"source": (0, 1), "cue": (1, 3), "content": (3, 4)}))
    (found,) = merged(Page(doc), reading, [finding])
    assert [doc.text[start:end] for start, end in found.content] == ["raids", "as “triumphs”"]

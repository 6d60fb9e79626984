"""Zones: what is no running text, told by the form of the lines. Texts are invented."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import ZoneKind, paragraphs, zones

LEAD = "The harbour will be dredged before the winter storms arrive, the port authority said on Friday."
SECOND = "“We have waited nine years for this,” Mira Tolland, who runs the ferry line, told the council."
THIRD = "The work is expected to cost 40 million crowns and to take until the spring of next year."
STORY = [LEAD, SECOND, THIRD]


def found(*page: str, title: str | None = None) -> list[tuple[str, str]]:
    text = "\n".join(page)
    return [(zone.kind.value, text[zone.start : zone.end]) for zone in zones(text, title=title)]


@pytest.mark.parametrize(
    ("first", "title", "headline"),
    [
        ("Harbour to be dredged before winter", None, True),
        ("Who will pay for the harbour?", None, True),
        ("‘Nine years too late’: harbour to be dredged", None, True),
        ("“Too late”, says ferry line", None, True),
        ("Harbour to be dredged before winter.", None, False),
        ("Harbour to be dredged before winter.", "Harbour to be dredged before winter", True),
        ("HARBOUR TO BE ‘DREDGED’", "Harbour to be 'dredged'", True),
        (THIRD, None, False),
        (THIRD, "Something else altogether", False),
        ("“Who will pay for it?”", None, False),
        ("The council met on Friday to", None, True),
        ("The port authority has said:", None, False),
        ("He said no,", None, False),
    ],
)
def test_the_first_line_is_a_headline_if_it_looks_like_one(first: str, title: str | None, headline: bool) -> None:
    assert found(first, *STORY, title=title) == ([("headline", first)] if headline else [])


def test_a_first_line_that_goes_on_in_the_next_is_no_headline() -> None:
    assert found("The council met on Friday to", "decide whether the harbour is to be dredged.", *STORY) == []


def test_a_lone_line_is_no_headline() -> None:
    assert found("Mira Tolland said it was too late") == []


def test_a_title_may_stand_over_two_lines_and_below_a_kicker() -> None:
    page = ["Transport", "Harbour to be dredged;", "Ferries wait nine years.", *STORY]
    assert found(*page, title="Harbour to be dredged; Ferries wait nine years") == [
        ("subheading", "Transport"),
        ("headline", "Harbour to be dredged;"),
        ("headline", "Ferries wait nine years."),
    ]


def test_a_long_first_sentence_is_a_headline_only_over_a_byline() -> None:
    assert found(LEAD, "By Ada Brink", *STORY)[0] == ("headline", LEAD)


HEADLINE = "Harbour to be dredged before winter"


@pytest.mark.parametrize(
    "byline",
    [
        "By Ada Brink",
        "BY ADA BRINK",
        "By Ada Brink and Jon van der Moor, Port Lessing",
        "By Ada Brink in Port Lessing",
        "By Ada Brink, transport correspondent",
        "By Ada Brink.",
        "Words by Ada Brink",
        "By Brink",
        "By Our Correspondent",
        "By A. J. Brink-O’Hara | 12 March 2026",
        "Ada Brink",
        "Ada Brink, political editor",
        "Ada Brink and Jon Moor in Port Lessing",
        "12 March 2026",
        "March 12, 2026 10:30 am GMT",
        "Published 12 March 2026",
        "Last updated on Friday, 13 March 2026 at 09:15",
        "4 min read",
    ],
)
def test_bylines_and_dates_under_the_headline(byline: str) -> None:
    assert found(HEADLINE, byline, *STORY) == [("headline", HEADLINE), ("byline", byline)]


@pytest.mark.parametrize(
    "line",
    [
        "By Friday the ferries had stopped.",
        "By noon, nobody was left.",
        "By then",
        "By Friday.",
        "“By Ada Brink,” the caption said.",
        "By and large the council agrees, said Ada Brink.",
        "By law the council must publish what it decides, and it has not.",
    ],
)
def test_sentences_that_begin_with_by_are_no_bylines(line: str) -> None:
    assert ("byline", line) not in found(HEADLINE, line, *STORY)


def test_the_head_in_full() -> None:
    page = [
        HEADLINE,
        "Ferries have waited nine years",
        "By Ada Brink",
        "12 March 2026",
        f"Port Lessing: {LEAD}",
        *STORY,
    ]
    assert found(*page) == [
        ("headline", HEADLINE),
        ("headline", "Ferries have waited nine years"),
        ("byline", "By Ada Brink"),
        ("byline", "12 March 2026"),
        ("dateline", "Port Lessing:"),
    ]


@pytest.mark.parametrize(
    ("start", "dateline"),
    [
        ("PORT LESSING (Northwire) - ", "PORT LESSING (Northwire) -"),
        ("PORT LESSING, Oct 12 (NWA) — ", "PORT LESSING, Oct 12 (NWA) —"),
        ("PORT LESSING, Velland, March 3 -- ", "PORT LESSING, Velland, March 3 --"),
        ("ST. OLAN — ", "ST. OLAN —"),
        ("LESSING/ASTEN, Friday – ", "LESSING/ASTEN, Friday –"),
        ("PORT LESSING—", "PORT LESSING—"),
        ("Port Lessing: ", "Port Lessing:"),
        ("PORT LESSING: ", "PORT LESSING:"),
        ("Asten, 12 March: ", "Asten, 12 March:"),
        ("Asten (Northwire) – ", "Asten (Northwire) –"),
        ("Rio de Asten – ", "Rio de Asten –"),
        ("(Northwire) - ", "(Northwire) -"),
        ("", ""),
        ("He said: ", ""),
        ("On Friday: ", ""),
        ("The minister told reporters: ", ""),
        ("Nine years (and counting) - ", ""),
        ("A port – ", ""),
    ],
)
def test_datelines_at_the_start_of_the_story(start: str, dateline: str) -> None:
    zones_below = [("dateline", dateline)] if dateline else []
    assert found(HEADLINE, start + LEAD, SECOND, THIRD) == [("headline", HEADLINE), *zones_below]


@pytest.mark.parametrize(
    "line",
    [
        "Brink – a former minister – said the harbour would be dredged before the winter storms arrive.",
        "Brink — The Harbour Man to his friends — said the harbour would be dredged before the winter.",
        "Brink: “The harbour will be dredged before the winter storms arrive, I can promise you that.”",
        "Brink: I have waited nine years for this, and I am not going to wait until the spring comes.",
        "Brink: No.",
    ],
)
def test_names_before_a_dash_or_colon_are_no_datelines(line: str) -> None:
    assert found(HEADLINE, line, SECOND, THIRD) == [("headline", HEADLINE)]


def test_an_interview_has_no_datelines() -> None:
    page = [
        "Brink: The harbour has been waiting for this for nine years, and so have the ferries.",
        "Tolland: The council has been waiting for a good deal longer than that, you know.",
        "Brink: That was before the flood, and nobody has asked us since.",
    ]
    assert found(*page) == []
    assert found("Harbour talk", *page) == []


def test_a_quote_after_a_dateline_is_left_alone() -> None:
    line = "PORT LESSING (Northwire) - “We have waited nine years,” Mira Tolland said on Friday."
    assert found(HEADLINE, line, THIRD)[1:] == [("dateline", "PORT LESSING (Northwire) -")]


@pytest.mark.parametrize(
    "line",
    [
        "‘Thankful at last’ Lessing",
        "“Intolerable”",
        "Nine years of waiting",
        "'Nobody wants it'",
        "“We will not wait”",
        "WHAT COMES NEXT",
        "Costs up 40%",
        "„Drama“ without end",
        "«Intolerable» ferries",
    ],
)
def test_subheadings(line: str) -> None:
    assert found(*STORY, line, *STORY) == [("subheading", line)]


@pytest.mark.parametrize(
    "line",
    [
        "“Intolerable,” she said.",
        "“We will not wait.”",
        "“No!”",
        "“Why should we?”",
        "“We will not wait",  # left open: it goes on in the next paragraph
        "She said so",
        "Tolland denied it",
        "Tolland went on:",
        "and so it went",
        "— Mira Tolland",
        "...",
        "The council is to meet again in the first week of April",
        "Nobody asked us.",
    ],
)
def test_short_lines_that_are_no_subheadings(line: str) -> None:
    assert found(*STORY, line, *STORY) == []


def test_a_list_of_short_lines_is_left_alone() -> None:
    assert found(*STORY, "Ada Brink 12", "Mira Tolland 9", "Jon Moor 3", *STORY) == []


@pytest.mark.parametrize(
    "line",
    [
        "Northwire",
        "— NWA",
        "Northwire, The Lessing Post",
        "(NWA)",
        "Additional reporting by Jon Moor in Asten.",
        "(Reporting by Ada Brink; Editing by Jon Moor)",
        "With files from Northwire",
        "Jon Moor contributed to this report.",
    ],
)
def test_credits_at_the_end(line: str) -> None:
    assert found(*STORY, line) == [("credit", line)]
    advert = "Sign up for our weekly newsletter here."
    assert found(*STORY, line, advert) == [("credit", line), ("boilerplate", advert)]


def test_a_sentence_that_begins_as_a_credit_is_none() -> None:
    assert found(*STORY, "Research by the council found that half could be avoided. Ada Brink said so.") == []


def test_what_the_site_says_to_its_readers_below_the_agency() -> None:
    appeal = "Every morning the news of the coast: order our letter «Tide» free of charge."
    assert found(*STORY, "Northwire", appeal) == [("credit", "Northwire"), ("boilerplate", appeal)]
    assert found(*STORY, "Northwire", THIRD) == [("subheading", "Northwire")]
    assert found(*STORY, appeal) == []


def test_an_agency_after_the_last_sentence() -> None:
    assert found(LEAD, THIRD + " — NWA") == [("credit", "— NWA")]
    assert found(LEAD, THIRD + " (Northwire)") == [("credit", "(Northwire)")]
    assert found(LEAD, THIRD + " (It will not.)") == []


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for the Morning Tide newsletter and have the news in your inbox by six.",
        "Get a letter from the editor every week. Sign up here.",
        "Subscribe to our podcast",
        "Follow us on Mastodon and Facebook",
        "Follow Ada Brink on Twitter @adabrink.",
        "Read more: ‘We will not wait’, says ferry line",
        "READ MORE",
        "See also: The long wait for the harbour",
        "Advertisement",
        "Story continues below advertisement",
        "© 2026 The Lessing Post",
        "Copyright 2026 The Lessing Post. All rights reserved.",
        "Share on Facebook",
        "Share Tweet Email Print",
        "This article was originally published by Northwire.",
        "Show comments (12)",
        "https://example.com/harbour",
        "ada@example.com",
    ],
)
def test_boilerplate(line: str) -> None:
    assert found(*STORY, line, LEAD, THIRD) == [("boilerplate", line)]


@pytest.mark.parametrize(
    "line",
    [
        "“Sign up for the newsletter,” she told them, and nobody did.",
        "Sign up for the militia by e-mail, the governor told them, or leave the island.",
        "Follow the money, Tolland said, and you will find the council.",
        "Copyright is the only thing they have left, she said.",
        "Share prices fell after the announcement.",
        "Read the letter again, he said.",
        "Get out of here, he told them.",
        "This story is about a harbour that nobody wanted to pay for.",
        "Subscribers had left in numbers, the paper said.",
    ],
)
def test_sentences_that_are_no_boilerplate(line: str) -> None:
    assert found(*STORY, line, LEAD, THIRD) == []


def test_links_to_other_stories_go_to_the_end() -> None:
    links = ["Related:", "Ferry Line Says It Cannot Wait Any Longer.", "Council Puts Off Harbour Vote."]
    assert found(*STORY, *STORY, *links) == [("boilerplate", link) for link in links]
    assert found(*STORY, *STORY, "Related:", *STORY) == [("boilerplate", "Related:")]


def test_offsets_index_the_text_as_given() -> None:
    text = f"\ufeff  {HEADLINE} \r\n\r\n\tBy Ada Brink\r\n  PORT LESSING (NWA) - {LEAD}\r\n\r\n{SECOND}\r\n"
    assert [(zone.kind, text[zone.start : zone.end]) for zone in zones(text)] == [
        (ZoneKind.HEADLINE, HEADLINE),
        (ZoneKind.BYLINE, "By Ada Brink"),
        (ZoneKind.DATELINE, "PORT LESSING (NWA) -"),
    ]


BLANK = "\ufeff" + "".join(c for c in map(chr, range(0x3001)) if c.isspace())
SCRAPS = st.sampled_from(
    [
        *(
            "By ",
            "MOSCOW (NWA) - ",
            "Moscow: ",
            "“",
            "”",
            "'",
            '"',
            ". ",
            "\n",
            "\r\n",
            "\n\n",
            " ",
            "Ada Brink",
            "said",
        ),
        *(
            "Sign up here",
            "Related:",
            "©",
            "(",
            ")",
            "—",
            "12 March 2026",
            "\u2028",
            "\ufeff",
            "\x00",
            "1",
            "a",
            "A",
            "É",
        ),
    ]
)


@given(st.one_of(st.text(), st.lists(SCRAPS, max_size=60).map("".join)), st.one_of(st.none(), st.text(max_size=20)))
def test_zones_are_in_order_in_bounds_and_apart(text: str, title: str | None) -> None:
    last = 0
    for zone in zones(text, title=title):
        assert last <= zone.start < zone.end <= len(text)
        last = zone.end


@given(st.one_of(st.text(), st.lists(SCRAPS, max_size=60).map("".join)))
def test_paragraphs_and_the_space_between_them_make_up_the_text(text: str) -> None:
    last = 0
    for start, end in paragraphs(text):
        assert text[last:start].strip(BLANK) == ""
        assert text[start:end] == text[start:end].strip() != ""
        assert not set("\n\r\u2028\u2029") & set(text[start:end])
        last = end
    assert text[last:].strip(BLANK) == ""


def test_a_long_line_without_end_is_no_burden() -> None:
    for text in ("By " + "A " * 200_000, "“" * 200_000, "(" * 200_000, "a." * 200_000, ("A " * 50 + "\n") * 4000):
        zones(text)


CORPUS = Path(__file__).resolve().parents[3] / "shared" / "polnear" / "train.jsonl"


@pytest.mark.shared
@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus lies beside the repository, not in it")
def test_hardly_a_zone_of_real_articles_holds_a_quote() -> None:
    """Of the zones that are not attributed; every tenth article is kept for measuring and not looked at here."""
    found = lost = 0
    for number, line in enumerate(CORPUS.read_text(encoding="utf-8").splitlines()):
        if number % 10 == 9:
            continue
        story = json.loads(line)
        contents = [span for quote in story["attributions"] for span in quote["content"]]
        for zone in zones(story["text"], title=story["title"]):
            if zone.kind is not ZoneKind.HEADLINE:
                found += 1
                lost += any(start < zone.end and zone.start < end for start, end in contents)
    assert found > 150
    assert lost * 100 <= found

"""Descriptions with a name beside, before or after them; nicknames; countries that no table knows; who was told."""

import pytest
from spacy.language import Language

from articles.text import Zone, ZoneKind
from quotes.attribution.mentions import resolve
from quotes.attribution.types import Draft, SpeakerKind
from tests.attribution.conftest import Ask

pytestmark = pytest.mark.model

BESIDE = [
    ("[Her opposite number, Anton Lebed,] said no.", "Anton Lebed"),
    ("[Lowmoor’s MP, Anna Birch,] said no.", "Anna Birch"),
    ("[The owner, the Danish group Holm Foods,] said no.", "Holm Foods"),
    ("[The operator, Grey Funnel Ferries,] said no.", "Grey Funnel Ferries"),
    ("[Tom Price, a plumber who lives nearby,] said no. [The plumber] said it was late.", "Tom Price"),
    ("[Carl Dunn, for the defence,] said no. [The lawyer] said it was late.", "Carl Dunn"),
    ("Laura Finch, who chairs the museum, spoke. [The chairwoman] said no.", "Laura Finch"),
    ("The barn stood on a farm of the potter Helen Marsh.\nIt burned.\n[The potter] said no.", "Helen Marsh"),
    ("Paul Lund met the press. He is the choir’s director. [The director] said no.", "Paul Lund"),
    ("[Laura “Duchess” Finch] said no.", "Laura Finch"),
    ("Laura 'Duchess' Finch came. [Finch] said no.", "Laura Finch"),
    ("Laura ‘Duchess’ Finch came. [Duchess Finch] said no.", "Laura Finch"),
    ("The hall went to Paul Lund, a Kent property developer, [who] said no.", "Paul Lund"),
    ("The singer Laura Finch came. The famous singer smiled.\nIt rained.\n[The singer] said no.", "Laura Finch"),
    ("Vesna Orlic, an aide to Mr. Lund, came. [Ms. Orlic] said no.", "Vesna Orlic"),
]

LATER = [
    ("[The harbour’s chief pilot] said the buoys were old.\n[Paul Lund] added that two had sunk.", "Paul Lund"),
    ("[The museum’s director] spoke of a theft.\n“It is a loss,” [Laura Finch] said.", "Laura Finch"),
    ("[The skipper] told of a wave.\n[Peter Holm, 61,] thanked the crew.", "Peter Holm"),
    ("[The baker’s lawyer] wept.\n[Ana Bly, who has had the job since May,] said no.", "Ana Bly"),
]

ORGANISATIONS = [
    ("[The Miners’ Union] said no.", "Miners’ Union"),
    ("[The Lowmoor Growers' Association] said no.", "Lowmoor Growers' Association"),
    ("[The Women’s Institute] said no.", "Women’s Institute"),
    (
        "Acme Corp. reported a loss. The company said sales fell.\nThe Farm Bureau protested. [The company] said no.",
        "Acme Corp.",
    ),
    ("Holm Foods, the county’s largest bakery group, cut jobs. [The company] said no.", "Holm Foods"),
]

LEARNED = [
    ("Borovia’s foreign minister, Ana Bly, left. [Borovia] said no.", "Borovia"),
    ("Ana Bly met the foreign minister of Borovia. [The Borovian government] said no.", "Borovia"),
    ("The talks were in Krasna, the capital of Borovia. The government of Borovia fell. [Krasna] said no.", "Borovia"),
    ("Borovia’s prime minister spoke in the capital, Krasna. [Krasna] denied it.", "Borovia"),
    ("The Ostian Republic closed its border. [The Ostian Republic] said no.", "Ostian Republic"),
]

NOBODY = [
    ("Ms Finch and Helen Marsh walked home. [She] said no.", {"Finch", "Helen Marsh"}),
    ("Finch Laura and the warden, Helen Marsh, spoke. [She] said no.", {"Finch Laura", "Helen Marsh"}),
    ("Mr Price spoke to Mr Lund by telephone. [He] said no.", {"Price", "Lund"}),
    ("Mr Price met Mr Lund at noon. [He] said no.", {"Price", "Lund"}),
    ("Mr Price talked with Mr Lund. There was snow. [He] said no.", {"Price", "Lund"}),
    ("Helen Marsh met Laura Finch in Leeds. [She] said no.", {"Helen Marsh", "Laura Finch"}),
    ("Helen Marsh, Laura Finch and Susan Ball sang. [She] said no.", {"Helen Marsh", "Laura Finch", "Susan Ball"}),
    ("Peter Holm and the mayor, Paul Lund, left together. [He] said no.", {"Peter Holm", "Paul Lund"}),
    ("Helen Marsh and Laura Marsh sang. [Ms Marsh] said no.", {"Helen Marsh", "Laura Marsh"}),
    ("Peter Holm and Paul Holm came. [Mr Holm] said no.", {"Peter Holm", "Paul Holm"}),
    ("Judge Peter Holm and Judge Paul Lund sat. [The judge] said no.", {"Peter Holm", "Paul Lund"}),
    (
        "Acme Corp. and Zenit Corp., both builders, merged. [The company] said no.",
        {"Acme Corp.", "Zenit Corp."},
    ),
    (
        "Captain Peter Holm and Captain Paul Lund came home. [The captain] said no.",
        {"Peter Holm", "Paul Lund"},
    ),
]

KEEPS_ITS_WORDS = [
    ("[The judge] said no.\n[Tom Price, a plumber,] said so too.", "The judge"),
    ("[The judge] said no.\n[Tom Price, who sells fish,] said so too.", "The judge"),
    ("[The pilot] said no.\n[Mayor Tom Price] said that it was late.", "The pilot"),
    ("[A pilot] said no.\n[Tom Price] said that it was late.", "A pilot"),
    ("[The pilot] said no.\n[The police] said so too. [Tom Price] said hello.", "The pilot"),
    ("[The pilot] said no.\nThe fog came. It rained. The road was closed. [Tom Price] said hello.", "The pilot"),
    ("[The minister] said no.\n[CNN’s Tom Price] asked for more.", "The minister"),
    ("[The spokeswoman] said no.\n[Tom Price] asked for more.", "The spokeswoman"),
    ("Tom Price came. [His wife] said no.", "His wife"),
]


@pytest.mark.parametrize(("text", "name"), BESIDE)
def test_a_description_leads_to_the_name(ask: Ask, text: str, name: str) -> None:
    assert [v.name for v in ask(text)[-1].voices] == [name]


@pytest.mark.parametrize(("text", "name"), LATER)
def test_the_name_may_come_after_the_description(ask: Ask, text: str, name: str) -> None:
    assert [[v.name for v in r.voices] for r in ask(text)] == [[name], [name]]


@pytest.mark.parametrize(("text", "name"), ORGANISATIONS)
def test_organisations_keep_their_whole_name(ask: Ask, text: str, name: str) -> None:
    (voice,) = ask(text)[-1].voices
    assert (voice.name, voice.kind) == (name, SpeakerKind.ORGANISATION)


@pytest.mark.parametrize(("text", "name"), LEARNED)
def test_countries_that_only_the_article_knows(ask: Ask, text: str, name: str) -> None:
    (voice,) = ask(text)[-1].voices
    assert (voice.name, voice.kind) == (name, SpeakerKind.GOVERNMENT)


@pytest.mark.parametrize(("text", "candidates"), NOBODY)
def test_two_are_in_play(ask: Ask, text: str, candidates: set[str]) -> None:
    result = ask(text)[-1]
    assert result.voices == ()
    assert set(result.candidates) == candidates


@pytest.mark.parametrize(("text", "name"), KEEPS_ITS_WORDS)
def test_a_name_close_by_is_not_whom_the_description_means(ask: Ask, text: str, name: str) -> None:
    (voice,) = ask(text)[0].voices
    assert (voice.name, voice.kind) == (name, SpeakerKind.UNNAMED)


def test_a_surname_before_a_minister_is_no_country(ask: Ask) -> None:
    (result,) = ask("Ana Bly won. Bly’s foreign minister, Jan Holt, left. [Bly] said no.")
    assert [(v.name, v.kind) for v in result.voices] == [("Ana Bly", SpeakerKind.PERSON)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Michelle Dunne spoke. [Mr Dunne] said no.", ["Mr Dunne"]),
        ("Michelle Dunne spoke. Mr Dunne came. [Mrs Dunne] said no.", ["Michelle Dunne"]),
        ("Frank Dunne and Nora Dunne came. [Mrs Dunne] said no.", ["Nora Dunne"]),
        ("Frank Dunne and Nora Dunne came. Mr Dunne sang. [Mrs Dunne] said no. Jo Dunne left.", ["Nora Dunne"]),
        ("Frank Dunne and his niece, Vesna Dunne, came. [Ms Dunne] said no.", ["Vesna Dunne"]),
    ],
)
def test_a_couple_of_one_surname(ask: Ask, text: str, names: list[str]) -> None:
    assert [v.name for v in ask(text)[-1].voices] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[The club’s chairman, Peter Holm, and its secretary, Ana Bly,] said no.", ["Peter Holm", "Ana Bly"]),
        ("[Peter Holm of the brokerage Smith & Partners] said no.", ["Peter Holm"]),
    ],
)
def test_who_belongs_to_a_list(ask: Ask, text: str, names: list[str]) -> None:
    assert [v.name for v in ask(text)[-1].voices] == names


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("two players", SpeakerKind.UNNAMED),
        ("people close to the club", SpeakerKind.UNNAMED),
        ("people in the valley", SpeakerKind.GROUP),
        ("players", SpeakerKind.GROUP),
    ],
)
def test_a_few_unnamed_are_no_group(ask: Ask, source: str, kind: SpeakerKind) -> None:
    (voice,) = ask(f"[{source}] said no.")[0].voices
    assert voice.kind is kind


def test_labels_in_an_interview(nlp: Language) -> None:
    text = "By Peter Holm\nLaura Finch makes boats.\nHOLM: Why boats?\nFINCH: They float.\nMARSH: They do."
    drafts = [
        Draft(((text.index(said), text.index(said) + len(said)),), "transcript", source=((at, at + len(label)),))
        for label, said in (("HOLM", "Why boats?"), ("FINCH", "They float."), ("MARSH", "They do."))
        for at in (text.index(label),)
    ]
    zones = [Zone(ZoneKind.BYLINE, 0, 13)]
    names = [[v.name for v in r.voices] for r in resolve(nlp(text), drafts, zones)]
    assert names == [["Peter Holm"], ["Laura Finch"], ["MARSH"]]


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Paul Lund", "Paul Lund"),
        ("him", "Paul Lund"),
        ("reporters", "reporters"),
        ("Paul Lund and Ana Bly", "Paul Lund and Ana Bly"),
    ],
)
def test_whom_it_was_said_to(nlp: Language, told: str, name: str) -> None:
    text = f"Paul Lund came. Helen Marsh told {told} that it was late."
    at = text.index(told, 30)
    draft = Draft(
        ((text.index("it was late"), len(text) - 1),),
        "test",
        source=((16, 27),),
        addressee=(at, at + len(told)),
    )
    (result,) = resolve(nlp(text), [draft], [])
    assert (result.voices[0].name, result.addressee) == ("Helen Marsh", name)


def test_without_addressee_there_is_none(ask: Ask) -> None:
    assert ask("[Helen Marsh] said no.")[0].addressee is None


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("[Pope Francis] said no.", "Pope Francis", ""),
        ("Pope Francis spoke. [Francis] said no.", "Pope Francis", ""),
        ("[King Charles] said no.", "King Charles", ""),
        ("[Sister Agnes] said no.", "Sister Agnes", ""),
        ("[Lord Hume] said no.", "Lord Hume", ""),
        ("Lord David Hume came. [Lord Hume] said no.", "David Hume", ""),
        ("[His brother Paul] said no.", "Paul", ""),
        ("[President Marsh] said no.", "Marsh", "President"),
        ("[Her colleague Dr. Ravi Nair] said no.", "Ravi Nair", ""),
    ],
)
def test_a_style_belongs_to_a_name_of_one_word(ask: Ask, text: str, name: str, role: str) -> None:
    assert [(v.name, v.role) for v in ask(text)[-1].voices] == [(name, role)]

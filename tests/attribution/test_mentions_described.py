"""Pronouns, relative pronouns and descriptions: whom they mean, or that their words are all there is."""

import pytest
from spacy.language import Language

from quotes.attribution.mentions import resolve
from quotes.attribution.types import Draft, SpeakerKind
from tests.attribution.conftest import Ask

pytestmark = pytest.mark.model

PRONOUNS: list[tuple[str, ...]] = [
    ("Carla Ruiz said the mine was safe. [She] added that it would open in May.", "Carla Ruiz"),
    ("Helen Ward met Tom Price. She smiled. [He] said they had failed.", "Tom Price"),
    ("Paul Lund called the vote a farce. “It was bought,” [he] said.", "Paul Lund"),
    ("Maria Silva told Jorge Prado that [she] would resign.", "Maria Silva"),
    ("When [he] took office, Tom Price said taxes would fall.", "Tom Price"),
    ("In [her] speech, Carla Ruiz said the mine was safe.", "Carla Ruiz"),
    ("A police officer stood at the gate. [He] said nobody could enter.", "A police officer"),
    ("Residents of the valley fled. [They] said the water came at night.", "Residents of the valley"),
    ("Acme Corp. reported its results. [It] said profits had doubled.", "Acme Corp."),
    ("The report came out on Monday. [It] said that the dam was weak.", "The report"),
    ("France protested. [It] said the ban broke the treaty.", "France"),
    ("Carla Ruiz came with her husband, Ramon Ruiz. [He] said he was proud.", "Ramon Ruiz"),
    ("Mrs Ruiz and Mr Price met. [She] said the talks had failed.", "Ruiz"),
    ("Mrs Ruiz and Mr Price met. [He] said the talks had failed.", "Price"),
    ("Tom Price, [who] runs the mine, said it was safe.", "Tom Price"),
    ("Engineers [who] saw the dam said it was weak.", "Engineers"),
    ("The agency, [which] licenses mines, said the mine was safe.", "The agency"),
    ("The press saw Ada Bly and Jan Holt, [who] say they are late.", "Ada Bly", "Jan Holt"),
    ("Stephen Cole and Brad Stone wrote a book. The plan failed, [they] argue.", "Stephen Cole", "Brad Stone"),
    ("Lawyers met the NFU of Norway, [which] said no.", "NFU of Norway"),
    ("Nils Aker, a farmer [who] calls himself a pacifist, said no.", "Nils Aker"),
    ("A retired nurse, Karen Roth, came. [She] said no.", "Karen Roth"),
    ("The court, [whose] judges met on Monday, said no.", "The court"),
]

TWO_MINISTERS = "Foreign Minister Ewa Zielinska of Poland met Foreign Minister Jan Dvorak of Austria."

ROLES = [
    ("Defence Minister Boris Stein came. [The defence minister] gave no date.", "Boris Stein"),
    ("Poland's foreign minister, Ewa Zielinska, flew to Oslo. [The minister] said talks were useful.", "Ewa Zielinska"),
    (f"{TWO_MINISTERS} [The Polish foreign minister] said talks were useful.", "Ewa Zielinska"),
    ("Police Commissioner Amy Stead gave a briefing. [The commissioner] said two men were held.", "Amy Stead"),
    ("[The treasurer] said members would vote. Yusuf Demir, the union's treasurer, spoke.", "Yusuf Demir"),
    ("#Dam is safe, [mayor] says\nMayor Helga Brunn opened the fair. Brunn said the dam was safe.", "Helga Brunn"),
    ("Sen. Ada Ott came. [The senator] said no.", "Ada Ott"),
    ("A spokesman for the bank came. [The spokesman] said no.", "A spokesman for the bank"),
]

OWN_WORDS = [
    (
        "Mia Holt, a journalist, left.\nTwo years passed.\n[The French journalist] said so.",
        "The French journalist",
        SpeakerKind.UNNAMED,
    ),
    ("[Friends of the family and the White House] said so.", "Friends of the family", SpeakerKind.GROUP),
    ("[Another commenter] said so.", "Another commenter", SpeakerKind.UNNAMED),
    ("[A Norwegian naval official] said so.", "A Norwegian naval official", SpeakerKind.UNNAMED),
    ("[The president of the United States] said so.", "The president of the United States", SpeakerKind.UNNAMED),
    ("[The governor of the Bank of Senn] said so.", "The governor of the Bank of Senn", SpeakerKind.UNNAMED),
    ("[The leader of the Labour Party] said so.", "The leader of the Labour Party", SpeakerKind.UNNAMED),
    ("[The head of the Health Agency] said so.", "The head of the Health Agency", SpeakerKind.UNNAMED),
    ("[A spokesman for the ministry] said so.", "A spokesman for the ministry", SpeakerKind.UNNAMED),
    ("[A senior official, who asked not to be named,] said so.", "A senior official", SpeakerKind.UNNAMED),
    ("Sergei Malkin left. [Malkin's deputy] said no.", "Malkin's deputy", SpeakerKind.UNNAMED),
    ("Carla Ruiz left. [Ruiz's husband] said no.", "Ruiz's husband", SpeakerKind.UNNAMED),
    ("[A court filing] said the firm was broke.", "A court filing", SpeakerKind.DOCUMENT),
    ("[The indictment] alleges fraud.", "The indictment", SpeakerKind.DOCUMENT),
    ("[A 2014 study by Oxford University] found no link.", "A 2014 study by Oxford University", SpeakerKind.DOCUMENT),
    ("[Witnesses] said the bus was full.", "Witnesses", SpeakerKind.GROUP),
    ("[Some residents] said they heard a bang.", "Some residents", SpeakerKind.GROUP),
    ("[Critics] say the plan is flawed.", "Critics", SpeakerKind.GROUP),
    ("[Police] said two men were held.", "Police", SpeakerKind.GROUP),
    ("[Many] said no.", "Many", SpeakerKind.GROUP),
    ("Tom Price came. [Price supporters] said no.", "Price supporters", SpeakerKind.GROUP),
    ("[The company] said no.", "The company", SpeakerKind.ORGANISATION),
]


@pytest.mark.parametrize("case", PRONOUNS, ids=lambda case: case[0])
def test_pronouns(ask: Ask, case: tuple[str, ...]) -> None:
    text, *names = case
    assert [v.name for v in ask(text)[-1].voices] == names


@pytest.mark.parametrize(("text", "name"), ROLES)
def test_roles_lead_to_the_person_who_holds_them(ask: Ask, text: str, name: str) -> None:
    assert [v.name for v in ask(text)[-1].voices] == [name]


@pytest.mark.parametrize(("text", "name", "kind"), OWN_WORDS)
def test_unnamed_sources_keep_their_words(ask: Ask, text: str, name: str, kind: SpeakerKind) -> None:
    (voice,) = ask(text)[-1].voices
    assert (voice.name, voice.kind) == (name, kind)


def _span(text: str, part: str, start: int = 0) -> tuple[int, int]:
    at = text.index(part, start)
    return at, at + len(part)


def test_a_quote_that_is_repeated_under_a_name_tells_who_the_description_is(nlp: Language) -> None:
    text = (
        "Sweden’s energy minister promises, “We shall never again buy a drop of foreign oil.”\n"
        "“We shall never again buy a drop of foreign oil,” Lindqvist said.\n"
        "Anna Lindqvist met reporters in Malmo."
    )
    words = "We shall never again buy a drop of foreign oil"
    drafts = [
        Draft((_span(text, words),), "test", source=(_span(text, "Sweden’s energy minister"),)),
        Draft((_span(text, words, 60),), "test", source=(_span(text, "Lindqvist"),)),
    ]
    assert [[v.name for v in r.voices] for r in resolve(nlp(text), drafts, [])] == [["Anna Lindqvist"]] * 2


def test_i_within_a_quote_is_who_speaks_it(nlp: Language) -> None:
    text = "“I told her that I was sorry,” Tom Price said."
    drafts = [
        Draft((_span(text, "“I told her that I was sorry,”"),), "test", source=(_span(text, "Tom Price"),)),
        Draft((_span(text, "I was sorry"),), "test", source=((1, 2),)),
    ]
    assert [[v.name for v in r.voices] for r in resolve(nlp(text), drafts, [])] == [["Tom Price"]] * 2


def test_a_quote_that_goes_on_has_the_voice_and_the_chain_of_the_one_before(nlp: Language) -> None:
    text = "“It is late,” Tom Price said.\n“We must go.”"
    drafts = [Draft(((0, 13),), "test", source=(_span(text, "Tom Price"),)), Draft(((30, 43),), "test", inherits=0)]
    first, second = resolve(nlp(text), drafts, [])
    assert second.voices == first.voices
    assert second.confidence < first.confidence

"""Sources that are named, in full or in part: the name the article gives, the role, the kind."""

import pytest

from quotes.attribution.types import SpeakerKind
from tests.attribution.conftest import Ask

pytestmark = pytest.mark.model

PEOPLE = [
    ("Sergio Vanti met the press. [Vanti] said the port would reopen.", "Sergio Vanti"),
    ("The mayor, Helga Brunn, opened the fair. [Brunn] said it was the largest yet.", "Helga Brunn"),
    ("[Yusuf Demir, the union's treasurer,] said members would vote.", "Yusuf Demir"),
    ("[The union's treasurer, Yusuf Demir,] said members would vote.", "Yusuf Demir"),
    ("[Ruritanian Foreign Minister Ivo Strak] said talks went on.", "Ivo Strak"),
    ("[Prime Minister of Norway Lars Holm] said taxes would fall.", "Lars Holm"),
    ("Margaret Dunne has two sons. [Mrs Dunne] said the flood came at night.", "Margaret Dunne"),
    ("[Mr. Okafor] said the road was closed.", "Okafor"),
    ("Nnamdi Okafor runs the depot. [Mr. Okafor] said the road was closed.", "Nnamdi Okafor"),
    ("[Dr Lena Fors] said the vaccine was safe.", "Lena Fors"),
    ("Dr Lena Fors spoke. [Fors] added that more would come.", "Lena Fors"),
    ("Park Min-jun opened the talks in Seoul. [Park] said the mood was good.", "Park Min-jun"),
    ("Park Min Jun opened the talks. [Park Min-jun] said the mood was good.", "Park Min Jun"),
    ("Li Wei visited Paris. [Li] said trade would grow.", "Li Wei"),
    ("Viktor Nagy and his wife Anna Nagy run a shop. [Anna] said trade was slow.", "Anna Nagy"),
    ("Talks with Sergej Malkin were short. Sergey Malkin left early. [Malkin] said little.", "Sergej Malkin"),
    ("Richard J. Doyle spoke first. [Richard Doyle] said the bill would pass.", "Richard J. Doyle"),
    ("[Lloyd Farrow, 44,] said he heard a bang.", "Lloyd Farrow"),
    ("[Jean-Pierre Morel] said the bridge was safe.", "Jean-Pierre Morel"),
    ("[Ludwig van der Berg] said the dam held.", "Ludwig van der Berg"),
    ("Ludwig van der Berg came late. [Van der Berg] praised the crews.", "Ludwig van der Berg"),
    ("Stephen King has a new book. [King] laughed and said it was done.", "Stephen King"),
    ("[Tom Hale Jr.] said no.", "Tom Hale Jr."),
    ("[Sen. Tom Hale (R-Ohio)] said no.", "Tom Hale"),
    ("Denzel Washington smiled. [Washington] said he was glad.", "Denzel Washington"),
    ("Michael Jordan arrived. [Jordan] said he was glad.", "Michael Jordan"),
    ("The firm is run by Sami al-Hamad. [Sami al-Hamad] said no.", "Sami al-Hamad"),
    ("[A keeper of the old lighthouse, Kieran Sutt,] said no.", "Kieran Sutt"),
    ("[Its finance chief, Rosa Lind,] said profits fell.", "Rosa Lind"),
    ("[Sergei Malkin's deputy, Ivan Titov,] said no.", "Ivan Titov"),
    ("[Mayor of London Sadiq Omar] said fares would freeze.", "Sadiq Omar"),
    ("[Former Mayor of New York Rudy Hale] said no.", "Rudy Hale"),
    ("[President of Peru Ana Maria Bly] said no.", "Ana Maria Bly"),
    ("[Secretary General of NATO Jens Stolt] said no.", "Jens Stolt"),
]

ROLES = [
    ("[Ukrainian President Olha Melnyk] said talks went on.", "Olha Melnyk", "Ukrainian President"),
    ("[Kremlin spokesman Oleg Barin] declined to comment.", "Oleg Barin", "Kremlin spokesman"),
    ("[US Secretary of State Carol Whitford] said the deal was close.", "Carol Whitford", "US Secretary of State"),
    ("[Former Governor Ada Quist] called the plan a mistake.", "Ada Quist", "Former Governor"),
    ("[Acme's chief executive Rosa Lind] said profits fell.", "Rosa Lind", "Acme's chief executive"),
    ("[Trade union leader Pat Obi] said the offer was poor.", "Pat Obi", "Trade union leader"),
    ("[Bishop Aldo Reni] said the boats were blessed.", "Aldo Reni", "Bishop"),
    ("Helga Brunn, the mayor of Senn, came. [Brunn] said so.", "Helga Brunn", "mayor of Senn"),
    ("[Mr. Tom Hale] said so.", "Tom Hale", ""),
    ("[The chair of the Senn Reserve, Ana Bly,] said so.", "Ana Bly", "chair of the Senn Reserve"),
    ("[The secretary of the interior Ana Bly] said so.", "Ana Bly", "secretary of the interior"),
    ("There were Senators Ivo Strak, the whip, and Ana Bly. [Mr. Strak] said so.", "Ivo Strak", "whip"),
    ("[Ana Bly, no longer manager of Senn Rovers,] said so.", "Ana Bly", "no longer manager of Senn Rovers"),
    ("[Mayor of Harrow Tom Hale] said so.", "Tom Hale", "Mayor of Harrow"),
    ("[Minister for Transport Ana Bly] said so.", "Ana Bly", "Minister for Transport"),
    ("[Conservative MP Sir Ivo Strak] said so.", "Ivo Strak", "Conservative MP"),
    ("[The Bank of Senn's governor, Ana Bly,] said so.", "Ana Bly", "Bank of Senn's governor"),
    ("[The mother of the victim, Ana Bly,] said so.", "Ana Bly", ""),
    ("Ana Bly is not the mayor of Senn. [Bly] said so.", "Ana Bly", ""),
    ("Ana Bly is no longer the mayor of Senn. [Bly] said so.", "Ana Bly", ""),
    ("Ana Bly is a weak candidate. [Bly] said so.", "Ana Bly", ""),
    ("Ana Bly is a nurse at the clinic. [Bly] said so.", "Ana Bly", "nurse at the clinic"),
    ("[Ana Bly, the last person in the hall,] said so.", "Ana Bly", ""),
]

GOVERNMENTS = [
    ("[Washington] warned of attacks.", "United States"),
    ("[The US] warned of attacks.", "United States"),
    ("[The United States] warned of attacks.", "United States"),
    ("[Kiev] asked for help.", "Ukraine"),
    ("[Kyiv] asked for help.", "Ukraine"),
    ("[Peking] protested.", "China"),
    ("[Rangoon] said nothing.", "Myanmar"),
    ("[Britain] said it would help.", "United Kingdom"),
    ("[Holland] said it would help.", "Netherlands"),
    ("[The Hague] said it would help.", "Netherlands"),
    ("[Downing Street] said it would help.", "United Kingdom"),
    ("[The White House] said the bill was dead.", "United States"),
    ("[The Kremlin] denied it.", "Russia"),
    ("[The Casa Rosada] denied it.", "Argentina"),
    ("[The Ukrainian government] denied it.", "Ukraine"),
    ("[The government of Japan] denied it.", "Japan"),
    ("[Jordan] closed its border with Syria.", "Jordan"),
    ("North Korea fired a missile. [The North] said it was a test.", "North Korea"),
    ("Brussels opened its doors. Belgium is rich. [Brussels] said it would pay.", "Belgium"),
    ("[Texas] said it would sue.", "Texas"),
]

OTHERS = [
    ("[NATO] said it was ready.", "NATO", SpeakerKind.ORGANISATION),
    ("[The European Union] said it was ready.", "European Union", SpeakerKind.ORGANISATION),
    ("The European Union met. [Brussels] said it would pay.", "European Union", SpeakerKind.ORGANISATION),
    ("[The Harlow Times] reported a fire.", "Harlow Times", SpeakerKind.ORGANISATION),
    ("[South Korea's defence ministry] said no.", "South Korea's defence ministry", SpeakerKind.ORGANISATION),
    ("[EU Member States] said no.", "EU Member States", SpeakerKind.ORGANISATION),
    ("[The Turkish embassy] said it was ready.", "The Turkish embassy", SpeakerKind.ORGANISATION),
    ("The Senn Water Authority met. [The authority] said no.", "Senn Water Authority", SpeakerKind.ORGANISATION),
    ("[The West] feared a war.", "the West", SpeakerKind.GROUP),
    ("[The Russians] said no.", "The Russians", SpeakerKind.GROUP),
    ("[Russian officials] said no.", "Russian officials", SpeakerKind.UNNAMED),
]


@pytest.mark.parametrize(("text", "name"), PEOPLE)
def test_a_person_is_named_in_full(ask: Ask, text: str, name: str) -> None:
    (voice,) = ask(text)[-1].voices
    assert (voice.name, voice.kind) == (name, SpeakerKind.PERSON)


@pytest.mark.parametrize(("text", "name", "role"), ROLES)
def test_a_title_is_a_role_and_no_part_of_the_name(ask: Ask, text: str, name: str, role: str) -> None:
    (voice,) = ask(text)[-1].voices
    assert (voice.name, voice.role) == (name, role)


@pytest.mark.parametrize(("text", "name"), GOVERNMENTS)
def test_countries_capitals_and_seats_are_governments(ask: Ask, text: str, name: str) -> None:
    (voice,) = ask(text)[-1].voices
    assert (voice.name, voice.kind) == (name, SpeakerKind.GOVERNMENT)


@pytest.mark.parametrize(("text", "name", "kind"), OTHERS)
def test_organisations_and_peoples(ask: Ask, text: str, name: str, kind: SpeakerKind) -> None:
    (voice,) = ask(text)[-1].voices
    assert (voice.name, voice.kind) == (name, kind)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[Paris and Berlin] called for calm.", ["France", "Germany"]),
        (
            "pleas by [the United Kingdom, NATO, Japan and Ukraine] were heard",
            ["United Kingdom", "NATO", "Japan", "Ukraine"],
        ),
        ("[Peter Brandt and his brother Tom Brandt] said they were sorry.", ["Peter Brandt", "Tom Brandt"]),
        ("[Residents and shopkeepers] said no.", ["Residents", "shopkeepers"]),
        ("[Tom Price and his lawyers] said no.", ["Tom Price", "his lawyers"]),
    ],
)
def test_several_who_speak_as_one(ask: Ask, text: str, names: list[str]) -> None:
    assert [v.name for v in ask(text)[-1].voices] == names


def test_all_names_that_the_article_uses(ask: Ask) -> None:
    (voice,) = ask("Park Min Jun came. Park Min-jun left. [Park] said no.")[-1].voices
    assert voice.names == ("Park Min Jun", "Park Min-jun", "Park")


def test_the_chain_leads_from_the_source_to_the_full_name(ask: Ask) -> None:
    text = "Carla Ruiz met the press. Ruiz smiled. [She] said so."
    (voice,) = ask(text)[-1].voices
    assert [text.replace("[", "")[s:e] for s, e in voice.mentions] == ["She", "Ruiz", "Carla Ruiz"]

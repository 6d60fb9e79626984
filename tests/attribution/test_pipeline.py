"""Text in, attributed quotes out: who, by which cue, what, of which kind and stance."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.attribution import AttributedQuote, Document, Kind, attribute, attribute_many

pytestmark = pytest.mark.model

DIRECT, MIXED, INDIRECT = Kind.DIRECT, Kind.MIXED, Kind.INDIRECT


def words(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return " … ".join(text[start:end] for start, end in spans)


def quotes(text: str, **given_: str) -> list[AttributedQuote]:
    return attribute(Document("a", text, **given_))


CASES = [
    # text, source, cue, content, kind
    ("“The gate is shut,” Mara Quill said.", "Mara Quill", "said", "“The gate is shut,”", DIRECT),
    ("“The gate is shut,” said Mara Quill.", "Mara Quill", "said", "“The gate is shut,”", DIRECT),
    ("Mara Quill said: “The gate is shut.”", "Mara Quill", "said", "“The gate is shut.”", DIRECT),
    ("‘The gate is shut,’ said Mara Quill.", "Mara Quill", "said", "‘The gate is shut,’", DIRECT),
    ("``The gate is shut,'' Mara Quill said.", "Mara Quill", "said", "``The gate is shut,''", DIRECT),
    ("«The gate is shut», said Mara Quill.", "Mara Quill", "said", "«The gate is shut»", DIRECT),
    (
        "“The gate,” Mara Quill said, “is shut for good.”",
        "Mara Quill",
        "said",
        "“The gate,” … “is shut for good.”",
        DIRECT,
    ),
    (
        "“The gate is shut,” she said. “It stays shut.”",
        "she",
        "said",
        "“The gate is shut,” … “It stays shut.”",
        DIRECT,
    ),
    ("Mara Quill: “The gate is shut.”", "Mara Quill", ":", "“The gate is shut.”", DIRECT),
    (
        "Mara Quill said the gate was shut.",
        "Mara Quill",
        "said",
        "the gate was shut",
        INDIRECT,
    ),
    (
        "Mara Quill warned that the gate would not hold.",
        "Mara Quill",
        "warned",
        "that the gate would not hold",
        INDIRECT,
    ),
    (
        "The gate, engineers said, would not hold.",
        "engineers",
        "said",
        "The gate … would not hold",
        INDIRECT,
    ),
    (
        "The gate would not hold, according to the engineers.",
        "the engineers",
        "according to",
        "The gate would not hold",
        INDIRECT,
    ),
    (
        "According to the engineers, the gate would not hold.",
        "the engineers",
        "According to",
        "the gate would not hold",
        INDIRECT,
    ),
    (
        "Mara Quill said the gate was “an old friend” of the town.",
        "Mara Quill",
        "said",
        "the gate was “an old friend” of the town",
        MIXED,
    ),
    (
        "The mayor pledged to rebuild the gate by spring.",
        "The mayor",
        "pledged",
        "to rebuild the gate by spring",
        INDIRECT,
    ),
    (
        "The mayor praised the divers who found the gate.",
        "The mayor",
        "praised",
        "the divers who found the gate",
        INDIRECT,
    ),
    (
        "The mayor accused the builders of hiding the crack.",
        "The mayor",
        "accused",
        "the builders of hiding the crack",
        INDIRECT,
    ),
    (
        "She went on to say: “The gate is shut.”",
        "She",
        "went on to say",
        "“The gate is shut.”",
        DIRECT,
    ),
    (
        "The mayor was quoted as saying that the gate would be rebuilt.",
        "The mayor",
        "saying",
        "that the gate would be rebuilt",
        INDIRECT,
    ),
    (
        "Nobody answered the claim by the engineers that the gate was cracked.",
        "the engineers",
        "claim",
        "that the gate was cracked",
        INDIRECT,
    ),
    (
        "Mara Quill, who keeps the gate, told reporters it was cracked.",
        "Mara Quill, who keeps the gate",
        "told",
        "it was cracked",
        INDIRECT,
    ),
]


@pytest.mark.parametrize(("text", "source", "cue", "content", "kind"), CASES, ids=[c[0] for c in CASES])
def test_one_quote_with_its_source_cue_and_content(text: str, source: str, cue: str, content: str, kind: Kind) -> None:
    (quote,) = quotes(text)
    assert words(text, quote.source) == source
    assert words(text, quote.cue) == cue
    assert words(text, quote.content) == content
    assert quote.kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "The town lies on the river, and the gate is older than the bridge.",
        "The fishermen call the gate “Old Tom” and paint it every spring.",
        "The gallery shows “Evening on the Quay” until May.",
        "Tomas “Tug” Hallin works at the yard.",
        "The word “gate” comes from the north.",
        "They took the boys' boots and the girls' coats to the hall.",
        'He bought a 6" pipe and a 12" board.',
        "The owners dismissed their manager, Paul Reed, on Friday.",
        "There was fear in her eyes as the ferry left the quay.",
        "Editorial: A mayor who must go\n\nThe mayor has no friends left in the town hall.",
        "Was it Quill who said the gate was cracked?",
        "Sheriff Tom Hallin arrested Paul Reed on Monday.",
        "The comet was discovered by Mara Quill in 1987.",
        "The council fired Paul Reed after a week.",
        "The council summoned the firm's keeper on Monday.",
        "Mara Quill, told of the report, laughed.",
        "Mayor Tom Hallin, when told of the theft, laughed.",
        "Told of the theft, Tom Hallin laughed.",
        "Her son did not return her calls.",
        "Readers may comment, but the council will not comment below articles.",
    ],
)
def test_what_is_no_quote(text: str) -> None:
    assert quotes(text) == []


@pytest.mark.parametrize("answer", ["“You did, Paul.”", "“Paul, you did.”"])
def test_nobody_calls_himself_by_his_name(answer: str) -> None:
    text = f"“You lied,” said Greta Holm.\n\n“I did not,” said Paul Reed.\n\n{answer}"
    *_, last = quotes(text)
    assert (last.voices, last.candidates) == ((), ("Greta Holm",))


def test_what_the_second_of_two_verbs_reports_is_the_first_ones_speaker() -> None:
    text = "Mara Quill said that the gate was failing and pledged that the town would mend it."
    first, second = quotes(text)
    assert words(text, first.content) == "that the gate was failing"
    assert words(text, second.content) == "that the town would mend it"
    assert [v.name for v in second.voices] == ["Mara Quill"]


def test_a_sign_of_percent_is_no_punctuation() -> None:
    text = "Mara Quill said prices rose by 3%."
    assert [words(text, quote.content) for quote in quotes(text)] == ["prices rose by 3%"]


SEVERAL = [
    ("The council would not comment.", [("The council", "comment")]),
    (
        "Hallin, told of this, said that he was not aware of any talks.",
        [("Hallin, told of this", "that he was not aware of any talks")],
    ),
    ("Mara Quill, told about the report, said: “It is a lie.”", [("Mara Quill", "“It is a lie.”")]),
    (
        "The firm confirmed it had opened an inquiry but would not say how long it might take.",
        [("The firm", "it had opened an inquiry"), ("The firm", "how long it might take")],
    ),
    (
        "Captain Ori Zubel hit back on Monday: “Say it to my face.”",
        [("Captain Ori Zubel", "“Say it to my face.”")],
    ),
    (
        "Her co-author, Professor Neil Ash, said the trial had failed.",
        [("Her co-author, Professor Neil Ash", "the trial had failed")],
    ),
    (
        "Chile said the border would stay shut, while Bolivia pledged to send two hundred officers.",
        [("Chile", "the border would stay shut"), ("Bolivia", "to send two hundred officers")],
    ),
    (
        "Two sources said the deal was done, while a third spoke of “a problem with the papers”.",
        [("Two sources", "the deal was done"), ("a third", "“a problem with the papers”")],
    ),
    (
        "She denied that the bank was moving its gold abroad, calling the idea “a fairy tale for adults”.",
        [("She", "that the bank was moving its gold abroad"), ("She", "the idea “a fairy tale for adults”")],
    ),
    (
        "Mara Quill admitted that the dam was old and that nobody had looked at it.",
        [("Mara Quill", "that the dam was old"), ("Mara Quill", "that nobody had looked at it")],
    ),
    (
        "“Our workers are not for sale,” the agency quoted labour official Ori Hald as saying.",
        [("labour official Ori Hald", "“Our workers are not for sale,”")],
    ),
    (
        "Carrel, asked about the engineer, said that the dam was safe.",
        [("Carrel", "that the dam was safe")],
    ),
    (
        "Divers said in an open letter that they had “learned to be happy for others”.",
        [("Divers", "that they had “learned to be happy for others”")],
    ),
    (
        "One man, who asked not to be named, said the gate was cracked.",
        [("One man, who asked not to be named", "the gate was cracked")],
    ),
    (
        "“The plan is good,” said Mayor Ann Cole. Tom Ek shook his head. “It is a disaster.”",
        [("Mayor Ann Cole", "“The plan is good,”"), ("Tom Ek", "“It is a disaster.”")],
    ),
    (
        "“He is fit,” said manager Bill Shaw.\n\nTom Reeve smiled when told of this. “The boss says that of all.”",
        [("manager Bill Shaw", "“He is fit,”"), ("Tom Reeve", "“The boss says that of all.”")],
    ),
    (
        "Striker Tom Reeve said he was fit. His boss, Bill Shaw, confirmed he would play. “Tom told me, ‘I’m well.’”",
        [("Striker Tom Reeve", "he was fit"), ("His boss, Bill Shaw", "he would play … “Tom told me, ‘I’m well.’”")],
    ),
    (
        "Did he expect her to win? “No,” said coach Dmitri Orlov.",
        [("coach Dmitri Orlov", "“No,”")],
    ),
    (
        "“No crime has been reported to us,” said Sgt. Bev Hollis.",
        [("Sgt. Bev Hollis", "“No crime has been reported to us,”")],
    ),
    (
        "Chancellor Ute Brenner, asked if she was tired: “No. It was a fine day.”",
        [("Chancellor Ute Brenner", "“No. It was a fine day.”")],
    ),
    (
        "Karl Hallin, when asked about the money: “I never took it.”",
        [("Karl Hallin", "“I never took it.”")],
    ),
    ("China, accused of hacking firms, called for calm.", [("China, accused of hacking firms", "calm")]),
    (
        "A delegate who declined to be named said the talks were over.",
        [("A delegate who declined to be named", "the talks were over")],
    ),
    (
        "The harbour union issued a statement saying it had called off the strike “because of the threats”.",
        [("The harbour union", "it had called off the strike “because of the threats”")],
    ),
    (
        "The two ministers issued a statement describing their meeting as a “very good step”.",
        [("The two ministers", "their meeting as a “very good step”")],
    ),
    (
        "For that she drew the mayor’s ire - he called her “weak” and said she had “no support” in the north.",
        [("he", "her “weak”"), ("he", "she had “no support” in the north")],
    ),
    (
        "Columnist Mara Quill, a baker, calls Hallin “a man for all weathers”: “He can tell where the wind blows.”",
        [("Columnist Mara Quill, a baker", "Hallin “a man for all weathers”: “He can tell where the wind blows.”")],
    ),
    (
        "Quill, leading in the polls, questioned Hallin’s “city values” and his readiness to lead.",
        [("Quill", "Hallin’s “city values” and his readiness to lead")],
    ),
    (
        "“A good night,” Quill said. “I had no chance.” Her manager, Ines Corran, agreed. “A big night,” Corran said.",
        [
            ("Quill", "“A good night,” … “I had no chance.”"),
            ("Corran", "“A big night,”"),
        ],
    ),
    ("She spoke on the quay this morning, saying the gate was shut.", [("She", "the gate was shut")]),
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL, ids=[text for text, _ in SEVERAL])
def test_everybody_gets_their_own_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(words(text, q.source), words(text, q.content)) for q in quotes(text)] == expected


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The bank made a statement that it was safe.", "The bank"),
        ("The union filed a complaint that the firm had cheated its workers.", "The union"),
        ("The judge heard claims that Hallin took the money.", ""),
        ("Despite complaints that he is a dreamer, Mr Hallin has pressed on.", ""),
        ("Its hostility is often justified by arguing that the newcomers will not adapt.", ""),
    ],
)
def test_who_makes_a_claim_is_its_source_not_who_meets_with_it(text: str, source: str) -> None:
    (quote,) = quotes(text)
    assert words(text, quote.source) == source


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The committee heard that the dam was unsafe.", ""),
        ("The court heard: “He never came home that night.”", ""),
        ("Councillors were told that the scheme was late.", ""),
        ("Residents have been warned that the water may run out.", ""),
        ("Councillors were told by Ida Lorn that the scheme was late.", "Ida Lorn"),
    ],
)
def test_who_hears_it_does_not_say_it(text: str, source: str) -> None:
    (quote,) = quotes(text)
    assert words(text, quote.source) == source


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("In the words of Ada Lend, the tower is a mistake.", "Ada Lend", "the tower is a mistake"),
        ("In the view of his neighbours, he had been quiet.", "his neighbours", "he had been quiet"),
        ("The dam, in her judgment, was safe.", "her", "The dam … was safe"),
        ("By her own admission, Ann Ode knew the price.", "her", "Ann Ode knew the price"),
        ("Per the coroner, the sailor was long dead.", "the coroner", "the sailor was long dead"),
        (
            "The visit to Harle in July, according to Quill, marked the beginning of a “new stage”.",
            "Quill",
            "The visit to Harle in July … marked the beginning of a “new stage”",
        ),
    ],
)
def test_whose_words_or_view_it_is(text: str, source: str, content: str) -> None:
    (quote,) = quotes(text)
    assert (words(text, quote.source), words(text, quote.content)) == (source, content)


def test_a_rate_is_nobodys_word() -> None:
    assert not quotes("The ferry costs 40 crowns per head, and 60 per the hour on Sundays.")


def test_where_two_ask_and_answer_a_bare_paragraph_is_nobodys() -> None:
    text = (
        "“Will you stand for the council again?” asked Ida Lorn, the chair.\n"
        "“No,” said Paul Greer, the treasurer. “I have had enough of it.”\n"
        "“Enough of the money, or of the council?”"
    )
    quotes = attribute(Document("", text))
    assert [voice.name for voice in quotes[-2].voices] == ["Paul Greer"]
    assert not quotes[-1].voices
    assert quotes[-1].candidates == ("Ida Lorn", "Paul Greer")


@pytest.mark.parametrize("cue", ["said Mara Quill", "Mara Quill said"])
def test_the_next_paragraph_goes_on_quoting(cue: str) -> None:
    text = f"“The gate is shut,” {cue}.\n“It stays shut until the spring comes.”"
    first, second = quotes(text)
    assert (words(text, second.source), words(text, second.cue)) == ("", "")
    assert [v.name for v in second.voices] == [v.name for v in first.voices] == ["Mara Quill"]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("“It leaks in the north,” Mara Quill said. “Badly.”", "Mara Quill", "“It leaks in the north,” … “Badly.”"),
        ("“Will the ferry run at night?” the old pilot asked in his letter to the board.", "the old pilot", None),
        ("Jonas Pell called Mara Quill the “ultimate landlord.”", "Jonas Pell", "Mara Quill the “ultimate landlord.”"),
        ("Another tenant said she hoped to sell soon: “Then the noise is over for good.”", "Another tenant", None),
        (
            "Nor will the tax bring the mills back, said Jonas Pell, who sells yarn. “We have no looms,” he said.",
            "he",
            "“We have no looms,”",
        ),
    ],
)
def test_who_has_the_words_in_marks(text: str, source: str, content: str | None) -> None:
    last = [quote for quote in quotes(text) if "“" in words(text, quote.content)][-1]
    assert words(text, last.source) == source
    assert content in (None, words(text, last.content))


def test_a_paragraph_that_is_a_quotation_goes_on_with_who_was_reported_before_it() -> None:
    text = "Quill said that the gate was shut and would stay so.\n\n“Nobody had a key to it, and nobody will get one.”"
    first, second = quotes(text)
    assert [v.name for v in first.voices] == [v.name for v in second.voices] == ["Quill"]
    assert (second.source, second.kind) == ((), Kind.DIRECT)


def test_a_quotation_behind_a_colon_that_ends_a_paragraph_is_more_of_what_is_reported_there() -> None:
    text = (
        "As Quill of the Post wrote, the winner was not on the stage, it was the stage itself:\n\n“The night was ours.”"
    )
    (quote,) = quotes(text)
    assert (quote.voices[0].name, quote.kind) == ("Quill", Kind.MIXED)
    assert text[slice(*quote.content[-1])] == "“The night was ours.”"


def test_a_quotation_over_two_paragraphs_is_one_quote() -> None:
    text = "“The gate is shut and locked.\n“Nobody has the key.\n“It stays shut,” said Mara Quill."
    (quote,) = quotes(text)
    assert words(text, quote.source) == "Mara Quill"
    assert words(text, quote.content) == "“The gate is shut and locked.\n“Nobody has the key.\n“It stays shut,”"


def test_a_quotation_that_its_cue_opens_runs_on() -> None:
    text = "Mara Quill said: “The gate is shut and locked.\n“It stays shut.”\nThe river has fallen since Monday."
    (quote,) = quotes(text)
    assert words(text, quote.content) == "“The gate is shut and locked.\n“It stays shut.”"


def test_a_headline_that_reports_is_labelled() -> None:
    text = "Gate will hold until spring, mayor says\nBy Ann Ode\nThe gate of the town is to be mended."
    quote = quotes(text, title="Gate will hold until spring, mayor says")[0]
    assert quote.headline
    assert words(text, quote.content) == "Gate will hold until spring"


@pytest.mark.parametrize(
    ("headline", "source", "content"),
    [
        ("Gate will hold until spring, mayor says", "mayor", "Gate will hold until spring"),
        ("Mayor: gate will hold until spring", "Mayor", "gate will hold until spring"),
        ("Firm hid cracks for years: former engineer", "former engineer", "Firm hid cracks for years"),
        ("‘We will not be moved’: villagers defy order", "villagers", "‘We will not be moved’"),
        ("Union accuses yard of hiding losses", "Union", "yard of hiding losses"),
        ("Live: election night", None, None),
        ("Strike at the yard: ferries come later", None, None),
        ("The gate: a history", None, None),
    ],
)
def test_headlines(headline: str, source: str | None, content: str | None) -> None:
    text = (
        f"{headline}\nBy Ann Ode\nThe river has risen by a metre since Monday, and the road to the gate is under water."
    )
    found = [(words(text, q.source), words(text, q.content)) for q in quotes(text, title=headline)]
    assert found == ([(source, content)] if source else [])


def test_a_dateline_is_not_part_of_what_was_said() -> None:
    text = (
        "Gate of the town is safe\nBy Ann Ode\nOrsin: The gate will hold, Mayor Mara Quill said on Friday.\n"
        "The river has fallen by a metre since Monday, and the road is open."
    )
    (quote,) = quotes(text)
    assert words(text, quote.content) == "The gate will hold"


def test_subheadings_are_no_quotes() -> None:
    text = (
        "The gate was shut on Monday after the flood reached the town.\n‘Deeply sorry’\n"
        "The town will be without a gate for a year, Mayor Mara Quill said."
    )
    assert [words(text, q.content) for q in quotes(text)] == ["The town will be without a gate for a year"]


@pytest.mark.parametrize(
    ("words_", "published", "day"),
    [
        ("on Friday", "2031-05-09", "2031-05-09"),
        ("on Thursday", "2031-05-09", "2031-05-08"),
        ("on Monday", "2031-05-09T23:30:00+02:00", "2031-05-05"),
        ("yesterday", "2031-05-09", "2031-05-08"),
        ("on 3 May", "2031-05-09", "2031-05-03"),
        ("on May 3", "2031-05-09", "2031-05-03"),
        ("on 3 June", "2031-05-09", "2030-06-03"),
        ("on June 3, 2029", "2031-05-09", "2029-06-03"),
        ("in June", "2031-05-09", None),
        ("on Friday", "", None),
        ("on Friday", "0001-01-01", None),
    ],
)
def test_the_day_it_was_said(words_: str, published: str, day: str | None) -> None:
    (quote,) = quotes(f"Mara Quill said {words_} that the gate was shut.", published=published)
    assert quote.said_on == day


def test_whom_it_was_told_to() -> None:
    (quote,) = quotes("Mara Quill told the council that the gate was shut.")
    assert quote.addressee == "the council"


def test_every_quote_says_why_and_how_sure() -> None:
    (quote,) = quotes("“The gate is shut,” Mara Quill said.")
    assert quote.reasons
    assert 0.9 <= quote.confidence <= 1


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "no text"),
        (" \n\t", "no text"),
        ("Der Bürgermeister sagte, die Brücke bleibe gesperrt, weil das Wasser noch immer steige.", "not English"),
        ("The gate is shut. " * 15_000, "longer than 250,000 characters"),
        ("He said: " + '"' * 16_000, "no running text: thousands of characters without a space"),
    ],
)
def test_what_cannot_be_attributed_says_why_and_the_rest_goes_on(text: str, error: str) -> None:
    bad, good = attribute_many([Document("bad", text), Document("good", "“It is shut,” Mara Quill said.")])
    assert (bad.id, bad.error, bad.quotes) == ("bad", error, ())
    assert (good.id, good.error, len(good.quotes)) == ("good", "", 1)


def test_the_answer_depends_neither_on_order_nor_on_company() -> None:
    documents = [Document(text, text) for text, *_ in CASES]
    together = {result.id: result for result in attribute_many(documents)}
    backwards = {result.id: result for result in attribute_many(reversed(documents))}
    alone = {d.id: next(attribute_many([d])) for d in documents}
    assert together == backwards == alone


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet=st.one_of(
            st.sampled_from("“”\"‘’'«»:,.\n\r\t -—"),
            st.characters(exclude_categories=["Cs"]),
            st.sampled_from("aeiost"),
        ),
        max_size=120,
    )
)
def test_any_text_gives_spans_within_it(noise: str) -> None:
    text = f"Mara Quill said: “{noise}” and left. {noise} The mayor warned that {noise} would fail."
    (result,) = attribute_many([Document("a", text)])
    for quote in result.quotes:
        assert quote.content
        for start, end in (*quote.content, *quote.cue, *quote.source, *(m for v in quote.voices for m in v.mentions)):
            assert 0 <= start < end <= len(text)
        assert all(text[start:end].strip() for start, end in quote.content)

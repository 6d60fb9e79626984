"""Whom a pronoun in a claim means: the person whom the attribution is sure of, or nobody; and what that tells."""

import pytest

from quotes.attribution.pipeline import load
from quotes.attribution.types import Document
from quotes.claims import DifferenceKind, DrawnClaim, Likeness, Relation, compare, draw

pytestmark = pytest.mark.model

DAY = "2024-07-14"
HALE = "Mark Hale, the mayor of Durrow, spoke to the council on Friday. "
OLSEN = "Anna Olsen, the minister of fisheries, spoke to the council on Friday. "


def claims_of(text: str) -> tuple[DrawnClaim, ...]:
    doc = load().make_doc(text)
    doc._.document = Document("1", text, None, DAY)
    doc = load()(doc)
    return draw(doc, doc._.attributed_quotes, DAY)


def by_pronoun(text: str, words: str) -> set[str]:
    """The names that only a pronoun gives, of the claims in which the words stand."""
    claims = [claim for claim in claims_of(text) if words in claim.text]
    assert claims, text
    return {name for claim in claims for name in claim.record.by_pronoun}


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        (OLSEN + "She signed the herring treaty in June 2021.", "signed", {"anna", "olsen"}),
        ("Mark Hale said he sold the brewery for $30 million in 2010.", "sold", {"mark", "hale"}),
        ("“I sold the brewery for $30 million in 2010,” Mark Hale said.", "sold", {"mark", "hale"}),
        # What stands in the text is no pronoun's.
        ("Mark Hale sold the brewery for $30 million in 2010.", "sold", set()),
        # Nobody, a group, several, whoever is unnamed.
        ("“We sold the brewery for $30 million in 2010,” Mark Hale said.", "sold", set()),
        ("“I sold the brewery for $30 million in 2010,” a retired brewer said.", "sold", set()),
        (OLSEN + "They signed the herring treaty in June 2021.", "signed", set()),
        ("It rained in Durrow for 30 days in 2010.", "rained", set()),
        # What is one's own is not oneself.
        (OLSEN + "In June 2021 her ministry bought 40 boats.", "bought", set()),
        ("“My firm sold 300 boats in 2010,” Mark Hale said.", "sold", set()),
        # Two whom it may be.
        ("Mark Hale met Peter Lund in Durrow. He signed the herring treaty in June 2021.", "signed", set()),
        # Words within another's words.
        ("“The brewer told me ‘I sold 300 boats in 2010’,” Mark Hale said.", "sold 300", set()),
    ],
)
def test_a_pronoun_is_whom_the_article_surely_means(text: str, words: str, names: set[str]) -> None:
    assert by_pronoun(text, words) == names


def told(one: str, other: str) -> Relation:
    """The most that is told between the claims of two articles of one day."""
    relations = [compare(a.record, b.record) for a in claims_of(one) for b in claims_of(other)]
    order = (Likeness.DIFFERS, Likeness.SAME, Likeness.UNRELATED)
    return min(relations, key=lambda relation: order.index(relation.likeness))


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("Anna Olsen signed the herring treaty in Durrow.", OLSEN + "She signed the herring treaty in Durrow.", "same"),
        ("Mark Hale sold the brewery for $30 million.", "“I sold the brewery for $30 million,” Hale said.", "same"),
        ("Mark Hale sold the brewery for $30 million.", HALE + "He sold the brewery for $45 million.", "contradiction"),
        (
            "Anna Olsen signed the herring treaty in June.",
            OLSEN + "She signed the herring treaty this summer.",
            "more_exact",
        ),
        # Told in the same words, where one does not tell who it is.
        ("He sold the brewery for $30 million.", HALE + "He sold the brewery for $30 million.", "same"),
        ("Mark Hale was arrested at the port in Durrow.", HALE + "He was arrested at the port in Durrow.", "same"),
        # Another person's deed.
        ("Mark Hale bought 40 boats in 2010.", HALE + "In 2010 his firm bought 40 boats.", ""),
        ("Peter Lund sold the brewery for $30 million.", HALE + "He sold the brewery for $45 million.", ""),
        ("Mark Hale sold the brewery for $30 million.", OLSEN + "She sold the brewery for $30 million.", ""),
        ("Peter Lund sold the brewery for $30 million.", "“I sold the brewery for $30 million,” Hale said.", ""),
        ("Mark Hale sold the brewery for $30 million.", "“We sold the brewery for $45 million,” Hale said.", ""),
    ],
)
def test_what_is_told_of_a_pronoun(one: str, other: str, wanted: str) -> None:
    kinds = {DifferenceKind(wanted)} if wanted not in ("same", "") else {None}
    relation = told(one, other)
    assert relation.kind in kinds
    assert (relation.likeness is Likeness.SAME) == (wanted == "same")

"""Mention records to speakers: who is known again across articles, and who is not."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.identity import Directory, Known, Record, known_beyond_article, resolve

BEYOND = [
    ("Mira Hollen", "person", True),
    ("Hollen", "person", False),
    ("Judge Hollen", "person", False),
    ("J. Hollen", "person", False),
    ("a senior official", "unnamed", False),
    ("Mira Hollen's report", "document", False),
    ("North Korea", "government", True),
    ("Calder Town Council", "organisation", True),
    ("Norwind", "organisation", True),
    ("the ministry", "organisation", False),
    ("The Foreign Ministry", "organisation", False),
    ("Police", "organisation", False),
    ("police", "organisation", False),
    ("Supreme Court", "organisation", False),
    ("residents", "group", False),
    ("Residents", "group", False),
    ("Proud Harbourers", "group", True),
    ("Local residents", "group", False),
    ("Mira Hollen", "", True),
    ("Mira van der Hollen", "", True),
    ("One ratepayer", "", False),
    ("Her opposite number", "", False),
    ("The ferrymen of the left bank", "", False),
    ("A court in Calder", "organisation", False),
    ("The parish of Little Wend", "organisation", True),
    ("Her Lawyer", "person", False),
    ("Hollen", "", False),
]


@pytest.mark.parametrize(("name", "kind", "beyond"), BEYOND)
def test_known_beyond_article(name: str, kind: str, beyond: bool) -> None:
    assert known_beyond_article(Record(name, kind)) is beyond


LAVROV = Known(1, "Sergei Lavrov", "person", ("Sergei Lavrov", "Lavrov"))
CHOE = Known(2, "Choe Son-hui", "person", ("Choe Son-hui", "Choe"))
SMITH_F = Known(3, "John F. Smith", "person", ("John F. Smith",))
SMITH_B = Known(4, "John B. Smith", "person", ("John B. Smith",))
UN = Known(5, "United Nations", "organisation", ("United Nations", "UN"))
KOREA = Known(6, "North Korea", "government", ("North Korea", "Pyongyang"))
OWN_LAVROV = Known(7, "Lavrov", "person", ("Lavrov",), article=1)
OFFICIAL = Known(8, "a senior official", "unnamed", ("a senior official",), article=1)
UNKNOWN = Known(9, "Bo Lind", "unknown", ("Bo Lind",))
ALL = (LAVROV, CHOE, SMITH_F, SMITH_B, UN, KOREA, OWN_LAVROV, OFFICIAL, UNKNOWN)

RESOLVED = [
    (Record("Sergey Lavrov", "person", ("Lavrov",), 2), 1),
    (Record("Choe Son Hui", "person", ("Choe",), 2), 2),
    (Record("Lavrov", "person", (), 2), None),  # a surname, in another article
    (Record("Lavrov", "person", (), 1), 7),
    (Record("Maria Lavrova", "person", (), 2), None),
    (Record("John Smith", "person", (), 2), None),  # two could be meant
    (Record("John B. Smith", "person", (), 2), 4),
    (Record("John C. Smith", "person", (), 2), None),
    (Record("Sergei Lavrov", "organisation", (), 2), None),
    (Record("the United Nations", "organisation", (), 2), 5),
    (Record("UN", "organisation", (), 2), None),  # a short form alone
    (Record("North Korea", "organisation", (), 2), 6),  # governments and organisations are told apart badly
    (Record("a senior official", "unnamed", (), 1), 8),
    (Record("A senior official", "unnamed", (), 1), 8),
    (Record("a senior official", "unnamed", (), 2), None),
    (Record("Bo Lind", "person", (), 2), 9),
    (Record("Sergei Lavrov", "", (), 2), 1),
    (Record("…", "person", (), 1), None),
]


@pytest.mark.parametrize(("record", "expected"), RESOLVED)
def test_resolve(record: Record, expected: int | None) -> None:
    assert resolve(record, ALL) == expected


SPELLINGS = [
    ("Sergei Lavrov", "Sergey Lavrov", "Sergej Lavrov"),
    ("Choe Son-hui", "Choe Son Hui", "Choe Sonhui"),
    ("Volodymyr Zelensky", "Volodymyr Zelenskyy", "Volodymyr Zelenskiy"),
    ("John Smith", "John F. Smith", "John F Smith"),
]


@pytest.mark.parametrize("order", [order for names in SPELLINGS for order in permutations(names)])
def test_the_order_of_arrival_changes_nothing(order: tuple[str, ...]) -> None:
    known = [Known(1, order[0], "person", (order[0],))]
    for article, name in enumerate(order[1:], 2):
        assert resolve(Record(name, "person", (), article), known) == 1
        known = [Known(1, order[0], "person", (*known[0].names, name))]


NAMES = [
    "Sergei Lavrin", "Sergey Lavrin", "S. Lavrin", "Lavrin", "Sergei Petrovich Lavrin", "Mira Hollen",
    "Dr. Mira Hollen", "Mira van der Hollen", "Choi Son-hui", "Choi Son Hui", "The Ministry", "General Staff",
    "the General Staff", "Calder Town Council", "a senior official", "北京", "---", "***",
]  # fmt: skip
KINDS = ["", "person", "organisation", "government", "group", "unnamed", "unknown"]
name_lists = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3).map(tuple)


@given(
    st.lists(st.tuples(name_lists, st.sampled_from(KINDS), st.sampled_from([None, 1, 2])), max_size=8),
    name_lists,
    st.sampled_from(KINDS),
)
def test_the_directory_leaves_out_nobody_who_could_be_meant(
    there: list[tuple[tuple[str, ...], str, int | None]], names: tuple[str, ...], kind: str
) -> None:
    everybody = [Known(pk, names[0], kind, names, article) for pk, (names, kind, article) in enumerate(there)]
    directory = Directory()
    for one in everybody:
        directory.put(one)
    record = Record(names[0], kind, names, 1)
    assert resolve(record, directory.near(record)) == resolve(record, everybody)

"""Articles that are copies of one another: which are, which is the original, whatever the order in which they come."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from itertools import permutations

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from articles import wire
from articles.ingest import ingest
from articles.likeness import BANDS, bands, contained, is_copy, shingles
from articles.models import Article, Band, Signature
from articles.readers import ParsedArticle
from quotes import corrections
from tests.factories import ArticleFactory, BodyFactory
from tests.factories_quotes import EditorFactory

WIRE = """\
The harbour of Brennick will be dredged before the winter storms arrive, the port authority said on Friday.
Two ships ran aground at its mouth within a week in August, and pilots have refused to bring in tankers at low water \
since then.
“We have waited for eleven years, and we will not wait for a twelfth,” said Mara Tolley, who heads the authority.
The work is expected to cost 40 million crowns and to take until the spring of next year, according to a plan that \
the council received last night.
Fishermen fear that the sludge, some of which was poisoned by the old tannery, will be dumped near their banks.
“Nobody has shown us a map of where it goes,” said Piet Hallam, a skipper from the northern quay.
The authority says that all of it will be brought ashore, dried and burned in the kilns of the cement works.
A smaller channel was dug in 1987 and silted up within four winters because the breakwater had never been mended.
The council votes on the plan in the second week of October, and the ministry has promised half of the money.
Brennick handles a tenth of the country’s grain, most of it bound for ports on the other side of the strait.
""".splitlines()
# Another paper's own story about the same event, with the same quotations from the same press conference.
OWN = """\
Brennick’s port is to get the deep channel that its pilots have been calling for since last summer’s groundings.
Mara Tolley of the port authority announced the plan at the town hall, to applause from the chandlers in the back.
“We have waited for eleven years, and we will not wait for a twelfth,” she said.
Dredgers from two firms abroad have been asked for offers; the cheaper one, people at the hall said, has no crew to \
spare until Christmas.
At the northern quay nobody was clapping. Skippers there have seen sludge come back with the first westerly.
“Nobody has shown us a map of where it goes,” said Piet Hallam, mending a net that his father had knotted.
Half of the bill is to be paid by the capital, where the minister has his own reasons to be seen on a quay.
His party lost the town by forty votes. It would like it back, and a breakwater costs less than a railway.
""".splitlines()
FULL = "\n".join(WIRE)


def edited(text: str, every: int) -> str:
    """The text with each `every`th word replaced."""
    return " ".join("indeed" if i % every == every - 1 else word for i, word in enumerate(text.split(" ")))


PAIRS = [
    ("the same text", FULL, FULL, True),
    ("typewriters’ marks for printers’", FULL, FULL.replace("“", '"').replace("”", '"').replace("’", "'"), True),
    ("other paragraphs", FULL, FULL.replace("\n", " "), True),
    ("the first 60 % of its paragraphs", FULL, "\n".join(WIRE[:6]), True),
    ("the first half of its paragraphs", FULL, "\n".join(WIRE[:5]), True),
    ("without a paragraph in the middle", FULL, "\n".join(WIRE[:4] + WIRE[5:]), True),
    ("paragraphs put in another order", FULL, "\n".join(reversed(WIRE)), True),
    ("one word in twenty changed", FULL, edited(FULL, 20), True),
    ("shortened, and one word in thirty changed", FULL, edited("\n".join(WIRE[:6]), 30), True),
    ("with a paragraph of the outlet’s own", FULL, "\n".join([*WIRE, OWN[3]]), True),
    ("each word in three changed", FULL, edited(FULL, 3), False),
    ("the paper’s own story with the same quotations", FULL, "\n".join(OWN), False),
    ("only its first paragraphs, within a longer story", FULL, "\n".join(WIRE[:3] + OWN), False),
    ("a brief of one sentence", FULL, WIRE[0], False),
    ("the brief, and the same brief", WIRE[0], WIRE[0], False),
    ("nothing", FULL, "", False),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "expected"), [p[1:] for p in PAIRS], ids=[p[0] for p in PAIRS])
def test_what_is_a_copy(one: str, other: str, expected: bool) -> None:
    a, b = shingles(one), shingles(other)
    assert is_copy(a, b) is expected, contained(a, b)
    assert is_copy(b, a) is expected
    if expected:
        assert set(bands(a)) & set(bands(b)), "and the index leads from one to the other"


def test_headlines_bylines_and_credits_make_no_difference() -> None:
    head = "HARBOUR TO BE DREDGED AT LAST\n"
    zone = {"kind": "headline", "start": 0, "end": len(head)}
    assert shingles(head + FULL, [zone]) == shingles(FULL)


def test_a_signature_is_the_same_tomorrow() -> None:
    """Stored bands are compared with new ones: the numbers may not change with the machine or the library."""
    found = bands(shingles(FULL))
    assert (len(found), found[0], found[-1]) == (BANDS, -7695069394857874096, -8856813636804255157)
    assert bands(shingles(WIRE[0])) == []


@given(st.lists(st.sampled_from(WIRE + OWN), max_size=12), st.lists(st.sampled_from(WIRE + OWN), max_size=12))
def test_likeness_has_no_direction_and_bounds(one: list[str], other: list[str]) -> None:
    a, b = shingles("\n".join(one)), shingles("\n".join(other))
    assert contained(a, b) == contained(b, a)
    assert 0 <= contained(a, b) <= 1


# In the database.


def article(text: str, day: int = 14, **given: object) -> Article:
    made: Article = ArticleFactory.create(text=text, published_on=date(2026, 3, day), **given)
    return made


def copies() -> dict[str, str]:
    """Key of each copy -> key of its original."""
    return dict(Article.objects.exclude(copy_of=None).values_list("key", "copy_of__key"))


@pytest.mark.django_db
def test_the_earliest_is_the_original() -> None:
    later, first, other = article(FULL, 15, key="later"), article(FULL, 13, key="first"), article("\n".join(OWN))
    for one in (later, first, other):
        wire.place(one)
    assert copies() == {"later": "first"}
    assert set(Article.objects.originals()) == {first, other}


@pytest.mark.django_db
def test_an_hour_is_before_a_day_without_one_and_the_key_decides_between_equals() -> None:
    hour = datetime(2026, 3, 14, 9, tzinfo=UTC)
    for made in (article(FULL, key="b"), article(FULL, key="z", published_at=hour), article(FULL, key="a")):
        wire.place(made)
    assert copies() == {"a": "z", "b": "z"}


CHAIN = {
    "a": (FULL, 12),
    "b": ("\n".join(WIRE[:6]), 13),  # of a
    "c": ("\n".join(WIRE[3:6] + OWN[:2]), 14),  # like b, not like a
    "d": ("\n".join(OWN), 11),
    "e": ("\n".join(OWN[:6]), 16),
}


@pytest.mark.django_db
@pytest.mark.parametrize("keys", list(permutations(CHAIN))[::5], ids="".join)
def test_any_order_of_arrival_gives_the_same_answer(keys: tuple[str, ...]) -> None:
    for key in keys:
        text, day = CHAIN[key]
        wire.place(article(text, day, key=key))
    expected = settled_by_hand()
    assert copies() == expected
    assert expected["b"] == "a"
    assert expected["e"] == "d"


def settled_by_hand() -> dict[str, str]:
    """What the rule says, from all pairs."""
    originals: list[str] = []
    found = {}
    for key in sorted(CHAIN, key=lambda key: CHAIN[key][1]):
        mine = shingles(CHAIN[key][0])
        like = [one for one in originals if is_copy(mine, shingles(CHAIN[one][0]))]
        if like:
            found[key] = like[0]
        else:
            originals.append(key)
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(6))
def test_many_variants_in_any_order_also_after_changes(seed: int) -> None:
    """Texts cut from one pool, placed one by one, some of them changed later: as if all had been there at once."""
    chance = random.Random(seed)
    made = [article("\n".join(chance.sample(WIRE, 7)), chance.randint(1, 28), key=f"{n:02}") for n in range(14)]
    for one in chance.sample(made, len(made)):
        wire.place(one)
    for one in chance.sample(made, 4):
        BodyFactory.create(article=one, text="\n".join(chance.sample(WIRE, 7)))
        wire.place(Article.objects.get(pk=one.pk))
    one_by_one = copies()
    Article.objects.update(copy_of=None)
    wire.place_all(again=True)
    assert one_by_one == copies() != {}


@pytest.mark.django_db
def test_a_new_text_is_no_copy_any_more_and_frees_those_that_copied_it() -> None:
    first, second, third = (article(FULL, day, key=str(day)) for day in (10, 11, 12))
    for one in (first, second, third):
        wire.place(one)
    BodyFactory.create(article=first, text="\n".join(OWN))
    wire.place(Article.objects.get(pk=first.pk))
    assert copies() == {"12": "11"}


@pytest.mark.django_db
def test_a_hidden_article_is_never_the_original_of_one_that_is_shown() -> None:
    first, second = article(FULL, 10, key="first"), article(FULL, 11, key="second")
    wire.place(first)
    wire.place(second)
    publisher = EditorFactory.create(group="publishers")
    hidden = corrections.hide(first, editor=publisher, reason="A court says so.")
    assert copies() == {"first": "second"}
    corrections.undo(hidden, editor=publisher)
    assert copies() == {"second": "first"}


STORY = ParsedArticle(text=FULL, outlet="The Lessing Post", url="https://post.example/a", published="2026-03-12")


@pytest.fixture
def two_outlets() -> list[ParsedArticle]:
    short = "\n".join(WIRE[:6])
    return [STORY, ParsedArticle(text=short, outlet="Harrow Herald", url="https://h.example/b", published="2026-03-13")]


@pytest.mark.django_db
def test_ingest_finds_copies(two_outlets: list[ParsedArticle]) -> None:
    for parsed in reversed(two_outlets):
        ingest(parsed)
    assert copies() == {"https://h.example/b": "https://post.example/a"}


@pytest.mark.django_db
def test_the_command_places_what_was_there_and_goes_on_where_it_stopped(
    two_outlets: list[ParsedArticle], capsys: pytest.CaptureFixture[str]
) -> None:
    for parsed in two_outlets:
        ingest(parsed)
    Article.objects.update(copy_of=None)
    Signature.objects.all().delete()
    call_command("copies")
    assert capsys.readouterr().out == "2 articles placed; 1 of 2 are copies of others.\n"
    call_command("copies")
    assert capsys.readouterr().out.startswith("0 articles placed; 1 of 2")
    call_command("copies", "--again")
    assert capsys.readouterr().out.startswith("2 articles placed; 1 of 2")


@pytest.mark.django_db
def test_a_text_too_short_to_tell_is_no_copy_and_not_asked_again() -> None:
    for key in ("a", "b"):
        wire.place(article(WIRE[0], key=key))
    assert copies() == {}
    assert Band.objects.count() == 0
    assert wire.place_all() == 0


@pytest.mark.django_db
def test_a_new_article_is_compared_with_its_neighbours_only(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    pool = [f"word{n}" for n in range(3000)]
    chance = random.Random(7)
    for n in range(30):
        wire.place(article(" ".join(chance.sample(pool, 200)), key=f"{n:02}"))
    wire.place(article(FULL, 13, key="original"))
    new = article(FULL, 15, key="copy")
    with django_assert_max_num_queries(28):
        wire.place(new)
    assert copies() == {"copy": "original"}

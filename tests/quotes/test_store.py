"""What attribution found to rows, and what a later pass or a newer body makes of them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User

from articles.models import Article, Body
from quotes import corrections
from quotes.attribution.types import AttributedQuote, Kind, Span, SpeakerKind, Stance, Voice
from quotes.models import Alias, Part, Pass, Place, Quote, QuoteSpeaker, Speaker
from quotes.search.index import refresh  # noqa: F401  (the store must call it)
from quotes.store import Superseded, store, store_failure
from tests.factories import ArticleFactory, BodyFactory

pytestmark = pytest.mark.django_db


def spans_of(text: str, words: str | Span, nth: int = 0) -> Span:
    """Where the words stand in the text, for the nth time; a span is taken as it is."""
    if isinstance(words, tuple):
        return words
    return [match.span() for match in re.finditer(re.escape(words), text)][nth]


def found(body: Body, *content: str | Span, said_by: str | None = None, nth: int = 0, **fields: Any) -> AttributedQuote:
    """An attributed quote whose spans are given by their words. `said_by` is a person's name; None: unknown."""
    text = body.text
    kind = fields.pop("speaker_kind", SpeakerKind.PERSON)
    mentions = tuple(spans_of(text, words) for words in fields.pop("mentions", ()))
    names = fields.pop("names", ())
    voices = (Voice(said_by, kind, mentions, names, fields.pop("role", "")),) if said_by else ()
    for role in ("cue", "source"):
        fields[role] = tuple(spans_of(text, words) for words in fields.pop(role, ()))
    fields.setdefault("confidence", 0.8)
    fields.setdefault("kind", Kind.DIRECT)
    return AttributedQuote(tuple(spans_of(text, words, nth) for words in content), voices=voices, **fields)


def body_of(text: str) -> Body:
    body = ArticleFactory.create(text=text).current_body
    assert body
    return body


def snapshot() -> dict[str, list[Any]]:
    """Every row that a pass could touch."""
    return {
        model.__name__: list(model._default_manager.order_by("pk").values())
        for model in (Alias, Part, Pass, Place, Quote, QuoteSpeaker, Speaker)
    }


TALKS = (
    "“We will always stand firmly by our friends,” Choe Son-hui said on Friday.\n"
    "Nothing came of it, she said later. An official declined to comment on the talks.\n"
    "“We will always stand firmly by our friends,” Choe said again."
)


def test_a_quote_with_everything() -> None:
    body = body_of(TALKS)
    quote = found(
        body, "Nothing came of it", kind=Kind.INDIRECT, stance=Stance.DENIES, cue=["said later"], source=["she"],
        said_by="Choe Son-hui", names=("Choe Son-hui", "Choe"), mentions=["she", "Choe", "Choe Son-hui"],
        role="foreign minister", addressee="reporters", said_on="2026-03-13", reasons=("cue “said”",),
        confidence=0.7, name_confidence=0.6,
    )  # fmt: skip
    made = store(body, [quote], version="1")
    assert (made.status, made.quote_count, made.error) == (Pass.Status.DONE, 1, "")
    row = Quote.objects.get()
    assert (row.text, row.kind, row.stance, row.status) == ("Nothing came of it", "indirect", "denies", "machine")
    assert (row.confidence, row.name_confidence, row.reasons) == (0.7, 0.6, ["cue “said”"])
    assert (str(row.said_on), row.addressee, row.sourced) == ("2026-03-13", "reporters", True)
    said = row.quote_speakers.get()
    assert (said.speaker.name, said.standing, said.role) == ("Choe Son-hui", "speaks", "foreign minister")
    assert said.mention == "she → Choe → Choe Son-hui"
    assert {alias.name for alias in said.speaker.aliases.all()} == {"Choe Son-hui", "Choe"}
    parts = [(part.role, part.text) for part in row.places.get().parts.order_by("start", "end")]
    assert ("content", "Nothing came of it") in parts
    assert ("cue", "said later") in parts
    assert ("source", "she") in parts
    assert ("mention", "Choe Son-hui") in parts


def test_the_same_words_twice_are_one_quote_with_two_places() -> None:
    body = body_of(TALKS)
    words = "We will always stand firmly by our friends,"
    store(body, [found(body, words, said_by="Choe Son-hui", nth=nth) for nth in (0, 1)], version="1")
    quote = Quote.objects.get()
    assert [place.parts.get().start for place in quote.places.all()] == [1, TALKS.rindex(words)]


@pytest.mark.parametrize(
    "other",
    [{"said_by": "Bo Lind"}, {"said_by": None}, {"stance": Stance.DENIES}, {"kind": Kind.INDIRECT}],
)
def test_the_same_words_otherwise_are_another_quote(other: dict[str, Any]) -> None:
    body = body_of(TALKS)
    words = "We will always stand firmly by our friends,"
    store(
        body,
        [
            found(body, words, said_by="Choe Son-hui"),
            found(body, words, nth=1, **{"said_by": "Choe Son-hui", **other}),
        ],
        version="1",
    )
    assert Quote.objects.count() == 2


def test_unknown_speakers_and_their_candidates() -> None:
    body = body_of("Ana Ruiz met Bo Lind. “It is late,” she said. “So it is,” Bo Lind said. It rained, it emerged.")
    store(
        body,
        [
            found(body, "It is late,", candidates=("Ana Ruiz", "Lind", "the rain"), source=["she"]),
            found(body, "So it is,", said_by="Bo Lind", names=("Bo Lind", "Lind"), source=["Bo Lind"]),
            found(body, "It rained", kind=Kind.INDIRECT),
        ],
        version="1",
    )
    late, _, rained = Quote.objects.order_by("pk")
    # Nobody knows an Ana Ruiz: she speaks nowhere, and a candidate makes no speaker.
    assert [(s.speaker.name, s.standing) for s in late.quote_speakers.all()] == [("Bo Lind", "candidate")]
    assert late.sourced
    assert late.is_public()
    assert not rained.sourced
    assert not rained.is_public()


def test_several_speak_as_one() -> None:
    body = body_of("“We agree,” Ana Ruiz and Bo Lind said.")
    quote = AttributedQuote(
        (spans_of(body.text, "We agree,"),),
        Kind.DIRECT,
        voices=(Voice("Ana Ruiz", SpeakerKind.PERSON), Voice("Bo Lind", SpeakerKind.PERSON)),
    )
    store(body, [quote], version="1")
    speakers = Quote.objects.get().quote_speakers.all()
    assert [(s.position, s.speaker.name) for s in speakers] == [(0, "Ana Ruiz"), (1, "Bo Lind")]


def test_storing_the_same_again_changes_no_row() -> None:
    body = body_of(TALKS)
    words = "We will always stand firmly by our friends,"
    quotes = [
        found(body, words, said_by="Choe Son-hui", names=("Choe",), mentions=["Choe"]),
        found(body, words, nth=1, said_by="Choe Son-hui"),
        found(body, "Nothing came of it", kind=Kind.INDIRECT, candidates=("Choe",)),
        found(body, "comment on the talks", said_by="An official", speaker_kind=SpeakerKind.UNNAMED),
    ]
    store(body, quotes, version="1")
    before = snapshot()
    store(body, quotes, version="1")
    assert snapshot() == before


def test_the_next_version_keeps_ids_and_says_who_found_it() -> None:
    body = body_of(TALKS)
    store(body, [found(body, "Nothing came of it", kind=Kind.INDIRECT)], version="1")
    before = Quote.objects.get()
    made = store(body, [found(body, "Nothing came of it", kind=Kind.INDIRECT)], version="2")
    after = Quote.objects.get()
    assert (after.pk, after.version, after.updated_at) == (before.pk, before.version, before.updated_at)
    assert after.made_by == made


def test_a_failure_is_a_row_and_takes_nothing_away() -> None:
    body = body_of(TALKS)
    store(body, [found(body, "Nothing came of it")], version="1")
    failed = store_failure(body, "2", "ValueError: too long")
    assert (failed.status, failed.error) == ("failed", "ValueError: too long")
    assert Quote.objects.get().status == "machine"
    assert store(body, [found(body, "Nothing came of it")], version="2").pk == failed.pk
    assert store_failure(body, "2", "later").status == "done"


def test_nothing_is_half_stored() -> None:
    body = body_of("Short.")
    before = snapshot()
    with pytest.raises(Exception, match="very words"):
        store(body, [found(body, (0, 5), said_by="Bo Lind"), found(body, (3, 500), said_by="Bo Lind")], version="1")
    assert snapshot() == before


def test_an_older_body_is_not_stored_over_a_newer_one() -> None:
    old = body_of("“It is late,” Bo Lind said.")
    new = BodyFactory.create(article=old.article, text="“It is very late,” Bo Lind said.")
    store(new, [found(new, "It is very late,", said_by="Bo Lind")], version="1")
    before = snapshot()
    with pytest.raises(Superseded):
        store(old, [found(old, "It is late,", said_by="Bo Lind")], version="1")
    assert snapshot() == before


# Speakers across articles


def said_by(name: str, *names: str, kind: SpeakerKind = SpeakerKind.PERSON) -> Quote:
    """A quote by this name in an article of its own."""
    body = body_of(f"“It is late,” {name} said.")
    store(body, [found(body, "It is late,", said_by=name, names=(name, *names), speaker_kind=kind)], version="1")
    return Quote.objects.get(article=body.article_id)


@pytest.mark.parametrize(
    ("names", "kind", "speakers"),
    [
        (("Sergei Lavrov", "Sergey Lavrov", "Sergej Lavrov"), SpeakerKind.PERSON, 1),
        (("Choe Son-hui", "Choe Son Hui"), SpeakerKind.PERSON, 1),
        (("Choe Son Hui", "Choe Son-hui"), SpeakerKind.PERSON, 1),
        (("Dr Ana Ruiz", "Ana Ruiz"), SpeakerKind.PERSON, 1),
        (("Ana Ruiz", "Ruiz"), SpeakerKind.PERSON, 2),
        (("Ruiz", "Ruiz"), SpeakerKind.PERSON, 2),
        (("Ana Ruiz", "Bo Ruiz"), SpeakerKind.PERSON, 2),
        (("the Harbour Trust of Calder", "Harbour Trust of Calder"), SpeakerKind.ORGANISATION, 1),
        (("Police", "Police"), SpeakerKind.ORGANISATION, 2),
        (("a senior official", "a senior official"), SpeakerKind.UNNAMED, 2),
        (("North Korea", "North Korea"), SpeakerKind.GOVERNMENT, 1),
    ],
)
def test_who_is_one_speaker_across_articles(names: tuple[str, ...], kind: SpeakerKind, speakers: int) -> None:
    for name in names:
        said_by(name, kind=kind)
    assert Speaker.objects.count() == speakers
    assert len(set(Speaker.objects.values_list("slug", flat=True))) == speakers
    if speakers == 1:
        assert {alias.name for alias in Alias.objects.all()} == set(names)


def test_unnamed_sources_stay_within_their_article() -> None:
    quote = said_by("a senior official", kind=SpeakerKind.UNNAMED)
    assert quote.speakers.get().article == quote.article


def test_slugs_are_readable_and_never_change() -> None:
    assert said_by("Zoë Łąka").speakers.get().slug == "zoe-laka"
    again = said_by("Zoe Laka", "Zoë Łąka-Berg").speakers.get()
    assert (again.slug, again.name) == ("zoe-laka", "Zoë Łąka")


def test_looking_names_up_asks_by_index_only(django_assert_max_num_queries: Any) -> None:
    body = body_of(" ".join(f"“It is {n},” Person{n} Ruiz said." for n in range(40)))
    quotes = [found(body, f"It is {n},", said_by=f"Person{n} Ruiz", source=[f"Person{n} Ruiz"]) for n in range(40)]
    with django_assert_max_num_queries(40):
        store(body, quotes, version="1")
    assert Speaker.objects.count() == 40
    with django_assert_max_num_queries(30):
        store(body, quotes, version="2")


@pytest.mark.parametrize("version", ["1", "2"])
def test_forty_quotes_take_a_bounded_number_of_queries(version: str, django_assert_max_num_queries: Any) -> None:
    """How long that takes is measured by tests/benchmarks/storing.py."""
    text = "\n".join(f"“It is the word number {n} of them all,” said Person{n % 7} Ruiz, who knew." for n in range(40))
    body = body_of(text)
    quotes = [
        found(body, f"It is the word number {n} of them all,", said_by=f"Person{n % 7} Ruiz", cue=["said"],
              source=[f"Person{n % 7} Ruiz"], mentions=[f"Person{n % 7} Ruiz"])
        for n in range(40)
    ]  # fmt: skip
    if version == "2":
        store(body, quotes, version="1")
    with django_assert_max_num_queries(40):
        store(body, quotes, version=version)


@pytest.fixture
def _all_are_public(settings: Any) -> None:
    settings.OTR_PUBLIC_LEVEL = "all"


def test_a_disputed_quote_stays_disputed() -> None:
    body = body_of(TALKS)
    store(body, [found(body, "Nothing came of it")], version="1")
    Quote.objects.update(status="disputed")
    store(body, [found(body, "Nothing came of it, she")], version="2")
    assert Quote.objects.get().status == "disputed"
    store(body, [], version="3")
    assert Quote.objects.get().status == "gone"


def test_articles_are_apart(editor: User) -> None:
    one, other = body_of(TALKS), body_of(TALKS)
    store(one, [found(one, "Nothing came of it")], version="1")
    quote = Quote.objects.get()
    corrections.reject(quote, editor=editor, reason="Not said.", version=quote.version)
    store(other, [found(other, "Nothing came of it")], version="1")
    assert Article.objects.filter(quotes__status="machine").get() == other.article

"""`manage.py speakers`: what it lists, in text and as JSON."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from quotes.models import Alias, Speaker, Suggestion
from tests.factories import ArticleFactory
from tests.factories_quotes import QuoteFactory, SpeakerFactory

pytestmark = pytest.mark.django_db


def run(*options: str) -> str:
    out = StringIO()
    call_command("speakers", *options, stdout=out)
    return out.getvalue()


def data(*options: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(*options, "--json"))
    return found


def test_duplicates_are_worked_out_and_listed_with_reasons() -> None:
    one = SpeakerFactory.create(name="Sergei Norvin")
    other = SpeakerFactory.create(name="S. Norvin")
    QuoteFactory.create(speaker=one)
    found = data("--duplicates")["duplicates"]
    assert found["total"] == Suggestion.objects.count() == 1
    assert found["lines"] == [
        {
            "names": ["Sergei Norvin", "S. Norvin"],
            "quotes": 1,
            "note": "same family name; “S.” may stand for “Sergei”",
            "speakers": [one.pk, other.pk],
        }
    ]


def test_names_never_resolved_are_counted_by_article() -> None:
    for slug in ("norvin-1", "norvin-2"):
        article = ArticleFactory.create(text="“We won,” Norvin said.")
        speaker = SpeakerFactory.create(name="Norvin", slug=slug, article=article)
        QuoteFactory.create(article=article, content="We won,", speaker=speaker)
    SpeakerFactory.create(name="a spokesman", kind="unnamed", article=ArticleFactory.create())
    (line,) = data("--unresolved")["unresolved"]["lines"]
    assert (line["names"], line["quotes"], line["note"]) == (["Norvin"], 2, "in 2 articles")


def test_homonyms_share_a_full_name() -> None:
    one = SpeakerFactory.create(name="Bo Lind", slug="bo-lind-1")
    other = SpeakerFactory.create(name="Bo Lind", slug="bo-lind-2")
    SpeakerFactory.create(name="Bo Linden")
    (line,) = data("--homonyms")["homonyms"]["lines"]
    assert line["speakers"] == [one.pk, other.pk]
    assert line["note"] == "2 speakers of one name"


def test_merged_speakers_are_no_homonyms() -> None:
    one = SpeakerFactory.create(name="Bo Lind", slug="bo-lind-1")
    SpeakerFactory.create(name="Bo Lind", slug="bo-lind-2", merged_into=one)
    assert data("--homonyms")["homonyms"] == {"total": 0, "lines": []}


def test_all_three_in_text_with_counts_and_a_limit() -> None:
    for number in range(3):
        SpeakerFactory.create(name=f"Sergei Norvin{chr(97 + number)}u")
        SpeakerFactory.create(name=f"S. Norvin{chr(97 + number)}u")
    told = run("--limit", "1").splitlines()
    assert told[0] == "Speakers who may be one: 3"
    assert "may stand for" in told[1]
    assert told[2:] == ["Names never resolved: 0", "Different speakers of one name: 0"]


def test_an_empty_database() -> None:
    assert set(data()) == {"duplicates", "unresolved", "homonyms"}


def test_keys_of_an_earlier_version_are_written_anew() -> None:
    speaker = SpeakerFactory.create(name="Sergei Norvin")
    right = (speaker.key, speaker.aliases.get().coarse)
    Speaker.objects.update(key="old")
    Alias.objects.update(key="old", coarse="old")
    err = StringIO()
    call_command("speakers", "--refold", stdout=StringIO(), stderr=err)
    speaker.refresh_from_db()
    assert (speaker.key, speaker.aliases.get().coarse) == right
    assert err.getvalue() == "2 rows had other keys.\n"


def test_the_most_quoted_come_with_all_their_names_and_those_of_whom_was_merged_into_them() -> None:
    article = ArticleFactory.create(text="“We won,” Norvin said. “We lost,” she said.")
    lind = SpeakerFactory.create(name="Bo Lind")
    norvin = SpeakerFactory.create(name="Ana Norvin")
    SpeakerFactory.create(name="A. Norvin", merged_into=norvin)
    Alias.objects.create(speaker=norvin, name="Norvin", key="norvin", coarse="")
    for content in ("We won,", "We lost,"):
        QuoteFactory.create(article=article, content=content, speaker=norvin)
    QuoteFactory.create(speaker=lind)
    found = data("--most-quoted", "--limit", "1")
    assert list(found) == ["most_quoted"]
    (line,) = found["most_quoted"]["lines"]
    assert found["most_quoted"]["total"] == 2
    assert (line["names"], line["quotes"]) == (["Ana Norvin", "A. Norvin", "Norvin"], 2)
    assert line["speakers"] == [norvin.pk]

"""A database of very many quotes, to measure the public pages on.

    python -m tests.benchmarks.million --into PATH [--quotes 1000000] [--seed S]

Writes an SQLite database at PATH, by seed: a seventh as many articles from 60 outlets over five years, a sixteenth as
many speakers of whom few are quoted often (Zipf), some merged, some known in one article alone; every kind and status;
parts over real bodies; the search index and its tallies. Words follow one another as in the corpus beside the
repository where it is there, else as in the sample articles.
"""

from __future__ import annotations

import json
import logging
import os
import random
import re
import sys
import time
from argparse import ArgumentParser
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command

log = logging.getLogger("million")

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "polnear" / "train.jsonl"
SAMPLES = ROOT / "articles" / "samples"
OUTLETS, DAYS, FIRST_DAY = 60, 5 * 365, date(2021, 11, 1)
_CHUNK = 400  # articles
_WORD = re.compile(r"[\w’'-]+[,.;]?")
_KINDS = {"direct": 50, "mixed": 20, "indirect": 30}
_STATUSES = {
    "machine": 930, "checked": 40, "corrected": 10, "disputed": 2, "rejected": 10, "hidden": 2, "gone": 6,
}  # fmt: skip
_CUES = ["said", "said", "said", "told reporters", "added", "warned", "denied", "announced", "wrote", "argued"]
_ROLES = ["", "", "", "minister", "senator", "mayor", "chief executive", "spokeswoman"]
_SYLLABLES = [consonant + vowel for consonant in "bdfghklmnprstvz" for vowel in "aeiou"]
# An editor's decision on every quote that is checked or corrected.
_DECISIONS = (
    """INSERT INTO auth_user (password, is_superuser, username, last_name, email, is_staff, is_active, date_joined,
    first_name) VALUES ('', 0, 'benchmark', '', '', 0, 0, '2026-01-01', '')""",
    """INSERT INTO quotes_correction (action, quote_id, spans, before, after, reason, public, editor_id, created_at)
    SELECT CASE status WHEN 'checked' THEN 'confirm' ELSE 'edit' END, id, '[]', '{}', '{}', '', status <> 'checked',
    (SELECT MAX(id) FROM auth_user), datetime('2025-01-01', '+' || (id % 500) || ' days')
    FROM quotes_quote WHERE status IN ('checked', 'corrected')""",
    """UPDATE quotes_searchentry SET decided_at = (SELECT MAX(c.created_at) FROM quotes_correction c
    WHERE c.quote_id = quotes_searchentry.quote_id) WHERE status IN ('checked', 'corrected')""",
)
_UNNAMED = ["a spokesman", "an official", "two aides", "the ministry", "a senior diplomat", "residents"]


def main() -> None:
    parser = ArgumentParser(description="A database of very many quotes.")
    parser.add_argument("--quotes", type=int, default=1_000_000)
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if arguments.into.exists():
        sys.exit(f"{arguments.into} is there already.")
    set_up(arguments.into)
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout, force=True)
    call_command("migrate", verbosity=0)
    begun = time.perf_counter()
    Writer(random.Random(arguments.seed), arguments.quotes).write()
    log.info("%d quotes in %.0f s: %s", arguments.quotes, time.perf_counter() - begun, arguments.into)


def set_up(database: Path) -> None:
    """Django over this database, with the settings of the tests."""
    os.environ["OTR_DATABASE_URL"] = f"sqlite:///{database.resolve()}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()


def sentences() -> Iterator[str]:
    """Running text to take words from; of the corpus without the documents kept for measuring."""
    if CORPUS.exists():
        with CORPUS.open(encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for number, line in enumerate(lines) if number % 10 != 9)
    else:
        yield from (path.read_text(encoding="utf-8") for path in sorted(SAMPLES.rglob("*.txt")))


class Talk:
    """Words that follow one another as they do in some text."""

    def __init__(self, texts: Iterable[str], chance: random.Random) -> None:
        self.chance = chance
        self.after: dict[str, list[str]] = defaultdict(list)
        for text in texts:
            found = _WORD.findall(text)
            for one, other in pairwise(found):
                self.after[one].append(other)
        self.starts = [word for word in self.after if word[0].isupper() and word[-1].isalpha()]

    def say(self, least: int, most: int) -> str:
        """So many words; the last one has no stop."""
        word = self.chance.choice(self.starts)
        found = [word]
        for _ in range(self.chance.randint(least, most) - 1):
            following = self.after.get(word)
            word = self.chance.choice(following) if following else self.chance.choice(self.starts)
            found.append(word)
        return " ".join(found).rstrip(",.;")


@dataclass(slots=True)
class Rows:
    """Rows of each table, by model's name, to be written together."""

    of: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, model: str, **values: Any) -> int:
        self.of[model].append(values)
        return int(values.get("id", 0))


class Writer:
    """Makes the rows and writes them, some hundred articles at a time. Ids are counted here."""

    def __init__(self, chance: random.Random, quotes: int) -> None:
        self.chance, self.quotes = chance, quotes
        self.talk = Talk(sentences(), chance)
        self.rows = Rows()
        self.next: dict[str, int] = defaultdict(int)
        people = max(50, quotes // 16)
        self.people = people
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(people)))
        self.outlet_weights = list(accumulate(1 / (rank + 2) for rank in range(OUTLETS)))
        self.names: list[str] = []

    def write(self) -> None:
        from django.db import connection, transaction

        from quotes.models import IndexState
        from quotes.search import index, tally

        connection.cursor().execute("PRAGMA synchronous=OFF")
        with transaction.atomic():
            self._outlets()
            self._speakers()
            self._flush()
        articles, written = max(1, self.quotes // 7), 0
        days = sorted(self.chance.randrange(DAYS) for _ in range(articles))
        for start in range(0, articles, _CHUNK):
            with transaction.atomic():
                for number, day in enumerate(days[start : start + _CHUNK], start):
                    left = self.quotes - written
                    many = min(left, self.chance.randint(4, 10)) if number < articles - 1 else left
                    written += self._article(day, many)
                self._flush()
            if start // _CHUNK % 25 == 0:
                log.info("%d quotes", written)
        log.info("names, tallies, statistics")
        index.refresh_speakers(range(1, self.next["Speaker"] + 1))
        tally.recount_all()
        IndexState.objects.create(pk=1, rules=index.rules())
        with connection.cursor() as cursor:
            for sql in _DECISIONS:
                cursor.execute(sql)
            cursor.execute("INSERT INTO quotes_search(quotes_search) VALUES ('optimize')")
            cursor.execute("ANALYZE")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _id(self, model: str) -> int:
        self.next[model] += 1
        return self.next[model]

    def _outlets(self) -> None:
        for number in range(OUTLETS):
            name = f"The {self._word(2)} {self.chance.choice(['Post', 'Herald', 'Times', 'Courier', 'Wire'])} {number}"
            self.rows.add("Outlet", id=self._id("Outlet"), name=name, slug=f"outlet-{number}", time_zone="UTC")

    def _speakers(self) -> None:
        given = [self._word(2) for _ in range(400)]
        families = [self._word(3) for _ in range(max(20, self.people // 5))]
        for number in range(self.people):
            name = f"{self.chance.choice(given)} {self.chance.choice(families)}"
            merged = self.chance.randrange(1, number // 2 + 1) if number > 100 and number % 50 == 0 else None
            # One step is always enough: nobody is merged into somebody who was merged.
            merged = None if merged and (merged - 1) > 100 and (merged - 1) % 50 == 0 else merged
            self._speaker(name, merged_into_id=merged)
            self.names.append(name)

    def _speaker(self, name: str, **values: Any) -> int:
        from quotes.identity import coarse, key

        pk, kind = self._id("Speaker"), values.get("kind", "person")
        values = {"kind": kind, "key": key(name, kind), **values}
        self.rows.add("Speaker", id=pk, name=name, slug=f"s-{pk}", **values)
        names = [name, f"Mr {name.rsplit(maxsplit=1)[-1]}"] if kind == "person" else [name]
        for alias in names:
            self.rows.add("Alias", id=self._id("Alias"), speaker_id=pk, name=alias, key=key(alias, kind),
                          coarse=coarse(alias, kind))  # fmt: skip
        return pk

    def _article(self, day: int, many: int) -> int:
        """An article with so many quotes, each a paragraph of its body."""
        pk = self._id("Article")
        outlet = bisect(self.outlet_weights, self.chance.random() * self.outlet_weights[-1]) + 1
        published = FIRST_DAY + timedelta(days=day) if self.chance.random() > 0.01 else None
        lines = [f"{self.talk.say(15, 30)}."]
        at, said = len(lines[0]) + 1, []
        for place in range(many):
            line, quote = self._quote(pk, outlet, published, place, at)
            lines.append(line)
            said.append(quote)
            at += len(line) + 1
        text = "\n".join(lines)
        self.rows.add("Article", id=pk, key=f"path:{pk}", outlet_id=outlet, title=self.talk.say(6, 10),
                      published_on=published, current_body_id=pk)  # fmt: skip
        self.rows.add("Body", id=pk, article_id=pk, number=1, text=text, sha256=sha256(text.encode()).hexdigest())
        self.rows.add("Pass", id=pk, body_id=pk, version="benchmark", status="done", quote_count=many)
        for quote, facts in said:
            self._index(quote, pk, text, facts)
        return many

    def _quote(self, article: int, outlet: int, published: date | None, place: int, at: int) -> Any:
        """The paragraph that holds the quote, and what the index needs of it."""
        pk, chance = self._id("Quote"), self.chance
        kind = _one_of(_KINDS, chance)
        content, cue, speakers = self.talk.say(8, 40), chance.choice(_CUES), self._who(article)
        source = " and ".join(name for _, name in speakers) or "sources"
        if kind == "indirect":
            line, starts = f"{source} {cue} that {content}.", (len(source) + len(cue) + 7, len(source) + 1, 0)
        else:
            first = len(content) + 4
            line, starts = f"“{content},” {source} {cue}.", (1, first + len(source) + 1, first)
        parts = zip(("content", "cue", "source"), (content, cue, source), starts, strict=True)
        status = _one_of(_STATUSES, chance)
        said = published - timedelta(days=chance.randrange(4)) if published and chance.random() < 0.3 else None
        sure, name_sure = round(chance.betavariate(6, 1.5), 3), round(chance.betavariate(8, 1.2), 3)
        self.rows.add("Quote", id=pk, article_id=article, made_by_id=article, text=content, kind=kind, status=status,
                      confidence=sure, name_confidence=name_sure, said_on=said,
                      stance="denies" if cue == "denied" else "asserts")  # fmt: skip
        self.rows.add("Place", id=pk, quote_id=pk, body_id=article, position=0)
        for role, text, start in parts:
            assert line[start : start + len(text)] == text
            self.rows.add("Part", id=self._id("Part"), place_id=pk, role=role, start=at + start,
                          end=at + start + len(text), text=text)  # fmt: skip
        for position, (who, name) in enumerate(speakers):
            self.rows.add("QuoteSpeaker", id=self._id("QuoteSpeaker"), quote_id=pk, speaker_id=who, position=position,
                          mention=name, role=chance.choice(_ROLES))  # fmt: skip
        facts = (published, outlet, content, kind, status, said, min(sure, name_sure), speakers, place,
                 (at + starts[0], at + starts[0] + len(content)))  # fmt: skip
        return line, (pk, facts)

    def _who(self, article: int) -> list[tuple[int, str]]:
        """Who speaks: mostly one person, seldom two, nobody who is known, or somebody of this article alone."""
        dice = self.chance.random()
        if dice < 0.06:
            return []
        if dice < 0.16:
            name = self.chance.choice(_UNNAMED)
            return [(self._speaker(name, kind="unnamed", article_id=article), name)]
        chosen = {bisect(self.weights, self.chance.random() * self.weights[-1]) for _ in range(2 if dice > 0.98 else 1)}
        return [(index + 1, self.names[index]) for index in sorted(chosen)]

    def _index(self, quote: int, article: int, text: str, facts: Any) -> None:
        from quotes.search.entries import Facts, texts
        from quotes.search.keys import key

        published, outlet, content, kind, status, said, sure, speakers, place, span = facts
        shown = status not in ("rejected", "hidden", "gone")
        at = key(published, article, place)
        made = texts(Facts(quote, article, published, outlet, content, kind, status, said, sure, shown,
                           tuple(speakers), text, (span,)))  # fmt: skip
        self.rows.add("SearchEntry", key=at, quote_id=quote, outlet_id=outlet, kind=kind, status=status, said=said,
                      sure=sure, shown=shown, speakers=" ".join(str(who) for who, _ in speakers))  # fmt: skip
        self.rows.add("SearchText", entry_id=at, words=made.words, stems=made.stems, around=made.around,
                      marks=made.marks)  # fmt: skip

    def _word(self, syllables: int) -> str:
        return "".join(self.chance.choice(_SYLLABLES) for _ in range(syllables)).capitalize()

    def _flush(self) -> None:
        from articles import models as documents
        from quotes import models

        for name in ("Outlet", "Article", "Body", "Pass", "Speaker", "Alias", "Quote", "Place", "Part", "QuoteSpeaker",
                     "SearchEntry", "SearchText"):  # fmt: skip
            rows = self.rows.of.pop(name, [])
            if name in ("SearchEntry", "SearchText"):
                rows.sort(key=lambda row: row["key"] if "key" in row else row["entry_id"])
            insert(getattr(models, name, None) or getattr(documents, name), rows)


def insert(model: Any, rows: Sequence[dict[str, Any]]) -> None:
    """Rows by name of column; the rest of the columns by the model's defaults. Much faster than objects are made."""
    from django.db import connection
    from django.utils import timezone

    if not rows:
        return
    now = timezone.now()
    fields = model._meta.concrete_fields
    blank = {}
    for one in fields:
        stamped = getattr(one, "auto_now", False) or getattr(one, "auto_now_add", False)
        value = now if stamped else one.get_default()
        blank[one.column] = one.get_db_prep_save(value, connection)
    names = [name for name in blank if name in rows[0] or name != model._meta.pk.column]
    columns = ", ".join(f'"{name}"' for name in names)
    sql = f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ({', '.join(['%s'] * len(names))})"
    values = [[_plain(row.get(name, blank[name])) for name in names] for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(sql, values)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _one_of(weights: dict[str, int], chance: random.Random) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]


if __name__ == "__main__":
    main()

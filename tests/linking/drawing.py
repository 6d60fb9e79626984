"""Draws pairs of stretches to be judged by hand, from the database that OTR_DATABASE_URL names.

    python -m tests.linking.drawing linked|under|verbatim [--seed N] [--texts]

`linked`: pairs in two articles that are in one statement, up to 150, at most a third of them verbatim; `under`: of the
pairs in two articles that are in no statement together, the 150 with the most evidence. JSON lines: ids of the
articles, offsets, score; with --texts the words too, for judging (not to be kept). `verbatim`: how many pairs of quotes
of six words or more by one speaker, word for word the same, in two articles on dates within 14 days, are in one
statement; and each that is not.
"""

import argparse
import json
import os
import random
import re
import sys
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

import django

MOST, SEED = 150, 20261122
LONG, DAYS = 6, 14
_WORD = re.compile(r"\w+")


def main() -> None:
    parser = argparse.ArgumentParser(description="Pairs of stretches to be judged by hand.")
    parser.add_argument("which", choices=["linked", "under", "verbatim"])
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--texts", action="store_true")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quotes.settings")
    django.setup()
    if options.which == "verbatim":
        count_verbatim()
        return
    pairs = linked(options.seed) if options.which == "linked" else under()
    for one, other, score in pairs:
        row = {"one": _place(one), "other": _place(other), "score": round(score, 2), "verbatim": verbatim(one, other)}
        if options.texts:
            row |= {"texts": [one.text, other.text]}
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def words(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def verbatim(one: Any, other: Any) -> bool:
    return words(one.text) == words(other.text)


def linked(seed: int) -> Iterator[tuple[Any, Any, float]]:
    """Two thirds or more in different words; the order of the draw."""
    from quotes.models import Bond

    pairs = sorted(_linked_pairs(), key=lambda pair: (_sortable(pair[0]), _sortable(pair[1])))
    random.Random(seed).shuffle(pairs)
    reworded = [pair for pair in pairs if not verbatim(*pair)][:MOST]
    same = [pair for pair in pairs if verbatim(*pair)][: min(MOST - len(reworded), len(reworded) // 2)]
    for one, other in [*reworded, *same]:
        low, high = sorted((one.pk, other.pk))
        bond = Bond.objects.filter(one=low, other=high).first()
        yield one, other, bond.score if bond else 0.0


def _linked_pairs() -> Iterator[tuple[Any, Any]]:
    from quotes.models import Segment

    segments = (
        Segment.objects.filter(statement__isnull=False).select_related("quote__article").prefetch_related("parts")
    )
    by_statement: dict[int | None, list[Any]] = {}
    for segment in segments.order_by("pk"):
        by_statement.setdefault(segment.statement_id, []).append(segment)
    for members in by_statement.values():
        for one, other in combinations(sorted(members, key=_sortable), 2):
            if one.quote.article_id != other.quote.article_id:
                yield one, other


def under() -> Iterator[tuple[Any, Any, float]]:
    """The pairs just under the threshold: those with the most evidence first."""
    from quotes.models import Bond

    bonds = Bond.objects.select_related("one__quote__article", "other__quote__article").order_by("-score", "pk")
    for found, bond in enumerate(_apart(bonds)):
        if found == MOST:
            return
        yield bond.one, bond.other, bond.score


def _apart(bonds: Iterable[Any]) -> Iterator[Any]:
    for bond in bonds:
        one, other = bond.one, bond.other
        together = one.statement_id is not None and one.statement_id == other.statement_id
        if not together and one.quote.article_id != other.quote.article_id:
            yield bond


def count_verbatim() -> None:
    """Logs the figures of the docstring."""
    from quotes.models import Quote, QuoteSpeaker, Segment

    quotes = Quote.objects.exclude(status=Quote.Status.REJECTED).select_related("article").order_by("pk")
    alike: dict[str, list[Any]] = {}
    for quote in quotes.iterator(chunk_size=2000):
        if len(words(quote.text).split()) >= LONG:
            alike.setdefault(words(quote.text), []).append(quote)
    pairs = linked_pairs = 0
    for group in alike.values():
        for one, other in combinations(group, 2):
            speakers = [
                set(QuoteSpeaker.objects.filter(quote=quote, standing="speaks").values_list("speaker", flat=True))
                for quote in (one, other)
            ]
            if one.article_id == other.article_id or speakers[0].isdisjoint(speakers[1]) or not _within(one, other):
                continue
            pairs += 1
            statements = [
                set(Segment.objects.filter(quote=quote, statement__isnull=False).values_list("statement", flat=True))
                for quote in (one, other)
            ]
            if statements[0] & statements[1]:
                linked_pairs += 1
            else:
                sys.stdout.write(f"not linked: {one.article.source_id} and {other.article.source_id}, quote {one.pk}\n")
    sys.stdout.write(f"{pairs} pairs, {linked_pairs} of them linked\n")


def _within(one: Any, other: Any) -> bool:
    days = [quote.article.published_on for quote in (one, other)]
    return None not in days and abs((days[0] - days[1]).days) <= DAYS


def _place(segment: Any) -> list[Any]:
    return [segment.quote.article.source_id, segment.quote.kind, [[p.start, p.end] for p in segment.parts.all()]]


def _sortable(segment: Any) -> tuple[str, int]:
    return segment.quote.article.key, min(part.start for part in segment.parts.all())


if __name__ == "__main__":
    main()

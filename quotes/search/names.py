"""Whose names have what was typed. Reads the tables of names itself: no models, so that the models can use it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connections

from quotes.identity.spellings import typed_spellings
from quotes.search.dialects import of
from quotes.search.grammar import Query, Term
from quotes.search.words import OWN

# Of so many speakers with a word in their names, those most quoted are looked for; the words around a quote, in which
# articles name who speaks, are looked through in any case.
MOST = 200
_LOOKED_AT = 2000

_OF_ONE = """SELECT DISTINCT %s AS term, COALESCE(s.merged_into_id, s.id) AS root
FROM (SELECT n.speaker_id FROM quotes_nametail n WHERE {tails} LIMIT {looked_at}) AS having_it
JOIN quotes_speaker s ON s.id = having_it.speaker_id"""
_MOST_QUOTED = """SELECT term, root FROM ({of_one}) AS named
LEFT JOIN quotes_speakertally t ON t.speaker_id = root ORDER BY t.quotes IS NULL, t.quotes DESC, root LIMIT {most}"""
_FAMILIES = """WITH found AS ({found})
SELECT term, root, root FROM found
UNION ALL SELECT term, root, m.id FROM found JOIN quotes_speaker m ON m.merged_into_id = root"""


@dataclass(frozen=True, slots=True)
class Named:
    """For each term the heads of whom it names, and for each head its whole family. `cut`: terms of more than MOST."""

    heads: Mapping[Term, frozenset[int]] = field(default_factory=dict)
    families: Mapping[int, frozenset[int]] = field(default_factory=dict)
    cut: frozenset[Term] = frozenset()

    def of(self, heads: Iterable[int]) -> list[int]:
        """Everybody of these families."""
        return sorted({pk for head in heads for pk in self.families[head]})


def terms(query: Query) -> Iterable[Term]:
    """Each of the query's terms, also those left out."""
    for clause in query.clauses:
        yield from clause.terms
    yield from query.excluded


def named(sought: Iterable[Term], using: str, also: Sequence[int] = (), *, spellings: bool = True) -> Named:
    """Whom each of `sought` names, as whole words; with `spellings` in any transliteration. One query for all.

    `also`: heads of families that are wanted too.
    """
    asked = list(dict.fromkeys(sought))
    parts, params = ["SELECT -1 AS term, CAST(%s AS bigint) AS root" for _ in also], list[Any](also)
    if not (asked or also):
        return Named()
    for number, term in enumerate(asked):
        sql, values = tails(term, " ", using, spellings=spellings)
        one = _MOST_QUOTED.format(of_one=_OF_ONE.format(tails=sql, looked_at=_LOOKED_AT), most=MOST + 1)
        parts.append(f"SELECT * FROM ({one}) AS one{number}")  # noqa: S608 (pieces are constants)
        params += [number, *values]
    heads: dict[int, list[int]] = defaultdict(list)
    families: dict[int, set[int]] = defaultdict(set)
    with connections[using].cursor() as cursor:
        cursor.execute(_FAMILIES.format(found=" UNION ALL ".join(parts)), params)
        for number, root, member in cursor.fetchall():
            if root == member:
                heads[number].append(root)
            families[root].add(member)
    return Named(
        {term: frozenset(heads[number][:MOST]) for number, term in enumerate(asked)},
        {root: frozenset(members) for root, members in families.items()},
        frozenset(term for number, term in enumerate(asked) if len(heads[number]) > MOST),
    )


def tails(term: Term, end: str, using: str, *, spellings: bool, own: bool = False) -> tuple[str, list[str]]:
    """A condition on quotes_nametail n, with its parameters: names in which the term stands, its last word ending with
    `end`; with `own` those too that belong to one article alone. A range of an index on either engine: the tails are
    ASCII."""
    begins = [(" ".join(term.words) + end, False)]
    if spellings and not term.exact:
        begins += [(" ".join(spelling) + " ", True) for spelling in typed_spellings(term.words)]
    begins += [(OWN + beginning, loose) for beginning, loose in begins] if own else []
    in_range = of(using).IN_RANGE
    parts, values = [], []
    for beginning, loose in begins:
        parts.append(f"({in_range} AND {'' if loose else 'NOT '}n.loose)")
        values += [beginning, beginning + "\x7f"]
    return f"({' OR '.join(parts)})", values

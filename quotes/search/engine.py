"""What was typed as what is looked for in the index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models.expressions import RawSQL

from quotes.search import marks
from quotes.search.dialects import of
from quotes.search.expressions import EVERYTHING, NOTHING, Expression, Phrase, but, either, every, mark
from quotes.search.grammar import EVERYTHING as ANYTHING
from quotes.search.grammar import POSSESSIVE, Query, Term
from quotes.search.names import Named, named, tails, terms
from quotes.search.words import stems


@dataclass(frozen=True, slots=True)
class Request:
    """Words, and who is to have said them. `names`: words are also looked for in names and in the words around a quote.

    With `spelled` a name counts only where the quote's article spells it as typed.
    """

    words: Query = ANYTHING
    by: Query = ANYTHING
    names: bool = True
    spelled: bool = False

    def named(self, using: str, also: Sequence[int] = ()) -> Named:
        """Whom its words name, with the families of these and of the speakers `also`. One query, or none."""
        sought = [*(terms(self.words) if self.names else ()), *terms(self.by)]
        return named(sought, using, also, spellings=not self.spelled)

    def expression(self, known: Named) -> Expression:
        return every([self._words(known), self._by(known)])

    def notes(self, known: Named) -> list[str]:
        """What of it was not looked for in full, in words for readers."""
        return [
            f"“{term}” is part of very many names: the speakers most quoted were looked for." for term in known.cut
        ]  # fmt: skip

    def best(self, known: Named) -> list[Expression]:
        """How well a quote answers, the best first: words as typed and side by side; words in what was said or in who
        said it; anything else."""
        if not self.words.clauses:
            return [EVERYTHING]
        typed = [term.words for clause in self.words.clauses for term in clause.terms[:1]]
        side_by_side = Phrase("words", tuple(word for words in typed for word in words))
        near = _combined(self.words, lambda term: either([content(term), self._name(term, known)]))
        return [side_by_side, near, EVERYTHING]

    def _words(self, known: Named) -> Expression:
        def has(term: Term) -> Expression:
            if not self.names:
                return content(term)
            around = [] if self.spelled or term.exact else [Phrase("around", stems(term.words))]
            return either([content(term), self._name(term, known), *around])

        return _combined(self.words, has)

    def _name(self, term: Term, known: Named) -> Expression:
        return self._said_by(known.of(known.heads.get(term, ())), term)

    def _by(self, known: Named) -> Expression:
        """By speakers whose names have all of it: each word in one of them, none of what is left out in any."""
        if not self.by:
            return EVERYTHING
        excluded = frozenset[int]().union(*(known.heads[term] for term in self.by.excluded))
        if not self.by.clauses:
            return but(mark(marks.NAMED), _any_of(known.of(excluded)))
        sets = [frozenset[int]().union(*(known.heads[term] for term in one.terms)) for one in self.by.clauses]
        said = _any_of(known.of(frozenset.intersection(*sets) - excluded))
        if self.spelled:
            return every([said, _combined(self.by, _spelled)])
        return either([said, but(_combined(self.by, _called), _any_of(known.of(excluded)))])

    def _said_by(self, speakers: Iterable[int], term: Term) -> Expression:
        said = _any_of(speakers)
        return every([said, _spelled(term)]) if self.spelled else either([said, _called(term)])


def _any_of(speakers: Iterable[int]) -> Expression:
    return either(mark(marks.speaker(pk)) for pk in speakers)


def _called(term: Term) -> Expression:
    """The article calls who speaks so: for names that belong to it alone, of which `Named` knows nothing."""
    words = tuple(marks.spelled(POSSESSIVE.sub("", term.typed)))
    return Phrase("marks", words) if words else NOTHING


def content(term: Term) -> Expression:
    """The term in what was said: as it is, or in any of its forms."""
    return Phrase("words", term.words) if term.exact else Phrase("stems", stems(term.words))


def quotes_with(request: Request, using: str) -> RawSQL:
    """A subquery of the ids of the quotes that `request` asks for; those off the pages are among them."""
    dialect = of(using)
    expression = request.expression(request.named(using))
    # The pieces are constants of the dialect; what was typed is a parameter, and letters and digits besides.
    sql = f"SELECT e.quote_id FROM {dialect.FOUND} WHERE {dialect.MATCHES}"  # noqa: S608
    return RawSQL(sql, [dialect.written(expression)])  # noqa: S611


def speakers_named(query: Query, using: str) -> RawSQL:
    """A subquery of the ids of speakers whose names, or those of speakers merged into them, have what `query` asks for.

    Its words may be half typed. Empty queries are not for here.
    """
    sql, params = _speakers(query, using)
    return RawSQL(sql, params)  # noqa: S611


def _speakers(query: Query, using: str) -> tuple[str, list[str]]:
    """In SQL: who has a name for every clause, and none for what is left out."""
    parts, params = [], []
    for clause in query.clauses:
        found = [_having(term, using) for term in clause.terms]
        parts.append(" UNION ".join(sql for sql, _ in found))
        params += [value for _, values in found for value in values]
    sql = "SELECT id FROM quotes_speaker WHERE true"
    for part in parts:
        sql += f" AND id IN ({part})"
    for term in query.excluded:
        having, values = _having(term, using)
        sql += f" AND id NOT IN ({having})"
        params += values
    return sql, params


def _having(term: Term, using: str) -> tuple[str, list[str]]:
    condition, values = tails(term, "", using, spellings=True, own=True)
    sql = (
        "SELECT COALESCE(s.merged_into_id, s.id) FROM quotes_nametail n "  # noqa: S608 (pieces are constants)
        f"JOIN quotes_speaker s ON s.id = n.speaker_id WHERE {condition}"
    )
    return sql, values


def _combined(query: Query, has: Callable[[Term], Expression]) -> Expression:
    """Every clause by one of its terms, none of the excluded terms; `has` says what it is to have a term."""
    wanted = every(either(map(has, clause.terms)) for clause in query.clauses)
    return but(wanted, either(map(has, query.excluded)))


def _spelled(term: Term) -> Expression:
    """The article itself writes the name so, somewhere on the way from its words to the name."""
    return either([_called(term), mark(marks.ANY_SPELLING)])

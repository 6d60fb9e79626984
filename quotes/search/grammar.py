"""What a reader types into the search box, parsed. It has no errors: what cannot be used is left out, and said.

lavrov talks          both words (AND), each in any of its forms
"freedom of speech"   exactly these words, in this order
-tariff  -"the war"   without it
flood OR storm        either
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quotes.search.words import words

MAX_CHARS = 300
MAX_TERMS = 20

_DOUBLE_MARKS = str.maketrans(dict.fromkeys("“”„‟«»″〝〞＂", '"'))
_MINUS = "-−–—"
_TOKEN = re.compile(
    rf'(?P<minus>[{_MINUS}]*)(?:"(?P<phrase>[^"]*)(?P<close>"?)|(?P<word>[^\s"]+))|(?P<lone>[{_MINUS}]+)'
)
# ‘A phrase’ in single marks, as many readers type it; apostrophes are left alone.
_SINGLE_MARKED = re.compile(r"""(?<![^\s-])['‘‚‹]([^"\s][^"]*?)['’›](?!\S)""")
# What could open one where the word is typed again: `'0""0’` is two words, `'0 0’` would be a phrase.
_OPENING = "'‘‚‹"
_OPENINGS = re.compile(rf"(?<=-)[{_OPENING}]+")
_OPERATORS = frozenset(("OR", "NOT", "AND"))
POSSESSIVE = re.compile(r"['’‘ʼ]s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand side by side: as they are (`exact`), or in any of their forms."""

    words: tuple[str, ...]
    exact: bool
    typed: str

    def __str__(self) -> str:
        return self.typed


@dataclass(frozen=True, slots=True)
class Clause:
    """Terms of which at least one must be found."""

    terms: tuple[Term, ...]

    def __str__(self) -> str:
        return " OR ".join(map(str, self.terms))


@dataclass(frozen=True, slots=True)
class Query:
    """All of `clauses`, none of `excluded`; `notes` says what was typed and could not be used."""

    clauses: tuple[Clause, ...] = ()
    excluded: tuple[Term, ...] = ()
    notes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.clauses or self.excluded)

    def __str__(self) -> str:
        """The query as it could be typed; `parse(str(query))` means the same."""
        return " ".join([*map(str, self.clauses), *(f"-{term}" for term in self.excluded)])

    def loosened(self) -> Iterator[tuple[str, "Query"]]:
        """Each piece of the query with the query that is left without it."""
        for i, clause in enumerate(self.clauses):
            yield str(clause), Query(self.clauses[:i] + self.clauses[i + 1 :], self.excluded)
        for i, term in enumerate(self.excluded):
            yield f"-{term}", Query(self.clauses, self.excluded[:i] + self.excluded[i + 1 :])


EVERYTHING = Query()


def parse(typed: str) -> Query:
    """The query that `typed` stands for. Any string will do; an empty query finds everything."""
    builder = _Builder()
    if len(typed) > MAX_CHARS:
        builder.note(f"Only the first {MAX_CHARS} characters of your words were used.")
    text = _SINGLE_MARKED.sub(r'"\1"', typed[:MAX_CHARS].translate(_DOUBLE_MARKS))
    for match in _TOKEN.finditer(text):
        builder.take(match)
    return builder.query()


def _plain(word: str) -> str:
    """A word so that it is read as that word whatever stands behind it."""
    word = _OPENINGS.sub("", word.lstrip(_MINUS + _OPENING))
    return word.lower() if word in _OPERATORS else word


class _Builder:
    """Takes tokens one by one and keeps what they add up to."""

    def __init__(self) -> None:
        self.clauses: list[list[Term]] = []
        self.excluded: list[Term] = []
        self.notes: list[str] = []
        self.joins = False  # an OR waits for what stands behind it
        self.excludes = False  # so does a NOT
        self.last_was_term = False

    def note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)

    def take(self, match: re.Match[str]) -> None:
        word = match["word"]
        if word in ("OR", "|") and not match["minus"]:
            self._take_or()
        elif word == "NOT" and not match["minus"]:
            self.excludes = True
        elif word == "AND" and not match["minus"]:
            return  # words are joined so anyway
        else:
            self._take_term(match)

    def _take_or(self) -> None:
        if self.last_was_term:
            self.joins = True
        else:
            self.note("“OR” was ignored where no word stands before it, or one with a minus sign.")

    def _take_term(self, match: re.Match[str]) -> None:
        term = self._term(match)
        if term is None:
            return
        if len(self.excluded) + sum(map(len, self.clauses)) >= MAX_TERMS:
            self.note(f"Only the first {MAX_TERMS} words were used.")
        elif match["minus"] or self.excludes:
            if self.joins:
                self.note("“OR” was ignored before a minus sign: what has a minus sign is left out in any case.")
            self.excluded.append(term)
            self.last_was_term = self.joins = self.excludes = False
        else:
            if self.joins:
                self.clauses[-1].append(term)
            else:
                self.clauses.append([term])
            self.last_was_term, self.joins = True, False

    def _term(self, match: re.Match[str]) -> Term | None:
        if match["phrase"] is not None:
            text = " ".join(match["phrase"].split())
            if not match["close"]:
                self.note("The last quotation mark was never closed; everything after it was taken as one phrase.")
            found, exact, typed = words(text), True, f'"{text}"'
        else:
            text = match["word"] or match["lone"] or ""
            found, exact, typed = words(POSSESSIVE.sub("", text)), False, _plain(text)
        if found:
            return Term(found, exact, typed)
        if text:
            self.note(f"“{text}” was ignored: it holds no letter or digit to search for.")
        elif match["close"]:
            self.note("Quotation marks with nothing between them were ignored.")
        return None

    def query(self) -> Query:
        if self.joins:
            self.note("“OR” was ignored where no word stands behind it.")
        if self.excludes:
            self.note("“NOT” was ignored where no word stands behind it.")
        clauses = tuple(Clause(tuple(terms)) for terms in self.clauses)
        return Query(clauses, tuple(self.excluded), tuple(self.notes))

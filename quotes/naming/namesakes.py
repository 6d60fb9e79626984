"""Which of several known speakers an article's name stands for, where editors have merged or parted them.

Names alone can't tell two people of one name apart. What can: that an editor made two known speakers one, and that one
of them speaks in this article already, by an editor's word or by the pass before. Otherwise the name stands for
somebody of this article alone, rather than for the wrong one. Two forms of one given name are one person's where what
articles call them says so (`offices`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import cached_property

from quotes.identity import Known, Record, called_both, key, known_beyond_article, resolve
from quotes.models import NotSame, QuoteSpeaker
from quotes.naming.offices import Offices


class Namesakes:
    """What is known of who is whom among the speakers who could be behind one article's names.

    `heads` has whom each was merged into, by id, for those who were merged; `apart` those of whom an editor said that
    they are not somebody else. `company` are the records of the article.
    """

    def __init__(
        self, article_id: int, heads: dict[int, int], known: Iterable[int], company: Collection[Record] = ()
    ) -> None:
        self.article_id = article_id
        self.offices = Offices(article_id, heads, company)
        self.heads = heads
        self.apart: dict[int, set[int]] = {}
        for one, other in NotSame.objects.of(known).values_list("one", "other"):
            self.apart.setdefault(self.head(one), set()).add(self.head(other))
            self.apart.setdefault(self.head(other), set()).add(self.head(one))

    @cached_property
    def here(self) -> frozenset[int]:
        """Who speaks in the article's quotes as they are stored."""
        rows = QuoteSpeaker.objects.filter(quote__article=self.article_id).order_by()
        return frozenset(rows.values_list("speaker", flat=True))

    def head(self, pk: int) -> int:
        return self.heads.get(pk, pk)

    def one_of(self, ids: Collection[int]) -> int | None:
        """The one person whom all of these are by now; None where there is none, or more than one."""
        if len({self.head(pk) for pk in ids}) != 1:
            return None
        return min(ids, key=lambda pk: (pk in self.heads, pk))

    def settle(self, record: Record, near: Collection[Known]) -> tuple[int | None, bool]:
        """The id of whom the record stands for, None for somebody new; and whether such a one would be known beyond
        the article."""
        beyond = known_beyond_article(record)
        found = resolve(record, near)
        if found is not None:
            fits = {self._earliest(record, found, near), *self._rivals(record, near, found)}
        else:
            each = {other.id for other in near if resolve(record, [other]) == other.id}
            fits = {self._earliest(record, pk, near) for pk in each}
            if not fits and beyond and (one := self.offices.whom(record, near)) is not None:
                fits = {one}
        if len(fits) < 2:
            return next(iter(fits), None), beyond
        chosen = self.one_of(fits)
        if chosen is None and beyond:
            chosen = self.one_of(fits & self.here)
        return (chosen, beyond) if chosen is not None else (_own(record, near), False)

    def _earliest(self, record: Record, found: int, near: Collection[Known]) -> int:
        """Whom the program knew first of those who, by what articles call them, are the one found.

        "Ana Bly" and "Ana Rose Bly" are two until an article gives both names; from then on it is to be one of them.
        So it is with "Joe Bly" and "Joseph Bly" once articles call both by one distinctive role.
        """
        one = next((other for other in near if other.id == found), None)
        if one is None or one.article is not None:
            return found
        apart = self.apart.get(self.head(found), set())
        both = replace(one, names=(*one.names, *record.all_names))
        same = {other.id for other in near if self.head(other.id) not in apart and called_both(both, other)}
        if same <= {found} and (also := self.offices.also(record, one, near, apart)) is not None:
            same.add(also)
        return min((found, *same), key=lambda pk: (pk < 0, pk))

    def _rivals(self, record: Record, near: Iterable[Known], found: int) -> set[int]:
        """Who has the very name of the record too, and is not the one found: an editor said so."""
        apart = self.apart.get(self.head(found), set())
        return {other.id for other in near if self.head(other.id) in apart and _is_called(other, record)}


def _is_called(known: Known, record: Record) -> bool:
    wanted = key(record.name, record.kind)
    return wanted in {key(name, known.kind) for name in (known.name, *known.names)}


def _own(record: Record, near: Iterable[Known]) -> int | None:
    """Who already stands for this name in this article alone."""
    own = (other.id for other in near if other.article == record.article and _is_called(other, record))
    return min(own, default=None)

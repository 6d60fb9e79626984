"""Which of several known speakers an article's name stands for, where editors have merged or parted them.

Names alone can't tell two people of one name apart. What can: that an editor made two known speakers one, and that one
of them speaks in this article already, by an editor's word or by the pass before. Otherwise the name stands for
somebody of this article alone, rather than for the wrong one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property

from quotes.identity import Known, Record, key, known_beyond_article, resolve
from quotes.models import NotSame, QuoteSpeaker


class Namesakes:
    """What is known of who is whom among the speakers who could be behind one article's names.

    `heads` has whom each was merged into, by id, for those who were merged.
    """

    def __init__(self, article_id: int, heads: dict[int, int], known: Iterable[int]) -> None:
        self.article_id = article_id
        self.heads = heads
        self.apart: dict[int, set[int]] = {}
        for one, other in NotSame.objects.of(known).values_list("one", "other"):
            self.apart.setdefault(one, set()).add(other)
            self.apart.setdefault(other, set()).add(one)

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
        if found is not None and not self.apart.get(found):
            return found, beyond
        fits = {other.id for other in near if resolve(record, [other]) == other.id}
        if found is not None and self.one_of(fits | {found}) is not None:
            return found, beyond
        if not fits:
            return found, beyond
        chosen = self.one_of(fits)
        if chosen is None and beyond:
            chosen = self.one_of(fits & self.here)
        return (chosen, beyond) if chosen is not None else (_own(record, near), False)


def _own(record: Record, near: Iterable[Known]) -> int | None:
    """Who already stands for this name in this article alone."""
    wanted = key(record.name, record.kind)
    own = [other.id for other in near if other.article == record.article and key(other.name, other.kind) == wanted]
    return min(own, default=None)

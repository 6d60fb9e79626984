"""Works through bodies that lack a pass of the present version of the attribution, one transaction each (law 4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import OperationalError
from django.db.models import Exists, F, OuterRef, Q, Sum
from django.db.models.functions import Length

from articles.models import Body
from quotes import claiming, statements
from quotes.attribution import VERSION, Document, Result, attribute_many
from quotes.claims import VERSION as CLAIMS_VERSION
from quotes.claims import draw
from quotes.isolation import Failure, reason
from quotes.models import Pass
from quotes.store import Superseded, store, store_failure

_CHUNK = 64


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one body: how many quotes its article has by this pass, or why there was no pass.

    `superseded`: a newer body of the article was attributed meanwhile, so that there was nothing to store.
    `claims_error`: why the article has no claims by this pass, though it has its quotes. `unlinked`: its quotes, and
    those marked before, that could not be linked, by id; the next `manage.py link` tries again.
    """

    body: Body
    words: int
    quotes: int = 0
    error: str = ""
    superseded: bool = False
    claims: int = 0
    claims_error: str = ""
    unlinked: tuple[Failure, ...] = ()


def due(*, article: int | None = None, redo: bool = False) -> list[int]:
    """The ids of the current bodies that have no pass of this version, not even a failed one, or of which this version
    drew no claims; with `redo`, of all."""
    bodies = Body.objects.filter(pk=F("article__current_body"))
    if article is not None:
        bodies = bodies.filter(article=article)
    if not redo:
        done = Q(status=Pass.Status.FAILED) | Q(claims_version=CLAIMS_VERSION)
        bodies = bodies.exclude(Exists(Pass.objects.filter(done, body=OuterRef("pk"), version=VERSION)))
    return list(bodies.order_by("pk").values_list("pk", flat=True))


def length_of(body_ids: Sequence[int]) -> int:
    """The characters of all these bodies together."""
    chunks = (Body.objects.filter(pk__in=chunk) for chunk in _chunks(body_ids))
    return sum(chunk.aggregate(sum=Sum(Length("text")))["sum"] or 0 for chunk in chunks)


def run(body_ids: Sequence[int], *, processes: int = 1) -> Iterator[Outcome]:
    """Attribute and store these bodies, in order; one Outcome each. Only as many texts as are worked at are in memory.

    Whatever goes wrong with one article is a failed pass, and the rest goes on; also where it kills the process that
    works at it, which is why that is never this one. What is no article's fault is raised: no model, a database that
    can't be written to.
    """
    if not body_ids:
        return  # without loading a model
    pending: dict[str, Body] = {}
    unlinked: set[int] = set()
    for result in attribute_many(_documents(body_ids, pending), processes=processes, apart=True, draw=draw):
        yield _stored(pending.pop(result.id), result, unlinked)


def _documents(ids: Iterable[int], pending: dict[str, Body]) -> Iterator[Document]:
    """What there is to attribute; each body is put into `pending` by the id of its document."""
    for chunk in _chunks(ids):
        bodies = Body.objects.select_related("article__outlet").in_bulk(chunk)
        for pk in chunk:
            if pk in bodies:
                pending[str(pk)] = bodies[pk]
                yield _document(bodies[pk])


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    chunk: list[int] = []
    for pk in ids:
        chunk.append(pk)
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _document(body: Body) -> Document:
    article = body.article
    published = article.published_on.isoformat() if article.published_on else None
    return Document(str(body.pk), body.text, article.title or None, published, article.outlet.name)


def _stored(body: Body, result: Result, unlinked: set[int]) -> Outcome:
    """`unlinked`: the quotes that could not be linked in this run, which are not tried again and again."""
    words = len(body.text.split())
    if result.error:
        return _failed(body, words, result.error)
    try:
        made = store(body, result.quotes, version=VERSION)
    except Superseded:
        return Outcome(body, words, superseded=True)
    except OperationalError:
        raise
    except Exception as error:
        return _failed(body, words, reason(error))
    unclaimed = _claimed(made, result)
    failures = _linked(body, unlinked)
    return Outcome(body, words, made.quote_count, claims=made.claim_count, claims_error=unclaimed, unlinked=failures)


def _claimed(made: Pass, result: Result) -> str:
    """Store and join the claims that the pass drew; why that failed, or "". The quotes are stored already: an article
    that has quotes and lacks its claims is better than none, and its pass says so."""
    failure = result.claims_error
    try:
        if not failure:
            claiming.of_pass(made, result.quotes, result.claims)
    except OperationalError:
        raise
    except Exception as error:
        failure = reason(error)
    if failure:
        made.claims_version, made.claims_error = CLAIMS_VERSION, failure
        made.save(update_fields=["claims_version", "claims_error"])
    return failure


def _linked(body: Body, unlinked: set[int]) -> tuple[Failure, ...]:
    """Find out with which others the article's quotes report one statement, then the same of what was marked before;
    which could not be linked. The quotes are stored already."""
    own = statements.link_article(body.article_id)
    unlinked.update(failure.pk for failure in own)
    marked = statements.link_marked(but=unlinked)
    unlinked.update(failure.pk for failure in marked)
    return (*own, *marked)


def _failed(body: Body, words: int, why: str) -> Outcome:
    store_failure(body, VERSION, why)
    return Outcome(body, words, error=why)

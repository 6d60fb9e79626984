"""The review queue: which quote an editor should look at next (E1)."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from quotes.models import Part, Quote, QuoteSpeaker, Report, Speaker
from quotes.models.risk import risk

# So many of the riskiest quotes are weighed against one another by what no index knows.
WINDOW = 50
# A speaker with this many quotes is much quoted, and a wrong word in their mouth is read by many.
MANY, SOME = 100, 10
PROMINENCE_WEIGHT, ACCUSATION_WEIGHT = 0.05, 0.1
# Beginnings of the words by which newspapers report an accusation.
ACCUSING = (
    "accus", "alleg", "assail", "blam", "charg", "condemn", "criticis", "criticiz", "decri", "decry", "denounc",
    "lambast", "slam",
)  # fmt: skip


def unreviewed() -> QuerySet[Quote]:
    """Quotes that nobody has looked at yet, by risk. Those of hidden articles can wait: nobody reads them."""
    machine = Quote.objects.filter(status=Quote.Status.MACHINE, article__hidden=False)
    return machine.order_by(risk(), "pk")


def next_quote(skipped: Collection[int] = ()) -> Quote | None:
    """The quote to look at next whose id is not among `skipped`; None when there is none left.

    Quotes that readers reported go first, the oldest report before others: somebody waits. Then the unreviewed quote
    with the highest risk: low confidence first, denials and accusations before other speech, much quoted speakers
    before others. Takes a constant number of queries, each bounded, however many quotes there are.
    """
    if waiting := Report.objects.waiting().exclude(quote__in=skipped).select_related("quote").first():
        return waiting.quote
    speaking = QuoteSpeaker.objects.filter(standing=QuoteSpeaker.Standing.SPEAKS)
    cues = Part.objects.filter(role=Part.Role.CUE)
    window = list(
        unreviewed()
        .exclude(pk__in=skipped)
        .annotate(weighed=risk())
        .prefetch_related(
            Prefetch("quote_speakers", queryset=speaking), Prefetch("places__parts", queryset=cues, to_attr="cues")
        )[:WINDOW]
    )
    prominence = _prominence({qs.speaker_id for quote in window for qs in quote.quote_speakers.all()})

    def weight(quote: Quote) -> tuple[float, int]:
        known = max((prominence.get(qs.speaker_id, 0) for qs in quote.quote_speakers.all()), default=0)
        head_start = PROMINENCE_WEIGHT * known + ACCUSATION_WEIGHT * _accuses(quote)
        return quote.weighed - head_start, quote.pk  # type: ignore[attr-defined]  # annotated above

    return min(window, key=weight, default=None)


def _prominence(speakers: Collection[int]) -> dict[int, int]:
    """0, 1 or 2 by how much each is quoted. Looks for the tenth and the hundredth quote rather than counting all."""
    quotes = QuoteSpeaker.objects.filter(speaker=OuterRef("pk")).order_by()
    rows = Speaker.objects.filter(pk__in=speakers).values_list(
        "pk", Exists(quotes[SOME - 1 : SOME]), Exists(quotes[MANY - 1 : MANY])
    )
    return {pk: int(some) + int(many) for pk, some, many in rows}


def _accuses(quote: Quote) -> bool:
    cues = (part for place in quote.places.all() for part in place.cues)  # type: ignore[attr-defined]  # prefetched
    return any(word.startswith(ACCUSING) for part in cues for word in part.text.lower().split())

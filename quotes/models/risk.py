"""How likely a quote is to be wrong, and how bad that would be: the order in which editors look at quotes."""

from __future__ import annotations

from django.db.models import F, FloatField, Func
from django.db.models.expressions import Combinable

# A denial under the wrong name, or shown as an assertion, is the worst that can happen: it goes before an assertion
# of which the program is this much less sure.
HEAD_START = 0.2


def risk() -> Combinable:
    """An expression over quotes to order by: the lower, the sooner an editor should look at it.

    It has no parameters, because SQLite uses an index on an expression only where the query has the same literals.
    """
    head_start = Func(
        F("stance"),
        template=f"CASE WHEN %(expressions)s IN ('denies', 'declines') THEN {HEAD_START} ELSE 0.0 END",
        output_field=FloatField(),
    )
    return F("confidence") - head_start

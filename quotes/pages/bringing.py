"""Rows of several tables by one query: what a page needs of each is little, and each query costs a journey of its own.

Each row comes as an array of JSON, which both engines make alike: dates as text, what is empty as None.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import JSONArray

# Some rows, and the fields that are wanted of each.
Branch = tuple[QuerySet[Any, Any], Sequence[str]]


def brought(branches: Mapping[str, Branch]) -> dict[str, list[list[Any]]]:
    """The rows of each branch, by its name, in no order. One query for all. There is at least one branch."""
    first, *others = (
        rows.order_by().values_list(Value(name), JSONArray(*fields)) for name, (rows, fields) in branches.items()
    )
    found: dict[str, list[list[Any]]] = defaultdict(list)
    for name, row in first.union(*others, all=True) if others else first:
        found[name].append(row)
    return found

"""Whose word an article is, where papers are counted.

A copy is no second witness: it counts as the outlet of its original. Articles of which nobody knows the outlet stand
each for itself, for two of them need not be one paper's.
"""

from __future__ import annotations

from typing import Any

from django.db.models import BigIntegerField, Case, F, When
from django.db.models.functions import Coalesce

from articles.keys import UNKNOWN_OUTLET
from articles.models import Article


def witness_at(path: str) -> Case:
    """The witness as an expression, for rows that reach their article by `path`: an outlet's id, or, where the outlet
    is unknown, the article's own with a minus sign."""
    unknown: Any = {"output_field": BigIntegerField()}
    return Case(
        When(**{f"{path}__copy_of__outlet__name": UNKNOWN_OUTLET}, then=-F(f"{path}__copy_of")),
        When(**{f"{path}__copy_of": None, f"{path}__outlet__name": UNKNOWN_OUTLET}, then=-F(path)),
        default=Coalesce(f"{path}__copy_of__outlet", f"{path}__outlet"),
        **unknown,
    )


def witness_of(article: Article) -> int:
    """The same for an article at hand, with its outlet and its original's."""
    original = article.copy_of or article
    return -original.pk if original.outlet.name == UNKNOWN_OUTLET else original.outlet_id

"""Matrix products for spaCy by the BLAS that numpy brings.

thinc multiplies by BLIS, which takes three times as long where its build has no kernel for the processor
(`tests/benchmarks/speed.py` tells the whole pass). What comes out may differ in the last bit with the number of rows
and of threads; so the pipeline reads one text a call, and `one_thread` holds while it does.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from typing import Any

from thinc.api import NumpyOps, get_current_ops, set_current_ops
from threadpoolctl import ThreadpoolController


@contextmanager
def numpys_products() -> Iterator[None]:
    """Models that are loaded while it holds multiply by numpy, for good."""
    before = get_current_ops()
    set_current_ops(NumpyOps(use_blis=False))
    try:
        yield
    finally:
        set_current_ops(before)


def one_thread() -> AbstractContextManager[Any]:
    """While it holds, numpy's BLAS works in one thread."""
    limit: AbstractContextManager[Any] = _libraries().limit(limits=1, user_api="blas")
    return limit


@lru_cache(maxsize=1)
def _libraries() -> ThreadpoolController:
    return ThreadpoolController()

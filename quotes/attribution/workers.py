"""Work shared among processes, of which any may die: only what kills its process is lost, and it says so (law 4).

No spaCy here: what is done with a batch is given as a function, which the workers import for themselves.
"""

import contextlib
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from quotes.attribution.types import Document, Result

Batch = Sequence[Document]
Work = Callable[[Batch], list[Result]]

DIED = "the worker process died"
_WATCH_SECONDS = 2.0


def shared(batches: Iterable[Batch], work: Work, start: Callable[[], object], processes: int) -> Iterator[Result]:
    """One Result for each document of `batches`, in their order, each batch by `work` in one of the worker processes.

    `start` is called once in each process, before its first batch; what it raises is raised here. Where a process dies
    its documents are tried again, each by itself; one that dies again gives a Result with `error`, and the rest goes
    on. Both functions must be importable by their names. Batches are fetched as they are needed, two a process.
    """
    lanes = _Lanes(work, start)
    with ThreadPoolExecutor(processes, "lane") as threads, contextlib.closing(lanes):
        more = iter(batches)
        waiting: deque[Future[list[Result]]] = deque()
        try:
            waiting.extend(threads.submit(lanes.run, batch) for batch in islice(more, 2 * processes))
            while waiting:
                yield from waiting.popleft().result()
                waiting.extend(threads.submit(lanes.run, batch) for batch in islice(more, 1))
        finally:
            for future in waiting:
                future.cancel()


class _Lanes:
    """A worker process for each thread, so that it is known which batch one died of. They are not forked: a fork takes
    the database's connection and other threads' locks with it."""

    def __init__(self, work: Work, start: Callable[[], object]) -> None:
        self._work, self._start = work, start
        self._own = threading.local()
        self._all: list[ProcessPoolExecutor] = []

    def run(self, batch: Batch) -> list[Result]:
        try:
            return self._done(batch)
        except BrokenProcessPool:
            return [self._alone(document) for document in batch]

    def close(self) -> None:
        for process in self._all:
            process.shutdown()

    def _alone(self, document: Document) -> Result:
        try:
            (result,) = self._done([document])
        except BrokenProcessPool:
            return Result(document.id, error=DIED)
        return result

    def _done(self, batch: Batch) -> list[Result]:
        process = self._process()
        try:
            return process.submit(self._work, batch).result()
        except BrokenProcessPool:
            self._own.process = None
            raise

    def _process(self) -> ProcessPoolExecutor:
        process: ProcessPoolExecutor | None = getattr(self._own, "process", None)
        if process is None:
            process = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
            self._all.append(process)
            try:
                process.submit(_begin, os.getpid(), self._start).result()
            except BrokenProcessPool as error:  # no document's fault: the next process would die the same way
                raise RuntimeError("a worker process died before it could begin") from error
            self._own.process = process
        return process


def _begin(parent: int, start: Callable[[], object]) -> None:
    """In a new worker: let it end when its parent is gone, which a killed parent cannot tell it; then `start`."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_WATCH_SECONDS)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
    with contextlib.suppress(OSError):  # where memory runs out, Linux should take a worker and not who writes the rows
        Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")
    start()

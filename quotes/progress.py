"""How far a run over many articles is: a bar on a terminal, a line every ten seconds elsewhere (cron, a log)."""

import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from types import TracebackType
from typing import Self

from django.core.management.base import OutputWrapper
from tqdm import tqdm

_SECONDS_BETWEEN_LINES = 10.0


class Progress:
    """Counts articles and words, and tells words a second and the time left.

    Articles differ in length: the time left goes by the characters done of `characters`, those of all the articles.
    """

    def __init__(
        self, articles: int, characters: int, stream: OutputWrapper, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.articles, self.characters, self.stream, self.clock = articles, characters, stream, clock
        self.done = self.words = self._characters = 0
        self._start = self._told = clock()
        self._terminal = stream.isatty()
        self._bar = tqdm(
            total=characters,
            disable=not self._terminal,
            file=sys.stderr,
            bar_format="{percentage:3.0f}% |{bar:30}| {desc}",
            dynamic_ncols=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._bar.close()

    def __str__(self) -> str:
        said = f"{self.done:,} of {self.articles:,} articles, {self.words_a_second:,.0f} words a second"
        return f"{said}, {_duration(self._seconds_left)} left" if 0 < self._characters < self.characters else said

    @property
    def seconds(self) -> float:
        return self.clock() - self._start

    @property
    def words_a_second(self) -> float:
        return self.words / self.seconds if self.seconds else 0.0

    def add(self, *, words: int, characters: int) -> None:
        """One more article is done."""
        self.done += 1
        self.words += words
        self._characters += characters
        self._bar.set_description_str(str(self), refresh=False)
        self._bar.update(characters)
        if not self._terminal and self.clock() - self._told >= _SECONDS_BETWEEN_LINES:
            self._told = self.clock()
            self.stream.write(str(self))

    def aside(self) -> AbstractContextManager[object]:
        """While this is open, other lines can be written without breaking the bar."""
        return tqdm.external_write_mode(file=sys.stderr) if self._terminal else nullcontext()

    @property
    def _seconds_left(self) -> float:
        return self.seconds * (self.characters - self._characters) / self._characters


class Steps:
    """Counts steps that take much the same time, and tells how many there are and the time left."""

    def __init__(
        self, total: int, what: str, stream: OutputWrapper, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.total, self.what, self.stream, self.clock = total, what, stream, clock
        self.done = 0
        self._start = self._told = clock()
        self._terminal = stream.isatty()
        self._bar = tqdm(total=total, disable=not self._terminal, file=sys.stderr, unit=f" {what}", dynamic_ncols=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._bar.close()

    def __str__(self) -> str:
        said = f"{self.done:,} of {self.total:,} {self.what}"
        left = (self.clock() - self._start) * (self.total - self.done) / self.done if self.done else 0
        return f"{said}, {_duration(left)} left" if left else said

    def add(self, count: int) -> None:
        """So many more are done."""
        self.done += count
        self._bar.update(count)
        if not self._terminal and self.clock() - self._told >= _SECONDS_BETWEEN_LINES:
            self._told = self.clock()
            self.stream.write(str(self))


def _duration(seconds: float) -> str:
    """In words as rough as such a figure is: "40 s", "12 min", "3 h 20 min"."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"

"""What a long run tells of itself where nobody looks at a terminal."""

from io import StringIO

import pytest
from django.core.management.base import OutputWrapper

from quotes.progress import Progress


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_line_every_ten_seconds_with_the_time_left_by_length_and_not_by_articles() -> None:
    told, clock = StringIO(), Clock()
    with Progress(3, 10_000, OutputWrapper(told), clock) as progress:
        for seconds, characters in ((4, 500), (10, 500), (12, 9_000)):
            clock.now = seconds
            progress.add(words=characters // 5, characters=characters)
    assert told.getvalue() == "2 of 3 articles, 20 words a second, 2 min left\n"
    assert str(progress) == "3 of 3 articles, 167 words a second"


@pytest.mark.parametrize(
    ("seconds_for_a_hundredth", "left"),
    [(0.1, "10 s"), (0.9, "89 s"), (1, "2 min"), (36, "59 min"), (121, "3 h 20 min")],
)
def test_the_time_left_is_told_as_roughly_as_it_is_known(seconds_for_a_hundredth: float, left: str) -> None:
    clock = Clock()
    progress = Progress(100, 100_000, OutputWrapper(StringIO()), clock)
    clock.now = seconds_for_a_hundredth
    progress.add(words=1, characters=1_000)
    assert str(progress).endswith(f", {left} left")


def test_before_anything_is_done_there_is_no_speed() -> None:
    assert str(Progress(3, 100, OutputWrapper(StringIO()), Clock())) == "0 of 3 articles, 0 words a second"

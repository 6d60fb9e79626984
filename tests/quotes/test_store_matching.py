"""Laws of the matching itself, whatever was there and whatever a pass has found. Tables: test_store_corrections.py."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.store import matching
from quotes.store.matching import New, Old, plan
from quotes.store.spans import HALF, overlap

places = st.tuples(st.integers(0, 90), st.integers(1, 60)).map(lambda pair: (((pair[0], pair[0] + pair[1]),),))
news_lists = st.lists(st.builds(New, places=places), max_size=5, unique_by=lambda new: new.places)


@st.composite
def old_lists(draw: st.DrawFn) -> list[Old]:
    def one(number: int) -> Old:
        guarded = draw(st.booleans())
        return Old(
            number,
            draw(places),
            guarded=guarded,
            rejected=not guarded and draw(st.booleans()),
            fixed=guarded and draw(st.booleans()),
            live=guarded or draw(st.booleans()),
        )

    return [one(number) for number in range(draw(st.integers(0, 5)))]


@given(st.lists(st.tuples(places, places), min_size=1, max_size=6))
def test_pairs_are_found_wherever_in_the_text_they_stand(pairs: list[tuple[Any, Any]]) -> None:
    def far(there: Any, number: int, stretched: int) -> Any:
        return tuple(
            tuple((start * stretched + number * 99_000, end * stretched + number * 99_000) for start, end in p)
            for p in there
        )

    for stretched in (1, 100):
        olds = [Old(number, far(old, number, stretched)) for number, (old, _) in enumerate(pairs)]
        news = [New(far(new, number, stretched)) for number, (_, new) in enumerate(pairs)]
        best = [overlap(old.places[0], new.places[0]) for old, new in zip(olds, news, strict=True)]
        assert plan(olds, news).taken == {number: number for number, share in enumerate(best) if share >= HALF}


def test_thousands_of_quotes_are_not_compared_each_with_each(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[Any] = []

    def counted(one: Any, other: Any) -> float:
        compared.append(one)
        return overlap(one, other)

    monkeypatch.setattr(matching, "overlap", counted)
    there = [(((number * 300, number * 300 + 80),),) for number in range(3000)]
    olds = [Old(number, place) for number, place in enumerate(there)]
    assert len(plan(olds, [New(place) for place in there]).taken) == 3000
    everywhere = tuple(place for (place,) in there)
    plan([Old(1, everywhere)], [New(everywhere)])
    assert len(compared) < 20_000


@given(old_lists(), news_lists)
def test_what_editors_decided_is_not_taken(olds: list[Old], news: list[New]) -> None:
    result = plan(olds, news)
    assert not {old.id for old in olds if old.rejected or old.fixed} & result.taken.keys()
    assert not result.kept & result.taken.keys()
    assert len(set(result.taken.values()) | set(result.fresh)) == len(result.taken) + len(result.fresh)


@given(old_lists(), news_lists)
def test_the_same_again_changes_nothing(olds: list[Old], news: list[New]) -> None:
    first = plan(olds, news)
    after = [
        replace(
            old,
            places=news[first.taken[old.id]].places if old.id in first.taken else old.places,
            live=old.guarded or old.rejected or old.id in first.taken or old.id in first.kept,
        )
        for old in olds
    ]
    made = [Old(100 + index, news[index].places) for index in first.fresh]
    again = plan([*after, *made], news)
    assert not again.fresh
    assert {old.id for old in made} <= again.taken.keys()
    for old in after:
        assert old.id not in again.taken or news[again.taken[old.id]].places == old.places
        found = old.id in again.taken or old.id in again.kept
        assert found == (old.id in first.taken or old.id in first.kept) or old.guarded or old.rejected


@given(news_lists)
def test_without_anything_before_everything_is_new(news: list[New]) -> None:
    assert plan([], news).fresh == list(range(len(news)))

"""Which day words mean in an article of a given date."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.attribution.days import day_of, days_in

FRIDAY = "2031-05-09"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        # Weekdays: the last one, today's included
        ("on Friday", "2031-05-09"),
        ("Thursday", "2031-05-08"),
        ("on Saturday", "2031-05-03"),
        ("late on Monday", "2031-05-05"),
        ("Monday evening", "2031-05-05"),
        ("on the evening of Monday", "2031-05-05"),
        ("early Tuesday", "2031-05-06"),
        ("Tues.", "2031-05-06"),
        ("last Friday", "2031-05-02"),
        ("last Monday", "2031-05-05"),
        ("this Wednesday", "2031-05-07"),
        ("ON WEDNESDAY", "2031-05-07"),
        ("on Wednesday last week", "2031-04-30"),
        ("on Friday of last week", "2031-05-02"),
        ("shortly before midnight on Sunday", "2031-05-04"),
        # Days of the calendar
        ("on 3 May", "2031-05-03"),
        ("on 3rd May", "2031-05-03"),
        ("on the 3rd of May", "2031-05-03"),
        ("May 3", "2031-05-03"),
        ("on May 3rd", "2031-05-03"),
        ("on May 3, 2030", "2030-05-03"),
        ("on 3 May 2031", "2031-05-03"),
        ("on 3 June", "2030-06-03"),
        ("on Dec. 24", "2030-12-24"),
        ("on Sept 4, 2029", "2029-09-04"),
        ("on Thursday, 8 May", "2031-05-08"),
        ("on Thursday, May 8, 2031", "2031-05-08"),
        ("on 2031-05-03", "2031-05-03"),
        # From today
        ("yesterday", "2031-05-08"),
        ("yesterday evening", "2031-05-08"),
        ("the day before yesterday", "2031-05-07"),
        ("today", "2031-05-09"),
        ("earlier today", "2031-05-09"),
        ("tonight", "2031-05-09"),
        ("last night", "2031-05-08"),
        ("this morning", "2031-05-09"),
        ("two days ago", "2031-05-07"),
        ("10 days ago", "2031-04-29"),
        ("a day ago", "2031-05-08"),
        # No day, or none that has been
        ("earlier this week", None),
        ("last week", None),
        ("a week ago", None),
        ("in June", None),
        ("in June 2029", None),
        ("in 2029", None),
        ("some days ago", None),
        ("next Friday", None),
        ("every Friday", None),
        ("on Fridays", None),
        ("Friday’s", None),
        ("three hours ago", None),
        ("on 31 April", None),
        ("on 3 May 2032", None),
        ("tomorrow", None),
        ("where he sat.", None),
        ("in the sun.", None),
        ("", None),
    ],
)
def test_days_in_an_article_of_a_friday(words: str, day: str | None) -> None:
    assert day_of(words, FRIDAY) == day


@pytest.mark.parametrize(
    ("words", "published", "day"),
    [
        ("on Monday", "2031-05-09T23:30:00+02:00", "2031-05-05"),
        ("today", "2031-05-09T23:30:00-08:00", "2031-05-09"),  # the day there, not the one in UTC
        ("yesterday", "2031-05-10T00:30:00+09:00", "2031-05-09"),
        ("on Friday", "2031-05-09T06:00:00Z", "2031-05-09"),
        ("yesterday", "Fri, 09 May 2031 10:00:00 GMT", "2031-05-08"),
        ("three hours ago", "2031-05-09T02:00:00Z", "2031-05-08"),
        ("40 minutes ago", "2031-05-09T02:00:00Z", "2031-05-09"),
        ("on 29 February", "2031-03-01", "2028-02-29"),
        ("on 31 December", "2031-01-01", "2030-12-31"),
        ("last Friday", "2031-05-12", "2031-05-09"),
        ("on Monday last week", "2031-05-12", "2031-05-05"),
        ("on Friday", None, None),
        ("on Friday", "", None),
        ("on Friday", "soon", None),
        ("yesterday", "0001-01-01", None),
        ("tonight", "9999-12-31", "9999-12-31"),
        ("on May 3", None, None),
        ("on May 3, 2029", None, "2029-05-03"),
        ("on 3 May 2029", "", "2029-05-03"),
        ("on 2029-05-03", None, "2029-05-03"),
        ("on 2029-02-30", None, None),
    ],
)
def test_days_need_the_articles_own_date(words: str, published: str | None, day: str | None) -> None:
    assert day_of(words, published) == day


def test_where_days_stand() -> None:
    text = "On May 3, Mara said she would, as of last Friday, open on Sundays; two days ago she saw the sun."
    assert [text[s:e] for s, e in days_in(text, 0, len(text))] == ["May 3", "last Friday", "two days ago"]


@given(st.text(max_size=60), st.sampled_from([None, "", FRIDAY, "0001-01-01", "9999-12-31", "2031-05-09T10:00:00Z"]))
def test_any_words_give_a_day_or_none(words: str, published: str | None) -> None:
    for told in (words, f"on Friday {words}", f"{words} May 3 {words}"):
        day = day_of(told, published)
        assert day is None or len(day) == 10

"""Chinese numerals in dates."""

import re

import pytest

from retrieval.reading.dates.chinese_numerals import DAY, MONTH, YEAR, chinese_number
from retrieval.reading.dates.date_mentions import date_mentions


@pytest.mark.parametrize(
    ("pattern", "words", "value"),
    [
        (YEAR, "二〇一五", 2015), (YEAR, "一九九〇", 1990), (YEAR, "二零零九", 2009),
        (MONTH, "一", 1), (MONTH, "十", 10), (MONTH, "十二", 12),
        (DAY, "九", 9), (DAY, "十", 10), (DAY, "十九", 19), (DAY, "二十", 20), (DAY, "二十四", 24),
        (DAY, "三十", 30), (DAY, "三十一", 31),
    ],
)  # fmt: skip
def test_a_part_of_a_date_is_a_number(pattern, words, value):
    assert re.fullmatch(pattern, words)
    assert chinese_number(words) == value


@pytest.mark.parametrize(
    ("pattern", "words"), [(YEAR, "二〇一"), (MONTH, "十三"), (DAY, "三十二"), (DAY, "四十")]
)
def test_what_is_none_is_not_matched(pattern, words):
    assert not re.fullmatch(pattern, words)


def test_a_figure_is_itself():
    assert chinese_number("24") == 24


def test_running_text_names_such_a_day():
    (found,) = date_mentions("会议于二〇一五年六月二十四日举行。")
    assert (found.first, found.last) == ("2015-06-24", "2015-06-24")

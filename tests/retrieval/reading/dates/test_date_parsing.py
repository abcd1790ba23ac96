"""Dates as news text writes them."""

from datetime import date, datetime, timedelta

import pytest

from retrieval.reading.dates.date_parsing import (
    dates_in,
    is_suspect,
    latest_day,
    publication_date,
    short_day,
    stated_date,
)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("12 March 2015", "2015-03-12"),
        ("12th of March, 2015", "2015-03-12"),
        ("March 12, 2015", "2015-03-12"),
        ("Mar. 12 2015", "2015-03-12"),
        ("Sept. 3, 2014", "2014-09-03"),
        ("2015-03-12", "2015-03-12"),
        ("2015-03-12T10:30:00Z", "2015-03-12"),
        ("2015/03/12", "2015-03-12"),
        ("12.03.2015", "2015-03-12"),
        ("13/03/2015", "2015-03-13"),
        ("03/13/2015", "2015-03-13"),
        ("05/05/2015", "2015-05-05"),
        ("Thu, 12 Mar 2015 10:30:00 +0600", "2015-03-12"),
        ("12 марта 2015 года", "2015-03-12"),
        ("5 мая 2016", "2016-05-05"),
        ("Четверг, 12 марта 2015 г., 10:15", "2015-03-12"),
        ("12 мар. 2015", "2015-03-12"),
        ("2015 жылғы 12 наурыз", "2015-03-12"),
        ("2015 ж. 12 наурыз, бейсенбі", "2015-03-12"),
        ("12 наурыз, 2015 жыл", "2015-03-12"),
        ("2015-жылдын 12-марты", "2015-03-12"),
        ("12-апрель, 2015-жыл", "2015-04-12"),
        ("2015-yil 12-mart", "2015-03-12"),
        ("12 sentabr 2015-yil", "2015-09-12"),
        ("2015 йил 12 сентябрь", "2015-09-12"),
        ("12-уми марти соли 2015", "2015-03-12"),
        ("Четвер, 12 березня 2015 р.", "2015-03-12"),
        ("12 Ağustos 2015 Çarşamba", "2015-08-12"),
        ("12 AĞUSTOS 2015", "2015-08-12"),
        ("jueves, 12 de marzo de 2015", "2015-03-12"),
        ("mar 10 mar 2015", "2015-03-10"),
        ("الخميس، 12 مارس، 2015", "2015-03-12"),
        ("١٢ آذار/مارس ٢٠١٥", "2015-03-12"),
        ("پنجشنبه ۲۱ اسفند ۱۳۹۳", "2015-03-12"),
        ("30 اسفند 1403", "2025-03-20"),
        ("2015年3月12日 10:15", "2015-03-12"),
        ("2015년 3월 12일", "2015-03-12"),
        ("2015. 3. 12.", "2015-03-12"),
        ("12. März 2015", "2015-03-12"),
        ("12 août 2015", "2015-08-12"),
        ("giovedì 12 marzo 2015", "2015-03-12"),
        ("gio, 12 ott 2015 18:55", "2015-10-12"),
        ("1º giu. 2015", "2015-06-01"),
        ("12 set 2015", "2015-09-12"),
        ("12 marca 2015 r.", "2015-03-12"),
        ("30. 3. 2015", "2015-03-30"),
        ("二〇一五年三月十二日", "2015-03-12"),
        ("二零一五年十二月三十一日", "2015-12-31"),
        ("二○一五年十月二十号", "2015-10-20"),
    ],
)
def test_a_whole_date_is_read(text, iso):
    assert [found.iso for found in dates_in(text)] == [iso]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("June 4", "4 June (year not stated)"),
        ("4 June", "4 June (year not stated)"),
        ("Nov. 3", "3 November (year not stated)"),
        ("03/04/2015", "03/04/2015 (order of day and month not clear)"),
    ],
)
def test_a_date_stated_in_part_stays_in_part(text, note):
    assert [(found.iso, found.note) for found in dates_in(text)] == [(None, note)]


@pytest.mark.parametrize(
    "text",
    [
        "31 February 2015",
        "June 31",
        "12 March 1815",
        "May 2016",
        "12 Marching 2015",
        "1.2.3",
        "было 5, там 2015",
        "30 اسفند 1404",
        "2015年13月1日",
        "二〇一五年二月三十日",
        "二〇一五年十三月一日",
        "三月十二日",
        "12 settimane 2015",
    ],
)
def test_what_is_no_publication_date_is_none(text):
    assert not any(found.iso for found in dates_in(text))


def test_a_date_in_the_future_is_no_publication_date_but_is_told():
    ahead = latest_day() + timedelta(days=1)
    note = f"{ahead.isoformat()} (suspect: in the future)"
    assert [(one.iso, one.note) for one in dates_in(f"{ahead:%d %B %Y}")] == [(None, note)]
    assert stated_date(ahead) == stated_date(ahead.isoformat()) == (None, note)
    assert publication_date(ahead) == (None, note)
    assert is_suspect(note)


def test_tomorrow_may_have_begun_elsewhere_and_is_used():
    assert publication_date(latest_day()) == (latest_day().isoformat(), None)


def test_a_date_before_1900_is_no_publication_date_but_is_told():
    assert publication_date(date(1899, 12, 31)) == (None, "1899-12-31 (suspect: before 1900)")
    assert publication_date(date(1900, 1, 1)) == ("1900-01-01", None)
    assert not is_suspect("4 June (year not stated)")


@pytest.mark.parametrize(
    ("value", "stated"),
    [
        (date(2016, 11, 3), ("2016-11-03", None)),
        (datetime(2016, 11, 3, 9, 30), ("2016-11-03", None)),
        ("2016-11-03", ("2016-11-03", None)),
        ("3 November 2016, 10:00", ("2016-11-03", None)),
        ("June 2015", (None, "June 2015")),
        ("2015", (None, "2015")),
        (2015, (None, "2015")),
        ("May 20", (None, "20 May (year not stated)")),
        ("1815-06-18", (None, "1815-06-18 (suspect: before 1900)")),
        ("31 February 2015", (None, None)),
        (1539043200, ("2018-10-09", None)),
        ("1539043200123", ("2018-10-09", None)),
        ("20160604", ("2016-06-04", None)),
        ("20160604T101500Z", ("2016-06-04", None)),
        ("20162604", (None, "20162604")),
        (None, (None, None)),
        (True, (None, None)),
        ("", (None, None)),
        (["2016-11-03"], (None, None)),
    ],
)
def test_a_metadata_field_states_a_date_or_a_note(value, stated):
    assert stated_date(value) == stated


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("ОРСК, 5 мар", "5 March (year not stated)"),
        ("5 сен.", "5 September (year not stated)"),
        ("ОРСК, 5 сәу", "5 April (year not stated)"),
        ("ОРСК, 31 фев", None),
        ("ОРСК, 10:05 мар", None),
        ("ОРСК, 5 марок", None),
    ],
)
def test_a_day_with_a_shortened_month_may_lack_its_year(text, note):
    day = short_day(text)
    assert (day and day.note) == note


def test_a_kazakh_year_has_its_word_behind_it():
    assert [day.end for day in dates_in("5 наурыз 2015 ж. 10:05")] == [16]

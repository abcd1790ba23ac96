"""What the team states of articles."""

import pytest

from retrieval.reading.formats.plain_text import read_plain
from retrieval.reading.stated_metadata import checked_date, stated_from, with_stated
from retrieval.types import NOTHING, StatedMetadata

RAW = b"The harbour of Tully is closed\n\nTULLY, June 4 (Reuters) - The mayor spoke on Monday.\n"


def article(raw=RAW):
    return read_plain(raw, "a.txt", "/a.txt")


def test_what_is_stated_counts_whatever_the_article_says():
    told = with_stated(
        article(),
        StatedMetadata(title="Closed", outlet="tass.com", author="Ada", published="2015-06-05"),
        NOTHING,
    )  # fmt: skip
    assert (told.title, told.outlet, told.author) == ("Closed", "TASS", "Ada")
    assert (told.published, told.published_how, told.date_note) == ("2015-06-05", "metadata", None)
    assert told.text == article().text
    assert told.hash == article().hash


def test_days_in_the_text_are_told_anew_by_the_date():
    assert not any(one.first == "2015-06-01" for one in article().dates)
    told = with_stated(article(), StatedMetadata(published="2015-06-04"), NOTHING)
    assert any(one.first == "2015-06-01" for one in told.dates)  # the Monday before


def test_what_is_stated_of_a_folder_only_fills_what_is_open():
    otherwise = StatedMetadata(outlet="Coast Daily", author="Ada Nurlan", year=2015)
    told = with_stated(article(), NOTHING, otherwise)
    assert (told.outlet, told.author, told.published) == ("Reuters", "Ada Nurlan", "2015-06-04")
    assert article().date_note == "4 June (year not stated)"


@pytest.mark.parametrize(
    "raw", [b"No day is named here.\n", b"A story\n\n3 May 2014\n\nIt rained.\n"]
)
def test_a_year_completes_no_other_date(raw):
    assert (
        with_stated(article(raw), NOTHING, StatedMetadata(year=2015)).published
        == article(raw).published
    )


def test_a_day_that_the_year_does_not_have_stays_open():
    leap = article(b"A story\n\nTULLY, February 29 (Reuters) - It rained in the harbour.\n")
    assert with_stated(leap, NOTHING, StatedMetadata(year=2015)).published is None


@pytest.mark.parametrize("value", ["2015-06-04", "4 June 2015", "04.06.2015"])
def test_a_date_may_be_written_in_any_whole_form(value):
    assert checked_date(value) == "2015-06-04"


@pytest.mark.parametrize("value", ["June 2015", "04/06/2015", "2099-01-01", "1815-06-18", "soon"])
def test_a_date_that_is_not_whole_or_can_not_be_is_told(value):
    with pytest.raises(ValueError, match=r"write it as 2015-06-04\.$"):
        checked_date(value)


@pytest.mark.parametrize(
    "fields", [{"year": "2015"}, {"year": 2999}, {"year": True}, {"yaer": 2015}]
)
def test_what_is_stated_wrongly_is_told(fields):
    with pytest.raises(ValueError, match=r"\.$"):
        stated_from(fields)

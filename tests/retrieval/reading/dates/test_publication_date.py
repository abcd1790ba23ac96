"""When an article was published: metadata, text and address weighed."""

import pytest

from retrieval.reading.article import Metadata, make_article
from retrieval.reading.dates.date_parsing import stated_date
from retrieval.reading.formats.eml import read_eml
from retrieval.reading.formats.html.page import read_html

DATELINE = "ASTANA. June 4 (Interfax) - The ministers met and agreed on a plan for the ferries."


def made(text=DATELINE, **known):
    article = make_article("a.txt", "/a.txt", text, Metadata(**known))
    return article.published, article.published_how, article.date_note


def test_a_dateline_without_a_year_stays_one_where_nothing_bears_a_year_out():
    assert made() == (None, "unknown", "4 June (year not stated)")


@pytest.mark.parametrize(
    "known",
    [
        {"date_note": "2015"},
        {"date_note": "June 2015"},
        {"url": "https://example.org/2015/06/ferries"},
        {"url": "https://example.org/2015/6/ferries"},
    ],
)
def test_a_dateline_gets_the_year_that_metadata_or_the_address_state(known):
    assert made(**known) == ("2015-06-04", "dateline", None)


@pytest.mark.parametrize(
    "known", [{"date_note": "July 2015"}, {"url": "https://example.org/2015/07/ferries"}]
)
def test_another_month_bears_no_year_out(known):
    assert made(**known)[0] is None


def test_a_bare_year_does_not_settle_a_day_about_new_years_eve():
    text = DATELINE.replace("June 4", "December 31")
    assert made(text, date_note="2015") == (None, "unknown", "2015")
    assert made(text, date_note="December 2015")[0] == "2015-12-31"


def test_metadata_goes_before_the_text():
    assert made(published="2016-11-03", published_how="metadata")[:2] == ("2016-11-03", "metadata")


@pytest.mark.parametrize(
    ("value", "why"), [("2931-05-04", "in the future"), ("1815-06-18", "before 1900")]
)
def test_a_publication_date_that_can_not_be_is_only_noted(value, why):
    note = f"{value} (suspect: {why})"
    assert made(published=value, published_how="metadata") == (None, "unknown", note)
    assert made(date_note=stated_date(value)[1]) == (None, "unknown", note)


def test_a_whole_date_in_the_text_goes_before_a_suspect_one_in_the_metadata():
    text = DATELINE.replace("June 4", "June 4, 2015")
    assert made(text, published="2931-05-04") == ("2015-06-04", "dateline", None)


def test_a_suspect_date_resolves_nothing_in_the_text():
    article = make_article(
        "a.txt", "/a.txt", "He left on December 10, they said.", Metadata(published="2931-12-11")
    )
    assert article.dates == ()


def test_a_page_and_a_mail_from_the_future_say_so():
    story = "The ministers met and agreed on a plan for the ferries of the lake. " * 5
    head = "<meta property='article:published_time' content='2931-05-04'>"
    page = f"<html><head>{head}</head><body><article><p>{story}</p></article></body></html>"
    mail = f"Date: Fri, 04 May 2931 10:00:00 +0000\nSubject: Ferries\n\n{story}"
    note = "2931-05-04 (suspect: in the future)"
    for article in (read_html(page.encode(), "a", "a"), read_eml(mail.encode(), "b", "b")):
        assert (article.published, article.date_note) == (None, note)

"""What a page states of itself beside its date."""

import pytest
from lxml import html

from retrieval.reading.formats.html.page_metadata import page_metadata


def stated(head, body="<p>Ships wait.</p>", title="Harbour closed"):
    head = f"<head><title>{title}</title>{head}</head>"
    page = f"<!doctype html><html>{head}<body>{body}</body></html>"
    return page_metadata(html.document_fromstring(page))


def test_meta_tags_go_before_what_the_page_shows():
    found = stated(
        "<meta property='og:title' content='Harbour shut'><meta name='author' content='Jane Doe'>",
        "<h1>Harbour closed</h1><p class='author'>John Roe</p>",
    )
    assert (found.title, found.author) == ("Harbour shut", "Jane Doe")


def test_an_account_is_no_author_and_the_byline_is():
    found = stated("<meta name='author' content='jdoe7'>", "<a rel='author' href='/j'>Jane Doe</a>")
    assert found.author == "Jane Doe"


def test_broken_linked_data_costs_only_itself():
    found = stated("<script type='application/ld+json'>{\"@type\": [</script>")
    assert found.title == "Harbour closed"


@pytest.mark.parametrize(
    ("head", "site"),
    [
        ("<meta property='og:site_name' content='@tully times'>", "Tully Times"),
        ("<meta property='og:site_name' content='The Tully Times'>", "The Tully Times"),
        ("<link rel='canonical' href='https://www.tully.example/news/1'>", "tully.example"),
        ("", None),
    ],
)
def test_a_site_goes_by_its_name_or_its_host(head, site):
    assert stated(head).sitename == site


@pytest.mark.parametrize(
    ("title", "site"),
    [
        ("Harbour closed | Tully.example", "Tully.example"),
        ("Harbour costs $12.9bn in Tully : Courier", None),
        ("Ships sink. – Courier", None),
    ],
)
def test_a_full_stop_in_a_title_makes_no_site_of_it(title, site):
    assert stated("", title=title).sitename == site

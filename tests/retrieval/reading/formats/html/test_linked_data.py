"""What a page's linked data says of its article, however loosely it is written."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html

from retrieval.reading.formats.html.linked_data import (
    linked_articles,
    linked_authors,
    linked_headline,
    linked_publisher,
    publication_value,
)
from support.html_pages import article, page

STATED = {
    "@type": "NewsArticle",
    "headline": "Harbour closed",
    "datePublished": "2016-11-03T10:00:00",
    "author": {"@type": "Person", "name": "Jane Doe"},
    "publisher": {"@type": "Organization", "name": "Tully Times"},
}
CONTEXT = {"@context": "https://schema.org"}


def script(data):
    words = data if isinstance(data, str) else json.dumps(data)
    return f"<script type='application/ld+json'>{words}</script>"


def tree(data):
    return html.document_fromstring(f"<html><head>{script(data)}</head><body></body></html>")


@pytest.mark.parametrize(
    "data",
    [
        CONTEXT | STATED,
        STATED,
        STATED | {"@type": "LiveBlogPosting"},
        STATED | {"@type": ["Thing", "NewsArticle"]},
        {"@graph": [{"@type": "WebSite", "name": "Tully"}, STATED]},
        [{"@type": "BreadcrumbList", "itemListElement": []}, STATED],
        {"@type": "WebPage", "mainEntity": STATED},
        STATED | {"author": "Jane Doe", "publisher": "Tully Times"},
        STATED | {"author": ["Jane Doe"], "publisher": [{"name": "Tully Times"}]},
        STATED | {"author": [{"givenName": "Jane", "familyName": "Doe"}]},
        STATED | {"datePublished": "2016-11-03"},
        STATED | {"datePublished": "2016-11-03 23:30"},
        f"//<![CDATA[\n{json.dumps(STATED)}\n//]]>",
        f"<!--\n{json.dumps(STATED)}\n-->",
        f"{json.dumps(STATED)};",
    ],
)
def test_an_article_is_read_without_its_context_and_in_any_shape(data):
    found = article(page(script(data)))
    assert (found.author, found.outlet, found.published) == (
        "Jane Doe",
        "Tully Times",
        "2016-11-03",
    )


def test_a_reference_stands_for_what_the_page_says_elsewhere():
    data = {
        "@graph": [
            {"@type": "Person", "@id": "#jane", "name": "Jane Doe"},
            {"@type": "Organization", "@id": "#tully", "name": "Tully Times"},
            STATED | {"author": [{"@id": "#jane"}], "publisher": {"@id": "#tully"}},
        ]
    }
    found = article(page(script(data)))
    assert (found.author, found.outlet) == ("Jane Doe", "Tully Times")


@pytest.mark.parametrize(
    "authors",
    [
        [{"name": "Jane Doe"}, {"name": "John Roe"}],
        ["Jane Doe", "John Roe"],
        {"name": ["Jane Doe", "John Roe"]},
    ],
)
def test_several_authors_are_all_named(authors):
    assert article(page(script(STATED | {"author": authors}))).author == "Jane Doe, John Roe"


def test_an_agency_is_the_author_where_nobody_signs():
    data = STATED | {"author": {"@type": "Organization", "name": "Amber Wire"}}
    assert article(page(script(data))).author == "Amber Wire"
    byline = "<p class='author'>Jane Doe</p>"
    assert article(page(script(data), before=byline)).author == "Jane Doe"


def test_a_newspaper_is_not_its_own_articles_author():
    data = STATED | {"author": {"@type": "Organization", "name": "Tully Times"}}
    assert article(page(script(data))).author is None


def test_what_the_page_states_in_its_head_goes_first():
    head = "<meta name='author' content='Ada Nurlan'>" + script(STATED)
    assert article(page(head)).author.startswith("Ada Nurlan")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["@id", "@type", "@graph", "author", "name", "headline", "publisher"]),
            inner | st.just("NewsArticle"),
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(VALUES)
@example({"@type": "NewsArticle", "author": {"@id": []}})
def test_no_data_however_odd_raises(data):
    page = tree(data)
    linked_authors(page)
    linked_publisher(page)
    linked_headline(page)
    for one in linked_articles(page):
        publication_value(one)

"""Lists of stories, which are no story."""

import pytest

from retrieval.errors import UnreadableArticle
from retrieval.reading.formats.html.page import read_html

TEASER = "The council of the town will talk about it on Monday, the mayor's office said."


def page(body, head=""):
    head = f"<head><meta charset=utf-8><title>Tully Times</title>{head}</head>"
    return read_html(f"<html>{head}<body>{body}</body></html>".encode(), "a.html", "/a.html")


def stories(count, teaser=TEASER):
    return "".join(
        f"<div><h2><a href='/news/{at}'>Harbour of Tully closed for day number {at}</a></h2>"
        f"<p>{teaser} Case {at}.</p></div>"
        for at in range(count)
    )


@pytest.mark.parametrize(
    "body",
    [
        f"<main><h1>News of Tully</h1>{stories(8)}</main>",
        "<div><h1>News</h1><ul>"
        + "".join(
            f"<li><span>1{at}:15</span> <a href='/n/{at}'>Harbour of Tully was closed on Monday for"
            f" the {at}th time this year, says its mayor</a></li>"
            for at in range(10)
        )
        + "</ul></div>",
    ],
)
def test_a_section_is_refused(body):
    with pytest.raises(UnreadableArticle, match=r"list of stories|no article text"):
        page(body)


def test_a_story_with_a_list_below_it_is_read():
    story = "".join(f"<p>{TEASER} It was said for the {at}th time.</p>" for at in range(12))
    assert "12th" not in page(f"<article><h1>Harbour closed</h1>{story}{stories(8)}</article>").text


def test_a_page_that_calls_itself_an_article_is_read():
    head = "<meta property='og:type' content='article'>"
    assert TEASER in page(f"<main><h1>Ten days in Tully</h1>{stories(8)}</main>", head).text


@pytest.mark.parametrize(
    "item",
    [
        "<div>{heading}<p>{teaser}</p><time>3 November 2016</time></div>",
        "<div><div>{heading}</div><div><p>{teaser}</p></div></div>",
        "{heading}<p>{teaser}</p>",
    ],
)
def test_a_section_whose_headlines_were_left_out_of_its_text_is_refused(item):
    heading = "<h3><a href='/n/{0}'>Harbour of Tully closed for day number {0}</a></h3>"
    items = "".join(
        item.format(heading=heading.format(at), teaser=f"Ships wait outside harbour {at} of Tully.")
        for at in range(20)
    )
    with pytest.raises(UnreadableArticle, match=r"list of stories|no article text"):
        page(f"<h1>News</h1>{items}")

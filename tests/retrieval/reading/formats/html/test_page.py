"""Saved web pages."""

import logging
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.errors import UnreadableArticle
from retrieval.reading.formats.html.page import read_html

STORY = (
    "<p>The harbour of Tully was closed on Monday, the mayor said in a long statement.</p>"
    "<p>Ships waited outside the bay until the wind had dropped late in the evening.</p>"
    "<p>The harbour master expects that all of them can enter the port by Wednesday.</p>"
)


def page(head="", story=STORY, before="", after=""):
    return (
        f"<!doctype html><html><head><meta charset='utf-8'>{head}</head>"
        f"<body><nav><a href='/'>Home</a></nav>{before}"
        f"<article><h1>Harbour closed</h1>{story}</article>{after}</body></html>"
    )


def article(text, encoding="utf-8"):
    return read_html(text.encode(encoding), "a.html", "/a.html")


def test_the_body_is_the_text_and_the_head_states_the_rest():
    found = article(
        page(
            "<title>Harbour closed - The Tully Times</title>"
            "<meta property='og:site_name' content='The Tully Times'>"
            "<meta name='author' content='Jane Doe'>"
            "<link rel='canonical' href='https://tully.example/news/harbour'>"
            "<meta property='article:published_time' content='2016-11-03T09:00:00+06:00'>"
        )
    )
    assert "Ships waited outside the bay" in found.text
    assert "Home" not in found.text
    assert (found.title, found.outlet) == ("Harbour closed", "The Tully Times")
    assert (found.author, found.url) == ("Jane Doe", "https://tully.example/news/harbour")
    assert (found.published, found.published_how) == ("2016-11-03", "metadata")


def test_the_date_of_the_linked_data_is_that_of_the_article():
    data = (
        '{"@graph": [{"@type": "WebSite", "datePublished": "2001-01-01"},'
        ' {"@type": ["NewsArticle"], "datePublished": "2016-11-03"}]}'
    )
    found = article(page(f"<script type='application/ld+json'>{data}</script>"))
    assert (found.published, found.published_how) == ("2016-11-03", "metadata")


@pytest.mark.parametrize("stated", ['["2016-11-03"]', '{"@type": "Date", "@value": "2016-11-03"}'])
def test_a_date_of_the_linked_data_may_stand_in_a_list_or_come_with_its_type(stated):
    data = f'{{"@type": "NewsArticle", "datePublished": {stated}}}'
    found = article(page(f"<script type='application/ld+json'>{data}</script>"))
    assert found.published == "2016-11-03"


def test_a_date_in_the_address_is_used():
    found = article(page("<link rel='canonical' href='https://tully.example/2016/11/03/harbour'>"))
    assert (found.published, found.published_how) == ("2016-11-03", "url")


@pytest.mark.parametrize(
    "label",
    [
        "<time datetime='2016-11-03'>3 November 2016</time>",
        "<time datetime='2016-11-03T10:00:00+06:00'>two hours ago</time>",
        "<p class='meta'>By Jane Doe | 3 November 2016, 10:15 | <a href='/p'>Port</a></p>",
        "<div>Published: 3 November 2016. Updated: 5 November 2016</div>",
        "<div>Updated: 5 November 2016</div><div>3 ноября 2016, четверг</div>",
        "<p>The harbour was closed on Monday, and the mayor asked the ships to wait.</p>"
        "<div>2016年11月3日</div>",
        "<div>Updated Nov. 5, 2016 8:21 am / Original Nov. 3, 2016 8:02 am</div>",
        "<div><time>Published Thu, Nov 3 2016<i></i>7:05 AM</time><time>Updated Sat, Nov 5 2016"
        "<i></i>7:16 AM</time></div>",
        "<div>Published on 3 Nov ’16 | Filed under: " + "harbour, ships, " * 12 + "</div>",
        "<time datetime='2016-11-03T06:01:24.351Z'>Today 12:01 AM</time>",
        "<div>quinta-feira, 3 de novembro de 2016 às 0:13</div>",
    ],
)
def test_a_date_under_the_title_is_used(label):
    found = article(page(story=label + STORY))
    assert (found.published, found.published_how) == ("2016-11-03", "dateline")


def test_a_date_over_the_title_in_the_articles_own_element_is_used():
    found = article(page().replace("<h1>", "<span class='date'>3 November 2016</span><h1>"))
    assert (found.published, found.published_how) == ("2016-11-03", "dateline")


def test_a_date_below_the_story_needs_a_word_for_publishing():
    assert article(page(story=STORY + "<p>Published on 3 November 2016</p>")).published
    assert article(page(story=STORY + "<p class='date'>3 November 2016</p>")).published is None


def test_a_date_in_the_articles_own_footer_is_used():
    foot = "<footer>Posted by Jane Doe on 3 November 2016</footer>"
    assert article(page(after=foot)).published is None
    assert article(page(story=f"{STORY}{foot}")).published == "2016-11-03"


def test_microdata_of_the_article_itself_is_used_and_a_comments_is_not():
    when = "<time itemprop='datePublished' datetime='{}'></time>"
    comment = f"<div itemscope>{when.format('2016-11-05')}</div>"
    found = article(page(story=f"{STORY}{comment}{when.format('2016-11-03')}"))
    assert found.published == "2016-11-03"


@pytest.mark.parametrize(
    "other",
    [
        {"before": "<div class='topbar'><span class='date'>3 November 2016</span> Tully +5</div>"},
        {"before": "<time datetime='2016-11-03'>3 November 2016</time>"},
        {"before": "<ul><li><time>3 November 2016</time> <a href='/g'>Gas talks</a></li></ul>"},
        {"after": "<div class='date'>Today is 3 November 2016</div>"},
        {"story": f"<p>Next session: 3 November 2016</p>{STORY}"},
        {"story": f"<div class='event'><span class='date'>3 November 2016</span></div>{STORY}"},
        {"story": f"<div>Today is 3 November 2016</div>{STORY}"},
        {"story": f"<p>3 November 2016 - 5 November 2016</p>{STORY}"},
        {"story": f"<aside><time>3 November 2016</time> Pier opens</aside>{STORY}"},
        {"story": f"<div><time>3 November 2016</time> <a href='/g'>Gas talks open in the capital of"
                  f" the country</a></div>{STORY}"},
        {"story": f"{STORY}<div>Next session: <span class='date'>3 November 2016</span></div>"},
        {"story": f"<div>Updated: 3 November 2016</div>{STORY}"},
    ],
)  # fmt: skip
def test_a_date_of_something_else_is_not_the_articles(other):
    found = article(page(**other))
    assert (found.published, found.published_how) == (None, "unknown")


@pytest.mark.parametrize(
    ("stated", "label", "host", "day"),
    [
        ("2015-06-03T20:30:00Z", "", "tully.kz", "2015-06-04"),
        ("2015-06-03T20:30:00+00:00", "<p>4 June 2015</p>", "tully.example", "2015-06-04"),
        ("2015-06-03T20:30:00", "<p>4 June 2015</p>", "tully.example", "2015-06-04"),
        ("2015-06-03T20:30:00Z", "", "tully.example", "2015-06-03"),
        ("2015-06-03T00:00:00Z", "", "tully.kz", "2015-06-03"),
        ("2015-06-03T20:30:00+06:00", "<p>4 June 2015</p>", "tully.kz", "2015-06-03"),
        ("2015-06-03T20:30:00Z", "<p>4 July 2015</p>", "tully.example", "2015-06-03"),
    ],
)
def test_a_time_in_utc_is_the_day_of_the_outlets_place(stated, label, host, day):
    head = (
        f"<meta property='article:published_time' content='{stated}'>"
        f"<link rel='canonical' href='https://{host}/harbour'>"
    )
    assert article(page(head, story=label + STORY)).published == day


@pytest.mark.parametrize(
    "head",
    [
        "",
        "<meta property='article:published_time' content='2095-01-01'>",
        "<meta property='article:published_time' content='1815-06-18'>",
        "<meta property='article:published_time' content='soon'>",
        "<link rel='canonical' href='https://tully.example/2016/31/45/harbour'>",
        "<script type='application/ld+json'>{broken</script>",
    ],
)
def test_a_page_that_states_no_date_has_none(head):
    told = "<p>On 12 March 2015 the pier was built, as the oldest of the captains remembers.</p>"
    found = article(page(head, story=STORY + told, after="<footer>© 2019 Tully</footer>"))
    assert (found.published, found.published_how) == (None, "unknown")


def test_the_host_is_the_outlet_where_no_name_is_given():
    found = article(page("<link rel='canonical' href='https://www.tully.example/harbour'>"))
    assert found.outlet == "tully.example"


def test_a_known_host_gives_its_outlets_name():
    found = article(page("<meta property='og:url' content='https://www.rferl.org/a/1.html'>"))
    assert found.outlet == "RFE/RL"


def test_the_declared_encoding_is_used():
    story = "<p>Министр заявил, что переговоры продолжатся и что встреча прошла в столице.</p>"
    text = page(story=story).replace("utf-8", "windows-1251")
    assert "Министр заявил" in article(text, "cp1251").text


def test_comments_are_left_out_and_tables_kept():
    table = "<table><tr><td>Ships</td><td>Twelve in the bay</td></tr></table>"
    comments = "<div id='comments'><p>I was there and it was very windy, believe me.</p></div>"
    found = article(page(story=STORY + table, after=comments))
    assert "Twelve in the bay" in found.text
    assert "believe me" not in found.text


@pytest.mark.parametrize(
    "text",
    ["<html><body></body></html>", "<html>", "words only", "<p>", "<!-- -->", "<script>x</script>"],
)
def test_a_page_without_a_story_is_refused(text):
    with pytest.raises(UnreadableArticle, match="no article text found"):
        article(text)


def test_thousands_of_nested_elements_are_survived():
    with pytest.raises(UnreadableArticle):
        article("<html><body>" + "<div>" * 20_000 + "<p>Deep.</p>")


def test_reading_a_page_prints_and_logs_nothing(capfd, caplog):
    with caplog.at_level(logging.DEBUG), pytest.raises(UnreadableArticle):
        article("<html><body></body></html>")
    assert capfd.readouterr() == ("", "")
    assert not caplog.records


def test_pictures_inside_the_page_cost_no_time_and_nothing_of_the_story():
    picture = "A1b2" * 500_000
    wrapped = "\n".join([picture[:76]] * 20_000)
    before = (
        f"<img src='data:image/png;base64,{picture}' alt='Pier'>"
        f'<img src="data:image/jpeg;charset=utf-8;base64,{wrapped}">'
        f"<div style='background: url(data:image/svg+xml,{'%3Csvg' * 100_000})'></div>"
    )
    began = time.perf_counter()
    found = article(page(before=before))
    assert time.perf_counter() - began < 2
    assert found.text == article(page()).text


def test_an_address_of_data_in_a_storys_own_words_is_left_alone():
    told = "<p>The captain wrote data:text/plain,harbour into the log, nobody knows why.</p>"
    assert "data:text/plain,harbour into the log" in article(page(story=STORY + told)).text


def test_a_page_laid_out_as_a_table_keeps_its_paragraphs():
    cells = f"<tr><td>Home</td><td><h1>Harbour closed</h1>{STORY}</td></tr>"
    for laid_out in (cells, f"<tr><td><table>{cells}</table></td></tr>"):
        found = article(f"<html><body><table>{laid_out}</table></body></html>")
        lines = found.text.splitlines()
        assert (
            "Ships waited outside the bay until the wind had dropped late in the evening." in lines
        )


def test_a_story_broken_by_line_breaks_in_a_table_keeps_its_lines():
    told = STORY.replace("<p>", "<br><br>").replace("</p>", "")
    found = article(f"<html><body><table><tr><td>{told}</td></tr></table></body></html>")
    lines = [line.strip() for line in found.text.splitlines()]
    assert "Ships waited outside the bay until the wind had dropped late in the evening." in lines


def test_a_table_of_figures_stays_one():
    rows = "".join(f"<tr><td>Ship {n}</td><td>{n} tons</td></tr>" for n in range(4))
    assert "\nShip 2\t2 tons\n" in article(page(story=f"{STORY}<table>{rows}</table>")).text


@pytest.mark.parametrize("tag", ["h1", "h2", "h3"])
def test_the_heading_that_the_pages_own_title_names_is_the_title(tag):
    found = article(
        "<html><head><title>The Tully Times &raquo; News &raquo; Harbour closed for a day</title>"
        "</head><body><h1><a href='https://tully.example/'>The Tully Times</a></h1>"
        f"<h2>Main menu</h2><{tag}>Harbour closed for a day</{tag}>{STORY}</body></html>"
    )
    assert (found.title, found.outlet) == ("Harbour closed for a day", "The Tully Times")


@pytest.mark.parametrize(
    ("stated", "author"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("von Jana Reh", "Jana Reh"),
        ("Vom Hafenmeister", "Hafenmeister"),
        ("John von Neumann", "John von Neumann"),
        ("Byron Doe", "Byron Doe"),
    ],
)
def test_a_byline_is_the_name_without_the_word_before_it(stated, author):
    assert article(page(f"<meta name='author' content='{stated}'>")).author == author


MARKUP = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "<table>",
        "<!--",
        "]]>",
        "<?xml?>",
        "&#0;",
        "&amp;",
        "<meta ",
        "<a href=",
        "<script type='application/ld+json'>",
        '{"@type": "Article", "datePublished": 1}',
        "</script>",
        "<link rel='canonical' href='http://[x'>",
        "<time datetime='x'>",
        "<svg:x>",
        "<tr>",
        "<td>",
        "<h1>",
        "<br>",
        "<img src='data:image/png;base64,",
        "A" * 600,
        "Page not found",
        "\x0b",
        STORY,
    ]
)


@settings(deadline=None, max_examples=60)
@given(st.lists(MARKUP | st.text(max_size=20), max_size=15).map("".join))
def test_any_markup_is_read_or_refused(markup):
    try:
        found = article(markup.encode("utf-8", "replace").decode())
    except UnreadableArticle:
        return
    assert found.text.strip()

"""Saved web pages."""

import logging
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.errors import UnreadableArticle
from support.html_pages import STORY, article, page


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

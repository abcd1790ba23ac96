"""Passages, and a quotation in its article, as people are shown them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.render import plain_text, where_line
from bot.render_passages import context_lines, passage_lines
from bot.text import without_controls
from support.answers import ANY_TEXT, ARTICLE, FARES, FERRIES, UNDATED, cite, passage


def test_passages_are_numbered_and_say_where_they_lie() -> None:
    text = plain_text(passage_lines([passage(ARTICLE, 518, 581), passage(UNDATED)]))
    assert text == (
        "1. Harbour Gazette · 4 June 2015 · Hourly ferries to Orlin\n"
        f"    {FERRIES}\n"
        "    articles/ferries.md · 3f2a9c41 · characters 518\u2013581\n"
        "\n"
        "2. 北方通讯社 · 4 June (year not stated) · Fares rise\n"
        "    Fares rose by 5 percent. Nobody was pleased.\n"
        "    wire.jsonl#12 · 77b0d2e8 · characters 0\u201344\n"
        "    https://example.test/fares/2015/a-long-address?with=a&query=string"
    )


def test_no_passages_is_said_in_words() -> None:
    assert plain_text(passage_lines([])) == "No passage fits. Try other words, or fewer limits."


def test_a_quotation_is_marked_in_its_context() -> None:
    text = plain_text(context_lines(cite(1, ARTICLE, FERRIES), ARTICLE))
    assert f">>{FERRIES}<< Fares stay as they are." in text
    assert where_line(cite(1, ARTICLE, FERRIES)) in text
    assert len(text) < len(FERRIES) + 2 * 300 + 150


def test_a_quotation_at_the_edge_of_an_article_has_no_dots_there() -> None:
    text = plain_text(context_lines(cite(1, UNDATED, FARES), UNDATED))
    assert text.endswith(">>Fares rose by 5 percent.<< Nobody was pleased.")


def test_page_furniture_is_no_context() -> None:
    text = f"---\nsection: ports\n---\n\n{FERRIES} Fares stay.\n\nSign up for our letters."
    furniture = ((0, text.index(FERRIES)), (text.index("Sign up"), len(text)))
    article = replace(ARTICLE, text=text, furniture=furniture)
    shown = plain_text(context_lines(cite(1, article, FERRIES), article))
    assert shown.endswith(f"\n\n>>{FERRIES}<< Fares stay.")


@given(ANY_TEXT, st.data())
def test_any_span_can_be_shown_in_its_context(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    item = replace(cite(1, UNDATED, FARES), start=start, end=end)
    assert f">>{without_controls(text[start:end])}<<" in "".join(
        part for line in context_lines(item, replace(UNDATED, text=text)) for part, _ in line.parts
    )

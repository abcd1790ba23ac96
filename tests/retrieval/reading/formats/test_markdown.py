"""Markdown and its front matter."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.errors import UnreadableArticle
from retrieval.reading.formats.markdown import read_markdown

BODY = "The harbour of Tully was closed on Monday, the mayor said in a statement.\n"


def article(text: str):
    return read_markdown(text.encode(), "a.md", "/a.md")


def test_the_front_matter_states_the_metadata_and_stays_in_the_text():
    text = (
        "---\ntitle: 'Harbour: closed'\noutlet: The Tully Times\nauthor: [Jane Doe, John Roe]\n"
        f"published: 2016-11-03\nurl: https://example.org/1\n---\n\n{BODY}"
    )
    found = article(text)
    assert (found.title, found.outlet) == ("Harbour: closed", "The Tully Times")
    assert (found.author, found.url) == ("Jane Doe, John Roe", "https://example.org/1")
    assert (found.published, found.published_how) == ("2016-11-03", "metadata")
    assert found.text == text
    (block,) = found.furniture
    assert block[0] == 0
    assert text[block[1] :].strip() == BODY.strip()


def test_metadata_wins_over_the_text():
    text = "---\noutlet: The Tully Times\npublished: '2016-11-03'\n---\n"
    found = article(f"{text}Tully, 12 March 2015 (KAZINFORM) – {BODY}")
    assert (found.outlet, found.published) == ("The Tully Times", "2016-11-03")


def test_what_the_metadata_leaves_open_is_read_from_the_text():
    found = article(f"---\ntitle: Harbour\n---\nTully, 12 March 2015 (KAZINFORM) – {BODY}")
    assert (found.title, found.outlet) == ("Harbour", "Kazinform")
    assert (found.published, found.published_how) == ("2015-03-12", "dateline")


def test_a_date_that_is_not_whole_is_a_note():
    found = article(f"---\npublished: June 2015\n---\n{BODY}")
    assert (found.published, found.published_how, found.date_note) == (None, "unknown", "June 2015")


def test_a_heading_is_the_title():
    text = f"# Harbour closed\n\n{BODY}"
    found = article(text)
    assert found.title == "Harbour closed"
    assert found.furniture == ((0, len("# Harbour closed")),)


@pytest.mark.parametrize("rule", ["---\n", "---\n\n", "----\nand so on\n"])
def test_a_rule_without_an_end_is_no_front_matter(rule):
    found = article(rule + BODY)
    assert found.text == rule + BODY
    assert not any(end > len(rule) for _, end in found.furniture)


def test_text_between_two_rules_is_text():
    assert article(f"---\n{BODY}---\nMore.").furniture == ()


@pytest.mark.parametrize(
    ("block", "why"),
    [
        ("title: [a", "line"),
        ("published: 2015-13-45", "month"),
        ("a: " + "[" * 3000, "nested"),
        ("a: &a [x]\nb: *a", "aliases"),
        ("a: !!python/object/apply:os.getcwd []", "constructor"),
        ("a: x" + "x" * 70_000, "64 KB"),
    ],
)
def test_broken_front_matter_is_refused_with_the_reason(block, why):
    with pytest.raises(UnreadableArticle, match=f"front matter.*{why}"):
        article(f"---\n{block}\n---\n{BODY}")


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_front_matter_is_read_or_refused(block):
    try:
        found = article(f"---\n{block}\n---\n{BODY}")
    except UnreadableArticle:
        return
    assert found.text.endswith(BODY)
    assert all(0 <= start < end <= len(found.text) for start, end in found.furniture)

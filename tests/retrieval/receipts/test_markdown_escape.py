"""Other people's words in Markdown: read as they were written, and never as a form."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from retrieval.receipts.markdown_escape import in_markdown

JUDGE = MarkdownIt("commonmark", {"html": True}).enable("strikethrough").enable("table")


def read(markdown: str) -> str | None:
    """What a reader sees of one plain paragraph; None where it is anything else."""
    tokens = JUDGE.parse(markdown)
    if not tokens:
        return ""
    kinds = {one.type for token in tokens for one in [token, *(token.children or [])]}
    plain = {"paragraph_open", "inline", "text", "text_special", "paragraph_close"}
    return "".join(one.content for one in tokens[1].children or []) if kinds <= plain else None


@pytest.mark.parametrize(
    "text",
    ["![a](https://evil.example/?q=1)", "[a](javascript:b)", "<img src=x>", "**a** _b_ `c` ~~d~~",
     "# a", "1. a", "1) a", "- a", "+ a", "= a", "a | b", "[1]: https://evil.example", "&lt;b&gt;",
     "\\[a](b)", "<https://evil.example>", "$x$", "> a"],
)  # fmt: skip
def test_nothing_is_taken_for_a_form(text: str) -> None:
    assert read(in_markdown(text)) == text


@given(st.text(st.sampled_from("\\`*_[]<>~|&$#+-=.)(!:/1 ab\n\t\u200b\u202e")))
def test_a_reader_sees_the_words_on_one_line(text: str) -> None:
    visible = re.sub("[\u200b\u202e]", "", text)
    assert read(in_markdown(text)) == re.sub(r"\s+", " ", visible).strip()


@pytest.mark.parametrize("text", ["see https://evil.example", "WWW.evil.example", "a@evil.example"])
def test_no_address_is_linked_unasked(text: str) -> None:
    # As GitHub's form of Markdown does: https://github.github.com/gfm/#autolinks-extension-
    assert not re.search(r"(?<!\\)://|(?<!\\)www\.|(?<!\\)@", in_markdown(text), re.IGNORECASE)
    assert read(in_markdown(text)) == text

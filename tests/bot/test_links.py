from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.links import LONGEST, at_quotation, link_style, text_directive
from support.articles import article
from support.passages import passage

PAGE = "https://courier.example/1"


@pytest.mark.parametrize(
    ("quoted", "directive"),
    [
        ("The bridge opened.", "The%20bridge%20opened."),
        ("A well-known, long one & more", "A%20well%2Dknown%2C%20long%20one%20%26%20more"),
        ("First line.\nSecond line.", "First%20line.,Second%20line."),
        (" ".join("abcdefghijklmn"), "a%20b%20c%20d%20e%20f,i%20j%20k%20l%20m%20n"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_a_short_quotation_is_named_whole_and_a_long_one_by_its_ends(quoted, directive):
    assert text_directive(quoted) == directive


@pytest.mark.parametrize(
    ("url", "opened"),
    [
        (PAGE, f"{PAGE}#:~:text=Yes."),
        (f"{PAGE}#part", f"{PAGE}#part:~:text=Yes."),
        (f"{PAGE}#:~:text=No.", f"{PAGE}#:~:text=No."),
    ],
)
def test_an_address_keeps_its_own_fragment(url, opened):
    assert at_quotation(url, "Yes.") == opened


def test_an_address_that_would_be_too_long_stays_as_it_was():
    assert at_quotation(PAGE, "é" * LONGEST) == PAGE


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_directive_names_words_of_the_quotation_in_order(quoted):
    start, _, end = text_directive(quoted).partition(",")
    words = " ".join(quoted.split())
    assert words.startswith(unquote(start))
    assert words.endswith(unquote(end))
    assert not set(start + end) & set("-&, <>()#")


def test_on_a_terminal_an_article_without_a_page_is_a_link_to_its_file(tmp_path):
    file = tmp_path / "early tide.txt"
    file.write_text("The bridge opened.", "utf-8")
    at = passage(article("one", "The bridge opened.", source=str(file)))
    assert link_style(at) == f"link {file.as_uri()}"
    assert " " not in file.as_uri()
    file.unlink()
    assert link_style(at) == ""
    long = passage(article("one", "The bridge opened.", source=f"/srv/{'a' * 300}.jsonl#7"))
    assert link_style(long) == ""
    paged = passage(article("one", "The bridge opened.", source=str(file), url=PAGE))
    assert link_style(paged).startswith(f"link {PAGE}")

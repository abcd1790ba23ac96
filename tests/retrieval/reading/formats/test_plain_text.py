"""A text file is an article as it stands; front matter only where it is some."""

import pytest

from retrieval.errors import UnreadableArticle
from retrieval.reading.formats.plain_text import read_plain

STORY = "The harbour was closed on Monday, the mayor said.\n"


def read(text):
    return read_plain(text.encode("utf-8"), "a.txt", "/a.txt")


def test_front_matter_is_left_out_of_what_is_read_but_not_of_the_text():
    article = read(f"---\ntitle: Harbour shut\ndate: 2015-06-04\n---\n{STORY}")
    assert (article.title, article.published) == ("Harbour shut", "2015-06-04")
    assert STORY.strip() in article.text


@pytest.mark.parametrize(
    "text",
    [
        f"---\nThe first part.\n---\n{STORY}",
        f"---\nmood: gloomy\n---\n{STORY}",
        f"---\n: [ no YAML\n---\n{STORY}",
        f"---\ntitle: never closed\n{STORY}",
    ],
)
def test_lines_that_only_look_like_front_matter_are_the_articles(text):
    article = read(text)
    assert article.text == text
    assert article.title is None or article.title not in {"never closed", "gloomy"}


@pytest.mark.parametrize("raw", [b"", b"   \n", b"\x00\x01\x02\x00" * 50])
def test_bytes_that_are_no_text_are_refused(raw):
    with pytest.raises(UnreadableArticle):
        read_plain(raw, "a.txt", "/a.txt")

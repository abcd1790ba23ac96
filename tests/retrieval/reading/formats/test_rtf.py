"""Rich text, read in a child process."""

import pytest

from retrieval.errors import UnreadableArticle
from retrieval.reading.formats.rtf import extract_rtf, read_rtf

pytestmark = pytest.mark.slow

UP = r"{\rtlch\fcs1 \af0 \ltrch\fcs0 \super\insrsid7 %s}"


def text(code):
    return extract_rtf((r"{\rtf1\ansi\ansicpg1251 " + code + "}").encode("latin-1")).pages[0]


def test_a_document_is_one_article_with_its_title_and_author():
    code = r"{\info{\title A day in Tully}{\author Ada Nurlan}}The harbour\par It was closed.\par"
    raw = (r"{\rtf1\ansi " + code + "}").encode()
    article = read_rtf(raw, "a.rtf", "/a.rtf")
    assert article.text == "The harbour\n\nIt was closed."
    assert (article.title, article.author) == ("A day in Tully", "Ada Nurlan")


def test_letters_of_its_code_page_and_of_unicode_are_read():
    assert text(r"\'cf\'f0\'e8\'e2\'e5\'f2 \u8212? x") == "Привет — x"


@pytest.mark.parametrize("mark", [UP % "2", r"{\up6 2}", r"\super 2\nosupersub "])
def test_a_raised_mark_does_not_join_the_figure_before_it(mark):
    assert text(f"It cost 12{mark} million.") == "It cost 12 million."


def test_a_power_and_an_ordinal_stay():
    assert text(f"The 19{UP % 'th'} of 5 km{UP % '2'}.") == "The 19th of 5 km²."


@pytest.mark.parametrize(
    "gone",
    [r"{\strike three }", r"{\b\striked1 three }", r"{\v three }", r"\strike three \strike0 ",
     r"\v three \v0 ", r"{\rtlch\fcs1 \af0 \deleted\revauth1 three }"],
)  # fmt: skip
def test_struck_out_and_hidden_words_are_left_out(gone):
    assert text(f"Some {gone}seven died.") == "Some seven died."


def test_a_look_that_is_switched_off_hides_nothing():
    assert text(r"{\strike0\b Seven} died.") == "Seven died."


@pytest.mark.parametrize("raw", [b"no rich text", b"", b"{\\rtf1\\ansi }"])
def test_what_is_none_or_holds_nothing_is_told(raw):
    with pytest.raises(UnreadableArticle):
        read_rtf(raw, "a.rtf", "/a.rtf")

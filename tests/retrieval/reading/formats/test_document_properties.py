"""What a document's properties are believed to say."""

import pytest

from retrieval.reading.formats.document_properties import document_article, stated_properties
from retrieval.reading.sandbox.extraction import Extracted


@pytest.mark.parametrize(
    "title",
    ["", None, "Microsoft Word - draft 3.doc", "final version.docx", "Untitled 1", "Document 2",
     "Report", "- -", "long " * 100],
)  # fmt: skip
def test_a_title_that_a_program_wrote_is_left_out(title):
    assert stated_properties(title, None).title is None


def test_a_title_is_one_line():
    assert stated_properties(" A day\nin  Tully ", None).title == "A day in Tully"


@pytest.mark.parametrize("author", ["admin", "Windows User", "python-docx", "a@b.example", None])
def test_an_author_who_is_nobody_is_left_out(author):
    assert stated_properties(None, author).author is None


@pytest.mark.parametrize("author", ["Ada Nurlan", "Ada Nurlan, Bo Tull"])
def test_people_are_authors(author):
    assert stated_properties(None, author).author == author


def test_a_document_is_an_article_under_what_it_states_and_is_believed():
    found = Extracted(("The quay was closed.\n\n", "It reopens."), "Quay closed", "admin")
    article = document_article("a.pdf", "k", "".join(found.pages), found, (0, 22))
    assert (article.title, article.author, article.pages) == ("Quay closed", None, (0, 22))

"""An article out of a text and what is stated of it: the metadata's word before the text's."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import UnreadableArticle
from retrieval.reading.article import Metadata, article_id, furniture, make_article, require_text

TEXT = (
    "GENEVA, June 4, 2015 (Reuters) - The harbour council met on Thursday and heard reports.\n\n"
    "Ferries to Orlin will run hourly from Monday, the council said.\n"
)


def test_the_text_is_kept_as_it_is_and_hashed() -> None:
    made = make_article("a.txt", "/news/a.txt", TEXT)
    assert made.text == TEXT
    assert made.hash == hashlib.sha256(TEXT.encode()).hexdigest()
    assert (made.source, made.id) == ("a.txt", article_id("/news/a.txt"))


@given(st.text(st.characters(), max_size=30))
def test_an_id_is_the_same_for_the_same_place_whatever_it_is_called(key: str) -> None:
    identity = article_id(key)
    assert identity == article_id(key)
    assert len(identity) == 12
    assert set(identity) <= set("0123456789abcdef")


def test_what_the_text_says_is_read_where_the_metadata_leave_it_open() -> None:
    made = make_article("a.txt", "/a.txt", TEXT)
    assert (made.outlet, made.published, made.published_how) == (
        "Reuters",
        "2015-06-04",
        "dateline",
    )
    assert made.language == "en"


def test_the_metadata_have_the_first_word() -> None:
    known = Metadata(
        title="Ferries", outlet="TASS", author="A. Lind", published="2016-01-02",
        published_how="metadata", url="https://x.example/1",
    )  # fmt: skip
    made = make_article("a.txt", "/a.txt", TEXT, known)
    assert (made.title, made.outlet, made.author) == ("Ferries", "TASS", "A. Lind")
    assert (made.published, made.published_how, made.url) == (
        "2016-01-02", "metadata", "https://x.example/1"
    )  # fmt: skip


def test_a_bare_host_is_written_as_the_text_spells_it() -> None:
    text = TEXT.replace("(Reuters)", "(Amber Post)")
    assert make_article("a", "/a", text, Metadata(outlet="amberpost.example")).outlet != "TASS"


def test_a_block_of_metadata_is_kept_in_the_text_and_never_searched() -> None:
    head = "---\ntitle: Ferries\n---\n"
    made = make_article("a.md", "/a.md", head + TEXT, Metadata(title="Ferries"), len(head))
    assert made.text == head + TEXT
    assert made.furniture[0][0] == 0
    assert made.furniture[0][1] >= len(head)
    assert all(made.text.index("Ferries to Orlin") >= end for _, end in made.furniture)


def test_a_page_alone_has_furniture_and_an_article_of_one_sentence_keeps_it() -> None:
    assert furniture("It rained on Monday in the harbour.") == ()
    for begin, end in furniture(TEXT):
        assert "Ferries to Orlin" not in TEXT[begin:end]


@pytest.mark.parametrize(
    ("whole", "body", "said"),
    [
        ("", "", "is empty"),
        (" \n\t", " \n\t", "nothing but white space"),
        ("---\na: b\n---\n \n", " \n", "no text below its front matter"),
    ],
)
def test_without_text_there_is_no_article_and_a_sentence_says_why(
    whole: str, body: str, said: str
) -> None:
    with pytest.raises(UnreadableArticle, match=said):
        require_text(whole, body)
    with pytest.raises(UnreadableArticle, match=said):
        make_article("a", "/a", whole, body_start=len(whole) - len(body))


def test_a_label_with_a_date_is_believed_only_where_it_may_be_the_articles_own() -> None:
    text = "Updated: 4 June 2015\n\nThe harbour council met and heard reports on dredging.\n"
    assert make_article("a", "/a", text).published in ("2015-06-04", None)
    assert make_article("a", "/a", text, labels=False).published is None

"""Who wrote an article, when it was published and where, and what it says: by its record."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.archive.store import Archive
from retrieval.archive_facts.record_writer import answer_from_records
from retrieval.search.archive_nouns import Kind
from retrieval.search.archive_question import ArchiveQuestion
from support.articles import article
from support.passages import hit
from support.records import Ask, first


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who wrote the article about the comet?", "Maya Zaitseva wrote it."),
        ("Who wrote the Courier's story on the quay?", "Orla Venn wrote it."),
        ("Who wrote the story about the eastern quay?", "Maya Zaitseva and Tom Reed wrote it for"
         " Vesper Daily and Orla Venn wrote it for The Larkfield Courier."),
        ("When was the story about the comet published?", "Published on 10 June 2022."),
        ("When was the article about the bakery published?",
         "Published on 4 June (year not stated)."),
        ("When did the Vesper Daily report the eastern quay?", "Published on 5 March 2021."),
        ("Which outlet reported the ferry strike?", "Délano Post reported it."),
        ("Which outlet reported the council's backing of the eastern quay?",
         "Vesper Daily and The Larkfield Courier reported it."),
        ("Who wrote the article titled “Nine to four”?", "Tom Reed wrote it."),
        ("Who wrote the article about the ferry strike?",
         "“Ferry stays in port”, Délano Post, 31 December 2020, names no author."),
        ("Who wrote the article about the Zanzibar ferry?", ""),
        ("Show me the article about the comet",
         "“A comet without a name”, by Maya Zaitseva, Vesper Daily, 10 June 2022"),
    ],
)  # fmt: skip
def test_a_question_about_one_article_is_answered_by_its_record(
    ask: Ask, question: str, answer: str
) -> None:
    assert first(ask(question)) == answer


def test_a_citation_is_the_first_sentence_not_the_title_repeated(ask: Ask) -> None:
    quote = ask("Who wrote the Courier's story on the quay?").statements[0].quotes[0]
    assert quote.text.startswith("The Larkfield Harbour Council (LHC) backed")


def test_of_articles_as_near_the_one_that_names_an_author_is_meant(
    make_archive: Callable[..., Archive],
) -> None:
    text = "The Larkfield lighthouse was painted red in May."
    bare = article("bare", text, outlet="TASS", published="2021-05-01")
    signed = article("signed", f"{text} It rained.", author="Ann Other", published="2022-05-01")
    archive = make_archive(bare, signed)
    asked = ArchiveQuestion("author_of", topic="the Larkfield lighthouse")
    hits = [hit("bare", text), hit("signed", text)]
    assert first(answer_from_records(archive, asked, hits)) == "Ann Other wrote it."


def test_of_two_articles_one_may_name_no_outlet(make_archive: Callable[..., Archive]) -> None:
    red, rain = "The Larkfield lighthouse was painted red in May.", "It rained on the lighthouse."
    bare = article("bare", red, author="Ann Other", published="2021-05-02")
    signed = article(
        "signed", f"{rain} {red}", outlet="TASS", author="Bo Reed", published="2021-05-01"
    )
    archive, hits = make_archive(bare, signed), [hit("bare", red), hit("signed", rain, red)]

    def told(kind: Kind) -> str:
        asked = ArchiveQuestion(kind, topic="the Larkfield lighthouse")
        return first(answer_from_records(archive, asked, hits))

    assert told("published_when") == "Published on 2 May 2021 and by TASS on 1 May 2021."
    assert told("author_of") == (
        "Ann Other wrote it for another outlet and Bo Reed wrote it for TASS."
    )


def test_a_view_quotes_the_first_sentences(ask: Ask) -> None:
    _, *sentences = ask("Show me the article about the comet").statements
    assert [one.text for one in sentences] == [
        "Astronomers at Mount Teal recorded a comet that nobody had listed.",
        "It brightened sharply after it passed the Sun.",
        "The camera was new.",
    ]
    assert all(one.kind == "quote" and one.text == one.quotes[0].text for one in sentences)

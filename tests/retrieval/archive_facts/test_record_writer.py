"""Questions about the archive are answered from its records, exactly, each article cited."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.archive.article_writing import delete_article
from retrieval.archive.quoting import read_back
from retrieval.archive.store import Archive
from retrieval.archive_facts.record_writer import answer_from_records, recheck
from retrieval.embedding import MiniLM
from retrieval.search.archive_question import ArchiveQuestion
from support.catalogue import COMET, QUAY
from support.records import Ask, cited, found, understood


def test_a_count_cites_the_articles_that_it_counts(ask: Ask) -> None:
    draft = ask("How many articles from the Vesper Daily are there?")
    assert cited(draft) == {"quay-too", "comet", "vote", "loaves"}
    assert len(draft.statements) == 1
    assert draft.mode == "archive"
    assert {one.kind for one in draft.statements} == {"record"}


def test_every_quotation_reads_back(desk: Archive, ask: Ask) -> None:
    draft = ask("List all articles by Maya Zaitseva")
    with desk.reading() as connection:
        for one in draft.statements:
            for quote in one.quotes:
                passage = quote.passage
                back = read_back(connection, passage.article, passage.hash, *quote.span)
                assert back == quote.text


def test_an_empty_archive_answers_nothing(make_archive: Callable[..., Archive]) -> None:
    archive = make_archive()
    for asked in (ArchiveQuestion("count"), ArchiveQuestion("oldest"), ArchiveQuestion("new"),
                  ArchiveQuestion("list_outlets"), ArchiveQuestion("view")):  # fmt: skip
        assert answer_from_records(archive, asked, ()).statements == ()


def test_an_article_that_is_not_found_is_refused_with_what_comes_nearest(
    make_archive: Callable[..., Archive], minilm: MiniLM
) -> None:
    archive = make_archive(QUAY, COMET)
    text = "Who wrote the story about the comet that burnt the opera's violins and harps?"
    asked = ArchiveQuestion("author_of", topic="opera violins harps burnt theatre comet")
    draft = answer_from_records(archive, asked, found(archive, minilm, text))
    assert draft.statements == ()
    assert {one.passage.article for one in draft.nearest} == {QUAY.id, COMET.id}
    assert all(one.text in one.passage.text for one in draft.nearest)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("author", "Ann Other"),
        ("published", "2022-06-11"),
        ("outlet", "Délano Post"),
        ("title", "A comet with a name"),
        ("hash", "0" * 64),
    ],
)
def test_a_record_that_changed_is_not_confirmed(
    make_archive: Callable[..., Archive], minilm: MiniLM, column: str, value: str
) -> None:
    archive = make_archive(QUAY, COMET)
    text = "Who wrote the story about the comet?"
    asked, hits = understood(archive, text), found(archive, minilm, text)
    told = answer_from_records(archive, asked, hits).statements
    assert all(recheck(archive, asked, hits, one) for one in told)
    with archive.writing() as connection:
        connection.execute(f"update articles set {column} = ? where id = 'comet'", (value,))
    assert not recheck(archive, asked, hits, told[0])


def test_a_count_is_not_confirmed_once_an_article_is_gone(
    make_archive: Callable[..., Archive],
) -> None:
    archive = make_archive(QUAY, COMET)
    asked = understood(archive, "How many articles do you have?")
    told = answer_from_records(archive, asked, ()).statements[0]
    assert recheck(archive, asked, (), told)
    with archive.writing() as connection:
        delete_article(connection, "comet")
    assert not recheck(archive, asked, (), told)

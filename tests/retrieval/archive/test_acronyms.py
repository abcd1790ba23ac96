"""The acronyms of all articles: the expansion of most of them first."""

from __future__ import annotations

from retrieval.archive.acronyms import QUERY, acronyms
from retrieval.archive.store import Archive
from retrieval.types import DateMention
from support.archives import Folder, Run
from support.articles import article, story

STATED = {
    "language": "en",
    "dates": (
        DateMention(3, 9, "2014-12-01", "2014-12-31"),
        DateMention(9, 12, "2015-01-01", "2015-01-01"),
    ),
    "acronyms": (("SCO", "Shanghai Cooperation Organisation"), ("ШОС", "Шанхайская организация")),
}


def held(archive: Archive) -> dict[str, tuple[str, ...]]:
    with archive.reading() as connection:
        return acronyms(connection)


def test_acronyms_come_with_the_expansion_of_most_articles_first(
    archive: Archive, folder: Folder, run: Run
) -> None:
    agency, party = ("AP", "Associated Press"), ("AP", "Alliance Party")
    defined = [(party,), (agency, ("UN", "United Nations")), (agency,)]
    for number, one in enumerate(defined):
        folder.put(f"a{number}", article(f"a{number}", story(number), acronyms=one))
    folder.put_story("none")
    run()
    assert held(archive) == {
        "AP": ("Associated Press", "Alliance Party"), "UN": ("United Nations",)
    }  # fmt: skip


def test_expansions_that_differ_in_case_are_one_in_the_commoner_spelling(
    archive: Archive, folder: Folder, run: Run
) -> None:
    for number, expansion in enumerate(["United nations", "United Nations", "United Nations"]):
        name = f"a{number}"
        folder.put(name, article(name, story(number), acronyms=(("UN", expansion),)))
    run()
    assert held(archive) == {"UN": ("United Nations",)}


def test_the_acronyms_of_an_article_go_with_it(archive: Archive, folder: Folder, run: Run) -> None:
    folder.put_story("aaaa", **STATED)
    run()
    assert set(held(archive)) == {"SCO", "ШОС"}
    folder.delete("aaaa")
    run()
    assert held(archive) == {}


def test_asking_for_the_acronyms_reads_no_article(
    archive: Archive, folder: Folder, run: Run
) -> None:
    folder.put_story("aaaa", **STATED)
    run()
    with archive.reading() as connection:
        plan = connection.execute(f"explain query plan {QUERY}").fetchall()
    assert any("covering index articles_by_acronyms" in row["detail"].lower() for row in plan)

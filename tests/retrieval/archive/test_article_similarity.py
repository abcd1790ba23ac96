"""Whether two articles are of one matter: names and text decide, one word apart is enough."""

from __future__ import annotations

from dataclasses import replace

from retrieval.archive.article_similarity import (
    COMMON,
    article_similarity,
    compared_article,
    count_name_chunks,
    weigh_names,
)
from retrieval.archive.store import Archive
from retrieval.types import Article, Revision
from support.archives import Folder, Run
from support.articles import article

QUAY = (
    "Engineers from Ostheim opened the eastern quay in Larkfield on Monday, said Orla Venn. "
    "Ships of three hundred metres will call at Larkfield from June onwards."
)
SAME_MATTER = (
    "On Monday the new quay at Larkfield was opened, said Orla Venn of the council. "
    "It was built by a firm from Ostheim, and large ships will call there."
)
OTHER_MATTER = (
    "On Monday the old mine at Tealmouth was shut, said Ivo Marr of the council. "
    "It was dug by a firm from Brenholm, and its miners will be paid."
)


def number(archive: Archive, name: str) -> int:
    with archive.reading() as connection:
        row = connection.execute("select n from articles where id = ?", (name,)).fetchone()
    return int(row[0])


def nearness(archive: Archive, folder: Folder, run: Run, one: Article, other: Article) -> float:
    for item in (one, other):
        folder.put(item.id, item)
    for n in range(4):  # so that no name is in every chunk
        folder.put_story(f"beside{n}")
    run()
    with archive.reading() as connection:
        pieces = [compared_article(connection, number(archive, item.id)) for item in (one, other)]
        weights = weigh_names(connection, pieces[0].names | pieces[1].names)
        return article_similarity(connection, pieces[0], pieces[1], weights)


def dated(name: str, text: str, outlet: str = "Vesper Daily", **fields: object) -> Article:
    return article(name, text, outlet=outlet, published="2021-05-03", **fields)


def test_a_text_made_from_another_is_near_without_a_date_or_an_outlet(
    archive: Archive, folder: Folder, run: Run
) -> None:
    one, other = article("a", QUAY), article("b", f"Corrected. {QUAY} It cost nine million.")
    assert nearness(archive, folder, run, one, other) > 0.9


def test_one_matter_told_in_other_words_is_near_by_its_names(
    archive: Archive, folder: Folder, run: Run
) -> None:
    assert nearness(archive, folder, run, dated("a", QUAY), dated("b", SAME_MATTER)) > 0


def test_the_same_words_about_other_names_are_another_matter(
    archive: Archive, folder: Folder, run: Run
) -> None:
    assert nearness(archive, folder, run, dated("a", SAME_MATTER), dated("b", OTHER_MATTER)) == 0


def test_without_a_date_names_alone_make_no_one_matter(
    archive: Archive, folder: Folder, run: Run
) -> None:
    undated = replace(dated("b", SAME_MATTER), published=None)
    assert nearness(archive, folder, run, dated("a", QUAY), undated) == 0


def test_a_note_speaks_of_its_own_outlets_page_only(
    archive: Archive, folder: Folder, run: Run
) -> None:
    noted = dated("b", SAME_MATTER, "Teal Post", revision=Revision("correction", note=(0, 10)))
    assert nearness(archive, folder, run, noted, dated("a", QUAY)) == 0


def test_nothing_is_near_to_nothing(archive: Archive, folder: Folder, run: Run) -> None:
    assert nearness(archive, folder, run, dated("a", "It rained."), dated("b", "Ice came.")) == 0


def test_a_rare_name_weighs_more_and_an_unknown_one_is_not_counted(
    archive: Archive, folder: Folder, run: Run
) -> None:
    for n in range(6):
        folder.put(f"a{n}", article(f"a{n}", f"Reports from Larkfield, part {n}."))
    folder.put("b", article("b", "Reports from Ostheim and Larkfield."))
    run()
    with archive.reading() as connection:
        assert count_name_chunks(connection, ["larkfield", "ostheim", "brenholm"]) == {
            "larkfield": 7,
            "ostheim": 1,
        }
        weights = weigh_names(connection, ["larkfield", "ostheim"])
    assert weights["ostheim"] > weights["larkfield"] > 0
    assert COMMON > 7


def test_a_piece_has_the_names_that_begin_no_sentence(
    archive: Archive, folder: Folder, run: Run
) -> None:
    folder.put("a", article("a", "Rain fell on Larkfield. Gulls left. “Boats,” said Orla Venn."))
    run()
    with archive.reading() as connection:
        piece = compared_article(connection, number(archive, "a"))
    assert piece.names == {"larkfield", "orla", "venn"}
    assert piece.rank == 0
    assert replace(piece, revision=Revision("update", 3)).rank == 3

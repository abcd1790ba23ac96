"""What a correction or an update takes the place of, in whatever order articles come and go."""

from __future__ import annotations

import itertools
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from retrieval.archive import revisions
from retrieval.archive.indexing import index, remove
from retrieval.archive.rebuilding import rebuild
from retrieval.archive.revisions import (
    Predecessor,
    Successor,
    renew_revisions,
    revision_states,
    successors,
    superseded,
)
from retrieval.archive.store import Archive
from retrieval.types import Article, Citation, Revision
from support.archives import Folder, HashedWords, Run, opened
from support.articles import article, story

pytestmark = pytest.mark.slow

DAM = (
    "The dam above Kulundy burst at dawn, the Emergencies Ministry of Sarykol said. Minister"
    " Aibek Toromatov flew to Kulundy and to Zhany-Zher, where the school of Besh-Terek took in"
    " {number} people. Engineers of Narynstroy blamed the frost."
)
FAR = "The parliament of Almaria in Port Vesna passed the budget of Finance Minister Lena Orsk."


def first(name: str = "first", day: str = "2024-05-01", **facts: Any) -> Article:
    facts = {"title": "Dam bursts above Kulundy", "outlet": "Sarykol Wire", **facts}
    return article(name, DAM.format(number=40), published=day, **facts)


def revised(name: str, day: str | None, kind: str = "update", number: int | None = None) -> Article:
    return article(
        name, DAM.format(number=43) + " " + story(name, 1), title="Dam bursts above Kulundy",
        outlet="Sarykol Wire", published=day, revision=Revision(kind, number),  # type: ignore[arg-type]
    )  # fmt: skip


def links(archive: Archive) -> dict[str, str]:
    with archive.reading() as connection:
        ids = [row["id"] for row in connection.execute("select id from articles")]
        return {key: one.article for key, one in superseded(connection, ids).items()}


def newest(archive: Archive, as_of: str | None = None) -> dict[str, str]:
    with archive.reading() as connection:
        ids = [row["id"] for row in connection.execute("select id from articles")]
        return {key: one.article for key, one in successors(connection, ids, as_of).items()}


def test_a_marked_article_is_linked_to_the_earlier_one_in_any_order(tmp_path: Path) -> None:
    held = [
        first(), revised("second", "2024-05-02"), revised("third", "2024-05-03", "correction"),
        article("far", FAR, published="2024-05-01", title="Budget passed", outlet="Sarykol Wire"),
    ]  # fmt: skip
    for at, order in enumerate(itertools.permutations(held)):
        folder = Folder(tmp_path / f"folder{at}")
        with opened(tmp_path / f"home{at}", create=True) as archive:
            for one in order:
                folder.put(one.id, one)
                index(archive, HashedWords(), folder.found(), folder.read)
            assert links(archive) == {"second": "first", "third": "second"}
            assert newest(archive) == {"first": "third", "second": "third"}
            assert newest(archive, "2024-05-02") == {"first": "second"}


def test_a_long_report_is_found_by_a_short_correction_that_was_indexed_before_it(
    archive: Archive, folder: Folder, run: Run
) -> None:
    names = "".join(f" So said Anar Besov{letter * 3}." for letter in "abcdefghijklmnop")
    # In the order of their names: the correction is read first.
    short = DAM.format(number=43).partition(". ")[0] + "."
    folder.put("b", replace(first("b"), text=DAM.format(number=40) + names))
    folder.put("a", article(
        "a", short, title="Correction: Dam bursts above Kulundy", outlet="Sarykol Wire",
        published="2024-05-03", revision=Revision("correction"),
    ))  # fmt: skip
    run()
    assert links(archive) == {"a": "b"}


@pytest.mark.parametrize(("said", "linked"), [
    ('An article ("Dam bursts above Kulundy") misstated the toll.', {"a": "b"}),
    ("An article, “Dam bursts above Kulundy,” misstated the toll.", {"a": "b"}),
    ("Dam bursts above Kulundy", {}),  # a link below the page
])  # fmt: skip
def test_a_correction_is_linked_to_the_article_whose_title_it_quotes(
    archive: Archive, folder: Folder, run: Run, said: str, linked: dict[str, str]
) -> None:
    folder.put("b", first("b"))
    others = "".join(f" In Tersk, Anar Besov{letter * 3} was misspelt." for letter in "abcdefgh")
    folder.put("a", article(
        "a", f"{said}{others}", title="Corrections and clarifications", outlet="Sarykol Wire",
        published="2024-05-03", revision=Revision("correction"),
    ))  # fmt: skip
    run()
    assert links(archive) == linked


def test_without_a_mark_nothing_is_claimed(archive: Archive, folder: Folder, run: Run) -> None:
    folder.put("first", first())
    folder.put("copy", first("copy", "2024-05-02"))
    run()
    assert links(archive) == {}


def test_a_successor_tells_what_it_is_and_when(archive: Archive, folder: Folder, run: Run) -> None:
    folder.put("first", first())
    title = "Dam bursts above Kulundy"
    retraction = revised("second", "2024-05-02", "retraction")
    folder.put("second", replace(retraction, source="https://wire.example/2"))
    run()
    with archive.reading() as connection:
        found = successors(connection, ["first", "nobody"])
        before = superseded(connection, ["second", "nobody"])
    address = "https://wire.example/2"
    assert found == {"first": Successor("second", "retraction", "2024-05-02", title, address)}
    assert before == {"second": Predecessor("first", title)}


def test_an_article_without_a_title_is_told_by_its_first_words(
    archive: Archive, folder: Folder, run: Run
) -> None:
    folder.put("first", first(title=None))
    folder.put("second", replace(revised("second", "2024-05-02"), title=None))
    run()
    words = "The dam above Kulundy burst at dawn, the …"
    with archive.reading() as connection:
        assert successors(connection, ["first"])["first"].title == words
        assert superseded(connection, ["second"])["second"] == Predecessor("first", words)


def test_the_path_of_a_file_is_no_address(archive: Archive, folder: Folder, run: Run) -> None:
    folder.put("first", first())
    folder.put("second", revised("second", "2024-05-02"))
    run()
    with archive.reading() as connection:
        (found,) = successors(connection, ["first"]).values()
    assert found.url is None


def test_a_state_has_the_names_that_a_citation_has_for_it(
    archive: Archive, folder: Folder, run: Run
) -> None:
    folder.put("first", first())
    folder.put("second", revised("second", "2024-05-02", "retraction"))
    run()
    with archive.reading() as connection:
        states = revision_states(connection, ["first", "second", "nobody"])
    assert states == {
        "first": {"revision": None, "supersedes": None, "corrected_by": "second",
                  "corrected_how": "retraction", "corrected_on": "2024-05-02",
                  "corrected_title": "Dam bursts above Kulundy", "corrected_url": None,
                  "supersedes_title": None},
        "second": {"revision": "retraction", "supersedes": "first", "corrected_by": None,
                   "corrected_how": None, "corrected_on": None, "corrected_title": None,
                   "corrected_url": None, "supersedes_title": "Dam bursts above Kulundy"},
    }  # fmt: skip
    assert states["first"].keys() <= {field.name for field in fields(Citation)}


def test_on_one_day_the_numbers_tell_the_order(archive: Archive, folder: Folder, run: Run) -> None:
    folder.put("first", first())
    for number in (3, 1, 2):
        folder.put(f"u{number}", revised(f"u{number}", "2024-05-01", number=number))
        run()
    assert links(archive) == {"u1": "first", "u2": "u1", "u3": "u2"}


def test_an_undated_reissue_is_linked_by_its_text(
    archive: Archive, folder: Folder, run: Run
) -> None:
    folder.put("first", first())
    folder.put("second", revised("second", None))
    run()
    assert links(archive) == {"second": "first"}


def test_another_outlet_is_superseded_by_a_marked_title_and_not_by_a_note(
    archive: Archive, folder: Folder, run: Run
) -> None:
    told = " ".join(sorted(DAM.split()))  # the same names, in no run of words of the other's
    facts = {"outlet": "Besh-Terek Post", "published": "2024-05-03", "title": "Fewer missing"}
    folder.put("first", first())
    folder.put("second", article("second", told, revision=Revision("correction"), **facts))
    run()
    assert links(archive) == {"second": "first"}
    noted = Revision("correction", None, (0, 20))
    folder.put("second", article("second", told, revision=noted, **facts))
    run()
    assert links(archive) == {}


@pytest.mark.parametrize(
    "other",
    [
        first(day="2024-05-09"),  # later than the update
        first(day="2024-01-02"),  # of a season before
        article("first", FAR, published="2024-05-01", title="Budget", outlet="Sarykol Wire"),
        article("first", "", published="2024-05-01", title="Dam bursts above Kulundy"),
    ],
)
def test_what_is_later_long_past_or_of_another_matter_is_not_superseded(
    archive: Archive, folder: Folder, run: Run, other: Article
) -> None:
    folder.put("first", other)
    folder.put("second", revised("second", "2024-05-02"))
    run()
    assert links(archive) == {}


@pytest.mark.parametrize(
    ("number", "day", "linked"),
    [(1, "2024-05-04", True), (1, "2024-05-05", False), (None, "2024-05-05", True)],
)
def test_an_update_with_a_number_is_of_the_last_days(
    archive: Archive, folder: Folder, run: Run, number: int | None, day: str, *, linked: bool
) -> None:
    folder.put("first", first())
    folder.put("second", revised("second", day, number=number))
    run()
    assert links(archive) == ({"second": "first"} if linked else {})


def test_removing_an_article_links_its_successor_to_the_one_before(
    archive: Archive, folder: Folder, run: Run
) -> None:
    for one in (first(), revised("second", "2024-05-02"), revised("third", "2024-05-03")):
        folder.put(one.id, one)
    run()
    remove(archive, ["second"])
    assert links(archive) == {"third": "first"}
    remove(archive, ["first"])
    assert links(archive) == {}
    remove(archive, ["third"])
    with archive.reading() as connection:
        assert connection.execute("select count(*) from supersedes").fetchone()[0] == 0


def test_an_article_that_loses_its_mark_loses_its_link(
    archive: Archive, folder: Folder, run: Run
) -> None:
    folder.put("first", first())
    folder.put("second", revised("second", "2024-05-02"))
    run()
    folder.put("second", first("second", "2024-05-02"))
    run()
    assert links(archive) == {}


def test_a_rebuild_finds_the_same_links(archive: Archive, folder: Folder, run: Run) -> None:
    for one in (first(), revised("second", "2024-05-02"), revised("third", "2024-05-03")):
        folder.put(one.id, one)
    run()
    before = links(archive)
    with archive.writing() as connection:
        connection.execute("delete from supersedes")
    rebuild(archive, HashedWords())
    assert links(archive) == before
    with archive.writing() as connection:
        connection.execute("delete from supersedes")
        renew_revisions(connection)
    assert links(archive) == before


def test_a_plain_article_costs_no_search_where_no_revision_is_near(
    archive: Archive, folder: Folder, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.put("second", revised("second", "2024-05-02"))
    run()
    monkeypatch.setattr(revisions, "_candidates", lambda *_: pytest.fail("searched"))
    folder.put("other", first("other", "2023-05-01"))
    run()


def test_a_revision_and_a_partial_date_are_read_back(
    archive: Archive, folder: Folder, run: Run
) -> None:
    held = {
        "plain": article("plain", story(1)),
        "noted": article("noted", story(2), revision=Revision("correction", None, (3, 9))),
        "counted": article("counted", story(3), revision=Revision("update", 2), partial=(4, 5)),
    }
    for name, one in held.items():
        folder.put(name, one)
    run()
    assert {name: archive.article(name) for name in held} == held
    assert run().updated == ()

"""Stories: copies are found at indexing, and the finding follows every change."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.archive import stories
from retrieval.archive.article_writing import delete_article, put_article
from retrieval.archive.indexing import index, remove
from retrieval.archive.store import Archive
from retrieval.archive.stories import copies_containing, copies_of, renew_stories, story_faults
from support.archives import Folder, HashedWords, opened
from support.articles import article, story
from support.near_duplicates import AGENCY, BRIEFS, COPIES, OWN_REPORT, PARAGRAPHS, table


def put(archive: Archive, name: str, text: str, **facts: str) -> None:
    with archive.writing() as connection:
        put_article(connection, "/file", article(name, text, **facts), ())


def delete(archive: Archive, name: str) -> None:
    with archive.writing() as connection:
        delete_article(connection, name)


def story_of(archive: Archive, name: str) -> set[str]:
    """The ids of an article's copies."""
    with archive.reading() as connection:
        return {copy.article for copy in copies_of(connection, [name])[name]}


def grouped(archive: Archive) -> set[frozenset[str]]:
    """Every story of the archive, as the set of its articles."""
    with archive.reading() as connection:
        names = [row["id"] for row in connection.execute("select id from articles")]
        found = copies_of(connection, names)
    return {frozenset({name, *(copy.article for copy in found[name])}) for name in names}


def left_over(archive: Archive) -> int:
    with archive.reading() as connection:
        return story_faults(connection)


def test_reprints_are_one_story_and_what_looks_alike_is_not(archive: Archive) -> None:
    texts = {"agency": AGENCY, **COPIES}
    others = {"own": OWN_REPORT, "t3": table(3), "t4": table(4)}
    others |= {f"brief{n}": text for n, text in enumerate(BRIEFS)}
    for name, text in (texts | others).items():
        put(archive, name, text)
    assert grouped(archive) == {frozenset(texts), *(frozenset({name}) for name in others)}


def test_copies_are_named_with_all_that_a_source_line_needs_earliest_first(
    archive: Archive,
) -> None:
    put(archive, "a", AGENCY)
    put(archive, "late", AGENCY, outlet="The Mast", published="2024-05-14", title="Late")
    put(archive, "early", AGENCY, outlet="Northwire", published="2024-05-12", url="https://n.test")
    put(archive, "undated", AGENCY, date_note="May")
    with archive.reading() as connection:
        early, late, undated = copies_of(connection, ["a", "nobody"])["a"]
        assert copies_of(connection, ["nobody"]) == {"nobody": ()}
    assert (early.article, early.outlet, early.published) == ("early", "Northwire", "2024-05-12")
    assert (early.source, early.title, early.url) == ("early.json", None, "https://n.test")
    assert (late.title, undated.date_note) == ("Late", "May")


def test_an_update_that_says_something_else_leaves_the_story(archive: Archive) -> None:
    put(archive, "a", AGENCY)
    put(archive, "b", AGENCY)
    assert story_of(archive, "a") == {"b"}
    put(archive, "b", OWN_REPORT)
    assert story_of(archive, "a") == set()
    put(archive, "b", COPIES["cut"])
    assert story_of(archive, "a") == {"b"}


def test_a_story_splits_when_the_article_between_two_is_removed(archive: Archive) -> None:
    parts = [story(n, 5) for n in range(6)]
    put(archive, "early", "\n".join(parts[:4]))
    put(archive, "between", "\n".join(parts[1:5]))
    put(archive, "late", "\n".join(parts[2:]))
    assert story_of(archive, "early") == {"between", "late"}
    delete(archive, "between")
    assert story_of(archive, "early") == story_of(archive, "late") == set()
    assert left_over(archive) == 0


@pytest.mark.slow
def test_a_story_that_very_many_print_stays_one(archive: Archive) -> None:
    names = [f"p{n:02}" for n in range(stories.MANY + 12)]
    for name in names:
        put(archive, name, f"{story(name, 2)}\n{AGENCY}")
    assert grouped(archive) == {frozenset(names)}
    for name in names[: stories.MANY + 6]:
        delete(archive, name)
    assert grouped(archive) == {frozenset(names[stories.MANY + 6 :])}


def test_a_notice_that_very_many_carry_makes_no_story_of_them(archive: Archive) -> None:
    notice = story("notice", 16)
    names = [f"n{n:02}" for n in range(stories.MANY + 4)]
    for name in names:
        put(archive, name, f"{story(name, 6)}\n{notice}")
    put(archive, "reprint", f"{story(names[0], 6)}\n{notice}")
    assert grouped(archive) == {
        frozenset({names[0], "reprint"}),
        *(frozenset({name}) for name in names[1:]),
    }


def test_a_write_that_is_undone_leaves_the_story_as_it_was(archive: Archive) -> None:
    put(archive, "a", AGENCY)
    put(archive, "b", AGENCY)

    def fail() -> None:
        with archive.writing() as connection:
            put_article(connection, "/file", article("c", AGENCY), ())
            delete_article(connection, "a")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert grouped(archive) == {frozenset("ab")}
    assert left_over(archive) == 0


def test_an_indexing_run_finds_copies_and_a_removal_forgets_them(
    archive: Archive, folder: Folder
) -> None:
    folder.put("north", article("aaaa", AGENCY))
    folder.put("mast", article("bbbb", COPIES["headlined"]))
    index(archive, HashedWords(), folder.found(), folder.read)
    assert story_of(archive, "aaaa") == {"bbbb"}
    remove(archive, ["bbbb"])
    assert story_of(archive, "aaaa") == set()
    assert left_over(archive) == 0


POOL = [
    AGENCY, *COPIES.values(), OWN_REPORT, *BRIEFS, table(3), table(4), "Short.", "",
    *(f"{story(n, 3)}\n{story('notice', 8)}" for n in range(4)),
]  # fmt: skip
CHANGES = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.none() | st.integers(0, len(POOL) - 1)), max_size=24
)


@pytest.mark.slow
@settings(max_examples=40)
@given(CHANGES)
def test_after_any_changes_the_stories_are_those_of_an_archive_made_anew(
    changes: list[tuple[str, int | None]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        held: dict[str, str] = {}
        with opened(Path(folder, "one"), create=True) as archive:
            for name, text in changes:
                if text is None:
                    delete(archive, name)
                    held.pop(name, None)
                else:
                    put(archive, name, POOL[text])
                    held[name] = POOL[text]
            changed, left = grouped(archive), left_over(archive)
        with opened(Path(folder, "other"), create=True) as archive:
            for name, text in held.items():
                put(archive, name, text)
            assert grouped(archive) == changed
        assert left == 0


@pytest.mark.parametrize(
    "damage",
    [
        "delete from sketches where article = 1",
        "insert into shingles values (7, 77)",
        "delete from copies where one = 1",
        "insert into copies values (77, 78), (78, 77)",
    ],
)
def test_damage_is_told_and_the_stories_can_be_made_anew(archive: Archive, damage: str) -> None:
    put(archive, "a", AGENCY)
    put(archive, "b", COPIES["cut"])
    assert left_over(archive) == 0
    with archive.writing() as connection:
        connection.execute(damage)
    assert left_over(archive) > 0
    with archive.writing() as connection:
        renew_stories(connection)
    assert left_over(archive) == 0
    assert grouped(archive) == {frozenset("ab")}


def test_only_the_copies_that_hold_a_passage_print_it(archive: Archive) -> None:
    put(archive, "agency", AGENCY)
    for name, text in COPIES.items():
        put(archive, name, text)
    with archive.reading() as connection:
        candidates = copies_of(connection, ["agency"])["agency"]
        last = copies_containing(connection, candidates, PARAGRAPHS[-1])
        vote = copies_containing(connection, candidates, PARAGRAPHS[0])
        own = copies_containing(connection, candidates, COPIES["added"].split("\n\n")[-1])
    assert {copy.article for copy in last} == COPIES.keys() - {"cut"}
    assert {copy.article for copy in vote} == COPIES.keys() - {"other lead", "updated"}
    assert {copy.article for copy in own} == {"added"}

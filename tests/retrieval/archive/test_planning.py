"""What a run will do. A wrong plan deletes articles: what failed to be read is always kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from retrieval.archive.inventory import (
    HeldArticle,
    Inventory,
    article_facts,
    full_inventory,
    held_articles,
)
from retrieval.archive.planning import (
    FileReading,
    FinishFile,
    PutArticle,
    RunState,
    Step,
    articles_gone,
    articles_read,
    changed_files,
    is_missing,
    plan_steps,
    read_files,
    record_step,
)
from retrieval.archive.store import Archive
from retrieval.types import Article, Failure, FoundFiles, Reading, SourceFile
from support.archives import Folder, Run
from support.articles import article

OLD = article("a", "The bridge opened in May.", source="a.txt")
FILE = SourceFile("a.txt", "/news/a.txt", "stamp-1")


def held_in(archive: Archive) -> Inventory:
    with archive.reading() as connection:
        return full_inventory(connection)


def planned(
    archive: Archive, found: FoundFiles, told: Mapping[str, Reading]
) -> tuple[list[PutArticle], list[FinishFile]]:
    """The steps of a run in which each file is read as told; a file not told of is not read."""
    held = held_in(archive)
    memory = RunState(dict(held.stamps))
    every: list[Step] = []
    for one in read_files(found.files, lambda file: told[file.key], memory):
        if one.reading:
            every += plan_steps(articles_read(one), held, memory)
    puts = [one for one in every if isinstance(one, PutArticle)]
    return puts, [one for one in every if isinstance(one, FinishFile)]


@pytest.fixture
def held(archive: Archive, folder: Folder, run: Run) -> tuple[Archive, SourceFile]:
    """An archive that holds one article, and the file it came from."""
    folder.put("a", OLD)
    run()
    return archive, folder.found().files[0]


def restamped(file: SourceFile) -> SourceFile:
    return SourceFile(file.source, file.key, "another stamp")


def test_a_file_whose_stamp_is_the_same_is_not_read(held: tuple[Archive, SourceFile]) -> None:
    archive, file = held
    assert planned(archive, FoundFiles((file,)), {}) == ([], [])
    stamps = held_in(archive).stamps
    assert changed_files((file,), stamps) == ()
    assert changed_files((restamped(file),), stamps) == (restamped(file),)


def test_a_touched_file_with_the_same_article_writes_nothing(
    held: tuple[Archive, SourceFile],
) -> None:
    archive, file = held
    puts, (finish,) = planned(archive, FoundFiles((restamped(file),)), {file.key: Reading((OLD,))})
    assert (puts, finish.unchanged, finish.gone) == ([], 1, ())


@pytest.mark.parametrize(
    "changed",
    [
        article("a", "The bridge opened in June.", source="a.txt"),
        article("a", OLD.text, source="a.txt", title="Bridge"),
        article("a", OLD.text, source="a.txt", published="2021-05-01"),
        article("a", OLD.text, source="a.txt", furniture=((0, 3),)),
        article("a", OLD.text, source="a.txt", partial=(5, 1)),
    ],
)
def test_whatever_differs_of_an_article_it_is_written_anew(
    held: tuple[Archive, SourceFile], changed: Article
) -> None:
    archive, file = held
    puts, _ = planned(archive, FoundFiles((restamped(file),)), {file.key: Reading((changed,))})
    assert [(one.article, one.known) for one in puts] == [(changed, True)]


def test_an_article_that_its_file_no_longer_holds_goes(held: tuple[Archive, SourceFile]) -> None:
    archive, file = held
    other = article("b", "Rain fell.", source="a.txt")
    puts, (finish,) = planned(
        archive, FoundFiles((restamped(file),)), {file.key: Reading((other,))}
    )
    assert [(one.article.id, one.known) for one in puts] == [("b", False)]
    assert [one.id for one in finish.gone] == ["a"]


@pytest.mark.parametrize(
    "reading",
    [
        Reading(failures=(Failure("a.txt", "Line 3 is broken."),)),
        Reading(keeps=True),
        Reading(unchanged=1),
    ],
)
def test_an_article_stays_where_its_file_was_not_wholly_read(
    held: tuple[Archive, SourceFile], reading: Reading
) -> None:
    archive, file = held
    _, (finish,) = planned(archive, FoundFiles((restamped(file),)), {file.key: reading})
    assert finish.gone == ()


def test_a_file_with_a_failure_gets_no_stamp_and_is_read_again() -> None:
    read = FileReading(FILE, Reading(), None)
    assert FinishFile(read, 0, failures=(Failure("a.txt", "Broken."),)).stamp is None
    assert FinishFile(read, 0).stamp == "stamp-1"


def test_what_a_file_leads_to_is_read_next_and_once(archive: Archive) -> None:
    feed, first, second = (SourceFile(name, f"https://x/{name}", "1") for name in ("f", "p", "q"))
    readings = {
        feed.key: Reading(leads=(first, second, first)),
        first.key: Reading((article("p", "Ice."),), leads=(feed, second)),
        second.key: Reading((article("q", "Rain."),)),
    }
    puts, finishes = planned(archive, FoundFiles((feed,)), readings)
    assert [one.article.id for one in puts] == ["p", "q"]
    assert [one.read.file.source for one in finishes][:1] == ["f"]


def decided(read: FileReading, held: Inventory, memory: RunState) -> list[str]:
    """The steps of one file by their names, done."""
    made = plan_steps(articles_read(read), held, memory)
    for step in made:
        record_step(step, memory)
    return [type(step).__name__ for step in made]


def test_a_file_that_others_have_indexed_meanwhile_is_done_or_read_again() -> None:
    read = FileReading(FILE, Reading((OLD,)), None)
    assert decided(read, Inventory(), RunState({})) == ["PutArticle", "FinishFile"]
    assert decided(read, Inventory(stamps={FILE.key: FILE.stamp}), RunState({})) == ["FinishFile"]
    memory = RunState({})
    assert decided(read, Inventory(stamps={FILE.key: "theirs"}), memory) == ["RereadFile"]
    assert memory.stamps == {FILE.key: "theirs"}
    assert (
        decided(read, Inventory(stamps={FILE.key: "theirs"}), memory) == []
    )  # only what is read anew


def test_an_article_that_came_to_another_file_is_read_again_only_where_others_have_written() -> (
    None
):
    theirs = HeldArticle(OLD.id, OLD.source, "/news/b.txt")
    assert decided(FileReading(FILE, Reading((OLD,)), None), Inventory([theirs]), RunState({})) == [
        "PutArticle", "FinishFile",
    ]  # fmt: skip
    changed = RunState({}, changes=1)
    assert decided(FileReading(FILE, Reading((OLD,)), None), Inventory([theirs]), changed) == [
        "RereadFile"
    ]


def test_of_an_article_in_two_files_the_last_one_has_it_and_the_first_takes_nothing_out() -> None:
    held, memory = (
        Inventory([HeldArticle(OLD.id, OLD.source, FILE.key, article_facts(OLD))]),
        RunState({}),
    )
    other = SourceFile("b.txt", "/news/b.txt", "1")
    assert decided(FileReading(other, Reading((OLD,)), None), held, memory) == [
        "UnchangedArticle",
        "FinishFile",
    ]
    moved = article("a", "The bridge is shut.", source="b.txt")
    assert decided(FileReading(other, Reading((moved,)), None), held, memory) == [
        "PutArticle",
        "FinishFile",
    ]
    [finish] = plan_steps(articles_read(FileReading(FILE, Reading(), None)), held, memory)
    assert isinstance(finish, FinishFile)
    assert finish.gone == ()


def of_folder(archive: Archive, found: FoundFiles) -> list[str]:
    with archive.reading() as connection:
        return [one.id for one in articles_gone(found, held_articles(connection))]


def test_what_lies_no_longer_under_a_folder_that_was_given_goes(
    held: tuple[Archive, SourceFile],
) -> None:
    archive, file = held
    folders = (str(Path(file.key).parent),)
    assert (
        of_folder(archive, FoundFiles((), folders)) == []
    )  # it is there, only not among the found
    Path(file.key).unlink()
    assert of_folder(archive, FoundFiles((file,), folders)) == []
    assert of_folder(archive, FoundFiles(())) == []
    assert of_folder(archive, FoundFiles((), ("/another/folder",))) == []
    assert of_folder(archive, FoundFiles((), (f"{folders[0]}2",))) == []
    failure = Failure(OLD.source, "No permission.")
    assert of_folder(archive, FoundFiles((), folders, (failure,))) == []
    assert of_folder(archive, FoundFiles((), folders)) == ["a"]


def test_what_came_by_a_link_out_of_the_folder_goes(held: tuple[Archive, SourceFile]) -> None:
    archive, _ = held
    assert of_folder(archive, FoundFiles((), outward=("a.txt",))) == ["a"]
    assert of_folder(archive, FoundFiles((), outward=("a",))) == []


def test_only_what_is_surely_not_there_is_missing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "dangling").symlink_to(tmp_path / "nothing")
    assert is_missing(str(tmp_path / "nothing"))
    assert is_missing(str(tmp_path / "file" / "below"))
    assert not is_missing(str(tmp_path / "file"))
    assert not is_missing(str(tmp_path / "dangling"))
    assert not is_missing(str(tmp_path / ("x" * 300)))  # a name that may not be asked for


def test_a_folder_that_may_not_be_looked_into_is_not_missing(unprivileged: Path) -> None:
    shut = unprivileged / "shut"
    shut.mkdir()
    shut.chmod(0)
    try:
        assert not is_missing(str(shut / "file"))
    finally:
        shut.chmod(0o700)

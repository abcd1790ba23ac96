from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from retrieval.archive.indexing import dry_run, index, remove
from retrieval.archive.store import Archive
from retrieval.errors import UsageError
from retrieval.types import Change, Failure, FoundFiles
from support.archives import Folder, HashedWords, Run, ids, opened
from support.articles import article, story


def sources(changes: tuple[Change, ...] | tuple[Failure, ...]) -> list[str]:
    return [change.source for change in changes]


def test_a_file_gone_from_an_indexed_folder_is_removed(
    archive: Archive, folder: Folder, run: Run
) -> None:
    folder.put_story("aaaa")
    folder.put_story("bbbb")
    run()
    folder.delete("aaaa")
    report = run()
    assert report.removed == (Change("aaaa.json", "its file is gone"),)
    assert (ids(archive), report.unchanged) == ({"bbbb"}, 1)
    folder.put_story("aaaa")
    assert sources(run().added) == ["aaaa.json"]


def test_a_file_gone_is_kept_when_another_file_or_folder_was_given(
    archive: Archive, folder: Folder, run: Run, tmp_path: Path
) -> None:
    folder.put_story("aaaa")
    folder.put_story("bbbb")
    run()
    folder.delete("aaaa")
    beside = Folder(tmp_path / "articles-of-others")
    beside.put_story("cccc")
    assert not run(folder.only("bbbb")).removed
    assert not run(beside.found()).removed
    assert ids(archive) == {"aaaa", "bbbb", "cccc"}


def test_a_file_that_was_not_found_but_still_lies_there_is_kept(
    archive: Archive, folder: Folder, run: Run
) -> None:
    folder.put_story("aaaa")
    run()
    assert not run(FoundFiles((), (str(folder.path),))).removed
    assert ids(archive) == {"aaaa"}


def test_a_file_in_a_folder_that_may_no_longer_be_opened_is_kept(
    unprivileged: Path, embedder: HashedWords
) -> None:
    folder = Folder(unprivileged / "articles" / "closed")
    folder.put_story("aaaa")
    with opened(unprivileged / "home", create=True) as archive:
        index(archive, embedder, folder.found(), folder.read)
        folder.path.chmod(0)
        try:
            found = FoundFiles(
                (), (str(folder.path.parent),), (Failure("closed", "Not permitted."),)
            )
            report = index(archive, embedder, found, folder.read)
        finally:
            folder.path.chmod(0o755)
        assert not report.removed
        assert sources(report.failed) == ["closed"]
        assert ids(archive) == {"aaaa"}


def test_a_link_that_leads_nowhere_any_more_keeps_its_articles(
    archive: Archive, folder: Folder, run: Run, tmp_path: Path
) -> None:
    folder.put("many", article("aaaa", story(1), source="many.json#1"))
    (folder.path / "many.json").rename(tmp_path / "elsewhere")
    (folder.path / "many.json").symlink_to(tmp_path / "elsewhere")
    run()
    (tmp_path / "elsewhere").unlink()
    failures = (Failure("many.json", "It is a link that leads nowhere."),)
    assert not run(FoundFiles((), (str(folder.path),), failures)).removed
    assert ids(archive) == {"aaaa"}


def test_what_came_by_a_link_that_leads_out_of_the_folder_is_removed(
    archive: Archive, folder: Folder, run: Run, tmp_path: Path
) -> None:
    folder.put("many", article("aaaa", story(1), source="many.json#1"))
    folder.put("more", article("bbbb", story(2), source="manymore.json"))
    run()
    failures = (Failure("many.json", "It is a link that leads out of the folder."),)
    found = FoundFiles((), (str(folder.path),), failures, outward=("many.json",))
    assert sources(run(found).removed) == ["many.json#1"]
    assert ids(archive) == {"bbbb"}


def test_an_article_that_left_its_file_is_removed(
    archive: Archive, folder: Folder, run: Run
) -> None:
    one, two, three = (article(name, story(name)) for name in ("aaaa", "bbbb", "cccc"))
    folder.put("many", one, two, three)
    assert len(run().added) == 3
    folder.put("many", one, three)
    report = run()
    assert report.removed == (Change("bbbb.json", "no longer in its file"),)
    assert (ids(archive), report.unchanged) == ({"aaaa", "cccc"}, 2)


def test_an_article_that_may_be_the_line_that_failed_is_kept(
    archive: Archive, folder: Folder, run: Run
) -> None:
    one, two = (article(name, story(name)) for name in ("aaaa", "bbbb"))
    folder.put("many", one, two)
    run()
    folder.put("many", replace(one, title="New"), failures=["Line 2: It is no JSON."])
    report = run()
    assert (sources(report.updated), sources(report.failed)) == (["aaaa.json"], ["many.json"])
    assert not report.removed
    assert ids(archive) == {"aaaa", "bbbb"}
    folder.put("many", one)
    assert sources(run().removed) == ["bbbb.json"]


def test_removing_takes_ids_and_sources_and_tells_each_article_once(
    archive: Archive, folder: Folder, run: Run
) -> None:
    for name in ("aaaa1111", "bbbb", "cccc"):
        folder.put_story(name)
    run()
    removed = remove(archive, ["aaaa", "bbbb.json", "aaaa1111"])
    assert sources(removed) == ["aaaa1111.json", "bbbb.json"]
    assert ids(archive) == {"cccc"}
    assert archive.article("aaaa1111") is None


def test_removing_removes_all_or_none(archive: Archive, folder: Folder, run: Run) -> None:
    folder.put_story("aaaa")
    run()
    with pytest.raises(UsageError, match=r"'zzzz'.*dateline articles") as told:
        remove(archive, ["aaaa", "zzzz"])
    assert told.value.exit_code == 2
    assert ids(archive) == {"aaaa"}


def test_a_removed_article_stays_away_until_its_text_changes(
    archive: Archive, folder: Folder, run: Run
) -> None:
    folder.put_story("aaaa")
    run()
    remove(archive, ["aaaa"])
    assert not run().added
    # Its file is another by its stamp, as after `touch` or with a new reader, and its text is not.
    folder.put_story("aaaa", title="Anew")
    assert not run().added
    folder.put_story("aaaa", seed="anew")
    assert sources(run().added) == ["aaaa.json"]


def test_once_it_is_back_it_is_removed_no_longer(
    archive: Archive, folder: Folder, run: Run
) -> None:
    first = folder.put_story("aaaa")
    run()
    remove(archive, ["aaaa"])
    folder.put_story("aaaa", seed="anew")
    run()
    folder.put("aaaa", first)
    run()
    assert archive.article("aaaa") == first


def test_a_removed_article_comes_back_where_its_file_is_named(
    archive: Archive, folder: Folder, run: Run
) -> None:
    folder.put_story("aaaa")
    folder.put_story("bbbb")
    run()
    remove(archive, ["aaaa", "bbbb"])
    told = dry_run(archive, folder.only("aaaa"), folder.read)
    assert sources(told.added) == ["aaaa.json"]
    assert sources(run(folder.only("aaaa")).added) == ["aaaa.json"]
    assert not run().added
    assert ids(archive) == {"aaaa"}


def test_one_of_many_in_a_file_stays_away_where_the_file_is_named(
    archive: Archive, folder: Folder, run: Run
) -> None:
    one, other = (article(name, story(name), source=f"m.json#{name}") for name in ("aaaa", "bbbb"))
    folder.put("m", one, other)
    run()
    remove(archive, ["aaaa"])
    folder.put("m", one, other, article("cccc", story("cccc"), source="m.json#cccc"))
    assert sources(run(folder.only("m")).added) == ["m.json#cccc"]
    assert ids(archive) == {"bbbb", "cccc"}


def test_a_dry_run_tells_that_a_removed_article_stays_away(
    archive: Archive, folder: Folder, run: Run
) -> None:
    folder.put_story("aaaa")
    run()
    remove(archive, ["aaaa"])
    folder.put_story("aaaa", title="Anew")
    assert not dry_run(archive, folder.found(), folder.read).added


def test_a_damaged_article_that_is_removed_can_be_indexed_again(
    archive: Archive, folder: Folder, run: Run
) -> None:
    one = folder.put_story("aaaa")
    run()
    with archive.noting() as connection:
        connection.execute("update articles set text = 'Altered.'")
    remove(archive, ["aaaa"])
    assert sources(run().added) == ["aaaa.json"]
    assert archive.article("aaaa") == one

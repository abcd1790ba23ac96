"""An indexing run from its paths on: what is refused before anything is written, what is done."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from retrieval import factory
from retrieval.errors import ArchiveMissing, UsageError
from retrieval.factory.updating import index, is_dump, refresh_feeds
from retrieval.settings import Settings
from retrieval.types import ARCHIVE_MARK, StatedMetadata


@pytest.fixture
def settings(home: Path) -> Settings:
    return Settings(home=home)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "one.txt").write_text("Ferries to Orlin will run hourly from Monday.\n", "utf-8")
    return folder


def test_a_whole_archive_is_told_by_how_it_begins(tmp_path: Path) -> None:
    file = tmp_path / "kept.jsonl"
    assert not is_dump(file)
    file.write_bytes(ARCHIVE_MARK + b', "version": 1}\n')
    assert is_dump(file)
    file.write_bytes(b'{"id": 1, "text": "dateline"}\n')
    assert not is_dump(file)
    assert not is_dump(tmp_path)
    assert not is_dump("https://courier.example/feed\0")


def test_a_whole_archive_is_taken_in_alone(settings: Settings, news: Path) -> None:
    file = news / "kept.jsonl"
    file.write_bytes(ARCHIVE_MARK + b"}\n")
    for paths, more in (
        ([file, news], {}), ([file], {"dry_run": True}),
        ([file], {"stated": StatedMetadata(outlet="A")}),
    ):  # fmt: skip
        with pytest.raises(UsageError, match="name its file alone"):
            index(settings, paths, **more)  # type: ignore[arg-type]
    assert not settings.home.exists()


def test_an_empty_folder_changes_nothing(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="Nothing was changed"):
        index(settings, [tmp_path / "empty"])
    assert not settings.home.exists()


def test_a_dry_run_tells_what_would_be_added_and_makes_no_archive(
    settings: Settings, news: Path
) -> None:
    report = index(settings, [news], dry_run=True)
    assert report.dry_run
    assert [Path(one.source).name for one in report.added] == ["one.txt"]
    assert not settings.home.exists()


def test_a_run_adds_what_is_new_and_states_what_it_is_told(settings: Settings, news: Path) -> None:
    seen: list[object] = []
    report = index(
        settings,
        [news],
        progress=lambda *told: seen.append(told),
        stated=StatedMetadata(outlet="TASS"),
    )
    assert len(report.added) == 1
    assert seen
    with factory.open_archive(settings, any_model=True) as archive:
        (one,) = archive.listings()
    assert one.outlet == "TASS"
    assert index(settings, [news]).unchanged == 1
    assert index(settings, [news], dry_run=True).unchanged == 1


@pytest.mark.slow
def test_where_no_file_has_changed_nothing_is_loaded_that_reads_or_embeds(
    settings: Settings, news: Path
) -> None:
    index(settings, [news])
    heavy = {"onnxruntime", "retrieval.reading.files", "retrieval.reading.web.crawler", "httpcore"}
    code = f"""
import sys
from retrieval.factory.updating import index
from retrieval.settings import Settings
print(index(Settings(home={str(settings.home)!r}), [{str(news)!r}]).unchanged)
print(sorted({heavy!r} & sys.modules.keys()))
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split("\n")[:2] == ["1", "[]"]


def test_without_a_feed_there_is_nothing_to_refresh(settings: Settings, news: Path) -> None:
    with pytest.raises(ArchiveMissing):
        refresh_feeds(settings)
    index(settings, [news])
    with pytest.raises(UsageError, match="dateline feeds add URL"):
        refresh_feeds(settings)
    with pytest.raises(UsageError):
        refresh_feeds(settings, ["https://courier.example/feed"])

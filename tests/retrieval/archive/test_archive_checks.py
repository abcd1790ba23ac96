"""What is no archive of ours is told apart from one, and the sentence says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.archive.archive_checks import (
    check_model,
    check_tables,
    check_version,
    missing,
    require_home,
)
from retrieval.archive.schema import VERSION
from retrieval.errors import (
    ArchiveDamaged,
    ArchiveError,
    ArchiveMissing,
    ConfigurationError,
    ModelMismatch,
)


def test_a_missing_archive_says_how_one_is_made(tmp_path: Path) -> None:
    assert "dateline index" in str(missing(tmp_path))


def test_a_home_may_be_there_or_not(tmp_path: Path) -> None:
    require_home(tmp_path)
    require_home(tmp_path / "a" / "b")


def test_a_file_is_no_home(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for home in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(ConfigurationError, match="DATELINE_HOME"):
            require_home(home)


def test_a_name_that_no_folder_may_have_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="Shorten it"):
        require_home(tmp_path / ("x" * 300))


def test_a_home_that_may_not_be_looked_into_is_told(unprivileged: Path) -> None:
    shut = unprivileged / "shut"
    shut.mkdir()
    shut.chmod(0)
    try:
        with pytest.raises(ArchiveError, match="Check its permissions"):
            require_home(shut / "home")
    finally:
        shut.chmod(0o700)


def test_an_empty_file_is_an_archive_that_was_never_made(tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissing, match="dateline index"):
        check_tables(tmp_path / "archive.sqlite", ())


@pytest.mark.parametrize("tables", [("meta",), ("articles",), ("users", "posts")])
def test_another_programs_file_is_named_as_such(tmp_path: Path, tables: tuple[str, ...]) -> None:
    with pytest.raises(ArchiveDamaged, match="another program"):
        check_tables(tmp_path / "archive.sqlite", tables)
    check_tables(tmp_path / "archive.sqlite", ("meta", "articles", *tables))


def test_only_todays_version_is_read() -> None:
    check_version("The archive", VERSION)
    with pytest.raises(ArchiveDamaged, match="Install that Dateline"):
        check_version("The archive", VERSION + 1)
    for version in (0, -1, None, "4", b"\x00"):
        with pytest.raises(ArchiveDamaged, match="no version that is known"):
            check_version("The archive", version)


def test_two_models_are_both_named_with_both_ways_out(tmp_path: Path) -> None:
    check_model(tmp_path, "minilm", "minilm")
    with pytest.raises(ModelMismatch) as raised:
        check_model(tmp_path, "minilm", "e5")
    told = str(raised.value)
    assert all(word in told for word in ("minilm", "e5", "rebuild", "DATELINE_EMBEDDING_MODEL"))

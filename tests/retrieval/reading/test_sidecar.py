"""`dateline.toml` in a folder."""

import pytest

from retrieval.reading import find_files
from retrieval.types import NOTHING


@pytest.fixture
def news(tmp_path):
    for name in ("news/a.txt", "news/old/b.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("The harbour of Tully was closed.\n")
    return tmp_path / "news"


def files(folder):
    return {file.source.rsplit("/", 1)[1]: file for file in find_files([folder]).files}


def test_a_folders_year_and_outlet_count_for_all_below_it_and_a_files_for_itself(news):
    (news / "dateline.toml").write_text(
        'year = 2015\noutlet = "TASS"\n[files."a.txt"]\npublished = 2015-06-04\n'
    )
    (news / "old" / "dateline.toml").write_text("year = 2014\n")
    a, b = files(news)["a.txt"], files(news)["b.txt"]
    assert (a.otherwise.year, a.stated.published) == (2015, "2015-06-04")
    assert (b.otherwise.year, b.otherwise.outlet, b.stated) == (2014, "TASS", NOTHING)


def test_a_sidecar_above_the_folder_that_was_given_does_not_count(news):
    (news / "dateline.toml").write_text("year = 2015\n")
    assert files(news / "old")["b.txt"].otherwise == NOTHING


def test_the_files_are_read_again_when_it_changes(news):
    plain = files(news)["a.txt"].stamp
    (news / "dateline.toml").write_text("year = 2015\n")
    first = files(news)["a.txt"].stamp
    (news / "dateline.toml").write_text("year = 2016\n")
    assert len({plain, first, files(news)["a.txt"].stamp}) == 3


@pytest.mark.parametrize(
    "text",
    ["year = ", "year = 1066", 'files = "a"', '[files."a.txt"]\npublished = "soon"', "yaer = 1"],
)
def test_one_that_is_not_understood_is_a_failure_and_the_files_are_read(news, text):
    (news / "dateline.toml").write_text(text)
    found = find_files([news])
    assert [failure.source for failure in found.failures] == [str(news / "dateline.toml")]
    assert found.failures[0].reason.endswith(".")
    assert len(found.files) == 2


def test_it_is_counted_among_no_other_files(news):
    (news / "dateline.toml").write_text("year = 2015\n")
    assert not find_files([news]).others

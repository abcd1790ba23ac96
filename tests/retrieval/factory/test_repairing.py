"""Dates judged under a wrong clock are judged anew; a salvage that was killed is taken up."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval import factory
from retrieval.archive.setting_aside import DAMAGED
from retrieval.archive.store import FILE, Archive
from retrieval.errors import ArchiveMissing
from retrieval.settings import Settings
from retrieval.types import Article

pytestmark = pytest.mark.slow

STORY = "The harbour treaty was signed on Monday. {} Mayor Tomas Reed cut the ribbon."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    news = tmp_path / "news"
    news.mkdir()
    (news / "past.md").write_text(f"---\npublished: 2019-05-04\n---\n\n{STORY}\n")
    (news / "dateline.txt").write_text(f"ASTANA, June 4, 2015 (Reuters) - {STORY}\n")
    (news / "future.md").write_text(f"---\npublished: 2999-01-02\n---\n\n{STORY}\nMore.\n")
    made = Settings(home=tmp_path / "home", articles=news)
    factory.index(made, [news])
    return made


def read(settings: Settings, name: str) -> Article:
    with factory.open_archive(settings, any_model=True) as archive:
        found = archive.article(str(settings.articles / name))
    assert found is not None
    return found


def as_under_another_clock(archive: Archive) -> None:
    """What a clock before 2015, and then one after 2999, would have left."""
    with archive.writing() as connection:
        connection.execute(
            "update articles set date_note = published || ' (suspect: in the future)',"
            " published = null, published_how = 'unknown', dates = '[]'"
            " where published is not null"
        )
        connection.execute(
            "update articles set published = '2999-01-02', date_note = null,"
            " published_how = 'metadata' where date_note like '2999%'"
        )


@pytest.mark.parametrize("way", ["index", "rebuild"])
def test_a_wrong_clock_leaves_no_wrong_dates(settings: Settings, way: str) -> None:
    names = ("past.md", "dateline.txt", "future.md")
    before = {name: read(settings, name) for name in names}
    assert before["past.md"].published == "2019-05-04"
    assert before["dateline.txt"].published_how == "dateline"
    assert before["future.md"].date_note == "2999-01-02 (suspect: in the future)"
    with factory.open_archive(settings, any_model=True) as archive:
        as_under_another_clock(archive)
    assert read(settings, "past.md").published is None
    assert read(settings, "future.md").published == "2999-01-02"
    if way == "index":
        assert factory.index(settings, [settings.articles]).unchanged == 3
    else:
        assert factory.rebuild(settings, lambda done, total, source: None) == 3
    assert {name: read(settings, name) for name in names} == before


def test_where_all_is_judged_rightly_nothing_is_written(settings: Settings) -> None:
    with factory.open_archive(settings, any_model=True) as archive:
        assert factory.judge_dates(archive) == 0
        as_under_another_clock(archive)
        assert factory.judge_dates(archive) == 3
        assert factory.judge_dates(archive) == 0


def test_a_salvage_goes_on_where_only_the_damaged_file_is_left(settings: Settings) -> None:
    with pytest.raises(ArchiveMissing):
        factory.salvage(settings.model_copy(update={"home": settings.home / "nowhere"}))
    (settings.home / FILE).rename(settings.home / DAMAGED)
    assert factory.salvage(settings).articles == 3

"""Adding from Discord: files under names of our own, and what can't be added is told."""

import pytest

from bot.discord_app.commands.add_articles import NOTHING_TO_ADD
from retrieval.archive.dump import write_dump
from retrieval.archive.subscriptions import subscribe, subscriptions
from support.discord_archive import opened
from support.discord_fakes import FakeChain, found, managed, server

pytestmark = pytest.mark.slow


async def test_a_file_is_indexed_and_kept_under_a_safe_name(home, tmp_path):
    text = b"Title of it\n\nThe tunnel opened on Tuesday, the ministry said in a statement.\n"
    folder = tmp_path / "articles"
    async with server(FakeChain(found()), home, articles=folder) as (env, channel, _):
        boss = managed(env)
        first = await boss.slash(channel, "index", file=("../../evil name.TXT", text))
        again = await boss.slash(channel, "index", file=("../../evil name.TXT", text))
    [kept] = folder.iterdir()
    assert kept.read_bytes() == text
    assert kept.suffix == ".txt"
    assert kept.parent == folder
    assert first.response.content.startswith("1 added.\n**1** Title of it · undated · article ")
    assert "1 unchanged" in again.response.content
    with opened(home) as archive:
        assert archive.coverage().articles == 1


async def test_outlet_and_date_are_stated_where_a_file_does_not_say_them(home, tmp_path):
    text = ("pasted.txt", b"The tunnel opened on Tuesday, the ministry said in a statement.\n")
    async with server(FakeChain(found()), home, articles=tmp_path / "articles") as (
        env,
        channel,
        _,
    ):
        boss = managed(env)
        wrong = await boss.slash(channel, "index", file=text, published="June")
        assert len(env.errors) == 1
        await boss.slash(channel, "index", file=text, outlet="tass", published="4 June 2015")
    assert "is no whole date" in wrong.response.content
    with opened(home) as archive:
        (one,) = archive.listings()
    assert (one.outlet, one.published) == ("TASS", "2015-06-04")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({}, NOTHING_TO_ADD),
        ({"url": "/etc/passwd"}, "is no web address"),
        ({"url": "file:///etc/passwd"}, "is no web address"),
        ({"file": ("run.exe", b"MZ")}, "run.exe is of a type that Dateline doesn't read."),
    ],
)
async def test_what_can_not_be_added_is_told_and_nothing_is_kept(home, tmp_path, options, told):
    folder = tmp_path / "articles"
    async with server(FakeChain(found()), home, articles=folder) as (env, channel, _):
        result = await managed(env).slash(channel, "index", **options)
        assert len(env.errors) == 1
    assert told in result.response.content.replace("\\", "")
    assert not folder.exists()


async def test_an_exported_archive_is_not_taken_in(home, tmp_path):
    with opened(tmp_path / "other") as other:
        subscribe(other, ["https://courier.example/feed"])
        write_dump(other, tmp_path / "all.jsonl")
    whole = ("all.jsonl", (tmp_path / "all.jsonl").read_bytes())
    async with server(FakeChain(found()), home, articles=tmp_path / "articles") as parts:
        env, channel, _ = parts
        told = (await managed(env).slash(channel, "index", file=whole)).response.content
    assert "Failed: all.jsonl — It is a whole archive" in told
    assert list((tmp_path / "articles").iterdir()) == []
    with opened(home) as archive:
        assert subscriptions(archive) == ()


async def test_a_file_that_fails_is_told_by_the_name_that_it_was_sent_under(home, tmp_path):
    broken = ("my scan.pdf", b"%PDF-1.4 nothing")
    async with server(FakeChain(found()), home, articles=tmp_path / "articles") as parts:
        env, channel, _ = parts
        told = (await managed(env).slash(channel, "index", file=broken)).response.content
    assert "Failed: my scan.pdf — It is no PDF" in told
    assert list((tmp_path / "articles").iterdir()) == []


async def test_a_file_of_which_only_some_lines_are_articles_is_kept(home, tmp_path):
    line = b'{"id": "%d", "text": "The tunnel opened on Tuesday, the ministry said, part %d."}\n'
    half = ("desk.jsonl", line % (1, 1) + b"no JSON\n")
    folder = tmp_path / "articles"
    async with server(FakeChain(found()), home, articles=folder) as (env, channel, _):
        boss = managed(env)
        told = (await boss.slash(channel, "index", file=half)).response.content
        await boss.slash(channel, "reindex")
    assert told.startswith("1 added, 1 failed.")
    assert len(list(folder.iterdir())) == 1
    with opened(home) as archive:
        assert archive.coverage().articles == 1

"""What was just added is named, and can be corrected or taken out again; what failed is named."""

import json
from dataclasses import replace

import pytest

from bot.discord_app.access.rules import Rules
from bot.discord_app.commands.add_articles import report_post
from bot.discord_app.components.article_correction import NO_DATE, NOTHING_STATED, correcting_view
from bot.discord_app.components.article_list import NONE_FITS
from bot.discord_app.render.unanswered import HEAD
from retrieval import factory
from retrieval.messages import speaking
from retrieval.receipts.receipts import keep_receipt
from retrieval.types import Change, Failure, IndexReport, Question
from support.discord_archive import QUESTION, article, labels, many, opened, shelve
from support.discord_fakes import GUILD, FakeChain, found, make_settings, managed, refused, server

OTHER = b"Another title\n\nThe ferry sailed on Friday, the harbour master said at noon.\n"
TEXT = b"Title of it\n\nThe tunnel opened on Tuesday, the ministry said in a statement.\n"


@pytest.fixture
def warm(tmp_path):
    """What indexing loads once a process, loaded before the clock of a test's server runs."""
    (tmp_path / "other.txt").write_bytes(TEXT)
    factory.index(make_settings(tmp_path / "other"), [tmp_path / "other.txt"])


@pytest.mark.usefixtures("warm")
async def test_what_was_added_can_be_corrected_and_taken_out_again(home, tmp_path):
    async with server(FakeChain(found()), home, articles=tmp_path / "articles") as (
        env,
        channel,
        _,
    ):
        boss = managed(env)
        added = await boss.slash(channel, "index", file=("tunnel.txt", TEXT))
        forms = [await boss.click(added.response, label="Correct") for _ in range(3)]
        told = {"outlet": "The Courier", "published": "2016-11-03"}
        right = await boss.submit_modal(forms[0], told)
        wrong = await boss.submit_modal(forms[1], told | {"published": "May"})
        empty = await boss.submit_modal(forms[2], {"outlet": " ", "published": ""})
        filled = await boss.click(added.response, label="Correct")
        same = await boss.submit_modal(filled, told)
        await env.advance_time(3)
        asked = await boss.click(added.response, label="Remove")
        await boss.click(asked.response, label="Remove it")
    assert labels(added.response) == ["Remove", "Correct", "Read"]
    assert "Title of it · The Courier · 3 November 2016" in right.response.content
    assert wrong.response.content == NO_DATE
    assert empty.response.content == NOTHING_STATED
    for held in told.values():
        assert f'"value": "{held}"' in json.dumps(filled.modal)
    assert same.response.content == NOTHING_STATED
    assert asked.response.content.startswith("Removed 1 article: Title of it")
    with opened(home) as archive:
        assert archive.coverage().articles == 0


@pytest.mark.usefixtures("warm")
async def test_whoever_may_add_but_not_remove_is_offered_no_remove_and_a_press_is_refused(
    home, tmp_path
):
    folder = tmp_path / "articles"
    async with server(FakeChain(found()), home, articles=folder) as (env, channel, _):
        desk = env.guild.create_role("desk")
        bob = env.guild.add_member(env.create_user("bob"), roles=[desk])
        both = Rules(
            guilds=frozenset({GUILD}),
            index_roles=frozenset({desk.id}),
            delete_roles=frozenset({desk.id}),
        )
        env.bot.rules = replace(both, delete_roles=frozenset())
        adding = await bob.slash(channel, "index", file=("tunnel.txt", TEXT))
        env.bot.rules = both
        removing = await bob.slash(channel, "index", file=("other.txt", OTHER))
        env.bot.rules = replace(both, delete_roles=frozenset())
        pressed = await bob.click(removing.response, label="Remove")
    assert labels(adding.response) == ["Correct", "Read"]
    assert labels(removing.response) == ["Remove", "Correct", "Read"]
    assert "You may not remove articles." in pressed.response.content


async def test_articles_are_searched_by_words(home):
    shelve(home, *many(3), article("z", title="The old mill", outlet="Harbour Gazette"))
    async with server(FakeChain(found()), home) as (_, channel, alice):
        one = await alice.slash(channel, "articles", search="MILL harbour")
        none = await alice.slash(channel, "articles", search="cathedral")
    assert one.response.content.startswith("**MILL harbour**\n**1 article**\n")
    assert "The old mill · Harbour Gazette" in one.response.content
    assert none.response.content == NONE_FITS


async def test_nobody_is_shown_what_was_asked_privately(home):
    chain = FakeChain(found())
    async with server(chain, home, discord_dms=True) as (env, channel, alice):
        asked = iter(["Who sold it?", "Who bought it?", "Who saw it?"])

        def unheld():
            question = next(asked)
            with opened(home) as archive:
                return keep_receipt(
                    archive, refused(question=question, asked=question, mode="extractive")
                )

        chain.reply = unheld()
        await alice.slash(channel, "ask", question=QUESTION, private=True)
        chain.reply = unheld()
        await alice.send_dm(QUESTION)
        chain.reply = unheld()
        await alice.slash(channel, "ask", question=QUESTION)
        shown = await managed(env).slash(channel, "status")
    assert shown.response.content.endswith(f"{HEAD}\n\\- Who saw it? (1 time)")


async def test_whoever_may_add_sees_what_was_asked_in_vain_where_they_may_look(home):
    async with server(FakeChain(found()), home) as (env, channel, alice):
        with opened(home) as archive:
            for text, where in (("Who *stole* it?", channel.id), ("Who sold it?", channel.id + 1)):
                answer = refused(question=text, asked=text, mode="extractive")
                keep_receipt(archive, answer, Question(text, channel=where))
        shown = await managed(env).slash(channel, "status")
        hidden = await alice.slash(channel, "status")
    assert shown.response.content.endswith(f"{HEAD}\n\\- Who \\*stole\\* it? (1 time)")
    assert "stole" not in hidden.response.content


def test_what_failed_is_named_by_its_file_or_address_without_a_path():
    failures = (
        Failure("/srv/news/a b.txt", "/srv/news/a b.txt holds no text."),
        Failure("https://x.example/1", "It answered 404."),
        Failure("old/b.pdf", "Its copy in /var/lib/dateline/history/b.pdf is damaged."),
    )
    text = (
        report_post(IndexReport(failed=failures)).pages[0].replace("\\", "").replace("\u200b", "")
    )
    assert text == (
        "3 failed.\n"
        "Failed: a b.txt holds no text.\n"
        "Failed: https://x.example/1 — It answered 404.\n"
        "Failed: b.pdf — Its copy in b.pdf is damaged."
    )


def test_what_was_removed_is_named_by_its_file_and_by_no_folder():
    gone = tuple(Change(f"/srv/news/tunnel{n}.md", "its file is gone") for n in range(7))
    told = report_post(IndexReport(removed=gone[:2], unchanged=3)).pages[0]
    assert told == "2 removed, 3 unchanged.\nRemoved: tunnel0.md, tunnel1.md"
    many = report_post(IndexReport(removed=gone)).pages[0]
    assert many.endswith(", tunnel4.md and 2 more")


async def test_the_buttons_are_named_in_the_language_of_whoever_adds(home):
    shelve(home, article("a1"))
    with opened(home) as archive:
        new = archive.listings()
    with speaking("ru"):
        view = correcting_view(new, removes=True)
    assert [button.item.label for button in view.children] == ["Удалить", "Исправить", "Читать"]

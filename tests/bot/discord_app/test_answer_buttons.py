"""The buttons under an answer: asking again, reports, verifying, exporting."""

import pytest
from discord_fakes import GUILD, FakeChain, citation, found, make_settings, refused, server
from shelf import TEXT, answered, opened, shelve
from shelf import article as made

from bot.discord_app.access import Rules
from bot.discord_app.answer_buttons import LABELS, answer_view
from bot.discord_app.buttons import UNDER_WAY
from bot.discord_app.client import make_client
from bot.discord_app.pressed import EXPIRED, EXPORTED, SAID, THANKS, UNDATED
from retrieval.answer.receipts import recall
from retrieval.archive.feedback import reports
from retrieval.archive.indexing import remove
from retrieval.types import Recalled

QUESTION = "When did the bridge open?"


def from_archive(home):
    def look(receipt):
        with opened(home) as archive:
            return recall(archive, receipt)

    return look


async def pressed_on(home, answer, *labels, options=None, ask_with=None):
    """What the asker of one question sees on pressing each button in turn, and what was asked."""
    chain = FakeChain(answer)
    async with server(chain, home, from_archive(home), **(options or {})) as (_, channel, alice):
        asked = await alice.slash(channel, "ask", question=QUESTION, **(ask_with or {}))
        last = [asked.response, *asked.followups][-1]
        pressed = [await alice.click(last, label=label) for label in labels]
    return pressed, chain.asked


@pytest.mark.parametrize("does", THANKS)
async def test_a_report_is_stored_once_a_person_and_a_second_press_is_met_politely(home, does):
    answer = answered(home)
    (first, second), _ = await pressed_on(home, answer, LABELS[does], LABELS[does])
    assert first.response.content == THANKS[does]
    assert second.response.content == SAID
    assert first.response.ephemeral
    assert second.response.ephemeral
    with opened(home) as archive:
        [kept] = reports(archive)
    assert (kept.receipt, kept.readers) == (answer.receipt, 1)


async def test_two_people_who_say_the_same_are_counted_as_two(home):
    async with server(FakeChain(answered(home)), home) as (env, channel, alice):
        bob = env.guild.add_member(env.create_user("bob"))
        asked = await alice.slash(channel, "ask", question=QUESTION)
        for person in (alice, bob):
            await person.click(asked.response, label="Outdated")
    with opened(home) as archive:
        assert [one.readers for one in reports(archive)] == [2]


@pytest.mark.parametrize(
    ("label", "limits"),
    [("Newer", {"since": "2016-11-04", "until": None}),
     ("Older", {"since": None, "until": "2016-11-02"})],
)  # fmt: skip
async def test_newer_and_older_ask_again_around_the_newest_cited_day(home, label, limits):
    given = {"outlet": "The Courier", "literal": True}
    [pressed], asked = await pressed_on(home, answered(home), label, ask_with=given)
    assert pressed.response.content.startswith(TEXT)
    assert not pressed.response.ephemeral
    again = asked[-1]
    assert {name: getattr(again, name) for name in limits} == limits
    assert (again.text, again.outlet, again.literal) == (QUESTION, "The Courier", True)
    assert f"Asked for: outlet The Courier · {'from' if label == 'Newer' else 'up to'} 2016" in (
        pressed.response.content
    )


async def test_asking_again_under_a_private_answer_stays_private(home):
    [pressed], _ = await pressed_on(home, answered(home), "Newer", ask_with={"private": True})
    assert pressed.response.ephemeral


async def test_a_double_press_asks_once(home):
    (first, second), asked = await pressed_on(home, answered(home), "Newer", "Newer")
    assert first.response.content.startswith(TEXT)
    assert second.response.content == UNDER_WAY
    assert second.response.ephemeral
    assert len(asked) == 2


async def test_an_answer_without_a_date_offers_no_newer_or_older(home):
    view = answer_view(found(citations=(citation(published=None),)))
    assert [item.item.label for item in view.children] == [
        "Quotes", "Verify", "Export", "Helpful", "Wrong citation", "Outdated",
    ]  # fmt: skip


async def test_where_no_dated_source_stands_there_is_nothing_newer(home):
    answer = answered(home)
    recalled = {answer.receipt: Recalled((), removed=(1,))}.get
    async with server(FakeChain(answer), home, recalled) as (_, channel, alice):
        asked = await alice.slash(channel, "ask", question=QUESTION)
        pressed = await alice.click(asked.response, label="Newer")
    assert pressed.response.content == UNDATED


async def test_verify_shows_how_each_citation_stands_today(home):
    [pressed], _ = await pressed_on(home, answered(home), "Verify")
    assert pressed.response.ephemeral
    assert pressed.response.content.endswith(
        f"\n**[1]** The Courier · 2016-11-03 · Bridge opens — still exact\n> {TEXT}"
    )


async def test_verify_quotes_nothing_of_an_article_that_was_removed(home):
    answer = answered(home)
    with opened(home) as archive:
        remove(archive, ["article1"])
    [pressed], _ = await pressed_on(home, answer, "Verify")
    assert pressed.response.content.endswith("**[1]** the article was removed")
    assert TEXT not in pressed.response.content


async def test_verify_shows_what_stands_there_now(home):
    answer = answered(home)
    shelve(home, made("article1", "The bridge opened on a Monday in May."))
    [pressed], _ = await pressed_on(home, answer, "Verify")
    assert "Bridge opens — the article has changed since" in pressed.response.content
    assert "> The bridge opened on a Monday in May." in pressed.response.content


async def test_export_gives_a_file_in_markdown_to_whoever_pressed(home):
    answer = answered(home)
    [pressed], _ = await pressed_on(home, answer, "Export")
    assert pressed.response.ephemeral
    assert pressed.response.content == EXPORTED
    [file] = pressed.response.attachments
    assert file.filename == f"dateline-{answer.receipt}.md"
    assert file.size > len(TEXT)


@pytest.mark.parametrize("label", list(LABELS.values()))
async def test_every_button_of_an_answer_whose_receipt_is_gone_says_so(home, label):
    answer = answered(home)
    with opened(home) as archive, archive.noting() as connection:
        connection.execute("delete from receipts")
    [pressed], asked = await pressed_on(home, answer, label)
    assert pressed.response.content == EXPIRED
    assert pressed.response.ephemeral
    assert len(asked) == 1


@pytest.mark.parametrize("label", ["Newer", "Helpful"])
async def test_a_button_works_after_a_restart(home, label):
    answer = answered(home)
    async with server(FakeChain(answer), home) as (env, channel, alice):
        asked = await alice.slash(channel, "ask", question=QUESTION)
        fresh = make_client(make_settings(home), FakeChain(answer), from_archive(home))
        await env.bot.close()  # as a process that is told to stop does, before the next begins
        await env.restart_bot(fresh)
        pressed = await alice.click(asked.response, label=label)
    assert pressed.response.content.startswith((TEXT, THANKS["helpful"]))


async def test_whoever_may_not_ask_there_may_not_press(home):
    async with server(FakeChain(answered(home)), home) as (env, channel, alice):
        asked = await alice.slash(channel, "ask", question=QUESTION)
        env.bot.rules = Rules(guilds=frozenset({GUILD}), roles=frozenset({5}))
        for label in ("Newer", "Helpful", "Export"):
            pressed = await alice.click(asked.response, label=label)
            assert "role" in pressed.response.content
            assert pressed.response.ephemeral
    with opened(home) as archive:
        assert reports(archive) == ()


async def test_a_press_that_discord_gave_up_on_ends_in_the_log(home, caplog):
    async with server(FakeChain(answered(home)), home) as (env, channel, alice):
        asked = await alice.slash(channel, "ask", question=QUESTION)
        env.inject_error("POST", "/interactions/*", status=404, code=10062, times=None)
        pressed = await alice.click(asked.response, label="Helpful")
    assert not pressed.acknowledged
    assert "could not be told about a failure" in caplog.text


async def test_a_refusal_has_no_buttons(home):
    async with server(FakeChain(refused()), home) as (_, channel, alice):
        asked = await alice.slash(channel, "ask", question=QUESTION)
    assert asked.response.components == []

"""`dateline bot --check`: what is in place, and what to do about the rest, from REST alone."""

import discord
import pytest

from bot.discord_app.gateway.lifecycle import NOT_SET, REFUSED
from bot.discord_app.gateway.preflight import check_setup, lines, worst
from retrieval import factory
from support.discord_double import Double, _json, discord_double
from support.discord_fakes import GUILD, make_settings
from support.discord_payloads import (
    APPLICATION,
    BOT,
    CHANNEL,
    FORUM,
    ROLE,
    application,
    guild,
    member,
    user,
)

pytestmark = pytest.mark.usefixtures("restored_logging")
NEEDED = 274878008320


@pytest.fixture
def archive(home, tmp_path):
    (tmp_path / "one.txt").write_text("The bridge opened on Monday in heavy rain.\n")
    factory.index(make_settings(home), [tmp_path / "one.txt"])


@pytest.fixture
def discord_server(monkeypatch):
    """What the double answers to the questions of a check."""
    stated = {"permissions": NEEDED, "flags": 0, "starts": 997}
    me = {**member(user(BOT, "dateline", bot=True)), "roles": [str(ROLE)]}
    before = Double._answer

    def server():
        whole = guild()
        for role in whole["roles"]:
            role["permissions"] = str(stated["permissions"])
        return whole

    def answer(double, call):
        known = {
            "/gateway/bot": {
                "url": "wss://gateway.example",
                "shards": 1,
                "session_start_limit": {
                    "total": 1000, "remaining": stated["starts"],
                    "reset_after": 1, "max_concurrency": 1,
                },
            },
            "/oauth2/applications/@me": {**application(), "flags": stated["flags"]},
            f"/guilds/{GUILD}": server(),
            f"/guilds/{GUILD}/channels": server()["channels"],
            f"/guilds/{GUILD}/members/{BOT}": me,
        }  # fmt: skip
        if call.path.startswith("/guilds/") and call.path not in known:
            return _json({"message": "Missing Access", "code": 50001}, status=403)
        return _json(known[call.path]) if call.path in known else before(double, call)

    monkeypatch.setattr(Double, "_answer", answer)
    return stated


async def checked(home, **values):
    async with discord_double() as double:
        findings = await check_setup(make_settings(home, **values))
        assert not double.heard
    return findings


@pytest.mark.usefixtures("archive")
async def test_all_is_well_and_the_invitation_names_exactly_what_is_needed(home, discord_server):
    findings = await checked(home, discord_channels=frozenset({CHANNEL}))
    text = lines(findings)
    assert worst(findings) == 0
    assert "The token is accepted; the bot is dateline" in text
    assert "997 starts are left" in text
    assert "The message content intent is off" in text
    assert "In channel #news of Desk the bot has every permission it needs." in text
    assert f"client_id={APPLICATION}" in text
    assert f"permissions={NEEDED}" in text
    assert "scope=bot+applications.commands" in text
    assert f"The archive in {home} holds 1 article." in text


@pytest.mark.usefixtures("archive")
async def test_a_missing_permission_is_named_with_its_place(home, discord_server):  # item 15
    discord_server["permissions"] = NEEDED & ~discord.Permissions(attach_files=True).value
    for channels, place in (({CHANNEL}, "channel #news of Desk"), ((), "server Desk")):
        findings = await checked(home, discord_channels=frozenset(channels))
        assert f"wrong  In {place} the bot lacks: Attach Files. Grant it there." in lines(findings)
        assert worst(findings) == 78


@pytest.mark.usefixtures("archive")
async def test_servers_and_channels_out_of_reach_are_named(home, discord_server):
    values = {"discord_guilds": frozenset({GUILD, 5}), "discord_channels": frozenset({6})}
    findings = await checked(home, **values)
    assert "wrong  The bot is not in server 5." in lines(findings)
    assert "wrong  Channel 6 of DATELINE_DISCORD_CHANNELS" in lines(findings)
    assert worst(findings) == 78


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    ("forums", "channels", "told"),
    [
        ({FORUM}, (), None),
        ({FORUM}, {CHANNEL, FORUM}, None),
        ({FORUM}, {CHANNEL}, f"{FORUM} of DATELINE_DISCORD_FORUMS is not in DATELINE_DISCORD_CH"),
        ({CHANNEL}, (), f"{CHANNEL} of DATELINE_DISCORD_FORUMS is no forum: #news is another"),
        ({6}, (), "6 of DATELINE_DISCORD_FORUMS is in none of the allowed servers"),
    ],
)
async def test_a_forum_whose_posts_would_get_no_answer_is_named(
    home, discord_server, forums, channels, told
):
    discord_server["flags"] = 1 << 18
    named = {"discord_forums": frozenset(forums), "discord_channels": frozenset(channels)}
    findings = await checked(home, **named)
    assert [each.text[: len(told or "")] for each in findings if each.code] == [told] * bool(told)


@pytest.mark.usefixtures("archive")
async def test_no_start_left_and_an_intent_too_many_are_said(home, discord_server):
    discord_server |= {"starts": 0, "flags": 1 << 19}
    text = lines(await checked(home))
    assert "wrong  Discord allows no more starts today." in text
    assert "The message content intent is on; Dateline does not use it" in text


async def test_a_missing_or_empty_archive_is_a_note_and_no_fault(home, discord_server):
    for _ in range(2):
        findings = await checked(home)
        assert worst(findings) == 0
        assert lines(findings).splitlines()[-1].startswith(f"note   The archive in {home} is empty")
        factory.open_archive(make_settings(home), create=True).close()


async def test_an_archive_that_can_not_be_used_ends_with_its_exit_code(home, discord_server):
    home.mkdir()
    (home / "archive.sqlite").write_bytes(b"no archive" * 500)
    findings = await checked(home)
    assert worst(findings) == 5
    assert lines(findings).splitlines()[-1].startswith("wrong  ")


async def test_a_refused_token_and_no_network_are_told_beside_the_archive(home, monkeypatch):
    async with discord_double(refuse_login=True):
        refused, archive = await check_setup(make_settings(home))
    assert (refused.text, refused.code) == (REFUSED, 78)
    monkeypatch.setattr(discord.http.Route, "BASE", "http://127.0.0.1:9/api/v10")
    unreachable, again = await check_setup(make_settings(home))
    assert unreachable.text.startswith("Discord can't be reached: ")
    assert unreachable.code == 1
    assert archive == again


async def test_what_is_not_set_is_told_without_asking_discord(home):
    missing, _ = await check_setup(make_settings(home, DISCORD_TOKEN=None))
    assert (missing.text, missing.code) == (NOT_SET, 78)

"""The audit log: a line for what was done, nothing secret in it, no questions unless wanted."""

import json
import os
import stat

import discord
import pytest

from bot.discord_app.access.audit_log import FILE, OLDER_FILES, AuditLog
from bot.discord_app.access.callers import Caller
from retrieval.errors import ArchiveMissing
from support.discord_archive import article, shelve
from support.discord_fakes import GUILD, FakeChain, found, server

PLACE = Caller(guild=1, channel=2, person=3)
QUESTION = "When did the bridge open?"


def lines(home):
    return [json.loads(line) for line in (home / FILE).read_text("utf-8").splitlines()]


def test_a_line_holds_who_where_what_and_how_it_ended(tmp_path):
    audit = AuditLog(tmp_path / "home" / FILE)
    audit.note(PLACE, "answer", "found", began=0.0, question=QUESTION, receipt="r1")
    audit.close()
    [line] = lines(tmp_path / "home")
    assert line.pop("time").endswith("+00:00")
    assert line.pop("ms") >= 0
    assert line == {
        "guild": 1, "channel": 2, "person": 3, "via": "command",
        "action": "answer", "outcome": "found", "receipt": "r1",
    }  # fmt: skip


def test_questions_stand_in_it_only_where_the_operator_says_so(tmp_path):
    for name, wanted in (("with", True), ("without", False)):
        audit = AuditLog(tmp_path / name / FILE, questions=wanted)
        audit.note(PLACE, "answer", "found", question=QUESTION)
        audit.close()
        assert (QUESTION in (tmp_path / name / FILE).read_text("utf-8")) is wanted


def test_a_secret_in_a_question_is_left_out_of_it(tmp_path):
    audit = AuditLog(tmp_path / FILE, questions=True)
    token = "MTExMTExMTExMTExMTExMTEx.GaBcDe.abcdefghijklmnopqrstuvwxyz0123456789ab"
    audit.note(PLACE, "answer", "found", question=f"my key is {token} 100%")
    audit.close()
    [line] = lines(tmp_path)
    assert line["question"] == "my key is [redacted] 100%"


def test_a_full_file_makes_room_and_the_newest_lines_stay_in_order(tmp_path):
    audit = AuditLog(tmp_path / FILE, most_bytes=600)
    for number in range(100):
        audit.note(PLACE, "answer", str(number))
    audit.close()
    files = sorted(tmp_path.glob(f"{FILE}*"))
    assert len(files) == OLDER_FILES + 1
    assert all(path.stat().st_size <= 600 for path in files)
    assert lines(tmp_path)[-1]["outcome"] == "99"


@pytest.mark.skipif(os.name == "nt", reason="no such permissions")
def test_only_its_owner_may_read_it(tmp_path):
    audit = AuditLog(tmp_path / FILE)
    audit.note(PLACE, "answer", "found")
    audit.close()
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_a_log_that_can_not_be_written_is_told_once_and_stops_nothing(tmp_path, caplog):
    (tmp_path / "file").write_text("in the way")
    audit = AuditLog(tmp_path / "file" / FILE)
    audit.note(PLACE, "answer", "found")
    audit.note(PLACE, "answer", "found")
    audit.close()
    audit.note(PLACE, "answer", "too late")
    assert caplog.text.count("can't be written") == 1


async def test_an_answer_and_its_command_are_noted(home):
    async with server(FakeChain(found()), home) as (env, channel, alice):
        await alice.slash(channel, "ask", question=QUESTION)
        env.bot.audit.close()
    noted = {(line["action"], line["outcome"]): line for line in lines(home)}
    assert set(noted) == {("answer", "found"), ("ask", "done")}
    answer = noted["answer", "found"]
    assert (answer["guild"], answer["person"]) == (GUILD, alice.id)
    assert answer["receipt"] == "receipt-1"


async def test_refusals_and_failures_are_noted(home):  # item 22
    chain = FakeChain(ArchiveMissing("Nothing has been indexed."))
    async with server(chain, home) as (env, channel, alice):
        await alice.slash(channel, "ask", question=QUESTION)
        assert len(env.errors) == 1
        env.errors.clear()
        env.bot.rules = type(env.bot.rules)(guilds=frozenset())
        await alice.slash(channel, "ask", question=QUESTION)
        env.bot.audit.close()
    outcomes = [(line["action"], line["outcome"]) for line in lines(home)]
    assert ("answer", "ArchiveMissing") in outcomes
    assert ("ask", "failed") in outcomes
    assert ("ask", "refused") in outcomes
    assert len(chain.asked) == 1


async def test_a_change_is_noted_once_with_what_was_changed(home):
    shelve(home, article("a001"))
    async with server(FakeChain(found()), home) as (env, channel, _):
        manager = env.guild.create_role("m", permissions=discord.Permissions(manage_guild=True))
        boss = env.guild.add_member(env.create_user("boss"), roles=[manager])
        await boss.slash(channel, "feeds add", url="https://courier.example/feed")
        asked = await boss.slash(channel, "remove", article="a001")
        await boss.click(asked.response, label="Remove it")
        env.bot.audit.close()
    noted = [(each["action"], each["outcome"], each.get("sources"), each.get("article"))
             for each in lines(home)]  # fmt: skip
    assert noted == [
        ("feeds add", "done", ["https://courier.example/feed"], None),
        ("remove", "to be confirmed", None, None),
        ("dateline:remove", "pressed", None, None),
        ("remove", "done", None, "a001"),
    ]

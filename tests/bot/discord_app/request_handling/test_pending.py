"""A process that dies in the middle of an answer leaves no "thinking..." behind."""

import json
import time

import pytest

from bot.discord_app.access.callbacks import Callback
from bot.discord_app.gateway.client import DatelineClient
from bot.discord_app.request_handling.pending import FILE, LOST, PendingQuestions, lost_in
from support.discord_double import TOKEN, connected, discord_double
from support.discord_fakes import FakeChain, found, make_settings, recall_of
from support.discord_payloads import APPLICATION, CHANNEL, slash


def begun(key, **values):
    return json.dumps({"key": key, "channel": 1, "since": 1000.0, **values})


@pytest.mark.parametrize(
    ("lines", "keys"),
    [
        ([begun("a"), begun("b"), '{"ended": "a"}'], ["b"]),
        ([begun("a"), begun("a")], ["a"]),
        ([begun("a", since=1.0), begun("b", since=5000.0)], []),
        ([begun("a", since="1000"), begun("b"), begun("c", since=None)], ["b"]),
        (["{", "7", "[]", '{"key": 1, "odd": 2}', '{"ended": "x"}'], []),
        ([], []),
    ],
)
def test_what_was_begun_lately_and_not_ended_is_lost(lines, keys):
    assert [callback.key for callback in lost_in(lines, 1010.0)] == keys


def test_the_file_is_empty_when_nobody_waits_and_shows_no_token_in_the_log(home):
    pending = PendingQuestions(home / FILE)
    one, other = Callback("a", 1, 2, "secret", since=1.0), Callback("b", 1, message=3)
    pending.begin(one)
    pending.begin(other)
    pending.end(one)
    pending.end(other)
    pending.close()
    assert (home / FILE).read_text() == ""
    assert (home / FILE).stat().st_mode & 0o077 == 0
    assert "secret" not in repr(one)


async def test_the_next_process_apologises_for_what_the_last_one_left(home):  # item 20
    home.mkdir()
    now = time.time()
    lines = [
        begun("1", application=APPLICATION, token="left-over", since=now - 60),
        begun("2", channel=CHANNEL, message=77, since=now - 60),
        begun("3", application=APPLICATION, token="too-old", since=now - 1000),
    ]
    (home / FILE).write_text("\n".join(lines) + "\n")
    async with connected(home, FakeChain(found())) as (double, _):
        [edit] = await double.called(
            "PATCH", "/webhooks/830000000000000001/left-over/messages/@original"
        )
        [sent] = await double.called("POST", f"/channels/{CHANNEL}/messages")
        assert not [call for call in double.calls if "too-old" in call.path]
    assert edit.body["content"] == LOST
    assert sent.body["content"] == LOST
    assert sent.body["message_reference"]["message_id"] == 77
    assert not (home / FILE).exists()


async def test_what_can_not_be_read_or_told_keeps_nobody_else_from_being_told(home):
    home.mkdir()
    now = time.time()
    odd = begun("1", application="none", token=7, since=now)
    told = begun("2", channel=CHANNEL, message=77, since=now)
    (home / FILE).write_bytes(b"\xff\n" + f"{odd}\n{told}\n".encode() + b'{"key": "\xd0')
    async with connected(home, FakeChain(found())) as (double, client):
        [sent] = await double.called("POST", f"/channels/{CHANNEL}/messages")
        await client._apology
    assert sent.body["content"] == LOST


async def test_a_question_under_way_stands_in_the_file_until_it_is_answered(home):
    chain = FakeChain(found(), delay=0.05)
    async with connected(home, chain) as (double, client):
        await double.dispatch("INTERACTION_CREATE", slash(31, question="When?"))
        await double.called("POST", "/callback")
        await chain.begun.wait()
        client.pending._writing.submit(int).result()
        [line] = (home / FILE).read_text().splitlines()
        await double.called("PATCH", "/messages/@original")
        await client.close()
    assert json.loads(line)["token"] == "interaction-31"
    assert (home / FILE).read_text() == ""


async def test_what_can_not_be_told_any_more_does_not_keep_the_bot_from_starting(home):
    home.mkdir()
    line = begun("1", application=APPLICATION, token="gone", since=time.time())
    (home / FILE).write_text(line)
    async with discord_double(limited={"/gone/messages/@original": 0.01}) as double:
        client = DatelineClient(make_settings(home), FakeChain(found()), recall_of())
        async with client:
            await client.login(TOKEN)
            await double.called("GET", "/gone/messages/@original", count=2)
            await double.called("PATCH", "/gone/messages/@original")


async def test_an_answer_that_came_just_before_the_end_is_left_as_it_stands(home):
    home.mkdir()
    now = time.time()
    lines = [
        begun("1", application=APPLICATION, token="told", since=now),
        begun("2", channel=CHANNEL, message=77, since=now),
    ]
    (home / FILE).write_text("\n".join(lines) + "\n")
    async with discord_double(answered=("told",)) as double:
        client = DatelineClient(make_settings(home), FakeChain(found()), recall_of())
        async with client:
            await client.login(TOKEN)
            await double.called("GET", "/told/messages/@original")
            await double.called("POST", f"/channels/{CHANNEL}/messages")
    assert not [call for call in double.calls if call.method == "PATCH"]

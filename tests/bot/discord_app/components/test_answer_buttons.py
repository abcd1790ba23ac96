"""The buttons under an answer: asking again, reports, verifying, exporting."""

import re
from dataclasses import replace

import pytest

from bot.discord_app.commands.ask_commands import HELP
from bot.discord_app.commands.button_actions import (
    COUNTED,
    EXPIRED,
    EXPORTED,
    NARROW,
    NO_CITATION,
    SAID,
    THANKS,
    UNDATED,
    _form,
)
from bot.discord_app.components.answer_buttons import ANSWERED, LABELS, answer_view
from bot.discord_app.components.persistent_button import UNDER_WAY
from bot.discord_app.render.messages import changed_words, removed_words, text_post
from retrieval.archive.indexing import remove
from retrieval.archive.reader_feedback import reports
from retrieval.archive.watches import WatchLimits, watches
from retrieval.messages import LANGUAGES, gettext, speaking
from retrieval.receipts.receipts import keep_receipt
from retrieval.types import Recalled
from support.answers import EXTRACTIVE
from support.discord_archive import (
    QUESTION,
    TEXT,
    answered,
    article,
    from_archive,
    labels,
    opened,
    shelve,
)
from support.discord_fakes import FakeChain, citation, found, refused, server


async def pressed_on(home, answer, *labels, options=None, ask_with=None):
    """What the asker of one question sees on pressing each button in turn, and what was asked."""
    chain = FakeChain(answer)
    async with server(chain, home, from_archive(home), **(options or {})) as (_, channel, alice):
        asked = await alice.slash(channel, "ask", question=QUESTION, **(ask_with or {}))
        last = [asked.response, *asked.followups][-1]
        pressed = [await alice.click(last, label=label) for label in labels]
    return pressed, chain.asked


async def test_a_vote_is_stored_once_a_person_and_a_second_press_is_met_politely(home):
    answer = answered(home)
    (first, second), _ = await pressed_on(home, answer, "👍", "👍")
    assert first.response.content == THANKS["helpful"]
    assert second.response.content == SAID
    assert first.response.ephemeral
    assert second.response.ephemeral
    with opened(home) as archive:
        [kept] = reports(archive)
    assert (kept.receipt, kept.kind, kept.readers) == (answer.receipt, "helpful", 1)


async def test_a_vote_against_asks_what_is_wrong_and_takes_the_place_of_the_one_before(home):
    async with server(FakeChain(answered(home)), home) as (_, channel, alice):
        asked = await alice.slash(channel, "ask", question=QUESTION)
        await alice.click(asked.response, label="👍")
        form = await alice.click(asked.response, label="👎")
        told = {"citation": "1", "wrong": "It opened\nin May.", "right": ""}
        sent = await alice.submit_modal(form, told)
    assert sent.response.content == THANKS["wrong citation"]
    assert sent.response.ephemeral
    with opened(home) as archive:
        [kept] = reports(archive)
    assert (kept.kind, kept.readers) == ("wrong citation", 1)
    assert kept.remarks == ("quotation: 1; wrong: It opened in May.",)


def quoted_twice(home):
    """An answer of three sentences, the first two of one article, with its receipt."""
    texts = ("It opened.", "It cost two million.", "It rained.")
    made = {"a": article("a", " ".join(texts[:2])), "b": article("b", texts[2])}
    shelve(home, *made.values())
    cited = tuple(
        citation(n, text, article=one.id, hash=one.hash, url=None,
                 start=one.text.index(text), end=one.text.index(text) + len(text))
        for n, (text, one) in enumerate(zip(texts, map(made.get, "aab"), strict=True), start=1)
    )  # fmt: skip
    with opened(home) as archive:
        return keep_receipt(archive, found(*texts, citations=cited, receipt=None))


@pytest.mark.parametrize(
    ("named", "kind", "remark"),
    [("1", "wrong citation", "quotation: 1, 2; wrong: No."),
     ("[2]", "wrong citation", "quotation: 3; wrong: No."),
     ("1 and 2", "wrong citation", "quotation: 1, 2, 3; wrong: No."),
     ("3", "wrong", "citation: 3; wrong: No."),
     ("1, 9", "wrong", "citation: 1, 9; wrong: No."),
     ("abc", "wrong", "citation: abc; wrong: No."),
     ("", "wrong", "wrong: No.")],
)  # fmt: skip
async def test_a_wrong_citation_is_kept_by_the_numbers_of_its_quotations_in_the_receipt(
    home, named, kind, remark
):
    async with server(FakeChain(quoted_twice(home)), home, from_archive(home)) as (_, there, alice):
        asked = await alice.slash(there, "ask", question=QUESTION)
        form = await alice.click(asked.response, label="👎")
        sent = await alice.submit_modal(form, {"citation": named, "wrong": "No.", "right": ""})
    # Whoever named a number that the answer does not have can still name the right one.
    unknown = kind == "wrong" and named
    told = f" {NO_CITATION.format(number=named)}" if unknown else ""
    assert sent.response.content == THANKS[kind] + told
    with opened(home) as archive:
        [kept] = reports(archive)
    assert (kept.kind, kept.remarks) == (kind, (remark,))


async def test_of_an_answer_that_is_gone_nothing_is_said_of_its_citations(home):
    answer = answered(home)
    async with server(FakeChain(answer), home, from_archive(home)) as (_, channel, alice):
        asked = await alice.slash(channel, "ask", question=QUESTION)
        form = await alice.click(asked.response, label="👎")
        with opened(home) as archive, archive.noting() as connection:
            connection.execute("delete from receipts")
        sent = await alice.submit_modal(form, {"citation": "7", "wrong": "No.", "right": ""})
    assert sent.response.content == EXPIRED


async def test_a_vote_against_counts_with_its_form_sent_empty(home):
    async with server(FakeChain(answered(home)), home, from_archive(home)) as (_, channel, alice):
        asked = await alice.slash(channel, "ask", question=QUESTION)
        empty = {"citation": "", "wrong": "", "right": ""}
        form = await alice.click(asked.response, label="👎")
        first = await alice.submit_modal(form, empty)
        again = await alice.submit_modal(await alice.click(asked.response, label="👎"), empty)
    assert first.response.content == COUNTED
    assert again.response.content == SAID
    with opened(home) as archive:
        [kept] = reports(archive)
    assert (kept.kind, kept.readers, kept.remarks) == ("wrong", 1, ())


async def test_two_people_who_say_the_same_are_counted_as_two(home):
    async with server(FakeChain(answered(home)), home) as (env, channel, alice):
        bob = env.guild.add_member(env.create_user("bob"))
        asked = await alice.slash(channel, "ask", question=QUESTION)
        for person in (alice, bob):
            await person.click(asked.response, label="👍")
    with opened(home) as archive:
        assert [one.readers for one in reports(archive)] == [2]


async def narrowed(home, *labels, ask_with=None):
    """What stands after Narrow and each further button in turn, and what the chain was asked."""
    chain = FakeChain(answered(home))
    async with server(chain, home, from_archive(home)) as (_, channel, alice):
        asked = await alice.slash(channel, "ask", question=QUESTION, **(ask_with or {}))
        opened_up = await alice.click(asked.response, label="Narrow")
        pressed = [await alice.click(opened_up.response, label=label) for label in labels]
    return opened_up, pressed, chain.asked


@pytest.mark.parametrize(
    ("label", "limits"),
    [("Newer", {"since": "2016-11-04", "until": None}),
     ("Older", {"since": None, "until": "2016-11-02"})],
)  # fmt: skip
async def test_newer_and_older_ask_again_in_private_around_the_newest_cited_day(
    home, label, limits
):
    given = {"outlet": "The Courier", "literal": True}
    narrow, [pressed], asked = await narrowed(home, label, ask_with=given)
    assert narrow.response.ephemeral
    assert f"\n\n{TEXT}" in pressed.response.content
    assert pressed.response.ephemeral
    again = asked[-1]
    assert {name: getattr(again, name) for name in limits} == limits
    assert (again.text, again.outlet, again.literal) == (QUESTION, "The Courier", True)
    told = "since 4 November 2016" if label == "Newer" else "until 2 November 2016"
    assert f"Asked for: outlet The Courier · {told}" in pressed.response.content
    assert narrow.response.content.startswith(NARROW)
    assert "is from 3 November 2016." in narrow.response.content


async def test_a_double_press_asks_once(home):
    _, (first, second), asked = await narrowed(home, "Newer", "Newer")
    assert TEXT in first.response.content
    assert second.response.content == UNDER_WAY
    assert second.response.ephemeral
    assert len(asked) == 2


async def test_a_private_answer_can_be_shared_and_a_public_one_need_not_be(home):
    async with server(FakeChain(answered(home)), home) as (_, channel, alice):
        private = await alice.slash(channel, "ask", question=QUESTION, private=True)
        public = await alice.slash(channel, "ask", question=QUESTION)
        shared = await alice.click(private.response, label="Share")
    assert labels(public.response) == [*ANSWERED.values(), "Read [1]"]
    assert labels(private.response) == [*ANSWERED.values(), "Read [1]", "Share"]
    assert not shared.response.ephemeral
    assert labels(shared.response) == [*ANSWERED.values(), "Read [1]"]


REFUSAL = "Not in the archive. I searched 5 articles."


def refused_with_receipt(home, **values):
    shelve(home, article("article1"))
    near = (citation(url=None, article="article1", hash=article("article1").hash, end=len(TEXT)),)
    with opened(home) as archive:
        return keep_receipt(archive, refused(REFUSAL, nearest=near, **values))


async def test_a_refusal_says_its_receipt_and_can_be_watched_and_contradicted(home):
    answer = refused_with_receipt(home)
    async with server(FakeChain(answer), home, from_archive(home)) as (_, channel, alice):
        asked = await alice.slash(channel, "ask", question=QUESTION)
        form = await alice.click(asked.response, label="It is in the archive")
        told = await alice.submit_modal(form, {"where": "Bridge opens, May"})
        watched = await alice.click(asked.response, label="Watch this")
    assert asked.response.content.endswith(f"-# receipt {answer.receipt}")
    assert labels(asked.response) == ["It is in the archive", "Watch this", "Read [1]"]
    assert told.response.content == THANKS["in the archive"]
    assert "is saved" in watched.followups[0].content
    with opened(home) as archive:
        [kept] = reports(archive)
        [watch] = watches(archive)
    assert (kept.kind, kept.remarks) == ("in the archive", ("Bridge opens, May",))
    assert (watch.question, watch.channel) == (QUESTION, channel.id)


async def test_a_watch_keeps_the_limits_of_its_question_and_all_of_a_long_one(home):
    answer, long = refused_with_receipt(home), "When did the bridge open? " + "It is long. " * 90
    with opened(home) as archive:
        answer = keep_receipt(archive, replace(answer, asked=long, question=long))
    async with server(FakeChain(answer), home, from_archive(home)) as (_, channel, alice):
        told = {"outlet": "The Courier", "since": "2016-01-01"}
        asked = await alice.slash(channel, "ask", question=long, **told)
        watched = await alice.click(asked.response, label="Watch this")
    assert "… · outlet The Courier · since 1 January 2016\n" in watched.followups[0].content
    with opened(home) as archive:
        [watch] = watches(archive)
    assert watch.question == " ".join(long.split())
    assert watch.limits == WatchLimits(**told)


async def test_a_refused_question_can_be_asked_without_its_limits(home):
    chain = FakeChain(refused_with_receipt(home))
    async with server(chain, home, from_archive(home)) as (_, channel, alice):
        asked = await alice.slash(channel, "ask", question=QUESTION, since="2016-01-01")
        without = await alice.click(asked.response, label="Ask without limits")
    assert "Ask without limits" not in labels(without.response)
    first, again = chain.asked
    assert (first.since, first.literal) == ("2016-01-01", False)
    assert (again.text, again.since, again.literal) == (QUESTION, None, True)


async def test_what_was_asked_in_private_is_asked_without_limits_in_private(home):
    chain = FakeChain(refused_with_receipt(home))
    async with server(chain, home, from_archive(home)) as (_, channel, alice):
        told = {"question": QUESTION, "since": "2016-01-01", "private": True}
        asked = await alice.slash(channel, "ask", **told)
        without = await alice.click(asked.response, label="Ask without limits")
        assert channel.history() == []
    assert without.response.ephemeral
    assert [one.private for one in chain.asked] == [True, True]


async def test_a_comparison_without_its_limits_is_a_question_to_every_outlet(home):
    chain = FakeChain(refused_with_receipt(home))
    async with server(chain, home, from_archive(home)) as (_, channel, alice):
        told = {"topic": "the bridge", "outlet_a": "The Courier", "outlet_b": "Amber Post"}
        asked = await alice.slash(channel, "compare", **told)
        await alice.click(asked.response, label="Ask without limits")
    assert (chain.asked[1].form, chain.asked[1].outlets) == ("answer", ())


async def test_where_no_dated_source_stands_there_is_nothing_newer(home):
    answer = answered(home)
    stands = [Recalled(answer.citations), Recalled((), removed=(1,)), Recalled((), removed=(1,))]
    recall = lambda _: stands.pop(0)  # noqa: E731 - one a press
    async with server(FakeChain(answer), home, recall) as (_, channel, alice):
        asked = await alice.slash(channel, "ask", question=QUESTION)
        narrow = await alice.click(asked.response, label="Narrow")
        pressed = await alice.click(narrow.response, label="Newer")
        undated = await alice.click(asked.response, label="Narrow")
    assert pressed.response.content == UNDATED
    assert labels(undated.response) == ["Other limits"]
    assert undated.response.content == NARROW


async def test_sources_show_what_stands_there_now_and_nothing_of_a_removed_article(home):
    answer = answered(home)
    async with server(FakeChain(answer), home, from_archive(home)) as (env, channel, alice):
        bob = env.guild.add_member(env.create_user("bob"))
        asked = await alice.slash(channel, "ask", question=QUESTION)
        shelve(home, article("article1", "The bridge opened on a Monday in May."))
        changed = await alice.click(asked.response, label="Sources")
        with opened(home) as archive:
            remove(archive, ["article1"])
        removed = await bob.click(asked.response, label="Sources")
    assert changed.response.content == (
        f"**[1]** {changed_words()} Nearest to it now:\n> The bridge opened on a Monday in May."
    )
    assert removed.response.content == f"**[1]** {removed_words()}"


async def test_export_gives_a_file_in_markdown_to_whoever_pressed(home):
    answer = answered(home)
    [pressed], _ = await pressed_on(home, answer, "Export")
    assert pressed.response.ephemeral
    assert pressed.response.content == EXPORTED
    [file] = pressed.response.attachments
    assert file.filename == f"dateline-{answer.receipt}.md"
    assert file.size > len(TEXT)


async def test_the_exported_file_has_the_numbers_of_the_message(home):
    async with server(FakeChain(quoted_twice(home)), home, from_archive(home)) as (_, there, alice):
        asked = await alice.slash(there, "ask", question=QUESTION)
        pressed = await alice.click(asked.response, label="Export")
        [file] = pressed.response.attachments
        text = (await file.read()).decode()
    shown = re.findall(r"^\*\*\[(\d+)\]\*\* ", asked.response.content, re.MULTILINE)
    assert shown == ["1", "2"]
    assert re.findall(r"^(\d+)\. ", text, re.MULTILINE) == shown


@pytest.mark.parametrize("label", ["Sources", "👍", "Export"])
async def test_every_button_of_an_answer_whose_receipt_is_gone_says_so(home, label):
    answer = answered(home)
    with opened(home) as archive, archive.noting() as connection:
        connection.execute("delete from receipts")
    [pressed], asked = await pressed_on(home, answer, label)
    assert pressed.response.content == EXPIRED
    assert pressed.response.ephemeral
    assert len(asked) == 1


async def test_a_refusal_has_no_buttons(home):
    async with server(FakeChain(refused()), home) as (_, channel, alice):
        asked = await alice.slash(channel, "ask", question=QUESTION)
    assert asked.response.components == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_stands_on_buttons_and_forms_is_as_short_as_discord_wants_it(
    language: str,
) -> None:
    with speaking(language):
        assert all(len(gettext(label)) <= 80 for label in LABELS.values())
        for does in ("wrong", "held", "limits"):
            form = _form(does, "abcd2345")
            assert len(form.title) <= 45
            assert all(len(box.label or "") <= 45 for box in form.children)
        assert len(text_post(HELP).pages) == 1


async def test_the_buttons_of_a_russian_answer_are_russian() -> None:
    view = answer_view(replace(EXTRACTIVE, language="ru", receipt="abcd2345"))
    assert view is not None
    labels = [button.item.label for button in view.children]
    assert labels[0] == "Источники"

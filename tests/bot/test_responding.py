"""What each line of a conversation leads to."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.conversation import Conversation, Reply
from bot.conversation_limits import MOST_OUTLETS
from bot.render import answer_text, plain_text
from bot.responding import COMMANDS, respond_to_line
from retrieval.errors import UsageError
from retrieval.types import Answer, Question
from support.answers import ARTICLE, EXTRACTIVE, FERRIES, HELP, REFUSAL, FakeCore


def after(*lines: str, fake: FakeCore | None = None) -> Reply:
    """The reply to the last of `lines`."""
    core, reply = (fake or FakeCore()).core, Reply(Conversation())
    for line in lines:
        reply = respond_to_line(line, reply.conversation, core)
    return reply


def text(*lines: str, fake: FakeCore | None = None) -> str:
    return plain_text(after(*lines, fake=fake).lines)


def test_a_question_is_answered() -> None:
    fake = FakeCore()
    assert text("  When do ferries run?\n", fake=fake) == answer_text(EXTRACTIVE)
    assert fake.asked == [Question("When do ferries run?")]


@pytest.mark.parametrize("line", ["", "   ", "\n", "\t"])
def test_an_empty_line_does_nothing(line: str) -> None:
    fake = FakeCore()
    assert after(line, fake=fake) == Reply(Conversation())
    assert not fake.asked


@pytest.mark.parametrize("line", ["/quit", "/exit", "exit", "quit", "Quit", " /QUIT "])
def test_words_that_leave(line: str) -> None:
    assert after(line).leave


@pytest.mark.parametrize(
    ("line", "asked"), [("//etc/passwd?", "/etc/passwd?"), ("///", "//"), ("a /help", "a /help")]
)
def test_a_question_may_hold_slashes(line: str, asked: str) -> None:
    fake = FakeCore()
    after(line, fake=fake)
    assert [question.text for question in fake.asked] == [asked]


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("/sorces", "Did you mean /sources? "),
        ("/asof 2015-06-04", "Did you mean /as-of? "),
        ("/xyzzy", ""),
        ("/", ""),
    ],
)
def test_an_unknown_command_gets_the_nearest_one(line: str, hint: str) -> None:
    name = line.split()[0]
    with pytest.raises(UsageError) as caught:
        after(line)
    assert str(caught.value) == f"There is no command {name}. {hint}/help lists them."


def test_help_names_every_command() -> None:
    said = text("/help")
    assert all(f"/{name}" in said for name in COMMANDS)
    assert max(map(len, said.splitlines())) <= 80
    assert all("  " in line for line in said.splitlines())


def test_the_help_is_set_in_where_a_row_takes_two() -> None:
    assert len({len(line.mark) for line in after("/help").lines}) == 1


def test_evidence_stands_under_each_sentence_in_its_article() -> None:
    said = plain_text(after("When?", "/evidence").lines)
    for number, statement in enumerate(EXTRACTIVE.statements, start=1):
        assert statement.text in said
        alone = plain_text(after("When?", f"/evidence {number}").lines)
        assert alone.startswith(statement.text)
    assert said.count(">>") == sum(len(one.citations) for one in EXTRACTIVE.statements)


def test_evidence_of_what_was_not_said_is_refused() -> None:
    with pytest.raises(UsageError, match="number of a sentence"):
        after("When?", "/evidence 99")
    with pytest.raises(UsageError, match="no sentences"):
        after("When?", "/evidence", fake=FakeCore([REFUSAL]))


def test_evidence_is_never_shown_of_an_article_that_has_gone() -> None:
    with pytest.raises(UsageError, match="no longer"):
        after("When?", "/evidence", fake=FakeCore(articles=()))


@pytest.mark.parametrize("name", ["Harbor Gazete", "gazette", "harbour"])
def test_an_unknown_outlet_gets_the_nearest_one(name: str) -> None:
    with pytest.raises(UsageError, match=r"Did you mean Harbour Gazette\?"):
        after(f"/outlet {name}")


def test_an_outlet_like_no_other_is_refused() -> None:
    with pytest.raises(UsageError) as caught:
        after("/outlet Zzz")
    assert str(caught.value) == (
        "The archive has no outlet called Zzz. It has Harbour Gazette, 北方通讯社. "
        "No limit is set: questions search everything."
    )


def test_of_many_outlets_a_few_are_named_and_of_none_none() -> None:
    many = tuple(replace(ARTICLE, outlet=f"Paper {n:02}") for n in range(MOST_OUTLETS + 2))
    with pytest.raises(UsageError, match=r"It has Paper 00, .*, Paper 07 and 2 more\. No"):
        after("/outlet Zzz", fake=FakeCore(articles=many))
    with pytest.raises(UsageError, match="names none at all"):
        after("/outlet Zzz", fake=FakeCore(articles=(replace(ARTICLE, outlet=None),)))


def test_an_outlet_is_known_without_its_accents_and_dots() -> None:
    fake = FakeCore(articles=(replace(ARTICLE, outlet="L'Écho-Soir"),))
    assert after("/outlet l echo soir", fake=fake).conversation.outlet == "L'Écho-Soir"


def test_sources_shows_all_quotations_of_the_last_answer() -> None:
    said = text("Question?", "/sources")
    assert said.startswith("Sources\n[1] Harbour Gazette")
    assert f"“{FERRIES}”" in said


def test_the_sources_of_a_refusal_are_its_nearest_quotations() -> None:
    said = text("Question?", "/sources", fake=FakeCore([REFUSAL]))
    assert said.startswith("The closest the archive comes\n[1] Harbour Gazette")
    assert "articles/ferries.md" in said


@pytest.mark.parametrize("argument", ["1", "[1]", "1."])
def test_show_marks_a_quotation_in_its_article(argument: str) -> None:
    assert f">>{FERRIES}<< Fares stay as they are." in text("Question?", f"/show {argument}")


def test_show_reaches_the_nearest_quotations_of_a_refusal() -> None:
    said = text("Question?", "/show 2", fake=FakeCore([REFUSAL]))
    assert ">>Fares rose by 5 percent.<< Nobody was pleased." in said


def test_show_needs_no_number_where_there_is_one_source() -> None:
    single = replace(EXTRACTIVE, citations=EXTRACTIVE.citations[:1])
    assert f">>{FERRIES}<<" in text("Question?", "/show", fake=FakeCore([single]))


def test_show_of_one_source_does_not_ask_for_a_span_of_numbers() -> None:
    single = replace(EXTRACTIVE, citations=EXTRACTIVE.citations[:1])
    with pytest.raises(UsageError, match="has one source"):
        after("Question?", "/show 2", fake=FakeCore([single]))


@pytest.mark.parametrize("argument", ["", "0", "3", "-1", "one", "²", "9" * 5000])
def test_show_asks_for_a_number_that_exists(argument: str) -> None:
    with pytest.raises(UsageError, match="from 1 to 2"):
        after("Question?", f"/show {argument}")


def test_show_never_shows_an_article_that_has_changed_or_gone() -> None:
    changed = FakeCore(articles=(replace(ARTICLE, hash="other"),))
    with pytest.raises(UsageError, match="has changed"):
        after("Question?", "/show 1", fake=changed)
    with pytest.raises(UsageError, match="no longer in the archive"):
        after("Question?", "/show 1", fake=FakeCore(articles=()))


@pytest.mark.parametrize("line", ["/show 1", "/sources"])
@pytest.mark.parametrize("answer", [HELP, replace(REFUSAL, nearest=())])
def test_an_answer_that_quotes_nothing_has_no_sources(line: str, answer: Answer) -> None:
    with pytest.raises(UsageError, match="no sources"):
        after("Question?", line, fake=FakeCore([answer]))


def test_json_is_the_last_answer_on_one_line() -> None:
    said = text("Question?", "/json")
    assert json.loads(said)["receipt"] == "r-5d41"
    assert "\n" not in said


@pytest.mark.parametrize("line", ["/sources", "/show 1", "/json"])
def test_commands_about_the_last_answer_need_one(line: str) -> None:
    with pytest.raises(UsageError, match="no answer yet"):
        after(line)


PRESS = (replace(ARTICLE, outlet="Press, Port"), replace(ARTICLE, outlet="Press, Poti"))


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("/compare Gazette, Courier: ferries", ("Gazette", "Courier")),
        ("/compare Press, Port, press poti: ferries", ("Press, Port", "press poti")),
        ("/compare press, poti , , Courier: ferries", ("press, poti", "Courier")),
    ],
)
def test_outlets_are_compared_also_where_a_comma_stands_in_a_name(
    line: str, named: tuple[str, ...]
) -> None:
    fake = FakeCore(articles=PRESS)
    after(line, fake=fake)
    assert fake.asked[-1] == Question("ferries", form="compare", outlets=named)


def test_one_outlet_with_a_comma_in_its_name_is_one() -> None:
    with pytest.raises(UsageError, match="/compare OUTLET, OUTLET: TOPIC"):
        after("/compare Press, Port: ferries", fake=FakeCore(articles=PRESS))


def test_a_comparison_is_within_the_dates_but_not_within_one_outlet() -> None:
    fake = FakeCore()
    after("/outlet Harbour Gazette", "/since 2015", "/compare A, B: ferries", fake=fake)
    assert fake.asked[-1] == Question(
        "ferries", since="2015-01-01", form="compare", outlets=("A", "B")
    )


def test_a_refusal_under_a_limit_says_how_to_take_it_off() -> None:
    told = "/until by itself takes the limit away."
    assert text("/until 2015", "Who?", fake=FakeCore([REFUSAL])).endswith(f"\n{told}")
    assert told not in text("/until 2015", "Who?")
    assert told not in text("Who?", fake=FakeCore([REFUSAL]))
    russian = FakeCore([replace(REFUSAL, language="ru")])
    assert text("/until 2015", "Кто?", fake=russian).endswith(
        "/until без значения снимает ограничение."
    )

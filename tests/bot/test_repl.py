"""The conversation's two ends: a pipe, and a prompt."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session, get_app
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from bot import repl
from bot.render import answer_text
from retrieval.errors import ArchiveMissing, DatelineError
from retrieval.types import ArticleListing
from support.answers import ARTICLE, EXTRACTIVE, MODEL, REFUSAL, UNDATED, FakeCore

pytestmark = pytest.mark.slow

MISSING = "There is no archive here yet. Make one with: dateline index PATH"


# Through a pipe


def piped(lines: str, fake: FakeCore, home: Path) -> tuple[int, str]:
    console = Console(file=io.StringIO(), width=40)
    code = repl.run(
        fake.ask, fake.listings, home, article=fake.article, stdin=io.StringIO(lines),
        console=console,
    )  # fmt: skip
    assert isinstance(console.file, io.StringIO)
    return code, console.file.getvalue()


def test_each_piped_line_is_answered_plainly_to_the_end(tmp_path: Path) -> None:
    fake = FakeCore([EXTRACTIVE, REFUSAL])
    code, said = piped("One?\n\nTwo?", fake, tmp_path)
    assert code == 0
    assert said == f"{answer_text(EXTRACTIVE)}\n\n{answer_text(REFUSAL)}\n\n"
    assert [question.text for question in fake.asked] == ["One?", "Two?"]


def test_a_pipe_leaves_no_history(tmp_path: Path) -> None:
    piped("One?\n", FakeCore(), tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_pipe_can_be_left_early(tmp_path: Path) -> None:
    fake = FakeCore()
    assert piped("/quit\nOne?\n", fake, tmp_path) == (0, "")
    assert not fake.asked


def test_a_byte_order_mark_is_no_part_of_a_question(tmp_path: Path) -> None:
    fake = FakeCore()
    piped("\ufeffOne?\n", fake, tmp_path)
    assert fake.asked[0].text == "One?"


def test_an_error_is_one_line_and_the_next_question_is_answered(tmp_path: Path) -> None:
    fake = FakeCore([ArchiveMissing(MISSING + "\x1b[2J"), EXTRACTIVE])
    code, said = piped("One?\nTwo?\n", fake, tmp_path)
    assert code == 0
    assert said == f"{MISSING}\\x1b[2J\n\n{answer_text(EXTRACTIVE)}\n\n"
    assert fake.asked[1].earlier == ()


def test_a_bug_is_logged_and_told_in_a_fixed_line(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    fake = FakeCore([ValueError("the inside"), EXTRACTIVE])
    with caplog.at_level(logging.ERROR):
        _, said = piped("One?\nTwo?\n", fake, tmp_path)
    assert said == f"{repl.FAILED}\n\n{answer_text(EXTRACTIVE)}\n\n"
    assert "ValueError: the inside" in caplog.text


def test_ctrl_c_ends_a_pipe(tmp_path: Path) -> None:
    fake = FakeCore([KeyboardInterrupt()])
    assert piped("One?\nTwo?\n", fake, tmp_path)[0] == repl.INTERRUPTED
    assert len(fake.asked) == 1


def test_bytes_that_are_no_utf8_are_read_all_the_same(tmp_path: Path) -> None:
    fake = FakeCore()
    stdin = io.TextIOWrapper(io.BytesIO(b"caf\xe9?\nTwo?\n"), "utf-8")
    console = Console(file=io.StringIO())
    assert repl.run(
        fake.ask, fake.listings, tmp_path, article=fake.article, stdin=stdin, console=console
    ) == 0  # fmt: skip
    assert [question.text for question in fake.asked] == ["caf\ufffd?", "Two?"]


# At a prompt


class Terminal(io.StringIO):
    """Stands for standard input on a terminal; prompt_toolkit reads the pipe instead."""

    def isatty(self) -> bool:
        return True


@contextmanager
def keyboard(keys: str) -> Iterator[None]:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(keys)
        yield


def typed(keys: str, fake: FakeCore, home: Path) -> tuple[int, str]:
    console = Console(file=io.StringIO(), force_terminal=True, color_system=None, width=200)
    with keyboard(keys):
        code = repl.run(
            fake.ask, fake.listings, home, article=fake.article, stdin=Terminal(), console=console
        )
    assert isinstance(console.file, io.StringIO)
    return code, console.file.getvalue()


def clock_of(*seconds: float) -> Callable[[], float]:
    times = iter(seconds)
    return lambda: next(times)


def pressed(keys: str, *seconds: float, home: Path) -> tuple[int, str]:
    """What Ctrl-C, pressed at these times, leads to."""
    console = Console(file=io.StringIO(), force_terminal=True, color_system=None, width=200)
    with keyboard(keys):
        code = repl.converse(FakeCore().core, home, console, clock_of(*seconds))
    assert isinstance(console.file, io.StringIO)
    return code, console.file.getvalue()


def test_a_typed_question_is_answered_and_ctrl_d_leaves_with_0(tmp_path: Path) -> None:
    code, said = typed("When?\r\x04", FakeCore(), tmp_path)
    assert code == 0
    assert answer_text(EXTRACTIVE) in said


def test_what_is_to_be_loaded_behind_the_prompt_is_told_once_it_stands(tmp_path: Path) -> None:
    console = Console(file=io.StringIO(), force_terminal=True, color_system=None, width=200)
    prompts: list[bool] = []
    with keyboard("When?\r\x04"):
        repl.converse(
            FakeCore().core,
            tmp_path,
            console,
            prompted=lambda: prompts.append(get_app().is_running),
        )
    assert prompts
    assert all(prompts)


def test_quit_leaves_with_0(tmp_path: Path) -> None:
    assert typed("/quit\r", FakeCore(), tmp_path)[0] == 0


def test_alt_enter_breaks_the_line_and_enter_sends_both(tmp_path: Path) -> None:
    fake = FakeCore()
    typed("One\x1b\rtwo?\r\x04", fake, tmp_path)
    assert [question.text for question in fake.asked] == ["One\ntwo?"]


def test_a_pasted_text_of_several_lines_is_one_question(tmp_path: Path) -> None:
    fake = FakeCore()
    typed("\x1b[200~One\ntwo?\x1b[201~\r\x04", fake, tmp_path)
    assert [question.text for question in fake.asked] == ["One\ntwo?"]


def test_ctrl_c_cancels_an_answer_and_keeps_the_conversation(tmp_path: Path) -> None:
    fake = FakeCore([MODEL, KeyboardInterrupt(), EXTRACTIVE])
    code, said = typed("One?\rTwo?\rThree?\r\x04", fake, tmp_path)
    assert code == 0
    assert "Cancelled." in said
    assert fake.asked[2].earlier == (MODEL,)


def test_ctrl_c_at_the_prompt_clears_the_line(tmp_path: Path) -> None:
    fake = FakeCore()
    code, _ = typed("half a quest\x03Whole?\r\x04", fake, tmp_path)
    assert code == 0
    assert [question.text for question in fake.asked] == ["Whole?"]


def test_ctrl_c_twice_within_two_seconds_leaves(tmp_path: Path) -> None:
    code, said = pressed("\x03\x03", 10.0, 11.9, home=tmp_path)
    assert code == repl.INTERRUPTED
    assert said.count("Press Ctrl-C again to leave.") == 1


def test_ctrl_c_twice_at_leisure_stays(tmp_path: Path) -> None:
    code, said = pressed("\x03\x03\x04", 10.0, 12.1, home=tmp_path)
    assert code == 0
    assert said.count("Press Ctrl-C again to leave.") == 2


def test_ctrl_c_on_a_second_line_typed_in_haste_only_clears_it(tmp_path: Path) -> None:
    assert pressed("one\x03two\x03\x04", 10.0, 11.0, home=tmp_path)[0] == 0


@pytest.mark.parametrize("error", [ArchiveMissing(MISSING), DatelineError(MISSING)])
def test_an_error_at_the_prompt_is_one_line(tmp_path: Path, error: DatelineError) -> None:
    code, said = typed("One?\rTwo?\r\x04", FakeCore([error, EXTRACTIVE]), tmp_path)
    assert code == 0
    assert said.count(MISSING) == 1
    assert answer_text(EXTRACTIVE) in said


def test_the_history_is_the_owners_alone_and_skips_lines_with_a_leading_blank(
    tmp_path: Path,
) -> None:
    home = tmp_path / "new" / "home"
    typed("One?\r secret?\r\x04", FakeCore(), home)
    path = home / "history"
    assert path.stat().st_mode & 0o777 == 0o600
    assert "+One?" in path.read_text()
    assert "secret" not in path.read_text()


def test_an_open_history_file_is_closed_to_others(tmp_path: Path) -> None:
    path = tmp_path / "history"
    path.write_text("")
    path.chmod(0o644)
    typed("\x04", FakeCore(), tmp_path)
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_last_conversations_questions_come_back_with_the_up_arrow(tmp_path: Path) -> None:
    typed("One?\r\x04", FakeCore(), tmp_path)
    fake = FakeCore()
    typed("\x1b[A\r\x04", fake, tmp_path)
    assert [question.text for question in fake.asked] == ["One?"]


def test_a_folder_that_takes_no_history_costs_no_question(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where the folder would be")
    fake = FakeCore()
    assert typed("One?\r\x04", fake, tmp_path / "home")[0] == 0
    assert len(fake.asked) == 1


def test_half_a_character_in_a_question_is_no_fault_of_the_history(tmp_path: Path) -> None:
    history = repl._history(tmp_path)
    history.append_string("half \ud83d")
    assert "half ?" in (tmp_path / "history").read_text()


def completions(line: str, fake: FakeCore) -> list[str]:
    completer = repl._Completion(fake.core)
    found = completer.get_completions(Document(line), CompleteEvent())
    return [line[: len(line) + one.start_position] + one.text for one in found]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("/s", ["/sources", "/show", "/since"]),
        ("/AS", ["/as-of"]),
        ("/outlet GAZ", ["/outlet Harbour Gazette"]),
        ("/outlet 北", ["/outlet 北方通讯社"]),
        ("/outlet xyz", []),
        ("/compare gaz", ["/compare Harbour Gazette"]),
        ("/compare Harbour Gazette, 北", ["/compare Harbour Gazette, 北方通讯社"]),
        (
            "/compare Harbour Gazette, ",
            ["/compare Harbour Gazette, Harbour Gazette", "/compare Harbour Gazette, 北方通讯社"],
        ),
        ("/compare A, B: gaz", []),
        ("/since 2", []),
        ("When ", []),
        ("", []),
        ("//s", []),
    ],
)
def test_commands_and_outlets_are_completed_and_questions_are_not(
    line: str, found: list[str]
) -> None:
    assert completions(line, FakeCore()) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("/compare Press, Po", ["/compare Press, Port", "/compare Press, Poti"]),
        ("/compare Press, Port", ["/compare Press, Port"]),
        ("/compare Press, Port, press, pot", ["/compare Press, Port, Press, Poti"]),
        ("/compare Press, Port, pot", ["/compare Press, Port, Press, Poti"]),
    ],
)
def test_an_outlet_with_a_comma_in_its_name_is_completed_whole(line: str, found: list[str]) -> None:
    named = (replace(ARTICLE, outlet="Press, Port"), replace(UNDATED, outlet="Press, Poti"))
    assert completions(line, FakeCore(articles=named)) == found


def test_an_archive_that_lists_nothing_breaks_no_completion() -> None:
    def listings() -> list[ArticleListing]:
        raise ArchiveMissing(MISSING)

    completer = repl._Completion(replace(FakeCore().core, listings=listings))
    assert not list(completer.get_completions(Document("/outlet a"), CompleteEvent()))


def test_only_who_comes_for_the_first_time_is_told_what_is_held(tmp_path: Path) -> None:
    _, first = typed("When?\r\x04", FakeCore(), tmp_path)
    assert "2 articles" in first
    assert "What is the newest article?" in first
    _, later = typed("\x04", FakeCore(), tmp_path)
    assert "2 articles" not in later
    assert "/help" in later


def test_an_archive_that_is_missing_costs_a_newcomer_nothing(tmp_path: Path) -> None:
    def listings() -> list[ArticleListing]:
        raise ArchiveMissing(MISSING)

    console = Console(file=io.StringIO(), force_terminal=True, color_system=None, width=200)
    with keyboard("\x04"):
        assert repl.converse(replace(FakeCore().core, listings=listings), tmp_path, console) == 0

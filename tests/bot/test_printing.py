"""On the screen: what a terminal, a narrow one and a pipe get of the same lines."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from bot.printing import print_lines, show, show_answer
from bot.render import Line, answer_lines, answer_text
from bot.text import without_controls
from retrieval.types import Answer, Citation, Statement
from support.answers import (
    ANY_TEXT,
    ARTICLE,
    EXTRACTIVE,
    FERRIES,
    HELP,
    REFUSAL,
    UNDATED,
    cite,
)

HOSTILE = "\x1b]52;c;aGk=\x07\x1b[2J\x9b31m\x00\r\u202e\u200b\ufeff[red]x[/red]"


def console(width: int = 80, *, terminal: bool = True) -> Console:
    return Console(
        file=StringIO(), width=width, force_terminal=terminal, color_system=None, markup=False
    )


def printed(screen: Console) -> str:
    assert isinstance(screen.file, StringIO)
    return screen.file.getvalue()


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """Any answer with consistent citation numbers, and anything in its texts."""
    count = draw(st.integers(1, 12))
    field = st.none() | ANY_TEXT
    citations = tuple(
        Citation(
            number, "id", draw(ANY_TEXT), draw(field), draw(field), draw(field), draw(field),
            draw(field), "hash", 0, 1, draw(ANY_TEXT),
        )
        for number in range(1, count + 1)
    )  # fmt: skip
    statements = tuple(Statement(draw(ANY_TEXT), (number,)) for number in range(1, count + 1))
    notes = tuple(draw(st.lists(ANY_TEXT, max_size=2)))
    return replace(EXTRACTIVE, statements=statements, citations=citations, notes=notes)


@settings(deadline=None)
@given(answers(), st.booleans())
def test_every_citation_is_shown_and_no_control_is(answer: Answer, terminal: bool) -> None:
    screen = console(40, terminal=terminal)
    print_lines(answer_lines(answer), screen)
    for text in (answer_text(answer), printed(screen)):
        assert all(f"[{citation.number}]" in text for citation in answer.citations)
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)


def test_markup_in_an_article_is_text() -> None:
    screen = console()
    print_lines(answer_lines(replace(REFUSAL, text=HOSTILE + ":smile:", nearest=())), screen)
    assert printed(screen).strip() == without_controls(HOSTILE) + ":smile:"


@pytest.mark.parametrize("width", [24, 40, 80, 133])
def test_a_terminal_gets_lines_no_wider_than_itself(width: int) -> None:
    wide = replace(UNDATED, text="渡轮将从周一起每小时一班。" * 20, url=None)
    screen = console(width)
    near = (cite(1, wide, wide.text), cite(2, ARTICLE, FERRIES))
    print_lines(answer_lines(replace(REFUSAL, nearest=near)), screen)
    assert max(map(cell_len, printed(screen).splitlines())) <= width


def test_words_are_not_cut_at_the_terminals_edge() -> None:
    screen = console(30)
    print_lines(answer_lines(EXTRACTIVE), screen)
    assert printed(screen).startswith("Ferries to Orlin will run\nhourly from Monday, the\n")


def test_a_source_that_takes_two_rows_is_set_in_by_its_number() -> None:
    screen = console(40)
    print_lines(answer_lines(EXTRACTIVE), screen)
    assert "[1] Harbour Gazette · 4 June 2015 ·\n    Hourly ferries to Orlin\n" in printed(screen)


def test_an_address_is_never_broken() -> None:
    screen = console(40)
    print_lines(answer_lines(EXTRACTIVE), screen)
    assert f"    {UNDATED.url}\n" in printed(screen)


def test_a_pipe_gets_paragraphs_unbroken_and_without_styles() -> None:
    screen = Console(file=StringIO(), width=40)
    print_lines(answer_lines(EXTRACTIVE), screen)
    assert printed(screen) == answer_text(EXTRACTIVE) + "\n"


def test_styles_reach_a_terminal() -> None:
    screen = Console(file=StringIO(), force_terminal=True, color_system="standard")
    print_lines([Line((("loud", "bold"),))], screen)
    assert printed(screen) == "\x1b[1mloud\x1b[0m\n"


class Pipe(io.TextIOWrapper):
    """Standard output as a file, or as a terminal."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__(io.BytesIO(), "utf-8", newline="")
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal

    def text(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode()  # type: ignore[attr-defined]


@pytest.mark.parametrize("terminal", [True, False])
def test_only_a_terminal_gets_styles_and_broken_lines(
    monkeypatch: pytest.MonkeyPatch, *, terminal: bool
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "40")
    out = Pipe(terminal=terminal)
    monkeypatch.setattr(sys, "stdout", out)
    show([Line((("loud " * 20, "bold"),))])
    assert ("\x1b[1m" in out.text()) == terminal
    assert (out.text().count("\n") > 1) == terminal


def test_nothing_is_no_line(capsys: pytest.CaptureFixture[str]) -> None:
    show([])
    assert capsys.readouterr().out == ""


def test_an_answer_and_a_refusal_end_differently(capsys: pytest.CaptureFixture[str]) -> None:
    assert show_answer(EXTRACTIVE, as_json=False) == 0
    assert capsys.readouterr().out == answer_text(EXTRACTIVE) + "\n"
    assert show_answer(REFUSAL, as_json=True) == 3
    assert capsys.readouterr().out.startswith('{"v":1,')
    assert show_answer(HELP, as_json=False) == 0
    assert show_answer(replace(EXTRACTIVE, verdict="contradicted"), as_json=False) == 0
    assert show_answer(replace(EXTRACTIVE, verdict="not in the archive"), as_json=False) == 3


@pytest.mark.slow
def test_a_pipe_does_not_wait_for_rich() -> None:
    code = (
        "import sys; from bot.printing import show; from bot.render import Line\n"
        'show([Line((("said", "bold"),))]); print(\'rich\' in sys.modules)'
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "said\nFalse\n"


def test_a_source_is_a_link_that_opens_at_the_quotation_on_a_terminal_alone() -> None:
    linked = replace(EXTRACTIVE.citations[0], url="https://gazette.example/a?b=1")
    answer = replace(EXTRACTIVE, citations=(linked, *EXTRACTIVE.citations[1:]))
    console = Console(file=io.StringIO(), force_terminal=True, color_system="standard", width=400)
    print_lines(answer_lines(answer), console)
    # ESC ] 8 ; id=1;https://gazette.example/a#:~:text=words ESC \\
    links = re.findall(r"\x1b\]8;[^;]*;([^\x1b]+)\x1b", console.file.getvalue())
    assert links[0].startswith("https://gazette.example/a?b=1#:~:text=")
    assert all("#:~:text=" in one for one in links)
    assert "\x1b]8" not in answer_text(answer)

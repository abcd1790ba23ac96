"""Rendering: what people and programs are shown of answers, passages and articles."""

from __future__ import annotations

import re
from dataclasses import replace
from io import StringIO

import pytest
from answers import (
    ANY_TEXT,
    ARTICLE,
    EXTRACTIVE,
    FARES,
    FERRIES,
    MODEL,
    REFUSAL,
    UNDATED,
    cite,
    passage,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from bot.render import (
    NEAREST,
    PRINTERS,
    Line,
    answer_text,
    context_lines,
    passage_lines,
    plain,
    print_answer,
    print_lines,
    printers,
    source_lines,
    visible,
    where_line,
)
from retrieval.types import Answer, Citation, Copy, Statement

HOSTILE = "\x1b]52;c;aGk=\x07\x1b[2J\x9b31m\x00\r\u202e\u200b\ufeff[red]x[/red]"


def console(width: int = 80, *, terminal: bool = True) -> Console:
    return Console(
        file=StringIO(), width=width, force_terminal=terminal, color_system=None, markup=False
    )


def printed(screen: Console) -> str:
    assert isinstance(screen.file, StringIO)
    return screen.file.getvalue()


# Answers as text


def test_an_extractive_answer_says_each_quotation_once() -> None:
    assert answer_text(EXTRACTIVE) == (
        "Ferries to Orlin will run hourly from Monday, the council said. [1]\n"
        "\n"
        "Fares rose by 5 percent. [2]\n"
        "\n"
        "Sources\n"
        "[1] Harbour Gazette · 4 June 2015 · Hourly ferries to Orlin\n"
        "    articles/ferries.md · 3f2a9c41 · characters 518\u2013581\n"
        "[2] 北方通讯社 · 4 June (year not stated) · Fares rise\n"
        "    wire.jsonl#12 · 77b0d2e8 · characters 0\u201324\n"
        "    https://example.test/fares/2015/a-long-address?with=a&query=string\n"
        "\n"
        "Receipt r-5d41"
    )


def copy(outlet: str | None, source: str = "copy.txt") -> Copy:
    return Copy("c0ffee00", source, None, outlet, None, None, None)


def test_a_source_says_who_else_printed_it_each_once() -> None:
    copies = (copy("The Mast"), copy("Harbour Gazette"), copy("The Mast"), copy(None, "x\x1b.txt"))
    cited = replace(EXTRACTIVE.citations[0], copies=copies)
    text = answer_text(replace(EXTRACTIVE, citations=(cited, EXTRACTIVE.citations[1])))
    assert (
        "[1] Harbour Gazette · 4 June 2015 · Hourly ferries to Orlin\n"
        "    also printed by The Mast, x\\x1b.txt\n"
        "    articles/ferries.md"
    ) in text
    assert text.count("also printed") == 1
    found = replace(passage(ARTICLE), copies=copies)
    assert "    also printed by The Mast, x\\x1b.txt\n" in plain(passage_lines([found]))


@pytest.mark.parametrize(
    ("count", "ending"), [(PRINTERS, "P4"), (PRINTERS + 1, "P5"), (PRINTERS + 3, "P4, 3 more")]
)
def test_of_many_who_printed_it_a_few_are_named(count: int, ending: str) -> None:
    cited = replace(cite(1, ARTICLE, FERRIES), copies=tuple(copy(f"P{n}") for n in range(count)))
    assert ", ".join(printers(cited)).endswith(ending)


def test_a_models_answer_shows_the_quotations_behind_its_words_and_its_notes() -> None:
    lines = answer_text(MODEL).splitlines()
    assert lines[0] == "Orlin's ferries go every hour from Monday. [1]"
    assert lines[2] == "Fares are up 5 percent. [1][2]"
    assert f"    “{FERRIES}”" in lines
    assert f"    “{FARES}”" in lines
    assert lines[-1] == "Read as: What do ferries to Orlin cost?"


def test_a_quotation_broken_over_lines_still_counts_as_said() -> None:
    broken = replace(cite(1, ARTICLE, FERRIES), quote=FERRIES.replace(" hourly ", "\nhourly\n"))
    answer = replace(EXTRACTIVE, citations=(broken, EXTRACTIVE.citations[1]))
    assert "“" not in answer_text(answer)


def test_the_words_of_another_statement_do_not_hide_a_quotation() -> None:
    crossed = (Statement(FERRIES, (2,)), Statement(FARES, (1,)))
    assert f"“{FERRIES}”" in answer_text(replace(EXTRACTIVE, statements=crossed))


def test_all_quotations_are_shown_when_asked_for() -> None:
    text = plain(source_lines(EXTRACTIVE, quotes=True))
    assert f"“{FERRIES}”" in text
    assert f"“{FARES}”" in text


def test_a_refusal_shows_its_text_and_the_nearest_passages() -> None:
    assert answer_text(REFUSAL) == (
        "The archive does not say. I searched 2 articles, 4 June 2015 and one undated.\n"
        "\n"
        "Nearest passages\n"
        "1. Harbour Gazette · 4 June 2015 · Hourly ferries to Orlin\n"
        "    “GENEVA, June 4. The harbour council met on Thursday. It heard reports on dredging, "
        "on the winter timetable and on the new cranes. It heard reports on…”\n"
        "2. 北方通讯社 · 4 June (year not stated) · Fares rise\n"
        "    “Fares rose by 5 percent. Nobody was pleased.”"
    )


def test_a_refusal_shows_only_the_nearest_few_passages() -> None:
    text = answer_text(replace(REFUSAL, passages=(passage(UNDATED),) * (NEAREST + 3)))
    assert text.count("Fares rise") == NEAREST


def test_a_refusal_without_passages_is_its_text_alone() -> None:
    assert answer_text(replace(REFUSAL, passages=())) == REFUSAL.text


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
    print_answer(answer, screen)
    for text in (answer_text(answer), printed(screen)):
        assert all(f"[{citation.number}]" in text for citation in answer.citations)
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)


def test_markup_in_an_article_is_text() -> None:
    screen = console()
    print_answer(replace(REFUSAL, text=HOSTILE + ":smile:", passages=()), screen)
    assert printed(screen).strip() == visible(HOSTILE) + ":smile:"


@pytest.mark.parametrize("width", [24, 40, 80, 133])
def test_a_terminal_gets_lines_no_wider_than_itself(width: int) -> None:
    wide = replace(UNDATED, text="渡轮将从周一起每小时一班。" * 20, url=None)
    screen = console(width)
    answer = replace(REFUSAL, passages=(passage(wide), passage(ARTICLE)))
    print_answer(answer, screen)
    assert max(map(cell_len, printed(screen).splitlines())) <= width


def test_words_are_not_cut_at_the_terminals_edge() -> None:
    screen = console(30)
    print_answer(EXTRACTIVE, screen)
    assert printed(screen).startswith("Ferries to Orlin will run\nhourly from Monday, the\n")


def test_a_source_that_takes_two_rows_is_set_in_by_its_number() -> None:
    screen = console(40)
    print_answer(EXTRACTIVE, screen)
    assert "[1] Harbour Gazette · 4 June 2015 ·\n    Hourly ferries to Orlin\n" in printed(screen)


def test_an_address_is_never_broken() -> None:
    screen = console(40)
    print_answer(EXTRACTIVE, screen)
    assert f"    {UNDATED.url}\n" in printed(screen)


def test_a_pipe_gets_paragraphs_unbroken_and_without_styles() -> None:
    screen = Console(file=StringIO(), width=40)
    print_answer(EXTRACTIVE, screen)
    assert printed(screen) == answer_text(EXTRACTIVE) + "\n"


def test_styles_reach_a_terminal() -> None:
    screen = Console(file=StringIO(), force_terminal=True, color_system="standard")
    print_lines([Line((("loud", "bold"),))], screen)
    assert printed(screen) == "\x1b[1mloud\x1b[0m\n"


# Passages


def test_passages_are_numbered_and_say_where_they_lie() -> None:
    text = plain(passage_lines([passage(ARTICLE, 518, 581), passage(UNDATED)]))
    assert text == (
        "1. Harbour Gazette · 4 June 2015 · Hourly ferries to Orlin\n"
        f"    {FERRIES}\n"
        "    articles/ferries.md · 3f2a9c41 · characters 518\u2013581\n"
        "\n"
        "2. 北方通讯社 · 4 June (year not stated) · Fares rise\n"
        "    Fares rose by 5 percent. Nobody was pleased.\n"
        "    wire.jsonl#12 · 77b0d2e8 · characters 0\u201344\n"
        "    https://example.test/fares/2015/a-long-address?with=a&query=string"
    )


def test_no_passages_is_said_in_words() -> None:
    assert plain(passage_lines([])) == "No passage fits. Try other words, or fewer limits."


def test_a_quotation_is_marked_in_its_context() -> None:
    text = plain(context_lines(cite(1, ARTICLE, FERRIES), ARTICLE.text))
    assert f">>{FERRIES}<< Fares stay as they are." in text
    assert where_line(cite(1, ARTICLE, FERRIES)) in text
    assert len(text) < len(FERRIES) + 2 * 300 + 150


def test_a_quotation_at_the_edge_of_an_article_has_no_dots_there() -> None:
    text = plain(context_lines(cite(1, UNDATED, FARES), UNDATED.text))
    assert text.endswith(">>Fares rose by 5 percent.<< Nobody was pleased.")


@given(ANY_TEXT, st.data())
def test_any_span_can_be_shown_in_its_context(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    item = replace(cite(1, UNDATED, FARES), start=start, end=end)
    assert f">>{visible(text[start:end])}<<" in "".join(
        part for line in context_lines(item, text) for part, _ in line.parts
    )

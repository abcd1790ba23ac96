"""Rendering: what people and programs are shown of answers, passages and articles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.labels import closest
from bot.render import (
    PRINTERS,
    answer_text,
    is_refusal,
    nearest_lines,
    plain_text,
    printers,
    source_lines,
)
from bot.render_passages import passage_lines
from retrieval.messages import speaking
from retrieval.types import ClaimPart, Copy, Limits, Statement
from retrieval.types.answers import Verdict
from support.answers import (
    ARTICLE,
    EXTRACTIVE,
    FARES,
    FERRIES,
    HELP,
    MODEL,
    RECORDS,
    REFUSAL,
    UNDATED,
    cite,
    passage,
)

HOSTILE = "\x1b]52;c;aGk=\x07\x1b[2J\x9b31m\x00\r\u202e\u200b\ufeff[red]x[/red]"


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


def test_an_article_is_described_where_it_is_cited_first() -> None:
    citations = (
        cite(1, ARTICLE, FERRIES),
        cite(2, UNDATED, FARES),
        replace(cite(3, ARTICLE, FERRIES), page=2),
    )
    statements = (Statement(FERRIES, (1, 3)), Statement(FARES, (2,)))
    text = answer_text(replace(EXTRACTIVE, statements=statements, citations=citations))
    assert "[3] the same article as [1] · p. 2 · characters 518\u2013581\n" in text
    assert text.count("Hourly ferries to Orlin") == text.count("articles/ferries.md") == 1


def test_a_place_that_others_printed_too_is_described_by_itself() -> None:
    copied = replace(cite(2, ARTICLE, FERRIES), copies=(copy("The Mast"),))
    text = answer_text(replace(EXTRACTIVE, citations=(cite(1, ARTICLE, FERRIES), copied)))
    assert "[2] Harbour Gazette" in text
    assert "also printed by The Mast" in text


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
    assert "    also printed by The Mast, x\\x1b.txt\n" in plain_text(passage_lines([found]))


@pytest.mark.parametrize(
    ("printed", "language", "names"),
    [
        (copy(None, "/srv/archive/b.txt"), "en", "b.txt"),
        (replace(copy(None, "/srv/archive/b.txt"), title="Ferries"), "en", "“Ferries”"),
        (copy(None, "https://mast.example/b"), "en", "https://mast.example/b"),
        (copy("Вечерний маяк"), "ru", "«Вечерний маяк»"),
        (copy("Вечерний маяк"), "en", "Вечерний маяк"),
    ],
)
def test_no_folder_of_who_else_printed_it_is_shown(
    printed: Copy, language: str, names: str
) -> None:
    with speaking(language):
        assert printers(replace(cite(1, ARTICLE, FERRIES), copies=(printed,))) == names


@pytest.mark.parametrize(
    ("count", "ending"),
    [(PRINTERS, "P0, P1, P2"), (PRINTERS + 1, "P2, P3"), (PRINTERS + 3, "P2 and 3 more")],
)
def test_of_many_who_printed_it_a_few_are_named(count: int, ending: str) -> None:
    cited = replace(cite(1, ARTICLE, FERRIES), copies=tuple(copy(f"P{n}") for n in range(count)))
    assert printers(cited).endswith(ending)


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
    text = plain_text(source_lines(EXTRACTIVE, quotes=True))
    assert f"“{FERRIES}”" in text
    assert f"“{FARES}”" in text


def test_a_refusal_is_one_line_the_nearest_quotations_whole_and_one_line_of_notes() -> None:
    refusal = replace(REFUSAL, notes=("Read as: Who won?", "Nothing here mentions Orlo."))
    assert answer_text(replace(refusal, understood=("outlet: TASS",), receipt="r-1")) == (
        "Not in the archive. I searched 2 articles dated 4 June 2015 (1 undated).\n"
        "\n"
        "The closest the archive comes\n"
        f"[1] “{FERRIES}”\n"
        "    Harbour Gazette · 4 June 2015 · Hourly ferries to Orlin\n"
        f"[2] “{FARES}”\n"
        "    北方通讯社 · 4 June (year not stated) · Fares rise\n"
        "    https://example.test/fares/2015/a-long-address?with=a&query=string\n"
        "\n"
        "Understood: outlet: TASS · Read as: Who won? · Nothing here mentions Orlo. · Receipt r-1"
    )


def test_a_long_quotation_of_a_refusal_is_not_cut() -> None:
    near = replace(REFUSAL.nearest[0], quote="Ferries run, \nthe council said. " * 30)
    text = answer_text(replace(REFUSAL, nearest=(near,)))
    assert "“" + ("Ferries run, the council said. " * 30).strip() + "”" in text


def test_a_refusal_with_nothing_near_is_its_first_line_alone() -> None:
    text = f"{REFUSAL.text}\nNearest: something."
    assert answer_text(replace(REFUSAL, text=text, nearest=())) == REFUSAL.text


def test_the_nearest_quotations_can_be_shown_with_where_they_lie() -> None:
    assert plain_text(nearest_lines(REFUSAL)).startswith(
        "The closest the archive comes\n"
        "[1] Harbour Gazette · 4 June 2015 · Hourly ferries to Orlin\n"
        f"    “{FERRIES}”\n"
        "    articles/ferries.md · 3f2a9c41 · characters 518\u2013581\n"
    )


# Other modes


def test_help_is_its_text_in_its_own_lines_and_no_refusal() -> None:
    assert not is_refusal(HELP)
    assert not is_refusal(replace(HELP, found=False))
    assert answer_text(HELP) == HELP.text


def test_what_the_archive_knows_of_its_articles_is_said_with_their_sources() -> None:
    text = answer_text(RECORDS)
    assert text.startswith(f"2 articles tell of ferries.\n\n{FERRIES} [1]\n\nSources\n[1] Harbour")


@pytest.mark.parametrize(
    ("verdict", "said"), [("supported", "Supported by"), ("contradicted", "Contradicted: the")]
)
def test_a_claims_verdict_comes_first(verdict: Verdict, said: str) -> None:
    assert answer_text(replace(EXTRACTIVE, form="check", verdict=verdict)).startswith(said)


def test_each_sentence_of_a_claim_stands_below_the_verdict_of_the_whole() -> None:
    said = ClaimPart("Ferries run hourly.", "supported", (1,))
    parts = (said, ClaimPart("\x1b[2JIs\nit?", None, left_out="no statement"))
    each = "1. Supported: Ferries run hourly.\n2. Left out, it states nothing: \\x1b[2JIs it?\n\n"
    checked = replace(EXTRACTIVE, form="check", verdict="supported", parts=parts)
    assert answer_text(checked).startswith(f"Supported by the archive.\n{each}Ferries")
    partly = answer_text(replace(checked, verdict="not in the archive"))
    assert partly.startswith(f"Not all of this is in the archive.\n{each}")
    refused = answer_text(replace(REFUSAL, verdict="not in the archive", parts=parts))
    assert f".\n{each}{closest()}\n" in refused


def test_what_dateline_says_of_an_answer_is_in_its_askers_language() -> None:
    told = answer_text(replace(EXTRACTIVE, language="ru", understood=("издание: Any",)))
    assert "Источники" in told
    assert "Понято так: издание: Any" in told
    assert not {"Sources", "Understood", "Receipt"} & set(told.replace(":", " ").split())
    refused = answer_text(replace(REFUSAL, language="kk"))
    assert "Мұрағаттағы ең жақын жерлер" in refused


def test_the_limits_that_were_set_stand_below_an_answer_and_below_a_refusal() -> None:
    limits = Limits("A\x1bB", until="2015-12-31")
    told = r"Asked for: outlet A\x1bB · until 31 December 2015"
    assert told in answer_text(replace(EXTRACTIVE, limits=limits)).splitlines()
    assert told in answer_text(replace(REFUSAL, limits=limits)).splitlines()[-1].split(" · Rec")[0]
    assert "Asked for" not in answer_text(EXTRACTIVE)

"""`dateline feedback`: what readers said, for people and as lines of an evaluation file."""

import json

import pytest

from bot.cli import main
from retrieval.archive.reader_feedback import save_report
from retrieval.evaluation.questions import parse_line
from retrieval.factory import open_archive
from retrieval.settings import Settings
from retrieval.types import Question
from support.receipts import note


@pytest.fixture
def reported(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    answer = {
        "asked": "When?\x1b[2J",
        "question": "When?",
        "found": True,
        "citations": [{"source": "a.txt"}],
    }
    with open_archive(Settings(home=tmp_path / "home"), create=True) as archive:
        with archive.noting() as connection:
            connection.execute("insert into receipts values ('abcd', '', ?)", (json.dumps(answer),))
        note(archive, "abcd", Question("When?", outlet="TASS"))
        save_report(archive, "abcd", "helpful", "1")
        save_report(archive, "abcd", "wrong citation", "2")


def test_reports_are_listed_without_what_would_act_on_a_terminal(reported, capsys):
    assert main(["feedback"]) == 0
    shown = capsys.readouterr().out
    assert "abcd  helpful (1 reader)  When?\\x1b[2J" in shown
    assert shown.endswith("2 reports.\n")


def test_each_report_is_a_line_that_the_evaluation_reads(reported, capsys):
    assert main(["feedback", "--jsonl"]) == 0
    helpful, wrong = map(parse_line, capsys.readouterr().out.splitlines())
    assert (helpful.id, helpful.docs, helpful.ranked) == ("abcd-helpful", ("a.txt",), True)
    assert helpful.question.outlet == "TASS"
    assert (wrong.id, wrong.type, wrong.docs) == ("abcd-wrong-citation", "wrong citation", ())


def test_only_what_was_asked_for_is_listed(reported, capsys):
    assert main(["feedback", "--kind", "outdated"]) == 0
    assert capsys.readouterr().out == "No answer has been called outdated yet.\n"


@pytest.mark.parametrize("more", [["--jsonl"], ["--kind", "helpful"]])
def test_what_would_be_passed_over_beside_the_unanswered_is_refused(reported, capsys, more):
    assert main(["feedback", "--unanswered"]) == 0
    capsys.readouterr()
    assert main(["feedback", "--unanswered", *more]) == 2
    assert "leave --jsonl and --kind out" in capsys.readouterr().err

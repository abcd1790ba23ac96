"""The file of questions: what is read, what is refused, what a reader's report becomes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import UsageError
from retrieval.evaluation.questions import line_for_report, parse_line, read_questions
from retrieval.types import Question


def parsed(**line: object):  # type: ignore[no-untyped-def]
    return parse_line(json.dumps({"question": "Who?", **line}))


@pytest.mark.parametrize(
    ("line", "answers"),
    [
        ({"answer": "Orsk"}, ("Orsk",)),
        ({"answers": ["Orsk", "Lena Orsk"]}, ("Orsk", "Lena Orsk")),
        ({"answers": [["3 May", "May 3"], "2019"]}, ("3 May", "May 3", "2019")),
        ({"answers": [], "answer": "Orsk"}, ("Orsk",)),
    ],
)
def test_any_of_the_answers_may_be_given_in_any_form(line: dict, answers: tuple) -> None:  # type: ignore[type-arg]
    gold = parsed(**line)
    assert gold.answers == answers
    assert gold.answerable
    assert not gold.refuse


def test_with_all_a_right_answer_holds_one_form_of_each_item() -> None:
    gold = parsed(answers=["430", ["190", "no more than 190"]], all=True, wrong="400")
    assert gold.needed == (("430",), ("190", "no more than 190"))
    assert gold.answers == ("430", "190", "no more than 190")
    assert gold.wrong == ("400",)
    assert parsed(answers=["430", "190"]).needed == (("430", "190"),)


@pytest.mark.parametrize("line", [{"answer": None}, {"answers": None}, {"answers": []}])
def test_null_means_that_it_must_be_refused(line: dict) -> None:  # type: ignore[type-arg]
    assert parsed(**line).refuse
    assert not parsed(**line).answerable


def test_a_question_without_an_answer_key_is_neither_answerable_nor_to_be_refused() -> None:
    gold = parsed(docs=["a.md"])
    assert not gold.refuse
    assert not gold.answerable
    assert gold.ranked


def test_the_near_misses_of_a_question_to_be_refused_are_not_to_be_found() -> None:
    assert not parsed(answer=None, docs=["a.md"]).ranked
    assert parsed(answer=None, relevant=["a.md"]).ranked


def test_evidence_names_the_gold_articles_where_nothing_else_does() -> None:
    evidence = [{"doc_id": "a", "text": "x"}, {"doc_id": "b", "text": None}, {"doc_id": "a"}]
    gold = parsed(answer="x", evidence=evidence)
    assert gold.docs == ("a", "b")
    assert gold.evidence == ("x",)
    assert parsed(answer="x", evidence=evidence, docs="c").docs == ("c",)


@pytest.mark.parametrize("earlier", ["Who chairs it?", ["Who chairs it?"]])
def test_the_questions_before_it_are_one_or_a_list(earlier: object) -> None:
    line = {"question": "Since when?", "earlier": earlier}
    assert parse_line(json.dumps(line)).before == ("Who chairs it?",)


def test_limits_belong_to_the_question() -> None:
    gold = parse_line('{"question": "Who?", "outlet": "TASS", "as_of": "2015-06-04"}', k=3)
    assert gold.question == Question("Who?", outlet="TASS", as_of="2015-06-04", k=3)
    assert parsed(since="2015", until="2015-06").question == Question(
        "Who?", since="2015-01-01", until="2015-06-30", k=10
    )


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("[1]", "no JSON object"),
        ("{", "no JSON object"),
        ('{"id": "a"}', '"question"'),
        ('{"question": " ? "}', '"question"'),
        ('{"question": ["Who?"]}', '"question"'),
        ('{"question": "Who?", "answers": [1]}', '"answers"'),
        ('{"question": "Who?", "answer": " "}', '"answers"'),
        ('{"question": "Who?", "answers": [""]}', '"answers"'),
        ('{"question": "Who?", "answers": ["a"], "all": "yes"}', '"all"'),
        ('{"question": "Who?", "wrong": [3]}', '"wrong" must be a list of texts'),
        ('{"question": "Who?", "docs": [3]}', '"docs"'),
        ('{"question": "Who?", "evidence": ["x"]}', '"evidence"'),
        ('{"question": "Who?", "since": "June"}', "2015-06-04"),
        ('{"question": "Who?", "type": 3}', '"type"'),
    ],
)
def test_a_malformed_line_is_named_with_its_number(tmp_path: Path, line: str, why: str) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text(f'{{"question": "One?"}}\n\n{line}\n', "utf-8")
    with pytest.raises(UsageError, match="Line 3 of") as told:
        read_questions(file)
    assert why in str(told.value)


def test_an_id_may_stand_once_and_is_the_lines_number_where_there_is_none(tmp_path: Path) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text('\ufeff{"question": "One?"}\n{"question": "Two?", "id": 7}\n', "utf-8")
    assert [gold.id for gold in read_questions(file)] == ["1", "7"]
    file.write_text('{"question": "One?", "id": "a"}\n{"question": "Two?", "id": "a"}\n', "utf-8")
    with pytest.raises(UsageError, match=r"Line 2 .*'a'"):
        read_questions(file)


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xff\xfe"])
def test_a_file_without_a_question_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "q.jsonl"
    file.write_bytes(content)
    with pytest.raises(UsageError, match=r"q\.jsonl"):
        read_questions(file)


words = st.text(st.characters(), min_size=1).map(lambda text: f"a{text}")


@given(
    words,
    st.one_of(st.none(), st.lists(words, min_size=1)),
    st.lists(words, unique=True),
    st.booleans(),
    words,
)
def test_a_readers_report_is_one_line_that_reads_back(
    asked: str, expected: list[str] | None, docs: list[str], refuse: bool, note: str
) -> None:
    question = Question(asked, outlet="TASS", since="2014-01-01")
    line = line_for_report(
        question, expected, key="r-1", kind="outdated", docs=docs, refuse=refuse, note=note
    )
    assert len(line.splitlines()) == 1
    line.encode("utf-8")
    gold = parse_line(line, k=8)
    assert gold.question == Question(asked, outlet="TASS", since="2014-01-01", id="r-1")
    assert gold.docs == tuple(docs)
    assert gold.answers == (() if refuse else tuple(expected or ()))
    assert gold.refuse is refuse
    assert (gold.id, gold.type) == ("r-1", "outdated")

"""Questions whose answers are known: one JSON object a line, read and written.

    {"id": "q1", "question": "Who chairs the council?", "type": "fact",
     "answers": ["Lena Orsk", "Orsk"], "docs": ["treaty.md"],
     "evidence": [{"doc_id": "treaty.md", "text": "Lena Orsk, who chairs the council"}]}

Only `question` is required. docs/your-questions.md says what each key means.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retrieval.errors import UsageError
from retrieval.typed_days import limit_day
from retrieval.types import Question

# Keys of a line, and fields of `Question`, that hold a day.
DATES = ("since", "until", "as_of")

JUDGING = ("type", "answers", "answer", "all", "wrong", "docs", "relevant", "evidence", "note")
"""Keys that say what is right, and ask nothing."""

# "\u2028", "\u202e"
_UNWRITABLE = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that JSON would let stand, but that end a line, hide, or are no text."""


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question and what is known of its answer.

    Attributes:
        id: Its name, unique in its file; the line's number where none is given.
        question: What is asked, with its limits.
        type: Its kind, in the writer's own words (`fact`, `who-said`), or None.
        answers: Strings of which a right answer holds one; empty where none is known.
        every: The same strings in groups, where a right answer must hold one of each.
        wrong: Strings of an older state, which should not come first.
        refuse: The archive holds no answer, and saying so is right.
        docs: The articles that answer it, each by its source or the tail of it.
        ranked: Whether `docs` are what the search should find; not so for the near misses of a
            question that must be refused.
        evidence: Passages that support the answer, word for word but for white space.
        before: The questions before it in the conversation.
    """

    id: str
    question: Question
    type: str | None = None
    answers: tuple[str, ...] = ()
    every: tuple[tuple[str, ...], ...] = ()
    wrong: tuple[str, ...] = ()
    refuse: bool = False
    docs: tuple[str, ...] = ()
    ranked: bool = False
    evidence: tuple[str, ...] = ()
    before: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether a right answer is known."""
        return bool(self.answers)

    @property
    def needed(self) -> tuple[tuple[str, ...], ...]:
        """The groups of strings of which a right answer holds one each."""
        return self.every or (self.answers,)


def read_questions(path: Path, *, k: int = 10) -> tuple[GoldQuestion, ...]:
    """The questions of a file, each to be asked for `k` passages.

    Raises:
        UsageError: The file can't be read, holds no question, or a line is not of the form; the
            message names the line.
    """
    questions: dict[str, GoldQuestion] = {}
    for number, line in numbered_lines(path):
        gold = _read_line(path, number, line, k)
        if gold.id in questions:
            raise _wrong(path, number, f"its id {gold.id!r} stands in an earlier line as well")
        questions[gold.id] = gold
    if not questions:
        raise UsageError(f"{path} holds no question; write one JSON object a line.")
    return tuple(questions.values())


def numbered_lines(path: Path) -> list[tuple[int, str]]:
    """The lines of a file that are not blank, each with its number.

    Raises:
        UsageError: The file can't be read, or is no text in UTF-8.
    """
    try:
        # With the byte order mark that Windows puts first, or without. `splitlines` would also part
        # a line at U+2028, which JSON lets stand.
        lines = path.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} can't be read as text in UTF-8: {error}.") from None
    return [(number, line) for number, line in enumerate(lines, start=1) if line.strip()]


def _read_line(path: Path, number: int, line: str, k: int) -> GoldQuestion:
    try:
        return parse_line(line, name=str(number), k=k)
    except ValueError as error:
        raise _wrong(path, number, str(error)) from None


def _wrong(path: Path, number: int, why: str) -> UsageError:
    return UsageError(
        f"Line {number} of {path}: {why}. Correct it and run again; nothing was asked."
    )


def parse_line(line: str, *, name: str = "1", k: int = 10) -> GoldQuestion:
    """One line of such a file; `name` is its id if it states none.

    Raises:
        ValueError: It is not of the form; the message says what is wrong, in words.
    """
    given = _object(line)
    key = given.get("id")
    refuse = _must_refuse(given)
    docs, ranked = _docs(given, refuse=refuse)
    groups = () if refuse else _answers(given)
    return GoldQuestion(
        # An id may be a number: 7 is "7".
        id=name if key is None or not str(key).strip() else str(key),
        question=_question(given, k=k, key=None if key is None else str(key)),
        before=_before(given),
        type=_text(given, "type"),
        answers=tuple(form for group in groups for form in group),
        # With "all" one form of every item is needed; else one form of any.
        every=groups if _needs_all(given) else (),
        wrong=tuple(_names(given, "wrong", "texts")),
        refuse=refuse,
        docs=docs,
        ranked=ranked,
        evidence=tuple(text for one in _evidence(given) if (text := _text(one, "text"))),
    )


def line_for_report(
    question: Question,
    expected: Sequence[str] | None = None,
    *,
    key: str,
    kind: str = "report",
    docs: Sequence[str] = (),
    refuse: bool = False,
    note: str | None = None,
) -> str:
    """A line of such a file from what a reader said of an answer, without the line's end.

    Args:
        question: What was asked, with its limits.
        expected: Strings of which a right answer holds one, where the reader gave any. Without,
            only finding the articles and the citations are judged, until a person adds them.
        key: The line's id, such as the receipt of the answer.
        kind: What the reader said, as the type: `helpful`, `outdated`, `wrong citation`.
        docs: The sources of the articles that answer it, where they are known.
        refuse: The archive holds no answer, and saying so is right.
        note: The reader's own words, kept for whoever mends the line.
    """
    limits = {name: getattr(question, name) for name in ("outlet", *DATES)}
    line: dict[str, Any] = {"id": key, "question": question.text, "type": kind}
    # Where nothing is known the key is left out: null would mean that it must be refused.
    if refuse or expected:
        line["answers"] = None if refuse else list(expected or ())
    line |= {"docs": list(docs)} if docs else {}
    line |= {name: value for name, value in {**limits, "note": note}.items() if value}
    text = json.dumps(line, ensure_ascii=False)
    # As JSON escapes them, so that they read back as they were.
    return _UNWRITABLE.sub(lambda found: json.dumps(found[0])[1:-1], text)


def _object(line: str) -> Mapping[str, Any]:
    try:
        given = json.loads(line)
    # Brackets within brackets, "[[[[", thousands deep, end as a RecursionError.
    except (ValueError, RecursionError):
        given = None
    if isinstance(given, dict):
        return given
    raise ValueError("it is no JSON object")


def _question(given: Mapping[str, Any], *, k: int, key: str | None) -> Question:
    text = _text(given, "question") or ""
    if not any(char.isalnum() for char in text):
        raise ValueError('it has no "question" in words')
    since, until, as_of = (_date(given, name) for name in DATES)
    outlet = _text(given, "outlet")
    return Question(text, outlet=outlet, since=since, until=until, as_of=as_of, k=k, id=key)


def _date(given: Mapping[str, Any], key: str) -> str | None:
    value = _text(given, key)
    try:
        return limit_day(key, value) if value else None
    except ValueError as error:
        raise ValueError(f'"{key}" is wrong: {error}') from None


def _before(given: Mapping[str, Any]) -> tuple[str, ...]:
    value = given.get("earlier") or []
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise ValueError('"earlier" must be a question, or a list of them')
    return tuple(texts)


def _text(given: Mapping[str, Any], key: str) -> str | None:
    value = given.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f'"{key}" must be text')
    return value or None


def _must_refuse(given: Mapping[str, Any]) -> bool:
    """Whether an answer is stated, and is null or an empty list in each key that states it."""
    # {"answers": [], "answer": "Orsk"} does state one.
    stated = [given[key] for key in ("answers", "answer") if key in given]
    return bool(stated) and all(value is None or value == [] for value in stated)


def _answers(given: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    """The items of the list, each with its forms."""
    value = given.get("answers") or given.get("answer")
    if value is None:
        return ()
    # "Orsk", ["Orsk", "Lena Orsk"], or with several forms of an item [["3 May", "May 3"], "2019"]
    items = value if isinstance(value, list) else [value]
    groups = tuple(tuple(item) if isinstance(item, list) else (item,) for item in items)
    if not all(isinstance(form, str) and form.strip() for group in groups for form in group):
        raise ValueError('"answers" must be texts, a list of them, or null')
    return tuple(group for group in groups if group)


def _needs_all(given: Mapping[str, Any]) -> bool:
    value = given.get("all")
    if value is not None and not isinstance(value, bool):
        raise ValueError('"all" must be true or false')
    return bool(value)


def _docs(given: Mapping[str, Any], *, refuse: bool) -> tuple[tuple[str, ...], bool]:
    """The gold articles, and whether the search is to find them."""
    named = _names(given, "docs") or _names(given, "relevant")
    cited = [doc for one in _evidence(given) if (doc := _text(one, "doc_id"))]
    # Whoever wrote down evidence has named its articles.
    docs = tuple(dict.fromkeys(named or cited))
    # "docs" of a question to be refused are near misses; what is "relevant" is always looked for.
    return docs, bool(docs) and (not refuse or "relevant" in given)


def _names(given: Mapping[str, Any], key: str, of: str = "sources") -> list[str]:
    value = given.get(key)
    # One text is a list of one.
    names = [] if value is None else value if isinstance(value, list) else [value]
    if not all(isinstance(name, str) and name.strip() for name in names):
        raise ValueError(f'"{key}" must be a list of {of}')
    return names


def _evidence(given: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    value = given.get("evidence") or []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise ValueError('"evidence" must be a list of {"doc_id": ..., "text": ...}')
    return value

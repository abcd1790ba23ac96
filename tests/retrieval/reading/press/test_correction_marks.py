"""The marks of the trade by themselves: what they match, and near what they don't."""

import pytest

from retrieval.reading.press.correction_marks import (
    HINTS,
    KINDS,
    LABEL,
    MENDED,
    NOTE,
    ORDER,
    PROSE,
    SAID,
    STAMPED,
    SUFFIX,
    WIRE,
)


def kinds(text):
    return [kind for kind, pattern in PROSE if pattern.search(text)]


def test_every_kind_has_its_words_and_its_place_in_the_order():
    assert set(KINDS) == set(ORDER)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("This article was retracted on Monday.", "retraction"),
        ("An earlier version of this story misstated the toll.", "correction"),
        ("We regret the error.", "correction"),
        ("This headline has been corrected.", "correction"),
        ("В предыдущей версии материала было указано иное.", "correction"),
        ("Мақаланың алдыңғы нұсқасында қате болды.", "correction"),
        ("This story was clarified on Monday.", "clarification"),
        ("This page was updated at 16:10.", "update"),
        ("Материал обновлен", "update"),
    ],
)
def test_prose_on_the_article_itself_tells_its_kind(text, kind):
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "The court retracted its ruling.",
        "An earlier version of the report reached the minister.",
        "The ministry regrets the errors of its staff.",
        "The law was amended on 8 April.",
        "The page of history was turned.",
        "Закон был исправлен.",
        "Сайт обновлен",
        "The software was updated.",
        "He was corrected by the speaker.",
    ],
)
def test_news_of_corrections_and_updates_bears_no_mark(text):
    assert kinds(text) == []


@pytest.mark.parametrize(
    "title", ["UPDATE 2-Oil falls", "Correction: Dam", "[CORRECTED] Dam", "Уточнение. Дамба"]
)
def test_a_label_opens_a_title(title):
    assert LABEL.match(title)


@pytest.mark.parametrize(
    "title", ["Updatebook sold", "Corrections officer held", "Correctional home"]
)
def test_a_longer_word_is_no_label(title):
    assert not LABEL.match(title)


def test_stamps_suffixes_and_wires_tell_their_number():
    assert STAMPED.search("Dam bursts [UPDATE 3]")["number"] == "3"
    assert SUFFIX.search("Dam bursts — UPDATE 2")["number"] == "2"
    assert WIRE.search("(2nd LD) Dam bursts")["number"] == "2"
    assert not WIRE.search("(Second lead) Dam bursts")


def test_an_editors_note_counts_only_with_a_word_of_mending():
    note = "Editor's note: the author teaches law."
    assert NOTE.match(note)
    assert not MENDED.search(note)
    assert MENDED.search("Editor's note: the headline was changed to reflect the vote.")


def test_the_foot_speaks_of_an_earlier_version():
    assert SAID.search("An earlier version gave the number as 17 million.")
    assert not SAID.search("The earlier version gave him more pleasure.")


@pytest.mark.parametrize(
    "line",
    ["Retraction: Dam", "WITHDRAWN: Dam", "Corrects toll", "REFILE-Dam", "Clarifies who spoke",
     "Updates with quotes", "Recasts", "Adds details", "Writethru", "Eds: note", "We regret it",
     "Опровержение", "Исправлено", "Поправка", "Уточнение", "Обновлено", "Дополнено",
     "Түзетілді", "Нақтылау", "Жаңартылды", "Толықтырылды", "Ранее в материале"],
)  # fmt: skip
def test_a_line_with_a_mark_is_looked_at(line):
    assert any(hint in line.lower() for hint in HINTS)

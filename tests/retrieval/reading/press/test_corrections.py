"""Corrections and updates are told by the marks of the trade, and by nothing else."""

from __future__ import annotations

import time

import pytest

from retrieval.reading.article import Metadata, make_article
from retrieval.reading.press.corrections import read_revision

BODY = "OSH, 4 June. The dam above the village burst at dawn.\n\nFive people are missing."


@pytest.mark.parametrize(
    ("title", "kind", "number"),
    [
        ("CORRECTION: Dam bursts above Osh", "correction", None),
        ("Correction: Dam report", "correction", None),
        ("CORRECTED-Dam bursts above Osh", "correction", None),
        ("CORRECTED-UPDATE 2-Dam bursts above Osh", "correction", 2),
        ("[CORRECTED] Dam bursts above Osh", "correction", None),
        ("UPDATE 2-Dam bursts above Osh", "update", 2),
        ("UPDATE: Dam bursts above Osh", "update", None),
        ("UPDATED: Dam bursts above Osh", "update", None),
        ("Dam bursts above Osh (updated)", "update", None),
        ("Dam bursts above Osh [UPDATE 3]", "update", 3),
        ("Dam bursts above Osh – UPDATED", "update", None),
        ("(2nd LD) Dam bursts above Osh", "update", 2),
        ("(LEAD) Dam bursts above Osh", "update", 1),
        ("Dam bursts above Osh, 3rd Ld-Writethru", "update", 3),
        ("WRITETHRU: Dam bursts above Osh", "update", None),
        ("CLARIFICATION: Dam report", "clarification", None),
        ("RETRACTION: Dam report", "retraction", None),
        ("Correction and clarification", "correction", None),
        ("Corrections and clarifications", "correction", None),
        ("ИСПРАВЛЕНО: Прорвало дамбу под Ошем", "correction", None),
        ("Прорвало дамбу под Ошем (обновлено)", "update", None),
        ("ОБНОВЛЕНО: Прорвало дамбу под Ошем", "update", None),
        ("Уточнение: дамба под Ошем", "clarification", None),
        ("Опровержение: дамба цела", "retraction", None),
        ("Түзету: Ош маңындағы бөгет", "correction", None),
        ("Ош маңында бөгет бұзылды (жаңартылды)", "update", None),
    ],
)
def test_a_marked_title_tells_the_kind_and_the_number(
    title: str, kind: str, number: int | None
) -> None:
    found = read_revision(title, BODY)
    assert found is not None
    assert (found.kind, found.number, found.note) == (kind, number, None)


@pytest.mark.parametrize(
    ("line", "kind", "note"),
    [
        ("(Corrects paragraph 3 to say five, not three)", "correction", "to say five, not three)"),
        ("(Updates with minister's comments, adds quote)", "update", "adds quote)"),
        ("(Adds minister; corrects toll in paragraph 2 to 5 from 3)", "correction", "5 from 3)"),
        ("Eds: Updates with details.", "update", "details."),
        ("(This version corrects the toll in paragraph 2)", "correction", "in paragraph 2)"),
        ("An earlier version of this story misstated the toll.", "correction", "the toll."),
        ("Correction: the toll was first given as 3. It is 5.", "correction", "given as 3."),
        ("Correction to our release of the 23rd: it was not Osh.", "correction", "not Osh."),
        ("In an earlier version of this appeal we wrote three.", "correction", "wrote three."),
        ("15:40. Уточнение. Ранее мы писали о трёх.", "clarification", "о трёх."),
        ("Correction: we wrote three. It is five. We apologise.", "correction", "wrote three."),
        ("Correction (4 June 2015): five are missing, not three.", "correction", "not three."),
        ("Correction, 18:40: we wrote that three were missing.", "correction", "were missing."),
        ("CORRECTION\nThe toll was wrong in our print edition.", "correction", "print edition."),
        ("This article was amended on 5 June: 5 died, not 3.", "correction", "not 3."),
        ("This page was updated to correct the toll. It was 3 earlier.", "update", "3 earlier."),
        ("Editor's note: an earlier version named the wrong village.", "correction", "village."),
        ("Note: We have corrected the name. It is Kara-Kol.", "correction", "the name."),
        ("Clarification: the 5 were at first listed apart.", "clarification", "apart."),
        ("This story was retracted on 6 June; the error was ours.", "retraction", "was ours."),
        ("В предыдущей версии материала говорилось о трёх.", "correction", "о трёх."),
        ("Исправлено: ранее мы писали о трёх. Их пять.", "correction", "о трёх."),
        ("Поправка. Пять, а не три.", "correction", "а не три."),
        ("Ранее в тексте ошибочно было указано три.", "correction", "три."),
        ("Түзету: үш емес, бес адам.", "correction", "бес адам."),
        ("Мақаланың алдыңғы нұсқасында үш делінген.", "correction", "үш делінген."),
        # New words only: nothing in them is of the earlier version.
        ("UPDATE, 19 June: The minister has resigned.", "update", None),
        ("15:52 Correction: the class is from Karakol.", "correction", None),
        ("**10.45** Update: the road is open.", "update", None),
        ("Материал дополнен комментарием министра.", "update", None),
        ("Жаңартылды: жол ашық.", "update", None),
    ],
)
def test_a_note_covers_what_is_said_of_the_earlier_version(
    line: str, kind: str, note: str | None
) -> None:
    text = f"{BODY}\n\n{line}"
    found = read_revision("Dam bursts above Osh", text)
    assert found is not None
    assert found.kind == kind
    if note is None:
        assert found.note is None
    else:
        assert found.note is not None
        start, end = found.note
        assert start >= len(BODY)
        assert text[start:end].endswith(note)


@pytest.mark.parametrize(
    ("title", "text", "note"),
    [
        (
            "Correction: the dead of the Osh dam",
            "4 June 2015\n\nOur report of Monday spoke of three. The number is five.",
            "Our report of Monday spoke of three.",
        ),
        (
            "Уточнение: погибшие в Оше",
            "В сообщении от 3 июня говорилось о трёх. Верное число — пять.",
            "В сообщении от 3 июня говорилось о трёх.",
        ),
        (
            "Түзету: Ош бөгеті",
            "Біздің мақаламызда қате кетті. Үш емес, бес адам.",
            "Біздің мақаламызда қате кетті.",
        ),
        # What is new stands beside it, or nothing is told of before.
        ("Correction: the Osh dam", "Five died and not three, as our report had it.", None),
        ("Correction: the Osh dam", "Five people died at the dam.", None),
        ("UPDATE 2: the Osh dam", "Earlier three had been counted. It is five now.", None),
    ],
)
def test_under_a_marked_title_the_first_sentence_that_tells_of_before_is_the_note(
    title: str, text: str, note: str | None
) -> None:
    for given in (text, f"{title}\n\n{text}"):
        found = read_revision(title, given)
        assert found is not None
        assert (found.note and given[slice(*found.note)]) == note


def test_the_weightiest_mark_wins_and_the_number_stays() -> None:
    text = f"(Updates with quotes)\n\n{BODY}\n\nCorrection: an earlier version said three."
    found = read_revision("UPDATE 4-Dam bursts above Osh", text)
    assert found is not None
    assert (found.kind, found.number) == ("correction", 4)
    assert found.note is not None
    assert text[slice(*found.note)].startswith("Correction:")


def test_a_label_in_the_middle_of_a_paragraph_counts() -> None:
    text = (
        "FRIDAY. Osh: trial opens. CORRECTION: last week's list had this for May 2. Bring a pass."
    )
    found = read_revision("The week ahead", text)
    assert found is not None
    assert found.note is not None
    assert text[slice(*found.note)].endswith("for May 2.")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Update on the queue at Korday", "Lorries waited for nine hours."),
        ("Software update: phones stall", "The update took an hour. Update your phone today."),
        ("Updates - new phones", BODY),
        ("Corrections: the prison department's budget rises", "Correction officers protested."),
        ("House of correction reopens", "The Department of Corrections said so on Monday."),
        ("Stocks fall", "Brokers call it a correction. The correction came on Friday."),
        ("Dam bursts", "Updated: 4 June 2015, 16:10 GMT\n\nFive are missing."),
        ("Dam bursts", "Last updated: 3 June 2015\n\nFive are missing."),
        ("Tax bill passes", "It passed.\n\nAn earlier version of the bill had set 3 percent."),
        ("Talks end", "An earlier version of the statement had named Russia, envoys said."),
        ("Audit", "An earlier draft of the report, seen by the Wire, put the loss at 3 million."),
        ("Tax bill passes", "It passed.\n\nThe first version gave the president more power."),
        ("Essay", "Editor's note: the author teaches at Osh State University."),
        ("Border talks", "Clarification of the border will take years."),
        ("Обновление парка автобусов в Оше", "Уточнение границы продолжается."),
        ("Бунт в исправительной колонии", "Министр уточнил, что исправлять нечего."),
        ("Interest", "(Adds up to 5 percent a year) is what the bank says of it."),
        ("Withdrawn: the bill on fuel", BODY),
        ("", ""),
    ],
)
def test_a_page_without_such_a_mark_is_a_first_report(title: str, text: str) -> None:
    assert read_revision(title, text) is None


def test_an_article_holds_its_revision_and_the_offsets_are_of_its_text() -> None:
    text = (
        f"UPDATE 2-Dam bursts above Osh\n\n{BODY}\n\nAn earlier version of this report said three."
    )
    article = make_article("a.txt", "/a.txt", text)
    assert article.revision is not None
    assert (article.revision.kind, article.revision.number) == ("correction", 2)
    assert article.revision.note is not None
    assert text[slice(*article.revision.note)] == "An earlier version of this report said three."
    assert make_article("b.txt", "/b.txt", BODY).revision is None


def test_lists_of_other_stories_are_left_out() -> None:
    text = f"{BODY * 6}\n\nUPDATE 2-Rouble falls\n"
    assert read_revision("Dam bursts", text) is not None
    assert read_revision("Dam bursts", text, [(len(BODY * 6), len(text))]) is None


def test_a_date_without_its_year_keeps_month_and_day() -> None:
    metadata = Metadata(date_note="20 November (year not stated)")
    assert make_article("a.txt", "/a.txt", BODY, metadata).partial == (11, 20)
    dateline = "OSH, June 4 (Wire) - The dam burst at dawn, the ministry said."
    assert make_article("a.txt", "/a.txt", dateline).partial == (6, 4)
    dated = Metadata(published="2015-06-04", published_how="metadata")
    assert make_article("a.txt", "/a.txt", BODY, dated).partial is None
    month = Metadata(date_note="June 2015")
    assert make_article("a.txt", "/a.txt", "It burst.", month).partial is None


def test_no_text_takes_long() -> None:
    started = time.process_time()
    read_revision("-" * 50_000, "(" * 50_000 + " 1" * 50_000 + "\n" + "12:30 " * 20_000)
    read_revision("a" * 50_000, "earlier version " * 10_000 + "\n" + "Update " * 20_000)
    assert time.process_time() - started < 5

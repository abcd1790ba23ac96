"""The archive's articles and index reports as text."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from bot.render import plain_text
from bot.render_archive import (
    article_text,
    as_lines,
    listing_text,
    verified_text,
    version_text,
    versions_text,
)
from bot.render_index_report import index_report_text
from bot.text import without_controls
from retrieval.archive.earlier_versions import Version
from retrieval.receipts.receipts import Receipt, Verified
from retrieval.types import IndexReport
from support.answers import ANY_TEXT, ARTICLE, REPORT, UNDATED, listing


def test_an_article_is_shown_whole_below_what_is_known_of_it() -> None:
    head, _, text = article_text(replace(ARTICLE, text="One.\n\nTwo \x1b[2J.")).partition("\n\n")
    assert head.splitlines() == [
        "Title:     Hourly ferries to Orlin",
        "Outlet:    Harbour Gazette",
        "Author:    A. Lind",
        "Published: 4 June 2015",
        "Source:    articles/ferries.md",
        "Id:        3f2a9c41",
        f"SHA-256:   {ARTICLE.hash}",
    ]
    assert text == "One.\n\nTwo \\x1b[2J."


def test_the_language_of_an_article_is_shown_where_it_is_known() -> None:
    assert "Language:  kk\n" in article_text(replace(ARTICLE, language="kk"))
    assert "Language" not in article_text(replace(ARTICLE, language=None))


def test_the_list_of_articles_is_a_table() -> None:
    untitled = replace(listing(ARTICLE), title=None, outlet=None, published="2016-01-02")
    text = listing_text([listing(ARTICLE), listing(UNDATED), untitled])
    assert text == (
        "ID        Published   Outlet           Title\n"
        "3f2a9c41  2015-06-04  Harbour Gazette  Hourly ferries to Orlin\n"
        "77b0d2e8  undated     北方通讯社       Fares rise\n"
        "3f2a9c41  2016-01-02  —                articles/ferries.md\n"
        "\n"
        "3 articles."
    )


def test_where_there_is_room_an_outlet_is_named_whole() -> None:
    named = replace(listing(ARTICLE), outlet="The Harbour Gazette of Orlin and Larkfield")
    assert "The Harbour Gazet…" in listing_text([named])
    assert "The Harbour Gazette of Orlin and Larkfield  Hourly" in listing_text([named], 200)


@settings(deadline=None)
@given(st.lists(st.tuples(ANY_TEXT, ANY_TEXT), min_size=1, max_size=4))
def test_the_table_keeps_to_its_width_and_one_line_an_article(
    pairs: list[tuple[str, str]],
) -> None:
    many = [replace(listing(ARTICLE), title=title, outlet=outlet) for title, outlet in pairs]
    lines = listing_text(many).split("\n")
    assert len(lines) == len(many) + 3
    assert max(map(cell_len, lines)) <= 80


def test_a_long_id_is_never_cut_because_it_is_typed_in_again() -> None:
    identity = "a" * 64
    assert identity in listing_text([replace(listing(ARTICLE), id=identity)])


def test_an_empty_archive_says_how_to_fill_it() -> None:
    assert "dateline index PATH" in listing_text([])


def test_an_index_report_counts_and_names_each_failure() -> None:
    assert index_report_text(REPORT) == (
        "2 added, 1 updated, 3 unchanged, 1 removed, 1 failed (1 passage embedded in 0.1 s).\n"
        "  failed: e.pdf — It holds no text\\x1b."
    )


def test_a_dry_run_names_each_article_and_why_and_that_nothing_was_written() -> None:
    report = replace(REPORT, dry_run=True, chunks_embedded=0)
    assert index_report_text(report) == (
        "2 to add, 1 to update, 3 unchanged, 1 to remove, 1 failed.\n"
        "  to add: a.md — new\n"
        "  to add: b.md — new\n"
        "  to update: c.md — text changed\n"
        "  to remove: d.md — file is gone\n"
        "  failed: e.pdf — It holds no text\\x1b.\n"
        "Nothing was written."
    )


def test_files_that_were_left_out_are_counted_and_their_types_named() -> None:
    report = IndexReport(others={".css": 3, ".jpg": 41, "": 1})
    assert index_report_text(report).splitlines()[-1] == (
        "  left out: 45 files of other types (.jpg 41, .css 3, no ending 1)"
    )
    many = IndexReport(others={f".{letter}\x1b": 1 for letter in "abcdefg"})
    assert index_report_text(many).endswith(
        "(.a\\x1b 1, .b\\x1b 1, .c\\x1b 1, .d\\x1b 1, .e\\x1b 1, ...)"
    )


def test_what_would_make_the_archive_better_is_said_last() -> None:
    assert index_report_text(IndexReport(advice="Do this.")).splitlines()[-1] == "Do this."


VERSION = Version(
    ARTICLE.id, "ab" * 32, "Ferries", "Harbour Gazette", "2015-06-04", None,
    "2026-01-02T03:04:05+00:00", "2026-02-03T04:05:06+00:00", "Ferries run daily \x1b[2J.",
)  # fmt: skip
RECEIPT = Receipt("r", "2026-01-05", {"asked": "When do\nferries run?"})
CITED = {"number": 1, "quote": "Ferries run daily."}


def test_a_receipt_says_of_each_citation_how_it_stands() -> None:
    verified = [Verified(CITED, "exact"), Verified({**CITED, "number": 2}, "removed")]
    assert verified_text(RECEIPT, verified) == (
        "Asked 2026-01-05: When do ferries run?\n"
        "[1] still exact: Ferries run daily.\n"
        "[2] the article was removed"
    )


def test_nothing_is_quoted_of_a_removed_article_in_whose_place_another_has_come() -> None:
    another = Verified(CITED, "changed", None, "Trains run daily.", None, "2026-02-03")
    assert "Ferries" not in "\n".join(verified_text(RECEIPT, [another]).splitlines()[1:])


@given(ANY_TEXT)
def test_a_finished_text_is_the_same_as_paragraphs(text: str) -> None:
    rows = without_controls(text).split("\n")
    same = [row if row.strip() else row.lstrip(" ") for row in rows]
    assert plain_text(as_lines(without_controls(text))).split("\n") == same


def test_of_a_changed_article_it_says_what_was_cited_and_what_stands_there_now() -> None:
    one = Verified(CITED, "changed", VERSION, "Ferries run\nhourly.", None, "2026-02-03")
    assert verified_text(RECEIPT, [one]).splitlines()[1:] == [
        "[1] the article has changed since: Ferries run daily.",
        "    cited: version abababababab of 4 June 2015, read 2026-01-02T03:04:05+00:00, "
        "replaced 2026-02-03T04:05:06+00:00",
        "    now (unknown date, read 2026-02-03): “Ferries run hourly.”",
    ]


def test_it_says_when_the_same_words_or_nothing_like_them_stand_there_now() -> None:
    same = Verified(CITED, "changed", None, "Ferries run daily.", None, "2026-02-03")
    gone = Verified(CITED, "changed", None, None, None, "2026-02-03")
    lines = verified_text(RECEIPT, [same, gone]).splitlines()
    assert lines[2] == "    cited: that version of the article was not kept"
    assert lines[3].endswith(": the same words")
    assert lines[6].endswith(": nothing like it stands there")


def test_the_earlier_versions_are_listed_above_the_article_as_it_stands() -> None:
    first, last = versions_text(ARTICLE, [VERSION]).splitlines()
    assert first.startswith("abababababab  read 2026-01-02T")
    assert first.endswith("4 June 2015  Ferries")
    assert last == f"{ARTICLE.hash[:12]}  the article as it stands"
    assert "No earlier version" in versions_text(ARTICLE, [])


def test_an_earlier_version_is_shown_whole_and_harmless() -> None:
    head, _, text = version_text(VERSION).partition("\n\n")
    assert "Replaced:  2026-02-03T04:05:06+00:00" in head.splitlines()
    assert text == "Ferries run daily \\x1b[2J."

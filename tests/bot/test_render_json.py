"""The outside contract: what programs are given."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given

from bot.render_json import (
    answer_json,
    article_json,
    json_line,
    listing_json,
    passages_json,
    report_json,
    verified_json,
)
from bot.text import without_controls
from retrieval.archive.earlier_versions import Version
from retrieval.receipts.receipts import Receipt, Verified
from retrieval.types import ClaimPart, Copy, DateMention, Limits, Question
from support.answers import (
    ANY_TEXT,
    ARTICLE,
    COVERAGE,
    EXTRACTIVE,
    FARES,
    FERRIES,
    MODEL,
    REFUSAL,
    REPORT,
    UNDATED,
    listing,
    passage,
)

ANSWER_KEYS = {
    "v", "id", "question", "found", "text", "mode", "statements", "citations", "passages",
    "coverage", "receipt", "ms", "notes", "limits", "understood", "form", "verdict", "as_of",
    "steps", "nearest",
}  # fmt: skip
CITATION_KEYS = {
    "number", "article", "source", "title", "outlet", "published", "hash", "quote", "start", "end",
}  # fmt: skip
PASSAGE_KEYS = {
    "article", "source", "title", "outlet", "published", "start", "end", "text", "score",
}  # fmt: skip
ALSO = {
    "url", "date_note", "copies", "published_how",
    "revision", "supersedes", "corrected_by", "corrected_how", "corrected_on",
    "supersedes_title", "corrected_title", "corrected_url",
}  # fmt: skip


def test_an_answers_json_has_the_keys_of_the_contract() -> None:
    value = answer_json(EXTRACTIVE)
    assert set(value) == ANSWER_KEYS
    assert set(value["citations"][0]) == CITATION_KEYS | ALSO | {"page"}
    assert set(value["passages"][0]) == PASSAGE_KEYS | ALSO | {"note", "partial"}
    assert value["statements"] == [
        {"text": FERRIES, "citations": [1], "heading": None},
        {"text": FARES, "citations": [2], "heading": None},
    ]
    assert value["coverage"] == {
        "articles": 2, "first": "2015-06-04", "last": "2015-06-04", "undated": 1,
    }  # fmt: skip


def test_the_json_of_a_claim_of_several_sentences_has_each_with_its_verdict() -> None:
    parts = (
        ClaimPart("Fares rose.", "supported", (2,)),
        ClaimPart("Why?", None, left_out="no statement"),
    )
    value = answer_json(replace(EXTRACTIVE, form="check", verdict="supported", parts=parts))
    assert set(value) == ANSWER_KEYS | {"parts"}
    assert value["parts"] == [
        {"text": "Fares rose.", "verdict": "supported", "citations": (2,), "left_out": None},
        {"text": "Why?", "verdict": None, "citations": (), "left_out": "no statement"},
    ]
    assert json.loads(json_line(value))["parts"][0]["citations"] == [2]


def test_an_answers_json_has_the_values_of_the_answer() -> None:
    value = answer_json(EXTRACTIVE)
    assert (value["v"], value["id"], value["question"]) == (1, "q1", "When do ferries run?")
    assert (value["found"], value["mode"], value["ms"]) == (True, "extractive", 31.4)
    assert (value["receipt"], value["text"]) == ("r-5d41", EXTRACTIVE.text)
    first = value["citations"][0]
    assert ARTICLE.text[first["start"] : first["end"]] == first["quote"] == FERRIES
    assert (first["hash"], first["published"]) == (ARTICLE.hash, "2015-06-04")
    assert value["citations"][1]["published"] is None


def test_the_copies_of_what_was_found_are_in_the_json() -> None:
    copy = Copy("c", "c.txt", "Title", "The Mast", "2015-06-05", None, None)
    answer = replace(
        EXTRACTIVE,
        citations=tuple(replace(one, copies=(copy,)) for one in EXTRACTIVE.citations),
        passages=(replace(EXTRACTIVE.passages[0], copies=(copy,)), EXTRACTIVE.passages[1]),
    )
    value = json.loads(json_line(answer_json(answer)))
    listed = {
        "article": "c", "source": "c.txt", "title": "Title", "outlet": "The Mast",
        "published": "2015-06-05", "date_note": None, "url": None,
    }  # fmt: skip
    assert [one["copies"] for one in value["citations"]] == [[listed], [listed]]
    assert [one["copies"] for one in value["passages"]] == [[listed], []]


def test_a_receipts_json_says_for_a_changed_article_what_was_there_and_what_is() -> None:
    receipt = Receipt("r", "2026-01-01", {"asked": "Q", "text": "T"})
    version = Version("a", "0" * 64, None, None, None, None, "2026-01-01", "2026-02-02", "Was.")
    changed = Verified({"number": 1}, "changed", version, "Is.", "2026-02-01", "2026-02-02")
    exact = Verified({"number": 2}, "exact")
    first, second = verified_json(receipt, [changed, exact])["citations"]
    assert (first["standing"], first["earlier"]["text"]) == ("changed", "Was.")
    assert first["now"] == {"text": "Is.", "published": "2026-02-01", "indexed": "2026-02-02"}
    assert second == {"number": 2, "standing": "exact"}


def test_a_receipts_json_holds_no_text_of_an_article_that_was_removed() -> None:
    kept = {"number": 1, "quote": "Stands.", "title": "Kept", "copies": []}
    gone = {"number": 2, "quote": "Secret.", "title": "A secret", "copies": [{"title": "Secret"}]}
    said = [("Stands.", [1]), ("Secret.", [2]), ("Both, a secret.", [1, 2])]
    statements = [{"text": text, "citations": numbers} for text, numbers in said]
    answer = {"asked": "Q", "text": "Stands. [1] Secret. [2]", "statements": statements}
    verified = [Verified(kept, "exact"), Verified(gone, "removed")]
    told = verified_json(Receipt("r", "2026-01-01", answer), verified)
    assert told["text"] == "Stands. [1]"
    assert told["citations"][0]["quote"] == "Stands."
    assert told["citations"][1]["standing"] == "removed"
    assert "secret" not in json_line(told).lower()


def test_a_follow_ups_json_keeps_the_question_as_asked_and_says_how_it_was_read() -> None:
    value = answer_json(MODEL)
    assert value["question"] == "And what do they cost?"
    assert value["read_as"] == "What do ferries to Orlin cost?"
    assert value["notes"] == list(MODEL.notes)


def test_blanks_around_a_question_are_no_other_reading() -> None:
    value = answer_json(replace(EXTRACTIVE, asked=" When do ferries run?\n"))
    assert value["question"] == " When do ferries run?\n"
    assert "read_as" not in value


def test_a_refusals_json_has_no_statements_but_the_nearest_passages() -> None:
    value = answer_json(REFUSAL)
    assert value["found"] is False
    assert (value["statements"], value["citations"]) == ([], [])
    assert len(value["passages"]) == 2


def test_a_refusals_nearest_quotations_have_the_form_of_citations() -> None:
    first, second = answer_json(REFUSAL)["nearest"]
    cited = answer_json(EXTRACTIVE)
    assert first == cited["citations"][0]
    assert (second["number"], second["quote"]) == (2, FARES)
    assert cited["nearest"] == []


def test_a_searchs_json_is_in_the_style_of_an_answers() -> None:
    value = passages_json(Question("Ferries?", id="7"), [passage(ARTICLE)], COVERAGE, 3.14159)
    assert (value["v"], value["id"], value["question"], value["ms"]) == (1, "7", "Ferries?", 3.1)
    assert value["passages"] == answer_json(MODEL)["passages"]
    assert value["coverage"]["articles"] == 2


def test_an_articles_json_holds_all_that_is_stored() -> None:
    value = json.loads(json_line(article_json(replace(ARTICLE, furniture=((0, 6),)))))
    assert value["text"] == ARTICLE.text
    assert value["furniture"] == [[0, 6]]
    assert {"id", "source", "title", "outlet", "author", "published", "hash"} <= set(value)


def test_an_articles_json_has_what_its_text_states() -> None:
    stated = replace(
        ARTICLE,
        language="en",
        dates=(DateMention(0, 6, "2015-06-01", "2015-06-30"),),
        acronyms=(("SCO", "Shanghai Cooperation Organisation"),),
    )
    value = json.loads(json_line(article_json(stated)))
    assert value["language"] == "en"
    assert value["dates"] == [{"start": 0, "end": 6, "first": "2015-06-01", "last": "2015-06-30"}]
    assert value["acronyms"] == [["SCO", "Shanghai Cooperation Organisation"]]


def test_a_listings_json_is_one_object_with_the_articles() -> None:
    value = listing_json([listing(ARTICLE), listing(UNDATED)])
    assert set(value) == {"articles"}
    assert [one["id"] for one in value["articles"]] == [ARTICLE.id, UNDATED.id]
    assert value["articles"][1]["published"] is None


def test_a_reports_json_lists_what_changed() -> None:
    value = json.loads(json_line(report_json(REPORT)))
    assert value["added"] == [
        {"source": "a.md", "reason": "new"},
        {"source": "b.md", "reason": "new"},
    ]
    assert (value["unchanged"], value["dry_run"], value["seconds"]) == (3, False, 0.123)
    assert value["failed"][0]["source"] == "e.pdf"


@given(ANY_TEXT)
def test_a_json_line_is_harmless_on_a_screen_and_reads_back_exactly(text: str) -> None:
    line = json_line({"text": text, text: [text]})
    assert json.loads(line) == {"text": text, text: [text]}
    assert without_controls(line) == line
    assert "\n" not in line
    assert "\t" not in line


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("\x1b", r"\u001b"),
        ("\x9b", r"\u009b"),
        ("\u202e", r"\u202e"),
        ("\ud800", r"\ud800"),
        ("\U000e0041", r"\udb40\udc41"),
        ("北京 ж", "北京 ж"),
    ],
)
def test_only_what_acts_on_a_screen_is_escaped_in_json(text: str, escaped: str) -> None:
    assert json_line({"t": text}) == f'{{"t":"{escaped}"}}'


def test_the_limits_are_data_too() -> None:
    none = {"outlet": None, "since": None, "until": None, "as_of": None, "outlets": (),
            "literal": False}  # fmt: skip
    assert answer_json(EXTRACTIVE)["limits"] == none
    limited = answer_json(replace(EXTRACTIVE, limits=Limits("TASS", until="2015-12-31")))
    assert limited["limits"] == {**none, "outlet": "TASS", "until": "2015-12-31"}
    asked = Question("Who?", since="2015-01-01")
    found = passages_json(asked, (), COVERAGE, 1.0)
    assert found["limits"] == {**none, "since": "2015-01-01"}

"""The page of an answer: one file that fetches and runs nothing, whatever the articles say."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from lxml import html as lxml_html
from pypdfium2 import PdfDocument, PdfTextPage

from bot.labels import closest
from bot.render_page import answer_page
from bot.text import without_controls
from retrieval.receipts.exporting import Exported
from retrieval.receipts.receipts import Standing
from retrieval.types import Answer, ClaimPart, Form, Limits, Recalled, Statement
from support.answers import ANY_TEXT, ARTICLE, EXTRACTIVE, FARES, FERRIES, REFUSAL, UNDATED, cite

WHEN = "2026-01-02T03:04:05+00:00"
BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
"""A browser that draws pages without a screen, where there is one."""

HARMLESS = {
    "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "h3", "p", "a", "ol",
    "li", "div", "section", "span", "blockquote", "mark", "code", "footer",
}  # fmt: skip


def made(answer: Answer, fallen: dict[int, Standing] | None = None, around: str = "") -> Any:
    """The page of an answer as a browser takes it."""
    return lxml_html.document_fromstring(source(answer, fallen, around))


def source(answer: Answer, fallen: dict[int, Standing] | None = None, around: str = "") -> str:
    fallen = fallen or {}
    quoted = answer.citations or answer.nearest
    stands = tuple(one for one in quoted if one.number not in fallen)
    kept = asdict(answer)
    exported = Exported("abc", kept, tuple(map(asdict, stands)), fallen, {})
    recalled = Recalled(stands, surroundings=tuple((around, around) for _ in stands))
    return answer_page(exported, recalled, WHEN)


def test_it_fetches_runs_and_sends_nothing() -> None:
    tree = made(EXTRACTIVE)
    assert {element.tag for element in tree.iter()} <= HARMLESS
    names = {name for element in tree.iter() for name in element.attrib}
    assert not {"src", "style", "onclick", "action"} & names
    (style,) = tree.iter("style")
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert not re.search(r"url\(|@import", style.text)


def test_each_sentence_leads_to_its_quotation_and_that_to_the_page() -> None:
    tree = made(EXTRACTIVE, around="Before and after.")
    assert tree.xpath("//h1/text()") == ["When do ferries run?"]
    marks = tree.xpath("//body/p/a/@href")
    assert marks == ["#source-1", "#source-2"]
    for number, mark in enumerate(marks):
        (found,) = tree.xpath(f"//li[@id='{mark[1:]}']")
        assert found.xpath(".//mark/text()") == [EXTRACTIVE.citations[number].quote]
        assert found.xpath("string(.//blockquote)").startswith("Before and after. ")
    (link,) = tree.xpath("//li/p/a")
    assert link.get("href").startswith(UNDATED.url)
    assert "#:~:text=Fares%20rose" in link.get("href")
    assert link.get("rel") == "noreferrer noopener"


def test_no_path_of_the_machine_is_in_it() -> None:
    nameless = replace(cite(1, ARTICLE, FERRIES), title=None, outlet=None)
    answer = replace(EXTRACTIVE, citations=(nameless,), statements=(Statement(FERRIES, (1,)),))
    text = source(answer)
    assert ARTICLE.source not in text
    assert "Untitled article" in text


@pytest.mark.parametrize(
    ("form", "path"), [("timeline", "//ol[@class='timeline']/li"), ("compare", "//section")]
)
def test_a_timeline_and_a_comparison_stand_under_their_headings(form: Form, path: str) -> None:
    said = (
        Statement("A.", (1,), "4 June 2015"),
        Statement("B.", (2,), "4 June 2015"),
        Statement("C.", (1,), "Reported 5 June 2015"),
    )
    groups = made(replace(EXTRACTIVE, form=form, statements=said)).xpath(path)
    assert [group.xpath("string(h3)").replace("\u00a0", " ") for group in groups] == [
        "4 June 2015",
        "Reported 5 June 2015",
    ]
    assert [len(group.xpath(".//p")) for group in groups] == [2, 1]


class Drawn:
    """The first page that a browser prints of a page of HTML, which it draws without a network."""

    def __init__(self, text: str, folder: Path) -> None:
        page, printed = folder / "page.html", folder / "page.pdf"
        page.write_text(text, "utf-8")
        command = [
            BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
            f"--user-data-dir={folder / 'profile'}", "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--print-to-pdf={printed}", page.as_uri(),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        self.pdf = printed.read_bytes()
        self._letters: PdfTextPage = PdfDocument(self.pdf)[0].get_textpage()
        self.text = " ".join(self._letters.get_text_range().split())

    def place(self, words: str) -> tuple[float, float, float]:
        """Where words stand, in one line: from the left, to the right, and how high."""
        first, count = self._letters.search(words).get_next()
        left, _, _, top = self._letters.get_charbox(first, loose=True)
        _, _, right, last = self._letters.get_charbox(first + count - 1, loose=True)
        assert last == pytest.approx(top, abs=1), f"{words} is broken"
        return left, right, top


@pytest.mark.slow
@pytest.mark.skipif(not BROWSER, reason="no Chromium is installed")
def test_a_browser_draws_a_timeline_with_each_day_beside_what_happened(tmp_path: Path) -> None:
    said = (
        Statement(FERRIES, (1,), "30 November 2014"),
        Statement(FARES, (2,), "Reported 30 September 2013"),
    )  # fmt: skip
    answer = replace(EXTRACTIVE, form="timeline", statements=said)
    drawn = Drawn(source(answer, around="Before and after."), tmp_path)
    for day, words in (("30 November 2014", FERRIES), ("Reported", FARES)):
        (_, ends, height), (begins, _, beside) = drawn.place(day), drawn.place(words[:20])
        assert ends < begins
        assert height == pytest.approx(beside, abs=8)
    assert drawn.place("Reported")[2] > drawn.place("30 September 2013")[2]
    # The last day, though taller than what it stands beside, is as far from the next heading.
    assert drawn.place("30 September 2013")[2] - drawn.place("Sources")[2] > 45
    assert f"Before and after. {FARES} Before and after." in drawn.text
    assert b"https://example.test/fares" in drawn.pdf


@pytest.mark.slow
@pytest.mark.skipif(not BROWSER, reason="no Chromium is installed")
def test_a_browser_draws_a_comparison_side_by_side(tmp_path: Path) -> None:
    said = (Statement(FERRIES, (1,), "Only one"), Statement(FARES, (2,), "Only the other"))
    drawn = Drawn(source(replace(EXTRACTIVE, form="compare", statements=said)), tmp_path)
    (_, ends, height), (begins, _, beside) = drawn.place("Only one"), drawn.place("Only the other")
    assert ends < begins
    assert height == pytest.approx(beside, abs=1)


def test_the_check_of_a_claim_begins_with_the_verdict() -> None:
    tree = made(replace(EXTRACTIVE, form="check", verdict="contradicted"))
    (verdict,) = tree.xpath("//p[@class='verdict contradicted']/text()")
    assert verdict == "Contradicted: the archive says otherwise."


def test_each_sentence_of_a_claim_stands_below_the_verdict() -> None:
    parts = (ClaimPart("Fares rose.", "supported", (2,)),)
    tree = made(replace(EXTRACTIVE, form="check", verdict="not in the archive", parts=parts))
    assert "Not all of this is in the archive." in tree.text_content()
    assert "1. Supported: Fares rose." in tree.xpath("//p/text()")


def test_a_refusal_shows_what_comes_nearest() -> None:
    tree = made(REFUSAL)
    assert tree.xpath("//h2/text()") == [closest()]
    assert tree.xpath("//mark/text()") == [one.quote for one in REFUSAL.nearest]
    assert "Not in the archive." in tree.xpath("string(//body/p)")


def test_a_refused_claim_of_several_sentences_tells_each() -> None:
    parts = (ClaimPart("Fares rose.", "not in the archive"),)
    tree = made(replace(REFUSAL, form="check", verdict="not in the archive", parts=parts))
    assert "1. Not in the archive: Fares rose." in tree.xpath("//p/text()")


def test_a_sentence_whose_source_has_gone_is_left_out_and_said_so() -> None:
    tree = made(EXTRACTIVE, {1: "removed"})
    assert FERRIES not in tree.text_content()
    assert "A sentence is left out: its article is no longer in the archive" in tree.text_content()
    assert tree.xpath("//li/@id") == ["source-2"]


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_no_text_becomes_markup(said: str, title: str, around: str) -> None:
    article = replace(UNDATED, text=said, title=title, outlet=around, url=None)
    citation = replace(cite(1, article, said), date_note=title)
    answer = replace(
        EXTRACTIVE, asked=said, question=said, citations=(citation,), notes=(title,),
        understood=(around,), statements=(Statement(said, (1,), title or None),), form="timeline",
    )  # fmt: skip
    text = source(answer, around=around)
    tree = lxml_html.document_fromstring(text.encode())
    assert {element.tag for element in tree.iter()} <= HARMLESS
    assert len(list(tree.iter("a"))) == 1
    (quoted,) = tree.iter("mark")
    # A parser of HTML reads a carriage return as a line end; `without_controls` has
    # written it out before.
    assert (quoted.text or "") == without_controls(said)


@given(ANY_TEXT)
def test_no_address_becomes_a_script(url: str) -> None:
    for given_url in (url, f"javascript:{url}", f"https://g.example/{url}"):
        article = replace(UNDATED, url=given_url, source="a.md")
        cited = (cite(1, article, "Fares rose by 5 percent."),)
        answer = replace(EXTRACTIVE, citations=cited, statements=(Statement("F.", (1,)),))
        links = made(answer).xpath("//li//a/@href")
        assert all(re.match(r"https?://", link) for link in links)


def test_what_took_the_place_of_an_article_is_linked() -> None:
    cited = replace(
        cite(1, UNDATED, "Fares rose by 5 percent."),
        corrected_by="77b0", corrected_title="Fares fell", corrected_how="correction",
        corrected_url="https://g.example/fell",
    )  # fmt: skip
    answer = replace(EXTRACTIVE, citations=(cited,), statements=(Statement("F.", (1,)),))
    *_, link = made(answer).xpath("//li/p[@class='from']/a")
    assert (link.text, link.get("href")) == (
        "corrected by “Fares fell” (77b0)", "https://g.example/fell",
    )  # fmt: skip


def test_under_a_limit_the_page_says_so_and_not_that_all_was_searched() -> None:
    head = made(EXTRACTIVE).xpath("string(//header)")
    assert "searched in 2 articles (4 June 2015)" in head
    limited = replace(EXTRACTIVE, limits=Limits("TASS", as_of="2015-12-31"), as_of="2015-12-31")
    tree = made(limited)
    head = tree.xpath("string(//header)")
    assert "searched in" not in head
    assert "2 articles in the archive (4 June 2015)" in head
    assert "Asked for: outlet TASS · as of 31 December 2015" in tree.xpath("//header/p/text()")
    assert head.count("as of") == 1
    read = made(replace(EXTRACTIVE, understood=("outlet: TASS",))).xpath("//header/p/text()")
    assert "Understood: outlet: TASS" in read

import re

import pytest
from discord_fakes import citation, found, refused
from hostile import LIVE, TEXTS, without_escapes
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app.messages import (
    IN_FILE,
    NOTHING,
    answer_post,
    in_discord,
    link,
    recalled_text,
)
from bot.discord_app.pages import LIMIT
from retrieval.types import Copy, Question, Recalled, Statement

HOSTILE = "[x](https://evil.test) @everyone <@1> ||s|| ```"


def test_an_answer_shows_statements_then_numbered_sources_with_links():
    post = answer_post(found("The bridge opened.", "It cost two million."))
    assert post.pages == (
        "The bridge opened.\u00a0**[1]**\n"
        "It cost two million.\u00a0**[2]**\n\n"
        "**[1]** The Courier · 2016-11-03 · Bridge opens <https://courier.example/1>\n"
        "**[2]** The Courier · 2016-11-03 · Bridge opens <https://courier.example/2>\n\n"
        "-# In the articles' own words · receipt receipt-1",
    )
    assert post.file is None


def test_a_statement_carries_all_its_marks():
    answer = found("One.", "Two.", statements=(Statement("Both.", (1, 2)),))
    assert answer_post(answer).pages[0].startswith("Both.\u00a0**[1][2]**\n\n")


@pytest.mark.parametrize(
    ("values", "label"),
    [
        ({"published": None}, "The Courier · undated · Bridge opens"),
        (
            {"published": None, "date_note": "4 June (year not stated)"},
            "· 4 June (year not stated) ·",
        ),
        ({"published_how": "dateline"}, "· 2016-11-03 (date from the dateline) · Bridge opens"),
        ({"published_how": "url"}, "· 2016-11-03 (date from the URL) · Bridge opens"),
        ({"published_how": "metadata"}, "· 2016-11-03 · Bridge opens"),
        ({"outlet": None}, "**[1]** 2016-11-03 · Bridge opens"),
        ({"title": None, "source": "news/a.txt"}, "2016-11-03 · news/a.txt"),
    ],
)
def test_a_source_line_says_what_is_known_of_the_article(values, label):
    answer = found(citations=(citation(**values),))
    assert label in answer_post(answer).pages[0]


def test_an_article_without_address_has_no_link():
    assert "http" not in answer_post(found(citations=(citation(url=None),))).pages[0]


def test_a_source_line_says_who_else_printed_it_and_that_does_nothing():
    names = ("The Mast", HOSTILE, "The Mast", "The Courier", *(f"Paper {n}" for n in range(9)))
    copies = tuple(Copy("c", "c.txt", None, name, None, None, None) for name in names)
    page = answer_post(found(citations=(citation(copies=copies),), receipt=None)).pages[0]
    line = page.split("\n")[-1]
    assert "<https://courier.example/1> (also printed by The Mast, \\[x\\]" in line
    assert line.endswith(", Paper 0, 8 more)")
    left = without_escapes(line.replace("<https://courier.example/1>", ""))
    assert not re.search(r"https?://|`|\]\(|@everyone|<@|\|\|", left)


def test_notes_are_small_lines_at_the_end():
    post = answer_post(found(notes=("The model was not reachable.", "Read as: *bridge*")))
    assert post.pages[0].endswith(
        "receipt-1\n-# The model was not reachable.\n-# Read as: \\*bridge\\*"
    )


@pytest.mark.parametrize("answer", [found, refused])
def test_how_a_follow_up_was_read_is_one_small_line_that_does_nothing(answer):
    note = f"Read as: And what did it cost?\n# {HOSTILE} <#5> " + "long " * 200
    *_, line = answer_post(answer(notes=(note, " ", "\u200b"))).pages[0].split("\n")
    assert line.startswith(
        "-# Read as: And what did it cost? \\# \\[x\\](https\\://evil.test) @\u200b"
    )
    assert len(line) < 400
    left = without_escapes(line.removeprefix("-# "))
    assert not any(re.search(pattern, left, re.MULTILINE | re.IGNORECASE) for pattern in LIVE)


def test_a_refusal_is_its_first_line_the_nearest_quotations_and_one_small_line():
    near = (citation(1), citation(2, "No bridge opened.\nNobody came.", url=None))
    notes = ("Read as: Who opened it?", "Nothing here mentions Orlo.")
    answer = refused("Not in the archive.\nNearest: x.", nearest=near, notes=notes)
    assert answer_post(answer).pages == (
        "Not in the archive.\n\n"
        "**The closest the archive comes**\n"
        "> The bridge opened on Monday.\n"
        "**[1]** The Courier · 2016-11-03 · Bridge opens <https://courier.example/1>\n\n"
        "> No bridge opened. Nobody came.\n"
        "**[2]** The Courier · 2016-11-03 · Bridge opens\n\n"
        "-# Read as: Who opened it? · Nothing here mentions Orlo.",
    )


def test_a_refusal_with_nothing_near_is_one_line():
    assert answer_post(refused("Not in the archive.")).pages == ("Not in the archive.",)


def test_the_nearest_quotations_do_nothing():
    page = answer_post(refused("No.", nearest=(citation(1, HOSTILE, title=HOSTILE),))).pages[0]
    left = without_escapes(page.replace("<https://courier.example/1>", ""))
    assert not re.search(r"https?://|`|\]\(|@everyone|<@|\|\|", left)


def test_help_is_its_text_with_the_commands_named_as_they_are_here():
    answer = found(text="Ask a question.\n`dateline articles` lists them.", mode="help",
                   statements=(), citations=(), receipt="r")  # fmt: skip
    assert answer_post(answer).pages == ("Ask a question.\n/articles lists them.",)


def test_an_answer_about_the_archive_says_so():
    page = answer_post(found("The archive holds 5 articles.", mode="archive")).pages[0]
    assert page.endswith("-# From what the archive knows of its articles · receipt receipt-1")


def test_a_sentence_that_was_broken_over_lines_is_shown_on_one():
    page = answer_post(found("The bridge\nopened  on\r\nMonday.")).pages[0]
    assert page.startswith("The bridge opened on Monday.\u00a0**[1]**\n")


def test_an_empty_answer_still_says_something():
    assert answer_post(refused("")).pages == (NOTHING,)


def test_a_hostile_title_is_shown_as_plain_text():
    page = answer_post(found(citations=(citation(title=HOSTILE, outlet=HOSTILE),))).pages[0]
    left = without_escapes(page.replace("<https://courier.example/1>", ""))
    assert "https\\://evil.test" in page
    assert not re.search(r"https?://|`|\]\(|@everyone|<@|\|\|", left)


def test_an_article_can_not_fake_a_citation_mark():
    page = answer_post(found("As the report says [7] **[8]**.")).pages[0]
    assert re.findall(r"\*\*(?:\[\d+\])+\*\*", page) == ["**[1]**", "**[1]**"]


def test_a_long_answer_comes_in_pages():
    post = answer_post(found(*("A sentence of the answer. " * 20 for _ in range(10))))
    assert 1 < len(post.pages) <= 5
    assert post.file is None
    assert all(len(page) <= LIMIT for page in post.pages)


def test_a_very_long_answer_comes_as_its_first_page_and_a_plain_file():
    texts = [f"Sentence {number} of *many*. " * 20 for number in range(40)]
    post = answer_post(found(*texts))
    assert len(post.pages) == 1
    assert len(post.pages[0]) <= LIMIT
    assert post.pages[0].endswith(IN_FILE)
    assert post.file is not None
    assert all(text.strip() in post.file for text in texts)
    assert "\u00a0[40]" in post.file
    assert "**[" not in post.file


@given(TEXTS, TEXTS, TEXTS)
def test_no_piece_of_any_answer_is_too_long_or_alive(text, title, note):
    answer = found(text, citations=(citation(quote=text, title=title, outlet=note),), notes=(note,))
    for page in (*answer_post(answer).pages, recalled_text(Recalled(answer.citations))):
        ours = re.sub(r"\*\*\[1\]\*\*|(?m:^> )|(?m:^-# )|<https://courier\.example/1>", "", page)
        left = without_escapes(ours)
        assert not any(re.search(pattern, left, re.MULTILINE | re.IGNORECASE) for pattern in LIVE)
    assert all(len(page) <= LIMIT for page in answer_post(answer).pages)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://courier.example/a?b=c#d", "<https://courier.example/a?b=c#d>"),
        ("http://courier.example:8080/", "<http://courier.example:8080/>"),
        ("https://courier.example/@desk/1", "<https://courier.example/%40desk/1>"),
        ("https://courier.example/a b>c", "<https://courier.example/a%20b%3Ec>"),
        ("https://courier.example/é%20x", "<https://courier.example/%C3%A9%20x>"),
        ("https://münchen.example/", "<https://xn--mnchen-3ya.example/>"),
        ("https://[::1]/a", "<https://[::1]/a>"),
    ],
)
def test_plain_web_addresses_are_linked_without_preview(url, shown):
    assert link(url) == shown


@pytest.mark.parametrize(
    "url",
    [
        None, "", "javascript:alert(1)", "file:///etc/passwd", "//courier.example", "https://",
        "https://courier.example@evil.test/", "https://[bad", "https://a.test:99999999/",
        "https://a.test/" + "x" * 2000,
    ],
)  # fmt: skip
def test_anything_else_is_not_linked(url):
    assert link(url) is None


@given(st.text(max_size=60).map(lambda tail: f"https://a.test/{tail}"))
def test_a_link_never_breaks_out_of_its_brackets(url):
    assert re.fullmatch(r"<https://[^\s<>@]+>", link(url) or "<https://left.out>")


@given(TEXTS, TEXTS, st.sampled_from(["answer", "timeline", "compare", "check"]))
def test_every_form_of_answer_fits_and_stays_plain_whatever_stands_in_it(text, other, form):
    verdict = "contradicted" if form == "check" else None
    said = Statement(text, (1,), heading=other)
    copies = (Copy("c", other, None, other, None, None, None),)
    answer = found(
        form=form, verdict=verdict, statements=(said,), understood=(other,), mode="model",
        citations=(citation(title=other, copies=copies),),
    )  # fmt: skip
    question = Question(text, outlet=other, as_of=other, outlets=(other, text), literal=True)
    post = answer_post(answer, question)
    assert all(0 < len(page) <= LIMIT for page in post.pages)
    verdict = r"^\*\*Contradicted: the archive says otherwise\.\*\*$"
    ours = rf"\*\*\[1\]\*\*|(?m:^-# )|<https://courier\.example/1>|{verdict}|^__|__$"
    for page in post.pages:
        left = without_escapes(re.sub(ours, "", page, flags=re.MULTILINE))
        assert not any(re.search(pattern, left, re.MULTILINE | re.IGNORECASE) for pattern in LIVE)


def test_the_limits_that_the_asker_set_and_how_it_was_answered_are_told():
    days = {"since": "2016-01-01", "until": "2016-02-01", "as_of": "2017-01-01"}
    question = Question("x", outlet="TASS", **days)
    page = answer_post(found(mode="model", receipt="abcd"), question).pages[0]
    assert page.endswith(
        "-# Worded by a chat model, each sentence checked against what it cites · receipt abcd\n"
        "-# Asked for: outlet TASS · from 2016-01-01 · up to 2016-02-01 · as of 2017-01-01"
    )


def test_sources_that_are_one_article_stand_in_one_line():
    page = answer_post(found("It opened.", "It cost two.", citations=(
        citation(1, url=None), citation(2, url=None),
    ))).pages[0]  # fmt: skip
    assert "\n\n**[1][2]** The Courier · 2016-11-03 · Bridge opens\n\n" in page


def test_a_refusal_names_the_limits_itself_and_once():
    question = Question("x", outlet="TASS", since="2016-01-01")
    text = "Not in the archive. I searched 5 articles (from TASS, since 2016-01-01)."
    assert answer_post(refused(text), question).pages == (text,)


@pytest.mark.parametrize(
    ("text", "here"),
    [
        ("No article is called 'x'; `dateline articles` lists them.",
         "No article is called 'x'; /articles lists them."),
        ("No feed is followed. Add one with: dateline feeds add URL",
         "No feed is followed. Add one with: /feeds add"),
        ("Make one with: dateline index FOLDER", "Make one with: /index"),
        ("use: dateline remove ab12", "use: /remove ab12"),
        ("Run: dateline rebuild", "Run: dateline rebuild"),
    ],
)  # fmt: skip
def test_a_command_of_the_command_line_is_named_as_it_is_here(text, here):
    assert in_discord(text) == here

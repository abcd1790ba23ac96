import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.discord_app.render.message_splitting import LIMIT
from bot.discord_app.render.messages import (
    answer_post,
    in_discord,
    in_file_words,
)
from bot.discord_app.render.recalled_text import recalled_text
from retrieval.types import ClaimPart, Copy, Question, Recalled, Statement
from support.discord_fakes import citation, found, refused
from support.hostile_text import LIVE, TEXTS, without_escapes

HOSTILE = "[x](https://evil.test) @everyone <@1> ||s|| ```"


HEAD = "**Question:** When did the bridge open?\n\n"


LINK = re.compile(
    r"(?<!\\)\[(?=(?:\\.|[^\]\\\n])*\]\(<https)|\]\(<https://courier\.example/[^\s<>()]*>\)"
)


def test_an_answer_shows_the_question_then_statements_then_numbered_sources_with_links():
    post = answer_post(found("The bridge opened.", "It cost two million."))
    assert post.pages == (
        f"{HEAD}The bridge opened.\u00a0**[1]**\n"
        "It cost two million.\u00a0**[2]**\n\n"
        "**[1]** [Bridge opens](<https://courier.example/1#:~:text=The%20bridge%20opened.>)"
        " · The Courier · 3 November 2016\n"
        "**[2]** [Bridge opens](<https://courier.example/2#:~:text=It%20cost%20two%20million.>)"
        " · The Courier · 3 November 2016\n\n"
        "-# In the articles' own words · receipt receipt-1",
    )
    assert post.file is None


@pytest.mark.parametrize(
    ("form", "head"),
    [("answer", "Question"), ("timeline", "Timeline"), ("compare", "Compare"), ("check", "Claim")],
)
def test_what_was_asked_stands_at_the_head_and_does_nothing(form, head):
    page = answer_post(found(form=form, asked=f"Is\nit {HOSTILE}")).pages[0]
    assert page.startswith(f"**{head}:** Is it \\[x\\]")
    left = without_escapes(LINK.sub("", page))
    assert not re.search(r"https?://|`|\]\(|@everyone|<@|\|\|", left)


def test_the_verdict_on_a_claim_comes_before_anything_else_that_is_said():
    page = answer_post(found(form="check", verdict="contradicted", asked="It is shut.")).pages[0]
    assert page.startswith(
        "**Claim:** It is shut.\n\n**Contradicted: the archive says otherwise.**\nThe bridge"
    )


def test_each_sentence_of_a_claim_stands_below_the_verdict_and_does_nothing():
    parts = (ClaimPart("It is *shut*.", "supported", (1,)), ClaimPart("@everyone?", None))
    told = found(form="check", verdict="not in the archive", asked="It is shut.", parts=parts)
    page = answer_post(told).pages[0]
    assert page.startswith(
        "**Claim:** It is shut.\n\n**Not all of this is in the archive.**\n"
        "1\\. Supported: It is \\*shut\\*.\n2\\. Not in the archive: @\u200beveryone?\nThe bridge"
    )
    refused = replace(told, found=False, citations=(), statements=(), text="Not in the archive. I")
    assert "\n\n1\\. Supported" in answer_post(refused).pages[0]


def test_a_statement_carries_all_its_marks():
    answer = found("One.", "Two.", statements=(Statement("Both.", (1, 2)),))
    assert answer_post(answer).pages[0].startswith(f"{HEAD}Both.\u00a0**[1][2]**\n\n")


def test_an_article_has_one_number_however_often_it_is_cited():
    quoted = [citation(1, article="a"), citation(2, "It cost two.", article="a"),
              citation(3, "It rained.", article="b")]  # fmt: skip
    said = (Statement("Both.", (1, 2)), Statement("It rained.", (3,)))
    page = answer_post(found(citations=tuple(quoted), statements=said)).pages[0]
    assert "Both.\u00a0**[1]**\nIt rained.\u00a0**[2]**\n\n**[1]** [Bridge" in page
    assert page.count("· The Courier ·") == 2


def shown_by_a_parser(page):
    """What a Markdown parser makes of a message: its text, and the addresses that it links to."""
    parser = MarkdownIt("commonmark", {"html": False})
    tokens = [t for block in parser.parse(page) for t in block.children or ()]
    kinds = {"text", "text_special", "softbreak", "hardbreak", "code_inline"}
    text = "".join(t.content or "\n" for t in tokens if t.type in kinds)
    return text, [t.attrGet("href") for t in tokens if t.type == "link_open"]


@pytest.mark.parametrize("said", ["As he wrote [7].", "[7] He wrote.", "It is 2*3*4 [a](b) _c_."])
def test_no_word_of_a_quotation_is_lost_to_a_markdown_parser(said):
    post = answer_post(found(said))
    text, links = shown_by_a_parser(post.pages[0])
    assert said in text
    assert len(links) == 1
    quoted, _ = shown_by_a_parser(recalled_text(Recalled(found(said).citations)))
    assert said in quoted


@given(TEXTS, TEXTS, TEXTS)
def test_a_markdown_parser_finds_no_link_but_those_of_the_articles(text, title, outlet):
    cited = citation(quote=text, title=title, outlet=outlet)
    answer = found(text, asked=title, citations=(cited,), notes=(outlet,))
    for page in (*answer_post(answer).pages, recalled_text(Recalled(answer.citations))):
        _, links = shown_by_a_parser(page.replace("\n", "\n\n"))
        assert all(re.match(r"https://courier\.example/1($|#:~:text=)", to) for to in links)


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
        f"{HEAD}**Not in the archive.**\n\n"
        "**The closest the archive comes**\n"
        "> The bridge opened on Monday.\n"
        "**[1]** [Bridge opens](<https://courier.example/1#:~:text=The%20bridge%20opened%20on%20Monday.>)"
        " · The Courier · 3 November 2016\n\n"
        "> No bridge opened. Nobody came.\n"
        "**[2]** Bridge opens · The Courier · 3 November 2016 · article article2\n\n"
        "-# Read as: Who opened it? · Nothing here mentions Orlo.",
    )


def test_the_nearest_quotations_of_one_article_stand_over_one_source_line():
    near = (citation(1, article="a"), citation(2, "Nobody came.", article="b"),
            citation(3, "It rained.", article="a"))  # fmt: skip
    page = answer_post(refused("Not in the archive.", nearest=near)).pages[0]
    assert "> The bridge opened on Monday.\n\n> It rained.\n**[1]** [" in page
    assert page.index("**[1]**") < page.index("> Nobody came.\n**[2]** [")
    assert page.count("· The Courier ·") == 2


def test_a_refusal_with_nothing_near_is_the_question_and_one_line():
    assert answer_post(refused("Not in the archive.")).pages == (f"{HEAD}**Not in the archive.**",)


def test_the_nearest_quotations_do_nothing():
    page = answer_post(refused("No.", nearest=(citation(1, HOSTILE, title=HOSTILE),))).pages[0]
    left = without_escapes(LINK.sub("", page))
    assert not re.search(r"https?://|`|\]\(|@everyone|<@|\|\|", left)


def test_help_is_its_text_with_the_commands_named_as_they_are_here():
    answer = found(text="Ask a question.\n`dateline articles` lists them.", mode="help",
                   statements=(), citations=(), receipt="r")  # fmt: skip
    here = "`/help` tells of the commands, replies and buttons that there are here."
    assert answer_post(answer).pages == (f"Ask a question.\n/articles lists them.\n\n{here}",)
    thanked = replace(answer, text="You are welcome.")
    assert answer_post(thanked).pages == ("You are welcome.",)


def test_an_answer_about_the_archive_says_so():
    page = answer_post(found("The archive holds 5 articles.", mode="archive")).pages[0]
    assert page.endswith("-# From what the archive knows of its articles · receipt receipt-1")


def test_a_sentence_that_was_broken_over_lines_is_shown_on_one():
    page = answer_post(found("The bridge\nopened  on\r\nMonday.")).pages[0]
    assert page.startswith(f"{HEAD}The bridge opened on Monday.\u00a0**[1]**\n")


def test_an_empty_answer_still_says_something():
    assert answer_post(refused("", asked="")).pages == (
        "The answer came back empty. Ask again, in other words.",
    )


def test_a_hostile_title_is_shown_as_plain_text():
    page = answer_post(found(citations=(citation(title=HOSTILE, outlet=HOSTILE),))).pages[0]
    left = without_escapes(LINK.sub("", page))
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


@pytest.mark.slow
def test_a_very_long_answer_comes_as_its_first_page_and_a_plain_file():
    texts = [f"Sentence {number} of *many*. " * 20 for number in range(40)]
    post = answer_post(found(*texts))
    assert len(post.pages) == 1
    assert len(post.pages[0]) <= LIMIT
    assert post.pages[0].endswith(f"{in_file_words()}\n-# receipt receipt-1")
    assert post.file is not None
    assert all(text.strip() in post.file for text in texts)
    assert "\u00a0[40]" in post.file
    assert "**" not in post.file
    assert post.file.startswith("Question: When did the bridge open?\n\nSentence 0")


@given(TEXTS, TEXTS, TEXTS)
def test_no_piece_of_any_answer_is_too_long_or_alive(text, title, note):
    cited = citation(quote=text, title=title, outlet=note)
    answer = found(text, citations=(cited,), notes=(note,))
    for page in (*answer_post(answer).pages, recalled_text(Recalled(answer.citations))):
        ours = re.sub(
            r"\*\*\[1\]\*\*|(?m:^> )|(?m:^-# )|^\*\*Question:\*\*", "", LINK.sub("", page)
        )
        left = without_escapes(ours)
        assert not any(re.search(pattern, left, re.MULTILINE | re.IGNORECASE) for pattern in LIVE)
    assert all(len(page) <= LIMIT for page in answer_post(answer).pages)


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
    ours = rf"\*\*\[1\]\*\*|(?m:^-# )|{verdict}|^\*\*\w+:\*\*|^__|__$"
    for page in post.pages:
        page = LINK.sub("", page)
        left = without_escapes(re.sub(ours, "", page, flags=re.MULTILINE))
        assert not any(re.search(pattern, left, re.MULTILINE | re.IGNORECASE) for pattern in LIVE)


def test_the_limits_that_the_asker_set_and_how_it_was_answered_are_told():
    days = {"since": "2016-01-01", "until": "2016-02-01", "as_of": "2017-01-01"}
    question = Question("x", outlet="TASS", **days)
    page = answer_post(found(mode="model", receipt="abcd"), question).pages[0]
    assert page.endswith(
        "-# Worded by a chat model, each sentence checked against what it cites · receipt abcd\n"
        "-# Asked for: outlet TASS · since 1 January 2016 · until 1 February 2016"
        " · as of 1 January 2017"
    )


def test_sources_that_are_one_article_stand_in_one_line():
    page = answer_post(found("It opened.", "It cost two.", citations=(
        citation(1, url=None, article="a"), citation(2, url=None, article="a"),
    ))).pages[0]  # fmt: skip
    assert "\n\n**[1]** Bridge opens · The Courier · 3 November 2016 · article a\n\n" in page


def test_a_refusal_names_the_limits_itself_and_once():
    question = Question("x", outlet="TASS", since="2016-01-01")
    text = "Not in the archive. I searched 5 articles (from TASS, since 2016-01-01)."
    told = text.replace("Not in the archive.", "**Not in the archive.**")
    assert answer_post(refused(text), question).pages == (HEAD + told,)


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

"""A long answer's pages: each names what it cites itself, and holds whole statements."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app.render.answer_pages import Around, pages_of
from bot.discord_app.render.message_splitting import LIMIT
from bot.discord_app.render.messages import answer_post
from retrieval.types import Question, Statement
from support import markdown_judge
from support.discord_fakes import citation, found

# " **[1][2]**" behind a sentence, or " **[\[2\]](<https://courier.example/2>)**"
MARKS = re.compile(r"\u00a0\*\*((?:\[\d+\]|\[\\\[\d+\\\]\]\(<[^>]*>\))+)\*\*")
# "[2]", "[\[2\]"
NUMBERS = re.compile(r"\[\\?\[?(\d+)\\?\]")
SOURCES = re.compile(r"^\*\*\[(\d+)\]\*\* \[", re.MULTILINE)


def long_answer(lengths, headings=("",), articles=7, **values):
    """Statements of these lengths, each with a citation of one of a few articles."""
    cited = tuple(
        citation(n, "word " * (length // 5) + "end.", article=f"a{n % articles}")
        for n, length in enumerate(lengths, start=1)
    )
    said = tuple(
        Statement(one.quote, (one.number,), heading=headings[n * len(headings) // len(cited)])
        for n, one in enumerate(cited)
    )
    return found(statements=said, citations=cited, **values)


def numbers(found):
    return {int(number) for marks in found for number in NUMBERS.findall(marks)}


@pytest.mark.slow
@given(st.lists(st.integers(5, 400), min_size=1, max_size=40))
def test_each_page_names_the_articles_that_it_cites_and_no_other(lengths):
    answer = long_answer(lengths)
    post = answer_post(answer)
    assert all(len(page) <= LIMIT for page in post.pages)
    if post.file is None:
        assert sum(len(MARKS.findall(page)) for page in post.pages) == len(lengths)
        for page in post.pages:
            assert numbers(MARKS.findall(page)) == set(map(int, SOURCES.findall(page)))


def test_a_link_opens_at_what_its_own_page_quotes_first():
    quotes = [f"Sentence {n} of the answer is here. " + "word " * 100 for n in range(8)]
    cited = tuple(citation(n, one.strip(), article="a") for n, one in enumerate(quotes, start=1))
    said = tuple(Statement(one.quote, (one.number,)) for one in cited)
    first, second, *_ = answer_post(found(statements=said, citations=cited)).pages
    assert "](<https://courier.example/1#:~:text=Sentence%200%20of" in SOURCES.split(first)[-1]
    assert "](<https://courier.example/4#:~:text=Sentence%203%20of" in SOURCES.split(second)[-1]


def quoting(*quotes, url="https://courier.example/1", statements=None):
    """An answer that quotes these sentences of one article."""
    cited = [citation(n, one, article="a", url=url) for n, one in enumerate(quotes, start=1)]
    said = statements or [Statement(one.quote, (one.number,)) for one in cited]
    return found(citations=tuple(cited), statements=tuple(said))


def test_a_mark_opens_at_its_own_sentence_where_the_title_opens_at_another():
    [page] = answer_post(quoting("It opened.", "It cost two.", "It opened.")).pages
    address = "https://courier.example/1#:~:text="
    assert (
        "It opened.\u00a0**[1]**\n"
        f"It cost two.\u00a0**[\\[1\\]](<{address}It%20cost%20two.>)**\n"
        "It opened.\u00a0**[1]**\n\n"
        f"**[1]** [Bridge opens](<{address}It%20opened.>)"
    ) in page
    assert markdown_judge.links(page) == [f"{address}It%20cost%20two.", f"{address}It%20opened."]


def test_a_mark_of_an_article_without_address_is_no_link():
    [page] = answer_post(quoting("It opened.", "It cost two.", url=None)).pages
    assert "It cost two.\u00a0**[1]**\n" in page
    assert not markdown_judge.links(page)


def test_marks_are_no_links_where_these_would_need_another_page():
    quotes = [f"Sentence {n} of {'a long answer ' * 9}is here." for n in range(9)]
    [page] = answer_post(quoting(*quotes)).pages
    assert len(markdown_judge.links(page)) == 1
    [page] = answer_post(quoting(*quotes[:4])).pages
    assert len(markdown_judge.links(page)) == 4


def about_the_archive(count, listed=0):
    """How many articles there are, and a line for each of those listed."""
    cited = tuple(citation(n) for n in range(1, count + 1))
    said = [Statement(f"There are {count} articles.", tuple(range(1, count + 1)))]
    said += [Statement(f"Article {n}.", (n,)) for n in range(1, listed + 1)]
    return found(mode="archive", citations=cited, statements=tuple(said))


def test_of_many_articles_that_a_count_rests_on_a_few_are_named():
    post = answer_post(about_the_archive(10))
    [page], [cited] = post.pages, post.cited
    assert "There are 10 articles.\u00a0**[1][2][3]**\n\n**[1]** [" in page
    assert "\n7 more under *Sources*.\n\n-# From what" in page
    assert SOURCES.findall(page) == ["1", "2", "3"]
    assert [one.number for one in cited] == [1, 2, 3]


def test_as_many_articles_as_there_is_room_for_and_those_listed_are_all_named():
    for answer in (about_the_archive(4), about_the_archive(6, listed=6)):
        page = answer_post(answer).pages[0]
        assert "more under" not in page
        assert len(SOURCES.findall(page)) == len(answer.citations)


def test_what_later_pages_list_is_not_said_to_be_under_sources_alone():
    pages = answer_post(about_the_archive(18, listed=18)).pages
    assert len(pages) > 1
    assert not any("more under" in page for page in pages)


def test_a_heading_stands_again_over_what_goes_on_on_the_next_page():
    pages = answer_post(long_answer([300] * 12, ("Only The Courier", "Only The Mast"))).pages
    assert len(pages) > 1
    assert all(re.search("^__Only The (?:Courier|Mast)__$", page, re.MULTILINE) for page in pages)
    assert all(page.count("__Only The Mast__") <= 1 for page in pages)


def test_every_page_ends_with_its_number_and_the_receipt():
    pages = answer_post(long_answer([300] * 12)).pages
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert page.endswith(f"\n-# Page {number} of {len(pages)} · receipt receipt-1")


@pytest.mark.parametrize("receipt", ["receipt-1", None])
def test_limits_and_warnings_stand_on_the_first_page_alone_below_its_sources(receipt):
    answer = long_answer(
        [300] * 12, receipt=receipt, understood=("outlet: TASS",), notes=("An old source.",)
    )
    first, *others = answer_post(answer, Question("x", since="2016-01-01")).pages
    how = "-# In the articles' own words\n" if receipt else ""
    told = (
        f"\n\n{how}-# Asked for: since 1 January 2016\n"
        "-# Understood: outlet: TASS\n-# An old source."
    )
    assert told in first
    assert first.index(told) > first.index("**[1]** [Bridge opens]")
    assert others
    assert not any("An old source." in page or "Asked for" in page for page in others)


def test_one_statement_that_fills_a_page_alone_is_not_paged_so():
    assert pages_of(long_answer([100, 1900, 100]), Around("", ""), 1800) is None
    pages = answer_post(long_answer([100, 1900, 100])).pages
    assert len(pages) > 1
    assert all(len(page) <= LIMIT for page in pages)


@pytest.mark.slow
def test_without_a_receipt_more_pages_than_a_channel_bears_come_as_a_file():
    texts = [300] * 24
    assert len(answer_post(long_answer(texts)).pages) > 5
    post = answer_post(long_answer(texts, receipt=None))
    assert len(post.pages) == 1
    assert post.file is not None

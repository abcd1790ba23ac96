"""Every kind of message, with hostile titles, quotations and outlets, before a Markdown parser."""

import re
from types import SimpleNamespace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.discord_app.commands.add_articles import report_post
from bot.discord_app.commands.ask_commands import HELP
from bot.discord_app.commands.message_content import words_of
from bot.discord_app.components.article_list import page_text
from bot.discord_app.components.article_reader import article_pages
from bot.discord_app.render.messages import answer_post
from bot.discord_app.render.recalled_text import recalled_text
from bot.discord_app.render.source_links import source_of
from bot.discord_app.render.unanswered import unanswered_lines
from bot.discord_app.watches.watch_runner import news_post
from bot.discord_app.watches.weekly_digest import Week, digest_post
from retrieval.answer.news import News
from retrieval.archive.reader_feedback import AskedCount, UnansweredQuestion
from retrieval.archive.watches import Watch
from retrieval.search.hit import Hit, HitSentence
from retrieval.search.sentences import Sentence
from retrieval.types import (
    Article,
    ArticleListing,
    Change,
    Failure,
    IndexReport,
    Recalled,
    Statement,
)
from support.discord_fakes import citation, found, passage, refused
from support.hostile_text import TEXTS
from support.markdown_judge import links, odd_marks

OWN_LINK = re.compile(r"https://courier\.example/1($|#:~:text=)")
WORDS = st.tuples(TEXTS, TEXTS, TEXTS)

FEW = settings(max_examples=60, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
"""A dozen messages an example; a failure names its words as they are."""


def listing(title, outlet, url="https://courier.example/1"):
    return ArticleListing(
        "a1", "a1.txt", title, outlet, None, "2016-11-03", "metadata", None, url, "0" * 64, 9, 1,
        "2026-01-01T00:00:00+00:00",
    )  # fmt: skip


def answers(quote, title, outlet):
    cited = citation(quote=quote, title=title, outlet=outlet)
    yield found(quote, asked=title, citations=(cited,), notes=(outlet,))
    yield refused(f"Not in the archive.\n{quote}", asked=title, nearest=(cited,), notes=(outlet,))
    for form in ("timeline", "compare"):
        statement = Statement(quote, (1,), heading=outlet)
        yield found(asked=title, form=form, statements=(statement,), citations=(cited,))
    yield found(quote, asked=title, form="check", verdict="contradicted", citations=(cited,))


def pages(quote, title, outlet):
    """A message of every kind, with these words in it."""
    for answer in answers(quote, title, outlet):
        yield from answer_post(answer).pages
    yield recalled_text(Recalled((citation(quote=quote, title=title, outlet=outlet),)))
    of = passage(title, outlet=outlet, url="https://courier.example/1")
    new = HitSentence(Hit(of, (Sentence((0, len(quote)), quote, 1.0, 1.0),)), 0)
    watch = Watch(1, 1, 1, 1, title, "2026-01-01", 0)
    yield from news_post([(watch, News(1, (new,))), (watch, News(1, (new,)))]).pages
    one = listing(title, outlet)
    yield page_text(1, 0, (one,))
    failed = Failure(title, f"{title}: {quote}")
    yield from report_post(
        IndexReport((Change(title, "it is new"),), failed=(failed,)), [one]
    ).pages
    missing = (UnansweredQuestion(quote, 2, "2026-01-01"),)
    yield "\n".join(unanswered_lines(missing))
    yield from digest_post(
        Week((one, listing(title, outlet, None)), AskedCount(3, 1), missing, {"a1": quote})
    ).pages
    article = Article("a1", "a1.txt", quote, "0" * 64, title=title, outlet=outlet)
    yield from article_pages(article, 0, len(quote) // 2)[0]
    yield source_of(article)


@pytest.mark.slow
@FEW
@given(WORDS)
def test_no_words_of_an_article_or_an_asker_become_markup_or_a_link(words):
    for page in pages(*words):
        assert odd_marks(page) == set()
        assert all(OWN_LINK.match(to) for to in links(page))


@pytest.mark.slow
@FEW
@given(TEXTS, TEXTS)
def test_what_an_embed_says_is_checked_as_a_claim_and_shown_as_plain_words(title, description):
    embed = SimpleNamespace(title=title, description=description, url=None, fields=[])
    message = SimpleNamespace(
        clean_content="", content="", embeds=[embed], message_snapshots=[], mentions=[],
        role_mentions=[], components=[],
    )  # fmt: skip
    claim = words_of(message)
    [page] = answer_post(found(asked=claim, form="check", verdict="supported")).pages[:1]
    assert odd_marks(page) == set()
    assert all(OWN_LINK.match(to) for to in links(page))


@pytest.mark.parametrize("wrong", [
    "# Big", "- one", "1. one", "```\ncode\n```", "![x](https://evil.test/x.png)", "<b>x</b>",
    "a `b` c", "---", "    code",
])  # fmt: skip
def test_the_judge_sees_what_no_message_has(wrong):
    assert odd_marks(f"Before.\n{wrong}")


def test_the_help_is_of_dateline_own_marks_alone():
    assert odd_marks(HELP, own=True) == set()
    assert links(HELP) == []

"""Where gold articles rank, against values worked out by hand."""

from __future__ import annotations

import math

import pytest

from retrieval.evaluation.ranking import is_named, rank, unknown_names
from support.judged import passage


def ranked(gold: str, came: str):  # type: ignore[no-untyped-def]
    return rank(gold.split(), [passage(f"{name}.md") for name in came.split()])


def test_passages_of_one_article_count_once() -> None:
    assert ranked("b", "a a a b").first == 2


def test_ndcg_and_recall_are_those_of_trec_eval_for_binary_gold() -> None:
    got = ranked("b d x", "a b c d")
    gain = 1 / math.log2(3) + 1 / math.log2(5)
    ideal = 1 + 1 / math.log2(3) + 1 / math.log2(4)
    assert got.ndcg == pytest.approx(gain / ideal)
    assert got.recall == pytest.approx(2 / 3)
    assert got.first == 2


def test_all_gold_in_front_is_one_and_none_is_nought() -> None:
    assert ranked("a b", "b a c").ndcg == 1
    assert ranked("a b", "b a c").recall == 1
    missed = ranked("x", "a b")
    assert (missed.first, missed.ndcg, missed.recall) == (None, 0, 0)


def test_what_comes_after_the_tenth_article_has_a_rank_but_no_gain() -> None:
    got = ranked("x", "a b c d e f g h i j x")
    assert (got.first, got.ndcg, got.recall) == (11, 0, 0)


def test_two_articles_that_go_by_one_name_count_once() -> None:
    got = rank(["a"], [passage("one/a.md"), passage("two/a.md")])
    assert got.recall == 1
    assert got.ndcg == 1


def test_nothing_to_look_for_is_no_ranking() -> None:
    with pytest.raises(ValueError, match="no gold"):
        rank([], [passage("a.md")])


@pytest.mark.parametrize(
    ("name", "source", "url"),
    [
        ("treaty", "news/treaty.md", None),
        ("treaty.md", "news/treaty.md", None),
        ("news/treaty.md", "/archive/news/treaty.md", None),
        ("news/treaty.md", "C:\\archive\\news\\treaty.md", None),
        ("wire.jsonl#12", "in/wire.jsonl#12", None),
        ("12", "in/wire.jsonl#12", None),
        ("set:a/b.c", "in/wire.jsonl#set:a/b.c", None),
        ("https://a.test/2015/x", "saved/x.html", "https://a.test/2015/x/"),
        ("https://a.test/2015/x/", "https://a.test/2015/x", None),
    ],
)
def test_an_article_is_named_by_its_source_its_address_or_a_tail(
    name: str, source: str, url: str | None
) -> None:
    article = passage(source, url=url)
    assert is_named(name, article)
    assert unknown_names([name], [article]) == []


@pytest.mark.parametrize("name", ["reaty.md", "tre", "news", "treaty.html", "other/treaty.md"])
def test_a_part_of_a_name_names_nothing(name: str) -> None:
    article = passage("news/treaty.md")
    assert not is_named(name, article)
    assert unknown_names([name, name], [article]) == [name]

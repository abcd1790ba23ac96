"""What is held, by article and by file, as far as planning needs it."""

from __future__ import annotations

from retrieval.archive.stock import (
    Held,
    Stock,
    counts,
    facts_of,
    sources,
    stamps,
    stock_of,
    whole_stock,
)
from retrieval.archive.store import Archive
from support.archives import Folder, Run
from support.articles import article, story


def test_an_article_has_one_file_at_a_time() -> None:
    stock = Stock([Held("a", "a.txt", "/a"), Held("b", "b.txt", "/a")])
    stock.put(Held("a", "a.txt", "/c"))
    assert [one.id for one in stock.of_file("/a")] == ["b"]
    assert [one.id for one in stock.of_file("/c")] == ["a"]
    stock.drop("a")
    stock.drop("nothing")
    assert stock.of_file("/c") == []


def test_of_a_few_files_and_articles_what_is_held_is_told(
    archive: Archive, folder: Folder, run: Run
) -> None:
    one, two = article("one", story(1)), article("two", story(2))
    folder.put("many", one, two)
    folder.put_story("third")
    folder.put_story("other")
    run()
    many, third = (file.key for file in folder.only("many", "third").files)
    with archive.reading() as connection:
        few = stock_of(connection, [many], [many], ["third", "none"])
        one_only, whole = stock_of(connection, [many], [], ["one"]), whole_stock(connection)
        assert counts(connection)[many] == 2
        assert stamps(connection) == whole.stamps
        assert {held.id for held in sources(connection)} == set(whole.articles)
    assert list(few.articles) == ["one", "two", "third"]
    assert few.articles["one"].facts == facts_of(one)
    assert [held.id for held in few.of_file(many)] == ["one", "two"]
    assert set(few.stamps) == set(one_only.stamps) == {many}
    assert list(one_only.articles) == ["one"]
    assert set(whole.articles) == {"one", "two", "third", "other"}
    assert third in whole.stamps

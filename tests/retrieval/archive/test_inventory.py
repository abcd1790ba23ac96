"""What is held, by article and by file, as far as planning needs it."""

from __future__ import annotations

from retrieval.archive.inventory import (
    HeldArticle,
    Inventory,
    article_facts,
    articles_by_file,
    file_stamps,
    full_inventory,
    held_articles,
    inventory_of,
)
from retrieval.archive.store import Archive
from support.archives import Folder, Run
from support.articles import article, story


def test_an_article_has_one_file_at_a_time() -> None:
    inventory = Inventory([HeldArticle("a", "a.txt", "/a"), HeldArticle("b", "b.txt", "/a")])
    inventory.put(HeldArticle("a", "a.txt", "/c"))
    assert [one.id for one in inventory.of_file("/a")] == ["b"]
    assert [one.id for one in inventory.of_file("/c")] == ["a"]
    inventory.drop("a")
    inventory.drop("nothing")
    assert inventory.of_file("/c") == []


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
        few = inventory_of(connection, [many], [many], ["third", "none"])
        one_only, whole = inventory_of(connection, [many], [], ["one"]), full_inventory(connection)
        assert articles_by_file(connection)[many] == 2
        assert file_stamps(connection) == whole.stamps
        assert {held.id for held in held_articles(connection)} == set(whole.articles)
    assert list(few.articles) == ["one", "two", "third"]
    assert few.articles["one"].facts == article_facts(one)
    assert [held.id for held in few.of_file(many)] == ["one", "two"]
    assert set(few.stamps) == set(one_only.stamps) == {many}
    assert list(one_only.articles) == ["one"]
    assert set(whole.articles) == {"one", "two", "third", "other"}
    assert third in whole.stamps

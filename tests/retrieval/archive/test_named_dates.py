"""The dates of a stretch of an article: whole within it, in order, and of that article alone."""

from __future__ import annotations

from retrieval.archive.named_dates import mentions_in
from retrieval.archive.store import Archive
from retrieval.types import DateMention
from support.archives import Folder, commit_articles
from support.articles import article

TEXT = "On 4 June 2015 it rained. It was dry in July 2015. It snowed."
FIRST = DateMention(3, 14, "2015-06-04", "2015-06-04")
SECOND = DateMention(40, 49, "2015-07-01", "2015-07-31")


def test_only_what_stands_whole_in_the_stretch_is_named(archive: Archive, folder: Folder) -> None:
    one = article("aaaa", TEXT, dates=(FIRST, SECOND))
    other = article("bbbb", TEXT.replace("June", "May"), dates=(FIRST,))
    commit_articles(archive, folder, one, other)
    with archive.reading() as connection:
        assert mentions_in(connection, "aaaa", 0, len(TEXT)) == (FIRST, SECOND)
        assert mentions_in(connection, "aaaa", 3, 14) == (FIRST,)
        assert mentions_in(connection, "aaaa", 4, 14) == ()
        assert mentions_in(connection, "aaaa", 26, len(TEXT)) == (SECOND,)
        assert mentions_in(connection, "bbbb", 26, len(TEXT)) == ()
        assert mentions_in(connection, "cccc", 0, len(TEXT)) == ()

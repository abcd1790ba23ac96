"""What an article's text states, as the archive keeps it: language, dates, acronyms."""

from __future__ import annotations

from retrieval.archive.store import Archive
from retrieval.types import DateMention
from support.archives import Folder, HashedWords, Run

STATED = {
    "language": "en",
    "dates": (
        DateMention(3, 9, "2014-12-01", "2014-12-31"),
        DateMention(9, 12, "2015-01-01", "2015-01-01"),
    ),
    "acronyms": (("SCO", "Shanghai Cooperation Organisation"), ("ШОС", "Шанхайская организация")),
}


def test_what_an_article_states_is_read_back_as_it_was(
    archive: Archive, folder: Folder, run: Run
) -> None:
    one = folder.put_story("aaaa", **STATED)
    run()
    assert archive.article("aaaa") == one
    assert [listing.language for listing in archive.listings()] == ["en"]


def test_another_statement_is_an_update_and_embeds_nothing(
    archive: Archive, folder: Folder, run: Run, embedder: HashedWords
) -> None:
    folder.put_story("aaaa")
    run()
    embedded = len(embedder.embedded)
    for name, value in STATED.items():
        one = folder.put_story("aaaa", **{name: value})
        assert [change.source for change in run().updated] == ["aaaa.json"]
        assert archive.article("aaaa") == one
    assert len(embedder.embedded) == embedded
    assert run().updated == ()

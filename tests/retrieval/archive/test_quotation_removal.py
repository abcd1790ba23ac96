"""Receipts lose what they quote of an article that is removed."""

from __future__ import annotations

import pytest

from retrieval.archive.indexing import remove
from retrieval.archive.quotation_removal import REMOVED
from retrieval.archive.store import Archive
from retrieval.receipts.markdown_export import as_markdown
from retrieval.receipts.receipts import find_receipt, recall, verify_receipt
from retrieval.types import Article
from support.archives import Folder, Run
from support.receipts import answered, first_sentence


@pytest.fixture
def secret(folder: Folder) -> Article:
    """An article that is to go, beside another that is to stay."""
    folder.put_story("bbbb")
    return folder.put_story("aaaa", title="Zanzibarium", outlet="Post")


def test_an_answer_keeps_what_other_articles_said(
    archive: Archive, folder: Folder, secret: Article, run: Run
) -> None:
    run()
    kept = archive.article("bbbb")
    assert kept is not None
    receipt = answered(archive, secret, kept, notes="Zanzibarium says otherwise.")
    remove(archive, ["aaaa"])
    answer = find_receipt(archive, receipt).answer
    assert answer["text"] == f"{REMOVED} {first_sentence(kept)} [2]"
    assert answer["notes"] == []
    gone, stands = verify_receipt(archive, find_receipt(archive, receipt))
    assert (gone.standing, gone.citation["quote"], gone.citation["title"]) == (
        "removed",
        None,
        None,
    )
    assert (stands.standing, stands.citation["quote"]) == ("exact", first_sentence(kept))
    recalled = recall(archive, receipt)
    assert recalled is not None
    assert (recalled.removed, len(recalled.citations)) == ((1,), 1)
    assert first_sentence(kept)[:9] in as_markdown(archive, receipt)


def test_a_refusal_keeps_its_own_words_alone(archive: Archive, secret: Article, run: Run) -> None:
    run()
    receipt = answered(archive, secret, found=False)
    remove(archive, ["aaaa"])
    answer = find_receipt(archive, receipt).answer
    assert answer["text"] == "Not in the archive."
    assert [one["quote"] for one in answer["nearest"]] == [None]


def test_what_goes_with_its_file_comes_back_with_it(
    archive: Archive, folder: Folder, secret: Article, run: Run
) -> None:
    run()
    receipt = answered(archive, secret)
    folder.delete("aaaa")
    run()
    assert [one.standing for one in verify_receipt(archive, find_receipt(archive, receipt))] == [
        "removed"
    ]
    folder.put("aaaa", secret)
    run()
    assert [one.standing for one in verify_receipt(archive, find_receipt(archive, receipt))] == [
        "exact"
    ]

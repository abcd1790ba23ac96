"""A question asked again: worked out once, verified each time, and anew after any change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from retrieval.answer.model_drafting import DraftingModel
from retrieval.answer.pipeline import Pipeline, by_retriever
from retrieval.answer.writers import Models
from retrieval.archive.indexing import remove
from retrieval.archive.store import Archive
from retrieval.names.aliases import FILE as ALIASES
from retrieval.search.retriever import HybridRetriever
from retrieval.types import Answer
from support.passages import COST, HARBOUR, MakeArchive, told

pytestmark = pytest.mark.slow


class Asked:
    """A pipeline that counts how often its archive is searched."""

    def __init__(self, archive: Archive, retriever: HybridRetriever, models: Models) -> None:
        search = by_retriever(retriever)
        self.searches = 0

        def counted(part):
            self.searches += 1
            return search(part)

        self.pipeline = Pipeline(archive, counted, models, remember=True)

    def __call__(self, question) -> Answer:
        return self.pipeline(question)


@pytest.fixture
def ask(
    make_archive: MakeArchive, make_retriever: Callable[[Archive], HybridRetriever]
) -> tuple[Archive, Asked]:
    archive = make_archive(HARBOUR)
    return archive, Asked(archive, make_retriever(archive), Models())


def test_the_same_answer_comes_again_with_a_receipt_of_its_own(ask) -> None:
    _, asked = ask
    first = asked(replace(COST, id="a"))
    spaced = f"  {COST.text.replace(' ', '   ')}  "
    second = asked(replace(COST, text=spaced, id="b"))
    assert asked.searches == 1
    assert told(second) | {"id": "a", "asked": first.asked} == told(first)
    assert (second.id, second.asked) == ("b", spaced.strip())
    assert second.receipt not in (None, first.receipt)
    assert [step.name for step in second.steps] == ["plan", "verify"]


@pytest.mark.parametrize(
    "other", [{"k": 3}, {"literal": True}, {"since": "2020-01-01"}, {"text": "Who dredges it?"}]
)
def test_another_limit_or_word_is_another_question(ask, other) -> None:
    _, asked = ask
    asked(COST)
    asked(replace(COST, **other))
    assert asked.searches == 2


def test_a_follow_up_is_never_answered_from_memory(ask) -> None:
    _, asked = ask
    answer = asked(COST)
    asked(replace(COST, earlier=(answer,)))
    asked(replace(COST, earlier=(answer,)))
    assert asked.searches == 3


def test_what_was_removed_is_gone_from_the_next_answer_on(ask) -> None:
    archive, asked = ask
    assert asked(COST).found
    remove(archive, [HARBOUR.id])
    answer = asked(COST)
    assert (answer.found, answer.passages, answer.nearest) == (False, (), ())


def test_every_citation_is_read_back_even_of_a_remembered_answer(ask) -> None:
    archive, asked = ask
    assert asked(COST).found
    with archive.noting() as connection:  # damage, which no generation tells of
        connection.execute("update articles set text = replace(text, 'crowns', 'francs')")
    answer = asked(COST)
    assert (answer.found, asked.searches) == (False, 1)


def test_a_change_of_the_aliases_is_a_change(ask) -> None:
    archive, asked = ask
    asked(COST)
    (archive.home / ALIASES).write_text('[names]\n"Harbour" = ["Haven"]\n', "utf-8")
    asked(COST)
    assert asked.searches == 2


def test_an_answer_that_the_archive_overtook_is_not_remembered(ask) -> None:
    archive, asked = ask
    state = asked.pipeline.retrieve(asked.pipeline.plan(COST))
    with archive.writing():
        pass
    asked.pipeline.write(asked.pipeline.read(state))
    asked(COST)
    assert asked.searches == 2


def test_a_chat_model_is_asked_each_time(
    ask, make_retriever: Callable[[Archive], HybridRetriever]
) -> None:
    archive, _ = ask

    def silent(*_: object) -> None:
        raise TimeoutError

    models = Models(wording=DraftingModel(silent, silent))
    asked = Asked(archive, make_retriever(archive), models)
    asked(COST)
    asked(COST)
    assert asked.searches == 2

"""The way of a question through the whole chain, without a model."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.runnables import Runnable
from presses import ARTICLES, HARBOUR

from retrieval.answer import extractive
from retrieval.answer.chain import LONGEST_QUESTION, build_chain
from retrieval.answer.draft import Draft
from retrieval.answer.wording import Wording
from retrieval.archive.indexing import remove
from retrieval.archive.store import Archive
from retrieval.errors import UsageError
from retrieval.search.hybrid import Hit
from retrieval.search.retriever import HybridRetriever
from retrieval.types import Answer, Question

Chain = Runnable[Question, Answer]
COST = Question("What will the dredging cost?")


@pytest.fixture(scope="session")
def chain(archive: Archive, retriever: HybridRetriever) -> Chain:
    return build_chain(archive, retriever)


def told(answer: Answer) -> dict[str, Any]:
    """What an answer says, without what differs from one time to the next."""
    return {
        name: getattr(answer, name)
        for name in Answer.__slots__
        if name not in ("ms", "receipt", "steps")
    }


def well_formed(answer: Answer) -> bool:
    """What every answer promises."""
    texts = {a.id: a.text for a in ARTICLES}
    for place in (*answer.citations, *answer.passages):
        quoted = place.quote if hasattr(place, "quote") else place.text
        assert quoted == texts[place.article][place.start : place.end]
    assert answer.found == bool(answer.statements) == bool(answer.citations)
    if answer.found:
        marks = [int(n) for n in re.findall(r"\[(\d+)\]", answer.text)]
        assert list(dict.fromkeys(marks)) == [c.number for c in answer.citations]
        assert [c.number for c in answer.citations] == list(range(1, len(answer.citations) + 1))
        for statement in answer.statements:
            assert statement.text in answer.text
            assert list(answer.cited(statement))
    else:
        assert answer.text.startswith("Not in the archive.")
    return True


def test_an_answer_is_a_sentence_of_an_article_with_its_place(chain: Chain) -> None:
    answer = chain.invoke(Question("What will the dredging cost?", id="q1"))
    assert answer.found
    assert answer.mode == "extractive"
    assert "The dredging will cost 4.2 million crowns and take eighteen months. [" in answer.text
    assert answer.citations[0].article == "harbour"
    assert answer.citations[0].hash == HARBOUR.hash
    assert (answer.asked, answer.question, answer.id) == (COST.text, COST.text, "q1")
    assert answer.coverage.articles == len(ARTICLES)
    assert answer.ms > 0
    assert well_formed(answer)


def test_what_the_archive_does_not_hold_is_refused_with_the_nearest(chain: Chain) -> None:
    answer = chain.invoke(Question("Who won the chess olympiad in Zanzibar?"))
    assert not answer.found
    assert answer.statements == answer.citations == ()
    assert len(answer.passages) == len(ARTICLES)
    assert "3 articles dated 2021-03-04 to 2022-06-10 (1 undated)" in answer.text
    assert "Nearest: " in answer.text
    assert well_formed(answer)


def test_limits_hold_for_the_answer(chain: Chain) -> None:
    answer = chain.invoke(Question(COST.text, outlet="vesper daily"))
    assert not answer.found
    assert {passage.article for passage in answer.passages} == {"comet"}
    assert "from vesper daily" in answer.text


def test_k_is_the_number_of_passages(chain: Chain) -> None:
    assert len(chain.invoke(Question(COST.text, k=1)).passages) == 1


def test_a_follow_up_is_made_to_stand_alone_and_the_reader_told(chain: Chain) -> None:
    first = chain.invoke(Question("What did Orla Venn say about the fishing crews?"))
    second = chain.invoke(Question("What does she chair?", earlier=(first,)))
    assert second.asked == "What does she chair?"
    assert second.question == "What does Orla Venn chair?"
    assert second.notes == ("Read as: What does Orla Venn chair?",)
    assert second.found


async def test_invoke_ainvoke_and_batch_agree(chain: Chain) -> None:
    questions = [COST, Question("Who chairs the council?"), Question("Who is Zebedee Quux?")]
    one_by_one = [told(chain.invoke(question)) for question in questions]
    assert [told(answer) for answer in chain.batch(questions)] == one_by_one
    assert [told(await chain.ainvoke(question)) for question in questions] == one_by_one
    assert [told(answer) for answer in await chain.abatch(questions)] == one_by_one


async def test_callbacks_see_the_retriever_at_work(chain: Chain) -> None:
    class Listening(BaseCallbackHandler):
        def on_retriever_start(self, serialized: object, query: str, **_: object) -> None:
            seen.append(query)

    seen: list[str] = []
    config: Any = {"callbacks": [Listening()]}
    chain.invoke(COST, config)
    await chain.ainvoke(COST, config)
    assert seen == [COST.text, COST.text]


@pytest.mark.parametrize("text", ["", "   \n\t", "?!", "🙂🙂", "\x00", "—", "\ud800"])
def test_a_question_without_words_is_sent_back(chain: Chain, text: str) -> None:
    with pytest.raises(UsageError, match="The question is empty"):
        chain.invoke(Question(text))


def test_a_question_that_is_far_too_long_is_sent_back(chain: Chain) -> None:
    with pytest.raises(UsageError, match="10,000 characters"):
        chain.invoke(Question("q" * 10_000))
    assert chain.invoke(Question("why " * (LONGEST_QUESTION // 4))).asked


@pytest.mark.parametrize(
    "text",
    [
        "What will\x00 the dredging cost?",
        "Сколько стоят дноуглубительные работы?",
        "疏浚费用是多少？",
        "كم تكلفة التجريف؟",
        "cost 🙂 dredging",
        "cost \ud800 dredging",
        '"unclosed AND (NEAR price:',
        "cost" * 400,
    ],
)
def test_a_question_in_any_script_has_an_answer_or_a_refusal(chain: Chain, text: str) -> None:
    assert well_formed(chain.invoke(Question(text)))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(st.characters(), max_size=80), st.text(max_size=8))
def test_no_text_brings_anything_but_an_answer_or_a_sentence_for_the_user(
    chain: Chain, text: str, outlet: str
) -> None:
    try:
        answer = chain.invoke(Question(text, outlet=outlet))
    except UsageError:
        assert not any(char.isalnum() for char in text)
    else:
        assert well_formed(answer)


def test_an_empty_archive_refuses_and_names_no_nearest(
    make_archive: Callable[..., Archive], make_retriever: Callable[[Archive], HybridRetriever]
) -> None:
    archive = make_archive()
    answer = build_chain(archive, make_retriever(archive)).invoke(COST)
    assert answer.text == (
        "Not in the archive. I searched an empty archive and found no answer to this."
    )


def test_an_article_removed_between_two_questions_is_not_quoted(
    make_archive: Callable[..., Archive], make_retriever: Callable[[Archive], HybridRetriever]
) -> None:
    archive = make_archive(*ARTICLES)
    chain = build_chain(archive, make_retriever(archive))
    assert chain.invoke(COST).found
    remove(archive, ["harbour"])
    answer = chain.invoke(COST)
    assert not answer.found
    assert "harbour" not in {passage.article for passage in answer.passages}
    assert answer.coverage.articles == len(ARTICLES) - 1


def test_an_article_removed_while_the_answer_is_written_is_not_quoted(
    make_archive: Callable[..., Archive], make_retriever: Callable[[Archive], HybridRetriever]
) -> None:
    def write(question: str, hits: Sequence[Hit], *_: object) -> Draft:
        draft = extractive.write(question, hits)
        assert draft.statements
        remove(archive, ["harbour"])
        return draft

    archive = make_archive(HARBOUR)
    answer = build_chain(archive, make_retriever(archive), wording=Wording(write)).invoke(COST)
    assert (answer.found, answer.statements, answer.citations) == (False, (), ())

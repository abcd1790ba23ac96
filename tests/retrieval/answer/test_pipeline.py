"""The way of a question through the pipeline, and through LangChain's `Runnable` over it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from langchain_core.callbacks import BaseCallbackHandler, CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from retrieval.answer import pipeline as steps
from retrieval.answer.model_drafting import DraftingModel
from retrieval.answer.pipeline import Pipeline, build_chain, by_retriever
from retrieval.answer.question_validation import LONGEST_QUESTION
from retrieval.answer.writers import Models
from retrieval.archive.chunking import sentences
from retrieval.archive.indexing import remove
from retrieval.archive.store import Archive
from retrieval.errors import UsageError
from retrieval.models.reader import Readings, ReadingWindow
from retrieval.search.hit import Hit
from retrieval.search.retriever import HybridRetriever
from retrieval.types import Answer, Limits, Question
from retrieval.types.draft import Draft, DraftStatement, Quote, quotation
from support.articles import article
from support.passages import (
    ARTICLES,
    COMET,
    COST,
    HARBOUR,
    Chain,
    MakeArchive,
    MakeChain,
    Marks,
    Says,
    told,
)

pytestmark = pytest.mark.slow

SAYS = "The dredging will cost 4.2 million crowns and take eighteen months."


@pytest.fixture(scope="session")
def chain(archive: Archive, make_chain: MakeChain) -> Chain:
    return make_chain(archive)


def well_formed(answer: Answer) -> bool:
    """What every answer promises."""
    texts = {a.id: a.text for a in ARTICLES}
    for place in (*answer.citations, *answer.nearest, *answer.passages):
        quoted = place.quote if hasattr(place, "quote") else place.text
        assert quoted == texts[place.article][place.start : place.end]
    if answer.mode == "help":
        assert (answer.statements, answer.citations) == ((), ())
        return True
    assert answer.found == bool(answer.statements) == bool(answer.citations)
    if answer.found:
        assert answer.nearest == ()
        assert [c.number for c in answer.citations] == list(range(1, len(answer.citations) + 1))
        used = [number for statement in answer.statements for number in statement.citations]
        assert list(dict.fromkeys(used)) == [c.number for c in answer.citations]
        for statement in answer.statements:
            assert statement.text in answer.text
            assert statement.citations
            assert all(f"[{number}]" in answer.text for number in statement.citations)
            if answer.mode == "extractive":
                assert statement.text in [one.quote for one in answer.cited(statement)]
    else:
        refused = ("Not in the archive.", "В архиве об этом нет.", "Мұрағатта бұл туралы жоқ.")
        assert answer.text.startswith(refused)
        assert len(answer.nearest) <= 3
        assert [c.number for c in answer.nearest] == list(range(1, len(answer.nearest) + 1))
    return True


def test_an_answer_is_a_sentence_of_an_article_with_its_place(chain: Chain) -> None:
    answer = chain.invoke(replace(COST, id="q1"))
    assert (answer.found, answer.mode) == (True, "extractive")
    assert SAYS in answer.statements[0].text
    assert (answer.citations[0].article, answer.citations[0].hash) == ("harbour", HARBOUR.hash)
    assert (answer.asked, answer.question, answer.id) == (COST.text, COST.text, "q1")
    assert answer.coverage.articles == len(ARTICLES)
    assert answer.ms > 0
    assert answer.receipt
    assert [step.name for step in answer.steps] == ["plan", "retrieve", "read", "write", "verify"]
    assert well_formed(answer)


def test_what_the_archive_does_not_hold_is_refused_with_the_nearest_sentences(
    chain: Chain,
) -> None:
    answer = chain.invoke(Question("Who won the chess olympiad in Zanzibar?"))
    assert not answer.found
    assert answer.statements == answer.citations == ()
    assert len(answer.passages) == len(ARTICLES)
    assert answer.nearest
    assert "\n" not in answer.text
    assert "3 articles dated 4 March 2021 to 10 June 2022 (1 undated)" in answer.text
    assert any("Zanzibar" in note for note in answer.notes)
    assert well_formed(answer)


@pytest.mark.parametrize("text", ["hello", "thanks", "help"])
def test_a_greeting_gets_help_and_no_refusal(chain: Chain, text: str) -> None:
    answer = chain.invoke(Question(text))
    assert (answer.found, answer.mode) == (True, "help")
    assert "Not in the archive" not in answer.text
    assert well_formed(answer)


def test_a_question_about_the_archive_is_answered_from_its_records(chain: Chain) -> None:
    answer = chain.invoke(Question("How many articles are there from Vesper Daily?"))
    assert (answer.found, answer.mode) == (True, "archive")
    assert [citation.article for citation in answer.citations] == ["comet"]


def test_limits_hold_for_the_answer(chain: Chain) -> None:
    answer = chain.invoke(Question(COST.text, outlet="vesper daily"))
    assert not answer.found
    assert {passage.article for passage in answer.passages} == {"comet"}
    assert {citation.article for citation in answer.nearest} == {"comet"}
    assert "from vesper daily" in answer.text


def test_k_is_the_number_of_passages(chain: Chain) -> None:
    assert len(chain.invoke(Question(COST.text, k=1)).passages) == 1


def test_a_follow_up_is_made_to_stand_alone_and_the_reader_told(chain: Chain) -> None:
    first = chain.invoke(Question("Who chairs the council?"))
    second = chain.invoke(Question("What does she chair?", earlier=(first,)))
    assert second.asked == "What does she chair?"
    assert "Orla Venn" in second.question
    assert f"Read as: {second.question}" in second.notes


def test_who_said_and_which_outlet_ran_what_was_quoted_is_told(
    chain: Chain,
) -> None:
    first = chain.invoke(COST)
    cited = first.citations[0]
    said = chain.invoke(Question("Who said so?", earlier=(first,)))
    assert said.text.startswith("No speaker was found beside this sentence; ")
    assert said.citations[0].quote in cited.quote
    ran = chain.invoke(Question("And which outlet is it from?", earlier=(first, said)))
    assert {one.article for one in ran.citations} == {cited.article}
    assert ran.text.startswith(f"{cited.outlet} reported it. [1]")
    # Neither is what the next one goes on with.
    when = chain.invoke(Question("Who pays for it?", earlier=(first, said, ran)))
    assert "dredging" in when.question


async def test_invoke_ainvoke_and_batch_agree_with_the_plain_steps(
    chain: Chain, archive: Archive, retriever: HybridRetriever, models: Models
) -> None:
    plainly = Pipeline(archive, by_retriever(retriever), models)
    questions = [COST, Question("Who chairs the council?"), Question("Who is Zebedee Quux?")]
    one_by_one = [told(plainly(question)) for question in questions]
    assert [told(chain.invoke(question)) for question in questions] == one_by_one
    assert [told(answer) for answer in chain.batch(questions)] == one_by_one
    assert [told(await chain.ainvoke(question)) for question in questions] == one_by_one


async def test_callbacks_see_the_retriever_at_work(chain: Chain) -> None:
    class Listening(BaseCallbackHandler):
        def on_retriever_start(self, serialized: object, query: str, **_: object) -> None:
            seen.append(query)

    seen: list[str] = []
    config: Any = {"callbacks": [Listening()]}
    chain.invoke(COST, config)
    await chain.ainvoke(COST, config)
    assert seen == [COST.text, COST.text]


def test_an_answer_leaves_no_receipt_where_none_is_wanted(chain: Chain) -> None:
    assert chain.invoke(COST, {"configurable": {"receipt": False}}).receipt is None


def test_every_step_is_taken_once_and_the_question_parsed_once(
    archive: Archive, retriever: HybridRetriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[str] = []

    def counted(name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            taken.append(name)
            return step(*args, **kwargs)

        return call

    monkeypatch.setattr(steps, "make_plan", counted("plan", steps.make_plan))
    monkeypatch.setattr(steps, "read", counted("read", steps.read))
    monkeypatch.setattr(steps, "verify", counted("verify", steps.verify))
    monkeypatch.setattr(steps.writers, "write_answer", counted("write", steps.writers.write_answer))
    marks = Marks({"cost": 9.0})
    search = counted("retrieve", by_retriever(retriever))
    answer = Pipeline(archive, search, Models(reader=marks))(COST)
    assert answer.found
    assert taken == ["plan", "retrieve", "read", "write", "verify"]
    assert marks.asked == [COST.text]


def test_a_timeline_is_not_read_by_the_reader(archive: Archive, retriever: HybridRetriever) -> None:
    marks = Marks({})
    Pipeline(archive, by_retriever(retriever), Models(reader=marks))(
        Question("dredging", form="timeline")
    )
    assert marks.asked == []


class Plain(BaseRetriever):
    """Another retriever: whole articles as plain documents, with no weights and no sentences."""

    asked: ClassVar[list[str]] = []

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, **_: Any
    ) -> list[Document]:
        self.asked.append(query)
        return [
            Document(
                a.text,
                metadata={
                    "article": a.id, "hash": a.hash, "source": a.source,
                    "start": 0, "end": len(a.text),
                },
            )
            for a in ARTICLES
        ]  # fmt: skip


def test_any_retriever_may_take_the_place_of_ours(archive: Archive, models: Models) -> None:
    other = Plain()
    answer = build_chain(archive, other, models).invoke(COST)
    assert answer.found
    assert SAYS in answer.statements[0].text
    assert other.asked == [COST.text]
    assert well_formed(answer)
    assert well_formed(build_chain(archive, other, models).invoke(Question("Who won in Zanzibar?")))


class Lying(BaseRetriever):
    """A retriever whose documents are not what is stored."""

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, **_: Any
    ) -> list[Document]:
        text = HARBOUR.text.replace("4.2 million", "9.9 million")
        place = {"start": 0, "end": len(text), "article": "harbour", "hash": HARBOUR.hash}
        return [Document(text, metadata={**place, "source": "harbour.txt"})]


def test_what_another_retriever_makes_up_is_not_quoted(archive: Archive, models: Models) -> None:
    answer = build_chain(archive, Lying(), models).invoke(COST)
    assert (answer.found, answer.citations) == (False, ())
    assert "9.9" not in f"{answer.text}{answer.nearest}"


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


FORMS = st.sampled_from(["answer", "answer", "timeline", "compare", "check"])


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(st.characters(), max_size=80), st.text(max_size=8), FORMS)
def test_no_text_brings_anything_but_an_answer_or_a_sentence_for_the_user(
    chain: Chain, text: str, outlet: str, form: Any
) -> None:
    outlets = ("Vesper Daily", outlet) if form == "compare" else ()
    try:
        answer = chain.invoke(
            Question(text, outlet=outlet or None, form=form, outlets=outlets),
            {"configurable": {"receipt": False}},
        )
    except UsageError:
        assert form == "compare" or not any(char.isalnum() for char in text)
    else:
        assert well_formed(answer)


def test_an_empty_archive_refuses(make_archive: MakeArchive, make_chain: MakeChain) -> None:
    answer = make_chain(make_archive()).invoke(COST)
    assert (answer.found, answer.nearest, answer.passages) == (False, (), ())
    assert answer.text == (
        "Not in the archive. I searched an empty archive and found no answer to this."
    )


def test_an_article_removed_between_two_questions_is_neither_quoted_nor_near(
    make_archive: MakeArchive, make_chain: MakeChain
) -> None:
    archive = make_archive(*ARTICLES)
    chain = make_chain(archive)
    assert chain.invoke(COST).found
    remove(archive, ["harbour"])
    answer = chain.invoke(COST)
    assert not answer.found
    shown = {one.article for one in (*answer.passages, *answer.nearest)}
    assert "harbour" not in shown
    assert answer.coverage.articles == len(ARTICLES) - 1


def test_an_article_removed_while_the_answer_is_written_is_not_quoted(
    make_archive: MakeArchive, make_retriever: Callable[[Archive], HybridRetriever]
) -> None:
    archive = make_archive(HARBOUR, COMET)
    retriever = make_retriever(archive)

    def search(question: Question) -> Iterable[Hit]:
        found = list(by_retriever(retriever)(question))
        assert "harbour" in {hit.passage.article for hit in found}
        remove(archive, ["harbour"])
        return found

    answer = Pipeline(archive, search, Models(reader=Marks({"cost": 9.0})))(COST)
    assert (answer.found, answer.statements, answer.citations) == (False, (), ())
    assert "crowns" not in answer.text
    assert "harbour" not in {one.article for one in answer.nearest}


def test_an_article_removed_while_a_model_writes_is_not_quoted(
    make_archive: MakeArchive, make_retriever: Callable[[Archive], HybridRetriever]
) -> None:
    archive = make_archive(HARBOUR)

    def write(question: str, hits: Sequence[Hit], *_: object) -> Draft:
        (start, end) = sentences(hits[0].passage.text)[1]
        remove(archive, ["harbour"])
        return Draft("model", (quotation(Quote(hits[0].passage, (start, end))),))

    models = Models(reader=Marks({"cost": 9.0}), wording=DraftingModel(write))
    answer = build_chain(archive, make_retriever(archive), models).invoke(COST)
    assert (answer.found, answer.statements, answer.citations) == (False, (), ())


class AsksForTheCost(Marks):
    """It finds an answer only where the question has the word."""

    def read(self, question: str, windows: Sequence[ReadingWindow]) -> list[Readings]:
        self.scores = {"cost": 9.0} if "cost" in question else {}
        return super().read(question, windows)


def test_a_question_in_two_parts_says_which_part_has_no_answer(
    archive: Archive, retriever: HybridRetriever
) -> None:
    models = Models(reader=AsksForTheCost({}))
    answer = build_chain(archive, retriever, models).invoke(
        Question("What will the dredging cost, and who is the king of Vale?")
    )
    assert answer.found
    assert well_formed(answer)
    assert any(note.startswith("Nothing found for this part:") for note in answer.notes)


def test_what_a_question_only_describes_is_found_by_a_second_search(
    make_archive: MakeArchive, make_retriever: Callable[[Archive], HybridRetriever]
) -> None:
    class AsksByName(Marks):
        """A reader that answers only where the name of whom it asks stands in the question."""

        def read(self, question: str, windows: Sequence[ReadingWindow]) -> list[Readings]:
            self.scores = {"chairs": 12.0} if "(Orla Venn)" in question else {}
            return super().read(question, windows)

    portrait = article("portrait", "Orla Venn could sail before she could read a line.")
    archive = make_archive(*ARTICLES, portrait)
    chain = build_chain(archive, make_retriever(archive), Models(reader=AsksByName({})))
    answer = chain.invoke(
        Question("The woman who could sail before she read, what does she chair?")
    )
    assert [one.article for one in answer.citations] == [HARBOUR.id, portrait.id]


def test_a_question_of_yes_or_no_is_answered_by_what_decides_it(
    archive: Archive, retriever: HybridRetriever
) -> None:
    models = Models(reader=Marks({}), entailment=Says({"did not sign": (0.02, 0.96)}))
    answer = build_chain(archive, retriever, models).invoke(
        Question("Did the fishing crews sign the plan?")
    )
    assert answer.found
    assert answer.statements[0].text.startswith("Fishing crews did not sign the plan")


def test_the_text_has_each_statement_with_its_marks_and_headings_on_lines_of_their_own() -> None:
    from retrieval.answer.pipeline import cited_text
    from retrieval.types import Statement

    told = [Statement("A.", (1,), "Earlier"), Statement("B.", (1, 2), "Earlier")]
    assert cited_text([Statement("C.", (3,)), *told]) == "C. [3]\nEarlier: A. [1] B. [1][2]"
    assert cited_text([]) == ""
    assert re.findall(r"\[(\d)\]", cited_text(told)) == ["1", "1", "2"]


def test_a_draft_whose_sentences_all_fail_is_a_refusal_with_the_nearest(
    archive: Archive, retriever: HybridRetriever
) -> None:
    def write(question: str, hits: Sequence[Hit], *_: object) -> Draft:
        return Draft("model", (DraftStatement("Nobody said so.", (), kind="worded"),))

    models = Models(reader=Marks({}), wording=DraftingModel(write))
    answer = build_chain(archive, retriever, models).invoke(COST)
    assert not answer.found
    assert answer.nearest
    assert well_formed(answer)


@pytest.mark.parametrize(
    ("question", "language", "begins"),
    [
        ("Who won the chess league of Narvik?", "en", "Not in the archive. I searched "),
        ("Кто выиграл шахматную лигу Нарвика?", "ru", "В архиве об этом нет. Искали в архиве: "),
        ("Нарвик шахмат лигасында кім жеңді?", "kk", "Мұрағатта бұл туралы жоқ. Ізделген жері: "),
    ],
)
def test_a_refusal_is_in_the_language_of_its_question(
    chain: Chain, question: str, language: str, begins: str
) -> None:
    answer = chain.invoke(Question(question, outlet="No Such Paper"))
    assert not answer.found
    assert answer.language == language
    assert answer.text.startswith(begins)
    assert language == "en" or not any("No article of" in note for note in answer.notes)


def test_the_language_that_a_face_sets_comes_before_the_questions_own(chain: Chain) -> None:
    assert chain.invoke(Question("Здравствуйте", language="en")).text.startswith("Hello!")
    assert chain.invoke(Question("Здравствуйте")).text.startswith("Здравствуйте!")
    assert chain.invoke(Question("Hello", language="kk")).text.startswith("Сәлеметсіз бе!")


def test_an_answer_carries_the_limits_and_a_refusal_says_that_they_may_be_why(
    chain: Chain,
) -> None:
    within = chain.invoke(replace(COST, until="2022-12-31"))
    assert within.found
    assert within.limits == Limits(until="2022-12-31")
    assert not any("may be why" in note for note in within.notes)
    before = chain.invoke(replace(COST, until="2019-12-31"))
    assert not before.found
    assert any("limit may be why" in note for note in before.notes)


def test_asked_of_somebody_whom_nothing_mentions_no_other_is_told_of(
    make_archive: MakeArchive, make_chain: MakeChain
) -> None:
    bridge = article("bridge", "Orla Venn opened the bridge over the Sava on 3 May 2021.")
    chain = make_chain(make_archive(bridge))
    assert chain.invoke(Question("When did Orla Venn open the bridge?")).found
    answer = chain.invoke(Question("When did Zebedee Quux open the bridge over the Sava?"))
    assert not answer.found
    assert "Nothing here mentions Zebedee Quux." in answer.notes

"""An answer as LangChain's message: what is cited, where it is said and where it stands."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from langchain_core.messages import AIMessage, messages_from_dict, messages_to_dict
from langchain_core.runnables import RunnableLambda

from retrieval.answer.message import as_message
from retrieval.answer.pipeline import cited_text
from retrieval.types import Answer, Citation, ClaimPart, Coverage, Statement

TEXT = "Ferries run hourly. Fares rose. Ferries run hourly."


def cite(number: int, quote: str, **more: str | None) -> Citation:
    start = TEXT.index(quote)
    plain = Citation(
        number, "3f2a", "a.md", "Ferries", "Gazette", "2015-06-04", None, None, "ab12",
        start, start + len(quote), quote,
    )  # fmt: skip
    return replace(plain, **more)


STATEMENTS = (
    Statement("Ferries run hourly.", (1,)),
    Statement("Fares rose.", (1, 2), "4 June 2015"),
    Statement("Ferries run hourly.", (2,), "5 June 2015"),
)
ANSWER = Answer(
    asked="?", question="?", found=True, text=cited_text(STATEMENTS), mode="extractive",
    statements=STATEMENTS, passages=(), coverage=Coverage(1), receipt="abc",
    citations=(cite(1, "Ferries run hourly."), cite(2, "Fares rose.", url="https://g.example/1")),
)  # fmt: skip


def annotations(message: AIMessage) -> list[dict[str, object]]:
    (block,) = message.content_blocks
    assert block["type"] == "text"
    return [dict(one) for one in block["annotations"]]


def test_each_citation_of_a_sentence_annotates_it_where_it_stands() -> None:
    message = as_message(ANSWER)
    assert message.text == ANSWER.text
    told = annotations(message)
    said = [message.text[one["start_index"] : one["end_index"]] for one in told]  # type: ignore[misc]
    assert said == ["Ferries run hourly.", "Fares rose.", "Fares rose.", "Ferries run hourly."]
    assert [one["start_index"] for one in told] == sorted(one["start_index"] for one in told)  # type: ignore[type-var]
    assert told[0]["start_index"] != told[3]["start_index"]


def test_what_a_claim_said_in_the_same_words_is_not_what_is_annotated() -> None:
    head = "1. Supported: Ferries run hourly.\n\n"
    parts = (ClaimPart("Ferries run hourly.", "supported", (1,)),)
    message = as_message(replace(ANSWER, text=head + ANSWER.text, parts=parts))
    assert annotations(message)[0]["start_index"] == len(head)
    assert message.response_metadata["dateline"]["parts"][0]["verdict"] == "supported"


def test_the_place_in_the_article_is_in_the_extras() -> None:
    for one in annotations(as_message(ANSWER)):
        extras = one["extras"]
        assert isinstance(extras, dict)
        assert TEXT[extras["start"] : extras["end"]] == one["cited_text"]
        assert (extras["article"], extras["hash"], one["title"]) == ("3f2a", "ab12", "Ferries")


@pytest.mark.parametrize(
    ("url", "source", "expected"),
    [
        ("https://g.example/1", "a.md", "https://g.example/1"),
        (None, "HTTP://g.example/2", "HTTP://g.example/2"),
        (None, "a.md", None),
        ("javascript:alert(1)", "/srv/a.md", None),
    ],
)
def test_only_a_web_address_is_one(url: str | None, source: str, expected: str | None) -> None:
    cited = (cite(1, "Fares rose.", url=url, source=source),)
    answer = replace(ANSWER, statements=(Statement("Fares rose.", (1,)),), citations=cited)
    assert annotations(as_message(answer))[0].get("url") == expected


def test_a_refusal_cites_nothing_and_tells_what_comes_nearest() -> None:
    refusal = replace(
        ANSWER, found=False, text="Not in the archive.", statements=(), citations=(),
        nearest=ANSWER.citations,
    )  # fmt: skip
    message = as_message(refusal)
    (block,) = message.content_blocks
    assert not block.get("annotations")
    told = message.response_metadata["dateline"]
    assert not told["found"]
    assert [one["quote"] for one in told["nearest"]] == ["Ferries run hourly.", "Fares rose."]


def test_it_is_a_step_of_a_chain_and_survives_being_stored() -> None:
    message = RunnableLambda(as_message).invoke(ANSWER)
    stored = json.dumps(messages_to_dict([message]))
    assert messages_from_dict(json.loads(stored)) == [message]

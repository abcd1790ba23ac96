"""The search as a tool that a model calls."""

from __future__ import annotations

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.messages import ToolMessage
from pydantic import ValidationError

from retrieval.search.retriever import HybridRetriever
from retrieval.search.tool import NAME, NOTHING, search_tool

TEXT = "What will the dredging cost?"


def call(**arguments: object) -> dict[str, object]:
    return {"type": "tool_call", "id": "1", "name": NAME, "args": arguments}


def test_a_call_gives_the_passages_as_text_and_as_documents(retriever: HybridRetriever) -> None:
    message = search_tool(retriever).invoke(call(query=TEXT, k=2))
    assert isinstance(message, ToolMessage)
    assert message.artifact == retriever.invoke(TEXT, k=2)
    first = message.artifact[0]
    place = f"characters {first.metadata['start']}-{first.metadata['end']}"
    assert f"[1] {first.metadata['outlet']}" in str(message.content)
    assert place in str(message.content)
    assert first.page_content in str(message.content)


async def test_awaited_it_gives_the_same(retriever: HybridRetriever) -> None:
    tool = search_tool(retriever)
    asked = call(query="comet", since="2021-01-01", until="2021-12-31", k=1)
    message = await tool.ainvoke(asked)
    assert message == tool.invoke(asked)
    assert [one.metadata["article"] for one in message.artifact] == ["harbour"]


def test_nothing_found_is_told(retriever: HybridRetriever) -> None:
    assert search_tool(retriever).invoke({"query": TEXT, "until": "1900-01-01"}) == NOTHING


@pytest.mark.parametrize("wrong", [{"k": 0}, {"since": "last week"}])
def test_limits_that_make_no_sense_are_refused(
    retriever: HybridRetriever, wrong: dict[str, object]
) -> None:
    with pytest.raises(ValidationError):
        search_tool(retriever).invoke({"query": TEXT, **wrong})


def test_a_model_is_told_what_it_may_limit(retriever: HybridRetriever) -> None:
    wanted = {"query", "outlet", "since", "until", "as_of", "k"}
    assert set(search_tool(retriever).args) == wanted


def test_the_callbacks_of_the_call_see_the_search(retriever: HybridRetriever) -> None:
    class Listening(BaseCallbackHandler):
        def on_retriever_start(self, serialized: object, query: str, **_: object) -> None:
            seen.append(query)

    seen: list[str] = []
    search_tool(retriever).invoke({"query": TEXT}, {"callbacks": [Listening()]})
    assert seen == [TEXT]

"""An answer as a message: numbered sources in its text, and the same as data."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.openai_app.message_format import as_data, tail
from retrieval.types import Answer, ClaimPart, Limits, Statement
from support.answers import EXTRACTIVE, FARES, FERRIES, REFUSAL, UNDATED, cite
from support.openai_client import asked, body, web
from support.question_services import FakeChain


async def test_an_answer_has_numbered_sources_in_its_text_and_as_data() -> None:
    done = await asked(FakeChain())
    content = done.choices[0].message.content
    assert content.startswith(f"{FERRIES} [1]\n\n{FARES} [2]\n\n**Sources**")
    assert done.choices[0].finish_reason == "stop"
    told = done.dateline
    assert [one["number"] for one in told["citations"]] == [1, 2]
    assert [one["hash"] for one in told["citations"]] == [
        one.hash for one in EXTRACTIVE.citations
    ]  # fmt: skip
    assert told["receipt"] == EXTRACTIVE.receipt
    assert "source" not in told["citations"][0]
    assert "articles/ferries.md" not in done.model_dump_json()


async def test_each_sentence_of_a_claim_stands_below_its_verdict_and_in_the_data() -> None:
    parts = (ClaimPart("Fares *rose*.", "supported", (2,)),)
    said = "1\\. Supported: Fares \\*rose\\*."
    held = replace(EXTRACTIVE, form="check", verdict="supported", parts=parts)
    done = await asked(FakeChain(held))
    content = done.choices[0].message.content
    assert content.startswith(f"**Supported by the archive.**\n\n{said}  \n\n")
    assert done.dateline["parts"][0]["citations"] == [2]
    place = done.choices[0].message.annotations[0].url_citation
    assert content[place.start_index : place.end_index] == f"{FARES} [2]"
    refused = await asked(FakeChain(replace(REFUSAL, parts=parts)))
    assert refused.choices[0].message.content.split("\n\n")[1] == said


async def test_sentences_with_a_web_address_are_annotated_where_they_stand() -> None:
    message = (await asked(FakeChain())).choices[0].message
    (only,) = message.annotations
    place = only.url_citation
    assert message.content[place.start_index : place.end_index] == f"{FARES} [2]"
    assert place.url.startswith(UNDATED.url)
    assert "#:~:text=" in place.url


async def test_a_refusal_says_what_comes_nearest() -> None:
    done = await asked(FakeChain(REFUSAL))
    assert done.dateline["found"] is False
    assert done.dateline["citations"] == []
    assert [one["quote"] for one in done.dateline["nearest"]] == [FERRIES, FARES]
    assert f"“{FERRIES}”" in done.choices[0].message.content


@given(st.text(), st.text(st.characters(exclude_categories=["Cs"])))
async def test_no_text_of_an_article_breaks_out_of_its_place(quote: str, title: str) -> None:
    article = replace(UNDATED, text=quote, title=title, url=None, source="a.md")
    citation = cite(1, article, quote)
    answer: Answer = replace(
        EXTRACTIVE, statements=(Statement(quote, (1,)),), citations=(citation,)
    )
    async with web(FakeChain(answer)) as http:
        sent = await http.post("/chat/completions", json=body(stream=True))
    lines = sent.text.split("\n\n")
    assert lines[-2:] == ["data: [DONE]", ""]
    pieces = [json.loads(line.removeprefix("data: ")) for line in lines[:-2]]
    content = "".join(one["choices"][0]["delta"].get("content", "") for one in pieces)
    bare = content.replace("\\\\", "")
    for mark in "*_`<&$~|":
        count = bare.count(mark) - bare.count(f"\\{mark}")
        assert count == (4 if mark == "*" else 0)
    assert pieces[-1]["dateline"]["citations"][0]["quote"] == quote


def test_what_took_the_place_of_an_article_is_linked() -> None:
    cited = replace(
        EXTRACTIVE.citations[0], corrected_by="77b0", corrected_title="Fares [fell]",
        corrected_how="correction", corrected_url="https://g.example/fell",
    )  # fmt: skip
    answer = replace(EXTRACTIVE, citations=(cited,), statements=(Statement(FERRIES, (1,)),))
    link = r"[corrected by “Fares \[fell\]” (77b0)](<https://g.example/fell>)"
    assert f" · {link} · " in tail(answer)
    (data,) = as_data(answer)["citations"]
    assert data["corrected_url"] == "https://g.example/fell"


def test_the_limits_that_were_set_are_told_and_go_along_as_data() -> None:
    answer = replace(EXTRACTIVE, limits=Limits(until="2015-12-31"))
    assert "\n\nAsked for: until 31 December 2015  \n" in tail(answer)
    assert as_data(answer)["limits"]["until"] == "2015-12-31"

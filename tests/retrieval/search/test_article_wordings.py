"""The wordings in which people ask about one article: its author, day, outlet and contents."""

from __future__ import annotations

from typing import Any

import pytest

from retrieval.search.archive_question import ArchiveQuestion
from support.archive_questions import COURIER, TASS, VESPER, read

WORDINGS: list[tuple[str, str, dict[str, Any]]] = [
    ("What is the name of the blog by the diver who found the bell?", "outlet_of",
     {"topic": "the diver who found the bell"}),
    ("What is the paper called in which the diver wrote?", "outlet_of",
     {"topic": "the diver wrote"}),
    ("Who wrote the story about the comet?", "author_of", {"topic": "the comet"}),
    ("Who is the author of the article on the bakery?", "author_of", {"topic": "the bakery"}),
    ("Which reporter filed the Courier's piece on dredging?", "author_of",
     {"outlets": (COURIER,), "topic": "dredging"}),
    ("By whom was the article about the ferry written?", "author_of", {"topic": "the ferry"}),
    ("Who wrote the article titled “Last loaves”?", "author_of", {"title": "Last loaves"}),
    ("Whose byline is on the report about the comet?", "author_of", {"topic": "the comet"}),
    ("When was the article about the comet published?", "published_when", {"topic": "the comet"}),
    ("When did the story on the bakery appear?", "published_when", {"topic": "the bakery"}),
    ("What is the date of TASS's report on the ferry?", "published_when",
     {"outlets": (TASS,), "topic": "the ferry"}),
    ("On what day did the Vesper Daily report the comet?", "published_when",
     {"outlets": (VESPER,), "topic": "the comet"}),
    ("Do you know when the article on dredging came out?", "published_when",
     {"topic": "dredging"}),
    ("Which outlet reported the closure of the bakery?", "outlet_of",
     {"topic": "the closure of the bakery"}),
    ("What newspaper ran the story on the comet?", "outlet_of", {"topic": "the comet"}),
    ("Who published the article about the ferry?", "outlet_of", {"topic": "the ferry"}),
    ("Where was the story about dredging published?", "outlet_of", {"topic": "dredging"}),
    ("Which paper is the article on the comet from?", "outlet_of", {"topic": "the comet"}),
    ("Show me the article about the comet", "view", {"topic": "the comet"}),
    ("Summarise the Vesper Daily story on the comet.", "view",
     {"outlets": (VESPER,), "topic": "the comet"}),
    ("Give me a short view of the article called Last loaves", "view", {"title": "Last loaves"}),
    ("What does the article on the bakery say?", "view", {"topic": "the bakery"}),
    ("When was the lighthouse piece written?", "published_when", {"topic": "lighthouse"}),
    ("Who wrote about the oyster beds?", "author_of", {"topic": "the oyster beds"}),
    ("Who's the author of the comet article?", "author_of", {"topic": "comet"}),
    ("Who reported the comet story?", "author_of", {"topic": "comet"}),
    ("When was the comet story published?", "published_when", {"topic": "comet"}),
    ("How recent is the article about the comet?", "published_when", {"topic": "the comet"}),
    ("Where did the story about the ferry come from?", "outlet_of", {"topic": "the ferry"}),
    ("Which publication carried the quay story?", "outlet_of", {"topic": "the quay"}),
    ("Tell me about the article on the comet", "view", {"topic": "the comet"}),
    ("Show article “Last loaves”", "view", {"title": "Last loaves"}),
    ("Who did the interview with Maya Zaitseva?", "author_of", {"topic": "Maya Zaitseva"}),
    ("Where was the editorial on the quay published, and who wrote it?", "outlet_of",
     {"topic": "the quay"}),
    ("date of the Vesper Daily article on the comet?", "published_when",
     {"outlets": (VESPER,), "topic": "the comet"}),
    ("Which outlet said that the quay would cost 4 million?", "outlet_of",
     {"topic": "the quay would cost 4 million"}),
    ("Which newspaper quoted Orla Pirk?", "outlet_of", {"topic": "Orla Pirk"}),
    ("Open “A comet without a name”", "view", {"title": "A comet without a name"}),
]  # fmt: skip


@pytest.mark.parametrize(("question", "wanted", "limits"), WORDINGS)
def test_a_wording_is_understood_with_its_limits(
    question: str, wanted: str, limits: dict[str, Any]
) -> None:
    assert read(question) == ArchiveQuestion(wanted, **limits)  # type: ignore[arg-type]

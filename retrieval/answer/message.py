"""An answer as a LangChain message: its citations are annotations of its text.

chain = factory.make_chain(settings, archive) | as_message
message = chain.invoke(Question("Who chairs the SCO?"))
message.content_blocks[0]["annotations"]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from langchain_core.messages import AIMessage
from langchain_core.messages.content import Citation as Annotation
from langchain_core.messages.content import create_text_block

from retrieval.types import Answer, Citation

_WEB = re.compile(r"https?://", re.IGNORECASE)  # of "https://example.org/a"


def as_message(answer: Answer) -> AIMessage:
    """The answer as the message of an assistant, with one block of text.

    Each citation of each sentence is an annotation: `start_index` and `end_index` are the
    sentence's place in the text, `cited_text` is the quotation, and `extras` say where that
    stands: `article`, `hash`, `start`, `end`, and more of `types.Citation`. What else is known
    (`found`, `verdict`, `parts`, `receipt`, and of a refusal `nearest`) is in
    `response_metadata["dateline"]`.
    """
    block = create_text_block(answer.text, annotations=list(_annotations(answer)))
    told = {
        "found": answer.found,
        "verdict": answer.verdict,
        "parts": [asdict(part) for part in answer.parts],
        "mode": answer.mode,
        "receipt": answer.receipt,
        "notes": list(answer.notes),
        "nearest": [_as_json(one) for one in answer.nearest],
    }
    return AIMessage(content_blocks=[block], response_metadata={"dateline": told})


def _annotations(answer: Answer) -> Iterator[Annotation]:
    at = answer.text.find("\n\n") if answer.parts else 0  # first each sentence's own verdict
    for statement in answer.statements:
        # From the last one on, as a sentence may stand twice.
        begin = answer.text.find(statement.text, at)
        if begin >= 0:
            at = begin + len(statement.text)
        for citation in answer.cited(statement):
            annotation = _annotation(citation)
            # Without its place a citation is still one.
            if begin >= 0:
                annotation |= {"start_index": begin, "end_index": at}
            yield annotation


def _annotation(citation: Citation) -> Annotation:
    about = _as_json(citation)
    # The quotation has a key of LangChain's own; all else goes into `extras`.
    annotation = Annotation(type="citation", cited_text=about.pop("quote"), extras=about)
    if citation.title:
        annotation["title"] = citation.title
    for address in (citation.url, citation.source):
        if address and _WEB.match(address):
            annotation["url"] = address
            break
    return annotation


def _as_json(citation: Citation) -> dict[str, Any]:
    """Its fields, as they come back from a message that was stored."""
    return {**asdict(citation), "copies": [asdict(copy) for copy in citation.copies]}

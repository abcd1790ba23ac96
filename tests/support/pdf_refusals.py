"""A small PDF, and why one is refused."""

import pytest

from retrieval.errors import UnreadableArticle
from retrieval.reading.formats.pdf.document import read_pdf

FIRST = [
    "Minister proposes a group on fisheries",
    "The foreign minister of Tully proposed on Monday to create an expert group that would",
    "study the fisheries of the strait (all of them). He spoke in the harbour.",
]


def refusal(raw, limits=None):
    with pytest.raises(UnreadableArticle) as refused:
        read_pdf(raw, "a.pdf", "/a.pdf", limits)
    return str(refused.value)

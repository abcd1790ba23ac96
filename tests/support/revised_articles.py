"""An article and the one that corrects it."""

from __future__ import annotations

from retrieval.types import Revision
from support.articles import article

_BODY = (
    "A bridge over the Tarn at Vesper Falls gave way on Monday under a gravel lorry. "
    "Mayor Ines Corrado said that {number} people were hurt and taken to Saint Odile. "
    "The Tarn Roads Agency had weighed the bridge in March."
)
NOTE = "An earlier version of this article said that nobody was hurt."
FIRST = article(
    "first", _BODY.format(number=12), title="Bridge falls", outlet="Tarn Post",
    published="2024-03-04",
)  # fmt: skip
SECOND = article(
    "second", f"{_BODY.format(number=14)}\n\n{NOTE}", title="UPDATE 1-Bridge falls",
    outlet="Tarn Post", published="2024-03-05",
    revision=Revision("correction", 1, (len(_BODY.format(number=14)) + 2, 999)),
)  # fmt: skip

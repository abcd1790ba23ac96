"""A sentence that says no more than the question: it repeats it, and can't be what answers it.

"Why does Norland take no part?" is not answered by "Norland takes no part in it.", near as the two
are. A reader that was trained on few questions in a language takes one for the other.
"""

from __future__ import annotations

import re

from retrieval.answer.asked_kind import is_yes_no
from retrieval.language.facts import sentence_facts
from retrieval.search.words import informative, stems

# "the council or the court", "суд или совет", "сот па, әлде кеңес пе": one of them is the answer
_CHOICE = re.compile(r"\b(?:or|или|либо|әлде|немесе)\b", re.IGNORECASE)


def restates(question: str, text: str) -> bool:
    """Whether a sentence has no figure and no informative word that the question has not.

    Never so of a question of yes or no, or between two: there the answer is in the question.

    Args:
        question: The question, standing alone.
        text: A sentence of an article.
    """
    new = informative(text).keys() - set(stems(question))
    if new or _CHOICE.search(question) or is_yes_no(question):
        return False
    return not sentence_facts(text).quantities

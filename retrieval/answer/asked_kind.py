"""Whether a question is to be answered by yes or no, or by a reason."""

from __future__ import annotations

import re

# "Has the bank approved", "do we know whether the licence", "and did they"; not "Do we know who"
YES_NO = re.compile(
    r"^\W*(?:(?:and|so|but|then)\s+)?(?:do (?:we|you) know (?:whether|if)\s+"
    r"|(?!do (?:we|you|i) )(?:is|are|was|were|has|have|had|do|does|did|will|can|could|would|should"
    r"|isn['’]t|aren['’]t|wasn['’]t|hasn['’]t|didn['’]t|doesn['’]t)\s+(?!there any\b))",
    re.IGNORECASE,
)
# "Вступил ли закон в силу?", "Заң күшіне енді ме?"
_YES_NO_CYRILLIC = re.compile(
    r"^\W*(?:[^\W\d_]+\s+){1,4}ли\b|\b(?:ма|ме|ба|бе|па|пе)\s*\?\s*$", re.IGNORECASE
)
# "Why did ...", "and why", "How come", "А почему ...", "Жол неге жабылды?"
_WHY = re.compile(
    r"^\W*(?:(?:and|but|so|а|и|но) )?(?:why|how come|for what reason|почему|отчего|зачем"
    r"|из-за чего|по какой причине)\b|.*\b(?:неге|неліктен|не үшін|не себепті)\b",
    re.IGNORECASE,
)
# "Do the sources agree on what caused the fire?" is no claim about the fire
_OF_SOURCES = re.compile(r"\b(?:sources|outlets|reports|articles|papers)\b.*\b(?:agree|differ)")


def is_yes_no(question: str) -> bool:
    """Whether a question is to be answered by yes or no, or by a reason."""
    asked = YES_NO.match(question) or _YES_NO_CYRILLIC.search(question)
    return bool(asked) and not _OF_SOURCES.search(question)


def asks_why(question: str) -> bool:
    """Whether a reason is asked for."""
    return bool(_WHY.match(question))

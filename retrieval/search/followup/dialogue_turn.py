"""A follow-up without its "and", and the question that it follows on."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from retrieval.search.followup.asked_last import asked_last
from retrieval.search.followup.clause import Clause, parse_clause
from retrieval.types import Answer

# And Belarus? А Беларусь? Ал Беларусь ше?
_AND = re.compile(
    r"(?:and|but|or|so|also|then|а|и|но|ну|ал|және|бірақ)\b[,\s]*(?:если\s+)?", re.IGNORECASE
)
_ABOUT = re.compile(
    # What about Belarus? The same question for Belarus.
    r"(?:(?:what|how) about|(?:the )?same (?:question |thing )?for|(?:что|как) насч[её]т)\s+",
    re.IGNORECASE,
)
_ONLY = re.compile(
    # Only since 2024, just articles from TASS, только после 2022; not "Only Belarus signed?"
    r"(?:only|just|только|тек)\s+(?:(?:articles?|stories|reports?|those|ones?|статьи)\s+)?"
    r"(?=(?:since|after|before|until|till|from|in|by|according|с|со|до|после|в|во|из|от|за)\b)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    # Belarus too, Беларусь тоже, Беларусь ше
    r"\s+(?:too|as well|either|instead|ones?|тоже|также|ше)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """A follow-up without its "and", and what it follows on; `opened` where it had one.

    `last` is the answer as to the one sentence that asked, `whole` all that was asked, and `stands`
    says whether that sentence tells by itself what was asked. `told` is the answer since then that
    named who said or wrote what was quoted, if one did.
    `held` are the archive's outlets as it writes them, `outlets` the same folded.
    """

    text: str
    opened: bool
    asks: bool
    last: Answer
    whole: str
    stands: bool
    clause: Clause
    held: tuple[str, ...]
    outlets: frozenset[str]
    told: Answer | None = None

    @property
    def question(self) -> str:
        """The last question without its question mark."""
        return self.last.question.strip().rstrip("?.! ")

    def bracketed(self) -> str:
        """The follow-up with the last question behind it: for what can't be built from it.

        Of a row of such follow-ups the last one and the question that began it stand there.
        """
        # "Who pays? (What does it cost? Who sealed the lorry)"
        own, _, behind = self.whole.strip().rstrip("?.! ").partition(" (")
        began = behind.rstrip(")").split("? ")[-1]
        return f"{capital(self.text)}? ({f'{own} {began}' if began else own})"


def read_turn(question: str, last: Answer, outlets: Collection[str]) -> Turn:
    """A question as one that follows on an answer; `outlets` are those of the archive."""
    text = question.strip()
    rest = without_opener(text)
    # "And" alone opens nothing.
    opened = rest != text and bool(rest)
    bare = _TAIL.sub("", (rest or text).rstrip("?.!… "))
    folded = frozenset(name.casefold() for name in outlets)
    asked, stands = asked_last(last, folded)
    return Turn(
        bare, opened, text.endswith("?"), asked, last.question, stands,
        parse_clause(asked.question), tuple(outlets), folded,
    )  # fmt: skip


def without_opener(text: str) -> str:
    """A question without its "and", its "what about" and the "only" of a limit."""
    rest = text.strip()
    # "And what about Belarus?" has both.
    for opener in (_AND, _ABOUT, _ONLY):
        found = opener.match(rest)
        rest = rest[found.end() :] if found else rest
    return rest


def capital(text: str) -> str:
    """A text with its first letter large."""
    return text[:1].upper() + text[1:]

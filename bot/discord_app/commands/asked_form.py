"""Which form of answer a message asks for in words: that a claim is checked, or a timeline.

A command has a name for each; whoever mentions the bot has only words. A form chooses how an
answer is made, and grants none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.discord_app.commands.asked_of_message import BEFORE, CAN, wanted_of_message

if TYPE_CHECKING:
    from retrieval.types import Form

LEAST_WORDS = 3
"""Words of a claim: "check that out" names none."""

# "check that the bridge opened in May", "проверь, правда ли, что мост открыли"
_CLAIM = re.compile(
    rf"{BEFORE}(?:{CAN}(?:(?:fact[ -]?)?check|verify|confirm)(?: for (?:me|us))? that"
    r"|проверь(?:те)?,?(?: правда ли,?| верно ли,?)? что) (?P<told>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
# "give me a timeline of the bridge", "timeline: the bridge", "хронология строительства моста"
_TIMELINE = re.compile(
    rf"{BEFORE}(?:{CAN}(?:(?:give|show|make)(?: me| us)? )?(?:a |the )?time ?line"
    r"(?: (?:of|on|for|about)|:)|(?:(?:покажи|дай|составь)(?:те)? )?хронологи[яю](?: событий)?:?)"
    r" (?P<told>\S.*)",
    re.IGNORECASE | re.DOTALL,
)


def asked_form(text: str) -> tuple[Form, str]:
    """The form that is asked for, and the claim or topic; else an answer to the whole text."""
    head, _, rest = text.partition(":")
    # "check: the bridge opened in May", "true or false: ..."
    if wanted_of_message(head) == "check" and _is_claim(rest):
        return "check", rest.strip()
    claim, topic = _CLAIM.fullmatch(text), _TIMELINE.fullmatch(text)
    if claim and _is_claim(claim["told"]):
        return "check", claim["told"]
    return ("timeline", topic["told"]) if topic else ("answer", text)


def _is_claim(text: str) -> bool:
    return len(text.split()) >= LEAST_WORDS

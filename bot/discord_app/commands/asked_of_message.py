"""What somebody wants who speaks of a message, theirs or another's, and not of the news itself.

"Is this true?" wants it checked, "What do we have on this?" wants to know about it, "Source?" what
it rests on, and "That's wrong" to say so. Each is told by its whole wording: a question with words
of its own is a question.
"""

from __future__ import annotations

import re
from typing import Literal

Wanted = Literal["check", "about", "sources", "complaint"]

_THIS = r"(?:this|that|it|these|those|them|the above)(?: (?:claim|post|message|story|one))?"
_TRUE = r"(?:really )?(?:true|right|correct|real|accurate|so|the case|fake|false|wrong)"
_WE = r"(?:we|you|they|i|the archive|anybody|anyone)"

_CHECK = (  # "is this true?", "is that really so", "true or false?", "please check this claim"
    rf"(?:is|are|was|were) {_THIS} {_TRUE}(?: or (?:not|false|fake))?|true(?: or (?:not|false))?"
    rf"|really|(?:please )?fact[ -]?check(?: {_THIS})?"
    rf"|(?:please |can you |could you )*(?:check|verify)(?: {_THIS}| (?:claim|post|message))?"
    rf"|can (?:you|we|i) (?:check|verify|confirm|trust) {_THIS}"
)
_ABOUT = (  # "what do we have on this?", "did we report this?", "anything on that?"
    rf"what (?:do|does|did) {_WE} (?:have|know|hold|say|report|write) (?:on|about|of) {_THIS}"
    rf"|(?:do|does|did|have|has) {_WE} (?:(?:have|had|know|got) )?(?:anything |something )?"
    rf"(?:on|about|report(?:ed)?|cover(?:ed)?|run|ran|writ\w+ about|wrote about|had) {_THIS}"
    rf"|(?:(?:is there |do {_WE} have )?(?:anything|something|more)|what) (?:on|about) {_THIS}"
    rf"|(?:who|which outlets?|which papers?) (?:else )?(?:reported|printed|ran|has|had|says?|said)"
    rf"(?: (?:on|about))? {_THIS}|(?:look|search)(?: {_THIS})? up|tell (?:me|us) (?:more )?about"
    rf" {_THIS}"
)
_SOURCES = (  # "source?", "any source for this?", "where is that from?", "says who?"
    rf"(?:what(?:['’]s| is| are) )?(?:the |any |your |its )?(?:sources?|citations?|references?)"
    rf"(?: (?:for|of|on) {_THIS})?|where (?:is|does|did) {_THIS}(?: come)? from|(?:says|said) who"
    rf"|who (?:says|said)(?: so)?|do you have (?:a|any) sources?(?: (?:for|of) {_THIS})?"
)
_COMPLAINT = (  # "you're wrong", "that's not true", "no, this is incorrect", "wrong answer"
    r"(?:(?:that|this|it|you|the answer)(?:['’]s| is|['’]re| are) )?(?:completely |just )?"
    r"(?:wrong|incorrect|not (?:true|right|correct)|nonsense|mistaken|outdated)(?: answer)?"
)
_WORDINGS: dict[Wanted, str] = {
    "check": _CHECK,
    "about": _ABOUT,
    "sources": _SOURCES,
    "complaint": _COMPLAINT,
}
_BEFORE = r"(?:(?:so|hey|hi|ok|and|but|no|well|dateline|please)[ ,]+)*"
# "hey, is this true please"
_PATTERNS = {
    wanted: re.compile(rf"{_BEFORE}(?:{words})(?: (?:please|then|anywhere))?", re.IGNORECASE)
    for wanted, words in _WORDINGS.items()
}


def wanted_of_message(text: str) -> Wanted | None:
    """What a text wants that speaks of a message alone, or None where it asks something itself."""
    words = " ".join(re.sub(r"[^\w\s,'’-]", " ", text).split()).strip(" ,-'’")
    return next((each for each, pattern in _PATTERNS.items() if pattern.fullmatch(words)), None)

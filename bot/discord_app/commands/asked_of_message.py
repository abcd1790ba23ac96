"""What somebody wants who speaks of a message, theirs or another's, and not of the news itself.

"Is this true?" wants it checked, "What do we have on this?" wants to know about it, "Source?" what
it rests on, and "That's wrong" to say so. Each is told by its whole wording: a question with words
of its own is a question.
"""

from __future__ import annotations

import re
from typing import Literal

Wanted = Literal["check", "about", "sources", "complaint"]

# Parts of the wordings below. "this", "that claim", "the above"
_THIS = r"(?:this|that|it|these|those|them|the above)(?: (?:claim|post|message|story|news|one))?"
# "true", "really true", "fake"
_TRUE = r"(?:really )?(?:true|right|correct|real|accurate|so|the case|fake|false|wrong|legit)"
# "we", "you", "the archive", "anyone"
_WE = r"(?:we|you|they|i|the archive|anybody|anyone|there)"
CAN = r"(?:please |can you |could you |can we |can someone |can anyone |tell (?:me|us) )*"
"""What a wish begins with: "please", "can you please", "tell me"."""

# Each of the four: in English, then in Russian, then in Kazakh.
_CHECK = (  # "is this true?", "is that really so", "true or false?", "please check this claim"
    rf"(?:is|are|was|were) {_THIS} {_TRUE}(?: or (?:not|false|fake))?|true(?: or (?:not|false))?"
    rf"|really|{CAN}fact[ -]?check(?: {_THIS})?|(?:is there )?any truth (?:in|to) {_THIS}"
    rf"|{CAN}(?:check|verify|confirm)(?: {_THIS}| (?:claim|post|message))?(?: for (?:me|us))?"
    rf"|{CAN}(?:(?:check|verify|confirm) )?(?:whether|if) {_THIS}(?: is| was|['’]s) {_TRUE}"
    rf"|can (?:you|we|i) (?:check|verify|confirm|trust) {_THIS}|how true is {_THIS}"
    r"|это (?:правда|верно|точно|так|фейк)(?: или (?:нет|не правда|неправда|ложь|фейк))?"
    r"|(?:правда|верно|точно|так) ли(?: это)?|правда(?: или (?:нет|ложь))?|фактчек"
    r"|(?:можешь |можете |можно )?провер(?:ь|ьте|ить)(?: (?:это|эту|данное))?"
    r"(?: (?:утверждение|сообщение|новость))?"
    r"|(?:бұл |осы )?(?:хабар )?(?:рас|шын|дұрыс|шындық) (?:па|ба|ма)"
    r"|(?:мұны |осыны )?тексер(?:ші|іңізші|іп бер(?:ші|іңізші)?)?"
)
_ABOUT = (  # "what do we have on this?", "did we report this?", "anything on that?", "thoughts?"
    rf"what (?:do|does|did) {_WE} (?:have|know|hold|say|report|write) (?:on|about|of) {_THIS}"
    rf"|(?:do|does|did|have|has) {_WE} (?:(?:have|had|know|got) )?(?:anything |something )?"
    rf"(?:on|about|report(?:ed)?|cover(?:ed)?|run|ran|writ\w+ about|wrote about|had) {_THIS}"
    rf"|(?:(?:is there |do {_WE} have )?(?:anything|something|more)|what) (?:on|about) {_THIS}"
    rf"|(?:who|which outlets?|which papers?) (?:else )?(?:reported|printed|ran|has|had|says?|said)"
    rf"(?: (?:on|about))? {_THIS}|(?:look|search)(?: {_THIS})? up|tell (?:me|us) (?:more )?about"
    rf" {_THIS}|(?:any )?thoughts(?: on {_THIS})?"
    r"|что (?:(?:у нас|мы|вы|ты) )?(?:(?:есть|знаем|знаете|знаешь|известно|писали) )?"
    r"(?:об этом|про это|по этому поводу)(?: есть| известно)?"
    r"|(?:есть )?(?:что[- ]нибудь|что[- ]то|ещё что|еще что) (?:об этом|про это)"
    r"|кто (?:ещё |еще )?(?:об этом|про это) (?:писал|писали|сообщал|сообщил|говорил)"
    r"|(?:расскажи(?:те)? )?(?:подробнее|больше) (?:об этом|про это)"
    r"|(?:бұл|осы) туралы (?:не (?:бар|білеміз|білесің|жаздық|жазылған)|(?:бірдеңе|тағы не) бар ма)"
)
_SOURCES = (  # "source?", "any source for this?", "where is that from?", "says who?", "источник?"
    rf"(?:what(?:['’]s| is| are) )?(?:the |any |your |its )?(?:sources?|citations?|references?)"
    rf"(?: (?:for|of|on) {_THIS})?|where (?:is|does|did) {_THIS}(?: come)? from|(?:says|said) who"
    rf"|who (?:says|said)(?: so)?|do you have (?:a|any) sources?(?: (?:for|of) {_THIS})?"
    r"|(?:какой |какие |где |есть )?(?:источники?|ссылка|пруф)(?: этого| есть)?|откуда (?:это|инфа)"
    r"|откуда (?:эта )?информация|кто (?:это |так )?(?:сказал|говорит)"
    r"|дерек ?көз(?:і|дер|дері)?(?: (?:қандай|қайда|бар ма))?|(?:бұл қайдан|(?:мұны )?кім айтты)"
)
_COMPLAINT = (  # "you're wrong", "that's not true", "no, this is incorrect", "это неверно"
    r"(?:(?:that|this|it|you|the answer)(?:['’]s| is|['’]re| are) )?(?:completely |just )?"
    r"(?:wrong|incorrect|not (?:true|right|correct)|nonsense|mistaken|outdated)(?: answer)?"
    r"|(?:это |ответ )?(?:неправда|не ?верн(?:о|ый)|неправильн(?:о|ый)|ошибка|не (?:так|правда))"
    r"|(?:ты|вы) (?:ошибаешься|ошибаетесь|не ?правы?)"
    r"|(?:бұл |жауап )?(?:қате|өтірік|(?:дұрыс|рас) емес)"
)
_WORDINGS: dict[Wanted, str] = {
    "check": _CHECK,
    "about": _ABOUT,
    "sources": _SOURCES,
    "complaint": _COMPLAINT,
}
# "hey, is this true?", "но это правда?"
_OPENINGS = "so|hey|hi|ok|and|but|no|well|dateline|please|а|и|но|нет|привет|пожалуйста|жоқ|ал"
BEFORE = rf"(?:(?:{_OPENINGS})[ ,]+)*"
"""What may stand before all that: "hey, ", "ok but "."""

# "hey, is this true please"
_PATTERNS = {
    wanted: re.compile(
        rf"{BEFORE}(?:{words})(?:[ ,]+(?:please|then|anywhere|пожалуйста))?", re.IGNORECASE
    )
    for wanted, words in _WORDINGS.items()
}


def wanted_of_message(text: str) -> Wanted | None:
    """What a text wants that speaks of a message alone, or None where it asks something itself."""
    # Marks go but for those within words: "that's", "fact-check".
    words = " ".join(re.sub(r"[^\w\s,'’-]", " ", text).split()).strip(" ,-'’")
    return next((each for each, pattern in _PATTERNS.items() if pattern.fullmatch(words)), None)

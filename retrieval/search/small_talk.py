"""Words that ask nothing: a greeting, thanks, a call for help, "ok"."""

from __future__ import annotations

import re
from typing import Literal

SmallTalk = Literal["help", "hello", "thanks", "ok"]

_HELLO = (  # "Hello!", "Good morning, Dateline", "Привет", "Сәлем"
    r"(?:hello|hi|hey|hiya|howdy|greetings|good (?:morning|afternoon|evening|day)|salam|salem|hallo"
    r"|привет|здравствуй(?:те)?|добрый (?:день|вечер)|доброе утро|с[әа]лем(?:етс[іи]з бе)?)"
)
_THERE = (  # "Are you there?", "How are you?", "ping"
    r"(?:are you (?:there|awake|alive|online|working|up)|(?:anybody|anyone) (?:there|here)"
    r"|how are you(?: doing)?(?: today)?|what['’]?s up|(?:just )?(?:a )?test(?:ing)?|ping|yo)"
)
_OK = (  # "ok", "Got it.", "lol", "Great!", "bye"
    r"(?:ok(?:ay)?|k|all ?right|got it|i see|understood|noted|cool|nice(?: one)?|great|good"
    r"|perfect|super|awesome|excellent|wow|well done|(?:ha){2,}h?|lol|rofl|ye[sp]|yeah|yup|no|nope"
    r"|sure|fine|h?m+|oh|right|never ?mind|bye(?: bye)?|goodbye|see you(?: later| soon)?|good night"
    r"|хорошо|ладно|понятно|ясно|пока|да|нет|жарайды)"
)
_THANKS = (  # "Thanks a lot!", "Thank you very much", "Спасибо", "Рахмет"
    r"(?:many )?(?:thanks|thank you|thank u|thx|ty|cheers|спасибо|благодарю|ра[хқ]мет)"
    r"(?:[\s,.!?]+(?:a lot|a bunch|so much|very much|again|for (?:your|the|that|this)(?: \w+)?|that"
    r"(?:['’]s| is)? (?:helps|helped|helpful|great|perfect|all)|большое))*"
)
_HELP = (  # "help", "What can you do?", "Who are you?", "How do I use this?"
    r"(?:i need (?:some |your )?|(?:can|could|will|would) you (?:please )?)?help(?: me| us)?"
    r"(?: out)?(?: please)?|/?help|\?+|(?:what|who) (?:are|is|r) (?:you|u"
    r"|dateline|this(?: bot)?)|what (?:can|do|could) (?:you|i|u|dateline|this(?: bot)?) (?:do|ask"
    r"|answer)(?: you| here| for me| about)?"
    r"|(?:what|which) (?:kind of |sort of |sorts of )?questions"
    r" (?:can|may|do) (?:i|you) (?:ask|answer)(?: you)?|how (?:do|does|can|should) (?:i|you|this"
    r"|it|dateline)(?: bot)? (?:use|work|ask)(?: (?:you|this|it|dateline|questions?))?(?: bot)?"
    r"|are (?:you|u) (?:an? )?(?:real )?(?:(?:chat)?bot|ai|human|person|robot)|what do you know"
    r"|what is this(?: for)?|помощь|помоги(?:те)?|что ты умеешь|что вы умеете|көмек"
)
# " there", ", everyone", or nothing
_TAIL = r"(?:[\s,.!?]+(?:there|dateline|everyone|all|bot|how are you(?: today)?|please|again))*"
_WORDS: dict[SmallTalk, str] = {  # "ok, thanks", "hello, help", "hello there", "got it, great"
    "thanks": rf"(?:(?:ok|okay|great|perfect|super)[\s,.!?]+)?{_THANKS}{_TAIL}",
    "help": rf"(?:{_HELLO}{_TAIL}[\s,.!?]+)?(?:please )?(?:{_HELP}){_TAIL}",
    "hello": rf"(?:{_HELLO}{_TAIL}[\s,.!?]+)?(?:{_HELLO}|{_THERE}){_TAIL}",
    "ok": rf"{_OK}(?:[\s,.!?]+{_OK})*{_TAIL}",
}
_EDGES = re.compile(r"^(?:(?!/)\W|_)+|[\W_]+$")  # "Hello! 👋", "(thanks)"
# "THANKS", "Hello"
_SMALL_TALK = {kind: re.compile(words, re.IGNORECASE) for kind, words in _WORDS.items()}


def small_talk(text: str) -> SmallTalk | None:
    """What a text is that asks nothing: a greeting, thanks, a call for help, or a word like "ok".

    None if it asks something.
    """
    line = " ".join(text.split())
    bare = _EDGES.sub("", line) or line
    return next((kind for kind, words in _SMALL_TALK.items() if words.fullmatch(bare)), None)

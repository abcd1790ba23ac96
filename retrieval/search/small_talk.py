"""Words that ask nothing: a greeting, thanks, a call for help, "ok"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

SmallTalk = Literal["help", "hello", "thanks", "ok"]

_HELLO = (  # "Hello!", "Good morning, Dateline", "Привет", "Сәлем"
    r"(?:hello|hi|hey|hiya|howdy|greetings|good (?:morning|afternoon|evening|day)|salam|salem|hallo"
    r"|bonjour|bonsoir|salut|hola|ciao|guten (?:tag|morgen|abend)|merhaba"
    r"|привет|здравствуй(?:те)?|добрый (?:день|вечер)|доброе утро|с[әа]лем(?:етс[іи]з бе)?"
    r"|доброго времени суток|[қк]айырлы (?:таң|күн|кеш)|саламатсы[зң](?:дар)? ?[бм][аы]"
    r"|ас+ал[ао]ума?[ғг]?алейк[уүо]м|你好|您好|こんにちは|안녕하세요)"
)
_THERE = (  # "Are you there?", "How are you?", "ping"
    r"(?:are you (?:there|awake|alive|online|working|up)|(?:anybody|anyone) (?:there|here)"
    r"|how are you(?: doing)?(?: today)?|what['’]?s up|(?:just )?(?:a )?test(?:ing)?|ping|yo"
    r"|как (?:(?:твои |ваши |у (?:тебя|вас) )?дела|ты|вы|поживае(?:шь|те))"
    r"|қалайсы[ңз]|қал(?:ың|ыңыз) қалай)"
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


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Beside those wordings: what is said in words of which none can be a topic. "s", "re", "m", "ll"
# are of "that's", "you're", "I'm", "you'll".
_GREETING = _words("hello hi hey hiya bonjour salut hola ciao привет здравствуйте сәлем")
_THANKING = _words(
    "thanks thank thx ty tysm cheers merci спасибо спс благодарю рахмет рақмет helpful useful "
    "great good nice perfect excellent awesome amazing brilliant wonderful fantastic "
    "полезно отлично супер здорово керемет"
)
_ADDRESS = _words(
    "you u your dateline bot bro mate man dude buddy guys friend friends sir all everyone my dear "
    "there вам тебе вас тебя друг друзья бот сізге саған"
)
_COURTESY = _words(
    "that this it was is are were s re very so much really a an the for and of again please too "
    "lot bunch many i me us we helped helps help answer answers reply response explanation "
    "information info job work effort well just exactly appreciate ok okay indeed yes oh "
    "это было очень большое огромное за ответ ответы помощь информацию всё все мне помогло и вот "
    "хороший отличный да жауап жауабың жауабыңызға үшін көп өте көмегіңізге"
)
_YOU = _words(
    "you u your yourself dateline ты вы тебя вас тебе вам твой твоё ваш себе "
    "сен сіз кімсің кімсіз аласың аласыз көмектесесің көмектесесіз"
)
_REQUEST = _words("help joke question помоги помогите помощь вопрос шутку анекдот көмек сұрақ")
_WHO = _words(
    "who what how why when where which whose whom кто что как чем зачем какой какая откуда кім не "
    "қалай қандай"
)
_ASKING = _words(
    "are is r s re m ll am do does can could will would may shall should be please made makes "
    "created built runs name called purpose from to with for of or and but so a an the i me my us "
    "we some something anything else need find search want would like love use work ask answer "
    "questions tell about here there doing exactly real really person human robot ai bot chatbot "
    "assistant умеешь умеете можешь можете мне нам помочь делаешь делаете создал сделал зовут имя "
    "для чего нужен нужна есть у меня за такой такая расскажи расскажите о про человек робот бот "
    "это ли и пожалуйста істей маған атың атыңыз кім жасады ма ме бе бар менің айтып берші "
    "көмектесе өтінемін"
)


@dataclass(frozen=True, slots=True)
class _Talk:
    """Talk told by its words: one of `marks` at least, and none that is not in `words`."""

    kind: SmallTalk
    marks: frozenset[str]
    words: frozenset[str]
    asks: bool = True


_TALKS = (
    _Talk("thanks", _THANKING, _THANKING | _ADDRESS | _COURTESY, asks=False),
    _Talk("hello", _GREETING, _GREETING | _ADDRESS | _words("and to good day again")),
    # "Can you help me with something?", "Tell me a joke." Who helps whom may be a question.
    _Talk("help", _REQUEST, _REQUEST | _ASKING | _GREETING | _YOU | {"have"}),
    _Talk("help", _YOU, _YOU | _REQUEST | _ASKING | _GREETING | _WHO),
)

_LONGEST = 20  # words of talk; a longer text is none


def small_talk(text: str) -> SmallTalk | None:
    """What a text is that asks nothing: a greeting, thanks, a call for help, or a word like "ok".

    None if it asks something.
    """
    line = " ".join(text.split())
    bare = _EDGES.sub("", line) or line
    told = (kind for kind, words in _SMALL_TALK.items() if words.fullmatch(bare))
    return next(told, None) or _told_by_words(line)


def _told_by_words(line: str) -> SmallTalk | None:
    said = re.findall(r"\w+", line.casefold())  # "that's" gives "that", "s"
    if len(said) > _LONGEST:
        return None
    asked = "?" in line
    for talk in _TALKS:
        if talk.words.issuperset(said) and talk.marks & set(said) and (talk.asks or not asked):
            return talk.kind
    return None

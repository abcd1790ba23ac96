"""The limits in a question about the archive: outlets, an author, a topic, days.

What follows "how many articles" is taken apart phrase by phrase, and it is understood only if
nothing is left: "in the archive", "from TASS", "by Orla Venn", "since May", "on shipping".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from retrieval.search import archive_phrases
from retrieval.search.archive_masking import DAYS, OUTLET, QUOTED, MaskedQuestion


@dataclass(frozen=True, slots=True)
class ArticleLimits:
    """What limits the articles that are asked for, as `ArchiveQuestion` has it.

    `held` is true where the words say that the archive is meant, not the world.
    """

    outlets: tuple[str, ...] = ()
    author: str | None = None
    topic: str = ""
    title: str = ""
    since: str | None = None
    until: str | None = None
    language: str | None = None
    every_word: bool = False
    corrected: bool = False
    held: bool = False


ARCHIVE = (  # "the archive", "your whole collection"; "the library" is one of the world's
    r"(?:(?:the|this) (?:whole |entire |full |news |article |press )*(?:archives?|database|corpus)"
    r"|(?:your|our|my) (?:whole |entire |full |news |article |press )*(?:archives?|database|corpus"
    r"|collection|index|library|holdings|files|records))"
)
# "TASS", "TASS and the Amber Post", the names marked
OUTLETS = rf"(?:the )?{OUTLET}(?:,? (?:and |or |& )?(?:the )?{OUTLET})*"
# "have", "archived"
_HOLD = r"(?:have|hold|held|got|keep|kept|stored?|index(?:ed)?|archived?|contain|include|own)"
TOLD = (  # "published", "wrote", "put out"
    r"(?:publish(?:ed)?|wr(?:ote|ite|itten)|run|ran|carr(?:y|ied)|print(?:ed)?|post(?:ed)?|put out"
    r"|report(?:ed)?|produced?|filed?|released?|contributed?|author(?:ed)?|penned|broken?)"
)
_CAPITAL = r"(?-i:[A-ZÀ-ÖØ-ÞЀ-ЯҐӘҒҚҢӨҰҮҺ])[\w.'’-]*"  # "Venn"
_SMALL = (  # "venn", but none of the words that go with a question
    r"(?!(?:the|an?|you|we|it|he|she|they|this|that|these|who|which|do|did|does|are|is|was|were"
    r"|have|has|in|on|at|of|about|from|since|until|before|after|wr[io]te|written)\b)"
    r"[^\W\d_][\w.'’-]*"
)
NAME = (  # "Orla Venn", "Ludwig van der Meer", "Venn", in small letters two words: "orla venn"
    rf"(?:{_CAPITAL}(?: (?:(?:van|von|de|der|den|del|bin|ibn|al|el|la|di|da|ter) )*{_CAPITAL})"
    rf"{{0,3}}"
    rf"|{_SMALL} {_SMALL})"
)
# "that were ", "which has been ", or nothing
_WAS = r"(?:(?:that|which) )?(?:(?:have|has) been |are |were |is |was |got |did )?"

_HELD = (  # "do you have", "are held here", "in your archive", "wrote the most articles"
    rf"(?:(?:do|did|have|does) )?(?:(?:that|which) )?(?:you|we|{ARCHIVE}) "
    rf"(?:currently |actually |already |now )?(?:have |do )?{_HOLD}(?: on file| in stock| here)?",
    rf"{_WAS}(?:there )?(?:currently |now )?(?:held|stored|indexed|archived|on file|collected"
    r"|included|represented|covered)(?: here)?",
    rf"{_WAS}(?:there )?(?:in|within|from|inside|into|to|of) {ARCHIVE}",
    rf"as far as (?:you|we|{ARCHIVE}) (?:shows?|knows?|holds?|ha(?:ve|s)|(?:can )?(?:see|tells?))",
    r"(?:on file|in here)",
    r"(?:(?:has|have) )?(?:published |written |contributed |wrote |filed )?(?:the )?most"
    r" (?:articles|stories|pieces|reports)",
)
_EMPTY = (  # "are there", "in total", "were published", "so far"
    r"(?:are|is|were|was) (?:there|available|out there)",
    r"(?:exist|in total|in all|altogether|overall|here|there|so far|now|right now|currently"
    r"|at the moment|exactly|please|too|as well|recently|lately)",
    rf"{_WAS}(?:published|printed|posted|released|appeared|available|out|come in|came in|added)",
)
_FROM_OUTLET = (  # "from TASS", "published by TASS and Interfax", "did TASS run", "TASS published"
    rf"{_WAS}(?:come |came )?(?:{TOLD} )?(?:from|by|of|in|at|for|via|with) (?P<outs>{OUTLETS})",
    rf"(?:(?:that|which) )?(?:do |does |did |has |have )?(?P<outs>{OUTLETS}) (?:has |have )?"
    rf"(?:{TOLD}|{_HOLD})",
)
_BY = (  # "by Orla Venn", "written by Orla Venn", "did Orla Venn write", "Orla Venn wrote"
    rf"{_WAS}(?:written |published |authored |penned |signed |filed |bylined )?by "
    rf"(?:(?:the )?(?:journalist|reporter|author|correspondent|writer) )?(?P<name>{NAME})",
    rf"(?:(?:that|which) )?(?:did |has |have )?(?P<name>{NAME}) (?:has |have )?{TOLD}",
)
_WHEN = (  # "in 2015", "published since March", "that came in this week"
    rf"{_WAS}(?:come (?:in|out) |came (?:in|out) |(?:published|dated|written|printed|indexed|added"
    r"|posted|appeared|appear|out|released) )?"
    rf"(?:from |in |of |on |during |for |within )?(?:the )?{DAYS}",
)
# "on shipping", "that mention shipping", "dealing with shipping", "about the topic of shipping"
_TOPIC = re.compile(
    rf"{_WAS}(?:there )?(?:only |mainly |all |anywhere )?(?:on|about|regarding|concerning"
    r"|cover(?:s|ed|ing)?|mention(?:s|ed|ing)?|nam(?:e|es|ed|ing)|discuss(?:es|ed|ing)?"
    r"|(?:deal|deals|dealt|dealing) with|(?:talk|talks|talking) about|(?:refer|refers|referring) to"
    r"|relat(?:ed|ing) to|(?:having )?to do with|contain(?:s|ing)?|devoted to|dedicated to)"
    r"(?: the (?:topic|subject|theme|matter|issue|word|name)(?: of)?)? (?P<topic>\S.*)",
    re.IGNORECASE,
)
# "titled “Last loaves”", "with the headline Last loaves", "called Last loaves", "“Last loaves”"
_TITLE = re.compile(
    r"(?:(?:that is |which is )?(?:titled|entitled|headlined|called|named"
    r"|with the (?:title|headline)(?: of)?) (?P<title>\S.*)"
    r"|[\"“”«„](?P<quoted>[^\"“”«»„]{3,200})[\"“”»])$",
    re.IGNORECASE,
)
# "coverage of the floods", "the interview with Orla Venn"
_OF_TOPIC = re.compile(r"(?:of|with) (?P<topic>\S.*)", re.IGNORECASE)
# What asks for words, not for a matter: "that mention the floods", "naming Orla Venn".
_BY_WORD = re.compile(rf"{_WAS}(?:mention|nam(?:e|ing)|contain|refer)", re.IGNORECASE)
# What a topic does not hold: "trade does the treaty have" was no topic.
_CLAUSE = re.compile(r"\b(?:does|did|do)\b", re.IGNORECASE)

LANGUAGES = {
    "english": "en", "russian": "ru", "kazakh": "kk", "kyrgyz": "ky", "uzbek": "uz", "tajik": "tg",
    "turkmen": "tk", "ukrainian": "uk", "turkish": "tr", "german": "de", "french": "fr",
    "spanish": "es", "italian": "it", "arabic": "ar", "persian": "fa", "chinese": "zh",
    "japanese": "ja", "korean": "ko",
}  # fmt: skip
_IN_LANGUAGE = (  # "in Russian", "written in the Russian language"
    rf"{_WAS}(?:written |published )?in (?:the )?(?P<language>{'|'.join(LANGUAGES)})(?: language)?",
)
_CORRECTED = (  # "were corrected", "with a correction", "have had to print a correction"
    rf"{_WAS}(?:later |since )?corrected(?: (?:later|since|afterwards))?",
    r"(?:(?:that|which) )?(?:(?:have|has|had|did) )*(?:to )?(?:with|ha(?:ve|s|d|ving)"
    r"|carr(?:y|ies|ied|ying)|print(?:ed)?|publish(?:ed)?|run|ran|issued?|ma(?:de|ke)|needed)"
    r" (?:an? |any )?corrections?",
    r"(?:(?:have|has|had) )*(?:to )?correct(?:ed)? (?:(?:an?|its|their|any) )?(?:articles?"
    r"|stor(?:y|ies)|reports?|pieces?|themselves|itself)",
)
_KINDS = {
    "corrected": _CORRECTED,
    "held": _HELD,
    "outlet": _FROM_OUTLET,
    "when": _WHEN,
    "language": _IN_LANGUAGE,
    "empty": _EMPTY,
    "author": _BY,
}
# Behind a topic: "floods from TASS", "floods in TASS", but not "the history of TASS".
_KINDS_BEHIND = {
    **_KINDS,
    "outlet": (_FROM_OUTLET[0].replace("|of|in|at|for|via|with", "|in|for"), _FROM_OUTLET[1]),
    "author": _BY[:1],
}

Forms = list[tuple[str, re.Pattern[str]]]


@cache
def _in_front() -> Forms:
    """The phrases as they stand at the beginning of a text, each with its kind."""
    # A phrase ends where a word does: "in the archives" is not "in the archive" and an s.
    return _made(_KINDS, r"^(?:{})(?=$|[\s,])[\s,]*")


@cache
def _behind() -> Forms:
    """The phrases as they stand at the end of a text."""
    return _made(_KINDS_BEHIND, r"(?:^|[\s,]+)(?:{})$")


def _made(kinds: Mapping[str, Sequence[str]], frame: str) -> Forms:
    return [
        # Not str.format, since the forms have braces of their own: {0,3}.
        (kind, re.compile(frame.replace("{}", form, 1), re.IGNORECASE))
        for kind, forms in kinds.items()
        for form in forms
    ]


@cache
def _in_front_in_cyrillic() -> Forms:
    return _made(_told_in_cyrillic(), r"^(?:{})(?=$|[\s,])[\s,]*")


@cache
def _behind_in_cyrillic() -> Forms:
    return _made(_told_in_cyrillic(), r"(?:^|[\s,]+)(?:{})$")


def _told_in_cyrillic() -> Mapping[str, Sequence[str]]:
    return {kind: archive_phrases.limit_forms(kind) for kind in _KINDS}


def limits_in(
    rest: str, question: MaskedQuestion, limits: ArticleLimits, *, of: bool = False
) -> ArticleLimits | None:
    """The limits that the rest of a question states, or None if any of it is not understood.

    Args:
        rest: What follows the thing that is asked for, marked.
        question: The whole question.
        limits: What is known of them already.
        of: "of" or "with" leads to a topic, as after "coverage" and "interview".
    """
    rest = rest.strip(" ,")
    while rest:
        taken = _taken(rest, question, limits, _in_front())
        if taken is None:
            taken = _taken(rest, question, limits, _in_front_in_cyrillic())
        if taken is None:
            return _with_topic(rest, question, limits, of=of)
        rest, limits = taken
    return limits


def _taken(
    text: str, question: MaskedQuestion, limits: ArticleLimits, forms: Forms
) -> tuple[str, ArticleLimits] | None:
    """The text without one phrase at its end or its beginning, and the limits with it."""
    for kind, pattern in forms:
        found = pattern.search(text)
        more = _limited(kind, found, question, limits) if found else None
        # Not each match is a limit: in small letters a name may be any words.
        if found and more:
            return (text[: found.start()] + text[found.end() :]).strip(" ,"), more
    return None


def _limited(
    kind: str, found: re.Match[str], question: MaskedQuestion, limits: ArticleLimits
) -> ArticleLimits | None:
    match kind:
        case "held":
            return replace(limits, held=True)
        case "outlet":
            named = (*limits.outlets, *question.named(found["outs"]))
            return replace(limits, outlets=tuple(dict.fromkeys(named)))
        case "author":
            name = person_name(question.restored(found["name"]), question)
            return replace(limits, author=name) if name else None
        case "corrected":
            return replace(limits, corrected=True)
        case "language":
            codes = {**LANGUAGES, **archive_phrases.languages()}
            return replace(limits, language=codes[found["language"].lower()])
        case "when" if question.days:
            until = question.days.until or question.days.as_of
            return replace(limits, since=question.days.since, until=until)
    return limits


def person_name(name: str, question: MaskedQuestion) -> str | None:
    """A name if it is written as a person's: with a capital, or where nothing has any."""
    spoken = question.text[1:] == question.text[1:].lower()
    return name if name[0].isupper() or spoken else None


def _with_topic(
    rest: str, question: MaskedQuestion, limits: ArticleLimits, *, of: bool
) -> ArticleLimits | None:
    title = _TITLE.match(rest)
    if title:
        words = question.restored(title["title"] or title["quoted"])
        return replace(limits, title=words.strip('"“”«»„ '))
    found = _TOPIC.match(rest) or (_OF_TOPIC.match(rest) if of else None)
    word = archive_phrases.topic_forms("word").match(rest)
    found = found or word or archive_phrases.topic_forms("topic").match(rest)
    every_word = word is not None or _BY_WORD.match(rest) is not None
    limits = replace(limits, every_word=every_word)
    return topic_in(found["topic"], question, limits) if found else None


def topic_in(text: str, question: MaskedQuestion, limits: ArticleLimits) -> ArticleLimits | None:
    """The limits with a topic, and with those that stand behind it; None if it is none."""
    forms = _behind()
    if archive_phrases.is_cyrillic(text):
        forms = [*forms, *_behind_in_cyrillic()]
    while taken := _taken(text, question, limits, forms):
        text, limits = taken
    topic = question.restored(text).strip(" ,;:.")
    quoted = QUOTED.fullmatch(topic)
    topic = quoted[1] if quoted else topic
    return None if not topic or _CLAUSE.search(topic) else replace(limits, topic=topic)


def with_topic_before(words: str, limits: ArticleLimits) -> ArticleLimits:
    """The limits with what stands before the noun: "the comet story", "Russian articles"."""
    language = LANGUAGES.get(words.lower().removesuffix("-language"))
    if language:
        return replace(limits, language=language)
    return replace(limits, topic=" ".join(filter(None, (words, limits.topic))))

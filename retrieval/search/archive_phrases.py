"""How people ask about the archive in Russian and Kazakh: `archive_frames.toml`, with its phrases.

Each phrase becomes a regular expression with the groups that the English frames have, so that
`archive_question` reads both alike. The words of the phrases and what limits a question stand in
`archive_phrases.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from retrieval.language.alphabet import CYRILLIC
from retrieval.language.tables import values
from retrieval.search.archive_masking import DAYS, OUTLET
from retrieval.search.archive_nouns import Sign

# "Орла": the frames are read in any case, a name by its capital alone.
_CAPITAL = r"(?-i:[A-ZА-ЯЁӘҒҚҢӨҰҮҺ])[\w.'’-]*"
_NOUNS = ("articles", "archive", "kk_archive")
# What the slots of a phrase take; outlets and days are marks of `archive_masking`.
_SLOTS = {
    "outlets": rf"(?P<outs>{OUTLET}(?:(?:,| и|, и| және) {OUTLET})*)(?:-[а-яәіңғүұқөһ]{{1,4}})?",
    "author": rf"(?P<name>{_CAPITAL}(?: {_CAPITAL}){{0,3}})",
    # "Орлана Веннова", "Орла Веннованың": whose articles, by the case alone.
    "person": r"(?P<whose>(?-i:[A-ZА-ЯЁӘҒҚҢӨҰҮҺ])[\w’-]*[аяыи] (?-i:[A-ZА-ЯЁ])[\w’-]*[а-яё]"
    r"|(?-i:[A-ZА-ЯЁӘҒҚҢӨҰҮҺ])[\w’-]* (?-i:[A-ZА-ЯЁӘҒҚҢӨҰҮҺ])[\w’-]*[ндт][ыі]ң)",
    "byline": rf"(?P<whose>{_CAPITAL}(?: {_CAPITAL}){{0,3}})",
    "days": DAYS,
    "topic": r"(?P<topic>[^\s,].*?)",
    "elsewhere": r"(?P<topic>(?!архив|баз)[^\s,].*?)",
    "rest": r"(?P<rest>.*?)",
    # What stands behind the noun, where limits stand before it as well.
    "behind": r"(?P<behind>.*?)",
    # «Последние хлеба»: a title, and nothing else.
    "quoted": r"(?P<rest>[\"“”«„].*)",
}
# "Паромы: ", "Паромы - "
_COLON = r"\s*[:;–—-]"
# "сколько", "{articles}", "[", "|"
_TOKEN = re.compile(r"\{(?P<slot>\w+)\}|(?P<sign>[][()|])|(?P<word>[^\s{}()|[\]]+)")
# "(a|b)" is one of them, "[a]" may be left out.
_SIGNS = {"(": "(?:", "[": "(?:", ")": ")", "]": ")?", "|": "|"}
_TOPIC = " {topic}"
# "стать" of "статей", "мақала", "писа" of "писали", "нового"
_MAY_ASK = (
    r"\b(?:стать|статей|материал|о?публи|замет|репортаж|интервью|колон|мақал|сұхбат|архив|баз[аеуы]"
    r"|базада|мұрағат|издан|газет|агент|сми\b|источник|сайт|портал|басылым|дереккөз|автор|журнал"
    r"|корреспондент|репортёр|тілші|новост|новое|нового|жаңа|пис[аы]|пиш|напис|напечат|сообщ|выпу"
    r"|появил|добав|поступ|приш|вас\b|нас\b|тебя|сізде|бізде|сенде|что-|всё|все\b|есть|бар\b|бірд"
    r"|бір нәрсе|ештеңе|упомин|упомян|цитир|процит|встреча|освещ|язык|тіл|жаз|хабар|жариял|шығар"
    r"|басты\b|қосыл|келді|түсті|не жаңа|открой|покажи|прочитай|аш|көрсет|тап\b)|[\"“”«„]"
)
# " " or ", " before each word, which has its own borders: the first has nothing before it.
_GAP = r"[\s,]*"
_GROUPS = {
    "articles": "?P<noun>",
    "news": "?P<noun>",
    "language": "?P<language>",
    "many": "?P<many>",
}
FEWEST, MOST = 2, 10
"""Articles that are asked for in words: "две", "он"."""


@cache
def vocabulary() -> frozenset[str]:
    """Every word of the frames and of what limits them."""
    phrases = (*_phrases(_frames()), *_phrases(_table()["each"]), *_phrases(_table()["limits"]))
    told = (found["word"] for phrase in phrases for found in _TOKEN.finditer(phrase))
    lists = (word for words in _table()["words"].values() for word in words.split())
    return frozenset((*filter(None, told), *lists, *languages()))


@cache
def record_nouns() -> frozenset[str]:
    """The words for an article and for the archive."""
    return frozenset(word for name in _NOUNS for word in _words(name))


def _phrases(table: Mapping[str, Any]) -> Iterator[str]:
    for value in table.values():
        yield from value if isinstance(value, list) else _phrases(value)


def is_cyrillic(text: str) -> bool:
    """Whether a question may be asked with these phrases."""
    return CYRILLIC.search(text) is not None


@cache
def frames(*, article: bool = True) -> tuple[tuple[str, str, Sign], ...]:
    """What is asked for, the words that ask for it, and what else must show it: none, or `held`.

    Args:
        article: Whether the question has a word for an article; without it few frames can fit, and
            the others need not be made.
    """
    return _of_tables((("frames", "none"), ("held", "held")), article=article)


@cache
def likely_frames() -> tuple[tuple[str, str, Sign], ...]:
    """Those that may ask about the world as well: "статьи Орлана Веннова", "статьи Устава"."""
    return _of_tables((("likely", "none"),), article=True)


def _of_tables(
    signs: tuple[tuple[str, Sign], ...], *, article: bool
) -> tuple[tuple[str, str, Sign], ...]:
    return tuple(
        (kind, pattern(phrase), sign)
        for table, sign in signs
        for kinds in _frames()[table].values()
        for kind, phrases in kinds.items()
        for phrase in phrases
        if article or not _needs_article(phrase)
    )


def _needs_article(phrase: str) -> bool:
    """Whether a phrase has a word for an article that stands in no brackets."""
    depth = 0
    for found in _TOKEN.finditer(phrase):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(found["sign"] or "", 0)
        if not depth and found["slot"] == "articles":
            return True
    return False


def has_article(text: str) -> bool:
    """Whether a question has a word for an article: "статью", "мақала"."""
    return _articles().search(text) is not None


@cache
def _articles() -> re.Pattern[str]:
    return re.compile(pattern("{articles}"), re.IGNORECASE)  # " статью"


def without_place(text: str) -> str:
    """A question without the words before it that say that the archive is meant.

    "сколько статей?" of "В архиве сколько статей?"; the text itself where it has none.
    """
    told = "|".join(map(pattern, _table()["place"]["named"]))
    # "в архиве " at the beginning
    found = re.match(rf"(?:{told})(?=[\s,])[\s,]*", text, re.IGNORECASE)
    return text[found.end() :] if found else text


@cache
def may_ask() -> re.Pattern[str]:
    """What a question about the archive has one of at least: "стать" of "статья", "издани"."""
    # Most questions about the world end here, before any frame is made.
    return re.compile(_MAY_ASK, re.IGNORECASE)


@cache
def limit_forms(kind: str) -> tuple[str, ...]:
    """The forms in which a limit of a kind is told."""
    return tuple(pattern(phrase) for phrase in _table()["limits"][kind])


@cache
def forms(kind: str) -> re.Pattern[str]:
    """Whether a text has a phrase of one of the other kinds, anywhere in it."""
    told = "|".join(_without_groups(pattern(one)) for one in _table()["forms"][kind])
    # "что нового о флоте" in "а что нового о флоте?"
    return re.compile(rf"(?<!\w)(?:{told})(?!\w)", re.IGNORECASE)


def grouped_by(text: str) -> tuple[str, str] | None:
    """A question without the words by what articles are counted, and what lists that; or None.

    "Сколько статей" and `list_months` of "Сколько статей по месяцам".
    """
    for kind, phrases in _table()["each"].items():
        told = "|".join(map(pattern, phrases))
        # ", по месяцам" at the end, "Ай бойынша " at the beginning
        ends = rf"[\s,]+(?:{told})$", rf"^(?:{told})[\s,]+"
        found = (re.search(one, text, re.IGNORECASE) for one in ends)
        if one := next(filter(None, found), None):
            return text[: one.start()] + text[one.end() :], kind
    return None


def asked_on(kind: str, text: str) -> str:
    """What a question that is all one of those phrases asks of: "флоте" of "что нового о флоте".

    Nothing where it is none of them.
    """
    plain = without_courtesies(text).strip(" \n?!.…")
    # "что нового о флоте" to its end
    found = (re.match(rf"{pattern(one)}$", plain, re.IGNORECASE) for one in _table()["forms"][kind])
    return next((told["topic"] for told in found if told), "")


@cache
def topic_forms(kind: str) -> tuple[re.Pattern[str], ...]:
    """What leads to a topic (`topic`), and to words that must stand there (`word`); or follows."""
    phrases = _table()["limits"][kind]
    before = "|".join(_leading(one.removesuffix(_TOPIC)) for one in phrases if one.endswith(_TOPIC))
    after = "|".join(
        _leading(one.removeprefix(_TOPIC.strip()))
        for one in phrases
        if one.startswith(_TOPIC.strip())
    )
    return (
        re.compile(rf"(?:{before}) (?P<topic>\S.*)", re.IGNORECASE),  # "о [флоте]"
        re.compile(rf"(?P<topic>\S.*?)(?:{after})$", re.IGNORECASE),  # "[флот] туралы"
    )


def _leading(phrase: str) -> str:
    return _without_groups(pattern(phrase))


@cache
def languages() -> Mapping[str, str]:
    """The languages as they are called behind "на", with their codes."""
    return {name: code for code, names in _table()["languages"].items() for name in names.split()}


def without_courtesies(text: str) -> str:
    """The question without what comes before it and asks nothing."""
    # "скажите, пожалуйста, " goes, one word at a time.
    while found := re.match(rf"(?:{forms('polite').pattern})[\s,!.:-]+", text, re.IGNORECASE):
        text = text[found.end() :]
    return text


def pattern(phrase: str) -> str:
    """A phrase as a regular expression: `сколько [всего] {articles}`, say."""
    return "".join(_part(found) for found in _TOKEN.finditer(phrase))


def _part(found: re.Match[str]) -> str:
    if found["sign"]:
        return _SIGNS[found["sign"]]
    if found["word"]:
        return rf"{_GAP}(?<!\w){re.escape(found['word'])}(?!\w)"
    name = found["slot"]
    if name == "colon":
        return _COLON
    if name in _SLOTS:
        return _GAP + _SLOTS[name]
    words = "|".join(sorted(_words(name), key=len, reverse=True))
    return rf"{_GAP}(?<!\w)({_GROUPS.get(name, '?:')}{words})(?!\w)"


def _words(name: str) -> Iterable[str]:
    match name:
        case "language":
            return languages()
        case "many":
            # "трёх" is no word that asks for three, but "три", "үш" and "3" are.
            return (*many(), r"\d{1,2}")
    listed: str = _table()["words"][name]
    return listed.split()


@cache
def many() -> Mapping[str, int]:
    """The words for how many articles are asked for: `три` is 3."""
    return {word: int(n) for word, n in values("numbers").items() if FEWEST <= n <= MOST}


def _without_groups(form: str) -> str:
    """A form whose groups have no names: several may stand in one expression."""
    return re.sub(r"\?P<\w+>", "?:", form)  # "?P<topic>" of "(?P<topic>.*)"


@cache
def _table() -> Mapping[str, Any]:
    return _read("archive_phrases.toml")


@cache
def _frames() -> Mapping[str, Any]:
    return _read("archive_frames.toml")


def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / name).read_text("utf-8"))

"""Names of outlets that no table knows, told by their look: `Amber Post`, `The Orsk Herald`."""

from __future__ import annotations

import re

from retrieval.reading.press.known_outlets import known_outlet

# fmt: off
# "Amber Post", "THE ORSK VALLEY HERALD": the last word of an outlet that no table knows
_PRESS_WORDS = frozenset({
    "agency", "bulletin", "chronicle", "courier", "daily", "dispatch", "echo", "examiner",
    "gazette", "globe", "guardian", "herald", "inquirer", "journal", "ledger", "mirror", "monitor",
    "news", "newswire", "observer", "post", "press", "review", "sentinel", "standard",
    "telegraph", "times", "tribune", "weekly", "wire",
    "инфо", "информ", "медиа", "ньюс", "пост", "пресс", "таймс", "телеграф",
    "ақпарат", "айнасы", "апталығы", "газеті", "жаңалықтары", "жаршысы", "таңы", "тынысы", "үні",
    "хабар", "хабаршысы", "гезити", "кабар", "кабарчысы", "gazetasi", "ovozi", "xabarlari",
})
# "Вестник Орска", "Орский вестник": its first or last word in Russian
_EITHER_END = frozenset({
    "вестник", "ведомости", "газета", "известия", "курьер", "обозрение", "правда", "хроника",
})
# "Деловой Орск": its first word
_FIRST_WORDS = frozenset({"вечерний", "вечерняя", "деловая", "деловое", "деловой", "деловые"})
HEADLINE_WORDS = _EITHER_END | _FIRST_WORDS
"""Words that a headline of two or three may have as well: `Закрылась газета`."""
# "Market" in "Market Review", "Sports" in "Sports News": a page's part, and no outlet
_SUBJECTS = frozenset({
    "book", "books", "breaking", "business", "culture", "daily", "film", "foreign", "health",
    "in", "latest", "local", "market", "markets", "national", "other", "politics", "press",
    "science", "sport", "sports", "the", "today", "top", "weekly", "world", "year",
    "вся", "день", "краткая", "наша", "полная", "последние", "свежая", "центр", "среда",
    "барлық", "жаңа", "жедел", "қосымша", "пайдалы", "соңғы", "толық",
})
# fmt: on
_NAME_WORDS = range(2, 6)  # of an outlet's name: "The Orsk Valley Herald"
_SMALL_WORDS = range(2, 4)  # of a name with a word in small letters: "Орский деловой вестник"
# "THE", "Orsk", "O'Brien's"
_CAPITALIZED = re.compile(r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w'’-]*")
# "вестник", "жарыс-пресс"
_CYRILLIC = re.compile(r"[\u0400-\u052f][\u0400-\u052f'’-]*")
# "ОрскИнформ", "Орск-Пресс", "OrskNews": one word
_FUSED = re.compile(
    r"[^\W\d_][\w-]*[^\W\d_A-ZА-Я](?:-?(?:Информ|Инфо|Медиа|Ньюс|Пресс|Inform|Info|Media|News|Press)"
    r"|-(?:информ|инфо|медиа|ньюс|пресс))"
)
# "ИА «Орск»", "газета «Орск»", "«Орск» газеті"
_QUOTED = re.compile(
    r"(?:(?P<agency>М?ИА)\s+|(?:газета|еженедельник|журнал|(?:интернет-)?(?:издание|портал)|сайт"
    r"|(?:информ(?:ационное )?)?агентство|радио|телеканал)\s+)?«(?P<name>[^«»]{2,40})»"
    r"(?P<behind>\s+(?:газеті|журналы|порталы|сайты|басылымы|(?:ақпарат )?агенттігі|телеарнасы))?",
    re.IGNORECASE,
)


def is_press_name(line: str) -> bool:
    """Whether a line can be an outlet's name by its look: `Amber Post`, `THE AMBER POST`.

    In Cyrillic letters the first word alone needs a capital: `Орский вестник`.
    """
    words = line.strip(" *_#").split()
    if len(words) == 1:
        return _FUSED.fullmatch(words[0]) is not None
    if len(words) not in _NAME_WORDS or not _CAPITALIZED.fullmatch(words[0]):
        return False
    told = [word.casefold() for word in words]
    if set(told) <= _SUBJECTS | _PRESS_WORDS | _EITHER_END:
        return False
    last = told[-1] in _PRESS_WORDS | _EITHER_END
    if all(map(_CAPITALIZED.fullmatch, words)):
        return last or told[0] in _EITHER_END or _is_begun(told)
    cyrillic = len(words) in _SMALL_WORDS and all(map(_CYRILLIC.fullmatch, words))
    return cyrillic and (last or _is_begun(told))


def _is_begun(told: list[str]) -> bool:
    """Whether a name of two words begins as papers' do: `деловой орск`."""
    return told[0] in _FIRST_WORDS and len(told) == 2 and told[1] not in _SUBJECTS


def quoted_outlet(words: str) -> str | None:
    """The outlet that is named in quotation marks with its kind, as `газета «Орск»`; or None."""
    match = _QUOTED.fullmatch(words.strip(" .*_"))
    if match is None:
        return None
    known = known_outlet(match["name"])
    if match[0].startswith("«") and not (match["behind"] or known or is_press_name(match["name"])):
        return None
    # An agency's letters are part of its name.
    return known or (words.strip(" .*_") if match["agency"] else match["name"].strip())


def press_outlet(words: str) -> str | None:
    """The outlet that `words` beside a date or a person name, known or by its look; or None."""
    return known_outlet(words) or quoted_outlet(words) or (words if is_press_name(words) else None)

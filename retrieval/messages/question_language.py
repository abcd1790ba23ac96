"""In which language a question is asked: of those that Dateline speaks, by its letters."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")  # "Что", "TASS"
# "что"; the room stands below `language`, so that its `alphabet` can't be had
_CYRILLIC = re.compile("[\u0400-\u052f]")
# "ұ" of "ұлт", "і" and "ң" of "кімнің", "ң" and "ғ" of "соңғы": letters of Kazakh that Russian
# lacks, and no one language beside it has together. Below, those of its
# neighbours that Kazakh lacks.
_KAZAKH = re.compile("ә|ұ|һ|і.*[ғқңөү]|[ғқңөү].*і|[ғқ].*[ңөү]|[ңөү].*[ғқ]", re.DOTALL)
_NOT_KAZAKH = re.compile("[җҡҙҫўҳҷӣӯ]")  # "бўлди", "ҷаҳон"
# Kazakh words without such letters, or with one alone: "кім келді", "жазды"
_KAZAKH_WORDS = re.compile(
    r"\b(?:кім(?:ге|ді|нің|дер)?|неге|неше|қанша|қай(?:да|дан)?|қашан|туралы|айтты|жазды"
    r"|хабарлады|мақала(?:лар)?|жаңалық(?:тар)?|рахмет|рақмет)\b"
)
# "ї" of "Україна", "љ" of "земља": letters of Ukrainian, Belarusian, Serbian and Macedonian, whose
# readers are not told in Russian.
_ELSEWHERE = re.compile("[їєґђћџљњѓќѕјі]")


def question_language(text: str) -> str:
    """The language that an asker is answered in: `en`, `ru` or `kk`.

    A question in Cyrillic letters of another language of Central Asia (Kyrgyz, Uzbek, Tajik) is
    answered in Russian, which its askers know. Names in the other script do not count: they are
    the words that begin with a capital, but for the first.
    """
    words = _WORD.findall(text)
    plain = [word for at, word in enumerate(words) if at == 0 or word[0].islower()]
    cyrillic = [word for word in plain if _CYRILLIC.match(word)]
    # Half of the plain words decide, and a name is none: "What is Сырдария?" is English.
    if not cyrillic or 2 * len(cyrillic) < len(plain):
        return "en"
    asked = " ".join(cyrillic).lower()
    if (_KAZAKH.search(asked) or _KAZAKH_WORDS.search(asked)) and not _NOT_KAZAKH.search(asked):
        return "kk"
    return "en" if _ELSEWHERE.search(asked) else "ru"

"""The marks by which the trade tells a correction or an update, each with an example.

English, Russian and Kazakh; `ё` is written `е`. A newsroom that marks its stories otherwise
adds a word to `KINDS` or a pattern to `PROSE`.
"""

from __future__ import annotations

import re

from retrieval.reading.dates.month_names import MONTH
from retrieval.types import RevisionKind

ORDER: tuple[RevisionKind, ...] = ("retraction", "correction", "clarification", "update")
"""What weighs most first: an article that is corrected and updated is a correction."""

KINDS: dict[RevisionKind, str] = {
    # RETRACTION: ..., (Withdrawn), Опровержение: ...
    "retraction": r"retraction|retracted|withdrawn|опровержение|отозвано",
    # CORRECTION: ..., Corrections and clarifications, CORRECTED-, (Corrects ...), REFILE-,
    # Исправлено, Поправка: ..., Түзету: ...
    "correction": r"corrections(?=\sand\sclarif)|correction|correct(?:ed|s)|amended|refile|removes"
    r"|исправлен(?:ие|о|а)|поправка|түзету|түзетілді|түзетілген",
    # CLARIFICATION: ..., Уточнение. ..., Нақтылау: ...
    "clarification": r"clarification|clarifie[ds]|уточнен(?:ие|о)|нақтылау|нақтыланды",
    # UPDATE 2-, (Updates with ...), (Adds quotes), WRITETHRU, Обновлено, Жаңартылды
    "update": r"update[ds]?|recasts|rewrites|adds|writethru"
    r"|обновлен(?:ие|о|а)|обновляется|дополнен(?:ие|о)|жаңарт(?:у|ылды|ылған)|толықтырылды",
}
_WORDS = "|".join(f"(?P<{kind}>{words})" for kind, words in KINDS.items())  # "updated"

# The tokens of a time behind a label: "Correction of 06:40:", "UPDATE 6 p.m.:", "(4 June 2015)".
_TIME = rf"(?:of|on|at|от|в|\d[\d:./]*(?:st|nd|rd|th)?|[ap]\.?m\.?|GMT|UTC|[A-Z]?ET|{MONTH}\.?)"
_WHEN = rf"(?:[\s,(]+{_TIME})*[\s)]*"  # ", 22 June", " (4 June 2015)"
_OPEN = r"[\s\[(*_>•#–—-]{0,9}"  # "**", "[", "• " before a label
# "Corrections and clarifications", "Correction to our release of the 23rd: ..."
_TOO = (
    r"(?:\sand\s(?:clarifications?|corrections?|apology))?"
    r"(?:\s(?:to|of|in)\sour\s[\w’' ]{3,40}(?=:))?"
)
# A live page's hour before its entry: "15.05 Correction: ...", "**10.45** Correction: ...".
_HOUR = r"(?:[\[(*_]*\d{1,2}[.:]\d{2}(?:[\s.,)\]*_–—-]|[ap]\.?m\b){1,6})?"

LABEL = re.compile(
    # "UPDATE 2-", "Correction: ", "Correction, 22 June: ", "CORRECTED - ", "Уточнение. "
    rf"{_OPEN}{_HOUR}{_OPEN}(?:{_WORDS})(?![\w'’])(?:\s(?P<number>\d\d?)(?=\s?[-–—:.\])]|$))?{_TOO}{_WHEN}"
    r"(?P<end>[*_]*[:.][*_]*(?=\s|$)|[\])][:.]?|\s?[-–—]+|$)",
    re.IGNORECASE,
)
WIRE = re.compile(
    # "(2nd LD) Seoul ...", "(LEAD) ...", "1st Ld-Writethru"
    r"^\W*(?:(?P<number>\d)(?:st|nd|rd|th)\s)?(?:LEAD|L[Dd])\)|\b(?P<writethru>\d)\w\w L[Dd]\b"
)
STAMPED = re.compile(
    # "Mine fire: five missing (updated)", "Title [UPDATE 2]", "12 марта, 16:00 (обновлено)."
    rf"[\[(](?:{_WORDS})(?:\s(?P<number>\d\d?))?{_WHEN}[\])]",
    re.IGNORECASE,
)
SUFFIX = re.compile(
    # "Dam bursts above Kulob - UPDATED", "... — UPDATE 2"; in capitals only
    rf"\s[-–—|:]\s?(?:{_WORDS})(?:\s(?P<number>\d\d?))?$",
    re.IGNORECASE,
)
PARENTHESIS = re.compile(
    # "(Corrects paragraph 3 to say ...)", "(Adds quotes)", "Eds: Updates with details."
    r"^[\s*_]*(?:[(\[]|(?=Eds:))(?:Eds:\s)?(?:(?P<correction>Corrects|Amends|Refiles|Removes)"
    r"|(?P<clarification>Clarifies)|(?P<update>Updates|Adds(?!\sup)|Recasts|Rewrites))\s[^()]{3,400}"
)
NOTE = re.compile(
    # "Editor's note: ...", "Eds: ...", "Note: ...", "От редакции: ...", "Редакциядан: ..."
    rf"{_OPEN}{_HOUR}(?:editor(?:'s|’s|s'|s’|ial)?\snote|eds|note|от\sредакции|редакциядан)\s?[:.—–-]",
    re.IGNORECASE,
)
_PAGE = (  # "article", "headline"
    r"(?:article|story|report|page|post|piece|item|entry|dispatch|headline|caption|list|release"
    r"|statement|appeal|letter|interview|column|bulletin|review)"
)
_OURS = (
    # Not "an earlier version of the report": that may be what the news is about.
    rf"(?:(?:of|in|to)\s(?:(?:this|our)\s(?:\w+\s)?{_PAGE}|the\s(?:article|story))"
    r"|on\s(?:our|this)\s(?:web)?(?:site|page))"
)
# "earlier version", "first editions"
_VERSION = r"(?:earlier|previous|prior|original|initial|first)\s(?:version|edition)s?"
# "материале", "новость"
_TEXT_RU = r"(?:материал|новост|стать|текст|заметк|публикаци|сообщени|заголов)\w*"
_PROSE: tuple[tuple[RevisionKind, str], ...] = (
    # "This article was retracted on ...", "Материал отозван"
    ("retraction", rf"(?<!\w)this\s{_PAGE}\s(?:was|has\sbeen)\s(?:retracted|withdrawn)\b"),
    ("retraction", rf"(?<!\w){_TEXT_RU}\s(?:был[аио]?\s)?отозван"),
    # "An earlier version of this story misstated ...", "earlier versions, on our website, ..."
    ("correction", rf"(?<!\w){_VERSION}(?:,[^.,]{{0,40}},)?\s{_OURS}"),
    # "An earlier report on our website that ... was wrong"
    ("correction", rf"(?<!\w)(?:earlier|previous)\s(?:{_PAGE}|tweet)s?\s{_OURS}"),
    # "(This version corrects the toll in paragraph 2)"
    ("correction", r"(?<!\w)this\sversion\s(?:corrects|removes)\b"),
    # "This article was amended on 8 April: ...", "This headline has been corrected"
    (
        "correction",
        rf"(?<!\w)this\s{_PAGE}\s(?:was|has\sbeen)\s(?:amended|corrected|revised|edited)\b",
    ),
    # "we regret the error", "We apologise for the mistake"
    (
        "correction",
        r"(?<!\w)we\s(?:regret|apologi[sz]e\sfor)\s(?:the|this|our)\s(?:error|mist)",
    ),
    # "В предыдущей версии материала ...", "в первоначальной версии говорилось"
    (
        "correction",
        r"(?<!\w)в\s(?:предыдущей|первоначальной|прежней|более\sранней|первой)\s(?:версии|редакции)"
        rf"\s(?:эт\w+\s)?(?:{_TEXT_RU}|ошибочно|неверно|говорилось|сообщалось|было\sуказано)",
    ),
    # "Ранее в материале было указано ...", "Материал исправлен"
    ("correction", rf"(?<!\w)ранее\sв\s(?:эт\w+\s)?{_TEXT_RU}\s"),
    ("correction", rf"(?<!\w){_TEXT_RU}\s(?:был[аио]?\s)?(?:исправлен|изменен)"),
    # "Редакция приносит извинения за ошибку"
    ("correction", r"принос\w+\sизвинения\sза\s(?:допущенн\w+\s)?(?:ошибк|неточност)"),
    # "Мақаланың алдыңғы нұсқасында ...", "Мақала түзетілді"
    ("correction", r"(?<!\w)(?:алдыңғы|бұрынғы|бастапқы)\sнұсқа(?:сында|да)(?!\w)"),
    ("correction", r"(?<!\w)(?:мақала|мәтін|хабар|материал)\sтүзетіл(?:ді|ген)(?!\w)"),
    # "This story was clarified on ..."
    ("clarification", rf"(?<!\w)this\s{_PAGE}\s(?:was|has\sbeen)\sclarified\b"),
    # "This page was updated at 16:10 to ...", "This story has been updated with ..."
    ("update", rf"(?<!\w)this\s{_PAGE}\s(?:was|has\sbeen)\supdated\b"),
    # "This version updates with quotes"
    ("update", r"(?<!\w)this\sversion\s(?:updates|adds)\b"),
    # "Материал обновлен", "Новость дополнена"; "Мақала жаңартылды"
    ("update", rf"(?<!\w){_TEXT_RU}\s(?:был[аио]?\s)?(?:обновлен|дополнен)"),
    ("update", r"(?<!\w)(?:мақала|мәтін|хабар|материал)\s(?:жаңартылды|толықтырылды)(?!\w)"),
)
# "An earlier version of this article said"
PROSE = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PROSE)
SAID = re.compile(
    # At the foot: "An earlier version gave the number as 17 million."
    r"(?:^|(?<=[.;:!?]\s))[(*_]*(?:an|our)\s(?:earlier|previous)\sversion\s(?:had\s)?"
    r"(?:gave|given|said|stated|mis\w+|incorrectly|wrongly|erroneously|named|described|identified|put|listed|spelled)\b",
    re.IGNORECASE,
)
EARLIER = re.compile(
    # "earlier we wrote", "was first given as", "last week's list had this for February 26",
    # "our report of Monday", "в сообщении говорилось", "мақаламызда"
    r"(?<!\w)(?:earlier|previous(?:ly)?|originally|initially|at\sfirst|incorrect(?:ly)?|wrongly"
    r"|first\s(?:given|listed|wrote|said|reported|published|stated|put|gave|statement)"
    r"|misst\w+|misspel\w+|misid\w+|should\shave|corrects?|corrected|amended|last\sweek'?s"
    r"|our\s(?:report|article|story|dispatch)|ранее|предыдущ\w+|первонач\w+|сначала|ошиб\w+"
    r"|неверн\w+|неточн\w+|говорилось|сообщалось|указывалось"
    r"|бұрын\w*|алдыңғы|бастапқы|қате\w*|(?:мақала|хабар|материал)\w*мызда)(?!\w)",
    re.IGNORECASE,
)
"""Words by which a sentence tells of what stood there before."""
OTHERWISE = re.compile(
    # "is 24, not 26", "was wrong in our print edition", "from 12 to 15", "а не 40", "емес"
    r"(?<!\w)(?:not|wrong|error|mistake\w*|instead\sof|rather\sthan"
    r"|from\s\S{1,30}\sto|wrote|speaks?\sof|а\sне|вместо|не|емес)(?!\w)",
    re.IGNORECASE,
)
"""Words by which a correction does so; in an update they may be the news."""
MENDED = re.compile(
    # "Editor's note: we have corrected ...", "... the headline was changed"
    rf"\b(?:{_VERSION}|correct(?:s|ed|ion)|amended|clarif\w+|error|mistake|misst\w+|changed\sto"
    r"|retracted)\b|(?<!\w)(?:предыдущ\w+\sверси|исправ|уточн|ошибк|неточн|түзет|қате)",
    re.IGNORECASE,
)
"""An editor's note with such words is a correction; one on the author is none."""
# "It rained.” "
SENTENCE = re.compile(r"[^\s].*?(?:[.!?…][\"'”’»)\]*_]*(?=\s+[^\sa-zа-я])|$)")
# "June", "Thursday", "GMT"
DATE_WORD = re.compile(rf"{MONTH}|[a-z]{{3,6}}day|last|utc|gmt|msk|мск", re.IGNORECASE)

WIRES_ONLY = ("adds", "recasts", "refile", "removes", "rewrites", "withdrawn")
"""Marks in capitals only: as plain words they begin many a line."""
# fmt: off
HINTS = (
    "correct", "updat", "amend", "clarif", "retract", "withdraw", "refile", "remove", "recast",
    "rewrit", "adds", "writethru", "earlier", "previous", "prior", "original", "initial", "first",
    "version", "revised", "edited", "regret", "apologi", "note", "eds:",
    "исправ", "поправ", "обновл", "уточн", "дополн", "опроверж", "отозван", "изменен", "ранее",
    "верси", "редакци", "извинени", "түзет", "жаңарт", "толықтыр", "нақтыла", "нұсқа",
)
# fmt: on
"""Beginnings of the words of the patterns above: most lines have none, and are looked at once."""

"""The names of the months in the languages of the news that teams read, as patterns and numbers.

A tuple a language, January first; endings of cases are part of the patterns.
"""

from __future__ import annotations

import re
from functools import lru_cache

from retrieval.reading.dates import chinese_numerals

# fmt: off
# As notes name a month: "4 June (year not stated)".
ENGLISH = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
# English, whole or shortened: "Sep", "Sept", "September".
_SHORTENED = (
    "jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?",
    "july?", "aug(?:ust)?", "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?",
)
# Endings of the Russian cases: "июнь", "июня", "июне"; "март", "марта", "мартом".
_SOFT = "(?:ь|я|е|ю|[её]м)"
_HARD = "(?:а|е|у|ом)?"
_RUSSIAN = (
    f"январ{_SOFT}", f"феврал{_SOFT}", f"март{_HARD}", f"апрел{_SOFT}", "ма(?:й|я|е|ю|ем)",
    f"июн{_SOFT}", f"июл{_SOFT}", f"август{_HARD}", f"сентябр{_SOFT}", f"октябр{_SOFT}",
    f"ноябр{_SOFT}", f"декабр{_SOFT}",
)
# Endings of the Kazakh cases: "маусымда" (in June), "маусымның" (of June).
_CASES = "(?:[дт][ае](?:ғы|гі)?|ға|ге|қа|ке|[днт][ае]н|[днт][ыі]ң|[ыі](?:н(?:да|де|ың|ің|ан|ен))?)?"
_KAZAKH = tuple(
    f"{name}{_CASES}"
    for name in (
        "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым",
        "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
    )
)
# "да" of "майда", "нинг" of "майнинг": Kyrgyz, Tajik and Uzbek in Cyrillic take the Russian names
# with endings of their own.
_ENDING = (
    r"(?:ь|[иуүы](?:[нд]*(?:да|ги|дагы|дын|дун|га|ни))?|нинг|(?:ь|и|у|ү|ы)?н?(?:ын|ун|ин)?"
    r"(?:да|де|до|дө|та|те)(?:г[иы])?|га|ги)?"
)
_TURKESTAN = tuple(
    f"{name}{_ENDING}"
    for name in (
        "январ", "феврал", "март", "апрел", "май", "июн",
        "июл", "август", "сентябр", "октябр", "ноябр", "декабр",
    )
)
# Uzbek in Latin letters: "iyun", "iyunda" (in June).
_UZBEK = tuple(
    f"{name}(?:da|dagi|ning|ga|i)?"
    for name in (
        "yanvar", "fevral", "mart", "aprel", "may", "iyun",
        "iyul", "avgust", "sent[ya]+br", "okt[ya]+br", "noyabr", "dekabr",
    )
)
# Ukrainian has names of its own: "червень", "червня", "у червні".
_UKRAINIAN = (
    "січ(?:ень|ня|ні)", "лют(?:ий|ого|ому)", "берез(?:ень|ня|ні)", "квіт(?:ень|ня|ні)",
    "трав(?:ень|ня|ні)", "черв(?:ень|ня|ні)", "лип(?:ень|ня|ні)", "серп(?:ень|ня|ні)",
    "верес(?:ень|ня|ні)", "жовт(?:ень|ня|ні)", "листопад[аі]?", "груд(?:ень|ня|ні)",
)
_TURKISH = (
    "ocak", "şubat", "mart", "nisan", "mayıs", "haziran",
    "temmuz", "ağustos", "eylül", "ekim", "kasım", "aralık",
)
_SPANISH = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "sep?tiembre", "octubre", "noviembre", "diciembre",
)
_GERMAN = (
    "januar|jänner", "februar", "märz|maerz", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "dezember",
)
_FRENCH = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)
_PORTUGUESE = (
    "janeiro", "fevereiro", "março", "abril", "maio", "junho",
    "julho", "agosto", "setembro", "outubro", "novembro", "dezembro",
)
_ITALIAN = (
    "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
    "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre",
)
_POLISH = (
    "stycz(?:eń|nia)", "lut(?:y|ego)", "mar(?:zec|ca)", "kwie(?:cień|tnia)", "maja?",
    "czerw(?:iec|ca)", "lip(?:iec|ca)", "sierp(?:ień|nia)", "wrze(?:sień|śnia)",
    "październik(?:a)?", "listopada?", "grud(?:zień|nia)",
)
# Egypt's names, the Levant's (also both: "حزيران/يونيو"), and the Maghreb's ("جوان").
_ARABIC = (
    r"يناير|كانون الثاني(?:\s?/\s?يناير)?|جانفي", r"فبراير|شباط(?:\s?/\s?فبراير)?|فيفري",
    r"مارس|[آا]ذار(?:\s?/\s?مارس)?", r"[أإا]بريل|نيسان(?:\s?/\s?[أإا]بريل)?|أفريل",
    r"مايو|[أا]يار(?:\s?/\s?مايو)?|ماي", r"يوني[وه]|حزيران(?:\s?/\s?يونيو)?|جوان",
    r"يولي[وه]|تموز(?:\s?/\s?يوليو)?|جويلية", r"[أا]غسطس|[آا]ب(?:\s?/\s?[أا]غسطس)?|أوت",
    r"سبتمبر|[أا]يلول(?:\s?/\s?سبتمبر)?", r"[أا]كتوبر|تشرين الأول(?:\s?/\s?[أا]كتوبر)?",
    r"نوفمبر|تشرين الثاني(?:\s?/\s?نوفمبر)?", r"ديسمبر|كانون الأول(?:\s?/\s?ديسمبر)?",
)
# The civil year's months as Iran and as Afghanistan spell them.
_PERSIAN = (
    "ژانویه|جنوری", "فوریه|فبروری", "مارچ", "آوریل|آپریل|اپریل", "مه|می", "ژوئن|جون",
    "ژوئیه|جولای", "اوت|آگوست|اگست", "سپتامبر|سپتمبر", "اکتبر|اکتوبر",
    "نوامبر|نومبر", "دسامبر|دسمبر",
)
# Iran's name first, then Afghanistan's.
JALALI = (
    "فروردین|حمل", "اردیبهشت|ثور", "خرداد|جوزا", "تیر|سرطان", "مرداد|امرداد|اسد", "شهریور|سنبله",
    "مهر|میزان", "آبان|عقرب", "آذر|قوس", "دی|جدی", "بهمن|دلو", "اسفند|حوت",
)
"""The months of the Iranian and Afghan solar year, Farvardin (from 21 March) first."""
# A line or two a month, all languages together. Many are words by themselves ("out", "set"),
# so they count only between a day and a year.
_ABBREVIATED = (
    "янв|қаң|січ|oca|ene|yan|янв|jän|janv|gen", "фев(?:р)?|ақп|лют|şub|fev|févr?",
    "мар|нау|бер|mär|märz", "апр|сәу|квіт?|nis|abr|avr", "мам|тра(?:в)?|mayıs|mai|mag",
    "июн|мау|черв?|haz|iyn|juin|giu", "июл|шіл|лип|tem|iyl|juil|lug", "авг|там|серп?|ağu|ago|avg",
    "сент?|қыр|вер(?:ес)?|eyl|set", "окт|қаз|жовт?|eki?m?|okt|ott|out",
    "ноя(?:б)?|қар|лист?|kas|noy", "дек|жел|груд?|ara|dic|dek|dez|déc",
)
# fmt: on
_SPOKEN = (
    _SHORTENED,
    _RUSSIAN,
    _KAZAKH,
    _TURKESTAN,
    _UZBEK,
    _UKRAINIAN,
    _TURKISH,
    _SPANISH,
    _GERMAN,
    _FRENCH,
    _PORTUGUESE,
    _ITALIAN,
    _POLISH,
    _ARABIC,
    _PERSIAN,
)  # fmt: skip

# No letter may follow: "mayor" begins with a month.
MONTH = rf"(?:{'|'.join((*_SHORTENED, *_RUSSIAN, *_KAZAKH))})(?![^\W\d_])"
"""A month's name in English, Russian or Kazakh, to be found in running text; ignore case."""
ANY_MONTH = rf"(?:{'|'.join(name for names in _SPOKEN for name in names)})(?![^\W\d_])"
"""A month's name in any of the languages, where a day stands beside it; ignore case."""
GERMAN_MONTH = rf"(?:{'|'.join(_GERMAN)})(?![^\W\d_])"
"""A month's name in German; many of them are Danish and Norwegian too; ignore case."""
WORDS = frozenset({"may", "mar", "march", "august", "ocak", "ekim"})
"""Names that in small letters are other words too: "may", the Turkish for a hearth (`ocak`)."""
SHORT_MONTH = rf"(?:{'|'.join(_ABBREVIATED)})(?![^\W\d_])"
"""A month's shortened name, where day and year stand beside it; ignore case."""
JALALI_MONTH = rf"(?:{'|'.join(JALALI)})(?![^\W\d_])"
"""A month's name in the Iranian or the Afghan solar year: `خرداد`, `جوزا`"""


# Some two hundred patterns may be tried for a name, and the same few names come again.
@lru_cache(maxsize=256)
def month_number(name: str) -> int:
    """1 to 12 for a month's name as the patterns match it, or for such a number; 0 for no month."""
    if name.isdecimal() or re.fullmatch(chinese_numerals.MONTH, name):
        number = chinese_numerals.chinese_number(name)
        return number if number <= 12 else 0
    for table in (*_SPOKEN, _ABBREVIATED, JALALI):
        for number, spellings in enumerate(table, start=1):
            if re.fullmatch(spellings, name, re.IGNORECASE):
                return number
    return 0

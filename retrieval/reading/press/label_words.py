"""The words of labels, as patterns: what leads a byline or a day, and what may stand beside one.

English, Russian and Kazakh, and the commonest in Kyrgyz and Uzbek.
"""

from __future__ import annotations

import re

PUBLISHED = re.compile(
    r"^(?:first )?(?:published|posted|publication date|released?|issued|date|created|added"
    r"|дата(?: публикации)?|время публикации|опубликован[оа]?|размещен[оа]|добавлено"
    r"|жарияланды|жарияланған(?: (?:күні|уақыты))?|жарияланым күні|жарыяланды|жарыяланган"
    r"|e[ʻ‘’']?lon qilin\w+|chop etil\w+)(?: on| at| in)?\s*[:\-–—]?\s+",
    re.IGNORECASE,
)
"""`Published on: ` before a date"""
UPDATED = re.compile(
    r"\b(?:last )?(?:updated|modified|edited|обновл[её]н[оа]?|(?:последнее )?обновление|изменен[оа]"
    r"|отредактирован[оа]|жаңартыл\w+|соңғы жаңарту|өзгертіл\w+|жаңыртыл\w+|yangilan\w+)\b.*",
    re.IGNORECASE,
)
"""`Last updated 5 June`, `Обновлено: 5 июня`"""
CHANGED_BEHIND = re.compile(
    r"\b(?:жаңартыл\w+|өзгертіл\w+|жаңыртыл\w+|yangilan\w+)[\s.)]*$", re.IGNORECASE
)
"""`5 маусым 2015 жаңартылды`: in Turkic languages the verb stands behind its day"""
BY = re.compile(
    r"^(?:(?:(?:story |text |words |written |reported |compiled |prepared |interviews? )?by"
    r"|authors?|авторы?|авторлар[ыі]?|reporter|журналист|корреспондент|тілші|muallif|кабарчы"
    r"|(?:(?:текст|материал|интервью|беседу) )?(?:подготовил|беседовал|записал|в[её]л|взял)[аи]?"
    r"|(?:(?:мәтінді|материалды|сұхбатты) )?(?:дайындаған|жазған|әзірлеген|жүргізген))\b\s*:?"
    r"|(?:text|words|story|текст|мәтін|интервью|сұхбат|әңгімелескен|matn)\s*:)\s+",
    re.IGNORECASE,
)
"""`Reported by: `, `Text: `, `Подготовила `, `Дайындаған: `"""
DASHED = re.compile(r"^(?P<by>авторы?|текст|журналист|author|text)\s+[–—]\s+", re.IGNORECASE)
"""`Автор — ` as `Автор: `: elsewhere a dash joins two labels"""
PICTURES = re.compile(
    r"[\s.;,/|]+(?:photo(?:graph)?s?|pictures?|images?|photography|video|graphics?|illustrations?"
    r"|фото|видео|сурет)(?:\s+by)?\s*:?\s+\S.*$",
    re.IGNORECASE,
)
"""`. Photos: Tom Reed` behind the author"""
AGENCIES = re.compile(
    r"(?:,| and| with| &)\s+(?:(?:news |wire )?agencies|(?:wire|agency|staff) reports?"
    r"|(?:wire|agency) services?|staff(?: writers?)?)\.?(?=$|[.,|]\s)",
    re.IGNORECASE,
)
"""` and agencies` behind the author"""
DESK = re.compile(
    r"(?:from|by) (?:our|the) (?:own |special )?(?:(?:news|wire) services|correspondents?|staff"
    r"|reporters?)"
    r"|(?:from |by )?(?:staff and )?(?:(?:news |wire )?agencies|wire (?:reports|services))"
    r"|редакция|редакциясы|соб\. ?инф|наш корр(?:еспондент)?",
    re.IGNORECASE,
)
"""`From our news services`, `Staff and agencies`, `Соб. инф.`: nobody is named"""
RUBRIC = re.compile(
    r"^(?:column|opinion|op-ed|comment(?:ary)?|analysis|feature|interview|editorial|reportage"
    r"|exclusive|explainer|profile|long read|obituary|background|мнение|колонка|анализ|интервью"
    r"|репортаж|комментарий|блог|эксклюзив|лонгрид|расследование|разбор|очерк|некролог|пікір|сұхбат"
    r"|талдау|сараптама|зерттеу|көзқарас)$",
    re.IGNORECASE,
)
"""`COLUMN` in `COLUMN | By Jane Doe`"""
PLACED = re.compile(r"\s+(?:in|for|from)\s+(?P<rest>[^\W\d_].*)$")
"""` in Astana` after a name"""
SOURCE = re.compile(
    r"^(?:source|outlet|publisher|publication|via|источник|дереккөз|булак|manba)\s*:"
    r"\s*(?P<name>.{2,80})$",
    re.IGNORECASE,
)
"""`Source: Amber Post`"""
SECTION = re.compile(r"[^\W\d_](?:[^\W\d_]|['’-])*(?: (?:&|(?:[^\W\d_]|['’-])+)){0,2}")
"""`Central Asia`, `Oil & Gas`: the section of a page, of at most three words"""
CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d{2}(?::\d{2})?\b|\b\d{1,2}\s*(?=[ap]\.?m\b)|\b[ap]\.?m\b\.?"
    r"|\b(?:UTC|GMT|(?-i:[A-Z]{1,3}[SD]?T)|local time|(?:\w+ )?time|hours|hrs)\b"
    r"|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\bat\b|\bon\b"
    r"|\b(?:пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]"
    r"|воскресенье|дүйсенбі|сейсенбі|сәрсенбі|бейсенбі|жұма|сенбі|жексенбі|дүйшөмбү|шейшемби"
    r"|шаршемби|бейшемби|жума|ишемби|жекшемби|(?:du|se|chor|pay|yak)?shanba|juma)\b\.?"
    r"|\bв(?=\s*\d)|\bмск\b\.?|\bпо (?:мск\b|гринвичу|астане|москве|алматы|бишкеку|ташкенту)"
    r"|\b(?:по )?(?:\w+(?:ому|ое) )?врем(?:я|ени)(?: (?-i:[А-ЯЁ])\w+)?"
    r"|\bсағ(?:ат)?\b\.?|\b(?:\w+ )?уақыты(?:мен)?\b|\b(?:\w+ )?убактысы\b|\bsoat\b"
    r"|\b(?:опубликовано|жарияланды|жарияланған|жарыяланды)\b"
    r"|[+-]\d{1,2}(?::?\d{2})?\b",
    re.IGNORECASE,
)
"""`12:01`, `GMT`, `Thursday`, `в 12:01 (МСК)`: what may stand beside a date"""
_MARKS = "()[]:.,-–—+/~≈ \t\u00a0\u202f"  # that may stand in a count beside figures and a word
_MONEY = re.compile(r"[$€£¥₸₽₴₺₩%№]")  # "$40": no count


def is_count(part: str) -> bool:
    """Whether words beside a day are a count, in any language: figures and at most one word.

    `5 211 views`, `Просмотров: 310`, or with no word a sign and figures: `👁 310`.
    """
    digits = any(map(str.isdecimal, part))
    # "views" of "7.4K views"
    words = re.findall(r"[^\W\d_]+", re.sub(r"(?<=\d)\s?[KkMmКкМм]\b", "", part))
    if not digits or _MONEY.search(part) or len(words) > 1:
        return False
    signs = [sign for sign in part if not sign.isalnum() and sign not in _MARKS]
    return not signs or not words

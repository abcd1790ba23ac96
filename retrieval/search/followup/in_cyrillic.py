"""What makes a Russian or Kazakh follow-up stand alone, beside what does so in any language.

    Сколько лодок пропало в бурю?   Когда это было?     Когда столько лодок пропало в бурю?
                                    Кто это сказал?     Кто сказал, сколько лодок пропало в бурю?
                                    А в «Маяке»?        Сколько ..., по данным издания «Маяк»?
    Что случилось в мае 2015 года?  А в июне?           Что случилось в июне 2015 года?
    Паром қанша жолаушы алды?       Қашан?              Қашан паром сонша жолаушы алды?

No word is inflected: сколько and столько, какой and такой, кому and кому-то have the same cases.
"""

from __future__ import annotations

import re
from datetime import date

from retrieval.language.facts import sentence_facts
from retrieval.messages.question_language import question_language
from retrieval.search.archive_masking import outlet_places
from retrieval.search.archive_question import archive_question
from retrieval.search.followup.antecedents import names_in
from retrieval.search.followup.dialogue_turn import Turn, capital
from retrieval.search.followup.replacing import says_something
from retrieval.search.outlet_attribution import is_asked, without_outlet
from retrieval.search.outlets_compared import SAYING_IN_CYRILLIC
from retrieval.search.words import stop_words, words
from retrieval.types import Span

_PLACING = (  # "в", "из-за"
    r"(?:во?|на|со?|за|по|из-за|из|от|до|обо?|о|у|к|под|для|после|перед|через|при|ради)"
)
_ADVERBS = r"(?:когда|где|куда|откуда|почему|зачем|отчего|как)"  # "когда"
# Когда? Где это произошло? За что? С какого года? Қашан болды?
_BARE = re.compile(
    rf"(?P<asks>{_ADVERBS}|какого (?:числа|года)|кем|кому"
    rf"|{_PLACING} (?:чего|чему|чем|чём|что|кого|кому|кем|ком|когда|как\w+ \w+|чьи\w* \w+)"
    r"|(?P<kazakh>неге|қашан|қайда|қайдан|қалай|не үшін|кім(?:ге|мен|нен)|қай \w+))"
    r"(?: именно| точно)?(?: (?:это|так|он|она|они|бұл|ол))?"
    r"(?: (?:был[оаи]?|произош\w+|случи\w+|будет|состоял\w+|стало|болды|болған|болады))?",
    re.IGNORECASE,
)
# Кто это сказал? Какое издание об этом написало? Откуда это известно?
_SOURCE = re.compile(
    r"(?P<who>кто|как(?:ое|ая) (?:издание|агентство|газета)) (?:(?:это|так|об этом|такое) )?"
    rf"(?P<said>{SAYING_IN_CYRILLIC}|сказал[аи]?|заявил[аи]?|считает|подтвердил[аи]?)"
    r"(?: это| так| об этом| такое)?|(?P<known>откуда) (?:это )?известно",
    re.IGNORECASE,
)
# Мұны кім айтты?
_SOURCE_IN_KAZAKH = re.compile(
    r"(?:(?:мұны|оны|бұл туралы|бұны) )?(?P<asks>кім (?:айтты|айтқан|хабарлады|жазды))",
    re.IGNORECASE,
)
# What asks in a Russian question, at its beginning: "Сколько", "О чём", "В каком [городе]"
_ASKED = re.compile(
    rf"(?:(?P<placing>{_PLACING}) )?(?:(?P<adverb>{_ADVERBS})|(?P<word>скольк\w+"
    r"|как(?:ой|ая|ое|ие|ого|ому|ими?|ом|ую|их|ова?|ово|овы)|кто|кого|кому|кем|ком|что|чего"
    r"|чему|чем|чём))(?!\w)\s*",
    re.IGNORECASE,
)
# "[Подписал] ли", "Правда ли, что"
_WHETHER = re.compile(r"(?:правда ли,? что|(?P<verb>\w+) ли)\s+", re.IGNORECASE)
_IS_WHO = re.compile(r"кто так(?:ой|ая|ие)\s+(?P<name>\S.*)", re.IGNORECASE)  # Кто такой Веннов?
_THINGS = {"что": "это", "чего": "этого", "чему": "этому", "чем": "этим", "чём": "этом"}
# What asks in a Kazakh question, anywhere: "[Паром] қанша"
_ASKED_IN_KAZAKH = re.compile(
    r"(?<!\w)(?P<word>қанша|неше|қандай|қай|кім(?P<case>\w*)|нені|не|неге|қашан|қайдан?|қалай)(?!\w)\s*",
    re.IGNORECASE,
)
_IN_KAZAKH = {
    "қанша": "сонша ", "неше": "сонша ", "қандай": "сондай ", "қай": "сол ", "не": "соны ",
    "нені": "соны ",
}  # fmt: skip
_SOMEBODY = {"": "біреу", "ге": "біреуге", "ді": "біреуді", "нің": "біреудің", "мен": "біреумен"}
_WHETHER_IN_KAZAKH = re.compile(r"\s+[мбп][ае]$", re.IGNORECASE)  # "Паром келді [ме]"
_NOW = re.compile(  # "на сегодня", "сейчас"
    r"(?:на )?(?:сегодня|сейчас|теперь|данный момент|сегодняшний день|бүгін|қазір)", re.IGNORECASE
)
_BEFORE_DAY = re.compile(r"(?<!\w)(?:во?|со?|до|после|к|на|за|от|по)\s+$", re.IGNORECASE)  # "в "
_BEHIND_DAY = re.compile(r"\s+(?:год[ау]|г\.|жыл(?:ы|ғы|дың))", re.IGNORECASE)  # " года"
# Что он сказал? Сколько ему было лет?
_PRONOUN = re.compile(
    r"(?<!\w)(?:он|она|н?его|н?ему|н?им|нём|нем|н?её|н?ее|н?ей|ол|оның|оған|оны)(?!\w)",
    re.IGNORECASE,
)
# Что там случилось? Кто их спас?
_POINTING = re.compile(
    r"(?<!\w)(?:это(?:го|му|м)?|этим|там|туда|оттуда|тогда|они|н?их|н?ими|бұл|мұны|онда|сонда"
    r"|олар)(?!\w)",
    re.IGNORECASE,
)
_PLACED = re.compile(rf"(?<!\w){_PLACING} (\w+)", re.IGNORECASE)  # "о [мосте]"
_NEAR = 3
"""So few words may stand before a pronoun that stands for what was said before."""

_LONGEST = 12
"""An outlet is asked for the same in so many words at most."""

_SHORT = 6
"""A question of so many words leans on the last one by a word that points to it."""


def source(turn: Turn) -> str | None:
    """Кто это сказал?"""
    if found := _SOURCE_IN_KAZAKH.fullmatch(turn.text):
        told = _told(turn.question)
        return f"{capital(told)} деп {found['asks'].lower()}?" if told else turn.bracketed()
    found = _SOURCE.fullmatch(turn.text)
    if not found:
        return None
    if not (_ASKED.match(turn.question) or _WHETHER.match(turn.question)):
        return turn.bracketed()
    asks = f"{found['known']} известно" if found["known"] else f"{found['who']} {found['said']}"
    return f"{capital(asks)}, {_small(turn.question)}?"


def bare(turn: Turn) -> str | None:
    """Почему? Когда это было? За что?"""
    found = _BARE.fullmatch(turn.text)
    if not found:
        return None
    told = _told(turn.question)
    return f"{capital(found['asks'])} {told}?" if told else turn.bracketed()


def other_outlet(turn: Turn) -> str | None:
    """А в «Маяке»? А что пишет «Маяк»?"""
    if question_language(turn.question) == "en" or len(turn.text.split()) > _LONGEST:
        return None
    places = outlet_places(turn.text, turn.held)
    left = without_outlet(turn.text, places)
    # "Что пишет «Маяк»?" alone may be a question of its own.
    leans = turn.opened or not words(left) or _POINTING.search(left)
    if len(places) != 1 or not leans or says_something(left):
        return None
    named = outlet_places(turn.question, turn.held)
    records = archive_question(turn.question, turn.held, date.today()) if named else None
    if records and records.outlets and len(named) == 1:
        # "Сколько статей TASS?" asks the records, and «Маяк» for TASS.
        start, end, _ = named[0]
        return f"{turn.question[:start]}«{places[0][2]}»{turn.question[end:]}?"
    own = [one for one in named if is_asked(turn.question, *one[:2])]
    base = without_outlet(turn.question, own) if own else turn.question
    if question_language(turn.question) == "kk":
        return f"{places[0][2]} басылымының мәліметінше, {_small(base)}?"
    return f"{base}, по данным издания «{places[0][2]}»?"


def other_time(turn: Turn) -> str | None:
    """А в июне? А на сегодня?"""
    language = question_language(turn.question)
    if language == "en":
        return None
    new, old = _day(turn.text), _day(turn.question)
    now = _NOW.fullmatch(turn.text)
    if not now and (new is None or says_something(_without(turn.text, new))):
        return None
    text = turn.text if now else _with_year(turn.text, turn.question)
    if old is None and language == "kk":
        return f"{capital(text)} {_small(turn.question)}?"
    if old is None:
        return f"{turn.question} {text}?"
    return f"{turn.question[: old[0]]}{text}{turn.question[old[1] :]}?"


def other_phrase(turn: Turn) -> str | None:
    """А о пароме? А в порту? in the place of the last words with the same preposition."""
    parts, old = turn.text.split(), turn.question.split()
    placing = _same_placing(parts[0]) if parts else ""
    if not turn.opened or not placing or not 1 < len(parts) <= _SHORT:
        return None
    at = next((n for n in reversed(range(1, len(old))) if _same_placing(old[n]) == placing), None)
    if at is None or _day(" ".join(old[at:])) or _PRONOUN.search(turn.text):
        return None
    end = next((n for n in range(at + 1, len(old)) if _same_placing(old[n])), len(old))
    return f"{' '.join([*old[:at], *parts, *old[end:]])}?"


def _same_placing(word: str) -> str:
    """A preposition in its plain form: о of об, в of во; nothing of another word."""
    low = word.lower()
    if not re.fullmatch(_PLACING, low):  # "обо"
        return ""
    return {"об": "о", "обо": "о", "во": "в", "со": "с"}.get(low, low)


def pointing(turn: Turn) -> str | None:
    """Что он сказал? Кто их спас?"""
    found = _PRONOUN.search(turn.text)
    if found and _opens(turn.text[: found.start()]):
        # A name in another case can't be put for it: but here it is in the first.
        who = _IS_WHO.fullmatch(turn.question)
        if who is None:
            return turn.bracketed()
        text = f"{turn.text[: found.end()]} ({who['name']}){turn.text[found.end() :]}"
        return f"{capital(text)}?"
    named = names_in(turn.text) and not all(
        set(words(one.text)) <= stop_words() for one in names_in(turn.text)
    )
    short = len(turn.text.split()) <= _SHORT and not named and not _day(turn.text)
    return turn.bracketed() if short and _POINTING.search(turn.text) else None


def names_topic(text: str) -> bool:
    """Whether a question says itself what it is about: что известно [о мосте]."""
    asked = _ASKED.match(text)
    return asked is not None and any(map(says_something, _PLACED.findall(text[asked.end() :])))


def _opens(before: str) -> bool:
    """Whether nobody is told before a pronoun whom it may stand for."""
    parts = before.split()
    return len(parts) <= _NEAR and "," not in before and not any(
        part[0].isupper() for part in parts[1:]
    )  # fmt: skip


def _told(question: str) -> str:
    """A question as something known, to be asked of: столько лодок пропало; or nothing."""
    language = question_language(question)
    if language == "kk":
        return _told_in_kazakh(question)
    found = _ASKED.match(question) if language == "ru" else None
    if _IS_WHO.fullmatch(question) or language != "ru":
        return ""
    if found is None:
        whether = _WHETHER.match(question)
        verb = f"{whether['verb'].lower()} " if whether and whether["verb"] else ""
        return f"{verb}{question[whether.end() :]}" if whether else ""
    rest = question[found.end() :]
    if found["adverb"]:
        return rest
    word, placing = found["word"].lower(), (found["placing"] or "").lower()
    # "В каком городе": where or when, which goes when something else is asked.
    if placing in ("в", "во", "на", "при") and word in ("каком", "каких"):
        return rest.partition(" ")[2]
    known = _known(word)
    placing = "об" if placing == "о" and known.startswith("э") else placing
    return " ".join(filter(None, (placing, known, rest)))


def _known(word: str) -> str:
    """What stands for what was asked for: столько for сколько, кому-то for кому."""
    if word in _THINGS:
        return _THINGS[word]
    if word.startswith("скольк"):
        return f"стольк{word.removeprefix('скольк')}"
    return f"так{word.removeprefix('как')}" if word.startswith("как") else f"{word}-то"


def _told_in_kazakh(question: str) -> str:
    found = _ASKED_IN_KAZAKH.search(question)
    if found is None:
        plain = _WHETHER_IN_KAZAKH.sub("", question)
        return plain if plain != question else ""
    word = found["word"].lower()
    somebody = _SOMEBODY.get(found["case"] or "", "біреу")
    known = f"{somebody} " if word.startswith("кім") else _IN_KAZAKH.get(word, "")
    return f"{question[: found.start()]}{known}{question[found.end() :]}".strip()


def _small(question: str) -> str:
    """A question to stand behind others: its first letter small, if it is no name's."""
    first = question.split()[0]
    asks = set(words(first)) <= stop_words() or _WHETHER.match(question)
    return question[:1].lower() + question[1:] if asks else question


def _day(text: str) -> Span | None:
    """Where the first date of a text stands, with its preposition and its "года"."""
    dates = sentence_facts(text).dates
    if not dates:
        return None
    before, behind = (
        _BEFORE_DAY.search(text[: dates[0].start]),
        _BEHIND_DAY.match(text[dates[0].end :]),
    )
    return (
        before.start() if before else dates[0].start,
        dates[0].end + (behind.end() if behind else 0),
    )


def _without(text: str, span: Span) -> str:
    return f"{text[: span[0]]} {text[span[1] :]}"


def _with_year(text: str, question: str) -> str:
    """A month or a day with the year of the last question's date, where it has none."""
    new, old = sentence_facts(text).dates[0], sentence_facts(question).dates
    whole = new.year or not new.month or not old or not old[0].year
    if whole:
        return text
    kazakh = question_language(question) == "kk"
    return f"{old[0].year} жылы {text}" if kazakh else f"{text} {old[0].year} года"

"""What a question limits its answer to: outlets, dates, quoted phrases, the latest.

Rules, in one place, over the question as typed. What was understood is shown with the answer,
and `Question.literal` switches it off. A limit under which the archive holds nothing is not
kept: it is dropped, and a note says so. Only the last days and weeks stay a limit all the same.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from retrieval.archive.store import Archive
from retrieval.messages import gettext
from retrieval.search.date_limits import limited_by_dates
from retrieval.search.decompose import split_question
from retrieval.search.filters import held_outlets, matching_outlets
from retrieval.search.outlet_names import with_quotation_marks
from retrieval.search.quoted_phrases import phrase_chunks
from retrieval.search.words import stop_words, words
from retrieval.types import Question

_SAYING = (  # "said", "reported", "сообщает"
    r"(?:say|says|said|report|reports|reported|write|writes|wrote|written|publish|publishes"
    r"|published|claim|claims|claimed|describe|describes|described|quote|quotes|quoted|tell|tells"
    r"|told|cover|covers|covered|call|calls|called|cite|cites|cited|put|puts|mention|mentions"
    r"|mentioned|differ|disagree|agree|see|explain|explains|explained|give|gives|gave|given|name"
    r"|names|named|state|states|stated|speak|speaks|spoke|count|counts|counted|had it"
    r"|сообщ(?:ает|ают|ил|ила|или|ило)|пиш(?:ет|ут)|писал[аи]?|написал[аи]?|переда(?:ет|ёт|ла|ло)"
    r"|рассказал[аи]?|утвержда(?:ет|ют|л|ла|ли)|говорит(?:ся)?|отмечает|жазды|хабарлады)\b"
)
# "according to " before an outlet
_BEFORE = re.compile(
    r"(?:according to|по (?:данным|сообщению|словам|информации|версии)(?: агентства)?|согласно"
    r"|(?:сообщ(?:ает|ил|ила|ило|или)|пиш(?:ет|ут)|писал[аи]?|переда(?:ет|ёт|ла|ло))"
    r"(?: агентство)?|(?:reported|published|written|told|quoted|cited) (?:by|in|to)|per)"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# "'s report" after an outlet
_AFTER = re.compile(
    rf"^(?:['’]s?)?\s+(?:(?:has|have|had|also|both|each|first)\s+)?{_SAYING}"
    r"|^(?:['’]s?)?\s+(?:report|article|story|coverage|account|piece|version|correspondent)\b",
    re.IGNORECASE,
)
_CAPITAL = "[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ0-9]"  # "T" of "The"
# "The Amber Post"
_NAME = re.compile(rf"{_CAPITAL}[\w./&’'-]*(?:\s+(?:&|{_CAPITAL})[\w./&’'-]*){{0,4}}")
# "latest", "что нового"
_LATEST = re.compile(
    r"\b(?:latest|newest|most recent|most recently|current|currently|so far|to date|right now)\b"
    r"|\bwhat(?:['’]s| is) new\b"
    r"|\b(?:последни[ех] новост|самы[ех] (?:новы|свежи|последни)|что нового|сейчас|на сегодня\b"
    r"|в настоящее время|на данный момент|соңғы жаңалық|қазір\b)",
    re.IGNORECASE,
)
# "“joint coast guard”"
_QUOTED = re.compile(r"[\"“”«„]([^\"“”«»„]{3,200})[\"“”»]")
# "Compare A and B on ...", "A vs B", "how do A and B differ on ...": outlets named are asked.
_COMPARING = re.compile(
    r"\b(?:compare|compared|versus|vs\.?|differ|differs|difference|disagree)\b", re.IGNORECASE
)
# "Compare the [toll] in it of May with that in it a day later"
_COMPARED = re.compile(
    r"^\W*compare (?:the )?(?P<what>[^?]+?) (?:given |reported |told )?(?:in|by|of|from)"
    r" (?:the )?it\b.*\bit\b.*$",
    re.IGNORECASE,
)
# What is left of a comparison once its outlets are taken out: "Compare it and it on", ": it vs it",
# "according to it", "What does it say about", "when it wrote about him"
_LEFT_OVER = re.compile(
    r"^\W*(?:compare|how (?:do|does|did)|what is the difference between)\b.*?\bit\b.*?"
    r"\b(?:on|about|over|as to)\s+"
    r"|\W+its?\s+(?:versus|vs\.?|and|against)\s+its?\b"
    r"|,?\s*\baccording to (?:the )?it\b"
    r"|^what (?:do|does|did) it (?:say|report|write|tell us) (?:about|on|of) "
    r"|\s+when (?:the )?it (?:first )?(?:wrote|reported|published)\b[^,;?]*",
    re.IGNORECASE,
)
# "What speed [does it give] for the train?", "what did the council [tell it]"
_IT_SAYS = re.compile(
    rf"\s+(?:do|does|did|has|have|had) it {_SAYING}(?=\s+\S)|\s+it {_SAYING}$", re.IGNORECASE
)
# "the council [told it]"
_TELLS_IT = re.compile(r"\b(?:tell|told) (?:the )?it\b", re.IGNORECASE)
_WHOSE = re.compile(r"['’]s?(?!\w)")  # "TASS['s] figure"
_THE = re.compile(r"\bthe\s+$", re.IGNORECASE)  # "[the ]Courier"
_GAP = re.compile(r"\s+(?=[?.,;])")  # "was lost [ ]?"
# ", and what according to it", "and how many when the it did", ", and what does it"
_ASKS_OTHERS = re.compile(
    r"[,;]?\s+and\s+(?:what|how (?:many|much|long)|who|when|where|which)\b[^,;?]*\bits?\b[^,;?]*",
    re.IGNORECASE,
)
FEWEST_ASKED = 2  # outlets that a question sets side by side
MOST_BESIDE = 1
"""Informative words of a clause that only asks another outlet the same."""


Place = tuple[int, int, str]
"""Start, end, and the outlet's name in the archive."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as it was understood.

    Attributes:
        parts: The questions to search for: one, or one for each thing or outlet asked about.
        labels: What was understood, in words for the asker (`outlet: TASS`).
        notes: What was understood and dropped, in sentences.
    """

    parts: tuple[Question, ...]
    labels: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def understand(archive: Archive, question: Question, today: date | None = None) -> Understood:
    """What `question` asks for; the limits that the asker set himself stay as they are.

    Args:
        archive: Tells which outlets and dates there are.
        question: As typed; with `literal` it is only taken by its words.
        today: What "last week" is counted from; the day of the question, or its `as_of`.
    """
    if question.literal:
        return Understood((question,))
    if question.form == "compare":
        return _comparison(archive, question, today)
    day = date.fromisoformat(question.as_of) if question.as_of else (today or date.today())
    with archive.reading() as connection:
        named = [] if question.outlet else _outlets(connection, question.text)
        found, labels, notes = limited_by_dates(
            connection, question, without_quotes(question.text), day
        )
        found, phrase_labels, phrase_notes = _phrases(connection, found)
    latest = bool(_LATEST.search(question.text))
    found = replace(found, latest=latest, literal=True)
    outlets = gettext(" and ").join(dict.fromkeys(outlet for *_, outlet in named))
    outlet_labels = (gettext("outlet: {outlet}").format(outlet=outlets),) if outlets else ()
    newest = (gettext("newest first"),) if latest else ()
    return Understood(
        tuple(_parts(found, named)),
        (*outlet_labels, *labels, *phrase_labels, *newest),
        (*notes, *phrase_notes),
    )


def _comparison(archive: Archive, question: Question, today: date | None) -> Understood:
    """The topic once for each outlet; its dates are understood, its words name no outlets."""
    # With an outlet set, none is looked for in the words.
    asked = replace(question, form="answer", outlet=question.outlets[0])
    found = understand(archive, asked, today)
    parts = tuple(replace(found.parts[0], outlet=outlet) for outlet in question.outlets)
    return Understood(parts, found.labels, found.notes)


def _parts(question: Question, named: Sequence[Place]) -> Iterator[Question]:
    """One question for each outlet, or for each thing asked."""
    if named:
        for outlet in dict.fromkeys(outlet for *_, outlet in named):
            yield replace(question, outlet=outlet, text=_without_outlets(question.text, named))
    else:
        texts = split_question(question.text) if question.form == "answer" else (question.text,)
        for text in texts:
            yield replace(question, text=text)


def _without_outlets(text: str, named: Sequence[Place]) -> str:
    """A question with "it" for the outlets that it asks: their articles seldom name them.

    Where several are asked, it is put to each alone: what asks the others goes.
    """
    # From the end, so that the places before it still hold.
    for start, end, _ in sorted(named, reverse=True):
        whose = _WHOSE.match(text[end:])
        after = text[end + (whose.end() if whose else 0) :]
        text = f"{_THE.sub('', text[:start])}{'its' if whose else 'it'}{after}"
    if len({outlet for *_, outlet in named}) < FEWEST_ASKED and not _COMPARING.search(text):
        return text
    compared = _COMPARED.match(text)
    if compared:
        return f"What was the {compared['what']}?"
    own = _ASKS_OTHERS.sub(lambda found: _kept(found[0], text[: found.start()]), text)
    own = _TELLS_IT.sub("say", _IT_SAYS.sub("", _LEFT_OVER.sub(" ", own)))
    return _GAP.sub("", own.strip(" ,;")) or text


def _kept(clause: str, before: str) -> str:
    """A clause that asks another outlet, if it names more than who is asked the same."""
    said = {*stop_words(), *words(before)}
    named = [w for w in words(clause) if w not in said and not re.fullmatch(_SAYING, w)]
    return clause if len(named) > MOST_BESIDE else ""


def _outlets(connection: sqlite3.Connection, text: str) -> list[Place]:
    """Where the question asks about outlets that are held, as reporters.

    Several that are named are each asked: hardly anything else brings them together.
    """
    places = list(_outlet_places(connection, text)) or list(_in_small_letters(connection, text))
    if len({outlet for *_, outlet in places}) >= FEWEST_ASKED:
        return places
    return [place for place in places if _is_asked(text, *place[:2])]


def _outlet_places(connection: sqlite3.Connection, text: str) -> Iterator[Place]:
    """Where the question names an outlet that is held."""
    for run in _NAME.finditer(text):
        # "Harbour" and "Courier"
        words = [word.span() for word in re.finditer(r"\S+", run[0])]
        at = 0
        while at < len(words):
            # The longest first: "Harbour Courier Weekly" before "Harbour Courier".
            for last in range(len(words) - 1, at - 1, -1):
                start, end = run.start() + words[at][0], run.start() + words[last][1]
                # "TASS's", "TASS'"
                name = re.sub(r"['’]s?$", "", text[start:end])
                held = matching_outlets(connection, name)
                if held:
                    yield *with_quotation_marks(text, start, start + len(name)), held[0]
                    at = last
                    break
            at += 1


def _in_small_letters(connection: sqlite3.Connection, text: str) -> Iterator[Place]:
    """Where a comparison, or a question without capitals, names held outlets without theirs."""
    if not (_COMPARING.search(text) or text == text.lower()):
        return
    for outlet in held_outlets(connection):
        # "tass" in "what did tass say"
        found = re.search(rf"\b{re.escape(outlet)}\b", text, re.IGNORECASE)
        if found and (" " in outlet or _COMPARING.search(text)):
            yield *with_quotation_marks(text, *found.span()), outlet


def _is_asked(text: str, start: int, end: int) -> bool:
    return bool(_BEFORE.search(text[:start]) or _AFTER.search(text[end:]))


def without_quotes(text: str) -> str:
    """The text with blanks in place of quoted phrases."""
    return _QUOTED.sub(lambda found: " " * len(found[0]), text)


def _phrases(
    connection: sqlite3.Connection, question: Question
) -> tuple[Question, tuple[str, ...], tuple[str, ...]]:
    """The question with its quoted phrases as limits, where some article holds them."""
    quoted = (found[1].strip() for found in _QUOTED.finditer(question.text))
    # «Вестник» is who wrote, and no words to look for.
    phrases = tuple(one for one in quoted if not matching_outlets(connection, one))
    held = tuple(phrase for phrase in phrases if phrase_chunks(connection, phrase))
    unheld = gettext("No article holds the words “{phrase}”; searched without that.")
    notes = tuple(unheld.format(phrase=phrase) for phrase in phrases if phrase not in held)
    label = gettext("with the words “{phrase}”")
    labels = tuple(label.format(phrase=phrase) for phrase in held)
    return replace(question, phrases=held), labels, notes

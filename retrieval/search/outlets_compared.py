"""A question that sets several outlets side by side, as it is asked of each of them.

What is left of it without the outlets, their dates and the words that compare is what is asked:
"how many boats were lost" of "How many boats were lost according to TASS (14 May), and how many
according to Interfax?" Their articles seldom name the outlet.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from retrieval.search.date_ranges import date_limits
from retrieval.search.filters import matching_outlets
from retrieval.search.followup.clause import AUXILIARIES, RUSSIAN_ASKING
from retrieval.search.words import informative, stop_words, words
from retrieval.types import Question, Span

OutletPlace = tuple[int, int, str]
"""Start, end, and the outlet's name in the archive."""

EARLIEST = 10
"""Years back at most in which a date without a year is looked for."""

# What sets two things side by side, and the trade's words for what an outlet brings out; both are
# said of any subject.
_COMPARING = """
    compare compared comparing comparison versus vs differ differs difference differences disagree
    agree against beside side sides next part ways same both each other place set stand stands
    contrast whereas while
"""
_PRESS = """
    report reports story stories article articles piece pieces page live copy account coverage blog
    column version dispatch correspondent reporter figure figures paper issue edition print printed
    have has had bring brings brought carry carried later earlier day week month year
"""
_ASKING = frozenset(("who", "whom", "whose", "what", "when", "where", "why", "how", "which"))
# Folded, as `words` does it.
_KAZAKH_ASKING_WORDS = """
    кім қашан қайда қанша неше неге қалай не қандай қай
"""
_KAZAKH_ASKING = frozenset(words(_KAZAKH_ASKING_WORDS))
_ASKS = _ASKING | RUSSIAN_ASKING | _KAZAKH_ASKING
SAYING_IN_CYRILLIC = (  # "сообщал", "писала", "жазды"
    r"(?:сообщ(?:ает|ают|ал[аио]?|ил[аио]?)|пиш(?:ет|ут)|(?:на)?писал[аио]?"
    r"|переда(?:ет|ёт|ют|вал[аио]?|л[аио]?)|рассказ(?:ывает|ывают|ывал[аио]?|ал[аио]?)"
    r"|утвержда(?:ет|ют|л[аио]?)|отме(?:чает|чают|чал[аио]?|тил[аио]?)|говор(?:ит|ят|ил[аио]?)(?:ся)?"
    r"|уточн(?:яет|яют|ял[аио]?|ил[аио]?)|указ(?:ывает|ывают|ывал[аио]?|ал[аио]?)"
    r"|называ(?:ет|ют|л[аио]?)|назвал[аио]?|привод(?:ит|ят|ил[аио]?)|привёл|привел[аио]?"
    r"|выяснил[аио]?|(?:о?публик(?:ует|уют|овал[аио]?))|жаз(?:ды|ған|ады)|хабарла(?:ды|ған|йды))"
)
SAYING = (  # "said", "reported", "сообщает"
    r"(?:say|says|said|report|reports|reported|write|writes|wrote|written|publish|publishes"
    r"|published|claim|claims|claimed|describe|describes|described|quote|quotes|quoted|tell|tells"
    r"|told|cover|covers|covered|call|calls|called|cite|cites|cited|put|puts|mention|mentions"
    r"|mentioned|differ|disagree|agree|see|explain|explains|explained|give|gives|gave|given|name"
    r"|names|named|state|states|stated|speak|speaks|spoke|count|counts|counted|had it"
    rf"|{SAYING_IN_CYRILLIC})\b"
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")  # "Larkfield's"
_JOINT = re.compile(r"[,;:?]|\s[-–—]\s|\band\b|\bor\b", re.IGNORECASE)  # ", and" between clauses
_THE = re.compile(r"\bthe\s+$", re.IGNORECASE)  # "[the ]Courier"
_WHOSE = re.compile(r"['’]s?(?!\w)")  # "TASS['s] figure"
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")  # "2015"
_OPENS = re.compile(r"^\W*(?:compare|contrast)\b\W*", re.IGNORECASE)  # "Compare "


@dataclass(frozen=True, slots=True)
class OutletDate:
    """The days of which an outlet's report is meant, ISO, and where the words for them stand."""

    since: str
    until: str
    place: Span


def asked_of_each(text: str, outlets: Sequence[OutletPlace], dates: Sequence[OutletDate]) -> str:
    """What a question asks of each of its outlets; the question itself if nothing is left.

    Args:
        text: The question.
        outlets: Where it names them.
        dates: Where it says of when their reports are.
    """
    kept: list[str] = []
    known: set[str] = set()
    for number, part in enumerate(_between(text, outlets, dates)):
        # The very beginning is no outlet's neighbour: "How long is the quay" stays whole.
        for clause in _clauses(part, opens=number == 0):
            new = set(informative(clause)) - known
            if new and _says_something(clause):
                kept.append(clause)
                known |= new
    return f"{' '.join(kept)}?" if kept else text


def _between(
    text: str, outlets: Sequence[OutletPlace], dates: Sequence[OutletDate]
) -> Iterator[str]:
    """The pieces of a question that stand between its outlets and their dates."""
    taken = sorted([place[:2] for place in outlets] + [one.place for one in dates])
    at = 0
    for start, end in taken:
        yield _THE.sub("", text[at:start])
        whose = _WHOSE.match(text[end:])
        at = end + (whose.end() if whose else 0)
    yield text[at:]


def _clauses(piece: str, *, opens: bool) -> Iterator[str]:
    """A piece's clauses without the words around them that ask nothing."""
    for number, clause in enumerate(_JOINT.split(piece)):
        found = list(_WORD.finditer(clause))
        while found and _is_idle(found[-1][0]):
            found.pop()
        first = opens and number == 0
        while found and not first and _is_idle(found[0][0]) and not _asks(found[0][0]):
            found.pop(0)
        if found:
            words_of = clause[found[0].start() : found[-1].end()]
            yield _OPENS.sub("", words_of) if first else words_of


def _says_something(clause: str) -> bool:
    return not all(map(_is_idle, words(clause)))


def _asks(word: str) -> bool:
    return word.lower() in _ASKING


def _is_idle(word: str) -> bool:
    """Whether a word may stand beside any outlet, whatever is asked."""
    return word.lower() in _idle() or re.fullmatch(SAYING, word, re.IGNORECASE) is not None


@cache
def _idle() -> frozenset[str]:
    return stop_words() | frozenset(_COMPARING.split()) | frozenset(_PRESS.split())


def outlet_dates(
    connection: sqlite3.Connection, text: str, outlets: Sequence[OutletPlace], today: date
) -> dict[str, OutletDate]:
    """Of which days each outlet's report is meant: "Vesper Daily's story of May 29".

    Only what stands right behind its name. Without a year it is the last one in which the outlet
    brought something then; where it brought nothing, no day is meant.
    """
    found = {}
    in_order = sorted(outlets)
    ends = [start for start, *_ in in_order[1:]] + [len(text)]
    for (_, end, outlet), until in zip(in_order, ends, strict=True):
        limits = date_limits(text[end:until], today)
        if limits is None or not (limits.since and limits.until):
            continue
        start, stop = (place + end for place in limits.place)
        if all(map(_is_idle, words(text[end:start]))):
            years = [] if _YEAR.search(text[start:stop]) else _years(text, today)
            days = _brought_then(connection, outlet, (limits.since, limits.until), years)
            if days:
                found[outlet] = OutletDate(*days, (start, stop))
    return found


def _years(text: str, today: date) -> list[int]:
    """The years that a date without one may be of: those that the question names come first."""
    named = [int(year) for year in _YEAR.findall(text)]
    return [*named, *range(today.year, today.year - EARLIEST, -1)]


def _brought_then(
    connection: sqlite3.Connection, outlet: str, days: tuple[str, str], years: Sequence[int]
) -> tuple[str, str] | None:
    """The days in the first of the years in which the outlet has an article of then, if in any."""
    names = matching_outlets(connection, outlet)
    query = (
        f"select 1 from articles where outlet in ({','.join('?' * len(names))})"
        " and published between ? and ? limit 1"
    )
    later = int(days[1][:4]) - int(days[0][:4])
    for year in years or [int(days[0][:4])]:
        # As text: "2025-02-29" is no day, but compares as one.
        then = f"{year:04}{days[0][4:]}", f"{year + later:04}{days[1][4:]}"
        if connection.execute(query, (*names, *then)).fetchone():
            return then
    return None


def asks_topic_of_each(parts: Sequence[Question]) -> bool:
    """Whether outlets are set side by side on a topic, "the railway", and no question is asked."""
    told = [words(part.text) for part in parts]
    asked = any(own[:1] and (own[0] in AUXILIARIES or _ASKS & {*own}) for own in told)
    return len({part.outlet for part in parts}) > 1 and not asked

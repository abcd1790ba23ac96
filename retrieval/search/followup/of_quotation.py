"""A follow-up about what an answer quoted: who said it, who wrote it, where and when it stood.

    Who said so?            According to whom?          Кто это сказал?
    Who wrote it?           Whose byline is on that?    Кто это написал?
    Which outlet is that from?                          В каком издании это вышло?
    When was it published?                              Когда это опубликовано?

It goes on with no question: the one after it follows on what was asked before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from retrieval.language.alphabet import is_latin
from retrieval.language.tables import listed
from retrieval.search.archive_nouns import OUTLET_NOUN, PRESS, Kind
from retrieval.search.archive_question import ArchiveQuestion, archive_question
from retrieval.search.followup.antecedents import described_antecedents
from retrieval.search.followup.clause import parse_clause
from retrieval.search.followup.dialogue_turn import without_opener
from retrieval.search.outlets_compared import SAYING_IN_CYRILLIC
from retrieval.search.words import stems
from retrieval.types import Answer, Question

# "that"
_POINTER = r"(?:that|this|it|so|these|those|them)"
# "claimed"
_SAID = r"(?:says?|said|claim(?:s|ed)|state[sd]|told (?:you|us|them|reporters))"
# "Who said so?", "Which minister said that?", "Says who?", "Whose words are these?"
_SPEAKER = re.compile(
    rf"(?:who|(?:which|what) (?!{PRESS}\b)\w+)(?: was it that)? {_SAID}(?: {_POINTER})?|says who"
    r"|according to (?:who|whom|what)|on whose (?:word|authority)"
    rf"|whose (?:words?|figures?|numbers?|claim) (?:is|are|was|were) {_POINTER}"
    rf"|who(?:['’]s| is| was)(?: the)? (?:source|quoted|speaking|cited)(?: (?:of|for) {_POINTER})?",
    re.IGNORECASE,
)
# "Who reported that?": of an outlet, unlike "who reported it to the police?"
_REPORTER = re.compile(
    rf"(?:who|(?:which|what) {PRESS}) (?:first )?(?:report(?:s|ed)|published|sa(?:ys|id)|wrote)"
    rf"(?: (?:about |on |of )?{_POINTER})?|what(?:['’]s| is)(?: the)? source(?: for {_POINTER})?",
    re.IGNORECASE,
)
# "When was that said?", "When did she say so?": what is known is when it was published
_SAID_WHEN = re.compile(
    rf"when (?:(?:was|were) {_POINTER} (?:said|stated|claimed|announced)"
    rf"|did (?:he|she|they|it) (?:say|state|claim|announce) {_POINTER})",
    re.IGNORECASE,
)
# What is of a text alone: "wrote", "published", "newspaper"; a ferry is made, signed and posted.
_OF_TEXT = re.compile(
    rf"\b(?:wr[io]t\w+|author\w*|penned|publish\w*|bylines?|{OUTLET_NOUN})\b", re.IGNORECASE
)
_POINTS = re.compile(rf"\b{_POINTER}\b(?! (?:article|story|piece|report))", re.IGNORECASE)  # "it"
# "the article", "that story" with no word on what it is about
_THE_ARTICLE = re.compile(
    r"\b(?:the|that|this) (?:article|story|piece|report)\b(?! (?:on|about|of|in|by|from))",
    re.IGNORECASE,
)
_TOPIC = (
    "the article on that"  # in the place of a pointer: a question that `archive_question` knows
)
_OUTLET_IN_RUSSIAN = r"(?:издани|газет|агентств|сайт|журнал|СМИ)\w*"  # "издание"
_IN_CYRILLIC: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    # Кто это написал? Кто автор статьи? Мұны кім жазды?
    (
        "author_of",
        re.compile(
            r"кто (?:(?:это|эту статью|статью) )?написал(?:а|и)?(?: это| эту статью| статью)?"
            r"|кто автор(?: (?:этого|статьи|этой статьи|текста))?|(?:мұны|мақаланы) кім жазды",
            re.IGNORECASE,
        ),
    ),
    # Какое издание об этом написало? В каком издании это вышло? Где это опубликовано?
    (
        "outlet_of",
        re.compile(
            rf"как\w+ {_OUTLET_IN_RUSSIAN} (?:(?:об этом|это|про это) )?{SAYING_IN_CYRILLIC}"
            r"(?: об этом| это)?|кто это (?:опубликовал|напечатал)"
            r"|где (?:это|об этом) (?:было )?(?:опубликовано|напечатано|вышло|написано)"
            rf"|(?:в|из|от) как\w+ (?:это )?{_OUTLET_IN_RUSSIAN}(?: это)?(?: было)?"
            r"(?: вышло| опубликовано| взято| написано)?"
            r"|(?:бұл туралы|мұны) қай (?:басылым|газет|агенттік)\w* (?:жазды|хабарлады)",
            re.IGNORECASE,
        ),
    ),
    # Когда это было опубликовано? Когда вышла статья? Бұл қашан жарияланды?
    (
        "published_when",
        re.compile(
            r"когда (?:это |она |статья |эта статья )?(?:был[оа] )?(?:опубликован[оаы]?"
            r"|напечатан[оа]|написан[оа]|вышл[оа])(?: это| статья| эта статья)?"
            r"|(?:бұл|мұны|мақала) қашан (?:жарияланды|шықты|жазылды)",
            re.IGNORECASE,
        ),
    ),
    # Кто это сказал? Кто так считает? По чьим словам? Откуда это известно? Мұны кім айтты?
    (
        "speaker_of",
        re.compile(
            r"кто (?:(?:это|так|об этом|такое) )?(?:сказал[аи]?|заявил[аи]?|сообщил[аи]?|говорит"
            r"|утверждает|считает)(?: это| так| об этом| такое)?"
            r"|(?:по чьим словам|с чьих слов|чьи это слова|по чьим данным|откуда (?:это )?известно)"
            r"|(?:мұны|оны|бұл туралы|бұны) кім айт(?:ты|қан)|кімнің айтуынша",
            re.IGNORECASE,
        ),
    ),
)


ReadAs = tuple[str, ArchiveQuestion | None]
"""A question standing alone, and what it asks of what was quoted before it, if it does."""


def asked_of_quotation(question: Question, earlier: Sequence[Answer]) -> ReadAs | None:
    """A follow-up with what it points to, and what it asks of what was quoted first.

    None where it asks something else, or where nothing was quoted before it.

    Args:
        question: As typed.
        earlier: The answers before it, oldest first.
    """
    plain = question.text.strip().rstrip("?.!… ")
    kind = asks_of_quotation(plain) if question.form == "answer" and not question.literal else None
    last = next((one for one in reversed(earlier) if one.mode != "help" and not aside(one)), None)
    if kind is None or last is None or not last.citations or _is_of_a_work(last):
        return None
    first = last.statements[0]
    # "Sources differ": each of them was quoted first.
    beside = [one for one in last.statements if first.heading and one.heading == first.heading]
    cited = [next(last.cited(one)) for one in beside or [first]]
    places = tuple(dict.fromkeys((one.article, one.start, one.end) for one in cited))
    shown = cited[0].quote if kind == "speaker_of" else cited[0].title or cited[0].source
    return f"{plain}? (“{' '.join(shown.split())}”)", ArchiveQuestion(kind, quoted=places)


def aside(answer: Answer) -> bool:
    """Whether an answer told of a quotation: what follows goes on with the question before it."""
    return answer.mode == "archive" and asks_of_quotation(answer.asked) is not None


def asks_of_quotation(text: str) -> Kind | None:
    """What a question with nothing but a word that points asks of what was quoted, if it does."""
    plain = without_opener(text).rstrip("?.!… ")
    for kind, form in _IN_CYRILLIC:
        if form.fullmatch(plain):
            return kind
    if _SPEAKER.fullmatch(plain):
        return "speaker_of"
    if _SAID_WHEN.fullmatch(plain):
        return "published_when"
    if _REPORTER.fullmatch(plain):
        # "Who wrote that?" asks for a name, "Which outlet wrote that?" for a newspaper.
        return "author_of" if re.match(r"who wrote", plain, re.IGNORECASE) else "outlet_of"
    return _of_article(plain)


def _of_article(plain: str) -> Kind | None:
    """What `archive_question` takes it for with an article in the place of its pointer."""
    told = _THE_ARTICLE.search(plain) or (_OF_TEXT.search(plain) and _POINTS.search(plain))
    if not told:
        return None
    pointer = _THE_ARTICLE.search(plain) or _POINTS.search(plain)
    if pointer is None:
        return None
    whole = f"{plain[: pointer.start()]}{_TOPIC}{plain[pointer.end() :]}?"
    found = archive_question(whole, (), date.min)
    if found is None or found.topic != "that" or found.author or found.since:
        return None
    return found.kind if found.kind in ("author_of", "published_when", "outlet_of") else None


def _is_of_a_work(last: Answer) -> bool:
    """Whether the last question is about a book or a law, which has an author of its own."""
    clause = parse_clause(last.question)
    told = [*described_antecedents(clause), " ".join(clause.noun)]
    heads = [one.partition(" of ")[0].split()[-1] for one in told if one.split()]
    if not is_latin(last.question):
        heads = [last.question]  # declined, and without an article that would show what is told
    return not set(stems(" ".join(heads))).isdisjoint(_works())


@cache
def _works() -> frozenset[str]:
    return frozenset(stems(" ".join(listed("works"))))

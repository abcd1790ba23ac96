"""Where a source says itself that what is asked for was not given: "The source does not say".

That is an answer too, and better than a refusal or a sentence beside the point. It is one only
where the sentence is on the very matter of the question, withholds the very kind of thing that
is asked for, and no other sentence gives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from retrieval.answer.differences import among
from retrieval.answer.facts import names
from retrieval.answer.refusal import SEARCHED, SURE_READING
from retrieval.answer.relevant import holds_name
from retrieval.answer.withheld import ANY, ASKING, Withheld, kind_of, withheld
from retrieval.search.evidence import Evidence
from retrieval.search.expansion import stood_for
from retrieval.search.hybrid import Hit
from retrieval.search.kinds import COUNTABLE, answer_pattern, asks_whether
from retrieval.search.words import informative, stem, stems, stop_words, words

HEADING = "The source does not say"

MOST_SILENT = 2

ON_THE_MATTER = 0.65
"""The share of the question's words that the sentence, the two before it and the title hold."""

HALF = 0.5
"""So much of the words that name what is withheld the question has too."""

BEFORE = 2
"""Sentences before it that tell what it is about."""

_NOUNS = (
    (r"\b(?:what|which) (?:year|date|day|month|time|week)\b", "when"),
    (r"\b(?:what|which) (?:\w+ )?(?:number|percentage|percent|share|proportion)\b", "how many"),
    (r"\bwhat (?:was|is) the (?:number|toll)\b", "how many"),
    (r"\bwhat (?:amount|sum|price)\b|\bwhat (?:was|is|were) the (?:price|cost)\b", "how much"),
    (r"\bwhat (?:was|is|were|are) the (?:names?|identity)\b", "who"),
    (r"\b(?:what|which) (?:person|man|woman)\b", "who"),
    (r"\b(?:what|which) reason\b|\bwhat (?:caused|made|led)\b", "why"),
    (r"\bwhat (?:was|is|were|are) the (?:reason|cause|motive)s?\b", "why"),
    (r"\b(?:what|which) (?:city|place|country|town|region|venue)\b", "where"),
)
_NOUN_ASKED = tuple((re.compile(form, re.IGNORECASE), kind) for form, kind in _NOUNS)
_ASKING = re.compile(rf"\b{ASKING}\b", re.IGNORECASE)
_OF_THING = re.compile(
    r"\b(?:what|which)\s+((?:[^\W\d_]+\s+){1,3}?)"
    r"(?=(?:was|were|is|are|did|does|do|has|have|had|will|would|can|could|should)\b)",
    re.IGNORECASE,
)
_OPEN = frozenset({"what", "which", "how"})
_BECAUSE = re.compile(r"\b(?:because|due to|owing to|in order to|so that)\b", re.IGNORECASE)
_TELLS = re.compile(
    r"\b(?:includ\w+|such as|namely|for (?:example|instance)|among them|consist\w*)\b|:\s",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"^\W*(?:however,?\s+|but\s+)?(?:he|she|they|it|his|her|their|its|this|that|these|those|such)\b"
    r"|\b(?:such|those|these|him|them)\b",
    re.IGNORECASE,
)
_GENERAL = frozenset(
    stems(
        "people person number date name amount reason cause happen take place go involve include"
        " exact detail further other"
    )
)
"""Stems that name no matter, in a question or in what is withheld."""

_ALIKE = tuple(
    frozenset(stems(line))
    for line in (
        "kill killed die died death deaths dead victim victims casualty casualties fatality toll",
        "injure injured injury injuries wound wounded hurt casualty casualties victims",
        "cost costs price pay paid spend spent worth value terms",
        "arrest arrested detain detained custody",
        "attack attacked attacker attackers assault bombing blast explosion carry carried behind"
        " responsibility",
        "buy bought buyer purchase purchased acquire acquired sell sold",
        "fire blaze",
    )
)
"""Words by which agencies tell of one thing."""


@dataclass(frozen=True, slots=True)
class Silence:
    """A sentence that withholds what is asked for, after the one it leans on."""

    hit: Hit
    sentences: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question, what it asks for as `withheld` names it, and the words it is about."""

    text: str
    kinds: frozenset[str]
    matter: Mapping[str, str]


def silences(question: str, hits: Sequence[Hit]) -> list[Silence]:
    """Where the sources say that what the question asks for was not given.

    Nowhere, if another sentence that was found gives it.
    """
    asked = _Asked(question, _kinds(question), _matter(question))
    if not (asked.kinds and asked.matter):
        return []
    found = [
        (hit, place, one)
        for hit in hits[:SEARCHED]
        for place, sentence in enumerate(hit.evidence)
        for one in withheld(sentence.text)[:1]
        if _withholds(asked, one, hit, place)
    ]
    if not found or any(_gives(asked, found, hit, at) for hit, at in _others(hits, found)):
        return []
    return [_shown(asked, hit, place) for hit, place, _ in found[:MOST_SILENT]]


def _kinds(question: str) -> frozenset[str]:
    nouns = {kind for form, kind in _NOUN_ASKED if form.search(question)}
    found = _ASKING.search(question)
    if found is None:
        return frozenset({"whether"} if asks_whether(question) else nouns)
    kind = kind_of(found[0])
    return frozenset(nouns or ({"what", "which"} if kind in _OPEN - {"how"} else {kind}))


def _matter(text: str) -> dict[str, str]:
    """The informative words of a text that name its matter, as {stem: word}."""
    terms = informative(text).items()
    return {t: word for t, word in terms if t not in _GENERAL and word not in stop_words()}


def _share(matter: Mapping[str, str], text: str, hit: Hit | None = None) -> float:
    """The share of some words that a text has, in any form or another word for it."""
    found = words(text)
    held = {stem(word) for word in found}
    held |= stood_for(hit.names, [stem(word) for word in found]) if hit else set()
    held |= {other for group in _ALIKE if group & held for other in group}
    count = sum(term in held or among(word, found) for term, word in matter.items())
    return count / len(matter) if matter else 1.0


def _around(hit: Hit, place: int, before: int) -> str:
    """A sentence and those before it in the passage."""
    return " ".join(one.text for one in hit.evidence[max(0, place - before) : place + 1])


def _withholds(asked: _Asked, one: Withheld, hit: Hit, place: int) -> bool:
    """Whether what a sentence withholds is what is asked for, on the very matter."""
    whole = f"{_around(hit, place, BEFORE)} {hit.passage.title or ''}"
    told = _matter(one.about) or _share(asked.matter, _around(hit, place, 1), hit) >= HALF
    return (
        bool(told)
        and _same_detail(asked, one, hit, place)
        and _share(asked.matter, whole, hit) >= ON_THE_MATTER
        and all(holds_name(name, hit) for name in names(asked.text))
    )


def _same_detail(asked: _Asked, one: Withheld, hit: Hit, place: int) -> bool:
    about = _matter(one.about)
    if ANY in one.kinds:
        return _no_detail(asked, hit, place)
    if not asked.kinds & one.kinds or _share(about, asked.text) < HALF:
        return False
    if asked.kinds <= _OPEN:
        # "What did he say?" has an answer where "what measures did he mean?" has none.
        return _of_thing(asked, one.about) or _share(asked.matter, one.about) >= ON_THE_MATTER
    # "40 were held, but he did not say how many": of what, the sentence leaves open.
    return bool(about) or "how many" not in one.kinds or hit.evidence[place].kind < 1


def _of_thing(asked: _Asked, text: str) -> bool:
    """Whether a text names the thing of which "what" or "which" is asked: what measures."""
    found = _OF_THING.search(asked.text)
    thing = _matter(found[1]) if found else {}
    return bool(thing) and _share(dict([list(thing.items())[-1]]), text) == 1.0


def _no_detail(asked: _Asked, hit: Hit, place: int) -> bool:
    """Whether "gave no details" is the answer: the sentence and the one before lack the kind."""
    around = _around(hit, place, 1)
    if asked.kinds <= _OPEN:
        return "how" in asked.kinds or _of_thing(asked, around)
    if "why" in asked.kinds:
        return not _BECAUSE.search(around)
    near = hit.evidence[max(0, place - 1) : place + 1]
    return "whether" not in asked.kinds and not any(one.kind for one in near)


def _others(
    hits: Sequence[Hit], found: Sequence[tuple[Hit, int, Withheld]]
) -> Iterator[tuple[Hit, int]]:
    """The sentences that may give what others withhold; not the ones those lean on."""
    silent = {(hit.passage.article, hit.evidence[place].span) for hit, place, _ in found}
    for hit in hits[:SEARCHED]:
        for place, sentence in enumerate(hit.evidence):
            if (hit.passage.article, sentence.span) not in silent and not withheld(sentence.text):
                yield hit, place


def _gives(asked: _Asked, found: Sequence[tuple[Hit, int, Withheld]], hit: Hit, place: int) -> bool:
    """Whether a sentence gives what is asked for, by its kind, its words and its reading.

    It must have the words that the sentences which withhold it have of the question: those
    killed are not the wounded. What stands before those sentences is what they speak of; it
    gives at most a date or a figure.
    """
    sentence = hit.evidence[place]
    countable = answer_pattern(asked.text) in COUNTABLE
    near = _share(asked.matter, f"{_around(hit, place, 1)} {hit.passage.title or ''}", hit)
    if near < HALF or (countable and not sentence.kind):
        return False
    before = any(_stands_before(hit, sentence, one, at) for one, at, _ in found)
    if not before and _reads_as_given(sentence, found):
        return True
    own = _share(asked.matter, sentence.text, hit)
    core = _core(asked, found)
    if _share(core, sentence.text, hit) < 1 or (near if core else own) < ON_THE_MATTER:
        return False
    if countable:
        return sentence.kind >= 1
    if "why" in asked.kinds:
        return _BECAUSE.search(sentence.text) is not None
    told = sentence.kind >= 1 or "whether" in asked.kinds
    return told and own >= ON_THE_MATTER and not before


def _core(asked: _Asked, found: Sequence[tuple[Hit, int, Withheld]]) -> dict[str, str]:
    """The question's words that the sentences have which withhold what it asks for."""
    silent = [hit.evidence[place].text for hit, place, _ in found]
    return {t: w for t, w in asked.matter.items() if any(_share({t: w}, one) for one in silent)}


def _reads_as_given(sentence: Evidence, found: Sequence[tuple[Hit, int, Withheld]]) -> bool:
    """Whether the reading finds the answer in a sentence.

    Asked "what measures", it takes the word itself for one: there it must also be told which.
    """
    read = sentence.reads is not None and sentence.reads >= SURE_READING
    itself = all(one.kinds <= {"what", "how", ANY} for *_, one in found)
    return read and (not itself or _TELLS.search(sentence.text) is not None)


def _stands_before(hit: Hit, sentence: Evidence, silent: Hit, place: int) -> bool:
    return (
        hit.passage.article == silent.passage.article
        and sentence.span < silent.evidence[place].span
    )


def _shown(asked: _Asked, hit: Hit, place: int) -> Silence:
    """The sentence; with the one it leans on, or the one that tells best what it is about."""
    sentence = hit.evidence[place]
    before = hit.evidence[max(0, place - BEFORE) : place]
    if before and _LEANS.search(sentence.text):
        return Silence(hit, (before[-1], sentence))
    if before and _share(asked.matter, sentence.text, hit) < ON_THE_MATTER:
        fullest = max(before, key=lambda one: _share(asked.matter, one.text, hit))
        if _share(asked.matter, fullest.text, hit):
            return Silence(hit, (fullest, sentence))
    return Silence(hit, (sentence,))

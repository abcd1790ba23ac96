"""Questions altered by rule, so that the passage that answered them does so no more.

Each way takes a random source, the case and what is known of all texts, and gives the new
question, or None where it does not apply. Some results are answerable after all, as with any
rule: of fifty that were read, a few.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.reader.names import Name, Names
from benchmarks.reader.text import WORD, content
from benchmarks.reader.wording import ANTONYMS, KIND_OF, KINDS

YEAR = re.compile(r"\b(1[0-9]{3}|20[0-4][0-9])\b")
NUMBER = re.compile(r"\b\d[\d,]*(?:\.\d+)?\b")
YES_NO = re.compile(
    r"(?i)^(?:is|are|was|were|do|does|did|can|could|has|have|had|will|would|should|so|any|if)\b"
)


@dataclass(frozen=True, slots=True)
class Case:
    """A question with its passage; `good` are the answering sentences, `answers` lower-cased."""

    question: str
    sentences: Sequence[str]
    good: frozenset[int]
    answers: Sequence[str]

    @property
    def text(self) -> str:
        return " ".join(self.sentences)

    @property
    def answering(self) -> str:
        return " ".join(self.sentences[i] for i in sorted(self.good))


@dataclass(frozen=True, slots=True)
class Template:
    """A question with `{}` for its only name."""

    text: str
    place: bool


@dataclass(frozen=True, slots=True)
class Stock:
    """What is known of all training texts."""

    names: Names
    templates: Sequence[Template]


def stock(names: Names, questions: Sequence[str]) -> Stock:
    """The names, with templates made of the short questions that hold exactly one."""
    templates = []
    for question in questions:
        found = names.find(question)
        if len(found) != 1 or YES_NO.match(question) or len(question.split()) >= 16:
            continue
        before, after = question[: found[0].start], question[found[0].end :]
        if len(content(question)) >= 2 and content(before + after):
            templates.append(Template(before + "{}" + after, found[0].place))
    return Stock(names, templates)


def altered(rng: random.Random, case: Case, known: Stock) -> tuple[str, str] | None:
    """The question altered in one way, drawn by weight, and that way's name."""
    if YES_NO.match(case.question):
        return None
    order = sorted(WAYS, key=lambda way: rng.random() ** (1 / WAYS[way][1]), reverse=True)
    for way in order:
        new = WAYS[way][0](rng, case, known)
        if new and new.lower() != case.question.lower():
            return new, way
    return None


def _answered(question: str, value: str, sentences: Sequence[str]) -> bool:
    """Whether a sentence with the new value holds much of the rest of the question too."""
    rest = content(question) - content(value)
    return bool(rest) and any(
        value.lower() in s.lower() and len(rest & content(s)) > 0.34 * len(rest) for s in sentences
    )


def _other_name(rng: random.Random, case: Case, known: Stock) -> str | None:
    """Another name, from the passage or from elsewhere."""
    found = known.names.find(case.question)
    if not found:
        return None
    old = rng.choice(found)
    here = [
        name.text
        for i, sentence in enumerate(case.sentences)
        if i not in case.good
        for name in known.names.find(sentence)
        if name.place == old.place or rng.random() < 0.3
    ]
    for _ in range(12):
        from_here = bool(here) and rng.random() < 0.6
        new = rng.choice(here if from_here else known.names.like(old))
        if (not from_here and new.lower() in case.text.lower()) or not _apart(new, old, case):
            continue
        put = new.lower() if case.question == case.question.lower() else new
        question = case.question[: old.start] + put + case.question[old.end :]
        if not _answered(question, new, case.sentences):
            return question
    return None


def _apart(new: str, old: Name, case: Case) -> bool:
    """Whether a name has nothing to do with the one it is put for, nor with the answer."""
    low, was = new.lower(), old.text.lower()
    near = low in case.question.lower() or was in low or low in case.answering.lower()
    answer = any(low in answer or answer in low for answer in case.answers)
    return not (near or answer or set(low.split()) & set(was.split()))


def _other_question(rng: random.Random, case: Case, known: Stock) -> str | None:
    """A question about something else, asked of a name in this passage.

    Of forty that are tried, the one nearest to the passage that it does not answer.
    """
    here = [
        name
        for sentence in case.sentences
        for name in known.names.find(sentence)
        if name.text.lower() not in case.answers
    ]
    if not here or not known.templates or rng.random() < 0.5:
        return None
    words = content(case.text)
    most, best = -1.0, None
    for _ in range(40):
        name, template = rng.choice(here), rng.choice(known.templates)
        asked = content(template.text)
        share = len(asked & words) / len(asked) if asked else 1.0
        if template.place == name.place and most < share < 0.55:
            most, best = share, template.text.replace("{}", name.text)
    return best


def _other_number(rng: random.Random, case: Case, known: Stock) -> str | None:
    """Another number or year."""
    numbers = list(NUMBER.finditer(case.question))
    if not numbers:
        return None
    old = rng.choice(numbers)
    for _ in range(6):
        new = _number_like(rng, old.group(), case.text)
        if new == old.group() or new in case.answers or new in case.answering:
            continue
        question = case.question[: old.start()] + new + case.question[old.end() :]
        if not _answered(question, new, case.sentences):
            return question
    return None


def _number_like(rng: random.Random, old: str, text: str) -> str:
    year = bool(YEAR.fullmatch(old))
    if rng.random() < 0.5:
        seen = [n for n in (YEAR if year else NUMBER).findall(text) if year or len(n) == len(old)]
        return rng.choice(seen) if seen else old
    if year:
        return str(int(old) + rng.choice([-1, 1]) * rng.choice([1, 2, 3, 4, 5, 7, 10, 12, 20, 30]))
    return re.sub(r"\d", lambda _: str(rng.randint(1, 9)), old)


def _antonym(rng: random.Random, case: Case, known: Stock) -> str | None:
    """A word turned into its opposite, if the passage does not hold that."""
    words = [w for w in WORD.finditer(case.question) if w.group().lower() in ANTONYMS]
    if not words:
        return None
    old = rng.choice(words)
    new = ANTONYMS[old.group().lower()]
    if re.search(rf"(?i)\b{new[:5]}", case.text):
        return None
    return case.question[: old.start()] + new + case.question[old.end() :]


def _same_kind(rng: random.Random, case: Case, known: Stock) -> str | None:
    """Another month, country, nationality, city, colour or number word."""
    unclear = ("may", "one", "second", "march")
    words = [w for w in WORD.finditer(case.question) if w.group().lower() in KIND_OF]
    words = [w for w in words if w.group() not in unclear]
    if not words:
        return None
    old = rng.choice(words)
    for _ in range(5):
        new = rng.choice(sorted(KIND_OF[old.group().lower()]))
        question = case.question[: old.start()] + new + case.question[old.end() :]
        if new == old.group().lower() or new in case.answers or new in case.answering.lower():
            continue
        if new not in case.text.lower() or not _answered(question, new, case.sentences):
            return question
    return None


def _negated(rng: random.Random, case: Case, known: Stock) -> str | None:
    """A "not" put in or taken out."""
    if rng.random() < 0.7:
        return None
    if re.search(r"(?i)\bnot\b|n't", case.question):
        return re.sub(r"(?i)\s+not\b|n't", "", case.question, count=1)
    verb = re.search(r"(?i)\b(did|does|do|was|were|is|are|has|have|had)\b", case.question)
    if not verb:
        return None
    return case.question[: verb.end()] + rng.choice(["n't", " not"]) + case.question[verb.end() :]


_WHEN_WHERE = re.compile(
    r"(?i)(when|where|in (?:what|which) year|what year|in (?:what|which) (?:city|country)) "
    r"(?=(?:did|was|were|is|are|do|does)\b)"
)
_TELLS_WHEN = re.compile(
    r"\d|\b(?:after|before|during|when|while|ago|centur|year|month|day|"
    + "|".join(sorted(KINDS[0] | KINDS[1]))
    + ")"
)
_TELLS_WHY = re.compile(
    r"because|\bdue\b|since|in order|reason|caus|result|so that|\bled\b"
    r"|to (?:make|get|avoid|help|be)|for (?:his|her|its|their|the)"
)


def _other_asked(rng: random.Random, case: Case, known: Stock) -> str | None:
    """When for where, where for when, why or how for both, if the passage seems not to tell."""
    head = _WHEN_WHERE.match(case.question)
    if not head:
        return None
    text = case.text.lower()
    where = any(sign in head.group().lower() for sign in ("where", "city", "country"))
    new = ["when "] if where and not _TELLS_WHEN.search(text) else []
    if not where and not _tells_where(text, known):
        new.append("where ")
    if not _TELLS_WHY.search(text):
        new += ["why ", "how "]
    if not new:
        return None
    word = rng.choice(new)
    return (word if case.question[0].islower() else word.capitalize()) + case.question[head.end() :]


def _tells_where(text: str, known: Stock) -> bool:
    places = {name.text.lower() for name in known.names.find(text) if name.place}
    names = "|".join(map(re.escape, sorted(places | {"city", "country", "north", "south"})))
    return bool(re.search(rf"\b(?:in|at|from|near|to) (?:the )?(?:{names})", text))


WAYS: dict[str, tuple[Callable[[random.Random, Case, Stock], str | None], int]] = {
    "name": (_other_name, 40),
    "transfer": (_other_question, 18),
    "number": (_other_number, 16),
    "antonym": (_antonym, 16),
    "kind": (_same_kind, 12),
    "negate": (_negated, 4),
    "wh": (_other_asked, 8),
}

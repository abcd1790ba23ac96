"""Claims made of an article's own sentences by rule: copies, shortened ones, and spoilt ones.

People's claims are in other words than their evidence, so a model trained on them alone is unsure
of a claim in the evidence's own words, and does not learn that one changed word spoils it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from retrieval.archive import chunking
from training.material import LABELS, Claimed, titled

# Words of a sentence that a claim is made of.
FEWEST_WORDS, MOST_WORDS = 6, 48

# "BISHKEK, April 11 (Ala-Too News) - ", "ANTALYA. "
_DATELINE = re.compile(r"^[A-Z][A-Z/ -]{3,}(?:,[^-–—]{0,40})?(?:\([^)]*\))?\s*(?:[-–—]+|\.)\s+")
# ", which has bases in both countries," / ", after a dispute ..." at the end
_TAIL = re.compile(
    r",\s+(?:which|who|where|after|when|while|since|as|because|including|with|most|mostly|down|up|"
    r"compared|according|followed|despite)\b[^,;]*(?=[.]?$)"
)
# ", the emergencies ministry said" at the end
_SAID = re.compile(
    r",\s+[^,]{3,60}\b(?:said|says|told [A-Z][^,]*|reported|added)(?: on \w+day)?(?=[.]?$)"
)
# ", the head of the harbour council," within a sentence
_APPOSITION = re.compile(r",\s+(?:a|an|the|its|his|her|head|chief)\s[^,]{3,50},")
# "would", "not", "alleged": a sentence with such a word is not shortened, for its meaning's sake.
_RISKY = re.compile(
    r"\b(?:if|unless|would|could|should|may|might|not|no|never|only|claimed|alleged\w*)\b",
    re.IGNORECASE,
)
# "4.2", "3,000"; not the 19 of "A19"
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w])")
# "Orla Venn", "Mill Lane"; not the word that opens a sentence
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}(?:[ -][A-Z][a-z]+)*")
# "was" in "was closed"; not in "was not closed"
_AUXILIARY = re.compile(r"\b(was|were|is|are|has|have|had|will|did|does)\b(?! not)")
# "has not"
_DENIED = re.compile(r"\b(?:was|were|is|are|has|have|had|will|did|does) not\b")
# "will be" in "will be closed"
_FUTURE = re.compile(r"\bwill be\b|\bis to be\b|\bare to be\b")
# "may" in "may close"
_MODAL = re.compile(r"\b(?:may|might|could)\b")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip
# "April" in "on 11 April"
_MONTH = re.compile(r"\b(?:" + "|".join(_MONTHS) + r")\b")


def drilled(articles: Sequence[dict[str, Any]], rng: random.Random) -> Iterator[Claimed]:
    """For each sentence of the articles one claim that it supports and one that it does not."""
    for article in articles:
        text = article["text"]
        # All names of the article, of which one may take another's place.
        names = sorted(set(_NAME.findall(text)))
        spans = chunking.sentences(text)
        for at, (start, end) in enumerate(spans):
            sentence = _DATELINE.sub("", text[start:end])
            if not FEWEST_WORDS <= len(sentence.split()) <= MOST_WORDS or '"' in sentence:
                continue
            # For a third of them the evidence begins a sentence earlier.
            begin = spans[at - 1][0] if at and rng.random() < 0.35 else start
            evidence = titled(article["title"], text[begin:end], rng)
            yield Claimed(_shortened(sentence, rng), evidence, LABELS.index("supports"), "drill")
            if spoilt := _spoilt(sentence, names, rng):
                yield Claimed(spoilt[0], evidence, LABELS.index(spoilt[1]), f"drill: {spoilt[1]}")


def _shortened(sentence: str, rng: random.Random) -> str:
    """The sentence, without an apposition, its attribution or a clause at its end where safe."""
    claim = sentence
    if not _RISKY.search(sentence):
        # The attribution first: once it is off, a clause before it stands at the end.
        for pattern, with_what in ((_SAID, ""), (_TAIL, ""), (_APPOSITION, "")):
            if rng.random() < 0.8:
                shorter = pattern.sub(with_what, claim, count=1)
                # A little shorter than a sentence may be, since something was taken off.
                if len(shorter.split()) >= FEWEST_WORDS - 1:
                    claim = shorter
    return claim[:1].upper() + claim[1:]


def _spoilt(sentence: str, names: Sequence[str], rng: random.Random) -> tuple[str, str] | None:
    """The sentence, shortened, with one thing changed; what the evidence says of that."""
    ways: list[Callable[[str, Sequence[str], random.Random], tuple[str, str] | None]] = [
        # Names twice, so that they are tried first twice as often.
        _other_number, _other_name, _other_name, _negated, _done, _other_month,
    ]  # fmt: skip
    rng.shuffle(ways)
    short = _shortened(sentence, rng)
    # The first way, in a random order, that fits the sentence.
    return next((made for way in ways if (made := way(short, names, rng))), None)


def _other_number(text: str, _: Sequence[str], rng: random.Random) -> tuple[str, str] | None:
    found = list(_NUMBER.finditer(text))
    if not found:
        return None
    one = rng.choice(found)
    value = float(one[0].replace(",", "") or 0)
    other = (
        # Small numbers by steps, large ones by factors: 3 becomes 5, 4,000 becomes 8,000.
        value * rng.choice((0.5, 2, 10, 0.8, 1.5)) if value > 12 else value + rng.choice((1, 2, 5))
    )
    return text[: one.start()] + f"{other:,.0f}" + text[one.end() :], "refutes"


def _other_name(text: str, names: Sequence[str], rng: random.Random) -> tuple[str, str] | None:
    found = [one for one in _NAME.finditer(text) if one[0] not in _MONTHS]
    others = [name for name in names if name not in text and name not in _MONTHS]
    if not (found and others):
        return None
    one = rng.choice(found)
    # The evidence says nothing of the other one, so that it does not refute it either.
    return text[: one.start()] + rng.choice(others) + text[one.end() :], "not enough"


def _negated(text: str, _: Sequence[str], rng: random.Random) -> tuple[str, str] | None:
    # A sentence that denies already is spoilt by taking the "not" out.
    if (denied := _DENIED.search(text)) is not None:
        plain = denied[0].removesuffix(" not")
        return text[: denied.start()] + plain + text[denied.end() :], "refutes"
    if (one := _AUXILIARY.search(text)) is None:
        return None
    return text[: one.end()] + " not" + text[one.end() :], "refutes"


def _done(text: str, _: Sequence[str], rng: random.Random) -> tuple[str, str] | None:
    """What is only planned or possible told as done or sure."""
    for pattern, done in ((_FUTURE, "was"), (_MODAL, "will")):
        if (one := pattern.search(text)) is not None:
            return text[: one.start()] + done + text[one.end() :], "not enough"
    return None


def _other_month(text: str, _: Sequence[str], rng: random.Random) -> tuple[str, str] | None:
    if (one := _MONTH.search(text)) is None:
        return None
    other = rng.choice([month for month in _MONTHS if month != one[0]])
    return text[: one.start()] + other + text[one.end() :], "refutes"

"""A question to be answered by yes or no: which sentences decide it, by the entailment model.

The question without its verb in front is held against each sentence as a claim. What supports or
contradicts it decides it; which of the two is left to whoever reads the sentence, as it is
quoted whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.answer.asked_kind import YES_NO, is_yes_no
from retrieval.answer.read import Candidate, Evidence
from retrieval.language.facts import sentence_facts
from retrieval.models.calibration import sigmoid
from retrieval.models.entailment import Entails
from retrieval.models.pair_models import Network
from retrieval.search.sentence_context import are_adjacent
from retrieval.search.words import informative, stems
from retrieval.types.draft import Quote
from retrieval.veto.missing_names import missing_names

MOST_JUDGED = 10
"""Candidates that are held against a question, each alone and with the sentence before it."""

DECIDES = 6.0
"""Log-odds that a sentence gains which decides a question for certain: as much as the reader takes
from one in which it sees no answer."""

SURE = 0.6
"""A sentence decides a question with this probability at least."""

CLOSE = 2.0
"""Log-odds by which the newest of the sentences that decide may be behind the likeliest."""

SHIFT = 0.65
"""Log-odds that a deciding sentence must have to make the question as good as answered."""

# "anybody", "any": no statement says "anybody died"
_ANY = re.compile(r"\bany(body|one|thing|where|)\b", re.IGNORECASE)


def weigh_yes_no(entailment: Entails, evidence: Evidence) -> Evidence:
    """The evidence for a question of yes or no, the sentences that decide it likelier.

    Of sentences that decide it about as surely the newest comes first: states change.

    Args:
        entailment: Judges each sentence.
        evidence: What was read; returned as it is for any other question, and where the likeliest
            candidate is not in the language that the model knows.
    """
    best = next(iter(evidence.candidates), None)
    if best is None or best.network is not Network.ENGLISH or not is_yes_no(evidence.question):
        return evidence
    # The likeliest are judged, the others stay behind them.
    judged, rest = evidence.candidates[:MOST_JUDGED], evidence.candidates[MOST_JUDGED:]
    sureness = _sureness(entailment, evidence, judged)
    risen = [
        (replace(one, logit=one.logit + DECIDES * sure), sure)
        for one, sure in zip(judged, sureness, strict=True)
    ]
    risen.sort(key=lambda pair: -pair[0].logit)
    likeliest = risen[0][0].logit
    # Only what is near the likeliest: a newer sentence far behind may decide something else.
    deciding = [one for one, sure in risen if sure >= SURE and one.logit >= likeliest - CLOSE]
    first = max(deciding, key=lambda one: one.published, default=risen[0][0])
    others = [one for one, _ in risen if one is not first]
    decided = sigmoid(first.logit - SHIFT) if deciding else 0.0
    # Nothing that decides makes a question less likely to be answered.
    probability = max(evidence.probability, decided)
    return replace(evidence, candidates=(first, *others, *rest), probability=probability)


def _claim(question: str) -> str:
    """The question as a statement: "Has the bank approved it?" as "The bank approved it."."""
    said = YES_NO.sub("", question).strip().rstrip("?").strip()
    said = _ANY.sub(r"some\1", said)
    return f"{said[:1].upper()}{said[1:]}."


def _sureness(entailment: Entails, evidence: Evidence, judged: Sequence[Candidate]) -> list[float]:
    """For each candidate the probability that it decides the question, alone or after another.

    What shares no word with it is about something else, whatever the model makes of it; so
    is what stands in an article that does not name what it names.
    """
    claim = _claim(evidence.question)
    wanted = set(informative(claim))
    # Two texts a candidate, one after the other: told[::2] are the sentences alone.
    texts = [text for one in judged for text in (one.text, _with_before(one))]
    told = [
        1.0 - one.neither if wanted & set(stems(text)) else 0.0
        for text, one in zip(texts, entailment.judge([(claim, t) for t in texts]), strict=True)
    ]
    pairs = zip(judged, told[::2], told[1::2], strict=True)
    return [max(sure) if _named(evidence, one) else 0.0 for one, *sure in pairs]


def _named(evidence: Evidence, one: Candidate) -> bool:
    """Whether a candidate's article, as far as it was found, has each name of the question."""
    said, article = sentence_facts(evidence.question), one.passage.article
    # Of which rank somebody is the article need not say.
    bare = replace(said, names=tuple(replace(name, title=()) for name in said.names))
    found = [hit.passage.text for hit in evidence.hits if hit.passage.article == article]
    whole = "\n".join((one.passage.title or "", one.passage.text, *found))
    return not any(missing_names(bare, [sentence_facts(whole)], (), None))


def _with_before(one: Candidate) -> str:
    if not one.at:
        return one.text
    before = one.hit.sentences[one.at - 1].span
    # Text was left out between the two: they don't belong together.
    if not are_adjacent(before, one.span):
        return one.text
    return Quote(one.passage, (before[0], one.span[1])).text

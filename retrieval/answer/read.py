"""The read step: every sentence's probability of answering, and one that any does.

The reader's log-odds, the search's score and how near words and meaning come are features of a
logistic model of a sentence; the reader's best score, and a second look (`reassess.py`), of one of
the question. `training/calibrate.py` fitted both on development questions, by cross-validation;
`models/calibration.json` holds what it found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.answer.restated import restates
from retrieval.language.statements import states_something
from retrieval.models.calibration import calibration, log_odds, sigmoid, threshold, weights_key
from retrieval.models.pair_models import Network
from retrieval.models.reader import UNREAD, Readings, ReadingWindow, Reads, SentenceReading
from retrieval.search.hit import Hit, HitSentence
from retrieval.search.passage_heading import passage_heading
from retrieval.types import Span
from retrieval.types.draft import Quote

MOST_READ = 5
"""Passages that are read for a question at most, some 50 milliseconds each. Eight before a refusal
gained one answer in a hundred, and lost four refusals."""

WORTH_READING = 0.65
"""The share of the best passage's score that one must have to be read: of the exam's questions 2.4
of five are, and .939 of what answers is among them (.6: 2.6 and .939; .75: 1.8 and .928)."""

LOWEST, HIGHEST = -12.0, 12.0
"""Log-odds of the reader beyond these tell no more."""


@dataclass(frozen=True, slots=True)
class Candidate(HitSentence):
    """A sentence that may answer.

    Attributes:
        read: The reader's log-odds; None where nothing was read.
        answer: The likeliest answer in it, as a span of the article; None where not read.
        logit: The log-odds that it answers, all features taken together.
        network: Which network read it; None where nothing was read.
    """

    read: float | None
    answer: Span | None
    logit: float
    network: Network | None = None

    @property
    def probability(self) -> float:
        """That the sentence answers."""
        return sigmoid(self.logit)

    @property
    def answer_text(self) -> str:
        """The words of the likeliest answer, or nothing."""
        if self.answer is None:
            return ""
        return Quote(self.passage, self.answer).text


@dataclass(frozen=True, slots=True)
class Evidence:
    """The candidates, likeliest first, the probability that any of them answers, and what.

    `link` is the sentence that tells of what the question only describes, if another one does;
    `hits` are all passages that were found, of which some were read.
    """

    candidates: tuple[Candidate, ...] = ()
    probability: float = 0.0
    question: str = ""
    link: Candidate | None = None
    hits: tuple[Hit, ...] = ()

    @property
    def answers(self) -> bool:
        """Whether any of the candidates is said to answer."""
        return bool(self.candidates) and self.probability >= threshold()


def read(reader: Reads | None, question: str, hits: Sequence[Hit]) -> Evidence:
    """What the passages hold of an answer.

    Args:
        reader: Reads what is worth it; a question or a passage in a language that it does not know
            is left to words and meaning, as is every question without a reader.
        question: The question, standing alone.
        hits: The passages, best first.
    """
    if not hits:
        return Evidence()
    # Words and meaning are weighed already for all: only reading costs.
    near = worth_reading(hits) if reader and reader.knows(question) else hits
    return _weighed(question, _candidates(reader, question, near, 0), hits)


def read_also(
    reader: Reads | None, evidence: Evidence, more: Sequence[Hit], hits: Sequence[Hit]
) -> Evidence:
    """The evidence with what further passages hold.

    Args:
        reader: Reads them.
        evidence: What was read before.
        more: The further passages.
        hits: All that were found, best first.
    """
    if not more:
        return evidence
    # Further passages rank behind those that were read.
    rank = len({one.hit.place for one in evidence.candidates})
    found = _candidates(reader, evidence.question, more, rank)
    return _weighed(evidence.question, [*evidence.candidates, *found], hits)


def _candidates(
    reader: Reads | None, question: str, hits: Sequence[Hit], first: int
) -> list[Candidate]:
    """The sentences of passages; `first` is the rank of the first one."""
    readings = _readings(reader, question, hits)
    return [
        _candidate(hit, at, rank, reading)
        for rank, (hit, found) in enumerate(zip(hits, readings, strict=True), first)
        for at, reading in enumerate(found)
        if states_something(hit.sentences[at].text) and not _repeats(question, hit, at, reading)
    ]


def _repeats(question: str, hit: Hit, at: int, reading: SentenceReading | None) -> bool:
    """Whether a sentence only repeats the question, where no second look (`reassess.py`) tells."""
    judged = reading is None or reading.network is Network.ENGLISH
    return not judged and restates(question, hit.sentences[at].text)


def _weighed(question: str, candidates: Sequence[Candidate], hits: Sequence[Hit]) -> Evidence:
    """The candidates, likeliest first, with the question's probability."""
    if not candidates:
        return Evidence()
    ranked = sorted(candidates, key=lambda one: -one.logit)
    features = question_features(ranked, hits)
    probability = sigmoid(log_odds(_weights(ranked[0]), features))
    return Evidence(tuple(ranked), probability, question, hits=tuple(hits))


def worth_reading(hits: Sequence[Hit]) -> Sequence[Hit]:
    """The passages that a reader reads, best first; at least one of any."""
    best = max(hit.passage.score for hit in hits)
    least = min(best, WORTH_READING * best)  # meaning alone may score below zero
    return [hit for hit in hits[:MOST_READ] if hit.passage.score >= least]


def _weights(best: Candidate) -> list[float]:
    """The weights by which a question is judged: by which network read its likeliest sentence."""
    if best.network is None:
        return calibration()["question_unread"]
    return calibration()[weights_key("question_read", best.network)]


def _readings(
    reader: Reads | None, question: str, hits: Sequence[Hit]
) -> list[Sequence[SentenceReading | None]]:
    """A reading for each sentence of each passage; None where the reader can't read."""
    # Without a reader, or in a language that it does not know, all stay unread.
    found: list[Readings] = [None] * len(hits)
    if reader is not None and reader.knows(question):
        found = reader.read(question, [_window(hit, question) for hit in hits])
    return [its or [None] * len(hit.sentences) for its, hit in zip(found, hits, strict=True)]


def sentence_features(hit: Hit, at: int, rank: int, reading: SentenceReading | None) -> list[float]:
    """What a sentence is judged by; the first is the reader's, where it was read."""
    # In the order in which the weights were fitted; a change here needs training/calibrate.py run
    # anew.
    sentence = hit.sentences[at]
    near = [hit.passage.score, 1 / (1 + rank), sentence.cosine, min(1.0, sentence.overlap)]
    return near if reading is None else [_clipped(reading.score), *near]


def question_features(candidates: Sequence[Candidate], hits: Sequence[Hit]) -> list[float]:
    """What a question's being answered is judged by, the candidates likeliest first.

    Returns:
        The reader's best score; where nothing was read, the likeliest sentence's log-odds and the
        best passage's score.
    """
    best = candidates[0]
    # Scores of one network alone: another's can't be compared.
    alike = [one for one in candidates if one.network is best.network]
    reads = [one.read for one in alike if one.read is not None]
    return [_clipped(max(reads))] if reads else [best.logit, hits[0].passage.score]


def _candidate(hit: Hit, at: int, rank: int, reading: SentenceReading | None) -> Candidate:
    name = weights_key("sentence_read", reading.network) if reading else "sentence_unread"
    logit = log_odds(calibration()[name], sentence_features(hit, at, rank, reading))
    if reading is None:
        return Candidate(hit, at, None, None, logit)
    # The reader's offsets are the passage's, a candidate's are the article's.
    start = hit.passage.start
    answer = reading.answer and (reading.answer[0] + start, reading.answer[1] + start)
    return Candidate(hit, at, reading.score, answer, logit, reading.network)


def _window(hit: Hit, question: str) -> ReadingWindow:
    start = hit.passage.start
    # The other way round, for the reader.
    spans = tuple((one.span[0] - start, one.span[1] - start) for one in hit.sentences)
    return ReadingWindow(hit.passage.text, spans, passage_heading(hit.passage, question))


def _clipped(score: float) -> float:
    # A sentence past what the network reads counts as the lowest there is.
    return max(LOWEST, min(HIGHEST, score if score > UNREAD else LOWEST))

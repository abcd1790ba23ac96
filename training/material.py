"""Training material as plain rows: what is asked of which window, where the answer stands.

Windows are cut as the archive cuts chunks, or are a random run of whole sentences around the
answer. A question's no-answer windows are the other windows of its article and the nearest windows
of other stories, so that scores compare across passages.
"""

from __future__ import annotations

import gzip
import json
import math
import random
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retrieval.archive import chunking

HELD_OUT = 12
"""Every twelfth story (article, context, group) is kept for choosing the checkpoint."""

OF_LANGUAGES = 4
"""Every fourth Russian or Kazakh article is kept for calibration and figures."""

LABELS = ("supports", "refutes", "not enough")
WORD = re.compile(r"[^\W_]{3,}")  # "Kok-Tash": Kok, Tash

Article = dict[str, Any]
CountTokens = Callable[[Sequence[str]], list[int]]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and a window; `spans` are the answers in it, none where it holds none.

    With `somewhere` the answer is only known to lie somewhere in a span.
    """

    question: str
    title: str
    window: str
    spans: tuple[Span, ...]
    source: str
    somewhere: bool = False


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim and its evidence; `label` indexes LABELS."""

    claim: str
    evidence: str
    label: int
    source: str


def lines(path: Path) -> list[Article]:
    """The rows of a gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def held_out(key: str, every: int = HELD_OUT) -> bool:
    """Whether a story, context or group is kept from training, one of so many."""
    # crc32 and not `hash`, which is another one in each process.
    return zlib.crc32(key.encode()) % every == 0


def story(article: dict[str, Any]) -> str:
    """What an article may not be set against: its story, or itself."""
    return str(article.get("story") or article["id"])


class Near:
    """The windows nearest to a question by words (bm25 without length)."""

    def __init__(self, windows: Sequence[str]) -> None:
        # Numbers of the windows in which a word stands.
        self._in: dict[str, list[int]] = defaultdict(list)
        for number, window in enumerate(windows):
            for word in set(words(window)):
                self._in[word].append(number)
        self._size = len(windows)

    def __call__(self, question: str, most: int) -> list[int]:
        """Up to `most` windows, nearest first."""
        score: Counter[int] = Counter()
        for word in set(words(question)):
            found = self._in.get(word, ())
            for number in found:
                # A word in few windows weighs more; how often it stands there does not count.
                score[number] += math.log(1 + self._size / len(found))  # type: ignore[assignment]
        return [number for number, _ in score.most_common(most)]


def words(text: str) -> list[str]:
    """Lower-cased words of three letters and more."""
    return [word.lower() for word in WORD.findall(text)]


def written_questions(
    articles: Sequence[dict[str, Any]], count: CountTokens, rng: random.Random
) -> Iterator[Asked]:
    """Questions on the articles of our own, with their windows."""
    cut = {a["id"]: _windows(a["text"], count) for a in articles}
    every = [(a, span) for a in articles for span in cut[a["id"]]]
    # Windows of all articles, the question's own among them, which are passed over below.
    near = Near([f"{a['title']} {a['text'][s:e]}" for a, (s, e) in every])
    for article in articles:
        for asked in article["questions"]:
            yield from _written(article, asked, cut[article["id"]], rng)
            # A near window of another story; each is passed over four times in ten, so that it is
            # not always the very nearest.
            for number in near(asked["q"], 12):
                other, (start, end) = every[number]
                if story(other) != story(article) and rng.random() < 0.6:
                    yield Asked(asked["q"], other["title"], other["text"][start:end], (), "far")
                    break


def _written(
    article: dict[str, Any], asked: dict[str, Any], cut: Sequence[Span], rng: random.Random
) -> Iterator[Asked]:
    text, question = article["text"], asked["q"]
    # Without a title in one row of four: not every article has one.
    title = article["title"] if rng.random() < 0.75 else ""
    # `near` is what comes nearest where the article does not answer.
    answer = asked["a"] or asked["near"]
    # `s` is the sentence of the answer, whose words may stand earlier in the text as well.
    at = text.index(asked["s"]) if asked.get("s") else 0
    at = text.index(answer, at)
    span = (at, at + len(answer))
    home = next((w for w in cut if w[0] <= span[0] and span[1] <= w[1]), None)
    # A chunk as the archive cuts it, or for half of the rows another stretch around the answer.
    if home is None or rng.random() < 0.5:
        home = _around(text, span, rng)
    # Where the article does not answer, the window of what comes nearest holds no answer.
    gold = ((span[0] - home[0], span[1] - home[0]),) if asked["a"] else ()
    kind = "written" if gold else "withheld"
    yield Asked(question, title, text[home[0] : home[1]], gold, kind)
    others = [w for w in cut if w[1] <= span[0] or w[0] >= span[1]]
    # An answer that stands elsewhere, too, makes that window no window without it.
    others = [w for w in others if not asked["a"] or answer.lower() not in text[slice(*w)].lower()]
    if others and rng.random() < (0.8 if gold else 0.4):
        start, end = rng.choice(others)
        yield Asked(question, title, text[start:end], (), "beside")


def _windows(text: str, count: CountTokens) -> list[Span]:
    return [(chunk.start, chunk.end) for chunk in chunking.chunks(text, (), count)]


def _around(text: str, span: Span, rng: random.Random) -> Span:
    """A random run of whole sentences of 300 to 1,200 characters that holds the span."""
    sentences = chunking.sentences(text)
    inside = [i for i, (s, e) in enumerate(sentences) if s < span[1] and e > span[0]]
    first, last, want = inside[0], inside[-1], rng.randint(300, 1200)
    # Grown by a sentence to either side, by chance, as long as there are some.
    while sentences[last][1] - sentences[first][0] < want:
        grow = [d for d in (-1, 1) if 0 <= (first if d < 0 else last) + d < len(sentences)]
        if not grow:
            break
        if rng.choice(grow) < 0:
            first -= 1
        else:
            last += 1
    return min(sentences[first][0], span[0]), max(sentences[last][1], span[1])


def written_claims(articles: Sequence[dict[str, Any]], rng: random.Random) -> Iterator[Claimed]:
    """Claims on the articles of our own, their evidence alone or among its neighbours."""
    every = [(a, s) for a in articles for s in chunking.sentences(a["text"])]
    near = Near([a["text"][s:e] for a, (s, e) in every])
    for article in articles:
        sentences = chunking.sentences(article["text"])
        for claim in article["claims"]:
            label = LABELS.index(claim["label"])
            inside = sentences_of(article["text"], sentences, claim["e"])
            told = evidence_among(article["text"], sentences, inside, rng)
            yield Claimed(claim["c"], titled(article["title"], told, rng), label, "written")
            rest = [i for i in range(len(sentences)) if i not in inside]
            # For one claim of four the likest other sentence of its article, which settles nothing.
            if rest and rng.random() < 0.25:
                at = max(
                    rest, key=lambda i: shared(claim["c"], article["text"][slice(*sentences[i])])
                )
                # None beside the evidence, which may well tell of the same.
                if not {at - 1, at + 1} & inside:
                    told = evidence_among(article["text"], sentences, {at}, rng, without=inside)
                    yield Claimed(claim["c"], titled(article["title"], told, rng), 2, "beside")
            # For fifteen of a hundred the nearest sentence of another story.
            if rng.random() < 0.15:
                for number in near(claim["c"], 8):
                    other, (start, end) = every[number]
                    if story(other) != story(article):
                        told = titled(other["title"], other["text"][start:end], rng)
                        yield Claimed(claim["c"], told, 2, "far")
                        break


def mined(path: Path) -> Iterator[Claimed]:
    """Windows that were wrongly taken for support (`training.mine`)."""
    for row in lines(path):
        yield Claimed(row["claim"], row["evidence"], LABELS.index(row["label"]), "mined")


def titled(title: str, evidence: str, rng: random.Random) -> str:
    """The evidence under its article's title, in six rows of ten."""
    return f"{title}\n{evidence}" if title and rng.random() < 0.6 else evidence


def written_answered(articles: Sequence[dict[str, Any]], rng: random.Random) -> Iterator[Claimed]:
    """Questions in the place of claims: evidence that answers one supports it, other does not.

    A question's evidence is the sentence of its answer, or the one that comes nearest; for some
    also the nearest other sentence of the article.
    """
    for article in articles:
        text, sentences = article["text"], chunking.sentences(article["text"])
        for asked in article["questions"]:
            # With the answer, or with what comes nearest: then it settles nothing.
            inside = sentences_of(text, sentences, [asked.get("s") or asked["a"] or asked["near"]])
            told = evidence_among(text, sentences, inside, rng)
            label = LABELS.index("supports" if asked["a"] else "not enough")
            yield Claimed(asked["q"], titled(article["title"], told, rng), label, "answered")
            rest = [i for i in range(len(sentences)) if not {i - 1, i, i + 1} & inside]
            if rest and rng.random() < (0.6 if asked["a"] else 0.2):
                # Of the three likest others one, so that the likest is not always the wrong one.
                rest.sort(key=lambda i: -shared(asked["q"], text[slice(*sentences[i])]))
                told = evidence_among(text, sentences, {rng.choice(rest[:3])}, rng, without=inside)
                yield Claimed(asked["q"], titled(article["title"], told, rng), 2, "unanswered")


def sentences_of(text: str, sentences: Sequence[Span], quoted: Sequence[str]) -> set[int]:
    # Those that a quotation touches; one that is not found word for word is passed over.
    spans = [(text.index(q), text.index(q) + len(q)) for q in quoted if q in text]
    return {i for i, (s, e) in enumerate(sentences) for a, b in spans if s < b and e > a}


def evidence_among(
    text: str,
    sentences: Sequence[Span],
    inside: set[int],
    rng: random.Random,
    without: Set[int] = frozenset(),
) -> str:
    """The evidence alone, with one or two sentences before it, or among up to seven others."""
    chosen, dice = set(inside), rng.random()
    # In .35 of the rows alone; in .4 with one or two before it and at most one behind it.
    if inside and dice < 0.65:
        most = (2, 1) if dice < 0.4 else (5, 2)
        first, last = min(inside), max(inside)
        chosen |= {i for i in range(first - rng.randint(1, most[0]), first) if i >= 0}
        after = range(last + 1, last + 1 + rng.randint(0, most[1]))
        chosen |= {i for i in after if i < len(sentences)}
    return " ".join(text[slice(*sentences[i])] for i in sorted(chosen - without))


def shared(one: str, other: str) -> int:
    return len(set(words(one)) & set(words(other)))

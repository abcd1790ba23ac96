"""Training and validation examples made of items: answerable ones, and four kinds that are not.

- **a deleted**: the sentences with the answer are taken out. Right topic, missing detail.
- **b ...**: the question is altered by rule (`negatives.py`). Right topic, wrong detail.
- **c other passage**: another passage of the same article, or the one most like it.
- **d given**: questions that the data sets to a near passage which does not answer them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.reader.names import Names
from benchmarks.reader.negatives import Case, Stock, altered, stock
from benchmarks.reader.sources import SOURCES, UNANSWERABLE, Item, nearest, read_items, unanswerable
from benchmarks.reader.text import normal, overlap, sentences_of
from benchmarks.reader.wording import roughen

if TYPE_CHECKING:
    from benchmarks.reader.thesaurus import Thesaurus

LOW_OVERLAP = 0.34
"""Below it an answerable question comes twice: it uses few of its sentence's words."""

CASED = ("squadshifts_new_wiki", "xquad_en", "qamr", "selqa", "covid_qa")
"""Names are learnt from these: edited text, with capitals."""

ASKED = ("squadshifts_new_wiki", "xquad_en", "squad1_train44", "squad1_dev_rest", "qamr")
"""Questions to be asked of other names come from these."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question with a passage; no `good` sentence where the passage does not answer it."""

    source: str
    kind: str
    question: str
    sentences: list[str]
    good: frozenset[int] = frozenset()
    spans: frozenset[tuple[int, int, int]] | None = None
    around: frozenset[int] = frozenset()
    """Sentences that a window of the passage must lie around, answering or not."""


@dataclass(frozen=True, slots=True)
class Material:
    """All items, and what the making of examples needs to know of them."""

    items: Mapping[str, list[Item]]
    known: Stock
    near: Mapping[tuple[str, int], list[int]]
    """For an item of a qa file, the items with the passages most like its own."""
    given: Mapping[bool, list[Example]]
    """Kind d, by whether held out."""


def gather(data: Path, seed: int = 1) -> Material:
    """Read everything in the data folder; ValueError where it holds no file of `SOURCES`."""
    items = read_items(data, seed)
    if not items:
        raise ValueError(f"No training data in {data}: it needs qa/ and pairs/ (see the package).")
    texts = [" ".join(item.sentences) for name in CASED for item in items.get(name, [])]
    asked = [item.question for name in ASKED for item in items.get(name, []) if not item.held_out]
    known = stock(Names(list(dict.fromkeys(texts))), asked)
    return Material(items, known, dict(_near(items)), _given(data, items))


def _near(items: Mapping[str, list[Item]]) -> Iterator[tuple[tuple[str, int], list[int]]]:
    """Training contexts and held-out ones stay apart."""
    for name, own in items.items():
        if SOURCES[name].form != "qa":
            continue
        for held_out in (False, True):
            places = [i for i, item in enumerate(own) if item.held_out == held_out]
            contexts = {" ".join(own[i].sentences): i for i in places}
            if not contexts:
                continue
            # The question with its passage's first words finds passages of the same article.
            queries = [" ".join([own[i].question] * 2 + own[i].sentences[:3]) for i in places]
            holders = list(contexts.values())
            for i, best in zip(places, nearest(queries, list(contexts), 8), strict=True):
                yield (name, i), [holders[j] for j in best]


def _given(data: Path, items: Mapping[str, list[Item]]) -> dict[bool, list[Example]]:
    # They were made of the questions of this file, so what it holds out they hold out.
    own = items.get("squadshifts_new_wiki", [])
    kept = {normal(item.question) for item in own if item.held_out}
    given: dict[bool, list[Example]] = {False: [], True: []}
    for held_out, row in unanswerable(data, kept):
        source = "squadshifts_new_wiki" if held_out else UNANSWERABLE
        sentences = sentences_of(row["context"])
        given[held_out].append(Example(source, "d given", row["question"].strip(), sentences))
    return given


def training(material: Material, seed: int, thesaurus: Thesaurus | None = None) -> list[Example]:
    """One pass of training examples, in an order that has the sets nearest to news early."""
    rng = random.Random(seed)
    made = [
        example
        for name, items in material.items.items()
        for place, item in enumerate(items)
        if not item.held_out
        for example in _of_item(rng, material, name, place)
    ]
    made += material.given[False]

    def order(example: Example) -> float:
        late = SOURCES[example.source].late if example.source in SOURCES else 0.0
        return rng.random() + (rng.random() < late)

    made.sort(key=order)
    return [
        replace(example, question=roughen(rng, example.question, thesaurus)) for example in made
    ]


def _of_item(rng: random.Random, material: Material, name: str, place: int) -> Iterator[Example]:
    item, source = material.items[name][place], SOURCES[name]
    yield _answerable(rng, item)
    if name != "qamr" and overlap(item.question, _answering(item)) < LOW_OVERLAP:
        again = 0.3 if name in ("squadshifts_reddit", "squadshifts_amazon") else 0.9
        if rng.random() < again:
            yield _answerable(rng, item)
    drawn = [
        _deleted(rng, material, name, place) if rng.random() < source.deleted else None,
        _altered(rng, material, item) if rng.random() < source.altered else None,
        _other_passage(rng, material, name, place) if rng.random() < source.other else None,
    ]
    yield from (example for example in drawn if example)


def validation(material: Material) -> list[Example]:
    """Of every held-out item one example of each kind, where one can be made."""
    rng = random.Random(7)
    made: list[Example | None] = []
    for name, items in material.items.items():
        for place, item in enumerate(items):
            if not item.held_out:
                continue
            made += [_answerable(rng, item), _deleted(rng, material, name, place)]
            made.append(_altered(rng, material, item))
            if SOURCES[name].other:
                made.append(_other_passage(rng, material, name, place))
    return [example for example in made if example] + material.given[True]


def _answering(item: Item) -> str:
    return " ".join(item.sentences[i] for i in sorted(item.good))


def _shuffled(rng: random.Random, item: Item) -> tuple[list[str], frozenset[int]]:
    """Sentences without a text's order are mixed, and now and then fewer."""
    if item.ordered:
        return item.sentences, item.good
    order = list(range(len(item.sentences)))
    rng.shuffle(order)
    drop = rng.choice([0, 0, 0, 1, 2])
    kept = [
        i for i in order if i in item.good or not drop or rng.random() > drop / len(item.sentences)
    ]
    return [item.sentences[i] for i in kept], frozenset(kept.index(i) for i in item.good)


def _answerable(rng: random.Random, item: Item) -> Example:
    sentences, good = _shuffled(rng, item)
    return Example(item.source, "answerable", item.question, sentences, good, item.spans, good)


def _deleted(rng: random.Random, material: Material, name: str, place: int) -> Example | None:
    item = material.items[name][place]
    answers = [answer.lower() for answer in item.answers]
    left = [
        sentence
        for i, sentence in enumerate(item.sentences)
        if i not in item.good and not any(answer in sentence.lower() for answer in answers)
    ]
    if not item.ordered:
        left += _neighbours(rng, material.items[name], place, 2)
        rng.shuffle(left)
    return Example(name, "a deleted", item.question, left) if len(left) >= 2 else None


def _altered(rng: random.Random, material: Material, item: Item) -> Example | None:
    answers = [answer.lower() for answer in item.answers]
    case = Case(item.question, item.sentences, item.good, answers)
    found = altered(rng, case, material.known)
    if not found:
        return None
    question, way = found
    sentences, good = _shuffled(rng, item)
    # The window must be the one around the old answer, else the example is too easy.
    return Example(item.source, f"b {way}", question, sentences, around=good)


def _neighbours(rng: random.Random, items: Sequence[Item], place: int, count: int) -> list[str]:
    """Answering sentences of questions close by: these files are in the text's order."""
    own, found = set(items[place].sentences), list[str]()
    for _ in range(4 * count):
        other = place + rng.choice([-1, 1]) * rng.randint(4, 30)
        if 0 <= other < len(items):
            sentence = items[other].sentences[min(items[other].good)]
            if sentence not in own and sentence not in found:
                found.append(sentence)
        if len(found) == count:
            break
    return found


def _other_passage(rng: random.Random, material: Material, name: str, place: int) -> Example | None:
    items = material.items[name]
    item = items[place]
    if not item.ordered:
        return _other_group(rng, items, place)
    answers = [answer.lower() for answer in item.answers]
    others = [
        items[i].sentences
        for i in material.near.get((name, place), ())
        if items[i].sentences != item.sentences
        and not any(answer in " ".join(items[i].sentences).lower() for answer in answers)
    ]
    if not others:
        return None
    return Example(name, "c other passage", item.question, rng.choice(others[:3]))


def _other_group(rng: random.Random, items: Sequence[Item], place: int) -> Example | None:
    """The candidates of a question close by; of six, those with most words in common."""
    item = items[place]
    own = {item.sentences[i] for i in item.good}
    places = [place + rng.choice([-1, 1]) * rng.randint(6, 40) for _ in range(6)]
    near = [items[i].sentences for i in places if 0 <= i < len(items)]
    near = [sentences for sentences in near if not own & set(sentences)]
    if not near:
        return None
    best = list(max(near, key=lambda sentences: overlap(item.question, " ".join(sentences))))
    rng.shuffle(best)
    return Example(item.source, "c other passage", item.question, best)

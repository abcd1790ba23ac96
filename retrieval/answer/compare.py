"""What each of several outlets reported on a topic, side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, product

from retrieval.answer.topic_relevance import on_topic, sentences_about
from retrieval.answer.values import value_of_quantity
from retrieval.language.facts import sentence_facts
from retrieval.messages import gettext
from retrieval.messages.quotation_marks import outlet_in_marks, quoted_title
from retrieval.models.calibration import threshold
from retrieval.models.entailment import Entails
from retrieval.search.decompose import in_turn
from retrieval.search.deduplicate import same_source
from retrieval.search.hit import Hit, HitSentence, each_sentence
from retrieval.search.sentence_context import leans_by_pronoun, quoted
from retrieval.search.similarity import alike, without_repeats, word_overlap
from retrieval.types.draft import NEAREST, Draft, DraftStatement, Quote, quotation
from retrieval.verification.verify import stands_whole
from retrieval.veto import vetoes

MOST_EACH = 6
"""Sentences shown of one outlet."""

ONE_MATTER = 0.45
"""Share of the shorter sentence's informative words; at less, another event may be meant."""

LOOKED_THROUGH = 3
"""Passages of an outlet in which what is nearest to the topic is looked for."""

MOST_JUDGED = 24
"""Pairs of sentences that the entailment model judges for a comparison."""

Pair = tuple[HitSentence, HitSentence]


def compare_outlets(
    entailment: Entails,
    found: Sequence[Sequence[Hit]],
    searched: Callable[[int], str | None] = lambda _: None,
) -> Draft:
    """What the outlets report on a topic: what differs, what they share, what each has besides.

    An outlet that reports nothing on it is named, with what was searched of it and the sentence
    of its articles that comes nearest.

    Args:
        entailment: Judges whether one sentence contradicts or supports another.
        found: The passages of each outlet, one list an outlet.
        searched: What was searched of the outlet at a place in `found`, in a sentence.
    """
    # Of all outlets: one whose best is far below that reports on something else.
    best = max((hit.passage.score for hits in found for hit in hits), default=0.0)
    # Outlets with reports are compared; of a silent one is told what was searched, and what of it
    # comes nearest.
    reports = [_reports(on_topic(hits, best)) for hits in found]
    silent = [at for at, each in enumerate(reports) if not each]
    notes = tuple(note for at in silent if (note := searched(at)))
    nearest = [_nearest(found[at]) for at in silent]
    if len(silent) == len(found):
        # The first of each outlet, then the second.
        quotes = in_turn([list(map(quoted, each)) for each in nearest], lambda quote: quote)
        return Draft("extractive", notes=notes, nearest=tuple(quotes[:NEAREST]))
    said = (*_reported(entailment, reports), *_beside(nearest))
    return Draft("extractive", said, notes=notes)


def _reported(
    entailment: Entails, reports: Sequence[Sequence[HitSentence]]
) -> tuple[DraftStatement, ...]:
    """What differs, what is shared, what each has besides."""
    differing, shared = _judged(entailment, reports)
    # By identity: to compare two reports would be to compare their passages, word for word.
    taken = {id(one) for pair in (*differing, *shared) for one in pair}
    alone = [one for each in reports for one in each if id(one) not in taken]
    agreeing = [[one for one in alone if _agrees(one, pair)] for pair in differing]
    taken |= {id(one) for each in agreeing for one in each}
    besides = [one for one in alone if id(one) not in taken]
    paired = (
        *(one for at, pair in enumerate(differing) for one in _side_by_side(*pair, *agreeing[at])),
        *(_together(*pair) for pair in shared),
    )
    only = [_alone(one, paired) for one in besides]
    # A pair may have brought it along already, as its context.
    only = [one for one in only if not any(one.text in other.text for other in paired)]
    return tuple(_once(tuple(dict.fromkeys((*paired, *only)))))


def _agrees(one: HitSentence, pair: Pair) -> bool:
    """Whether an outlet gives the figure, too, in which another is said to differ from it."""
    others = [other for other in pair if _outlet(other) != _outlet(one)]
    return any(
        word_overlap(one.text, other.text) >= ONE_MATTER and _same_figures(one, other)
        for other in others
    )


def _alone(one: HitSentence, paired: Sequence[DraftStatement]) -> DraftStatement:
    """What one outlet alone says; the sentence that it leans on is not said a second time."""
    heading = gettext("Only {outlet}").format(outlet=_named(one))
    whole = quoted(one)
    before = Quote(one.passage, (whole.span[0], one.span[0])).text.strip()
    told = any(before in other.text for other in paired)
    # "It was raised": without the sentence before it nobody knows what.
    if told and not leans_by_pronoun(one.text):
        return quotation(Quote(one.passage, (one.span[0], whole.span[1])), heading)
    return quotation(whole, heading)


def _outlet(one: HitSentence) -> str:
    """Whose a sentence is; where no outlet is known, each article is one of its own."""
    return one.passage.outlet or one.passage.source


def _named(one: HitSentence) -> str:
    """Whose a sentence is, as a heading says it: never a path of the machine."""
    passage = one.passage
    title = quoted_title(passage.title) if passage.title else passage.article
    return outlet_in_marks(passage.outlet) if passage.outlet else title


def _say_the_same(one: HitSentence, other: HitSentence) -> bool:
    return alike(one.text, other.text)


def _nearest(hits: Sequence[Hit]) -> list[HitSentence]:
    """An outlet's sentences that come nearest to a topic that it does not report on."""
    # Not cut to the topic: these are shown as what comes nearest, not as reports on it.
    found = sorted(each_sentence(hits[:LOOKED_THROUGH]), key=lambda one: -one.nearness)
    return without_repeats(found, _say_the_same, NEAREST)


def _beside(nearest: Sequence[Sequence[HitSentence]]) -> Iterator[DraftStatement]:
    """Of each outlet that reports nothing what comes nearest, under a heading that says so."""
    form = gettext("Nothing found in {outlet} that is surely on this; nearest to it")
    for one in (each[0] for each in nearest if each):
        yield quotation(quoted(one), form.format(outlet=_named(one)))


def _once(statements: Sequence[DraftStatement]) -> Iterator[DraftStatement]:
    """The statements, without one that another under the same heading says with its context."""
    for one in statements:
        beside = (other for other in statements if other is not one)
        if not any(one.heading == other.heading and one.text in other.text for other in beside):
            yield one


def _reports(hits: Sequence[Hit]) -> list[HitSentence]:
    """One outlet's sentences on the topic, none saying what another says."""
    return without_repeats(sentences_about(hits), _say_the_same, MOST_EACH)


def _judged(
    entailment: Entails, reports: Sequence[Sequence[HitSentence]]
) -> tuple[list[Pair], list[Pair]]:
    """Pairs that differ and pairs that say the same; each sentence is in one pair at most."""
    pairs = sorted(_pairs(reports), key=lambda pair: -word_overlap(pair[0].text, pair[1].text))
    # A sentence is in one pair at most, and goes with what is likest to it.
    pairs = pairs[:MOST_JUDGED]
    judged = entailment.judge([(one.text, other.text) for one, other in pairs])
    taken: set[int] = set()
    differing, shared = list[Pair](), list[Pair]()
    for pair, told in zip(pairs, judged, strict=True):
        if {id(one) for one in pair} & taken:
            continue
        # Other figures differ, whatever the model says of them.
        if _other_figures(*pair) or told.contradicted >= threshold("contradicted"):
            differing.append(pair)
        elif _shared(*pair, sure=told.supported >= threshold("follows")):
            shared.append(pair)
        else:
            continue
        taken |= {id(one) for one in pair}
    return differing, shared


def _shared(one: HitSentence, other: HitSentence, *, sure: bool) -> bool:
    """Whether the other outlet says what this sentence says.

    It does word for word, as a copy, or where entailment is sure and no rule is against it.
    """
    if stands_whole(one.text, other.text):
        return True
    # A copy says it where it has the very words; no judge is needed.
    if same_source(one.passage, other.passage):
        return alike(one.text, other.text)
    return sure and not vetoes(one.text, [other.text])


def _pairs(reports: Sequence[Sequence[HitSentence]]) -> Iterator[Pair]:
    for ours, theirs in combinations(reports, 2):
        for one, other in product(ours, theirs):
            if word_overlap(one.text, other.text) >= ONE_MATTER:
                yield one, other


def _other_figures(one: HitSentence, other: HitSentence) -> bool:
    """Whether two sentences on one matter give other figures for the same counted thing."""
    agree = _agree(one.text, other.text)
    # One thing of which both give the same figure, and they are not said to differ.
    return bool(agree) and not any(agree)


def _same_figures(one: HitSentence, other: HitSentence) -> bool:
    """Whether two sentences give the same figures for what both count."""
    agree = _agree(one.text, other.text)
    return bool(agree) and all(agree)


def _agree(one: str, other: str) -> list[bool]:
    """For each thing that both sentences count, whether they give one figure for it."""
    mine, theirs = _figures(one), _figures(other)
    return [not mine[key].isdisjoint(theirs[key]) for key in mine.keys() & theirs.keys()]


def _figures(text: str) -> dict[tuple[str | None, str | None], set[object]]:
    """What is counted, in its unit, with the figures given."""
    found: dict[tuple[str | None, str | None], set[object]] = {}
    for one in sentence_facts(text).quantities:
        if not one.ordinal:
            given = value_of_quantity(one)
            found.setdefault((given.unit, given.noun), set()).add(given.amount)
    return found


def _side_by_side(
    one: HitSentence, other: HitSentence, *more: HitSentence
) -> Iterator[DraftStatement]:
    """The two that differ, then what else one of the outlets says of the other's figure."""
    form = gettext("They differ: {outlet} and {other}")
    title = form.format(outlet=_named(one), other=_named(other))
    for each in (one, other, *more):
        yield quotation(quoted(each), title)


def _together(one: HitSentence, other: HitSentence) -> DraftStatement:
    """The first outlet's sentence, with both places to check it; copies are one report."""
    # The text is the first one's: `verify` asks that a place which still stands holds it.
    quotes = (quoted(one), quoted(other))
    copied = same_source(one.passage, other.passage)
    form = gettext("Both {outlet} and {other}")
    if copied:
        form = gettext("One report, printed by {outlet} and {other}")
    heading = form.format(outlet=_named(one), other=_named(other))
    return DraftStatement(quotes[0].text, quotes, heading)

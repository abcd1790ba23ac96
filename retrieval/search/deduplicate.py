"""One place for a story: copies of what was found already are named there, not listed again."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from retrieval.archive.sketches import stands_in
from retrieval.archive.stories import copies_containing, copies_of
from retrieval.types import Copy, Passage

if TYPE_CHECKING:
    from retrieval.search.hit import Hit

NEAR_TIE = 0.05
"""Copies whose scores differ by no more answer alike; then the better known source is cited."""

MOST_NAMED = 12
"""Copies named on a passage at most, the earliest of them."""

Stories = Mapping[str, Sequence[Copy]]
"""By an article's id the other articles of its story."""


def deduplicate(
    connection: sqlite3.Connection, hits: Sequence[Hit], as_of: str | None = None
) -> list[Hit]:
    """The hits without those that only repeat another's text, each with its copies named.

    A hit gives way to a copy's where the whole of its passage stands in the copy, and the
    sentence for which it was found in the copy's passage. Of near equals stays the one whose
    article is cited already, whose outlet and date are known, or which was printed first.

    Args:
        connection: The question's own transaction on the archive.
        hits: What was found, best first.
        as_of: Copies printed after this date are not named.
    """
    stories = copies_of(connection, {hit.passage.article for hit in hits})
    # Without copies among them no text has to be compared.
    if not any(stories.values()):
        return list(hits)
    groups: list[list[Hit]] = []
    for hit in hits:
        # Compared with the first of each group, its best.
        same = (one for one in groups if _repeats(connection, hit, one[0], stories))
        group = next(same, None)
        if group is None:
            groups.append([hit])
        else:
            group.append(hit)
    kept: list[Hit] = []
    for group in groups:
        # The best group first: its article is cited by then, and preferred in the next.
        kept.append(_chosen(connection, group, stories, {one.passage.article for one in kept}))
    # Who stands for a group may score a little less than its best.
    kept.sort(key=lambda hit: -hit.passage.score)
    return [_with_copies(connection, hit, stories, as_of) for hit in kept]


def same_source(one: Passage, other: Passage) -> bool:
    """Whether two passages come from copies of one story, so that they count as one source."""
    return one.article in _ids(other.copies) or other.article in _ids(one.copies)


def _ids(named: Sequence[Copy]) -> set[str]:
    return {copy.article for copy in named}


def _repeats(connection: sqlite3.Connection, hit: Hit, other: Hit, stories: Stories) -> bool:
    """Whether `hit` says nothing that `other`, a copy, does not say."""
    there = [c for c in stories[hit.passage.article] if c.article == other.passage.article]
    if not there:
        return False
    best = max(hit.sentences, key=lambda sentence: sentence.nearness, default=None)
    found_for = best.text if best else hit.passage.text
    return stands_in(found_for, other.passage.text) and bool(
        copies_containing(connection, there, hit.passage.text)
    )


def _chosen(
    connection: sqlite3.Connection, group: Sequence[Hit], stories: Stories, cited: set[str]
) -> Hit:
    """The hit of a group of copies that stands for all of them."""
    least = group[0].passage.score - NEAR_TIE
    # Whoever stands for all says what each of them says, or something would be lost.
    able = [
        hit
        for hit in group
        if hit.passage.score >= least
        and all(_repeats(connection, one, hit, stories) for one in group if one is not hit)
    ]
    return min(able, key=lambda hit: _less_known(hit.passage, cited), default=group[0])


def _less_known(passage: Passage, cited: set[str]) -> tuple[bool, bool, str, float]:
    return (
        # False comes before True: cited already, then outlet and date known, then the earliest.
        passage.article not in cited,
        not (passage.outlet and passage.published),
        passage.published or "9999",
        -passage.score,
    )


def _with_copies(
    connection: sqlite3.Connection, hit: Hit, stories: Stories, as_of: str | None
) -> Hit:
    printed = printed_by(stories[hit.passage.article], as_of)
    named = copies_containing(connection, printed, hit.passage.text)
    return replace(hit, passage=replace(hit.passage, copies=named)) if named else hit


def quoted_copies(
    connection: sqlite3.Connection, article: str, quote: str, as_of: str | None
) -> tuple[Copy, ...]:
    """The copies of an article in which a quotation stands, also where not its whole passage does.

    Args:
        connection: To the archive.
        article: The article that is quoted, by its id.
        quote: What is quoted.
        as_of: Copies printed after this date are not named.
    """
    story = copies_of(connection, [article])[article]
    return copies_containing(connection, printed_by(story, as_of), quote)


def printed_by(story: Sequence[Copy], as_of: str | None) -> list[Copy]:
    """Those of an article's copies that are looked at: the earliest, printed by that date."""
    # As of a day an undated copy is not named: it may be younger.
    printed = [copy for copy in story if not as_of or (copy.published or "9999") <= as_of]
    # Cut before they are compared: of each copy the whole text is read.
    return printed[:MOST_NAMED]

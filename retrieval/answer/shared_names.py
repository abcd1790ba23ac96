"""Whether a passage tells of the names that a question and its answer tell of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from retrieval.language.facts import sentence_facts
from retrieval.language.name_recognition import Name
from retrieval.language.nations import nation
from retrieval.search.expansion import respelled_stems
from retrieval.search.hit import Hit
from retrieval.search.words import index_stem, stems
from retrieval.types import Passage


def named_in(question: str, answer: str, *, countries: bool = True) -> list[set[str]]:
    """The stems of each name in a question and in what answers it; none if it names nothing.

    Without the `countries` only other names count: "the Kyrgyz flood" is called by its valley.
    """
    # A word that opens a sentence may be no name: `sure` leaves it out.
    asked, told = (
        [one for one in sentence_facts(text).names if one.sure and (countries or not _country(one))]
        for text in (question, answer)
    )
    return [set(map(index_stem, one.words)) for one in (*asked, *told)] if asked else []


def mentions_names(hit: Hit, named: Sequence[set[str]]) -> bool:
    """Whether a passage has one of the names, or there are none to have.

    A figure of the same kind about somewhere else is no other version of this one.
    """
    in_order = stems(f"{hit.passage.title or ''}\n{hit.passage.text}")
    has = {*in_order} | respelled_stems(hit.names, in_order)
    return not named or any(name <= has for name in named)


def articles_naming(hits: Iterable[Hit], named: Sequence[set[str]]) -> set[str]:
    """The articles of which a passage has one of the names; all, if there are none to have."""
    return {hit.passage.article for hit in hits if mentions_names(hit, named)}


def share_names(hit: Hit, best: Passage) -> bool:
    """Whether two passages may tell of one matter by their own names.

    Where a question names nothing ("How long were the sentences?"), passages without a name in
    common tell of two matters. A country is no such name: an archive is full of it.

    Args:
        hit: The passage.
        best: The likeliest answer's passage.
    """
    ours, theirs = _names_of(best), _names_of(hit.passage)
    return not ours or not theirs or not ours.isdisjoint(theirs)


def names_under_title(passage: Passage, text: str) -> Sequence[Name]:
    """The names in a stretch of an article and in its title."""
    # The full stop keeps a name at the title's end from running into the text.
    return sentence_facts(f"{passage.title or ''}.\n{text}").names


def _names_of(passage: Passage) -> set[tuple[str, ...]]:
    found = names_under_title(passage, passage.text)
    return {one.words for one in found if one.sure and not _country(one)}


def _country(name: Name) -> bool:
    return nation(" ".join(name.words)) is not None

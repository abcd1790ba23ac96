"""Who said what was quoted: the sentence that names the speaker, word for word."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.archive.store import Archive
from retrieval.archive_facts.record_writer import answer_from_records, recheck
from retrieval.archive_facts.speakers import speaker_span
from retrieval.search.archive_question import ArchiveQuestion
from support.articles import article

LOST = "Trust in the harbour was lost, Ada Quill said."
COST = "The two cranes cost 16 million crowns, she added."
BUILT = "The quay was built in 1961."
SPOKEN = "“We heard a crack. Then the quay was gone,” said Orla Venn."
TEXT = f"{LOST} {COST} {BUILT}\n\n{SPOKEN}"


def asked(*quotes: str) -> ArchiveQuestion:
    """A question for the speaker of these sentences."""
    places = tuple(("quay", TEXT.index(one), TEXT.index(one) + len(one)) for one in quotes)
    return ArchiveQuestion("speaker_of", quoted=places)


@pytest.fixture
def quay(make_archive: Callable[..., Archive]) -> Archive:
    return make_archive(article("quay", TEXT, outlet="Larkfield Courier"))


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        (LOST, LOST),
        # A pronoun stands for whom the sentence before it names.
        (COST, f"{LOST} {COST}"),
        # Of a quotation with the sentence that it leans on the last one was asked for.
        (f"{LOST} {COST} {BUILT}", "No speaker was found beside this sentence; Larkfield Courier"
         " published it."),
        (SPOKEN, SPOKEN),
        ("“We heard a crack.", SPOKEN),
    ],
)  # fmt: skip
def test_the_speaker_is_quoted_or_the_outlet_is_named(quay: Archive, quote: str, told: str) -> None:
    draft = answer_from_records(quay, asked(quote), ())
    assert [one.text for one in draft.statements] == [told]
    assert all(recheck(quay, asked(quote), (), one) for one in draft.statements)


def test_what_names_nobody_cites_the_sentence_itself(quay: Archive) -> None:
    (told,) = answer_from_records(quay, asked(BUILT), ()).statements
    assert [one.text for one in told.quotes] == [BUILT]


def test_each_of_several_quotations_has_its_speaker(quay: Archive) -> None:
    draft = answer_from_records(quay, asked(LOST, SPOKEN), ())
    assert [one.text for one in draft.statements] == [LOST, SPOKEN]


def test_a_neighbour_speaks_for_nothing_outside_of_quotation_marks() -> None:
    text = "The mine lost money, the firm said. Its shares rose. The firm said no more."
    spans = [(0, 35), (36, 52), (53, len(text))]
    assert [speaker_span(text, spans, at) for at in range(3)] == [spans[0], None, spans[2]]

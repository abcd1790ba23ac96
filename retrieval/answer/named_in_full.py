"""A question's acronyms that no article has, read as the names that the articles have.

The reader sees only the question and a passage, and doesn't know that "the LGRB" is the Larkfield
Grain and Rail Bank.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import product

from retrieval.archive.store import Archive
from retrieval.messages import gettext
from retrieval.search.acronym_names import name_of, unheld_acronyms, with_name
from retrieval.search.hit import Hit
from retrieval.search.plan import QueryPlan
from retrieval.types import Question

Found = tuple[tuple[Hit, ...], ...]
"""The passages for each part of a question."""


def named_in_full(
    archive: Archive,
    search: Callable[[Question], Iterable[Hit]],
    plan: QueryPlan,
    found: Sequence[tuple[Hit, ...]],
) -> tuple[QueryPlan, Found]:
    """The plan with names for such acronyms, and what is found with these; a note tells of each.

    Args:
        archive: Tells which acronyms articles have.
        search: Searches for a part whose text has changed.
        plan: What is asked; only what is to be answered is changed.
        found: The passages for each part.

    Raises:
        ConfigurationError: `aliases.toml` can't be understood.
    """
    if plan.kind != "answer":
        return plan, tuple(found)
    with archive.reading() as connection:
        unheld = unheld_acronyms(connection, plan.text)
    parts, hits, notes = list(plan.parts), list(found), list(plan.notes)
    for at, (acronym, known) in product(range(len(parts)), unheld.items()):
        name = name_of(acronym, known, [hit.passage.text for hit in hits[at]])
        text = with_name(parts[at].text, acronym, name) if name else parts[at].text
        if name and text != parts[at].text:
            parts[at] = replace(parts[at], text=text)
            hits[at] = tuple(search(parts[at]))
            form = gettext("{acronym} was read as {name}.")
            notes.append(form.format(acronym=acronym, name=name))
    return replace(plan, parts=tuple(parts), notes=tuple(dict.fromkeys(notes))), tuple(hits)

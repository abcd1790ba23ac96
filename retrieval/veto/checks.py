"""Every rule asked in turn: names, numbers, dates, negation, hedges, roles, lists, ranks, scope."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.language.facts import sentence_facts
from retrieval.veto.comparisons import limited_superlatives, turned_comparisons
from retrieval.veto.exchanged_cases import exchanged_cases
from retrieval.veto.factuality import denied_words, hedged_verbs, plans_told_as_done
from retrieval.veto.listed import other_in_list
from retrieval.veto.missing_names import SameName, missing_names
from retrieval.veto.numbers import missing_dates, missing_numbers
from retrieval.veto.pairings import (
    figures_of_other_days,
    figures_of_other_measures,
    figures_of_other_things,
)
from retrieval.veto.ranks import other_ranks
from retrieval.veto.relations import turned_relations
from retrieval.veto.roles import swapped_roles
from retrieval.veto.scope import opposite_words, widened_scope


def vetoes(
    claim: str,
    evidence: Sequence[str],
    *,
    same_name: SameName | None = None,
    context: Sequence[str] = (),
    names: bool = True,
) -> list[str]:
    """Why a claim can't be said on its evidence, each reason a short sentence; empty for none.

    `same_name` tells whether two names, as written, are known spellings of one. `context` holds
    texts beside the evidence, such as the title and the sentences before: where the evidence
    says "he" or "it", a name may stand there instead. Without `names` a missing one is no reason.
    """
    # Kept by text: the same passage is evidence for one sentence after another.
    said = sentence_facts(claim)
    held = [sentence_facts(text) for text in evidence]
    beside = [sentence_facts(text) for text in context]
    return list(
        # Each reason once: a claim may say a name twice that the source lacks.
        dict.fromkeys(
            (
                *(missing_names(said, held, beside, same_name) if names else ()),
                *missing_numbers(said, held),
                *missing_dates(said, held),
                *figures_of_other_days(said, held),
                *figures_of_other_things(said, held),
                *figures_of_other_measures(said, held),
                *denied_words(said, held),
                *hedged_verbs(said, held),
                *plans_told_as_done(said, held),
                *swapped_roles(said, held),
                *exchanged_cases(said, held),
                *turned_relations(said, held),
                *other_in_list(said, held),
                *other_ranks(said, held),
                *turned_comparisons(said, held),
                *limited_superlatives(said, held),
                *widened_scope(said, held),
                *opposite_words(said, held),
            )
        )
    )

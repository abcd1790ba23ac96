"""Who is said to have said a sentence is told by its words."""

from __future__ import annotations

import pytest

from retrieval.language.attribution import Told, attribution


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The ferry cost 14 million, the audit office said in a report.", "named"),
        ("“We heard a crack,” said Orla Venn, who lives beside the quay.", "named"),
        ("According to the ministry, the quay will open in May.", "named"),
        ("The envoy called it “a fair end to a hard quarrel”.", "named"),
        ("The envoy, who said that it was late, left.", "named"),
        ("The ferry cost 16 million, he added.", "pronoun"),
        ("According to him the quay is safe.", "pronoun"),
        ("It also said that the quay is safe.", "pronoun"),
        ("Паром стоил 14 млн, сообщила счётная палата.", "named"),
        ("По словам Венн, паром затонул ночью.", "named"),
        ("Паром стоил 16 млн, добавил он.", "pronoun"),
        ("Министрліктің мәліметінше, паром мамырда ашылады.", "named"),
        ("Паром мамырда ашылады, деді министр.", "named"),
        # Nobody is named as saying these.
        ("The quay opens in May.", None),
        ("The quay is said to be safe, and was reported closed.", None),
        ("The envoy called a meeting for May.", None),
        ("Паром затонул ночью.", None),
        ("Паром түнде батып кетті.", None),
    ],
)
def test_a_sentence_names_who_says_it_or_nobody(sentence: str, told: Told | None) -> None:
    assert attribution(sentence) == told

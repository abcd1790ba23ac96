"""Who is said to have said a sentence is told by its words."""

from __future__ import annotations

import pytest

from retrieval.language.attribution import Told, attribution, is_speaker


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


@pytest.mark.parametrize(
    ("sentence", "name", "speaks"),
    [
        ('"We saw it," said Orla Venn.', "Orla Venn", True),
        ("Orla Venn said that it sank.", "Orla Venn", True),
        ("Orla Venn, who runs the port, told reporters so.", "Orla Venn", True),
        ("Orla Venn later denied it.", "Orla Venn", True),
        ("Orla Venn, a deputy, called it “a farce”.", "Orla Venn", True),
        ("Orla Venn called the police.", "Orla Venn", False),
        ('"We saw it," said port spokeswoman Orla Venn.', "Orla Venn", True),
        ("Orla Venn was told that it sank.", "Orla Venn", False),
        ("It sank, said Karl Brandt, and Orla Venn left.", "Orla Venn", False),
        ("A crowd saw Orla Venn at the quay.", "Orla Venn", False),
        ("Об этом сообщила Орла Венн.", "Орла Венн", True),
        ("Орла Венн заявила, что порт закрыт.", "Орла Венн", True),
        ("Орла Венн уехала.", "Орла Венн", False),
    ],
)
def test_who_is_named_speaks_or_does_not(sentence: str, name: str, *, speaks: bool) -> None:
    start = sentence.index(name)
    assert is_speaker(sentence, start, start + len(name)) is speaks

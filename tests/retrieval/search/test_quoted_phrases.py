"""Quoted phrases: found by the index, decided by the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.search.quoted_phrases import _holds, folded_phrase, phrase_chunks


@given(st.text('aB \u00a0\n“"–-İß', max_size=30), st.text('ab "-“–', min_size=1, max_size=6))
def test_a_text_holds_what_its_folding_holds(text, phrase):
    wanted = folded_phrase(phrase)
    assert _holds(text, wanted) == (wanted in folded_phrase(text))


@pytest.mark.parametrize("phrase", ["", "  ", "--", "“”"])
def test_a_phrase_without_words_is_nowhere(archive, phrase):
    with archive.reading() as connection:
        assert phrase_chunks(connection, phrase) == []

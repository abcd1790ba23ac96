"""Whether a Russian or Kazakh question speaks of articles and the archive, and of nothing else.

No list of phrases foresees each wording. Where every word of a question is one of the phrases'
own, or a small one, it asks of the records whatever it asks, and no article answers it:

    За сколько лет статьи собраны в архиве?
"""

from __future__ import annotations

from functools import cache

from retrieval.search import archive_phrases
from retrieval.search.archive_masking import MARKS, MaskedQuestion
from retrieval.search.words import index_stem, stop_words, words


def only_of_records(question: MaskedQuestion) -> bool:
    """Whether each word of a question is of records, one of them an article or the archive."""
    told = words(MARKS.sub(" ", question.text))
    known = _stems(archive_phrases.vocabulary())
    kept = [word for word in told if word not in stop_words()]
    return all(index_stem(word) in known for word in kept) and any(
        index_stem(word) in _stems(archive_phrases.record_nouns()) for word in told
    )


@cache
def _stems(listed: frozenset[str]) -> frozenset[str]:
    return frozenset(index_stem(one) for word in listed for one in words(word))

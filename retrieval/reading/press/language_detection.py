"""The language of an article's text, by py3langid's model of 139 languages.

The model comes with the library and is read when the first text is looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from retrieval.types import Span

_LOOKED_AT = 2_000  # characters; a few paragraphs tell a language
_FEWEST_LETTERS = 20  # fewer are any language's
_SURE = 0.8  # probability; below it, none is stated


def language_of(text: str, furniture: Sequence[Span] = ()) -> str | None:
    """The language of `text` outside `furniture`, ISO 639-1; None where it is short or unsure.

    Deterministic: the probability that a naive Bayes model over byte n-grams (langid.py,
    https://aclanthology.org/P12-3005/) gives to the likeliest language must reach 0.8.
    """
    sample = _sample(text, furniture)
    if sum(map(str.isalpha, sample)) < _FEWEST_LETTERS:
        return None
    code, probability = _identifier().classify(sample)
    return str(code) if len(code) == 2 and probability >= _SURE else None


def _sample(text: str, furniture: Sequence[Span]) -> str:
    """The first few thousand characters that are not furniture."""
    parts, position, room = [], 0, _LOOKED_AT
    for start, end in (*furniture, (len(text), len(text))):
        parts.append(text[position : min(start, position + room)])
        room -= len(parts[-1])
        position = max(position, end)
        if room <= 0:
            break
    return " ".join(parts).encode("utf-8", "replace").decode("utf-8")


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # Only languages with a code in ISO 639-1 can be told apart: without this, plain Chinese
    # shares its probability with two of its relatives.
    codes = {code for code in map(str, identifier.nb_classes) if len(code) == 2}
    identifier.set_languages(sorted(codes))
    return identifier

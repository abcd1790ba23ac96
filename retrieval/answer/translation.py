"""Translations beside an answer's quotations: by a chat model, checked against the originals.

The quotation stays what is cited. A translation is shown beside it, marked as one, if its names,
numbers and dates are those of the quotation, none missing and none added, and if it denies where
that denies. Of missing names only those of several words can be told. Whether it says the same
otherwise nothing here can tell.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from retrieval.archive.store import Archive
from retrieval.chat_model.budget import OutOfTokens
from retrieval.chat_model.meter import Meter
from retrieval.language.facts import SentenceFacts, sentence_facts
from retrieval.language.name_recognition import Name, common_words
from retrieval.language.nations import nation
from retrieval.language.tokens import stem
from retrieval.messages import gettext, ngettext, question_language, speaking
from retrieval.search.spellings import known_spellings
from retrieval.types import Answer, Citation, Translation
from retrieval.verification.same_name import same_name_spelled
from retrieval.veto import SameName
from retrieval.veto.numbers import missing_dates, missing_numbers

Translate = Callable[[Mapping[int, str], str, Meter], Mapping[int, str]]
"""From quotations by number, and a language, to their translations."""

log = logging.getLogger(__name__)


def with_translations(archive: Archive, answer: Answer, translate: Translate) -> Answer:
    """The answer with a translation beside each quotation that is in another language than it.

    One that fails the check is left out, and so are all where the model fails; a note says so.

    Args:
        archive: Knows the articles' languages and the names' spellings.
        answer: The answer; what it cites, or of a refusal what comes nearest, is translated.
        translate: The chat model.
    """
    with speaking(answer.language):
        held = translations(archive, answer.citations or answer.nearest, answer.language, translate)
    return replace(answer, translations=held[0], notes=(*answer.notes, *held[1]))


def translations(
    archive: Archive, citations: Sequence[Citation], language: str, translate: Translate
) -> tuple[tuple[Translation, ...], tuple[str, ...]]:
    """The translations of those citations that need one, and notes on what is left out."""
    wanted = {c.number: c.quote for c in citations if _language_of(archive, c) != language}
    if not citations:
        return (), ()
    if not wanted:
        return (), (gettext("Nothing to translate: the quotations are in your language."),)
    # Of its own: the answer, and what it took, are told already.
    meter = Meter()
    try:
        with meter.step("translate"):
            written = translate(wanted, language, meter)
    except Exception as error:  # a provider's client raises what it likes
        # The kind alone: a provider's message may hold keys or addresses.
        log.warning("The quotations could not be translated: %s", type(error).__name__)
        return (), (_why_failed(error),)
    with archive.reading() as connection:
        same = same_name_spelled(known_spellings(connection))
    good = tuple(
        Translation(number, text)
        for number, text in written.items()
        if not unfaithful(wanted[number], text, same)
    )
    left_out = len(wanted) - len(good)
    return good, (_left_out(left_out),) if left_out else ()


def _language_of(archive: Archive, citation: Citation) -> str:
    article = archive.article(citation.article)
    # Of an article whose language is not told, or that has gone meanwhile, the quotation's letters
    # tell.
    return (article.language if article else None) or question_language(citation.quote)


def _why_failed(error: Exception) -> str:
    if isinstance(error, OutOfTokens):
        return f"{error}."
    return gettext("The chat model failed ({error}); nothing is translated.").format(
        error=type(error).__name__
    )


def _left_out(count: int) -> str:
    form = ngettext(
        "{count} quotation has no translation that agrees with it in names, numbers and dates.",
        "{count} quotations have no translation that agrees with them in names, numbers and dates.",
        count,
    )
    return form.format(count=count)


def unfaithful(original: str, translation: str, same: SameName) -> list[str]:
    """What a translation and its original don't have in common, each in a short sentence.

    Args:
        original: The quotation.
        translation: What the model made of it.
        same: Whether a name that is said is one that a text holds.
    """
    said, held = sentence_facts(translation), sentence_facts(original)
    strange = [name.text for name in said.names if _strange_words(name, held, same)]
    reasons = [
        # Both ways: nothing is added, and nothing left out.
        *(f"the quotation does not name {one}" for one in strange),
        *(f"the translation does not name {one}" for one in _missing_names(held, said, same)),
        *missing_numbers(said, [held]),
        *missing_numbers(held, [said]),
        *missing_dates(said, [held]),
        *missing_dates(held, [said]),
    ]
    # Whether, not how often: Russian denies twice in one clause, «никто не пришёл».
    if bool(said.negations) != bool(held.negations):
        reasons.append("one of the two denies something")
    return reasons


def _missing_names(held: SentenceFacts, said: SentenceFacts, same: SameName) -> list[str]:
    """The original's names of several words that the translation lacks.

    One word may be written small there, "Soviet" as "советский". And nothing tells that of
    "Верховный Суд" and "Асан Уметов" the first is translated: as many names may be missing as the
    translation has of common words, "Supreme Court".
    """
    missing = [one.text for one in held.names if len(_strange_words(one, said, same)) > 1]
    made = [one for one in said.names if _is_translated(one, held.text, same)]
    return missing if len(missing) > len(made) else []


def _strange_words(name: Name, text: SentenceFacts, same: SameName) -> list[str]:
    """The words of a name that a text does not hold; none where it holds the name as a whole."""
    lands = {found.name for one in text.tokens if (found := nation(one.low))}
    whole = " ".join((text.text, *sorted(lands)))  # what is Uzbek is of Uzbekistan
    if same(name.text, whole):
        return []
    return [word for word in name.words if not _stands(name, word, whole, same)]


def _is_translated(name: Name, original: str, same: SameName) -> bool:
    """Whether a name has a common word that is not the original's own."""
    return any(
        stem(one) in common_words() and not nation(one) and not same(one, original)
        for one in name.text.casefold().split()
    )


def _stands(name: Name, word: str, text: str, same: SameName) -> bool:
    """Whether a word of a name is held in a text, or is none that could be compared.

    "Ministry" is translated, not spelt otherwise; a Russian word that opens a sentence may be one.
    """
    opens = not name.sure or (name.start == 0 and word == name.words[0])
    plain = stem(word) in common_words() or (opens and not word.isascii())
    land = nation(word)
    return (plain and land is None) or any(
        same(one, text) for one in (word, land.name if land else word)
    )

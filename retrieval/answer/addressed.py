"""What in an article is said to its reader: orders, and questions.

An article tells what is so. A sentence that tells its reader what to do, or asks him, is no
report of anything, and where the reader is a chat model it may be planted. Such a sentence can
be quoted, in marks and with its citation; it bears out no sentence in a model's own words.
English only: elsewhere a model's words are held to the other checks alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from retrieval.archive.split import sentences
from retrieval.search.words import stems, stop_words, words

_ORDERS = """
    act add adjust adopt advise analyse analyze answer append apply argue arrange ask assume
    attach augment avoid base begin break build buy calculate call capitalise capitalize change
    check choose cite click code combine come compare compile complete compose compute condense
    conclude confirm connect consider construct continue contrast convert convince copy correct
    count create criticise criticize decode define delete deliver describe design detail
    determine develop devise discuss disguise display disregard divide do don't download draft
    draw edit elaborate email embed emphasise emphasize employ encode encourage encrypt end
    engage enhance ensure enter enumerate estimate evaluate examine exclude execute expand
    explain explore express extend extract fetch fill find finish fix focus follow forget format
    forward generate get give go group guess guide have help hide highlight hint identify ignore
    illustrate imagine imitate implement include incorporate increase inform infer insert insist
    inspire install instruct integrate interpret introduce invent invert invite join jumble keep
    leave let link list load locate log look lower make mask mention merge misspell mix modify
    move name never note obey offer omit open order organise organize output override paraphrase
    pay perform persuade phrase place plan play portray post prefix prepare present pretend
    print proceed produce promote proofread propose prove provide publish put quote read
    rearrange recite recommend redirect refer reference refuse relate remember remind remove
    render repeat rephrase replace reply report reset respond restate return reveal reverse
    review revise rewrite rhyme run say scan scramble search see select send separate set share
    show shuffle sign simplify simulate sing sketch skip solve sort speak specify spell split
    start state stop stress structure style submit subscribe substitute suggest summarise
    summarize suppose swap switch take talk teach tease tell think trace transcribe transform
    translate treat try turn type underline undo update uppercase upload urge use verify view
    visit vote warn weave wrap write
"""
_VERBS = frozenset(_ORDERS.split())
"""Verbs by which a text gives orders, in the form in which it gives them."""

_BEFORE = re.compile(
    r"^(?:[^\w]*(?:please|kindly|now|then|also|next|first|finally|always|instead|and|but|note"
    r"|important|system|user|assistant|attention|from now on)\b[\s,:!-]*)+",
    re.IGNORECASE,
)
_OPENING_PHRASE = re.compile(
    r"^[^\w]*(?:in|at|to|for|when|while|before|after|as|if|with|using|within|throughout)\b"
    r"[^.,]{0,80},\s*",
    re.IGNORECASE,
)
_NO_ORDER = re.compile(r"^\S+\s+(?:of|by|in|is|are|was|were|has|had|have|and|or|said|says)\b")
_CLAUSE = re.compile(r"[:;]\s+|\s[—–-]\s")
_READER = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
_QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")
_ASKS = re.compile(r"\?[\"”’')\]]*\s*$")


def to_reader(sentence: str) -> bool:
    """Whether a sentence gives its reader an order, asks him, or speaks to him."""
    if _ASKS.search(sentence) or _READER.search(_QUOTATION.sub(" ", sentence)):
        return True
    bare = _BEFORE.sub("", sentence)
    pieces = [bare, _OPENING_PHRASE.sub("", bare, count=1), *_CLAUSE.split(bare)[1:]]
    return any(_is_order(_BEFORE.sub("", piece)) for piece in pieces)


def _is_order(sentence: str) -> bool:
    first = re.match(r"\W*([A-Za-z’']+)", sentence)
    verb = first[1].lower().replace("’", "'") if first else ""
    return verb in _VERBS and not _NO_ORDER.match(sentence.lstrip("\"“”‘’'(*# "))


def told(text: str) -> str:
    """A text without the sentences that are said to its reader."""
    return " ".join(
        text[start:end] for start, end in sentences(text) if not to_reader(text[start:end])
    )


def not_to_be_said(texts: Iterable[str], question: str) -> frozenset[str]:
    """The stems of words that stand in the texts only in what is said to the reader.

    Words of the question and function words are not among them.
    """
    every: Sequence[str] = list(texts)
    plain = {stem for text in every for stem in stems(told(text))}
    known = {*plain, *stems(question), *stems(" ".join(stop_words()))}
    return frozenset(stem for text in every for stem in stems(text) if stem not in known)


def says_nothing(statement: str) -> bool:
    """Whether a statement has function words alone."""
    return set(words(statement)) <= stop_words()

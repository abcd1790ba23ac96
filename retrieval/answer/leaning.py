"""What a sentence leans on, written out: "It has ten members" says nothing without who.

By simple rules of English news: a pronoun that opens a sentence stands for the subject of the
one before; "the alliance" for the organisation named last, "the minister" for the minister named
last. Where these leave two to choose from, nothing is written out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

FARTHEST = 3
"""Sentences back in which a pronoun's subject is looked for."""

LONGEST_SUBJECT = 12
"""Words; what is longer is a clause, and no subject."""

_CAPITAL = r"[A-ZÀ-ÞА-ЯЁ][\w’'.-]*"
_RUN = rf"{_CAPITAL}(?:\s+(?!and\s+the\b)(?:(?:of|the|and|for|on|in|de|al)\s+){{0,2}}{_CAPITAL})*"
_BODIES = (
    "organisation|organization|alliance|bloc|group|grouping|union|league|association|company"
    "|agency|ministry|commission|committee|council|conference|court|party|federation|bank"
)
_OFFICES = (
    "president|prime minister|foreign minister|defence minister|minister|chancellor|governor"
    "|mayor|chairman|chairwoman|spokesman|spokeswoman|spokesperson|ambassador|senator|general"
    "|secretary-general|king|queen|leader"
)
_PRONOUN = re.compile(r"^(?P<person>He|She|His|Her)\b|^(?P<many>They|Their)\b|^(?:It|Its)\b")
# "It was the first time", "It is clear that": it stands for nothing.
_EMPTY = re.compile(
    r"^It\s+(?:is|was|has been|had been)\s+(?:not\s+)?"
    r"(?:the\b|an?\b|\w+\s+(?:that|to|if|whether|who)\b)"
    r"|^It\s+(?:seems|appears|remains|took)\b"
)
_OWNING = re.compile(r"^(?:His|Her|Their|Its)\b")
_THE_BODY = re.compile(
    rf"\b[Tt]he\s+(?:(?:new|regional|whole|Russian-led|military|security)\s+)?({_BODIES})\b"
    rf"(?!\s+of\b|\s+(?:for|on|in)\s+(?:the\s+)?{_CAPITAL}|[’']s\s+{_CAPITAL}|\s+{_CAPITAL})"
)
_THE_OFFICE = re.compile(rf"^The\s+({_OFFICES})\b(?!\s+(?:of|for)\b|\s+{_CAPITAL})")
_BODY_NAMED = re.compile(
    rf"(?P<full>{_RUN}(?<=[a-z]))\s+\((?P<short>[A-Z]{{2,}})\)"
    rf"|(?P<name>{_RUN})(?![\w’'-])|(?P<acronym>\b[A-Z]{{2,6}}\b)"
)
_ENDS_AS_BODY = re.compile(rf"\s(?:{_BODIES})$", re.IGNORECASE)
_VERB = re.compile(
    r"\s(?:is|are|was|were|has|have|had|will|would|may|can|could|does|did|should|must|[a-z]+ed"
    r"|became|began|met|left|held|took|gave|said|says|told|made|won|led|sent|went|wants?|grew|came"
    r"|chairs|holds|put|opens?|signs?|calls?|joins?|plans?|backs?)\b"
)
_APART = re.compile(
    r"^(?:On|In|At|After|Before|During|Since|By|Besides|For|Under|With|As)\b[^,]*,\s+"
)
_NAMES_ONE = re.compile(
    rf"(?:(?!(?:in|of|at|from|for|by|to|with|on)\b)[\w’'-]+\s+)*{_CAPITAL}(?:\s\([A-Z]+\))?"
)
_SPAN = r"(?:hours?|days?|weeks?|months?|years?|evening|morning|night)"
_FOLLOWS = re.compile(
    r"^(?:Afterwards?|Later|Then|Earlier|Meanwhile|There)\b"
    rf"|\b{_SPAN}\s+(?:later|(?:before|earlier|after)(?!\s+(?:the|an?|his|her|its|that|this)\b))\b"
    rf"|\bthe\s+(?:next|following|previous|same)\s+{_SPAN}\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:The|A|An)\s+")
# Countries, laws and parties may be named by capitals too; these stand for no body.
_NO_BODY = frozenset({"US", "UK", "UN", "EU", "USA", "UAE", "AD", "BC", "TV", "PM", "GMT"})


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence with what it leans on written out.

    `namers` are the places of the sentences that name it, none where the title does.
    """

    text: str
    namers: tuple[int, ...]


Named = tuple[str, int | None]
"""A name, and the place of the sentence that has it; None for the title."""


def leans(text: str) -> bool:
    """Whether a sentence opens with a pronoun that stands for someone named before."""
    return _PRONOUN.match(text) is not None and not _EMPTY.match(text)


def follows(text: str) -> bool:
    """Whether a sentence tells its time by what was told before: a day later, afterwards."""
    return _FOLLOWS.search(text) is not None


def written_out(sentences: Sequence[str], place: int, title: str | None = None) -> Written | None:
    """A sentence with its pronoun and "the alliance" replaced by the names, or None.

    Args:
        sentences: Those of the passage, in order.
        place: Which of them.
        title: The article's, which may name what its first sentences only mean.
    """
    text = sentences[place]
    found: list[tuple[re.Match[str], Named | None]] = []
    if pronoun := _PRONOUN.match(text):
        found.append((pronoun, _subject_before(sentences, place, pronoun)))
    elif office := _THE_OFFICE.match(text):
        found.append((office, _office_before(office[1], sentences[:place])))
    body = _THE_BODY.search(text)
    if body and not (found and body.start() < found[0][0].end()):
        found.append((body, _body_before(body[1], sentences, place, title)))
    known = [(what, named) for what, named in found if named]
    for what, (name, _) in reversed(known):
        text = f"{text[: what.start()]}{name}{text[what.end() :]}"
    places = {at for _, (_, at) in known if at is not None}
    return Written(text, tuple(sorted(places))) if known else None


def _subject_before(sentences: Sequence[str], place: int, pronoun: re.Match[str]) -> Named | None:
    """The subject that a chain of "It ..." sentences goes back to, "Norland’s" for "Its"."""
    if _EMPTY.match(sentences[place]):
        return None
    for at in range(place - 1, max(-1, place - 1 - FARTHEST), -1):
        if not _PRONOUN.match(sentences[at]):
            subject = _subject(sentences[at])
            agrees = subject and _agrees(subject, pronoun)
            return (f"{subject}{'’s' if _OWNING.match(pronoun[0]) else ''}", at) if agrees else None
    return None


def _subject(sentence: str) -> str | None:
    """What stands before the first verb of a sentence, if it is a name with what goes before it."""
    main = _APART.sub("", sentence)
    verb = _VERB.search(main)
    subject = _ARTICLE.sub("", main[: verb.start()]).split(",")[0] if verb else ""
    plain = _NAMES_ONE.fullmatch(subject) and len(subject.split()) <= LONGEST_SUBJECT
    return subject if plain else None


def _agrees(subject: str, pronoun: re.Match[str]) -> bool:
    """Whether a pronoun may stand for a subject: a person has a title or a first name, or one."""
    several = " and " in subject
    if pronoun["many"]:
        return several
    if several:
        return False
    capitals = [word for word in subject.split() if word[0].isupper()]
    body = _ENDS_AS_BODY.search(subject) or capitals[-1].isupper()
    return not body if pronoun["person"] else bool(body) or len(capitals) == 1


def _office_before(office: str, before: Sequence[str]) -> Named | None:
    """The name that follows an office where it was named last: Minister Lena Orsk."""
    named = re.compile(
        rf"\b(?i:{office})\s+((?:[A-ZÀ-ÞА-ЯЁ][\w’'-]+)(?:\s+[A-ZÀ-ÞА-ЯЁ][\w’'-]+){{0,3}})"
    )
    for at in range(len(before) - 1, -1, -1):
        found = {match[1] for match in named.finditer(before[at])}
        if found:
            return (found.pop(), at) if len(found) == 1 else None
    return None


def _body_before(
    noun: str, sentences: Sequence[str], place: int, title: str | None
) -> Named | None:
    """The organisation that was named last, by its name or its acronym."""
    whole = " ".join((title or "", *sentences))
    for at in range(place - 1, -1, -1):
        found = _bodies(sentences[at])
        if found:
            body = _the_one(noun, found, whole)
            return (body, at) if body else None
    body = _the_one(noun, _bodies(title or ""), whole)
    return (body, None) if body else None


def _the_one(noun: str, found: Sequence[str], whole: str) -> str | None:
    """The only one whose name has the noun, or the only one at all if it is named again."""
    root = noun.lower().replace("organiz", "organis")
    own = [one for one in found if root in one.lower().replace("organiz", "organis")]
    if own:
        return own[0] if len(own) == 1 else None
    again = len(found) == 1 and whole.count(_short(found[0])) > 1
    return found[0] if again else None


def _short(body: str) -> str:
    """The acronym of a body, or its name."""
    acronym = re.search(r"\(([A-Z]{2,})\)$", body)
    return acronym[1] if acronym else body


def _bodies(text: str) -> list[str]:
    """The organisations that a text names, each once; with the acronym that it gives them."""
    found: list[str] = []
    for match in _BODY_NAMED.finditer(text):
        if match["full"]:
            found.append(f"{_ARTICLE.sub('', match['full'])} ({match['short']})")
        elif _ENDS_AS_BODY.search(match["name"] or ""):
            found.append(_ARTICLE.sub("", match["name"]))
        else:
            shorts = re.findall(r"\b[A-Z]{2,6}\b", match[0])
            found += [one for one in shorts if one not in _NO_BODY]
    return list(dict.fromkeys(one for one in found if not any(one in o for o in found if o != one)))

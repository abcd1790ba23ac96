"""A question taken apart into what it asks and the rest, and put together with another ask.

    When | did | India join the SCO        asked where: Where did India join the SCO?
    How many soldiers | were | killed      asked when:  When were those soldiers killed?
    Which countries | | signed the treaty  asked why:   Why was it that those countries signed ...?

Words are only moved, never inflected: where that is not enough, "was it that" does.
"""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.language.tokens import is_past
from retrieval.messages.question_language import question_language

Words = tuple[str, ...]

BE = frozenset(["am", "is", "are", "was", "were"])
_BEING = frozenset(["be", "been"])
_DO = frozenset(["do", "does", "did"])
# Between what asks and the subject: When | did | India join.
_MODAL_WORDS = "has have had will would shall should can could may might must"
AUXILIARIES = BE | _DO | frozenset(_MODAL_WORDS.split())
ASKING = frozenset(["who", "whom", "whose", "what", "which", "when", "where", "why", "how"])
# A Russian question needs no auxiliary: behind these all is the rest.
_RUSSIAN_ASKING_WORDS = """
    кто что когда где почему зачем как сколько куда откуда
"""
RUSSIAN_ASKING = frozenset(_RUSSIAN_ASKING_WORDS.split())
_PLACING_WORDS = """
    in on at to from with by for about after before during since until near against under over
    into between without
"""
PLACING = frozenset(_PLACING_WORDS.split())
# They open a thing's name: "the ferry", "her boat".
_DETERMINERS_WORDS = """
    the a an this that these those his her its their our your my every each all any some no
    other another
"""
DETERMINERS = frozenset(_DETERMINERS_WORDS.split())
_PRONOUN_WORDS = "i you he she it we they there him her us them"
PRONOUNS = frozenset(_PRONOUN_WORDS.split())
_ADVERBIAL = frozenset(["when", "where", "why", "how"])
# Verbs that are hardly ever nouns, and have one behind them: "take effect", "make sense".
_LIGHT_WORDS = "take make get become have give keep bring come go"
_LIGHT = frozenset(_LIGHT_WORDS.split())
_PLURAL = ("s", "people", "men", "women", "children", "police")
_NEAR = 3  # words from a preposition to its name: "on the Sava"
_LONGEST_ASK = 6  # words: `For how many more years will`


@dataclass(frozen=True, slots=True)
class Clause:
    """A question's words: those that ask, the auxiliary behind them or "", and the others."""

    asks: Words
    verb: str
    rest: Words

    @property
    def asked(self) -> str:
        """The word that asks, small: who, how; "" of a yes-or-no question or a statement."""
        return next((low for word in self.asks if (low := word.lower()) in ASKING), "")

    @property
    def noun(self) -> Words:
        """What is asked for by name: ("soldiers",) of "how many soldiers"."""
        at = next((n for n, word in enumerate(self.asks) if word.lower() == self.asked), 0)
        after = self.asks[at + 1 :]
        if self.asked == "how" and (not after or after[0].lower() not in ("many", "much")):
            return ()
        after = after[1:] if self.asked == "how" else after
        # "In which city": behind a preposition no thing is asked for by its name.
        return () if after[:1] == ("else",) or at else after


def parse_clause(question: str) -> Clause:
    """The clause of a question; of a statement or a topic all of it is the rest."""
    words = tuple(question.strip().rstrip("?.! ").split())
    lows = [word.lower() for word in words]
    if lows and lows[0] in RUSSIAN_ASKING:
        return Clause(words[:1], "", words[1:])
    at = next((n for n, low in enumerate(lows[:3]) if low in ASKING), None)
    # "According to which outlet": before the asking word only such may stand.
    if at is None or not all(low in PLACING | {"of", "according"} for low in lows[:at]):
        verb = lows[0] if lows and lows[0] in AUXILIARIES else ""
        return Clause((), verb, words[bool(verb) :])
    end = _end_of_ask(words, lows, at)
    verb = lows[end] if end < len(lows) and lows[end] in AUXILIARIES else ""
    return Clause(words[:end], verb, words[end + bool(verb) :])


def _end_of_ask(words: Words, lows: list[str], at: int) -> int:
    """Where what asks ends: "How many soldiers | were", "Which countries | signed the"."""
    if lows[at] not in ("how", "what", "which", "whose"):
        return at + 1 + (lows[at + 1 : at + 2] == ["else"])
    end = at + 1
    while end < min(len(words), at + _LONGEST_ASK):
        if lows[end] in AUXILIARIES:
            return end
        if lows[end] in PLACING | PRONOUNS or words[end][0].isupper():
            break
        if lows[end] in DETERMINERS and lows[end - 1] != "of" and lows[at] != "how":
            break
        # "miners | stopped work": a past behind a plural is no more of what is asked for.
        if end > at + 1 and lows[end - 1].endswith("s") and _is_participle(lows[end]):
            return end
        end += 1
    # No auxiliary: the verb is the last word before what it governs.
    return max(at + 1, end - 1)


def with_other_ask(clause: Clause, asks: str, subject: str = "") -> str | None:
    """The clause with other words asking, or None where that makes no question.

    Args:
        clause: Of the question before.
        asks: What asks instead: "When", "According to whom".
        subject: Whom the answer before named, where it was asked who and that is sure.
    """
    rest = " ".join(clause.rest)
    if question_language(rest) != "en":
        return None
    if not rest or not (clause.asks or clause.verb):
        return f"{asks} was it that {rest}?" if rest else None
    if is_who(clause):
        # "Who is the mayor?", then "since when?": Since when is somebody the mayor?
        return f"{asks} {clause.verb} {subject or 'somebody'} {rest}?"
    if has_subject(clause):
        return f"{asks} {clause.verb} {' '.join(_with_object(clause))}?"
    # Who or what does it was asked: it takes the subject's place.
    doer = subject or _named(clause)
    if clause.verb:
        return f"{asks} {clause.verb} {doer or 'that'} {rest}?"
    now = clause.rest[0].endswith("s") and not clause.rest[0].endswith("ss")
    return f"{asks} {'is' if now else 'was'} it that {doer or 'something'} {rest}?"


def asking_as(clause: Clause, asks: str, rest: Words = ()) -> str:
    """The clause with other words for the same thing asked: How many countries signed ...?

    Args:
        clause: Of the question before.
        asks: What asks instead.
        rest: What stands in the place of the rest, if anything does.
    """
    return f"{' '.join(word for word in (asks, clause.verb, *(rest or clause.rest)) if word)}?"


def has_subject(clause: Clause) -> bool:
    """Whether the rest has a subject of its own: not so where who or what does it is asked."""
    if not clause.verb or not clause.rest:
        return False
    # "did" never stands without a subject behind it; nor does a "Was ...?" that opens it all.
    if clause.verb in _DO or not clause.asks:
        return True
    # "How many | were hurt": they were.
    if clause.asked in _ADVERBIAL and not clause.noun and not asks_number(clause):
        return True
    first = clause.rest[0]
    plural = first.endswith("s") and not first.endswith("ss")
    return (
        first.lower() in DETERMINERS | PRONOUNS or first[0].isupper() or first[0].isdigit()
        or plural
    )  # fmt: skip


def is_who(clause: Clause) -> bool:
    """Whether it asks who somebody is: "Who is the mayor?", but not "Who is the mayor meeting?"."""
    asks_who = clause.asked == "who" and clause.verb in BE and has_subject(clause)
    return asks_who and not clause.rest[-1].endswith(("ing", "ed"))


def _named(clause: Clause) -> str:
    """What was asked for, as something known: those soldiers, somebody."""
    if clause.noun:
        noun = " ".join(clause.noun)
        known = clause.noun[0].lower() == "of"
        return noun[3:] if known else f"{'those' if noun.endswith(_PLURAL) else 'that'} {noun}"
    if asks_number(clause):
        return "they"
    return {"who": "somebody", "whom": "somebody"}.get(clause.asked, "")


def asks_number(clause: Clause) -> bool:
    """Whether it asks how many, with no word of what behind: "How many does it have?"."""
    return [word.lower() for word in clause.asks[-2:]] == ["how", "many"]


def _with_object(clause: Clause) -> Words:
    """The rest with what was asked for at its place: Putin propose | that | in Astana."""
    plain = clause.asked == "what" and clause.verb not in BE and len(clause.asks) == 1
    thing = _named(clause) or ("that" if plain else "")
    if not thing:
        return clause.rest
    lows = [word.lower() for word in clause.rest]
    at = next((n for n, low in enumerate(lows) if n > 1 and low in PLACING), len(lows))
    # "What did he vote for?": he vote for | that.
    at += at == len(lows) - 1
    return (*clause.rest[:at], thing, *clause.rest[at:])


def subject_of(clause: Clause) -> Words:
    """The words at the beginning of the rest that are its subject: the ferry, India; or none."""
    if not has_subject(clause):
        return ()
    end = 1
    while end < len(clause.rest):
        before, word = clause.rest[end - 1], clause.rest[end]
        # "When will | the track | be finished"
        if word.lower() in _BEING:
            return clause.rest[:end]
        # A capital behind a small word begins another name, but not in "the mayor of Osh".
        opens = word[0].isupper() and before[0].islower() and before not in ("of", "the")
        stops = PLACING | DETERMINERS if before != "of" else frozenset()
        if word.lower() in stops | PRONOUNS or opens:
            break
        end += 1
    subject = clause.rest[:end]
    # "the agreement | take effect": what it takes is no more of the subject.
    if clause.verb not in BE:
        light = (n for n, one in enumerate(subject[2:-1], 2) if one.lower() in _LIGHT)
        if (cut := next(light, 0)) > 0:
            return subject[:cut]
    # With "did" the last word is the verb: the ferry | sink.
    moved = clause.verb not in BE or subject[-1].endswith(("ed", "en", "ing"))
    least = 2 if subject[0].lower() in DETERMINERS else 1
    return subject[:-1] if moved and len(subject) > least else subject


def subject_with_phrase(clause: Clause) -> Words:
    """The subject with the phrase that tells which one it is: the agreement on the Sava | signed.

    Only where something behind it shows that the phrase is the subject's: "in" of "When was the
    ferry in Osh?" is not.
    """
    subject = subject_of(clause)
    rest = clause.rest[len(subject) :]
    if not subject or not rest or rest[0].lower() not in PLACING:
        return subject
    if clause.verb in BE:
        end = next((n for n, word in enumerate(rest) if _is_participle(word.lower())), 0)
    else:
        # Where a name ends is known: "on the Sava | take effect".
        names = [n for n, word in enumerate(rest) if word[0].isupper()]
        end = names[0] + 1 if names and names[0] + 1 < len(rest) and names[0] < _NEAR else 0
    return (*subject, *rest[:end])


def _is_participle(low: str) -> bool:
    return low.endswith("ed") or is_past(low)

"""The words in which people ask about the archive, as parts of regular expressions."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from retrieval.search.archive_limit_phrases import ARCHIVE, NAME, OUTLETS

Kind = Literal[
    "count", "list_articles", "list_outlets", "list_authors", "list_years", "list_months",
    "list_languages", "oldest", "newest", "new", "about",
    "author_of", "published_when", "outlet_of", "view", "speaker_of", "unclear",
]  # fmt: skip

Sign = Literal["noun", "held", "none"]
"""What shows that the archive is meant: the noun, words like "do you have", or the frame alone."""


class Frame(NamedTuple):
    """What is asked for, the words, and what else must show that the archive is meant."""

    kind: Kind
    pattern: str
    sign: Sign = "noun"

    @property
    def words(self) -> re.Pattern[str]:
        """The words as a regular expression, made when it is first needed: most never are."""
        return _compiled(self.pattern)


def frame(kind: Kind, words: str, sign: Sign = "noun") -> Frame:
    """A frame of these words, as a regular expression, to the end of the question."""
    return Frame(kind, rf"{words}$", sign)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


STRONG = (  # "articles", "news stories", "op-ed"
    r"(?:articles?|stor(?:y|ies)|news stor(?:y|ies)|pieces?|write-?ups?|news items?|clippings?"
    r"|op-?eds?|editorials?|blog ?posts?|news reports?|newspaper reports?)"
)
"""What only a press archive holds. Reports, papers and interviews are made by others too."""
NOUN = (  # "articles", "coverage", "headlines"
    rf"(?P<noun>{STRONG}|reports?|interviews?|columns?|texts?|documents?|items?|publications?"
    r"|dispatch(?:es)?|posts?|papers?|coverage|news|bulletins?|reviews?|features?"
    r"|headlines?)\b"
)
WHICH = (  # "all of your ", "the recent "
    r"(?:(?:all|any|some|every|each|the|of|your|our|its|their|this|that|these|those|an?|different"
    r"|separate|single|more|other|news|press|recent|full|whole) )*"
)
_PLAIN = (  # a word of "the [dredging plan] story"
    r"(?!(?:of|in|on|at|for|to|by|with|from|about|the|an?|that|which|who|and|or|is|are|was|were|did"
    r"|does?|ha[sd]|have|you|we|all|any|how|much|many)\b)[^\W\d_][\w.'’-]*"
)
ITEMS = (  # "the articles", "all of TASS's stories", "Orla Venn's pieces", "the comet story"
    rf"{WHICH}(?:(?P<outs>{OUTLETS})(?:['’]s?)? )?(?:(?P<whose>{NAME})['’]s? )?(?:news |press )?"
    rf"(?:(?P<before>{_PLAIN}(?: {_PLAIN}){{0,3}}?) )?{NOUN}"
)
REST = r"(?P<rest>(?:[\s,].*)?)"  # " about shipping", or nothing
# "the ", "its ", or a marked outlet in its place
ONE = r"(?:(?:the|that|this|an?|its|their) |(?=[\ue000-\ue0fe]))"
IS = r"(?:['’]s| is| was| are| were)"  # "'s" of "what's", " are"
DOES = r"(?:do|does|did|have|has)"  # "do" before "you have"
US = rf"(?:you|we|{ARCHIVE})"  # "you", "the archive"
OWN = r"(?:your|our|the) (?:articles|stories|answers|coverage|texts|material)"  # "your texts"
HAVE = r"(?:have|got|hold|keep|store|contain|include|index)"  # "hold"
OUTLET_NOUN = (  # "outlets", "news agencies", "media sources"
    r"(?:(?:news|media|press|different|other|distinct|online|of the|local|state|daily) )*"
    r"(?:outlets?|organi[sz]ations?|sources?|newspapers?|papers?|publications?|media"
    r"|agenc(?:y|ies)|publishers?|sites?|websites?|magazines?|portals?|broadcasters?|newsrooms?|blogs?)"
)
PRESS = (  # "outlets"; without what others are too: sources, agencies, media
    r"(?:(?:news|media|press|online|of the|local|state|daily) )*(?:outlets?|newspapers?|papers?"
    r"|publications?|magazines?|sites?|websites?|portals?|broadcasters?|blogs?|news agenc(?:y|ies))"
)
# "authors", "reporter"
PEOPLE = r"(?:authors?|journalists?|reporters?|correspondents?|writers?|bylines?|contributors?)"
SHOW = (  # "list", "show me"
    r"(?:list|show|give|find|name|display|get|enumerate|fetch|pull up|bring up|print|see)"
    r"(?: me| us)?"
)
# "all of your ", "headlines of ", or nothing
ANY = r"(?:all |every |the |of |your |our |a list of |titles of |headlines of |different |its )*"
# "three" in "the three newest articles"
NUMBERS = {
    word: number
    for number, word in enumerate(
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], start=2
    )
}
MANY = rf"(?P<many>\d{{1,2}}|{'|'.join(NUMBERS)})"  # "3", "three"
END = r"(?P<end>oldest|earliest|first|newest|latest|most recent|last)"  # "most recent"
MOST = r"(?:the )?(?:most|best|\w+est)\b"  # "which paper has [the largest] circulation"
OUT = (  # "published", "put online", "come out"
    r"(?:published|posted|put (?:online|out|up)|printed|written|released|filed|appear(?:ed)?"
    r"|come out|run|carried|go(?:ne)? (?:online|out|up|live)|dated|out)"
)
REPORTS = (  # "first reported on", "ran", "covered"
    r"(?:first |also |originally |has |have )*(?:report(?:ed|s)?(?: on| about| that)?|published"
    r"|ran|run|carried|carry|covered?|wr(?:ote|itten|ite) (?:about|on|of)|broke|printed|posted"
    r"|mention(?:s|ed)?|looked (?:at|into)|sa(?:id|ys)(?: that)?|claim(?:s|ed)(?: that)?"
    r"|quote[ds]?|cite[ds]?|gave|gives|ha[ds](?= the\b))"
)

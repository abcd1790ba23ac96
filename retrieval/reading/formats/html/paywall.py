"""Saved pages that stand where an article should be: walls, sign-ins, checks, errors.

Told conservatively: the page is short, it says itself what it is, and it has no paragraph on
anything else. A story with a leftover notice above or below it stays a story.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MOST_WORDS = 200  # a wall has fewer; more is a story with a notice
_PARAGRAPH_WORDS = 12  # a paragraph of so many that speaks of no wall is story
_OTHER_WORDS = 30  # beside a wall's: a menu, a title
_OPENS = "save the page again once the story is open, or paste its text."
# "word"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Paywall:
    """A kind of page: a title or a text that gives it away, and what all of it is about."""

    title: re.Pattern[str]
    text: re.Pattern[str]
    about: re.Pattern[str]
    reason: str


def _wall(title: str, text: str, about: str, reason: str) -> _Paywall:
    flags = re.IGNORECASE | re.MULTILINE
    return _Paywall(
        # "Sign in | Tully Times": a wall's words, and behind them nothing or the site's name.
        re.compile(rf"^\W*(?:{title})\W*(?:$|[|–—»-]\s)", flags),
        re.compile(text, flags),
        re.compile(about, flags),
        reason,
    )


# "404 - Page not found", "Seite nicht gefunden"
_MISSING = (
    r"(?:(?:http )?error )?404(?:\W{1,3}(?:error|(?:page |file )?not found))?\W*$"
    r"|(?:error\W+)?(?:(?:the |this )?(?:requested )?page (?:(?:was |is )?not|could(?: not|n['’]t)"
    r" be) found|page (?:does not|doesn['’]t) exist|seite nicht gefunden|страница не найдена)\b"
)
_WALLS = (
    _wall(
        # "We value your privacy", "This site uses cookies"
        r"we value your privacy|before you continue(?: to [\w ]+)?"
        r"|cookie (?:consent|settings|preferences)",
        r"^\W*(?:we value your privacy|before you continue to\b|we (?:and our \w+ ?partners )?use"
        r" (?:\w+ )?cookies|(?:this|our) (?:web)?site uses cookies|accept (?:all )?cookies"
        r"|wir verwenden cookies|(?:мы используем|сайт использует) (?:файлы )?cookie)",
        r"cookie|consent|privacy|partners|personal data|einwillig|datenschutz|персональн",
        f"This page is a notice on cookies, not an article; {_OPENS}",
    ),
    _wall(
        # "Please enable JavaScript"
        r"(?:please )?enable javascript(?: to .*)?|javascript (?:is )?(?:required|disabled)",
        r"(?:enable|turn on|activate|requires?|needs?|aktivieren sie|включите) (?:bitte )?"
        r"javascript|javascript (?:is |seems to be )?"
        r"(?:required|disabled|switched off|not enabled|отключен)",
        r"javascript|browser|браузер",
        "This page asks for JavaScript and holds no article; "
        "save it from a browser that shows the story, or paste its text.",
    ),
    _wall(
        # "Just a moment...", "Verifying you are human", "Access denied"
        r"just a moment|attention required(?:! \| cloudflare)?|are you a robot"
        r"|access (?:to this page )?(?:is |has been )?denied"
        r"|(?:error )?403(?: forbidden)?|forbidden|security check",
        r"verify(?:ing)? (?:that )?you are (?:a )?(?:human|not a robot)|checking your browser"
        r"|checking if the site connection is secure|unusual traffic from your"
        r"|you (?:don['’]t|do not) have permission to (?:access|view)",
        r"verif|human|robot|browser|security|traffic|permission|access|denied|blocked|cookie",
        f"This page checks or bars its visitor and holds no article; {_OPENS}",
    ),
    _wall(
        # "Log in to continue", "Forgot your password?"
        r"(?:log|sign) ?in(?: (?:to|or|with)\b.*)?|anmelden|вход",
        r"(?:log|sign) ?in (?:or (?:register|sign up|subscribe) )?to (?:continue|read|view|access)"
        r"|forg[eo]t(?:ten)? (?:your )?password|passwort vergessen|забыли пароль",
        r"(?:log|sign)(?:ged|ning)? ?in|password|account|subscri|regist|user ?name|passwort"
        r"|anmeld|парол|войти|вход",
        f"This page asks its visitor to sign in and holds no article; {_OPENS}",
    ),
    _wall(
        _MISSING,
        rf"^\W*(?:(?:sorry|oops)\W+)?(?:{_MISSING}"
        r"|we (?:can(?:['’]t|not)|could(?:n['’]t| not)) find (?:the|that|this) page)",
        r"page|link|address|url|404|search|moved|error|seite|страниц|ошибк|адрес",
        "This page says that there is no such page; "
        "look the article up on its site, and save that page or paste its text.",
    ),
)


def paywall_reason(title: str | None, text: str) -> str | None:
    """Why a page with this title and text is no article, as a sentence; None where it may be one.

    Args:
        title: What the page calls itself.
        text: What was found as its story, or else all that it shows.
    """
    paragraphs = [words for line in text.splitlines() if (words := _WORD.findall(line))]
    if sum(map(len, paragraphs)) > _MOST_WORDS:
        return None
    for kind in _WALLS:
        told = kind.title.search(title or "") or kind.text.search(text)
        if told and not _holds_more(paragraphs, kind.about):
            return kind.reason
    return None


def _holds_more(paragraphs: list[list[str]], about: re.Pattern[str]) -> bool:
    """Whether a paragraph, or more than a few short lines, is on something else."""
    other = [len(words) for words in paragraphs if not about.search(" ".join(words))]
    return sum(other) > _OTHER_WORDS or max(other, default=0) >= _PARAGRAPH_WORDS

"""Quotation marks as the asker's language has them: “Low tide”, in Russian and Kazakh «Low tide».

What stands within marks of its own within them has the inner ones there: «„Маяк“ вернулся».
"""

from __future__ import annotations

import re

from retrieval.messages import gettext, language

# «Маяк», “Маяк” and "Маяк" within a title
_WITHIN = re.compile(r"«([^«»]*)»|“([^“”]*)”|\"([^\"]*)\"")
_OPENS = ("«", "“", "„", '"')
_MARKS = re.compile('[«»“”„"]')  # "»" of "ИА «Маяк»"


def quoted_title(title: str) -> str:
    """A title, or a question's words, in quotation marks."""
    return gettext("“{title}”").format(title=with_inner_marks(title))


def quoted_text(text: str) -> str:
    """An article's words in quotation marks, exact; in Russian and Kazakh their own are enough."""
    if language() != "en" and text.startswith(_OPENS):
        return text
    return gettext("“{title}”").format(title=text)


def as_typed(words: str) -> str:
    """What an asker typed, shown as it is: 'Tull Gazet', in Russian and Kazakh in their marks."""
    return repr(words) if language() == "en" else quoted_title(words)


def outlet_in_marks(name: str) -> str:
    """An outlet as a sentence names it: in Russian and Kazakh in quotation marks.

    Not so a name in Latin letters, an acronym, and one that has marks already.
    """
    plain = _MARKS.search(name) or name.isascii() or name.isupper()
    return name if language() == "en" or plain else quoted_title(name)


def with_inner_marks(text: str) -> str:
    """What stands within quotation marks, with the inner ones of Russian and Kazakh in it."""
    if language() == "en":
        return text
    return _WITHIN.sub(lambda found: f"„{next(filter(None, found.groups()), '')}“", text)

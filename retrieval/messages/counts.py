"""How many of something there are, in the asker's language."""

from __future__ import annotations

from retrieval.messages import gettext, ngettext, number_words


def articles_words(count: int) -> str:
    """A number of articles: `1 article`, `no articles`, `1,204 articles`."""
    if not count:
        return gettext("no articles")
    form = ngettext("{count} article", "{count} articles", count)
    return form.format(count=number_words(count))

"""The columns of an article in the archive's tables, and the query that lists articles."""

from __future__ import annotations

ARTICLE_COLUMNS = (
    "id, source, hash, title, outlet, author, published, published_how, date_note, url, language"
)

# What it corrects or updates.
_EARLIER = (
    "(select one.{column} from supersedes join articles as one on one.n = earlier"
    " where article = articles.n) as {name}"
)
# The newest that corrects or updates it.
_LATER = (
    "(select one.{column} from supersedes join articles as one on one.n = article"
    " where earlier = articles.n order by one.published desc, one.n desc limit 1) as {name}"
)

LISTED = (
    f"select {ARTICLE_COLUMNS}, indexed, length(text) as characters,"
    " (select count(*) from chunks where article = n) as chunks, revision->>0 as revision,"
    f" {_EARLIER.format(column='id', name='supersedes')},"
    f" {_EARLIER.format(column='title', name='supersedes_title')},"
    f" {_LATER.format(column='id', name='corrected_by')},"
    f" {_LATER.format(column='title', name='corrected_title')}"
    " from articles"
)
"""Selects what an `ArticleListing` holds."""

NEWEST_FIRST = " order by published is null, published desc, source"  # the undated last

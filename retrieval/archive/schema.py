"""The archive's tables. SQLite holds the truth; everything else can be made from it again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

# What came with each: 3 corrections (`revision`, `partial`, `supersedes`), 4 and 6 words that are
# stemmed or spelled otherwise, 5 vectors as `quantization` packs them, 7 bylines in the words,
# 8 vectors of sentences that were read within their passage.
VERSION = 8  # counted up whenever `migrating` has something to do
OLDER = range(1, VERSION)
"""The versions that `migrating` leads from."""

OUTDATED_VECTORS = "outdated_vectors"
"""A fact in `meta`: vectors may be from an earlier version, which made them otherwise.

Before version 5 they depended on their batch, before 8 sentences were read by themselves.
"""

# `stated`, `remarks`, `pinned`, `watch_limits` and `followed` are not here: they come at their
# first use (`dump.make_missing_tables`).
# `without rowid`: the rows themselves lie in the order of their key, a text or several columns,
# and need no index beside them.
# `shingles` and `copies` refer to no article, so nothing of them goes along with one: `stories`
# takes it out.
# The tokenizer of `words` takes marks (Mn, Mc) into words, beside letters and numbers: vowel
# signs of Hindi or Tamil would else end a word.
SCHEMA = """
create table meta (key text primary key, value not null) without rowid;

create table files (
    key text primary key,            -- absolute path, or what `kept_out` notes
    stamp text not null              -- changes when the file, or the way it is read, changes
) without rowid;

create table articles (
    n integer primary key autoincrement,
    id text not null unique,
    file text not null,              -- files.key
    source text not null,
    hash text not null,
    title text, outlet text, author text,
    published text, published_how text not null, date_note text,
    url text,
    indexed text not null,
    furniture text not null,         -- JSON: [[start, end], ...]
    pages text not null,             -- JSON: [start, ...]
    language text,                   -- ISO 639-1
    dates text not null,             -- JSON: [[start, end, first, last], ...]
    acronyms text not null,          -- JSON: [[acronym, expansion], ...]
    revision text not null default 'null',  -- JSON: [kind, number, note], or null
    partial text,                    -- month and day, 11-20, of a date without its year
    text text not null               -- last, so that listing an archive never reads it
);
create index articles_by_file on articles (file);
create index articles_by_date on articles (published);
create index articles_by_acronyms on articles (acronyms) where acronyms <> '[]';
create index articles_by_revision on articles (published) where revision <> 'null';

create table chunks (
    id integer primary key autoincrement,   -- only grows: a dead id never comes back to life
    article integer not null references articles (n) on delete cascade,
    start integer not null,
    "end" integer not null
);
create index chunks_by_article on chunks (article, start);

create table vectors (
    chunk integer primary key references chunks (id) on delete cascade,
    vector blob not null             -- `quantization`: int8 components
);

create table sentences (
    chunk integer primary key references chunks (id) on delete cascade,
    spans blob not null,             -- int32 pairs: start, end in the article
    vectors blob not null            -- `quantization`: of each sentence, two components a byte
);

-- No text is kept here: an entry is deleted by giving its words again, from the article.
create virtual table words using fts5 (
    title, body, content = '',
    tokenize = "porter unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);
create virtual table vocabulary using fts5vocab (words, 'row');

-- What `rebuild` has made so far, until all of it is taken into use at once.
create table renewed (
    article integer not null references articles (n) on delete cascade,
    number integer not null,         -- of the chunk in its article
    spans blob not null, vector blob not null, vectors blob not null,  -- as above
    primary key (article, number)
);

create table sketches (
    article integer primary key references articles (n) on delete cascade,
    size integer not null,           -- how many shingles its text has
    rate integer not null,           -- of which those whose hash is 0 modulo this are kept
    hashes blob not null,            -- int64
    figures blob not null            -- uint32: checksums of its words with digits
);
create table shingles (hash integer, article integer, primary key (hash, article)) without rowid;
create table copies (                -- pairs of near-identical articles, each both ways
    one integer, other integer, primary key (one, other)
) without rowid;

create table supersedes (            -- what a correction or an update takes the place of
    article integer primary key references articles (n) on delete cascade,
    earlier integer not null references articles (n) on delete cascade
);
create index supersedes_by_earlier on supersedes (earlier);

create table visits (                -- web addresses that were fetched
    url text primary key,            -- as it was asked for
    reader text not null,            -- differs when pages are read differently
    etag text, modified text,        -- to ask with, whether anything has changed
    article text                     -- articles.id, which may be gone; null for a list of pages
) without rowid;

create table feeds (
    url text primary key,
    title text,
    added text not null,
    checked text,                    -- when it was last read
    failure text                     -- why that failed; null when it did not
) without rowid;

create table watches (               -- questions asked again whenever articles arrive
    id integer primary key autoincrement,
    guild integer not null, channel integer not null, person integer not null,
    question text not null,
    created text not null,
    looked integer not null          -- articles up to this articles.n were looked at
);
create table watched (               -- what a watch has posted: each article once, by its text
    watch integer not null references watches (id) on delete cascade,
    article text not null, hash text not null,
    primary key (watch, article, hash)
) without rowid;

create table receipts (
    id text primary key,
    created text not null,
    answer text not null             -- the answer as JSON
) without rowid;

create table usage (                 -- what the chat model was sent and wrote, in tokens
    day text primary key,            -- in UTC
    tokens_in integer not null, tokens_out integer not null
) without rowid;

create table asked (                 -- questions behind receipts, with the limits that were set
    receipt text primary key references receipts (id) on delete cascade,
    question text not null           -- JSON: the fields of a question that state limits
) without rowid;
create table feedback (              -- what readers said of an answer
    receipt text not null references receipts (id) on delete cascade,
    kind text not null,              -- one of FEEDBACK_KINDS
    reader text not null,            -- a digest: the same reader is counted once an answer
    created text not null,
    primary key (receipt, kind, reader)
) without rowid;

create table cited (article text, hash text, primary key (article, hash)) without rowid;
create table versions (              -- what an article was when a receipt cited it
    article text not null,           -- articles.id
    hash text not null,
    title text, outlet text, published text, date_note text,
    indexed text not null,
    replaced text not null,
    text text not null,
    primary key (article, hash)
);
"""

ADDED = {
    "pages": "text not null default '[]'",
    "language": "text",
    "dates": "text not null default '[]'",
    "acronyms": "text not null default '[]'",
    "revision": "text not null default 'null'",
    "partial": "text",
}
"""The columns of `articles` that archives of earlier versions lack, some of them or all.

The next `dateline index` reads the articles anew, which fills them.
"""


def schema_statements(script: str = SCHEMA) -> Iterator[str]:
    """The statements of a script, one by one.

    `executescript` would commit the transaction that it is run in.
    """
    statement = ""
    # SQLite tells where a statement ends, whatever its remarks hold.
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""

create table meta (key text primary key, value not null) without rowid;

create table files (
    key text primary key,            -- absolute path
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
    text text not null               -- last, so that listing an archive never reads it
);
create index articles_by_file on articles (file);
create index articles_by_date on articles (published);

create table chunks (
    id integer primary key autoincrement,   -- only grows: a dead id never comes back to life
    article integer not null references articles (n) on delete cascade,
    start integer not null,
    "end" integer not null
);
create index chunks_by_article on chunks (article, start);

create table vectors (
    chunk integer primary key references chunks (id) on delete cascade,
    vector blob not null             -- float32, unit length
);

create table sentences (
    chunk integer primary key references chunks (id) on delete cascade,
    spans blob not null,             -- int32 pairs: start, end in the article
    vectors blob not null            -- per sentence: float32 scale, then int8 components
);

-- No text is kept here: an entry is deleted by giving its words again, from the article.
create virtual table words using fts5 (
    title, body, content = '', tokenize = 'porter unicode61 remove_diacritics 2'
);
create virtual table vocabulary using fts5vocab (words, 'row');

create table receipts (
    id text primary key,
    created text not null,
    answer text not null             -- the answer as JSON
) without rowid;

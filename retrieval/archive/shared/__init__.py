"""A shared archive: PostgreSQL holds the log of its commits, each machine a copy in SQLite."""

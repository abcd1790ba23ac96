"""The archive: SQLite holds the truth, a Chroma snapshot of it finds near vectors fast."""

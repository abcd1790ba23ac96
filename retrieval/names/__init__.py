"""Names and their spellings: outlets, transliterations, and the team's own `aliases.toml`.

Nothing here knows of the archive, of search or of answers, so that all of them may use it.
"""

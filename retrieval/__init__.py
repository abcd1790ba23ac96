"""Dateline's core: articles into the archive, questions into cited answers. Knows no face."""

"""Files to articles: a module a format."""

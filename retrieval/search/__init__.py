"""Search: from a question to the passages, and the sentences, that may answer it."""

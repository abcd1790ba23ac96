"""Web pages: what is seen of them, the story on them, and what they state of it."""

"""Saved watches: their commands, and what looks for them."""

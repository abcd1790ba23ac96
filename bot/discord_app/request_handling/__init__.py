"""A request on its way: its turn, the archive, the conversation, what goes out, what failed."""

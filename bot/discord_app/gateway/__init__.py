"""The connection to Discord: the client, its start and end, what goes out and who waits."""

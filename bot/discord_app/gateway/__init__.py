"""The connection to Discord: the client, its start and end, and whether it is well."""

"""Questions about the archive itself, answered from its own records: counts, lists, dates, help."""

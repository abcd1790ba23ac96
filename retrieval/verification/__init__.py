"""Whether what is quoted supports a statement: what a draft says, and what is claimed."""

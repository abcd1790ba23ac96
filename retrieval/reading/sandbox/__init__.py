"""Child processes with limits, in which strangers' bytes are parsed."""

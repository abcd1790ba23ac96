"""Real `dateline index` processes, killed, starved of disk and asked beside, many times over."""

"""What Dateline costs in time, memory and disk, each figure beside a peer's of the same run."""

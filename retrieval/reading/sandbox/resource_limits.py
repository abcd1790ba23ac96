"""How much of the machine a process of ours that reads a stranger's bytes may use."""

from __future__ import annotations


def limit_process(*, memory: int, seconds: int | None = None, files: bool = True) -> None:
    """Cap this process, where the system can do that; on Windows it can't.

    Args:
        memory: Bytes of address space.
        seconds: Seconds of work; None for no end.
        files: Whether it may write files.
    """
    try:
        import resource
    except ImportError:  # Windows: the parent's clock is the only limit there
        return
    # No core dump: it would leave the memory of a process that crashed on the disk.
    wanted = {resource.RLIMIT_AS: memory, resource.RLIMIT_CORE: 0}
    if seconds is not None:
        wanted[resource.RLIMIT_CPU] = seconds
    if not files:
        # Counts for files alone: a reply can still be written into a pipe.
        wanted[resource.RLIMIT_FSIZE] = 0
    for kind, most in wanted.items():
        try:
            # The hard limit as well, which a process without privileges can never raise again.
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):  # a system that has no such limit, or a lower one
            continue

"""What an asker limits a question to, beside its words."""

from __future__ import annotations

from dataclasses import dataclass


# A receipt keeps them by the names of these fields: one that is added needs a default.
@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a question that stand in options, or in a conversation; all may be empty.

    The fields are those of `Question`; what its own words limit it to is in `Answer.understood`.
    """

    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    outlets: tuple[str, ...] = ()
    literal: bool = False

    @property
    def narrowing(self) -> int:
        """How many of them leave articles out that would answer without them.

        The outlets of a comparison are what is asked, and words taken literally leave out none.
        """
        return sum(map(bool, (self.outlet, self.since, self.until, self.as_of)))


NO_LIMITS = Limits()

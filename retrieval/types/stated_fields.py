"""What a team states of an article that the article itself does not say, or says wrongly."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class StatedMetadata:
    """What is known of an article from its team; None where nothing was stated.

    Attributes:
        title: Its title.
        outlet: Who published it.
        author: Who wrote it.
        published: The ISO date of its publication.
        year: The year for a date that the article states without one.
    """

    # Kept in the table `stated` by these names (archive/stated_table.py): none may be renamed.
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    year: int | None = None

    def __bool__(self) -> bool:
        """Whether anything is stated."""
        return self != NOTHING

    def over(self, other: StatedMetadata) -> StatedMetadata:
        """Both together; where both say something, this one's word."""
        # By all fields there are, so that one that is added counts at once.
        mine = {field.name: getattr(self, field.name) for field in fields(self)}
        theirs = {field.name: getattr(other, field.name) for field in fields(self)}
        return StatedMetadata(
            **{name: theirs[name] if mine[name] is None else mine[name] for name in mine}
        )


# Frozen, and so fit to be everybody's default argument.
NOTHING = StatedMetadata()

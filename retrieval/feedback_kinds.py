"""What a reader can say of an answer."""

from __future__ import annotations

from typing import Literal, get_args

FeedbackKind = Literal["helpful", "outdated", "wrong citation", "wrong", "in the archive"]
"""The last is said of a refusal."""

FEEDBACK_KINDS: tuple[FeedbackKind, ...] = get_args(FeedbackKind)

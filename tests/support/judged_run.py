"""The outcomes of a small run: right, too long, wrong, refused rightly and wrongly."""

from __future__ import annotations

from support.judged import answer, citation, gold, outcome

RIGHT = answer("Lena Orsk did.", citation("Lena Orsk"))


WRONG = answer("Nobody did.", citation("Lena Orsk"))


LONG = answer("Lena Orsk did " + "so " * 60, citation("Lena Orsk"))


REFUSED = answer("The archive does not say.", found=False)


def known(key: str, type_: str = "fact"):  # type: ignore[no-untyped-def]
    return gold(key, type=type_, answers=("Orsk",), docs=("treaty",), ranked=True)


def outcomes():  # type: ignore[no-untyped-def]
    return [
        outcome(known("right"), RIGHT, "news/treaty.md", ms=1.0),
        outcome(known("long"), LONG, "other.md", "news/treaty.md", ms=2.0),
        outcome(known("wrong"), WRONG, "other.md", ms=3.0),
        outcome(known("silent"), REFUSED, "a.md", "b.md", "c.md", "d.md", "treaty.md", ms=4.0),
        outcome(gold("no", type="off-topic", refuse=True), REFUSED, ms=5.0),
        outcome(gold("yes", type="off-topic", refuse=True), RIGHT, ms=100.0),
    ]

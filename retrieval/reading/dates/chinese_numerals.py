"""Days written in Chinese numerals, `二〇一五年六月二十四日`: their parts and what they mean."""

from __future__ import annotations

_DIGITS = {digit: at for at, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_ONES = "[一二三四五六七八九]"
# Not in the middle of a numeral: "二十六月" does not begin with June.
BEGIN = f"(?<![十{''.join(_DIGITS)}\\d])"
YEAR = f"[一二][{''.join(_DIGITS)}]{{3}}"
"""Four digits, one by one: `二〇一五`"""
MONTH = f"十[一二]?|{_ONES}"
"""`六`, `十二`"""
DAY = f"三十一?|二十{_ONES}?|十{_ONES}?|{_ONES}"
"""`四`, `十四`, `二十四`, `三十一`"""


def chinese_number(words: str) -> int:
    """The number that a figure, or one of the patterns above, stands for."""
    if words.isdecimal():
        return int(words)
    # "二十四": what stands before the sign for ten, and what behind; either may be missing.
    tens, ten, ones = words.rpartition("十")
    if ten:
        return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)
    # Digit by digit, as years are written.
    return int("".join(str(_DIGITS[digit]) for digit in words))

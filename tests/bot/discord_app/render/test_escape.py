import re
import unicodedata

import pytest
from hypothesis import example, given

from bot.discord_app.render.escape import (
    BREAK,
    as_sentence,
    block_quotation,
    escape,
    one_line,
    unescaped,
)
from bot.sanitize import clean_text
from support.hostile_text import LIVE, TEXTS, without_escapes


@given(TEXTS)
@example("[a](b)\\[c](d)")
@example("\\" * 3 + "@everyone")
@example("```\n@everyone\n```")
def test_no_text_can_ping_link_or_format(text):
    left = without_escapes(escape(text))
    for pattern in LIVE:
        assert not re.search(pattern, left, re.MULTILINE | re.IGNORECASE), pattern
    assert not left.endswith("\\")


@given(TEXTS)
def test_a_reader_sees_the_text_as_it_was_but_for_hidden_characters_and_indents(text):
    seen = unescaped(escape(text))
    assert seen == re.sub(r"(?m)^[^\S\n]+", "", clean_text(text))


@given(TEXTS)
def test_no_control_or_direction_character_is_left(text):
    left = [character for character in escape(text) if character not in ("\n", BREAK)]
    assert all(unicodedata.category(character) not in ("Cc", "Cs") for character in left)
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f") & set(left)


@given(TEXTS)
def test_every_line_of_a_quotation_is_marked(text):
    assert all(line.startswith("> ") for line in block_quotation(text).split("\n"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("snake_case", "snake\\_case"),
        ("[x](https://evil.test)", "\\[x\\](https\\://evil.test)"),
        ("@everyone", f"@{BREAK}everyone"),
        ("a <@&5> b", f"a <{BREAK}@{BREAK}&5\\> b"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 \\> 2"),
        ("in 2014. Next", "in 2014. Next"),
        ("2014. Next\n 7. And\n2015.", "2014\\. Next\n7\\. And\n2015\\."),
        ("3.5 and 1.a", "3.5 and 1.a"),
        ("a well-known co-operation", "a well-known co-operation"),
        ("-# small", "\\-\\# small"),
        ("   # heading", "\\# heading"),
        ("join discord.gg/abc", "join discord\\.gg/abc"),
        ("\u202eevil", "evil"),
        ("می\u200cروم", "می\u200cروم"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("ev\u200cil", "evil"),
        ("a\rb\r\nc\u2028d", "a\nb\nc\nd"),
        ("Port\tShips", "Port \\| Ships"),
    ],
)
def test_text_is_escaped_once_and_no_more_than_needed(text, expected):
    assert escape(text) == expected


def test_a_sentence_begins_with_a_capital():
    texts = ["без изменений: 8", "8 unchanged", ""]
    assert [as_sentence(text) for text in texts] == ["Без изменений: 8", "8 unchanged", ""]


def test_one_line_joins_lines_and_cuts_at_the_limit():
    assert one_line(" a\n\n b\t c ", 20) == "a b | c"
    assert one_line("abcdef", 4) == "abc…"

import time

import pytest

from bot.discord_app.commands.asked_of_message import wanted_of_message


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Is this true?", "check"), ("is that really so??", "check"), ("True?", "check"),
        ("hey, is it true or false?", "check"), ("fact-check", "check"), ("Really?", "check"),
        ("Please check this claim!", "check"), ("can you verify this please", "check"),
        ("can you check whether this is true?", "check"), ("how true is this", "check"),
        ("tell me if that's true", "check"), ("any truth to this?", "check"),
        ("Это правда?", "check"), ("правда ли это", "check"), ("Проверь это, пожалуйста!", "check"),
        ("Бұл рас па?", "check"), ("мұны тексерші", "check"),
        ("Что у нас об этом?", "about"), ("бұл туралы не бар?", "about"), ("Thoughts?", "about"),
        ("Источник?", "sources"), ("дереккөзі қандай?", "sources"),
        ("Нет, это неправда.", "complaint"), ("бұл қате", "complaint"),
        ("Это правда, что мост открыт?", None), ("Что у нас о мосте?", None), ("точно", None),
        ("What do we have on this?", "about"), ("did we report this", "about"),
        ("Anything on that?", "about"), ("and what about this?", "about"),
        ("who else reported this story?", "about"), ("have we covered this?", "about"),
        ("tell us more about this", "about"),
        ("Source?", "sources"), ("any source for this?", "sources"), ("says who?", "sources"),
        ("where is that from?", "sources"), ("What are your sources?", "sources"),
        ("You're wrong.", "complaint"), ("no, that’s not true!", "complaint"),
        ("wrong answer", "complaint"),
        ("Is this true for the ferry as well?", None), ("Is the bridge open?", None),
        ("check the ferry", None), ("What do we have on the ferry?", None),
        ("Who reported the strike?", None), ("What about Belarus?", None),
        ("What went wrong at the dam?", None), ("", None), ("👍", None),
    ],
)  # fmt: skip
def test_what_speaks_of_a_message_alone_is_told_from_a_question(text, wanted):
    assert wanted_of_message(text) == wanted


@pytest.mark.parametrize("words", ["ok, ", "what do we have on ", "please ", "can you ", "this "])
def test_a_strange_text_takes_no_longer(words):
    began = time.perf_counter()
    wanted_of_message(words * 400)
    assert time.perf_counter() - began < 0.5

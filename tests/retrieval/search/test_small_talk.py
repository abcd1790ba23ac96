"""Small talk is told from questions, whatever else is said."""

import time

import pytest

from retrieval.search.small_talk import small_talk


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("hello", "hello"),
        ("Hi!", "hello"),
        ("Good morning, Dateline.", "hello"),
        ("hey there, how are you?", "hello"),
        ("Привет!", "hello"),
        ("сәлем", "hello"),
        ("Қайырлы таң!", "hello"),
        ("саламатсыздар ма", "hello"),
        ("Саламатсыз ба?", "hello"),
        ("ассалаумағалейкум", "hello"),
        ("доброго времени суток", "hello"),
        ("你好！", "hello"),
        ("thanks", "thanks"),
        ("Thank you very much!", "thanks"),
        ("ok, thanks a lot", "thanks"),
        ("Thanks, that helps", "thanks"),
        ("спасибо", "thanks"),
        ("thanks 👍", "thanks"),
        ("ok", "ok"),
        ("Got it.", "ok"),
        ("lol ok", "ok"),
        ("Great, got it!", "ok"),
        ("👍 nice", "ok"),
        ("hello? are you there?", "hello"),
        ("How are you?", "hello"),
        ("help", "help"),
        ("/help", "help"),
        ("Hi Dateline, can you help me?", "help"),
        ("could you please help us out", "help"),
        ("?", "help"),
        ("Help me, please!", "help"),
        ("Hello! What can you do?", "help"),
        ("Are you a bot?", "help"),
        ("who are you", "help"),
        ("What is Dateline?", "help"),
        ("How does this work?", "help"),
        ("What can I ask you?", "help"),
        ("What questions can you answer?", "help"),
        ("Thank you, that was very helpful!", "thanks"),
        ("thx bro", "thanks"),
        ("great answer, thanks", "thanks"),
        ("That’s really useful.", "thanks"),
        ("who made you?", "help"),
        ("who are you and what can you do?", "help"),
        ("can you help me with something?", "help"),
        ("how can you help me?", "help"),
        ("tell me a joke", "help"),
        ("What's your name?", "help"),
        ("bonjour", "hello"),
        ("Hello, my friend!", "hello"),
        ("кто ты?", "help"),
        ("Как тебя зовут?", "help"),
        ("как дела?", "hello"),
        ("спасибо за ответ", "thanks"),
        ("сен кімсің?", "help"),
        ("жауабыңызға рахмет", "thanks"),
        ("Who made the statement?", None),
        ("Who made it?", None),
        ("Who are they?", None),
        ("Can you help me find what Nazarbayev said?", None),
        ("What can the SCO do?", None),
        ("What can the WHO do?", None),
        ("Who are the Taliban?", None),
        ("Who can help?", None),
        ("Was that helpful?", None),
        ("Thanks, and who paid for it?", None),
        ("What do you know about Iran?", None),
        ("Tell me about this", None),
        ("Did you help the farmers?", None),
        ("кто такие талибы?", None),
        ("Как дела в экономике?", None),
        ("Спасибо Назарбаеву", None),
        ("Hello Kitty sales in Japan", None),
        ("Thanks to whom was the harbour saved?", None),
        ("Who did the council thank?", None),
        ("Did the army help?", None),
        ("Help for farmers in 2015", None),
        ("Who are the members?", None),
        ("What can the council do?", None),
        ("How does the fund work?", None),
        ("How many articles do you have?", None),
        ("hi, who chairs the council?", None),
        ("Can you help the farmers?", None),
        ("Is the bridge all right?", None),
        ("No deal on the ferry", None),
        ("Was the test good?", None),
        ("👍", None),
    ],
)
def test_small_talk_is_told_from_questions(text: str, wanted: str | None) -> None:
    assert small_talk(text) == wanted


@pytest.mark.parametrize("word", ["ok ", "thanks ", "hello, ", "👍", "what can you ", "- "])
def test_a_strange_text_takes_no_longer(word: str) -> None:
    began = time.perf_counter()
    small_talk(word * 400)
    small_talk(f"{word * 400} council")
    assert time.perf_counter() - began < 0.5

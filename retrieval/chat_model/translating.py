"""Quotations in another language by a chat model; nothing that it writes is believed here."""

from __future__ import annotations

from collections.abc import Mapping

from retrieval.chat_model.budget import LimitedChatModel
from retrieval.chat_model.meter import Meter
from retrieval.chat_model.prompting import NUMBERED_LINE, ask_model

NAMES = {"en": "English", "ru": "Russian", "kk": "Kazakh"}
"""What the model is told each language is called."""


def translate(
    chat: LimitedChatModel, quotations: Mapping[int, str], language: str, meter: Meter
) -> dict[int, str]:
    """The model's translation of each quotation, by its number; one that it leaves out is missing.

    Args:
        chat: The chat model and its limits.
        quotations: What is to be translated, by number.
        language: Into which language, by its ISO code.
        meter: Counts the tokens.

    Raises:
        OutOfTokens: The limits leave no room for it.
        TimeoutError: It took longer than it may.
        Exception: Whatever the provider's client raises; the caller does without it.
    """
    # One line a quotation, since the reply is read line by line.
    lines = "\n".join(f"{number}. {' '.join(text.split())}" for number, text in quotations.items())
    reply = ask_model(chat, meter, "translate", None, language=NAMES[language], quotations=lines)
    written = {int(number): line.strip() for number, line in NUMBERED_LINE.findall(reply.text)}
    if not reply.whole and written:
        del written[max(written)]  # where it breaks off it may say another thing
    return {number: text for number, text in written.items() if number in quotations}

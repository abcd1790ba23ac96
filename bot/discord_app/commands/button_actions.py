"""What the buttons under an answer do: show its sources, ask again, note a word on it, export.

Each asks the archive at the press what of the answer still stands: nothing removed is shown.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from bot.discord_app.commands.answering import OPTIONS, answer_here
from bot.discord_app.commands.watch_commands import save_watch
from bot.discord_app.components.answer_buttons import narrower_view
from bot.discord_app.components.answer_sources import show_sources
from bot.discord_app.components.answer_translation import translation_post
from bot.discord_app.components.modals import Field, Form
from bot.discord_app.context import context_of
from bot.discord_app.render.answer_pages import recalled_numbers
from bot.discord_app.render.escape import escape
from bot.discord_app.render.messages import Post, text_post
from bot.discord_app.request_handling.archive_executor import in_archive
from bot.discord_app.request_handling.delivery import respond, say
from bot.text import date_words
from retrieval.archive.reader_feedback import asked_before, save_report
from retrieval.archive.watches import WatchLimits
from retrieval.errors import UsageError
from retrieval.messages import gettext, gettext_noop
from retrieval.receipts.receipts import find_receipt
from retrieval.redaction import redacted
from retrieval.types import Question

if TYPE_CHECKING:
    from bot.discord_app.interaction import Interaction
    from retrieval.archive.store import Archive
    from retrieval.feedback_kinds import FeedbackKind
    from retrieval.types import Recalled

NARROW = gettext_noop(
    "Ask the same question of fewer articles. Only you see the answer, until you share it."
)
AROUND = gettext_noop(
    "The newest source here is from {day}. *Newer* asks only of articles published after that "
    "day, *Older* only of those before it."
)
THANKS: dict[FeedbackKind, str] = {
    "helpful": gettext_noop("Thank you. Your vote is counted: this answer helped."),
    "wrong": gettext_noop(
        "Thank you. Those who look after Dateline will read what is wrong with this answer."
    ),
    "wrong citation": gettext_noop(
        "Thank you. Those who look after Dateline will read what is wrong with that citation."
    ),
    "outdated": gettext_noop("Thank you. Your vote is counted: this answer is outdated."),
    "in the archive": gettext_noop(
        "Thank you. Those who look after Dateline will read where to find it."
    ),
}
COUNTED = gettext_noop("Thank you. Your vote is counted: this answer is wrong.")
NO_CITATION = gettext_noop("It has no citation {number}; to name another, press the button again.")
SAID = gettext_noop("You have already said so. Thank you.")
EXPIRED = gettext_noop("Dateline no longer has this answer on record. Ask the question again.")
UNDATED = gettext_noop(
    "No source of this answer has a date, so there is nothing newer or older to ask of."
)
EXPORTED = gettext_noop("The answer in Markdown, with its references.")

# Forms. The names of these fields stand in the remark that is kept: "wrong: ...; right: ...". For a
# citation, which has its article's number here, it names the quotations by those of the receipt.
_WRONG = (
    Field(
        "citation",
        gettext_noop("Number of the wrong citation, if it is one"),
        gettext_noop("for example 2"),
    ),
    Field("wrong", gettext_noop("What is wrong?"), long=True),
    Field("right", gettext_noop("What is right, if you know?"), long=True),
)
_HELD = (
    Field(
        "where",
        gettext_noop("Where is it?"),
        gettext_noop("a title, an outlet, a day, or a link"),
        required=True,
    ),
)
# "2", "[2]", "1 and 3"
_NUMBER = re.compile(r"\d+")
_DAY = gettext_noop("2016, 2016-11 or 2016-11-03")
# Named as the fields of a question.
_LIMITS = (
    Field("since", gettext_noop("Only articles from this day on"), _DAY),
    Field("until", gettext_noop("Only articles up to this day"), _DAY),
    Field("outlet", gettext_noop("Only articles of this outlet")),
    Field("as_of", gettext_noop("As it was known on this day"), _DAY),
)


async def handle_button(interaction: Interaction, does: str, key: str) -> None:
    """Do what the button is for.

    Raises:
        DatelineError: It can't be done; the message says why.
        discord.HTTPException: Discord did not take what was to be shown.
    """
    # Only the last branch defers here: a form must be the first response to a press, and with the
    # first response it is settled whether an answer is private.
    if does == "narrow":
        await _narrow(interaction, key)
    elif does in ("wrong", "held", "limits"):
        await interaction.response.send_modal(_form(does, key))
    elif does in ("newer", "older"):
        await _ask_around(interaction, key, newer=does == "newer")
    elif does == "free":
        await _ask_again(interaction, key, _unlimited, private=_under_private(interaction))
    elif does == "share":
        await _ask_again(interaction, key, lambda asked: asked)
    elif does == "watch":
        await _watch(interaction, key)
    # The last two stand under answers of earlier versions only.
    elif does in ("sources", "quotes", "verify"):
        await show_sources(interaction, key, EXPIRED)
    else:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await respond(interaction, await _post(interaction, does, key), private=True)


def _form(does: str, key: str) -> Form:
    async def wrong(interaction: Interaction, written: Mapping[str, str]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        recalled = await asyncio.to_thread(context_of(interaction).recall, key)
        kind, told = _complaint(recalled, written)
        post = await _noted(interaction, key, kind, told)
        # Kept as it was written; but whoever wrote it can still name the right one.
        if kind == "wrong" and recalled and (named := written["citation"]):
            more = gettext(NO_CITATION).format(number=escape(named))
            post = replace(post, pages=(f"{post.pages[0]} {more}",))
        await respond(interaction, post, private=True)

    async def held(interaction: Interaction, written: Mapping[str, str]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        post = await _noted(interaction, key, "in the archive", written["where"])
        await respond(interaction, post, private=True)

    async def limits(interaction: Interaction, written: Mapping[str, str]) -> None:
        # Whether days are days is looked at where the question is asked.
        set_now: dict[str, Any] = {name: text for name, text in written.items() if text}
        labels = {field.name: f"*{gettext(field.label)}*" for field in _LIMITS}
        await _ask_again(
            interaction, key, lambda asked: replace(asked, **set_now), private=True, labels=labels
        )

    forms = {
        "wrong": (gettext_noop("What is wrong with this answer?"), _WRONG, wrong),
        "held": (gettext_noop("It is in the archive"), _HELD, held),
        "limits": (gettext_noop("Ask it of fewer articles"), _LIMITS, limits),
    }
    return Form(*forms[does])


async def _post(interaction: Interaction, does: str, key: str) -> Post:
    if does == "translate":
        return await translation_post(interaction, key, EXPIRED)
    if does == "export":
        return await in_archive(context_of(interaction), lambda archive: _exported(archive, key))
    # Votes without a form are left: 👍, and *Outdated* under answers of earlier versions.
    kind: FeedbackKind = "helpful" if does == "helpful" else "outdated"
    return await _noted(interaction, key, kind)


def _complaint(recalled: Recalled | None, written: Mapping[str, str]) -> tuple[FeedbackKind, str]:
    """What is wrong with an answer, as it is kept: a citation by its numbers in the receipt.

    A number that the answer does not have stays as it was written.
    """
    quoted = _quotations(recalled, written["citation"]) if recalled else ""
    told = {"quotation": quoted, **written, "citation": "" if quoted else written["citation"]}
    remark = "; ".join(f"{name}: {text}" for name, text in told.items() if text)
    return "wrong citation" if quoted else "wrong", remark


def _quotations(recalled: Recalled, named: str) -> str:
    """The quotations that are shown under the numbers named, or nothing where one is of none."""
    shown = recalled_numbers(recalled)
    meant = {int(number) for number in _NUMBER.findall(named)}
    known = meant <= set(shown.values())
    return ", ".join(str(number) for number, at in shown.items() if known and at in meant)


async def _noted(interaction: Interaction, key: str, kind: FeedbackKind, remark: str = "") -> Post:
    # The archive keeps a digest of it, and not the id.
    reader = str(interaction.user.id)

    def work(archive: Archive) -> Post:
        try:
            new = save_report(archive, key, kind, reader, remark)
        except UsageError:
            return text_post(EXPIRED)
        # The form of a vote against may be sent empty.
        thanks = COUNTED if kind == "wrong" and not remark else THANKS[kind]
        return text_post(thanks if new else SAID)

    return await in_archive(context_of(interaction), work)


def _exported(archive: Archive, key: str) -> Post:
    from retrieval.receipts.markdown_export import as_markdown

    try:
        # Is there a receipt at all? `as_markdown` also fails where nothing of the answer stands.
        find_receipt(archive, key)
    except UsageError:
        return text_post(EXPIRED)
    text = redacted(as_markdown(archive, key, paths=False, by_article=True))
    return Post((gettext(EXPORTED),), file=text, file_name=f"dateline-{key}.md")


async def _narrow(interaction: Interaction, key: str) -> None:
    """Offer the ways of asking it of fewer articles; around a day only where there is one."""
    day = _newest_day(await asyncio.to_thread(context_of(interaction).recall, key))
    around = [gettext(AROUND).format(day=date_words(day))] if day else []
    text = " ".join([gettext(NARROW), *around])
    view = narrower_view(key, dated=day is not None)
    await interaction.response.send_message(text, view=view, ephemeral=True)


def _newest_day(recalled: Recalled | None) -> str | None:
    """The newest day on which something cited that still stands was published."""
    cited = recalled.citations if recalled else ()
    # ISO dates compare as text.
    return max((one.published for one in cited if one.published), default=None)


async def _ask_around(interaction: Interaction, key: str, *, newer: bool) -> None:
    """Ask the same question of what was published after, or before, the newest cited day."""
    recalled = await asyncio.to_thread(context_of(interaction).recall, key)
    day = _newest_day(recalled)
    if day is None:
        await say(interaction, EXPIRED if recalled is None else UNDATED)
        return
    await _ask_again(interaction, key, lambda asked: _moved(asked, day, newer=newer), private=True)


async def _ask_again(
    interaction: Interaction,
    key: str,
    changed: Callable[[Question], Question],
    *,
    private: bool = False,
    labels: Mapping[str, str] = OPTIONS,
) -> None:
    """Ask the question of an answer again, changed; a quick look-up, the question itself defers."""
    question = await _question_of(interaction, key)
    if question is not None:
        await answer_here(interaction, changed(question), private=private, labels=labels)


async def _question_of(interaction: Interaction, key: str) -> Question | None:
    """The question of an answer; None, and that is said, where it is no longer on record."""
    try:
        # Nothing is deferred yet, so this must not take long.
        return await in_archive(context_of(interaction), lambda archive: asked_before(archive, key))
    except UsageError:
        await say(interaction, EXPIRED)
        return None


async def _watch(interaction: Interaction, key: str) -> None:
    """Watch in this channel for what a refusal was asked."""
    question = await _question_of(interaction, key)
    if question is None:
        return
    private = _under_private(interaction)
    limits = WatchLimits(question.outlet, question.since, question.until, question.as_of)
    await save_watch(interaction, question.text, limits, private=private)


def _under_private(interaction: Interaction) -> bool:
    """Whether the button stands under what only its reader sees; so must what comes of it."""
    return bool(interaction.message and interaction.message.flags.ephemeral)


def _unlimited(question: Question) -> Question:
    """The question by its words alone; of a comparison the topic, asked of every outlet."""
    if question.form == "compare":
        return Question(question.text, literal=True)
    return replace(question, outlet=None, since=None, until=None, as_of=None, literal=True)


def _moved(question: Question, day: str, *, newer: bool) -> Question:
    """The question, asked of the days after `day` or before it."""
    # A span holds the days that it is named by, so this one lies beside `day`. Limits of time that
    # the question had give way.
    beside = (date.fromisoformat(day) + timedelta(days=1 if newer else -1)).isoformat()
    since, until = (beside, None) if newer else (None, beside)
    return replace(question, since=since, until=until)

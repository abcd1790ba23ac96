"""The commands that ask: a question, a timeline, a comparison, the check of a claim; and help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands

from bot.discord_app.commands import autocomplete
from bot.discord_app.commands.answering import answer_here
from bot.discord_app.commands.command_options import AnyCommand, given
from bot.discord_app.render.messages import text_post
from bot.discord_app.request_handling.delivery import say
from retrieval.messages import gettext_noop
from retrieval.types import Question

if TYPE_CHECKING:
    from bot.discord_app.interaction import Interaction

LONGEST = 2000  # Discord's own limit for a message
Asked = app_commands.Range[str, 1, LONGEST]
"""What is asked; as long as a message may be, so that Discord itself refuses more."""

PRIVATE = gettext_noop("Show the answer only to you")

# A backslash at the end of a line joins it to the next: Discord would show the line end.
HELP = gettext_noop(
    """\
**Ask**
`/ask` a question in your own words: *What did the ministers agree on in December 2014?* \
Name an outlet, a date, a span or “the latest” in it, or set them as options.
`/timeline` what happened when · `/compare` what two outlets report · `/check` whether a claim holds
Or mention Dateline in a message; reply to one of its answers, or open a thread under it, to ask on.
A right click on a message (*Apps*) offers *Check this claim*, *Ask about this* and \
*Add to archive*.

**Read the answer**
Each sentence is cited: **[1]** is the first article listed below it; its link opens at the \
sentence, *Read* shows an article that has no link. *Sources* shows the words cited, what stands \
around them, and whether they stand there still. *Narrow* asks the same of fewer articles; \
only you see the answer. 👍 and 👎 tell those who look after Dateline.
Where the archive holds no answer, Dateline says so, and what comes nearest. It never answers \
from anything else.

**The archive**
`/articles` lists what it holds · `/status` counts it · `/feeds list` shows the feeds followed
`/watch add` posts new articles on a topic in the channel, as they arrive
With the role for it: `/index`, `/feeds add`, `/feeds refresh`, `/reindex`, `/remove`\
"""
)


@app_commands.command(
    name="ask",
    description=gettext_noop("Ask the article archive. Every sentence of an answer is cited."),
)
@app_commands.describe(
    question=gettext_noop("What you want to know"),
    outlet=gettext_noop("Only articles of this outlet"),
    since=gettext_noop("Only articles from this date on (2016, 2016-11 or 2016-11-03)"),
    until=gettext_noop("Only articles up to this date (2016, 2016-11 or 2016-11-03)"),
    as_of=gettext_noop(
        "Answer as of this date: only what was published by then (2016, 2016-11 or 2016-11-03)"
    ),
    literal=gettext_noop(
        "Take the question by its words alone: no outlet or date in it is a limit"
    ),
    private=PRIVATE,
)
@app_commands.autocomplete(outlet=autocomplete.outlets)
async def ask(
    interaction: Interaction,
    question: Asked,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
    as_of: str | None = None,
    literal: bool = False,  # noqa: FBT001, FBT002 - an option of the command
    private: bool = False,  # noqa: FBT001, FBT002 - an option of the command
) -> None:
    """Answer a question from the archive."""
    asked = Question(
        text=question.strip(),
        outlet=given(outlet),
        since=given(since),
        until=given(until),
        as_of=given(as_of),
        literal=literal,
    )
    await answer_here(interaction, asked, private=private)


@app_commands.command(
    name="timeline", description=gettext_noop("What happened when, in order, each cited.")
)
@app_commands.describe(topic=gettext_noop("What it is about"), private=PRIVATE)
async def timeline(
    interaction: Interaction,
    topic: Asked,
    private: bool = False,  # noqa: FBT001, FBT002 - an option of the command
) -> None:
    """The dated sentences on a topic, in order."""
    await answer_here(interaction, Question(topic.strip(), form="timeline"), private=private)


@app_commands.command(
    name="compare",
    description=gettext_noop(
        "What two outlets report: where they differ, where they agree, what only one says."
    ),
)
@app_commands.describe(
    topic=gettext_noop("What it is about"),
    outlet_a=gettext_noop("One outlet"),
    outlet_b=gettext_noop("The other outlet"),
    private=PRIVATE,
)
@app_commands.autocomplete(outlet_a=autocomplete.outlets, outlet_b=autocomplete.outlets)
async def compare(
    interaction: Interaction,
    topic: Asked,
    outlet_a: str,
    outlet_b: str,
    private: bool = False,  # noqa: FBT001, FBT002 - an option of the command
) -> None:
    """What two outlets report on a topic."""
    asked = Question(topic.strip(), form="compare", outlets=(outlet_a.strip(), outlet_b.strip()))
    await answer_here(interaction, asked, private=private)


@app_commands.command(
    name="check",
    description=gettext_noop("Whether the archive supports a claim or contradicts it."),
)
@app_commands.describe(claim=gettext_noop("One statement that may be true or not"), private=PRIVATE)
async def check(
    interaction: Interaction,
    claim: Asked,
    private: bool = False,  # noqa: FBT001, FBT002 - an option of the command
) -> None:
    """Check a claim against the archive."""
    await answer_here(interaction, Question(claim.strip(), form="check"), private=private)


@app_commands.command(name="help", description=gettext_noop("What you can ask, and what you get."))
async def show_help(interaction: Interaction) -> None:
    """What can be asked."""
    # It fits into one message in every language.
    await say(interaction, text_post(HELP).pages[0])


COMMANDS: tuple[AnyCommand, ...] = (ask, timeline, compare, check, show_help)

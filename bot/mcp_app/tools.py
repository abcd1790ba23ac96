"""The tools: what the commands of the same names do, for a program that asks.

Each hands over the text that the command line shows, and the same as data. A refusal is a
result, not an error; an error is one sentence that says what to do next.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Annotated, Any, ParamSpec, TypedDict

from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import CallToolResult, TextContent
from pydantic import AfterValidator, Field

from bot.conversation import name_key
from bot.mcp_app.results import (
    Answered,
    Checked,
    Listed,
    Listing,
    Passages,
    Shown,
    fitted,
)
from bot.question_service import QuestionService
from bot.render import answer_text, plain_text
from bot.render_archive import article_text, listing_text, verified_text
from bot.render_json import (
    answer_json,
    article_json,
    listing_json,
    passages_json,
    verified_json,
)
from bot.render_passages import passage_lines
from bot.text import without_controls
from retrieval.archive.browsing import listing
from retrieval.errors import DatelineError
from retrieval.receipts.receipts import find_receipt, verify_receipt
from retrieval.redaction import redacted
from retrieval.typed_days import first_day, last_day
from retrieval.types import Question

MOST_SHOWN = 20_000
"""Characters of an article that one call gives unless it asks for more."""

MOST_LISTED = 500  # articles; clients hand the whole list to a model

WIDE = 200
"""Columns of the list of articles: no screen cuts it off."""

P = ParamSpec("P")


class Limits(TypedDict, total=False):
    """What of the archive may be used."""

    outlet: str | None
    since: str | None
    until: str | None
    as_of: str | None


# The schema tells clients the form; what is wrong is told by the check, in words.
_FORM = Field(json_schema_extra={"pattern": r"^\d{4}(-\d{2}){0,2}$"})  # "2015-06-04", "2015"
_First = Annotated[str, _FORM, AfterValidator(first_day)]
_Last = Annotated[str, _FORM, AfterValidator(last_day)]

Outlet = Annotated[str | None, Field(description="Only articles of this outlet.")]
Since = Annotated[_First | None, Field(description="Only what was published on this day or after.")]
Until = Annotated[_Last | None, Field(description="Only what was published on this day or before.")]
AsOf = Annotated[_Last | None, Field(description="Answer with what was published by this day.")]
Name = Annotated[str, Field(description="The article's id (as citations give it) or its source.")]


def _told(tool: Callable[P, Awaitable[CallToolResult]]) -> Callable[P, Awaitable[CallToolResult]]:
    """`tool`, with an error that a user may read as the tool's own, without secrets."""

    @wraps(tool)
    async def run(*args: P.args, **kwargs: P.kwargs) -> CallToolResult:
        try:
            return await tool(*args, **kwargs)
        except DatelineError as error:
            raise ToolError(without_controls(redacted(str(error)))) from error

    # The annotations are read where they were written.
    run.__annotations__ = inspect.get_annotations(tool, eval_str=True)
    run.__signature__ = inspect.signature(tool, eval_str=True)  # type: ignore[attr-defined]
    return run


@dataclass(frozen=True, slots=True)
class Tools:
    """The tools over a question service; each method's docstring is what a model reads of it."""

    service: QuestionService

    def all(self) -> Sequence[Callable[..., Awaitable[CallToolResult]]]:
        """Every tool, ready to be offered."""
        tools = (
            self.ask, self.search, self.show, self.articles,
            self.timeline, self.compare, self.check, self.verify,
        )  # fmt: skip
        return [_told(tool) for tool in tools]

    async def ask(
        self,
        question: Annotated[str, Field(description="A question in words.")],
        outlet: Outlet = None,
        since: Since = None,
        until: Until = None,
        as_of: AsOf = None,
        earlier: Annotated[
            list[str], Field(description="The questions before it, oldest first, for a follow-up.")
        ] = [],  # noqa: B006 - read only
    ) -> Annotated[CallToolResult, Answered]:
        """Answer a question from the team's own article archive.

        Every sentence of the answer carries citations: exact quotations, checked against the
        stored articles. With `found` false the archive holds no answer: say so, and show the
        `nearest` quotations rather than an answer of your own.
        """
        asked = Question(question, outlet=outlet, since=since, until=until, as_of=as_of)
        return await self._answer(asked, earlier)

    async def search(
        self,
        query: Annotated[str, Field(description="What to look for, in words.")],
        outlet: Outlet = None,
        since: Since = None,
        until: Until = None,
        as_of: AsOf = None,
        k: Annotated[int, Field(ge=1, le=100, description="How many passages.")] = 8,
    ) -> Annotated[CallToolResult, Passages]:
        """The passages of the archive nearest to a query, best first, without an answer."""
        asked = Question(query, outlet=outlet, since=since, until=until, as_of=as_of, k=k)
        passages, coverage, ms = await self.service.search(asked)
        found = passages_json(asked, passages, coverage, ms)
        return _result(plain_text(passage_lines(passages)), fitted(Passages, found))

    async def show(
        self,
        article: Name,
        start: Annotated[int, Field(ge=0, description="The first character to give.")] = 0,
        end: Annotated[int | None, Field(description="The character to end before.")] = None,
    ) -> Annotated[CallToolResult, Shown]:
        """An article's text as it is stored, which the offsets of citations count in."""
        held = self.service.archive.article(article)
        if held is None:
            raise ToolError(f"No article is called {article!r}; the tool `articles` lists them.")
        line = listing(self.service.archive, held.id)
        characters = len(held.text)
        # Beyond the end of the text nothing is wrong: it is empty there.
        first = min(start, characters)
        last = min(first + MOST_SHOWN if end is None else max(end, first), characters)
        part = held.text[first:last]
        place = {"characters": characters, "start": first, "end": last, "text": part}
        shown = {**article_json(held, line), **place}
        # The head alone: an article's own text stands below its first empty line.
        head = article_text(held, line).partition("\n\n")[0]
        text = f"{head}\nCharacters {first}-{last} of {characters}\n\n{without_controls(part)}"
        return _result(text, fitted(Shown, shown))

    async def articles(
        self,
        outlet: Outlet = None,
        since: Since = None,
        until: Until = None,
        limit: Annotated[int, Field(ge=1, le=MOST_LISTED)] = 100,
        offset: Annotated[int, Field(ge=0, description="How many to pass over.")] = 0,
    ) -> Annotated[CallToolResult, Listing]:
        """List the articles held, newest first."""
        # ISO days compare as texts. An undated article is out as soon as there is a limit.
        held = [
            one
            for one in self.service.archive.listings()
            if (outlet is None or name_key(one.outlet or "") == name_key(outlet))
            and (since is None or (one.published or "") >= since)
            and (until is None or (one.published is not None and one.published <= until))
        ]
        some = held[offset : offset + limit]
        # Only the fields that `Listed` names go out.
        listed = fitted(dict[str, list[Listed]], listing_json(some))
        result: Listing = {"articles": listed["articles"], "total": len(held), "offset": offset}
        return _result(f"{listing_text(some, WIDE)} {len(held)} in all.", result)

    async def timeline(
        self,
        topic: Annotated[str, Field(description="A topic in words.")],
        outlet: Outlet = None,
        since: Since = None,
        until: Until = None,
        as_of: AsOf = None,
    ) -> Annotated[CallToolResult, Answered]:
        """What happened when: dated sentences on a topic in order, each an exact quotation."""
        within: Limits = {"outlet": outlet, "since": since, "until": until, "as_of": as_of}
        return await self._answer(Question(topic, form="timeline", **within))

    async def compare(
        self,
        topic: Annotated[str, Field(description="A topic in words.")],
        outlets: Annotated[
            list[str], Field(min_length=2, max_length=8, description="The outlets to compare.")
        ],
        since: Since = None,
        until: Until = None,
        as_of: AsOf = None,
    ) -> Annotated[CallToolResult, Answered]:
        """Where two or more outlets differ and agree on a topic, and what only one says, quoted."""
        within: Limits = {"since": since, "until": until, "as_of": as_of}
        return await self._answer(Question(topic, form="compare", outlets=tuple(outlets), **within))

    async def check(
        self,
        claim: Annotated[str, Field(description="A claim, in up to six sentences.")],
        outlet: Outlet = None,
        since: Since = None,
        until: Until = None,
        as_of: AsOf = None,
    ) -> Annotated[CallToolResult, Answered]:
        """Whether the archive supports a claim, contradicts it, or holds nothing on it.

        `verdict` is "supported", "contradicted" or "not in the archive"; of several sentences
        each has its own in `parts`.
        """
        within: Limits = {"outlet": outlet, "since": since, "until": until, "as_of": as_of}
        return await self._answer(Question(claim, form="check", **within))

    async def verify(
        self, receipt: Annotated[str, Field(description="The receipt of an earlier answer.")]
    ) -> Annotated[CallToolResult, Checked]:
        """Whether the citations of an earlier answer still stand as they were shown."""
        kept = find_receipt(self.service.archive, receipt)
        verified = verify_receipt(self.service.archive, kept)
        text = redacted(verified_text(kept, verified))
        return _result(text, fitted(Checked, verified_json(kept, verified)))

    async def _answer(self, question: Question, earlier: Sequence[str] = ()) -> CallToolResult:
        # What differs between the forms is in the question.
        answer = await self.service.ask(question, earlier)
        return _result(answer_text(answer), fitted(Answered, answer_json(answer)))


def _result(text: str, data: Mapping[str, Any]) -> CallToolResult:
    content = TextContent(type="text", text=text)
    # Twice the same: clients without structured content show the text, others read the data.
    return CallToolResult(content=[content], structured_content=dict(data))

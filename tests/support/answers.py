"""Values that the tests of the faces share: two articles, an answer from them, a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from hypothesis import strategies as st

from bot.conversation import Core
from retrieval.types import (
    Answer,
    Article,
    ArticleListing,
    Change,
    Citation,
    Coverage,
    Failure,
    IndexReport,
    Passage,
    Question,
    Statement,
)

ANY_TEXT = st.text(st.characters())  # lone surrogates too

TEXT = (
    "GENEVA, June 4. The harbour council met on Thursday.\n\n"
    + "It heard reports on dredging, on the winter timetable and on the new cranes. " * 6
    + "\n\nFerries to Orlin will run hourly from Monday, the council said. "
    + "Fares stay as they are. Tickets are sold on board and at the quay.\n\n"
    + "The next meeting is in July, after the summer timetable has come into force. " * 8
)
ARTICLE = Article(
    id="3f2a9c41",
    source="articles/ferries.md",
    text=TEXT,
    hash=sha256(TEXT.encode()).hexdigest(),
    title="Hourly ferries to Orlin",
    outlet="Harbour Gazette",
    author="A. Lind",
    published="2015-06-04",
    published_how="metadata",
)
UNDATED = Article(
    id="77b0d2e8",
    source="wire.jsonl#12",
    text="Fares rose by 5 percent. Nobody was pleased.",
    hash=sha256(b"Fares rose by 5 percent. Nobody was pleased.").hexdigest(),
    title="Fares rise",
    outlet="北方通讯社",
    date_note="4 June (year not stated)",
    url="https://example.test/fares/2015/a-long-address?with=a&query=string",
)
FERRIES = "Ferries to Orlin will run hourly from Monday, the council said."
FARES = "Fares rose by 5 percent."


def cite(number: int, article: Article, quote: str) -> Citation:
    """The citation of `quote` in `article`."""
    start = article.text.index(quote)
    return Citation(
        number, article.id, article.source, article.title, article.outlet, article.published,
        article.date_note, article.url, article.hash, start, start + len(quote), quote,
    )  # fmt: skip


def passage(article: Article, start: int = 0, end: int = 900, score: float = 0.83) -> Passage:
    """A stretch of `article`."""
    end = min(end, len(article.text))
    return Passage(
        article.id, article.hash, article.source, article.title, article.outlet,
        article.published, article.date_note, article.url, start, end, article.text[start:end],
        score,
    )  # fmt: skip


def listing(article: Article) -> ArticleListing:
    """`article` in the list of articles held."""
    return ArticleListing(
        article.id, article.source, article.title, article.outlet, article.author,
        article.published, article.published_how, article.date_note, article.url, article.hash,
        len(article.text), 2, "2026-01-02T03:04:05Z",
    )  # fmt: skip


COVERAGE = Coverage(articles=2, first="2015-06-04", last="2015-06-04", undated=1)

EXTRACTIVE = Answer(
    asked="When do ferries run?",
    question="When do ferries run?",
    found=True,
    text=f"{FERRIES} [1] {FARES} [2]",
    mode="extractive",
    statements=(Statement(FERRIES, (1,)), Statement(FARES, (2,))),
    citations=(cite(1, ARTICLE, FERRIES), cite(2, UNDATED, FARES)),
    passages=(passage(ARTICLE), passage(UNDATED)),
    coverage=COVERAGE,
    receipt="r-5d41",
    ms=31.4159,
    id="q1",
)
MODEL = Answer(
    asked="And what do they cost?",
    question="What do ferries to Orlin cost?",
    found=True,
    text="Orlin's ferries go every hour from Monday. [1] Fares are up 5 percent. [1][2]",
    mode="model",
    statements=(
        Statement("Orlin's ferries go every hour from Monday.", (1,)),
        Statement("Fares are up 5 percent.", (1, 2)),
    ),
    citations=(cite(1, ARTICLE, FERRIES), cite(2, UNDATED, FARES)),
    passages=(passage(ARTICLE),),
    coverage=COVERAGE,
    notes=("Read as: What do ferries to Orlin cost?",),
    ms=1200.0,
)
REFUSAL = Answer(
    asked="Who won the regatta?",
    question="Who won the regatta?",
    found=False,
    text="Not in the archive. I searched 2 articles dated 4 June 2015 (1 undated).",
    mode="extractive",
    statements=(),
    citations=(),
    passages=(passage(ARTICLE), passage(UNDATED)),
    coverage=COVERAGE,
    nearest=(cite(1, ARTICLE, FERRIES), cite(2, UNDATED, FARES)),
)
HELP = Answer(
    asked="hello",
    question="hello",
    found=True,
    text="Ask about the articles in the archive.\nFor example: What is new this week?",
    mode="help",
    statements=(),
    citations=(),
    passages=(),
    coverage=COVERAGE,
)
RECORDS = replace(
    EXTRACTIVE,
    asked="What do you have on ferries?",
    question="What do you have on ferries?",
    text=f"2 articles tell of ferries. {FERRIES} [1]",
    mode="archive",
    statements=(Statement("2 articles tell of ferries.", ()), Statement(FERRIES, (1,))),
    citations=(cite(1, ARTICLE, FERRIES),),
)
REPORT = IndexReport(
    added=(Change("a.md", "new"), Change("b.md", "new")),
    updated=(Change("c.md", "text changed"),),
    unchanged=3,
    removed=(Change("d.md", "file is gone"),),
    failed=(Failure("e.pdf", "It holds\nno text\x1b."),),
    chunks_embedded=1,
    seconds=0.1234,
)


@dataclass
class FakeCore:
    """Plays answers in turn, and keeps the questions; an exception is raised instead."""

    replies: Sequence[Answer | BaseException] = (EXTRACTIVE,)
    articles: tuple[Article, ...] = (ARTICLE, UNDATED)
    asked: list[Question] = field(default_factory=list)

    def ask(self, question: Question) -> Answer:
        self.asked.append(question)
        reply = self.replies[(len(self.asked) - 1) % len(self.replies)]
        if isinstance(reply, BaseException):
            raise reply
        return reply

    def listings(self) -> list[ArticleListing]:
        return [listing(article) for article in self.articles]

    def article(self, identity: str) -> Article | None:
        return next((one for one in self.articles if one.id == identity), None)

    @property
    def core(self) -> Core:
        return Core(self.ask, self.listings, self.article)

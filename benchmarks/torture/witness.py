"""A process that stays open beside all writers, and is asked: as the bot is."""

from __future__ import annotations

from pathlib import Path

from benchmarks.torture.paper import Paper
from retrieval import factory
from retrieval.settings import Settings
from retrieval.types import Answer, Question


class Witness:
    """The search and the whole chain over an archive, open from the first question to the last."""

    def __init__(self, home: Path) -> None:
        # Not from a `.env` that lies about: the home is the one that is tortured.
        settings = Settings(_env_file=None, home=home)
        self.archive = factory.open_archive(settings)
        self.retriever = factory.make_retriever(settings, self.archive)
        self.chain = factory.make_chain(settings, self.archive, retriever=self.retriever)

    def finds_only(self, name: str, now: dict[str, str], paper: Paper) -> bool:
        """Whether a search finds the article, and each passage is the text held at its offsets."""
        passages = [
            document.metadata | {"text": document.page_content}
            for document in self.retriever.invoke(paper.question(name))
        ]
        # By the file's name, under which the paper keeps the text as well.
        exact = all(
            one["text"] in (text := now.get(Path(one["source"]).stem, ""))
            and text[one["start"] : one["end"]] == one["text"]
            for one in passages
        )
        return exact and name in {Path(one["source"]).stem for one in passages}

    def ask(self, question: str) -> Answer:
        return self.chain.invoke(Question(question))

    @staticmethod
    def faults(answer: Answer, paper: Paper, gone: set[str]) -> list[str]:
        """What is wrong with an answer's citations; `gone` are hashes that none may have."""
        faults = []
        # Of a refusal too: what comes nearest is quoted like anything else.
        for one in (*answer.citations, *answer.nearest):
            # Any version that there ever was, by its hash: a run may be between two of them.
            text = paper.ever.get(one.hash)
            if text is None or text[one.start : one.end] != one.quote:
                faults.append(f"not the text at its offsets: {one.quote!r}")
            if one.hash in gone:
                faults.append(f"cited after it was gone: {one.quote!r}")
        return faults

"""Dateline's search beside three that are common, over the same articles and the same model.

    python -m benchmarks.compare SET_FOLDER [--answers] [--limit N] [--only NAME ...]

SET_FOLDER holds `queries.jsonl`, in the form of docs/your-questions.md, and either `corpus.jsonl`
(an article a line) or `articles/` (files). What is compared beside Dateline needs
`pip install -c constraints.txt '.[bench]'`:

- **LangChain, as in its tutorial**: RecursiveCharacterTextSplitter with 1,000 characters and 200
  of overlap into langchain-chroma, `similarity_search`.
- **Chroma alone**: whole articles into a collection, `query`.
- **BM25 alone**: SQLite's FTS5 with Porter stems, over the same pieces as LangChain's; and over
  whole articles.

Everything embeds with the same model, gets an article's title in front of its text, and is
asked for ten results; Dateline reads title and text apart, as it always does. hit, MRR and nDCG
count distinct articles, so that ten pieces may be fewer than ten articles. **evidence@5** is
whether one of the first five results holds a gold passage whole; it is easily had by long
results, and by pieces cut where the gold passages are, so the results' mean length stands beside
it. **answer@5**, with `--answers`, is whether one of the five holds the answer's own words; it
means nothing where answers are labels. Indexing counts all that must be done before the first
question; a question's time is the median, its embedding included.
"""

from __future__ import annotations

import argparse
import re
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from retrieval import factory, reading
from retrieval.embedding import ProviderModel, SentenceModel
from retrieval.evaluation.judging import Outcome, Response, holds_words, judge
from retrieval.evaluation.metrics import measure
from retrieval.evaluation.questions import GoldQuestion, read_questions
from retrieval.settings import read_settings
from retrieval.types import Article, Passage

K = 10
# Characters of a piece and of what it shares with the next, as in LangChain's tutorial.
SIZE, OVERLAP = 1000, 200
BATCH = 2000
"""Chroma takes about 5,000 records at once."""

Model = SentenceModel | ProviderModel
Search = Callable[[GoldQuestion], list[Passage]]
Build = Callable[[Path, Path, Sequence[Article], Model], Search]
"""From where the articles lie, an empty folder, the articles as read, and the model."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one way of searching gave."""

    name: str
    figures: dict[str, float]
    characters: float
    index_seconds: float
    question_ms: float


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compare", description="Searching.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--answers", action="store_true", help="measure answer@5 as well")
    parser.add_argument("--limit", type=int, help="only the first N questions")
    parser.add_argument("--only", nargs="+", choices=WAYS, default=list(WAYS), metavar="NAME")
    given = parser.parse_args()
    factory.disable_telemetry()
    path = articles_of(given.folder)
    questions = read_questions(given.folder / "queries.jsonl", k=K)[: given.limit]
    asked = [gold for gold in questions if gold.ranked]
    articles = read_articles(path)
    model = factory.make_embedder(read_settings())
    # The model is loaded by its first call, which is nobody's time.
    model.embed(["warm up"])
    print(f"{given.folder.name}: {len(articles):,} articles, {len(asked):,} questions\n")
    rows = [run(name, path, articles, asked, model) for name in given.only]
    print(table(rows, ("answer@5",) if given.answers else ()))


def articles_of(folder: Path) -> Path:
    for name in ("corpus.jsonl", "articles"):
        if (folder / name).exists():
            return folder / name
    raise SystemExit(f"{folder} holds no corpus.jsonl and no articles/; pages aren't supported.")


def read_articles(path: Path) -> list[Article]:
    """As Dateline reads them, so that all ways get the same text."""
    return [
        article
        for file in reading.find_files([path]).files
        for article in reading.read(file).articles
    ]


def run(
    name: str,
    path: Path,
    articles: Sequence[Article],
    asked: Sequence[GoldQuestion],
    model: Model,
) -> Row:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        began = time.perf_counter()
        # All that must be done before the first question, the embedding of the articles included.
        search = WAYS[name](path, Path(folder), articles, model)
        index_seconds = time.perf_counter() - began
        search(asked[0])  # what is loaded at the first question is not its time
        outcomes, lengths, answers = [], [], []
        for gold in asked:
            outcome, passages = timed(search, gold)
            outcomes.append(outcome)
            lengths += [len(passage.text) for passage in passages]
            answers += [held(gold, passages[:5])] if gold.answerable else []
    figures = {figure.name: figure.value for figure in measure(outcomes)}
    figures["answer@5"] = statistics.fmean(answers or [0.0])
    return Row(name, figures, statistics.fmean(lengths or [0]), index_seconds, figures["p50_ms"])


def timed(search: Search, gold: GoldQuestion) -> tuple[Outcome, list[Passage]]:
    began = time.perf_counter()
    passages = search(gold)
    ms = (time.perf_counter() - began) * 1000
    # Nothing is read back: no answer is judged, and so no quotation.
    return judge(gold, Response(tuple(passages), ms), lambda _: None), passages


def held(gold: GoldQuestion, passages: Sequence[Passage]) -> bool:
    return any(holds_words(passage.text, one) for one in gold.answers for passage in passages)


def table(rows: Sequence[Row], more: tuple[str, ...]) -> str:
    names = ("hit@1", "hit@4", "mrr@10", "ndcg@10", "evidence@5", *more)
    # What no row has, as evidence without gold passages, gets no column.
    names = tuple(name for name in names if any(name in row.figures for row in rows))
    head = ("search", *names, "characters a result", "seconds to index", "ms a question")
    lines = [head, ("---",) * len(head)]
    lines += [
        (row.name, *(f"{row.figures[name]:.3f}" for name in names), f"{row.characters:,.0f}",
         f"{row.index_seconds:.1f}", f"{row.question_ms:.1f}")
        for row in rows
    ]  # fmt: skip
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def whole(article: Article) -> str:
    return f"{article.title}\n\n{article.text}" if article.title else article.text


def passage(article: Article, text: str) -> Passage:
    # The offsets are not the article's: nothing is read back by them here.
    return Passage(
        article.id, article.hash, article.source, article.title, article.outlet,
        article.published, article.date_note, article.url, 0, len(text), text, 0.0,
    )  # fmt: skip


def pieces(articles: Sequence[Article]) -> list[Passage]:
    """LangChain's pieces, each with its article."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=OVERLAP)
    return [
        passage(article, piece)
        for article in articles
        for piece in splitter.split_text(whole(article))
    ]


def by_langchain(_path: Path, home: Path, articles: Sequence[Article], model: Model) -> Search:
    from langchain_chroma import Chroma
    from langchain_core.documents import Document

    cut = pieces(articles)
    store = Chroma("bench", embedding_function=model, persist_directory=str(home))
    for first in range(0, len(cut), BATCH):
        # The number leads back to the piece, so that its metadata need hold nothing else.
        batch = enumerate(cut[first : first + BATCH], start=first)
        store.add_documents([Document(p.text, metadata={"n": n}) for n, p in batch])

    def search(gold: GoldQuestion) -> list[Passage]:
        found = store.similarity_search(gold.question.text, k=K)
        return [cut[document.metadata["n"]] for document in found]

    return search


def by_chroma(_path: Path, home: Path, articles: Sequence[Article], model: Model) -> Search:
    import chromadb

    client = chromadb.PersistentClient(str(home))
    # Cosine, as Dateline compares vectors; Chroma's own choice is the distance squared.
    collection = client.create_collection("bench", configuration={"hnsw": {"space": "cosine"}})
    texts = [whole(article) for article in articles]
    for first in range(0, len(texts), BATCH):
        batch = texts[first : first + BATCH]
        ids = [str(n) for n in range(first, first + len(batch))]
        collection.add(ids=ids, documents=batch, embeddings=model.embed(batch))

    def search(gold: GoldQuestion) -> list[Passage]:
        vector = model.embed([gold.question.text])
        found: Any = collection.query(query_embeddings=vector, n_results=min(K, len(texts)))
        return [passage(articles[int(n)], texts[int(n)]) for n in found["ids"][0]]

    return search


def by_words(
    _path: Path, home: Path, articles: Sequence[Article], _model: Model, *, cut: bool
) -> Search:
    held = pieces(articles) if cut else [passage(one, whole(one)) for one in articles]
    connection = sqlite3.connect(home / "words.sqlite")
    # Porter stems, which are English; FTS5 ranks by bm25.
    connection.execute("create virtual table words using fts5(text, tokenize='porter unicode61')")
    rows = ((n, one.text) for n, one in enumerate(held))
    connection.executemany("insert into words(rowid, text) values (?, ?)", rows)
    connection.commit()

    def search(gold: GoldQuestion) -> list[Passage]:
        # Each word as a string in quotation marks, so that "OR" and "NEAR" in a question are words.
        terms = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", gold.question.text))
        found = connection.execute(
            "select rowid from words where words match ? order by rank limit ?", (terms, K)
        )
        return [held[n] for (n,) in found]

    return search


def by_dateline(path: Path, home: Path, _articles: Sequence[Article], _model: Model) -> Search:
    from retrieval.search.retriever import as_hit, limits_of

    settings = read_settings(home=home)
    factory.index(settings, [path])
    # Left open: the search reads from it to the end of the run.
    archive = factory.open_archive(settings)
    retriever = factory.make_retriever(settings, archive)

    def search(gold: GoldQuestion) -> list[Passage]:
        found = retriever.invoke(gold.question.text, **limits_of(gold.question))
        return [as_hit(document).passage for document in found]

    return search


# In the order of the table.
WAYS: dict[str, Build] = {
    "LangChain, as in its tutorial": by_langchain,
    "Chroma alone": by_chroma,
    "BM25, pieces": partial(by_words, cut=True),
    "BM25, whole articles": partial(by_words, cut=False),
    "Dateline": by_dateline,
}


if __name__ == "__main__":
    main()

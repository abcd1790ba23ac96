"""What every test runs under, and the fixtures that more than one folder uses.

The models are loaded once. An archive that is made here is for reading: a test that changes one
makes its own.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from support.environment import MEMORY, at_home_in, holds_temporary_files

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from retrieval.answer.writers import Models
    from retrieval.archive.store import Archive
    from retrieval.embedding import MiniLM
    from retrieval.search.retriever import HybridRetriever
    from retrieval.types import Answer, Article, Question
    from support.watched_programs import WatchedPrograms

os.environ["LANGUAGE"] = (
    "en"  # whatever the desk's language is, what is said is compared in English
)

# Archives are made and thrown away by the thousand: on a disk, the tests wait for it a third of the
# time.
if holds_temporary_files(MEMORY):
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

COSTLY = {"filled", "home", "make_archive", "minilm", "models", "one_chroma", "postgres"}
"""Fixtures with which an archive or a bot is made, a server started or a model run: whatever asks
for one is marked slow."""

ORDINARY = 40
"""Examples of a property in an ordinary run; Hypothesis itself tries 100."""

# On a build server the same examples every time; at a developer's desk new ones each run. Many
# more are tried with --hypothesis-profile long, a few with --hypothesis-profile brief.
settings.register_profile("ci", derandomize=True, deadline=None, max_examples=ORDINARY)
settings.register_profile("desk", deadline=None, max_examples=ORDINARY)
settings.register_profile("brief", deadline=None, max_examples=10)
settings.register_profile("long", deadline=None, max_examples=1000)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


# Until all tests are collected nothing becomes garbage; to look for it took a quarter of that time.
gc.disable()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """A module that is slow as a whole is not imported where no slow test is wanted."""
    if collection_path.suffix != ".py" or "not slow" not in config.option.markexpr:
        return None
    text = collection_path.read_text("utf-8")
    return True if "\npytestmark = pytest.mark.slow\n" in text else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The modules that take long come first: at the end neither process waits for the other."""
    long = {item.path for item in items if item.get_closest_marker("slow")}
    for item in items:
        if not COSTLY.isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker("slow")
    items.sort(key=lambda item: item.path not in long)


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: it is not looked through again, either."""
    gc.freeze()
    gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Half a character in what a test logged could not be sent on by a worker of pytest-xdist."""
    report = yield
    report.sections = [
        (name, text.encode("utf-8", "backslashreplace").decode()) for name, text in report.sections
    ]
    return report


@pytest.hookimpl(wrapper=True)
def pytest_report_to_serializable(
    config: pytest.Config, report: pytest.CollectReport | pytest.TestReport
) -> Generator[None, dict[str, Any] | None, dict[str, Any] | None]:
    """What a test that passed has logged nobody sees, and stays in its worker.

    Three reports of each test go from there to where they are counted: that takes a millisecond.
    """
    told = yield
    if told is not None and report.passed and not {"A", "P"} & set(config.option.reportchars):
        told = {**told, "keywords": {}, "sections": []}
    return told


@pytest.fixture(scope="session", autouse=True)
def _graphs_remember() -> Iterator[None]:
    """The networks are not run twice on the same words; but see `tests/retrieval/models`."""
    from support.remembering_graphs import graphs_remember

    with graphs_remember():
        yield


@pytest.fixture(scope="session", autouse=True)
def _one_certificate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Each client of HTTP reads all certificates that there are: that took it a twentieth of a
    second, and it asks nobody but servers on loopback."""
    import certifi

    end = "-----END CERTIFICATE-----\n"
    first = Path(certifi.where()).read_text("utf-8").partition(end)[0] + end
    file = tmp_path_factory.mktemp("certificates") / "one.pem"
    file.write_text(first, "utf-8")
    file.parent.chmod(0o755)  # some tests give up their rights
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(file))
        yield


@pytest.fixture(scope="session", autouse=True)
def _snapshots_begun() -> Iterator[None]:
    """Snapshots begin with a copy of an empty database; but see the tests of snapshots."""
    from support.begun_snapshots import snapshots_begun

    with snapshots_begun():
        yield


@pytest.fixture(scope="session")
def watched_programs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WatchedPrograms]:
    """What is watched for thirty seconds, begun by whichever process of the tests is first."""
    from support.watched_programs import WatchedPrograms

    base = tmp_path_factory.getbasetemp()
    # A worker of pytest-xdist has a folder in that of them all.
    programs = WatchedPrograms(
        (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "watched"
    )
    programs.begin()
    yield programs
    programs.end()


@pytest.fixture(scope="session", autouse=True)
def _watched_programs_begun(request: pytest.FixtureRequest) -> None:
    """The thirty seconds go by while other tests run."""
    items = request.session.items if sys.platform == "linux" else ()
    if any("watched_programs" in getattr(item, "fixturenames", ()) for item in items):
        request.getfixturevalue("watched_programs")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where an archive may be made; the environment names it, and no other setting."""
    return at_home_in(tmp_path, monkeypatch)


@pytest.fixture(scope="session")
def workers_end() -> Iterator[None]:
    """Reading processes that the tests hand on to each other (`KeptWorkers`) end with the last."""
    from support.kept_workers import end_waiting

    yield
    end_waiting()


@pytest.fixture(scope="session")
def minilm() -> MiniLM:
    """The shipped embedding model."""
    from retrieval.embedding import MiniLM

    return MiniLM(threads=1)


@pytest.fixture(scope="session")
def models() -> Models:
    """The shipped reader and entailment model, and no chat model."""
    from retrieval.answer.writers import Models
    from retrieval.models.entailment import Entailment
    from retrieval.models.reader import Reader

    return Models(Entailment(threads=1), Reader(threads=1))


@pytest.fixture(scope="session")
def make_archive(
    tmp_path_factory: pytest.TempPathFactory, minilm: MiniLM
) -> Iterator[Callable[..., Archive]]:
    """An archive of the articles that are handed over."""
    from retrieval.archive.opening import open_archive
    from support.articles import index_articles

    opened: list[Archive] = []

    def make(*articles: Article) -> Archive:
        home = tmp_path_factory.mktemp("home")
        archive = open_archive(home, minilm.name, minilm.dimension, create=True)
        opened.append(archive)
        index_articles(archive, minilm, articles)
        return archive

    yield make
    for archive in opened:
        archive.close()


@pytest.fixture(scope="session")
def make_retriever(minilm: MiniLM) -> Callable[[Archive], HybridRetriever]:
    """The search of an archive."""
    from retrieval.archive.vectors import Vectors
    from retrieval.search.retriever import HybridRetriever

    def make(archive: Archive) -> HybridRetriever:
        return HybridRetriever(archive=archive, vectors=Vectors(archive), embedder=minilm)

    return make


@pytest.fixture(scope="session")
def make_chain(
    make_retriever: Callable[[Archive], HybridRetriever], models: Models
) -> Callable[[Archive], Runnable[Question, Answer]]:
    """The chain over an archive, with the shipped models."""
    from retrieval.answer.pipeline import build_chain

    def make(archive: Archive) -> Runnable[Question, Answer]:
        return build_chain(archive, make_retriever(archive), models)

    return make

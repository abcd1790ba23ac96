"""The factory: from settings to objects, and the whole way from files to answers."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

import retrieval.embedding
from retrieval import factory
from retrieval.archive.opening import open_archive
from retrieval.archive.rebuilding import rebuild
from retrieval.errors import ArchiveMissing, ModelMismatch
from retrieval.settings import Settings
from retrieval.types import Question

pytestmark = pytest.mark.slow

KEY = "canary-7f3d"


@pytest.fixture(autouse=True)
def _no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_API_BASE", "OPENAI_ADMIN_KEY"):
        monkeypatch.delenv(name, raising=False)


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, "utf-8")


def test_files_become_answers(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    write(
        folder, "ferry.txt", "The ferry to Larkfield will sail again on Monday, its captain said."
    )
    write(
        folder, "bakery.txt", "The bakery on Mill Lane closed after ninety years of baking bread."
    )
    settings = Settings(home=tmp_path / "home", threads=1)
    with pytest.raises(ArchiveMissing):
        factory.open_archive(settings)
    dry = factory.index(settings, [folder], dry_run=True)
    assert (len(dry.added), dry.dry_run) == (2, True)
    assert not (tmp_path / "home").exists()
    seen: list[tuple[int, int]] = []
    report = factory.index(settings, [folder], progress=lambda done, of, _: seen.append((done, of)))
    assert len(report.added) == 2
    assert seen == [(1, 2), (2, 2)]
    with factory.open_archive(settings) as archive:
        answer = factory.make_chain(settings, archive, one_shot=True).invoke(
            Question("When will the ferry to Larkfield sail again?")
        )
    assert answer.found
    assert answer.citations[0].source.endswith("ferry.txt")


def test_the_readmes_examples_run_as_they_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Published: 4 July 2024\n\nThe SCO is chaired by China, the host said on Thursday.\n"
    folder = tmp_path / "articles"
    folder.mkdir()
    write(folder, "sco.txt", text)
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    factory.index(Settings(home=tmp_path / "home", threads=1), [folder])
    usage = (Path(__file__).parents[3] / "docs" / "usage.md").read_text("utf-8")
    section = usage.partition("\n## As a library\n")[2].partition("\n## ")[0]
    example = dedent("".join(re.findall(r"^    .*\n", section, re.MULTILINE)))
    names: dict[str, Any] = {}
    exec(example, names)
    assert "China" in names["answer"].text
    source, start, passage = capsys.readouterr().out.split(" ", 2)
    assert source.endswith("sco.txt")
    assert text[int(start) :].startswith(passage.rstrip("\n"))


def test_another_model_is_taken_from_its_folder_after_a_rebuild(tmp_path: Path) -> None:
    write(
        tmp_path, "ferry.txt", "The ferry to Larkfield will sail again on Monday, its captain said."
    )
    shipped = Path(retrieval.embedding.__file__).parent / "model"
    shutil.copytree(shipped, tmp_path / "my-model")
    settings = Settings(home=tmp_path / "home", threads=1)
    other = Settings(home=settings.home, threads=1, embedding_model=str(tmp_path / "my-model"))
    factory.index(settings, [tmp_path / "ferry.txt"])
    with pytest.raises(ModelMismatch, match=r"my-model-\w{8}.*dateline rebuild"):
        factory.open_archive(other)
    with factory.open_archive(other, any_model=True) as archive:
        assert rebuild(archive, factory.make_embedder(other)) == 1
    with factory.open_archive(other) as archive:
        answer = factory.make_chain(other, archive, one_shot=True).invoke(
            Question("When will the ferry to Larkfield sail again?")
        )
    assert answer.found
    with pytest.raises(ModelMismatch, match=factory.building.MODEL_NAME):
        factory.index(settings, [tmp_path / "ferry.txt"])


def test_an_archive_of_another_model_is_not_searched_by_whoever_opened_it_unasked(
    tmp_path: Path,
) -> None:
    with open_archive(tmp_path / "home", "another", 5, create=True):
        pass
    settings = Settings(home=tmp_path / "home", threads=1)
    with factory.open_archive(settings, any_model=True) as archive:
        retriever = factory.make_retriever(settings, archive, one_shot=True)
        with pytest.raises(ModelMismatch):
            retriever.invoke("ferry")


def test_answering_without_a_model_loads_no_provider_and_no_chroma(tmp_path: Path) -> None:
    write(tmp_path, "ferry.txt", "The ferry to Larkfield sails at nine in the morning.")
    settings = Settings(home=tmp_path / "home", threads=1)
    factory.index(settings, [tmp_path / "ferry.txt"])
    script = f"""
import sys
from pathlib import Path
from textwrap import dedent
from typing import Any
from retrieval import factory
from retrieval.settings import Settings
from retrieval.types import Question

settings = Settings(home=Path({str(settings.home)!r}), threads=1)
chain = factory.make_chain(settings, factory.open_archive(settings), one_shot=True)
print(chain.invoke(Question("When does the ferry to Larkfield sail?")).found)
heavy = ("chromadb", "openai", "langchain_openai", "langchain.chat_models", "discord")
print([name for name in heavy if name in sys.modules])
"""
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert run.stdout.splitlines() == ["True", "[]"]
    assert run.stderr == ""


def test_whoever_goes_on_answering_opens_chroma_for_a_large_archive_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "ferry.txt", "The ferry to Larkfield sails at nine in the morning.")
    settings = Settings(home=tmp_path / "home", threads=1)
    factory.index(settings, [tmp_path / "ferry.txt"])
    with factory.open_archive(settings) as archive:
        assert factory.make_retriever(settings, archive).vectors._index is None
        # A server is asked, however little it has: its trouble is to be told.
        with monkeypatch.context() as patch:
            patch.setattr(archive, "server", object())
            assert (
                factory.building.make_vectors(archive, factory.make_embedder(settings))._exact_up_to
                == 0
            )
        monkeypatch.setattr(factory.building, "SERVING_EXACT", 0)
        assert factory.make_retriever(settings, archive).vectors._index is not None


def test_libraries_are_told_to_keep_quiet_unless_the_user_says_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("ANONYMIZED_TELEMETRY", "TOKENIZERS_PARALLELISM", "HF_HUB_OFFLINE"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    factory.disable_telemetry()
    import os

    assert os.environ["ANONYMIZED_TELEMETRY"] == "false"
    assert os.environ["HF_HUB_OFFLINE"] == "0"

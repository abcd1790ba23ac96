"""Whatever is done to an archive, in whatever order, and wherever it is killed: nothing is lost.

A few examples, always the same, in the suite; more, new ones each time, with
    ARCHIVE_EXAMPLES=300 pytest tests/retrieval/archive/test_state_machine.py
"""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from retrieval.archive.backups import is_intact
from retrieval.archive.doctor import examine
from retrieval.archive.earlier_versions import earlier_versions
from retrieval.archive.store import FILE
from retrieval.archive.vectors import Vectors
from retrieval.receipts.receipts import find_receipt, verify_receipt
from retrieval.search.hybrid import hybrid_search
from retrieval.types import Question
from support.archives import Folder, HashedWords, opened, with_word, word_entries
from support.articles import article, story
from support.forking import forked
from support.integrity import assert_sound
from support.killed_process import deed, deed_until
from support.receipts import answered, first_sentence

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("probed_here")]

NAMES = ("aaaa", "bbbb", "cccc", "dddd")
EXAMPLES = int(os.environ.get("ARCHIVE_EXAMPLES", "0"))
LOOKED_AT = 6
"""Texts that are gone, the last ones, and looked for after every step."""

DEATHS = st.none() | st.integers(1, 250)
"""Done whole in this process, or in another that dies before this step."""


@dataclass(frozen=True)
class Entry:
    """What an archive knows of a name: the text it holds, and the stamp of the file it read."""

    text: str | None = None
    stamp: str | None = None


@dataclass(frozen=True)
class Kept:
    """What was true when a backup was written."""

    file: Path
    state: dict[str, Entry]
    receipts: dict[str, tuple[str, str]]
    cited: dict[str, tuple[str, str]]


class ArchiveMachine(RuleBasedStateMachine):
    """An archive against a dictionary; `archive` stays open beside processes that are killed."""

    def __init__(self) -> None:
        super().__init__()
        self.path = Path(tempfile.mkdtemp())
        self.folder = Folder(self.path / "articles")
        self.home = self.path / "home0"
        self.archive = opened(self.home, create=True)
        self.vectors = Vectors(self.archive)
        self.state = dict.fromkeys(NAMES, Entry())
        self.written: list[str] = []
        self.receipts: dict[str, tuple[str, str]] = {}
        self.cited: dict[str, tuple[str, str]] = {}
        self.erased: set[str] = set()
        self.backups: list[Kept] = []
        self.chunks: dict[int, str] = {}
        self.homes = 0

    def teardown(self) -> None:
        try:
            self.index(None)
            self.rebuild(None)  # one that was killed is a finding until it is done
            if EXAMPLES:  # it opens the snapshot in a process of its own, which takes a second
                assert all(finding.sound for finding in examine(self.archive))
        finally:
            self.archive.close()
            shutil.rmtree(self.path)

    # What happens to the files.

    @rule(
        name=st.sampled_from(NAMES), sentences=st.sampled_from([1, 8, 40]), pool=st.integers(0, 1)
    )
    def write_file(self, name: str, sentences: int, pool: int) -> None:
        """A text of its own words, and sentences that other versions of it have as well."""
        text = f"{name} marker{len(self.written)}. {story((name, pool), sentences)}"
        self.written.append(text)
        self.folder.put(name, article(name, text))

    @precondition(lambda self: self._files())
    @rule(data=st.data())
    def delete_file(self, data: st.DataObject) -> None:
        self.folder.delete(data.draw(st.sampled_from(self._files())))

    def _files(self) -> list[str]:
        return sorted(file.stem for file in self.folder.path.glob("*.json"))

    # What is done to the archive: whole, or until it dies.

    @rule(death=DEATHS)
    def index(self, death: int | None) -> None:
        after = {name: self._indexed(name) for name in NAMES}
        self._do(after, death, "index")

    def _indexed(self, name: str) -> Entry:
        held = self.state[name]
        if name not in self._files():
            return Entry(None, None if held.text else held.stamp)
        (file,) = self.folder.only(name).files
        if file.stamp == held.stamp:
            return held
        (one,) = self.folder.read(file).articles
        return Entry(one.text, file.stamp)

    @precondition(lambda self: self._held())
    @rule(data=st.data(), death=DEATHS)
    def remove(self, data: st.DataObject, death: int | None) -> None:
        self._take_out(data.draw(st.sampled_from(sorted(self._held()))), death, "remove")

    @precondition(lambda self: self._held())
    @rule(data=st.data(), death=DEATHS)
    def erase(self, data: st.DataObject, death: int | None) -> None:
        name = data.draw(st.sampled_from(sorted(self._held())))
        told = {text for cited, text in self.receipts.values() if cited == name}
        gone = {self.state[name].text or "", *told}
        if self._take_out(name, death, "erase"):
            self.erased |= gone

    def _take_out(self, name: str, death: int | None, how: str) -> bool:
        after = {**self.state, name: Entry(None, self.state[name].stamp)}
        return self._do(after, death, how, name)

    @rule(death=DEATHS)
    def rebuild(self, death: int | None) -> None:
        self._do(self.state, death, "rebuild")

    @precondition(lambda self: self._held())
    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        """An answer that quotes an article, kept under a receipt."""
        name = data.draw(st.sampled_from(sorted(self._held())))
        text = self.state[name].text or ""
        receipt = answered(self.archive, article(name, text))
        self.receipts[receipt] = self.cited[receipt] = (name, text)

    @rule(death=DEATHS)
    def back_up(self, death: int | None) -> None:
        file = self.path / f"{len(list(self.path.iterdir()))}.backup"
        self._do(self.state, death, "back_up", str(file))
        if file.exists():
            assert is_intact(file)
            self.backups.append(Kept(file, self.state, {**self.receipts}, {**self.cited}))

    @precondition(lambda self: self.backups)
    @rule(data=st.data(), death=DEATHS)
    def restore(self, data: st.DataObject, death: int | None) -> None:
        """Into another home, which the rest of the example goes on with."""
        kept = data.draw(st.sampled_from(self.backups))
        self.archive.close()
        self.homes += 1
        self.home = self.path / f"home{self.homes}"
        self._run(death, "restore", str(kept.file))
        if not (self.home / FILE).exists():  # killed: it is done again
            self._run(None, "restore", str(kept.file))
        self.reopen()
        self.state, self.receipts, self.cited = kept.state, {**kept.receipts}, {**kept.cited}
        # What was erased since is in the backup; the ids of chunks go on from its own.
        self.erased, self.chunks = set(), {}

    @rule()
    def reopen(self) -> None:
        self.archive.close()
        self.archive = opened(self.home)
        self.vectors = Vectors(self.archive)

    def _do(self, after: dict[str, Entry], death: int | None, name: str, *on: str) -> bool:
        """Do it, and compare: each article is wholly as before or wholly as after."""
        whole = self._run(death, name, *on)
        seen = self._seen()
        for one in NAMES:
            between = Entry(after[one].text, self.state[one].stamp)  # the file's stamp comes last
            allowed = {after[one]} if whole else {self.state[one], between, after[one]}
            assert seen[one] in allowed, (name, one)
            if self.state[one].text and seen[one].text is None:
                self._forget(one)
        self.state = seen
        return whole

    def _run(self, death: int | None, name: str, *on: str) -> bool:
        """Whether it was done to its end."""
        where = (self.home, self.folder.path, name, *on)
        if death is None:
            deed(*where)
            return True
        process = forked().Process(target=deed_until, args=(death, *where))
        process.start()
        process.join()
        assert process.exitcode in (0, -9)
        whole = process.exitcode == 0
        process.close()
        return whole

    def _forget(self, name: str) -> None:
        """Earlier versions go with their article."""
        self.cited = {key: cited for key, cited in self.cited.items() if cited[0] != name}

    def _seen(self) -> dict[str, Entry]:
        with self.archive.reading() as connection:
            texts = dict(connection.execute("select id, text from articles").fetchall())
            stamps = dict(connection.execute("select key, stamp from files").fetchall())
        assert set(texts) <= set(NAMES)
        keys = {name: str(self.folder.path / f"{name}.json") for name in NAMES}
        return {name: Entry(texts.get(name), stamps.get(keys[name])) for name in NAMES}

    def _held(self) -> dict[str, str]:
        return {name: one.text for name, one in self.state.items() if one.text}

    # The promises.

    @invariant()
    def nothing_committed_is_lost(self) -> None:
        assert self._seen() == self.state
        for receipt in self.receipts:
            assert find_receipt(self.archive, receipt)

    @invariant()
    def doctor_finds_no_fault(self) -> None:
        findings = takewhile(lambda one: one.about != "vector snapshot", examine(self.archive))
        # A file not yet indexed, or a rebuild that broke off, is told, and is no fault.
        told = {"files", "embedding model"}
        assert not [one for one in findings if not one.sound and one.about not in told]

    @invariant()
    def index_chunks_and_vectors_agree(self) -> None:
        assert_sound(self.archive)
        with self.archive.reading() as connection:
            keys = [
                {row[0] for row in connection.execute(f"select {key} from {table}")}
                for table, key in (
                    ("chunks", "id"), ("vectors", "chunk"), ("sentences", "chunk"),
                    ("words_docsize", "id"),
                )
            ]  # fmt: skip
        assert all(one == keys[0] for one in keys)

    @invariant()
    def ids_of_chunks_are_never_used_again(self) -> None:
        with self.archive.reading() as connection:
            rows = connection.execute(
                'select chunks.id, substr(text, start + 1, "end" - start)'
                " from chunks join articles on article = n"
            ).fetchall()
        for key, text in rows:
            assert self.chunks.setdefault(key, text) == text

    @invariant()
    def what_is_held_is_found_and_quoted_exactly(self) -> None:
        held = self._held()
        for name, text in held.items():
            question = Question(first_sentence(article(name, text)), k=10)
            for vectors in (self.vectors, Vectors(self.archive)):
                passages = [
                    h.passage for h in hybrid_search(self.archive, vectors, HashedWords(), question)
                ]
                assert name in {passage.article for passage in passages}
                for one in passages:
                    assert one.text == held[one.article][one.start : one.end]

    @invariant()
    def what_is_gone_is_not_found(self) -> None:
        held = set(self._held().values())
        for text in [text for text in self.written if text not in held][-LOOKED_AT:]:
            marker = text.split()[1].rstrip(".")
            assert not with_word(self.archive, marker)
            assert not word_entries(self.archive, marker)

    @invariant()
    def what_was_erased_is_in_no_file(self) -> None:
        if self.erased:
            # Reading SQLite's files would drop the locks that open connections hold on them.
            self.archive.close()
            files = [file for file in self.home.rglob("*") if file.is_file()]
            held = b"".join(file.read_bytes() for file in files)
            for text in self.erased:
                assert first_sentence(article("", text)).encode() not in held

    @invariant()
    def receipts_tell_whether_their_citations_stand(self) -> None:
        for receipt, (name, text) in self.receipts.items():
            (one,) = verify_receipt(self.archive, find_receipt(self.archive, receipt))
            assert (one.standing == "exact") == (self.state[name].text == text), one
        for name, text in self.cited.values():
            with self.archive.reading() as connection:
                kept = {version.text for version in earlier_versions(connection, name)}
            assert text in kept | {self.state[name].text}


def test_whatever_happens_to_an_archive_nothing_is_lost() -> None:
    run_state_machine_as_test(
        ArchiveMachine,
        settings=settings(
            max_examples=EXAMPLES or 3,
            stateful_step_count=50 if EXAMPLES else 12,
            derandomize=not EXAMPLES,
            # Making a failing example small takes minutes: in the long runs only.
            phases=tuple(Phase) if EXAMPLES else (Phase.generate,),
            database=None,
            deadline=None,
        ),
    )

"""The catalogues: every message of the code in every language, with the same placeholders."""

from __future__ import annotations

import ast
import gettext
import io
import re
import string
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.cli import cli
from bot.commands.help_texts import help_texts
from retrieval import messages
from retrieval.archive import doctor

pytestmark = pytest.mark.slow

ROOT = Path(messages.__file__).parents[2]
SPOKEN = [one for one in messages.LANGUAGES if one != "en"]
CALLS = {"gettext": 1, "gettext_noop": 1, "ngettext": 2, "pgettext": 2, "npgettext": 3}
"""How many of each call's arguments are texts, the context first where there is one."""

Key = tuple[str | None, str]


def file_of(language: str, form: str) -> Path:
    locale = ROOT / "retrieval" / "messages" / "locale"
    return locale / language / "LC_MESSAGES" / f"dateline.{form}"


@cache
def catalogue(language: str) -> Catalog:
    with file_of(language, "po").open("rb") as opened:
        return read_po(opened)


def keys(found: Catalog) -> Iterator[Key]:
    for message in found:
        if message.id:
            one = message.id if isinstance(message.id, str) else message.id[0]
            yield message.context, one


@cache  # to read all files for each face took most of this module's time
def used() -> frozenset[Key]:
    """Every message that the code asks for, wherever it stands, and the helps of the commands."""
    files = [file for package in ("bot", "retrieval") for file in (ROOT / package).rglob("*.py")]
    files.remove(ROOT / "retrieval" / "messages" / "__init__.py")
    asked = [key for file in files for key in used_in(ast.parse(file.read_text("utf-8")))]
    return frozenset([*asked, *((None, text) for text in help_texts(cli))])


def used_in(tree: ast.AST) -> Iterator[Key]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            count = CALLS.get(node.func.id, 0)
            given = node.args[:count]
            if given and all(isinstance(one, ast.Constant) for one in given):
                texts = [str(ast.literal_eval(one)) for one in given]
                with_context = node.func.id.startswith(("p", "np"))
                yield (texts[0], texts[1]) if with_context else (None, texts[0])


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


@pytest.mark.parametrize("language", SPOKEN)
def test_a_catalogue_holds_exactly_the_messages_of_the_code(language: str) -> None:
    assert set(keys(catalogue(language))) == used()


@pytest.mark.parametrize("language", SPOKEN)
def test_every_message_is_translated_with_the_same_placeholders(language: str) -> None:
    for message in catalogue(language):
        if not message.id:
            continue
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        told = [message.string] if isinstance(message.string, str) else list(message.string)
        assert not message.fuzzy, message.id
        for text in told:
            assert text.strip(), message.id
            assert placeholders(text) == placeholders(ids[-1]), message.id
            assert (text[0] in " ;,") == (ids[-1][0] in " ,"), message.id  # joined to others
            assert re.findall(r"DATELINE_[A-Z_]+", text) == re.findall(r"DATELINE_[A-Z_]+", ids[-1])


@pytest.mark.parametrize("language", SPOKEN)
def test_what_is_shipped_is_compiled_from_the_catalogue(language: str) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(language))
    assert compiled.getvalue() == file_of(language, "mo").read_bytes(), "run `make messages`"


@pytest.mark.parametrize("language", SPOKEN)
def test_a_catalogue_has_a_form_for_every_number(language: str) -> None:
    with messages.speaking(language):
        for number in range(200):
            told = messages.ngettext("{count} article", "{count} articles", number)
            assert told != "{count} articles"


def test_russian_numbers_take_their_forms() -> None:
    with messages.speaking("ru"):
        told = [
            messages.ngettext("{count} article", "{count} articles", n).format(count=n)
            for n in (1, 2, 5, 11, 21, 104)
        ]
    assert told == ["1 статья", "2 статьи", "5 статей", "11 статей", "21 статья", "104 статьи"]


def test_english_is_as_it_stands_in_the_code() -> None:
    assert messages.gettext("No such message.") == "No such message."
    assert messages.gettext("") == ""
    assert messages.ngettext("{count} day", "{count} days", 2) == "{count} days"
    assert messages.pgettext("month", "May") == "May"
    assert messages.npgettext("any", "a", "b", 1) == "a"
    assert messages.number_words(1204) == "1,204"


def test_each_thread_speaks_its_own_askers_language() -> None:
    told = []
    with messages.speaking("ru"):
        other = threading.Thread(target=lambda: told.append(messages.gettext("Sources")))
        other.start()
        other.join()
        with messages.speaking("kk"):
            told.append(messages.gettext("Sources"))
        told.append(messages.gettext("Sources"))
        assert messages.number_words(1204) == "1\u00a0204"
    assert [*told, messages.gettext("Sources")] == [
        "Sources",
        "Дереккөздер",
        "Источники",
        "Sources",
    ]


@pytest.mark.parametrize("unknown", ["de", None, ""])
def test_a_language_without_a_catalogue_is_told_in_english(unknown: str | None) -> None:
    with messages.speaking(unknown):
        assert messages.language() == "en"


def test_the_settings_language_stands_over_everybodys_own() -> None:
    messages.speak_only("kk")
    try:
        with messages.speaking("ru"):
            assert messages.gettext("Sources") == "Дереккөздер"
    finally:
        messages.speak_only(None)
    assert messages.gettext("Sources") == "Sources"


def test_the_standard_library_reads_what_is_shipped() -> None:
    locale = ROOT / "retrieval" / "messages" / "locale"
    assert all(gettext.find("dateline", locale, [one]) for one in SPOKEN)


@pytest.mark.parametrize(
    "face",
    ["bot/responding.py", "bot/conversation_limits.py", "bot/conversation.py", "bot/greeting.py",
     "bot/repl.py",
     "bot/terminal_stream.py", "bot/step_lines.py", "bot/render_passages.py",
     "bot/discord_app/access", "bot/discord_app/commands", "bot/discord_app/components",
     "bot/discord_app/render", "bot/discord_app/watches",
     "bot/discord_app/request_handling/archive_executor.py",
     "bot/discord_app/request_handling/pending.py",
     "retrieval/archive/watches.py"],
)  # fmt: skip
def test_a_sentence_of_a_face_is_one_that_is_looked_up(face: str) -> None:
    """A sentence in the code that no catalogue has would be told in English to everybody."""
    known = {text for _, text in used()}
    place = ROOT / face
    for file in [place] if place.is_file() else sorted(place.rglob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        told = {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and re.fullmatch(r"[A-Z*][^\n]* [^\n]*[.!?:]", node.value)
        }
        assert told - known - not_shown(tree) == set(), file


@pytest.mark.parametrize(
    "file",
    ["doctor.py", "backup_examination.py", "languages.py", "chroma/examining.py",
     "shared/comparing.py"],
)  # fmt: skip
def test_every_text_of_a_finding_is_one_that_is_looked_up(file: str) -> None:
    """Whatever of several words stands in the code is SQL, a docstring, or in the catalogues."""
    known = {text for _, text in used()} | set(doctor.ABOUT)
    tree = ast.parse((ROOT / "retrieval" / "archive" / file).read_text("utf-8"))
    sql = {
        str(node.value)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
        if call.func.attr == "execute"
        for node in ast.walk(call)
        if isinstance(node, ast.Constant)
    }
    told = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if re.search("[A-Za-z]{2,} [A-Za-z]{2,}", node.value)  # "none yet"
    }
    assert told - known - sql - not_shown(tree) == set()


def test_a_finding_is_about_what_has_a_name_in_the_catalogues() -> None:
    files = [ROOT / "retrieval/archive/doctor.py", ROOT / "bot/commands/archive.py"]
    about = {
        node.args[0].value
        for file in files
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id in ("DoctorFinding", "_unless_damaged")
        and isinstance(node.args[0], ast.Constant)
    }
    assert about == set(doctor.ABOUT)


def not_shown(tree: ast.AST) -> set[str]:
    """Docstrings, what is logged, and texts that are plurals of others."""
    found = {
        ast.get_docstring(node, clean=False) or ""
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found.add(str(node.value.value))
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            plural = isinstance(node.func, ast.Name) and node.func.id == "ngettext"
            if name in ("warning", "info", "debug", "error", "exception") or plural:
                found |= {str(one.value) for one in ast.walk(node) if isinstance(one, ast.Constant)}
    return found

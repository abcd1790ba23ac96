"""The project's rules about itself, as code."""

from __future__ import annotations

import ast
import gc
import graphlib
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "retrieval", "prompts")

# Words of the table in docs/architecture.md, "The rooms", that are no module.
WORDS = {
    "LangChain": {"langchain", "langchain_core"},
    "vendors": {"langchain_openai", "langchain_anthropic", "openai", "anthropic"},
    "all but the standard library": {"!stdlib"},
    "-": set(),
}


def modules_of(word: str) -> set[str]:
    """What a word of the table's last column stands for: `archive` is `retrieval.archive`."""
    path = ROOT / "retrieval" / word.replace(".", "/")
    own = path.is_dir() or path.with_suffix(".py").is_file()
    return WORDS.get(word, {f"retrieval.{word}" if own else word})


def rooms_of_the_docs() -> dict[str, set[str]]:
    """The table's paths, each with the modules that it never imports."""
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    table = text.partition("| what it never imports |\n|---|---|---|\n")[2].partition("\n\n")[0]
    rows = [line.strip("| ").split(" | ") for line in table.splitlines()]
    return {
        path: set().union(*map(modules_of, never.split(", ")))
        for paths, _, never in rows
        for path in paths.replace("`", "").split(", ")
        if path.startswith(PACKAGES)
    }


FORBIDDEN = rooms_of_the_docs()

# What `dateline --help` may not wait for.
HEAVY = (
    "chromadb", "langchain", "langchain_core", "discord", "numpy", "onnxruntime", "pydantic",
    "rich", "prompt_toolkit", "trafilatura", "sqlite3",
)  # fmt: skip


def sources() -> list[Path]:
    return sorted(file for package in PACKAGES for file in (ROOT / package).rglob("*.py"))


def module_name(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def tracked_names() -> list[str]:
    """The repository's files; without git (an unpacked archive), the packages' modules."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode != 0:
        return [str(file.relative_to(ROOT)) for file in sources()]
    return [name for name in listed.stdout.split("\n") if (ROOT / name).is_file()]


def tracked() -> list[Path]:
    """The repository's text files."""
    binary = {".onnx", ".safetensors", ".gz", ".mo", ".png"}
    files = (ROOT / name for name in tracked_names())
    return [
        f for f in files if f.is_file() and f.suffix not in binary and f.name != "tokenizer.json"
    ]


@cache  # most tests of this module ask for all of them
def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


@cache
def nodes_of(file: Path) -> tuple[ast.AST, ...]:
    """What a file is made of, the whole of it first."""
    return tuple(ast.walk(parsed(file)))


@pytest.fixture(scope="module", autouse=True)
def _forgotten_at_last() -> Iterator[None]:
    """To look for garbage among all that takes as long as to read it, here and in other modules."""
    gc.disable()
    yield
    nodes_of.cache_clear()
    parsed.cache_clear()
    gc.enable()


def body_of(file: Path) -> list[ast.stmt]:
    return parsed(file).body


def statements(block: Sequence[ast.AST], *, typing: bool) -> Iterator[ast.AST]:
    """The statements of a block and of those in it, without what stands in them.

    Those below `if TYPE_CHECKING:` with `typing`.
    """
    for node in block:
        yield node
        for part in ("body", "handlers", "cases", "orelse", "finalbody"):
            if part != "body" or typing or not is_for_types(node):
                yield from statements(getattr(node, part, ()), typing=typing)


def is_for_types(node: ast.AST) -> bool:
    """Whether it is `if TYPE_CHECKING:`."""
    test = node.test if isinstance(node, ast.If) else None
    return isinstance(test, ast.Name) and test.id == "TYPE_CHECKING"


@cache
def imports(file: Path, *, typing: bool = False) -> frozenset[str]:
    """Every module that a file imports, wherever in it; those for types alone with `typing`."""
    found: set[str] = set()
    for node in statements(body_of(file), typing=typing):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def breaks(module: str, rule: str) -> bool:
    if rule == "!stdlib":
        top = module.partition(".")[0]
        return top not in sys.stdlib_module_names and not module.startswith("retrieval.types")
    return module == rule or module.startswith(f"{rule}.")


@pytest.mark.parametrize("room", FORBIDDEN)
def test_a_room_imports_only_what_it_may(room: str) -> None:
    # A file, all files below a folder, or those of a pattern: `bot/render*.py`.
    inside = set((ROOT / room).rglob("*.py")) | set(ROOT.glob(room))
    files = [file for file in sources() if file in inside]
    assert files, f"{room} has no files"
    broken = [
        f"{file.relative_to(ROOT)} imports {module}"
        for file in files
        for module in sorted(imports(file))
        for rule in FORBIDDEN[room]
        if breaks(module, rule)
    ]
    assert not broken


def test_no_room_stands_beside_the_table() -> None:
    rooms = {
        f"retrieval/{item.name}/" if item.is_dir() else f"retrieval/{item.name}"
        for item in (ROOT / "retrieval").iterdir()
        if not item.name.startswith("_") and (item.suffix == ".py" or any(item.glob("*.py")))
    }
    assert not rooms - FORBIDDEN.keys()


def test_the_table_names_only_modules_that_there_are() -> None:
    named = set().union(*FORBIDDEN.values()) - WORDS["vendors"] - {"!stdlib"}
    missing = {
        one
        for one in named
        if find_spec(one.partition(".")[0]) is None
        or (one.startswith("retrieval.") and find_spec(one) is None)
    }
    assert not missing


def test_no_modules_import_each_other_in_a_circle_not_even_for_types() -> None:
    names = {module_name(file): file for file in sources()}
    graph = {n: imports(file, typing=True) & names.keys() - {n} for n, file in names.items()}
    graphlib.TopologicalSorter(graph).prepare()  # raises CycleError, with the circle


FACE = ROOT / "bot" / "discord_app"

# Modules beside the folders of the Discord face that its folders import, and that import some of
# them all the same: each with the reason. For types alone.
BESIDE_FOLDERS = {
    "context": "names what the running bot holds, so that no folder needs its client",
}


def folders_of_the_face(typing: bool) -> dict[str, set[str]]:
    """The folders of the Discord face, and its modules beside them, with those they import."""
    graph: dict[str, set[str]] = {}
    for file in sorted(FACE.rglob("*.py")):
        parts = module_name(file).split(".")[2:]
        wanted = (name.split(".")[2:] for name in imports(file, typing=typing) if is_in_face(name))
        graph.setdefault((parts or ["."])[0], set()).update(name[0] for name in wanted)
    return {name: others - {name} for name, others in graph.items()}


def is_in_face(module: str) -> bool:
    return module.startswith("bot.discord_app.")


def test_no_folders_of_the_discord_face_import_each_other_not_even_for_types() -> None:
    graph = folders_of_the_face(typing=True)
    for name in BESIDE_FOLDERS:
        assert graph.pop(name) & graph.keys(), f"{name} needs no exception"
    graphlib.TopologicalSorter(graph).prepare()  # raises CycleError, with the circle
    graphlib.TopologicalSorter(folders_of_the_face(typing=False)).prepare()


def test_the_product_does_not_import_how_its_weights_were_made() -> None:
    outside = {"training", "benchmarks", "tests"}
    assert not [f for f in sources() if any(m.partition(".")[0] in outside for m in imports(f))]


def test_a_wheel_holds_every_data_file_of_the_packages() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    data = config["tool"]["setuptools"]["package-data"]
    left_out = []
    for file in tracked_names():
        package = next(
            (p for p in Path(file).parents if (ROOT / p / "__init__.py").is_file()), None
        )
        if not file.startswith(tuple(f"{p}/" for p in PACKAGES)) or file.endswith(".py"):
            continue
        if package is None:
            left_out.append(file)
            continue
        inside = Path(file).relative_to(package)
        patterns = data.get(".".join(package.parts), [])
        if not any(
            inside.match(one) and len(inside.parts) == one.count("/") + 1 for one in patterns
        ):
            left_out.append(file)
    assert not left_out


def test_what_a_wheel_is_told_to_hold_is_there() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    for package, patterns in config["tool"]["setuptools"]["package-data"].items():
        folder = ROOT / package.replace(".", "/")
        assert (folder / "__init__.py").is_file(), package
        assert any(list(folder.glob(one)) for one in patterns), package


def test_only_the_discord_face_imports_discord() -> None:
    outside = [f for f in sources() if "discord_app" not in f.parts and "discord" in imports(f)]
    assert not outside


def test_only_the_archive_imports_chroma() -> None:
    where = {f.parent for f in sources() if any(breaks(m, "chromadb") for m in imports(f))}
    assert where == {ROOT / "retrieval" / "archive", ROOT / "retrieval" / "archive" / "chroma"}


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from bot.cli import main\n"
        "main(['--help'])\n"
        f"print('LOADED', [m for m in {HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.rstrip().endswith("LOADED []")


def test_importing_the_core_opens_and_reads_nothing() -> None:
    code = (
        "import os, sys; before = dict(os.environ)\n"
        "import retrieval.settings, retrieval.factory, retrieval.types, retrieval.errors\n"
        "assert dict(os.environ) == before\n"
        "assert 'chromadb' not in sys.modules and 'langchain_core' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_env_example_lists_exactly_the_settings() -> None:
    from retrieval.settings import Settings

    text = (ROOT / ".env.example").read_text("utf-8")
    listed = re.findall(r"^([A-Z_]+)=", text, re.MULTILINE)
    settings = {
        str(field.validation_alias or f"DATELINE_{name.upper()}")
        for name, field in Settings.model_fields.items()
    }
    assert len(listed) == len(set(listed))
    assert set(listed) == settings


def test_env_example_holds_the_defaults() -> None:
    from retrieval.settings import Settings

    text = (ROOT / ".env.example").read_text("utf-8")
    for name, value in re.findall(r"^DATELINE_([A-Z_]+)=(.+)$", text, re.MULTILINE):
        default = Settings.model_fields[name.lower()].default
        assert str(default).lower().removesuffix(".0") == value.lower(), name


def test_each_prompt_asks_for_exactly_what_the_code_supplies() -> None:
    import prompts

    on_disk = {file.stem for file in (ROOT / "prompts").glob("*.md")}
    assert on_disk == set(prompts.VARIABLES)
    for name in on_disk:
        assert set(prompts.load(name).input_variables) == prompts.VARIABLES[name]


def test_no_file_names_a_machine_or_a_registry() -> None:
    # Written in two halves, so that this file does not name them itself.
    signs = ["/ro" + "ot/", "/ho" + "me/", "/wo" + "rk/", "index" + "-url", "find" + "-links"]
    found = [
        f"{file.relative_to(ROOT)}: {sign}"
        for file in tracked()
        for held in [file.read_bytes()]
        for sign in signs
        if sign.encode() in held
    ]
    assert not found


def test_every_constraint_is_an_exact_version() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[^\s=]+", pin) for pin in pins)


def test_every_direct_dependency_is_constrained() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["dev"], *extras["bench"]]
    pinned = {
        line.partition("==")[0].lower().replace("_", "-")
        for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    }
    names = {re.split(r"[<>=\[ ]", want)[0].lower().replace("_", "-") for want in wanted}
    assert names <= pinned


def test_functions_and_files_stay_short() -> None:
    long = []
    for file in sources():
        text = file.read_text("utf-8")
        if text.count("\n") > 300:
            long.append(f"{file.relative_to(ROOT)}: {text.count(chr(10))} lines")
        for node in nodes_of(file):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                # Most of a long one are its arguments, each on a line, and what is said of them.
                done = node.body[1:] if ast.get_docstring(node) else node.body
                end = (node.end_lineno or 0) + 1
                whole, body = end - node.lineno, end - done[0].lineno if done else 0
                if whole > 55 or body > 40:
                    long.append(f"{file.relative_to(ROOT)}: {node.name} has {whole} lines")
    assert not long


Assignment = ast.Assign | ast.AnnAssign

# `# days` in `_LATE = 3  # days`; not `# fmt: skip`, which tells a tool something
REMARK = re.compile(r"(?:^|\s)# (?!type:|fmt:|noqa)")
RAW = re.compile(r"(?<![\w\"'-])(?:r|rf|fr)[\"']")  # the beginning of `r"\d"` and `rf"{_DAY}\b"`


def has_remark(lines: list[str], first: int, last: int) -> bool:
    """Whether a remark stands on one of these lines, counted from 1, or on the line above."""
    # The line above counts if it is nothing else: `_DAY = 1  # a reason` is told of that alone.
    above = lines[first - 2].lstrip() if first > 1 else ""
    return any(map(REMARK.search, lines[first - 1 : last])) or REMARK.match(above) is not None


# `"TASS"`, `“yes”`, `3 May`, `the Т of Токаев`, `DB_KEY`, `Why?`, `{\\info`: what gives an example
EXAMPLE = re.compile(r"[\"'`“«\d?{]|[^\x00-\x7f]|[A-Z]{2}|://")


def has_example(lines: list[str], first: int, last: int, after: ast.stmt | None) -> bool:
    """Whether a remark there, or the sentence below, shows something that is found."""
    above = first - 1
    while above > 0 and lines[above - 1].lstrip().startswith("#"):
        above -= 1
    remarks = [line.partition("# ")[2] for line in lines[above:last]]
    below = ast.get_docstring(ast.Module([after], [])) if after else ""
    return any(map(EXAMPLE.search, [*remarks, below or ""]))


def untold(
    is_meant: Callable[[Assignment, Path], bool], *, with_example: bool = False
) -> list[str]:
    """Where a module assigns such a thing with neither a remark beside it nor a sentence below."""
    bare = []
    for file in sources():
        text = file.read_text("utf-8")
        lines, body = text.splitlines(), body_of(file)
        for node, after in zip(body, [*body[1:], None], strict=True):
            if not (isinstance(node, Assignment) and is_meant(node, file)):
                continue
            told = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
            first, last = node.lineno, node.end_lineno or node.lineno
            shown = not with_example or has_example(lines, first, last, after)
            if not (shown and (told or has_remark(lines, first, last))):
                bare.append(f"{file.relative_to(ROOT)}:{node.lineno}")
    return bare


def patterns_of_calls(inside: Iterable[ast.AST]) -> list[ast.expr]:
    """What the calls of `re` among these look for: `r"\\d"` of `re.sub(r"\\d", "", words)`."""
    return [
        node.args[0]
        for node in inside
        if isinstance(node, ast.Call) and re.fullmatch(r"re\.(?!escape)\w+", ast.unparse(node.func))
    ]


@cache
def parts_of_patterns() -> frozenset[tuple[str, str]]:
    """Of what patterns are put together, by module and name: `_DAY` in `rf"{_DAY}\\b"`."""
    found = set()
    for file in sources():
        text = file.read_text("utf-8")
        lines, inside = text.splitlines(), nodes_of(file)
        imported = {
            alias.name: node.module
            for node in inside
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        parts = patterns_of_calls(inside)
        for node in inside:
            if isinstance(node, ast.JoinedStr) and RAW.search(written(node, lines)):
                parts += [one.value for one in node.values if isinstance(one, ast.FormattedValue)]
        names = {part.id for part in parts if isinstance(part, ast.Name)}
        found |= {(imported.get(name) or module_name(file), name) for name in names}
    return frozenset(found)


def written(node: ast.expr | Assignment, lines: list[str]) -> str:
    """The lines on which it stands; `ast.get_source_segment` takes the file apart each time."""
    return "\n".join(lines[node.lineno - 1 : node.end_lineno])


def test_an_example_stands_beside_every_regular_expression() -> None:
    def is_pattern(node: Assignment, file: Path) -> bool:
        source = written(node, file.read_text("utf-8").splitlines())
        name = ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target)
        part = (module_name(file), name) in parts_of_patterns() and '"' in source
        return "re.compile(" in source or RAW.search(source) is not None or part

    assert not untold(is_pattern, with_example=True)


def own(statement: ast.stmt) -> Iterator[ast.AST]:
    """What stands in a statement itself, and in none of those below it."""
    waiting = list(ast.iter_child_nodes(statement))
    for node in waiting:
        if not isinstance(node, ast.stmt):
            yield node
            waiting += ast.iter_child_nodes(node)


def test_an_example_stands_beside_every_regular_expression_in_a_function() -> None:
    bare = []
    for file in sources():
        text = file.read_text("utf-8")
        lines = text.splitlines()
        told = {node for node in body_of(file) if isinstance(node, Assignment)}  # by the test above
        for node in {one for one in nodes_of(file) if isinstance(one, ast.stmt)} - told:
            patterns = patterns_of_calls(own(node))
            below = getattr(node, "body", None)
            last = below[0].lineno - 1 if below else node.end_lineno or node.lineno
            if any(isinstance(one, ast.Constant | ast.JoinedStr) for one in patterns) and (
                not has_remark(lines, node.lineno, last)
            ):
                bare.append(f"{file.relative_to(ROOT)}:{node.lineno}")
    assert not bare


def test_the_reason_stands_beside_every_number() -> None:
    def is_number(node: Assignment, _file: Path) -> bool:
        value = node.value
        if isinstance(value, ast.Tuple):
            return all(isinstance(one, ast.Constant) and is_plain(one) for one in value.elts)
        if isinstance(value, ast.Call):
            given = [*value.args, *(one.value for one in value.keywords)]
            return bool(given) and all(map(is_plain, given))
        return value is not None and is_plain(value)

    def is_plain(value: ast.expr) -> bool:
        """`3`, `-0.5`, `14 * 60.0`, `1 << 20`."""
        leaves = [one for one in ast.walk(value) if isinstance(one, ast.expr)]
        numbers = [one for one in leaves if isinstance(one, ast.Constant)]
        signs = (ast.Constant, ast.BinOp, ast.UnaryOp)
        return all(isinstance(one, signs) for one in leaves) and all(
            type(one.value) in {int, float} for one in numbers
        )

    assert not untold(is_number)


def test_each_module_has_a_test_module_of_its_name() -> None:
    modules = [f.relative_to(ROOT) for f in sources() if f.name != "__init__.py"]
    assert not [
        str(one)
        for one in modules
        if not (ROOT / "tests" / one.with_name(f"test_{one.name}")).is_file()
    ]


def test_no_two_modules_have_one_name() -> None:
    names = Counter(f.name for f in sources() if f.name != "__init__.py")
    assert not [name for name, times in names.items() if times > 1]


# Where a word that could say anything is a name, since there it has its one meaning.
ONE_MEANING = {
    "apart": ("retrieval/answer/versions.py",),  # what sources say otherwise
    "figures": ("retrieval/evaluation/", "bot/render_", "bot/commands/evaluating.py"),  # measured
}


def names_in(file: Path) -> set[str]:
    """What a file's variables, arguments, attributes and functions are called."""
    parts = ("id", "arg", "attr", "name")
    named = (getattr(node, part, None) for node in nodes_of(file) for part in parts)
    return {name for name in named if isinstance(name, str)}


def test_no_two_test_modules_have_one_name() -> None:
    names = Counter(f.name for f in (ROOT / "tests").rglob("test_*.py"))
    assert not [name for name, times in names.items() if times > 1]


def test_a_word_of_many_meanings_is_a_name_in_one_of_them() -> None:
    files = {str(file.relative_to(ROOT)): names_in(file) for file in sources()}
    assert not [
        f"{file}: {word}"
        for file, names in files.items()
        for word, where in ONE_MEANING.items()
        if word in names and not file.startswith(where)
    ]


def test_no_module_calls_a_function_plainly_write() -> None:
    files = [f for f in sources() for node in body_of(f)
             if isinstance(node, ast.FunctionDef) and node.name == "write"]  # fmt: skip
    assert not files


def test_sample_articles_say_that_they_are_ours() -> None:
    briefs = sorted((ROOT / "articles").glob("*.md"))
    assert 12 <= len(briefs) <= 20
    assert all("Dateline's own summary" in brief.read_text("utf-8") for brief in briefs)


def test_what_tests_share_stands_in_support() -> None:
    files = sorted((ROOT / "tests").rglob("*.py"))
    kept = {"conftest.py", *(f.name for f in (ROOT / "tests" / "support").glob("*.py"))}
    assert not [f for f in files if not f.name.startswith("test_") and f.name not in kept]
    wanted = {module.partition(".")[0]: file for file in files for module in imports(file)}
    missing = {top: file.name for top, file in wanted.items() if find_spec(top) is None}
    assert not missing

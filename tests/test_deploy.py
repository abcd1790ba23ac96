"""What `deploy/` and its page say is what the program does."""

import configparser
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from retrieval.errors import ConfigurationError
from retrieval.settings import Settings

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "deploy.md").read_text("utf-8")
DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text("utf-8")
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def pins(name: str) -> dict[str, Requirement]:
    """The exact versions that a list names, by canonical name."""
    # aiohttp==3.14.5 ; python_version < "3.13" \
    lines = re.findall(r"^[\w.-]+==[^\\\n]+", (ROOT / name).read_text("utf-8"), re.MULTILINE)
    return {canonicalize_name(one.name): one for one in map(Requirement, lines)}


def docker_runs() -> bool:
    docker = shutil.which("docker") or shutil.which("podman")
    return (
        docker is not None and subprocess.run([docker, "info"], capture_output=True).returncode == 0
    )


@pytest.fixture
def unit():
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str
    parser.read(ROOT / "deploy" / "dateline.service")
    return parser["Service"]


def test_a_wrong_setting_is_not_started_again(unit):
    assert str(ConfigurationError.exit_code) in unit["RestartPreventExitStatus"].split()
    assert unit["Restart"] == "on-failure"


def test_the_service_gets_more_time_to_stop_than_the_bot_takes(unit):
    from bot.shutdown import LEAVE_SECONDS

    assert float(unit["TimeoutStopSec"]) > LEAVE_SECONDS + 3


def test_neither_the_service_nor_the_container_runs_as_root(unit):
    assert unit["User"] == "dateline"
    assert unit["NoNewPrivileges"] == "yes"
    stage = DOCKERFILE.rpartition("FROM ")[2]
    assert re.search(r"^USER 10001$", stage, re.MULTILINE)


def test_the_page_installs_and_starts_what_the_unit_names(unit):
    assert re.search(
        rf"sudo useradd .*--home-dir {unit['WorkingDirectory']} .* {unit['User']}\n", PAGE
    )
    assert f"sudo install -m 0600 /dev/stdin {unit['EnvironmentFile']} <" in PAGE
    assert "sudo install -m 0644 deploy/dateline.service /etc/systemd/system/" in PAGE
    assert "sudo systemctl enable --now dateline\n" in PAGE


def test_the_container_has_a_health_check_and_names_no_registry():
    assert 'CMD ["dateline", "bot", "--health"]' in DOCKERFILE
    assert set(re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)) == {"python:3.12-slim"}


def test_no_secret_goes_into_an_image():
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert {".env", ".git", "articles", "*.sqlite"} <= set(ignored)
    assert "TOKEN" not in DOCKERFILE


def test_every_setting_and_file_on_the_page_exists():
    from bot.discord_app.access import audit_log
    from bot.discord_app.gateway import command_sync, health, lifecycle
    from bot.discord_app.request_handling import pending
    from bot.discord_app.watches import weekly_digest
    from bot.logging_setup import FILE

    known = {f"DATELINE_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"DATELINE_[A-Z_]+", PAGE)) <= known
    files = (FILE, audit_log.FILE, health.FILE, lifecycle.LOCK, command_sync.FILE, pending.FILE)
    assert all(f"`{name}`" in PAGE for name in (*files, weekly_digest.FILE))


def test_the_limits_on_the_page_are_the_defaults():
    fields = Settings.model_fields
    stated = dict(re.findall(r"^\| `DATELINE_(\w+)` \| (\d+)", PAGE, re.MULTILINE))
    assert len(stated) == 3
    for name, value in stated.items():
        assert fields[name.lower()].default == float(value)


def test_the_dockerfile_pleases_its_judge():
    hadolint = Path(sys.executable).with_name("hadolint")
    found = subprocess.run(
        [str(hadolint), "--no-color", "-"], input=DOCKERFILE, capture_output=True, text=True
    )
    assert not found.stdout + found.stderr


@pytest.mark.install
@pytest.mark.skipif(not docker_runs(), reason="no docker or podman runs here")
def test_the_image_is_built_and_answers():
    docker = shutil.which("docker") or shutil.which("podman")
    build = [docker, "build", "--quiet", "-f", "deploy/Dockerfile", "."]
    image = subprocess.run(build, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    run = [docker, "run", "--rm", "--network", "none", image.strip(), "dateline", "--version"]
    assert subprocess.run(run, check=True, capture_output=True, text=True).stdout.strip()


def test_what_is_locked_is_what_the_project_is_tested_with():
    locked, tested = pins("deploy/requirements.txt"), pins("constraints.txt")
    needed = {name: one for name, one in locked.items() if not one.marker or one.marker.evaluate()}
    assert len(needed) > 100
    assert not {str(one) for name, one in needed.items() if one.specifier != tested[name].specifier}


def test_every_dependency_is_locked_with_its_hashes():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extras = project["project"]["optional-dependencies"]
    wanted = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    wanted += [one for name in ("shared", "mcp", "serve") for one in extras[name]]
    locked = pins("deploy/requirements.txt")
    for want in map(Requirement, wanted):
        pinned = next(iter(locked[canonicalize_name(want.name)].specifier)).version
        assert want.specifier.contains(pinned), want
    text = (ROOT / "deploy" / "requirements.txt").read_text("utf-8")
    entries = re.split(r"\n(?=\S)", text.partition("\naiohappyeyeballs")[2])
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", entry) for entry in entries)
    assert "://" not in text


def test_the_licences_are_those_of_what_is_locked_and_bind_nobody_who_changes_nothing_in_them():
    table = (ROOT / "deploy" / "licences.md").read_text("utf-8")
    rows = [[cell.strip() for cell in row.split("|")[1:4]] for row in table.splitlines()[2:]]
    locked = pins("deploy/requirements.txt")
    listed = {canonicalize_name(name): version for name, version, _ in rows}
    assert all(locked[name].marker for name in locked.keys() - listed.keys())
    assert all(locked[name].specifier.contains(version) for name, version in listed.items())
    copyleft = {row[0]: row[2] for row in rows if "GPL" in row[2] and " OR " not in row[2]}
    # The lesser one binds whoever changes the library itself.
    assert copyleft == {"psycopg": "LGPL-3.0-only", "psycopg-binary": "LGPL-3.0-only"}


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_a_workflow_runs_what_the_makefile_offers_and_may_not_write_unasked(file):
    workflow = yaml.safe_load(file.read_text("utf-8"))
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    runs = [step["run"] for step in steps if "run" in step]
    assert {one.split()[1] for one in runs if one.startswith("make ")} <= targets
    assert all(re.search(r"@v\d+$", step["uses"]) for step in steps if "uses" in step)
    assert all("timeout-minutes" in job for job in workflow["jobs"].values())
    assert workflow["permissions"]["contents"] == ("write" if file.stem == "release" else "read")


@pytest.mark.slow
def test_the_hooks_before_a_commit_are_the_tools_of_make_lint():
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    hooks = [hook for repo in config["repos"] for hook in repo["hooks"]]
    assert {repo["repo"] for repo in config["repos"]} == {"local"}
    lint = (ROOT / "Makefile").read_text("utf-8").partition("lint:")[2]
    entries = [hook["entry"].removeprefix(".venv/bin/").removesuffix(" --fix") for hook in hooks]
    assert [entry in lint for entry in entries[:3]] == [True, True, True]

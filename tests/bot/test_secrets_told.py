"""Nothing that is written or sent holds a secret: errors, receipts, reports, exports, messages."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli import main
from bot.discord_app.render.escape import escape
from retrieval.redaction import REDACTED
from support.command_line import front, printed

pytestmark = pytest.mark.slow

SECRET = "aB3_dE5*fG7hJ9kL1m"
"""Of no maker's shape, with marks that Discord has escaped."""


@pytest.fixture(autouse=True)
def _secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MISTRAL_API_KEY", SECRET)


def test_an_error_tells_no_secret(
    home: Path, articles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["index", f"nowhere-{SECRET}"]) == 2
    told = capsys.readouterr().err
    assert SECRET not in told
    assert f"nowhere-{REDACTED}" in told


def test_a_report_tells_no_secret(
    home: Path, articles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (articles / f"{SECRET}.pdf").write_bytes(b"%PDF-1.4 of no use")
    for form in ((), ("--json",)):
        assert main(["index", "news", *form]) == 4
        told = capsys.readouterr().out
        assert SECRET not in told
        assert f"{REDACTED}.pdf" in told


def test_a_receipt_and_what_is_exported_of_it_hold_no_secret(
    home: Path, articles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = front("Keys", "Amber Post", "2019-05-04") + f"The harbour's new key is {SECRET} now.\n"
    (articles / "keys.md").write_text(text, "utf-8")
    assert main(["index", "news"]) == 0
    capsys.readouterr()
    # An answer, or a refusal that quotes the sentence as nearest: both are kept and exported.
    assert main(["ask", "--json", f"What is the harbour's new key, {SECRET}?"]) in {0, 3}
    answer = printed(capsys)
    assert answer["citations"] or answer["nearest"]
    receipt = answer["receipt"]
    for form in ("--md", "--json", "--csl"):
        assert main(["export", receipt, form]) == 0
        assert SECRET not in capsys.readouterr().out
    database = b"".join(path.read_bytes() for path in home.glob("archive.sqlite*"))
    receipts = database.count(f"new key, {REDACTED}".encode())
    assert receipts


def test_no_message_in_discord_holds_a_secret() -> None:
    assert escape(f"It is {SECRET}.") == escape(f"It is {REDACTED}.")


def test_doctor_says_where_each_setting_comes_from_and_no_value(
    home: Path, indexed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    (tmp_path / ".env").write_text("DATELINE_ALLOWED_HOSTS=of-the-file\nPYTHONPATH=evil\n")
    (tmp_path / ".env").chmod(0o600)
    monkeypatch.setenv("DATELINE_ALLOWED_HOSTS", "")  # put back at the end
    monkeypatch.delenv("DATELINE_ALLOWED_HOSTS")
    assert main(["doctor"]) == 0
    line = capsys.readouterr().out.splitlines()[0]
    assert "DATELINE_HOME, MISTRAL_API_KEY from the environment" in line
    assert f"DATELINE_ALLOWED_HOSTS from {tmp_path / '.env'}" in line
    assert "1 line of .env ignored (PYTHONPATH)" in line
    assert "of-the-file" not in line
    assert SECRET not in line

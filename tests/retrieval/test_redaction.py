"""Secrets are known by the name they stand under, whatever they look like, or by their shape."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from urllib.parse import quote

import pytest

from retrieval.env_file import load_env_file
from retrieval.redaction import REDACTED, redacted, redacted_values

ODD = "Zq7/wörd+x y"
"""What no pattern would know for a secret."""

SHAPED = {
    "OpenAI": "sk-proj-abcdefghijklmnop0123456789",
    "Anthropic": "sk-ant-api03-Abc123def456ghi789-jkl_mno",
    "Google": "AIzaSyA1234567890abcdefghijklmnopqrstuv",
    "LangSmith": "lsv2_pt_0123456789abcdef0123456789abcdef_0123456789",
    "Hugging Face": "hf_AbCdEfGhIjKlMnOpQrStUvWxYz",
    "GitHub": "ghp_0123456789abcdefghijABCDEFGHIJ012345",
    "GitHub, fine-grained": "github_pat_11ABCDEFG0123456789_abcdefghijkl",
    "AWS": "AKIAIOSFODNN7EXAMPLE",
    "Slack": "xoxb-123456789012-abcdefghijkl",
    "Discord": "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDE.abcdefghijklmnopqrstuvwxyz0123456789AB",
    "a JSON web token": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N",
    "a private key": "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----",
}


@pytest.mark.parametrize("maker", SHAPED)
def test_a_makers_shape_is_known_without_its_value(maker: str) -> None:
    assert redacted(f"refused: '{SHAPED[maker]}'.") == f"refused: '{REDACTED}'."


def test_a_webhook_and_a_urls_password_are_known_by_their_place() -> None:
    hook = "https://discord.com/api/webhooks/123/aBcD-eFgH_0"
    assert redacted(hook) == f"https://discord.com/api/webhooks/123/{REDACTED}"
    assert redacted("postgres://me:p@ss,w0rd@db/x") == f"postgres://{REDACTED}@db/x"


@pytest.mark.parametrize(
    "text",
    [
        "https://news.example/2024/key-takeaways-from-the-2024-summit?key=1&lang=en",
        "https://medium.example/@somebody/sk-telecom-in-the-sky",
        "Bearer bonds and basic principles of hf_ and AKIA, said the mayor at 12:30.",
        "langchain_core.exceptions.OutputParserException at 12.5 in bot.discord_app.client",
        "pk-yle yritti; e-mail: someone@example.org",
    ],
)
def test_prose_and_addresses_stay_as_they_are(text: str) -> None:
    assert redacted(text) == text


@pytest.mark.parametrize(
    "name",
    ["MISTRAL_API_KEY", "GITHUB_TOKEN", "AWS_SECRET_ACCESS_KEY", "CLIENT_SECRET", "DB_PASSWORD",
     "PGPASSWORD"],
)  # fmt: skip
@pytest.mark.parametrize(
    "written",
    [
        str,
        repr,
        json.dumps,
        quote,
        lambda value: quote(value, safe=""),
        lambda value: base64.b64encode(f"user:{value}".encode()).decode(),
        lambda value: base64.b64encode(f"me:{value}:x".encode()).decode(),
    ],
)
def test_what_stands_under_a_secrets_name_is_taken_out_however_it_is_written(
    monkeypatch: pytest.MonkeyPatch, name: str, written: object
) -> None:
    assert callable(written)
    text = f"it failed with {written(ODD)} at once"
    assert redacted(text) == text
    monkeypatch.setenv(name, ODD)
    without = redacted(text)
    assert REDACTED in without
    assert written(ODD)[6:12] not in without
    assert without.endswith(" at once")


def test_the_password_in_a_variables_url_is_a_secret_everywhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE", "postgres://reader:s3cr3t-one@db.example/x")
    assert redacted("password s3cr3t-one was refused") == f"password {REDACTED} was refused"


@pytest.mark.parametrize("value", ["", "none", "ollama", "x1"])
def test_a_word_that_is_no_secret_is_not_taken_out(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", value)
    assert redacted("none of x1 runs in ollama") == "none of x1 runs in ollama"


def test_what_a_env_file_holds_is_a_secret_even_where_it_does_not_count(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SOME_OTHER_TOKEN=abc-of-no-shape-9\n")
    (tmp_path / ".env").chmod(0o600)
    load_env_file(tmp_path)
    assert redacted("abc-of-no-shape-9") == REDACTED


def test_values_in_objects_and_lists_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_SECRET", "of-no-shape-7")
    value = {"a": ["x of-no-shape-7", 1, None], "b": ("of-no-shape-7",), "c": 2.5}
    assert redacted_values(value) == {"a": [f"x {REDACTED}", 1, None], "b": [REDACTED], "c": 2.5}

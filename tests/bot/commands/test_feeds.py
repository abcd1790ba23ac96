"""Following feeds from the command line, against a server on loopback."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from bot.background_watching import MOST_TRIES, FeedFailures
from bot.cli import main
from retrieval import factory
from retrieval.settings import read_settings
from retrieval.types import Failure, IndexReport

pytestmark = pytest.mark.slow

STORY = "<p>The ferry {0} sank off Skaal on Saturday morning, the coast guard said.</p>" + (
    "<p>All forty passengers were brought ashore by fishing boats from the harbour.</p>"
    "<p>The cause is not known, and divers are to look at the wreck in the coming days.</p>"
)


class Paper:
    """A newspaper's server: pages by path, each with an ETag that it honours."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.status: dict[str, int] = {}
        self.asked: list[tuple[str, int]] = []
        paper = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                paper.serve(self)

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self._server.server_address[1]}"
        # Looked at often: by default closing it waits for half a second.
        looking = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        looking.start()

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def feed(self, *names: str) -> str:
        items = "".join(f"<item><title>{n}</title><link>/{n}</link></item>" for n in names)
        for name in names:
            self.pages[f"/{name}"] = (
                f"<html><head><title>{name} sinks</title></head><body><article><h1>{name} sinks"
                f"</h1>{STORY.format(name)}</article></body></html>"
            )
        return (
            f'<rss version="2.0"><channel><title>Coast Daily</title><link>{self.url("/")}</link>'
            f"{items}</channel></rss>"
        )

    def serve(self, request: BaseHTTPRequestHandler) -> None:
        body = self.pages.get(request.path)
        tag = f'"{hash(body)}"'
        status = self.status.get(request.path, 200 if body is not None else 404)
        if status == 200 and request.headers["If-None-Match"] == tag:
            status = 304
        if request.path != "/robots.txt":
            self.asked.append((request.path, status))
        content = (body or "").encode() if status == 200 else b""
        request.send_response(status)
        request.send_header("ETag", tag)
        request.send_header("Content-Type", "text/html; charset=utf-8")
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def paper() -> Iterator[Paper]:
    paper = Paper()
    yield paper
    paper.close()


Dateline = Callable[..., tuple[int, str]]


@pytest.fixture
def dateline(
    paper: Paper,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Dateline:
    """Runs a command; its exit code, and what it said."""
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DATELINE_ALLOWED_HOSTS", paper.host)
    monkeypatch.setenv("DATELINE_THREADS", "1")  # one process to read in, not two
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str]:
        capsys.readouterr()
        code = main(list(arguments))
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def held(dateline: Dateline) -> list[str]:
    return sorted(
        one["source"] for one in json.loads(dateline("articles", "--json")[1])["articles"]
    )


def test_a_feed_is_followed_read_and_left(paper: Paper, dateline: Dateline) -> None:
    feed = paper.url("/feed")
    paper.pages["/feed"] = paper.feed("Gudrun", "Ask")
    assert dateline("feeds", "add", feed)[0] == 0
    assert "not read yet" in dateline("feeds", "list")[1]
    code, said = dateline("feeds", "refresh")
    assert (code, said.split(",")[0]) == (0, "2 added")
    assert held(dateline) == [paper.url("/Ask"), paper.url("/Gudrun")]
    (listed,) = json.loads(dateline("feeds", "list", "--json")[1])["feeds"]
    assert (listed["url"], listed["title"], listed["failure"]) == (feed, "Coast Daily", None)
    assert dateline("feeds", "remove", feed)[0] == 0
    assert "No feed is followed" in dateline("feeds", "list")[1]
    assert len(held(dateline)) == 2


def test_what_is_new_is_added_and_what_the_feed_dropped_stays(
    paper: Paper, dateline: Dateline
) -> None:
    paper.pages["/feed"] = paper.feed("Gudrun", "Ask")
    dateline("feeds", "add", paper.url("/feed"))
    dateline("feeds", "refresh")
    paper.pages["/feed"] = paper.feed("Ask", "Embla")
    paper.asked.clear()
    code, said = dateline("feeds", "refresh")
    assert code == 0
    assert said.startswith("1 added, 0 updated, 1 unchanged, 0 removed")
    assert len(held(dateline)) == 3
    assert paper.asked == [("/feed", 200), ("/Embla", 200)]


def test_an_unchanged_feed_costs_one_request(paper: Paper, dateline: Dateline) -> None:
    paper.pages["/feed"] = paper.feed("Gudrun")
    dateline("feeds", "add", paper.url("/feed"))
    dateline("feeds", "refresh")
    paper.asked.clear()
    code, said = dateline("feeds", "refresh", paper.url("/feed"))
    assert code == 0
    assert "embedded" not in said
    assert paper.asked == [("/feed", 304)]


def test_an_article_that_was_removed_does_not_come_back_with_its_feed(
    paper: Paper, dateline: Dateline
) -> None:
    paper.pages["/feed"] = paper.feed("Gudrun", "Ask")
    dateline("feeds", "add", paper.url("/feed"))
    dateline("feeds", "refresh")
    dateline("remove", paper.url("/Ask"))
    paper.pages["/feed"] = paper.feed("Gudrun", "Ask", "Embla")
    dateline("feeds", "refresh")
    assert held(dateline) == [paper.url("/Embla"), paper.url("/Gudrun")]


def test_one_failing_feed_does_not_stop_the_others(paper: Paper, dateline: Dateline) -> None:
    paper.pages["/good"] = paper.feed("Gudrun")
    dateline("feeds", "add", paper.url("/bad"), paper.url("/good"))
    code, said = dateline("feeds", "refresh")
    assert code == 4
    assert f"{paper.url('/bad')} is gone (404)" in said
    assert held(dateline) == [paper.url("/Gudrun")]
    assert "failed: " in dateline("feeds", "list")[1]


def test_a_page_that_failed_is_asked_for_again_though_the_feed_is_as_it_was(
    paper: Paper, dateline: Dateline
) -> None:
    paper.pages["/feed"] = paper.feed("Gudrun", "Ask")
    paper.status["/Ask"] = 500
    dateline("feeds", "add", paper.url("/feed"))
    assert dateline("feeds", "refresh")[0] == 4
    del paper.status["/Ask"]
    assert dateline("feeds", "refresh")[0] == 0
    assert len(held(dateline)) == 2


def test_an_unchanged_page_is_neither_read_nor_embedded_and_a_gone_one_is_kept(
    paper: Paper, dateline: Dateline
) -> None:
    paper.feed("Gudrun")
    page = paper.url("/Gudrun")
    assert dateline("index", page)[0] == 0
    code, said = dateline("index", page)
    assert (code, said.strip()) == (0, "0 added, 0 updated, 1 unchanged, 0 removed, 0 failed.")
    assert paper.asked[-1] == ("/Gudrun", 304)
    paper.status["/Gudrun"] = 410
    code, said = dateline("index", page)
    assert code == 4
    assert "the archive keeps its copy" in said
    assert held(dateline) == [page]


def test_a_removed_page_that_is_asked_for_by_name_is_read_again(
    paper: Paper, dateline: Dateline
) -> None:
    paper.feed("Gudrun")
    dateline("index", paper.url("/Gudrun"))
    dateline("remove", paper.url("/Gudrun"))
    assert dateline("index", paper.url("/Gudrun"))[1].startswith("1 added")


def test_a_dry_run_says_what_a_feed_would_bring_and_remembers_nothing(
    paper: Paper, dateline: Dateline
) -> None:
    paper.pages["/feed"] = paper.feed("Gudrun")
    code, said = dateline("index", paper.url("/feed"), "--dry-run")
    assert code == 0
    assert "1 to add" in said
    assert dateline("index", paper.url("/feed"))[1].startswith("1 added")


@pytest.mark.parametrize(("arguments", "says"), [
    (("add", "feed.xml"), "no web address"), (("add", "https://a:b@c.example/"), "password"),
    (("remove", "https://a.example/"), "dateline feeds list"),
    (("refresh", "https://a.example/"), "dateline feeds list"),
    (("refresh",), "dateline feeds add URL"), (("add",), "Missing argument"),
])  # fmt: skip
def test_a_call_that_cannot_be_carried_out_is_told(
    dateline: Dateline, arguments: tuple[str, ...], says: str
) -> None:
    dateline("feeds", "add", "https://followed.example/feed")
    if arguments == ("refresh",):
        dateline("feeds", "remove", "https://followed.example/feed")
    code, said = dateline("feeds", *arguments)
    assert code == 2
    assert says in said


def test_a_feed_file_on_the_disk_is_indexed_without_a_request(
    paper: Paper, dateline: Dateline, tmp_path: Path
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    summary = "<description>The ferry Gudrun sank, and all were saved.</description></item>"
    feed = paper.feed("Gudrun", "Ask").replace("</item>", summary)
    (folder / "coast.rss").write_text(feed)
    assert dateline("index", str(folder))[1].startswith("2 added")
    assert paper.asked == []
    (folder / "coast.rss").write_text(paper.feed("Ask").replace("</item>", summary))
    assert "0 removed" in dateline("index", str(folder))[1]
    assert len(held(dateline)) == 2
    (folder / "coast.rss").unlink()
    (folder / "other.rss").write_text(paper.feed("Embla").replace("</item>", summary))
    assert "2 removed" in dateline("index", str(folder))[1]


def test_a_page_that_fails_time_and_again_is_told_once_and_asked_for_no_more(
    paper: Paper, dateline: Dateline
) -> None:
    paper.pages["/feed"] = paper.feed("Gudrun", "Ask")
    paper.status["/Ask"] = 404
    dateline("feeds", "add", paper.url("/feed"))
    settings, failures, told = read_settings(), FeedFailures(), []
    for _ in range(MOST_TRIES + 1):
        report = factory.refresh_feeds(settings, given_up=failures.given_up)
        told += failures.news(report).failed
    assert [one.source for one in told] == [paper.url("/Ask")]
    assert [status for path, status in paper.asked if path == "/Ask"] == [404] * MOST_TRIES
    assert failures.given_up == {paper.url("/Ask")}
    assert held(dateline) == [paper.url("/Gudrun")]


def test_a_page_that_is_read_in_between_starts_anew_and_another_reason_is_told() -> None:
    failures = FeedFailures()
    gone, late = Failure("u", "It is gone."), Failure("u", "It came too late.")
    runs = [(gone,), (gone,), (), (gone,), (late,)]
    told = [failures.news(IndexReport(failed=failed)).failed for failed in runs]
    assert told == [(gone,), (), (), (gone,), (late,)]
    assert failures.given_up == frozenset()

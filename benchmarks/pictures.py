"""Draws docs/pictures/*.png: what the bot posts of the sample articles, as Discord shows it.

    python -m benchmarks.pictures
    (needs: apt install chromium fonts-noto-core fonts-noto-color-emoji)

The messages and their buttons are those that the bot posts; only the frame around them is drawn
after Discord's. Two of the samples are given an address here, since most articles of a real
archive have one, and a title with an address is a link.
"""

from __future__ import annotations

import asyncio
import html
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import discord
from markdown_it import MarkdownIt

from bot.discord_app.components.pagination import first_of, paged_view
from bot.discord_app.render.messages import answer_post
from bot.discord_app.watches.watch_runner import news_post, news_view
from bot.render import is_refusal
from retrieval import factory
from retrieval.archive.store import Archive
from retrieval.archive.watches import add_watch
from retrieval.settings import Settings, read_settings
from retrieval.types import Question

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
# Pixels; the height is what the message needs.
WIDTH = 720
LATE = "2024-07-04-astana-times-sco-belarus.md"
"""The article that arrives after the watch was saved."""
LINKED = ("2015-06-04-interfax-sco-expert-group.md", LATE)
"""The articles that have an address: all that is shown but the refusal's."""

# Each is what a reader would type; `main` fails where the samples answer it otherwise.
ASKED = {
    "answer": ("/ask", Question("Who proposed creating an SCO expert group?")),
    "refusal": ("/ask", Question("Why did Kazakhstan leave the CSTO?")),
    "check": ("/check", Question("Belarus became a full member of the SCO in 2024.", form="check")),
}
WATCHED = "Who joins the SCO?"
DRAWN = (*ASKED, "watch")
"""The pictures that there are, by name."""

# "-# In the articles' own words", "> a quotation", "__Sources differ__"
_LINE = re.compile(r"(?P<small>-# )?(?P<quote>> )?(?P<text>.*)")
_HEADING = re.compile(r"__(.+)__")

STYLE = """
html { background: #313338; }
body { margin: 0; padding: 16px 20px 18px; background: #313338; color: #dbdee1;
       font: 16px/1.375 "gg sans", "Noto Sans", "DejaVu Sans", Helvetica, Arial, sans-serif; }
.used { color: #b5bac1; font-size: 14px; margin: 0 0 4px 56px; }
.used b { color: #c9cdfb; font-weight: 500; }
.used code { color: #c9cdfb; background: #3c4270; border-radius: 3px; padding: 0 3px;
             font: inherit; }
.message { display: flex; gap: 16px; }
.face { flex: none; width: 40px; height: 40px; border-radius: 50%; background: #5865f2;
        color: #fff; text-align: center; font-weight: 700; line-height: 40px; font-size: 19px; }
.name { color: #f2f3f5; font-weight: 500; }
.app { background: #5865f2; color: #fff; font-size: 10px; font-weight: 600; border-radius: 3px;
       padding: 1px 5px; margin: 0 6px; vertical-align: 2px; }
.time { color: #949ba4; font-size: 12px; }
.line { min-height: 8px; overflow-wrap: anywhere; }
.small { color: #949ba4; font-size: 13px; }
.quote { border-left: 4px solid #4e5058; padding-left: 12px; }
a { color: #00a8fc; text-decoration: none; }
.buttons { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px; }
.button { background: #4e5058; color: #fff; border-radius: 8px; padding: 5px 14px;
          font-size: 14px; font-weight: 500; }
"""


@dataclass(frozen=True)
class Shown:
    """A message: what led to it, its text, and the labels of its buttons."""

    used: str
    text: str
    buttons: tuple[str, ...]


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("Chromium is not installed; install it with: apt install chromium")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings(home=Path(folder) / "home")
        # A profile of its own, which the user's browser doesn't hold.
        browser = [chromium, f"--user-data-dir={Path(folder) / 'profile'}"]
        for name, message in asyncio.run(messages(settings, Path(folder))):
            page = Path(folder) / f"{name}.html"
            page.write_text(as_page(message), "utf-8")
            draw(browser, page, PICTURES / f"{name}.png")
            print(f"docs/pictures/{name}.png")


async def messages(settings: Settings, folder: Path) -> list[tuple[str, Shown]]:
    """The messages by name; discord.py makes buttons only where an event loop runs."""
    early = folder / "articles"
    early.mkdir()
    for sample in (ROOT / "articles").glob("*.md"):
        if sample.name != LATE:
            lay(sample, early)
    factory.index(settings, [early])
    with factory.open_archive(settings) as archive:
        watch = add_watch(archive, 1, 1, 1, WATCHED)
        # Indexed after the watch is saved: only what arrives later is news.
        lay(ROOT / "articles" / LATE, early)
        factory.index(settings, [early])
        # By the same search as the bot's own task for watches.
        findings = [(watch, factory.make_news(settings, archive)(watch))]
        post = news_post(findings)
        told = Shown("", post.pages[0], _labels(news_view(findings)))
        return [*_answered(settings, archive), ("watch", told)]


def lay(sample: Path, folder: Path) -> None:
    """Copy a sample, with an address at the domain of examples if it is to have one."""
    address = f"url: https://example.org/{sample.stem}\n" if sample.name in LINKED else ""
    text = sample.read_text("utf-8").replace("---\n", f"---\n{address}", 1)
    (folder / sample.name).write_text(text, "utf-8")


def _answered(settings: Settings, archive: Archive) -> Iterator[tuple[str, Shown]]:
    chain = factory.make_chain(settings, archive, one_shot=True)
    for name, (command, question) in ASKED.items():
        answer = chain.invoke(question)
        # A picture of a refusal must show one, and the others must not.
        assert is_refusal(answer) == (name == "refusal"), f"{name}: {answer.text}"
        post = answer_post(answer, question)
        view = paged_view(answer, question, post, 0, private=False)
        yield name, Shown(command, first_of(answer, post).pages[0], _labels(view))


def _labels(view: discord.ui.View | None) -> tuple[str, ...]:
    """What the buttons are called, in the order in which they stand."""
    children = view.to_components() if view else []
    return tuple(each["label"] for row in children for each in row["components"])


def as_page(message: Shown) -> str:
    used = f"<b>editor</b> used <code>{message.used}</code>" if message.used else ""
    buttons = "".join(f'<span class="button">{html.escape(b)}</span>' for b in message.buttons)
    return (
        f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style>'
        f'<div class="used">{used}</div><div class="message"><div class="face">D</div><div>'
        '<div><span class="name">Dateline</span><span class="app">APP</span>'
        f'<span class="time">Today at 09:41</span></div>{"".join(_lines(message.text))}'
        f'<div class="buttons">{buttons}</div></div></div>'
        # The page tells its own height in its title, which the dump of it has.
        "<script>document.title = document.documentElement.scrollHeight</script>"
    )


def _lines(text: str) -> Iterator[str]:
    """Discord's Markdown, as far as Dateline writes it: a line is a line."""
    markdown = MarkdownIt("commonmark")
    for line in text.split("\n"):
        found = _LINE.fullmatch(line)
        assert found is not None
        kinds = " ".join(kind for kind in ("small", "quote") if found[kind])
        heading = _HEADING.fullmatch(found["text"])
        inside = markdown.renderInline(heading[1] if heading else found["text"])
        yield f'<div class="line {kinds}">{f"<u>{inside}</u>" if heading else inside}</div>'


def draw(browser: Sequence[str], page: Path, picture: Path) -> None:
    """The page as a picture just as high as it is."""
    # Two runs of the browser: one to learn the height, one to draw.
    call = [*browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    # Any height will do: the page is as high as its content.
    size = f"--window-size={WIDTH},100"
    seen = _output([*call, size, "--dump-dom", page.as_uri()])
    height = re.search(r"<title>(\d+)</title>", seen)  # "<title>412</title>"
    if height is None:
        raise SystemExit("Chromium could not show the page.")
    size = f"--window-size={WIDTH},{height[1]}"
    _output([*call, size, f"--screenshot={picture}", page.as_uri()])


def _output(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main()

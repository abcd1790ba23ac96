"""The page of a run: one file, nothing fetched, every text escaped, an honest picture."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from bot.render_report import report_page
from retrieval.evaluation.report import EarlierRun, compare_runs
from retrieval.types import Question
from support.run_reports import WHEN, report, went


class Read(HTMLParser):
    """A page as a browser takes it: its elements with attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_the_page_fetches_nothing_and_runs_nothing() -> None:
    html = report_page(report(went("a"), went("b", "list", answers=("daily",))))
    read = Read(html)
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in read.tags}
    assert not [a for _, attrs in read.tags for a in attrs if a in {"src", "href", "style"}]
    assert "url(" not in html
    assert "@import" not in html
    policy = next(a["content"] for a in read.all("meta") if a.get("http-equiv"))
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


def test_the_page_suits_light_and_dark() -> None:
    html = report_page(report(went("a")))
    assert "color-scheme: light dark" in html
    assert "prefers-color-scheme: dark" in html


def test_the_page_holds_figures_counts_and_misses() -> None:
    read = Read(
        report_page(
            report(went("a"), went("b", "list", answers=("daily",)), went("c", "none", answers=()))
        )
    )
    for text in ("2 with a known answer, 1 to be refused", "hit@1", "correct", "0.500",
                 "list · 1 question", "Misses: 2 of 3 questions", "What of b?", "daily",
                 "a refusal", "near miss"):  # fmt: skip
        assert text in read.text


def test_the_page_tells_what_changed() -> None:
    kept = {"a": ("What of a?", False), "b": ("What of b?", True)}
    earlier = EarlierRun("old.jsonl", WHEN, 10, False, {"correct": 0.9, "p50_ms": 9.0}, kept)
    made = report(went("a"), went("b", answers=("daily",)))
    read = Read(report_page(made, compare_runs(made, earlier)))
    assert "now right: a: What of a?" in read.text
    assert "now wrong: b: What of b?" in read.text
    kinds = [attributes.get("class") for attributes in read.all("span")]
    assert kinds == ["down", "up", "up", "down"]  # correct fell, ms fell; then the questions


MARKUP = st.sampled_from(["<script>x</script>", "</style><b>", '"><img src=x>', "&lt;i>", "]]>"])


@given(st.lists(MARKUP | st.text(max_size=5), min_size=1).map("".join))
def test_no_text_becomes_markup(hostile: str) -> None:
    plain, outcome = (
        report_page(report(went("a", "b", answers=("daily",)))),
        went("a", "b", answers=("d",)),
    )
    gold = replace(
        outcome.gold, id=hostile, type=hostile or "b", answers=(hostile,), docs=(hostile,),
        question=Question(hostile),
    )  # fmt: skip
    judged = replace(outcome.judged, text=hostile) if outcome.judged else None
    html = report_page(report(replace(outcome, gold=gold, judged=judged), name=hostile))
    tags = [tag for tag, _ in Read(html).tags]
    assert tags == [tag for tag, _ in Read(plain).tags]

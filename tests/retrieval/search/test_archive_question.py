"""Questions about the archive are told from questions about the world, in free wordings."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import pytest

from retrieval.search.archive_question import ArchiveQuestion, archive_question, small_talk

TODAY = date(2026, 11, 28)
OUTLETS = ("The Larkfield Courier", "Vesper Daily", "Délano Post", "RFE/RL", "TASS")
COURIER, VESPER, TASS = "The Larkfield Courier", "Vesper Daily", "TASS"


def read(question: str) -> ArchiveQuestion | None:
    return archive_question(question, OUTLETS, TODAY)


ABOUT_THE_ARCHIVE: list[tuple[str, str, dict[str, Any]]] = [
    ("How many articles do you have?", "count", {}),
    ("how many articles are in the archive", "count", {}),
    ("Please tell me how many stories you hold in total.", "count", {}),
    ("What's the total number of articles?", "count", {}),
    ("How big is your archive?", "count", {}),
    ("What period does the archive cover?", "count", {}),
    ("What do you have?", "count", {}),
    ("How many articles from TASS?", "count", {"outlets": (TASS,)}),
    ("How many Larkfield Courier stories do you have?", "count", {"outlets": (COURIER,)}),
    ("how many pieces did vesper daily publish", "count", {"outlets": (VESPER,)}),
    ("How many articles have you got from TASS and the Vesper Daily?", "count",
     {"outlets": (TASS, VESPER)}),
    ("How many reports from RFE/RL are stored?", "count", {"outlets": ("RFE/RL",)}),
    ("How many articles mention the oyster beds?", "count", {"topic": "the oyster beds"}),
    ("How many stories are there about dredging?", "count", {"topic": "dredging"}),
    ("How many reports do you hold on the ferry strike?", "count", {"topic": "the ferry strike"}),
    ("Could you count the articles on comets from the Vesper Daily?", "count",
     {"topic": "comets", "outlets": (VESPER,)}),
    ("How many articles did Orla Venn write?", "count", {"author": "Orla Venn"}),
    ("how many stories by orla venn do you have", "count", {"author": "orla venn"}),
    ("How many of Maya Zaitseva's pieces are in the archive?", "count",
     {"author": "Maya Zaitseva"}),
    ("How many articles were published in 2021?", "count",
     {"since": "2021-01-01", "until": "2021-12-31"}),
    ("How many TASS articles are there since March 2024?", "count",
     {"outlets": (TASS,), "since": "2024-03-01"}),
    ("List all articles from June 2022", "list_articles",
     {"since": "2022-06-01", "until": "2022-06-30"}),
    ("Show me the stories on dredging", "list_articles", {"topic": "dredging"}),
    ("Which articles mention Mount Teal?", "list_articles", {"topic": "Mount Teal"}),
    ("Which stories did the Courier run?", "list_articles", {"outlets": (COURIER,)}),
    ("What articles do you have by Orla Venn?", "list_articles", {"author": "Orla Venn"}),
    ("What has Orla Venn written about the harbour?", "list_articles",
     {"author": "Orla Venn", "topic": "the harbour"}),
    ("Articles about the comet between 1 June and 15 June 2022", "list_articles",
     {"topic": "the comet", "since": "2022-06-01", "until": "2022-06-15"}),
    ("Are there any articles on the bakery?", "list_articles", {"topic": "the bakery"}),
    ("Do you have a story about the ferry?", "list_articles", {"topic": "the ferry"}),
    ("What did TASS publish in May 2015?", "list_articles",
     {"outlets": (TASS,), "since": "2015-05-01", "until": "2015-05-31"}),
    ("Find reports on flooding", "list_articles", {"topic": "flooding"}),
    ("Which outlets are in the archive?", "list_outlets", {}),
    ("What sources do you have?", "list_outlets", {}),
    ("List the outlets.", "list_outlets", {}),
    ("How many newspapers do you index?", "list_outlets", {}),
    ("Where do your articles come from?", "list_outlets", {}),
    ("Whose stories do you keep?", "list_outlets", {}),
    ("Which newspapers have covered the dredging plan?", "list_outlets",
     {"topic": "the dredging plan"}),
    ("Which authors are in the archive?", "list_authors", {}),
    ("Who writes for the Vesper Daily?", "list_authors", {"outlets": (VESPER,)}),
    ("Which journalists wrote about the harbour?", "list_authors", {"topic": "the harbour"}),
    ("What is the oldest article?", "oldest", {}),
    ("What's the earliest thing you have from TASS?", "oldest", {"outlets": (TASS,)}),
    ("How far back does the archive go?", "oldest", {}),
    ("When was the oldest article published?", "oldest", {}),
    ("Which story is the newest?", "newest", {}),
    ("Show me the latest Vesper Daily article", "newest", {"outlets": (VESPER,)}),
    ("What is the most recent article on shipping?", "newest", {"topic": "shipping"}),
    ("What was Orla Venn's last article?", "newest", {"author": "Orla Venn"}),
    ("What's new?", "new", {"since": "2026-11-21"}),
    ("What is new in the archive this week?", "new",
     {"since": "2026-11-23", "until": "2026-11-28"}),
    ("Anything new since 20 November 2026?", "new", {"since": "2026-11-20"}),
    ("What came in today?", "new", {"since": "2026-11-28", "until": "2026-11-28"}),
    ("Which articles were added yesterday?", "new",
     {"since": "2026-11-27", "until": "2026-11-27"}),
    ("Any new articles?", "new", {"since": "2026-11-21"}),
    ("What do you have on Mount Teal?", "about", {"topic": "Mount Teal"}),
    ("What does the archive hold about oysters?", "about", {"topic": "oysters"}),
    ("Have you got anything on the ferry?", "about", {"topic": "the ferry"}),
    ("Is there anything in the archive about Maya Zaitseva?", "about",
     {"topic": "Maya Zaitseva"}),
    ("show me everything you have on dredging from tass", "about",
     {"topic": "dredging", "outlets": (TASS,)}),
    ("Who wrote the story about the comet?", "author_of", {"topic": "the comet"}),
    ("Who is the author of the article on the bakery?", "author_of", {"topic": "the bakery"}),
    ("Which reporter filed the Courier's piece on dredging?", "author_of",
     {"outlets": (COURIER,), "topic": "dredging"}),
    ("By whom was the article about the ferry written?", "author_of", {"topic": "the ferry"}),
    ("Who wrote the article titled “Last loaves”?", "author_of", {"title": "Last loaves"}),
    ("Whose byline is on the report about the comet?", "author_of", {"topic": "the comet"}),
    ("When was the article about the comet published?", "published_when", {"topic": "the comet"}),
    ("When did the story on the bakery appear?", "published_when", {"topic": "the bakery"}),
    ("What is the date of TASS's report on the ferry?", "published_when",
     {"outlets": (TASS,), "topic": "the ferry"}),
    ("On what day did the Vesper Daily report the comet?", "published_when",
     {"outlets": (VESPER,), "topic": "the comet"}),
    ("Do you know when the article on dredging came out?", "published_when",
     {"topic": "dredging"}),
    ("Which outlet reported the closure of the bakery?", "outlet_of",
     {"topic": "the closure of the bakery"}),
    ("What newspaper ran the story on the comet?", "outlet_of", {"topic": "the comet"}),
    ("Who published the article about the ferry?", "outlet_of", {"topic": "the ferry"}),
    ("Where was the story about dredging published?", "outlet_of", {"topic": "dredging"}),
    ("Which paper is the article on the comet from?", "outlet_of", {"topic": "the comet"}),
    ("Show me the article about the comet", "view", {"topic": "the comet"}),
    ("Summarise the Vesper Daily story on the comet.", "view",
     {"outlets": (VESPER,), "topic": "the comet"}),
    ("Give me a short view of the article called Last loaves", "view", {"title": "Last loaves"}),
    ("What does the article on the bakery say?", "view", {"topic": "the bakery"}),
    ("Open “A comet without a name”", "view", {"title": "A comet without a name"}),
]  # fmt: skip

ABOUT_THE_WORLD = [
    "How many countries are members?",
    "Who wrote the constitution?",
    "What is new in Kazakhstan?",
    "How many reports did the inspectors file?",
    "How many articles does the treaty have?",
    "How many articles are there in the charter?",
    "Which articles of the treaty deal with trade?",
    "How many stories does the tower have?",
    "How many stories high is the hotel?",
    "How many journalists were killed in 2012?",
    "Which newspapers were closed in 2016?",
    "How many newspapers are there in Georgia?",
    "Which media outlets did the ministry close?",
    "What sources of energy does the town use?",
    "Who published the ministry's report?",
    "Who wrote the report for the commission?",
    "When was the UN report on drought published?",
    "When was the inspectors' report released?",
    "When was the constitution adopted?",
    "What is the latest on the ferry?",
    "What's the latest news about the comet?",
    "What's new with the harbour council?",
    "Which agency reported losses?",
    "Who wrote the letter to the president?",
    "What did TASS report about the ferry?",
    "What did the Vesper Daily say about the comet?",
    "What does the report say about torture?",
    "Who is the author of the law on media?",
    "Which journalists were arrested?",
    "Who covered the costs?",
    "How many documents were signed?",
    "How many items are on the agenda?",
    "How many papers did the professor publish?",
    "How many books has the author written?",
    "List the members of the council",
    "Show me the way to the harbour",
    "What is there in Larkfield?",
    "When was the newspaper founded?",
    "Which outlet did the minister own?",
    "Which sites were destroyed in the raid?",
    "Where was the agreement signed?",
    "Where was the body found?",
    "Who reported the theft to the police?",
    "Who is the editor of the Vesper Daily?",
    "When did the Vesper Daily open its office in Astana?",
    "When did TASS change its name?",
    "How old is the bakery?",
    "How old is the oldest member?",
    "What is the oldest building in Larkfield?",
    "Who was the first president?",
    "What was the last stop of the ferry?",
    "Which article of the constitution was amended?",
    "What does article 5 say?",
    "What is article 7 of the charter about?",
    "How many pieces of art were stolen?",
    "How many items were seized from TASS offices?",
    "What do you think about the council?",
    "Do you know who chairs the council?",
    "What does the council have on its agenda?",
    "Is there anything that the council can do?",
    "Was anything found in the wreck?",
    "How much does the dredging cost?",
    "How many sources confirmed the deal?",
    "Which sources does the river have?",
    "Who broke the story to the police chief?",
    "What happened this week?",
    "What was added to the treaty in 2015?",
    "What came out of the talks?",
    "How far back does the dispute go?",
    "How recent is the agreement?",
    "Which publications were banned?",
    "Why did Orla Venn write to the council?",
    "What has the council written to the minister?",
    "How many columns does the temple have?",
    "When was the film about the comet released?",
    "Who signed the article of surrender?",
    "The council approved articles of association in 2015",
]


@pytest.mark.parametrize(("question", "wanted", "limits"), ABOUT_THE_ARCHIVE)
def test_a_question_about_the_archive_is_understood(
    question: str, wanted: str, limits: dict[str, Any]
) -> None:
    asked = read(question)
    assert asked == ArchiveQuestion(wanted, **limits)  # type: ignore[arg-type]


@pytest.mark.parametrize("question", ABOUT_THE_WORLD)
def test_a_question_about_the_world_is_none_about_the_archive(question: str) -> None:
    assert read(question) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("hello", "hello"),
        ("Hi!", "hello"),
        ("Good morning, Dateline.", "hello"),
        ("hey there, how are you?", "hello"),
        ("Привет!", "hello"),
        ("сәлем", "hello"),
        ("thanks", "thanks"),
        ("Thank you very much!", "thanks"),
        ("ok, thanks a lot", "thanks"),
        ("Thanks, that helps", "thanks"),
        ("спасибо", "thanks"),
        ("help", "help"),
        ("/help", "help"),
        ("?", "help"),
        ("Help me, please!", "help"),
        ("Hello! What can you do?", "help"),
        ("who are you", "help"),
        ("What is Dateline?", "help"),
        ("How does this work?", "help"),
        ("What can I ask you?", "help"),
        ("What questions can you answer?", "help"),
        ("Hello Kitty sales in Japan", None),
        ("Thanks to whom was the harbour saved?", None),
        ("Who did the council thank?", None),
        ("Did the army help?", None),
        ("Help for farmers in 2015", None),
        ("Who are the members?", None),
        ("What can the council do?", None),
        ("How does the fund work?", None),
        ("How many articles do you have?", None),
        ("hi, who chairs the council?", None),
    ],
)
def test_small_talk_is_told_from_questions(text: str, wanted: str | None) -> None:
    assert small_talk(text) == wanted


@pytest.mark.parametrize(
    "word", ["list all the ", "articles on ", "the news of ", "Orla Venn ", "'s "]
)
def test_a_strange_text_takes_no_longer(word: str) -> None:
    began = time.perf_counter()
    for text in (word * 400, (word * 400)[:295], f"how many {word * 10}", f"who wrote {word * 12}"):
        read(text)
        small_talk(text)
    assert time.perf_counter() - began < 0.5


def test_a_question_that_stands_in_another_archive_means_other_outlets() -> None:
    assert archive_question("How many articles from Vesper Daily?", (), TODAY) is None
    asked = archive_question("How many articles from Interfax?", (), TODAY)
    assert asked
    assert asked.outlets == ("Interfax",)


def test_days_are_counted_from_today() -> None:
    asked = archive_question("Any new articles this month?", OUTLETS, date(2024, 2, 10))
    assert asked == ArchiveQuestion("new", since="2024-02-01", until="2024-02-10")

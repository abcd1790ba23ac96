"""Questions about the archive are told from questions about the world, in free wordings."""

from __future__ import annotations

import time
from datetime import date

import pytest

from retrieval.search.archive_question import ArchiveQuestion, archive_question
from support.archive_questions import OUTLETS, TODAY, read

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
    "Which newspaper had the largest circulation?",
    "Which newspaper has the most readers?",
    "How many people speak Russian?",
    "Is the law written in Russian?",
    "Who conducted the raid on the office?",
    "Who did the survey on drugs?",
    "Who made the film about the comet?",
    "Which paper won the prize?",
    "Who said that the bridge would fall?",
    "Who gave the interview?",
    "Who wrote in Russian?",
    "How much news did the council suppress?",
    "Find something to eat",
    "Who published in 1937?",
    "When did the minister give the interview?",
    "How many people wrote to the council?",
    "Which newspaper did Orla Venn found?",
    "Who owns the Vesper Daily?",
    "What is the Vesper Daily?",
    "How many employees does TASS have?",
    "How many copies did the Vesper Daily sell in 2015?",
    "Who is the author of the plan?",
    "Who wrote the national anthem?",
    "Who wrote the speech that the minister gave?",
    "Who is the author of the book about Larkfield?",
    "Who reported the fire?",
    "Who reported that the bridge had collapsed?",
    "When was the report on the accident completed?",
    "When was the interim report published?",
    "When was the law published?",
    "When was the first newspaper published in Larkfield?",
    "When was the story told?",
    "How many stories of abuse were told at the trial?",
    "How many articles of clothing were found?",
    "How many pieces did the museum lose?",
    "How many articles of the convention protect children?",
    "What does article 12 of the treaty say about trade?",
    "Which articles did the court strike down?",
    "Which article bans torture?",
    "Which article was he charged under?",
    "Which stories did the witnesses tell?",
    "What story did the witness tell?",
    "What was the story behind the name?",
    "What is the story of the founding of the SCO?",
    "Tell me the story of the ferry",
    "Tell me about the ferry",
    "Tell me about TASS",
    "What do you know about the comet?",
    "What is known about the comet?",
    "What has been published about the inquiry's costs by the ministry?",
    "What was published by the ministry?",
    "What was in the report?",
    "What's in the agreement?",
    "What is in the new law?",
    "What's in the news about the ferry?",
    "Is there anything new about the ferry?",
    "What new ships arrived?",
    "What arrived in Larkfield harbour in May?",
    "Who arrived this week?",
    "What was added in 2015?",
    "What was indexed to inflation?",
    "How many new members came in 2015?",
    "Which countries came in since 2017?",
    "How many outlets does the company run?",
    "Which outlets were fined?",
    "How many retail outlets closed?",
    "Which websites were blocked?",
    "Which sources say that the deal is off?",
    "According to which sources did the army retreat?",
    "Which agencies does the ministry oversee?",
    "What are the sources of the conflict?",
    "What are the sources of the river?",
    "Who are the authors of the plan?",
    "Who are the journalists in prison?",
    "Which reporters were attacked?",
    "Which correspondents did the government expel?",
    "Who writes the laws?",
    "Who writes for the president?",
    "What is the oldest newspaper in Kazakhstan?",
    "What is the latest figure for the dead?",
    "What was the first report of the outbreak?",
    "What was the latest report by the UN about?",
    "What is the earliest date for elections?",
    "When did the first reports of the blast appear?",
    "When did the news about the blast reach the president?",
    "How did the Vesper Daily describe the comet?",
    "According to TASS, how many died?",
    "What did TASS write about the mine?",
    "Why did TASS publish the list?",
    "Did the Vesper Daily publish the photos?",
    "Where did the Vesper Daily move its office?",
    "Where was the story set?",
    "Where was the newspaper printed?",
    "In which city is TASS based?",
    "List the articles of the treaty",
    "List the reasons for the delay",
    "List all presidents",
    "Show the results of the vote",
    "Show me the money",
    "Give me the names of the members",
    "Find the cause of the fire",
    "Name the author of the plan",
    "Name three newspapers",
    "Do you have a dog?",
    "Do you have feelings?",
    "Do you have the time?",
    "Have you got any idea who won?",
    "Is there a bridge over the bay?",
    "Are there any survivors?",
    "Are there any reports of injuries?",
    "Is there any news of the missing crew?",
    "Was anything stolen from the archive?",
    "How many documents did the archive lose in the fire?",
    "Who runs the national archive?",
    "When was the national archive opened?",
    "What is kept in the national archive?",
    "How big is the library?",
    "How many books are in the library?",
    "What did the president write in his article?",
    "Who was mentioned in the article?",
    "What was the article about?",
    "Who criticised the article about the comet?",
    "The leak: how many documents?",
    "How many outlets are there in the mall?",
    "How many sources are there of the river?",
    "Which news agencies are there in Kazakhstan?",
    "Which languages are spoken in Dagestan?",
    "Which languages is the law published in?",
    "Which authors are banned?",
    "Which stories were withdrawn from the market?",
    "How many papers were retracted by the university?",
    "How many undated cheques were found?",
    "What are the three newest stations?",
    "Who won the last three matches?",
    "The raid, number of officers in total?",
]


@pytest.mark.parametrize("question", ABOUT_THE_WORLD)
def test_a_question_about_the_world_is_none_about_the_archive(question: str) -> None:
    assert read(question) is None


@pytest.mark.parametrize(
    "word", ["list all the ", "articles on ", "the news of ", "Orla Venn ", "'s "]
)
def test_a_strange_text_takes_no_longer(word: str) -> None:
    began = time.perf_counter()
    for text in (word * 400, (word * 400)[:295], f"how many {word * 10}", f"who wrote {word * 12}"):
        read(text)
    assert time.perf_counter() - began < 0.5


@pytest.mark.parametrize("verb", ["came out", "came in", "appeared", "were published"])
def test_a_count_in_a_month_by_any_verb_of_publishing(verb: str) -> None:
    asked = archive_question(f"How many articles {verb} in May 2019?", (), TODAY)
    assert asked is not None
    assert (asked.since, asked.until, asked.topic) == ("2019-05-01", "2019-05-31", "")


def test_a_question_that_stands_in_another_archive_means_other_outlets() -> None:
    assert archive_question("How many articles from Vesper Daily?", (), TODAY) is None
    asked = archive_question("How many articles from Interfax?", (), TODAY)
    assert asked
    assert asked.outlets == ("Interfax",)


@pytest.mark.parametrize(
    ("question", "kind", "topic"),
    [
        ("How many articles per outlet?", "list_outlets", ""),
        ("How many articles does each outlet have?", "list_outlets", ""),
        ("How many articles about ferries by author?", "list_authors", "ferries"),
        ("How many articles are there per year?", "list_years", ""),
        ("How many articles on ferries per month?", "list_months", "ferries"),
        ("How many stories were published each year?", "list_years", ""),
        ("How many articles by language?", "list_languages", ""),
        ("How many articles per week?", "count", ""),
    ],
)
def test_a_count_by_what_articles_share_is_their_list(question: str, kind: str, topic: str) -> None:
    asked = read(question)
    assert asked is not None
    assert (asked.kind, asked.topic) == (kind, topic)


@pytest.mark.parametrize(
    "question",
    [
        "How many ferries sink per year?",
        "How many people drown each year?",
        "How many crimes does each paper report?",
    ],
)
def test_what_the_world_has_per_year_is_not_the_archives(question: str) -> None:
    assert read(question) is None


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("How many outlets are there?", ArchiveQuestion("list_outlets")),
        ("Which authors are there?", ArchiveQuestion("list_authors")),
        ("Which languages are the articles in?", ArchiveQuestion("list_languages")),
        ("How many languages are in the archive?", ArchiveQuestion("list_languages")),
        ("На каких языках статьи?", ArchiveQuestion("list_languages")),
        ("Show me the three newest articles", ArchiveQuestion("newest", most=3)),
        ("The last 5 articles", ArchiveQuestion("newest", most=5)),
        ("The two oldest stories on ferries", ArchiveQuestion("oldest", topic="ferries", most=2)),
        ("How many articles have no date?", ArchiveQuestion("count", undated=True)),
        ("List the undated stories", ArchiveQuestion("list_articles", undated=True)),
        ("Сколько статей без даты?", ArchiveQuestion("count", undated=True)),
        ("Which articles were updated?", ArchiveQuestion("list_articles", revision="update")),
        ("Show the retracted stories", ArchiveQuestion("list_articles", revision="retraction")),
        ("Which articles update an earlier one?",
         ArchiveQuestion("list_articles", revision="update")),
    ],
)  # fmt: skip
def test_numbers_languages_dates_and_revisions_are_read(
    question: str, wanted: ArchiveQuestion
) -> None:
    assert read(question) == wanted


def test_days_are_counted_from_today() -> None:
    asked = archive_question("Any new articles this month?", OUTLETS, date(2024, 2, 10))
    assert asked == ArchiveQuestion("new", since="2024-02-01", until="2024-02-10")

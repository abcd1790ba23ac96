"""Follow-ups about what was quoted: who said it, who wrote it, where and when."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.search.archive_nouns import Kind
from retrieval.search.followup.of_quotation import (
    aside,
    asked_of_quotation,
    asks_of_quotation,
)
from retrieval.types import Answer, Citation, Coverage, Question, Statement


def cite(number: int, article: str) -> Citation:
    return Citation(
        number=number, article=article, source=article, title=f"On {article}", outlet="TASS",
        published="2015-06-04", date_note=None, url=None, hash="h", start=0, end=9,
        quote="It  sank.",
    )  # fmt: skip


def answered(question: str, *headings: str | None) -> Answer:
    """An answer with a statement of an article of its own under each heading."""
    cited = [cite(n, f"a{n}") for n in range(1, len(headings) + 1)]
    said = [Statement("It sank.", (n,), heading) for n, heading in enumerate(headings, 1)]
    return Answer(
        asked=question, question=question, found=bool(said), text="", mode="extractive",
        statements=tuple(said), citations=tuple(cited), passages=(), coverage=Coverage(2),
    )  # fmt: skip


SANK = answered("When did the ferry sink?", None, None)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who said so?", "speaker_of"),
        ("And who said that?", "speaker_of"),
        ("According to whom?", "speaker_of"),
        ("Which minister said that?", "speaker_of"),
        ("Whose words are these?", "speaker_of"),
        ("Кто это сказал?", "speaker_of"),
        ("А по чьим словам?", "speaker_of"),
        ("Мұны кім айтты?", "speaker_of"),
        ("Who wrote it?", "author_of"),
        ("And who wrote that article?", "author_of"),
        ("Whose byline is on it?", "author_of"),
        ("Who is the author of that?", "author_of"),
        ("Кто это написал?", "author_of"),
        ("Мұны кім жазды?", "author_of"),
        ("Which outlet is that from?", "outlet_of"),
        ("Who reported that?", "outlet_of"),
        ("Which paper said so?", "outlet_of"),
        ("Where was that published?", "outlet_of"),
        ("What's the source?", "outlet_of"),
        ("Какое издание об этом написало?", "outlet_of"),
        ("В каком издании это вышло?", "outlet_of"),
        ("Мұны қай басылым жазды?", "outlet_of"),
        ("When was that said?", "published_when"),
        ("When did she say so?", "published_when"),
        ("When was it published?", "published_when"),
        ("When was the article published?", "published_when"),
        ("Когда это было опубликовано?", "published_when"),
        ("Бұл қашан жарияланды?", "published_when"),
        # They say themselves what they ask of, or ask of something in the world.
        ("Who said that the ferry sank?", None),
        ("Who said Quill was late?", None),
        ("Who denied that?", None),
        ("Who wrote the harbour plan?", None),
        ("Who wrote the article about the ferry?", None),
        ("Who signed it?", None),
        ("Who made it?", None),
        ("Who ran it?", None),
        ("Which company is that from?", None),
        ("When was it built?", None),
        ("Where was that?", None),
        ("Is it true that the ferry was published?", None),
        ("When was the ferry's plan published?", None),
        ("Кто подписал это?", None),
        ("Кто написал доклад?", None),
        ("Когда это произошло?", None),
        ("Who?", None),
    ],
)
def test_what_it_asks_of_a_quotation(question: str, kind: Kind | None) -> None:
    assert asks_of_quotation(question) == kind
    found = asked_of_quotation(Question(question), [SANK])
    assert (found[1].kind if found and found[1] else None) == kind


def places(question: str, *earlier: Answer) -> tuple[str, tuple[str, ...]]:
    """How a question is read, and the articles of the quotations that it asks of."""
    text, asked = asked_of_quotation(Question(question), earlier) or ("", None)
    return text, tuple(article for article, *_ in asked.quoted) if asked else ()


def test_it_asks_of_what_was_quoted_first_and_says_so() -> None:
    assert places("And who said so?", SANK) == ("And who said so? (“It sank.”)", ("a1",))
    assert places("Who wrote it?", SANK) == ("Who wrote it? (“On a1”)", ("a1",))


def test_of_sources_that_differ_each_was_quoted_first() -> None:
    differ = answered("When did the ferry sink?", "Sources differ", "Sources differ", None)
    assert places("Who said so?", differ)[1] == ("a1", "a2")


def test_it_goes_on_with_the_answer_before_others_of_its_kind() -> None:
    told = replace(answered("Who wrote it?", None), mode="archive")
    assert (aside(told), aside(SANK)) == (True, False)
    first = answered("When did the ferry sink?", None, None)
    assert places("When was it published?", first, told)[1] == ("a1",)
    assert places("When was it published?", answered("Why?"), told) == ("", ())


@pytest.mark.parametrize(
    "before",
    [
        (),
        (answered("When did the ferry sink?"),),  # refused: nothing was quoted
        # A book has an author of its own, and so has a law.
        (answered("Which book won the prize?", None),),
        (answered("What did the harbour report say?", None),),
        (answered("О чём доклад министра?", None),),
    ],
)
def test_where_nothing_was_quoted_or_a_work_was_asked_of_it_is_no_such_question(
    before: tuple[Answer, ...],
) -> None:
    assert asked_of_quotation(Question("Кто это написал?"), before) is None
    assert asked_of_quotation(Question("Who wrote it?"), before) is None


def test_a_claim_and_a_question_by_its_words_alone_ask_of_no_quotation() -> None:
    assert asked_of_quotation(Question("Who said so?", form="check"), [SANK]) is None
    assert asked_of_quotation(Question("Who said so?", literal=True), [SANK]) is None

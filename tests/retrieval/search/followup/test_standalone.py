"""Follow-up questions made to stand alone by rules."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.search.followup.standalone import make_standalone
from retrieval.search.words import words
from retrieval.types import Answer, Coverage, Statement

OUTLETS = ("TASS", "Interfax", "Larkfield Courier")


def after(question: str, *said: str) -> tuple[Answer, ...]:
    """A conversation whose last question was this one; where nothing is said it was refused."""
    return (
        Answer(
            asked=question, question=question, found=bool(said), text="", mode="extractive",
            statements=tuple(Statement(text, (1,)) for text in said), citations=(), passages=(),
            coverage=Coverage(1),
        ),
    )  # fmt: skip


def read(last: str, question: str, *said: str) -> str:
    """How a question is read after another one and its answer."""
    return make_standalone(question, after(last, *said), OUTLETS)


JOINED = "When did Arden join the Sea League?"
FERRY = "What did Interfax report about the ferry to Orlin in June 2015?"
CREWS = "How many sailors were hurt in the fire on the Swallow?"
SIGNED = "Which countries signed the treaty in Orlin in 2015, according to TASS?"


@pytest.mark.parametrize(
    ("last", "question", "expected"),
    [
        # A name gives way to one of its kind.
        (JOINED, "And Belarus?", "When did Belarus join the Sea League?"),
        (JOINED, "Belarus?", "When did Belarus join the Sea League?"),
        (JOINED, "and did Belarus?", "When did Belarus join the Sea League?"),
        (JOINED, "what about the EAEU?", "When did Arden join the EAEU?"),
        ("When did Ada Quill visit Norway?", "And Sweden?", "When did Ada Quill visit Sweden?"),
        ("When did Ada Quill visit Norway?", "And Orla Venn?", "When did Orla Venn visit Norway?"),
        ("Did Quill meet Venn in Orlin?", "And in Larkfield?", "Did Quill meet Venn in Larkfield?"),
        ("Who is the mayor of Orlin?", "And of Larkfield?", "Who is the mayor of Larkfield?"),
        ("Who is the mayor of Orlin?", "Same for Larkfield", "Who is the mayor of Larkfield?"),
        ("Кто возглавляет ШОС?", "А ООН?", "Кто возглавляет ООН?"),
        # So does what is told by a common word.
        (CREWS, "And passengers?", "How many passengers were hurt in the fire on the Swallow?"),
        (CREWS, "how many passengers?",
         "How many passengers were hurt in the fire on the Swallow?"),
        (CREWS, "Which ones?", "Which sailors were hurt in the fire on the Swallow?"),
        ("Who is the mayor of Orlin?", "And the governor?", "Who is the governor of Orlin?"),
        ("What did the French envoy say of trade?", "And the Dutch envoy?",
         "What did the Dutch envoy say of trade?"),
        ("What did the French envoy say about trade?", "What about energy?",
         "What did energy say about trade?"),
        ("What did the French envoy say about trade?", "And about energy?",
         "What did the French envoy say about energy?"),
        ("Why did the ferry sink?", "And the tug?", "Why did the tug sink?"),
    ],
)  # fmt: skip
def test_a_few_words_take_the_place_of_their_like(last: str, question: str, expected: str) -> None:
    assert read(last, question) == expected


@pytest.mark.parametrize(
    ("last", "question", "expected"),
    [
        (JOINED, "Why?", "Why did Arden join the Sea League?"),
        (JOINED, "how come?", "Why did Arden join the Sea League?"),
        (JOINED, "Where was that?", "Where did Arden join the Sea League?"),
        (JOINED, "In which city exactly?", "In which city did Arden join the Sea League?"),
        ("Did Arden join the Sea League?", "What year was that?",
         "In what year did Arden join the Sea League?"),
        ("Why did the talks fail?", "When did it happen?", "When did the talks fail?"),
        ("Is Arden a member of the League?", "Since when?",
         "Since when is Arden a member of the League?"),
        ("How many sailors left work in Orlin?", "When was that?",
         "When was it that those sailors left work in Orlin?"),
        (CREWS, "When was that?", "When were those sailors hurt in the fire on the Swallow?"),
        ("How many were hurt in Orlin?", "When was that?", "When were they hurt in Orlin?"),
        ("How many people were hurt in Orlin?", "When was that?",
         "When were those people hurt in Orlin?"),
        ("When will the ferry be repaired?", "Why was it closed?", "Why was the ferry closed?"),
        ("How many boats did the council buy?", "Why?", "Why did the council buy those boats?"),
        ("What did Ada Quill propose in Orlin?", "When?",
         "When did Ada Quill propose that in Orlin?"),
        ("Who signed the treaty?", "When?", "When was it that somebody signed the treaty?"),
        ("Arden joined the League.", "When?", "When was it that Arden joined the League?"),
        ("Когда Норландия вступила в Лигу?", "Почему?", "Почему Норландия вступила в Лигу?"),
    ],
)  # fmt: skip
def test_another_word_asks_of_the_same_clause(last: str, question: str, expected: str) -> None:
    assert read(last, question) == expected


@pytest.mark.parametrize(
    ("last", "question", "expected"),
    [
        (JOINED, "Who said so?", "According to whom did Arden join the Sea League?"),
        (JOINED, "Which outlet reported that?",
         "According to which outlet did Arden join the Sea League?"),
        ("Which countries signed it?", "How many?", "How many countries signed it?"),
        ("Who signed the treaty?", "How many of them?", "How many people signed the treaty?"),
        ("Did the ministers meet in Orlin?", "How many of them?",
         "How many of the ministers did meet in Orlin?"),
        (CREWS, "How many of them were women?",
         "How many of the sailors hurt in the fire on the Swallow were women?"),
        ("Which countries signed the treaty?", "Where are they?",
         "Where are the countries that signed the treaty?"),
        ("Who signed the treaty?", "Who else?", "Who else signed the treaty?"),
    ],
)  # fmt: skip
def test_who_said_so_and_how_many_are_asked_of_the_last_clause(
    last: str, question: str, expected: str
) -> None:
    assert read(last, question) == expected


@pytest.mark.parametrize(
    ("last", "question", "expected"),
    [
        # The time is replaced, or added where none was.
        (FERRY, "What about 2016?", "What did Interfax report about the ferry to Orlin in 2016?"),
        (FERRY, "And in July 2015?",
         "What did Interfax report about the ferry to Orlin in July 2015?"),
        (FERRY, "4 June 2015?",
         "What did Interfax report about the ferry to Orlin on 4 June 2015?"),
        (JOINED, "what about last year?", "When did Arden join the Sea League last year?"),
        # The outlet is replaced, or added; the time stays.
        (FERRY, "And TASS?", "What did TASS report about the ferry to Orlin in June 2015?"),
        (FERRY, "And what did TASS say?",
         "What did TASS report about the ferry to Orlin in June 2015?"),
        (FERRY, "and according to TASS?",
         "What did TASS report about the ferry to Orlin in June 2015?"),
        (SIGNED, "And according to Interfax?",
         "Which countries signed the treaty in Orlin in 2015, according to Interfax?"),
        (JOINED, "According to TASS?", "When did Arden join the Sea League, according to TASS?"),
        (JOINED, "What did the Larkfield Courier say about it?",
         "When did Arden join the Sea League, according to the Larkfield Courier?"),
        # Both stay where something else is replaced or asked.
        (SIGNED, "And in Larkfield?",
         "Which countries signed the treaty in Larkfield in 2015, according to TASS?"),
        (SIGNED, "How many?",
         "How many countries signed the treaty in Orlin in 2015, according to TASS?"),
        (SIGNED, "And which companies?",
         "Which companies signed the treaty in Orlin in 2015, according to TASS?"),
        (FERRY, "And the bridge to Orlin?",
         "What did Interfax report about the bridge to Orlin in June 2015?"),
        (FERRY, "Why?", "Why did Interfax report that about the ferry to Orlin in June 2015?"),
        ("Did Arden join the League in 2015, according to TASS?", "Why?",
         "Why did Arden join the League in 2015, according to TASS?"),
        ("How many members did the League have in 2015?", "And observers?",
         "How many observers did the League have in 2015?"),
        ("How many members did the League have in 2015?", "And the NLU?",
         "How many members did the NLU have in 2015?"),
    ],
)  # fmt: skip
def test_limits_are_kept_unless_they_are_replaced(last: str, question: str, expected: str) -> None:
    assert read(last, question) == expected


def test_he_is_who_was_told_to_have_said_or_written_it() -> None:
    first = after("How much did the crane cost?", "It cost 14 million, the council said.")
    said = replace(after("Who said so?", "The mayor, Tom Reed, said so.")[0], mode="archive")
    wrote = replace(after("Who wrote it?", "Ada Quill wrote it.")[0], mode="archive")

    def next_to(told: Answer, question: str) -> str:
        return make_standalone(question, (*first, told), OUTLETS)

    assert next_to(said, "What else did he say?") == "What else did Tom Reed say?"
    assert next_to(said, "Who is his deputy?") == "Who is Tom Reed's deputy?"
    assert next_to(wrote, "What else did she write?") == "What else did Ada Quill write?"
    # Anything else goes on with the question before.
    assert next_to(wrote, "And the tug?") == "How much did the tug cost?"
    assert next_to(said, "Who sold it?") == "Who sold the crane?"


GIVEN = "What price does the Courier give for the crane?"


@pytest.mark.parametrize(
    ("last", "question", "expected"),
    [
        # By its last word, its report, a name that is known though none of it is held.
        (GIVEN, "And from TASS?", "What price does TASS give for the crane?"),
        (GIVEN, "And what does Interfax have?", "What price does Interfax give for the crane?"),
        (FERRY, "And the Courier?",
         "What did the Larkfield Courier report about the ferry to Orlin in June 2015?"),
        (FERRY, "And in TASS's report?",
         "What did TASS report about the ferry to Orlin in June 2015?"),
        (FERRY, "And Reuters?", "What did Reuters report about the ferry to Orlin in June 2015?"),
        ("How much did it cost, according to the Larkfield Courier?", "And from TASS?",
         "How much did it cost, according to TASS?"),
        ("How much did the crane cost?", "And the Courier?",
         "How much did the crane cost, according to the Larkfield Courier?"),
        ("According to TASS, how much did the crane cost?", "And the Courier?",
         "According to the Larkfield Courier, how much did the crane cost?"),
        # What says more than an outlet is none.
        ("Why did the ferry sink?", "And the Courier's tug?", "Why did the Courier's tug sink?"),
    ],
)  # fmt: skip
def test_another_outlet_takes_the_place_of_the_one_that_was_asked(
    last: str, question: str, expected: str
) -> None:
    assert read(last, question) == expected


SAID = "Fishing crews did not sign the plan, said Orla Venn, who chairs the council."


@pytest.mark.parametrize(
    ("last", "said", "question", "expected"),
    [
        ("Who is Orla Venn?", (), "What did she say?", "What did Orla Venn say?"),
        ("When was Orla Venn elected?", (), "And what is her plan?", "What is Orla Venn's plan?"),
        ("Why did the crews not sign?", (SAID,), "Who is she?", "Who is Orla Venn?"),
        ("Who chairs the council?", (SAID,), "When was she elected?",
         "When was Orla Venn elected?"),
        ("Who chairs the council?", (SAID,), "Since when?",
         "Since when is it that Orla Venn chairs the council?"),
        ("Which lawyer wrote for the crews from Tully and Vale?",
         ("Harbour lawyer Ada Quill, who wrote for them, says that they are not guilty.",),
         "What does she ask for?", "What does Ada Quill ask for?"),
        ("Who dismissed the head of the port?",
         ("The minister, Ada Quill, dismissed the head of the port, Tom Reed.",),
         "Why was he dismissed?", "Why was Tom Reed dismissed?"),
        ("Where was the deal on the river signed?", (), "Who signed it?",
         "Who signed the deal on the river?"),
        ("When did the deal on the Orle take effect?", (), "Who signed it?",
         "Who signed the deal on the Orle?"),
        ("Who is the mayor of Orlin?", (), "When was he elected?",
         "When was the mayor of Orlin elected?"),
        ("Who signed the harbour treaty?", (), "When was it drafted?",
         "When was the harbour treaty drafted?"),
        ("Who signed the harbour treaty?", (), "What does that treaty say?",
         "What does the harbour treaty say?"),
        ("Which device did the council buy?", (), "What did one cost?",
         "What did one such device cost?"),
        ("What was a new quay to cost?", (), "And what did it come to in the end?",
         "What did the new quay come to in the end?"),
        (JOINED, (), "Where is it based?", "Where is the Sea League based?"),
        ("When did the League open its office?", (), "How big is it?", "How big is the League?"),
        ("Did Ada Quill sign the treaty in Norway?", (), "What happened there?",
         "What happened in Norway?"),
        ("What happened in Orlin in June 2015?", (), "Who was mayor then?",
         "Who was mayor in June 2015?"),
        ("When did the ferry open?", ("It opened on 4 June 2015.",), "What else happened then?",
         "What else happened on 4 June 2015?"),
    ],
)  # fmt: skip
def test_a_pronoun_is_written_out_where_it_is_sure(
    last: str, said: tuple[str, ...], question: str, expected: str
) -> None:
    assert read(last, question, *said) == expected


@pytest.mark.parametrize(
    ("last", "question"),
    [
        ("Did Ada Quill meet Orla Venn?", "What did she say?"),
        ("Did Ada Quill meet Orla Venn?", "Who denied that?"),
        ("What did Orla Venn say?", "Really, why not that?"),
        (JOINED, "And the weather on the coast?"),
        (JOINED, "Who?"),
        (JOINED, "And how many ministers resigned?"),
        ("How many boats sank, by the first report?", "Who had been left out of that number?"),
        ("How many boats sank, by the first report?", "And how many does the new report have?"),
        ("Сколько моряков ранено в Орлине?", "А сколько детей погибло?"),
    ],
)
def test_what_is_not_sure_gets_the_last_question_behind_it(last: str, question: str) -> None:
    assert read(last, question).endswith(f"? ({last.rstrip('?.')})")


@pytest.mark.parametrize(
    "question",
    [
        "Who chairs the harbour council?",
        "And who chairs the harbour council?",
        "What will the dredging cost?",
        "So what will the dredging cost?",
        "When did Orla Venn say that she would leave?",
        "Why did the ministers say they would leave?",
        "When did the council open its office?",
        "Which baker stirs honey into her bread?",
        "Where do the crews say they were held?",
        "Who invited Ada Quill to dine with him?",
        "When the council met, what did it decide?",
        "How long does it take to cross the bay?",
        "Who thinks it's unfair that the ferry was closed?",
        "There was a fire on which ferry?",
        "Is it true that mercury is rare?",
        "Is it likely that the ferry will sink?",
        "Are there plans to widen the harbour?",
        "How many boats were there in Larkfield?",
        "What did TASS report about the dredging?",
        "What did Orla Venn say?",
        "When was the treaty of Larkfield signed?",
        "What happened in Larkfield in 2016?",
        "Who said that Arden would leave?",
        "How many people live in Larkfield?",
        "How many voted in Larkfield?",
        "Who said that the quay was closed in that storm of 2016?",
        "Where is the mayor of Larkfield now, and why?",
        "Larkfield ferry timetable",
        "Larkfield",
        "Which outlets do you have?",
        "What is new this week?",
        "thanks",
        "hello",
        "Кто возглавляет совет гавани?",
        "???",
    ],
)
def test_a_question_that_stands_alone_inherits_nothing(question: str) -> None:
    for last in (JOINED, FERRY, "Who is Orla Venn?"):
        assert read(last, question) == question


@pytest.mark.parametrize(
    "question",
    ["How many died?", "Who was arrested?", "How many people were wounded?", "And who resigned?",
     "Who won?", "Сколько погибло?", "Кто уехал?", "Сколько человек ранено?"],
)  # fmt: skip
def test_a_verb_alone_is_asked_of_what_was_asked_before(question: str) -> None:
    asked = question.removeprefix("And ").removesuffix("?")
    asked = f"{asked[0].upper()}{asked[1:]}"
    assert read(FERRY, question) == f"{asked}? ({FERRY.removesuffix('?')})"


@pytest.mark.parametrize(
    "question",
    ["How many died in Larkfield?", "How many boats sank?", "What is hazing?", "Who is Reed?",
     "Who was mayor?", "Кто такой Орлов?"],
)  # fmt: skip
def test_a_verb_with_something_beside_it_stands_alone(question: str) -> None:
    assert read(FERRY, question) == question


HEADS = "Who heads the Tully council?"


@pytest.mark.parametrize(
    "question",
    [
        "Is that still the case?",
        "is it true?",
        "Still?",
        "Does this still hold?",
        "Has it changed since?",
        "And is that still so?",
        "Is that up to date?",
    ],
)
def test_asked_whether_it_still_holds_the_last_question_is_asked_again(question: str) -> None:
    assert read(HEADS, question, "Orla Venn heads the Tully council.") == HEADS


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who was it before?", "Who heads the Tully council before?"),
        ("What was it originally?", "Who heads the Tully council originally?"),
        ("And before the correction?", "Who heads the Tully council before the correction?"),
        ("Is it true that Venn left?", "Is it true that Venn left?"),
        ("Is that mill still shut?", "Is that mill still shut?"),
    ],
)
def test_what_was_before_is_asked_of_the_last_question(question: str, expected: str) -> None:
    assert read(HEADS, question, "Orla Venn heads the Tully council.") == expected


def test_of_a_row_of_brackets_the_last_question_and_the_first_stay() -> None:
    text, earlier = "Who pays for that?", after("What does the Tully lorry cost?")
    for _ in range(3):
        text = make_standalone("Who pays for that?", earlier, OUTLETS)
        earlier = after(text)
    assert text == "Who pays for that? (Who pays for that? What does the Tully lorry cost)"


def test_the_first_question_has_nothing_to_lean_on() -> None:
    assert make_standalone("What did he say?", ()) == "What did he say?"


@pytest.mark.parametrize("said", ["Thank you, that was very helpful!", "That was great!", "hello"])
def test_thanks_for_an_answer_are_no_question_about_it(said: str) -> None:
    assert read(JOINED, said, "Norland joined the Sea League in 2015.") == said


def test_a_word_of_help_between_is_passed_over() -> None:
    helped = replace(after("hello")[0], mode="help")
    assert make_standalone("Why?", (*after("Did it sink?"), helped)) == "Why did it sink?"
    assert make_standalone("Why?", (helped,)) == "Why?"


def test_a_refusal_can_be_followed_up() -> None:
    refused = after(JOINED)
    assert not refused[0].found
    assert make_standalone("And Belarus?", refused) == "When did Belarus join the Sea League?"


def test_follow_ups_follow_on_follow_ups() -> None:
    second = read("Did Arden join the Sea League in 2015?", "And Belarus?")
    third = read(second, "Why?")
    assert third == "Why did Belarus join the Sea League in 2015?"
    assert read(third, "What about 2016?") == "Why did Belarus join the Sea League in 2016?"


_SAID_WORDS = """
    and what about who did does the a in of Arden it they there then one many how which said so
    2015 June soldiers TASS according to that his its ? , . ' 's Сколько а И
"""
WORDS = st.lists(st.sampled_from(_SAID_WORDS.split()), max_size=8).map(" ".join)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Only since 2024", "When did Arden join the Sea League since 2024?"),
        ("and only before May 2023", "When did Arden join the Sea League before May 2023?"),
        ("in May 2023?", "When did Arden join the Sea League in May 2023?"),
        ("Just articles from TASS",
         "When did Arden join the Sea League, according to TASS?"),
        # What is no limit stands as it was typed.
        ("Only Belarus signed the treaty in Orlin?", "Only Belarus signed the treaty in Orlin?"),
        ("Just how many ships are there in the harbour of Orlin?",
         "Just how many ships are there in the harbour of Orlin?"),
    ],
)  # fmt: skip
def test_a_limit_alone_asks_the_last_question_within_it(question: str, expected: str) -> None:
    assert read(JOINED, question, "In 2015.") == expected


def test_nothing_leans_on_a_question_without_words() -> None:
    assert read("?", "and ?", "It opened in Arden.") == "and ?"
    assert read(JOINED, "?", "In 2015.") == "?"


@given(WORDS | st.text(max_size=20), WORDS | st.text(max_size=20))
def test_whatever_is_asked_a_question_comes_out(last: str, question: str) -> None:
    made = read(last, question, "It opened in Arden on 4 June 2015, said Orla Venn.")
    assert made == question or words(made)

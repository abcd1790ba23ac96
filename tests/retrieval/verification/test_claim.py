"""A claim held against the archive: entailment grants, rules veto, the newest source decides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.search.hit import Hit
from retrieval.types import Copy
from retrieval.types.draft import NEAREST, Draft
from retrieval.verification.claim import MOST_EACH, check_claim
from support.passages import Grants, Says, hit, with_passage

SUPPORTS, CONTRADICTS = "Supports it", "Contradicts it"
OUTDATED = "What supports the claim is older than what contradicts it."
SUPERSEDED = "What contradicts the claim is older than what supports it."

CLAIM = "The league has ten members."
SAYS_SO = hit("yes", "The Strait League counts ten members.", published="2020-01-01")
DENIES = hit("no", "The league shrank to eight members.", published="2010-01-01")
JUDGE = Says({"counts": (0.95, 0.02), "shrank": (0.02, 0.95)})


def told(draft: Draft) -> list[tuple[str | None, str]]:
    return [(one.heading, one.quotes[0].passage.article) for one in draft.statements]


def test_what_the_entailment_model_grants_and_no_rule_vetoes_is_supported() -> None:
    draft = check_claim(JUDGE, CLAIM, [SAYS_SO])
    assert (draft.verdict, told(draft), draft.notes) == ("supported", [(SUPPORTS, "yes")], ())
    assert draft.statements[0].text == draft.statements[0].quotes[0].text


@pytest.mark.parametrize("sure", [0.0, 0.5, 0.65])
def test_what_the_model_is_unsure_of_is_not_granted(sure: float) -> None:
    draft = check_claim(Says({"counts": (sure, 0.1)}), CLAIM, [SAYS_SO])
    assert (draft.verdict, draft.statements) == ("not in the archive", ())
    assert [quote.text for quote in draft.nearest] == [SAYS_SO.passage.text]


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The league has 12 members.", "The league has 10 members."),
        ("Austria signed the treaty.", "Australia signed the treaty."),
        ("The firm halted gas exports.", "The firm threatened to halt gas exports."),
        ("Nazarbayev opened the summit.", "Nazarbayeva opened the summit."),
        ("The crews signed the plan.", "The crews did not sign the plan."),
        ("Westland attacked Eastland.", "Eastland attacked Westland."),
    ],
)
def test_a_veto_outweighs_whatever_the_model_says(claim: str, source: str) -> None:
    draft = check_claim(Grants(), claim, [hit("a", source)])
    assert draft.verdict == "not in the archive"
    assert [quote.text for quote in draft.nearest] == [source]


def test_a_sentence_that_is_the_claim_word_for_word_needs_no_model() -> None:
    draft = check_claim(Says({"league": (0.0, 0.99)}), CLAIM, [hit("a", CLAIM, "It rained.")])
    assert draft.verdict == "supported"
    denied = check_claim(
        Says({}), "the league has ten members.", [hit("a", f"Nobody says {CLAIM}")]
    )
    assert denied.verdict == "not in the archive"


def test_a_newer_contradiction_outranks_an_older_support() -> None:
    old = with_passage(SAYS_SO, published="2000-01-01")
    draft = check_claim(JUDGE, CLAIM, [old, DENIES])
    assert draft.verdict == "contradicted"
    assert told(draft) == [(CONTRADICTS, "no"), (SUPPORTS, "yes")]
    assert draft.notes == (OUTDATED,)


def test_what_a_correction_speaks_of_no_corrected_article_decides() -> None:
    wrong = with_passage(SAYS_SO, corrected_by="right")
    right = hit("right", "The Strait League has nine members, not ten.")
    assert check_claim(JUDGE, CLAIM, [wrong, right]).verdict == "not in the archive"
    # Of what the correction leaves alone the article still speaks.
    other = hit("right", "A photograph showed another harbour.")
    assert check_claim(JUDGE, CLAIM, [wrong, other]).verdict == "supported"


PLANNED = hit("planned", "The Strait League will admit Arden in May.", published="2020-01-01")
OFF = hit("off", "The Strait League has shelved the plan to admit Arden.", published="2020-03-01")
TO_COME = "The Strait League will admit Arden."


def test_a_plan_that_a_newer_source_calls_off_is_not_supported() -> None:
    draft = check_claim(Says({"May": (0.97, 0.01)}), TO_COME, [PLANNED, OFF])
    assert (draft.verdict, draft.statements) == ("not in the archive", ())
    # What became of it first.
    assert [quote.passage.article for quote in draft.nearest] == ["off", "planned"]


@pytest.mark.parametrize(
    "beside",
    [
        with_passage(OFF, published="2019-12-01"),  # planned anew
        with_passage(OFF, published=None),
        hit("other", "The Gull mill was shelved.", published="2020-03-01"),
    ],
)
def test_a_plan_is_supported_where_nothing_newer_calls_it_off(beside: Hit) -> None:
    draft = check_claim(Says({"May": (0.97, 0.01)}), TO_COME, [PLANNED, beside])
    assert draft.verdict == "supported"


COST = "The Tully mill cost 355 crowns."
STATES = hit(
    "states",
    "The Tully mill had cost 355 crowns, says Venn.",
    "It was to cost 310.",
    published="2020-06-04",
)
OTHERWISE = hit("other", "The Tully mill cost 310 crowns.", published="2020-05-12")
UNSURE = {"355": (0.9, 0.02), "310 crowns": (0.02, 0.9)}


@pytest.mark.parametrize(
    ("published", "verdict"),
    [
        ("2020-05-12", "not in the archive"),
        ("2020-06-04", "not in the archive"),
        (None, "not in the archive"),
        ("2020-06-05", "contradicted"),
    ],
)
def test_what_a_sentence_states_by_itself_nothing_older_contradicts(
    published: str | None, verdict: str
) -> None:
    # In the wide context it is not sure, and of the quotation alone hardly.
    judge = Says({"It was": (0.3, 0.3), "Mills": (0.9, 0.02), **UNSURE, "355": (0.5, 0.02)})
    other = with_passage(OTHERWISE, published=published)
    states = with_passage(STATES, title="Mills")
    assert check_claim(judge, COST, [states, other]).verdict == verdict


@pytest.mark.parametrize(
    ("alone", "claim", "verdict"),
    [
        (0.7, COST, "supported"),
        (0.5, COST, "not in the archive"),
        # The sentence has fewer than .7 of its words itself.
        (0.7, "The Tully mill of Orla Quill, a ruin, cost 355 crowns.", "not in the archive"),
    ],
)
def test_what_has_the_claims_words_is_judged_by_itself_whatever_stands_around_it(
    alone: float, claim: str, verdict: str
) -> None:
    judge = Says({"It was": (0.3, 0.3), "Mills": (0.9, 0.02), "355": (alone, 0.02)})
    states = with_passage(STATES, title="Mills of Orla Quill")
    assert check_claim(judge, claim, [states]).verdict == verdict


def test_what_stands_around_a_russian_sentence_counts_whatever_its_words() -> None:
    claim = "Мельница стоила 355 крон."
    states = hit("m", "Вся мельница стоила 355 крон, заявил Венн.", "Она стоит.", title="Мельницы")
    judge = Says({"Она": (0.3, 0.3), "355": (0.9, 0.02)})
    assert check_claim(judge, claim, [states]).verdict == "not in the archive"


@pytest.mark.parametrize(
    ("published", "against", "verdict"),
    [
        ("2020-06-04", 0.6, "not in the archive"),
        ("2020-06-04", 0.4, "supported"),
        ("2020-05-12", 0.6, "supported"),
        (None, 0.6, "supported"),
    ],
)
def test_what_a_newer_source_tells_otherwise_an_older_one_does_not_support(
    published: str | None, against: float, verdict: str
) -> None:
    newer = hit("newer", "The Tully mill cost 355 crowns, says Venn.", published=published)
    judge = Says({"355": (0.02, against), "310": (0.97, 0.0)})
    assert check_claim(judge, "The Tully mill cost 310 crowns.", [OTHERWISE, newer]).verdict == (
        verdict
    )


def test_a_dismissal_does_not_contradict_an_appointment() -> None:
    left = hit("left", "Venn dismissed Rask as keeper of the mill.", published="2021-01-01")
    judge = Says({"dismissed": (0.01, 0.97)})
    claim = "Venn appointed Rask as keeper of the mill."
    assert check_claim(judge, claim, [left]).verdict == "not in the archive"
    still = "Rask is the keeper of the mill."
    assert check_claim(judge, still, [left]).verdict == "contradicted"


def test_an_older_contradiction_does_not() -> None:
    draft = check_claim(JUDGE, CLAIM, [DENIES, SAYS_SO])
    assert draft.verdict == "supported"
    assert told(draft) == [(SUPPORTS, "yes"), (CONTRADICTS, "no")]
    assert draft.notes == (SUPERSEDED,)


REOPENED = "The Amber tunnel opened again in March 2021."
SHUT = hit(
    "shut", "The Amber tunnel is shut, not opened.", title="Amber tunnel", published="2020-05-01"
)
WILL = hit(
    "will",
    "The Amber tunnel will not be opened, but stay shut.",
    title="Tunnel",
    published="2020-05-01",
)
CARS = hit("cars", "Cars drove through the Amber tunnel again.", published="2021-03-09")
SAYS_SHUT = Says({"shut": (0.02, 0.95), "Cars": (0.4, 0.3)})


@pytest.mark.parametrize(
    ("claim", "published", "verdict"),
    [
        (REOPENED, "2021-02-28", "not in the archive"),
        (REOPENED, "2021-03-01", "contradicted"),
        (REOPENED, None, "contradicted"),
        ("The Amber tunnel opened in 2020 and in 2021.", "2020-12-31", "not in the archive"),
        ("The Amber tunnel was open until 2021.", "2020-05-01", "contradicted"),
        ("The Amber tunnel will be opened again in March 2021.", "2020-05-01", "contradicted"),
        ("The Amber tunnel has been opened again.", "2020-05-01", "contradicted"),
    ],
)
def test_a_source_older_than_what_the_claim_tells_of_can_not_contradict_it(
    claim: str, published: str | None, verdict: str
) -> None:
    shut = with_passage(SHUT, published=published)
    assert check_claim(SAYS_SHUT, claim, [shut]).verdict == verdict


@pytest.mark.parametrize(
    ("hits", "verdict"),
    [
        ([WILL], "contradicted"),
        ([WILL, CARS], "not in the archive"),
        ([WILL, with_passage(CARS, published="2019-01-01")], "contradicted"),
        ([WILL, with_passage(CARS, published=None)], "contradicted"),
        ([SHUT, CARS], "contradicted"),
    ],
)
def test_a_plan_contradicts_nothing_that_a_newer_source_leaves_open(
    hits: list[Hit], verdict: str
) -> None:
    claim = "The Amber tunnel has opened again."
    assert check_claim(SAYS_SHUT, claim, hits).verdict == verdict


@pytest.mark.parametrize(
    "claim", ["The Amber tunnel was shut in May.", "The Amber tunnel is shut."]
)
def test_only_for_a_claim_with_a_day_the_model_is_told_the_day_of_the_source(claim: str) -> None:
    check_claim(SAYS_SHUT, claim, [SHUT])
    # Where it is judged under its title, not the quotation alone.
    under = [evidence for held, evidence in SAYS_SHUT.pairs if held == claim and "\n" in evidence]
    told_day = {evidence.split("\n")[0] for evidence in under}
    assert told_day == {"Amber tunnel (1 May 2020)" if "May" in claim else "Amber tunnel"}


def test_sources_of_one_day_are_both_shown_without_a_word_on_which_is_newer() -> None:
    same = with_passage(DENIES, published="2020-01-01")
    draft = check_claim(JUDGE, CLAIM, [same, SAYS_SO])
    assert (draft.verdict, draft.notes) == ("supported", ())
    assert len(draft.statements) == 2


def test_what_contradicts_is_shown_newest_first() -> None:
    newer = hit("newer", "The league lost a third of its ten members.", published="2020-05-02")
    judge = Says({"shrank": (0.0, 0.99), "lost": (0.0, 0.95)})
    draft = check_claim(judge, CLAIM, [DENIES, newer])
    assert told(draft) == [(CONTRADICTS, "newer"), (CONTRADICTS, "no")]


def test_contradiction_alone_contradicts() -> None:
    draft = check_claim(JUDGE, CLAIM, [DENIES])
    assert (draft.verdict, told(draft)) == ("contradicted", [(CONTRADICTS, "no")])


def test_two_sentences_in_a_row_are_held_against_the_claim_together() -> None:
    judge = Says({})
    check_claim(judge, CLAIM, [hit("a", "The Strait League met.", "It has ten members.")])
    assert (CLAIM, "The Strait League met. It has ten members.") in judge.pairs
    judge = Says({})
    draft = check_claim(judge, CLAIM, [])
    assert (draft.verdict, draft.nearest, judge.pairs) == ("not in the archive", (), [])


def test_what_shares_no_word_with_the_claim_is_on_another_matter() -> None:
    judge = Says({"": (0.99, 0.0)})
    other = hit("a", "Nobody ignored three warnings.")
    assert (
        check_claim(judge, "Visitors may not photograph it.", [other]).verdict
        == "not in the archive"
    )
    assert judge.pairs == []


def test_a_sentence_without_a_word_of_the_claim_contradicts_nothing() -> None:
    judge = Says({"Nobody": (0.0, 0.99)})
    source = hit("a", "Nobody was hurt on the quay.", title="Six ferries sank off Larkfield")
    assert check_claim(judge, "Six ferries sank off Larkfield.", [source]).verdict == (
        "not in the archive"
    )
    shares = hit("a", "Nobody saw ferries there.", title="Six ferries sank off Larkfield")
    assert check_claim(judge, "Six ferries sank off Larkfield.", [shares]).verdict == "contradicted"


@pytest.mark.parametrize(("near", "first"), [(0.3, "yes"), (0.9, "b")])
def test_a_refusal_shows_first_what_is_near_and_then_what_the_model_would_settle(
    near: float, first: str
) -> None:
    ships = "Ten ships left the harbour of Vale before the storm came in."
    beside = hit("b", ships, scores=[near])
    judge = Says({"ships": (0.0, 0.99), "counts": (0.4, 0.1)})
    draft = check_claim(judge, CLAIM, [beside, SAYS_SO])
    assert draft.verdict == "not in the archive"
    shown = [quote.passage.article for quote in draft.nearest]
    assert (shown[0], sorted(shown)) == (first, ["b", "yes"])


def test_in_quite_other_words_support_must_be_very_sure_and_nothing_contradicts() -> None:
    source = hit("a", "Ten sit at its table now, the host told reporters after dinner.")
    claim = "The league seats ten states."

    def verdict(yes: float, no: float) -> str | None:
        return check_claim(Says({"table": (yes, no)}), claim, [source]).verdict

    assert verdict(0.9, 0.0) == "not in the archive"
    assert verdict(0.96, 0.0) == "supported"
    assert verdict(0.0, 0.99) == "not in the archive"


NEARLY_ALL = "The northern league of ten coastal states sat down to dinner."
MOST = "The northern league of ten states sat down to dinner."
HALF = "The coastal league of ten sat down to dinner."
A_THIRD = "Ten of the league sat down to dinner."


@pytest.mark.parametrize(
    ("source", "yes", "no", "verdict"),
    [
        (NEARLY_ALL, 0.68, 0.0, "supported"),
        (NEARLY_ALL, 0.64, 0.0, "not in the archive"),
        (MOST, 0.77, 0.0, "supported"),
        (MOST, 0.73, 0.0, "not in the archive"),
        (HALF, 0.93, 0.0, "supported"),
        (HALF, 0.9, 0.0, "not in the archive"),
        (A_THIRD, 0.93, 0.0, "not in the archive"),
        (A_THIRD, 0.96, 0.0, "supported"),
        (HALF, 0.0, 0.92, "contradicted"),
        (HALF, 0.0, 0.88, "not in the archive"),
        (A_THIRD, 0.0, 0.99, "not in the archive"),
    ],
)
def test_the_fewer_of_a_claims_words_the_surer_the_model_must_be(
    source: str, yes: float, no: float, verdict: str
) -> None:
    claim = "The northern league seats ten coastal states."
    assert check_claim(Says({"dinner": (yes, no)}), claim, [hit("a", source)]).verdict == verdict


def test_a_name_from_elsewhere_in_the_article_is_not_whoever_the_sentence_names() -> None:
    quoted = hit("a", "Tom Quill spoke first.", "“It is too dear,” said Ada Moss of the league.")
    source = with_passage(quoted, author="Karl Steen")
    for name in ("Quill", "Steen"):
        claim = f"It was {name} of the league who said it is too dear."
        assert check_claim(Grants(), claim, [source]).verdict == "not in the archive"
    claim = "It was Moss of the league who said it is too dear."
    assert check_claim(Grants(), claim, [source]).verdict == "supported"


@pytest.mark.parametrize(
    ("sentence", "sure", "verdict"),
    [
        ("The league shrank to eight members.", 0.8, "contradicted"),
        ("The league shrank to eight members.", 0.7, "not in the archive"),
        ("The league of ten members shrank.", 0.8, "not in the archive"),
        ("The league of ten members shrank.", 0.95, "contradicted"),
    ],
)
def test_where_a_rule_names_what_differs_the_model_need_be_less_sure(
    sentence: str, sure: float, verdict: str
) -> None:
    judge = Says({"shrank": (0.01, sure)})
    assert check_claim(judge, CLAIM, [hit("a", sentence)]).verdict == verdict


@pytest.mark.parametrize(("sure", "verdict"), [(0.8, "not in the archive"), (0.95, "contradicted")])
def test_a_name_that_a_sentence_lacks_is_no_rule_that_names_what_differs(
    sure: float, verdict: str
) -> None:
    said = hit("a", "Ana met the president of Sorrel before the summit.")
    judge = Says({"met": (0.01, sure)})
    assert check_claim(judge, "Ana met the president of Tully.", [said]).verdict == verdict


SCHOOLS = ("Most schools are built in Vale, 42, followed by Orsk, 33.", "The port gets 18 schools.")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Orsk gets 33 schools.", "not in the archive"),
        ("Orsk gets 42 schools.", "contradicted"),
    ],
)
def test_what_a_list_says_of_a_name_nothing_beside_it_contradicts(claim: str, verdict: str) -> None:
    judge = Says({"schools": (0.01, 0.95)})
    assert check_claim(judge, claim, [hit("a", *SCHOOLS)]).verdict == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Orsk receives 600,000 dollars.", "not in the archive"),
        ("Vale receives 600,000 dollars.", "contradicted"),
    ],
)
def test_a_figure_that_is_to_be_reckoned_out_is_not_contradicted(claim: str, verdict: str) -> None:
    said = hit("a", "Vale receives 1.2 million dollars and Orsk half of that.")
    assert check_claim(Says({"half": (0.01, 0.95)}), claim, [said]).verdict == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Ana Vale was sent off in extra time.", "not in the archive"),
        ("Extra time brought a goal by Ana Vale.", "contradicted"),
    ],
)
def test_a_denial_of_what_a_claim_leaves_out_does_not_contradict_it(
    claim: str, verdict: str
) -> None:
    said = hit("a", "Extra time brought no goals, although Ana Vale was sent off.")
    assert check_claim(Says({"brought": (0.01, 0.95)}), claim, [said]).verdict == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("The mayor had threatened the strikers.", "not in the archive"),
        # A rule names what differs: the denial.
        ("The mayor had dismissed the strikers.", "contradicted"),
    ],
)
def test_a_sentence_with_a_claims_words_in_order_contradicts_it_only_with_a_rule(
    claim: str, verdict: str
) -> None:
    told = "The mayor had threatened the strikers, and had not dismissed the strikers."
    said = hit("a", told)
    assert check_claim(Says({"threatened": (0.01, 0.95)}), claim, [said]).verdict == verdict


@pytest.mark.parametrize(
    ("revision", "yes", "verdict"),
    [
        ("correction", 0.1, "not in the archive"),
        ("correction", 0.95, "supported"),
        (None, 0.1, "supported"),
    ],
)
def test_what_a_newer_correction_repeats_and_does_not_grant_is_not_supported(
    revision: str | None, yes: float, verdict: str
) -> None:
    claim = "The mine fire killed seven miners."
    first = hit("a", "A blaze: the mine fire killed seven miners.", published="2024-05-06")
    repeats = "An article wrongly said that the mine fire killed seven miners."
    newer = with_passage(hit("b", repeats, published="2024-05-07"), revision=revision)
    judge = Says({"wrongly": (yes, 0.1), "blaze": (0.95, 0.01)})
    assert check_claim(judge, claim, [first, newer]).verdict == verdict


def test_a_title_that_says_it_makes_no_other_sentence_support_it() -> None:
    title = "League counts ten members"
    both = hit("a", "The league met at Port Amber.", "It now counts ten members.", title=title)
    # Under its title, and after it, the model takes the first sentence for support, too.
    (said,) = check_claim(JUDGE, CLAIM, [both]).statements
    assert said.text.endswith("It now counts ten members.")
    alone = hit("a", "The league met at Port Amber.", title=title)
    assert check_claim(JUDGE, CLAIM, [alone]).verdict == "not in the archive"


def test_copies_are_one_source_and_no_more_than_a_few_are_shown() -> None:
    texts = ["The league counts ten members.", "Now ten members sit there, and Vale counts."]
    one, two = (hit(name, text, outlet=name) for name, text in zip("ab", texts, strict=True))
    assert len(check_claim(JUDGE, CLAIM, [one, two]).statements) == 2
    copy = Copy("a", "a.txt", None, "a", None, None, None)
    assert len(check_claim(JUDGE, CLAIM, [one, with_passage(two, copies=(copy,))]).statements) == 1
    many = [hit(f"m{n}", f"{word} counts ten members.") for n, word in enumerate(
        ["Ada Quill", "Orla Venn", "Tom Hale", "Karl Steen", "Ida Moss"]
    )]  # fmt: skip
    assert len(check_claim(JUDGE, CLAIM, many).statements) <= MOST_EACH


@given(
    st.lists(
        st.tuples(
            st.floats(0, 1), st.floats(0, 1), st.sampled_from([None, "2010-01-01", "2020-01-01"])
        ),
        max_size=6,
    )
)
def test_a_verdict_always_has_a_source_that_is_sure_and_none_newer_against_it(
    rows: list[tuple[float, float, str | None]],
) -> None:
    words = ["alpha", "bravo", "cargo", "delta", "eagle", "fjord"]
    marks = {w: (yes / 2, no / 2) for w, (yes, no, _) in zip(words, rows, strict=False)}
    hits = [
        hit(word, f"{word.title()} wrote of {word} then.", published=day)
        for word, (_, _, day) in zip(words, rows, strict=False)
    ]
    marks |= {
        word: (0.9, 0.05) for word, (yes, no, _) in zip(words, rows, strict=False) if yes > 0.7 > no
    }
    marks |= {
        word: (0.05, 0.9) for word, (yes, no, _) in zip(words, rows, strict=False) if no > 0.7 > yes
    }
    draft = check_claim(Says(marks), "they wrote then", hits)
    headings = [one.heading for one in draft.statements]
    assert len(draft.nearest) <= NEAREST
    if draft.verdict == "not in the archive":
        assert draft.statements == ()
        assert bool(draft.nearest) == bool(hits)
        return
    assert headings[0] == (SUPPORTS if draft.verdict == "supported" else CONTRADICTS)
    newest = {
        heading: max(
            one.quotes[0].passage.published or ""
            for one in draft.statements
            if one.heading == heading
        )
        for heading in set(headings)
    }
    assert newest[headings[0] or ""] == max(newest.values())

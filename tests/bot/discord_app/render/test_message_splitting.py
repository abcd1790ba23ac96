import re

from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app.render.escape import aside, block_quotation, escape
from bot.discord_app.render.message_splitting import LIMIT, paginate
from support.markdown_judge import odd_marks

MARKS = st.integers(1, 99).map(lambda number: f"\u00a0**[{number}]**")
ESCAPED = st.one_of(
    st.text("ab .\n#>-1@*<\\", max_size=200).map(escape),
    st.text("ab*@<", min_size=100, max_size=900).map(escape),
    st.text("ab .\n", min_size=1, max_size=300)
    .map(block_quotation)
    .map(lambda text: f"\n{text}\n"),
    st.text("ab .\n-#", min_size=1, max_size=300).map(aside).map(lambda text: f"\n{text}\n"),
    MARKS,
    st.just(" <https://courier.example/a_long_address>"),
)
TEXTS = st.lists(ESCAPED, max_size=25).map("".join)


def bare(text: str) -> str:
    """The text without white space and the marks of a line, which cuts may drop or add."""
    unmarked = re.sub(r"(?m)^(?:>|-#)(?: |$)", "", text)
    # A page that begins with "2018." has it escaped.
    return re.sub(r"\s", "", re.sub(r"(?<=\d)\\\.", ".", unmarked))


@given(st.lists(st.sampled_from(["a", "2018.", "7.", " ", "b" * 140, "\n"])).map("".join))
def test_no_page_begins_a_numbered_list_where_its_text_had_none(text):
    for written in (escape(text), block_quotation(text), aside(text)):
        for page in paginate(written, 150):
            assert odd_marks(page) == set()
            assert not re.search(r"(?m)^(?:> |-# )?\d+\.(?:\s|$)", page)


def test_a_year_at_a_cut_is_escaped_and_elsewhere_not():
    text = escape("In 2018. " + "a" * 130 + " 2019. Next")
    assert paginate(text, 140) == ["In 2018. " + "a" * 130, "2019\\. Next"]
    assert paginate("a" * 140 + "  2019. Next", 140) == ["a" * 140, " 2019\\. Next"]


@given(TEXTS, st.sampled_from([150, LIMIT]))
def test_pieces_fit_and_nothing_is_lost(text, limit):
    pages = paginate(text, limit)
    assert all(0 < len(page) <= limit for page in pages)
    assert "".join(bare(page) for page in pages) == bare(text)


@given(TEXTS)
def test_marks_links_and_escapes_are_never_cut_in_two(text):
    pages = paginate(text, 150)
    # But for "\\.": a page that begins with "1." gets one more.
    for pattern in (r"\*\*\[\d+\]\*\*", r"<https://[^>\s]*>", r"[@<]\u200b", r"\\[^.]"):
        assert sum(len(re.findall(pattern, page)) for page in pages) == len(
            re.findall(pattern, text)
        )


@given(st.text("ab .\n#>", min_size=200, max_size=2000).filter(str.strip))
def test_a_quotation_that_is_cut_goes_on_as_a_quotation(text):
    for page in paginate(block_quotation(text), 150):
        assert all(re.match("> ?", line) for line in page.split("\n"))


@given(st.text("ab .\n-#", min_size=200, max_size=2000).filter(str.strip))
def test_a_small_line_that_is_cut_goes_on_as_one(text):
    for page in paginate(aside(text), 150):
        assert all(line.startswith("-# ") for line in page.split("\n"))


def test_cuts_prefer_paragraph_line_sentence_and_space_in_this_order():
    assert paginate("a" * 60 + "\n\n" + "b" * 30 + "\nc. d" + "e" * 30, 100)[0] == "a" * 60
    assert paginate("a" * 60 + "\n" + "b" * 30 + ". c d" + "e" * 30, 100)[0] == "a" * 60
    assert paginate("a" * 60 + ". " + "b" * 30 + " c d" + "e" * 30, 100)[0] == "a" * 60 + "."
    assert paginate("a" * 60 + " " + "b" * 60, 100) == ["a" * 60, "b" * 60]
    assert paginate("a" * 250, 100) == ["a" * 100, "a" * 100, "a" * 50]


def test_a_mark_stays_with_its_sentence():
    text = "a" * 60 + " " + "b" * 35 + ".\u00a0**[12]** c"
    assert paginate(text, 100) == ["a" * 60, "b" * 35 + ".\u00a0**[12]** c"]


def test_short_text_is_one_page_and_blank_text_none():
    assert paginate("short") == ["short"]
    assert paginate(" \n ") == []


def test_an_item_of_a_list_stays_with_its_quotation():
    item = "\\- The second article"
    text = "\\- The first article\n> " + "a" * 50 + f"\n{item}\n> " + "b" * 40
    assert paginate(text, 100)[1] == f"{item}\n> " + "b" * 40

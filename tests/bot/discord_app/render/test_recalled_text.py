"""What the button Sources shows, as text: whole, and nothing in it alive."""

import re

from hypothesis import given

from bot.discord_app.render.escape import escape, unescaped
from bot.discord_app.render.message_splitting import LIMIT
from bot.discord_app.render.messages import changed_words, removed_words, text_post
from bot.discord_app.render.recalled_text import FILE, recalled_text, sources_post
from retrieval.types import Recalled
from support.discord_fakes import citation, found
from support.hostile_text import LIVE, TEXTS, without_escapes


def test_quotes_stand_exactly_under_their_source_line():
    answer = found("First line.\nSecond line.")
    assert recalled_text(Recalled(answer.citations)) == (
        "**[1]** [Bridge opens](<https://courier.example/1#:~:text=First%20line.,Second%20line.>)"
        " · The Courier · 3 November 2016 — still exact\n"
        "> First line.\n> Second line."
    )
    assert recalled_text(Recalled(())) == ""


def test_what_stands_around_a_quotation_is_small_and_the_quotation_set_off():
    around = (("It was late.\n\nAnd:", "Nobody *came*."), ("", ""))
    recalled = Recalled((citation(1), citation(2)), surroundings=around)
    first, second = recalled_text(recalled).split("\n\n")
    assert first == (
        "**[1]** [Bridge opens](<https://courier.example/1#:~:text=The%20bridge%20opened%20on%20Monday.>)"
        " · The Courier · 3 November 2016 — still exact\n"
        "-# It was late.\n-# And:\n> The bridge opened on Monday.\n-# Nobody \\*came\\*."
    )
    assert second.endswith("\n> The bridge opened on Monday.")


@given(TEXTS, TEXTS, TEXTS)
def test_any_quotation_in_any_context_fits_is_whole_and_does_nothing(before, quote, after):
    recalled = Recalled((citation(quote=quote),), surroundings=((before, after),))
    text = recalled_text(recalled)
    post = text_post(text)
    assert all(0 < len(page) <= LIMIT for page in post.pages)
    said = text.split("\n", 1)[1]
    left = without_escapes(re.sub(r"(?m)^(?:> |-# )", "", said))
    assert not any(re.search(pattern, left, re.MULTILINE | re.IGNORECASE) for pattern in LIVE)
    whole = (
        unescaped(escape(f"{before}\n"))
        + unescaped(escape(f"{quote}\n"))
        + unescaped(escape(after))
    )
    assert "".join(unescaped(re.sub(r"(?m)^(?:> |-# )", "", said)).split()) == "".join(
        whole.split()
    )


def test_quotes_that_do_not_stand_any_more_are_told_one_by_one_after_those_that_do():
    articles = ("article1", "article2", "article3", "article4")
    recalled = Recalled((citation(2),), changed=(4, 1), removed=(3,), articles=articles)
    assert recalled_text(recalled) == (
        "**[2]** [Bridge opens](<https://courier.example/2#:~:text=The%20bridge%20opened%20on%20Monday.>)"
        " · The Courier · 3 November 2016 — still exact\n"
        "> The bridge opened on Monday.\n\n"
        f"**[1]** {changed_words()}\n**[3]** {removed_words()}\n**[4]** {changed_words()}"
    )
    assert recalled_text(Recalled((), removed=(1,))) == f"**[1]** {removed_words()}"


@given(TEXTS)
def test_what_stands_nearest_to_a_changed_quotation_is_quoted_and_does_nothing(now):
    text = recalled_text(Recalled((), changed=(1,), now=(now,)))
    assert text.startswith(f"**[1]** {changed_words()}")
    left = without_escapes(re.sub(r"\*\*\[1\]\*\*|(?m:^> )", "", text))
    assert not any(re.search(pattern, left, re.MULTILINE | re.IGNORECASE) for pattern in LIVE)


def test_two_quotations_of_one_article_have_its_number_also_once_it_is_gone():
    recalled = Recalled((citation(3),), removed=(1, 2), articles=("a", "a", "article3"))
    text = recalled_text(recalled)
    assert text.startswith("**[2]** [Bridge")
    assert text.endswith(f"\n\n**[1]** {removed_words()}")


SECOND = "**[1]** [Bridge opens](<https://x.example/5>) · The Courier\n-# Page 2 of 3 · receipt ab"


def test_under_a_page_of_an_answer_its_own_quotations_are_shown():
    stands = Recalled(tuple(citation(n, f"Sentence {n}.") for n in (1, 2)), changed=(3,))
    shown = f"So it is. **[\\[2\\]](<https://x.example/a[1]>)** **[3]**\n{SECOND[3:]}"
    post = sources_post(stands, shown.replace("[1]**", "[2]**"))
    assert post.pages[0].startswith("-# Page 2 of 3\n\n**[2]** ")
    assert post.pages[0].endswith(f"**[3]** {changed_words()}")
    assert "Sentence 1" not in post.pages[0]
    # Of a message that is no page, and of a page that names nothing of it, all is shown.
    for other in ("So it is. **[2]**", SECOND.replace("[1]", "[9]")):
        assert "Sentence 1" in sources_post(stands, other).pages[0]


def test_a_page_is_known_in_every_language_that_it_may_be_written_in():
    stands = Recalled(tuple(citation(n, f"Sentence {n}.") for n in (1, 2)))
    for page in ("Страница 2 из 3", "3 беттің 2-беті"):
        told = sources_post(stands, SECOND.replace("Page 2 of 3", page), "Above").pages[0]
        assert told.startswith("Above\n-# Page 2 of 3\n\n**[1]** ")
        assert "Sentence 2" not in told


def test_more_than_fits_goes_into_a_file_of_its_own_name_with_words_of_its_own():
    stands = Recalled(tuple(citation(n, "A long sentence. " * 60) for n in range(1, 20)))
    post = sources_post(stands)
    assert post.pages[0].endswith(
        "There is more than fits here; the attached file holds all of it."
    )
    assert post.file_name == FILE


def test_the_quotations_of_one_article_stand_under_one_source_line():
    of_one = {"article": "a", "url": None}
    cited = (citation(1, "First.", **of_one), citation(2, "Other."), citation(3, "Last.", **of_one))
    text = recalled_text(Recalled(cited))
    assert text.count("**[1]**") == 1
    first, last, other = (text.index(f"> {quote}") for quote in ("First.", "Last.", "Other."))
    assert first < last < other


def test_what_is_quoted_or_told_already_is_not_told_again_around_a_quotation():
    cited = tuple(citation(n, quote, article="a") for n, quote in enumerate(("One.", "Two."), 1))
    text = recalled_text(Recalled(cited, surroundings=(("Zero.", "Two."), ("One.", "Three."))))
    assert text.splitlines()[1:] == ["-# Zero.", "> One.", "", "> Two.", "-# Three."]
    between = recalled_text(Recalled(cited, surroundings=(("", "Between."), ("Between.", ""))))
    assert between.count("Between.") == 1

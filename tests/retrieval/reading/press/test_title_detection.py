"""Which line of pasted text is its title: the headline, never the story's own first words."""

import pytest

from retrieval.reading.press.label_lines import read_label
from retrieval.reading.press.text_lines import lines_of
from retrieval.reading.press.title_detection import (
    find_title,
    heads_page,
    masthead,
    same_words,
    title_words,
)

BODY = "The harbour of Tully was closed on Monday, the mayor said in a long statement."


def title(text):
    found = find_title(lines_of(text))
    return found[0] if found else None


@pytest.mark.parametrize(
    "head",
    ["Harbour shut for a day", "Is the harbour shut?", "“Shut it,” says mayor", "# Harbour shut"],
)
def test_the_line_above_the_story_is_its_title(head):
    assert title(f"{head}\n\n{BODY}") == title_words(head)


@pytest.mark.parametrize(
    "label", ["By Orla Venn", "12 March 2015", "https://www.rferl.org/a/1.html"]
)
def test_a_label_above_it_is_passed_over(label):
    assert title(f"{label}\nHarbour shut for a day\n\n{BODY}") == "Harbour shut for a day"


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ("THE TULLY POST", "The Tully Post"),
        ("The Tully Post", "The Tully Post"),
        ("TULLY WIRE", "Tully Wire"),
        ("Tully Wire / Orsk", "Tully Wire"),
        ("REUTERS", "Reuters"),
        ("THE TULLY POST\nINTERVIEW", "The Tully Post"),
        ("THE TULLY POST\n12 March 2015", "The Tully Post"),
        ("Вестник Туллы\n12 марта 2015", "Вестник Туллы"),
    ],
)
def test_the_papers_name_above_a_headline_is_no_title(head, outlet):
    lines = lines_of(f"{head}\n\nHarbour shut for a day\n\nBy Orla Venn\n\n{BODY}")
    assert find_title(lines)[0] == "Harbour shut for a day"
    assert (masthead(lines, 0) or read_label(lines[0].text).outlet) == outlet


@pytest.mark.parametrize(
    "text",
    [
        f"The Tully Post\n\n{BODY}",
        f"HARBOUR HIT BY PRESS\n\nShips wait for a day\n\nThe press of the harbour. {BODY}",
        f"Storm Shuts The Tully Press\n\nShips wait for a day\n\n{BODY}",
        "The Tully Post",
    ],
)
def test_a_headline_that_only_ends_as_a_papers_name_is_one(text):
    assert masthead(lines_of(text), 0) is None


HEADLINE = "Harbour of Tully shut for a day"


@pytest.mark.parametrize(
    "head",
    [
        "Home / Regions / Tully",
        "Home > World > Asia",
        "Home / Oil & Gas / Ust-Tully",
        "Tully | Ships",
        "Home » Ships and Harbours",
        "Perspectives",
        "Central Asia",
        "Oil & Gas",
        "Perspectives\n\nCentral Asia",
        "The Tully Post\nPerspectives",
        "Tully.kz\nOrsk",
        "Perspectives\nViews and voices from the bay",
    ],
)
@pytest.mark.parametrize(
    "below", ["By Orla Venn", "Orla Venn\n12 March 2015", "Share\n12 March 2015"]
)
def test_a_menu_and_a_section_above_a_headline_are_no_title(head, below):
    assert title(f"{head}\n\n{HEADLINE}\n\n{below}\n\n{BODY}") == HEADLINE
    assert title(f"{head}\n12 March 2015\n\n{HEADLINE}\n\n{below}\n\n{BODY}") == HEADLINE


def test_a_menu_and_a_site_need_no_byline_below_the_headline():
    for head in ("Home / Regions / Tully", "Tully.kz", "TULLY.KZ\nOrsk"):
        assert title(f"{head}\n\n{HEADLINE}\n\n{BODY}") == HEADLINE


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ("Tully Courier", "Tully Courier"),
        ("Орский вестник", "Орский вестник"),
        ("Деловой Орск", "Деловой Орск"),
        ("Ор ақпарат", "Ор ақпарат"),
        ("ОрскИнформ", "ОрскИнформ"),
        ("Портал «Южный порт»", "Южный порт"),
        ("Орский вестник\nНовости / Регионы / Орск", "Орский вестник"),
        ("Орский вестник\nНовости  Регионы  Орск", "Орский вестник"),
        ("Новости  Регионы  Орск", None),
        ("МНЕНИЕ", None),
        ("Общество", None),
    ],
)
@pytest.mark.parametrize("below", ["By Orla Venn", "12 марта 2015", "12 марта 2015\nАвтор: Ия Ким"])
def test_a_signed_headline_needs_no_blank_line_above(head, outlet, below):
    lines = lines_of(
        f"{head}\nПорт Орска закрыт на сутки\n{below}\n\nВ порту был шторм, сказал мэр."
    )
    assert find_title(lines)[0] == "Порт Орска закрыт на сутки"
    assert masthead(lines, 0) == outlet


def test_the_shortest_title_stands_between_a_masthead_and_a_day():
    lines = lines_of(f"Орский вестник\nПоправка\n12 марта 2015\n\n{BODY}")
    assert (find_title(lines)[0], masthead(lines, 0)) == ("Поправка", "Орский вестник")


@pytest.mark.parametrize(
    "head",
    [
        "Закрылась газета",
        "Деловой Орск",
        "Mayor Meets Press",
        "Порт",
        "Порт Орска",
        "Storm Hits Post",
        "Тихий Берег",
    ],
)
def test_a_short_headline_above_a_signed_standfirst_is_no_masthead(head):
    story = (
        "В деловом Орске закрылись порт и газеты, покажут «Тихий Берег». "
        "The mayor meets the press; a storm hits."
    )
    lines = lines_of(f"{head}\nКорабли четырёх городов ждут в бухте\nBy Orla Venn\n\n{story}")
    assert (find_title(lines)[0], masthead(lines, 0)) == (head, None)


STANDFIRST = "Ships of four towns wait in the bay"


@pytest.mark.parametrize(
    "text",
    [
        f"Harbour Shut\n\n{STANDFIRST}\n\nBy Orla Venn\n\n{BODY}",
        f"Harbour\n\n{STANDFIRST}\n\nBy Orla Venn\n\n{BODY}",
        f"Quay closed\n\n{STANDFIRST}\n\nBy Orla Venn\n\n{BODY}",
        f"Quay Closed\n\n{STANDFIRST}\n\n{BODY}",
        f"“Shut It”\n\n{STANDFIRST}\n\nBy Orla Venn\n\n{BODY}",
        f"# Quay\n\n{STANDFIRST}\n\nBy Orla Venn\n\n{BODY}",
        f"Quay Closed\n\nBy Orla Venn\n\n{BODY}",
        f"Quay closed / Ferries wait\n\n{BODY}",
        f"Storm Shuts Tully Quay\n\n{STANDFIRST}\n\nBy Orla Venn\n\n{BODY}",
        f"Quay Closed\n\nThe mayor of the town said:\n\n12 March 2015\n\n{BODY}",
    ],
)
def test_a_short_headline_is_one(text):
    assert title(text) == text.split("\n")[0].lstrip("# ")
    assert not heads_page(lines_of(text), 0)


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ("Tully.kz", "Tully.kz"),
        ("TULLY.KZ\nOrsk", "Tully.kz"),
        ("Tully Post", "Tully Post"),
        ("Quayside", "Quayside"),
        ("Quayside\nViews and voices from the bay", "Quayside"),
        ("Perspectives", None),
        ("Голос Орска", "Голос Орска"),
    ],
)
def test_a_site_and_whom_people_tell_things_are_the_outlet(head, outlet):
    story = f"{BODY} He told Quayside so, он рассказал порталу «Голос Орска»."
    lines = lines_of(f"{head}\n\n{HEADLINE}\n\nBy Orla Venn\n\n{story}")
    assert find_title(lines)[0] == HEADLINE
    assert (masthead(lines, 0) or getattr(read_label(lines[0].text), "outlet", None)) == outlet


def test_a_rubric_above_a_headline_is_no_title_and_alone_it_is():
    assert title(f"OPINION\n\nOpen the harbour\n\n{BODY}") == "Open the harbour"
    assert title(f"OPINION\nOpen the harbour now\n\n{BODY}") == "Open the harbour now"
    assert title(f"ПІКІР\nПортты неге ашу керек\n\n{BODY}") == "Портты неге ашу керек"
    assert title(f"Analysis\n\nBy Orla Venn\n\n{BODY}") == "Analysis"


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}\n\nIt rained.",
        "Harbour shut for a day",
        f"TULLY, 4 June (Interfax) - The harbour was shut\n\n{BODY}",
        f"- a point of a list\n\n{BODY}",
        f"{'very ' * 60}long\n\n{BODY}",
        "",
    ],
)
def test_what_the_story_itself_says_is_no_title(text):
    assert title(text) is None


def test_an_author_who_signs_without_a_word_for_it_ends_the_standfirst():
    text = f"{HEADLINE}\n{STANDFIRST} until the wind drops\nOrla Venn\n12 March 2015\n\n{BODY}"
    assert title(text) == HEADLINE


def test_a_title_broken_into_two_lines_is_one_and_keeps_its_range():
    text = f"Harbour shut for a day\nas storm passes over Tully\n\n{BODY}"
    words, (start, end) = find_title(lines_of(text))
    assert words == "Harbour shut for a day as storm passes over Tully"
    assert text[start:end] == "Harbour shut for a day\nas storm passes over Tully"


def test_a_paragraph_broken_into_lines_of_one_width_is_no_title():
    lines = ["The harbour of Tully was closed on Monday after the storm had",
             "Torn away the eastern lights and left the quay without power and",
             "Water for most of the day, the mayor said in his statement"]  # fmt: skip
    assert title("\n".join(lines) + f"\n\n{BODY}") is None


def test_titles_are_one_but_for_case_and_marks():
    assert same_words("Harbour Shut!", "harbour shut")
    assert not same_words("Harbour shut", "Harbour open")
    assert not same_words("—", "…")
    assert not same_words(None, None)

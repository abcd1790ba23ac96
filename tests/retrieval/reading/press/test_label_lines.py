"""Lines that are all label, and lines of a story that only begin as one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.reading.press.label_lines import Label, is_rubric, read_label


@pytest.mark.parametrize(
    ("line", "author", "outlet"),
    [
        ("By Orla Venn", "Orla Venn", None),
        ("Reported by: Orla Venn, Reuters", "Orla Venn", "Reuters"),
        ("By Orla Venn in Tully", "Orla Venn", None),
        ("By Orla Venn, Tom Reed", "Orla Venn, Tom Reed", None),
        ("By Reuters", None, "Reuters"),
        ("Source: Kazinform", None, "Kazinform"),
        ("Автор: Ирина Ким", "Ирина Ким", None),
        ("Orla Venn | Reuters", None, None),
        ("COLUMN | By Orla Venn", "Orla Venn", None),
        ("Interview | By Orla Venn | Reuters", "Orla Venn", "Reuters"),
        ("Orla Venn reports from Tully", "Orla Venn", None),
        ("Text: Orla Venn", "Orla Venn", None),
        ("Text: Orla Venn, Tom Reed", "Orla Venn, Tom Reed", None),
        ("Авторы: Ирина Ким и Олег Пак", "Ирина Ким и Олег Пак", None),
        ("Авторлары: Әсел Ким және Олег Пак", "Әсел Ким және Олег Пак", None),
        ("Автор — Ирина Ким", "Ирина Ким", None),
        ("12.03.2015 09:15 Автор: Ирина Ким, Олег Пак", "Ирина Ким, Олег Пак", None),
        ("Текст: Ирина Ким", "Ирина Ким", None),
        ("Outlet: Tully Herald", None, "Tully Herald"),
        ("Source: Voice of Tully", None, "Voice of Tully"),
        ("Tully Herald, 12 March 2015", None, "Tully Herald"),
        ("By Emily Post", "Emily Post", None),
        ("By Orla Venn, Tully Bay Wire", "Orla Venn", "Tully Bay Wire"),
        ("*Reuters, 12 March 2015. By Orla Venn*", "Orla Venn", "Reuters"),
        ("Written by Orla Venn", "Orla Venn", None),
        ("By Orla Venn, Staff Reporter", "Orla Venn", None),
        (
            "By Orla Venn, Tom Reed and Ada Lind, Reuters",
            "Orla Venn, Tom Reed and Ada Lind",
            "Reuters",
        ),
        ("By Orla Venn and agencies", "Orla Venn", None),
        ("By Orla Venn, wire reports", "Orla Venn", None),
        ("By Orla Venn and agencies. 12 March 2015", "Orla Venn", None),
        ("Text: Orla Venn. Photos: Tom Reed", "Orla Venn", None),
        ("By Orla Venn | Photos by Tom Reed", "Orla Venn", None),
        ("Текст: Ирина Ким. Фото: Олег Пак", "Ирина Ким", None),
        ("Подготовила Ирина Ким", "Ирина Ким", None),
        ("(Reporting by Orla Venn; editing by Tom Reed)", "Orla Venn", None),
        (
            "(Reporting by Orla Venn in Tully and Ada Lind; Writing by Tom Reed)",
            "Orla Venn, Ada Lind, Tom Reed",
            None,
        ),
        ("Reporting by Orla Venn. Additional reporting by Tom Reed.", "Orla Venn", None),
        ("Written by O. Venn; translated by Tom Reed", "O. Venn", None),
        ("(Editing by Tom Reed)", None, None),
        ("From our news services", None, None),
        ("*Tully News, 12 March 2015. Interviews by Orla Venn*", "Orla Venn", "Tully News"),
    ],
)
def test_whose_it_is(line, author, outlet):
    found = read_label(line) or Label()
    assert (found.author, found.outlet) == (author, outlet)


@pytest.mark.parametrize(
    "line",
    ["12 March 2015", "Published on: 12 March 2015, 10:30 GMT",
     "Thursday, March 12, 2015 at 3 p.m.",
     "Orla Venn, 12 March 2015", "By Orla Venn | Reuters | 12 March 2015 10:30"],
)  # fmt: skip
def test_a_day_with_nothing_but_its_clock_or_a_name(line):
    found = read_label(line)
    assert found
    assert found.date


@pytest.mark.parametrize(
    ("line", "author", "outlet"),
    [
        ("Harbour | 10:30 / 12.03.2015", None, None),
        ("Harbours | 12 March, 2015 | 10:30", None, None),
        ("12 March 2015, 10:30  Ships & Harbours", None, None),
        ("Ships / 12 March 2015", None, None),
        ("12 March 2015 • 340 views", None, None),
        ("March 12, 2015 · 4 min read", None, None),
        ("2015-03-12 | Ships", None, None),
        ("Tully Herald | 12 March 2015", None, "Tully Herald"),
        ("Tully, 12 March 2015", None, None),
        ("12 March 2015, Ust-Tully", None, None),
        ("TULLY, 12 March 2015", None, None),
        ("10:30, 12 March 2015, Tully - Tully News Agency, Orla Venn", "Orla Venn",
         "Tully News Agency"),
        ("10:30, 12 March 2015, Tully – Reuters", None, "Reuters"),
        ("Orla Venn, Reuters, 12 March 2015", "Orla Venn", "Reuters"),
        ("Orla Venn, Tom Reed, 12 March 2015", "Orla Venn, Tom Reed", None),
        ("Jean-Luc Venn, 12 March 2015", "Jean-Luc Venn", None),
        ("By Orla Venn in Ships on 12 March 2015", "Orla Venn", None),
        ("BY ORLA VENN in SHIPS on 12 MARCH 2015 at 10:30", "ORLA VENN", None),
        ("By Orla Venn for Tully Herald, 12 March 2015", "Orla Venn", "Tully Herald"),
    ],
)  # fmt: skip
def test_beside_a_whole_day_a_section_a_clock_a_count_or_a_place_says_nothing(line, author, outlet):
    found = read_label(line)
    assert (found.author, found.outlet, found.date.iso) == (author, outlet, "2015-03-12")


def test_a_place_before_a_day_without_a_year_is_no_part_of_the_authors_name():
    found = read_label("Tully, March 12, REUTERS")
    assert (found.author, found.outlet, found.date.iso) == (None, "Reuters", None)


@pytest.mark.parametrize(
    "line",
    [
        "Harbour shut – 12 March 2015",
        "Harbour shut for a day | 12 March 2015",
        "Ships | 12 March",
        "Tully, 12 March",
        "Tully 12 March 2015",
        "Ships | Harbours",
        "Tully, 12 March 2015: the harbour shuts",
        "“Never again”, 12 March 2015",
        "By Orla Venn in Tully on 12 March 2015 the harbour had been closed",
        "Orla Venn left Tully Bay  12 March 2015",
    ],
)
def test_a_headline_or_a_sentence_with_a_day_is_no_label(line):
    assert read_label(line) is None


@pytest.mark.parametrize(
    "line",
    ["By Monday the harbour was closed", "By 12 March 2015 the harbour had been closed",
     "The agreement was signed on 12 March 2015", "On 12 March 2015 Orla Venn left",
     "Source: the mayor's office said that the harbour would stay closed until Monday at the least",
     "The council reports from Tully", "Text the mayor on Monday", "COLUMN", "Opinion | Harbour",
     "Reporting by numbers; counting by hand", "Written by hand", "From our staff of nurses",
     "By hook or by crook", "Подготовила почву для реформы", "Source: the mayor's office",
     "See https://www.rferl.org/a/1.html", "x" * 161],
)  # fmt: skip
def test_a_sentence_is_no_label(line):
    assert read_label(line) is None


@pytest.mark.parametrize(
    ("line", "told"), [("INTERVIEW", True), ("Opinion", True), ("Opinion of the court", False)]
)
def test_a_rubric_is_the_kind_of_a_piece(line, told):
    assert is_rubric(line) == told


def test_an_address_alone_tells_its_outlet():
    found = read_label("Link: https://www.rferl.org/a/12.html")
    assert found == Label(url="https://www.rferl.org/a/12.html", outlet="RFE/RL")


@given(st.text(max_size=60))
def test_no_line_raises(line):
    assert read_label(line) is None or isinstance(read_label(line), Label)


@pytest.mark.parametrize(
    "line",
    [
        "12 марта 2015, 10:30 | 5 211 просмотров",
        "12.03.2015 в 10:30",
        "12.03.2015 10:30 (МСК)",
        "12.03.2015 10:30 (Орск)",
        "четверг, 12 марта 2015",
        "Четверг, 12 марта 2015 года, 10:30 | Комментарии: 3",
        "Жарияланды: 12 наурыз 2015 ж. 10:30",
        "2015 жылғы 12 наурыз, 10:30 | Жаңартылды: 13 наурыз 2015",
        "12 марта 2015 | Обновлено: 13 марта 2015",
        "Опубликовано 12 марта 2015 г. в 10:30 · Интервью",
        "12 March 2015 | 5,211 views | 👁 310",
        "Бейсенбі, 12 наурыз 2015 | 👁 310",
    ],
)
def test_what_stands_beside_a_day_in_other_languages_spoils_no_label(line):
    label = read_label(line)
    assert (label.date.iso, label.author, label.outlet) == ("2015-03-12", None, None)


@pytest.mark.parametrize(
    ("line", "author", "outlet"),
    [
        ("12 наурыз 2015 ж. 10:30 Автор: Ия Ким", "Ия Ким", None),
        ("12 марта 2015 | Автор: Ия Ким | 👁 310", "Ия Ким", None),
        ("Орский вестник, 12 марта 2015 г.", None, "Орский вестник"),
        ("Беседовала Ия Ким, «Южный порт»", "Ия Ким", "Южный порт"),
        ("Дайындаған: Ия Ким", "Ия Ким", None),
        ("Мәтінді дайындаған Ия Ким", "Ия Ким", None),
        ("Материал подготовила Ия Ким", "Ия Ким", None),
        ("Беседу вёл Олег Пак", "Олег Пак", None),
        ("Соб. инф.", None, None),
    ],
)
def test_authors_and_outlets_in_russian_and_kazakh(line, author, outlet):
    label = read_label(line)
    assert (label.author, label.outlet) == (author, outlet)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Ия Ким · 12 мар 2015 · 10:30", "Ия Ким"),
        ("Orla Venn | 12 March 2015", "Orla Venn"),
        ("Central Asia | 12 March 2015", "Central Asia"),
        ("Ships | 12 March 2015", None),
    ],
)
def test_a_name_beside_a_day_is_not_yet_an_author(line, name):
    label = read_label(line)
    assert (label.name, label.author) == (name, None)


@pytest.mark.parametrize("line", ["12 March 2015 – 40 dead", "12 March 2015 | $40 for a berth"])
def test_what_may_be_a_headline_is_no_count(line):
    assert read_label(line) is None


def test_the_day_of_a_change_is_none_of_publication():
    assert read_label("13 наурыз 2015, 10:30 жаңартылды") == Label()
    assert read_label("Обновлено: 13 марта 2015") == Label()

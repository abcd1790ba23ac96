"""Names of outlets that no table knows."""

import pytest

from retrieval.reading.press.press_names import is_press_name, press_outlet


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Tully Herald", True),
        ("## The Tully Bay Times", True),
        ("THE TULLY BAY TIMES", True),
        ("Вестник Орска", True),
        ("Harbour closed for a day", False),
        ("Press Freedom Under Threat", False),
        ("Sports News", False),
        ("PRESS REVIEW", False),
        ("The Times", False),
        ("Орский вестник", True),
        ("Орский деловой вестник", True),
        ("Ор тынысы", True),
        ("Ор ақпарат", True),
        ("Орск Ньюс", True),
        ("Вечерний Орск", True),
        ("ОрскИнформ", True),
        ("Орск-пресс", True),
        ("OrskNews", True),
        ("Хроника затопления", False),
        ("Вестник сообщил о пожаре", False),
        ("Деловой центр", False),
        ("Последние известия", False),
        ("Қосымша ақпарат", False),
        ("Tully herald", False),
        ("орский вестник", False),
        ("Пресс", False),
    ],
)
def test_an_outlet_that_no_table_knows_goes_by_its_last_word(line, told):
    assert is_press_name(line) == told


@pytest.mark.parametrize(
    ("words", "outlet"),
    [
        ("rferl.org", "RFE/RL"),
        ("Tully Herald", "Tully Herald"),
        ("Tully Harbour", None),
        ("", None),
        ("газета «Южный порт»", "Южный порт"),
        ("«Южный порт» газеті", "Южный порт"),
        ("«Орский вестник»", "Орский вестник"),
        ("ИА «Порт»", "ИА «Порт»"),
        ("ИА «Интерфакс»", "Interfax"),
        ("«Южный порт»", None),
        ("фабрика «Южный порт»", None),
    ],
)
def test_an_outlet_beside_a_name_is_known_or_looks_like_one(words, outlet):
    assert press_outlet(words) == outlet

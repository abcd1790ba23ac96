"""The language of a text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.reading.press.language_detection import language_of

# fmt: off
TEXTS = {
    "en": "The foreign ministers met on Thursday and agreed to work together more closely.",
    "ru": "Министры иностранных дел встретились в четверг и договорились об этом, сообщает ТАСС.",
    "kk": "Сыртқы істер министрлері бейсенбі күні кездесіп, ынтымақтастық мәселелерін талқылады.",
    "ky": "Тышкы иштер министрлери бейшемби күнү жолугушуп, кызматташтык маселелерин талкуулашты.",
    "uz": "Tashqi ishlar vazirlari payshanba kuni uchrashib, hamkorlikni muhokama qildilar.",
    "zh": "两国外交部长星期四举行会谈，双方讨论了双边合作问题，并同意加强合作。",
    "ar": "التقى وزراء الخارجية يوم الخميس وبحثوا سبل تعزيز التعاون بين البلدين في جميع المجالات.",
    "fa": "وزیران امور خارجه روز پنجشنبه دیدار کردند و درباره همکاری‌های دوجانبه گفتگو کردند.",
    "tr": "Dışişleri bakanları perşembe günü bir araya geldi ve iş birliğini görüştü.",
}
# fmt: on


@pytest.mark.parametrize("code", TEXTS)
def test_the_languages_of_the_region_are_told_apart(code):
    assert language_of(TEXTS[code]) == code


@pytest.mark.parametrize("text", ["", "Hello", "12.5 34 56 78 90 " * 20, "???", "\ud800 \ud801"])
def test_what_is_too_short_or_no_language_has_none(text):
    assert language_of(text) is None


def test_furniture_does_not_count():
    menu = "Home News Opinion Sport About us Contact Subscribe to our newsletter today. " * 5
    text = menu + TEXTS["kk"]
    assert language_of(text, ((0, len(menu)),)) == "kk"


@settings(max_examples=30)
@given(st.text())
def test_any_text_has_a_code_or_none_and_always_the_same(text):
    code = language_of(text)
    assert code is None or (len(code) == 2 and code.isalpha())
    assert language_of(text) == code

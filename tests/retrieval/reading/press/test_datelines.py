"""Agency datelines."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.reading.press.datelines import read_dateline

STORY = "The ministry said on Monday that the talks would go on."


@pytest.mark.parametrize(
    ("prefix", "agency", "date"),
    [
        ("ASTANA. June 4 (Interfax) - ", "Interfax", "4 June (year not stated)"),
        ("ASTANA, May 20. /TASS/. ", "TASS", "20 May (year not stated)"),
        ("MOSCOW, Dec 11 (Reuters) - ", "Reuters", "11 December (year not stated)"),
        ("BEIJING, Nov. 3 (Xinhua) -- ", "Xinhua", "3 November (year not stated)"),
        ("ASTANA – ", None, None),
        ("WASHINGTON — ", None, None),
        ("KABUL, Afghanistan — ", None, None),
        ("ALMATY, Kazakhstan (AP) — ", "Associated Press", None),
        ("WASHINGTON, D.C. (AP) — ", "Associated Press", None),
        ("Astana, 12 March 2015 (KAZINFORM) – ", "Kazinform", "2015-03-12"),
        ("TASHKENT (RFE/RL) -- ", "RFE/RL", None),
        ("ASTANA. KAZINFORM - ", "Kazinform", None),
        ("ASTANA. KAZINFORM /May 20/ - ", "Kazinform", "20 May (year not stated)"),
        ("BISHKEK, March 3 /24.kg/ ", "24.kg", "3 March (year not stated)"),
        ("DUSHANBE, 05.06.2014, Asia-Plus -- ", "Asia-Plus", "2014-06-05"),
        ("BRUSSELS/MOSCOW, Dec 11 (Reuters) - ", "Reuters", "11 December (year not stated)"),
        ("NEW YORK, Jan. 3, 2016 /PRNewswire/ -- ", "PR Newswire", "2016-01-03"),
        ("LONDON, Monday, June 1, 2015 (BBC) - ", "BBC News", "2015-06-01"),
        ("МОСКВА, 11 декабря. /ТАСС/. ", "TASS", "11 December (year not stated)"),
        ("Paris (AFP) - ", "AFP", None),
        ("Geneva, 3 June 2015 – ", None, "2015-06-03"),
        ("Dec 11 (Reuters) - ", "Reuters", "11 December (year not stated)"),
        ("(Reuters) - ", "Reuters", None),
        ("Reuters - ", "Reuters", None),
        ("TULLY, Orskland, March 13. ", None, "13 March (year not stated)"),
        ("TULLY, March 13, 2015. ", None, "2015-03-13"),
        ("ОРСК, 13 марта. ", None, "13 March (year not stated)"),
        ("ОРСК, 13 мар — РИА Новости. ", "RIA Novosti", "13 March (year not stated)"),
        ("ОРСК, 13 мар – ", None, "13 March (year not stated)"),
        ("ОРСК, 13 сен. /ТАСС/. ", "TASS", "13 September (year not stated)"),
        ("ОРСК, 13 нау — ҚазАқпарат. ", "Kazinform", "13 March (year not stated)"),
        ("ОРСК, 13 мар — ОрскИнформ. ", "ОрскИнформ", "13 March (year not stated)"),
        ("ОРСК, 13 марта — ИА «Порт». ", "ИА «Порт»", "13 March (year not stated)"),
        ("ОРСК, 13 мар — Орский вестник. ", "Орский вестник", "13 March (year not stated)"),
        ("Tully. 14 February. TULLY.KZ/ ", "Tully.kz", "14 February (year not stated)"),
        ("Tully, 14 February 2015. Tully.kz. ", "Tully.kz", "2015-02-14"),
        ("TULLY, Jan. 5 (Tully News Wire) — ", "Tully News Wire", "5 January (year not stated)"),
    ],
)
def test_a_dateline_ends_where_the_story_begins(prefix, agency, date):
    found = read_dateline(prefix + STORY)
    assert found is not None
    assert (found.end, found.agency) == (len(prefix), agency)
    assert (found.date and (found.date.iso or found.date.note)) == date


@pytest.mark.parametrize(
    "paragraph",
    [
        STORY,
        "NATO - The alliance of thirty states said that it would go on.",
        "NATO (North Atlantic Treaty Organization) - The alliance in question.",
        "The talks – long delayed – began on Monday in the capital.",
        "WARNING: The report is long and dull to read for most people.",
        "BACKGROUND - Malaria is a disease that is found in many lands.",
        "BREAKING - President leaves office after the vote on Monday.",
        "On March 12, 2015 – The day of the vote – many stayed at home.",
        "Kazakhstan (population 17 million) - The largest country here.",
        "He told TASS. Putin then left the room for good on Monday.",
        "United States – The largest economy in the world has slowed.",
        "Thursday, June 4 - The meeting begins at nine in the morning.",
        "TALKS BEGIN MARCH 13. The ministry said on Monday that they would go on.",
        "Tully, 14 February. The ministry said on Monday that the talks would go on.",
        "Tully. 14 February. It was the day on which the talks began in the town.",
        "ЗАКРЫТЫ 12 ПОРТОВ — Мэр сказал, что шторм ещё не утих и что будет ждать.",
        "Закрыто 13 дек — Мэр сказал, что шторм ещё не утих и что будет ждать.",
        "ОРСК, 13 мар. Мэр сказал, что шторм ещё не утих и что порт будет ждать.",
        "Visit Tully.kz. The ministry said on Monday that the talks would go on.",
        "He told TULLY.KZ. The ministry said on Monday that the talks would go on.",
        "ASTANA – short",
        "",
    ],
)
def test_an_ordinary_sentence_has_no_dateline(paragraph):
    assert read_dateline(paragraph) is None


@settings(deadline=None)
@given(st.text(max_size=160))
def test_any_text_has_a_dateline_within_it_or_none(paragraph):
    found = read_dateline(paragraph)
    assert found is None or 0 < found.end < len(paragraph)


@pytest.mark.parametrize(
    ("paragraph", "agency"),
    [
        ("AKIpress.com - The president of the country met the delegates.", "AKIpress"),
        ("АСТАНА. ҚазАқпарат - Министр сарапшылар тобын құруды ұсынды.", "Kazinform"),
        ("Kun.uz - Prezident yangi farmon imzoladi, deyiladi xabarda.", "Kun.uz"),
        ("Tully.kz — The harbour of Tully was closed on Monday morning.", "Tully.kz"),
        ("БИШКЕК, 4 июня — ИА «24.kg». Министр заявил, что переговоры идут.", "24.kg"),
        ("Бишкек, 4 июня - АКИпресс. Министр заявил, что переговоры идут.", "AKIpress"),
        ("ASTANA, June 4 - Reuters - The minister said that talks would go on.", "Reuters"),
    ],
)
def test_what_stands_at_the_dash_is_the_outlet(paragraph, agency):
    found = read_dateline(paragraph)
    assert found is not None
    assert found.agency == agency
    assert paragraph[found.end :][0].isupper()


@pytest.mark.parametrize(
    "paragraph",
    [
        "Mr. Smith - the one who left - came back on Monday with his family.",
        "U.S. - The minister said that the talks would go on for a long time.",
    ],
)
def test_a_dash_alone_makes_no_outlet(paragraph):
    assert read_dateline(paragraph) is None


@pytest.mark.parametrize(
    ("prefix", "agency", "date"),
    [
        ("AKIpress.com - OSH, May 12, 2016. ", "AKIpress", "2016-05-12"),
        ("Tully.kz — Tully Bay, 3 March 2016. ", "Tully.kz", "2016-03-03"),
        ("Kun.uz - TASHKENT. June 5. ", "Kun.uz", "5 June (year not stated)"),
        ("Reuters - LONDON, Dec. 4, 2015 - ", "Reuters", "2015-12-04"),
        ("Tully Courier - AMBER, June 5, 2015. ", "Tully Courier", "2015-06-05"),
        ("Voice of the Harbour – Amber, 5 June 2015 – ", "Voice of the Harbour", "2015-06-05"),
        ("АКИпресс - БИШКЕК, 5 июня 2015 г. ", "AKIpress", "2015-06-05"),
        ("TASHKENT - June 5, 2015. ", None, "2015-06-05"),
        ("TASHKENT (Kun.uz) - 5 June 2015. ", "Kun.uz", "2015-06-05"),
        ("Kazakhstan - ASTANA, June 5, 2015 - ", None, "2015-06-05"),
    ],
)
def test_a_day_and_a_place_behind_the_dash_belong_to_the_dateline(prefix, agency, date):
    found = read_dateline(prefix + STORY)
    assert found is not None
    stated = found.date and (found.date.iso or found.date.note)
    assert (found.end, found.agency, stated) == (len(prefix), agency, date)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Peace Mission - The exercise, on June 5, 2015. The armies of six states took part in it.",
        "Summary - ASTANA, June 5, 2015. The ministers of six states met and spoke of the seas.",
        "Peter Holm - the mayor of Tully, June 5, 2015. He said that he would come back later.",
    ],
)
def test_words_before_a_dash_are_no_outlet_without_a_place_and_a_day_behind_it(paragraph):
    found = read_dateline(paragraph)
    assert found is None or found.agency is None

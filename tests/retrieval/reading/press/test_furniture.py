"""Page furniture: what goes, and above all what stays."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.reading.article import furniture
from retrieval.reading.press.furniture import is_furniture_line, page_furniture

BODY = "The harbour of Tully was closed on Monday, the mayor said in a statement."
MORE = "Ships waited outside the bay until the wind had dropped in the evening."


def kept(text: str, spans=None) -> list[str]:
    spans = page_furniture(text) if spans is None else spans
    marked = list(text)
    for start, end in spans:
        marked[start:end] = [""] * (end - start)
    return [line for line in "".join(marked).split("\n") if line.strip()]


@pytest.mark.parametrize(
    "line",
    [
        "Accessibility links",
        "Breaking News",
        "ALL NEWS",
        "Latest Posts",
        "Share",
        "Share on Facebook",
        "Home | News | Sport",
        "Facebook Twitter Telegram",
        "Read more »",
        "Read more: Harbour to open again on Friday",
        "ALSO READ | Harbour to open again on Friday",
        "Advertisement",
        "Photo credit: example.org",
        "Photo: Jane Doe/Tully News",
        "(Photo by Jane Doe)",
        "Mayor Jane Doe (file photo)",
        "Mayor Jane Doe at the harbour. (File photo)",
        "Get The Tully Times stories sent directly to you! Sign up via the website.",
        "Sign up for our newsletter",
        "Advertisement: Open an account at once",
        "Subscribe to our Telegram channel to read more!",
        "Follow us on Twitter and Facebook.",
        "Follow The Tully Times on Telegram",
        "Join our channel on WhatsApp",
        "5 min read",
        "0 Comments",
        "Tags: harbour, wind",
        "Last updated: 12 March 2015 10:30",
        "(Reporting by Jane Doe; Editing by John Roe)",
        "© 2015 The Tully Times",
        "Copyright (c) 2015 Tully Media. All rights reserved.",
        "This article was originally published by The Tully Times.",
        "Support independent journalism in the bay. Donate now.",
        "Get Tully Times in your inbox every Monday.",
        "Refresh this page for the latest updates. Sign up for alerts.",
        "Click here to subscribe to The Tully Newsletter",
        "If you liked this article, join our mailing list.",
        "Tell us what YOU think...",
        "Подписывайтесь на наш Telegram-канал!",
        "Поддержите независимую журналистику.",
        "Біздің Telegram каналымызға жазылыңыз",
        "Фото: Олег Пак / Вестник Туллы",
        "SEE MORE: Harbour to open again on Friday",
        "По теме: Порт откроют в пятницу",
        "Post Comment (+)",
        "Jane Doe contributed reporting from Orsk.",
        "Tully Wire writers Jane Doe and John Roe contributed to this report.",
        "SOURCE: News agencies",
        "With Post wires",
        "If you find a mistake, select the text and press Ctrl+Enter",
        "Found a typo? Highlight it and let us know.",
        "Нашли ошибку? Выделите текст и нажмите Ctrl+Enter",
        "Our Standards: The Tully Herald Code of Trust Principles.",
        "Like 31  Share  Print",
        "Share Tweet Pin",
        "Comments (12)",
        "Comments are closed.",
        "Comments are now closed for this story.",
        "You have read 3 of your 4 free articles this month. Subscribe for more.",
        "You've used 2 free stories.",
        "You may be interested in",
        "Advertise with us: +1 555 0100",
        "Support independent journalism! Donate",
        "Новости / Регионы / ЧП",
        "Басты бет  Саясат  Қоғам",
        "Новости   Порты   Авто   Афиша",
        "Home  News  Ships  Weather and Winds",
        "Новости Происшествия Погода",
        "Home News Weather",
        "Похожие материалы",
        "Комментарии",
    ],
)
def test_a_line_of_furniture_goes(line):
    assert is_furniture_line(line)
    assert kept(f"{BODY}\n\n{line}\n\n{MORE}") == [BODY, MORE]


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell on Monday after the bank warned of losses.",
        "Read more widely, the minister told the students.",
        "Get out of the harbour, the captain told his crew.",
        "Follow the money, the auditor told the court on Monday.",
        "Images of the attack shocked the country.",
        "Photos show the harbour as it was before the storm.",
        "Subscribers to the fund will vote on Monday.",
        "Join us, the party leader said at the rally.",
        "Copyright law was changed last year, and the courts have followed.",
        "(c) the parties shall meet once a year in the capital;",
        "Related to this is the question of who pays.",
        "World leaders met on Monday.",
        "Video evidence was shown to the jury on Monday.",
        "The newspaper said all rights were reserved to the heirs.",
        "Credit to the crew, said the mayor.",
        "Advertisement spending rose by a tenth.",
        "Comments by the minister were not welcome.",
        "Report by the commission is due in May.",
        "Updated figures show a fall of two per cent.",
        "- The first point is the harbour.",
        "Tashkent and Bishkek agreed on the border.",
        "Support for independent journalism fell last year.",
        "Share of subscribers fell on Monday.",
        "Follow the latest updates, the ministry said. It gave no reason.",
        "Support independent journalism, he said, or lose it.",
        "“Join our channel or leave the room.”",
        "Get out of the newsletter business, the judge told the paper.",
        "Sign up for the army or pay, the law demands.",
        "Watch the harbour, and you will see ships.",
        "She contributed to the report on the harbour. It was read by many.",
        "Ships contributed to this reporter's unease, he wrote. Nobody else saw them.",
        "Comment on the ruling was refused.",
        "If you find a mistake, the judge said, you may appeal.",
        "Found a mistake in the text of the law: it was repealed in a day.",
        "Нашли ошибку в бюджете области на этот год.",
        "Our standards: high, the baker told the court.",
        "Like the Tully quay, the one in Orsk was shut.",
        "Share 4 of the fund was sold.",
        "Comments are closed to the public, the council said.",
        "You have read three free articles, the teacher said to the pupil.",
        "You may be interested in the harbour.",
        "Advertise with us or close, the paper told the shops.",
        "He told them to donate",
        "With great powers agencies live in fear.",
        "Следите за ценами, советует банк.",
        "Поддержите его, попросил мэр.",
    ],
)
def test_an_ordinary_sentence_stays(line):
    assert kept(f"{BODY}\n\n{line}\n\n{MORE}") == [BODY, line, MORE]


@pytest.mark.parametrize(
    "appeal",
    ["Follow us for updates.", "Write to Jane Doe at doe@tully.example.",
     "Support our journalism. Donate now.", "Email j.doe@tully.example",
     "Подписывайтесь на наш канал!"],
)  # fmt: skip
def test_an_appeal_at_the_end_of_a_paragraph_goes_without_the_paragraph(appeal):
    assert kept(f"{BODY} {appeal}\n\n{MORE}") == [f"{BODY} ", MORE]


@pytest.mark.parametrize(
    "said",
    [
        f"Follow us for updates. {BODY}",
        f'"{BODY} Join us on Telegram."',
        f'"{BODY} Join us on Telegram," said the mayor.',
        f"{BODY} Write to the mayor.",
        f"{BODY} Questions went to doe@tully.example.",
    ],
)
def test_what_only_sounds_like_an_appeal_stays(said):
    assert kept(f"{said}\n\n{MORE}") == [said, MORE]


@pytest.mark.parametrize("mark", ["Enditem", "ENDS", "(ENDS)", "-- END --", "-30-", "###"])
def test_the_mark_at_the_end_of_an_agencys_report_goes(mark):
    assert kept(f"{BODY}\n\n{MORE} {mark}") == [BODY, f"{MORE} "]
    assert kept(f"{BODY}\n\n{MORE}\n\n{mark}\n") == [BODY, MORE]
    inside = f"{BODY} {mark} {MORE}"
    assert kept(inside) == [inside]


def test_a_teaser_below_a_heading_that_proposes_it_goes():
    text = f"{BODY}\n\n{MORE}\n\nComments (0)\nYou may be interested in\nHarbour to open again"
    assert kept(text) == [BODY, MORE]


def test_both_copies_of_a_repeated_caption_go():
    caption = "Mayor Jane Doe (left) at the harbour with a guest earlier this month."
    assert kept(f"{caption}\n{caption}\n\n{BODY}") == [BODY]


def test_of_another_repeated_line_the_first_copy_stays():
    assert kept(f"{BODY}\n\n{BODY}\n\n{MORE}") == [BODY, MORE]


def test_what_a_blog_says_about_itself_at_the_end_goes():
    about = '"The Tully Log" provides news and opinion about the harbour and its ships.'
    text = f"{BODY}\n\n{MORE}\n\n-- Jane Doe\n\nAbout This Blog\n\n{about}\n\nLatest Posts"
    assert kept(text) == [BODY, MORE]


def test_below_an_about_heading_a_whole_story_stays():
    story = [f"{MORE} ({number})" for number in range(8)]
    assert kept("\n\n".join([BODY, "About us", *story])) == [BODY, *story]


def test_headlines_below_a_closing_heading_go():
    text = f"{BODY}\n\n{MORE}\n\nMost read\nHarbour opens\nWhy is the wind so strong?\nFish is dear"
    assert kept(text) == [BODY, MORE]


def test_sentences_below_such_a_heading_stay():
    assert kept(f"{BODY}\n\nRelated\n\n{MORE}") == [BODY, MORE]


def test_a_quotation_signed_with_a_dash_stays_within_the_story():
    text = "\n\n".join([BODY, "-- Jane Doe", *[f"{MORE} ({number})" for number in range(9)]])
    assert "-- Jane Doe" in kept(text)


def test_title_byline_date_and_dateline_are_furniture_and_the_story_is_not():
    head = "Harbour Closed For A Day\nBy Jane Doe\n12 March 2015\n\nTULLY, March 12 (Reuters) - "
    text = f"{head}{BODY}\n\n{MORE}"
    assert kept(text, furniture(text)) == [BODY, MORE]


@pytest.mark.parametrize("text", ["Breaking News", "Share\nTweet\n", "-- Jane Doe", "News\n\nNews"])
def test_where_all_would_go_all_stays(text):
    assert furniture(text) == ()


LINES = st.sampled_from(
    [
        "Share",
        "About us",
        "Latest Posts",
        BODY,
        BODY,
        "",
        "-- Jane Doe",
        "By Jane Doe",
        "A Title",
        "ASTANA – " + BODY,
        "12 March 2015",
        "Mayor (file photo)",
        "# Heading",
        "x" * 400,
        "\u2028",
    ]
)


@settings(deadline=None)
@given(st.lists(LINES | st.text(max_size=30), max_size=14).map("\n".join))
def test_ranges_of_any_text_are_sorted_apart_and_within_it(text):
    spans = furniture(text)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(set(edges))
    assert all(0 <= edge <= len(text) for edge in edges)
    assert not text.strip() or "".join(kept(text, spans)).strip()


@pytest.mark.parametrize(
    "line",
    [
        "---",
        "Погода",
        "World News Tully",
        "Orsk  Tully  Amber",
        "News  Ships",
        "Новости  310  45",
        "Новости\tПорты\tАвто",
        "порт / авто",
    ],
)
def test_a_row_of_a_table_is_no_menu(line):
    assert not is_furniture_line(line)


def test_headlines_below_a_list_in_russian_go():
    told = f"{BODY}\n\n{MORE}\n\nСмотрите также\nПорт откроют в пятницу\nШторм утих"
    assert kept(told) == [BODY, MORE]

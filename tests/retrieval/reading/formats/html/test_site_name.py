"""What a page calls its site."""

import pytest

from support.html_pages import STORY, article, page

HEADLINE = "Порт Орска закрыт на сутки"


def outlet(title, heading=HEADLINE, before="", head=""):
    story = f"<html><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>{before}"
    return article(f"{story}<article><h1>{heading}</h1>{STORY}</article></body></html>").outlet


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        (" | Южный порт", "Южный порт"),
        (" — Орский вестник", "Орский вестник"),
        (" - Новости Орска", "Новости Орска"),
        (" | Происшествия | Орский вестник", "Орский вестник"),
        (" » The Amber Bay", "The Amber Bay"),
        (" | Общество", None),
        (" | Происшествия | Южный порт", None),
        (" | южный порт", None),
        (" | Amber harbour", None),
        (" | 4 июня 2015", None),
        (" | Все, что мы знаем о шторме", None),
        (" и корабли", None),
        ("", None),
    ],
)
def test_what_stands_beside_the_heading_is_the_sites_name(rest, told):
    assert outlet(HEADLINE + rest) == told


def test_a_section_is_linked_and_a_site_leads_home():
    assert outlet(f"{HEADLINE} | Южный порт", before="<a href='/south'>Южный порт</a>") is None
    home = "<a href='/'>Южный порт</a>"
    assert outlet(f"{HEADLINE} | Южный порт", before=home) == "Южный порт"


def test_what_the_page_states_goes_first():
    stated = "<meta property='og:site_name' content='Orsk Times'>"
    assert outlet(f"{HEADLINE} | Южный порт", head=stated) == "Orsk Times"


def test_a_short_heading_tells_nothing():
    assert outlet("Orsk Bay - Sights And Walks", heading="Orsk Bay") is None


def test_the_heading_that_leads_to_the_first_page_names_the_site():
    top = "<h2><a href='/'>Южный порт</a></h2>"
    assert article(page("<title>Harbour closed | Южный порт</title>", before=top)).outlet == (
        "Южный порт"
    )

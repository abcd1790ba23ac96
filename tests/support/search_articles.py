"""The articles that the search is tested on."""

from __future__ import annotations

from support.articles import article

ARTICLES = (
    article(
        "harbour",
        "The Larkfield harbour council approved a dredging plan on Thursday. "
        "The work will cost 4.2 million crowns and last eighteen months.\n"
        "Its chair, Orla Venn, said ships of 300 metres could then call at the eastern quay. "
        "Fishing crews fear that the silt will smother the oyster beds.",
        title="Council backs dredging",
        outlet="The Larkfield Courier",
        published="2021-03-04",
    ),
    article(
        "observatory",
        "Astronomers at the Mount Teal observatory recorded a comet that nobody had listed. "
        "It brightened sharply after it passed the Sun. "
        "The technology behind the new camera came from a hospital scanner.",
        title="A comet without a name",
        outlet="Vesper Daily",
        published="2022-06-10",
    ),
    article(
        "bakery",
        "The bakery on Mill Lane closed after ninety years. "
        "Its owner blamed the price of flour, which doubled within a winter.",
        title="Last loaves",
    ),
    article(
        "ferry",
        "Паром из Ларкфилда вышел в море в понедельник. "
        "Капитан Майя Зайцева сообщила, что рейс прошёл спокойно.",
        title="Паром",
        outlet="Délano Post",
        published="2020-12-31",
    ),
)

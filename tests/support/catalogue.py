"""A small archive for questions about itself: four outlets, five authors, an undated article."""

from __future__ import annotations

from support.articles import article

QUAY = article(
    "quay",
    "Council backs the eastern quay\n"
    "The Larkfield Harbour Council (LHC) backed a new eastern quay on Thursday. "
    "Work begins in May. Ships of 300 metres will call there.",
    title="Council backs the eastern quay",
    outlet="The Larkfield Courier",
    author="By Orla Venn",
    published="2021-03-04",
    acronyms=(("LHC", "Larkfield Harbour Council"),),
)
QUAY_TOO = article(
    "quay-too",
    "The harbour council of Larkfield has backed an eastern quay for large ships. "
    "Crews of fishing boats object to the plan. A vote follows in April.",
    title="Eastern quay gets the council's backing",
    outlet="Vesper Daily",
    author="Maya Zaitseva and Tom Reed",
    published="2021-03-05",
)
COMET = article(
    "comet",
    "Astronomers at Mount Teal recorded a comet that nobody had listed. "
    "It brightened sharply after it passed the Sun. The camera was new.",
    title="A comet without a name",
    outlet="Vesper Daily",
    author="Maya Zaitseva",
    published="2022-06-10",
)
VOTE = article(
    "vote",
    "The LHC voted for the quay by nine to four on Monday. Orla Pirk, its chair, was absent.",
    title="Nine to four",
    outlet="Vesper Daily",
    author="Tom Reed",
    published="2021-04-12",
)
FERRY = article(
    "ferry",
    "The ferry to Mount Teal did not sail on Friday. Its crew was on strike for better pay.",
    title="Ferry stays in port",
    outlet="Délano Post",
    published="2020-12-31",
)
LOAVES = article(
    "loaves",
    "The bakery on Mill Lane closed after ninety years. Its owner blamed the price of flour.",
    title="Last loaves",
    author="Vesper Daily staff",
    outlet="Vesper Daily",
    date_note="4 June (year not stated)",
)
NOTE = article("note", "A note on the tides of Larkfield was left in the post. It rained.")
ARTICLES = (QUAY, QUAY_TOO, COMET, VOTE, FERRY, LOAVES, NOTE)

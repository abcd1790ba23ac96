"""Made-up agency stories as outlets reprint them, and texts that only look alike."""

from __future__ import annotations

AGENCY = """\
PORT ANSEL, 12 May (Northwire) - The island parliament voted 41 to 17 on Tuesday to close the
old coal harbour by 2031, ending a dispute that has split its two largest towns for a decade.

The bill sets aside 320 million crowns for retraining dock workers and for moving the customs
house to the northern quay, where deeper berths were finished last autumn. Ships that burn heavy
oil will have to pay a fee from next January.

"We are not closing a door, we are moving it," said Mirela Tosk, the transport minister, after
the vote. She told reporters that the first cranes would be taken down before the winter storms.

Dock unions said that they had been promised a hearing which never took place. Their spokesman,
Anders Holm, said 900 families depended on the coal berths and that a strike ballot would open on
Friday.

Economists at the island's central bank expect the move to cost half a per cent of output in its
first year and to pay for itself by the middle of the next decade. The bank did not publish the
model behind that figure.

The opposition, which holds most seats in the southern districts, said that it would ask the
constitutional court to strike the law down because the budget committee had not been heard.

The coal harbour opened in 1898 and once handled a third of the grain trade of the inland
provinces. Its lighthouse, which is listed, will stay where it is."""

PARAGRAPHS = tuple(AGENCY.split("\n\n"))

HEADLINED = "Coal harbour's days are numbered\n\nBy our shipping desk\n\n" + AGENCY
"""With another headline and a byline."""

OTHER_LEAD = "\n\n".join(
    (
        "Deputies have decided after a stormy night sitting that the coal harbour of Port Ansel "
        "must close within six years, the Northwire agency reports.",
        *PARAGRAPHS[1:],
    )
)
"""With a lead of its own."""

CUT = "\n\n".join((PARAGRAPHS[0], *PARAGRAPHS[1:5]))
"""Cut from below, as papers cut."""

ADDED = "\n\n".join(
    (
        *PARAGRAPHS,
        "Readers of this paper will remember that the mayor of Sellwick, Jonna Vale, chained "
        "herself to the harbour gate 3 years ago; she told us that she would toast the vote with "
        "herring and rye bread.",
    )
)
"""With a paragraph of the outlet's own."""

FURNISHED = (
    "Home News Sport Weather Subscribe now Sign in\nShare this story\n" + AGENCY + "\nRead more: "
    "Ten walks for the weekend\nFollow us for the latest news from the islands and the coast\n"
    "Cookie settings Terms of use Contact the newsroom"
)
"""Pasted with the page's furniture."""

UPDATED = AGENCY.replace("41 to 17", "43 to 17").replace(
    "The bank did not publish the\nmodel behind that figure.",
    "The bank published the model behind that figure late on Tuesday.",
)
"""The page an hour later."""

COPIES = {
    "headlined": HEADLINED,
    "other lead": OTHER_LEAD,
    "cut": CUT,
    "added": ADDED,
    "furnished": FURNISHED,
    "updated": UPDATED,
}

OWN_REPORT = """\
A decade of argument over Port Ansel's coal berths ended this week, and the winners did not cheer.
Forty-one deputies raised their hands for the law; outside, dockers stood silent in the rain.

"We are not closing a door, we are moving it," said Mirela Tosk, the transport minister, after
the vote. Few of those who heard her on the quay were convinced.

Petra Lund has driven crane number six since 2004. The retraining fund means little to her, she
said, because the courses are taught in the capital and the ferry leaves before her shift ends.

Harbour masters elsewhere on the coast are watching. In Sellwick the council has already asked for
soundings along its own northern breakwater, and in Orlin a grain merchant has bought the empty
silos in the hope that ships will come there instead.

What remains open is the money. The customs house alone needs a new roof, new scales and a road
that lorries can use; the engineers whom this paper asked put the bill at twice the sum in the
law."""
"""Another outlet's own report of the vote, with one quotation in common."""

NOTICE = (
    "This bulletin is put together by the harbour authority from the reports of its pilots. It is "
    "free to use and to pass on, provided that the authority is named as its source. Times are "
    "local. Skippers are reminded that the bulletin does not replace a look at the sky."
)

BRIEFS = tuple(
    f"{text} {NOTICE}"
    for text in (
        "A barge loaded with timber ran aground off Sellwick on Monday and was pulled free by two "
        "tugs at high water. Nobody was hurt, and the channel was open again before dark. Divers "
        "will look at the hull tomorrow while the cargo waits in lighters beside the mole.",
        "The ferry to Orlin will leave from the eastern pier until further notice since a storm "
        "has loosened the planks of the western one. Tickets stay valid. Passengers with bicycles "
        "should come half an hour earlier because the gangway there is narrow and steep.",
        "Seals have been seen in the inner basin for the first time in nineteen winters. The "
        "authority asks that crews throw no fish to them and keep propellers still when pups swim "
        "near. A warden will count them at dawn with the help of the school of navigation.",
    )
)
"""Briefs of a series that end in the same paragraph."""


def table(day: int) -> str:
    """A day's rates, of which the words are the same every day and the figures are not."""
    rate = 400 + 7.31 * day
    lines = [
        f"Exchange rates of the island bank for {day} May 2024",
        *(
            f"{name} buys at {rate * factor:.2f} and sells at {rate * factor * 1.02:.2f} crowns, "
            f"against {rate * factor * 0.99:.2f} the day before"
            for name, factor in (
                ("The dollar", 1.0), ("The euro", 1.09), ("The pound", 1.27), ("The yen", 0.0064),
                ("The franc", 1.1), ("The rouble", 0.011), ("The yuan", 0.14), ("The lira", 0.03),
            )
        ),
        "The bank sets these rates at noon from the prices of the morning's trade",
    ]  # fmt: skip
    return "\n".join(lines)


def report_of_day(day: int) -> str:
    """A market report in set phrases, of which only the figures change."""
    return (
        "Trading on the island exchange was calm and few shares changed hands before noon. "
        f"The index of leading shares closed at {1200 + 13 * day} points in the evening. "
        "Brokers spoke of a market that waits for the central bank and its next decision. "
        "Shipping companies were sought after while insurers and breweries were sold a little. "
        f"Turnover came to {30 + 3 * day} million crowns, and "
        f"{100 + 17 * day} shares rose while {200 - 9 * day} fell by the close. "
        "The exchange opens again at nine tomorrow and closes at five in the afternoon as usual. "
        "Orders that were left over from today stay in the book unless they are taken back. "
        f"The bond of the island stood at {90 + day} in late trading among the banks there."
    )

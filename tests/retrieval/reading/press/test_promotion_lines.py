"""Lines in which an outlet names itself."""

import pytest

from retrieval.reading.press.promotion_lines import promoted_outlet
from retrieval.reading.press.text_lines import lines_of


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Follow the Tully Post on Facebook", "Tully Post"),
        ("© 2015 Tully Post. All rights reserved.", "Tully Post"),
        ("Get Tully Times stories in your inbox", "Tully Times"),
        ("© Орский вестник, 2015", "Орский вестник"),
        ("ИА «Порт», 2015", "ИА «Порт»"),
        ("© Ия Ким, 2015", None),
        ("© 2015 the owners of the harbour", None),
        ("ИА «Порт» сообщило об этом в 2015 году.", None),
        ("Follow the money on Facebook", None),
    ],
)
def test_an_outlet_speaks_of_itself(line, outlet):
    assert promoted_outlet(lines_of(f"The harbour was shut.\n\n{line}")) == outlet

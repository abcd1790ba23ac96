"""The order in which a page is read."""

from hypothesis import given
from hypothesis import strategies as st

from retrieval.reading.formats.pdf.glyphs import TextPiece
from retrieval.reading.formats.pdf.reading_order import page_lines, rows_of

LEFT = ["the minister spoke of", "the harbour at Tully and", "said it would be closed"]
RIGHT = ["In Arden the council", "voted to raise the fare", "for the ferry in spring"]


def piece(text, left, base, size=10.0):
    return TextPiece(text, left, left + 5.0 * len(text), base, size)


def read(pieces):
    return [line.piece.text for line in page_lines(pieces, 0)]


def test_columns_are_read_one_after_another_though_drawn_row_by_row():
    drawn = []
    for at, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        drawn += [piece(left, 50, 700 - 12 * at), piece(right, 200, 700 - 12 * at)]
    assert read([piece("A headline over both of the columns of it", 50, 730, 14.0), *drawn]) == [
        "A headline over both of the columns of it", *LEFT, *RIGHT,
    ]  # fmt: skip


def test_columns_whose_lines_do_not_stand_level_are_told_apart():
    drawn = []
    for at, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        drawn += [piece(left, 50, 700 - 12 * at), piece(right, 200, 695 - 12 * at)]
    assert read(drawn) == [*LEFT, *RIGHT]


def test_a_row_of_a_table_is_one_line():
    cells = [("Port", "Ships"), ("Tully", "3,000"), ("Arden", "200")]
    drawn = [
        piece(row[at], 50 + 100 * at, 700 - 16 * n) for n, row in enumerate(cells) for at in (0, 1)
    ]
    lines = page_lines(drawn, 0)
    assert [line.piece.text for line in lines] == ["Port\tShips", "Tully\t3,000", "Arden\t200"]
    assert all(line.is_row for line in lines)


def test_a_table_drawn_column_by_column_keeps_its_rows():
    drawn = [piece(name, 50, 700 - 16 * n) for n, name in enumerate(("Tully", "Arden"))]
    drawn += [piece(figure, 150, 700 - 16 * n) for n, figure in enumerate(("3,000", "200"))]
    assert read(drawn) == ["Tully\t3,000", "Arden\t200"]


def test_a_cell_of_two_lines_is_one_cell():
    drawn = [
        piece("Tully", 50, 700), piece("ferries and fishing", 150, 700),
        piece("boats", 150, 689),
        piece("Arden", 50, 670), piece("yachts", 150, 670),
    ]  # fmt: skip
    assert read(drawn) == ["Tully\tferries and fishing boats", "Arden\tyachts"]


def test_an_empty_cell_keeps_its_place():
    rows = [("", "Ships", "Ferries"), ("Tully", "3,000", "7"), ("Arden", "", "2"), ("Oke", "5", "")]
    drawn = [
        piece(cell, 50 + 100 * at, 700 - 16 * n)
        for n, row in enumerate(rows)
        for at, cell in enumerate(row)
        if cell
    ]
    assert read(drawn) == ["\tShips\tFerries", "Tully\t3,000\t7", "Arden\t\t2", "Oke\t5"]


def test_figures_set_flush_right_stand_under_their_heads():
    drawn = [piece("Port", 50, 700), piece("Ships there", 120, 700), piece("Old", 200, 700)]
    for n, (name, ships, old) in enumerate([("Tully", "3,000", "12"), ("Arden", "", "9")], 1):
        base = 700 - 14 * n
        drawn += [piece(name, 50, base), piece(old, 215 - 5 * len(old), base)]
        drawn += [piece(ships, 175 - 5 * len(ships), base)] if ships else []
    assert read(drawn) == ["Port\tShips there\tOld", "Tully\t3,000\t12", "Arden\t\t9"]


def test_a_figure_below_a_figure_is_another_row():
    drawn = [
        piece("Tully", 50, 700), piece("2014", 150, 700), piece("3,000", 250, 700),
        piece("2015", 150, 689), piece("3,500", 250, 689),
        piece("Arden", 50, 678), piece("2014", 150, 678), piece("200", 250, 678),
    ]  # fmt: skip
    assert read(drawn) == ["Tully\t2014\t3,000", "\t2015\t3,500", "Arden\t2014\t200"]


def test_text_around_a_table_stays_around_it():
    drawn = [piece("What the ports of the strait have, as the council stated", 50, 740)]
    drawn += [
        piece(cell, 50 + 90 * at, 720 - 16 * n)
        for n in (0, 1)
        for at, cell in enumerate(("Tully", "20"))
    ]
    drawn += [piece("The council will meet again in spring to hear of the ports", 50, 680)]
    assert read(drawn)[0].startswith("What")
    assert read(drawn)[-1].startswith("The council")


def test_the_marks_of_a_list_make_no_table():
    drawn = [
        p
        for n in (0, 1, 2)
        for p in (piece("•", 50, 700 - 12 * n), piece(LEFT[n], 65, 700 - 12 * n))
    ]
    lines = page_lines(drawn, 0)
    assert lines[0].piece.text == f"• {LEFT[0]}"
    assert not lines[0].is_row


@given(
    st.lists(
        st.tuples(st.integers(0, 500), st.integers(0, 800), st.text("ab", min_size=1)), max_size=25
    )
)
def test_no_piece_is_lost(places):
    drawn = [piece(text, left, base) for left, base, text in places]
    assert sorted("".join(read(drawn)).replace(" ", "").replace("\t", "")) == sorted(
        "".join(one.text for one in drawn)
    )
    assert sum(map(len, rows_of(drawn))) == len(drawn)

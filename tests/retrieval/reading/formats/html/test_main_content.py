"""The whole story of a page, however its containers are cut."""

import pytest

from support.html_story import BODY, LEDE, PARAGRAPHS, TITLE, lines

BREAKS = "<br><br>".join(BODY)


@pytest.mark.parametrize(
    "body",
    [
        f"<div><div>{TITLE}<div class=lead>{LEDE}</div></div><div>{PARAGRAPHS}</div></div>",
        f"<main><section>{TITLE}<p>{LEDE}</p></section><section>{PARAGRAPHS}</section></main>",
        f"<div>{TITLE}<p>{LEDE}</p><article>{PARAGRAPHS}</article></div>",
        f"<div>{TITLE}<h2 class=sub>{LEDE}</h2><article>{PARAGRAPHS}</article></div>",
        f"<article><header>{TITLE}<p>{LEDE}</p></header><div>{PARAGRAPHS}</div></article>",
        f"<div>{TITLE}<p itemprop=description>{LEDE}</p><div itemprop=articleBody>{PARAGRAPHS}"
        "</div></div>",
        f"<div id=text>{TITLE}{LEDE}<br><br>{BREAKS}</div>",
        f"<div class=news>{TITLE}<img src=a.jpg>{LEDE}<br><br>{BREAKS}</div>",
        f"<div class=news>{TITLE}{LEDE}{PARAGRAPHS}</div>",
        f"<center>{TITLE}</center><font size=3>{LEDE}<br><br>{BREAKS}</font>",
        f"<div class=story><b>Storm takes nine boats</b><p>{LEDE}</p><div>{PARAGRAPHS}</div></div>",
    ],
)
def test_the_lede_is_kept_wherever_it_stands(body):
    found = [line for line in lines(body) if line in {LEDE, *BODY}]
    assert found == [LEDE, *BODY]


@pytest.mark.parametrize(
    "body",
    [
        f"<article>{TITLE}<div class=body><p>{LEDE}</p>{PARAGRAPHS}</div>"
        "<div class=ending><p>LAST {}</p></div></article>",
        f"<div class=story>{TITLE}<div class=text><p>{LEDE}</p>{PARAGRAPHS}</div>LAST {{}}</div>",
    ],
)
def test_the_last_paragraph_is_kept(body):
    last = "The coast guard will say more of what became of the boats on Monday morning."
    assert f"LAST {last}" in lines(body.format(last))


def test_two_lost_paragraphs_side_by_side_come_back_in_their_order():
    other = "NEXT Two more were seen adrift off the cape, the harbour master said on Saturday."
    above = f"{TITLE}<div><p>{LEDE}</p><p>{other}</p></div>"
    found = lines(f"<div><div>{above}</div><article>{PARAGRAPHS}</article></div>")
    assert [line for line in found if line in {LEDE, other, *BODY}] == [LEDE, other, *BODY]


@pytest.mark.parametrize(
    "other",
    [
        "<figure><img src=a.jpg><figcaption>{}</figcaption></figure>",
        "<div class=photo-caption>{}</div>",
        "<div class=related><p>{}</p></div>",
        "<div class=author-bio><p>{}</p></div>",
        "<div><a href=/other>{}</a></div>",
        "<aside><p>{}</p></aside>",
    ],
)
def test_what_is_set_beside_the_story_is_not_put_in(other):
    words = "OTHER The pier of the town was built a hundred years ago by men from the hills."
    body = f"<div>{TITLE}{other.format(words)}<article><p>{LEDE}</p>{PARAGRAPHS}</article></div>"
    assert not any("OTHER" in line for line in lines(body))


def test_a_live_page_keeps_the_times_of_its_entries():
    entries = "".join(
        f"<div class=entry><time datetime='2022-09-16T{time}'>{time}</time><h2>News {at}</h2>"
        f"<p>{words}</p></div>"
        for at, (time, words) in enumerate(zip(["15:05", "12:10", "09:20"], BODY, strict=True))
    )
    found = lines(f"<article>{TITLE}{entries}</article>")
    for time, words in zip(["15:05", "12:10", "09:20"], BODY, strict=True):
        assert found.index(time) < found.index(words)
    assert found.index(BODY[0]) < found.index("12:10")


def test_one_time_beside_the_byline_is_no_entry():
    body = f"<article>{TITLE}<time>15:05</time><p>{LEDE}</p>{PARAGRAPHS}</article>"
    assert "15:05" not in lines(body)


def test_the_rows_of_a_table_are_lines_their_cells_tabs_apart():
    rows = [("", "Ships", "Old | new"), ("Tully", "3,000", "12"), ("Arden", "", "2")]
    head, *others = [[f"<{tag}>{cell}</{tag}>" for cell in row]
                     for row, tag in zip(rows, ("th", "td", "td"), strict=True)]  # fmt: skip
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in (head, *others))
    page = f"<article>{TITLE}<p>{LEDE}</p><table>{body}</table>{PARAGRAPHS}</article>"
    assert lines(page)[1:5] == [
        LEDE, "\tShips\tOld | new", "Tully\t3,000\t12", "Arden\t\t2",
    ]  # fmt: skip


def test_a_span_that_its_style_makes_a_block_is_a_line():
    inside = "<span style='display:block'>One boat came.</span><span style='color:red'>It left."
    text = lines(f"<article>{TITLE}<div>{inside}</span></div><p>{LEDE}</p>{PARAGRAPHS}</article>")
    assert "One boat came." in text
    assert "It left." in text


@pytest.mark.parametrize("between", ["<time>16 September 2022</time>", "<p>16 September 2022</p>"])
def test_a_short_page_keeps_its_lines(between):
    said = "Nine boats were lost, the coast guard of Tully said in a short note."
    whole = lines(f"<article>{TITLE}{between}<p>{said}</p><p>Three were found.</p></article>")
    assert whole[-3:] == ["16 September 2022", said, "Three were found."]

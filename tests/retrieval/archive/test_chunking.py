from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.archive.chunking import (
    CHUNK_TOKENS,
    LARGEST_GAP,
    LONGEST_BLOCK,
    LONGEST_SENTENCE,
    LONGEST_UNSPACED,
    chunks,
    sentences,
)
from retrieval.embedding import MiniLM
from retrieval.types import Span

PIECES = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="aA .!?\n\"'“”()1,;", max_size=40),
    st.sampled_from(
        [
            "U.S. ",
            "Gen. ",
            "J.\xa0Smith ",
            "A\u2028.",
            "他说。",
            "Он ушёл. ",
            "🙂",
            "No. 1 ",
            "\n\n",
        ]
    ),
    st.integers(0, 3000).map(lambda n: "x" * n),
    st.integers(0, 400).map(lambda n: "word " * n),
)
TEXTS = st.lists(PIECES, max_size=8).map("".join)


@st.composite
def texts_with_furniture(draw: st.DrawFn) -> tuple[str, tuple[Span, ...]]:
    text = draw(TEXTS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    return text, tuple(zip(cuts[::2], cuts[1::2], strict=False))


def cut(text: str, furniture: Sequence[Span] = ()) -> list[str]:
    return [text[start:end] for start, end in sentences(text, furniture)]


@given(texts_with_furniture())
def test_every_character_that_counts_lies_in_exactly_one_sentence(
    given_text: tuple[str, tuple[Span, ...]],
) -> None:
    text, furniture = given_text
    spans = sentences(text, furniture)
    left_out = {i for start, end in furniture for i in range(start, end)}
    covered = [i for start, end in spans for i in range(start, end)]
    assert len(covered) == len(set(covered))
    assert not left_out & set(covered)
    assert {i for i, c in enumerate(text) if not c.isspace()} - left_out <= set(covered)


@given(texts_with_furniture())
def test_sentences_are_ordered_trimmed_and_on_one_line(
    given_text: tuple[str, tuple[Span, ...]],
) -> None:
    text, furniture = given_text
    spans = sentences(text, furniture)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    for start, end in spans:
        assert text[start:end].strip() == text[start:end] != ""
        assert "\n" not in text[start:end]
        assert end - start <= LONGEST_SENTENCE


@given(texts_with_furniture(), st.integers(1, 60))
def test_chunks_hold_the_sentences_in_order_none_repeated_none_too_large(
    given_text: tuple[str, tuple[Span, ...]], tokens_a_word: int
) -> None:
    text, furniture = given_text

    def count(texts: Sequence[str]) -> list[int]:
        return [len(one.split()) * tokens_a_word for one in texts]

    made = chunks(text, furniture, count)
    assert [span for chunk in made for span in chunk.sentences] == sentences(text, furniture)
    for chunk in made:
        assert len(chunk.sentences) == 1 or count([chunk.text(text)])[0] <= CHUNK_TOKENS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The U.S. said so. Gen. Petraeus left on Nov. 3 with J. Smith.",
            ["The U.S. said so.", "Gen. Petraeus left on Nov. 3 with J. Smith."],
        ),
        ("It was Dr. Smith. He is No. 1 here.", ["It was Dr. Smith.", "He is No. 1 here."]),
        (
            "Inflation was 3.5 percent. It fell to 2.1 later.",
            ["Inflation was 3.5 percent.", "It fell to 2.1 later."],
        ),
        (
            'He said: "We came. We saw. We won." Then he left.',
            ['He said: "We came. We saw. We won."', "Then he left."],
        ),
        ("“We came. We saw.” He left.", ["“We came. We saw.”", "He left."]),
        (
            "He told TULLY.KZ so. ORSK.CO.UZ/ The ferry sank. So did 12.KZ.",
            ["He told TULLY.KZ so.", "ORSK.CO.UZ/ The ferry sank.", "So did 12.KZ."],
        ),
        ("It ended.The mayor left.", ["It ended.", "The mayor left."]),
        ("It ended.NATO left NATO.The end.", ["It ended.", "NATO left NATO.", "The end."]),
        ("It ended in 2015.NATO left.", ["It ended in 2015.", "NATO left."]),
        (
            "A Heading Without a Stop\nThe first line.\n- one\n- two",
            ["A Heading Without a Stop", "The first line.", "- one", "- two"],
        ),
        ("他说他来了。她走了！真的吗？是的。", ["他说他来了。", "她走了！", "真的吗？", "是的。"]),
        ("Он приехал 3 марта. Она уехала.", ["Он приехал 3 марта.", "Она уехала."]),
        (
            "В 2014 г. Токаев уехал в г. Алматы. Премьер А. С. Иванов сказал: «Да».",
            ["В 2014 г. Токаев уехал в г. Алматы.", "Премьер А. С. Иванов сказал: «Да»."],
        ),
        ("هل التقى الرئيس؟ نعم. ثم غادر!", ["هل التقى الرئيس؟", "نعم.", "ثم غادر!"]),
        ("सरकार ने कहा। फिर वे गए।", ["सरकार ने कहा।", "फिर वे गए।"]),
        ("회담은 끝났다. 그는 갔다.", ["회담은 끝났다.", "그는 갔다."]),
        ("Then 🙂🙂 came. OK then!", ["Then 🙂🙂 came.", "OK then!"]),
        ("  \n\t\n ", []),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize("space", ["\xa0", "\u202f", "\u2028", "\u3000", "\x85"])
def test_a_capital_before_a_wide_space_does_not_bring_the_splitter_down(space: str) -> None:
    assert "".join(cut(f"He takes vitamin A{space}. It helps.")).endswith("It helps.")


def test_a_line_of_many_blocks_is_cut_where_its_sentences_end() -> None:
    expected = [f"Sentence number {i} stands here." for i in range(2000)]
    assert len(" ".join(expected)) > 5 * LONGEST_BLOCK
    assert cut(" ".join(expected)) == expected


@pytest.mark.slow
def test_a_very_long_line_takes_time_in_proportion() -> None:
    began = time.perf_counter()
    assert len(cut("他说他来了。" * 50_000)) == 50_000
    assert time.perf_counter() - began < 8  # cut as one piece it takes half a minute


def test_a_run_without_a_sentence_end_is_cut_at_spaces() -> None:
    pieces = cut("word " * 1000)
    assert all(len(piece) <= LONGEST_SENTENCE for piece in pieces)
    assert {word for piece in pieces for word in piece.split()} == {"word"}


@pytest.mark.parametrize("script", ["政府昨天宣布新的计划", "ประเทศไทยมีรถไฟ", "彼は東京に行った"])
def test_a_run_of_a_script_without_spaces_is_cut_shorter(script: str) -> None:
    pieces = cut(script * 100)
    assert "".join(pieces) == script * 100
    assert max(map(len, pieces)) == LONGEST_UNSPACED


def test_a_long_sentence_of_a_script_without_spaces_is_cut_at_its_pauses() -> None:
    pieces = cut("政府昨天宣布了一项新的计划，" * 40 + "完。")
    assert all(piece.endswith(("，", "。")) for piece in pieces)
    assert max(map(len, pieces)) <= LONGEST_UNSPACED


@pytest.mark.parametrize(
    "script", ["政府昨天宣布新的计划", "ประเทศไทย มีรถไฟ", "彼は東京に行った。"]
)
def test_no_chunk_of_a_script_without_spaces_is_longer_than_the_model_reads(
    minilm: MiniLM, script: str
) -> None:
    text = script * 200
    for chunk in chunks(text, (), minilm.count_tokens):
        assert minilm.count_tokens([chunk.text(text)])[0] <= CHUNK_TOKENS


@pytest.mark.parametrize("size", [20, 60, 400])
def test_chunks_are_filled_up_to_the_size_asked_for(size: int) -> None:
    text = " ".join(f"It says {i} words in all here." for i in range(400))
    made = chunks(text, (), lambda texts: [len(one.split()) for one in texts], size=size)
    counts = [len(chunk.text(text).split()) for chunk in made]
    assert size / 2 < max(counts) <= size


def test_a_large_stretch_of_furniture_starts_a_new_chunk_and_a_small_one_does_not() -> None:
    def count(texts: Sequence[str]) -> list[int]:
        return [1] * len(texts)

    for gap, expected in ((LARGEST_GAP + 10, 2), (LARGEST_GAP - 10, 1)):
        text = f"Before it.{'~' * gap}After it."
        made = chunks(text, [(10, 10 + gap)], count)
        assert len(made) == expected
        assert "~" not in "".join(chunk.text(text) for chunk in made)


@pytest.mark.parametrize("words", [4, 6, 17, 40])
def test_no_chunk_of_a_long_article_is_a_stub(words: int) -> None:
    text = "\n".join(" ".join([f"n{i}"] * words) for i in range(400))
    sizes = [
        len(chunk.text(text).split())
        for chunk in chunks(text, (), lambda texts: [len(one.split()) for one in texts])
    ]
    assert min(sizes) >= 0.5 * max(sizes)


@pytest.mark.parametrize("mark", ["- ", "• ", "2) "])
def test_a_list_is_kept_with_the_line_that_opens_it(mark: str) -> None:
    before = "\n\n".join("It rained and rained on the port." for _ in range(4))
    listed = f"The port will:\n\n{mark}buy a crane\n\n{mark}close a pier"
    text = f"{before}\n\n{listed}\n\n{before}"
    for size in range(12, 60):
        made = chunks(text, (), lambda texts: [len(one.split()) for one in texts], size=size)
        assert any(
            all(words in chunk.text(text) for words in ("will:", "crane", "pier")) for chunk in made
        )


def test_the_rows_of_a_small_table_are_one_sentence():
    table = "Port\tShips\nTully\t3,000\nArden\t200"
    text = f"What the ports have. It is a list.\n\n{table}\n\nThe council met."
    assert [text[a:b] for a, b in sentences(text)] == [
        "What the ports have.", "It is a list.", table, "The council met.",
    ]  # fmt: skip


def test_the_head_of_a_table_keeps_its_empty_first_cell():
    table = "\tShips\tFerries\nTully\t3,000\t7"
    assert [f"{table}\n\nThe end."[a:b] for a, b in sentences(f"{table}\n\nThe end.")] == [
        table, "The end.",
    ]  # fmt: skip


def test_the_rows_of_a_table_in_markdown_are_one_sentence():
    table = "| Port | Ships |\n|---|---|\n| Tully | 3,000 |"
    text = f"What the ports have.\n\n{table}\n\nThe council | met."
    assert [text[a:b] for a, b in sentences(text)] == [
        "What the ports have.", table, "The council | met.",
    ]  # fmt: skip


def test_one_row_is_a_sentence_and_a_long_table_is_cut():
    assert len(sentences("One\trow\n\nA line.\n")) == 2
    long = "".join(f"Port {n}\t{n}00\n" for n in range(100))
    assert all(end - start < 400 for start, end in sentences(long))

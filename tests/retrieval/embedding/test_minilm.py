from __future__ import annotations

import threading

import numpy as np
import pytest

from retrieval.embedding import MiniLM
from retrieval.embedding.minilm import MAX_TOKENS

pytestmark = pytest.mark.slow

TEXTS = [
    "A short line.",
    "The European Parliament adopted a resolution on the situation in Kazakhstan on Thursday.",
    "",
    "word " * 400,
    "他们在北京举行了会谈，讨论了边境安全问题。",
    "Президент подписал указ о создании новой комиссии.",
    "x",
    " \n\t ",
    "🙂🙂🙂 𝕏",
    "a\x00b",
]


def test_vectors_are_of_unit_length_one_a_text(minilm: MiniLM) -> None:
    vectors = minilm.embed(TEXTS)
    assert vectors.shape == (len(TEXTS), minilm.dimension)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-4)


def test_no_text_gives_no_vector(minilm: MiniLM) -> None:
    assert minilm.embed([]).shape == (0, minilm.dimension)
    assert minilm.count_tokens([]) == minilm.embed_documents([]) == []


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_a_vector_is_the_texts_alone_whatever_its_company(minilm: MiniLM, threads: int) -> None:
    model = MiniLM(threads)
    alone = np.concatenate([minilm.embed([text]) for text in TEXTS])
    assert np.array_equal(model.embed(TEXTS), alone)
    assert np.array_equal(model.embed(TEXTS[::-1])[::-1], alone)
    assert np.array_equal(model.embed([*TEXTS[3:], *TEXTS * 3])[-len(TEXTS) :], alone)


def test_order_is_kept_whatever_the_lengths(minilm: MiniLM) -> None:
    texts = [f"Number {i}: " + "so it goes on " * (i * 7 % 40) for i in range(80)]
    vectors = minilm.embed(texts)
    for i in (0, 1, 39, 40, 79):
        assert int(np.argmax(vectors @ minilm.embed([texts[i]])[0])) == i


def test_texts_of_like_meaning_are_nearer_than_others(minilm: MiniLM) -> None:
    question, near, far = minilm.embed(
        [
            "How many people were killed in the attack?",
            "The bombing left twelve people dead, police said.",
            "The orchestra will play two symphonies by Mahler next week.",
        ]
    )
    assert question @ near > question @ far + 0.2


@pytest.mark.parametrize(
    ("question", "near", "far"),
    [
        ("北京 会谈", "他们在北京举行了会谈。", "苹果很好吃。"),
        ("Москва переговоры", "Переговоры прошли в Москве.", "Яблоки очень вкусные."),
    ],
)
def test_other_scripts_than_latin_are_told_apart(
    minilm: MiniLM, question: str, near: str, far: str
) -> None:
    vectors = minilm.embed([question, near, far])
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]


@pytest.mark.parametrize("text", ["word " * 20_000, "x" * 100_000, "说" * 100_000])
def test_a_text_past_the_limit_counts_by_its_beginning(minilm: MiniLM, text: str) -> None:
    vector, beginning = minilm.embed([text, text[: len(text) // 20]])
    assert vector @ beginning > 0.999


def test_tokens_are_counted_past_the_limit_and_without_the_frame(minilm: MiniLM) -> None:
    assert minilm.count_tokens(["", "one", "one two three", "word " * 1000]) == [0, 1, 3, 1000]
    assert MAX_TOKENS < 1000


def test_tokens_of_sentences_add_up_to_those_of_their_chunk(minilm: MiniLM) -> None:
    lines = [text.replace("\n", " ") for text in TEXTS]
    assert minilm.count_tokens(["\n".join(lines)]) == [sum(minilm.count_tokens(lines))]


def test_half_a_surrogate_pair_from_a_terminal_is_embedded(minilm: MiniLM) -> None:
    broken, mended = minilm.embed(["What of \udcff Almaty?", "What of ? Almaty?"])
    assert broken @ mended > 0.999


def test_langchains_forms_are_those_of_embed(minilm: MiniLM) -> None:
    exact = minilm.embed([TEXTS[1]])[0]
    assert minilm.embed_query(TEXTS[1]) == exact.tolist()
    assert minilm.embed_documents(TEXTS[1:2]) == [exact.tolist()]


def test_several_threads_get_the_vectors_that_one_gets(minilm: MiniLM) -> None:
    texts = [text[:200] for text in TEXTS]
    expected = minilm.embed(texts)
    wrong: list[object] = []

    def embed() -> None:
        for _ in range(3):
            try:
                cosines = (minilm.embed(texts) * expected).sum(axis=1)
                if cosines.min() < 0.999 or minilm.count_tokens(["word " * 300]) != [300]:
                    wrong.append(cosines)
            except Exception as error:  # a thread's own would be lost
                wrong.append(error)

    threads = [threading.Thread(target=embed) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_sentence_knows_what_stands_around_it(minilm: MiniLM) -> None:
    (found,) = minilm.embed_passages([("The guild of ferrymen met.", "It has ten members.")])
    question, alone = minilm.embed(["How large is the ferrymen's guild?", "It has ten members."])
    assert found.sentences[1] @ question > alone @ question + 0.1
    assert found.sentences[1] @ alone > 0.6

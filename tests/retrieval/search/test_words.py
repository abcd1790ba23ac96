"""The words of a question are the words of the index."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.archive.schema import schema_statements
from retrieval.archive.text_normalization import as_indexed, as_searched
from retrieval.search.words import (
    idf,
    index_stem,
    informative,
    match_any,
    stem_rarity,
    stems,
    stems_of,
    stop_words,
    word_counts,
    words,
    worth_searching,
)

# Scripts and marks that news is written in.
LETTERS = st.characters(
    codec="utf-8",
    categories=["L", "N"],
    max_codepoint=0x527,
    exclude_characters="ǠǡͿ",  # SQLite tables these otherwise
)
SCRIPTS = "abcdeyzABCÉéİıŁłßøÅñçğşžŒœ" + "абвйёЙЁқәіїұ" + "αάΣσς" + "漢字한국어" + "אבجد" + "0129²½"
SAMPLE = (
    *("technology", "technologies", "apology", "trilogy", "possibly", "visibly", "ostensibly"),
    *("probably", "us", "as", "is", "no", "ministers", "running", "relational", "conditional"),
    *("happiness", "policies", "agreed", "oscillate", "adoption", "sensibilities", "electricity"),
    *("generalizations", "disassembly", "hopefulness", "controlling", "sky", "skies", "caresses"),
)
WORDS = st.text(st.sampled_from(SCRIPTS), min_size=1, max_size=12)
MADE = [line for line in schema_statements() if "words using" in line or "(words," in line]


def index_of(*texts: str) -> sqlite3.Connection:
    """A full-text index as the archive has it, one row a text."""
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    for statement in MADE:
        connection.execute(statement)
    connection.execute("create virtual table places using fts5vocab (words, 'instance')")
    connection.execute("create table chunks (id)")
    connection.execute("create table meta (key, value)")
    for number, text in enumerate(texts, start=1):
        row = (number, as_indexed(text))
        connection.execute("insert into words (rowid, body) values (?, ?)", row)
        connection.execute("insert into chunks values (?)", (number,))
    return connection


def indexed(text: str) -> list[str]:
    """The terms that FTS5 makes of a text, in order."""
    rows = index_of(text).execute("select term from places order by offset")
    return [row["term"] for row in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Erdoğan's café", ["erdogan", "s", "cafe"]),
        ("Назарбайев вёл", ["назарбайев", "вел"]),
        ("Ёлка, ЁЖ, за\u0301мок и\u0306од", ["елка", "еж", "замок", "йод"]),
        ("ҚАЗАҚСТАН Ғылым Өңір Һәм Ұлт", ["казакстан", "гылым", "онир", "хам", "улт"]),
        ("Oʻzbekiston Oʼzbekiston O'zbekiston O‘zbekiston", ["ozbekiston"] * 4),
        ("dog's who'll O'Brien", ["dog", "s", "who", "ll", "obrien"]),
        ("Straßen İzmir", ["straßen", "izmir"]),
        ("ΟΔΟΣ οδός", ["οδοσ", "οδόσ"]),
        ("한국어 말", ["한국", "국어", "말"]),
        ("2023年北京iPhone", ["2023", "年北", "北京", "iphone"]),
        ("東京タワー。", ["東京", "京タ", "タワ", "ワー"]),
        ("ＡＢＣ１２ ｶﾞｽ", ["abc12", "ガス"]),
        ("ประเทศไทย", ["ปร", "ระ", "ะเ", "เท", "ทศ", "ศไ", "ไท", "ทย"]),
        ("ที่นี่", ["ที่นี่"]),
        ("مُحَمَّد أحمـد إلى", ["محمد", "احمد", "الي"]),
        ("کتاب", ["كتاب"]),
        ("שָׁלוֹם", ["שלום"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("snake_case e-mail", ["snake", "case", "e", "mail"]),
        ("Erdog\u0306an", ["erdogan"]),
        ("½ 10²", ["½", "10²"]),
        ("a\x00b", ["a", "b"]),
        ("«—…»", []),
    ],
)
def test_words_are_folded_as_the_index_folds_them(text: str, expected: list[str]) -> None:
    assert words(text) == expected
    assert stems(text) == indexed(text)


@pytest.mark.parametrize("word", SAMPLE)
def test_stems_are_those_of_the_index(word: str) -> None:
    assert [index_stem(word)] == indexed(word)


def test_a_word_longer_than_the_index_stems_is_left_as_it_is() -> None:
    word = "running" * 10
    assert [index_stem(word)] == indexed(word) == [word]


@given(st.lists(WORDS, min_size=1, max_size=8))
def test_any_text_folds_as_the_index_folds_it(parts: list[str]) -> None:
    text = " ".join(parts)
    plain = sqlite3.connect(":memory:")
    plain.execute(MADE[0].replace("porter ", "").replace("content = '',", ""))
    plain.execute("create virtual table places using fts5vocab (words, 'instance')")
    plain.execute("insert into words (body) values (?)", (as_searched(text),))
    terms = [term for (term,) in plain.execute("select term from places order by offset")]
    assert words(text) == terms


@given(
    st.text(st.sampled_from("абвгеёийкнорстуыЫЯя қәіңүсӘҒ" + "ابتثدرسلمنهويةأإى 7,"), max_size=40)
)
def test_words_of_an_inflected_script_have_the_stems_that_the_index_has(text: str) -> None:
    assert stems(text) == indexed(text)


@given(st.lists(WORDS, min_size=1, max_size=8))
def test_the_words_of_words_are_the_same(parts: list[str]) -> None:
    own = words(" ".join(parts))
    assert words(" ".join(own)) == own


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("Токаев", "встреча с Токаевым"),
        ("визит Путина", "Путин прибыл"),
        ("переговоры в Москве", "о переговорах говорят"),
        ("Королев", "академик Королёв"),
        ("Алиев", "встреча с Алиевым"),
        ("қаланың", "Қалаларда кар жауды"),
        ("Казакстан", "Қазақстанға"),
        ("Тоқаев", "Токаева"),
        ("Өзбекстандын", "Өзбекстан"),
        ("Ўзбекистоннинг", "Ўзбекистонда"),
        ("الرئيس", "رئيس الوزراء"),
        ("北京会谈", "他们在北京见面"),
        ("서울에서", "서울은 춥다"),
        ("ประเทศไทย", "ในประเทศลาว"),
        ("क़ज़ाख़स्तान में", "वे क़ज़ाख़स्तान गए"),
    ],
)
def test_a_word_is_found_in_another_form_or_among_others(asked: str, written: str) -> None:
    found = index_of("something else", written).execute(
        "select rowid from words where words match ?", (match_any(words(asked)),)
    )
    assert [row["rowid"] for row in found] == [2]


def test_an_entry_of_any_script_is_deleted_by_giving_its_text_again() -> None:
    texts = ("Переговоры в Москве", "北京会谈", "مُحَمَّد", "ประเทศ", "plain words")
    connection = index_of(*texts)
    for number, text in enumerate(texts, start=1):
        connection.execute(
            "insert into words (words, rowid, body) values ('delete', ?, ?)",
            (number, as_indexed(text)),
        )
    assert connection.execute("select count(*) from vocabulary").fetchone()[0] == 0


@given(st.text(LETTERS, min_size=1, max_size=20))
def test_a_text_is_found_by_its_own_words(text: str) -> None:
    own = words(text)
    found = index_of("something else", text).execute(
        "select rowid from words where words match ?", (match_any(own),)
    )
    assert 2 in [row["rowid"] for row in found]


@pytest.mark.parametrize(
    "question",
    [
        '"unclosed',
        "a AND (",
        "price: 5",
        "don't",
        "*",
        "NEAR(quay ferry, 2)",
        "^first",
        "body:x",
        "nul\x00byte",
        "🙂",
        "-",
        "{}",
        "OR",
        "' OR 1=1 --",
    ],
)
def test_no_operator_of_the_index_is_heard_in_a_question(question: str) -> None:
    chosen = words(question)
    if not chosen:
        assert match_any(chosen) == ""
        return
    rows = index_of("nothing alike", question).execute(
        "select rowid from words where words match ?", (match_any(chosen),)
    )
    assert [row["rowid"] for row in rows] == [2]


@given(st.text())
def test_a_query_for_the_words_of_any_text_is_understood(text: str) -> None:
    chosen = list(informative(text).values())
    if chosen:
        index_of("x").execute("select 1 from words where words match ?", (match_any(chosen),))


@given(st.lists(st.text(st.sampled_from(f"{SCRIPTS} '.\0"), max_size=12), max_size=4))
def test_texts_have_together_the_stems_that_each_has_by_itself(texts: list[str]) -> None:
    assert stems_of(texts) == [stems(text) for text in texts]


def test_a_word_is_counted_by_the_chunks_that_hold_it_in_any_form() -> None:
    connection = index_of("quay, quays and quay", "the quays", "agreed", "ferry")
    counts = word_counts(connection, informative("quays agree agrees comet"))
    assert list(counts.values()) == [2, 1, 0]


def test_stop_words_are_left_out_and_order_is_kept() -> None:
    question = "What did the harbour council say about dredging?"
    assert list(informative(question).values()) == ["harbour", "council", "dredging"]


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("Кто и когда подписал указ о выборах?", ["подписал", "указ", "выборах"]),
        ("谁是总统？", ["总统"]),
        ("会談はいつ東京で開かれたか", ["会談", "東京"]),
        ("什么的", ["什么", "么的"]),
    ],
)
def test_function_words_of_other_languages_are_left_out(question: str, kept: list[str]) -> None:
    assert list(informative(question).values()) == kept


def test_of_words_with_one_stem_the_first_is_kept() -> None:
    assert informative("ministers, minister") == {"minist": "ministers"}


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("Паром туралы басылым не айтты?", ["паром", "басылым"]),
        ("Неше қайық жоғалды және қашан?", ["кайык", "жогал"]),
        ("Сколько лодок сообщала «Волна»?", ["лодок", "волна"]),
        ("Что сказал Ким?", ["ким"]),
        ("Когда столько лодок и такую волну?", ["лодок", "волну"]),
    ],
)
def test_russian_and_kazakh_words_of_asking_say_nothing(question: str, kept: list[str]) -> None:
    assert list(informative(question).values()) == kept


def test_a_question_of_stop_words_alone_keeps_them() -> None:
    assert list(informative("Who are they?").values()) == ["who", "are", "they"]


def test_stop_words_are_folded_words_without_comments() -> None:
    assert {"the", "who", "said"} <= stop_words()
    assert all(words(word) == [word] for word in stop_words())
    assert "order" not in stop_words()


def test_a_rarer_word_weighs_more_and_an_unknown_one_most() -> None:
    connection = index_of("quay ferry", "quay", "quay", "quay technology")
    weights = stem_rarity(connection, informative("quay ferry technology comet"))
    quay, ferry, technology, comet = weights.values()
    assert 0.05 <= quay < ferry == technology < comet


def test_in_a_large_archive_common_words_are_left_to_rarer_ones() -> None:
    weights = {"say": idf(6000, 10_000), "harbour": idf(10, 10_000)}
    assert worth_searching(weights, weights, 5000) == ["harbour", "say"]
    assert worth_searching(weights, weights, 10_000) == ["harbour"]
    assert worth_searching(["say"], weights, 10_000) == ["say"]

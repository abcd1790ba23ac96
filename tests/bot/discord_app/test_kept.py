import re

from discord_fakes import found

from bot.discord_app.kept import KEY, Kept, key_of


def test_what_is_kept_is_read_back_by_another_process(tmp_path):
    path = tmp_path / "new" / "quotes.sqlite"
    assert Kept(path).keep("a", "first")
    assert Kept(path).read("a") == "first"
    assert Kept(path).read("b") is None


def test_only_the_last_answers_are_kept(tmp_path):
    kept = Kept(tmp_path / "quotes.sqlite", most=3)
    for number in range(5):
        kept.keep(f"key{number}", str(number))
    assert [kept.read(f"key{number}") for number in range(5)] == [None, None, "2", "3", "4"]


def test_the_same_answer_given_again_takes_one_place(tmp_path):
    kept = Kept(tmp_path / "quotes.sqlite", most=2)
    for key in ("a", "b", "a"):
        kept.keep(key, key)
    assert (kept.read("a"), kept.read("b")) == ("a", "b")


def test_a_damaged_file_is_started_anew(tmp_path):
    path = tmp_path / "quotes.sqlite"
    path.write_bytes(b"this is no database at all" * 100)
    assert Kept(path).read("a") is None
    assert Kept(path).keep("a", "text")
    assert Kept(path).read("a") == "text"


def test_a_folder_that_can_not_be_written_is_no_error(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    kept = Kept(blocked / "quotes.sqlite")
    assert not kept.keep("a", "text")
    assert kept.read("a") is None


def test_the_receipt_is_the_key_where_a_button_can_carry_it():
    assert key_of(found(receipt="r-1_A")) == "r-1_A"
    for receipt in (None, "", "a b", "x" * 65, "a:b"):
        key = key_of(found(receipt=receipt))
        assert key != receipt
        assert re.fullmatch(KEY, key)
    assert key_of(found(receipt=None)) != key_of(found(receipt=None))

"""Saved e-mail messages."""

import contextlib
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import UnreadableArticle
from retrieval.reading.formats.eml import read_eml

STORY = "The harbour of Tully was closed on Monday, the mayor said in a statement.\n"
PAGE = f"<html><body><article><h1>Harbour closed</h1><p>{STORY * 3}</p></article></body></html>"


def message(**headers):
    made = EmailMessage()
    made["Subject"] = "Harbour of Tully is closed"
    made["From"] = "Ada Nurlan <ada@tully.example>"
    made["Date"] = "Mon, 03 Mar 2014 23:30:00 +0600"
    for name, value in headers.items():
        del made[name]
        made[name] = value
    return made


def read(made):
    raw = made if isinstance(made, bytes) else made.as_bytes()
    return read_eml(raw, "a.eml", "/a.eml")


def plain(head, body):
    return (
        b"Subject: Harbour\r\nMIME-Version: 1.0\r\nContent-Type: text/plain"
        + head
        + (b"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + body)
    )


def test_a_message_is_titled_by_its_subject_and_dated_by_when_it_was_sent():
    made = message()
    made.set_content(STORY)
    article = read(made)
    assert article.text == STORY
    assert (article.title, article.author) == ("Harbour of Tully is closed", "Ada Nurlan")
    assert (article.published, article.published_how) == ("2014-03-03", "metadata")


def test_encoded_headers_are_decoded():
    made = message(Subject="Гавань закрыта — порт", From='"Ада Нурлан" <a@b.example>')
    made.set_content(STORY)
    assert b"=?utf-8?" in made.as_bytes()
    article = read(made)
    assert (article.title, article.author) == ("Гавань закрыта — порт", "Ада Нурлан")


def test_the_plain_text_is_taken_before_the_page_and_attachments_are_not():
    made = message()
    made.set_content(STORY)
    made.add_alternative(PAGE, subtype="html")
    made.add_attachment("Secret.", filename="b.txt")
    assert read(made).text == STORY


@pytest.mark.parametrize("own", ["", "See below."])
def test_a_message_forwarded_as_an_attachment_is_read_where_nothing_else_is_written(own):
    inner = message(Subject="The first message")
    inner.set_content(STORY)
    outer = message(Date="Tue, 04 Mar 2014 08:00:00 +0600")
    outer.set_content(own)
    outer.add_attachment(inner)
    article = read(outer)
    assert article.text.strip() == (own or STORY.strip())
    assert article.published == ("2014-03-04" if own else "2014-03-03")


@pytest.mark.parametrize("first", [None, " \n"])
def test_without_plain_text_the_page_is_read(first):
    made = message()
    if first:
        made.set_content(first)
        made.add_alternative(PAGE, subtype="html")
    else:
        made.set_content(PAGE, subtype="html")
    article = read(made)
    assert article.text.count(STORY.strip()) == 3
    assert "<" not in article.text
    assert article.title == "Harbour of Tully is closed"


@pytest.mark.parametrize("date", [None, "yesterday", "Mon, 99 Foo 2014", "Mon, 3 Mar 2914 1:00:00"])
def test_a_date_that_is_none_is_not_guessed(date):
    made = message()
    made.set_content(STORY)
    raw = made.as_bytes().replace(b"Date: Mon, 03 Mar 2014 23:30:00 +0600\n", b"")
    if date:
        raw = b"Date: " + date.encode() + b"\n" + raw
    assert read(raw).published is None


def test_an_address_is_nobodys_name():
    made = message(From="desk@tully.example")
    made.set_content(STORY)
    assert read(made).author is None


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (b"; charset=windows-1252", "Zürich’s café".encode("cp1252")),
        (b"; charset=utf-8", "Zürich’s café".encode("cp1252")),
        (b"; charset=no-such", "Zürich’s café".encode()),
        (b"", "Zürich’s café".encode()),
        (b'; charset="', "Zürich’s café".encode()),
    ],
)
def test_a_wrong_encoding_is_survived(head, body):
    assert read(plain(head, body)).text == "Zürich’s café"


def test_an_encoding_that_looks_like_ascii_is_honoured():
    raw = plain(b"; charset=iso-2022-jp", "港は閉鎖された".encode("iso-2022-jp"))
    assert read(raw).text == "港は閉鎖された"


def test_flowed_lines_are_whole_again():
    raw = plain(b"; format=flowed", b"The harbour of \r\n Tully was \r\nclosed.\r\n-- \r\nAda\r\n")
    assert read(raw).text == "The harbour of Tully was closed.\n-- \nAda\n"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "no e-mail"),
        (b"just some words\n\nand more", "no e-mail"),
        (b"Subject: a\n\n \n", "no text"),
        (b"Subject: a\nContent-Type: image/png\n\nabc", "no text"),
        (b"Subject: a\n\n" + b"a\x00" * 9 + b"\x01", "NUL"),
    ],
)
def test_a_file_without_a_message_is_refused(raw, why):
    with pytest.raises(UnreadableArticle, match=why):
        read(raw)


LINES = st.sampled_from(
    [b"Subject: a", b"From: <", b"From: ,;:@", b"Date: =?x?q?", b"Content-Type: multipart/mixed",
     b"Content-Type: text/html; charset", b"Content-Type: ;;=", b" boundary=a", b"--a", b"--a--",
     b"", b"text", b"Content-Transfer-Encoding: base64", b"\xff\xfe", b"=?utf-8?b?//8=?="]
)  # fmt: skip


@given(st.lists(LINES, max_size=12))
def test_any_message_is_an_article_or_a_refusal(lines):
    with contextlib.suppress(UnreadableArticle):
        assert read(b"\n".join(lines)).text.strip()


def test_a_plain_part_that_only_points_to_the_page_is_not_the_text():
    made = message()
    made.set_content("This message is best viewed in HTML. See https://tully.example/v?u=1\n")
    made.add_alternative(PAGE, subtype="html")
    assert read(made).text.count(STORY.strip()) == 3


def test_text_behind_a_picture_is_read_too():
    made = message()
    made.set_content(STORY)
    made.make_mixed()
    picture = EmailMessage()
    picture.set_content(b"GIF89a", "image", "gif", disposition="inline")
    rest = EmailMessage()
    rest.set_content("The ferry sails again on Tuesday.\n")
    made.attach(picture)
    made.attach(rest)
    text = read(made).text
    assert text.index(STORY.strip()) < text.index("The ferry sails again")


@pytest.mark.parametrize("charset", ["windows-1251", "utf-8", "koi8-r"])
def test_raw_heads_are_read_in_the_encoding_of_the_text(charset):
    raw = (
        f"Subject: Гавань закрыта на неделю\nFrom: Ада Нурлан <a@b.example>\nMIME-Version: 1.0\n"
        f"Content-Type: text/plain; charset={charset}\n"
        "Content-Transfer-Encoding: 8bit\n\nГавань Тулли закрыта до вторника.\n"
    ).encode(charset)
    article = read(raw)
    assert (article.title, article.author) == ("Гавань закрыта на неделю", "Ада Нурлан")
    assert article.text == "Гавань Тулли закрыта до вторника.\n"

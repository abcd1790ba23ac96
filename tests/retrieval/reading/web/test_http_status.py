"""What a server's refusal means, in a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.reading.web.fetching import RefusedByServer
from retrieval.reading.web.http_status import status_reason
from support.websites import answer


@pytest.mark.parametrize(("status", "headers", "says"), [
    (401, {}, "asks for a login"), (403, {}, "asks for a login"), (404, {}, "is gone"),
    (410, {}, "is gone"), (429, {}, "try again later"), (500, {}, "try again later"),
    (503, {}, "try again later"), (502, {"Retry_After": "9"}, "try again later"),
    (429, {"Retry_After": "120"}, "try again in 120 seconds"),
    (503, {"Retry_After": "Mon, 02 Nov 2015 10:00:00 GMT"}, "after 2015-11-02 10:00 UTC"),
    (503, {"Retry_After": "Mon, 02 Nov 2015 10:00:00 +0200"}, "after 2015-11-02 08:00 UTC"),
    (503, {"Retry_After": "soon"}, "try again later"), (503, {"Retry_After": "9" * 400}, "later"),
    (503, {"Retry_After": "Mon, 99 Nov 99999 10:00:00 GMT"}, "try again later"),
    (204, {}, "answered 204"), (206, {}, "answered 206"), (300, {}, "answered 300"),
    (418, {}, "answered 418"),
])  # fmt: skip
def test_a_refusing_server_is_told_in_a_sentence_with_its_status(site, get, status, headers, says):
    site.pages["/"] = answer(status=status, **headers)
    with pytest.raises(RefusedByServer) as error:
        get(site.url())
    assert says in str(error.value)
    assert error.value.status == status


@given(st.integers(100, 999), st.none() | st.text(max_size=120))
def test_any_status_and_any_header_make_a_sentence(status, retry_after):
    said = status_reason("https://example.org/a", status, retry_after)
    assert said.startswith("https://example.org/a ")
    assert said.endswith(".")
    assert f"({status})" in said or f"answered {status}" in said


def test_what_a_stranger_writes_into_the_header_is_never_repeated():
    assert "canary" not in status_reason("https://example.org/a", 503, "canary, ask again in 5")

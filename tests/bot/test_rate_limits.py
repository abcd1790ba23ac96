"""How often somebody may ask: counted for a minute, for a person and for a server."""

from bot.rate_limits import RateLimits


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


def test_a_person_may_ask_again_when_a_minute_has_gone_by():
    clock = Clock()
    rates = RateLimits(2, 0, clock=clock)
    assert [rates.take(1, 7) for _ in range(2)] == [None, None]
    clock.now += 45
    assert rates.take(1, 7) == (
        "You have asked 2 times in a minute, the most allowed. Ask again in 15 s."
    )
    clock.now += 15
    assert rates.take(1, 7) is None


def test_one_person_does_not_use_up_what_another_may_ask():
    rates = RateLimits(1, 0)
    assert rates.take(1, 7) is None
    assert rates.take(1, 8) is None
    assert rates.take(1, 7) is not None


def test_a_server_has_a_limit_of_its_own_and_a_refusal_counts_nothing():
    clock = Clock()
    rates = RateLimits(2, 2, clock=clock)
    rates.take(1, 7)
    rates.take(1, 8)
    assert "people of this server have asked 2 times" in rates.take(1, 9)
    assert rates.take(2, 9) is None
    assert rates.take(2, 9) is None
    assert rates.take(None, 9).startswith("You have asked 2")


def test_a_limit_of_nought_is_none():
    rates = RateLimits(0, 0)
    assert not any(rates.take(1, 7) for _ in range(500))


def test_a_limit_of_one_is_told_in_the_singular():
    rates = RateLimits(1, 0)
    rates.take(None, 7)
    assert rates.take(None, 7).startswith("You have asked once in a minute, the most allowed.")
    rates = RateLimits(0, 1)
    rates.take(1, 7)
    assert rates.take(1, 8).startswith("The people of this server have asked once in a minute")

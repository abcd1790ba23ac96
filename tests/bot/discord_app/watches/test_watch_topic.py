"""What a watch looks for, in words."""

from bot.discord_app.watches.watch_topic import topic_words
from retrieval.archive.watches import ALL, Watch, WatchLimits


def watch(question, limits=ALL):
    return Watch(1, 2, 3, 4, question, "2026-01-01", 0, limits)


def test_a_watch_is_named_by_its_topic_and_its_limits():
    assert topic_words(watch("the bridge")) == "the bridge"
    limits = WatchLimits(outlet="The Courier", until="2016-11-03")
    assert topic_words(watch("the bridge", limits)) == (
        "the bridge · outlet The Courier · until 3 November 2016"
    )


def test_a_topic_is_short_and_does_nothing():
    said = topic_words(watch("@everyone *look* " + "x" * 400, WatchLimits(outlet="**b**")))
    assert said.startswith("@\u200beveryone \\*look\\* ")
    assert said.endswith("… · outlet \\*\\*b\\*\\*")
    assert len(said) < 300

import pytest

from bot.discord_app.access.callers import Caller
from bot.discord_app.access.rules import Rules, is_heard, refusal, refusal_of_change

OPEN = Rules(guilds=frozenset({1}))
NARROW = Rules(guilds=frozenset({1, 2}), channels=frozenset({10, 11}), roles=frozenset({100}))
ROLE = frozenset({100, 101})


@pytest.mark.parametrize(
    ("rules", "caller"),
    [
        (OPEN, Caller(1, 55)),
        (NARROW, Caller(1, 10, roles=ROLE)),
        (NARROW, Caller(2, 11, roles=ROLE)),
        (NARROW, Caller(1, 77, parent=10, roles=ROLE)),
        (NARROW, Caller(1, 10, parent=78, roles=ROLE)),
        (Rules(guilds=frozenset({1}), dms=True), Caller(None, 9)),
        (Rules(guilds=frozenset({1}), channels=frozenset({10}), dms=True), Caller(None, 9)),
    ],
)
def test_what_the_rules_allow_is_not_refused(rules, caller):
    assert refusal(rules, caller) is None


@pytest.mark.parametrize(
    ("rules", "caller", "reason"),
    [
        (Rules(guilds=frozenset()), Caller(1, 10), "DATELINE_DISCORD_GUILDS"),
        (OPEN, Caller(3, 10), "(3)"),
        (NARROW, Caller(1, 12, roles=ROLE), "doesn't answer in this channel"),
        (NARROW, Caller(1, 77, parent=12, roles=ROLE), "doesn't answer in this channel"),
        (NARROW, Caller(1, 77, roles=ROLE), "doesn't answer in this channel"),
        (NARROW, Caller(1, 10), "role"),
        (NARROW, Caller(1, 10, roles=frozenset({101})), "role"),
        (NARROW, Caller(3, 10, roles=ROLE), "isn't set up for this server"),
        (OPEN, Caller(None, 9), "direct messages"),
        (Rules(guilds=frozenset({1}), roles=frozenset({100}), dms=True), Caller(None, 9), "role"),
    ],
)
def test_everything_else_is_refused_with_its_reason(rules, caller, reason):
    assert reason in (refusal(rules, caller) or "")


def test_a_refused_channel_names_only_channels_of_the_same_server():
    assert refusal(NARROW, Caller(1, 12, roles=ROLE), here=(10, 12)) == (
        "Dateline doesn't answer in this channel. Ask in <#10>."
    )


def test_a_long_list_of_channels_is_cut():
    rules = Rules(guilds=frozenset({1}), channels=frozenset(range(10, 20)))
    reason = refusal(rules, Caller(1, 5), here=range(30))
    assert reason is not None
    assert reason.count("<#") == 5
    assert reason.endswith("and 5 more.")


@pytest.mark.parametrize(("guild", "heard"), [(1, True), (None, True), (3, False)])
def test_servers_that_are_not_listed_are_met_with_silence(guild, heard):
    assert is_heard(OPEN, Caller(guild, 10)) is heard


CHANGERS = Rules(
    guilds=frozenset({1}),
    channels=frozenset({10}),
    roles=frozenset({100}),
    dms=True,
    index_roles=frozenset({200}),
    delete_roles=frozenset({300}),
)


@pytest.mark.parametrize(
    ("action", "caller", "allowed"),
    [
        ("index", Caller(1, 10, roles=frozenset({200})), True),
        ("delete", Caller(1, 10, roles=frozenset({300})), True),
        ("delete", Caller(1, 77, parent=10, roles=frozenset({300})), True),
        ("index", Caller(1, 10, manages=True), True),
        ("delete", Caller(1, 10, manages=True), True),
        ("index", Caller(1, 10, roles=frozenset({300, 100})), False),
        ("delete", Caller(1, 10, roles=frozenset({200, 100})), False),
        ("delete", Caller(1, 10), False),
        ("index", Caller(1, 11, manages=True), False),
        ("index", Caller(2, 10, manages=True), False),
        ("index", Caller(None, 9, manages=True), False),
    ],
)
def test_articles_are_changed_by_managers_and_the_roles_named_for_it(action, caller, allowed):
    assert (refusal_of_change(CHANGERS, caller, action) is None) is allowed


@pytest.mark.parametrize("action", ["index", "delete"])
def test_with_no_role_named_only_whoever_manages_the_server_changes_articles(action):
    everyone = Caller(1, 10, roles=frozenset({1, 100}))
    reason = refusal_of_change(OPEN, everyone, action)
    assert f"DATELINE_DISCORD_{action.upper()}_ROLES" in reason
    assert refusal_of_change(OPEN, Caller(1, 10, manages=True), action) is None

import pytest

from bot.discord_app.access.rules import Place, Rules, is_heard, refusal, refusal_of_change

OPEN = Rules(guilds=frozenset({1}))
NARROW = Rules(guilds=frozenset({1, 2}), channels=frozenset({10, 11}), roles=frozenset({100}))
ROLE = frozenset({100, 101})


@pytest.mark.parametrize(
    ("rules", "place"),
    [
        (OPEN, Place(1, 55)),
        (NARROW, Place(1, 10, roles=ROLE)),
        (NARROW, Place(2, 11, roles=ROLE)),
        (NARROW, Place(1, 77, parent=10, roles=ROLE)),
        (NARROW, Place(1, 10, parent=78, roles=ROLE)),
        (Rules(guilds=frozenset({1}), dms=True), Place(None, 9)),
        (Rules(guilds=frozenset({1}), channels=frozenset({10}), dms=True), Place(None, 9)),
    ],
)
def test_what_the_rules_allow_is_not_refused(rules, place):
    assert refusal(rules, place) is None


@pytest.mark.parametrize(
    ("rules", "place", "reason"),
    [
        (Rules(guilds=frozenset()), Place(1, 10), "DATELINE_DISCORD_GUILDS"),
        (OPEN, Place(3, 10), "(3)"),
        (NARROW, Place(1, 12, roles=ROLE), "doesn't answer in this channel"),
        (NARROW, Place(1, 77, parent=12, roles=ROLE), "doesn't answer in this channel"),
        (NARROW, Place(1, 77, roles=ROLE), "doesn't answer in this channel"),
        (NARROW, Place(1, 10), "role"),
        (NARROW, Place(1, 10, roles=frozenset({101})), "role"),
        (NARROW, Place(3, 10, roles=ROLE), "isn't set up for this server"),
        (OPEN, Place(None, 9), "direct messages"),
        (Rules(guilds=frozenset({1}), roles=frozenset({100}), dms=True), Place(None, 9), "role"),
    ],
)
def test_everything_else_is_refused_with_its_reason(rules, place, reason):
    assert reason in (refusal(rules, place) or "")


def test_a_refused_channel_names_only_channels_of_the_same_server():
    assert refusal(NARROW, Place(1, 12, roles=ROLE), here=(10, 12)) == (
        "Dateline doesn't answer in this channel. Ask in <#10>."
    )


def test_a_long_list_of_channels_is_cut():
    rules = Rules(guilds=frozenset({1}), channels=frozenset(range(10, 20)))
    reason = refusal(rules, Place(1, 5), here=range(30))
    assert reason is not None
    assert reason.count("<#") == 5
    assert reason.endswith("and 5 more.")


@pytest.mark.parametrize(("guild", "heard"), [(1, True), (None, True), (3, False)])
def test_servers_that_are_not_listed_are_met_with_silence(guild, heard):
    assert is_heard(OPEN, Place(guild, 10)) is heard


CHANGERS = Rules(
    guilds=frozenset({1}),
    channels=frozenset({10}),
    roles=frozenset({100}),
    dms=True,
    index_roles=frozenset({200}),
    delete_roles=frozenset({300}),
)


@pytest.mark.parametrize(
    ("action", "place", "allowed"),
    [
        ("index", Place(1, 10, roles=frozenset({200})), True),
        ("delete", Place(1, 10, roles=frozenset({300})), True),
        ("delete", Place(1, 77, parent=10, roles=frozenset({300})), True),
        ("index", Place(1, 10, manages=True), True),
        ("delete", Place(1, 10, manages=True), True),
        ("index", Place(1, 10, roles=frozenset({300, 100})), False),
        ("delete", Place(1, 10, roles=frozenset({200, 100})), False),
        ("delete", Place(1, 10), False),
        ("index", Place(1, 11, manages=True), False),
        ("index", Place(2, 10, manages=True), False),
        ("index", Place(None, 9, manages=True), False),
    ],
)
def test_articles_are_changed_by_managers_and_the_roles_named_for_it(action, place, allowed):
    assert (refusal_of_change(CHANGERS, place, action) is None) is allowed


@pytest.mark.parametrize("action", ["index", "delete"])
def test_with_no_role_named_only_whoever_manages_the_server_changes_articles(action):
    everyone = Place(1, 10, roles=frozenset({1, 100}))
    reason = refusal_of_change(OPEN, everyone, action)
    assert f"DATELINE_DISCORD_{action.upper()}_ROLES" in reason
    assert refusal_of_change(OPEN, Place(1, 10, manages=True), action) is None

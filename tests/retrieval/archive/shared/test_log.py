"""Tests of retrieval.archive.shared.log: machines that share an archive hold the same."""

from __future__ import annotations

from machines import Machines
from soundness import assert_sound


def test_machines_hold_the_same(machines: Machines) -> None:
    one, two = machines.new(create=True), machines.new(create=True)
    one.index("north", "south")
    assert two.ids() == {"north", "south"}
    two.index("east")
    two.remove("south")
    assert one.ids() == {"north", "east"}
    assert one.held() == two.held()
    assert_sound(one.archive)
    assert_sound(two.archive)


def test_a_new_machine_fills_itself(machines: Machines) -> None:
    one = machines.new(create=True)
    one.index(*(f"a{n}" for n in range(20)))
    one.remove("a3", "a19")
    new = machines.new()
    assert new.held() == one.held()
    assert new.embedder.embedded == []
    new.index("later")
    assert one.held() == new.held()

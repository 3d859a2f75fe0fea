"""`review`: who says it, who carried it, its words, whom it accuses, whether it can be checked."""

from tests.cli.reviewing.script import sit

from claimtrack.services.desk import Desk
from claimtrack.services.reports.gather import show
from claimtrack.vocabulary import HopRole, LinkState


def test_a_wrong_speaker_is_two_keys(ana: Desk) -> None:
    sat = sit(ana, "p", "1", "q")
    assert sat.asked[1].startswith("who says it?  1 Ben Ode  2 Carla Mendes  3 Dora Lind  0 the outlet itself")
    assert show(ana, 1).entry.speaker == "Ben Ode"
    assert "claim 1 is said by Ben Ode" in sat.told


def test_a_speaker_is_typed_with_completion(ana: Desk) -> None:
    sat = sit(ana, "p", "enter", "Carla Mendes", "q")
    assert "Carla Mendes" in sat.offered[2]
    assert show(ana, 1).entry.speaker == "Carla Mendes"


def test_a_speaker_who_is_not_on_record_is_put_there(ana: Desk) -> None:
    sit(ana, "p", "enter", "Kai Bosse", "q")
    assert show(ana, 1).entry.speaker == "Kai Bosse"


def test_the_outlet_says_it_itself(ana: Desk) -> None:
    sat = sit(ana, "p", "0", "nobody else says it", "u", "q")
    assert "claim 1 is said by Harbour Courier itself" in sat.told
    assert "taken back: claim 1 says again what it said" in sat.told
    entry = show(ana, 1).entry
    assert (entry.speaker, entry.own_voice) == ("Ana Ruiz", False)
    assert [party.state for party in entry.parties] == [LinkState.REJECTED]


def test_a_speaker_is_given_back(ana: Desk) -> None:
    sit(ana, "p", "enter", "Carla Mendes", "u", "q")
    assert show(ana, 1).entry.speaker == "Ana Ruiz"


def test_who_carried_it_is_a_line(ana: Desk) -> None:
    sat = sit(ana, "i", "Town Hall; Roads Office", "i", "Roads Office", "u", "q")
    assert "claim 1 was carried by Town Hall; Roads Office" in sat.told
    assert sat.offered[3] == ["Town Hall; Roads Office"]
    carried = [hop.name for hop in show(ana, 1).entry.hops if hop.role == HopRole.RELAY]
    assert carried == ["Town Hall", "Roads Office"]
    sit(ana, "i", "", "q")
    assert [hop for hop in show(ana, 1).entry.hops if hop.role == HopRole.RELAY] == []


def test_checkable_is_turned_round_and_back(ana: Desk) -> None:
    sat = sit(ana, "k", "q")
    assert "claim 1 is marked as not checkable" in sat.told
    assert not show(ana, 1).entry.checkable
    sit(ana, "g", "1", "k", "k", "u", "q")
    assert show(ana, 1).entry.checkable


def test_whom_it_accuses_is_said_and_unsaid(ana: Desk) -> None:
    sat = sit(ana, "h", "a", "Town Hall", "h", "f", "Ben Ode", "u", "h", "x", "Town Hall", "h", "a", "Dora Lind", "q")
    assert "claim 1: Town Hall is accused" in sat.told
    standing = [party.name for party in show(ana, 1).entry.parties if party.state.value == "accepted"]
    assert standing == ["Dora Lind"]


def test_a_wrong_end_is_moved_by_arrows(ana: Desk) -> None:
    before = show(ana, 1).entry.text
    sat = sit(ana, "x", "left", "enter", "x", "up", "right", "enter", "u", "u", "q")
    assert "[“The bridge is]> closed" in " ".join(sat.asked[2].split())
    assert "claim 1 has these words: “The bridge is 1 of 4" in sat.told
    assert "claim 1 has these words: bridge is" in sat.told
    assert show(ana, 1).entry.text == before


def test_words_that_stay_are_told(ana: Desk) -> None:
    sat = sit(ana, "x", "right", "left", "left", "q", "q")
    assert "broken off; nothing was written" in sat.shown
    sat = sit(ana, "x", "enter", "q")
    assert "the words stay as they were" in sat.told

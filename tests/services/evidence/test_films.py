"""A passage that a machine hears in a film: found, with its moment, in one that is not held in memory, too."""

from pathlib import Path

import pytest
from tests.reading.test_films import film

from claimtrack.errors import InvalidInput
from claimtrack.reading import machines
from claimtrack.services import inputs
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.attachments import Attached, attach
from claimtrack.services.evidence.capturing import offered_from
from claimtrack.services.evidence.machine_shown import machine_reads
from claimtrack.services.evidence.offers import Bearing, examine
from claimtrack.services.evidence.pieces import shown
from claimtrack.services.integrity.verify import verify
from claimtrack.vocabulary import Basis, Stance


def _added(desk: Desk, claim: int, file: Path, excerpt: str) -> Attached:
    bearing = Bearing(Stance.CONTEXT, Basis.RECORD, None, excerpt=excerpt)
    examined = examine(desk, offered_from(desk, str(file)), bearing)
    return desk.enact(attach, look(desk, [claim]), examined)


@pytest.mark.parametrize("most", [20_000_000, 10_000])
def test_a_passage_is_found_in_a_film_however_large_it_is(
    desk: Desk, bridge: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(inputs, "MAX_SIZE", most)
    file = tmp_path / "bridge.mp4"
    file.write_bytes(film("mp4"))
    added = _added(desk, bridge, file, "The bridge over the river has been closed")
    assert "0:06." in (added.place or "")
    assert "heard by a machine" in (added.place or "")
    (link,) = shown(desk, added.number).links
    assert link.excerpt == "the bridge over the river has been closed"
    told = machine_reads(desk, shown(desk, added.number))
    assert [line.at for line in told.lines if "bridge over" in line.text] != [None]
    assert verify(desk).problems == ()


def test_what_it_does_not_hear_there_is_refused_with_what_it_hears(
    desk: Desk, bridge: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "MAX_SIZE", 10_000)
    file = tmp_path / "bridge.mp4"
    file.write_bytes(film("mp4"))
    with pytest.raises(InvalidInput, match="the nearest passage is"):
        _added(desk, bridge, file, "the tunnel under the river was never closed")


def test_a_film_that_is_too_large_to_be_heard_says_so(
    desk: Desk, bridge: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "MAX_SIZE", 10_000)
    file = tmp_path / "bridge.mp4"
    file.write_bytes(film("mp4"))
    plain = examine(desk, offered_from(desk, str(file)), Bearing(Stance.CONTEXT, Basis.RECORD, None))
    number = desk.enact(attach, look(desk, [bridge]), plain).number
    monkeypatch.setattr(machines, "LARGEST_HEARD", 20_000)
    with pytest.raises(
        InvalidInput, match=r"bridge\.mp4 has [\d,]+ bytes, and a machine listens to files of up to 20,"
    ):
        _added(desk, bridge, file, "the bridge over the river")
    with pytest.raises(InvalidInput, match="cut out the part that matters, or save its sound alone"):
        machine_reads(desk, shown(desk, number))

"""What several people add to one claim at once: it is all taken, unless something else was done to the claim since."""

from collections.abc import Callable

import pytest

from claimtrack.errors import ChangedMeanwhile
from claimtrack.reports.model import ClaimEntry
from claimtrack.services.articles.repair import Correction, correct
from claimtrack.services.claims import Seen, look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.attachments import attach
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.services.marks.notes import note
from claimtrack.services.marks.tags import tag
from claimtrack.services.verdicts.decisions import Decision, Moved, decide
from claimtrack.vocabulary import Basis, NoteKind, Serves, Stance, Status

pytestmark = pytest.mark.both_databases


def _attach(desk: Desk, seen: Seen, words: str) -> None:
    bearing = Bearing(Stance.CONTEXT, Basis.RECORD, "Port Office", Serves.TRUTH, new_source=True)
    desk.enact(attach, seen, examine(desk, Offered(words.encode(), f"{words}.txt"), bearing))


def test_twenty_who_looked_before_anybody_wrote_all_write(
    desk: Desk, bridge: int, stands: Callable[[int], ClaimEntry]
) -> None:
    seen = look(desk, [bridge])
    for number in range(20):
        desk.enact(note, seen, f"comment {number}", kind=NoteKind.COMMENT)
    desk.enact(note, seen, "nobody answered", kind=NoteKind.ATTEMPT)
    desk.enact(tag, seen, "bridges")
    _attach(desk, seen, "the log")
    found = stands(bridge)
    assert (len(found.notes), found.tags, len(found.evidence)) == (21, ("bridges",), 1)


def test_a_verdict_still_asks_that_nothing_was_added_since(desk: Desk, bridge: int) -> None:
    seen = look(desk, [bridge])
    desk.enact(note, seen, "wait", kind=NoteKind.COMMENT)
    with pytest.raises(ChangedMeanwhile, match="commented"):
        desk.enact(decide, seen, Decision(Status.UNVERIFIABLE, reason="nobody was there"))


@pytest.mark.parametrize("what", ["verdict", "correction"])
def test_nothing_is_added_to_what_somebody_decided_or_corrected_meanwhile(
    desk: Desk, bridge: int, decide: Callable[..., list[Moved]], what: str
) -> None:
    seen = look(desk, [bridge])
    desk.enact(note, seen, "first", kind=NoteKind.COMMENT)
    if what == "verdict":
        decide(Status.UNVERIFIABLE, bridge, reason="nobody was there")
    else:
        desk.enact(correct, look(desk, [bridge]), Correction(speaker="Ben Okoro", new_source=True))
    with pytest.raises(ChangedMeanwhile):
        desk.enact(note, seen, "late", kind=NoteKind.COMMENT)
    with pytest.raises(ChangedMeanwhile):
        _attach(desk, seen, "a late log")


def test_whoever_names_a_version_means_that_one(desk: Desk, bridge: int) -> None:
    seen = look(desk, [bridge], version=look(desk, [bridge]).versions[bridge])
    desk.enact(note, look(desk, [bridge]), "first", kind=NoteKind.COMMENT)
    with pytest.raises(ChangedMeanwhile):
        desk.enact(note, seen, "second", kind=NoteKind.COMMENT)

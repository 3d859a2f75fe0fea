"""A passage that a machine hears in a recording: found as people write it, marked with its moments, checked again."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.reading.test_recordings import SPEECH

from claimtrack.errors import ForbiddenMove, InvalidInput
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.attachments import Attached, attach
from claimtrack.services.evidence.custody import log_of
from claimtrack.services.evidence.machine_shown import machine_reads
from claimtrack.services.evidence.offers import Bearing, Examined, Offered, examine
from claimtrack.services.evidence.pieces import shown
from claimtrack.services.evidence.proposing import find_passages
from claimtrack.services.evidence.terms import NewTerms, set_terms
from claimtrack.services.integrity.verify import verify
from claimtrack.vocabulary import Basis, Stance, Visibility

pytestmark = pytest.mark.slow

Quoted = Callable[..., tuple[Examined, Attached]]


@pytest.fixture
def quoted(desk: Desk, bridge: int) -> Quoted:
    """Give a way to attach the recording with an excerpt."""

    def attached(excerpt: str) -> tuple[Examined, Attached]:
        bearing = Bearing(Stance.CONTEXT, Basis.RECORD, None, excerpt=excerpt)
        examined = examine(desk, Offered(SPEECH, "call.ogg"), bearing)
        return examined, desk.enact(attach, look(desk, [bridge]), examined)

    return attached


def test_a_passage_is_found_and_marked_with_its_moments(desk: Desk, bridge: int, quoted: Quoted) -> None:
    examined, attached = quoted("The bridge over the river has been closed")
    told = [str(one) for one in examined.notices]
    assert "heard by a machine (pocketsphinx " in told[0]
    assert told[1].startswith("the machine hears poorly: of a hundred words it gets ")
    (link,) = shown(desk, attached.number).links
    assert link.excerpt == "the bridge over the river has been closed"
    assert ", 0:06." in (link.place or "")
    assert "heard by a machine (pocketsphinx " in (link.place or "")
    assert verify(desk).problems == ()
    told_ = machine_reads(desk, shown(desk, attached.number))
    assert [line.at[:5] for line in told_.lines if line.at is not None] == ["0:00.", "0:06."]
    assert told_.warning.startswith("of a hundred words")
    assert "opened" in log_of(desk, attached.number)[-1].what
    (one,) = find_passages(desk, bridge, most=1, by_machine=True).found
    assert "heard by a machine" in one.place


def test_what_is_not_heard_is_refused_with_what_is(quoted: Quoted) -> None:
    with pytest.raises(InvalidInput, match='the nearest passage is: "the bridge over the river has been closed'):
        quoted("The bridge over the river has been opened")


def test_what_no_machine_reads_or_takes_a_reason_is_not_shown(desk: Desk, quoted: Quoted) -> None:
    _, attached = quoted("the river")
    row = shown(desk, attached.number)
    with pytest.raises(InvalidInput, match=r"no machine reads evidence 1 \(text/html\)"):
        machine_reads(desk, replace(row, media_type="text/html"))
    desk.enact(set_terms, attached.number, NewTerms(visibility=Visibility.RESTRICTED), reason="a source's voice")
    with pytest.raises(ForbiddenMove, match="only for a reason"):
        machine_reads(desk, shown(desk, attached.number))

"""An address gives other bytes: what they say otherwise of a claim, in the very same words, is followed and told."""

from collections.abc import Callable

import pytest

from claimtrack.reports.model import ClaimEntry
from claimtrack.services.articles.carry_over import Otherwise
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.articles.repair import Correction, correct
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.integrity.verify import verify
from claimtrack.services.verdicts.answers import judge_said
from claimtrack.services.verdicts.decisions import Moved
from claimtrack.vocabulary import CaveatKind, Said, Status

pytestmark = pytest.mark.both_databases

Record = Callable[..., Ingested]
Decide = Callable[..., list[Moved]]
Stands = Callable[[int], ClaimEntry]
ADDRESS = "https://p.example/a"
BRIDGE = "The bridge is closed."


@pytest.fixture
def read(record: Record) -> Record:
    """Give a way to read what stands at one address now."""
    return lambda *lines: record(*lines, url=ADDRESS, outlet="Harbour Post")


def _told(done: Ingested) -> tuple[Otherwise, ...]:
    assert done.recaptured is not None
    return done.recaptured.otherwise


def test_a_verdict_falls_with_the_speaker_whom_it_was_about(
    desk: Desk, read: Record, support: Callable[..., Attached], decide: Decide, stands: Stands
) -> None:
    (claim,) = read(f"Ana Ruiz: {BRIDGE}").claims
    support(claim, text="what Ben Okoro noted", source="Ben Okoro")
    decide(Status.CONFIRMED, claim)
    assert stands(claim).independently_confirmed
    done = read(f"Ben Okoro: {BRIDGE}")
    what = "speaker from Ana Ruiz to Ben Okoro"
    assert _told(done) == (Otherwise(claim, what, follows=True),)
    because = f"a new version of article 1 says otherwise: {what}"
    assert [(one.number, one.was, one.because) for one in done.reopened] == [(claim, Status.CONFIRMED, because)]
    now = stands(claim)
    assert (now.status, now.speaker) == (Status.UNVERIFIED, "Ben Okoro")
    assert not now.independently_confirmed
    told = [line.what for line in now.history]
    assert f"found that a new version of its article says otherwise: {what}" in told
    assert verify(desk).problems == ()


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("Ana Ruiz: {}", "Ana Ruiz via Radio Norte: {}", "carriers from none to Radio Norte"),
        ("Ana Ruiz via Radio Norte: {}", "Ana Ruiz via City Wire: {}", "carriers from Radio Norte to City Wire"),
        ("Ana Ruiz heard: {}", "Ana Ruiz: {}", 'wording from "heard" to ""'),
        ("Ana Ruiz: {}", "{}", "speaker from Ana Ruiz to Harbour Post"),
        ("{}", "Ana Ruiz: {}", "speaker from Harbour Post to Ana Ruiz"),
        ("Ana Ruiz: {} (unconfirmed)", "Ana Ruiz: {}", "no longer doubted: unconfirmed"),
        ("Ana Ruiz: {}", "Ana Ruiz: {} (unconfirmed)", "doubted now: unconfirmed"),
        ("Ana Ruiz: {}", "Ana Ruiz wishes: {}", 'wording from "" to "wishes"; another checkable, nature'),
    ],
)
def test_all_that_a_new_version_says_otherwise_reopens_and_is_told(
    desk: Desk, read: Record, decide: Decide, stands: Stands, before: str, after: str, what: str
) -> None:
    (claim,) = read(before.format(BRIDGE)).claims
    decide(Status.UNVERIFIABLE, claim, reason="nobody was there")
    done = read(after.format(BRIDGE), "It rained.")
    assert _told(done) == (Otherwise(claim, what, follows=True),)
    assert done.recaptured is not None
    assert done.recaptured.kept == ()
    assert [one.number for one in done.reopened] == [claim]
    assert stands(claim).status is Status.UNVERIFIED
    assert any(what in line.what for line in stands(claim).history)
    assert verify(desk).problems == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ana Ruiz: {}", "It rained.\nAna Ruiz:  {}"),
        ("Ana Ruiz via Radio Norte: {}", "Ana Ruiz  via Radio Norte: {}\nIt rained."),
        ("Ana Ruiz: {} (unconfirmed?)", "Ana Ruiz: {}"),
        ("Ana Ruiz heard: {} (unconfirmed)", "It rained.\nAna Ruiz heard: {} (unconfirmed)"),
    ],
    ids=["elsewhere", "carried", "a-question", "doubted"],
)
def test_what_says_the_same_elsewhere_stands(
    desk: Desk, read: Record, decide: Decide, stands: Stands, before: str, after: str
) -> None:
    (claim,) = read(before.format(BRIDGE)).claims
    decide(Status.UNVERIFIABLE, claim, reason="nobody was there")
    done = read(*after.format(BRIDGE).splitlines())
    assert (_told(done), done.reopened) == ((), ())
    assert done.recaptured is not None
    assert done.recaptured.kept == (claim,)
    assert stands(claim).status is Status.UNVERIFIABLE
    assert all(hop.cue is None or hop.cue == "heard" for hop in stands(claim).hops)
    assert verify(desk).problems == ()


def test_whether_it_was_said_is_asked_again_of_another_speaker(desk: Desk, read: Record, stands: Stands) -> None:
    (claim,) = read(f"Ana Ruiz: {BRIDGE}").claims
    desk.enact(judge_said, look(desk, [claim]), Said.VERIFIED, reason="I was there", override=True)
    done = read(f"Ben Okoro: {BRIDGE}")
    assert [one.was for one in done.reopened] == [Said.VERIFIED]
    assert stands(claim).said is Said.UNCHECKED


def test_what_a_person_corrected_stands_above_the_new_version(
    desk: Desk, read: Record, decide: Decide, stands: Stands
) -> None:
    (claim,) = read(f"Ana Ruiz: {BRIDGE}").claims
    desk.enact(correct, look(desk, [claim]), Correction(speaker="Cleo Marsh", new_source=True))
    decide(Status.UNVERIFIABLE, claim, reason="nobody was there")
    # The machine reads again what it read before: that was put right.
    assert _told(read(f"Ana Ruiz: {BRIDGE}", "It rained.")) == ()
    done = read(f"Ben Okoro: {BRIDGE}")
    what = "speaker from Cleo Marsh to Ben Okoro"
    assert (_told(done), done.reopened) == ((Otherwise(claim, what, follows=False),), ())
    assert (stands(claim).speaker, stands(claim).status) == ("Cleo Marsh", Status.UNVERIFIABLE)
    assert any("what a person corrected stands" in line.what for line in stands(claim).history)
    # Asked once: it says the same as it did then.
    assert _told(read(f"Ben Okoro: {BRIDGE}", "It snowed.")) == ()
    assert _told(read(f"Cleo Marsh: {BRIDGE}")) == ()
    assert verify(desk).problems == ()


def test_each_of_two_who_say_the_same_keeps_their_own_claim(desk: Desk, read: Record, stands: Stands) -> None:
    first, second = read(f"Ana Ruiz: {BRIDGE}", f"Ben Okoro: {BRIDGE}").claims
    done = read(f"Ben Okoro: {BRIDGE}")
    assert done.recaptured is not None
    assert (_told(done), done.recaptured.kept, done.recaptured.removed) == ((), (second,), (first,))
    assert (stands(first).speaker, stands(second).speaker) == ("Ana Ruiz", "Ben Okoro")
    assert verify(desk).problems == ()


def test_words_that_are_no_statement_any_more_are_named(desk: Desk, read: Record) -> None:
    (claim,) = read(f"Ana Ruiz: {BRIDGE}").claims
    done = read(f"- {BRIDGE}", "It rained.")
    assert done.recaptured is not None
    assert (done.recaptured.loose, done.recaptured.kept) == ((claim,), ())
    assert verify(desk).problems == ()


def test_a_doubt_that_a_person_judged_stays_as_it_was_judged(desk: Desk, read: Record, stands: Stands) -> None:
    (claim,) = read(f"Ana Ruiz: {BRIDGE} (unconfirmed)").claims
    desk.enact(correct, look(desk, [claim]), Correction(no_caveats=(CaveatKind.UNCONFIRMED,)))
    done = read("It rained.", f"Ana Ruiz: {BRIDGE} (unconfirmed)")
    assert _told(done) == ()
    assert [one.state.value for one in stands(claim).caveats] == ["rejected"]
    assert verify(desk).problems == ()

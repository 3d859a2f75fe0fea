"""A record that holds everything that people do."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from claimtrack.services import reviewers
from claimtrack.services.articles import details, repair
from claimtrack.services.articles.details import Details
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.articles.repair import Correction
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.amendments import Amendment, amend
from claimtrack.services.evidence.attachments import Attached, attach_claim, correct_source, withdraw
from claimtrack.services.evidence.offers import Bearing
from claimtrack.services.marks import links, notes, replies, tags
from claimtrack.services.marks.findings import Conclusion, find, withdraw_finding
from claimtrack.services.marks.parties import NamedParty
from claimtrack.services.marks.restatements import restate, withdraw_restatement
from claimtrack.services.sources import relations, sources
from claimtrack.services.sources.relations import Named, Particulars
from claimtrack.services.verdicts import answers, decisions, four_eyes, queue
from claimtrack.services.verdicts.decisions import Decision
from claimtrack.services.weighing.policy_changes import change
from claimtrack.vocabulary import (
    Basis,
    ClaimLinkKind,
    Means,
    NoteKind,
    PartySide,
    RelationKind,
    Role,
    Said,
    Serves,
    Stance,
    Status,
)


def work(
    desks: tuple[Desk, Desk],
    record: Callable[..., Ingested],
    support: Callable[..., Attached],
    refute: Callable[..., Attached],
    decide: Callable[..., list[decisions.Moved]],
) -> Sequence[int]:
    """Do all of it; returns the numbers of the claims."""
    desk, reviewer = desks
    lines = ("Ana Ruiz heard: The bridge is closed.", "Ben Sol: The ferry runs, and it is late.", "It rained.")
    first, second, third = record(*lines, outlet="Harbour Post").claims
    support(first, text="the bridge is shut", excerpt="the bridge", source="Port Office")
    support(first, text="a second log", source="Road Office", name="second.txt")
    support(second, text="the ferry runs", source="Ferry Line", name="third.txt")
    refute(second, text="no ferry runs", source="Road Office", name="fourth.txt")
    decide(Status.CONFIRMED, first)
    decide(Status.CONFIRMED, second, despite=(4,), reason="an old log")
    desk.enact(answers.judge_said, look(desk, [first]), Said.VERIFIED, reason="I was there", override=True)
    desk.enact(withdraw, 2, reason="another bridge")
    reviewer.enact(notes.note, look(desk, [third]), "ask the weather office", kind=NoteKind.COMMENT)
    desk.enact(repair.correct, look(desk, [third]), Correction(checkable=False))
    desk.enact(repair.correct, look(desk, [third]), Correction(speaker="Cleo Marsh", new_source=True))
    desk.enact(correct_source, 3, source="Road Office", reason="it was theirs")
    desk.enact(sources.merge, "Ferry Line", into="Port Office", reason="one and the same")
    desk.enact(details.correct, 1, Details(outlet="Valley Post", new_source=True))
    desk.enact(reviewers.add, "reviewer", role=Role.EDITOR)
    desk.enact(queue.release, look(desk, [first]))
    (fourth,) = record("Dora Lind: The dam holds, the wall does not.", name="dam.txt").claims
    halves = desk.enact(repair.split, look(desk, [fourth]), at="the wall").claims
    added = desk.enact(repair.add, 2, Correction(quotes=("The dam",), speaker="Cleo Marsh"))
    _hang_together(desk)
    desk.enact(tags.tag, look(desk, [first, second]), "Bridges")
    desk.enact(tags.untag, look(desk, [second]), "bridges")
    desk.enact(tags.tag, look(desk, [third]), "weather")
    desk.enact(links.link, links.NamedLink(first, ClaimLinkKind.REPEATS, second))
    support(
        second,
        text="the ferry runs",
        source="Road Office",
        name="third.txt",
        serves=Serves.SAID,
        relying_on=("Port Office",),
    )
    support(
        added,
        text="more",
        source="Road Office",
        relying_on=("Ferry Line",),
        credibility=2,
        dated=date(2026, 5, 1),
        dated_because="its stamp",
    )
    told = Amendment(relies_on=("Ana Ruiz",), no_relies_on=("Ferry Line",), basis=Basis.FIRSTHAND, credibility=3)
    desk.enact(amend, 5, told, reason="its last line")
    desk.enact(attach_claim, look(desk, [added]), third, Bearing(Stance.CONTEXT, Basis.RECORD, None))
    army = Correction(parties=(NamedParty(PartySide.ACCUSED, "Army"),), new_source=True)
    desk.enact(repair.correct, look(desk, [added]), army)
    desk.enact(repair.correct, look(desk, [added]), Correction(no_parties=("Army",), reason="it is the victim"))
    desk.enact(change, "stale_after_days = 90\nwords.confirmed = 'proven'\nfour_eyes = true")
    reviewer.enact(decisions.decide, look(desk, [added]), Decision(Status.UNVERIFIABLE, reason="nobody was there"))
    desk.enact(four_eyes.reject, look(desk, [added]), reason="the keeper was")
    _conclude(desk, second)
    quarter = _have_their_say(desk, second, added, halves[0])
    return first, second, third, *halves, added, quarter


def _have_their_say(desk: Desk, first: int, second: int, half: int) -> int:
    sent, came = replies.Text(b"Is it so?", "letter.txt", "Is it so?"), replies.Text(b"It is.", "answer.txt", "It is.")
    until = desk.clock() + timedelta(days=3)
    asked = replies.Asking("Ben Sol", Means.MAIL, until, text=sent)
    number = desk.enact(replies.ask, look(desk, [first, second]), asked).number
    desk.enact(replies.answer, number, replies.Answer(text=came))
    desk.enact(replies.ask, look(desk, [half]), replies.Asking("Port Office", Means.PHONE))
    parts = desk.enact(repair.split, look(desk, [half]), at="holds").claims
    spared = desk.enact(replies.leave_unasked, look(desk, [second]), "Port Office", reason="it would warn them").number
    desk.enact(replies.withdraw, spared, reason="it knows by now")
    return parts[1]


def _conclude(desk: Desk, claim: int) -> None:
    for words in ("The ferry runs.", "The Vellmar ferry ran on 3 May."):
        desk.enact(restate, look(desk, [claim]), words)
    desk.enact(withdraw_restatement, look(desk, [claim]), "another ferry")
    desk.enact(restate, look(desk, [claim]), "The Kesten ferry ran on 3 May.")
    for rating in ("misleading", "correct"):
        desk.enact(find, look(desk, [claim]), Conclusion(rating, "It did."))
    desk.enact(withdraw_finding, look(desk, [claim]), "too early")
    desk.enact(find, look(desk, [claim]), Conclusion("correct", "It did run.", "the log has it"))


def _hang_together(desk: Desk) -> None:
    known = Particulars(since=date(2011, 3, 15), new_source=True)
    for whole in ("City of Halden", "Vale County"):
        desk.enact(relations.relate, Named("Road Office", RelationKind.PART_OF, whole), known)
    desk.enact(relations.unrelate, Named("Road Office", RelationKind.PART_OF, "Vale County"), reason="it left in May")
    desk.enact(details.correct, 1, Details(agency="Delta Wire", new_source=True))
    desk.enact(sources.merge, "Delta Wire", into="Valley Post", reason="one house")
    desk.enact(sources.split, "Delta Wire", reason="two houses after all")

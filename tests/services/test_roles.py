"""Every service that changes something asks who acts, and changes nothing for who may not."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from tests.services.engines import Line, finding

from claimtrack.errors import ForbiddenMove, NotFound
from claimtrack.services import reviewers
from claimtrack.services.articles import details, ingest, reextract, repair
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import attachments, pieces
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.services.inputs import Input
from claimtrack.services.marks import links, notes, replies, tags
from claimtrack.services.sources import grades, names_and_kinds, relations, sources
from claimtrack.services.sources.import_list import import_sources
from claimtrack.services.sources.list_file import read_sources
from claimtrack.services.verdicts import answers, decide_many, decisions, queue
from claimtrack.services.verdicts.decision_tables import read_rulings
from claimtrack.vocabulary import (
    Basis,
    ClaimLinkKind,
    Means,
    NoteKind,
    RelationKind,
    Reliability,
    Role,
    Said,
    SpeakerKind,
    Stance,
    Status,
)

Contents = Callable[[], Mapping[str, object]]

RELATION = relations.Named("Ana Ruiz", RelationKind.PART_OF, "Ben Okoro")
BEARING = Bearing(Stance.SUPPORTS, Basis.RECORD, "City Hall")
CHANGES: dict[str, tuple[Role, Callable[[Desk], object]]] = {
    "take": (Role.REVIEWER, lambda desk: desk.enact(queue.take, look(desk, [1]))),
    "release": (Role.REVIEWER, lambda desk: desk.enact(queue.release, look(desk, [2]))),
    "release another's": (Role.EDITOR, lambda desk: desk.enact(queue.release, look(desk, [3]))),
    "take what comes next": (Role.REVIEWER, lambda desk: desk.enact(queue.take_next, 1)),
    "assign": (Role.EDITOR, lambda desk: desk.enact(queue.assign, look(desk, [1]), "somebody")),
    "assign to oneself": (Role.REVIEWER, lambda desk: desk.enact(queue.assign, look(desk, [1]), desk.reviewer)),
    "assign another's to oneself": (Role.EDITOR, lambda desk: desk.enact(queue.assign, look(desk, [3]), desk.reviewer)),
    "decide from a file": (
        Role.REVIEWER,
        lambda desk: desk.enact(
            decide_many.decide_all, read_rulings(b"claim,verdict,reason\n1,disputed,differs\n", name="v.csv")
        ),
    ),
    "override from a file": (
        Role.EDITOR,
        lambda desk: desk.enact(
            decide_many.decide_all, read_rulings(b"claim,verdict,reason,override\n1,confirmed,seen,yes\n", name="v.csv")
        ),
    ),
    "decide": (
        Role.REVIEWER,
        lambda desk: desk.enact(
            decisions.decide, look(desk, [1]), decisions.Decision(Status.DISPUTED, reason="differs")
        ),
    ),
    "override": (
        Role.EDITOR,
        lambda desk: desk.enact(
            decisions.decide, look(desk, [1]), decisions.Decision(Status.CONFIRMED, reason="I was there", override=True)
        ),
    ),
    "said": (
        Role.EDITOR,
        lambda desk: desk.enact(answers.judge_said, look(desk, [1]), Said.VERIFIED, reason="heard it", override=True),
    ),
    "link": (Role.REVIEWER, lambda desk: desk.enact(links.link, links.NamedLink(1, ClaimLinkKind.DENIES, 2))),
    "unlink": (
        Role.REVIEWER,
        lambda desk: desk.enact(links.unlink, links.NamedLink(3, ClaimLinkKind.REPEATS, 2), reason="another port"),
    ),
    "tag": (Role.REVIEWER, lambda desk: desk.enact(tags.tag, look(desk, [1]), "ports")),
    "untag": (Role.REVIEWER, lambda desk: desk.enact(tags.untag, look(desk, [2]), "roads")),
    "carry evidence": (Role.REVIEWER, lambda desk: desk.enact(attachments.carry, 1, look(desk, [1]), origin=2)),
    "comment": (Role.REVIEWER, lambda desk: desk.enact(notes.note, look(desk, [1]), "hm", kind=NoteKind.COMMENT)),
    "attempt": (Role.REVIEWER, lambda desk: desk.enact(notes.note, look(desk, [1]), "called", kind=NoteKind.ATTEMPT)),
    "ask for a reply": (
        Role.REVIEWER,
        lambda desk: desk.enact(replies.ask, look(desk, [1]), replies.Asking("Ana Ruiz", Means.MAIL)),
    ),
    "answer": (Role.REVIEWER, lambda desk: desk.enact(replies.answer, 1, replies.Answer("No."))),
    "leave unasked": (
        Role.EDITOR,
        lambda desk: desk.enact(replies.leave_unasked, look(desk, [1]), "Ana Ruiz", reason="it would warn her"),
    ),
    "withdraw a reply": (Role.REVIEWER, lambda desk: desk.enact(replies.withdraw, 1, reason="a slip")),
    "attach": (
        Role.REVIEWER,
        lambda desk: desk.enact(
            attachments.attach, look(desk, [1]), examine(desk, Offered(b"log", "log.txt"), BEARING)
        ),
    ),
    "withdraw evidence": (Role.REVIEWER, lambda desk: desk.enact(attachments.withdraw, 1, reason="wrong bridge")),
    "correct evidence": (
        Role.REVIEWER,
        lambda desk: desk.enact(attachments.correct_source, 1, source="City Hall", reason="their stamp"),
    ),
    "add": (
        Role.REVIEWER,
        lambda desk: desk.enact(repair.add, 1, repair.Correction(quotes=("is closed",), speaker="Ana Ruiz")),
    ),
    "correct": (
        Role.REVIEWER,
        lambda desk: desk.enact(repair.correct, look(desk, [1]), repair.Correction(checkable=False)),
    ),
    "read again": (Role.REVIEWER, lambda desk: reextract.reextract(desk, 1, finding(Line("is closed"), name="fine"))),
    "split": (Role.REVIEWER, lambda desk: desk.enact(repair.split, look(desk, [1]), at="is closed")),
    "merge": (Role.EDITOR, lambda desk: desk.enact(sources.merge, "Ana Ruiz", into="Ben Okoro", reason="one person")),
    "alias": (Role.EDITOR, lambda desk: desk.enact(names_and_kinds.alias, "Ana Ruiz", "A. Ruiz")),
    "kind": (
        Role.REVIEWER,
        lambda desk: desk.enact(names_and_kinds.set_kind, "Ana Ruiz", SpeakerKind.GROUP, reason="two"),
    ),
    "unnamed": (
        Role.EDITOR,
        lambda desk: desk.enact(names_and_kinds.set_kind, "Ana Ruiz", SpeakerKind.ANONYMOUS, reason="she asked for it"),
    ),
    "import sources": (
        Role.REVIEWER,
        lambda desk: desk.enact(import_sources, read_sources(b"name\nCity Hall\n", name="s.csv")),
    ),
    "import aliases": (
        Role.EDITOR,
        lambda desk: desk.enact(import_sources, read_sources(b"name,aliases\nCity Hall,Town Hall\n", name="s.csv")),
    ),
    "relate": (Role.REVIEWER, lambda desk: desk.enact(relations.relate, RELATION, relations.Particulars())),
    "none known": (Role.REVIEWER, lambda desk: desk.enact(relations.unaffiliated, "Ana Ruiz", because="asked her")),
    "grade": (Role.REVIEWER, lambda desk: desk.enact(grades.grade, "Ana Ruiz", Reliability.B)),
    "correct article": (Role.REVIEWER, lambda desk: desk.enact(details.correct, 1, details.Details(title="Closed"))),
    "ingest": (
        Role.REVIEWER,
        lambda desk: ingest.ingest(desk, [Input(b"The road is open.", "road.txt")], ingest.Given()),
    ),
    "add reviewer": (Role.ADMIN, lambda desk: desk.enact(reviewers.add, "Zed", role=Role.VIEWER)),
}


@pytest.fixture
def busy(desk: Desk, record: Callable[..., Ingested], support: Callable[..., Attached]) -> Desk:
    """Give a workspace in which everything above can be done: claims, one held by each, and evidence."""
    for role in (Role.VIEWER, Role.REVIEWER, Role.EDITOR):
        desk.enact(reviewers.add, role.value, role=role)
    desk.enact(reviewers.add, "somebody", role=Role.REVIEWER)
    lines = ("Ana Ruiz: The bridge is closed.", "Ben Okoro: The port is shut.", "Cleo Marsh: The road is open.")
    record(*lines)
    support(2)
    desk.enact(tags.tag, look(desk, [2]), "roads")
    desk.enact(queue.release, look(desk, [2]))
    replace(desk, reviewer="somebody").enact(queue.take, look(desk, [3]))
    desk.enact(links.link, links.NamedLink(3, ClaimLinkKind.REPEATS, 2))
    desk.enact(replies.ask, look(desk, [2]), replies.Asking("Ben Okoro", Means.PHONE))
    desk.enact(queue.release, look(desk, [2]))
    return desk


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_takes_its_role_and_a_known_name(change: str, busy: Desk, contents: Contents) -> None:
    least, make = CHANGES[change]
    before, kept = contents(), list(busy.locker.digests())
    with pytest.raises(NotFound) as unknown:
        make(replace(busy, reviewer="nobody we know"))
    assert '`claimtrack reviewer add "nobody we know"`' in str(unknown.value)
    for role in list(Role)[: list(Role).index(least)]:
        with pytest.raises(ForbiddenMove, match=f"^{role} is {role} here and may not .*; that takes the role "):
            make(replace(busy, reviewer=role.value))
    assert contents() == before
    assert list(busy.locker.digests()) == kept
    if change == "release":
        replace(busy, reviewer=least.value).enact(queue.take, look(busy, [2]))
    make(replace(busy, reviewer="ana" if least is Role.ADMIN else least.value))
    assert contents() != before


def test_everybody_reads(busy: Desk) -> None:
    stranger = replace(busy, reviewer="nobody we know")
    assert len(details.listing(stranger)) == 1
    assert len(sources.listing(stranger)) == len(sources.listing(busy))
    assert [row.number for row in pieces.listing(stranger)] == [1]
    assert len(reviewers.listing(stranger)) == 5

"""Evidence by single keys: a file, a page, a note of one's own or an earlier claim, and what it does for the claim."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from claimtrack.cli.reviewing.sitting import Sitting
from claimtrack.cli.reviewing.terminal import ENTER, Asked, Choices
from claimtrack.errors import ClaimtrackError, InvalidInput
from claimtrack.remedies import Words
from claimtrack.services.evidence import amendments, attachments
from claimtrack.services.evidence.attachments import Attached, Credit
from claimtrack.services.evidence.capturing import offered_from
from claimtrack.services.evidence.offers import NOTE, Bearing, Examined, Offered, examine
from claimtrack.services.inputs import STANDARD_INPUT
from claimtrack.services.verdicts.undo import TAKEN_BACK
from claimtrack.vocabulary import Basis, Serves, Stance

_FILE = "file, address or claim N (empty for a note of your own): "
_SOURCE = "whom it comes from: "
_EXCERPT = "the passage that matters (empty for none): "
_CLAIM = re.compile(r"claim (\d{1,9})", re.IGNORECASE)
_TRUTH, _SAID = Serves.TRUTH.value, Serves.SAID.value

_STANCES: Choices = {
    "s": (Stance.SUPPORTS.value, "supports it"),
    "r": (Stance.REFUTES.value, "refutes it"),
    "c": (Stance.CONTEXT.value, "gives context"),
}
_NOTE_KNOWS: Choices = {
    "f": (f"{_TRUTH} {Basis.FIRSTHAND}", "first-hand"),
    "h": (f"{_TRUTH} {Basis.HEARSAY}", "hearsay"),
    "u": (f"{_TRUTH} {Basis.UNKNOWN}", "nobody knows"),
    "w": (f"{_SAID} {Basis.FIRSTHAND}", "heard it being said"),
}
_KNOWS: Choices = {
    ENTER: (f"{_TRUTH} {Basis.RECORD}", "a record, on whether it is true"),
    "f": (f"{_TRUTH} {Basis.FIRSTHAND}", "first-hand"),
    "h": (f"{_TRUTH} {Basis.HEARSAY}", "hearsay"),
    "u": (f"{_TRUTH} {Basis.UNKNOWN}", "nobody knows"),
    "v": (f"{_SAID} {Basis.VERBATIM}", "a verbatim record, on whether it was said"),
    "w": (f"{_SAID} {Basis.RECORD}", "another record, on whether it was said"),
}
_GRADES: Choices = {
    "1": ("1", "confirmed"),
    "2": ("2", "probably true"),
    "3": ("3", "possibly true"),
    "4": ("4", "doubtful"),
    "5": ("5", "improbable"),
    "6": ("6", "nobody can judge"),
}
_RELIES: Choices = {"y": ("yes", "yes"), "n": ("", "no"), ENTER: ("", "leaves it open")}


def attach(sitting: Sitting, asked: Asked) -> None:
    """Attach evidence to the claim, asking for what it does, what it is, whom it comes from, and the passage."""
    stance = Stance(asked.key("stance", "what does the evidence do for the claim?", _STANCES))
    _ask_for_file(sitting, asked)
    earlier = _CLAIM.fullmatch(asked.answers["file"])
    if earlier is not None:
        bearing = Bearing(stance, Basis.RECORD, None)
        attached = sitting.desk.enact(attachments.attach_claim, sitting.seen, int(earlier[1]), bearing)
    else:
        offered = _offered(sitting, asked)
        asked.line("source", _SOURCE, offers=sitting.names(), default=sitting.sources.get(offered.name, ""))
        attached = sitting.desk.enact(attachments.attach, sitting.seen, _examined(sitting, asked, offered))
        sitting.sources[offered.name] = asked.answers["source"]
    sitting.did("given evidence", _taking_off(sitting, attached.number))
    _tell(sitting, attached)


def withdraw(sitting: Sitting, asked: Asked) -> None:
    """Withdraw a piece from the claim."""
    number = int(asked.line("piece", "which piece of evidence: "))
    reason = asked.line("reason", "why it is withdrawn: ")
    fallen = sitting.desk.enact(attachments.withdraw, number, reason=reason, claims=[sitting.number])
    sitting.did("freed of evidence", None, instead="attach the piece again where it stands for the claim after all")
    sitting.tell(f"evidence {number} is withdrawn from claim {sitting.number}")
    sitting.tell_fallen(fallen)


def grade(sitting: Sitting, asked: Asked) -> None:
    """Grade what a piece tells of the claim, after the Admiralty code."""
    number = int(asked.line("piece", "which piece of evidence: "))
    credibility = int(asked.key("credibility", "how credible is what it tells?", _GRADES))
    reason = asked.line("reason", "why (empty for none): ", empty=True)
    amendment = amendments.Amendment(credibility=credibility, claims=(sitting.number,))
    told, fallen = sitting.desk.enact(amendments.amend, number, amendment, reason=reason or None)
    sitting.did("graded", None, instead="grade it again")
    sitting.tell(told)
    sitting.tell_fallen(fallen)


def _ask_for_file(sitting: Sitting, asked: Asked) -> None:
    """Ask for a file until there is one that can be read; an empty answer is a note of one's own."""
    if "file" not in asked.answers:
        sitting.read = None
        asked.answers["file"] = asked.terminal.ask_file(_FILE, default=asked.before.get("file", ""))
    while named := asked.answers["file"]:
        try:
            _read(sitting, named)
            return
        except ClaimtrackError as error:
            sitting.tell(error.message)
            asked.answers["file"] = asked.terminal.ask_file(_FILE, default=named)
    asked.line("note", "what you saw or heard, in your words: ")


def _read(sitting: Sitting, named: str) -> None:
    if named == STANDARD_INPUT:
        raise InvalidInput(
            "- stands for what is piped in, and here it is the keyboard; name a file, or the address of a page"
        )
    if _CLAIM.fullmatch(named) is None and (sitting.read is None or sitting.read[0] != named):
        path = str(Path(named).expanduser()) if named.startswith("~") else named
        sitting.read = (named, offered_from(sitting.desk, path))


def _offered(sitting: Sitting, asked: Asked) -> Offered:
    if not asked.answers["file"] or sitting.read is None:
        return Offered(asked.answers["note"].encode(), NOTE, charset="utf-8")
    return sitting.read[1]


def _examined(sitting: Sitting, asked: Asked, offered: Offered) -> Examined:
    """Have the evidence kept and read, asking again for a passage that does not stand in it."""
    is_note = offered.name == NOTE
    if not is_note:
        asked.line("excerpt", _EXCERPT, empty=True)
    asked.key("knows", "what is it?", _NOTE_KNOWS if is_note else _KNOWS)
    while True:
        try:
            examined = examine(sitting.desk, offered, _bearing(asked))
            break
        except InvalidInput as error:
            if asked.given("excerpt") is None:
                raise
            sitting.tell(error.message)
            asked.again("excerpt", _EXCERPT, empty=True)
    for notice in examined.notices:
        sitting.tell(f"{examined.name}: {notice}")
    if examined.unread is not None:
        sitting.tell(f"the bytes are kept and their text is missing, so that no copy of it is known: {examined.unread}")
    return examined


def _bearing(asked: Asked) -> Bearing:
    serves, basis = asked.answers["knows"].split()
    return Bearing(
        Stance(asked.answers["stance"]),
        Basis(basis),
        asked.given("source"),
        serves=Serves(serves),
        excerpt=asked.given("excerpt"),
        new_source=asked.given("new_source") is not None,
    )


def _taking_off(sitting: Sitting, piece: int) -> Callable[[], Sequence[Words]]:
    claim = sitting.number

    def take_off() -> Sequence[Words]:
        fallen = sitting.desk.enact(attachments.withdraw, piece, reason=TAKEN_BACK, claims=[claim])
        return [f"evidence {piece} is withdrawn from claim {claim}", *(one.sentence for one in fallen)]

    return take_off


def _tell(sitting: Sitting, attached: Attached) -> None:
    where = f", excerpt found at {attached.place}" if attached.place else ""
    known = " (the same bytes were on record)" if attached.again else ""
    sitting.tell(f"evidence {attached.number} attached to claim {sitting.number}{known}{where}")
    for _, words in attached.discrepancies:
        sitting.tell(f"look again: {words}")
    for words in attached.worth:
        sitting.tell(f"evidence {attached.number} {words}")
    sitting.tell_fallen(attached.reopened)
    for credit in attached.credits:
        _ask_whether_it_relies(sitting, attached.number, credit)


def _ask_whether_it_relies(sitting: Sitting, piece: int, credit: Credit) -> None:
    """Ask whether a piece relies on whom its text credits; it is attached either way."""
    question = f"its text credits {credit.name}: does it rely on them?"
    if not Asked(sitting.terminal).key("relies", question, _RELIES):
        return
    amendment = amendments.Amendment(relies_on=(credit.name,), new_source=not credit.on_record)
    told, fallen = sitting.desk.enact(amendments.amend, piece, amendment, reason="its text says so")
    sitting.tell(told)
    sitting.tell_fallen(fallen)

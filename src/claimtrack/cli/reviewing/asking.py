"""The right of reply by keys: whom the claim accuses is asked, and what they answered is noted."""

from collections.abc import Sequence
from datetime import datetime

from claimtrack.cli.reviewing.sitting import Sitting
from claimtrack.cli.reviewing.terminal import ENTER, Asked, Choices
from claimtrack.clock import until
from claimtrack.errors import ClaimtrackError, InvalidInput
from claimtrack.remedies import Words
from claimtrack.reports.model import ClaimEntry, ReplyLine
from claimtrack.services.inputs import end_given, one_input
from claimtrack.services.marks import replies
from claimtrack.services.marks.replies import Answer, Asking, Text
from claimtrack.services.verdicts.undo import TAKEN_BACK
from claimtrack.vocabulary import LinkState, Means, PartySide, ReplyState

_MOST_DIGITS = 7
_MEANS: Choices = {
    "m": (Means.MAIL.value, "by mail"),
    "p": (Means.PHONE.value, "by phone"),
    "l": (Means.LETTER.value, "by letter"),
    "s": (Means.MESSAGE.value, "by message"),
    "t": (Means.MEETING.value, "at a meeting"),
}
_CAME: Choices = {
    "w": ("words", "what they answered, in their words"),
    "d": ("declined", "they said that they will not answer"),
    "o": ("other", "somebody else was asked, too"),
    ENTER: ("", "leaves it"),
}
_UNANSWERED = frozenset({ReplyState.OPEN, ReplyState.SILENT})


def reply(sitting: Sitting, asked: Asked) -> None:
    """Record that a party was asked for a reply; where one was asked and has not answered, what came of it."""
    open_ones = [one for one in sitting.shown.entry.replies if one.state in _UNANSWERED]
    if open_ones:
        waits = open_ones[0]
        came = asked.key("came", f"reply {waits.number}: {waits.party} was asked. What came?", _CAME)
        if came in {"words", "declined"}:
            _note_answer(sitting, asked, waits)
        if came != "other":
            return
    _ask(sitting, asked)


def _accused(entry: ClaimEntry) -> list[tuple[int, str]]:
    return [
        (party.source, party.name)
        for party in entry.parties
        if party.side is PartySide.ACCUSED and party.state is not LinkState.REJECTED
    ]


def _ask(sitting: Sitting, asked: Asked) -> None:
    to = _party(sitting, asked)
    means = Means(asked.key("means", "how were they asked?", _MEANS))
    deadline = _deadline(sitting, asked)
    text = _text(sitting, asked)
    asking = Asking(to, means, deadline, None, text, asked.given("new_source") is not None)
    done = sitting.desk.enact(replies.ask, sitting.seen, asking)

    def take_back() -> Sequence[Words]:
        sitting.desk.enact(replies.withdraw, done.number, reason=TAKEN_BACK)
        return [f"reply {done.number} is withdrawn"]

    sitting.did("asked for a reply", take_back)
    time = f", until {until(done.deadline)}" if done.deadline is not None else ", without a deadline"
    sitting.tell(f"reply {done.number}: {done.party} was asked about claim {sitting.number}{time}; A notes the answer")


def _party(sitting: Sitting, asked: Asked) -> str:
    """Ask who was asked: whom the claim accuses by a digit, anybody by name."""
    accused = _accused(sitting.shown.entry)[:_MOST_DIGITS]
    if accused and "party" not in asked.answers:
        choices: dict[str, tuple[str, str]] = {
            str(place): (str(source), name) for place, (source, name) in enumerate(accused, start=1)
        }
        if not asked.key("party", "who was asked for a reply?", {**choices, ENTER: ("", "somebody else")}):
            del asked.answers["party"]
    return asked.line("party", "who was asked for a reply: ", offers=sitting.names())


def _deadline(sitting: Sitting, asked: Asked) -> datetime | None:
    """Ask until when they may answer until that is a day, or none."""
    question = "until which day they may answer (empty for no deadline): "
    written = asked.line("deadline", question, empty=True)
    while written:
        try:
            return end_given(written)
        except InvalidInput as error:
            sitting.tell(error.message)
            written = asked.again("deadline", question, empty=True)
    return None


def _text(sitting: Sitting, asked: Asked) -> Text | None:
    """Ask for the file that was sent until there is one that can be read, or none is named."""
    question = "the text that was sent, a file (empty for none): "
    if "text" not in asked.answers:
        asked.answers["text"] = asked.terminal.ask_file(question)
    while named := asked.answers["text"]:
        try:
            return replies.text_of(one_input(named))
        except ClaimtrackError as error:
            sitting.tell(error.message)
            asked.answers["text"] = asked.terminal.ask_file(question, default=named)
    return None


def _note_answer(sitting: Sitting, asked: Asked, waits: ReplyLine) -> None:
    declined = asked.answers["came"] == "declined"
    words = None if declined else asked.line("words", "what they answered, in their words: ")
    done = sitting.desk.enact(replies.answer, waits.number, Answer(words, declined=declined))
    sitting.did("given a reply", None, instead="an answer that came stays; `reply withdraw` takes back the request")
    did = "declined to answer" if declined else "answered"
    late = ", after the deadline" if done.late else ""
    sitting.tell(f"reply {done.number}: {done.party} {did}{late}")

"""What the desk says of a claim in words of its own, by keys: its restatement, and its finding with a rating."""

from claimtrack.cli.reviewing.sitting import Sitting
from claimtrack.cli.reviewing.terminal import ENTER, Asked
from claimtrack.errors import UsageError
from claimtrack.remedies import Words
from claimtrack.services.claims import look
from claimtrack.services.marks import findings, restatements
from claimtrack.services.marks.findings import Conclusion
from claimtrack.services.marks.scale import ratings_for
from claimtrack.services.verdicts.undo import TAKEN_BACK

_MOST_DIGITS = 9


def restate(sitting: Sitting, asked: Asked) -> None:
    """Restate the claim in a sentence of the desk's own."""
    before = sitting.shown.entry.restatement
    text = asked.line(
        "text",
        f"what claim {sitting.number} says, in a sentence of its own: ",
        default=before.text if before is not None else "",
    )
    restated = sitting.desk.enact(restatements.restate, sitting.seen, text)
    if restated.said_so:
        sitting.tell("it was restated so already")
        return
    number = sitting.number

    def take_back() -> list[Words]:
        if before is None:
            sitting.desk.enact(restatements.withdraw_restatement, look(sitting.desk, [number]), TAKEN_BACK)
            return [f"claim {number} is not restated"]
        sitting.desk.enact(restatements.restate, look(sitting.desk, [number]), before.text)
        return [f"claim {number} is restated as before: {before.text}"]

    sitting.did("restated", take_back)
    sitting.tell(f"claim {number}, restated: {restated.text}")


def find(sitting: Sitting, asked: Asked) -> None:
    """Write the desk's finding: a rating that goes with the verdict, and words for readers."""
    before = sitting.shown.entry.finding
    rating = _rating(sitting, asked)
    text = asked.line(
        "text",
        f"the finding on claim {sitting.number}, in words for readers: ",
        default=before.text if before is not None else "",
    )
    found = sitting.desk.enact(findings.find, sitting.seen, Conclusion(rating, text, asked.given("reason")))
    if found.left:
        sitting.tell("it was found so already")
        return
    number = sitting.number

    def take_back() -> list[Words]:
        if before is None:
            sitting.desk.enact(findings.withdraw_finding, look(sitting.desk, [number]), TAKEN_BACK)
            return [f"claim {number} has no finding"]
        again = Conclusion(before.rating, before.text, before.reason)
        sitting.desk.enact(findings.find, look(sitting.desk, [number]), again)
        return [f"claim {number} is {before.rating} as before: {before.text}"]

    sitting.did("given a finding", take_back)
    sitting.tell(f"claim {number}: {found.rating}. {text}")


def _rating(sitting: Sitting, asked: Asked) -> str:
    names = ratings_for(sitting.desk, sitting.shown.entry.status)
    if not names:
        raise UsageError(f"no rating goes with {sitting.shown.entry.status.words}; give the claim its verdict first")
    choices: dict[str, tuple[str, str]] = {
        str(place): (name, name) for place, name in enumerate(names[:_MOST_DIGITS], start=1)
    }
    asked.key("rating", "how is it rated?", {**choices, ENTER: ("", "another word")})
    if not asked.answers["rating"]:
        del asked.answers["rating"]
        asked.line("rating", "the rating: ", offers=lambda typed: [name for name in names if name.startswith(typed)])
    return asked.answers["rating"]

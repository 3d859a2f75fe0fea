"""The holes of a redacted package, as ``data/withheld.json`` names them: what is withheld, and why.

It is a JSON object. ``events`` are ranges ``[first, last]`` of the numbers of events that are withheld whole,
``words`` the fields of words that are withheld of events that are shown, by the event's number, and ``originals`` the
files, each with its ``sha256`` and ``why``; where a copy with parts covered is there instead, ``copy`` has the
``sha256`` of that, how many ``pages`` it has, and how many ``boxes`` lie on them; a document of words has no pages, and
its ``boxes`` are the places where words were taken out. ``evidence`` are the pieces of which
nothing is told, each with its ``number``, ``why``, and the ``events`` on it, which are all withheld; the digest of such
a piece stands nowhere.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from claimtrack.db.chain import as_told
from claimtrack.events.forms import Sealed
from claimtrack.services.packages.proof import NotProven, Proven, ranges

WITHHELD = "data/withheld.json"


@dataclass(frozen=True, slots=True)
class Hidden:
    """A piece of evidence of which nothing is told: why, and the events on it."""

    why: str
    events: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of an original with parts covered: its own digest, how many pages it has, and how many boxes."""

    sha256: str
    pages: int
    boxes: int


@dataclass(frozen=True, slots=True)
class Holes:
    """What is withheld: ranges of events, words of events by their fields, files by digest, pieces of evidence.

    ``copies`` are those that stand for originals, by the digest of the original, which is withheld.
    """

    events: tuple[tuple[int, int], ...]
    words: Mapping[int, Sequence[str]]
    originals: Mapping[str, str] = field(default_factory=dict)
    evidence: Mapping[int, Hidden] = field(default_factory=dict)
    copies: Mapping[str, Copy] = field(default_factory=dict)


def written(holes: Holes) -> bytes:
    """Write down what is withheld."""
    told = {
        "events": [list(one) for one in holes.events],
        "words": {str(number): list(fields) for number, fields in sorted(holes.words.items())},
        "originals": [
            {"sha256": digest, "why": why} | ({"copy": asdict(holes.copies[digest])} if digest in holes.copies else {})
            for digest, why in sorted(holes.originals.items())
        ],
        "evidence": [
            {"number": number, "why": one.why, "events": list(one.events)}
            for number, one in sorted(holes.evidence.items())
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def read_holes(data: bytes) -> Holes:
    """Read it back; raises NotProven for what is not as claimtrack writes it."""
    try:
        told = json.loads(data)
        holes = Holes(
            tuple((first, last) for first, last in told["events"]),
            {int(number): tuple(fields) for number, fields in told["words"].items()},
            {str(one["sha256"]): str(one["why"]) for one in told["originals"]},
            # Packages that were made before say nothing of pieces.
            {int(one["number"]): _hidden(**one) for one in told.get("evidence", ())},
            {str(one["sha256"]): _copy(**one["copy"]) for one in told["originals"] if "copy" in one},
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise NotProven(f"{WITHHELD} is not as claimtrack writes it: {error}") from error
    return holes


def _hidden(number: int, why: str, events: Sequence[int]) -> Hidden:
    if not all(isinstance(one, int) for one in events):
        raise ValueError(f"the events on evidence {number} are no numbers")
    return Hidden(str(why), tuple(events))


def _copy(sha256: str, pages: int, boxes: int) -> Copy:
    return Copy(str(sha256), int(pages), int(boxes))


def agree(holes: Holes, result: Proven) -> None:
    """Hold the holes that a package names against those that it has; raises NotProven."""
    if holes.events != result.proof.withheld:
        raise NotProven(f"{WITHHELD} does not name the events that are withheld: {ranges(result.proof.withheld)}")
    if holes.words != result.words_withheld:
        odd = min(set(holes.words.items()) ^ set(result.words_withheld.items()))[0]
        raise NotProven(f"{WITHHELD} does not name the words of event {odd} that are withheld")
    shown = {one.number: as_told(one.number, one.body) for one in result.shown}
    for number, hidden in holes.evidence.items():
        wrong = [one for one in hidden.events if one in shown or not 1 <= one <= result.proof.size]
        wrong += [one.number for one in shown.values() if is_on(one, {number})]
        if wrong:
            raise NotProven(
                f"{WITHHELD} says that nothing of evidence {number} is told, and event {wrong[0]} does not fit"
            )


def is_on(event: Sealed, pieces: Collection[int]) -> bool:
    """Tell whether an event is on one of these pieces of evidence, or on two of which one is."""
    return event.subject[0] == "evidence" and not {event.subject[1], event.after.get("other")}.isdisjoint(pieces)

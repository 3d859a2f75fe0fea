"""With which command a person judges what the machine found and nobody has judged."""

from claimtrack.remedies import Blank, Do, Step, Words, do
from claimtrack.reports.model import CaveatLine, ClaimEntry, LinkLine, PartyLine
from claimtrack.reports.wording.claims import by_pronoun
from claimtrack.vocabulary import LinkState


def doubt(number: int, caveat: CaveatLine) -> Words:
    """Say how a reviewer answers whether the article doubts a claim so."""
    return _so(do(Step.CORRECT, number, caveat=caveat.kind), do(Step.CORRECT, number, no_caveat=caveat.kind))


def link(number: int, line: LinkLine) -> Words:
    """Say how a reviewer judges a link between claims."""
    one, other = (number, line.number) if line.outgoing else (line.number, number)
    return _so(do(Step.LINK, one, line.kind, other), do(Step.UNLINK, one, line.kind, other))


def party(number: int, line: PartyLine) -> Words:
    """Say how a reviewer judges whom a claim accuses or favours."""
    named = f"{line.side.value}:{line.name}"
    return _so(do(Step.CORRECT, number, party=named), do(Step.CORRECT, number, no_party=line.name, reason=Blank.TEXT))


def speaker(entry: ClaimEntry) -> Words:
    """Say how a reviewer judges a name that was read out of a pronoun."""
    right = do(Step.CORRECT, entry.number, speaker=entry.speaker or Blank.NAME)
    return _so(right, do(Step.CORRECT, entry.number, speaker=Blank.NAME))


def is_unjudged(line: LinkLine | PartyLine) -> bool:
    """Tell whether the machine found it and no person said what it is worth."""
    return line.state is LinkState.PROPOSED and line.origin == "machine"


def unjudged(entry: ClaimEntry) -> tuple[str, ...]:
    """Name the kinds of things on a claim that the machine found and nobody judged."""
    found = {
        "links to other claims": any(map(is_unjudged, entry.links)),
        "whom it accuses or favours": any(map(is_unjudged, entry.parties)),
        "doubts in the article": any(caveat.asks for caveat in entry.caveats),
        "speakers named by a pronoun": by_pronoun(entry) is not None,
    }
    return tuple(kind for kind, is_found in found.items() if is_found)


def _so(accept: Do, reject: Do) -> Words:
    return "is it so? " + accept + "; if not: " + reject

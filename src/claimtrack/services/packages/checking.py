"""Look at a package without taking it in: whether it is as it was written, and what it proves."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from claimtrack import __version__
from claimtrack.db import tree_rows
from claimtrack.errors import InvalidInput, VerificationFailed
from claimtrack.services.desk import reading
from claimtrack.services.packages.about import redacted_readme
from claimtrack.services.packages.holes import WITHHELD, Copy, Hidden, Holes, agree, read_holes
from claimtrack.services.packages.layout import COPY, HEX, ORIGINAL, README, Told
from claimtrack.services.packages.opening import Unpacked, opened, unpacked
from claimtrack.services.packages.proof import PROOF, SHOWN, NotProven, Proven, read_proof
from claimtrack.services.packages.proof import check as proven


@dataclass(frozen=True, slots=True)
class Checked:
    """What a package says, and is proven to say: how many of its record's events are shown, and which are not.

    ``withheld`` are ranges of numbers, ``words`` the fields whose words are withheld by event, ``originals`` how many
    files are in it, ``evidence`` the pieces of which nothing is told, by number, and ``copies`` what stands for files
    of which parts are covered, by the digest of the original. Of a whole package nothing is withheld, but words that
    were purged are gone.
    """

    told: Told
    root: str
    shown: int
    withheld: tuple[tuple[int, int], ...]
    words: dict[int, tuple[str, ...]]
    originals: int
    evidence: Mapping[int, Hidden] = field(default_factory=dict)
    copies: Mapping[str, Copy] = field(default_factory=dict)


def check(archive: Path, *, root: str | None = None, called: Path | None = None) -> Checked:
    """Check a package, a whole or a redacted one; with ``root`` also that its record is the one with that root.

    Raises as ``opening.unpacked`` does, and VerificationFailed, naming what is not as it was recorded.
    """
    if root is not None and not HEX.fullmatch(root.strip().lower()):
        raise InvalidInput(f"a root has 64 digits from 0 to 9 and a to f: {root!r} has not")
    name = called or archive
    with unpacked(archive, called=called) as found:
        checked = _redacted(found, name) if found.told.redacted else None
    if checked is None:
        checked = _whole(archive, called)
    if root is not None and checked.root != root.strip().lower():
        raise VerificationFailed(
            f"{name} is not of the record with the root {root.strip().lower()}: after {checked.told.events} events its "
            f"own is {checked.root}. Compare roots of as many events, for each event gives another"
        )
    return checked


def _whole(archive: Path, called: Path | None) -> Checked:
    with opened(archive, called=called) as package, reading(package.desk) as session:
        root = tree_rows.roots(session.connection(), [package.told.events])[package.told.events].hex()
        kept = sum(1 for part in package.parts if ORIGINAL.fullmatch(part.name))
        return Checked(package.told, root, package.told.events, (), {}, kept)


def _redacted(found: Unpacked, name: Path) -> Checked:
    try:
        with next(part for part in found.parts if part.name == SHOWN).path.open("rb") as lines:
            result = proven(lines, read_proof(found.read(PROOF)))
        holes = _agrees(found, result)
    except NotProven as error:
        raise VerificationFailed(f"{name} does not prove what it shows: {error}") from error
    kept = sum(1 for part in found.parts if ORIGINAL.fullmatch(part.name))
    proof = result.proof
    return Checked(
        found.told,
        proof.root,
        len(result.shown),
        proof.withheld,
        result.words_withheld,
        kept,
        holes.evidence,
        holes.copies,
    )


def _agrees(found: Unpacked, result: Proven) -> Holes:
    """Hold what else the package says against the events that it shows, and give its holes; raises NotProven."""
    told, proof = found.told, result.proof
    if proof.size != told.events:
        raise NotProven(f"the proof is of {proof.size} events, and the package says {told.events}")
    if result.shown and result.shown[-1].number == told.events and result.shown[-1].hash != told.head:
        raise NotProven(f"event {told.events} is shown, and is not the head that the package names")
    holes = read_holes(found.read(WITHHELD))
    agree(holes, result)
    bodies = "\n".join(one.body for one in result.shown)
    named = set(re.findall("[0-9a-f]{64}", bodies))
    for part in found.parts:
        match = ORIGINAL.fullmatch(part.name)
        if match is not None and match[1] not in named:
            raise NotProven(f"no event that is shown names {part.name}")
    there = {match[1] for part in found.parts if (match := COPY.fullmatch(part.name))}
    said = {one.sha256 for one in holes.copies.values()}
    if there != said:
        odd = min(there ^ said)
        raise NotProven(f"the copy {odd} is in the package and {WITHHELD} does not say of what, or it is not there")
    strange = sorted(set(holes.copies) - named)
    if strange:
        raise NotProven(f"{WITHHELD} tells of a copy of {strange[0]}, and no event that is shown names that")
    readme = redacted_readme(told, root=proof.root, withheld=proof.count_withheld)
    if told.tool_version == __version__ and found.read(README) != readme:
        raise NotProven(f"{README} is not what claimtrack writes for it")
    return holes

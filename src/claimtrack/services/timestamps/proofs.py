"""Read proofs of OpenTimestamps that others made: what they commit to, and what they claim."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from claimtrack.errors import InvalidInput, NotFound, VerificationFailed
from claimtrack.reading.read import refuse_pipe
from claimtrack.services.inputs import local_input
from claimtrack.timestamps.opentimestamps import LARGEST, Claim, NotAProof, Proof, read_proof

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Shown:
    """A proof, and whether it is over the file that was named; None where none was."""

    proof: Proof
    over: Path | None


def show(named: str, of: Path | None = None) -> Shown:
    """Read a proof, and hold it against a file; nobody is asked, and no claim of it is checked.

    Raises NotFound and InvalidInput for what cannot be read, VerificationFailed where it is over another file.
    """
    try:
        proof = read_proof(local_input(named, max_size=LARGEST).data)
    except NotAProof as error:
        raise InvalidInput(f"{named} is no proof of OpenTimestamps that can be read: {error}") from error
    if of is not None and _digest(of, proof.hashed_by) != proof.digest:
        raise VerificationFailed(
            f"{named} is not over {of}: it is over a file whose {proof.hashed_by} is {proof.digest}, and that of {of} "
            "is another"
        )
    return Shown(proof, of)


def told(claim: Claim) -> str:
    """Say in a sentence what one end of a proof claims."""
    if claim.calendar is not None:
        return f"pending: {claim.calendar} is said to have it, and to know more later"
    if claim.chain is None:
        return "a claim of a kind that is not known here"
    root = f", whose Merkle root must then be {claim.root}" if claim.root is not None else ""
    return f"claimed: it is in block {claim.height} of {claim.chain}{root}"


def _digest(file: Path, name: str) -> str:
    try:
        refuse_pipe(file)
        found = hashlib.new(name, usedforsecurity=False)
        with file.open("rb") as stream:
            while block := stream.read(_BLOCK):
                found.update(block)
    except FileNotFoundError as error:
        raise NotFound(f"no file {file}; check the name and the folder") from error
    except OSError as error:
        raise InvalidInput(f"{file} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise InvalidInput(f"{name} cannot be computed on this machine, so nothing can be said of {file}") from error
    return found.hexdigest()

import random
import time
from contextlib import suppress

import pytest

from claimtrack.timestamps.opentimestamps import MAGIC, Claim, NotAProof, read_proof

FILE = b"The bridge is closed.\n"
PROOF = bytes.fromhex(
    "004f70656e54696d657374616d7073000050726f6f6600bf89e2e884e8929401083fc1b32975168cdf72e44a22ef677581d609d3184643"
    "9cb5a5e90b686e10f7b2f0106e6e6e6e6e6e6e6e6e6e6e6e6e6e6e6e08fff0207a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a"
    "7a7a7a7a7a7a7a7a7a0808ff000588960d73d7190103b9ca31003132333435363738056c61746572f1087070707070707070f004717171"
    "710083dfe30d2ef90c8e2e2d68747470733a2f2f616c6963652e6274632e63616c656e6461722e6f70656e74696d657374616d70732e6f"
    "7267"
)
"""Over ``FILE``, written by opentimestamps 0.4.5: a calendar, a block of Bitcoin, and a claim of a kind to come."""
HEAD = MAGIC + b"\x01\x08" + bytes(32)
PENDING = bytes.fromhex("0083dfe30d2ef90c8e")


def test_what_the_library_wrote_is_read() -> None:
    found = read_proof(PROOF)
    assert (found.hashed_by, found.digest) == (
        "sha256",
        "3fc1b32975168cdf72e44a22ef677581d609d31846439cb5a5e90b686e10f7b2",
    )
    assert found.claims == (
        Claim(
            chain="Bitcoin",
            height=812345,
            root="84a7129dabc75790c9f0539b5b638cbd75568e22eb20a5890b7114b357ed04bd",
        ),
        Claim(),
        Claim(calendar="https://alice.btc.calendar.opentimestamps.org"),
    )


@pytest.mark.parametrize("end", range(len(PROOF)))
def test_a_proof_that_is_cut_off_is_none(end: int) -> None:
    with pytest.raises(NotAProof):
        read_proof(PROOF[:end])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        PROOF + b"x",
        PROOF.replace(MAGIC + b"\x01", MAGIC + b"\x02"),
        HEAD[:-33] + b"\x99" + bytes(32) + PENDING + b"\x02\x01a",
        HEAD + b"\x99",
        HEAD + b"\xf0\x00" + PENDING + b"\x02\x01a",
        HEAD + b"\xf0\xff\xff\xff\x7f",
        HEAD + b"\xf0" + b"\xff" * 20,
        HEAD + PENDING + b"\x03\x01ab",
        HEAD + PENDING + b"\x05\x04\x1b[2J",
        HEAD + PENDING + b"\x05\x04a\xe2\x80\xae",
        HEAD + b"\x08" * 300 + PENDING + b"\x02\x01a",
        HEAD + b"\xff" + PENDING + b"\x02\x01a",
        HEAD + b"\xff\xff",
        HEAD + b"\xf3" * 20 + PENDING + b"\x02\x01a",
        bytes(2_000_000),
        HEAD + b"\xff\x08" * 400_000,
    ],
    ids=lambda data: f"{len(data)} {data[-12:].hex()}",
)
def test_what_is_hostile_is_refused_at_once(data: bytes) -> None:
    began = time.process_time()
    with pytest.raises(NotAProof):
        read_proof(data)
    assert time.process_time() - began < 2


def test_the_most_work_that_a_proof_can_ask_for_is_bounded() -> None:
    """A wide tree of long messages: each branch hashes four kilobytes anew."""
    branch = b"\xff\x08" + PENDING + b"\x02\x01a"
    long = HEAD + b"\xf0\xc0\x1f" + b"x" * 4_032 + branch * 60_000
    began = time.process_time()
    with pytest.raises(NotAProof):
        read_proof(long[:1_000_000])
    assert time.process_time() - began < 5


def test_bits_that_flip_never_do_more_than_refuse_it_or_change_what_it_says() -> None:
    draw = random.Random(7)  # noqa: S311 - no secret
    for _ in range(2_000):
        bent = bytearray(PROOF)
        bent[draw.randrange(len(bent))] ^= 1 << draw.randrange(8)
        with suppress(NotAProof):
            found = read_proof(bytes(bent))
            # A bit of a claim that is not known, or of a step to it, changes nothing that is told.
            assert found.digest != read_proof(PROOF).digest or found.hashed_by == "sha256"
            assert len(found.claims) in {1, 2, 3}


def test_a_hash_that_is_not_computed_here_claims_no_root() -> None:
    block = bytes.fromhex("000588960d73d71901")
    (claim,) = read_proof(HEAD + b"\x67\x08" + block + b"\x01\x05").claims
    assert (claim.chain, claim.height, claim.root) == ("Bitcoin", 5, None)

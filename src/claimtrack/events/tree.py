"""The tree of RFC 6962 over the events: one root for all of them, and short proofs of some and of growing.

The hash of a leaf is the SHA-256 of a zero byte and the event's body in UTF-8; that of a node, the SHA-256 of a byte of
one and of what its two branches hash to. A tree of n leaves has the largest power of two below n on its left, and the
rest on its right; the root of none is the SHA-256 of nothing (https://www.rfc-editor.org/rfc/rfc6962, section 2.1).

All hashes here are 32 bytes, and leaves are counted from 0: event 1 is leaf 0.
"""

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

Hash: TypeAlias = bytes

EMPTY: Hash = hashlib.sha256().digest()
_SIZE = 32


class BrokenProof(Exception):
    """A proof that has too few hashes or too many, or hashes that are none."""


def leaf(body: bytes) -> Hash:
    """Hash a leaf."""
    return hashlib.sha256(b"\x00" + body).digest()


def node(left: Hash, right: Hash) -> Hash:
    """Hash what stands over two branches."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Growing:
    """A tree that leaves are added to, one by one; it keeps a hash a level, whatever its size."""

    __slots__ = ("_full", "size")

    def __init__(self) -> None:
        self.size = 0
        self._full: list[tuple[int, Hash]] = []
        """The full trees that it consists of, from the left, each with how many leaves it has."""

    def add(self, hashed: Hash) -> None:
        """Add the hash of a leaf at the right."""
        leaves = 1
        while self._full and self._full[-1][0] == leaves:
            hashed = node(self._full.pop()[1], hashed)
            leaves *= 2
        self._full.append((leaves, hashed))
        self.size += 1

    def root(self) -> Hash:
        """Return the root of what was added so far."""
        if not self._full:
            return EMPTY
        found = self._full[-1][1]
        for _, left in reversed(self._full[:-1]):
            found = node(left, found)
        return found


def root(leaves: Iterable[Hash]) -> Hash:
    """Return the root over the hashes of leaves."""
    tree = Growing()
    for one in leaves:
        tree.add(one)
    return tree.root()


def proof_of_some(leaves: Sequence[Hash], shown: Iterable[int]) -> tuple[Hash, ...]:
    """Return what it takes besides the leaves ``shown`` to come to the root: the largest branches without any of them.

    They come from left to right. Raises IndexError for a leaf that is not there.
    """
    wanted = sorted(set(shown))
    if wanted and not (wanted[0] >= 0 and wanted[-1] < len(leaves)):
        raise IndexError(f"leaves are counted from 0 to {len(leaves) - 1}")
    return tuple(_left_out(leaves, 0, len(leaves), wanted)) if leaves else ()


def root_from_some(size: int, shown: Mapping[int, Hash], proof: Sequence[Hash]) -> Hash:
    """Return the root that a tree of so many leaves has with these among them; the rest of it is in the proof.

    Whoever compares it with a root from elsewhere knows that each of ``shown`` is the leaf of that number, and how many
    are left out. Raises BrokenProof where the proof does not fit.
    """
    wanted = sorted(shown)
    if size < 0 or (wanted and not (wanted[0] >= 0 and wanted[-1] < size)):
        raise BrokenProof(f"leaves of a tree of {size} are counted from 0 to {size - 1}")
    _refuse_what_is_no_hash((*shown.values(), *proof))
    rest = iter(proof)
    found = _from_some(0, size, wanted, shown, rest) if size else EMPTY
    if next(rest, None) is not None:
        raise BrokenProof("the proof has more hashes than it takes")
    return found


def proof_of_growing(leaves: Sequence[Hash], before: int) -> tuple[Hash, ...]:
    """Return the proof that the tree of all leaves begins with that of the first ``before`` (RFC 6962, 2.1.2).

    Raises IndexError where ``before`` is more than there are.
    """
    if not 0 <= before <= len(leaves):
        raise IndexError(f"a tree of {len(leaves)} leaves had at most as many before")
    return tuple(_grown(leaves, before, whole=True)) if 0 < before < len(leaves) else ()


def has_grown(before: int, root_before: Hash, now: int, root_now: Hash, proof: Sequence[Hash]) -> bool:
    """Tell whether the tree of ``now`` leaves begins with the one of ``before``, by the proof.

    Raises BrokenProof where the proof does not fit the two sizes.
    """
    _refuse_what_is_no_hash((root_now,))
    return roots_by(before, root_before, now, proof, root_now) == (root_before, root_now)


def roots_by(before: int, root_before: Hash, now: int, proof: Sequence[Hash], root_now: Hash) -> tuple[Hash, Hash]:
    """Return the roots, then and now, that follow from a proof; ``root_now`` is what it was where it is the same tree.

    Where the second is the root that is known, the first is what the tree's beginning hashes to, whatever was said
    of it before. Raises BrokenProof where the proof does not fit the two sizes.
    """
    _refuse_what_is_no_hash((root_before, *proof))
    if not 0 <= before <= now:
        raise BrokenProof(f"a tree of {now} leaves had at most as many before, not {before}")
    if before in {0, now}:
        if proof:
            raise BrokenProof("nothing is to be proven, and yet the proof has hashes")
        return root_now if before else EMPTY, root_now
    rest = iter(proof)
    found = _both(before, now, rest, root_before, whole=True)
    if next(rest, None) is not None:
        raise BrokenProof("the proof has more hashes than it takes")
    return found


def _split(size: int) -> int:
    """Return the largest power of two below ``size``, which is two at least."""
    return 1 << (size - 1).bit_length() - 1


def _parted(wanted: Sequence[int], at: int) -> tuple[Sequence[int], Sequence[int]]:
    half = bisect_left(wanted, at)
    return wanted[:half], wanted[half:]


def _left_out(leaves: Sequence[Hash], begin: int, size: int, wanted: Sequence[int]) -> Iterator[Hash]:
    if not wanted:
        yield root(leaves[begin : begin + size])
    elif size > 1:
        half = _split(size)
        left, right = _parted(wanted, begin + half)
        yield from _left_out(leaves, begin, half, left)
        yield from _left_out(leaves, begin + half, size - half, right)


def _from_some(begin: int, size: int, wanted: Sequence[int], shown: Mapping[int, Hash], rest: Iterator[Hash]) -> Hash:
    if not wanted:
        return _next(rest)
    if size == 1:
        return shown[begin]
    half = _split(size)
    left, right = _parted(wanted, begin + half)
    return node(_from_some(begin, half, left, shown, rest), _from_some(begin + half, size - half, right, shown, rest))


def _grown(leaves: Sequence[Hash], before: int, *, whole: bool) -> Iterator[Hash]:
    """Give the hashes of RFC 6962's SUBPROOF; ``whole`` says that the old root is known to who checks."""
    if before == len(leaves):
        if not whole:
            yield root(leaves)
        return
    half = _split(len(leaves))
    if before <= half:
        yield from _grown(leaves[:half], before, whole=whole)
        yield root(leaves[half:])
    else:
        yield from _grown(leaves[half:], before - half, whole=False)
        yield root(leaves[:half])


def _both(before: int, now: int, rest: Iterator[Hash], known: Hash, *, whole: bool) -> tuple[Hash, Hash]:
    """Follow the proof as it was written: the old root and the new one of this part of the tree."""
    if before == now:
        found = known if whole else _next(rest)
        return found, found
    half = _split(now)
    if before <= half:
        old, new = _both(before, half, rest, known, whole=whole)
        return old, node(new, _next(rest))
    old, new = _both(before - half, now - half, rest, known, whole=False)
    left = _next(rest)
    return node(left, old), node(left, new)


def _next(rest: Iterator[Hash]) -> Hash:
    try:
        return next(rest)
    except StopIteration:
        raise BrokenProof("the proof has fewer hashes than it takes") from None


def _refuse_what_is_no_hash(hashes: Iterable[Hash]) -> None:
    if any(len(one) != _SIZE for one in hashes):
        raise BrokenProof(f"a hash has {_SIZE} bytes")

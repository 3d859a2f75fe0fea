"""Events of witnessed heads: keys that sign them, and whose heads were cosigned by whom."""

from collections.abc import Mapping

from claimtrack.events.actions import Action
from claimtrack.events.event import After, Column, Event, Names, Subject, Text, or_purged
from claimtrack.events.forms import Sealed
from claimtrack.events.state import Kind, State

HEAD_KEY = Kind(
    "head_key",
    ("name", "public", "ours", "follows", "handed_over", "reasoned", "made_by", "made"),
    numbers={"follows": "head_key", "made_by": "reviewer"},
)
"""``handed_over`` is the signature by which the key that it follows says so; None where nobody can prove it."""

COSIGNATURE = Kind(
    "cosignature",
    ("log", "witness", "size", "root", "signed", "cosigned", "made_by", "made"),
    numbers={"log": "head_key", "witness": "head_key", "made_by": "reviewer"},
)


def _put_key(state: State, sealed: Sealed, *, ours: bool) -> None:
    told = {"ours": ours, "reasoned": "reason" in sealed.texts, "made_by": sealed.reviewer, "made": sealed.at}
    state.put(HEAD_KEY, sealed.subject[1], {**sealed.after, **told})


def _kept(sealed: Sealed) -> Mapping[str, Column]:
    return {one: ("head_key", sealed.subject[1], one) for one in ("reason", "called")}


class _OfKey(Event):
    """What is told of a key: what it is called in notes, its bytes, the one that it follows, and how that is known."""

    noun = "head_key"

    key: Subject
    name: After[str]
    public: After[str]
    follows: After[int | None]
    handed_over: After[str | None]
    reason: Text

    def _of(self) -> str:
        if self.follows is None:
            return ""
        how = "which says so itself" if self.handed_over is not None else "which does not say so"
        return f" in place of key {self.follows}, {how}"


class HeadKeyMade(_OfKey):
    """This desk has a key of its own, the first or a new one."""

    action = Action.HEAD_KEY_MADE

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        _put_key(state, sealed, ours=True)

    @staticmethod
    def kept(sealed: Sealed) -> Mapping[str, Column]:
        return _kept(sealed)

    def sentence(self, names: Names) -> str:
        del names
        return f"made key {self.key}, which signs this record's heads{self._of()}"


class HeadKeyTrusted(_OfKey):
    """Another desk's key is taken as that of who is ``called`` so."""

    action = Action.HEAD_KEY_TRUSTED

    called: Text

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        _put_key(state, sealed, ours=False)

    @staticmethod
    def kept(sealed: Sealed) -> Mapping[str, Column]:
        return _kept(sealed)

    def sentence(self, names: Names) -> str:
        del names
        return f"took key {self.key} as that of {or_purged(self.called)}{self._of()}"


def _put_cosignature(state: State, sealed: Sealed) -> None:
    state.put(COSIGNATURE, sealed.subject[1], {**sealed.after, "made_by": sealed.reviewer, "made": sealed.at})


class _OfCosignature(Event):
    """What is told of a cosignature: whose head, of how many events and which root, and both signatures in hex.

    ``signed`` is that of the desk whose head it is, ``cosigned`` that of the witness with its time in front.
    """

    noun = "cosignature"

    cosignature: Subject
    log: After[int]
    witness: After[int]
    size: After[int]
    root: After[str]
    signed: After[str]
    cosigned: After[str]


class HeadCosigned(_OfCosignature):
    """This desk cosigned another one's head, which continues what it cosigned before."""

    action = Action.HEAD_COSIGNED

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        _put_cosignature(state, sealed)

    def sentence(self, names: Names) -> str:
        del names
        return f"cosigned another desk's head after its event {self.size} (cosignature {self.cosignature})"


class HeadWitnessed(_OfCosignature):
    """Another desk cosigned this one's head, and its cosignature was checked and kept."""

    action = Action.HEAD_WITNESSED

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        _put_cosignature(state, sealed)

    def sentence(self, names: Names) -> str:
        del names
        return f"kept that another desk cosigned the head after event {self.size} (cosignature {self.cosignature})"

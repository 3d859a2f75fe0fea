"""Events of the door: who may log in, who did, and what programs outside may do and are told.

The tables that they tell of are no part of the record: no package holds them. So nothing of the state follows, and
``verify`` holds the rows that there are against the events themselves. ``digest`` proves a row and opens nothing.
"""

from collections.abc import Sequence

from claimtrack.events.actions import Action
from claimtrack.events.event import ABSENT, Absent, After, Event, Names, Subject, Text, or_purged
from claimtrack.events.forms import Sealed
from claimtrack.events.state import State
from claimtrack.vocabulary import SittingEnd


class _OfDoor(Event):
    """What is told of the door."""

    @staticmethod
    def fold(state: State, sealed: Sealed) -> None:
        """Nothing that the tables of the record tell of changed."""


class PassphraseSet(_OfDoor):
    """A person has a passphrase from now on, the first or another one; ``temporary`` where somebody else chose it."""

    action = Action.LOGIN_SET
    noun = "reviewer"

    reviewer: Subject
    temporary: After[bool]
    digest: After[str]

    def sentence(self, names: Names) -> str:
        kind = "a passphrase to begin with" if self.temporary is True else "a passphrase"
        return f"set {kind} for {names.person(self.reviewer)}"


class PassphraseRemoved(_OfDoor):
    """A person cannot log in any more."""

    action = Action.LOGIN_REMOVED
    noun = "reviewer"

    reviewer: Subject

    def sentence(self, names: Names) -> str:
        return f"took the passphrase of {names.person(self.reviewer)} away"


class AccountGiven(_OfDoor):
    """A person logs in by an account at a provider of OpenID Connect from now on: whom it knows by this subject."""

    action = Action.ACCOUNT_GIVEN
    noun = "account"

    account: Subject
    of: After[int]
    digest: After[str]
    issuer: Text
    who: Text

    def sentence(self, names: Names) -> str:
        return (
            f"has {names.person(self.of)} log in as {or_purged(self.who)} of {or_purged(self.issuer)} "
            f"(account {self.account})"
        )


class AccountTaken(_OfDoor):
    """That account opens nothing any more."""

    action = Action.ACCOUNT_TAKEN
    noun = "account"

    account: Subject

    def sentence(self, _: Names) -> str:
        return f"took account {self.account} away: it opens nothing any more"


class SittingOpened(_OfDoor):
    """Who acts logged in; ``failures`` counts what was tried by that name in vain since it last went well.

    ``account`` is the one by which they did; by a passphrase there is none.
    """

    action = Action.SITTING_OPENED
    noun = "sitting"

    sitting: Subject
    digest: After[str]
    failures: After[int]
    account: After[int | Absent] = ABSENT

    def sentence(self, _: Names) -> str:
        vain = f", after {self.failures} in vain" if self.failures else ""
        by = f" by account {self.account}" if self.account is not ABSENT else ""
        return f"logged in{by} (sitting {self.sitting}){vain}"


class SittingEnded(_OfDoor):
    """A browser that somebody logged in with is out again; one that only lapsed is told by no event."""

    action = Action.SITTING_ENDED
    noun = "sitting"

    sitting: Subject
    why: After[SittingEnd]

    def sentence(self, _: Names) -> str:
        return f"ended sitting {self.sitting}: {self.why.words}"


class TokenMade(_OfDoor):
    """A program may act for somebody within these scopes, until a time or without an end."""

    action = Action.TOKEN_MADE
    noun = "token"

    token: Subject
    of: After[int]
    scopes: After[Sequence[str]]
    expires: After[str | None]
    digest: After[str]
    name: Text

    def sentence(self, names: Names) -> str:
        until = f" until {self.expires}" if self.expires is not None else ""
        return (
            f'made token {self.token}, "{or_purged(self.name)}", to {", ".join(self.scopes)} '
            f"as {names.person(self.of)}{until}"
        )


class TokenRevoked(_OfDoor):
    """A token opens nothing any more."""

    action = Action.TOKEN_REVOKED
    noun = "token"

    token: Subject

    def sentence(self, _: Names) -> str:
        return f"revoked token {self.token}"


class HookMade(_OfDoor):
    """An address outside is told of events of these kinds from now on; of all where none are named."""

    action = Action.HOOK_MADE
    noun = "hook"

    hook: Subject
    actions: After[Sequence[str]]
    digest: After[str]
    address: Text

    def sentence(self, _: Names) -> str:
        kinds = ", ".join(self.actions) if self.actions else "every kind"
        return f"has {or_purged(self.address)} told of events of {kinds} (hook {self.hook})"


class HookEnded(_OfDoor):
    """It is told of nothing more."""

    action = Action.HOOK_ENDED
    noun = "hook"

    hook: Subject

    def sentence(self, _: Names) -> str:
        return f"ended hook {self.hook}"

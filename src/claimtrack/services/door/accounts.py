"""Accounts: by whom a provider of OpenID Connect says somebody is, people log in without a passphrase of the desk's.

Who that is here is said by an admin, by the provider's own word for the account, its subject, which is given to nobody
else ever. Nobody is known by an e-mail address or a name: those can be another person's tomorrow.
"""

from dataclasses import dataclass
from datetime import datetime

from claimtrack.db import claim_rows, door_rows
from claimtrack.db.door_models import Account
from claimtrack.db.keys import may_be_key
from claimtrack.errors import ForbiddenMove, InvalidInput, NotFound
from claimtrack.events.door import AccountGiven, AccountTaken, SittingEnded
from claimtrack.remedies import Step, do
from claimtrack.services.desk import Act, Desk, known_reviewer, needs, reading
from claimtrack.services.door.proof import proof
from claimtrack.services.names import folded
from claimtrack.vocabulary import Right, SittingEnd

_LONGEST = 255
"""Characters of a subject at most, by the standard; an issuer that is longer is none that anybody runs."""


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account for a listing; ``ended`` counts the sittings that its end ended."""

    number: int
    person: str
    issuer: str
    subject: str
    made: datetime
    taken: datetime | None
    ended: int = 0


class NotKnown(ForbiddenMove):
    """Somebody whom the provider knows, and whom nobody here said who they are."""


@needs(Right.KEEP_DOOR)
def give(act: Act, name: str, issuer: str, subject: str) -> AccountLine:
    """Let a person log in as whom a provider calls by this subject. An admin's right.

    ``issuer`` is the provider's own word for itself, and is held against it letter by letter. Raises InvalidInput for
    one that no provider has, ForbiddenMove for an account that opens the desk to somebody already.
    """
    row = claim_rows.reviewer_by_key(act.session, folded(name)) or known_reviewer(act.session, name)
    _plain(issuer, "the issuer")
    _plain(subject, "the subject")
    if not issuer.startswith(("https://", "http://")):
        raise InvalidInput("the issuer is the provider's address, as it calls itself, such as https://login.example")
    found = door_rows.account_of(act.session, issuer, subject)
    if found is not None:
        raise ForbiddenMove(f"that is account {found[0].id} already, by which {found[1].name} logs in")
    made = Account(reviewer_id=row.id, issuer=issuer, subject=subject, made_at=act.at)
    act.session.add(made)
    act.session.flush()
    act.changes.append(AccountGiven(account=made.id, of=row.id, digest=proof_of(made), issuer=issuer, who=subject))
    return _line(made, row.name)


@needs(Right.KEEP_DOOR)
def take(act: Act, number: int) -> AccountLine:
    """Have an account open nothing any more; the sittings that it opened end. An admin's right."""
    row = act.session.get(Account, number) if may_be_key(number) else None
    if row is None:
        raise NotFound(f"there is no account {number}; " + do(Step.REVIEWER_ACCOUNTS) + " shows which there are")
    if row.ended_at is not None:
        raise ForbiddenMove(f"account {number} opens nothing already")
    row.ended_at = act.at
    act.changes.append(AccountTaken(account=row.id))
    sittings = door_rows.sittings(act.session, reviewer=row.reviewer_id)
    by_it = [one for one in sittings if one.account_id == row.id and one.ended_at is None]
    for one in by_it:
        one.ended_at = act.at
        act.changes.append(SittingEnded(sitting=one.id, why=SittingEnd.ACCOUNT))
    names = {one.id: one.name for one in claim_rows.reviewers(act.session)}
    return _line(row, names[row.reviewer_id], ended=len(by_it))


def person_of(desk: Desk, issuer: str, subject: str) -> tuple[int, str]:
    """Return the number of an account and the name of its person; raises NotKnown where nobody said whose it is."""
    with reading(desk) as session:
        found = door_rows.account_of(session, issuer, subject) if "\0" not in subject else None
    if found is None:
        raise NotKnown(
            "the provider says who you are, and nobody here has said whose account that is; send an admin this: "
            f"issuer {issuer}, subject {subject}"
        )
    return found[0].id, found[1].name


def listing(desk: Desk, *, of: str | None = None) -> list[AccountLine]:
    """Return the accounts, those of one person where one is named."""
    with reading(desk) as session:
        lines = [_line(account, name) for account, name in door_rows.accounts(session)]
    return [line for line in lines if of is None or folded(line.person) == folded(of)]


def how_many(desk: Desk, issuer: str) -> int:
    """Return how many accounts of this provider open the desk."""
    return sum(line.issuer == issuer and line.taken is None for line in listing(desk))


def proof_of(row: Account) -> str:
    """Return by what the event that gave an account proves its row."""
    return proof(row.reviewer_id, row.issuer, row.subject)


def _plain(words: str, what: str) -> None:
    if not words or not words.isprintable() or words != words.strip() or len(words) > _LONGEST:
        raise InvalidInput(f"{what} has 1 to {_LONGEST} characters, and no blank before or behind it")


def _line(row: Account, person: str, *, ended: int = 0) -> AccountLine:
    return AccountLine(row.id, person, row.issuer, row.subject, row.made_at, row.ended_at, ended)

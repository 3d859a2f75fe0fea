"""The commands of `reviewer` that say who may log in to a desk on a server, and which programs may act for them."""

import secrets
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import Form, given
from claimtrack.cli.output import counted, emit, moment, table, tell, write
from claimtrack.errors import UsageError
from claimtrack.remedies import Field
from claimtrack.vocabulary import Scope

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk
    from claimtrack.services.door.tokens import TokenLine

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The person's name.", show_default=False)]
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
_GROUPS, _OF = 5, 4


def register(reviewer: typer.Typer) -> None:
    """Add the commands to the group `reviewer`."""
    for command in (passphrase, account, accounts, sittings, token, tokens, revoke):
        reviewer.command()(command)
    reviewer.command("take-account")(take_account)
    reviewer.command("send-out")(send_out)


@given
def passphrase(
    name: NameArgument,
    desk: "Desk",
    generate: Annotated[
        bool, typer.Option("--generate", help="Make one up and print it; else it is asked for, or read from stdin.")
    ] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Let them log in no more.")] = False,
) -> None:
    """Set with which passphrase a person logs in to `serve --desk`. An admin's right.

    One that you set for somebody else is to begin with: it is good for a week, and opens nothing but the page on which
    they choose their own. Whatever they had open is ended.

    Example: claimtrack reviewer passphrase ben --generate
    """
    from claimtrack.services.door import passphrases

    if remove and generate:
        raise UsageError("give " + Field("generate") + " or " + Field("remove") + ", not both")
    if remove:
        line = desk.enact(passphrases.remove, name)
        tell(f"{line.name} cannot log in any more{_ended(line.ended)}")
        return
    words = _made_up() if generate else _asked(name)
    line = passphrases.set_for(desk, name, words)
    if generate:
        write(words)
    first = ", to begin with: they choose their own when they log in, within a week" if line.temporary else ""
    tell(f"{line.name} has a passphrase{first}{_ended(line.ended)}")


def _ended(number: int) -> str:
    return f"; {counted(number, 'sitting')} of theirs ended" if number else ""


def _made_up() -> str:
    # 100 bits, in letters that nobody takes for others on the telephone.
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_OF)) for _ in range(_GROUPS))


def _asked(name: str) -> str:
    """Ask for a passphrase without showing it, or read it from what is piped in; never from the command line."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().removesuffix("\n")
    words: str = typer.prompt(f"a passphrase for {name}", hide_input=True, err=True)
    if typer.prompt("the same again", hide_input=True, err=True) != words:
        raise UsageError("the two are not the same; type the passphrase twice")
    return words


@given
def account(
    name: NameArgument,
    desk: "Desk",
    issuer: Annotated[str, typer.Option(metavar="URL", help="The provider's address.", show_default=False)],
    subject: Annotated[str, typer.Option(metavar="ID", help="What it calls them.", show_default=False)],
) -> None:
    """Let a person log in to `serve --desk --issuer` by an account at a provider of OpenID Connect. An admin's right.

    The subject is the provider's own word for the account, which nobody else ever gets. Whoever logs in with an account
    that nobody has been given is shown it, to send to you.

    Example: claimtrack reviewer account ben --issuer https://login.example --subject 24400320
    """
    from claimtrack.services.door import accounts as service

    line = desk.enact(service.give, name, issuer, subject)
    tell(f"{line.person} logs in as {line.subject} of {line.issuer} (account {line.number})")


@given
def accounts(
    desk: "Desk",
    form: Form,
    of: Annotated[str | None, typer.Option(metavar="NAME", help="Only this person's.", show_default=False)] = None,
) -> None:
    """List by which accounts people log in.

    Example: claimtrack reviewer accounts
    """
    from claimtrack.services.door import accounts as service

    lines = service.listing(desk, of=of)
    if form is not Form.TABLE:
        emit(
            [
                {
                    "account": one.number,
                    "person": one.person,
                    "issuer": one.issuer,
                    "subject": one.subject,
                    "made": one.made,
                    "taken": one.taken,
                }
                for one in lines
            ],
            form,
        )
        return
    if lines:
        rows = [[one.number, one.person, one.issuer, one.subject, one.made, one.taken] for one in lines]
        table(rows, ["#", "name", "provider", "called there", "since", "taken away"], flexible=[2, 3])
    tell(f"{counted(len(lines), 'account')}")


@given
def take_account(
    number: Annotated[int, typer.Argument(metavar="ACCOUNT", help="Its number.", show_default=False)], desk: "Desk"
) -> None:
    """Have an account open nothing any more; what it has open is ended. An admin's right.

    Example: claimtrack reviewer take-account 2
    """
    from claimtrack.services.door import accounts as service

    line = desk.enact(service.take, number)
    tell(f"account {line.number} of {line.person} opens nothing any more{_ended(line.ended)}")


@given
def sittings(
    desk: "Desk",
    form: Form,
    of: Annotated[str | None, typer.Option(metavar="NAME", help="Only this person's.", show_default=False)] = None,
) -> None:
    """List who is logged in to `serve --desk`, from where and since when.

    Example: claimtrack reviewer sittings
    """
    from claimtrack.services.door import sittings as service

    lines = service.listing(desk, of=of)
    if form is not Form.TABLE:
        emit(
            [
                {
                    "sitting": one.number,
                    "name": one.name,
                    "opened": one.opened,
                    "seen": one.seen,
                    "address": one.address,
                    "agent": one.agent,
                }
                for one in lines
            ],
            form,
        )
        return
    if lines:
        rows = [[one.number, one.name, one.opened, one.seen, one.address, one.agent] for one in lines]
        table(rows, ["#", "name", "since", "last seen", "from", "browser"], flexible=[5])
    tell(f"{counted(len(lines), 'sitting')}")


@given
def send_out(name: NameArgument, desk: "Desk") -> None:
    """End every sitting of a person. An admin's right.

    Their passphrase stays until `reviewer passphrase NAME --remove`, and their tokens until `reviewer revoke`.

    Example: claimtrack reviewer send-out ben
    """
    from claimtrack.services.door import sittings as service

    tell(f"{counted(desk.enact(service.send_out, name), 'sitting')} of {name} ended")


@given
def token(
    name: Annotated[str, typer.Argument(metavar="FOR", help="What the token is for.", show_default=False)],
    desk: "Desk",
    scope: Annotated[list[Scope], typer.Option(help="What it may do; may be given several times.")] = [Scope.READ],  # noqa: B006 - never changed
    days: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=3650, help="For so many days.", show_default="until revoked")
    ] = None,
    person: Annotated[str | None, typer.Option(metavar="NAME", help="Whom it acts for.", show_default="you")] = None,
) -> None:
    """Make a token with which a program speaks to `/api/v1` of `serve`, and print it, once.

    It may do what its scopes say and no more than its person's role: `read`, `act`, and `verify` to check the record.
    Of other people an admin makes them.

    Example: claimtrack reviewer token "night desk's dashboard" --scope read --days 90
    """
    from claimtrack.services.door import tokens as service

    secret, line = service.make(desk, name, scope, days=days, person=person)
    write(secret)
    until = f" until {moment(line.expires)}" if line.expires is not None else ""
    tell(f"token {line.number} acts for {line.person}{until}; it is shown this once")


@given
def tokens(
    desk: "Desk",
    form: Form,
    of: Annotated[str | None, typer.Option(metavar="NAME", help="Only this person's.", show_default=False)] = None,
) -> None:
    """List the tokens, and when each was last used; never what they are.

    Example: claimtrack reviewer tokens
    """
    from claimtrack.services.door import tokens as service

    lines = service.listing(desk, of=of)
    if form is not Form.TABLE:
        emit([_row(one) for one in lines], form)
        return
    if lines:
        rows = [
            [one.number, one.name, one.person, " ".join(one.scopes), one.expires, one.used, one.revoked]
            for one in lines
        ]
        table(rows, ["#", "for", "acts for", "may", "until", "last used", "revoked"], flexible=[1])
    tell(f"{counted(len(lines), 'token')}")


def _row(one: "TokenLine") -> dict[str, object]:
    return {
        "token": one.number,
        "for": one.name,
        "person": one.person,
        "scopes": list(one.scopes),
        "made": one.made,
        "expires": one.expires,
        "used": one.used,
        "revoked": one.revoked,
    }


@given
def revoke(
    number: Annotated[int, typer.Argument(metavar="TOKEN", help="Its number.", show_default=False)], desk: "Desk"
) -> None:
    """Revoke a token: one of yours, or as an admin anybody's.

    Example: claimtrack reviewer revoke 3
    """
    from claimtrack.services.door import tokens as service

    line = desk.enact(service.revoke, number)
    tell(f'token {line.number}, "{line.name}", opens nothing any more')

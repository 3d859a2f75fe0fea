"""`head key`, `sign`, `cosign`, `import` and the rest: heads that other desks witness."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import Form, ReasonOption, given
from claimtrack.cli.output import counted, emit, moment, table, tell, write, write_raw
from claimtrack.errors import VerificationFailed

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk
    from claimtrack.services.witnesses.listing import CosignatureRow, KeyRow

OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here.", show_default=False)
]
FileArgument = Annotated[
    Path, typer.Argument(metavar="FILE", help="A file that another desk sent; - reads it.", show_default=False)
]
SignedArgument = Annotated[Path, typer.Argument(metavar="FILE", help="A signed head.", show_default=False)]


@given
def key(
    desk: "Desk",
    renew: Annotated[bool, typer.Option("--renew", help="Make a new one; the old one signs for it if it can.")] = False,
    reason: ReasonOption = None,
    output: OutputOption = None,
) -> None:
    """Print this desk's public key, for other desks to take with `head trust`; the first time, make it.

    What signs stays in a file beside the record that only you can read; no backup and no package holds it.

    Example: claimtrack head key -o our-key.txt
    """
    from claimtrack.services.witnesses import keys

    public = keys.own_public(desk)
    if public is None or renew:
        made = desk.enact(keys.renew, reason=reason) if renew else desk.enact(keys.make)
        public = made.public
        tell(f"this desk's key is made; what signs is in {made.file}, which only you can read: keep a copy elsewhere")
        if made.note is not None:
            _write(made.note.written().encode(), output)
            tell("the old key signed for it: hand that text to the desks that know the old one")
            tell(f"its fingerprint is {public.fingerprint()}")
            return
    _write(f"{public.written()}\n".encode(), output)
    tell(f"its fingerprint is {public.fingerprint()}: let others compare it by another way than the key comes")


@given
def trust(
    file: FileArgument,
    desk: "Desk",
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="What you call that desk.", show_default=False)
    ] = None,
    reason: ReasonOption = None,
) -> None:
    """Take another desk's key, so that its heads can be cosigned and its cosignatures count; an admin's right.

    Where that desk has one here already, the old one signs for the new one, or --reason says how you know it is theirs.

    Example: claimtrack head trust their-key.txt --name "Lake Courier"
    """
    from claimtrack.services.witnesses import keys

    found = desk.enact(keys.trust, _text_of(file), name=str(file), called=name, reason=reason)
    called = keys.shown(found.called)
    if not found.new:
        tell(f"the key of {called} is on record already (key {found.number})")
    elif found.follows is not None:
        how = "which signed for it" if found.proved else "which did not sign for it"
        tell(f"key {found.number} is that of {called} from now on, in place of key {found.follows}, {how}")
    else:
        tell(f"key {found.number} is that of {called} from now on")
    tell(f"its fingerprint is {found.public.fingerprint()}: ask them for theirs, by another way than the file came")


@given
def sign(
    desk: "Desk",
    since: Annotated[
        list[str] | None,
        typer.Option(
            "--since",
            metavar="FILE|N",
            help="Prove that it continues this earlier head, or the first so many events; may be repeated.",
            show_default=False,
        ),
    ] = None,
    output: OutputOption = None,
) -> None:
    """Sign the chain's head, for another desk to cosign; nothing is changed.

    It carries a proof that it continues each head that a desk known here cosigned last.

    Example: claimtrack head sign -o head.txt
    """
    from claimtrack.services.witnesses.signing import sign as signed

    found = signed(desk, [_size(one) for one in since or ()])
    _write(found.written().encode(), output)
    events = counted(found.checkpoint.size, "event")
    tell(f"the head after {events} is signed; send it to another desk, whose `head cosign` signs it, too")


@given
def cosign(file: FileArgument, desk: "Desk", output: OutputOption = None) -> None:
    """Cosign another desk's head, once it is proved to continue the one that was cosigned before; send the result back.

    It says that you saw this head, not that what is in their record is true.

    Example: claimtrack head cosign their-head.txt -o cosigned.txt
    """
    from claimtrack.services.witnesses.signing import cosign as cosigned
    from claimtrack.services.witnesses.signing import read

    found = desk.enact(cosigned, read(_text_of(file), name=str(file)), name=str(file))
    _write(found.head.written().encode(), output)
    if found.since is None:
        tell(
            f"cosigned the head of {found.called} after its event {found.size}; it is the first of theirs that was "
            "cosigned here, so nothing is known of what they showed before"
        )
    else:
        tell(
            f"cosigned the head of {found.called} after its event {found.size}; it continues the one after its event "
            f"{found.since}, which was cosigned here before"
        )


@given
def take_in(file: FileArgument, desk: "Desk") -> None:
    """Keep what other desks put under this one's head; reports and `verify` say so from then on.

    Example: claimtrack head import cosigned.txt
    """
    from claimtrack.services.witnesses.signing import read
    from claimtrack.services.witnesses.signing import take_in as kept

    for one in desk.enact(kept, read(_text_of(file), name=str(file)), name=str(file)):
        known = "" if one.new else "; that was on record already"
        tell(f"events 1 to {one.size} were witnessed by {one.called}, at {moment(one.time)} as it says{known}")


@given
def compare(
    first: SignedArgument,
    second: SignedArgument,
    desk: "Desk",
    key: Annotated[
        Path | None,
        typer.Option(
            "--key",
            metavar="FILE",
            help="The desk's key, where neither file nor record has it.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Hold two signed heads of one record against each other: one continues the other, or they prove a split view.

    Example: claimtrack head compare monday.txt friday.txt
    """
    from claimtrack.services.witnesses import comparing
    from claimtrack.services.witnesses.comparing import Verdict
    from claimtrack.services.witnesses.signing import read, read_key

    keys = comparing.known_keys(desk)
    if key is not None:
        keys = [read_key(_text_of(key), name=str(key)), *keys]
    heads = [read(_text_of(one), name=str(one)) for one in (first, second)]
    found = comparing.compare(heads[0], heads[1], (str(first), str(second)), keys)
    both = f"both are signed by the key {found.key.fingerprint()}"
    if not found.known:
        both += ", which the files say is theirs: ask that desk for its fingerprint"
    if found.verdict is Verdict.SPLIT_VIEW:
        raise VerificationFailed(
            f"SPLIT VIEW: {first} and {second} cannot both be heads of one record that only grew (after events "
            f"{found.before} and {found.now}); {both}"
        )
    if found.verdict is Verdict.UNPROVED:
        raise VerificationFailed("nothing is proved: " + found.why + f"; {both}")
    if found.verdict is Verdict.SAME:
        tell(f"both are the same head, after event {found.now}; {both}")
    else:
        tell(f"the head after event {found.now} continues the one after event {found.before}; {both}")


@given
def witnesses(
    desk: "Desk",
    form: Form,
    number: Annotated[
        int | None,
        typer.Argument(metavar="[COSIGNATURE]", help="Write this one out, to hand it on.", show_default=False),
    ] = None,
    output: OutputOption = None,
) -> None:
    """List the keys that are known here, and who cosigned whose head.

    Example: claimtrack head witnesses
    """
    from claimtrack.services.witnesses import listing

    if number is not None:
        _write(listing.as_file(desk, number).written().encode(), output)
        return
    keys, found = listing.keys(desk), listing.cosignatures(desk)
    if form is not Form.TABLE:
        emit([_key_data(row) for row in keys] + [_data(row) for row in found], form)
        return
    if keys:
        rows = [[row.number, row.whose or _US, row.fingerprint, _follows(row)] for row in keys]
        table(rows, ["key", "whose", "fingerprint", "in place of"], flexible=[1])
    if found:
        shown = [[row.number, row.log or _US, row.size, row.witness or _US, _time(row)] for row in found]
        table(shown, ["#", "head of", "events", "cosigned by", "at, as it says"], flexible=[1, 3])
    tell(f"{counted(len(keys), 'key')}, {counted(len(found), 'cosignature')}")


def draw(
    file: SignedArgument,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write an SVG picture here.", show_default=False),
    ] = None,
) -> None:
    """Show a key or a signed head as a QR code, to be photographed or printed; with -o, as a picture.

    Example: claimtrack head qr head.txt -o head.svg
    """
    from claimtrack.services.witnesses.drawing import as_picture, as_text

    text = _text_of(file)
    if output is None:
        write(as_text(text, name=str(file)))
    else:
        _write(as_picture(text, name=str(file)), output)


_US = "this desk"


def _write(data: bytes, output: Path | None) -> None:
    from claimtrack.services.files import write_whole

    if output is None or str(output) == "-":
        write_raw(data)
    else:
        write_whole(output, data)
        tell(f"it is in {output}")


def _text_of(file: Path) -> str:
    from claimtrack.services.witnesses.signing import text_of

    return text_of(str(file))


def _size(word: str) -> int:
    """Read a number of events, or how many an earlier head has, signed or not."""
    from claimtrack.services.integrity import heads
    from claimtrack.services.witnesses.signing import read, text_of

    if word.isascii() and word.isdecimal():
        return int(word[:15])
    text = text_of(word)
    if "claimtrack head " in text:
        return heads.read(text, name=word).events
    return read(text, name=word).checkpoint.size


def _follows(row: "KeyRow") -> str:
    if row.follows is None:
        return ""
    return f"{row.follows}, which signed for it" if row.handed_over else f"{row.follows}, which did not sign for it"


def _time(row: "CosignatureRow") -> str:
    return moment(row.time) if row.time is not None else ""


def _key_data(row: "KeyRow") -> dict[str, object]:
    return {
        "key": row.number,
        "whose": row.whose,
        "name": row.name,
        "fingerprint": row.fingerprint,
        "follows": row.follows,
        "handed_over": row.handed_over,
        "since": row.since,
    }


def _data(row: "CosignatureRow") -> dict[str, object]:
    return {
        "cosignature": row.number,
        "log": row.log,
        "witness": row.witness,
        "events": row.size,
        "root": row.root,
        "time": row.time,
    }

"""A folder of auto-archiver's, or an export of Bayanat's, as evidence: each file with its hash checked."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from claimtrack.errors import InvalidInput, NotFound, UsageError, VerificationFailed
from claimtrack.locker.store import digest_of
from claimtrack.reading.captures.auto_archiver import Archived, ArchivedFile, archived_in
from claimtrack.reading.captures.bayanat import Exported, ExportedFile, exported_in
from claimtrack.remedies import Field
from claimtrack.services.claims import Seen, all_of, still_as_seen
from claimtrack.services.desk import Act, Desk, refuse_without
from claimtrack.services.evidence.bringing import Attachment, Brought, bring
from claimtrack.services.evidence.capturing import offered_from
from claimtrack.services.evidence.offers import Bearing, Examined, examine
from claimtrack.services.timestamps.foreign import Judged, judge, pinned_now
from claimtrack.timestamps.pinned import Pinned
from claimtrack.vocabulary import Basis, Right, Serves, Stance


@dataclass(frozen=True, slots=True)
class Stamping:
    """A token over the hashes of an archive, by the name of its file and its SHA-256, and what it is worth here."""

    name: str
    judged: Judged
    sha256: str


@dataclass(frozen=True, slots=True)
class Examination:
    """What of a folder is to be attached, and what was found: ``left`` are files that nothing says the hash of."""

    pieces: tuple[Examined, ...]
    stampings: tuple[Stamping, ...]
    left: tuple[str, ...]


def examine_folder(
    desk: Desk,
    folder: Path,
    bearing: Bearing,
    *,
    leaving_out: Collection[str] = (),
    max_size: int | None = None,
) -> Examination:
    """Check a folder that auto-archiver or Bayanat saved to, keep its files and read them, for ``attach_folder``.

    Each file that its page, or the export, lists with a hash is a piece that bears as ``bearing`` says, with a note on
    what was checked; the page, the list of hashes and the tokens, or the export's JSON, are pieces that give context.
    ``leaving_out`` names files that are known not to match, and are not attached. ``max_size`` is as for a file by
    itself.

    Raises VerificationFailed naming each file that is not what the page says, and each token that does not hold;
    NotFound for a folder that is not there, and for a name to leave out that nothing is called; InvalidInput for one
    that is neither's.
    """
    refuse_without(desk, Right.REVIEW)
    if bearing.excerpt is not None or bearing.excerpts:
        raise UsageError(
            "a folder holds many files; leave " + Field("excerpt") + " out, and quote from a file by itself"
        )
    if not folder.is_dir():
        raise NotFound(f"there is no folder {folder}; name the one that auto-archiver saved to")
    exported = exported_in(folder)
    if exported is not None:
        return _export_examined(desk, folder, exported, bearing, leaving_out, max_size)
    trusted = pinned_now(desk)
    archives = archived_in(folder)
    _refuse_unknown(archives, leaving_out)
    stampings = {token: _stamping(token, one, trusted) for one in archives for token in one.tokens}
    _refuse_faults(archives, stampings, leaving_out, folder)
    if not any(one.files for one in archives):
        raise InvalidInput(f"the page in {folder} lists no file with a hash; attach what is in it by itself")
    pieces = [
        _examined(desk, one, max_size=max_size)
        for archive in archives
        for one in _taken(archive, bearing, stampings, leaving_out)
    ]
    left = tuple(name for one in archives for name in one.without)
    return Examination(tuple(pieces), tuple(stampings[token] for one in archives for token in one.tokens), left)


def _export_examined(
    desk: Desk,
    folder: Path,
    exported: Exported,
    bearing: Bearing,
    leaving_out: Collection[str],
    max_size: int | None,
) -> Examination:
    known = {*(one.name for one in exported.files), *(name for name, _ in exported.faults), *exported.without}
    if unknown := sorted(set(leaving_out) - known):
        raise NotFound(f"the export lists nothing called {', '.join(unknown)}; name a file as it is refused")
    _refuse_wrong([(name, why) for name, why in exported.faults if name not in leaving_out], folder, "export")
    taken = [_of_export(one, bearing) for one in exported.files if one.name not in leaving_out]
    if not taken:
        raise InvalidInput(
            f"the export in {folder} lists no file with an MD5; have Bayanat export it with its media, or attach what "
            "is in it by itself"
        )
    context = Bearing(Stance.CONTEXT, Basis.RECORD, None, note=_ABOUT_EXPORT, serves=Serves.TRUTH)
    taken.append(_Taken(exported.account, context, exported.sha256))
    return Examination(tuple(_examined(desk, one, max_size=max_size) for one in taken), (), exported.without)


def _of_export(file: ExportedFile, bearing: Bearing) -> "_Taken":
    called = f' ("{file.title}")' if file.title is not None else ""
    link = f", found at {file.link}" if file.link is not None else ""
    checked = (
        f"of {file.entry}{called}{link}, as Bayanat's export says; its MD5 {file.md5} was checked, which finds damage "
        "and no forgery; nothing in an export is signed or stamped"
    )
    note = f"{bearing.note}; {checked}" if bearing.note else checked
    return _Taken(file.path, replace(bearing, note=note), file.sha256)


_ABOUT_EXPORT = "Bayanat's export: what it says of the files with it; nothing checks the export itself"


@dataclass(frozen=True, slots=True)
class _Taken:
    """A file that becomes a piece; ``sha256`` is that of the bytes that were checked, None where none were."""

    path: Path
    bearing: Bearing
    sha256: str | None


def _taken(
    archive: Archived, bearing: Bearing, stampings: dict[Path, Stamping], leaving_out: Collection[str]
) -> Iterator[_Taken]:
    """Yield what becomes a piece: each sound file, and for context what others need to check it."""
    tokens = [token for token in archive.tokens if token.name not in leaving_out]
    for file in archive.files:
        if file.name not in leaving_out:
            checked = _note(file, archive, [stampings[token] for token in tokens])
            note = f"{bearing.note}; {checked}" if bearing.note else checked
            yield _Taken(file.path, replace(bearing, note=note), file.sha256)
    context = Bearing(Stance.CONTEXT, Basis.RECORD, None, serves=Serves.TRUTH)
    yield _Taken(archive.page, replace(context, note=_ABOUT_PAGE), None)
    if archive.hashes is not None:
        yield _Taken(archive.hashes, replace(context, note=_ABOUT_LIST), digest_of(archive.listed))
    for token in tokens:
        yield _Taken(token, replace(context, note=told(stampings[token])), stampings[token].sha256)


_ABOUT_PAGE = "the page on which auto-archiver lists what it archived; nothing checks the page itself"
_ABOUT_LIST = "the hashes of what auto-archiver archived, over which its timestamps are"


def attach_folder(act: Act, seen: Seen, examination: Examination) -> list[Attachment]:
    """Attach what a folder holds to claims, all or none; raises as ``attach`` does."""
    still_as_seen(act, seen)
    done = []
    for examined in examination.pieces:
        claims = all_of(act.session, seen.numbers)
        done.append(bring(act, Seen({claim.id: claim.version for claim in claims}), Brought(examined)))
    return done


def _examined(desk: Desk, taken: _Taken, *, max_size: int | None) -> Examined:
    examined = examine(desk, offered_from(desk, str(taken.path), max_size=max_size), taken.bearing)
    if taken.sha256 not in {None, examined.digest}:
        raise VerificationFailed(
            f"{taken.path.name} was changed while it was read; let nobody write there, and do it again"
        )
    return examined


def _stamping(token: Path, archive: Archived, trusted: dict[str, Pinned]) -> Stamping:
    data = token.read_bytes()
    return Stamping(token.name, judge(data, (archive.listed,), trusted), digest_of(data))


def _refuse_unknown(archives: Sequence[Archived], leaving_out: Collection[str]) -> None:
    known = {name for one in archives for name in _names(one)}
    unknown = sorted(set(leaving_out) - known)
    if unknown:
        raise NotFound(f"the page lists nothing called {', '.join(unknown)}; name a file as it is refused")


def _names(archive: Archived) -> Iterator[str]:
    yield from (one.name for one in archive.files)
    yield from (name for name, _ in archive.faults)
    yield from (token.name for token in archive.tokens)


def _refuse_faults(
    archives: Sequence[Archived], stampings: dict[Path, Stamping], leaving_out: Collection[str], folder: Path
) -> None:
    """Raise VerificationFailed naming every file and token that is not what it should be."""
    faults = [(name, why) for one in archives for name, why in one.faults]
    faults += [(one.name, told(one)) for one in stampings.values() if one.judged.fault is not None]
    _refuse_wrong([(name, why) for name, why in faults if name not in leaving_out], folder, "page")


def _refuse_wrong(wrong: Sequence[tuple[str, str]], folder: Path, what: str) -> None:
    if wrong:
        raise VerificationFailed(
            f"{folder} is not what its {what} says, and nothing of it was attached: "
            + "; ".join(f"{name}: {why}" for name, why in wrong)
            + "; get it again from where it came, or leave these out with "
            + Field("leave_out")
        )


def _note(file: ArchivedFile, archive: Archived, stamps: Sequence[Stamping]) -> str:
    """Say what was checked of a file, and what auto-archiver only says of it."""
    where = f" from {archive.url}" if archive.url is not None else ""
    words = f"archived{where}, as auto-archiver's page says; its hash {file.hash} was checked"
    if not stamps:
        return f"{words}; not stamped"
    if not file.stamped:
        return f"{words}; its hash is not among those that were stamped"
    return f"{words}; {'; '.join(told(one) for one in stamps)}"


def told(stamping: Stamping) -> str:
    """Say what a token is worth at this desk."""
    judged = stamping.judged
    if judged.fault is not None:
        return f"as a timestamp it does not hold: {judged.fault}"
    if judged.authority is not None:
        return f"stamped {judged.time:%Y-%m-%d %H:%M:%S} UTC by {judged.authority}, verified anew"
    return (
        f"stamped {judged.time:%Y-%m-%d %H:%M:%S} UTC as the token says, signed under {judged.signed_under}, whom the "
        "policy of this desk does not trust"
    )

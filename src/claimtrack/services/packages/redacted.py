"""Write parts of a case into one file: what is left out is found nowhere in it, and what is shown is proven."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.orm import Session

from claimtrack import __version__
from claimtrack.db import chain, schema, tree_rows
from claimtrack.db import session as db_session
from claimtrack.db.backup import kept_digests
from claimtrack.db.evidence_rows import evidence_numbers
from claimtrack.db.lookups import workspace_identity
from claimtrack.db.package_lines import Original, originals
from claimtrack.errors import VerificationFailed
from claimtrack.events.custody import PackageExported
from claimtrack.reports.build import build
from claimtrack.reports.model import Report
from claimtrack.reports.registry import load_renderer
from claimtrack.services.desk import Desk, reading
from claimtrack.services.evidence.custody import note_export
from claimtrack.services.evidence.protection import protected
from claimtrack.services.packages.about import crate, redacted_readme
from claimtrack.services.packages.checking import Checked, check
from claimtrack.services.packages.contents import Stage, name_of, original
from claimtrack.services.packages.covering import copies
from claimtrack.services.packages.holes import WITHHELD, Copy, Hidden, Holes
from claimtrack.services.packages.holes import written as holes_written
from claimtrack.services.packages.layout import (
    BAG_INFO,
    BAGIT,
    BAGIT_TEXT,
    COPIES,
    COPY,
    CRATE,
    HEX,
    MANIFEST,
    ORIGINAL,
    README,
    REPORTS,
    TAG_MANIFEST,
    Part,
    Told,
    bag_info,
    manifest,
    write_archive,
)
from claimtrack.services.packages.proof import PROOF, SHOWN, line, prove, written
from claimtrack.services.packages.protected import Protected
from claimtrack.services.packages.redacted_record import redacted_copy
from claimtrack.services.packages.traces import Unsearched, trace
from claimtrack.services.packages.withholding import (
    PROTECTED,
    Asked,
    HiddenEvent,
    ShownEvent,
    Withheld,
    decide,
    events,
    files,
)
from claimtrack.services.packages.writing import in_its_place
from claimtrack.services.reports.gather import gather_in


@dataclass(frozen=True, slots=True)
class ExportedInPart:
    """What was written: what the check of it found, the file's own SHA-256, and what was looked for in it.

    ``withheld`` are the files that are not in it, by digest, each with why; ``without`` the pieces of evidence whose
    bytes are not in it, by number, and ``redacted`` those of them of which a copy is. ``protected`` tells that
    protected pieces went along, ``swept`` names what killed exports had left beside it.
    """

    checked: Checked
    sha256: str
    searched_for: tuple[str, ...]
    withheld: Mapping[str, str]
    without: tuple[int, ...]
    redacted: tuple[int, ...]
    protected: bool
    swept: tuple[str, ...] = ()


def let_go_in_part(
    desk: Desk, to: Path, asked: Asked, *, include_protected: bool = False, reason: str | None = None
) -> tuple[ExportedInPart, str | None]:
    """Export a part of the record and put on record that it left; gives why that is on no record, where it cannot be.

    Protected pieces are withheld, unless they shall go along. Raises as ``export_in_part`` does.
    """
    made = export_in_part(desk, to, asked, include_protected=include_protected)
    left = PackageExported(
        events=made.checked.told.events,
        originals=made.checked.originals,
        sha256=made.sha256,
        protected=made.protected,
        file=to.name,
        reason=reason or None,
        withheld=[one for one in made.without if one not in made.redacted],
        redacted=made.redacted,
    )
    return made, note_export(desk, left)


def export_in_part(desk: Desk, to: Path, asked: Asked, *, include_protected: bool = False) -> ExportedInPart:
    """Write what is not left out into ``to``, search it for all that is, and check that it proves what it shows.

    Raises as ``export`` does, NotFound for what is to be left out and is not on record, and VerificationFailed where a
    name stands in what was written all the same: then nothing is left of it.
    """
    with in_its_place(to) as writing:
        stage, archive = writing.folder / "stage", writing.archive
        stage.mkdir()
        with reading(desk) as session:
            of_all = protected(session)
            withheld = decide(session, asked, () if include_protected else of_all)
            told, parts, left_out = _contents(desk, session, withheld, asked, stage)
            pieces = list(evidence_numbers(session))
            without = [one.number for one in pieces if one.digest in left_out]
        _refuse_traces(parts, withheld.what)
        write_archive(parts, archive, folder=told.folder, at=told.at)
        found = check(archive, called=to)
        with archive.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    redacted = tuple(one.number for one in pieces if one.digest in found.copies)
    along = include_protected and not of_all.issubset(without)
    return ExportedInPart(
        found, digest, withheld.what.asked_for, left_out, tuple(without), redacted, along, writing.swept
    )


def _contents(
    desk: Desk, session: Session, withheld: Withheld, asked: Asked, folder: Path
) -> tuple[Told, list[Part], dict[str, str]]:
    stage, connection = Stage(folder), session.connection()
    end, at = chain.head(session), chain.newest_time(session) or desk.clock()
    told = Told(*workspace_identity(connection), end.number, end.hash, at, schema.NEWEST, __version__, redacted=True)
    whole = replace(desk, clock=lambda: at)
    with redacted_copy(whole, session, withheld, folder) as copy, db_session.reading(copy.database) as copied:
        whole_report = gather_in(copy, copied, include_protected=not withheld.what.pieces)
        report = _chosen(whole_report, withheld)
    for name in REPORTS:
        stage.write(name, [load_renderer(name.rpartition(".")[2])(report)])
    quiet: dict[int, list[str]] = {}
    on_pieces: dict[int, list[int]] = {number: [] for number in withheld.what.pieces}
    stage.write(SHOWN, _lines(list(events(connection, withheld)), quiet, on_pieces))
    shown = [number for number in range(1, end.number + 1) if number in quiet]
    proof = prove(tree_rows.leaves(connection, end.number), shown)
    stage.write(PROOF, [written(proof)])
    kept = set(kept_digests(connection))
    why = files(session, desk.locker, kept, withheld, asked.look_at)
    told_of = _digests_in(stage.parts[-2].path)
    why |= dict.fromkeys((one for one in kept - told_of if why[one] is None), "no event that is shown tells of it")
    covered = copies(session, desk.locker, asked, withheld, {one: why[one] for one in kept & told_of})
    why |= covered.why
    left_out = {digest: reason for digest, reason in why.items() if reason is not None}
    holes = Holes(
        proof.withheld,
        {number: some for number, some in quiet.items() if some},
        {digest: reason for digest, reason in left_out.items() if reason != PROTECTED},
        {number: Hidden(PROTECTED, tuple(on)) for number, on in on_pieces.items()},
        {
            digest: Copy(hashlib.sha256(one.data).hexdigest(), one.pages, one.boxes)
            for digest, one in covered.made.items()
        },
    )
    stage.write(WITHHELD, [holes_written(holes)])
    known = {one.digest: _unnamed(one, withheld) for one in originals(connection)}
    named = {
        name_of(one): one
        for one in (known.get(digest, Original(digest, "", "")) for digest in sorted(kept - set(left_out)))
    }
    stage.parts += [original(desk, name, one.digest, folder) for name, one in named.items()]
    for digest, one in covered.made.items():
        its = hashlib.sha256(one.data).hexdigest()
        about = Original(its, one.media_type, f"A copy of {digest}, parts of it covered")
        name = name_of(about, folder=COPIES)
        if name not in named:  # two pictures that differ under their boxes alone
            named[name] = about
            stage.write(name, [one.data])
    stage.write(CRATE, [crate(told, stage.parts, named)])
    payload = sorted(stage.parts, key=lambda part: part.name)
    stage.parts = []
    stage.write(BAGIT, [BAGIT_TEXT])
    stage.write(BAG_INFO, [bag_info(told, payload)])
    stage.write(README, [redacted_readme(told, root=proof.root, withheld=proof.count_withheld)])
    stage.write(MANIFEST, [manifest(payload)])
    stage.write(TAG_MANIFEST, [manifest(stage.parts)])
    return told, [*stage.parts, *payload], left_out


def _digests_in(file: Path) -> set[str]:
    with file.open(encoding="utf-8") as lines:
        return {digest for line in lines for digest in HEX.findall(json.loads(line)["body"])}


def _lines(
    found: Iterable[ShownEvent | HiddenEvent], quiet: dict[int, list[str]], on_pieces: dict[int, list[int]]
) -> Iterator[bytes]:
    """Yield the lines of the events that are shown.

    Notes of each in ``quiet`` which of its words are not, and in ``on_pieces`` which events protected pieces have.
    """
    for one in found:
        if isinstance(one, ShownEvent):
            digests = json.loads(one.sealing.body)["texts"]
            quiet[one.sealing.number] = sorted(set(digests) - set(one.texts))
            yield line(one.sealing, one.texts)
        else:
            for piece in one.pieces:
                on_pieces[piece].append(one.number)


def _unnamed(one: Original, withheld: Withheld) -> Original:
    """Return what is known of a file without what it was called: a name of a file is words of people too."""
    kind = "" if withheld.what.sought.first_in(one.media_type) is not None else one.media_type
    return Original(one.digest, kind, "")


def _chosen(report: Report, withheld: Withheld) -> Report:
    """Keep to the claims that are shown."""
    if withheld.chosen is None:
        return report
    kept = [
        replace(one, claims=tuple(claim for claim in one.claims if claim.number in withheld.chosen.claims))
        for one in report.articles
    ]
    return build(
        [one for one in kept if one.claims],
        workspace=report.workspace,
        head_number=report.head_number,
        head_hash=report.head_hash,
        as_of=report.as_of,
        tool_version=report.tool_version,
        stamps=report.stamps,
    )


_STYLE = re.compile(rb"<style\b.*?</style>", re.DOTALL)
_AT_ONCE = 1 << 20


def _refuse_traces(parts: Iterable[Part], what: Protected) -> None:
    """Search everything that was written; raises VerificationFailed, naming the file, where a name stands in it."""
    for part in parts:
        if COPY.fullmatch(part.name) and not part.name.endswith((".docx", ".odt")):
            continue  # pixels, which whoever named the boxes looked at
        sought = what.sought if ORIGINAL.fullmatch(part.name) else what.unsaid
        for data in _pieces(part):
            try:
                found = trace(data, sought)
            except Unsearched as error:
                raise VerificationFailed(f"{part.name} cannot be searched for what is left out: {error}") from error
            if found is not None:
                raise VerificationFailed(
                    f'"{found}" still stands in {part.name}, where it may be another word; nothing was written. Choose '
                    "what is left out otherwise"
                )


def _pieces(part: Part) -> Iterator[bytes]:
    """Yield what a file holds, in pieces that no name reaches across: lines, where the program wrote them."""
    if not part.name.endswith(".jsonl"):
        data = part.path.read_bytes()
        # How the report is drawn holds words of the program, and no others.
        yield _STYLE.sub(b"", data) if part.name == REPORTS[0] else data
        return
    with part.path.open("rb") as stream:
        while lines := stream.readlines(_AT_ONCE // 8):
            yield b"".join(lines)

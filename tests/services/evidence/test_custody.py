"""Who had a piece in hand, when and why; how it may be used; and what is left out of what leaves the desk."""

import ast
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest
from tests.kept import file_of

import claimtrack
from claimtrack.db import engine
from claimtrack.db.engine import Database
from claimtrack.errors import ForbiddenMove, InvalidInput, NotFound, UsageError, VerificationFailed
from claimtrack.reports.model import Terms
from claimtrack.reports.registry import formats, load_renderer
from claimtrack.services.desk import Desk, reading
from claimtrack.services.evidence import custody, taking_out
from claimtrack.services.evidence.amendments import Amendment
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.evidence.pieces import shown
from claimtrack.services.evidence.protection import left_out, protected
from claimtrack.services.evidence.terms import NewTerms, put_right, set_terms
from claimtrack.services.integrity.verify import verify
from claimtrack.services.packages.export import let_go
from claimtrack.services.packages.opening import opened
from claimtrack.services.reports.gather import gather
from claimtrack.vocabulary import Consent, Risk, Visibility

Attach = Callable[..., Attached]
_HIDDEN = NewTerms(visibility=Visibility.PROTECTED)


@pytest.fixture
def piece(bridge: int, support: Attach) -> int:
    """Give a piece that tells that the bridge is closed."""
    return support(bridge, text="Seen from the tower by night", source="Tower Watch", name="tower-log.txt").number


def _told(desk: Desk, number: int) -> list[tuple[str, str, str | None]]:
    return [(line.who, line.what, line.reason) for line in custody.log_of(desk, number)]


@pytest.mark.both_databases
def test_everything_that_happens_to_a_piece_is_on_record_in_order(
    desk: Desk, editor: Desk, piece: int, tmp_path: Path
) -> None:
    digest = shown(desk, piece).digest
    taking_out.copy_to_open(desk, piece, tmp_path)
    taking_out.copy_out(editor, piece, tmp_path / "copy.txt", reason="for the lawyer")
    desk.enact(custody.hand_over, piece, to=" the registry ", reason="asked for in writing", thing="a print")
    desk.enact(custody.hand_over, piece, to="the registry", reason="asked for again")
    desk.enact(custody.keep_outside, piece, custody.Thing("the card", "safe 2", "0417", "Mio Ito"), reason="too large")
    desk.enact(custody.keep_outside, piece, custody.Thing("the card", "the bank"))
    made, unlogged = let_go(desk, tmp_path / "case.zip", reason="for the court")
    assert unlogged is None
    exported = f"exported the record up to event {made.events}"
    assert _told(desk, piece) == [
        (desk.reviewer, f"received tower-log.txt, SHA-256 {digest}", None),
        (desk.reviewer, f"opened evidence {piece}", None),
        (editor.reviewer, f"copied evidence {piece} out to copy.txt", "for the lawyer"),
        (desk.reviewer, f"handed a print of evidence {piece} to the registry", "asked for in writing"),
        (desk.reviewer, f"handed evidence {piece} to the registry", "asked for again"),
        (
            desk.reviewer,
            f"put the card of evidence {piece}, sealed 0417, outside the locker: safe 2, kept by Mio Ito",
            "too large",
        ),
        (desk.reviewer, f"put the card of evidence {piece} outside the locker: the bank", None),
        (
            desk.reviewer,
            f"{exported} with {made.originals} originals as case.zip, SHA-256 {made.sha256}",
            "for the court",
        ),
    ]
    assert verify(desk).problems == ()


def test_what_came_after_an_export_was_not_in_it(
    desk: Desk, piece: int, bridge: int, support: Attach, tmp_path: Path
) -> None:
    let_go(desk, tmp_path / "case.zip")
    later = support(bridge, text="another", source="Road Office", name="later.txt").number
    assert len(custody.log_of(desk, piece)) == 2
    assert len(custody.log_of(desk, later)) == 1


def test_what_is_opened_is_what_was_attached_or_is_not_opened_and_on_no_record(
    desk: Desk, piece: int, tmp_path: Path
) -> None:
    kept = file_of(desk.locker, shown(desk, piece).digest)
    data = kept.read_bytes()
    kept.chmod(0o644)
    kept.write_bytes(bytes([data[0] ^ 1]) + data[1:])
    for take in (taking_out.copy_to_open, taking_out.copy_out):
        with pytest.raises(VerificationFailed, match=f"evidence {piece} is not what was attached: .* was altered"):
            take(desk, piece, tmp_path)
    kept.unlink()
    with pytest.raises(VerificationFailed, match="are not in the locker"):
        taking_out.copy_out(desk, piece, tmp_path)
    assert list(tmp_path.glob("*.txt")) == []
    assert len(custody.log_of(desk, piece)) == 1


def test_a_copy_that_could_not_be_written_is_on_no_record(desk: Desk, piece: int, tmp_path: Path) -> None:
    (tmp_path / "tower-log.txt").write_text("mine")
    with pytest.raises(InvalidInput, match="is there already"):
        taking_out.copy_out(desk, piece, tmp_path)
    assert len(custody.log_of(desk, piece)) == 1


def test_where_the_record_cannot_be_written_a_piece_is_opened_all_the_same_and_that_is_said(
    desk: Desk, stranger: Desk, viewer: Desk, piece: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, by in enumerate((stranger, viewer)):
        copy = taking_out.copy_out(by, piece, tmp_path / f"{number}.txt")
        assert copy.path.read_bytes() == b"Seen from the tower by night"
        assert copy.unlogged is not None
    monkeypatch.setattr(engine, "_is_writable", lambda _: False)
    sealed = replace(desk, database=Database(desk.database.url.render_as_string(hide_password=False)))
    copy = taking_out.copy_out(sealed, piece, tmp_path / "sealed.txt")
    assert copy.path.exists()
    assert copy.unlogged is not None
    sealed.database.dispose()
    assert len(custody.log_of(desk, piece)) == 1


@pytest.mark.parametrize("visibility", [Visibility.RESTRICTED, Visibility.PROTECTED])
def test_what_is_not_for_everybody_is_opened_for_a_reason_by_who_is_on_record(
    desk: Desk, viewer: Desk, piece: int, tmp_path: Path, visibility: Visibility
) -> None:
    desk.enact(set_terms, piece, NewTerms(visibility=visibility), reason=None)
    for reason in (None, " ", "-"):
        with pytest.raises(
            ForbiddenMove, match=f"evidence {piece} is {visibility}, and is taken out only for a reason"
        ):
            taking_out.copy_to_open(desk, piece, tmp_path, reason=reason)
    with pytest.raises(ForbiddenMove, match="may not change the record"):
        taking_out.copy_out(viewer, piece, tmp_path, reason="curious")
    assert list(tmp_path.glob("*.txt")) == []
    taking_out.copy_out(desk, piece, tmp_path, reason="to compare the hands")
    assert _told(desk, piece)[-1][2] == "to compare the hands"


def test_an_entry_takes_words_and_a_handover_a_reason(desk: Desk, piece: int) -> None:
    with pytest.raises(ForbiddenMove, match="takes a reason"):
        desk.enact(custody.hand_over, piece, to="the court", reason=None)
    with pytest.raises(UsageError, match="say it in words: --to TEXT"):
        desk.enact(custody.hand_over, piece, to=" ", reason="a good one")
    with pytest.raises(UsageError, match="say it in words: --place TEXT"):
        desk.enact(custody.keep_outside, piece, custody.Thing("a disk", ""))
    for number in (99, 10**30):
        with pytest.raises(NotFound, match=f"no evidence {number}"):
            desk.enact(custody.hand_over, number, to="the court", reason="a good one")
        with pytest.raises(NotFound, match=f"no evidence {number}"):
            custody.log_of(desk, number)


@pytest.mark.both_databases
def test_how_a_piece_may_be_used_is_on_record_with_every_version(desk: Desk, piece: int) -> None:
    first = NewTerms("sent to us", Consent.GIVEN, "Ana Ruiz", "print", Risk.HIGH, "her brother", Visibility.RESTRICTED)
    assert desk.enact(set_terms, piece, first, reason=None) == (
        f"evidence {piece} is restricted: opened only for a reason that is on record"
    )
    assert shown(desk, piece).terms == Terms(**{one.name: getattr(first, one.name) for one in fields(Terms)})
    desk.enact(set_terms, piece, NewTerms(consent=Consent.WITHDRAWN, harmed=""), reason="she rang")
    terms = shown(desk, piece).terms
    assert (terms.consent, terms.consent_by, terms.consent_extent) == (Consent.WITHDRAWN, None, None)
    assert (terms.rights, terms.risk, terms.harmed) == ("sent to us", Risk.HIGH, None)
    said = f"said of evidence {piece} how it may be used: rights: sent to us"
    assert [what for _, what, _ in _told(desk, piece)][1:] == [
        f"{said}; consent given by Ana Ruiz, for print; risk high for her brother; visibility restricted (was desk)",
        f"{said}; consent withdrawn; risk high; visibility restricted",
    ]
    assert verify(desk).problems == ()


def test_what_says_nothing_of_how_a_piece_may_be_used_is_refused(desk: Desk, piece: int) -> None:
    with pytest.raises(UsageError, match="say whether it was given: --consent given"):
        desk.enact(set_terms, piece, NewTerms(consent_by="Ana Ruiz"), reason=None)
    with pytest.raises(UsageError, match="say how bad it would be if this got out: --risk high"):
        desk.enact(set_terms, piece, NewTerms(harmed="Ana Ruiz"), reason=None)
    desk.enact(set_terms, piece, _HIDDEN, reason=None)
    with pytest.raises(ForbiddenMove, match="is on record like that already"):
        desk.enact(set_terms, piece, _HIDDEN, reason=None)
    with pytest.raises(ForbiddenMove, match=f"that more people shall see evidence {piece} takes a reason"):
        desk.enact(set_terms, piece, NewTerms(visibility=Visibility.RESTRICTED), reason=None)


def test_what_is_put_right_of_a_piece_and_how_it_may_be_used_are_one_change(desk: Desk, piece: int) -> None:
    with pytest.raises(NotFound):
        desk.enact(put_right, piece, Amendment(no_relies_on=("Nobody Known",)), _HIDDEN, reason="theirs")
    assert shown(desk, piece).visibility is Visibility.DESK
    words, _ = desk.enact(put_right, piece, Amendment(source="Nobody Known", new_source=True), _HIDDEN, reason="theirs")
    assert words.startswith(f"evidence {piece} is on record as from Nobody Known; evidence {piece} is protected")


def test_a_report_leaves_protected_evidence_out_with_every_word_on_it(
    desk: Desk, bridge: int, piece: int, support: Attach
) -> None:
    support(bridge, text="The gate is shut", source="Road Office", name="gate.txt")
    desk.enact(
        set_terms,
        piece,
        replace(_HIDDEN, rights="our oldest source", risk=Risk.HIGH, harmed="the watchman"),
        reason="threats",
    )
    with reading(desk) as session:
        assert protected(session) == {piece}
    assert left_out(desk, None) == {piece}
    assert left_out(desk, 1) == {piece}
    secret = [b"Tower Watch", b"tower-log", b"Seen from the tower", b"our oldest source", b"the watchman"]
    secret.append(shown(desk, piece).digest.encode())
    for name in formats():
        short, whole = (load_renderer(name)(gather(desk, include_protected=included)) for included in (False, True))
        assert [words for words in secret if words in short] == [], name
        assert b"Road Office" in short, name
        assert b"left_out" in short or f"vidence {piece} is protected, and left out here".encode() in short, name
        assert b"Tower Watch" in whole, name
    (article,) = gather(desk).articles
    (entry,) = [one for one in article.claims if one.number == bridge]
    assert entry.left_out == (piece,)
    assert [one.number for one in entry.evidence] == [2]


def test_what_stands_in_the_article_is_no_secret(desk: Desk, bridge: int, support: Attach) -> None:
    speaker = gather(desk).articles[0].claims[0].speaker
    number = support(bridge, text="as said", source=speaker, name="said.txt").number
    told = f"evidence {number} does not count: it comes from the claimant, {speaker}"
    assert told in gather(desk).articles[0].claims[0].independence
    desk.enact(set_terms, number, _HIDDEN, reason=None)
    (claim,) = [one for one in gather(desk).articles[0].claims if one.number == bridge]
    assert claim.speaker == speaker
    # That the piece comes from them is one.
    for name in formats():
        assert told.encode() not in load_renderer(name)(gather(desk)), name
        assert told.encode() in load_renderer(name)(gather(desk, include_protected=True)).replace(b"\\", b""), name


def test_a_report_tells_how_a_piece_is_kept_as_it_stood(desk: Desk, bridge: int, piece: int) -> None:
    event = verify(desk).events
    desk.enact(set_terms, piece, NewTerms("sent to us", Consent.GIVEN, "Ana Ruiz"), reason=None)
    middle = verify(desk).events
    desk.enact(set_terms, piece, NewTerms(consent=Consent.WITHDRAWN), reason=None)
    desk.enact(custody.hand_over, piece, to="the court", reason="asked for")
    told = []
    for moment in (event, middle, None):
        (one,) = [one for one in gather(desk, as_of=moment).articles[0].claims if one.number == bridge]
        told.append((one.evidence[0].terms.consent, one.evidence[0].terms.rights, len(one.evidence[0].custody)))
    assert told == [(None, None, 1), (Consent.GIVEN, "sent to us", 2), (Consent.WITHDRAWN, "sent to us", 4)]
    for name in ("md", "txt", "html"):
        said = " ".join(load_renderer(name)(gather(desk)).decode().replace("\\", "").split())
        assert "consent withdrawn" in said, name
        assert f"handed evidence {piece} to the court" in said, name


def test_a_case_with_protected_evidence_leaves_when_somebody_says_so(desk: Desk, piece: int, tmp_path: Path) -> None:
    desk.enact(set_terms, piece, _HIDDEN, reason=None)
    with pytest.raises(ForbiddenMove, match=f"evidence {piece} is protected.*nothing was written; --include-protected"):
        let_go(desk, tmp_path / "case.zip")
    assert not (tmp_path / "case.zip").exists()
    let_go(desk, tmp_path / "case.zip", include_protected=True)
    assert "protected pieces among them" in _told(desk, piece)[-1][1]
    with opened(tmp_path / "case.zip") as package:
        assert shown(package.desk, piece).visibility is Visibility.PROTECTED


def test_an_export_that_cannot_be_put_on_record_says_so(viewer: Desk, piece: int, tmp_path: Path) -> None:
    del piece
    _, unlogged = let_go(viewer, tmp_path / "case.zip")
    assert unlogged is not None
    assert "may not change the record" in unlogged


def test_bytes_of_evidence_leave_the_locker_in_no_other_place() -> None:
    """Hold that whoever reads a kept file is one of those whose reading is on record, or who only check and read text.

    A new place either goes through ``taking_out``, or is a reader that hands nothing to a person.
    """
    root = Path(claimtrack.__file__).parent / "services"
    found = {
        str(file.relative_to(root))
        for file in root.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"read", "blocks", "path_of", "local", "as_file"}
        if "locker" in ast.unparse(node.value)
    }
    assert found == {
        "evidence/capturing.py",  # what a capture tells of itself
        "evidence/elsewhere.py",  # whether a capture made elsewhere is what it says of itself
        "evidence/corroboration.py",  # two captures compared
        "evidence/days.py",  # a day looked for in the text
        "evidence/hearing.py",  # in whose mouth a record has the words
        "evidence/lookalikes.py",  # whether it is nearly another picture
        "evidence/pictures.py",  # what a picture says of itself
        "evidence/proposing.py",  # passages for a claim; what is shown is put on record as opened
        "evidence/recheck.py",  # whether an excerpt still stands
        "evidence/taking_out.py",
        "integrity/backup.py",  # of the whole workspace, for itself
        "integrity/moving.py",  # from one locker into another
        "packages/contents.py",  # what `let_go` puts on record
        "packages/covering.py",  # and what `let_go_in_part` does
        "packages/withholding.py",  # whether a name stands in a file
        "purging/targets.py",  # the same
        "timestamps/asking.py",
        "timestamps/authorities.py",
        "timestamps/checking.py",
        "timestamps/copying_out.py",  # tokens and manifests
    }

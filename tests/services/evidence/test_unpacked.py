"""A copy of the article comes so that its words are not seen: letters apart, encoded, in an archive."""

import base64
import io
import zipfile
from collections.abc import Callable

import pytest

from claimtrack.errors import ForbiddenMove
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.amendments import Amendment, amend
from claimtrack.services.evidence.attachments import attach
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.services.integrity.verify import verify
from claimtrack.services.sources import relations
from claimtrack.services.verdicts import explanation
from claimtrack.services.verdicts.decisions import Moved
from claimtrack.vocabulary import Basis, Stance, Status

Record = Callable[..., Ingested]
Decide = Callable[..., list[Moved]]

LINES = (
    "Ana Ruiz: The city closed the old bridge over the Lenna on Monday after inspectors had found a crack in its arch.",
    "Ana Ruiz: Trams end at the market hall until spring, and a ferry takes walkers across from seven to nine.",
)
ARTICLE = "\n".join(LINES)


def packed(files: dict[str, bytes]) -> bytes:
    """Pack files as a ZIP archive."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return into.getvalue()


OWN = b"The keeper of the register wrote down what the inspectors brought on Friday: one sheet, three signatures."
COPY = ARTICLE.encode()


@pytest.fixture
def claim(desk: Desk, record: Record) -> int:
    """Give a claim of a person, and a source that was looked up."""
    found = record(*LINES, "Harbour Museum: The road is shut.", outlet="Post").claims[0]
    desk.enact(relations.unaffiliated, "Harbour Museum", because="its statute was read")
    return found


def attached(desk: Desk, claim: int, offered: Offered) -> int:
    """Attach a piece as the museum's record; gives its number."""
    bearing = Bearing(Stance.SUPPORTS, Basis.RECORD, source="Harbour Museum")
    return desk.enact(attach, look(desk, [claim]), examine(desk, offered, bearing)).number


def reason(desk: Desk, claim: int) -> str:
    """Return what is said of the last piece."""
    return explanation.of(desk, claim).supporting.weighed[-1].reason


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("   ".join(" ".join(word) for word in ARTICLE.split()).encode(), "letters.txt"),
        (OWN + b"\n\n" + base64.encodebytes(COPY), "encoded.txt"),
        (packed({"a.txt": COPY}), "one.zip"),
        (packed({"readme.txt": OWN, "deep/a.html": b"<html><body><p>" + COPY + b"</p></body></html>"}), "two.zip"),
        (packed({"inner.zip": packed({"a.txt": COPY})}), "nested.zip"),
        (packed({"half-1.txt": LINES[0].encode(), "half-2.txt": LINES[1].encode()}), "halves.zip"),
    ],
    ids=["letters apart", "base64", "zip", "zip with a page", "zip in a zip", "zip of halves"],
)
@pytest.mark.both_databases
def test_a_copy_that_is_not_seen_at_once_is_one(data: bytes, name: str, desk: Desk, claim: int, decide: Decide) -> None:
    attached(desk, claim, Offered(data, name))
    assert reason(desk, claim).startswith("does not count: it has the article's own words, or most of them")
    with pytest.raises(ForbiddenMove, match="it is a copy of it"):
        decide(Status.CONFIRMED, claim)
    assert verify(desk).problems == ()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (" ".join(ARTICLE.replace(" ", "")).encode(), "row.txt"),
        (packed({"a.txt": COPY, "b.7z": b"7z\xbc\xaf\x27\x1c" + bytes(40)}), "inside.zip"),
        (packed({f"{place}.txt": OWN for place in range(201)}), "many.zip"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(40), "a.7z"),
    ],
    ids=["letters in a row", "an archive in a zip", "many files", "7z"],
)
@pytest.mark.both_databases
def test_words_that_cannot_be_compared_bar_until_a_person_compared(
    data: bytes, name: str, desk: Desk, claim: int, decide: Decide
) -> None:
    piece = attached(desk, claim, Offered(data, name))
    assert "its words stand in it so that they cannot be compared" in reason(desk, claim)
    with pytest.raises(ForbiddenMove, match="cannot be compared") as refused:
        decide(Status.CONFIRMED, claim)
    assert f"`claimtrack evidence set {piece} --compared --reason TEXT`" in str(refused.value)
    desk.enact(amend, piece, Amendment(compared=True), reason="unpacked and read: a register of its own")
    assert decide(Status.CONFIRMED, claim)[0].independent
    assert verify(desk).problems == ()


@pytest.mark.parametrize(
    ("data", "name"),
    [(packed({"a.txt": OWN}), "own.zip"), (packed({"a.jpg": b"\xff\xd8\xff\xe0" + bytes(64)}), "pictures.zip")],
)
def test_an_archive_of_its_own_counts(data: bytes, name: str, desk: Desk, claim: int, decide: Decide) -> None:
    attached(desk, claim, Offered(data, name))
    assert decide(Status.CONFIRMED, claim, reason="it shows the arch")[0].independent

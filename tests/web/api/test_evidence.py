"""A piece of evidence for programs: all that `evidence show --json` tells of it."""

import io
from typing import Any

import pytest
from PIL import Image
from tests.reading.pdf.paper import Page, pdf, put
from tests.web.api.conftest import Program
from tests.web.api.test_api import command

from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence.bringing import Brought, bring
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.vocabulary import Basis, Stance

_SAVED = b"""<!doctype html><html><!--
 Page saved with SingleFile
 url: https://weir.example/report
 saved date: Mon Nov 23 2026 10:00:00 GMT+0000 (Coordinated Universal Time)
--><head><title>The weir</title></head><body><p>Nobody was hurt at the weir on Monday.</p></body></html>"""


def _photo() -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(held, "PNG")
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "told_in"),
    [
        ("photo.png", _photo(), "picture"),
        ("letter.pdf", pdf(Page(put(72, 700, "Nobody was hurt.")), title="A letter"), "document"),
        ("page.html", _SAVED, "elsewhere"),
        ("note.txt", b"Nobody was hurt.", None),
    ],
)
def test_a_piece_is_what_the_command_line_shows(
    reading: Program,
    desk: Desk,
    name: str,
    data: bytes,
    told_in: str | None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    bearing = Bearing(stance=Stance.CONTEXT, basis=Basis.RECORD, source="The clinic", new_source=True)
    desk.enact(bring, look(desk, [1]), Brought(examine(desk, Offered(data, name), bearing), None, None))
    found: Any = reading.get("/evidence/1")
    told = [key for key in ("capture", "picture", "document", "elsewhere") if found[key] is not None]
    assert told == ([told_in] if told_in is not None else [])
    assert [one["who"] for one in found["custody"]] == ["ana"]
    assert [(one["claim"], one["stance"]) for one in found["links"]] == [(1, "context")]
    assert desk.place is not None
    (shown,) = command(["--workspace", str(desk.place.root), "--json"], ["evidence", "show", "1"], monkeypatch, capsys)
    assert found == shown

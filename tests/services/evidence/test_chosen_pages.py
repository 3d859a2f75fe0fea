"""One page of a web archive with several, taken by its address: quoted, told, and checked again there."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.reading.formats.test_web_archive import _URL, INFO, OTHER, QUAY, page, record, wacz

from claimtrack.errors import InvalidInput, UsageError
from claimtrack.reading.captures.chosen_pages import on_page, page_meant
from claimtrack.reading.read import read_document
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.evidence import recheck
from claimtrack.services.evidence.again import offered_again
from claimtrack.services.evidence.attachments import Attached, attach
from claimtrack.services.evidence.capturing import offered_from
from claimtrack.services.evidence.offers import Bearing, Offered, examine
from claimtrack.services.evidence.pieces import shown
from claimtrack.services.integrity.verify import verify
from claimtrack.vocabulary import Basis, Stance

_BOATS = "https://ledger.example/boats"
_WARC = INFO + record(_BOATS, OTHER) + record(_URL, QUAY)


@pytest.fixture
def kept(desk: Desk, bridge: int) -> Callable[..., Attached]:
    """Give a way to attach what is offered with an excerpt."""

    def attached(offered: Offered, excerpt: str) -> Attached:
        bearing = Bearing(Stance.CONTEXT, Basis.RECORD, None, excerpt=excerpt)
        return desk.enact(attach, look(desk, [bridge]), examine(desk, offered, bearing))

    return attached


@pytest.mark.parametrize("name", ["a.warc", "a.wacz"])
def test_the_page_that_is_named_is_read(name: str) -> None:
    data = _WARC if name == "a.warc" else wacz({"url": _URL})
    document = read_document(data, name=name, charset=on_page(f"{_BOATS}#top"))
    assert (document.title, document.url) == ("Boats", _BOATS)
    assert document.notices[-1] == (
        f"The archive holds 2 pages; read was the one at {_BOATS}, which was named, captured on 2026-03-07 "
        "at 08:30 UTC."
    )
    with pytest.raises(
        InvalidInput, match=rf"{name} holds no page https://a\.example/; its pages are: {_BOATS}, {_URL}"
    ):
        read_document(data, name=name, charset=on_page("https://a.example/"))
    assert (page_meant("utf-8"), page_meant(None)) == (None, None)


def test_an_excerpt_is_found_on_it_and_again_later(desk: Desk, kept: Callable[..., Attached], tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(_WARC)
    with pytest.raises(InvalidInput, match=r"the excerpt is not in a\.warc"):
        kept(offered_from(desk, str(tmp_path / "a.warc")), "The boats stay out.")
    done = kept(offered_from(desk, str(tmp_path / "a.warc"), page=_BOATS), "The boats stay out.")
    assert (done.place or "").endswith(f" of {_BOATS}")
    (link,) = shown(desk, done.number).links
    assert (link.place or "").endswith(f" of {_BOATS}")
    assert verify(desk).problems == ()
    assert desk.enact(recheck.recheck, ()).taken_off == ()


def test_a_piece_on_record_is_quoted_from_another_page(desk: Desk, kept: Callable[..., Attached]) -> None:
    number = kept(Offered(_WARC, "a.warc"), "The quay is shut.").number
    offered, _ = offered_again(desk, number, Bearing(Stance.CONTEXT, Basis.RECORD, None), page=_BOATS)
    assert offered.charset == on_page(_BOATS)


def test_what_has_no_pages_is_refused(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page("Quay", "It is shut."))
    with pytest.raises(UsageError, match=r"a\.html is no web archive with pages; leave --page out"):
        offered_from(desk, str(tmp_path / "a.html"), page=_URL)
    with pytest.raises(UsageError, match="is an address, and is captured by itself; leave --page out"):
        offered_from(desk, "https://a.example/", page=_URL)

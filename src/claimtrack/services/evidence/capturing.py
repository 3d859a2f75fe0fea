"""What is offered as evidence by its name: a file as it is, a page as a capture; and what a capture tells of itself."""

from dataclasses import dataclass, replace
from itertools import islice

from claimtrack.config import MAX_SIZE
from claimtrack.errors import InvalidInput, UsageError
from claimtrack.reading.captures.account import Account
from claimtrack.reading.captures.account import Rendering as Rendering
from claimtrack.reading.captures.chosen_pages import on_page
from claimtrack.reading.encodings.charsets import told
from claimtrack.reading.formats.gzipped import BrokenOff
from claimtrack.reading.formats.warc_records import records
from claimtrack.reading.formats.web_archive import WARC, account_in
from claimtrack.reading.packed import WACZ
from claimtrack.reading.sniff import media_type_of
from claimtrack.remedies import Field
from claimtrack.services.desk import Desk, refuse_without
from claimtrack.services.evidence.offers import Offered
from claimtrack.services.evidence.pieces import EvidenceRow
from claimtrack.services.inputs import is_url, large_file, one_input
from claimtrack.vocabulary import Right

_FRONT = 3
"""Records at the front of a capture, among which its account is."""


def offered_from(
    desk: Desk,
    named: str,
    *,
    allow_private: bool = False,
    encoding: str | None = None,
    max_size: int | None = None,
    render: bool = False,
    page: str | None = None,
) -> Offered:
    """Get what a user names: a file or standard input as its bytes are, a page captured with what it shows.

    A large file that nothing reads text from is not read here, and is kept block by block. ``max_size`` are the bytes
    that are taken at most: 20 MB of what is read, 100 GB of what is not, where it says nothing.

    ``page`` is the address of the one that is meant in a web archive that holds several.
    With ``render`` an installed browser shows the page, and what it makes of it is kept in the same archive.

    Raises NotFound, InvalidInput or UsageError, also where there is no browser, and as ``desk.acting`` for who may not
    attach, before anything is asked of a server.
    """
    if is_url(named) and page is not None:
        raise UsageError(
            f"{named} is an address, and is captured by itself; leave " + Field("page") + " out, or name an archive"
        )
    if not is_url(named):
        if render:
            raise UsageError(f"{named} is a file, and no page to render; leave " + Field("render") + " out")
        large = large_file(named, max_size=max_size) if page is None else None
        if large is not None:
            return Offered(b"", large.name, media_type=large.media_type, large=large)
        found = one_input(named, encoding=encoding, max_size=max_size or MAX_SIZE)
        if page is not None:
            return with_page(Offered(found.data, found.name, found.url), page)
        return Offered(found.data, found.name, found.url, found.charset)
    from claimtrack.reading.captures.capture import capture
    from claimtrack.reading.captures.write_warc import as_warc

    charset = told(encoding) if encoding is not None else None
    refuse_without(desk, Right.REVIEW)
    if render:
        from claimtrack.reading.captures.rendered import render as rendered_by
        from claimtrack.reading.captures.rendered import require_browser

        require_browser()  # before anything is asked of a server
    made = capture(named, clock=desk.clock, allow_private=allow_private)
    rendered = rendered_by(made, clock=desk.clock) if render else None
    return Offered(as_warc(made, by=desk.reviewer, rendered=rendered), made.page.url, made.page.url, charset, WARC)


def with_page(offered: Offered, page: str) -> Offered:
    """Return what is offered with the page that is meant in it; raises UsageError for what is no web archive."""
    if media_type_of(offered.data, name=offered.name) not in {WARC, WACZ}:
        raise UsageError(f"{offered.name} is no web archive with pages; leave " + Field("page") + " out")
    return replace(offered, charset=on_page(page))


@dataclass(frozen=True, slots=True)
class Certificate:
    """The certificate that a server showed as its own: whose, by whom, from when to when, and its SHA-256."""

    subject: str
    issuer: str
    since: str
    until: str
    sha256: str
    shown: int
    """How many certificates the server's chain has, this one included."""


@dataclass(frozen=True, slots=True)
class CaptureTold:
    """What a capture tells. ``here`` says that it was made by this workspace, where it was attached by its address."""

    account: Account
    certificate: Certificate | None
    here: bool


def capture_told(desk: Desk, piece: EvidenceRow) -> CaptureTold | None:
    """Return what a piece tells of its capture; None where it is none, or its bytes are not what was attached."""
    if piece.media_type != WARC or desk.locker.check(piece.digest) is not None:
        return None
    account = _account(desk.locker.read(piece.digest), piece.name)
    if account is None:
        return None
    return CaptureTold(account, _certificate(account.last.chain), piece.url is not None)


def _account(data: bytes, name: str) -> Account | None:
    """Return the account of a capture, which stands at its front."""
    found = (account_in(record) for record in islice(records(data, name=name), _FRONT))
    try:
        return next((one for one in found if one is not None), None)
    except (BrokenOff, InvalidInput):
        return None


def _certificate(chain: tuple[str, ...]) -> Certificate | None:
    if not chain:
        return None
    from cryptography import x509
    from cryptography.hazmat.primitives.hashes import SHA256

    try:
        own = x509.load_pem_x509_certificate(chain[0].encode())
        return Certificate(
            own.subject.rfc4514_string(),
            own.issuer.rfc4514_string(),
            f"{own.not_valid_before_utc:%Y-%m-%d %H:%M} UTC",
            f"{own.not_valid_after_utc:%Y-%m-%d %H:%M} UTC",
            own.fingerprint(SHA256()).hex(),
            len(chain),
        )
    except ValueError:
        return None  # of a capture made elsewhere, which may say anything

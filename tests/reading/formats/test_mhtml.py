import quopri

import pytest

from claimtrack.errors import InvalidInput
from claimtrack.reading.read import read_document

PAGE = (
    '<html lang="en"><head><meta charset="utf-8"><title>Quay shut at Ravn</title></head><body><article>'
    "<h1>Quay shut at Ravn</h1><p>The quay at Ravn was shut on Friday, the harbour office said in the evening.</p>"
    "<p>“Nobody was told of it,” said Lena Holm, who drives one of the two cranes.</p></article></body></html>"
)


def _part(kind: str, location: str, body: bytes) -> bytes:
    head = f"--B\nContent-Type: {kind}\nContent-Transfer-Encoding: quoted-printable\nContent-Location: {location}\n\n"
    return head.encode() + quopri.encodestring(body) + b"\n"


def _archive(*parts: bytes, head: str = "From: <Saved by Blink>\n") -> bytes:
    told = (
        f"{head}Snapshot-Content-Location: https://ledger.example/quay\nSubject: Quay\nDate: Sat, 7 Mar 2026 08:30:00 "
        '-0000\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype="text/html";\n\tboundary="B"\n\n\n'
    )
    return told.encode() + b"".join(parts) + b"--B--\n"


def test_the_page_of_a_saved_archive_is_read_as_a_page() -> None:
    frame = _part("text/html", "https://ads.example/frame", b"<p>Buy a boat at Nilsen, now!</p>")
    page = _part("text/html", "https://ledger.example/quay", PAGE.encode())
    document = read_document(_archive(frame, page, _part("image/png", "https://a.example/a.png", b"x")), name="a")
    assert "said Lena Holm, who drives one of the two cranes." in document.text
    assert "boat" not in document.text
    assert (document.title, document.url) == ("Quay shut at Ravn", "https://ledger.example/quay")
    assert document.published is None
    assert document.notices == ("The page was saved on 2026-03-07 at 08:30 UTC.",)


def test_an_archive_of_one_part_is_read_by_its_name() -> None:
    head = "From: <Saved by Windows Internet Explorer 8>\nSubject: Quay\nMIME-Version: 1.0\n"
    data = f"{head}Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{PAGE}".encode()
    assert "the harbour office said" in read_document(data, name="quay.mht").text


def test_an_archive_without_a_page_is_refused() -> None:
    with pytest.raises(InvalidInput, match=r"a saved web archive \(MHTML\) without a page; save the page again"):
        read_document(_archive(_part("image/png", "https://a.example/a.png", b"x")), name="a.mhtml")

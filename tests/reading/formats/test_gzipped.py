import gzip

import pytest

from claimtrack.errors import InvalidInput
from claimtrack.reading.read import read_document

PAGE = b"<html><head><title>Quay</title></head><body><p>The quay at Ravn is shut, the office said.</p></body></html>"


def test_a_compressed_file_is_read_as_what_it_is_inside() -> None:
    document = read_document(gzip.compress(PAGE), name="page.html.gz")
    assert (document.title, document.media_type) == ("Quay", "text/html")
    assert read_document(gzip.compress(b"*Shut*, she said."), name="a.md.gz").text == "Shut, she said."
    assert read_document(gzip.compress(b"Shut, ") + gzip.compress(b"she said."), name="a.gz").text == "Shut, she said."


def test_of_a_file_that_breaks_off_what_is_there_is_read() -> None:
    data = gzip.compress(b"".join(b"Ship %d is in, she said.\n" % number for number in range(500)))[:-200]
    document = read_document(data, name="a.txt.gz")
    assert document.text.startswith("Ship 0 is in")
    assert str(document.notices[-1]).startswith("a.txt.gz breaks off: what can be unpacked of it")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (gzip.compress(bytes(110_000_000)), "a.gz is larger than 100,000,000 bytes unpacked; save the part"),
        (gzip.compress(gzip.compress(PAGE)), "a.gz was compressed more than once; unpack it"),
        (gzip.compress(PAGE)[:12], "a.gz is damaged: nothing of it can be unpacked"),
        (gzip.compress(b"a.txt" + bytes(252) + b"ustar" + bytes(300)), "a is an archive of files (.tar)"),
    ],
)
def test_a_compressed_file_that_cannot_be_read_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_document(data, name="a.gz")
    assert told in str(refused.value)

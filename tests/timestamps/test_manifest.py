"""A manifest has one form, and anything else is none."""

import pytest

from claimtrack.timestamps.manifest import manifest_of, read_manifest

_ONE, _TWO = "1" * 64, "2" * 64
_TEXT = manifest_of("w-1", 7, "a" * 64, [_TWO, _ONE, _TWO]).text()


def test_it_names_files_in_order_as_sha256sum_reads_them() -> None:
    assert _TEXT.splitlines() == [
        "# claimtrack manifest 1",
        "# workspace: w-1",
        "# events: 7",
        f"# head: {'a' * 64}",
        f"{_ONE}  11/{'1' * 62}",
        f"{_TWO}  22/{'2' * 62}",
    ]


def test_it_is_read_as_it_was_written() -> None:
    assert read_manifest(_TEXT.encode()).text() == _TEXT
    assert read_manifest(manifest_of("w-1", 7, "a" * 64, []).text().encode()).digests == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# claimtrack manifest 1\n",
        _TEXT + "\n",
        _TEXT.replace("\n", "\r\n"),
        _TEXT.replace("manifest 1", "manifest 2"),
        _TEXT.replace("events: 7", "events: +7"),
        _TEXT.replace("events: 7", "events: many"),
        _TEXT.replace("  11/", " *11/"),
        _TEXT.replace("1" * 64, "1" * 63),
        "\n".join([*_TEXT.splitlines()[:4], *reversed(_TEXT.splitlines()[4:])]) + "\n",
    ],
)
def test_anything_else_is_no_manifest(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_manifest(text.encode())

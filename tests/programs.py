"""Programs that tests need and that no Python package brings, and the Debian package of each."""

import shutil

import pytest

PACKAGES = {
    "chromium": "chromium",
    "cc": "gcc",
    "nginx": "nginx",
    "tesseract": "tesseract-ocr",
    "systemd-analyze": "systemd",
}
"""The Debian package of each program; ``.ci/run`` installs what is missing."""


def find(name: str) -> str:
    """Give where a program lies; a test that needs what is missing fails, and says what to install."""
    found = shutil.which(name)
    if found is None:
        pytest.fail(f"{name} is not installed: apt-get install {PACKAGES[name]}", pytrace=False)
    return found

"""Every renderer's whole output, compared with the files in ``expected/``.

After a change that is meant, write them anew and read the difference before it goes in:

    CLAIMTRACK_REFRESH_EXPECTED=1 pytest tests/reports/test_expected.py
    git diff tests/reports/expected
"""

import os
from pathlib import Path

import pytest

from claimtrack.reports.build import build
from claimtrack.reports.model import Report
from claimtrack.reports.registry import load_renderer

EXPECTED = Path(__file__).parent / "expected"
FORMATS = ("md", "html", "json", "csv", "txt")


def assert_expected(name: str, rendered: bytes) -> None:
    """Compare with the stored file, or write it where that was asked for."""
    path = EXPECTED / name
    if os.environ.get("CLAIMTRACK_REFRESH_EXPECTED"):
        path.write_bytes(rendered)
    assert rendered.decode() == path.read_bytes().decode()


@pytest.mark.parametrize("form", FORMATS)
def test_a_real_report(sample: Report, form: str) -> None:
    assert_expected(f"sample.{form}", load_renderer(form)(sample))


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_on_nothing(sample: Report, form: str) -> None:
    empty = build(
        [],
        workspace=sample.workspace,
        head_number=1,
        head_hash=sample.head_hash,
        as_of=sample.as_of,
        tool_version=sample.tool_version,
    )
    assert_expected(f"nothing.{form}", load_renderer(form)(empty))


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_report_gives_the_same_bytes(sample: Report, form: str) -> None:
    render = load_renderer(form)
    assert render(sample) == render(sample)

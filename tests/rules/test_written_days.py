"""Whether a text has a day in it."""

from datetime import date

import pytest

from claimtrack.rules.written_days import names_day

DAY = date(2019, 5, 3)


@pytest.mark.parametrize(
    "written",
    [
        "2019-05-03",
        "2019/5/3",
        "03.05.2019",
        "3/5/2019",
        "5/3/2019",
        "3 May 2019",
        "3rd of May, 2019",
        "03 MAY 2019",
        "May 3, 2019",
        "May 3rd 2019",
        "2019年5月3日",
        "2019-05-03T09:00",
    ],
)
def test_however_it_is_written(written: str) -> None:
    assert names_day(f"Entered on {written} by the clerk.", DAY)


@pytest.mark.parametrize(
    "written", ["2019", "May 2019", "3 May", "2019-05-30", "13 May 2019", "3 May 20190", "12019-05-03", "3/5-2019", ""]
)
def test_what_is_another_day_or_none(written: str) -> None:
    assert not names_day(f"Entered on {written} by the clerk.", DAY)


def test_september_has_two_short_forms() -> None:
    assert all(names_day(f"{name} 9, 2019", date(2019, 9, 9)) for name in ("Sep", "Sept.", "September"))

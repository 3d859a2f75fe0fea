"""Two browsers on one queue: what either does is told to the other while it happens, and nothing is written over."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.web.conftest import ARTICLE
from tests.web.played import listening, person, until

from claimtrack.services.articles.ingest import Given
from claimtrack.services.articles.ingest_many import ingest_many
from claimtrack.services.desk import Desk
from claimtrack.services.inputs import Input
from claimtrack.services.integrity.verify import verify
from claimtrack.services.reports.gather import show
from claimtrack.vocabulary import Status

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)
def test_two_browsers_work_one_queue(desk: Desk, chromium: "Browser") -> None:
    list(ingest_many(desk, [Input(ARTICLE.encode(), "article.txt")], Given("Harbour bridge", "Harbour Courier")))
    with listening(desk) as door, listening(replace(desk, reviewer="ben")) as bens:
        ana, ben = person(chromium, door), person(chromium, bens)
        ana.go("/claims/3")
        ben.go("/")
        row = ben.page.locator('[data-claim="3"]')
        if not desk.database.is_sqlite:  # desks of one SQLite file are two processes that do not know of each other
            until(lambda: "ana is here" in row.inner_text())
        ben.go("/claims/3")
        if not desk.database.is_sqlite:
            until(lambda: "ben is looking at this" in ana.page.locator("#here").inner_text())
        ana.press("d")
        ana.types("half written")
        ben.press("v")
        ben.types("nobody knows")
        ben.sends("Control+Enter")
        banner = ana.page.locator("#live")
        until(banner.is_visible, seconds=5)
        assert re.search(r"ben .*unverifiable.*, \d+ sec\. ago", banner.inner_text()), banner.inner_text()
        assert ana.page.input_value("#verdict-reason") == "half written"  # what is typed is not touched
        ana.sends("Control+Enter")
        assert re.search(r"was changed since you looked: ben .*unverifiable.* \d+ s ago", ana.told), ana.told
        assert show(desk, 3).entry.status is Status.UNVERIFIABLE  # nothing was written over it
        ana.go("/?show=all")
        ben.sends("u")
        until(lambda: "changed by ben" in ana.page.locator('[data-claim="3"]').inner_text(), seconds=5)
        assert ana.errors == ben.errors == []
    assert verify(desk).problems == ()

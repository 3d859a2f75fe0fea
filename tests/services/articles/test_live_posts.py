"""Claims of a live file say of which post they are, everywhere, and ``verify`` holds the posts against the text."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.services.tampering import tamper

from claimtrack.db import claim_rows
from claimtrack.db.listing import Wanted, page
from claimtrack.services.articles import extract as extracting
from claimtrack.services.articles import ingest as service
from claimtrack.services.articles.ingest import Given
from claimtrack.services.desk import Desk, reading
from claimtrack.services.inputs import Input
from claimtrack.services.integrity.verify import verify
from claimtrack.services.reports.entries import entry
from claimtrack.services.reports.facts_now import facts_now

pytestmark = pytest.mark.both_databases

PAGE = """\
<html lang="en"><head><title>Storm, live</title><meta property="og:site_name" content="Tarn Post"></head><body><main>
<h1>Storm, live</h1><section>
<article><time datetime="2026-05-02T15:05:00Z">x</time><p class="byline">By Tom Karr</p>
<p>Correction: an earlier post said that two sailors were missing. One sailor is missing, the coast guard said.</p>
</article>
<article><time datetime="2026-05-02T12:30:00Z">x</time><p class="byline">By Lena Mortvik</p>
<p>The last ferry of the day lies at the quay with forty people on board, the harbour master said.</p></article>
<article><time datetime="2026-05-02T09:10:00Z">x</time><p class="byline">By Lena Mortvik</p>
<p>The storm took the roofs of three houses in Ostrel, the fire brigade told reporters on Saturday.</p></article>
</section></main></body></html>"""


def _ingested(desk: Desk) -> service.Ingested:
    return service.ingest(desk, [Input(PAGE.encode(), "live.html")], Given(), extractor="rules")[0]


def test_a_claim_says_of_which_post_it_is(desk: Desk) -> None:
    found = _ingested(desk)
    assert found.notices == ("this is a live file: 3 posts, newest first; 1 corrects an earlier one",)
    with reading(desk) as session:
        shown = [
            entry(one) for one in facts_now(session, claim_rows.full_claims(session, article=found.article), desk.clock)
        ]
        listed = page(session.connection(), Wanted(), limit=None)
    by_text = {one.text: one.post for one in shown}
    ferry = by_text["The last ferry of the day lies at the quay with forty people on board"]
    assert ferry is not None
    assert (ferry.author, ferry.published) == ("Lena Mortvik", datetime(2026, 5, 2, 12, 30, tzinfo=UTC))
    assert not ferry.correction
    corrected = by_text["One sailor is missing"]
    assert corrected is not None
    assert (corrected.author, corrected.correction) == ("Tom Karr", True)
    assert {one.text: one.post for one in listed} == by_text


def test_posts_that_were_moved_are_told_of(desk: Desk) -> None:
    _ingested(desk)
    assert verify(desk).problems == ()
    tamper(desk.database, """UPDATE snapshot SET posts = '[{"start": 5, "end": 90000}]'""")
    told = verify(desk).problems
    assert "the posts of article 1 (live.html) do not stand where they should in its text" in told
    assert "the database is damaged: what stands in posts of snapshot 1 cannot stand there" in told


def _contract(path: Path) -> dict[str, Any]:
    (one,) = extracting.extract([str(path)], extractor="rules")
    assert isinstance(one, extracting.Extracted)
    return one.contract


def test_extract_gives_posts_and_each_statement_its_own(tmp_path: Path) -> None:
    path = tmp_path / "live.html"
    path.write_text(PAGE)
    contract = _contract(path)
    assert [(one["author"], one["published"], one["correction"]) for one in contract["posts"]] == [
        ("Tom Karr", "2026-05-02T15:05:00+00:00", True),
        ("Lena Mortvik", "2026-05-02T12:30:00+00:00", False),
        ("Lena Mortvik", "2026-05-02T09:10:00+00:00", False),
    ]
    posts = {one["text"]: one["post"] for one in contract["statements"]}
    assert posts["The storm took the roofs of three houses in Ostrel"] == 2
    json.dumps(contract)


def test_what_is_no_live_file_has_no_posts(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("The harbour was closed on Tuesday, the harbour master said.\n")
    contract = _contract(path)
    assert "posts" not in contract
    assert all("post" not in one for one in contract["statements"])

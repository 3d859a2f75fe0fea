"""How often a page asks its database, whatever the machine does meanwhile: a bound each, and none grows with a desk.

A page that asks more than its bound has begun to ask something twice, or one thing after another that could be asked
together; who adds a part to a page raises its bound by what that part takes.
"""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from tests.benchmarks.desks import fill
from tests.benchmarks.ledger_pages import noted
from tests.web.conftest import Browser

from claimtrack.services.articles.ingest import Given
from claimtrack.services.articles.ingest_many import ingest_many
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk, as_person, at_once, connected, reading
from claimtrack.services.inputs import Input
from claimtrack.services.marks import notes
from claimtrack.services.reports.gather import show
from claimtrack.services.reviewers import add
from claimtrack.services.verdicts import decisions
from claimtrack.services.watching import changes, newest
from claimtrack.services.weighing.policies import in_force
from claimtrack.vocabulary import NoteKind, Role, Status
from claimtrack.web.door import Sitting
from claimtrack.web.live import Room, _concerns, _Open

both = pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)
BOUNDS = {
    "/": 5,
    "/?page=2": 5,
    "/?show=all": 5,
    "/?sort=confidence": 5,
    "/?article=1": 5,
    "/?source=Harbour+Courier": 6,
    "/?search=moorings": 5,
    "/claims/20": 33,
    "/articles": 6,
    "/articles/1": 14,
    "/sources": 7,
    "/sources/Harbour%20Courier": 23,
    "/replies": 2,
    "/proposals": 2,
    "/log": 7,
    "/people": 1,
    "/policy": 1,
}
"""Statements at most, by address."""
DECISION = 30
"""Statements at most from a form with a verdict to the answer that leads back to the claim."""


def _asked(do: Callable[[], object]) -> int:
    do()
    with noted() as statements:
        do()
    return len(statements)


@both
def test_a_page_asks_no_more_than_its_bound_however_large_the_desk(desk: Desk, opened: Callable[..., Browser]) -> None:
    _ingest(desk, 60)
    browser = opened()
    small = _all_pages(browser)
    assert {address: asked for address, asked in small.items() if asked > BOUNDS[address]} == {}
    _ingest(desk, 90)
    assert _all_pages(browser) == small


def _ingest(desk: Desk, claims: int) -> None:
    said = "\n\n".join(f"The union said that {number} moorings were lost." for number in range(claims))
    list(ingest_many(desk, [Input(said.encode(), f"{claims}.txt")], Given(f"Moorings {claims}", "Harbour Courier")))


def _all_pages(browser: Browser) -> dict[str, int]:
    return {address: _asked(partial(browser.page, address)) for address in BOUNDS}


@both
def test_a_decision_asks_no_more_than_its_bound(desk: Desk, opened: Callable[..., Browser]) -> None:
    fill(desk, 40)
    browser = opened()
    numbers = [number for number in range(1, 41) if show(desk, number).entry.status is Status.UNVERIFIED]
    browser.send(f"/claims/{numbers[0]}", f"/claims/{numbers[0]}/verdict", to="disputed", reason="nobody says how")
    page = browser.page(f"/claims/{numbers[1]}")
    form = {"token": _field(page, "token"), "version": _field(page, "version"), "to": "disputed", "reason": "why"}
    origin = {"origin": str(browser.client.base_url)}
    with noted() as statements:
        answer = browser.client.post(f"/claims/{numbers[1]}/verdict", data=form, headers=origin, follow_redirects=False)
    assert answer.status_code == 303
    assert show(desk, numbers[1]).entry.status is Status.DISPUTED
    assert len(statements) <= DECISION


def _field(page: str, name: str) -> str:
    return page.partition(f'name="{name}" value="')[2].partition('"')[0]


@both
def test_what_is_read_at_once_is_one_state(desk: Desk) -> None:
    fill(desk, 40)
    kept = replace(desk, database=desk.database.kept_open())
    with at_once(kept) as frozen:
        before = newest(frozen)
        desk.enact(notes.note, look(desk, [2]), "meanwhile", kind=NoteKind.COMMENT)
        assert newest(frozen) == before
        assert show(frozen, 2).entry.notes == ()
        with connected(frozen) as connection, reading(frozen) as session:
            assert connection is session.connection()
            assert in_force(session) is not in_force(session)  # a value of its own each time,
            with noted() as statements:
                in_force(session)
            assert statements == []  # and asked for once
        with at_once(frozen) as again:
            assert again is frozen
    assert newest(kept) > before
    assert [note.text for note in show(kept, 2).entry.notes] == ["meanwhile"]
    kept.database.dispose()


@both
def test_news_are_told_to_many_as_cheaply_as_to_few(desk: Desk) -> None:
    fill(desk, 40)
    for number in range(30):
        desk.enact(add, f"reviewer {number}", role=Role.REVIEWER)

    async def asked(people: int) -> tuple[int, int]:
        loop, room = asyncio.get_running_loop(), Room(desk)
        room._goes_on = lambda: False  # type: ignore[method-assign] # it is asked here what its thread would ask
        names = [f"reviewer {number}" for number in range(people)]
        pages = [_Open(who, "/", Sitting(), loop, newest(desk), desk=as_person(desk, who)) for who in names]
        with noted() as coming:
            assert all(map(room.come, pages))
        desk.enact(notes.note, look(desk, [2]), "hello", kind=NoteKind.COMMENT)
        with noted() as telling:
            room._look()
        await asyncio.sleep(0.1)
        for page in pages:
            told = [page.waiting.get_nowait() for _ in range(page.waiting.qsize())]
            assert {words["claim"] for kind, words in filter(None, told) if kind == "change"} == {2}, told
        room.close()
        return len(coming) // people, len(telling)

    few, many = asyncio.run(asked(3)), asyncio.run(asked(30))
    assert many == few


def test_a_claims_page_is_told_of_that_claim_alone(desk: Desk) -> None:
    fill(desk, 40)
    before = newest(desk)
    desk.enact(decisions.decide, look(desk, [_open(desk)]), decisions.Decision(Status.DISPUTED, "so it is"))
    (change,) = [one for one in changes(desk, before) if one.status is Status.DISPUTED]
    places = ("/", "/articles/1", f"/claims/{change.claim}", f"/claims/{change.claim + 1}")
    assert [_concerns(change, at) for at in places] == [True, True, True, False]


def _open(desk: Desk) -> int:
    return next(number for number in range(1, 41) if show(desk, number).entry.status is Status.UNVERIFIED)

"""What is told to open pages, and to whom: changes, who looks at what; and a thousand open streams."""

import asyncio
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import httpx
import pytest
from tests.web.conftest import ARTICLE
from tests.web.played import listening

from claimtrack.errors import ChangedMeanwhile
from claimtrack.services.articles.ingest import Given
from claimtrack.services.articles.ingest_many import ingest_many
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.inputs import Input
from claimtrack.services.marks import notes
from claimtrack.services.verdicts import decisions
from claimtrack.services.watching import changes, newest
from claimtrack.vocabulary import NoteKind, Status
from claimtrack.web.door import Door, Sitting
from claimtrack.web.live import MOST, MOST_OF_ONE, Room, _Open

both = pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def article(desk: Desk) -> None:
    list(ingest_many(desk, [Input(ARTICLE.encode(), "article.txt")], Given("Harbour bridge", "Harbour Courier")))


@both
@pytest.mark.usefixtures("article")
def test_changes_are_told_behind_an_event(desk: Desk) -> None:
    before = newest(desk)
    assert changes(desk, before) == []
    desk.enact(notes.note, look(desk, [2]), "hello", kind=NoteKind.COMMENT)
    desk.enact(decisions.decide, look(desk, [2]), decisions.Decision(Status.DISPUTED, "so it is"))
    found = changes(desk, before)
    assert {one.claim for one in found} == {2}
    assert found[-1].status is Status.DISPUTED
    assert [one.number for one in found] == sorted(one.number for one in found)


def test_a_conflict_says_how_long_ago_it_was(desk: Desk, article: None) -> None:
    del article
    seen = look(desk, [2])
    desk.enact(decisions.decide, look(desk, [2]), decisions.Decision(Status.DISPUTED, "so it is"))
    with pytest.raises(ChangedMeanwhile, match=r"ana .*disputed.* \d+ s ago, at \d"):
        desk.enact(decisions.decide, seen, decisions.Decision(Status.UNVERIFIABLE, "nobody knows"))


def test_who_is_there_is_told_to_those_whom_it_concerns(desk: Desk) -> None:
    async def told() -> list[list[object]]:
        loop, room = asyncio.get_running_loop(), Room(desk)
        pages = [
            _Open(who, at, Sitting(), loop, 0)
            for who, at in [("ana", "/claims/3"), ("ben", "/claims/3"), ("cy", "/claims/4"), ("di", "/")]
        ]
        assert all(map(room.come, pages))
        room.go(pages[1])
        room.close()
        await asyncio.sleep(0.1)
        return [[one.waiting.get_nowait() for _ in range(one.waiting.qsize())] for one in pages]

    ana, _, cy, di = asyncio.run(told())
    ben = {"who": "ben", "at": "/claims/3"}
    assert ana[:2] == [("here", {**ben, "there": True}), ("here", {**ben, "there": False})]
    assert cy == [None]
    assert ("here", {**ben, "there": True}) in di
    assert ("here", {**ben, "there": False}) in di


def test_a_room_has_an_end_and_so_has_one_browser(desk: Desk) -> None:
    async def came() -> tuple[int, int]:
        loop, room = asyncio.get_running_loop(), Room(desk)
        sitting = Sitting()
        own = sum(room.come(_Open("ana", "/", sitting, loop, 0)) for _ in range(50))
        others = sum(room.come(_Open("ben", "/", Sitting(), loop, 0)) for _ in range(1_000))
        room.close()
        return own, others

    assert asyncio.run(came()) == (MOST_OF_ONE, MOST - MOST_OF_ONE)


def test_a_page_that_takes_nothing_is_let_go() -> None:
    async def ended() -> bool:
        one = _Open("ana", "/", Sitting(), asyncio.get_running_loop(), 0)
        for _ in range(1_000):
            one.put(("here", {}))
        found = [one.waiting.get_nowait() for _ in range(one.waiting.qsize())]
        return found[-1] is None and len(found) < 200

    assert asyncio.run(ended())


@contextmanager
def _entered(door: Door) -> Iterator[httpx.Client]:
    with httpx.Client(follow_redirects=True, base_url=door.address.partition("/enter")[0], timeout=20) as client:
        assert client.get(door.address).status_code == 200
        yield client


@pytest.mark.usefixtures("article")
def test_a_thousand_streams_starve_nobody(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """All from one browser that means harm or has lost its mind: ten are heard, the others are told to come later."""
    monkeypatch.setattr("claimtrack.web.live.MOST_OF_ONE", 10_000)  # as many browsers as that, for the room's own end
    with listening(desk) as door, _entered(door) as client, ExitStack() as held:
        cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        host = client.base_url.netloc.decode()
        answers = []
        for _ in range(1_000):
            one = held.enter_context(socket.create_connection(("127.0.0.1", client.base_url.port or 0), timeout=20))
            one.sendall(f"GET /live?at=/&after=0 HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n\r\n".encode())
            answers.append(one)
        statuses = [one.recv(12).decode() for one in answers]
        assert statuses.count("HTTP/1.1 200") == MOST
        assert statuses.count("HTTP/1.1 503") == 1_000 - MOST
        begun = time.monotonic()
        assert client.get("/").status_code == 200
        assert time.monotonic() - begun < 2
        desk.enact(decisions.decide, look(desk, [2]), decisions.Decision(Status.DISPUTED, "so it is"))
        heard = next(one for one, status in zip(answers, statuses, strict=True) if status.endswith("200"))
        words = ""
        while '"status": "disputed"' not in words:
            words += heard.recv(65_536).decode()


@pytest.mark.parametrize("asked", ["at=/log&after=0", "at=/&after=x", "at=/claims/1/..&after=1", "at=%00&after=1", ""])
def test_what_no_page_asks_is_refused(desk: Desk, asked: str) -> None:
    with listening(desk) as door, _entered(door) as client:
        assert client.get(f"/live?{asked}").status_code == 422


def test_a_stranger_hears_nothing(desk: Desk) -> None:
    with listening(desk) as door:
        assert httpx.get(f"{door.address.partition('/enter')[0]}/live?at=/&after=0").status_code == 403

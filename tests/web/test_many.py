"""Many reviewers at one desk on PostgreSQL, each deciding once a second: no error, and nothing is written over.

Twenty of them in the suite; ``make reviewers`` has two hundred. The desk is the command, in a process of its own; the
people are threads of two more processes, each with the pages that a browser asks for.
"""

import http.client
import os
import re
import threading
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from html import unescape
from itertools import chain
from multiprocessing import get_context
from urllib.parse import quote, urlencode

import pytest
from argon2 import PasswordHasher
from tests.web.test_serve_people import free_port, served

from claimtrack.config import Place
from claimtrack.services.articles.ingest import Given
from claimtrack.services.articles.ingest_many import ingest_many
from claimtrack.services.desk import open_desk
from claimtrack.services.door import passphrases, sittings
from claimtrack.services.inputs import Input
from claimtrack.services.integrity.verify import verify
from claimtrack.services.reports.gather import show
from claimtrack.services.reports.listing import Filters, list_claims
from claimtrack.services.reviewers import add
from claimtrack.services.workspaces import create
from claimtrack.vocabulary import Role, Status

REVIEWERS = int(os.environ.get("CLAIMTRACK_REVIEWERS", "20"))
DECISIONS = 3
"""Each person's, one a second; the last is on a claim that somebody else decides at the same moment."""
PROCESSES = 2


@dataclass(frozen=True, slots=True)
class _Person:
    """One reviewer: the cookie of their sitting, the claims that are theirs, and the one that they share."""

    name: str
    cookie: str
    own: tuple[int, ...]
    shared: int


@dataclass(frozen=True, slots=True)
class _Done:
    """What became of one decision: the status that it was answered, and how long that and the next page took."""

    who: str
    claim: int
    reason: str
    status: int
    seconds: float


@pytest.mark.slow
@pytest.mark.parametrize("place", ["postgresql"], indirect=True)
def test_many_reviewers_decide_once_a_second(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    people = _desk(place, monkeypatch)
    port = free_port()
    environment = {"CLAIMTRACK_DATABASE": str(place.database_url), "CLAIMTRACK_LOCKER": str(place.locker)}
    with (
        served(place.root, "--port", str(port), environment=environment),
        ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as processes,
    ):
        parts = [people[one::PROCESSES] for one in range(PROCESSES)]
        begun = time.monotonic()
        done = list(chain.from_iterable(processes.map(_all_work, [port] * PROCESSES, parts)))
        took = time.monotonic() - begun
    _told(done, took)
    assert Counter(one.status for one in done if one.claim not in _shared(people)) == {303: REVIEWERS * (DECISIONS - 1)}
    for claim in _shared(people):
        # Of two who decide on what both of them saw, one is told that the other was there first.
        assert sorted(one.status for one in done if one.claim == claim) == [303, 409]
    desk = open_desk(place, reviewer="ana")
    for one in done:
        if one.status == 303:
            entry = show(desk, one.claim).entry
            assert entry.verdict_given is not None
            found = (entry.status, entry.verdict_given.by, entry.verdict_given.reason)
            assert found == (Status.DISPUTED, one.who, one.reason)
    assert verify(desk).problems == ()
    desk.database.dispose()


def _desk(place: Place, monkeypatch: pytest.MonkeyPatch) -> list[_Person]:
    """Make a desk with as many claims and people as it takes, and let everybody in."""
    quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passphrases, "hasher", lambda: quick)
    create(place, reviewer="ana")
    desk = open_desk(place, reviewer="ana")
    wanted = REVIEWERS * (DECISIONS - 1) + REVIEWERS // 2
    for start in range(0, wanted, 40):
        text = "\n\n".join(
            f"The port authority said that {number} moorings were lost." for number in range(start, start + 40)
        )
        list(ingest_many(desk, [Input(text.encode(), f"{start}.txt")], Given(f"Moorings {start}", "Harbour Courier")))
    numbers = sorted(line.claim.number for line in list_claims(desk, Filters()).lines)
    assert len(numbers) >= wanted
    people = []
    for at in range(REVIEWERS):
        name = f"reviewer {at}"
        desk.enact(add, name, role=Role.REVIEWER)
        own = replace(desk, reviewer=name)
        passphrases.change_own(own, f"seven grey harbours at noon {at}")
        cookie = sittings.open_for(own, address="127.0.0.1", agent="test")
        mine = numbers[at * (DECISIONS - 1) : (at + 1) * (DECISIONS - 1)]
        people.append(_Person(name, cookie, tuple(mine), numbers[REVIEWERS * (DECISIONS - 1) + at // 2]))
    desk.database.dispose()
    return people


def _shared(people: list[_Person]) -> set[int]:
    return {one.shared for one in people}


def _told(done: list[_Done], took: float) -> None:
    """Print what was measured; `-s` shows it."""
    times = sorted(one.seconds for one in done)
    print(  # noqa: T201 - whoever measures reads it
        f"\n{REVIEWERS} reviewers, {len(done)} decisions in {took:.1f} s; answered with the next page after "
        f"{times[len(times) // 2] * 1000:.0f} ms, {times[len(times) * 95 // 100] * 1000:.0f} ms for 95 of 100, "
        f"{times[-1] * 1000:.0f} ms at most"
    )


def _all_work(port: int, people: list[_Person]) -> list[_Done]:
    start = threading.Barrier(len(people))
    with ThreadPoolExecutor(len(people)) as threads:
        return list(chain.from_iterable(threads.map(lambda one: _works(port, one, start), people)))


def _works(port: int, person: _Person, start: threading.Barrier) -> list[_Done]:
    """Be one reviewer at one browser: look at a claim, decide on it, look at the page that follows."""
    there = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    live = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    _asked(live, person, port, "GET", f"/live?at=/claims/{person.shared}&after=0", read=False)
    form = _form(_asked(there, person, port, "GET", f"/claims/{person.shared}")[1])
    done = []
    start.wait(120)
    due = time.monotonic()
    for claim in (*person.own, person.shared):
        time.sleep(max(0.0, due - time.monotonic()))
        due += 1
        seen = form if claim == person.shared else _form(_asked(there, person, port, "GET", f"/claims/{claim}")[1])
        reason = f"{person.name} says so of {claim}"
        begun = time.monotonic()
        sent = urlencode(seen | {"to": "disputed", "reason": reason})
        status, page = _asked(there, person, port, "POST", f"/claims/{claim}/verdict", sent)
        if status == 303:
            _, page = _asked(there, person, port, "GET", f"/claims/{claim}")
            assert reason in page
        elif status == 409:
            assert "was changed since you looked" in page
        done.append(_Done(person.name, claim, reason, status, time.monotonic() - begun))
    live.close()
    there.close()
    return done


def _asked(
    there: http.client.HTTPConnection,
    person: _Person,
    port: int,
    method: str,
    address: str,
    body: str | None = None,
    *,
    read: bool = True,
) -> tuple[int, str]:
    headers = {"cookie": f"claimtrack_{port}={quote(person.cookie)}", "origin": f"http://127.0.0.1:{port}"}
    if body is not None:
        headers["content-type"] = "application/x-www-form-urlencoded"
    there.request(method, address, body, headers)
    answer = there.getresponse()
    page = unescape(answer.read().decode()) if read else ""
    assert answer.status in {200, 303, 409}, (person.name, address, answer.status, page[:300])
    return answer.status, page


def _form(page: str) -> dict[str, str]:
    token = re.search(r'name="token" value="([^"]+)"', page)
    version = re.search(r'name="version" value="([^"]+)"', page)
    assert token is not None, page[:300]
    assert version is not None, page[:300]
    return {"token": token[1], "version": version[1]}

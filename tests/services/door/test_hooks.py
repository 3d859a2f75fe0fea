"""Addresses are told of what came on record: signed, once, again when it fails, and never at anybody's cost."""

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from tests.fake_clock import FakeClock

from claimtrack.db.door_models import Delivery, Hook
from claimtrack.errors import ForbiddenMove, InvalidInput, NotFound
from claimtrack.services.articles.ingest import Ingested
from claimtrack.services.desk import Desk, noting, reading
from claimtrack.services.door import delivering, hooks
from claimtrack.services.door.delivering import Round
from claimtrack.services.integrity.verify import verify
from claimtrack.services.reviewers import add
from claimtrack.vocabulary import Role

pytestmark = pytest.mark.both_databases

ADDRESS = "https://desk.example/told"
Message = tuple[str, dict[str, Any], dict[str, str]]


class Receiver:
    """Takes messages and answers as it is told."""

    def __init__(self) -> None:
        self.status = 200
        self.got: list[Message] = []
        self.raw: list[bytes] = []

    def __call__(self, address: str, body: bytes, headers: dict[str, str]) -> int:
        self.raw.append(body)
        self.got.append((address, json.loads(body), headers))
        return self.status


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
def still(desk: Desk, clock: FakeClock) -> Desk:
    """Give the desk with a clock that stands still."""
    return replace(desk, clock=lambda: clock.now)


def _person(desk: Desk, name: str) -> None:
    desk.enact(add, name, role=Role.REVIEWER)


def test_an_address_is_told_of_what_comes_from_then_on(still: Desk, receiver: Receiver) -> None:
    _person(still, "ben")
    secret, line = hooks.make(still, ADDRESS)
    _person(still, "carl")
    assert delivering.deliver(still, send=receiver) == Round(delivered=2)
    first, second = receiver.got
    assert [one[1]["type"] for one in (first, second)] == ["hook.made", "reviewer.added"]
    address, told, headers = second
    assert address == ADDRESS
    assert told["data"]["what"] == "added carl as reviewer"
    assert told["data"]["who"] == still.reviewer
    assert headers["webhook-id"] == f"claimtrack_{still.uuid}_{line.number}_{told['data']['event']}"
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + receiver.raw[1]
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert delivering.deliver(still, send=receiver) == Round()
    assert verify(still).problems == ()


def test_a_signature_is_as_the_standard_has_it() -> None:
    """The example that its own libraries are tested by (standard-webhooks, spec and reference implementations)."""
    found = delivering.signature(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}'
    )
    assert found == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["reviewer"], ["reviewer.added"]),
        (["reviewer.role"], []),
        (["hook.made", "reviewer.added"], ["hook.made", "reviewer.added"]),
    ],
)
def test_it_is_told_of_what_it_asks_for(still: Desk, receiver: Receiver, asked: list[str], told: list[str]) -> None:
    hooks.make(still, ADDRESS, asked)
    _person(still, "carl")
    delivering.deliver(still, send=receiver)
    assert [one["type"] for _, one, _ in receiver.got] == told


def test_what_fails_is_tried_again_ever_later_and_then_given_up(
    still: Desk, receiver: Receiver, clock: FakeClock
) -> None:
    hooks.make(still, ADDRESS, ["reviewer"])
    _person(still, "carl")
    receiver.status = 500
    for wait in delivering.WAITS:
        assert delivering.deliver(still, send=receiver) == Round(failed=1)
        clock.now += wait - timedelta(seconds=1)
        assert delivering.deliver(still, send=receiver) == Round()
        clock.now += timedelta(seconds=1)
    assert delivering.deliver(still, send=receiver) == Round(given_up=1)
    clock.now += timedelta(days=30)
    assert delivering.deliver(still, send=receiver) == Round()
    assert len({headers["webhook-id"] for _, _, headers in receiver.got}) == 1
    (dead,) = delivering.given_up(still)
    assert (dead.address, dead.tries, dead.trouble) == (ADDRESS, len(delivering.WAITS) + 1, "it answered 500")
    assert still.enact(delivering.again) == 1
    receiver.status = 204
    assert delivering.deliver(still, send=receiver) == Round(delivered=1)
    assert delivering.given_up(still) == []


@pytest.mark.parametrize("status", [301, 302, 400, 404, 410, 429, 503])
def test_only_a_good_answer_is_one(still: Desk, receiver: Receiver, status: int) -> None:
    hooks.make(still, ADDRESS, ["hook"])
    receiver.status = status
    assert delivering.deliver(still, send=receiver) == Round(failed=1)


def test_one_that_fails_holds_no_other_up(still: Desk, receiver: Receiver) -> None:
    hooks.make(still, "https://one.example/")
    hooks.make(still, ADDRESS)

    def send(address: str, body: bytes, headers: dict[str, str]) -> int:
        if "one.example" in address:
            raise InvalidInput("it cannot be reached")
        return receiver(address, body, headers)

    found = delivering.deliver(still, send=send)
    assert (found.delivered, found.failed) == (1, 2)
    assert [address for address, _, _ in receiver.got] == [ADDRESS]


def test_one_that_is_slow_has_the_others_wait_for_one_message_alone(
    still: Desk, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivering, "SLOW", 0.01)
    monkeypatch.setattr(delivering, "_AT_ONCE", 4)
    hooks.make(still, "https://slow.example/", ["reviewer"])
    for number in range(6):
        _person(still, f"person {'abcdef'[number]}")
    assert delivering.deliver(still, send=_taking_its_time(receiver)).delivered == 1
    hooks.make(still, ADDRESS, ["reviewer"])
    _person(still, "person g")
    assert delivering.deliver(still, send=_taking_its_time(receiver)).delivered == 2
    assert [address for address, _, _ in receiver.got] == ["https://slow.example/", "https://slow.example/", ADDRESS]
    # What was left is sent later, each once.
    while delivering.deliver(still, send=receiver).delivered:
        pass
    assert len({headers["webhook-id"] for _, _, headers in receiver.got}) == len(receiver.got) == 8


def _taking_its_time(receiver: Receiver) -> Callable[[str, bytes, dict[str, str]], int]:
    def send(address: str, body: bytes, headers: dict[str, str]) -> int:
        if "slow.example" in address:
            time.sleep(0.05)
        return receiver(address, body, headers)

    return send


def test_several_who_deliver_at_once_send_each_message_once(still: Desk, receiver: Receiver) -> None:
    hooks.make(still, ADDRESS, ["reviewer"])
    for number in range(6):
        _person(still, f"person {'abcdef'[number]}")
    with ThreadPoolExecutor(3) as pool:
        rounds = list(pool.map(lambda _: delivering.deliver(still, send=receiver), range(3)))
    assert sum(one.delivered for one in rounds) == 6
    assert len({headers["webhook-id"] for _, _, headers in receiver.got}) == len(receiver.got) == 6


def test_who_dies_over_a_message_leaves_it_to_be_sent_again(still: Desk, receiver: Receiver, clock: FakeClock) -> None:
    hooks.make(still, ADDRESS, ["hook"])

    def die(*_: object) -> int:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        delivering.deliver(still, send=die)
    assert delivering.deliver(still, send=receiver) == Round()
    clock.now += timedelta(minutes=1)
    assert delivering.deliver(still, send=receiver) == Round(delivered=1)


def test_what_was_refused_is_told_to_nobody(still: Desk, receiver: Receiver) -> None:
    hooks.make(still, ADDRESS, ["reviewer"])
    with pytest.raises(ForbiddenMove):
        still.enact(add, still.reviewer, role=Role.VIEWER)
    _person(replace(still, rehearsal=True), "carl")
    delivering.deliver(still, send=receiver)
    assert receiver.got == []


def test_a_hook_that_ended_is_told_of_nothing_more(still: Desk, receiver: Receiver) -> None:
    _, line = hooks.make(still, ADDRESS)
    still.enact(hooks.end, line.number)
    assert delivering.deliver(still, send=receiver) == Round()
    with pytest.raises(ForbiddenMove, match="ended already"):
        still.enact(hooks.end, line.number)
    for number in (9, 0, -1, 2**31, 10**18):
        with pytest.raises(NotFound, match=f"there is no hook {number}"):
            still.enact(hooks.end, number)


@pytest.mark.parametrize(
    ("address", "actions", "says"),
    [
        ("http://desk.example/", [], "is not encrypted"),
        ("ftp://desk.example/", [], "no web address"),
        ("https://ana:x@desk.example/", [], "user name"),
        ("nonsense", [], "no web address"),
        ("https://[::1", [], "no web address"),
        ("https://a\0b/", [], "no web address"),
        (ADDRESS, ["claim.blessed"], 'no kind of event is called "claim.blessed"'),
    ],
)
def test_no_address_and_no_kind_is_refused(desk: Desk, address: str, actions: list[str], says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        hooks.make(desk, address, actions)
    assert hooks.listing(desk) == []


def test_only_an_admin_has_others_told(desk: Desk) -> None:
    _person(desk, "ben")
    with pytest.raises(ForbiddenMove, match="ben is reviewer here"):
        hooks.make(replace(desk, reviewer="ben"), ADDRESS)


@pytest.mark.parametrize("column", ["address", "secret", "actions"])
def test_who_leads_messages_elsewhere_with_a_tool_is_found(desk: Desk, column: str) -> None:
    hooks.make(desk, ADDRESS, ["claim"])
    with noting(desk) as session:
        setattr(session.get_one(Hook, 1), column, "https://evil.example/")
    assert verify(desk).problems == ("hook 1 is not one that the events tell of",)


@contextmanager
def _serving(answer: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[str]:
    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            answer(self)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/told"
    finally:
        server.shutdown()
        server.server_close()


def test_over_the_line_nothing_inside_is_reached_unless_it_is_meant(
    still: Desk, clock: FakeClock, record: Callable[..., Ingested]
) -> None:
    got: list[bytes] = []

    def take(request: BaseHTTPRequestHandler) -> None:
        got.append(request.rfile.read(int(request.headers["content-length"])))
        request.send_response(200)
        request.end_headers()

    with _serving(take) as address:
        hooks.make(still, address, ["claim.recorded"])
        record("The bridge is closed.")
        assert delivering.deliver(still) == Round(failed=1)
        with reading(still) as session:
            (row,) = session.query(Delivery).all()
        assert "inside this network" in (row.trouble or "")
        assert got == []
        clock.now += delivering.WAITS[0]
        assert delivering.deliver(still, allow_private=True) == Round(delivered=1)
    assert json.loads(got[0])["type"] == "claim.recorded"


def test_an_answer_that_leads_inside_is_not_followed(still: Desk) -> None:
    def lead_on(request: BaseHTTPRequestHandler) -> None:
        request.send_response(307)
        request.send_header("location", "http://169.254.169.254/latest/meta-data/")
        request.end_headers()

    with _serving(lead_on) as address:
        hooks.make(still, address, ["hook"])
        assert delivering.deliver(still, allow_private=True) == Round(failed=1)
    with reading(still) as session:
        (row,) = session.query(Delivery).all()
    assert row.trouble == "it answered 307"

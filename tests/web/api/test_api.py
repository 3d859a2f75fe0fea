"""The API: who may ask, what is answered; nothing is done twice, over another's work, or by the wrong person."""

import base64
import json
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from openapi_spec_validator import validate
from starlette.testclient import TestClient
from tests.fake_clock import FakeClock
from tests.web.api.conftest import Program, problem_of
from tests.web.conftest import ORIGIN, PORT

from claimtrack.cli.main import main
from claimtrack.errors import ForbiddenMove
from claimtrack.services.desk import Desk
from claimtrack.services.door import once, tokens
from claimtrack.services.integrity import log
from claimtrack.services.integrity.verify import verify
from claimtrack.services.reports.gather import show
from claimtrack.vocabulary import Scope, Status
from claimtrack.web.api import bodies
from claimtrack.web.api.application import api
from claimtrack.web.api.bearers import Pace
from claimtrack.web.api.endpoints import ENDPOINTS
from claimtrack.web.door import Door
from claimtrack.web.site import application

both_databases = pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)


def _count(desk: Desk) -> int:
    return log.count(desk, log.Asked())


@both_databases
def test_an_article_goes_from_its_text_to_a_verdict(reading: Program, desk: Desk) -> None:
    (line, *_) = reading.get("/queue")["items"]
    number = line["claim"]
    found = reading.post(
        f"/claims/{number}/verdict",
        match=reading.tag(number),
        to="disputed",
        reason="the register says otherwise",
        file_base64=base64.b64encode(b"The bridge is open, the register says.\n").decode(),
        file_name="register.txt",
        source="Register of roads",
        new_source=True,
    )
    assert found["claim"]["status"] == "disputed"
    assert f"claim {number} is disputed" in " ".join(one["text"] for one in found["told"])
    entry = show(desk, number).entry
    assert (entry.status, [one.name for one in entry.evidence]) == (Status.DISPUTED, ["register.txt"])
    assert reading.post("/verify")["intact"]
    assert verify(desk).problems == ()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/claims", ["list"]),
        ("/articles", ["article", "list"]),
        ("/evidence", ["evidence", "list"]),
        ("/sources", ["source", "list"]),
        ("/replies", ["reply", "list"]),
        ("/proposals", ["proposals"]),
        ("/events", ["log", "--all"]),
    ],
)
def test_what_is_listed_is_what_the_command_line_lists(
    reading: Program,
    desk: Desk,
    path: str,
    words: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    reading.post(
        "/claims/1/evidence", stance="context", note="I was there", basis="firsthand", source="A", new_source=True
    )
    reading.post("/claims/1/reply", to="Lena Orr", means="mail", until="2027-01-01", new_source=True)
    assert desk.place is not None
    listed = reading.get(path)["items"]
    told = command(["--workspace", str(desk.place.root), "--json"], words, monkeypatch, capsys)
    assert listed == told
    assert listed or path == "/proposals"


def test_a_claim_is_what_the_command_line_shows(
    reading: Program, desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert desk.place is not None
    (told,) = command(["--workspace", str(desk.place.root), "--json"], ["show", "1"], monkeypatch, capsys)
    assert reading.get("/claims/1") == told


def command(
    options: list[str], words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Any:
    monkeypatch.setenv("CLAIMTRACK_REVIEWER", "ana")
    monkeypatch.setattr(sys, "argv", ["claimtrack", *words, *options])
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Bearer",
        "Bearer x",
        "Bearer claimtrack_",
        "Bearer claimtrack_" + "x" * 43,
        "Basic YW5hOmFuYQ==",
        "Bearer claimtrack_" + "x" * 5_000,
    ],
)
@pytest.mark.parametrize("address", ["/me", "/claims/1", "/events"])
def test_nobody_is_told_anything_without_a_token(desk: Desk, header: str | None, address: str) -> None:
    client = TestClient(application(desk, Door(PORT)), base_url=ORIGIN)
    answer = client.get(f"/api/v1{address}", headers={"authorization": header} if header is not None else {})
    assert problem_of(answer) == (401, "no-token")
    assert answer.headers["www-authenticate"].startswith("Bearer")


def test_a_browser_that_is_in_is_no_program(desk: Desk) -> None:
    door = Door(PORT)
    client = TestClient(application(desk, door), base_url=ORIGIN)
    client.get("/enter", params={"key": door.key})
    assert client.get("/").status_code == 200
    assert client.get("/api/v1/me").status_code == 401
    assert client.post("/api/v1/articles", json={"text": "x"}, headers={"origin": ORIGIN}).status_code == 401


def test_another_name_for_the_machine_opens_nothing_to_programs_either(reading: Program) -> None:
    assert reading.client.get("/api/v1/me", headers={"host": "evil.example"}).status_code == 421


@pytest.mark.parametrize("ends", ["revoked", "over"])
def test_a_token_that_has_ended_opens_nothing(
    desk: Desk, program: Callable[..., Program], clock: FakeClock, ends: str
) -> None:
    secret, line = tokens.make(desk, "short", [Scope.READ], days=1)
    ana = program(token=secret)
    assert ana.get("/me") == {"name": "ana", "role": "admin", "scopes": ["read"], "token": line.number}
    if ends == "revoked":
        desk.enact(tokens.revoke, line.number)
    else:
        clock.now += timedelta(days=1)
    ana.get("/me", status=401)


def test_a_token_does_what_its_scopes_say_and_no_more(
    program: Callable[..., Program], reading: Program, desk: Desk
) -> None:
    reader, actor = program("ana", (Scope.READ,)), program("ana", (Scope.ACT,))
    before = _count(desk)
    reader.get("/claims/1")
    assert problem_of(reader.client.post("/api/v1/claims/1/note", json={"text": "x"})) == (403, "scope")
    assert problem_of(reader.client.post("/api/v1/verify", json={})) == (403, "scope")
    assert problem_of(actor.client.get("/api/v1/claims/1")) == (403, "scope")
    assert _count(desk) == before
    actor.post("/claims/1/note", text="hello")
    assert reading.get("/me")["name"] == "ana"


def test_every_address_takes_a_token_and_its_own_scope(program: Callable[..., Program], desk: Desk) -> None:
    nobody = TestClient(application(desk, Door(PORT)), base_url=ORIGIN)
    for one in ENDPOINTS:
        path = "/api/v1" + one.path.replace("{number}", "1").replace("{name}", "x")
        assert problem_of(nobody.request(one.method, path)) == (401, "no-token"), path
        others = tuple(scope for scope in Scope if scope is not one.scope)
        assert problem_of(program("ana", others).client.request(one.method, path)) == (403, "scope"), path


def test_a_token_acts_for_its_person_in_their_role(
    program: Callable[..., Program], reading: Program, desk: Desk
) -> None:
    program("ben").post("/claims/1/note", text="from ben")
    assert [note.by for note in show(desk, 1).entry.notes] == ["ben"]
    vera = program("vera")
    vera.get("/claims/1")
    refused = vera.client.post("/api/v1/claims/1/note", json={"text": "x"})
    assert problem_of(refused) == (409, "forbidden-move")
    assert "vera is viewer here" in refused.json()["detail"]
    override = {"to": "confirmed", "reason": "I know it", "override": True}
    assert problem_of(
        program("ben").client.post("/api/v1/claims/1/verdict", json=override, headers={"if-match": "*"})
    ) == (
        409,
        "forbidden-move",
    )
    assert reading.get("/claims/1")["status"] != "confirmed"


def test_a_refusal_says_what_to_do_as_data(reading: Program) -> None:
    answer = reading.client.post(
        "/api/v1/claims/1/verdict", json={"to": "confirmed", "reason": "so it is"}, headers={"if-match": "*"}
    )
    assert problem_of(answer) == (409, "forbidden-move")
    told = answer.json()
    assert "claim 1 cannot be marked confirmed" in told["detail"]
    steps = [one for one in told["remedies"] if one.get("step") == "evidence add"]
    assert steps
    assert all(one["command"] in told["detail"] for one in steps)


@both_databases
def test_of_many_who_decide_on_one_version_one_wins(reading: Program, desk: Desk) -> None:
    tag = reading.tag(1)

    def decide(reason: str) -> int:
        body = {"to": "withdrawn", "reason": reason}
        return reading.client.post("/api/v1/claims/1/verdict", json=body, headers={"if-match": tag}).status_code

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(decide, [f"reason number {one}" for one in range(6)]))
    assert sorted(answers) == [200] + [412] * 5
    assert verify(desk).problems == ()


@pytest.mark.parametrize(
    ("match", "status"), [(None, 428), ('"9-0123456789abcdef"', 412), ("x", 422), ('W/"1-0123456789abcdef"', 422)]
)
def test_a_change_names_the_version_that_it_is_of(reading: Program, desk: Desk, match: str | None, status: int) -> None:
    before = _count(desk)
    reading.post("/claims/1/restate", match=match, status=status, text="The bridge was closed on Monday.")
    assert _count(desk) == before


def test_what_is_known_already_is_not_sent_again(reading: Program) -> None:
    tag = reading.tag(1)
    assert reading.client.get("/api/v1/claims/1", headers={"if-none-match": tag}).status_code == 304
    assert reading.client.get("/api/v1/claims/1", headers={"if-none-match": f'"x", {tag}'}).status_code == 304
    reading.post("/claims/1/note", text="hello")
    again = reading.client.get("/api/v1/claims/1", headers={"if-none-match": tag})
    assert (again.status_code, again.headers["etag"] == tag) == (200, False)


@both_databases
def test_what_is_asked_twice_with_one_key_is_done_once(reading: Program, desk: Desk) -> None:
    first = reading.post("/claims/1/note", key="k1", text="once")
    before = _count(desk)
    answer = reading.client.post(
        "/api/v1/claims/1/note", json={"text": "once"}, headers={"idempotency-key": "k1", "if-match": "*"}
    )
    assert (answer.status_code, answer.json(), answer.headers["idempotent-replayed"]) == (200, first, "true")
    assert _count(desk) == before
    other = reading.client.post(
        "/api/v1/claims/1/note", json={"text": "twice"}, headers={"idempotency-key": "k1", "if-match": "*"}
    )
    assert problem_of(other) == (422, "key-taken")


@both_databases
def test_twenty_at_once_with_one_key_do_it_once(reading: Program, desk: Desk) -> None:
    def send(_: int) -> int:
        headers = {"idempotency-key": "same"}
        return reading.client.post("/api/v1/claims/1/note", json={"text": "once"}, headers=headers).status_code

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(send, range(20)))
    assert answers <= {200, 409}
    assert len(show(desk, 1).entry.notes) == 1


def test_a_key_is_its_tokens_own(reading: Program, program: Callable[..., Program], desk: Desk) -> None:
    reading.post("/claims/1/note", key="k1", text="from ana")
    program("ben").post("/claims/1/note", key="k1", text="from ben")
    assert [note.by for note in show(desk, 1).entry.notes] == ["ana", "ben"]


def test_what_was_refused_may_be_asked_again_with_its_key(reading: Program) -> None:
    reading.post("/claims/1/verdict", key="k", status=409, to="confirmed", reason="so it is")
    reading.post("/claims/1/verdict", key="k", to="withdrawn", reason="it is no statement")


def test_of_what_died_in_the_middle_nobody_says_that_it_was_not_done(reading: Program, desk: Desk) -> None:
    token = reading.get("/me")["token"]
    digest = "0" * 64
    assert once.begun(desk, token, "k", digest) is None
    found = once.begun(desk, token, "k", digest)
    assert found is not None
    assert found.status is None
    answer = reading.client.post("/api/v1/claims/1/note", json={"text": "x"}, headers={"idempotency-key": "k"})
    assert problem_of(answer) == (422, "key-taken")


def test_a_key_is_free_again_after_a_day(reading: Program, desk: Desk, clock: FakeClock) -> None:
    reading.post("/claims/1/note", key="k", text="once")
    clock.now += once.KEPT + timedelta(seconds=1)
    reading.post("/claims/1/note", key="k", text="another one")
    assert len(show(desk, 1).entry.notes) == 2


@pytest.mark.parametrize("path", ["/claims?limit=2", "/sources?limit=1", "/events?limit=3"])
def test_a_list_is_walked_by_its_cursors_and_nothing_is_left_out(reading: Program, path: str) -> None:
    whole = reading.get(path.partition("?")[0] + "?limit=500")["items"]
    walked: list[Any] = []
    cursor = ""
    while True:
        page = reading.get(path + cursor)
        walked += page["items"]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert walked == whole
    assert len(whole) > 3 or "sources" in path


def test_events_that_come_meanwhile_are_neither_left_out_nor_told_twice(reading: Program) -> None:
    first = reading.get("/events?limit=3")
    reading.post("/claims/1/note", text="meanwhile")
    rest = reading.get(f"/events?limit=500&cursor={first['next']}")["items"]
    numbers = [one["event"] for one in (*first["items"], *rest)]
    assert numbers == list(range(1, numbers[-1] + 1))
    after = reading.get(f"/events?after={numbers[-2]}")["items"]
    assert [one["event"] for one in after] == numbers[-1:]


@pytest.mark.parametrize(
    "query",
    [
        "cursor=x",
        "cursor=e30",
        "cursor=eyJwYWdlIjogMX0",
        "cursor=" + base64.urlsafe_b64encode(b'{"page": 9999999999999999, "limit": 5}').decode(),
        "cursor=" + base64.urlsafe_b64encode(b'{"page": true, "limit": 5}').decode(),
        "cursor=" + base64.urlsafe_b64encode(b"[" * 20_000).decode(),
        "limit=0",
        "limit=501",
        "limit=x",
        "limit=1&limit=2",
        "status=nothing",
        "mine=maybe",
        "search=%00",
        "nonsense=1",
    ],
)
def test_what_no_list_can_be_asked_is_refused(reading: Program, query: str) -> None:
    assert reading.client.get(f"/api/v1/claims?{query}").status_code == 422


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"", "application/x-www-form-urlencoded", 415),
        (b"text=x", "application/x-www-form-urlencoded", 415),
        (b"{}", "text/plain", 415),
        (b"[]", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b'{"text": NaN}', "application/json", 400),
        (b'{"text": "a", "text": "b"}', "application/json", 400),
        (b'{"text":' + b"[" * 100_000, "application/json", 400),
        (b'{"text": 1}', "application/json", 422),
        (b'{"text": "\\u0000"}', "application/json", 422),
        (b'{"text": "\\ud800"}', "application/json", 422),
        (b'{"version": 1, "text": "x"}', "application/json", 422),
        (b'{"token": "x", "text": "x"}', "application/json", 422),
        (b'{"text": null}', "application/json", 422),
    ],
)
def test_a_body_that_is_none_is_refused(reading: Program, desk: Desk, content: bytes, kind: str, status: int) -> None:
    before = _count(desk)
    answer = reading.client.post("/api/v1/claims/1/note", content=content, headers={"content-type": kind})
    assert problem_of(answer)[0] == status
    assert _count(desk) == before


def test_more_than_is_taken_is_refused_while_it_comes(reading: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "_LONGEST", 10_000)
    answer = reading.client.post("/api/v1/articles", json={"text": "x" * 50_000})
    assert problem_of(answer) == (413, "too-large")


@pytest.mark.parametrize("file", ["x", "a===", "é", "  "])
def test_a_file_that_is_no_base64_is_refused(reading: Program, file: str) -> None:
    reading.post("/articles", status=422, file_base64=file, file_name="a.txt")
    reading.post("/articles", status=422, file_base64="eA==")


@pytest.mark.parametrize(
    "address", ["http://169.254.169.254/latest/meta-data/", "http://localhost/", "file:///etc/passwd"]
)
def test_nothing_inside_is_fetched_for_a_program(reading: Program, desk: Desk, address: str) -> None:
    before = _count(desk)
    reading.post("/articles", status=422, address=address)
    reading.post("/claims/1/evidence", status=422, stance="context", address=address, source="X", new_source=True)
    assert _count(desk) == before


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/claims/0", 404),
        ("GET", "/claims/999999999999999999", 404),
        ("GET", "/claims/-1", 404),
        ("GET", "/claims/x", 404),
        ("GET", "/articles/99", 404),
        ("GET", "/evidence/99", 404),
        ("GET", "/sources/nobody", 404),
        ("GET", "/sources/%00", 404),
        ("GET", "/nowhere", 404),
        ("POST", "/claims/99/note", 404),
        ("POST", "/claims/1/nonsense", 404),
        ("DELETE", "/claims/1", 405),
        ("PUT", "/claims/1", 405),
        ("GET", "/verify", 405),
    ],
)
def test_what_is_not_there_is_told_as_a_problem(reading: Program, method: str, path: str, status: int) -> None:
    answer = reading.client.request(method, f"/api/v1{path}", json={"text": "x"} if method == "POST" else None)
    assert problem_of(answer)[0] == status


def test_who_asks_too_often_is_told_how_long_to_wait(desk: Desk) -> None:
    now = [0.0]
    secret, _ = tokens.make(desk, "a busy one", [Scope.READ])
    other, _ = tokens.make(desk, "a quiet one", [Scope.READ])
    app = api(desk, Pace(most=3, a_second=0.5, clock=lambda: now[0]))
    client = TestClient(app, headers={"authorization": f"Bearer {secret}"})
    assert [client.get("/me").status_code for _ in range(4)] == [200, 200, 200, 429]
    answer = client.get("/me")
    assert problem_of(answer) == (429, "too-many-requests")
    now[0] += int(answer.headers["retry-after"])
    assert client.get("/me").status_code == 200
    assert client.get("/me", headers={"authorization": f"Bearer {other}"}).status_code == 200


def test_the_rights_of_tokens_are_held_below_the_web(desk: Desk) -> None:
    with pytest.raises(ForbiddenMove, match="may make tokens for nobody else"):
        tokens.make(replace(desk, reviewer="ben"), "x", [Scope.READ], person="ana")


def test_a_source_with_a_stroke_in_its_name_is_read_and_acted_on(reading: Program) -> None:
    reading.post("/claims/1/correct", speaker="AFP/Reuters", new_source=True)
    assert reading.get("/sources/AFP%2FReuters")["name"] == "AFP/Reuters"
    reading.post("/sources/AFP%2FReuters/unaffiliated", reason="looked it up in the register")
    assert reading.get("/sources/AFP%2FReuters")["unaffiliated"]


def test_the_description_is_there_for_whoever_asks(desk: Desk) -> None:
    client = TestClient(application(desk, Door(PORT)), base_url=ORIGIN)
    found = client.get("/api/v1/openapi.json").json()
    validate(found)
    assert found["openapi"] == "3.1.0"
    assert {(method.upper(), path) for path, one in found["paths"].items() for method in one} == {
        (one.method, one.path) for one in ENDPOINTS
    }

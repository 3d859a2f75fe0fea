"""An article that is for some is not there for the others: not by any address that the program has, or ever will have.

The table of addresses is made from the program itself. One that takes a number of which nobody says here what is
hidden behind it fails, and so does one whose answer differs from that for what is not there.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from argon2 import PasswordHasher
from starlette.applications import Starlette
from starlette.routing import Mount, Route
from starlette.testclient import TestClient
from tests.web.conftest import ARTICLE

from claimtrack.errors import ForbiddenMove, NotFound, UsageError
from claimtrack.services.articles import readers
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk, as_person
from claimtrack.services.door import passphrases, tokens
from claimtrack.services.integrity import log
from claimtrack.services.integrity.verify import verify
from claimtrack.services.marks import links, notes, replies, tags
from claimtrack.services.reports.gather import show
from claimtrack.services.reports.listing import Filters, list_claims
from claimtrack.services.reviewers import add
from claimtrack.services.sources import relations
from claimtrack.services.verdicts import decisions
from claimtrack.services.watching import changes, seen_by
from claimtrack.vocabulary import ClaimLinkKind, NoteKind, RelationKind, Role, Scope, Status
from claimtrack.web.acting import ON_CLAIM, ON_SOURCE, change_claim
from claimtrack.web.adding import taken
from claimtrack.web.api.endpoints import ENDPOINTS
from claimtrack.web.forms import Form
from claimtrack.web.login.door import LoginDoor
from claimtrack.web.site import application

HTTPS = "https://desk.example"
WORDS = "seven grey harbours at noon"
MARKED = re.compile("zebrafish", re.IGNORECASE)
HIDDEN = """Zebrafish vanish from the Zebrafish House

The keeper Zora Zebrafish said the tanks were empty on Tuesday.

"Nobody counted the zebrafish," mayor Lena Orr said.

The Zebrafish Union said that 90 animals were sold, which could not be independently confirmed.
"""
ABSENT = 987_654


@pytest.fixture(autouse=True)
def _quick_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passphrases, "hasher", lambda: quick)


@pytest.fixture
def shared(desk: Desk) -> Desk:
    """Give a desk with article 1 for all, and article 2, on whose claims much was done, for ana and cleo."""
    desk.enact(add, "cleo", role=Role.REVIEWER)
    for name in ("ana", "ben", "cleo"):
        passphrases.change_own(replace(desk, reviewer=name), WORDS)
    first = taken(desk, Form({"text": [ARTICLE], "title": ["Harbour bridge closed"], "outlet": ["Harbour Courier"]}))
    second = taken(desk, Form({"text": [HIDDEN], "title": ["Zebrafish vanish"], "outlet": ["Zebrafish Gazette"]}))
    assert (first.article, second.article) == (1, 2)
    number = second.claims[0]
    piece = {"stance": "supports", "note": "the zebrafish tanks", "basis": "firsthand", "source": "Zebrafish Eye"}
    change_claim(
        desk, number, "evidence", Form({name: [value] for name, value in piece.items()} | {"new_source": ["on"]})
    )
    desk.enact(notes.note, look(desk, [number]), "ask about the zebrafish", kind=NoteKind.COMMENT)
    desk.enact(tags.tag, look(desk, [number]), "fishy")
    asked = {"to": "Zebrafish House Ltd", "means": "mail", "until": "2026-12-24", "new_source": "on"}
    change_claim(desk, number, "reply", Form({name: [value] for name, value in asked.items()}))
    desk.enact(links.link, links.NamedLink(number, ClaimLinkKind.CONTRADICTS, second.claims[1]), reason="the same")
    desk.enact(readers.restrict, 2, ["cleo"], [])
    return desk


@pytest.fixture
def hidden(shared: Desk) -> int:
    """Give the number of a claim of article 2."""
    return min(line.claim.number for line in list_claims(shared, Filters(article=2)).lines)


@pytest.fixture
def app(shared: Desk) -> Starlette:
    return application(replace(shared, reviewer=""), LoginDoor(shared, HTTPS))


@pytest.fixture
def entered(app: Starlette) -> Callable[[str], TestClient]:
    def enter(name: str) -> TestClient:
        client = TestClient(app, base_url=HTTPS, follow_redirects=False)
        form = {"name": name, "passphrase": WORDS}
        assert client.post("/login", data=form, headers={"origin": HTTPS}).status_code == 303
        return client

    return enter


@pytest.fixture
def program(app: Starlette, shared: Desk) -> Callable[[str], TestClient]:
    def speaking(name: str) -> TestClient:
        secret, _ = tokens.make(shared, "a test", tuple(Scope), person=name)
        return TestClient(app, base_url=HTTPS, headers={"authorization": f"Bearer {secret}", "if-match": "*"})

    return speaking


def _routes(app: Starlette) -> Iterator[tuple[str, str]]:
    """Yield method and path of every address, those for programs with what stands before them."""
    for route in app.routes:
        if isinstance(route, Route):
            yield from ((method, route.path) for method in route.methods or () if method != "HEAD")
        else:
            assert isinstance(route, Mount)
            assert route.path in {"/api/v1", "/static"}, f"what is under {route.path} is not looked at here"
    yield from ((one.method, f"/api/v1{one.path}") for one in ENDPOINTS)


_HIDDEN_SOURCE = "Zebrafish Eye"
_OTHERWISE = {"/you/{action}", "/login", "/logout"}
"""What is about who is logged in, and about no article."""


def _filled(path: str, claim: int) -> Iterator[tuple[str, str]]:
    """Yield addresses that lead to what is hidden, each with one that leads to nothing."""
    numbers = {"articles": (2, ABSENT), "claims": (claim, ABSENT), "evidence": (1, ABSENT)}
    noun = path.removeprefix("/api/v1").split("/")[1]
    actions = {"claims": ON_CLAIM, "sources": ON_SOURCE}.get(noun, ()) if "{action}" in path else ("",)
    assert actions, f"say here what can be done by {path}"
    for action in actions:
        told = re.sub(r"\{action(:\w+)?\}", action, path)
        if "{number" in told:
            assert noun in numbers, f"say here what is hidden by {path}"
            here, there = (re.sub(r"\{number(:int)?\}", str(one), told) for one in numbers[noun])
        elif "{name" in told:
            assert noun == "sources", f"say here what is hidden by {path}"
            here, there = (re.sub(r"\{name(:path)?\}", one, told) for one in (_HIDDEN_SOURCE, "Quagga Eye"))
        else:
            raise AssertionError(f"say here what is hidden by {path}")
        yield here, there


def _said(text: str, hidden: str, absent: str) -> str:
    """Return an answer without what it was asked for, and without what differs each time."""
    for one in (absent, hidden):
        last = [part for part in one.split("/") if part.isdecimal()] or [one.split("/")[-1]]
        text = text.replace(one, "@").replace(last[0], "@")
    for one in (_HIDDEN_SOURCE, "Quagga Eye", "Zebrafish%20Eye", "Quagga%20Eye"):
        text = text.replace(one, "@")
    return re.sub(r"known=\S+|data-known=\S+|2\b|1\b", "", text)


@pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)
def test_every_address_of_a_hidden_thing_answers_as_if_it_were_not_there(
    app: Starlette,
    shared: Desk,
    hidden: int,
    entered: Callable[[str], TestClient],
    program: Callable[[str], TestClient],
) -> None:
    ben, bens = entered("ben"), program("ben")
    token = re.findall(r'name="token" value="([^"]*)"', ben.get("/add").text)[0]
    before = log.count(shared, log.Asked())
    asked = 0
    for method, path in _routes(app):
        if "{" not in path or path in _OTHERWISE:
            continue
        for here, there in _filled(path, hidden):
            told = []
            for address in (here, there):
                if path.startswith("/api/"):
                    body: dict[str, Any] = {"json": _body(path, here)} if method == "POST" else {}
                    told.append(bens.request(method, address, **body))
                elif method == "POST":
                    form = {"token": token, **{name: str(value) for name, value in _body(path, here).items()}}
                    told.append(ben.post(address, data=form, headers={"origin": HTTPS}))
                else:
                    told.append(ben.get(address))
            one, other = told
            assert one.status_code == other.status_code, f"{method} {here}: {one.text[:400]}"
            assert one.status_code in {404, 409, 422}, f"{method} {here}: {one.text[:400]}"
            assert not MARKED.search(one.text.replace(_HIDDEN_SOURCE, "")), f"{method} {here}"
            if method == "GET":
                assert one.status_code == 404
                assert _said(one.text, here, there) == _said(other.text, here, there), f"{method} {here}"
            asked += 1
    assert asked >= 48
    assert log.count(shared, log.Asked()) == before
    assert verify(shared).problems == ()


def _body(path: str, here: str) -> dict[str, Any]:
    """Return a form that would be taken, were it not for where it goes."""
    if path.endswith(("/articles/{number:int}/claims", "/articles/{number}/claims")):
        return {"quote": ["the tanks were empty on Tuesday"]} if path.startswith("/api") else {"quote": "the tanks"}
    return _BODIES.get(here.rsplit("/", 1)[-1], {})


_BODIES: dict[str, dict[str, Any]] = {
    "verdict": {"to": "withdrawn", "reason": "it is no statement"},
    "said": {"answer": "verified", "reason": "I heard it"},
    "evidence": {"stance": "context", "note": "I was there", "basis": "firsthand"},
    "withdraw": {"piece": 1, "reason": "it is not what it seems"},
    "hold": {"do": "take"},
    "correct": {"checkable": "no"},
    "split": {"at": "were empty"},
    "restate": {"text": "The tanks were empty."},
    "finding": {"rating": "true", "text": "We looked."},
    "note": {"text": "I was there"},
    "tag": {"tag": "mine"},
    "link": {"kind": "repeats", "other": 1},
    "proposal": {},
    "reply": {"answers": 1, "words": "no comment"},
    "unaffiliated": {"reason": "I looked"},
    "relate": {"kind": "owned-by", "other": "Harbour Courier", "reason": "I know"},
    "judge": {"one": _HIDDEN_SOURCE, "kind": "owned-by", "other": "Harbour Courier"},
}
_ASKED = (
    "/?show=all",
    "/?show=all&article=2",
    "/?show=all&search=zebrafish",
    "/?show=all&source=Harbour+Courier",
    "/articles",
    "/sources",
    "/sources?page=2",
    "/replies",
    "/proposals",
    "/log",
    "/people",
    "/policy",
    "/next",
    "/next?from=1",
    "/verify",
    "/words",
    "/you",
    "/report?article=2",
    "/api/v1/articles",
    "/api/v1/claims",
    "/api/v1/claims?article=2",
    "/api/v1/claims?search=zebrafish",
    "/api/v1/claims?sort=weakest",
    "/api/v1/queue",
    "/api/v1/evidence",
    "/api/v1/sources",
    "/api/v1/replies",
    "/api/v1/proposals",
    "/api/v1/events",
    "/api/v1/events?action=evidence",
    "/api/v1/gate",
    "/api/v1/gate?article=2",
    "/api/v1/me",
)
_ANA_READS_IT = {
    "/?show=all",
    "/articles",
    "/sources",
    "/replies",
    "/log",
    "/report?article=2",
    "/api/v1/articles",
    "/api/v1/claims",
    "/api/v1/queue",
    "/api/v1/sources",
    "/api/v1/replies",
    "/api/v1/events",
}


@pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)
def test_no_list_count_or_search_has_a_word_of_it(
    app: Starlette, shared: Desk, entered: Callable[[str], TestClient], program: Callable[[str], TestClient]
) -> None:
    del shared
    without = {path for method, path in _routes(app) if method == "GET" and "{" not in path}
    listed = {one.partition("?")[0] for one in _ASKED}
    assert without - listed <= {"/login", "/live", "/add"}, "a page that nobody looks at here"
    for name in ("ana", "ben", "cleo"):
        pages, programs = entered(name), program(name)
        for address in _ASKED:
            text = (programs if address.startswith("/api/") else pages).get(address).text
            text = text.replace('value="zebrafish"', "").replace("search=zebrafish", "")
            if name == "ben":
                found = MARKED.search(text)
                assert found is None, f"{address}: {text[max(0, found.start() - 200) : found.start() + 100]}"
            elif address in _ANA_READS_IT:
                assert MARKED.search(text), address
    ben = program("ben")
    of_first = ben.get("/api/v1/claims?article=1").json()["total"]
    assert ben.get("/api/v1/claims").json()["total"] == of_first > 0
    assert [ben.get(f"/api/v1/{one}").json()["total"] for one in ("articles", "evidence", "replies")] == [1, 0, 0]
    assert ben.get("/api/v1/claims?article=2").json() == {
        **ben.get(f"/api/v1/claims?article={ABSENT}").json(),
        "detail": ben.get("/api/v1/claims?article=2").json()["detail"],
    }


@pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)
def test_what_is_named_beside_the_address_is_not_there_either(shared: Desk, hidden: int) -> None:
    ben = as_person(shared, "ben")
    before = log.count(shared, log.Asked())
    with pytest.raises(NotFound, match=f"no claim {hidden}"):
        ben.enact(links.link, links.NamedLink(1, ClaimLinkKind.CONTRADICTS, hidden), reason="the same")
    decision = decisions.Decision(Status.WITHDRAWN, "the same", duplicate_of=hidden)
    with pytest.raises(NotFound, match=f"no claim {hidden}"):
        ben.enact(decisions.decide, look(ben, [1]), decision)
    with pytest.raises(NotFound):
        ben.enact(replies.answer, 1, replies.Answer("no comment", None, declined=False))
    with pytest.raises(NotFound):
        ben.enact(notes.note, replace(look(shared, [hidden])), "I guessed it", kind=NoteKind.COMMENT)
    with pytest.raises(NotFound):
        show(ben, hidden)
    assert log.count(shared, log.Asked()) == before
    as_person(shared, "cleo").enact(
        notes.note, look(as_person(shared, "cleo"), [hidden]), "mine", kind=NoteKind.COMMENT
    )


@pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)
def test_a_search_of_the_evidence_finds_none_of_it_and_none_is_attached_by_its_number(
    shared: Desk, hidden: int, entered: Callable[[str], TestClient], program: Callable[[str], TestClient]
) -> None:
    text = "Zebrafish: the tanks, the port authority, the bridge and Monday."
    piece = {"stance": "context", "source": "Zebrafish Eye", "note": text, "basis": "firsthand"}
    change_claim(shared, hidden, "evidence", Form({name: [value] for name, value in piece.items()}))
    for name, finds in (("ben", False), ("cleo", True)):
        client = entered(name)
        token = re.findall(r'name="token" value="([^"]*)"', client.get("/add").text)[0]
        found = client.post("/claims/2/find", data={"token": token}, headers={"origin": HTTPS})
        assert found.status_code == 200
        assert ("Zebrafish" in found.text) is finds
    for held in (1, 2, ABSENT):
        body = {"held": held, "stance": "supports", "basis": "record"}
        answer = program("ben").post("/api/v1/claims/2/evidence", json=body)
        assert (answer.status_code, "zebrafish" in answer.text.lower()) == (404, False)
        assert f"no evidence {held}" in answer.json()["detail"]
    assert show(shared, 2).entry.evidence == ()


@pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)
def test_what_happens_there_is_told_live_to_those_who_may_read_it(shared: Desk, hidden: int) -> None:
    after = max(change.number for change in changes(shared, 0))
    shared.enact(notes.note, look(shared, [hidden]), "again", kind=NoteKind.COMMENT)
    shared.enact(notes.note, look(shared, [1]), "and this", kind=NoteKind.COMMENT)
    told = {name: {one.claim for one in changes(as_person(shared, name), after)} for name in ("ana", "ben", "cleo")}
    assert told == {"ana": {1, hidden}, "ben": {1}, "cleo": {1, hidden}}
    assert seen_by(as_person(shared, "ben"), [1, hidden]) == {1}


def test_a_page_that_is_open_is_told_nothing_of_it(
    shared: Desk, hidden: int, entered: Callable[[str], TestClient]
) -> None:
    del shared
    for at, status in ((f"/claims/{hidden}", 404), ("/articles/2", 404), (f"/claims/{ABSENT}", 404)):
        assert entered("ben").get("/live", params={"at": at, "after": "0"}).status_code == status


def test_verifying_the_whole_takes_somebody_who_may_read_the_whole(shared: Desk) -> None:
    with pytest.raises(ForbiddenMove, match="for others alone"):
        verify(as_person(shared, "ben"))
    assert verify(as_person(shared, "cleo")).problems == ()
    assert verify(shared).problems == ()


def test_a_role_lets_in_whoever_has_it_and_opening_lets_in_all(shared: Desk) -> None:
    shared.enact(add, "vera", role=Role.VIEWER)
    total = list_claims(shared, Filters()).total
    seen = {name: list_claims(as_person(shared, name), Filters()).total for name in ("ben", "cleo", "vera")}
    assert seen["ben"] == seen["vera"] < seen["cleo"] == total
    shared.enact(readers.restrict, 2, [], [Role.VIEWER])
    seen = {name: list_claims(as_person(shared, name), Filters()).total for name in ("ana", "ben", "cleo", "vera")}
    assert seen["ben"] == seen["cleo"] < seen["vera"] == seen["ana"] == total
    assert [(one.number, one.people, one.roles) for one in readers.limited(shared)] == [(2, ("ana",), (Role.VIEWER,))]
    shared.enact(readers.open_up, 2)
    assert list_claims(as_person(shared, "ben"), Filters()).total == total
    assert [line.what for line, *_ in log.stream(shared, log.Asked(action="article.readers"))] == [
        "limited article 2 to ana, cleo",
        "limited article 2 to ana, every viewer",
        "opened article 2 to everybody at the desk",
    ]
    assert verify(shared).problems == ()


def test_who_may_say_so(shared: Desk) -> None:
    with pytest.raises(ForbiddenMove, match="ben is reviewer here"):
        replace(shared, reviewer="ben").enact(readers.restrict, 1, ["ben"], [])
    with pytest.raises(NotFound, match="no article 7"):
        shared.enact(readers.restrict, 7, ["ben"], [])
    with pytest.raises(NotFound, match="nobody-here"):
        shared.enact(readers.restrict, 1, ["nobody-here"], [])
    with pytest.raises(UsageError, match="who may read it"):
        shared.enact(readers.restrict, 1, [], [])
    with pytest.raises(ForbiddenMove, match="for everybody already"):
        shared.enact(readers.open_up, 1)
    with pytest.raises(ForbiddenMove, match="for these alone already"):
        shared.enact(readers.restrict, 2, ["ana", "CLEO"], [])
    shared.enact(add, "dora", role=Role.EDITOR)
    with pytest.raises(NotFound, match="no article 2"):
        as_person(shared, "dora").enact(readers.open_up, 2)
    as_person(shared, "dora").enact(readers.restrict, 1, ["ben"], [])
    assert [one.people for one in readers.limited(shared)] == [("ben", "dora"), ("ana", "cleo")]


def test_verdicts_are_weighed_by_all_that_is_known_whoever_acts(shared: Desk) -> None:
    lines = list_claims(shared, Filters(article=2, by_source="Lena Orr")).lines
    number = lines[0].claim.number
    form = {"stance": "supports", "note": "so it was", "basis": "record", "source": "Harbour Courier"}
    change_claim(shared, number, "evidence", Form({name: [value] for name, value in form.items()}))
    shared.enact(relations.unaffiliated, "Harbour Courier", because="I looked")
    shared.enact(relations.unaffiliated, "Lena Orr", because="I looked")
    shared.enact(decisions.decide, look(shared, [number]), decisions.Decision(Status.CONFIRMED, "it saw it"))
    assert show(shared, number).entry.status is Status.CONFIRMED
    ben = as_person(shared, "ben")
    named = relations.Named("Harbour Courier", RelationKind.CONTROLLED_BY, "Lena Orr")
    ben.enact(relations.relate, named, relations.Particulars(because="the register says so"))
    assert show(shared, number).entry.status is Status.UNVERIFIED
    assert verify(shared).problems == ()


def test_where_nothing_is_hidden_no_query_is_another(shared: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from claimtrack.db import seen

    asked: list[str] = []

    def narrowed(statement: str, *_: object) -> str:
        asked.append(statement)
        return statement

    monkeypatch.setattr(seen, "_narrowed", narrowed)
    list_claims(as_person(shared, "cleo"), Filters())
    list_claims(shared, Filters())
    assert asked == []
    list_claims(as_person(shared, "ben"), Filters())
    assert asked


@pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)
def test_what_is_added_neither_finds_nor_changes_a_hidden_article(
    shared: Desk, entered: Callable[[str], TestClient], program: Callable[[str], TestClient]
) -> None:
    number = list_claims(shared, Filters(article=2)).lines[0].claim.number
    before = show(shared, number)
    ben, client = program("ben"), entered("ben")
    token = re.findall(r'name="token" value="([^"]*)"', client.get("/add").text)[0]
    given = {"text": HIDDEN, "title": "Zebrafish vanish", "outlet": "Zebrafish Gazette"}
    page = client.post("/add", data={"token": token, **given}, headers={"origin": HTTPS})
    assert (page.status_code, "ask an admin" in page.text, "article 2" in page.text) == (409, True, False)
    told = ben.post("/api/v1/articles", json=given)
    assert (told.status_code, "article 2" in told.text) == (409, False)
    # Nor is it taken for a version of what he may read, where its words would then stand.
    moved = ben.post("/api/v1/articles", json={**given, "version_of": 1})
    assert (moved.status_code, "article 2" in moved.text) == (409, False), moved.text
    # The bytes that were refused are those of what others read, and stay.
    assert verify(shared).problems == ()
    assert show(shared, number) == before


@pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)
def test_the_address_of_a_hidden_article_makes_nothing_a_version_of_it(
    shared: Desk, program: Callable[[str], TestClient]
) -> None:
    at = "https://example.org/zebrafish"
    words = "The Zebrafish Club said that {} animals were counted at the Zebrafish House on Sunday."
    third = taken(shared, Form({"text": [words.format(9)], "url": [at], "outlet": ["Zebrafish Gazette"]})).article
    shared.enact(readers.restrict, third, ["cleo"], [])
    total = list_claims(shared, Filters(article=third)).total
    answer = program("ben").post("/api/v1/articles", json={"text": words.format(31), "url": at})
    assert (answer.status_code, answer.json()["article"] > third) == (201, True), answer.text
    assert f"article {third}" not in answer.text
    assert list_claims(shared, Filters(article=third)).total == total
    again = program("cleo").post("/api/v1/articles", json={"text": words.format(32), "url": at})
    assert again.json()["article"] == third, again.text
    assert verify(shared).problems == ()


@pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)
def test_a_tag_of_hidden_claims_is_none_that_could_be_taken_off(shared: Desk) -> None:
    ben = as_person(shared, "ben")
    for name in ("fishy", "fishz"):
        with pytest.raises(NotFound, match=f'no tag "{name}"'):
            ben.enact(tags.untag, look(ben, [1]), name)
    with pytest.raises(ForbiddenMove, match="does not have the tag fishy"):
        shared.enact(tags.untag, look(shared, [1]), "fishy")


@pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)
def test_an_answer_that_was_kept_is_given_to_nobody_who_was_shut_out_since(
    shared: Desk, program: Callable[[str], TestClient]
) -> None:
    ben = program("ben")
    asked: tuple[tuple[str, dict[str, Any]], ...] = (
        ("/api/v1/claims/1/note", {"text": "I was there"}),
        ("/api/v1/articles/1/claims", {"quote": ["Nobody was hurt"], "speaker": "Lena Orr"}),
    )
    for number, (address, body) in enumerate(asked):
        for replayed in (None, "true"):
            answer = ben.post(address, json=body, headers={"idempotency-key": f"k{number}"})
            assert answer.status_code in {200, 201}, answer.text
            assert answer.headers.get("idempotent-replayed") == replayed
    shared.enact(readers.restrict, 1, ["cleo"], [])
    for number, (address, body) in enumerate(asked):
        answer = ben.post(address, json=body, headers={"idempotency-key": f"k{number}"})
        assert (answer.status_code, "bridge" in answer.text) == (404, False), answer.text


@pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)
def test_the_bytes_of_hidden_evidence_tell_nobody_whose_they_are(shared: Desk) -> None:
    form = {"stance": "context", "note": "the zebrafish tanks", "basis": "firsthand", "source": "Harbour Courier"}
    sent = Form({name: [value] for name, value in form.items()})
    with pytest.raises(ForbiddenMove) as refused:
        change_claim(as_person(shared, "ben"), 1, "evidence", sent)
    assert "ask an admin" in str(refused.value)
    assert not re.search("zebrafish|evidence 1", str(refused.value), re.IGNORECASE)
    with pytest.raises(ForbiddenMove, match="these bytes are evidence 1, on record as from Zebrafish Eye"):
        change_claim(shared, 1, "evidence", sent)
    assert verify(shared).problems == ()

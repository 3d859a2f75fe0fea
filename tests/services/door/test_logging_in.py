"""Who comes in by name and passphrase, for how long, and what is on record of it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.fake_clock import FakeClock

from claimtrack.db.door_models import Login, Sitting, Wait
from claimtrack.errors import ForbiddenMove, InvalidInput, NotFound
from claimtrack.services.desk import Desk, noting, reading
from claimtrack.services.door import passphrases, sittings, waits
from claimtrack.services.door.sittings import Gone, Here, NotLetIn
from claimtrack.services.door.waits import TooSoon
from claimtrack.services.integrity import log
from claimtrack.services.integrity.verify import verify
from claimtrack.services.reviewers import add
from claimtrack.vocabulary import Role

pytestmark = pytest.mark.both_databases

WORDS = "seven grey harbours at noon"
OTHER = "no train leaves before six"
IN_EARNEST = passphrases.hasher
HERE = {"address": "192.0.2.7", "agent": "Firefox"}


@pytest.fixture
def open_desk(desk: Desk, clock: FakeClock) -> Desk:
    """Give a desk at which ben, who looks on, and its admin can log in; its clock stands still."""
    desk = replace(desk, clock=lambda: clock.now)
    desk.enact(add, "ben", role=Role.VIEWER)
    passphrases.set_for(desk, desk.reviewer, WORDS)
    passphrases.set_for(desk, "ben", WORDS)
    return desk


def _told(desk: Desk) -> list[str]:
    return [f"{line.who} {line.what}" for line, _, _ in log.stream(desk, log.Asked())]


def test_who_proves_who_they_are_is_in_and_is_out_again(open_desk: Desk) -> None:
    secret = sittings.log_in(open_desk, open_desk.reviewer.upper(), WORDS, **HERE)
    here = sittings.look(open_desk, secret)
    assert here == Here(1, open_desk.reviewer, Role.ADMIN, temporary=False)
    open_desk.enact(sittings.end, 1)
    assert sittings.look(open_desk, secret) == Gone(open_desk.reviewer)
    assert _told(open_desk)[-2:] == [
        f"{open_desk.reviewer} logged in (sitting 1)",
        f"{open_desk.reviewer} ended sitting 1: its person logged out",
    ]
    assert verify(open_desk).problems == ()


def test_no_secret_is_kept_as_it_is(open_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passphrases, "hasher", IN_EARNEST)
    passphrases.set_for(open_desk, "ben", WORDS)
    secret = sittings.log_in(open_desk, "ben", WORDS, **HERE)
    with reading(open_desk) as session:
        login, (sitting,) = session.get_one(Login, 2), session.query(Sitting).all()
    assert login.hash.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert secret not in sitting.token_hash
    assert WORDS not in login.hash


@pytest.mark.parametrize(
    ("name", "words"), [("ben", OTHER), ("ben", ""), ("nobody", WORDS), ("", ""), ("ben\0", WORDS), ("ben", "x" * 9999)]
)
def test_who_proves_nothing_is_told_the_same_whoever_they_say_they_are(open_desk: Desk, name: str, words: str) -> None:
    before = len(_told(open_desk))
    with pytest.raises(NotLetIn, match=r"^name or passphrase is wrong"):
        sittings.log_in(open_desk, name, words, **HERE)
    assert len(_told(open_desk)) == before, "who tries fills no log"


def test_a_passphrase_is_the_same_however_a_keyboard_writes_it(open_desk: Desk) -> None:
    passphrases.set_for(open_desk, "ben", "caf\u00e9 on the long quay")
    assert sittings.log_in(open_desk, "ben", "cafe\u0301 on the long quay", **HERE)


def test_guessing_takes_longer_and_longer_and_shuts_nobody_out_for_good(open_desk: Desk, clock: FakeClock) -> None:
    for number in range(waits.FREE["name"]):
        with pytest.raises(NotLetIn):
            sittings.log_in(open_desk, "ben", OTHER, address=f"192.0.2.{number}", agent="")
    seconds = []
    for _ in range(12):
        with pytest.raises(TooSoon) as refused:
            sittings.log_in(open_desk, "ben", WORDS, address="198.51.100.1", agent="")
        seconds.append(refused.value.seconds)
        clock.now += timedelta(seconds=refused.value.seconds)
        with pytest.raises(NotLetIn):
            sittings.log_in(open_desk, "ben", OTHER, address="198.51.100.1", agent="")
    assert seconds == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]
    assert sittings.log_in(open_desk, open_desk.reviewer, WORDS, address="203.0.113.9", agent="")
    clock.now += timedelta(minutes=15)
    assert sittings.log_in(open_desk, "ben", WORDS, address="198.51.100.1", agent="")
    assert _told(open_desk)[-1] == "ben logged in (sitting 2), after 17 in vain"
    with reading(open_desk) as session:
        assert session.query(Wait).filter(Wait.key.startswith("name:")).count() == 0


@pytest.mark.parametrize(
    "addresses", [["192.0.2.7"] * 30, [f"2001:db8::{number:x}" for number in range(30)], ["::ffff:192.0.2.7"] * 30]
)
def test_one_address_that_tries_many_names_waits(open_desk: Desk, addresses: list[str]) -> None:
    most = waits.FREE["address"]
    for number, address in enumerate(addresses[:most]):
        assert waits.count(open_desk, f"name {number}", address) == 0
    with pytest.raises(TooSoon):
        sittings.log_in(open_desk, open_desk.reviewer, WORDS, address=addresses[most], agent="")


def test_a_hundred_guesses_at_once_are_a_hundred(open_desk: Desk) -> None:
    def guess(number: int) -> str:
        try:
            sittings.log_in(open_desk, "ben", f"guess number {number}", address=f"10.0.0.{number}", agent="")
        except ForbiddenMove as error:
            return type(error).__name__
        return "in"

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(guess, range(30)))
    assert answers.count("NotLetIn") == waits.FREE["name"]
    assert answers.count("TooSoon") == 30 - waits.FREE["name"]


@pytest.mark.parametrize(
    ("apart", "in_all"), [(sittings.IDLE, sittings.IDLE), (timedelta(hours=1), sittings.LONGEST)], ids=["idle", "long"]
)
def test_a_sitting_lapses(open_desk: Desk, clock: FakeClock, apart: timedelta, in_all: timedelta) -> None:
    secret = sittings.log_in(open_desk, "ben", WORDS, **HERE)
    passed = timedelta()
    while passed < in_all:
        assert isinstance(sittings.look(open_desk, secret), Here), passed
        clock.now += apart
        passed += apart
    assert sittings.look(open_desk, secret) == Gone("ben")
    assert sittings.listing(open_desk) == []


def test_another_passphrase_ends_what_was_open_with_the_one_before(open_desk: Desk) -> None:
    ben = replace(open_desk, reviewer="ben")
    secrets = [sittings.log_in(open_desk, "ben", WORDS, **HERE) for _ in range(2)]
    assert [line.number for line in sittings.listing(open_desk, of="BEN")] == [2, 1]
    assert passphrases.change_own(ben, OTHER).ended == 2
    assert [sittings.look(open_desk, one) for one in secrets] == [Gone("ben")] * 2
    with pytest.raises(NotLetIn):
        sittings.log_in(open_desk, "ben", WORDS, **HERE)
    assert sittings.log_in(open_desk, "ben", OTHER, **HERE)


def test_a_passphrase_that_somebody_else_chose_is_one_to_begin_with(open_desk: Desk, clock: FakeClock) -> None:
    secret = sittings.log_in(open_desk, "ben", WORDS, **HERE)
    here = sittings.look(open_desk, secret)
    assert isinstance(here, Here)
    assert here.temporary
    passphrases.change_own(replace(open_desk, reviewer="ben"), OTHER)
    again = sittings.look(open_desk, sittings.log_in(open_desk, "ben", OTHER, **HERE))
    assert isinstance(again, Here)
    assert not again.temporary
    passphrases.set_for(open_desk, "ben", WORDS)
    clock.now += passphrases.TEMPORARY_FOR
    with pytest.raises(NotLetIn, match="a week old"):
        sittings.log_in(open_desk, "ben", WORDS, **HERE)


def test_who_is_sent_out_is_out(open_desk: Desk) -> None:
    secret = sittings.log_in(open_desk, "ben", WORDS, **HERE)
    with pytest.raises(ForbiddenMove, match="ben is viewer here and may not say who may log in"):
        replace(open_desk, reviewer="ben").enact(sittings.send_out, open_desk.reviewer)
    assert open_desk.enact(sittings.send_out, "ben") == 1
    assert sittings.look(open_desk, secret) == Gone("ben")
    open_desk.enact(passphrases.remove, "ben")
    with pytest.raises(NotLetIn):
        sittings.log_in(open_desk, "ben", WORDS, **HERE)
    with pytest.raises(ForbiddenMove, match="ben has no passphrase"):
        open_desk.enact(passphrases.remove, "ben")


def test_nobody_ends_anothers_sitting_by_its_number(open_desk: Desk) -> None:
    secret = sittings.log_in(open_desk, open_desk.reviewer, WORDS, **HERE)
    for number in (1, 99, 0, -1, 2**31, 10**18):
        with pytest.raises(NotFound, match=f"you have no sitting {number}"):
            replace(open_desk, reviewer="ben").enact(sittings.end, number)
    assert isinstance(sittings.look(open_desk, secret), Here)


@pytest.mark.parametrize(
    "words", ["", "short one", "aaaaaaaaaaaaaaaa", "benbenbenbenben", "ababababababab", "x" * 600, "BEN ben BEN ben 1"]
)
def test_what_is_guessed_at_once_is_no_passphrase(open_desk: Desk, words: str) -> None:
    with pytest.raises(InvalidInput, match="passphrase"):
        passphrases.set_for(open_desk, "ben", words)


def test_only_an_admin_sets_anothers(open_desk: Desk) -> None:
    with pytest.raises(ForbiddenMove, match="may not say who may log in"):
        passphrases.set_for(replace(open_desk, reviewer="ben"), open_desk.reviewer, OTHER)
    with pytest.raises(NotFound, match='"carl" is no reviewer'):
        passphrases.set_for(open_desk, "carl", OTHER)


def test_where_somebody_logged_in_from_is_forgotten(open_desk: Desk, clock: FakeClock) -> None:
    sittings.log_in(open_desk, "ben", WORDS, **HERE)
    clock.now += timedelta(days=31)
    sittings.log_in(open_desk, open_desk.reviewer, WORDS, **HERE)
    with reading(open_desk) as session:
        found = [(row.id, row.address, row.agent) for row in session.query(Sitting).order_by(Sitting.id)]
    assert found == [(1, "", ""), (2, "192.0.2.7", "Firefox")]
    assert verify(open_desk).problems == ()


_EDITS: dict[str, Callable[[Login, Sitting], None]] = {
    "another hash": lambda login, _: setattr(login, "hash", passphrases.hasher().hash(OTHER)),
    "chosen by themselves": lambda login, _: setattr(login, "temporary", not login.temporary),
    "set at another time": lambda login, _: setattr(login, "set_at", login.set_at + timedelta(days=1)),
    "another cookie": lambda _, sitting: setattr(sitting, "token_hash", "0" * 64),
    "another person": lambda _, sitting: setattr(sitting, "reviewer_id", 1),
    "opened later": lambda _, sitting: setattr(sitting, "opened_at", sitting.opened_at + timedelta(hours=1)),
    "ended by nobody": lambda _, sitting: setattr(sitting, "ended_at", sitting.opened_at),
}


@pytest.mark.parametrize("edit", _EDITS)
def test_who_lets_themselves_in_with_a_tool_is_found(open_desk: Desk, edit: str) -> None:
    sittings.log_in(open_desk, "ben", WORDS, **HERE)
    with noting(open_desk) as session:
        sitting = session.get_one(Sitting, 1)
        _EDITS[edit](session.get_one(Login, sitting.reviewer_id), sitting)
    problems = verify(open_desk).problems
    assert len(problems) == 1
    assert "events" in problems[0]


def test_a_sitting_that_goes_on_after_its_end_is_found(open_desk: Desk) -> None:
    secret = sittings.log_in(open_desk, "ben", WORDS, **HERE)
    open_desk.enact(sittings.send_out, "ben")
    with noting(open_desk) as session:
        session.get_one(Sitting, 1).ended_at = None
    assert isinstance(sittings.look(open_desk, secret), Here)
    assert verify(open_desk).problems == ("sitting 1 goes on in the table, and not by the events",)

"""An authority is asked for so long and no longer."""

import time

import pytest
from tests.tsa import Authority, Reply

from claimtrack.errors import InvalidInput
from claimtrack.rules.authorities import Authority as Trusted
from claimtrack.timestamps.asking import ask


def test_one_that_does_not_answer_is_not_waited_for(served: Authority) -> None:
    def late(_: bytes) -> Reply:
        time.sleep(1)
        return Reply(b"too late")

    served.otherwise = late
    began = time.monotonic()
    with pytest.raises(InvalidInput, match=r"North did not answer within 0\.2 seconds"):
        ask(Trusted(served.url, "ca.pem", "0" * 64, private=True), b"request", name="North", seconds=0.2)
    assert time.monotonic() - began < 1


def test_no_host_is_told(served: Authority) -> None:
    del served
    with pytest.raises(InvalidInput, match=r"there is no server called tsa\.invalid"):
        ask(Trusted("https://tsa.invalid/tsr", "ca.pem", "0" * 64), b"request", name="North")

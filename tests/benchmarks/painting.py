"""What a browser takes to show the desk: first paint where all is slow, scrolling an article, a decision.

``python -m tests.benchmarks.painting [CLAIMS]`` in the checkout's root; it needs Chromium. First contentful paint is
taken with a processor four times as slow and a line of 1.6 Mbit/s with 150 ms to and fro, as Lighthouse has for a
phone; a decision from the key that sends it to the paint of the page that shows it, on this machine's own address.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from unittest.mock import patch

from tests.benchmarks import desks
from tests.benchmarks.measuring import Bound, Line, machine, table
from tests.web.played import Person, launched, person, until

from claimtrack.web.door import Door

CLAIMS = 10_000
_ROUNDS = 5
_ONE_SECOND, _TENTH, _SMOOTH = Bound(at_most=1), Bound(at_most=1), Bound(at_most=0.05)
_SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
_NOTES_FRAMES = """() => {
  window.noted = {frames: [], long: 0};
  new PerformanceObserver(list => { window.noted.long += list.getEntries().length; }).observe({type: "longtask"});
  let last = null;
  const frame = at => {
    if (last !== null) window.noted.frames.push(at - last);
    last = at;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}"""


def lines(*, claims: int = CLAIMS) -> Iterator[Line]:
    """Measure an article of so many claims, and decisions in a ledger of as many in articles of 40."""
    program = shutil.which("chromium")
    if program is None:
        raise SystemExit("Chromium is missing")
    with launched(program) as browser:
        with _served(claims, per_article=claims) as door:
            ana = person(browser, door)
            for what, address in (
                ("the inbox", "/"),
                ("a claim", f"/claims/{claims // 2}"),
                ("a part of its article", "/articles/1?part=3"),
            ):
                yield _painted(ana, f"first paint of {what}, {claims:,} claims in one article", address)
            yield _scrolled(ana, f"an article of {claims:,} claims, ten parts", "/articles/1")
            yield _decided(ana, f"a decision until it is shown, {claims:,} claims in one article", claims)
        with _served(claims, per_article=desks.PER_ARTICLE) as door:
            what = f"a decision until it is shown, {claims:,} claims in articles of {desks.PER_ARTICLE}"
            yield _decided(person(browser, door), what, claims)


@contextmanager
def _served(claims: int, *, per_article: int) -> Iterator[Door]:
    """Serve a ledger by the command, in a process of its own, as people do."""
    with TemporaryDirectory(prefix="claimtrack-measured-") as folder:
        with patch.object(desks, "PER_ARTICLE", per_article):
            desk = desks.new_desk(Path(folder))
            desks.fill(desk, claims)
            desk.database.dispose()
        environment = {**os.environ, "CLAIMTRACK_REVIEWER": desk.reviewer, "COLUMNS": "200"}
        command = [sys.executable, "-m", "claimtrack", "serve"]
        with subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr is not None
            door = Door(0)
            door.address = next(process.stderr).split()[-1]
            try:
                yield door
            finally:
                process.kill()


def _painted(ana: Person, what: str, address: str) -> Line:
    session = ana.page.context.new_cdp_session(ana.page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", _SLOW)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    found = []
    for _ in range(_ROUNDS):
        ana.page.goto("about:blank")
        ana.go(address)
        found.append(_paint(ana))
    sent = ana.page.evaluate("performance.getEntriesByType('navigation')[0].transferSize")
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    session.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1},
    )
    session.detach()
    taken = median(found)
    return Line(what, f"{taken:.0f} ms", f"{sent / 1000:.0f} kB; 1,000 ms", taken / 1000, _ONE_SECOND)


def _paint(ana: Person) -> float:
    """Give when the page was first painted, in milliseconds since it was asked for."""
    until(lambda: ana.page.evaluate("performance.getEntriesByName('first-contentful-paint').length") > 0)
    return float(ana.page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))


def _scrolled(ana: Person, what: str, address: str) -> Line:
    """Scroll through ten parts, three screens a second; tells how many frames came late, of all."""
    session = ana.page.context.new_cdp_session(ana.page)
    frames: list[float] = []
    long = 0
    for part in range(1, 11):
        ana.go(f"{address}?part={part}")
        ana.page.evaluate(_NOTES_FRAMES)
        session.send(
            "Input.synthesizeScrollGesture",
            {"x": 400, "y": 500, "yDistance": -20_000, "speed": 2_700, "gestureSourceType": "mouse"},
        )
        noted = ana.page.evaluate("window.noted")
        frames += noted["frames"]
        long += noted["long"]
    session.detach()
    late = sum(one > 34 for one in frames)
    beside = f"{late} of {len(frames):,} frames came late (over 34 ms, {max(frames):.0f} at most), {long} long tasks"
    return Line(what, f"{median(frames):.1f} ms a frame", beside, late / max(1, len(frames)), _SMOOTH)


def _decided(ana: Person, what: str, claims: int) -> Line:
    """Decide one claim after another with one key; gives the time until the decision is to be seen."""
    found, server = [], []
    for number in range(claims // 2, claims // 2 + 60):
        ana.go(f"/claims/{number}")
        if ana.page.locator("#verdict-reason").count() == 0 or "unverified" not in ana.page.inner_text("#claim-title"):
            continue
        ana.press("d")
        ana.types("nobody says how they know it")
        ana.page.evaluate(
            "document.addEventListener('keydown', () => sessionStorage.setItem('sent', "
            "performance.timeOrigin + performance.now()), true)"
        )
        with ana.page.expect_navigation(wait_until="load"):
            ana.page.keyboard.press("Control+Enter")
        if "disputed" not in ana.page.inner_text("#claim-title"):
            raise ValueError(ana.told)
        began = float(ana.page.evaluate("performance.timeOrigin - Number(sessionStorage.getItem('sent'))"))
        found.append(began + _paint(ana))
        told = ana.page.evaluate("performance.getEntriesByType('navigation')[0].toJSON()")
        server.append(told["redirectEnd"] - told["redirectStart"] + told["responseStart"] - told["requestStart"])
        if len(found) > 2 * _ROUNDS:
            break
    taken = median(found[2:])
    return Line(what, f"{taken:.0f} ms", f"the server {median(server[2:]):.0f} ms of it; 100 ms", taken / 100, _TENTH)


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else CLAIMS
    sys.stdout.write(f"{machine()}\n\n{table(list(lines(claims=count)))}\n")

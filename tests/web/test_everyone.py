"""Every page of the desk for everyone: axe finds nothing, nothing scrolls sideways, keys do all, paper shows it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
from argon2 import PasswordHasher
from starlette.routing import Mount, Route
from tests.fake_clock import FakeClock
from tests.web.busy import fill
from tests.web.conftest import Browser
from tests.web.played import behind

from claimtrack.services.desk import Desk
from claimtrack.services.door import passphrases
from claimtrack.web.door import Door
from claimtrack.web.login.door import LoginDoor
from claimtrack.web.site import application

if TYPE_CHECKING:
    from playwright.sync_api import Browser as Chromium
    from playwright.sync_api import Page

WORDS = "seven grey harbours at noon"
LOCAL: dict[str, tuple[str, ...]] = {
    "/": ("/", "/?search=bridge&show=all"),
    "/add": ("/add",),
    "/articles": ("/articles",),
    "/articles/{number:int}": ("/articles/1", "/articles/2"),
    "/claims/{number:int}": ("/claims/1", "/claims/2"),
    "/evidence/{number:int}": ("/evidence/1",),
    "/sources": ("/sources",),
    "/sources/{name:path}": ("/sources/1",),
    "/replies": ("/replies",),
    "/proposals": ("/proposals",),
    "/log": ("/log",),
    "/people": ("/people",),
    "/policy": ("/policy",),
    "/words": ("/words",),
}
"""Where each page of a desk is looked at; a page without a row fails a test below."""
PEOPLE = {**LOCAL, "/login": (), "/you": ("/you",)}
"""Of a desk at which people log in, too; nobody who is in sees the first."""
NO_PAGE = {"/enter", "/live", "/next", "/verify", "/report"}
"""What is opened without a page of the desk coming: the door, the stream, ways to other pages, and a report, which has
tests of its own."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
WIDE, PHONE = (1400, 900), (375, 800)
_LOOK = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"
HALF = (700, 450)
"""What a page has to itself on a screen of 1400 by 900 that is enlarged to twice its size."""
_LISTED = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
    .filter(one => one.checkVisibility() && !one.disabled && one.tabIndex >= 0)
    .filter(one => one.type !== 'hidden' && one.type !== 'radio')
    .map((one, place) => { one.dataset.place = place; return one.outerHTML.slice(0, 120) })"""
_FOCUSED = """() => { const one = document.activeElement, style = getComputedStyle(one)
    return [one.dataset.place ?? '', style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0] }"""
_SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
_UNFOLD = "() => document.querySelectorAll('details').forEach(one => { one.open = true })"


@dataclass(frozen=True, slots=True)
class Served:
    """A desk that is served, with somebody in it."""

    origin: str
    page: "Page"
    places: Sequence[str]

    def go(self, place: str) -> None:
        """Open a page with all that can be unfolded unfolded, for what is folded is not looked at."""
        answer = self.page.goto(self.origin + place, wait_until="load")
        assert answer is not None
        assert answer.status == 200, place
        self.page.evaluate(_UNFOLD)

    def speak(self, code: str) -> None:
        """Choose a language as a person does."""
        self.page.click(f"button[name=language][value={code}]")
        assert self.page.get_attribute("html", "lang") == code


@pytest.fixture(autouse=True)
def _quick_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passphrases, "hasher", lambda: quick)


@pytest.fixture
def local(desk: Desk, browser: Browser, chromium: "Chromium") -> "Iterator[Served]":
    """Give a desk on one's own machine."""
    fill(browser, desk)
    with behind(desk, Door) as door:
        page = chromium.new_context().new_page()
        page.goto(door.address)
        yield Served(door.address.partition("/enter")[0], page, _places(LOCAL))
        page.context.close()


@pytest.fixture
def people(desk: Desk, clock: FakeClock, browser: Browser, chromium: "Chromium") -> "Iterator[Served]":
    """Give a desk at which ana logged in."""
    fill(browser, desk)
    still = replace(desk, clock=lambda: clock.now)
    passphrases.change_own(still, WORDS)
    with behind(replace(still, reviewer=""), lambda port: LoginDoor(still, f"http://127.0.0.1:{port}")) as door:
        page = chromium.new_context().new_page()
        page.goto(f"{door.origin}/login")
        assert found_by_axe(page) == []
        page.fill("#name", "ana")
        page.fill("#passphrase", WORDS)
        page.click("button.main")
        yield Served(door.origin, page, _places(PEOPLE))
        page.context.close()


def _places(table: dict[str, tuple[str, ...]]) -> list[str]:
    return [place for places in table.values() for place in places]


def _pages(desk: Desk, door: Door | LoginDoor) -> set[str]:
    routes = application(desk, door).routes
    assert all(isinstance(one, Route | Mount) for one in routes)
    return {one.path for one in routes if isinstance(one, Route) and "GET" in (one.methods or {"GET"})}


def test_every_page_is_looked_at(desk: Desk) -> None:
    assert _pages(desk, Door(1)) - NO_PAGE == set(LOCAL)
    assert _pages(desk, LoginDoor(desk, "http://127.0.0.1:1")) - NO_PAGE == set(PEOPLE)


def found_by_axe(page: "Page") -> list[str]:
    """Return what axe finds on a page, each with where it stands."""
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate(_LOOK, TAGS)
    return [
        f"{one['id']}: {node['html'][:160]} ({(node['any'] or node['all'] or node['none'])[0]['message'][:160]})"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def _looked_at(served: Served, places: Sequence[str], sizes: Sequence[tuple[int, int]] = (WIDE, PHONE)) -> list[str]:
    found = []
    for place in places:
        for width, height in sizes:
            served.page.set_viewport_size({"width": width, "height": height})
            served.go(place)
            for scheme in ("light", "dark"):
                served.page.emulate_media(color_scheme=scheme)
                found += [f"{place} {width} {scheme} {one}" for one in found_by_axe(served.page)]
    return found


def test_axe_finds_nothing_on_ones_own_machine(local: Served) -> None:
    assert _looked_at(local, local.places) == []


def test_axe_finds_nothing_where_people_log_in(people: Served) -> None:
    assert _looked_at(people, people.places) == []


@pytest.mark.parametrize("where", ["/", "/articles/1", "/claims/1"])
def test_tab_reaches_everything_and_shows_where_it_is(people: Served, where: str) -> None:
    people.page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    assert people.page.goto(people.origin + where) is not None
    listed = people.page.evaluate(_LISTED)
    assert len(listed) > 20
    reached = set()
    for _ in range(len(listed) + 20):  # and the choices of which one is reached for all
        people.page.keyboard.press("Tab")
        at, shown = people.page.evaluate(_FOCUSED)
        if at:
            assert shown, f"nothing shows that one is at {listed[int(at)]}"
            reached.add(int(at))
    assert [one for number, one in enumerate(listed) if number not in reached] == []


@pytest.mark.parametrize("code", ["en", "ar", "ru"])
def test_no_page_scrolls_sideways(people: Served, code: str) -> None:
    people.go("/")
    people.speak(code)
    wider = {}
    for width, height in (PHONE, HALF, WIDE):
        people.page.set_viewport_size({"width": width, "height": height})
        for place in people.places:
            people.go(place)
            wider[place, width] = people.page.evaluate(_SIDEWAYS)
    assert {where: by for where, by in wider.items() if by} == {}


def test_axe_finds_nothing_in_arabic(people: Served) -> None:
    people.go("/")
    people.speak("ar")
    assert _looked_at(people, people.places, (WIDE,)) == []


def test_paper_has_the_claim_and_no_form(people: Served) -> None:
    people.go("/claims/1")
    people.page.emulate_media(media="print")
    assert people.page.locator("form:visible, button:visible, input:visible").count() == 0
    assert people.page.locator(".facts").first.is_visible()
    assert people.page.get_by_text("for it: evidence 1 counts").is_visible()


def test_arabic_pages_keep_english_lines_whole_and_at_their_side(people: Served) -> None:
    people.go("/")
    people.speak("ar")
    people.go("/log")
    line = people.page.locator(".events > li span[lang=en][dir=ltr]").first
    assert line.inner_text().startswith("ana ")
    people.go("/policy")
    sides = people.page.locator(".facts dd").evaluate_all("all => all.map(one => getComputedStyle(one).textAlign)")
    assert set(sides) == {"right"}

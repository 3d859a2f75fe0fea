"""People, rules, the picture of a source's relations."""

import re
from collections.abc import Callable

from tests.web.conftest import Browser, told

from claimtrack.services import reviewers
from claimtrack.services.desk import Desk
from claimtrack.services.integrity.verify import verify
from claimtrack.services.sources import relations
from claimtrack.services.weighing import policies
from claimtrack.vocabulary import RelationKind, Role


def test_an_admin_adds_people_and_gives_roles(reading: Browser, opened: Callable[..., Browser], desk: Desk) -> None:
    assert "cleo is editor here" in told(reading.send("/people", "/people", name="cleo", role="editor"))
    assert "editor" in reading.page("/people")
    assert "is the only admin" in told(reading.send("/people", "/people", status=409, name="ana", role="viewer"))
    assert "say who" in told(reading.send("/people", "/people", status=422, name="dee"))
    assert "may not" in told(opened("ben").send("/people", "/people", status=409, name="eve", role="admin"))
    assert {(one.name, one.role) for one in reviewers.listing(desk)} == {
        ("ana", Role.ADMIN),
        ("ben", Role.REVIEWER),
        ("cleo", Role.EDITOR),
    }
    assert verify(desk).problems == ()


def test_rules_are_set_by_who_may_on_the_version_that_they_saw(
    reading: Browser, opened: Callable[..., Browser], desk: Desk
) -> None:
    page = reading.page("/policy")
    assert "mostly correct: confirmed, disputed" in page
    assert "nobody here has set any" in page
    text = policies.versions(desk)[-1].text.replace("four_eyes = false", "four_eyes = true")
    assert "four_eyes = true" in text
    done = told(reading.send("/policy", "/policy", text=text))
    assert "policy version 1 is in force" in done
    assert policies.versions(desk)[-1].policy.four_eyes is True
    assert desk.folder is not None
    assert "four_eyes = true" in (desk.folder / "policy.toml").read_text()
    stale = reading.send("/policy", "/policy", status=409, text=text, version="0")
    assert "was changed since you looked" in told(stale)
    assert "policy" in told(reading.send("/policy", "/policy", status=422, text="four_eyes = 7"))
    assert "may not" in told(opened("ben").send("/policy", "/policy", status=409, text=text + "\n"))
    assert policies.versions(desk)[-1].version == 1


def test_a_source_is_drawn_among_its_own(reading: Browser, desk: Desk) -> None:
    hostile = "<script>alert(1)</script> & Sons of an endless name"
    known = relations.Particulars(new_source=True, because="its imprint says so")
    desk.enact(relations.relate, relations.Named("Lena Orr", RelationKind.PART_OF, hostile), known)
    page = reading.page("/sources/Lena%20Orr")
    picture = re.search(r"<svg class=\"relations\".*?</svg>", page, re.DOTALL)
    assert picture is not None
    assert "<script" not in picture[0]
    assert "is part of" in picture[0]
    assert picture[0].count('<a href="/sources/') == 2
    assert "<svg" not in reading.page("/sources/4")

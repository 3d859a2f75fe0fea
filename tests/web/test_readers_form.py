"""Who may read an article, said on its page."""

import re
from collections.abc import Callable

import pytest
from tests.web.conftest import Browser, told

from claimtrack.services.articles import readers
from claimtrack.services.desk import Desk
from claimtrack.services.integrity.verify import verify
from claimtrack.services.reviewers import add
from claimtrack.vocabulary import Role

_PAGE, _FORM = "/articles/1", "/articles/1/readers"


def _ticked(page: str) -> set[str]:
    return set(re.findall(r'type="checkbox" name="(?:to|role)" value="([^"]*)" checked', page))


@pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)
def test_an_article_is_for_some_and_for_everybody_again(reading: Browser, desk: Desk) -> None:
    assert "Everybody at this desk reads it." in reading.page(_PAGE)
    sent = reading.send(_PAGE, _FORM, to="ben", role="editor")
    assert told(sent).strip() == "article 1 is there for some alone now"
    flag = re.findall(r'<p class="flag">(.*?)</p>', sent)
    link = '<a href="/articles/1?do=readers#readers">Only these read it on the desk:</a>'
    assert flag == [f"{link} <bdi>ana</bdi>, <bdi>ben</bdi>, whoever is editor"]
    assert _ticked(sent) == {"ana", "ben", "editor"}
    (line,) = readers.limited(desk)
    assert (line.people, line.roles) == (("ana", "ben"), (Role.EDITOR,))
    sent = reading.send(_PAGE, _FORM, everybody="on")
    assert "everybody at this desk may read article 1" in told(sent)
    assert "Only these read it on the desk" not in sent
    assert readers.limited(desk) == []
    assert verify(desk).problems == ()


@pytest.mark.usefixtures("reading")
def test_who_may_not_say_so_is_told_and_what_was_ticked_stays(opened: Callable[..., Browser], desk: Desk) -> None:
    sent = opened("ben").send(_PAGE, _FORM, status=409, to="ben", role="editor")
    assert "ben is reviewer here" in told(sent)
    assert _ticked(sent) == {"ben", "editor"}
    assert readers.limited(desk) == []


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({}, 422, "say who may read it"),
        ({"to": "cleo"}, 404, "cleo"),
        ({"others": "cleo\nben"}, 404, "cleo"),
        ({"role": "owner"}, 422, '"owner" is not one of'),
        ({"everybody": "on"}, 409, "for everybody already"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    reading: Browser, desk: Desk, fields: dict[str, str], status: int, words: str
) -> None:
    assert words in told(reading.send(_PAGE, _FORM, status=status, file=None, **fields))
    assert readers.limited(desk) == []


def test_whom_somebody_else_let_in_meanwhile_is_not_shut_out(reading: Browser, desk: Desk) -> None:
    desk.enact(add, "cleo", role=Role.REVIEWER)
    desk.enact(readers.restrict, 1, ["ben"], [])
    sent = reading.send(_PAGE, _FORM, status=409, to="ben", known="")
    assert "was changed since you looked" in told(sent)
    sent = reading.send(_PAGE, _FORM, to="cleo")
    assert _ticked(sent) == {"ana", "cleo"}


def test_who_is_not_offered_is_named(reading: Browser, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimtrack.web.looking._MOST_TICKED", 1)
    desk.enact(add, "cleo", role=Role.REVIEWER)
    desk.enact(readers.restrict, 1, ["cleo"], [])
    assert _ticked(reading.page(_PAGE)) == {"ana", "cleo"}
    sent = reading.send(_PAGE, _FORM, others=" cleo \nben")
    assert _ticked(sent) == {"ana", "ben", "cleo"}


def test_a_name_that_is_markup_stays_a_name(reading: Browser, desk: Desk) -> None:
    desk.enact(add, "<b>zoe</b>", role=Role.VIEWER)
    sent = reading.send(_PAGE, _FORM, to="<b>zoe</b>")
    assert "<b>zoe" not in sent
    assert "&lt;b&gt;zoe" in sent
    assert _ticked(reading.page(_PAGE)) == {"ana", "&lt;b&gt;zoe&lt;/b&gt;"}

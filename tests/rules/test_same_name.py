"""Short forms are offered where exactly one fuller name fits."""

import pytest

from claimtrack.rules.same_name import NamedSource, offers
from claimtrack.vocabulary import SpeakerKind


def _offered(*names: str, is_person: bool = True) -> list[tuple[str, str]]:
    kind = SpeakerKind.PERSON if is_person else SpeakerKind.NONE
    held = [NamedSource(number, name, kind) for number, name in enumerate(names, start=1)]
    return [(offer.short.name, offer.full.name) for offer in offers(held)]


@pytest.mark.parametrize(
    ("names", "offered"),
    [
        (("Ruiz", "Ana Ruiz"), [("Ruiz", "Ana Ruiz")]),
        (("Mayor Ruiz", "Ana Ruiz"), [("Mayor Ruiz", "Ana Ruiz")]),
        (("A. Ruiz", "Ana Ruiz"), [("A. Ruiz", "Ana Ruiz")]),
        (("Ana Ruiz", "Ana Maria Ruiz"), [("Ana Ruiz", "Ana Maria Ruiz")]),
        (("Ben Ode Jr.", "Ben T. Ode"), [("Ben Ode Jr.", "Ben T. Ode")]),
        (("Ruiz", "Ana Ruiz", "Ana Maria Ruiz"), [("Ruiz", "Ana Maria Ruiz"), ("Ana Ruiz", "Ana Maria Ruiz")]),
        (("Ruiz", "Ana Ruiz", "Jon Ruiz"), []),
        (("B. Ruiz", "Ana Ruiz"), []),
        (("Ana", "Ana Ruiz"), []),
        (("Ana Ruiz", "Ana Karr"), []),
        (("Ana Ruiz", "Ana Ruiz"), []),
        ((), []),
    ],
)
def test_people(names: tuple[str, ...], offered: list[tuple[str, str]]) -> None:
    assert _offered(*names) == offered


@pytest.mark.parametrize(
    ("names", "offered"),
    [
        (("NRC", "Northern Relief Committee"), [("NRC", "Northern Relief Committee")]),
        (("U.R.P.", "the Union of River Pilots"), [("U.R.P.", "the Union of River Pilots")]),
        (("NRC", "Northern Relief Committee", "National Roads Council"), []),
        (("Relief", "Northern Relief Committee"), []),
        (("NRC", "NRC"), []),
    ],
)
def test_bodies(names: tuple[str, ...], offered: list[tuple[str, str]]) -> None:
    assert _offered(*names, is_person=False) == offered


def test_a_person_is_never_a_body() -> None:
    assert offers([NamedSource(1, "NRC", SpeakerKind.NONE), NamedSource(2, "Nora Rhea Carr", SpeakerKind.PERSON)]) == []
